//! Something chosen that can be taken away.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Icon, IconSize, class};

/// An active filter or a chosen thing, with a button that removes it.
///
/// A fact that cannot be removed is a tag. When chips are removed one after another, the focus is
/// the page's to keep: give it to the next one.
///
/// Keyboard: Tab to the button, Enter and Space.
#[component]
pub fn Chip(
    /// What kind of thing it is: "Type", "in". May be empty.
    #[prop(optional, into)]
    key_text: Signal<String>,
    /// The thing itself.
    #[prop(into)]
    value: Signal<String>,
    /// A drawing before it.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
    /// What the button does; "Remove Type service" unless given.
    #[prop(optional, into)]
    remove_label: Signal<Option<String>>,
    /// Whether the arrow keys of a list lead to the button, and Tab does not.
    #[prop(optional)]
    roving: bool,
    /// Called when it is to be removed.
    #[prop(into)]
    on_remove: Callback<()>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/chip/chip.css");
    let label = move || {
        remove_label.get().unwrap_or_else(|| {
            let (key, value) = (key_text.get(), value.get());
            ["Remove ", &key, if key.is_empty() { "" } else { " " }, &value].concat()
        })
    };
    view! {
        <span class=class(scope, "pk-chip")>
            {icon.map(|icon| view! { <Icon name=icon size=IconSize::Xs /> })}
            <span>
                {move || Some(key_text.get()).filter(|key| !key.is_empty()).map(|key| [&key, " "].concat())}
                <b>{move || value.get()}</b>
            </span>
            <button
                type="button"
                tabindex=roving.then_some("-1")
                aria-label=label
                data-tooltip=label
                on:click=move |_| {
                    queue_microtask(move || {
                        on_remove.try_run(());
                    });
                }
            >
                <Icon name=Icon::Close size=IconSize::Xs />
            </button>
        </span>
    }
}
