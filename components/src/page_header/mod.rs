//! Head of every page.

pub mod gallery;

use crate::{DescriptionLayout, DescriptionList, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Head of every page: its only `h1`, a line about it, facts, and what can be done.
///
/// The heading can be focused by the shell after a navigation and is not in the Tab order. At
/// most one primary and two secondary actions; the rest goes into a menu at the end.
#[component]
pub fn PageHeader(
    /// The page's name.
    #[prop(into)]
    title: Signal<String>,
    /// A drawing before the name, 24 px.
    #[prop(optional, into)]
    icon: Option<ViewFn>,
    /// A toggle right after the name, such as the star.
    #[prop(optional, into)]
    star: Option<ViewFn>,
    /// One line about it, or counts: "128 components · 14 teams".
    #[prop(optional, into)]
    subtitle: MaybeProp<String>,
    /// [`Description`](crate::Description)s: owner, lifecycle, type.
    #[prop(optional, into)]
    meta: Option<ViewFn>,
    /// Buttons, the primary one last but for the menu.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/page_header/page_header.css");
    let actions =
        actions.map(|actions| view! { <div class="pk-page-header-actions">{actions.run()}</div> });
    let meta = meta.map(|meta| {
        view! {
            <div class="pk-page-header-meta">
                <DescriptionList layout=DescriptionLayout::Columns>{meta.run()}</DescriptionList>
            </div>
        }
    });
    view! {
        <div class=class(scope, "pk-page-header")>
            <div class="pk-page-header-line">
                <div class="pk-page-header-text">
                    <div class="pk-page-header-name">
                        {icon.map(|icon| icon.run())}
                        <h1 tabindex="-1">{title}</h1>
                        {star.map(|star| star.run())}
                    </div>
                    <p class="pk-page-header-subtitle">{move || subtitle.get()}</p>
                </div>
                {actions}
            </div>
            {meta}
        </div>
    }
    .into_any()
}
