//! Keys of a row of tabs.

use crate::roving::Step;

/// What a key (`KeyboardEvent.key`) means in a horizontal row; the arrows follow the direction of
/// reading.
pub(super) fn step(key: &str, rtl: bool) -> Option<Step> {
    Some(match (key, rtl) {
        ("ArrowRight", false) | ("ArrowLeft", true) => Step::Next,
        ("ArrowLeft", false) | ("ArrowRight", true) => Step::Previous,
        ("Home", _) => Step::First,
        ("End", _) => Step::Last,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_follow_the_direction_of_reading() {
        assert_eq!(step("ArrowRight", false), Some(Step::Next));
        assert_eq!(step("ArrowRight", true), Some(Step::Previous));
        assert_eq!(step("ArrowLeft", false), Some(Step::Previous));
        assert_eq!(step("ArrowLeft", true), Some(Step::Next));
    }

    #[test]
    fn other_keys_are_left_alone() {
        for key in ["ArrowDown", "Tab", "Enter", "a"] {
            assert_eq!(step(key, false), None, "{key}");
        }
        assert_eq!(step("Home", true), Some(Step::First));
        assert_eq!(step("End", false), Some(Step::Last));
    }
}
