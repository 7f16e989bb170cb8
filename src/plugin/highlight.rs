//! Colours for code in Markdown. What knows the languages is loaded when the first block is met
//! that names one.

use leptos::prelude::*;
use portico_components::{CodeLine, Highlight, syntax};

use super::chunk::ChunkError;

/// Colours a code: its language, then itself.
type Colour = fn(&str, &str) -> Option<Vec<CodeLine>>;

/// Languages without colours.
const PLAIN: [&str; 8] = ["text", "txt", "plain", "plaintext", "none", "output", "log", "mermaid"];

#[allow(unsafe_code)]
mod chunk {
    use super::{ChunkError, Colour, syntax};

    const fn colour((): ()) -> Colour {
        syntax
    }
    crate::split_fn!(highlight, colour : () => super::Colour);

    pub(super) async fn load() -> Result<Colour, ChunkError> {
        // Nobody fetches it ahead of time.
        let _ = fetch;
        run(()).await
    }
}

/// Colours what it can; at first nothing, and everything when its code is here.
pub fn highlight() -> Highlight {
    let loaded = RwSignal::new(None::<Colour>);
    let asked = StoredValue::new(false);
    Callback::new(move |(language, code): (String, String)| {
        if PLAIN.contains(&&*language) {
            return Vec::new();
        }
        if let Some(colour) = loaded.try_get().flatten() {
            return colour(&language, &code).unwrap_or_default();
        }
        if asked.try_get_value() == Some(false) {
            asked.set_value(true);
            leptos::task::spawn_local(async move {
                // Without it the code is as good to read; the next page asks again.
                if let Ok(colour) = chunk::load().await {
                    loaded.try_set(Some(colour));
                }
            });
        }
        Vec::new()
    })
}
