//! Draws blocks, a few at a time, so that even a long item holds up nothing.

use super::desk::Desk;
use super::fields;
use crate::plugin::entities::grouped;
use crate::plugin::highlight::highlight;
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, CodeBlock, Description, DescriptionList, ExternalLink, Highlight, Level, Markdown,
    SafeUrl, Size, Status, Tone, Variant,
};
use portico_definitions::{Block, Code, Fact, Section};
use std::sync::Arc;

/// So many blocks are drawn in one frame.
const AT_ONCE: usize = 6;

/// So many lines of a code are drawn without being asked for.
const LINES: usize = 80;

/// A fact of more bytes is folded.
const LONG: usize = 400;

/// Draws all blocks.
pub fn draw(desk: Desk, state: ListState, blocks: Arc<Vec<Block>>) -> AnyView {
    let highlight = highlight();
    let count = blocks.len();
    let shown = RwSignal::new(AT_ONCE);
    Effect::new(move |_| {
        if shown.get() < count {
            request_animation_frame(move || {
                shown.try_update(|shown| *shown += AT_ONCE);
            });
        }
    });
    let slices = (0..count).step_by(AT_ONCE).map(|from| {
        let here = Memo::new(move |_| shown.get() > from);
        let blocks = blocks.clone();
        move || {
            here.get().then(|| {
                let some = blocks.iter().skip(from).take(AT_ONCE);
                some.map(|block| one(desk, state, block, highlight)).collect::<Vec<_>>()
            })
        }
    });
    let slices: Vec<AnyView> = slices.map(IntoAny::into_any).collect();
    view! { <div class="apis-blocks">{slices}</div> }.into_any()
}

fn one(desk: Desk, state: ListState, block: &Block, highlight: Highlight) -> AnyView {
    match block {
        Block::Section(head) => section(head),
        Block::Prose(text) => prose(text.clone()),
        Block::Facts(list) => facts(list),
        Block::Fields(list) => fields::draw(desk, state, list.clone()),
        Block::Code(one) => code(one, highlight),
    }
}

fn section(head: &Section) -> AnyView {
    let note = head.note.clone();
    // A response says by its number how things went.
    let status = head.title.strip_prefix("Response ").map(|status| {
        let tone = match status.as_bytes().first() {
            Some(b'2') => Tone::Success,
            Some(b'4' | b'5') => Tone::Danger,
            _ => Tone::Neutral,
        };
        let label = [status, " ", &note].concat();
        view! { <h3 class="apis-section"><Status tone=tone label=label /></h3> }.into_any()
    });
    let words = view! { {head.title.clone()} " " <span class="u-note">{note.clone()}</span> };
    match status {
        Some(status) => status,
        None if head.level == 1 => view! { <h3 class="apis-section">{words}</h3> }.into_any(),
        None => view! { <h4 class="apis-part">{words}</h4> }.into_any(),
    }
}

/// A text that somebody wrote.
pub fn prose(text: String) -> AnyView {
    view! { <Markdown text=Signal::stored(text) level=Level::H4 /> }.into_any()
}

/// Facts, one below the other.
pub fn facts(list: &[Fact]) -> AnyView {
    let list: Vec<AnyView> = list
        .iter()
        .map(|fact| {
            let value = value(&fact.value);
            view! { <Description term=fact.label.clone()>{value}</Description> }.into_any()
        })
        .collect();
    view! { <DescriptionList>{list}</DescriptionList> }.into_any()
}

fn value(text: &str) -> AnyView {
    let words = text.to_owned();
    if text.len() > LONG {
        let start: String = text.chars().take(80).chain("…".chars()).collect();
        return view! {
            <details>
                <summary class="apis-value">{start}</summary>
                <span class="apis-value">{words}</span>
            </details>
        }
        .into_any();
    }
    match SafeUrl::parse(text) {
        Some(url) => view! { <ExternalLink url=url>{words}</ExternalLink> }.into_any(),
        None => view! { <span class="apis-value">{words}</span> }.into_any(),
    }
}

fn code(one: &Code, highlight: Highlight) -> AnyView {
    let count = one.text.lines().count();
    let whole = RwSignal::new(count <= LINES);
    let code = one.clone();
    let drawn = move || {
        let text = match whole.get() {
            true => code.text.clone(),
            false => code.text.lines().take(LINES).collect::<Vec<_>>().join("\n"),
        };
        view! {
            <CodeBlock
                label=code.label.clone()
                code=text
                head=true
                highlight=Some((highlight, code.language.clone()))
            />
        }
        .into_any()
    };
    let more = move || {
        (!whole.get()).then(|| {
            let words = ["Show all ", &grouped(count), " lines"].concat();
            view! {
                <Button variant=Variant::Ghost size=Size::Sm on_click=move |_| whole.set(true)>
                    {words}
                </Button>
            }
            .into_any()
        })
    };
    view! { <div>{drawn}{more}</div> }.into_any()
}
