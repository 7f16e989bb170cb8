//! One thing of a list.

pub mod gallery;

use crate::class;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// One thing of a [`List`](crate::List) or [`ResourceList`](crate::ResourceList): a drawing, its
/// name, a quiet second line, and something at the end.
///
/// The name is the link, not the whole row, so that the rest can be selected and clicked by
/// itself; the link's hit area covers the name's line up to the end column.
#[component]
pub fn ItemRow(
    /// The name.
    #[prop(into)]
    title: String,
    /// Where the name leads.
    #[prop(optional_no_strip, into)]
    href: Option<String>,
    /// Before the name: an icon of 16 px or an avatar of 32 px.
    #[prop(optional, into)]
    leading: Option<ViewFn>,
    /// The second line: owner, lifecycle, what happened.
    #[prop(optional, into)]
    detail: Option<ViewFn>,
    /// At the end of the first line: a status, a button, where a link leads.
    #[prop(optional, into)]
    side: Option<ViewFn>,
    /// Below `side`, aligned with the word of a status: when.
    #[prop(optional, into)]
    side_detail: Option<ViewFn>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/item_row/item_row.css");
    let lines = if detail.is_some() || side_detail.is_some() { "2" } else { "1" };
    let title = match href {
        Some(href) => view! { <a class="pk-item-row-title" href=href>{title}</a> }.into_any(),
        None => view! { <span class="pk-item-row-title">{title}</span> }.into_any(),
    };
    let has_leading = leading.is_some().to_string();
    let column = side_detail.is_some().to_string();
    let side = (side.is_some() || side_detail.is_some()).then(|| {
        view! {
            <div class="pk-item-row-side" data-column=column>
                {side.map(|side| side.run())}
                {side_detail.map(|side| view! { <div class="pk-item-row-detail">{side.run()}</div> })}
            </div>
        }
    });
    view! {
        <div class=class(scope, "pk-item-row") data-lines=lines data-leading=has_leading>
            {leading.map(|leading| view! { <div class="pk-item-row-leading">{leading.run()}</div> })}
            <div class="pk-item-row-text">
                {title}
                {detail.map(|detail| view! { <div class="pk-item-row-detail">{detail.run()}</div> })}
            </div>
            {side}
        </div>
    }
    .into_any()
}
