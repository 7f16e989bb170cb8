//! The kitchen sink: every example of every component on one page.

use super::super::asked::State;
use super::super::frame::{Entries, Frame};
use super::super::preview::{Level, env_bar, example};
use super::super::routes::{Place, link};
use super::super::settle::go_to_anchor;
use super::super::shelves::{all_entries, shelf};
use super::counted;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example};
use portico_components::shelves::Shown;
use portico_components::{Link, LinkStyle, PageHeader};
use std::sync::Arc;

/// Draws the page.
pub fn draw() -> AnyView {
    let registry = use_registry();
    let entries: Entries = all_entries(&registry);
    let state = State::start();
    let gallery = Place::Overview.href(&registry, state.env().get_untracked());
    use_page().set(vec![Crumb::link("Gallery", Some(gallery)), Crumb::here("All examples")]);

    let subtitle = ["Of ", &counted(entries.len(), "component")].concat();
    let sections: Vec<AnyView> =
        entries.iter().map(|entry| section(&registry, state, entry)).collect();
    view! {
        <Frame entries=entries state=state here=Place::All>
            <PageHeader title="All examples" subtitle=subtitle />
            {env_bar(state)}
            {sections}
        </Frame>
    }
    .into_any()
}

/// One component. What is out of sight is not laid out: see `gallery-component` in the sheet.
fn section(registry: &Arc<Registry>, state: State, entry: &Entry) -> AnyView {
    let (name, href) = (entry.name, link(registry, state, Place::of(entry)));
    let draw = {
        let (registry, entry) = (registry.clone(), *entry);
        move |shown: &'static Shown| {
            go_to_anchor();
            let one = |one: &Example| example(&registry, state, &entry, *one, Level::Three, None);
            shown.examples.iter().map(one).collect::<Vec<_>>().into_any()
        }
    };
    view! {
        <section class="gallery-component" id=entry.id>
            <h2 class="gallery-heading">
                <Link href=href look=LinkStyle::Quiet>{name}</Link>
            </h2>
            <div class="gallery-examples">{shelf(registry, entry, Arc::new(draw))}</div>
        </section>
    }
    .into_any()
}
