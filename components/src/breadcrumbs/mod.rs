//! The way back up.

pub mod gallery;
mod logic;

use crate::{LinkMenu, LinksFn, MenuLink, class};
use leptos::prelude::*;
use logic::middle;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// One level of [`Breadcrumbs`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Name of the level.
    pub label: String,
    /// Its page.
    pub href: String,
}

impl Crumb {
    /// A level with its page.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

/// The levels above the page, and the page itself.
///
/// On a narrow bar, and from five levels on, the middle ones go into a menu. It is the way up, not
/// the way the reader came. For the places of the portal take [`NavList`](crate::NavList).
///
/// Keyboard: plain links in the Tab order. Pattern: APG "Breadcrumb".
#[component]
pub fn Breadcrumbs(
    /// The levels from the top; the last one is the page itself.
    #[prop(into)]
    crumbs: Signal<Vec<Crumb>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/breadcrumbs/breadcrumbs.css");
    let items = move || {
        let crumbs = crumbs.get();
        let (middle, last) = (middle(crumbs.len()), crumbs.len().saturating_sub(1));
        let hidden: Vec<MenuLink> = crumbs
            .get(middle.clone())
            .unwrap_or_default()
            .iter()
            .map(|crumb| MenuLink::new(crumb.label.as_str(), crumb.href.as_str()))
            .collect();
        let links: LinksFn = Arc::new(move || hidden.clone());
        let mut items = Vec::with_capacity(crumbs.len() + 1);
        for (index, crumb) in crumbs.into_iter().enumerate() {
            if index == middle.start && !middle.is_empty() {
                let name = [
                    "Show ",
                    &middle.len().to_string(),
                    if middle.len() == 1 { " more level" } else { " more levels" },
                ]
                .concat();
                let links = links.clone();
                items.push(
                    view! { <li data-part="menu"><LinkMenu label="…" name links /></li> }
                        .into_any(),
                );
            }
            let part = if middle.contains(&index) { "middle" } else { "end" };
            let inside = if index == last {
                view! { <bdi aria-current="page">{crumb.label}</bdi> }.into_any()
            } else {
                view! { <a href=crumb.href><bdi>{crumb.label}</bdi></a> }.into_any()
            };
            items.push(view! { <li data-part=part>{inside}</li> }.into_any());
        }
        items
    };
    view! {
        <nav
            class=class(scope, "pk-breadcrumbs")
            aria-label="Breadcrumb"
            data-deep=move || (crumbs.with(Vec::len) > 4).to_string()
        >
            <ol role="list">{move || items()}</ol>
        </nav>
    }
    .into_any()
}
