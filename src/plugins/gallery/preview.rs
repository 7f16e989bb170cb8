//! One example: its title, a way to link to it, and the preview in its surroundings.

use super::asked::{Asked, State};
use super::env::{Env, Look, SETTINGS, Setting, WIDTH};
use super::routes::{Place, anchor};
use super::settle::{keep_settled, stay};
use crate::plugin::prelude::*;
use leptos::html::Div;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example};
use portico_components::{Button, Choice, CopyButton, Select, Size, Variant};
use std::sync::Arc;

/// The level of an example's heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// On the page of one component.
    Two,
    /// Below the heading of a component.
    Three,
}

/// The controls of the surroundings.
pub fn env_bar(state: State) -> AnyView {
    let env = state.env();
    let selects = SETTINGS.map(|setting| select(state, setting)).collect_view();
    let reset = move || {
        (env.get() != Env::default()).then(|| {
            let reset = move |_| state.change(true, |asked| asked.env = Env::default());
            view! { <Button variant=Variant::Ghost size=Size::Sm on_click=reset>"Reset"</Button> }
        })
    };
    view! {
        <div class="gallery-env" role="group" aria-label="Surroundings of the previews">
            {selects}
            {reset}
        </div>
    }
    .into_any()
}

fn select(state: State, setting: &'static Setting) -> AnyView {
    let env = state.env();
    let choices: Vec<Choice> =
        setting.options.iter().map(|(value, label)| Choice::new(*value, *label)).collect();
    let value = Signal::derive(move || Some(env.get().value(setting).to_owned()));
    let changed = Callback::new(move |value: String| {
        state.change(true, |asked: &mut Asked| asked.env = asked.env.with(setting.key, &value));
    });
    view! {
        <Select label=setting.label choices=choices value=value on_change=changed size=Size::Sm />
    }
    .into_any()
}

/// An example of `entry` with its heading.
pub fn example(
    registry: &Arc<Registry>,
    state: State,
    entry: &Entry,
    example: Example,
    level: Level,
) -> AnyView {
    let id = anchor(entry.id, example.id);
    let link = {
        let (registry, id) = (registry.clone(), id.clone());
        let place = Place::of(entry);
        Signal::derive(move || {
            let origin = window().location().origin().unwrap_or_default();
            [&origin, &place.href(&registry, state.env().get()), "#", &id].concat()
        })
    };
    let title = example.title;
    let heading = match level {
        Level::Two => view! { <h2 class="gallery-title">{title}</h2> }.into_any(),
        Level::Three => view! { <h3 class="gallery-title">{title}</h3> }.into_any(),
    };
    let looks = Memo::new(move |_| state.env().get().looks());
    let second = Memo::new(move |_| looks.get().1.is_some());
    let left = Signal::derive(move || looks.get().0);
    let right = Signal::stored(Look::DARK);
    let is_split = Signal::from(second);
    let beside = move || second.get().then(|| pane(state, example, right, is_split, level));
    view! {
        <section class="gallery-example" id=id>
            <div class="gallery-line">
                {heading}
                <CopyButton text=link label=["Copy link to ", title].concat() />
            </div>
            <div class="gallery-panes" data-split=move || second.get().to_string()>
                {pane(state, example, left, is_split, level)}
                {beside}
            </div>
        </section>
    }
    .into_any()
}

/// The preview itself, drawn once: a change of the surroundings changes attributes only.
fn pane(
    state: State,
    example: Example,
    look: Signal<Look>,
    is_split: Signal<bool>,
    level: Level,
) -> AnyView {
    let env = state.env();
    let word = move || if look.get().theme == Some("dark") { "Dark" } else { "Light" };
    let root = NodeRef::<Div>::new();
    let is_picture = RwSignal::new(false);
    root.on_load(move |root| {
        // Of two, both may not have the same name.
        let name = if is_split.get_untracked() {
            [example.title, ", ", untrack(word)].concat()
        } else {
            example.title.to_owned()
        };
        let above = if level == Level::Two { 2 } else { 3 };
        keep_settled(&root, name, above, is_picture);
    });
    let caption = move || is_split.get().then(|| view! { <p class="gallery-caption">{word}</p> });
    let note = move || {
        is_picture.get().then(|| {
            view! { <p class="gallery-caption">"A picture: a page has one frame, the one around this."</p> }
        })
    };
    view! {
        <div
            class="gallery-pane"
            data-theme=move || look.get().theme
            data-contrast=move || look.get().contrast
            data-density=move || env.get().density()
            data-width=move || env.get().value(&WIDTH)
        >
            {caption}
            {note}
            <div
                class="gallery-stage"
                dir=move || env.get().dir()
                node_ref=root
                on:click=move |event| stay(&event)
                on:submit=move |event| event.prevent_default()
            >
                {(example.view)()}
            </div>
        </div>
    }
    .into_any()
}
