//! What describes a control.

/// The value of `aria-describedby` with one more id.
pub(crate) fn described(before: Option<&str>, id: &str) -> String {
    match before {
        Some(before) if !before.is_empty() => [before, " ", id].concat(),
        _ => id.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_text_still_describes_its_field() {
        assert_eq!(described(None, "tip"), "tip");
        assert_eq!(described(Some(""), "tip"), "tip");
        assert_eq!(described(Some("error help"), "tip"), "error help tip");
    }
}
