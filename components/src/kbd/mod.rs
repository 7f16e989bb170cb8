//! Keys of the keyboard.

pub mod gallery;
mod logic;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::class;

/// Keys to press together, drawn as keys: `Mod+K` is Ctrl K, and ⌘ K on a Mac.
///
/// Beside a label, in a tooltip, in a menu: a hint, never the only way to learn of an action.
#[component]
pub fn Kbd(
    /// The keys with "+" between them; `Mod` is the key for commands, as `KeyboardEvent.key` names
    /// the others.
    #[prop(into)]
    keys: String,
) -> impl IntoView {
    let scope = style_sheet!("components/src/kbd/kbd.css");
    let keys: Vec<_> =
        logic::labels(&keys, is_mac()).into_iter().map(|key| view! { <kbd>{key}</kbd> }).collect();
    view! { <span class=class(scope, "pk-kbd")>{keys}</span> }
}

/// Whether the keyboard has a ⌘ key.
#[cfg(target_arch = "wasm32")]
fn is_mac() -> bool {
    let platform = window().navigator().platform().unwrap_or_default();
    platform.starts_with("Mac") || platform.starts_with("iP")
}

#[cfg(not(target_arch = "wasm32"))]
fn is_mac() -> bool {
    false
}
