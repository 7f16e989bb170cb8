//! The views of one component, each with an address of its own.

pub mod access;
pub mod alone;
pub mod docs;
pub mod events;
pub mod examples;
pub mod matrix;
pub mod play;
pub mod props;
pub mod used;

use super::asked::State;
use super::routes::{ComponentPath, Place, link};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Scope};
use portico_components::shelves::Shown;
use portico_components::{RoutedTab, RoutedTabs};
use std::sync::Arc;

/// All examples, below each other.
pub const EXAMPLES: &str = "";
/// One component with its props on controls.
pub const PLAYGROUND: &str = "playground";
/// Its variants beside each other.
pub const MATRIX: &str = "matrix";
/// What its source says.
pub const DOCS: &str = "docs";
/// What a checker finds, and what a screen reader gets.
pub const ACCESSIBILITY: &str = "accessibility";
/// The tokens of its style sheet.
pub const USED: &str = "tokens";

/// The views and what they are called, in the order of the tabs.
pub const VIEWS: [(&str, &str); 6] = [
    (EXAMPLES, "Examples"),
    (PLAYGROUND, "Playground"),
    (MATRIX, "Matrix"),
    (DOCS, "Docs"),
    (ACCESSIBILITY, "Accessibility"),
    (USED, "Tokens used"),
];

/// Whether there is such a view of a component. What plugins show has neither props nor a
/// handbook.
pub fn has(entry: &Entry, view: &str) -> bool {
    let known = VIEWS.iter().any(|(slug, _)| *slug == view);
    known && (entry.scope != Scope::Plugins || matches!(view, EXAMPLES | ACCESSIBILITY))
}

/// What a view is drawn from.
#[derive(Clone)]
pub struct Input {
    /// The surroundings.
    pub state: State,
    /// The component.
    pub entry: Entry,
    /// What is shown of it.
    pub shown: &'static Shown,
    /// Which view; what is not the name of one is the id of an example.
    pub view: String,
}

/// Draws a view. The examples are drawn by the page itself, which everybody opens first.
pub fn draw(input: Input) -> AnyView {
    let Input { state, entry, shown, view } = input;
    let known = if has(&entry, &view) { view.as_str() } else { EXAMPLES };
    match (known, shown.playground) {
        (PLAYGROUND, Some(play)) => play::draw(state, entry, play),
        (MATRIX, Some(play)) => matrix::draw(state, play),
        (DOCS, _) => docs::draw(entry),
        (ACCESSIBILITY, _) => access::draw(state, entry, shown.examples),
        (USED, _) => used::draw(entry),
        _ => alone::draw(state, entry, shown.examples, &view),
    }
}

/// The tabs of a component.
pub fn tabs(
    registry: &Arc<Registry>,
    state: State,
    entry: &Entry,
    path: Memo<Option<ComponentPath>>,
) -> AnyView {
    let tabs = VIEWS.iter().filter(|(slug, _)| has(entry, slug)).map(|(slug, title)| {
        let place = match *slug {
            EXAMPLES => Place::of(entry),
            slug => Place::View(entry.id.to_owned(), slug),
        };
        RoutedTab::new(*slug, *title, link(registry, state, place))
    });
    let current = Signal::derive(move || {
        path.with(|path| path.as_ref().map(|path| path.view.clone()).unwrap_or_default())
    });
    let label = ["Views of ", entry.name].concat();
    let tabs: Vec<RoutedTab> = tabs.collect();
    view! { <RoutedTabs label=label tabs=tabs current=current /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_components::gallery::all_examples;

    #[test]
    fn no_example_has_the_name_of_a_view() {
        for shown in all_examples() {
            for example in shown.examples {
                assert!(
                    !VIEWS.iter().any(|(slug, _)| *slug == example.id),
                    "{}/{} is a view",
                    shown.id,
                    example.id
                );
            }
        }
    }
}
