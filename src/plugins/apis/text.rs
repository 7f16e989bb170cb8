//! The text of a definition as it is, some hundred lines at a time.

use super::desk::Desk;
use crate::plugin::highlight::highlight;
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Card, CodeBlock, Icon, LineNote, Pagination, Size, Skeleton, SkeletonKind, Stack, Tone,
    Variant, save,
};
use portico_definitions::{Ask, Outline, size};
use std::sync::Arc;

/// Key of the page.
const PAGE: &str = "page";

/// Lines on one page.
const LINES: usize = 500;

/// Draws the text.
pub fn draw(desk: Desk, state: ListState, outline: &Arc<Outline>, name: &str) -> AnyView {
    let lines = outline.lines as usize;
    let pages = lines.div_ceil(LINES).max(1);
    // What is wrong comes first.
    let first = outline.problems.first().map_or(1, |one| (one.line as usize).div_ceil(LINES));
    let page = Memo::new(move |_| {
        let wanted = state.get(PAGE).parse().unwrap_or(first);
        wanted.clamp(1, pages)
    });
    let text = RwSignal::new(None::<(usize, String)>);
    Effect::new(move |_| {
        let wanted = page.get();
        let ask = Ask::Lines(vec![((wanted - 1) * LINES) as u32, LINES as u32]);
        desk.ask(&ask, move |found: String| {
            if page.try_get_untracked() == Some(wanted) {
                text.try_set(Some((wanted, found)));
            }
        });
    });
    let highlight = highlight();
    let label = format!("Definition of {name}");
    let outline = outline.clone();
    let language = language(&outline);
    let (all, bytes) = (outline.lines, outline.bytes);
    let drawn = move || {
        let Some((at, code)) = text.get() else {
            return view! { <Skeleton kind=SkeletonKind::Text(12) /> }.into_any();
        };
        let before = (at - 1) * LINES;
        let language = language.unwrap_or(match code.trim_start().as_bytes().first() {
            Some(b'{' | b'[' | b'"' | b'}') => "json",
            Some(b'<') => "xml",
            _ => "yaml",
        });
        let notes = outline
            .problems
            .iter()
            .filter_map(|problem| {
                let line = (problem.line as usize).checked_sub(before)?;
                (1..=LINES).contains(&line).then(|| LineNote {
                    line,
                    tone: Tone::Warning,
                    text: problem.text.clone(),
                })
            })
            .collect();
        // The numbers go on from page to page.
        view! {
            <div class="apis-text" style:--apis-before=before.to_string()>
                <CodeBlock
                    label=label.clone()
                    code=code
                    numbers=true
                    notes=notes
                    highlight=Some((highlight, language.to_owned()))
                />
            </div>
        }
        .into_any()
    };
    let turn = (pages > 1).then(|| {
        view! {
            <Pagination
                page=page
                total=Signal::stored(lines)
                per_page=Signal::stored(LINES)
                noun="lines"
                label="Pages of the text"
                on_page=Callback::new(move |page: usize| state.set(PAGE, &[page.to_string()], true))
            />
        }
    });
    let file = [&file_name(name), ".txt"].concat();
    let download = move |_| {
        let file = file.clone();
        let ask = Ask::Lines(vec![0, all]);
        desk.ask(&ask, move |text: String| save(&file, "text/plain", &text));
    };
    let actions = ViewFn::from(move || {
        let words = ["Download ", &size(bytes)].concat();
        view! {
            <Button variant=Variant::Outline size=Size::Sm icon=Icon::Download on_click=download.clone()>
                {words}
            </Button>
        }
        .into_any()
    });
    view! { <Card title="Text" actions=actions><Stack>{drawn}{turn}</Stack></Card> }.into_any()
}

/// Language of the highlighter, where the format says it.
fn language(outline: &Outline) -> Option<&'static str> {
    let format = outline.format.as_str();
    if format == "GraphQL" {
        return Some("graphql");
    }
    format.starts_with("Protobuf").then_some("proto")
}

/// A name that every system takes for a file.
fn file_name(name: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '-' };
    name.chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_fit_for_files() {
        assert_eq!(file_name("Ledger API / v2"), "Ledger-API---v2");
    }
}
