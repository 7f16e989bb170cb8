//! From bytes to values.

use serde::de::DeserializeOwned;

use crate::config::json::JsonError;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// Reads JSON. An empty body reads as `null`, so a type that allows nothing allows an empty answer.
///
/// # Errors
/// What is wrong, with the path of the value.
pub fn json<T: DeserializeOwned>(body: &[u8]) -> Result<T, JsonError> {
    let body = body.strip_prefix(BOM).unwrap_or(body);
    if body.trim_ascii().is_empty() {
        return serde_json::from_slice(b"null")
            .map_err(|_| JsonError { path: String::new(), message: "the answer is empty".into() });
    }
    serde_json::from_slice(body).map_err(|error| JsonError::explain(body, &error))
}

/// Reads text; what is not UTF-8 becomes U+FFFD.
pub(super) fn text(body: &[u8]) -> String {
    let body = body.strip_prefix(BOM).unwrap_or(body);
    String::from_utf8_lossy(body).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_not_data() {
        assert_eq!(json::<Vec<u8>>(b"\xef\xbb\xbf[1]").unwrap(), [1]);
        assert_eq!(text(b"\xef\xbb\xbflog"), "log");
    }

    #[test]
    fn an_empty_answer_is_fine_where_the_type_says_so() {
        json::<()>(b"").unwrap();
        assert_eq!(json::<Option<u8>>(b" \n").unwrap(), None);
        assert_eq!(json::<Vec<u8>>(b"").unwrap_err().message, "the answer is empty");
    }

    #[test]
    fn answers_of_the_wrong_shape_are_errors_with_a_path() {
        for body in ["[]", "0", "\"ok\"", "null", "{\"a\"", "{}x", "{\"a\":{\"b\":1e999}}"] {
            json::<std::collections::BTreeMap<String, Vec<u8>>>(body.as_bytes())
                .err()
                .filter(|error| !error.message.is_empty())
                .unwrap_or_else(|| panic!("{body} was read"));
        }
        assert!(json::<Vec<serde::de::IgnoredAny>>("[".repeat(100_000).as_bytes()).is_err());
    }
}
