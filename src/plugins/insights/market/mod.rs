//! Every plugin, those of this portal and those that it could have: who keeps it, what it does and
//! whom it calls, how it is used and found; and how to bring another one.

mod bring;
mod detail;
mod directory;
mod offer;

use super::config::InsightsConfig;
use super::counting::use_figures;
use crate::net::{self, LoadState};
use crate::plugin::built::{kilobytes, sizes};
use crate::plugin::entities::{counted, entity_href};
use crate::plugin::list_state::{ListState, matches};
use crate::plugin::loaded::{failed, good};
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use directory::Directory;
use leptos::prelude::*;
use offer::{Known, Offer, Place, offers};
use portico_catalog::catalog::Catalog;
use portico_catalog::reference::RefDefaults;
use portico_components::{
    AvatarShape, Banner, CardGrid, Choice, Gap, ItemCard, Level, List, OwnerBadge, PageHeader,
    SegmentedControl, Skeleton, SkeletonKind, Sparkline, Stack, Status, Tone,
};

/// Key of the plugin that is open.
const OPEN: &str = "plugin";
/// Key of what is shown.
const SHOW: &str = "show";

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let state = ListState::start();
    let registry = use_registry();
    let catalog = use_sources().catalog();
    // A mistake in the configuration is said on the pages of the figures.
    let config = read_config::<InsightsConfig>().unwrap_or_default();
    let (figures, for_directory) = (use_figures(&config), config.clone());
    let directory = use_load(move || listed(&for_directory));
    let weights = use_load(sizes);
    let errors = use_analytics().map(|all| all.failures()).unwrap_or_default();
    let all = {
        let registry = registry.clone();
        Memo::new(move |_| {
            let events = figures.good();
            let directory = directory.state.with(|state| good(state).cloned());
            let weights = weights.state.with(|state| good(state).cloned());
            let known = Known {
                directory: directory.as_deref(),
                events: events.as_deref(),
                sizes: weights.as_deref(),
            };
            offers(&registry, known, &errors)
        })
    };
    let open = state.signal(OPEN);
    let frame = use_page();
    let place = registry.clone();
    Effect::new(move |_| {
        let name = open.with(|id| {
            let offer =
                all.with(|all| all.iter().find(|one| one.id == *id).map(|one| one.name.clone()));
            (!id.is_empty()).then(|| offer.unwrap_or_else(|| id.clone()))
        });
        frame.set(match name {
            None => vec![Crumb::here("Plugins")],
            Some(name) => {
                let home = place.href(super::PLUGINS, &());
                vec![Crumb::link("Plugins", home), Crumb::here(name)]
            }
        });
    });
    let has_directory = config.directory.is_some();
    let waits =
        move || has_directory && directory.state.with(|state| matches!(state, LoadState::Loading));
    let trouble = move || {
        let retry = Callback::new(move |()| directory.reload());
        directory.state.with(|state| match state {
            LoadState::Failed { error, .. } => {
                Some(failed("The directory of plugins", error, retry))
            }
            LoadState::Ready { value, .. } => broken(value),
            LoadState::Loading => None,
        })
    };
    let list = {
        let registry = registry.clone();
        move || {
            let waiting = waits().then(|| {
                view! { <Skeleton kind=SkeletonKind::Card label="Loading the directory" /> }
            });
            let catalog = catalog.get();
            view! {
                {trouble}
                {all.with(|all| cards(&registry, catalog.as_deref(), all, state))}
                {waiting}
                {(!has_directory).then(no_directory)}
                {bring::draw()}
            }
            .into_any()
        }
    };
    let body = move || match open.get().as_str() {
        "" => list().into_any(),
        id => {
            let found = all.with(|all| all.iter().find(|one| one.id == id).cloned());
            match found {
                Some(offer) => detail::draw(&registry, catalog.get().as_deref(), &config, offer),
                None if waits() => {
                    view! { <Skeleton kind=SkeletonKind::Card label="Loading the directory" /> }
                        .into_any()
                }
                None => view! { {trouble} {detail::missing(&registry, id)} }.into_any(),
            }
        }
    };
    let title = move || match open.get().as_str() {
        "" => "Plugins".to_owned(),
        id => {
            let found =
                all.with(|all| all.iter().find(|one| one.id == id).map(|one| one.name.clone()));
            found.unwrap_or_else(|| id.to_owned())
        }
    };
    let subtitle = move || {
        let on = all.with(|all| all.iter().filter(|one| one.place == Place::On).count());
        let rest = all.with(|all| all.len()) - on;
        match open.with(String::is_empty) {
            true => format!(
                "{}, {} to choose from",
                counted(on, "plugin is installed", "plugins are installed"),
                counted(rest, "other", "others")
            ),
            false => "A plugin, and what is known of it".to_owned(),
        }
    };
    view! {
        <Stack gap=Gap::Lg>
            {move || view! { <PageHeader title=title() subtitle=subtitle() /> }}
            {body}
        </Stack>
    }
    .into_any()
}

/// The directory, where one is named.
fn listed(config: &InsightsConfig) -> Option<net::Get<Directory>> {
    let path = config.directory.as_deref()?;
    Some(net::Get::new(config.origin.as_deref().unwrap_or("portal")).below(path))
}

/// Entries of the directory that cannot be read: the others are shown.
fn broken(directory: &Directory) -> Option<AnyView> {
    let broken = &directory.plugins.broken;
    if broken.is_empty() {
        return None;
    }
    let count = counted(broken.len(), "entry", "entries");
    let items = broken
        .iter()
        .take(5)
        .map(|one| format!("plugins{}: {}", one.path, one.message).into_any())
        .collect();
    Some(
        view! {
            <Banner tone=Tone::Warning title=format!("{count} of the directory cannot be read")>
                <List items=items plain=true />
            </Banner>
        }
        .into_any(),
    )
}

