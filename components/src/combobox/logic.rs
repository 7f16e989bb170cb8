//! What keys do in a combobox (APG: editable combobox with list autocomplete).

use crate::Choice;
use crate::case::lower;
use crate::roving::Step;

/// Most choices drawn at once. Nobody reads more: they type another letter.
pub(super) const MOST: usize = 100;

/// What happens because of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The list opens, with this one marked.
    Open(Option<usize>),
    /// Another one is marked.
    Mark(Option<usize>),
    /// The list closes, the text stays.
    Close,
    /// This one is taken.
    Accept(usize),
    /// The text as it is, is taken.
    Commit,
    /// The text goes.
    Clear,
}

/// The field when the key was pressed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    /// Whether the list is open.
    pub open: bool,
    /// The marked choice.
    pub mark: Option<usize>,
    /// How many choices are shown.
    pub count: usize,
    /// Whether there is a text.
    pub text: bool,
}

impl Field {
    /// What `KeyboardEvent.key` means now; none when the key belongs to the text or to the page.
    pub fn press(self, key: &str, alt: bool) -> Option<Act> {
        let moved = |step: Step| step.from(self.mark, self.count);
        Some(match key {
            "ArrowDown" if alt => Act::Open(self.mark),
            "ArrowUp" if alt && self.open => Act::Close,
            "ArrowDown" if self.open => Act::Mark(moved(Step::Next)),
            "ArrowUp" if self.open => Act::Mark(moved(Step::Previous)),
            "ArrowDown" => Act::Open(self.mark.or_else(|| Step::First.from(None, self.count))),
            "ArrowUp" => Act::Open(self.mark.or_else(|| Step::Last.from(None, self.count))),
            "Enter" if self.open => self.mark.map_or(Act::Commit, Act::Accept),
            "Escape" if self.open => Act::Close,
            "Escape" if self.text => Act::Clear,
            _ => return None,
        })
    }
}

/// The choices that match what is typed, kept from one letter to the next: what does not match a
/// text does not match a longer one that begins with it.
#[derive(Debug, Default)]
pub(super) struct Matches {
    /// Labels in lower case.
    labels: Vec<String>,
    text: String,
    found: Vec<usize>,
}

impl Matches {
    /// For these choices, before anything is typed.
    pub fn of(choices: &[Choice]) -> Self {
        let labels = choices.iter().map(|choice| lower(&choice.label)).collect();
        Self { labels, text: String::new(), found: (0..choices.len()).collect() }
    }

    /// Positions of the choices whose labels contain the text: those that begin with it first.
    pub fn find(&mut self, text: &str) -> Vec<usize> {
        let text = lower(text.trim());
        if !text.starts_with(&self.text) {
            self.found = (0..self.labels.len()).collect();
        }
        let labels = &self.labels;
        let label = |at: usize| labels.get(at).map_or("", String::as_str);
        self.found.retain(|at| label(*at).contains(&text));
        let (mut first, rest): (Vec<usize>, Vec<usize>) =
            self.found.iter().partition(|at| label(**at).starts_with(&text));
        self.text = text;
        first.extend(rest);
        first
    }
}

/// How many matches there are, as it is said.
pub(super) fn count_in_words(count: usize) -> String {
    match count {
        0 => "No matches".to_owned(),
        1 => "1 match".to_owned(),
        count => [&count.to_string(), " matches"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOSED: Field = Field { open: false, mark: None, count: 3, text: true };
    const OPEN: Field = Field { open: true, ..CLOSED };

    #[test]
    fn arrows_open_and_move() {
        assert_eq!(CLOSED.press("ArrowDown", false), Some(Act::Open(Some(0))));
        assert_eq!(CLOSED.press("ArrowUp", false), Some(Act::Open(Some(2))));
        assert_eq!(
            Field { mark: Some(1), ..CLOSED }.press("ArrowDown", false),
            Some(Act::Open(Some(1)))
        );
        assert_eq!(OPEN.press("ArrowDown", false), Some(Act::Mark(Some(0))));
        assert_eq!(
            Field { mark: Some(2), ..OPEN }.press("ArrowDown", false),
            Some(Act::Mark(Some(0)))
        );
        assert_eq!(Field { count: 0, ..OPEN }.press("ArrowUp", false), Some(Act::Mark(None)));
    }

    #[test]
    fn alt_opens_and_closes_without_moving() {
        assert_eq!(CLOSED.press("ArrowDown", true), Some(Act::Open(None)));
        assert_eq!(OPEN.press("ArrowUp", true), Some(Act::Close));
    }

    #[test]
    fn enter_takes_the_marked_one_or_the_text() {
        assert_eq!(Field { mark: Some(1), ..OPEN }.press("Enter", false), Some(Act::Accept(1)));
        assert_eq!(OPEN.press("Enter", false), Some(Act::Commit));
        assert_eq!(CLOSED.press("Enter", false), None, "it sends the form");
    }

    #[test]
    fn escape_closes_then_clears_then_belongs_to_the_page() {
        assert_eq!(OPEN.press("Escape", false), Some(Act::Close));
        assert_eq!(CLOSED.press("Escape", false), Some(Act::Clear));
        assert_eq!(Field { text: false, ..CLOSED }.press("Escape", false), None);
    }

    #[test]
    fn keys_of_the_text_are_left_alone() {
        for key in ["Home", "End", "a", "ArrowLeft", "Tab"] {
            assert_eq!(OPEN.press(key, false), None, "{key}");
        }
    }

    #[test]
    fn what_begins_with_the_text_comes_first() {
        let choices =
            ["general-ledger", "ledger-api", "payments"].map(|label| Choice::new(label, label));
        let mut matches = Matches::of(&choices);
        assert_eq!(matches.find(" Led"), [1, 0]);
        assert_eq!(matches.find(""), [0, 1, 2]);
        assert!(matches.find("x").is_empty());
        assert_eq!(matches.find("Ledg"), [1, 0], "what was narrowed too far is there again");
    }
}
