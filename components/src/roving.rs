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

    /// The same for a text field with a list below it: Home and End stay with the text.
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
    fn a_text_field_keeps_home_and_end() {
        assert_eq!(Step::beside_text("Home"), None);
        assert_eq!(Step::beside_text("ArrowUp"), Some(Step::Previous));
    }
}
