//! Links inside the portal, and links that leave it.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Icon, IconSize, SafeUrl, class};

/// How a link looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LinkStyle {
    /// Coloured, underlined when pointed at: in text.
    #[default]
    Text,
    /// In the colour of the text around it: names in tables and lists, which are links anyway.
    Quiet,
    /// Small, with an arrow: "View all".
    Arrow,
}

impl LinkStyle {
    const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Quiet => "quiet",
            Self::Arrow => "arrow",
        }
    }
}

fn link_class() -> String {
    let scope = style_sheet!("components/src/link/link.css");
    class(scope, "pk-link")
}

/// Leads to another page of the portal.
///
/// A plain `<a href>`: the router takes it over, and the browser's own ways to open a link work.
/// What starts an action is a `Button`; what leaves the portal is an [`ExternalLink`].
///
/// Keyboard: Enter, and the keys of the browser.
#[component]
pub fn Link(
    /// Where it leads, inside the portal. Comes from a route, never from data.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    look: LinkStyle,
    /// Whether it leads to the page that is shown.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// The text.
    children: Children,
) -> impl IntoView {
    let arrow = (look == LinkStyle::Arrow)
        .then(|| view! { <Icon name=Icon::ArrowRight size=IconSize::Xs /> });
    view! {
        <a
            class=link_class()
            href=move || href.get()
            data-look=look.name()
            aria-current=move || current.get().then_some("page")
        >
            {children()}
            {arrow}
        </a>
    }
}

/// Leads out of the portal, in a new tab, and says so.
///
/// It takes a [`SafeUrl`] only: an address from a descriptor or an answer has been checked before
/// it gets here. The tooltip names the host in ASCII.
///
/// Keyboard: Enter, and the keys of the browser.
#[component]
pub fn ExternalLink(
    /// Where it leads.
    url: SafeUrl,
    /// How it looks; an arrow becomes the mark of a link that leaves.
    #[prop(optional)]
    look: LinkStyle,
    /// The text.
    children: Children,
) -> impl IntoView {
    let host = (!url.host().is_empty()).then(|| url.host().to_owned());
    view! {
        <a
            class=link_class()
            href=url.as_str().to_owned()
            target="_blank"
            rel="noopener noreferrer"
            data-look=look.name()
            data-external=""
            data-tooltip=host
        >
            {children()}
            <Icon name=Icon::External size=IconSize::Xs />
            <span class="u-visually-hidden">" (opens in a new tab)"</span>
        </a>
    }
}
