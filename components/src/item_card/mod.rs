//! One thing as a card.

pub mod gallery;

use crate::{Level, TagList, class, heading::heading};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// One thing of a [`CardGrid`](crate::CardGrid) or a [`ScrollRow`](crate::ScrollRow): a template,
/// a plugin, a document.
///
/// The title is the one link, and the whole card is its target; what stands in `side` and
/// `footer` stays usable by itself. All cards of a row are as high as the highest, and their
/// footers are in line. Facts that are compared belong in a [`DataTable`](crate::DataTable).
#[component]
pub fn ItemCard(
    /// Its name.
    #[prop(into)]
    title: String,
    /// Where the name leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// Level of the name as a heading.
    #[prop(default = Level::H3)]
    level: Level,
    /// Before the name: an icon or an avatar of 32 px.
    #[prop(optional, into)]
    leading: Option<ViewFn>,
    /// At the end of the name's line: a star, a status.
    #[prop(optional, into)]
    side: Option<ViewFn>,
    /// What it is, in a sentence or two; three lines are shown.
    #[prop(optional, into)]
    summary: String,
    /// Its tags; four are shown.
    #[prop(optional)]
    tags: Vec<String>,
    /// At the bottom: owner, how often it is used, a button.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/item_card/item_card.css");
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    view! {
        <article class=class(scope, "pk-item-card")>
            <div data-head="">
                {leading.map(|leading| leading.run())}
                {heading(level, "pk-item-card-title", None, title)}
                {side.map(|side| view! { <div data-side="">{side.run()}</div> })}
            </div>
            {(!summary.is_empty()).then(|| view! { <p>{summary}</p> })}
            {(!tags.is_empty()).then(|| view! { <TagList tags most=4 /> })}
            {footer.map(|footer| view! { <footer>{footer.run()}</footer> })}
        </article>
    }
    .into_any()
}
