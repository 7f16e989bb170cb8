use ${{ values.crate }}::{Code, CodeError};

#[test]
fn what_is_written_is_read_again() {
    for text in ["NL-1012", "DE-0", "SE-99999"] {
        let code: Code = text.parse().unwrap();
        assert_eq!(code.to_string().parse(), Ok(code));
    }
}

#[test]
fn what_is_wrong_is_said() {
    assert_eq!("NL1012".parse::<Code>(), Err(CodeError::NoDash));
    assert_eq!("N1-1".parse::<Code>(), Err(CodeError::Country("N1".into())));
    for number in ["", "x", "-1", "+1", "99999999999"] {
        let text = format!("NL-{number}");
        assert_eq!(text.parse::<Code>(), Err(CodeError::Number(number.into())), "{text}");
    }
}
