//! Text that is looked for.

pub mod gallery;

use std::time::Duration;

use leptos::{html, prelude::*};

use crate::input::input_class;
use crate::{Icon, IconButton, Kbd, Pause, Size};

/// A field for text that is looked for, with a button that clears it.
///
/// For filtering what is on the page and for searching. The results are announced by whoever shows
/// them.
///
/// Keyboard: Escape clears a text; in an empty field it is left to what is around it. Enter
/// searches at once.
#[component]
pub fn SearchField(
    /// What is looked for: "Filter by name". Read aloud, and shown as the placeholder.
    #[prop(into)]
    label: Signal<String>,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called for every change, with the whole text.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called when somebody stopped typing, cleared the text or pressed Enter.
    #[prop(optional, into)]
    on_search: Option<Callback<String>>,
    /// How long a pause in typing is, for `on_search`.
    #[prop(default = Duration::from_millis(150))]
    pause: Duration,
    /// The key that leads here, shown while the field is empty: "/". The page listens for it and
    /// finds the field by its `data-shortcut`.
    #[prop(optional)]
    shortcut: Option<&'static str>,
    /// Its height.
    #[prop(optional)]
    size: Size,
    /// The element.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let last = StoredValue::new(String::new());
    let pause = on_search.map(|on_search| {
        Pause::new(pause, move || {
            on_search.try_run(last.get_value());
        })
    });
    let search_now = move |text: String| {
        if let (Some(pause), Some(on_search)) = (pause, on_search) {
            pause.stop();
            on_search.try_run(text);
        }
    };
    let typed = move |text: String| {
        last.set_value(text.clone());
        on_input.try_run(text);
        if let Some(pause) = pause {
            pause.restart();
        }
    };
    let clear = move || {
        on_input.try_run(String::new());
        search_now(String::new());
    };
    let empty = Memo::new(move |_| value.with(String::is_empty));
    let clicked = move |_| {
        clear();
        // The button goes, the focus stays in the field.
        if let Some(input) = node_ref.try_get_untracked().flatten() {
            let _ = input.focus();
        }
    };
    // Both are always there: the first letter has enough to do.
    let key = shortcut.map(|keys| {
        view! { <Kbd keys=keys attr:aria-hidden="true" attr:hidden=move || !empty.get() /> }
    });
    view! {
        <div class=input_class() data-size=size.name() data-kind="search">
            <Icon name=Icon::Search />
            <input
                node_ref=node_ref
                type="search"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-label=move || label.get()
                aria-keyshortcuts=shortcut
                data-shortcut=shortcut
                placeholder=move || label.get()
                prop:value=move || value.get()
                on:input=move |event| typed(event_target_value(&event))
                on:keydown=move |event| {
                    match event.key().as_str() {
                        "Enter" => search_now(event_target_value(&event)),
                        "Escape" if !empty.get_untracked() => {
                            // It was meant for the text, not for the dialog around it.
                            event.prevent_default();
                            event.stop_propagation();
                            clear();
                        }
                        _ => {}
                    }
                }
            />
            {key}
            <IconButton
                icon=Icon::Close
                icon_size=crate::IconSize::Xs
                label="Clear"
                size=Size::Sm
                on_click=clicked
                attr:hidden=move || empty.get()
            />
        </div>
    }
}
