//! Nothing to show, and why.

pub mod gallery;

use crate::{Icon, IconSize, Level, class, heading::heading};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Why there is nothing to show. "Not loaded" is not among them: that is an
/// [`ErrorPanel`](crate::ErrorPanel).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EmptyKind {
    /// Nobody has made any yet: say what it is and how to make the first.
    FirstUse,
    /// Filters exclude everything: name them and offer to clear them.
    NoMatch,
    /// The reader may not see it: say who can change that.
    NoAccess,
    /// All is dealt with: "No open alerts".
    Done,
    /// Something has to be set up first: show the missing lines in `snippet`.
    NotConfigured,
}

impl EmptyKind {
    const fn icon(self) -> Icon {
        match self {
            Self::FirstUse => Icon::Plus,
            Self::NoMatch => Icon::Search,
            Self::NoAccess => Icon::Lock,
            Self::Done => Icon::Success,
            Self::NotConfigured => Icon::Plugin,
        }
    }
}

/// Nothing to show, why, and the one thing to do about it.
#[component]
pub fn EmptyState(
    /// Why there is nothing.
    kind: EmptyKind,
    /// What there is none of: "No components match".
    #[prop(into)]
    title: String,
    /// Level of the heading.
    #[prop(default = Level::H3)]
    level: Level,
    /// Another drawing than the kind's own.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
    /// The next step: one button, perhaps a link beside it.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What has to be added, as a [`CodeBlock`](crate::CodeBlock).
    #[prop(optional, into)]
    snippet: Option<ViewFn>,
    /// Small and at the start of the line: inside a card.
    #[prop(optional)]
    compact: bool,
    /// More words: what it is, which filters, whom to ask.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/empty_state/empty_state.css");
    let icon = icon.unwrap_or_else(|| kind.icon());
    let icon = (!compact).then(|| view! { <Icon name=icon size=IconSize::Xl /> });
    view! {
        <div class=class(scope, "pk-empty-state") data-compact=compact.to_string()>
            {icon}
            {heading(level, "pk-empty-state-title", None, title.into_any())}
            {children.map(|children| view! { <div class="pk-empty-state-text">{children()}</div> })}
            {snippet.map(|snippet| view! { <div class="pk-empty-state-snippet">{snippet.run()}</div> })}
            {actions.map(|actions| view! { <div class="pk-empty-state-actions">{actions.run()}</div> })}
        </div>
    }
    .into_any()
}
