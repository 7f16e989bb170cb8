//! What has to be changed about answers.

use super::model::{SchemaField, SchemaKind, SchemaValues, path};
use crate::number::decimal;
use crate::whole_number;

/// What has to be changed, by path, in the order of the form.
pub(super) fn problems(fields: &[SchemaField], values: &SchemaValues) -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(fields, "", values, &mut found);
    found
}

fn collect(
    fields: &[SchemaField],
    above: &str,
    values: &SchemaValues,
    found: &mut Vec<(String, String)>,
) {
    for field in fields {
        let path = path(above, &field.name);
        if let SchemaKind::Group(fields) = &field.kind {
            if field.required || values.any_below(&path) {
                collect(fields, &path, values, found);
            }
        } else if let Some(words) = problem(field, values, &path) {
            let text = [&field.title, " ", &words, "."].concat();
            found.push((path, text));
        }
    }
}

/// What has to be changed about one answer: the words after its title.
fn problem(field: &SchemaField, values: &SchemaValues, path: &str) -> Option<String> {
    let missing = |words: &str| field.required.then(|| words.to_owned());
    let text = values.text(path).trim();
    match &field.kind {
        SchemaKind::Text { .. } | SchemaKind::Number { .. } if text.is_empty() => {
            missing("has to be filled in")
        }
        SchemaKind::Text { min, max } => {
            let length = text.chars().count();
            if length < *min {
                return Some(["needs ", &min.to_string(), " characters at least"].concat());
            }
            let beyond = max.map_or(0, |max| length.saturating_sub(max));
            (beyond > 0).then(|| ["is too long by ", &beyond.to_string()].concat())
        }
        SchemaKind::Number { whole, min, max } => number_problem(text, *whole, *min, *max),
        SchemaKind::Choice(choices) => {
            let known = choices.iter().any(|choice| choice.value == text);
            if text.is_empty() { missing("has to be chosen") } else { None }.or_else(|| {
                (!known && !text.is_empty()).then(|| "has to be chosen again".to_owned())
            })
        }
        SchemaKind::List if values.list(path).is_empty() => missing("needs one entry at least"),
        SchemaKind::List | SchemaKind::Flag | SchemaKind::Group(_) => None,
    }
}

fn number_problem(text: &str, whole: bool, min: Option<f64>, max: Option<f64>) -> Option<String> {
    let number = if whole { whole_number(text).map(|number| number as f64) } else { number(text) };
    let Some(number) = number else {
        let words = if whole {
            "has to be a whole number, such as 12"
        } else {
            "has to be a number, such as 0.5"
        };
        return Some(words.to_owned());
    };
    let outside = min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max);
    outside.then(|| match (min.map(decimal), max.map(decimal)) {
        (Some(min), Some(max)) => ["has to be from ", &min, " to ", &max].concat(),
        (Some(min), None) => ["has to be ", &min, " or more"].concat(),
        (_, max) => ["has to be ", &max.unwrap_or_default(), " or less"].concat(),
    })
}

