//! The way to the user's own settings, at the end of the top bar.

use leptos::prelude::*;
use portico_components::{Icon, IconSize, class};
use stylers_macro::style_sheet;

/// A link that is only its drawing.
#[component]
pub fn Account(
    /// Address of the settings.
    href: String,
    /// Whether they are on the screen.
    #[prop(into)]
    current: Signal<bool>,
) -> impl IntoView {
    let scope = style_sheet!("src/shell/account.css");
    view! {
        <a
            class=class(scope, "shell-account")
            href=href
            aria-label="Settings"
            data-tooltip="Settings"
            aria-current=move || current.get().then_some("page")
        >
            <Icon name=Icon::Settings size=IconSize::Md />
        </a>
    }
}
