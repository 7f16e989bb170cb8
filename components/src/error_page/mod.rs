//! A page that cannot be shown.

pub mod gallery;

use crate::error_panel::{ErrorDetails, retry_button};
use crate::{Icon, IconSize, Size, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// A page in place of one that cannot be shown: what happened, why, and how to go on.
///
/// It stands inside the frame of the portal, whose search and navigation go on working, and brings
/// the page's `h1`. For a part of a page take an [`ErrorPanel`](crate::ErrorPanel); for a page
/// that is there but empty an [`EmptyState`](crate::EmptyState). It is not read out by itself:
/// after a navigation the shell gives the focus to its heading.
///
/// Around code that may fail while it runs there is no boundary in this library: the portal has
/// one around each part of a plugin, which knows whose part it is.
///
/// Keyboard: its buttons.
#[component]
pub fn ErrorPage(
    /// What happened, in the reader's terms: "This component is not in the catalog".
    #[prop(into)]
    title: String,
    /// Why, and what still works.
    #[prop(into)]
    cause: String,
    /// Another drawing: a lock for what the reader may not see.
    #[prop(default = Icon::Danger)]
    icon: Icon,
    /// Tries again. Leave it out when that cannot help.
    #[prop(optional)]
    on_retry: Option<Callback<()>>,
    /// A try is under way.
    #[prop(optional, into)]
    retrying: Signal<bool>,
    /// Names and values for whoever looks into it: code, request id, time. Empty: no details.
    #[prop(optional)]
    details: Vec<(String, String)>,
    /// Other ways to go on: a link to the start page, whom to ask.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// What the reader can do, if that takes more than a button: steps, names of people.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/error_page/error_page.css");
    let retry = on_retry.map(|on_retry| retry_button(on_retry, retrying, Size::Md));
    let details = view! { <ErrorDetails title=title.clone() details /> };
    view! {
        <div class=class(scope, "pk-error-page")>
            <Icon name=icon size=IconSize::Hero />
            <h1 tabindex="-1">{title}</h1>
            <p>{cause}</p>
            {children.map(|children| view! { <div data-advice="">{children()}</div> })}
            <div data-actions="">
                {retry} {actions.map(|actions| actions.run())} {details}
            </div>
        </div>
    }
    .into_any()
}
