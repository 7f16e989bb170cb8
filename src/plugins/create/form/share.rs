//! Answers in an address: a link that begins a form for somebody else. Backstage's `formData` is
//! read and written.

use crate::plugin::query::written;
use serde_json::Value;

/// Key of the query.
pub const KEY: &str = "formData";

/// Longest address that all browsers, proxies and chats let through.
const LONGEST: usize = 4000;

/// The answers of an address.
pub fn read(pairs: &[(String, String)]) -> Option<Value> {
    let (_, text) = pairs.iter().find(|(key, _)| key == KEY)?;
    serde_json::from_str::<Value>(text).ok().filter(Value::is_object)
}

/// A link with these answers.
///
/// # Errors
/// A sentence that says why there is none.
pub fn link(page: &str, answers: &Value) -> Result<String, String> {
    let query = written(&[(KEY.to_owned(), answers.to_string())]);
    let link = [page, &query].concat();
    if link.len() > LONGEST {
        let long = link.len();
        return Err(format!(
            "The answers are too long for a link: {long} characters, and {LONGEST} are the most. Shorten the longest answer, or send it apart."
        ));
    }
    Ok(link)
}

/// What was answered over what the schema gives.
pub fn over(mut base: Value, answers: &Value) -> Value {
    if let (Value::Object(base), Value::Object(answers)) = (&mut base, answers) {
        for (key, value) in answers {
            base.insert(key.clone(), value.clone());
        }
    }
    base
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_link_is_read_back_and_has_a_longest() {
        let answers = json!({"name": "cart & more", "n": 2});
        let made = link("https://x.example/create", &answers).unwrap_or_default();
        let query = made.split_once('?').map(|(_, query)| query).unwrap_or_default();
        assert_eq!(read(&crate::plugin::query::read(query)), Some(answers));
        assert!(link("x", &json!({"a": "b".repeat(5000)})).is_err());
        assert_eq!(read(&[(KEY.to_owned(), "[1]".to_owned())]), None);
    }

    #[test]
    fn what_was_answered_comes_before_what_the_schema_gives() {
        assert_eq!(over(json!({"a": 1, "b": 2}), &json!({"b": 3})), json!({"a": 1, "b": 3}));
    }
}
