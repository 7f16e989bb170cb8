//! Buttons that stay down.

pub mod gallery;

use leptos::prelude::*;

use crate::{Button, Icon, IconButton, Size, Variant};

/// A button that is set or not: follow the log, wrap lines (APG: button, toggle).
///
/// The label stays the same in both states and names what is set. For a setting with an immediate
/// effect take a `Switch`; for one of several take a `SegmentedControl`.
///
/// Keyboard: Enter and Space.
#[component]
pub fn ToggleButton(
    /// Whether it is set.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called with the wanted state.
    #[prop(into)]
    on_toggle: Callback<bool>,
    /// How much weight it has.
    #[prop(optional)]
    variant: Variant,
    /// Its height.
    #[prop(optional)]
    size: Size,
    /// A drawing before the label.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
    /// The label.
    children: Children,
) -> impl IntoView {
    let toggle = move |_| {
        on_toggle.try_run(!pressed.get_untracked());
    };
    match icon {
        Some(icon) => view! {
            <Button variant size icon pressed on_click=toggle>{children()}</Button>
        }
        .into_any(),
        None => {
            view! { <Button variant size pressed on_click=toggle>{children()}</Button> }.into_any()
        }
    }
}

/// The star of a favourite. Its name is "Star payments-ledger", set or not.
///
/// Keyboard: Enter and Space.
#[component]
pub fn StarButton(
    /// What is starred, by name.
    #[prop(into)]
    name: Signal<String>,
    /// Whether it is a favourite.
    #[prop(into)]
    starred: Signal<bool>,
    /// Called with the wanted state.
    #[prop(into)]
    on_toggle: Callback<bool>,
    /// Its side.
    #[prop(default = Size::Sm)]
    size: Size,
) -> impl IntoView {
    let label = move || name.with(|name| ["Star ", name].concat());
    view! {
        <IconButton
            icon=Icon::Star
            label=label
            size=size
            pressed=starred
            filled=starred
            on_click=move |_| {
                on_toggle.try_run(!starred.get_untracked());
            }
        />
    }
}
