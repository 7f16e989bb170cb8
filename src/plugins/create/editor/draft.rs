//! What this browser keeps of a template that is being written.

use crate::plugin::kept;
use serde_json::{Value, json};

const KEY: &str = "portico.create.editor";

/// A template that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Its text.
    pub text: String,
    /// Address of the descriptor that it began with: skeletons are relative to it. Empty for none.
    pub file: String,
}

/// What was kept.
#[must_use]
pub fn read() -> Option<Draft> {
    parse(&kept::read(KEY)?)
}

/// Keeps it.
pub fn keep(draft: &Draft) {
    kept::write(KEY, &written(draft));
}

fn parse(text: &str) -> Option<Draft> {
    let value: Value = serde_json::from_str(text).ok()?;
    let part = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Draft { text: part("text")?, file: part("file").unwrap_or_default() })
        .filter(|draft| !draft.text.trim().is_empty())
}

fn written(draft: &Draft) -> String {
    json!({ "text": draft.text, "file": draft.file }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_comes_back_as_it_was() {
        let draft = Draft { text: "kind: Template\n".to_owned(), file: "a/b.yaml".to_owned() };
        assert_eq!(parse(&written(&draft)), Some(draft));
        for nothing in ["", "[]", "{}", r#"{"text": " "}"#] {
            assert_eq!(parse(nothing), None, "{nothing}");
        }
    }
}