/// Said where no directory is named.
fn no_directory() -> AnyView {
    view! {
        <p class="u-note">
            "These are the plugins of this build. A directory tells of others: name a JSON file as "
            <code>"directory"</code> " in the configuration of the plugin “insights”."
        </p>
    }
    .into_any()
}

fn cards(
    registry: &Registry,
    catalog: Option<&Catalog>,
    all: &[Offer],
    state: ListState,
) -> AnyView {
    let (text, show) = (state.text().get(), state.get(SHOW));
    let fits = |one: &&Offer| match show.as_str() {
        "installed" => matches!(one.place, Place::On | Place::Quarantined),
        "available" => matches!(one.place, Place::Off | Place::Elsewhere),
        _ => true,
    };
    let items: Vec<AnyView> = all
        .iter()
        .filter(fits)
        .filter(|one| matches(&text, [&*one.name, &*one.id, &*one.keeper, &*one.summary]))
        .map(|one| card(registry, catalog, one))
        .collect();
    let list = match items.is_empty() {
        true => state.nothing_left(
            "No plugins match",
            "None of them has these words in its name, in what it does, or is kept by such a team.",
        ),
        false => view! { <CardGrid items=items label="Plugins" /> }.into_any(),
    };
    let choices = vec![
        Choice::new("", "All"),
        Choice::new("installed", "Installed"),
        Choice::new("available", "Available"),
    ];
    view! {
        {state.search("Filter plugins").run()}
        <SegmentedControl
            label="Which plugins"
            choices=choices
            value=Signal::derive(move || state.get(SHOW))
            on_change=Callback::new(move |show: String| state.set(SHOW, &[show], true))
        />
        {list}
    }
    .into_any()
}

/// Address of what is known of one plugin.
fn address(registry: &Registry, id: &str) -> Option<String> {
    let page = registry.href(super::PLUGINS, &())?;
    Some([page, written(&[(OPEN.to_owned(), id.to_owned())])].concat())
}

/// Where a plugin is, as a shape and a word.
fn standing(place: Place) -> AnyView {
    let (tone, word) = match place {
        Place::On => (Tone::Success, "Installed"),
        Place::Quarantined => (Tone::Warning, "In quarantine"),
        Place::Off => (Tone::Neutral, "Switched off"),
        Place::Elsewhere => (Tone::Info, "Available"),
    };
    view! { <Status tone=tone label=word /> }.into_any()
}

/// Whom it calls, in words.
fn callees(origins: &[String]) -> String {
    match origins {
        [] => "no API".to_owned(),
        all if all.iter().any(|one| one == "*") => "any API of portal.json".to_owned(),
        all => all.join(", "),
    }
}

/// How many came, in words; `None` where that is not counted.
fn people(offer: &Offer) -> Option<String> {
    offer.people.map(|people| match people {
        Ok(people) => format!("{people} people in 28 days"),
        Err(()) => "Few people in 28 days".to_owned(),
    })
}

/// A plugin: what it is called, what it does, who keeps it, whom it calls, who comes.
fn card(registry: &Registry, catalog: Option<&Catalog>, one: &Offer) -> AnyView {
    let summary = match (one.summary.as_str(), one.adds) {
        ("", Some(adds)) => {
            ["It adds ", &*counted(adds, "thing", "things"), " to the portal."].concat()
        }
        (text, _) => text.to_owned(),
    };
    let called = ["Calls ", &callees(&one.origins)].concat();
    let keeper = keeper(registry, catalog, &one.keeper);
    let (place, used, trend) = (one.place, people(one), one.trend.clone());
    let facts: Vec<String> =
        [one.size.map(kilobytes), one.more.rating.map(directory::Rating::words)]
            .into_iter()
            .flatten()
            .collect();
    let label = format!("People of {} by month", one.name);
    let footer = move || {
        let keeper = keeper.clone().map(owner);
        let used = used.clone().map(|people| view! { <p class="u-note">{people}</p> });
        let line = (trend.len() > 1).then(|| {
            view! { <Sparkline label=label.clone() values=trend.clone() /> }
        });
        let facts =
            (!facts.is_empty()).then(|| view! { <p class="u-note">{facts.join(" · ")}</p> });
        let called = called.clone();
        view! {
            <Stack gap=Gap::Sm>
                {keeper} <p class="u-note">{called}</p> {facts} {used} {line}
            </Stack>
        }
        .into_any()
    };
    let name = one.name.clone();
    let href = address(registry, &one.id).unwrap_or_default();
    view! {
        <ItemCard
            title=name
            href=href
            level=Level::H2
            side=ViewFn::from(move || standing(place))
            summary=summary
            footer=ViewFn::from(footer)
        />
    }
    .into_any()
}

/// Name, address and reference of a team.
type Keeper = (String, Option<String>, String);

/// The team that keeps a plugin.
fn keeper(registry: &Registry, catalog: Option<&Catalog>, reference: &str) -> Option<Keeper> {
    let parsed = EntityRef::parse(reference, RefDefaults::default()).ok()?;
    let found = catalog.and_then(|catalog| Some((catalog, catalog.lookup(&parsed)?)));
    Some(match found {
        Some((catalog, ix)) => (
            catalog.entry(ix).display_name().to_owned(),
            entity_href(registry, catalog, ix),
            parsed.to_string(),
        ),
        None => (parsed.name.clone(), None, parsed.to_string()),
    })
}

fn owner((label, href, reference): Keeper) -> AnyView {
    view! { <OwnerBadge name=label href=href reference=reference shape=AvatarShape::Team /> }
        .into_any()
}
