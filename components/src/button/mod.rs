//! Buttons with words, and links that look like them.

pub mod gallery;

use leptos::{ev::MouseEvent, html, prelude::*};
use stylers_macro::style_sheet;

use crate::{Icon, IconSize, Politeness, Size, Spinner, Tone, class, use_announcer};

/// How much weight a button has on its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Variant {
    /// Filled: the one action that the page is about.
    Solid,
    /// A frame: any other action.
    #[default]
    Outline,
    /// No frame: actions inside cards, bars and rows.
    Ghost,
    /// Like a link, for an action in a line of text.
    Link,
}

impl Variant {
    /// Value of the `data-variant` attribute.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Outline => "outline",
            Self::Ghost => "ghost",
            Self::Link => "link",
        }
    }
}

/// The classes of everything that looks like a button.
pub(crate) fn button_class() -> String {
    let scope = style_sheet!("components/src/button/button.css");
    class(scope, "pk-button")
}

/// Drops a click on something that is busy or not available, together with what it would do.
/// Returns whether it was dropped.
pub(crate) fn refuse(event: &MouseEvent, inert: bool) -> bool {
    if inert {
        event.prevent_default();
        event.stop_immediate_propagation();
    }
    inert
}

/// Starts an action on this page (APG: button).
///
/// To go somewhere else take [`ButtonLink`] or `Link`: a link can be opened in a new tab. A page
/// has one solid button at most. The label is a verb, with "…" when more input follows.
///
/// Keyboard: Enter and Space. A button that is not available stays reachable and says why.
#[component]
pub fn Button(
    /// How much weight it has.
    #[prop(optional)]
    variant: Variant,
    /// `Danger` for what destroys something, `Accent` for a coloured outline or ghost; a solid
    /// button is accented unless it is dangerous.
    #[prop(optional)]
    tone: Tone,
    /// Its height.
    #[prop(optional)]
    size: Size,
    /// A drawing before the label.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
    /// Whether a mark behind the label says that it opens something.
    #[prop(optional)]
    caret: bool,
    /// While true it keeps its width and label, turns, and does nothing.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// Said when loading starts, such as "Saving…".
    #[prop(optional, into)]
    loading_text: String,
    /// Why it cannot be used now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// Whether it is set, for a button that stays down. See `ToggleButton`.
    #[prop(optional, into)]
    pressed: MaybeProp<bool>,
    /// Whether it sends the form around it.
    #[prop(optional)]
    submit: bool,
    /// Called for every press.
    #[prop(optional, into)]
    on_click: Option<Callback<MouseEvent>>,
    /// The element.
    #[prop(optional)]
    node_ref: NodeRef<html::Button>,
    /// The label.
    children: Children,
) -> impl IntoView {
    let announcer = use_announcer();
    if !loading_text.is_empty() {
        Effect::new(move || {
            if loading.get() {
                announcer.say(&loading_text, Politeness::Polite);
            }
        });
    }
    let inert = move || loading.get() || disabled_reason.get().is_some();
    view! {
        <button
            class=button_class()
            node_ref=node_ref
            type=if submit { "submit" } else { "button" }
            data-variant=variant.name()
            data-tone=tone.name()
            data-size=size.name()
            data-icon=icon.map(|_| "")
            data-loading=move || loading.get().then_some("")
            aria-pressed=move || pressed.get().map(|pressed| if pressed { "true" } else { "false" })
            aria-busy=move || loading.get().then_some("true")
            aria-disabled=move || inert().then_some("true")
            aria-description=move || disabled_reason.get()
            data-tooltip=move || disabled_reason.get()
            on:click=move |event| {
                let inert = untrack(inert);
                if !refuse(&event, inert) && let Some(on_click) = on_click {
                    on_click.try_run(event);
                }
            }
        >
            {icon.map(|icon| view! { <Icon name=icon /> })}
            <span>{children()}</span>
            {caret.then(|| view! { <Icon name=Icon::ChevronDown size=IconSize::Xs /> })}
            {move || loading.get().then(|| view! { <Spinner /> })}
        </button>
    }
}

/// A link that looks like a button: "Create component" leads to the page that does it.
///
/// Keyboard: Enter, and the keys of the browser that open a new tab.
#[component]
pub fn ButtonLink(
    /// Where it leads, inside the portal.
    #[prop(into)]
    href: Signal<String>,
    /// How much weight it has.
    #[prop(optional)]
    variant: Variant,
    /// Its tone; see [`Button`].
    #[prop(optional)]
    tone: Tone,
    /// Its height.
    #[prop(optional)]
    size: Size,
    /// A drawing before the label.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
    /// The label.
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class=button_class()
            href=move || href.get()
            data-variant=variant.name()
            data-tone=tone.name()
            data-size=size.name()
            data-icon=icon.map(|_| "")
        >
            {icon.map(|icon| view! { <Icon name=icon /> })}
            <span>{children()}</span>
        </a>
    }
}
