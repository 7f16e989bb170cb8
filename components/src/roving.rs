//! Moving a mark through a list by keyboard: menus, listboxes, result lists.

/// Where a key of the keyboard moves the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// To the next one.
    Next,
    /// To the one before.
    Previous,
    /// To the first.
    First,
    /// To the last.
    Last,
}

impl Step {
    /// What a key of a vertical list means (`KeyboardEvent.key`).
    pub fn vertical(key: &str) -> Option<Self> {
        match key {
            "ArrowDown" => Some(Self::Next),
            "ArrowUp" => Some(Self::Previous),
            "Home" => Some(Self::First),
            "End" => Some(Self::Last),
            _ => None,
        }
    }

    /// What a key of a horizontal row means; the arrows follow the direction of reading.
    pub fn horizontal(key: &str, rtl: bool) -> Option<Self> {
        Some(match (key, rtl) {
            ("ArrowRight", false) | ("ArrowLeft", true) => Self::Next,
            ("ArrowLeft", false) | ("ArrowRight", true) => Self::Previous,
            ("Home", _) => Self::First,
            ("End", _) => Self::Last,
            _ => return None,
        })
    }

    /// The same as [`Self::vertical`] for a text field with a list below it: Home and End stay with the text.
    pub fn beside_text(key: &str) -> Option<Self> {
        Self::vertical(key).filter(|step| matches!(step, Self::Next | Self::Previous))
    }

    /// Index of the mark after this step in a list of `count`, going round at the ends.
    ///
    /// With no mark yet, "next" starts at the first and "previous" at the last. None when the list
    /// is empty.
    pub fn from(self, current: Option<usize>, count: usize) -> Option<usize> {
        let last = count.checked_sub(1)?;
        Some(match (self, current.filter(|at| *at < count)) {
            (Self::First, _) | (Self::Next, None) => 0,
            (Self::Last, _) | (Self::Previous, None) => last,
            (Self::Next, Some(at)) => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            (Self::Previous, Some(at)) => at.checked_sub(1).unwrap_or(last),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round() {
        assert_eq!(Step::Next.from(Some(2), 3), Some(0));
        assert_eq!(Step::Previous.from(Some(0), 3), Some(2));
        assert_eq!(Step::Next.from(Some(0), 3), Some(1));
        assert_eq!(Step::Previous.from(Some(2), 3), Some(1));
    }

    #[test]
    fn without_a_mark_they_enter_at_their_end() {
        assert_eq!(Step::Next.from(None, 3), Some(0));
        assert_eq!(Step::Previous.from(None, 3), Some(2));
    }

    #[test]
    fn home_and_end() {
        assert_eq!(Step::First.from(Some(1), 3), Some(0));
        assert_eq!(Step::Last.from(Some(1), 3), Some(2));
    }

    #[test]
    fn a_list_that_became_shorter_starts_again() {
        assert_eq!(Step::Next.from(Some(7), 3), Some(0));
        assert_eq!(Step::Next.from(Some(7), 0), None);
    }

    #[test]
    fn arrows_follow_the_direction_of_reading() {
        assert_eq!(Step::horizontal("ArrowRight", false), Some(Step::Next));
        assert_eq!(Step::horizontal("ArrowRight", true), Some(Step::Previous));
        assert_eq!(Step::horizontal("ArrowLeft", false), Some(Step::Previous));
        assert_eq!(Step::horizontal("ArrowLeft", true), Some(Step::Next));
    }

    #[test]
    fn a_row_leaves_other_keys_alone() {
        for key in ["ArrowDown", "Tab", "Enter", "a"] {
            assert_eq!(Step::horizontal(key, false), None, "{key}");
        }
        assert_eq!(Step::horizontal("Home", true), Some(Step::First));
        assert_eq!(Step::horizontal("End", false), Some(Step::Last));
    }

    #[test]
    fn a_text_field_keeps_home_and_end() {
        assert_eq!(Step::beside_text("Home"), None);
        assert_eq!(Step::beside_text("ArrowUp"), Some(Step::Previous));
    }
}