/// The number that a text says: digits, perhaps with a minus and a fraction. To 15 digits, which
/// is what a number in JSON keeps.
fn number(text: &str) -> Option<f64> {
    let (minus, digits) = text.strip_prefix('-').map_or((false, text), |digits| (true, digits));
    let (before, after) = digits.split_once('.').unwrap_or((digits, "0"));
    let whole = before.len() + after.len() <= 15;
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !whole || !plain(before) || !plain(after) {
        return None;
    }
    let digits: i64 = [before, after].concat().parse().ok()?;
    let scale = after.bytes().fold(1.0, |scale, _| scale * 10.0);
    let number = digits as f64 / scale;
    Some(if minus { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::super::model::SchemaValue;
    use super::*;
    use crate::Choice;
    use proptest::prelude::*;

    fn text(text: &str) -> SchemaValue {
        SchemaValue::Text(text.to_owned())
    }

    fn say(field: SchemaField, value: SchemaValue) -> String {
        let field = field.title("It");
        let mut values = SchemaValues::default();
        values.set("/it", value);
        let mut found = problems(&[field], &values);
        found.pop().map(|(_, text)| text).unwrap_or_default()
    }

    #[test]
    fn what_is_required_has_to_be_there() {
        let kinds = [
            (SchemaKind::Text { min: 0, max: None }, text(" "), "It has to be filled in."),
            (
                SchemaKind::Number { whole: true, min: None, max: None },
                text(""),
                "It has to be filled in.",
            ),
            (SchemaKind::Choice(vec![Choice::new("a", "A")]), text(""), "It has to be chosen."),
            (SchemaKind::List, SchemaValue::List(Vec::new()), "It needs one entry at least."),
            (SchemaKind::Flag, SchemaValue::Flag(false), ""),
        ];
        for (kind, value, words) in kinds {
            let field = SchemaField::new("it", kind);
            assert_eq!(say(field.clone(), value.clone()), "");
            assert_eq!(say(field.required(), value), words);
        }
    }

    #[test]
    fn lengths_count_characters() {
        let field = |min, max| SchemaField::new("it", SchemaKind::Text { min, max });
        assert_eq!(say(field(3, None), text("äö")), "It needs 3 characters at least.");
        assert_eq!(say(field(3, Some(3)), text("äöü")), "");
        assert_eq!(say(field(0, Some(2)), text("äöüß")), "It is too long by 2.");
    }

    #[test]
    fn numbers_and_their_limits() {
        let field =
            |whole, min, max| SchemaField::new("it", SchemaKind::Number { whole, min, max });
        assert_eq!(
            say(field(true, None, None), text("1.5")),
            "It has to be a whole number, such as 12."
        );
        assert_eq!(
            say(field(false, None, None), text("half")),
            "It has to be a number, such as 0.5."
        );
        assert_eq!(
            say(field(false, Some(0.5), Some(2.0)), text("2.25")),
            "It has to be from 0.5 to 2."
        );
        assert_eq!(say(field(true, Some(1.0), None), text("0")), "It has to be 1 or more.");
        assert_eq!(say(field(true, None, Some(9.0)), text("10")), "It has to be 9 or less.");
        assert_eq!(say(field(false, Some(0.5), Some(2.0)), text("0.5")), "");
    }

    #[test]
    fn a_choice_that_is_gone_is_made_again() {
        let field = SchemaField::new("it", SchemaKind::Choice(vec![Choice::new("a", "A")]));
        assert_eq!(say(field.clone(), text("a")), "");
        assert_eq!(say(field, text("b")), "It has to be chosen again.");
    }

    #[test]
    fn an_object_that_is_not_required_may_stay_away() {
        let inner = |name| SchemaField::new(name, SchemaKind::Text { min: 0, max: None });
        let fields = vec![inner("name").title("Name").required(), inner("note")];
        let group = SchemaField::new("owner", SchemaKind::Group(fields));
        let mut values = SchemaValues::default();
        assert_eq!(problems(std::slice::from_ref(&group), &values), []);
        values.set("/ownership", text("x"));
        assert_eq!(problems(std::slice::from_ref(&group), &values), []);
        values.set("/owner/note", text("x"));
        let missing = ("/owner/name".to_owned(), "Name has to be filled in.".to_owned());
        assert_eq!(problems(std::slice::from_ref(&group), &values), std::slice::from_ref(&missing));
        assert_eq!(problems(&[group.required()], &SchemaValues::default()), [missing]);
    }

    #[test]
    fn defaults_by_path() {
        let flag = SchemaField::new("on", SchemaKind::Flag).default(SchemaValue::Flag(true));
        let fields = [SchemaField::new("alerts", SchemaKind::Group(vec![flag]))];
        let values = SchemaValues::defaults(&fields);
        assert!(values.flag("/alerts/on"));
        assert_eq!(values.text("/alerts/on"), "");
        assert!(values.list("/alerts/on").is_empty());
    }

    proptest! {
        #[test]
        fn numbers_as_the_standard_library_reads_them(text in "-?[0-9]{1,7}(\\.[0-9]{1,7})?") {
            prop_assert_eq!(number(&text), text.parse().ok());
        }

        #[test]
        fn what_is_no_number(text in "[-+.0-9e ]{0,6}") {
            let plain = text.strip_prefix('-').unwrap_or(&text);
            let parts: Vec<&str> = plain.split('.').collect();
            let digits = |part: &&str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
            prop_assert_eq!(number(&text).is_some(), parts.len() <= 2 && parts.iter().all(digits));
        }
    }
}
