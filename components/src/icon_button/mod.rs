//! Buttons that are only an icon, and therefore have a name.

pub mod gallery;

use leptos::{ev::MouseEvent, html, prelude::*};

use crate::button::{button_class, refuse};
use crate::{Icon, IconSize, Size, Spinner, Tone, Variant};

/// Starts an action; a drawing stands for its label (APG: button).
///
/// Only for actions that everybody knows by their drawing: close, copy, more, star. Anything else
/// is a `Button` with words. The label is the accessible name, and the tooltip of those who see.
///
/// Keyboard: Enter and Space.
#[component]
pub fn IconButton(
    /// The drawing.
    icon: Icon,
    /// When another drawing takes its place, and which: a tick after copying.
    #[prop(optional)]
    instead: Option<(RwSignal<bool>, Icon)>,
    /// What it does and to what: "Actions for payments-ledger".
    #[prop(into)]
    label: Signal<String>,
    /// Keys that do the same, shown in the tooltip: "Mod+K".
    #[prop(optional)]
    keys: Option<&'static str>,
    /// How much weight it has.
    #[prop(default = Variant::Ghost)]
    variant: Variant,
    /// Its tone; see `Button`.
    #[prop(optional)]
    tone: Tone,
    /// Its side.
    #[prop(optional)]
    size: Size,
    /// Side of the drawing.
    #[prop(optional)]
    icon_size: IconSize,
    /// While true it turns and does nothing.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// Why it cannot be used now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// Whether it is set, for a button that stays down.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
    /// Whether the drawing is filled.
    #[prop(optional, into)]
    filled: Signal<bool>,
    /// Called for every press.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// The element.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
) -> impl IntoView {
    let icon = move || instead.filter(|(when, _)| when.get()).map_or(icon, |(_, other)| other);
    let inert = move || loading.get() || disabled_reason.get().is_some();
    view! {
        <button
            class=button_class()
            node_ref=node_ref
            type="button"
            data-only-icon=""
            data-icon=""
            data-variant=variant.name()
            data-tone=tone.name()
            data-size=size.name()
            data-filled=move || filled.get().then_some("")
            data-loading=move || loading.get().then_some("")
            aria-label=move || label.get()
            aria-pressed=move || pressed.get().map(|pressed| if pressed { "true" } else { "false" })
            aria-busy=move || loading.get().then_some("true")
            aria-disabled=move || inert().then_some("true")
            aria-description=move || disabled_reason.get()
            data-tooltip=move || disabled_reason.get().unwrap_or_else(|| label.get())
            data-tooltip-keys=keys
            on:click=move |event| {
                let inert = untrack(inert);
                if !refuse(&event, inert) && let Some(on_click) = on_click {
                    on_click.try_run(event);
                }
            }
        >
            {move || view! { <Icon name=icon() size=icon_size filled=filled.get() /> }}
            {move || loading.get().then(|| view! { <Spinner /> })}
        </button>
    }
}

/// A link that is only an icon: settings in the top bar.
///
/// Inside the portal; one that leaves it says so in words, as an `ExternalLink`. The label is the
/// accessible name and the tooltip.
///
/// Keyboard: Enter, and the keys of the browser that open a new tab.
#[component]
pub fn IconLink(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// The drawing.
    icon: Icon,
    /// Where it leads, in words: "Settings".
    #[prop(into)]
    label: Signal<String>,
    /// How much weight it has.
    #[prop(default = Variant::Ghost)]
    variant: Variant,
    /// Its side.
    #[prop(optional)]
    size: Size,
    /// Side of the drawing.
    #[prop(optional)]
    icon_size: IconSize,
    /// Whether it leads to the page that is shown.
    #[prop(optional, into)]
    current: Signal<bool>,
) -> impl IntoView {
    view! {
        <a
            class=button_class()
            href=move || href.get()
            data-only-icon=""
            data-variant=variant.name()
            data-tone=Tone::Neutral.name()
            data-size=size.name()
            aria-label=move || label.get()
            aria-current=move || current.get().then_some("page")
            data-tooltip=move || label.get()
        >
            <Icon name=icon size=icon_size />
        </a>
    }
}
