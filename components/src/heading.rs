//! Headings whose level the caller knows.

use leptos::prelude::*;

/// Level of a component's heading. The page's `h1` belongs to `PageHeader`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// Section of the page, such as a card.
    #[default]
    H2,
    /// Inside a section.
    H3,
    /// Inside that.
    H4,
}

/// A heading element of `level` with a class, an id when something is labelled by it, and text.
pub(crate) fn heading(
    level: Level,
    class: &'static str,
    id: Option<String>,
    text: AnyView,
) -> AnyView {
    match level {
        Level::H2 => view! { <h2 class=class id=id>{text}</h2> }.into_any(),
        Level::H3 => view! { <h3 class=class id=id>{text}</h3> }.into_any(),
        Level::H4 => view! { <h4 class=class id=id>{text}</h4> }.into_any(),
    }
}
