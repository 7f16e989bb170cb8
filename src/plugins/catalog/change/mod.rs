//! An entity in a form, and the patch of its descriptor that comes of it. Nothing is sent anywhere:
//! the change is taken to the repository as a patch, as a file, or typed there.

mod desk;
mod fields;
mod form;
mod result;
mod rows;
pub mod values;

use super::handed::links;
use super::links::entity_href;
use super::pages::missing;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use desk::{Desk, Subject};
use leptos::ev;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::repository::home;
use portico_components::{
    Banner, ButtonLink, EmptyKind, EmptyState, ErrorPanel, Gap, IconSize, KindIcon, Level,
    PageHeader, Size, Skeleton, SkeletonKind, Stack, Tone, Variant,
};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// The form of one entity.
pub const CHANGE: RouteRef<EntityPath> =
    RouteRef::new("catalog.edit", "/catalog/:namespace/:kind/:name/edit");

/// Address of the form of an entity.
pub fn change_href(registry: &Registry, catalog: &Catalog, ix: Ix) -> Option<String> {
    registry.href(CHANGE, &EntityPath::of(&catalog.entry(ix).entity_ref()))
}

/// Draws the page.
pub fn draw(input: PageInput) -> AnyView {
    let path = input.read::<EntityPath>();
    let registry = use_registry();
    let catalog = use_sources().catalog();
    // A catalog that is read again meanwhile must not take away what was typed: the form stays with
    // the one that it was opened with.
    let first = StoredValue::new(None::<(EntityPath, Arc<Catalog>)>);
    let shown = Memo::new(move |_| {
        let path = path.get()?;
        let kept = first.try_get_value().flatten().filter(|(of, _)| *of == path);
        if kept.is_some() {
            return kept.map(|(path, catalog)| Shown { path, catalog });
        }
        let catalog = catalog.get()?;
        first.try_set_value(Some((path.clone(), catalog.clone())));
        Some(Shown { path, catalog })
    });
    (move || {
        let Some(Shown { path, catalog }) = shown.get() else { return waiting() };
        match catalog.lookup_parts(&path.kind, &path.namespace, &path.name) {
            Some(ix) => page(&registry, &catalog, ix),
            None => missing::draw(&registry, &catalog, &path),
        }
    })
    .into_any()
}

/// What the page is about.
#[derive(Clone)]
struct Shown {
    path: EntityPath,
    catalog: Arc<Catalog>,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && Arc::ptr_eq(&self.catalog, &other.catalog)
    }
}

fn waiting() -> AnyView {
    use_page().set(vec![Crumb::here("Edit")]);
    view! {
        <PageHeader title="Edit" />
        <Skeleton kind=SkeletonKind::Rows(6) label="Loading the catalog" />
    }
    .into_any()
}

fn page(registry: &Arc<Registry>, catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    let name = entry.display_name().to_owned();
    let href = entity_href(registry, catalog, ix);
    use_page().set(vec![Crumb::link(name.clone(), href.clone()), Crumb::here("Edit")]);
    let kind = entry.kind().to_owned();
    let place = entry.place();
    let subtitle = match place.line {
        0 => place.file.clone(),
        line => format!("{}, line {line}", place.file),
    };
    let back = move || {
        let href = href.clone().unwrap_or_default();
        view! {
            <ButtonLink href=href size=Size::Sm variant=Variant::Ghost>"Back to its page"</ButtonLink>
        }
        .into_any()
    };
    let body = body(catalog, ix);
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader
                title=format!("Edit {name}")
                subtitle=subtitle
                icon=ViewFn::from(move || {
                    view! { <KindIcon kind=kind.clone() size=IconSize::Lg /> }.into_any()
                })
                actions=ViewFn::from(back)
            />
            {body}
        </Stack>
    }
    .into_any()
}

/// The form, once the text of the file is here; or why there is none.
fn body(catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    let place = entry.place();
    if place.line == 0 {
        return not_here(
            catalog,
            ix,
            "Its source is an API, which hands out entities and not the files that they are written in. Change the descriptor where it is kept.",
        );
    }
    let sources = use_sources();
    let get = use_net().and_then(|net| sources.text(&net, &place.file));
    let Some(get) = get else {
        return not_here(
            catalog,
            ix,
            "Its file is at an address that no origin of portal.json covers, so the portal may not read it. Add the origin, or change the descriptor where it is kept.",
        );
    };
    let load = use_load(move || get.clone());
    let catalog = catalog.clone();
    // A newer answer must not take away what was typed.
    let first = Memo::new(move |before: Option<&Option<String>>| {
        let before = before.cloned().flatten();
        before.or_else(|| load.state.with(|state| good(state).map(|text| String::clone(text))))
    });
    (move || match first.get() {
        Some(text) => opened(&catalog, ix, &text),
        None => view! {
            <Loaded
                load=load
                title="The descriptor"
                skeleton=SkeletonKind::Rows(6)
                view=Arc::new(|_: &String| ().into_any())
            />
        }
        .into_any(),
    })
    .into_any()
}

/// The form of a descriptor with this text.
fn opened(catalog: &Arc<Catalog>, ix: Ix, text: &str) -> AnyView {
    match Subject::read(catalog.clone(), ix, text) {
        Ok(subject) => form(subject),
        Err(refusal) => {
            let place = (refusal.line > 0).then(|| format!("Line {}. ", refusal.line));
            let reason = [place.unwrap_or_default(), refusal.reason].concat();
            let links = links(&home(&catalog.entry(ix)));
            view! {
                <ErrorPanel title="This descriptor cannot be edited in a form" cause=reason />
                {links}
            }
            .into_any()
        }
    }
}

fn not_here(catalog: &Catalog, ix: Ix, why: &'static str) -> AnyView {
    let links = links(&home(&catalog.entry(ix)));
    view! {
        <EmptyState kind=EmptyKind::FirstUse level=Level::H2 title="It cannot be edited here">
            {why}
        </EmptyState>
        {links}
    }
    .into_any()
}

fn form(subject: Subject) -> AnyView {
    let scope = style_sheet!("src/plugins/catalog/change/change.css");
    let desk = Desk::open(subject);
    warn_on_leave(desk);
    let drafted = desk.drafted();
    let draft = move || {
        drafted.get().then(|| {
            view! {
                <Banner
                    tone=Tone::Info
                    title="Your draft is back"
                    actions=ViewFn::from(move || result::discard(desk))
                >
                    "You changed this entity before in this tab. The draft stays until you close the tab."
                </Banner>
            }
        })
    };
    view! {
        <Stack gap=Gap::Lg>
            {draft}
            <div class=portico_components::class(scope, "change")>
                <div data-form="">{form::draw(desk)}</div>
                <div data-result="">{result::draw(desk)}</div>
            </div>
        </Stack>
    }
    .into_any()
}

/// Asks before the tab is closed with something in the form: a draft lives as long as its tab.
fn warn_on_leave(desk: Desk) {
    let outcome = desk.outcome();
    let handle = window_event_listener(ev::beforeunload, move |event| {
        let is_changed =
            outcome.try_with_untracked(|outcome| !matches!(outcome, desk::Outcome::Same));
        if is_changed == Some(true) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}
