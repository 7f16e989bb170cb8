//! What keys do in a combobox (APG: editable combobox with list autocomplete).

use crate::Choice;
use crate::case::lower;
use crate::roving::Step;

/// Most choices drawn. Nobody reads more: they type another letter.
pub(super) const MOST: usize = 100;

/// Choices drawn at first: more than the list shows at once. The others come when somebody goes on
/// to them; until then each letter would take them away again.
pub(super) const FIRST: usize = 14;

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

/// Parts a label from the help below it; nobody types one into a line.
const BELOW: char = '\n';

/// The choices that match what is typed, kept from one letter to the next: what does not match a
/// text does not match a longer one that begins with it.
#[derive(Debug, Default)]
pub(super) struct Matches {
    /// Labels in lower case, each with its help, one after the other: all that is read in the list
    /// is found.
    read: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    text: String,
    found: Vec<usize>,
}

/// How well a choice matches, the best one first.
#[derive(Clone, Copy)]
enum Fit {
    /// The label begins with the text.
    Begins,
    /// It is in the label.
    Label,
    /// It is in the help only.
    Help,
}

impl Fit {
    fn of(choice: &str, text: &str) -> Option<Self> {
        let at = find(choice.as_bytes(), text.as_bytes())?;
        let before = choice.get(..at)?;
        Some(match before.contains(BELOW) {
            _ if at == 0 => Self::Begins,
            true => Self::Help,
            false => Self::Label,
        })
    }
}

/// Where a text stands in another one. That of the standard library prepares each search, which
/// takes longer than the search itself where there are thousands of short ones.
fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    let Some((first, rest)) = wanted.split_first() else { return Some(0) };
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.iter().position(|byte| byte == first)?;
        from = at + 1;
        if text.get(from..)?.starts_with(rest) {
            return Some(at);
        }
    }
}

impl Matches {
    /// For these choices, before anything is typed.
    pub fn of(choices: &[Choice]) -> Self {
        let mut all = Self { found: (0..choices.len()).collect(), ..Self::default() };
        all.ends.reserve(choices.len());
        for choice in choices {
            all.read(&choice.label);
            if let Some(help) = &choice.help {
                all.read.push(BELOW);
                all.read(help);
            }
            all.ends.push(all.read.len());
        }
        all
    }

    /// Takes a text in, without one of its own for each: there may be many thousands.
    fn read(&mut self, text: &str) {
        if !text.is_ascii() {
            return self.read.push_str(&lower(text));
        }
        let start = self.read.len();
        self.read.push_str(text);
        if let Some(new) = self.read.get_mut(start..) {
            new.make_ascii_lowercase();
        }
    }

    /// Positions of the choices that contain the text, the best matches first.
    pub fn find(&mut self, text: &str) -> Vec<usize> {
        let text = lower(text.trim());
        if !text.starts_with(&self.text) {
            self.found = (0..self.ends.len()).collect();
        }
        let (read, ends) = (&self.read, &self.ends);
        let choice_at = |at: usize| {
            let start = at.checked_sub(1).map_or(Some(0), |before| ends.get(before).copied())?;
            read.get(start..*ends.get(at)?)
        };
        // Within a kind of match the choices stay in their order.
        let (mut begins, mut labels, mut helps) = (Vec::new(), Vec::new(), Vec::new());
        self.found.retain(|at| {
            let fit = choice_at(*at).and_then(|choice| Fit::of(choice, &text));
            match fit {
                Some(Fit::Begins) => begins.push(*at),
                Some(Fit::Label) => labels.push(*at),
                Some(Fit::Help) => helps.push(*at),
                None => {}
            }
            fit.is_some()
        });
        self.text = text;
        begins.append(&mut labels);
        begins.append(&mut helps);
        begins
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
    use proptest::prelude::*;

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

    #[test]
    fn what_is_read_below_a_label_is_found_after_the_labels() {
        let choices = [
            Choice::new("1", "Ledger").help("component:default/core-ledger"),
            Choice::new("2", "The core").help("group:default/crew"),
            Choice::new("3", "Core"),
        ];
        let mut matches = Matches::of(&choices);
        assert_eq!(matches.find("core"), [2, 1, 0]);
        assert_eq!(matches.find("core-"), [0]);
        assert_eq!(matches.find("default/c"), [0, 1]);
    }

    proptest! {
        #[test]
        fn a_text_is_found_where_the_standard_library_finds_it(text in "[abé]{0,9}", wanted in "[abé]{0,3}") {
            prop_assert_eq!(find(text.as_bytes(), wanted.as_bytes()), text.find(&wanted));
        }
    }
}
