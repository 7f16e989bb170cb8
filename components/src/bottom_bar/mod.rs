//! The way around on a narrow screen.

pub mod gallery;

use crate::{Icon, IconSize, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Up to five places at the lower edge of a narrow screen, where a thumb reaches them.
///
/// Its children are [`BottomItem`]s. [`AppShell`](crate::AppShell) shows it below 768 px.
#[component]
pub fn BottomBar(
    /// Name of the navigation: "Primary".
    #[prop(into)]
    label: String,
    /// [`BottomItem`]s.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/bottom_bar/bottom_bar.css");
    view! {
        <nav class=class(scope, "pk-bottom-bar") aria-label=label>
            <ul role="list">{children()}</ul>
        </nav>
    }
    .into_any()
}

/// One place of a [`BottomBar`]: a link, or a button if it opens something.
#[component]
pub fn BottomItem(
    /// The word below the drawing.
    #[prop(into)]
    label: String,
    /// The drawing.
    icon: Icon,
    /// Where it leads.
    #[prop(optional, into)]
    href: Option<String>,
    /// What it opens, if it leads nowhere: search, the full navigation.
    #[prop(optional)]
    on_press: Option<Callback<()>>,
    /// This is where the reader is.
    #[prop(optional, into)]
    current: Signal<bool>,
) -> impl IntoView {
    let inside = view! { <Icon name=icon size=IconSize::Md /><span>{label}</span> };
    let item = match href {
        Some(href) => view! {
            <a
                class="pk-bottom-bar-item"
                href=href
                aria-current=move || current.get().then_some("page")
            >
                {inside}
            </a>
        }
        .into_any(),
        None => view! {
            <button
                class="pk-bottom-bar-item"
                type="button"
                on:click=move |_| {
                    if let Some(press) = on_press {
                        press.try_run(());
                    }
                }
            >
                {inside}
            </button>
        }
        .into_any(),
    };
    view! { <li>{item}</li> }.into_any()
}
