//! The tab: what the definition is, the list of what it holds, and the item that is looked at.

use super::desk::{Desk, Opened};
use super::{item, list, text};
use crate::plugin::entities::{counted, grouped};
use crate::plugin::list_state::{ListState, VIEW};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Banner, Card, Choice, Cluster, EmptyKind, EmptyState, ErrorPanel, ExternalLink, Justify, Live,
    SafeUrl, SegmentedControl, Size, Skeleton, SkeletonKind, SplitPane, Stack, Tag, Tone, class,
};
use portico_definitions::Outline;
use std::sync::Arc;
use std::time::Duration;
use stylers_macro::style_sheet;

/// Key of the item that is looked at.
pub const ITEM: &str = "item";
/// Value of [`VIEW`] for the text.
const TEXT: &str = "text";

/// After so long it is said that reading takes its time.
const SLOW: Duration = Duration::from_secs(3);

/// Draws the tab.
pub fn draw(input: EntityInput) -> AnyView {
    let scope = style_sheet!("src/plugins/apis/apis.css");
    let name = input.catalog.entry(input.ix).display_name().to_owned();
    let desk = Desk::open(input);
    let state = ListState::start();
    let opened = desk.opened();
    let body = move || match opened.get() {
        Opened::Reading => reading(),
        Opened::Failed(reason) => {
            let cause = format!("It is read in a worker, and that failed: {reason}.");
            view! {
                <Card title="Definition">
                    <ErrorPanel
                        title="The definition could not be read"
                        cause=cause
                        on_retry=Callback::new(move |()| desk.read())
                    />
                </Card>
            }
            .into_any()
        }
        Opened::Ready(outline) => ready(desk, state, outline, &name),
    };
    let chosen = move || (!state.get(ITEM).is_empty()).to_string();
    view! { <div class=class(scope, "apis") data-chosen=chosen>{body}</div> }.into_any()
}

fn reading() -> AnyView {
    let slow = RwSignal::new(false);
    if let Ok(timer) = set_timeout_with_handle(
        move || {
            slow.try_set(true);
        },
        SLOW,
    ) {
        on_cleanup(move || timer.clear());
    }
    let note = move || {
        slow.get().then(|| {
            view! { <p class="u-note" role="status">"It is a long one, still being read…"</p> }
        })
    };
    view! {
        <Card title="Definition">
            {note}
            <Skeleton kind=SkeletonKind::Rows(8) />
        </Card>
    }
    .into_any()
}

fn ready(desk: Desk, state: ListState, outline: Arc<Outline>, name: &str) -> AnyView {
    if !outline.missing.is_empty() {
        return missing(&outline.missing);
    }
    if outline.bytes == 0 {
        return view! {
            <Card title="Definition">
                <EmptyState kind=EmptyKind::FirstUse title="No definition yet">
                    "The entity says that it is an API, but " <code>"spec.definition"</code>
                    " is empty. Put the text there, or name a file with "
                    <code>"$text"</code> "."
                </EmptyState>
            </Card>
        }
        .into_any();
    }
    let problems = problems(&outline);
    // Without anything to list there is only the text.
    let only_text = outline.items.is_empty() && outline.blocks.is_empty();
    let is_text = Memo::new(move |_| only_text || state.get(VIEW) == TEXT);
    let head = head(&outline, state, only_text);
    let name = name.to_owned();
    let body = move || {
        if is_text.get() {
            return text::draw(desk, state, &outline, &name);
        }
        view! {
            <SplitPane
                label="Contents"
                default_size=380
                min=240
                min_end=320
                start=list::draw(state, outline.clone())
                end=item::draw(desk, state, outline.clone())
            />
        }
        .into_any()
    };
    view! { <Stack>{problems}{head}{body}</Stack> }.into_any()
}

/// Said where the text lies somewhere that could not be read.
fn missing(address: &str) -> AnyView {
    let words = address.to_owned();
    let place = match SafeUrl::parse(address) {
        Some(url) => view! { <ExternalLink url=url>{words}</ExternalLink> }.into_any(),
        None => view! { <code>{words}</code> }.into_any(),
    };
    view! {
        <Card title="Definition">
            <EmptyState kind=EmptyKind::NotConfigured title="The definition could not be loaded">
                "The descriptor says that it is at " {place}
                ". The portal could not read it there; the tab Descriptor says why."
            </EmptyState>
        </Card>
    }
    .into_any()
}

fn problems(outline: &Outline) -> AnyView {
    let Some(first) = outline.problems.first() else { return ().into_any() };
    let place = |line: u32| if line == 0 { String::new() } else { format!("Line {line}: ") };
    let words = [place(first.line), first.text.clone()].concat();
    let more = match outline.problems.len() - 1 {
        0 => String::new(),
        more => format!(" And {}.", counted(more, "more problem", "more problems")),
    };
    let title = match outline.items.is_empty() {
        true => "The definition cannot be read",
        false => "A part of the definition cannot be read",
    };
    view! { <Banner tone=Tone::Warning title=title live=Live::Status>{words}{more}</Banner> }
        .into_any()
}

/// What it is, and how it is shown.
fn head(outline: &Outline, state: ListState, only_text: bool) -> AnyView {
    let models = outline.items.iter().filter(|item| item.model).count();
    let calls = outline.items.len() - models;
    let mut words = Vec::new();
    if calls > 0 {
        words.push(counted(calls, "operation", "operations"));
    }
    if models > 0 {
        words.push(counted(models, "model", "models"));
    }
    words.push([&grouped(outline.lines as usize), " lines"].concat());
    let tag = |text: String| (!text.is_empty()).then(|| view! { <Tag label=text /> }.into_any());
    let version = match outline.version.as_str() {
        "" => String::new(),
        version => ["Version ", version].concat(),
    };
    let value = Signal::derive(move || match state.get(VIEW) == TEXT {
        true => TEXT.to_owned(),
        false => String::new(),
    });
    let control = (!only_text).then(|| {
        view! {
            <SegmentedControl
                label="Show as"
                choices=vec![Choice::new("", "Reference"), Choice::new(TEXT, "Text")]
                value=value
                on_change=Callback::new(move |view: String| state.set(VIEW, &[view], true))
                size=Size::Sm
            />
        }
    });
    let (format, version) = (tag(outline.format.clone()), tag(version));
    view! {
        <Cluster justify=Justify::Between>
            <Cluster>
                {format}
                {version}
                <span class="u-note">{words.join(", ")}</span>
            </Cluster>
            {control}
        </Cluster>
    }
    .into_any()
}
