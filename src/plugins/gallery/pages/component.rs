//! One component: what it is for, and its views.

use super::super::asked::State;
use super::super::find::near;
use super::super::frame::{Entries, Frame};
use super::super::later::{Part, later};
use super::super::routes::{ComponentPath, Place, link};
use super::super::shelves::{all_entries, shelf};
use super::super::views;
use super::tone;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::reference::RefDefaults;
use portico_components::gallery::Entry;
use portico_components::shelves::Shown;
use portico_components::{
    Badge, ButtonLink, Card, Cluster, Description, ItemRow, Link, List, PageHeader, SkeletonKind,
    Stack,
};
use std::sync::Arc;

/// Draws the page.
pub fn draw(path: Memo<Option<ComponentPath>>) -> AnyView {
    let registry = use_registry();
    let entries: Entries = all_entries(&registry);
    let state = State::start();
    let id = Memo::new(move |_| path.get().map(|path| path.component).unwrap_or_default());

    let frame = use_page();
    Effect::new({
        let (registry, entries) = (registry.clone(), entries.clone());
        move |_| {
            let name = id.with(|id| {
                let entry = entries.iter().find(|entry| entry.id == id);
                entry.map_or_else(|| format!("{id} not found"), |entry| entry.name.to_owned())
            });
            let gallery = Place::Overview.href(&registry, state.env().get());
            frame.set(vec![Crumb::link("Gallery", Some(gallery)), Crumb::here(name)]);
        }
    });
    let view = Memo::new(move |_| path.get().map(|path| path.view).unwrap_or_default());
    let here = Signal::derive(move || Place::Component(id.get()));
    let page = {
        let entries = entries.clone();
        move || {
            let at = id.with(|id| entries.iter().position(|entry| entry.id == id));
            let Some((at, entry)) = at.and_then(|at| Some((at, entries.get(at)?))) else {
                return missing(&registry, state, &entries, id.get());
            };
            let before = at.checked_sub(1).and_then(|before| entries.get(before));
            found(
                &registry,
                state,
                path,
                view,
                *entry,
                before.copied(),
                entries.get(at + 1).copied(),
            )
        }
    };
    view! { <Frame entries=entries state=state here=here view=view>{page}</Frame> }.into_any()
}

fn found(
    registry: &Arc<Registry>,
    state: State,
    path: Memo<Option<ComponentPath>>,
    shown_view: Memo<String>,
    entry: Entry,
    before: Option<Entry>,
    after: Option<Entry>,
) -> AnyView {
    let status = entry.status;
    let badge = move || view! { <Badge tone=tone(status) label=status.title() /> };
    let keeper = keeper(registry, entry.owner);
    let meta = move || {
        let owner = match keeper.clone() {
            (name, Some(href)) => view! { <Link href=href>{name}</Link> }.into_any(),
            (name, None) => name.into_any(),
        };
        view! {
            <Description term="Since">{entry.since}</Description>
            <Description term="Owner">{owner}</Description>
        }
    };
    let draw = {
        let registry = registry.clone();
        move |shown: &'static Shown| {
            let registry = registry.clone();
            let view = move || {
                let view = shown_view.get();
                let of_props = matches!(&*view, views::PLAYGROUND | views::MATRIX);
                if view.is_empty() || (of_props && shown.playground.is_none()) {
                    return views::examples::draw(&registry, state, entry, shown.examples);
                }
                let input = views::Input { state, entry, shown, view };
                later("This view", Part::View(input), Some(SkeletonKind::Card))
            };
            view.into_any()
        }
    };
    view! {
        <PageHeader title=entry.name star=badge subtitle=entry.summary meta=meta />
        <p><strong>"When not: "</strong>{entry.when_not}</p>
        {views::tabs(registry, state, &entry, path)}
        {shelf(registry, &entry, Arc::new(draw))}
        <nav class="gallery-walk" aria-label="Other components">
            {before.map(|entry| step(registry, state, "Previous: ", entry))}
            {after.map(|entry| step(registry, state, "Next: ", entry))}
        </nav>
    }
    .into_any()
}

fn step(registry: &Arc<Registry>, state: State, word: &'static str, entry: Entry) -> AnyView {
    let href = link(registry, state, Place::of(&entry));
    view! { <ButtonLink href=href>{word} {entry.name}</ButtonLink> }.into_any()
}

/// The team that keeps a component: its name, and its page where the catalog has pages.
fn keeper(registry: &Registry, owner: &str) -> (String, Option<String>) {
    let groups = RefDefaults { kind: Some("group"), ..RefDefaults::default() };
    let Ok(owner) = EntityRef::parse(owner, groups) else { return (owner.to_owned(), None) };
    let href = registry.href(routes::ENTITY, &EntityPath::of(&owner));
    (owner.short(groups), href)
}

fn missing(registry: &Arc<Registry>, state: State, entries: &Entries, asked: String) -> AnyView {
    let near: Vec<AnyView> = near(entries, &asked, 5)
        .into_iter()
        .map(|entry| {
            let href = Place::of(entry).href(registry, state.env().get_untracked());
            let summary = entry.summary;
            view! { <ItemRow title=entry.name href=href detail=move || summary /> }.into_any()
        })
        .collect();
    let near = (!near.is_empty()).then(|| {
        view! {
            <Card title=Signal::stored("Did you mean".to_owned()) flush=true>
                <List items=near />
            </Card>
        }
    });
    let overview = link(registry, state, Place::Overview);
    view! {
        <PageHeader title="There is no such component" />
        <Stack>
            <p>
                "No component is called " <code>{asked}</code>
                ". It may have been renamed or removed."
            </p>
            {near}
            <Cluster><ButtonLink href=overview>"All components"</ButtonLink></Cluster>
        </Stack>
    }
    .into_any()
}
