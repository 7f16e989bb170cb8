//! State of a list that is in the address: `view=`, `q=`, and choices of facets.

use super::query::Pairs;
use super::query::{Query, use_query};
use leptos::prelude::*;
use portico_components::{Button, EmptyKind, EmptyState, Level, SearchField, Variant, lower};
use std::collections::BTreeMap;
use std::time::Duration;

/// Reading and writing one query.
#[derive(Clone, Copy)]
pub struct ListState {
    query: Query,
    text: RwSignal<String>,
}

/// Key of the text that is looked for.
const TEXT: &str = "q";
/// Key of how something is shown.
pub const VIEW: &str = "view";

impl ListState {
    /// The state in the address of the page.
    pub fn start() -> Self {
        let state = Self { query: use_query(), text: RwSignal::default() };
        // What is typed is shown at once and written to the address when the typing pauses; Back and
        // links write it the other way.
        Effect::new(move |_| {
            let text = state.get(TEXT);
            if state.text.try_with_untracked(|typed| *typed != text) == Some(true) {
                state.text.set(text);
            }
        });
        state
    }

    /// The text that is looked for, as it is typed.
    pub fn text(self) -> Signal<String> {
        self.text.into()
    }

    /// The field for it.
    pub fn search(self, label: &'static str) -> ViewFn {
        ViewFn::from(move || {
            view! {
                <SearchField
                    label=label
                    value=self.text
                    on_input=Callback::new(move |typed: String| {
                        self.text.try_set(typed);
                    })
                    on_search=Callback::new(move |typed: String| {
                        // What was taken back during the pause stays away.
                        if self.text.try_with_untracked(|now| *now == typed) == Some(true) {
                            self.set(TEXT, &[typed], false);
                        }
                    })
                    pause=Duration::from_millis(300)
                    shortcut="/"
                />
            }
            .into_any()
        })
    }

    /// All of it. Tracked.
    pub fn pairs(self) -> Pairs {
        self.query.pairs().get()
    }

    /// The first value of a key; empty when there is none. Tracked.
    pub fn get(self, key: &str) -> String {
        self.query
            .pairs()
            .with(|pairs| {
                pairs.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
            })
            .unwrap_or_default()
    }

    /// All values of a key. Tracked.
    pub fn all(self, key: &str) -> Vec<String> {
        self.query.pairs().with(|pairs| {
            pairs.iter().filter(|(name, _)| name == key).map(|(_, value)| value.clone()).collect()
        })
    }

    /// The first value of a key as a signal.
    pub fn signal(self, key: &'static str) -> Memo<String> {
        Memo::new(move |_| self.get(key))
    }

    /// Writes the values of a key. `step` makes an entry in the history.
    pub fn set(self, key: &str, values: &[String], step: bool) {
        let mut pairs = self.query.pairs().try_get_untracked().unwrap_or_default();
        pairs.retain(|(name, _)| name != key);
        let values = values.iter().filter(|value| !value.is_empty());
        pairs.extend(values.map(|value| (key.to_owned(), value.clone())));
        self.query.set(pairs, step);
    }

    /// Said where nothing is left of a list, with the way back: `title` is “No findings match”.
    pub fn nothing_left(self, title: &'static str, text: &'static str) -> AnyView {
        let clear = move || {
            let clear = Callback::new(move |_| self.clear());
            view! { <Button variant=Variant::Outline on_click=clear>"Clear filters"</Button> }
                .into_any()
        };
        view! {
            <EmptyState
                kind=EmptyKind::NoMatch
                level=Level::H2
                title=title
                actions=ViewFn::from(clear)
            >
                {text}
            </EmptyState>
        }
        .into_any()
    }

    /// Takes everything back but the way it is shown.
    pub fn clear(self) {
        let mut pairs = self.query.pairs().try_get_untracked().unwrap_or_default();
        pairs.retain(|(name, _)| name == VIEW);
        self.text.try_set(String::new());
        self.query.set(pairs, true);
    }
}

/// Whether all words of `text` stand in one of `places`, without regard to case.
pub fn matches<'a>(text: &str, places: impl IntoIterator<Item = &'a str>) -> bool {
    let all = places.into_iter().map(lower).collect::<Vec<_>>().join("\n");
    lower(text).split_whitespace().all(|word| all.contains(word))
}

/// Values with how often each occurs, by name.
pub fn tally<'a>(values: impl Iterator<Item = &'a str>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_to_stand_somewhere() {
        assert!(matches("Pay led", ["Payments", "ledger"]));
        assert!(matches("", ["anything"]));
        assert!(!matches("pay disk", ["Payments", "ledger"]));
        assert_eq!(tally(["b", "a", "b"].into_iter()), [("a".into(), 1), ("b".into(), 2)]);
    }
}
