//! Prints the code that the gallery's playgrounds write, as a file of functions: for each
//! component as it starts, with every control changed by itself, and with all of them changed.
//! `cargo xtask test` compiles it.

use portico_components::gallery::{Control, Kind, Values, all_examples, code};

fn main() {
    println!(
        "//! What the playgrounds of the gallery write.\n#![allow(clippy::all, unused, missing_docs)]"
    );
    for shown in all_examples() {
        let Some(playground) = shown.playground else { continue };
        let controls = playground.controls;
        let mut all = Values::default();
        let mut codes = vec![code(&playground, &all)];
        for control in controls {
            let value = other(control);
            all = all.with(controls, control.name, value);
            let one = Values::default().with(controls, control.name, value);
            codes.push(code(&playground, &one));
        }
        codes.push(code(&playground, &all));
        let name = shown.id.replace('-', "_");
        for (at, code) in codes.iter().enumerate() {
            println!("\nfn {name}_{at}() -> impl leptos::prelude::IntoView {{\n{code}\n}}");
        }
    }
}

/// A value that is not the initial one.
fn other(control: &Control) -> Option<&'static str> {
    match control.kind {
        Kind::Flag => Some(if control.initial == "true" { "false" } else { "true" }),
        Kind::Choice(_, options) | Kind::Icon(options) => options.last().copied(),
        Kind::Text => Some("a \"quoted\" \\ text\nin two lines"),
        Kind::Maybe(offer) => Some(offer),
        Kind::Number => Some("7"),
    }
}
