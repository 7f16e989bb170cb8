//! Something could not be loaded.

pub mod gallery;
mod logic;

use crate::{Button, CopyButton, Icon, Level, Size, class, heading::heading, unique_id};
use leptos::{ev::MouseEvent, prelude::*};
use logic::as_text;
use stylers_macro::style_sheet;

/// Something could not be loaded: what, why, what still works, and how to go on.
///
/// In the card whose content is missing; for a page, in its place. Codes and request ids stay
/// behind "Details". For an action that failed take a toast, for data that are only old
/// [`Banner`](crate::Banner).
///
/// Keyboard: its buttons.
#[component]
pub fn ErrorPanel(
    /// What could not be done, in the reader's terms: "Cost data could not be loaded".
    #[prop(into)]
    title: String,
    /// Why, and what still works: "The billing export did not answer in 10 s. Everything else on
    /// this page is current."
    #[prop(into)]
    cause: String,
    /// Level of the heading.
    #[prop(default = Level::H3)]
    level: Level,
    /// Tries again. Leave it out only when that cannot help.
    #[prop(optional)]
    on_retry: Option<Callback<()>>,
    /// A try is under way.
    #[prop(optional, into)]
    retrying: Signal<bool>,
    /// Names and values for whoever looks into it: code, request id, time. Empty: no details.
    #[prop(optional)]
    details: Vec<(String, String)>,
    /// Links beside the buttons: status page, runbook, whom to ask.
    #[prop(optional, into)]
    links: Option<ViewFn>,
    /// Not read out when it appears: for all but one of several that fail together.
    #[prop(optional)]
    silent: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/error_panel/error_panel.css");
    let open = RwSignal::new(false);
    let retry = on_retry.map(|on_retry| {
        let press = move |_: MouseEvent| {
            on_retry.try_run(());
        };
        view! {
            <Button size=Size::Sm icon=Icon::Refresh loading=retrying loading_text="Trying again…" on_click=press>
                "Retry"
            </Button>
        }
    });
    let id = unique_id("pk-error-panel");
    let (toggle, details) = if details.is_empty() {
        (None, None)
    } else {
        let copied = as_text(&title, &details);
        let facts: Vec<_> = details
            .into_iter()
            .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
            .collect();
        let toggle = view! {
            <button
                class="pk-error-panel-toggle"
                type="button"
                aria-expanded=move || open.get().to_string()
                aria-controls=id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "Details"
                <Icon name=Icon::ChevronDown size=crate::IconSize::Xs />
            </button>
        };
        let details = view! {
            <div class="pk-error-panel-details" id=id hidden=move || !open.get()>
                <dl>{facts}</dl>
                <CopyButton text=copied label="Copy details" />
            </div>
        };
        (Some(toggle), Some(details))
    };
    view! {
        <div class=class(scope, "pk-error-panel") role=(!silent).then_some("alert")>
            <Icon name=Icon::Danger />
            <div class="pk-error-panel-text">
                {heading(level, "pk-error-panel-title", None, title.into_any())}
                <p>{cause}</p>
                <div class="pk-error-panel-actions">
                    {retry}
                    {toggle}
                    {links.map(|links| links.run())}
                </div>
                {details}
            </div>
        </div>
    }
    .into_any()
}
