//! A stage: something drawn in its surroundings. An example is a stage with a title and a link.

use super::asked::{Asked, State};
use super::env::{
    COLOUR_VISION, Env, GROUND, LINES, Look, MOTION, OUTLINE, SETTINGS, Setting, TEXT, USUAL,
    WIDTH, ZOOM,
};
use super::full::{Scene, full_screen_button, shown_on_demand};
use super::routes::{Place, anchor};
use super::settle::{keep_settled, stay};
use crate::plugin::prelude::*;
use leptos::html::Div;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example};
use portico_components::{
    Align, Banner, Button, Choice, CopyButton, Popover, Select, Size, Tone, Variant,
};
use std::sync::Arc;

/// The level of an example's heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// On the page of one component.
    Two,
    /// Below the heading of a component.
    Three,
}

/// The controls of the surroundings, and what the address asks for that nobody understands.
pub fn env_bar(state: State) -> AnyView {
    let env = state.env();
    let usual = SETTINGS.iter().take(USUAL).map(|setting| select(state, setting)).collect_view();
    let unusual = move || {
        let selects = SETTINGS.iter().skip(USUAL).map(|setting| select(state, setting));
        view! { <div class="gallery-more">{selects.collect_view()}</div> }.into_any()
    };
    // How many of them are set is part of the button's name.
    let more = Memo::new(move |_| match env.get().unusual() {
        0 => "More".to_owned(),
        some => ["More (", &some.to_string(), ")"].concat(),
    });
    let reset = move || {
        (env.get() != Env::default()).then(|| {
            let reset = move |_| state.change(true, |asked| asked.env = Env::default());
            view! { <Button variant=Variant::Ghost size=Size::Sm on_click=reset>"Reset"</Button> }
        })
    };
    let unknown = Memo::new(move |_| state.asked().with(|asked| asked.unknown.join(", ")));
    let notice = move || {
        (!unknown.with(String::is_empty)).then(|| {
            view! {
                <Banner tone=Tone::Warning>
                    "The address asks for something that the gallery does not know: "
                    <code>{unknown}</code> ". Everything else is as asked."
                </Banner>
            }
        })
    };
    view! {
        {notice}
        <div class="gallery-env" role="group" aria-label="Surroundings of the previews">
            {usual}
            <div class="gallery-env-tools">
                <Popover label=more size=Size::Sm align=Align::End>{unusual()}</Popover>
                {reset}
                {full_screen_button()}
            </div>
        </div>
        {colour_filters()}
    }
    .into_any()
}

/// What an eye without one of the three kinds of cones makes of colours: the matrices of Machado,
/// Oliveira and Fernandes (2009) at full severity. The style sheet refers to them by their ids.
fn colour_filters() -> AnyView {
    let filter = |id: &'static str, rows: [&'static str; 3]| {
        let values = [rows[0], " 0 0 ", rows[1], " 0 0 ", rows[2], " 0 0 0 0 0 1 0"].concat();
        view! {
            <filter id=id>
                <feColorMatrix type="matrix" values=values />
            </filter>
        }
    };
    view! {
        <svg class="gallery-filters" aria-hidden="true" width="0" height="0">
            {filter(
                "gallery-protan",
                [
                    "0.152286 1.052583 -0.204868",
                    "0.114503 0.786281 0.099216",
                    "-0.003882 -0.048116 1.051998",
                ],
            )}
            {filter(
                "gallery-deutan",
                [
                    "0.367322 0.860646 -0.227968",
                    "0.280085 0.672501 0.047413",
                    "-0.011820 0.042940 0.968881",
                ],
            )}
            {filter(
                "gallery-tritan",
                [
                    "1.255528 -0.076749 -0.178779",
                    "-0.078411 0.930809 0.147602",
                    "0.004733 0.691367 0.303900",
                ],
            )}
        </svg>
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

/// An example of `entry` with its heading, and its code where the component has a handbook.
pub fn example(
    registry: &Arc<Registry>,
    state: State,
    entry: &Entry,
    example: Example,
    level: Level,
    code: Option<AnyView>,
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
    view! {
        <section class="gallery-example" id=id>
            <div class="gallery-line">
                {heading}
                <CopyButton text=link label=["Copy link to ", title].concat() />
            </div>
            {stage(state, title, level, Arc::new(example.view))}
            {code}
        </section>
    }
    .into_any()
}

/// A scene in its surroundings: once, or light and dark beside each other. `title` tells it from
/// the others on the page.
pub fn stage(state: State, title: &'static str, level: Level, scene: Scene) -> AnyView {
    let looks = Memo::new(move |_| state.env().get().looks());
    let second = Memo::new(move |_| looks.get().1.is_some());
    let left = Signal::derive(move || looks.get().0);
    let right = Signal::stored(Look::DARK);
    let is_split = Signal::from(second);
    let root = NodeRef::<Div>::new();
    shown_on_demand(root, title, scene.clone());
    let beside = {
        let scene = scene.clone();
        move || second.get().then(|| pane(state, title, scene.clone(), right, is_split, level))
    };
    view! {
        <div class="gallery-panes" node_ref=root data-split=move || second.get().to_string()>
            {pane(state, title, scene, left, is_split, level)}
            {beside}
        </div>
    }
    .into_any()
}

/// The preview itself, drawn once: a change of the surroundings changes attributes only.
fn pane(
    state: State,
    title: &'static str,
    scene: Scene,
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
            [title, ", ", untrack(word)].concat()
        } else {
            title.to_owned()
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
    let set = move |setting: &'static Setting| move || env.get().chosen(setting);
    view! {
        <div
            class="gallery-pane"
            data-theme=move || look.get().theme
            data-contrast=move || look.get().contrast
            data-density=move || env.get().density()
            data-width=set(&WIDTH)
            data-zoom=set(&ZOOM)
            data-text=set(&TEXT)
            data-motion=set(&MOTION)
            data-cvd=set(&COLOUR_VISION)
            data-grid=set(&LINES)
            data-outline=set(&OUTLINE)
            data-ground=set(&GROUND)
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
                {scene()}
            </div>
        </div>
    }
    .into_any()
}
