//! The search field of the icons and of the tokens: filters as one types, kept in the address.

use super::asked::State;
use leptos::prelude::*;
use portico_components::{Button, EmptyKind, EmptyState, Level, SearchField, VisuallyHidden};

/// What is typed. It is shown at once and written to the address when the typing pauses.
#[derive(Clone, Copy)]
pub struct Search {
    text: RwSignal<String>,
    /// Where it is kept, if it is.
    state: Option<State>,
}

impl Search {
    /// Starts with what the address says, and follows it through back and forward.
    pub fn start(state: State) -> Self {
        let asked = state.asked();
        let text = RwSignal::new(asked.with_untracked(|asked| asked.text.clone()));
        Effect::new(move |_| {
            let from_address = asked.with(|asked| asked.text.clone());
            if text.with_untracked(|text| *text != from_address) {
                text.set(from_address);
            }
        });
        Self { text, state: Some(state) }
    }

    /// One that leaves no trace in the address.
    pub fn passing() -> Self {
        Self { text: RwSignal::default(), state: None }
    }

    /// Whether it is the search of the page, which the address keeps.
    pub const fn is_kept(self) -> bool {
        self.state.is_some()
    }

    /// What is typed.
    pub const fn text(self) -> RwSignal<String> {
        self.text
    }

    /// Keeps `text`, if this one is kept. `step`: Back undoes it.
    pub fn keep(self, text: String, step: bool) {
        if let Some(state) = self.state {
            state.change(step, |asked| asked.text = text);
        }
    }

    /// What is typed, tracked.
    pub fn with<T>(self, read: impl FnOnce(&str) -> T) -> T {
        self.text.with(|text| read(text))
    }

    /// Shown when nothing is found: what there is none of, and what the search looks at.
    pub fn nothing(self, title: &'static str, rule: &'static str) -> AnyView {
        let clear = move |_| {
            self.text.set(String::new());
            self.keep(String::new(), true);
        };
        let actions = move || view! { <Button on_click=clear>"Clear the search"</Button> };
        view! {
            <EmptyState kind=EmptyKind::NoMatch title=title level=Level::H2 actions=actions>
                {rule}
            </EmptyState>
        }
        .into_any()
    }

    /// The field. `result` is what is said about what was found, such as “3 of 51 components”.
    pub fn field(self, label: &'static str, result: Memo<String>) -> AnyView {
        let text = self.text;
        let typed = Callback::new(move |new: String| text.set(new));
        let write = Callback::new(move |new: String| self.keep(new, false));
        // Said only once somebody searches: an arrival has its own announcement.
        let said = move || if text.with(String::is_empty) { String::new() } else { result.get() };
        view! {
            <div class="gallery-search">
                <SearchField label=label value=text on_input=typed on_search=write />
                <p class="gallery-hint" aria-hidden="true">{result}</p>
                <VisuallyHidden><span role="status">{said}</span></VisuallyHidden>
            </div>
        }
        .into_any()
    }
}
