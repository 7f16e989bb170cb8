//! All examples of a component below each other, each with its code.

use super::super::asked::State;
use super::super::handbook::{Handbook, use_handbook};
use super::super::preview::{Level, env_bar, example};
use super::super::routes::anchor;
use super::super::settle::go_to_anchor;
use crate::net::{Load, LoadState};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope};
use portico_components::{Cluster, CodeBlock, Gap, Link};
use std::sync::Arc;
use web_sys::Element;

/// Draws them.
pub fn draw(
    registry: &Arc<Registry>,
    state: State,
    entry: Entry,
    examples: &'static [Example],
) -> AnyView {
    go_to_anchor();
    let handbook = (entry.scope != Scope::Plugins).then(|| use_handbook(entry.id));
    let jump = |one: Example| {
        let href = ["#", &anchor(entry.id, one.id)].concat();
        view! { <Link href=href>{one.title}</Link> }.into_any()
    };
    let jumps: Vec<AnyView> = examples.iter().copied().map(jump).collect();
    let one = |one: &Example| {
        let code = handbook.map(|handbook| code_of(handbook, *one));
        example(registry, state, &entry, *one, Level::Two, code)
    };
    let examples: Vec<AnyView> = examples.iter().map(one).collect();
    view! {
        <nav class="gallery-jumps" aria-label="Examples">
            <Cluster gap=Gap::Md>{jumps}</Cluster>
        </nav>
        {env_bar(state)}
        <div class="gallery-examples">{examples}</div>
    }
    .into_any()
}

/// What draws an example, folded away until somebody wants to see it.
pub fn code_of(handbook: Load<Handbook>, example: Example) -> AnyView {
    let is_open = RwSignal::new(false);
    let label = ["Code of ", example.title].concat();
    let summary = label.clone();
    let code = move || {
        is_open.get().then(|| {
            let code = handbook.state.with(|state| match state {
                LoadState::Loading => "Loading…".to_owned(),
                LoadState::Failed { error, .. } => error.to_string(),
                LoadState::Ready { value, .. } => {
                    value.code(example.id).unwrap_or("The build has no code of it.").to_owned()
                }
            });
            view! { <CodeBlock label=label.clone() code=code /> }
        })
    };
    view! {
        <details
            class="gallery-code"
            on:toggle=move |event| {
                is_open.set(event_target::<Element>(&event).has_attribute("open"));
            }
        >
            <summary aria-label=summary>"Code"</summary>
            {code}
        </details>
    }
    .into_any()
}
