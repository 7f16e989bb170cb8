//! Text that becomes tags, and where the focus goes between them.

use crate::roving::Step;

/// The words of a text that are separated by commas, semicolons, tabs or line ends.
pub(super) fn split(text: &str) -> Vec<String> {
    let words = text.split([',', ';', '\n', '\r', '\t']).map(str::trim);
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a text has an end of a word in it, so that it is time to add.
pub(super) fn is_list(text: &str) -> bool {
    text.contains([',', ';', '\n', '\r', '\t'])
}

/// Adds those words that are not there yet. Returns the added ones.
pub(super) fn add(tags: &mut Vec<String>, words: Vec<String>) -> Vec<String> {
    let before = tags.len();
    for word in words {
        if !tags.contains(&word) {
            tags.push(word);
        }
    }
    tags.get(before..).unwrap_or_default().to_vec()
}

/// What is said after some words were to be added.
pub(super) fn said(added: &[String], wanted: usize) -> String {
    let repeated = wanted.saturating_sub(added.len());
    let added = match added {
        [] => String::new(),
        [one] => ["Added ", one].concat(),
        many => ["Added ", &many.len().to_string(), " tags"].concat(),
    };
    match (added.is_empty(), repeated) {
        (_, 0) => added,
        (true, 1) => "Already there".to_owned(),
        (true, _) => "All of them are already there".to_owned(),
        (false, repeated) => [&added, ", ", &repeated.to_string(), " already there"].concat(),
    }
}

/// The tag that has the focus after one of them went, by index; none for the text field.
pub(super) fn after_removal(removed: usize, left: usize) -> Option<usize> {
    left.checked_sub(1).map(|last| removed.min(last))
}

/// What a key pressed on a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The focus goes to this tag.
    Tag(usize),
    /// The focus goes to the text field.
    Text,
    /// The tag goes.
    Remove,
}

/// What a key pressed on tag `at` of `count` does.
pub(super) fn press(key: &str, rtl: bool, at: usize, count: usize) -> Option<Act> {
    let step = match (key, rtl) {
        ("Backspace" | "Delete", _) => return Some(Act::Remove),
        ("Escape", _) => return Some(Act::Text),
        ("ArrowRight", false) | ("ArrowLeft", true) => Step::Next,
        ("ArrowLeft", false) | ("ArrowRight", true) => Step::Previous,
        ("Home", _) => Step::First,
        ("End", _) => Step::Last,
        _ => return None,
    };
    // The text field stands after the last tag; before the first one there is nothing.
    match step {
        Step::Next if at + 1 >= count => Some(Act::Text),
        Step::Previous => Some(Act::Tag(at.saturating_sub(1))),
        step => step.from(Some(at), count).map(Act::Tag),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
    }

    #[test]
    fn pasted_lists_become_words() {
        assert_eq!(split("java, go,rust"), words("java go rust"));
        assert_eq!(split("java\r\ngo\n\nrust\n"), words("java go rust"));
        assert_eq!(split("a\tb;c"), words("a b c"));
        assert_eq!(split(" two words , three "), ["two words", "three"]);
        assert!(split(" ,\n, ").is_empty());
        assert!(is_list("java,") && is_list("a\nb") && !is_list("two words"));
    }

    #[test]
    fn nothing_is_there_twice() {
        let mut tags = words("java go");
        assert_eq!(add(&mut tags, words("go rust rust")), words("rust"));
        assert_eq!(tags, words("java go rust"));
        assert!(add(&mut tags, Vec::new()).is_empty());
    }

    #[test]
    fn additions_are_said() {
        assert_eq!(said(&words("go"), 1), "Added go");
        assert_eq!(said(&words("go rust"), 2), "Added 2 tags");
        assert_eq!(said(&words("go"), 3), "Added go, 2 already there");
        assert_eq!(said(&[], 1), "Already there");
        assert_eq!(said(&[], 2), "All of them are already there");
        assert_eq!(said(&[], 0), "");
    }

    #[test]
    fn the_focus_stays_near_what_went() {
        assert_eq!(after_removal(0, 2), Some(0));
        assert_eq!(after_removal(2, 2), Some(1));
        assert_eq!(after_removal(0, 0), None);
    }

    #[test]
    fn keys_between_tags() {
        assert_eq!(press("ArrowLeft", false, 2, 3), Some(Act::Tag(1)));
        assert_eq!(press("ArrowLeft", false, 0, 3), Some(Act::Tag(0)), "no way round");
        assert_eq!(press("ArrowRight", false, 0, 3), Some(Act::Tag(1)));
        assert_eq!(press("ArrowRight", false, 2, 3), Some(Act::Text));
        assert_eq!(press("ArrowLeft", true, 2, 3), Some(Act::Text), "right to left");
        assert_eq!(press("ArrowRight", true, 2, 3), Some(Act::Tag(1)));
        assert_eq!(press("Home", false, 2, 3), Some(Act::Tag(0)));
        assert_eq!(press("End", false, 0, 3), Some(Act::Tag(2)));
        assert_eq!(press("Delete", false, 1, 3), Some(Act::Remove));
        assert_eq!(press("Escape", false, 1, 3), Some(Act::Text));
        assert_eq!(press("x", false, 1, 3), None);
    }

    proptest! {
        #[test]
        fn adding_keeps_what_was_there_and_its_order(text in "[abc,\n ]{0,24}", more in "[abc,\n ]{0,24}") {
            let mut tags = Vec::new();
            add(&mut tags, split(&text));
            let before = tags.clone();
            let added = add(&mut tags, split(&more));
            prop_assert_eq!(&tags[..before.len()], &before[..]);
            prop_assert_eq!(&tags[before.len()..], &added[..]);
            for (at, tag) in tags.iter().enumerate() {
                prop_assert!(!tags[..at].contains(tag));
                prop_assert!(!is_list(tag) && tag.trim() == tag && !tag.is_empty());
            }
        }
    }
}
