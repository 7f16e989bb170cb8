//! Something could not be loaded.

mod details;
pub mod gallery;
mod logic;

use crate::{Icon, Level, Size, class, heading::heading};
pub(crate) use details::{ErrorDetails, retry_button};
use leptos::prelude::*;
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
    let retry = on_retry.map(|on_retry| retry_button(on_retry, retrying, Size::Sm));
    let details = view! { <ErrorDetails title=title.clone() details /> };
    view! {
        <div class=class(scope, "pk-error-panel") role=(!silent).then_some("alert")>
            <Icon name=Icon::Danger />
            <div class="pk-error-panel-text">
                {heading(level, "pk-error-panel-title", None, title.into_any())}
                <p>{cause}</p>
                <div class="pk-error-panel-actions">
                    {retry}
                    {details}
                    {links.map(|links| links.run())}
                </div>
            </div>
        </div>
    }
    .into_any()
}
