//! The frame of every page.

pub mod gallery;

use crate::{Drawer, DrawerSide, Icon, class};
use leptos::{ev::MouseEvent, html::Main, prelude::*};
use stylers_macro::style_sheet;

/// The frame of every page: skip link, banner, navigation, main, footer.
///
/// The document itself scrolls, below a banner that sticks. From 768 px on the navigation stands
/// beside the page, 240 px wide or, as a rail, 56 px; below, it is a modal drawer and a bar at the
/// lower edge takes its place. There is one per document.
///
/// Keyboard: the skip link is the first stop and moves the focus to the main part; in the drawer,
/// Escape closes.
#[component]
pub fn AppShell(
    /// A [`TopBar`](crate::TopBar).
    #[prop(into)]
    banner: ViewFn,
    /// A [`NavList`](crate::NavList) that follows `rail`.
    #[prop(into)]
    sidebar: ViewFn,
    /// The same links for the drawer, never as a rail. Drawn only while the drawer is open.
    #[prop(into)]
    drawer: ViewFn,
    /// A [`BottomBar`](crate::BottomBar).
    #[prop(into)]
    bottom: ViewFn,
    /// Whether the sidebar is a rail; its foot has a button that changes it.
    rail: RwSignal<bool>,
    /// Whether the drawer is open.
    drawer_open: RwSignal<bool>,
    /// What stands below every page: version, age of the catalog.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/app_shell/app_shell.css");
    let main = NodeRef::<Main>::new();
    // Not left to the browser: following "#main" would be a navigation to the router.
    let skip = move |event: MouseEvent| {
        event.prevent_default();
        if let Some(main) = main.get_untracked() {
            let _ = main.focus();
            main.scroll_into_view();
        }
    };
    let footer =
        footer.map(|footer| view! { <footer class="pk-app-shell-footer">{footer.run()}</footer> });
    let words = move || if rail.get() { "Expand sidebar" } else { "Collapse sidebar" };
    view! {
        <div class=class(scope, "pk-app-shell") data-rail=move || rail.get().to_string()>
            <a class="pk-app-shell-skip" href="#main" on:click=skip>"Skip to content"</a>
            <header class="pk-app-shell-banner">{banner.run()}</header>
            <div class="pk-app-shell-sidebar">
                <div class="pk-app-shell-sidebar-inside">
                    {sidebar.run()}
                    <button
                        class="pk-app-shell-toggle"
                        type="button"
                        data-tooltip=move || rail.get().then(words)
                        data-tooltip-side="after"
                        aria-expanded=move || (!rail.get()).to_string()
                        on:click=move |_| rail.update(|rail| *rail = !*rail)
                    >
                        <Icon name=Icon::Sidebar />
                        <span class="pk-app-shell-toggle-words">{words}</span>
                    </button>
                </div>
            </div>
            <main class="pk-app-shell-main" id="main" tabindex="-1" node_ref=main>
                <div class="pk-app-shell-page">{children()}</div>
            </main>
            {footer}
            <div class="pk-app-shell-bottom">{bottom.run()}</div>
            <Drawer open=drawer_open title="Navigation" side=DrawerSide::Start flush=true>
                <div class="pk-app-shell-drawer">{drawer.run()}</div>
            </Drawer>
        </div>
    }
    .into_any()
}
