//! Copying something short to the clipboard.

pub mod gallery;

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::{Icon, IconButton, Politeness, Size, use_announcer};

/// How long the check mark stays.
const DONE: Duration = Duration::from_secs(2);

/// Copies a text: a reference, a command, an address.
///
/// The drawing becomes a check mark for two seconds, and "Copied" is said. Without permission for
/// the clipboard, which portals on plain http have none of, the older way of copying is tried.
///
/// Keyboard: Enter and Space.
#[component]
pub fn CopyButton(
    /// What is copied.
    #[prop(into)]
    text: Signal<String>,
    /// What is copied, in words: "Copy reference".
    #[prop(into, default = "Copy".into())]
    label: Signal<String>,
    /// Its side.
    #[prop(default = Size::Sm)]
    size: Size,
) -> impl IntoView {
    let announcer = use_announcer();
    let done = RwSignal::new(false);
    let copy = move |_| {
        let Some(text) = text.try_get_untracked() else { return };
        leptos::task::spawn_local(async move {
            if copy_text(&text).await {
                announcer.say("Copied", Politeness::Polite);
                done.set(true);
                set_timeout(move || done.set(false), DONE);
            } else {
                let sorry = "Could not copy. Select the text and copy it yourself.";
                announcer.say(sorry, Politeness::Assertive);
            }
        });
    };
    view! {
        <IconButton
            icon=Icon::Copy
            instead=(done, Icon::Check)
            label=label
            size=size
            on_click=copy
        />
    }
}

/// Writes to the clipboard; false when the browser does not let us.
pub async fn copy_text(text: &str) -> bool {
    let navigator = window().navigator();
    // The clipboard is undefined where the page did not come over https.
    let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into());
    if clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok();
    }
    write_by_selection(text).unwrap_or(false)
}

/// Selects the text in a field outside the view and lets the browser copy the selection.
fn write_by_selection(text: &str) -> Option<bool> {
    let document = document();
    let field: web_sys::HtmlTextAreaElement =
        document.create_element("textarea").ok()?.dyn_into().ok()?;
    field.set_value(text);
    field.set_class_name("u-visually-hidden");
    let before = crate::dom::focused();
    // Inside an open dialog, everything outside of it cannot be selected.
    let dialog = before.as_ref().and_then(|element| element.closest("dialog").ok()?);
    let parent = dialog.or_else(|| document.body().map(Into::into))?;
    parent.append_child(&field).ok()?;
    field.select();
    let copied = document
        .dyn_ref::<web_sys::HtmlDocument>()
        .and_then(|document| document.exec_command("copy").ok());
    field.remove();
    if let Some(before) = before {
        let _ = before.focus();
    }
    copied
}
