use super::*;

#[test]
fn error_answers_are_told_from_pages() {
    let body = br#"{"error": {"name": "AuthenticationError", "message": "Illegal token"}, "request": {"method": "GET"}, "response": {"statusCode": 401}}"#;
    let Err(PageError::Api(error)) = page_info(body) else { panic!("an error of the backend") };
    assert_eq!((error.name.as_str(), error.status), ("AuthenticationError", Some(401)));
    assert!(PageError::Api(error).help().contains("Sign in"));
    let several = br#"{"errors": [{"name": "InputError", "message": "no"}]}"#;
    assert_eq!(ApiError::from_json(several).unwrap().to_string(), "InputError: no");
    assert_eq!(ApiError::from_json(b"<html>"), None);
}

#[test]
fn what_is_no_page_says_what_it_is() {
    for body in [
        "",
        "null",
        "0",
        "\"ok\"",
        "{}",
        "<!doctype html>",
        "{\"items\":[{\"kind\":\"Component\",\"metadata\":{\"name\":\"a\"",
        "{\"items\": 7}",
    ] {
        assert!(matches!(page_info(body.as_bytes()), Err(PageError::Shape(_))), "{body}");
    }
    let bomb = "[".repeat(100_000);
    assert!(page_info(bomb.as_bytes()).is_err());
}

#[test]
fn pages_of_both_shapes() {
    let page = page_info(br#"{"items": [{}, null], "totalItems": 41, "pageInfo": {"nextCursor": "abc", "prevCursor": "x"}}"#);
    assert_eq!(page, Ok(Page { next_cursor: Some("abc".to_owned()), total: Some(41), count: 1 }));
    assert_eq!(page_info(b" [{}, {}]"), Ok(Page { next_cursor: None, total: None, count: 2 }));
    let odd = page_info(br#"{"items": [], "totalItems": "many", "pageInfo": 7}"#);
    assert_eq!(
        odd,
        Ok(Page { next_cursor: None, total: None, count: 0 }),
        "what it says is not needed"
    );
}
