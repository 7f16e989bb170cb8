//! The playground: a component, its props on controls, the code for them, and what happens in it.

use super::super::asked::State;
use super::super::handbook::{Handbook, use_handbook};
use super::super::preview::{Level, env_bar, stage};
use super::events::{Events, panel as events_panel};
use super::props::controls;
use crate::net::LoadState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Playground, Values, code};
use portico_components::{Button, Card, CodeBlock, CopyButton, Size, Variant};
use std::sync::Arc;

/// Draws it.
pub fn draw(state: State, entry: Entry, playground: Playground) -> AnyView {
    let handbook = use_handbook(entry.id);
    let told = Memo::new(move |_| {
        handbook.state.with(|state| match state {
            LoadState::Ready { value, .. } => (**value).clone(),
            _ => Handbook::default(),
        })
    });
    let asked = state.asked();
    let read = move || asked.with(|asked| Values::of(playground.controls, &asked.props));
    let values = RwSignal::new(untrack(read));
    // Back, forward and links change the address; the controls change both.
    Effect::new(move |_| {
        let from_address = read();
        if values.with_untracked(|values| *values != from_address) {
            values.set(from_address);
        }
    });
    let set = Callback::new(move |(name, value): (&'static str, Option<String>)| {
        let Some(now) = values.try_get_untracked() else { return };
        let now = now.with(playground.controls, name, value.as_deref());
        let pairs = now.pairs(playground.controls);
        values.set(now);
        state.change(false, |asked| asked.props = pairs);
    });
    let events = Events::default();
    let scene = move || (move || values.with(|values| (playground.view)(values))).into_any();
    let written = Memo::new(move |_| values.with(|values| code(&playground, values)));
    let shown_code = move || view! { <CodeBlock label="Code" code=written.get() /> };
    let reset = move || {
        values.with(|values| *values != Values::default()).then(|| {
            let reset = move |_| state.change(true, |asked| asked.props.clear());
            view! { <Button variant=Variant::Ghost size=Size::Sm on_click=reset>"Reset"</Button> }
        })
    };
    let has_controls = !playground.controls.is_empty();
    let panel = has_controls.then(|| {
        let actions = move || view! { {reset} <CopyButton text=here() label="Copy link to these props" /> };
        view! {
            <Card title="Props" actions=actions>{controls(playground.controls, values, set, told)}</Card>
        }
    });
    view! {
        {env_bar(state)}
        <div class="gallery-play">
            <div class="gallery-play-main">
                <div on:click=events.listen() on:input=events.listen() on:change=events.listen()
                    on:submit=events.listen() on:toggle:capture=events.listen()>
                    {stage(state, "Playground", Level::Two, Arc::new(scene))}
                </div>
                {shown_code}
                {events_panel(events)}
            </div>
            {panel}
        </div>
    }
    .into_any()
}

/// The address of what is on the screen, read when it is copied.
fn here() -> Signal<String> {
    let location = leptos_router::hooks::use_location();
    Signal::derive(move || {
        let origin = window().location().origin().unwrap_or_default();
        [
            origin,
            location.pathname.get(),
            location.search.with(|query| match query.is_empty() {
                true => String::new(),
                false => ["?", query.trim_start_matches('?')].concat(),
            }),
        ]
        .concat()
    })
}
