//! What every report of an error has: trying again, and facts for whoever looks into it.

use super::logic::as_text;
use crate::{Button, CopyButton, Icon, IconSize, Size, class, unique_id};
use leptos::{ev::MouseEvent, prelude::*};
use stylers_macro::style_sheet;

/// A button that tries again.
pub(crate) fn retry_button(on_retry: Callback<()>, retrying: Signal<bool>, size: Size) -> AnyView {
    let press = move |_: MouseEvent| {
        on_retry.try_run(());
    };
    view! {
        <Button size icon=Icon::Refresh loading=retrying loading_text="Trying again…" on_click=press>
            "Retry"
        </Button>
    }
    .into_any()
}

/// A toggle among the actions of an error, and what it shows on a line of its own below them.
/// Nothing at all without details.
#[component]
pub(crate) fn ErrorDetails(
    /// What failed: the first line of what is copied.
    title: String,
    /// Names and values: code, request id, time.
    details: Vec<(String, String)>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/error_panel/details.css");
    if details.is_empty() {
        return ().into_any();
    }
    let open = RwSignal::new(false);
    let id = unique_id("pk-error-details");
    let copied = as_text(&title, &details);
    let facts: Vec<_> = details
        .into_iter()
        .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> }.into_any())
        .collect();
    view! {
        <div class=class(scope, "pk-error-details")>
            <button
                type="button"
                aria-expanded=move || open.get().to_string()
                aria-controls=id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "Details"
                <Icon name=Icon::ChevronDown size=IconSize::Xs />
            </button>
            <div id=id hidden=move || !open.get()>
                <dl>{facts}</dl>
                <CopyButton text=copied label="Copy details" />
            </div>
        </div>
    }
    .into_any()
}
