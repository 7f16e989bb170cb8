//! Everything that the gallery draws, in one chunk.

pub mod all;
pub mod component;
pub mod icons;
pub mod overview;
pub mod patterns;
pub mod tokens;

use portico_components::Tone;
use portico_components::gallery::Status;

/// A number and its noun: “1 example”, “214 examples”.
fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// What the status of a component means to somebody who wants to use it.
const fn tone(status: Status) -> Tone {
    match status {
        Status::Experimental => Tone::Warning,
        Status::Beta => Tone::Info,
        Status::Stable => Tone::Success,
        Status::Deprecated => Tone::Danger,
    }
}
