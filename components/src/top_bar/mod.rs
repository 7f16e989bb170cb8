//! The bar at the top of every page.

pub mod gallery;

use crate::{Icon, IconSize, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// The bar at the top of every page: name of the portal, way back, tools, account.
///
/// Below 768 px the name and the way back give room to a menu button and the page's name. It
/// fills the banner of [`AppShell`](crate::AppShell), which makes it stick.
#[component]
pub fn TopBar(
    /// Logo and name of the portal, as a link to its home.
    #[prop(into)]
    brand: ViewFn,
    /// Name of the page, shown instead of the brand on a narrow screen.
    #[prop(into)]
    title: Signal<String>,
    /// Opens the navigation on a narrow screen.
    on_menu: Callback<()>,
    /// Whether the navigation is open.
    #[prop(optional, into)]
    menu_open: Signal<bool>,
    /// Breadcrumbs. They take the room that is left.
    #[prop(optional, into)]
    start: Option<ViewFn>,
    /// Search field, create, notifications, help: from 768 px on.
    #[prop(optional, into)]
    tools: Option<ViewFn>,
    /// What takes their place on a narrow screen: a search button.
    #[prop(optional, into)]
    narrow_tools: Option<ViewFn>,
    /// The account, at every width.
    #[prop(optional, into)]
    end: Option<ViewFn>,
    /// The sidebar is a rail, so the brand is as wide as its words.
    #[prop(optional, into)]
    rail: Signal<bool>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/top_bar/top_bar.css");
    view! {
        <div class=class(scope, "pk-top-bar") data-rail=move || rail.get().to_string()>
            <button
                class="pk-top-bar-menu"
                type="button"
                aria-label="Open navigation"
                aria-haspopup="dialog"
                aria-expanded=move || menu_open.get().to_string()
                on:click=move |_| {
                    on_menu.try_run(());
                }
            >
                <Icon name=Icon::Menu size=IconSize::Md />
            </button>
            <div class="pk-top-bar-brand">{brand.run()}</div>
            <div class="pk-top-bar-title" aria-hidden="true">{title}</div>
            <div class="pk-top-bar-start">{start.map(|start| start.run())}</div>
            <div class="pk-top-bar-tools">{tools.map(|tools| tools.run())}</div>
            <div class="pk-top-bar-narrow">{narrow_tools.map(|tools| tools.run())}</div>
            <div class="pk-top-bar-end">{end.map(|end| end.run())}</div>
        </div>
    }
    .into_any()
}
