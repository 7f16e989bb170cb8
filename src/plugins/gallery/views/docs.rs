//! What the source of a component says: what it is for, its props, its keys.

use super::super::handbook::{Component, Handbook, use_handbook};
use crate::plugin::loaded::Loaded;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::Entry;
use portico_components::{Level, Markdown, SkeletonKind};
use std::sync::Arc;

/// Draws it.
pub fn draw(entry: Entry) -> AnyView {
    let load = use_handbook(entry.id);
    let view = Arc::new(|handbook: &Handbook| {
        view! { <Markdown text=text(handbook) level=Level::H2 /> }.into_any()
    });
    view! { <Loaded load=load title="Documentation" skeleton=SkeletonKind::Text(8) view=view /> }
        .into_any()
}

/// The whole page in Markdown.
fn text(handbook: &Handbook) -> String {
    let mut text = String::new();
    for component in &handbook.components {
        text.push_str(&one(component));
    }
    text.push_str("# Source\n\n`");
    text.push_str(&handbook.path);
    text.push_str("`\n");
    text
}

fn one(component: &Component) -> String {
    let mut text = ["# ", &component.name, "\n\n", &component.docs, "\n\n"].concat();
    if !component.keyboard.is_empty() {
        text.push_str(&["## Keyboard\n\n", &component.keyboard, "\n\n"].concat());
    }
    if component.props.is_empty() {
        text.push_str("It has no props.\n\n");
        return text;
    }
    text.push_str("## Props\n\n| Prop | Type | Default | What it is |\n|---|---|---|---|\n");
    for prop in &component.props {
        let default = match (prop.required, prop.default.is_empty()) {
            (true, _) => "required".to_owned(),
            (false, true) => "–".to_owned(),
            (false, false) => code(&prop.default),
        };
        let docs = cell(&prop.docs);
        text.push_str(
            &[
                "| ",
                &code(&prop.name),
                " | ",
                &code(&prop.r#type),
                " | ",
                &default,
                " | ",
                &docs,
                " |\n",
            ]
            .concat(),
        );
    }
    text.push('\n');
    text
}

fn code(text: &str) -> String {
    ["`", &cell(text), "`"].concat()
}

/// A line break ends a row and a bar ends a cell.
fn cell(text: &str) -> String {
    text.replace('\n', " ").replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::super::super::handbook::Prop;
    use super::*;

    #[test]
    fn a_bar_in_a_type_stays_in_its_cell() {
        let prop = Prop {
            name: "cut".into(),
            r#type: "fn(|a| b)".into(),
            docs: "Where it\nis cut.".into(),
            ..Prop::default()
        };
        let component =
            Component { name: "Truncate".into(), props: vec![prop], ..Component::default() };
        assert!(one(&component).contains("| `cut` | `fn(\\|a\\| b)` | – | Where it is cut. |\n"));
    }

    #[test]
    fn what_has_no_props_says_so() {
        let component =
            Component { name: "Host".into(), docs: "One.".into(), ..Component::default() };
        assert_eq!(one(&component), "# Host\n\nOne.\n\nIt has no props.\n\n");
    }
}
