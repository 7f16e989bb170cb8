//! Several tags in little room.

pub mod gallery;

use crate::{Tag, VisuallyHidden, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// The first few tags and how many more there are, on one line.
///
/// Use it in table rows. Where there is room, put all tags into a [`Cluster`](crate::Cluster):
/// leave `most` out. What is left out is named in a tooltip and to screen readers.
#[component]
pub fn TagList(
    /// The tags, the most telling first.
    tags: Vec<String>,
    /// How many are shown; all if left out.
    #[prop(optional)]
    most: Option<usize>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/tag_list/tag_list.css");
    let wraps = most.is_none();
    let mut shown = tags;
    let rest = shown.split_off(most.unwrap_or(usize::MAX).min(shown.len()));
    let shown: Vec<_> = shown.into_iter().map(|label| view! { <Tag label /> }.into_any()).collect();
    let more = (!rest.is_empty()).then(|| {
        let (count, names) = (rest.len(), rest.join(", "));
        let spoken = names.clone();
        view! {
            <span class="pk-tag-list-more" data-tooltip=names>
                <bdi aria-hidden="true">"+"{count}</bdi>
                <VisuallyHidden>"and "{spoken}</VisuallyHidden>
            </span>
        }
    });
    view! {
        <span class=class(scope, "pk-tag-list") data-wraps=wraps.to_string()>{shown}{more}</span>
    }
    .into_any()
}
