//! Every plugin of this build with what it adds, whether it takes part, and who decided that.

use crate::config::{Config, PluginConfig};
use crate::crash;
use crate::plugin::analytics::Analytics;
use crate::plugin::entities::counted;
use crate::plugin::list_state::{ListState, matches};
use crate::plugin::prelude::*;
use crate::plugin::preset::Chosen;
use leptos::prelude::*;
use portico_components::{
    Accordion, AccordionItem, Banner, Button, Cluster, Description, DescriptionList, Gap, Level,
    Link, List, Stack, Tone, Variant,
};
use std::sync::Arc;

/// How a plugin is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    On,
    /// Errors of this session.
    Failed(usize),
    /// A mistake in its `config`.
    Mistaken(String),
    Quarantined,
    /// `enabled` is false.
    Disabled,
    /// `portal.json` lists plugins, and not this one.
    NotListed,
    /// It takes part only where it is listed.
    Optional,
}

impl State {
    fn words(&self) -> (Tone, &'static str) {
        match self {
            Self::On => (Tone::Success, "On"),
            Self::Failed(_) => (Tone::Danger, "Failed"),
            Self::Mistaken(_) => (Tone::Danger, "Misconfigured"),
            Self::Quarantined => (Tone::Warning, "Quarantined"),
            Self::Disabled => (Tone::Neutral, "Disabled"),
            Self::NotListed => (Tone::Neutral, "Not listed"),
            Self::Optional => (Tone::Neutral, "Off by default"),
        }
    }

    /// What that means and who decided.
    fn sentence(&self) -> String {
        match self {
            Self::On => "It takes part.".to_owned(),
            Self::Failed(1) => "A part of it could not be shown since this tab was opened.".to_owned(),
            Self::Failed(many) => {
                format!("Parts of it could not be shown {many} times since this tab was opened.")
            }
            Self::Mistaken(error) => format!("portal.json, {error}"),
            Self::Quarantined => {
                "It stopped the portal in this browser, so it waits until somebody starts it again. Others are not affected.".to_owned()
            }
            Self::Disabled => "portal.json says that it is not enabled.".to_owned(),
            Self::NotListed => "portal.json lists the plugins that take part, and not this one.".to_owned(),
            Self::Optional => "It takes part only where portal.json lists it.".to_owned(),
        }
    }
}

/// Draws it.
pub fn draw() -> AnyView {
    let registry = use_registry();
    let config = use_context::<Arc<Config>>().unwrap_or_default();
    let errors = use_context::<Analytics>().map(|all| all.failures()).unwrap_or_default();
    let state = ListState::start();
    let text = state.text();
    let on = registry.plugins().len();
    let off = registry.off().count();
    let problems = (!registry.problems().is_empty()).then(|| {
        let items = registry.problems().iter().map(|text| text.clone().into_any()).collect();
        view! {
            <Banner tone=Tone::Warning title="The portal did not start as configured">
                <List items=items plain=true />
            </Banner>
        }
    });
    let safe = crash::safe_mode().then(|| {
        view! {
            <Banner tone=Tone::Warning title="Started without plugins">
                "All plugins are off until the portal is started with them again."
            </Banner>
        }
    });
    let list = move || {
        let text = text.get();
        let place = |id: &str| {
            let plugins = config.plugins.as_deref().unwrap_or_default();
            plugins.iter().position(|entry| entry.id == id)
        };
        let fits = |plugin: &Plugin| matches(&text, [plugin.name(), plugin.id(), plugin.keeper()]);
        let installed = registry.plugins().iter().filter(|one| fits(&one.plugin)).map(|one| {
            let failed = errors.get(one.plugin.id()).copied().unwrap_or_default();
            let is = state_of(&one.plugin, one.config.as_ref(), one.quarantined, failed);
            entry(&registry, &one.plugin, &is, place(one.plugin.id()))
        });
        let rest = registry.off().filter(|plugin| fits(plugin)).map(|plugin| {
            let is = match (place(plugin.id()), plugin.is_optional()) {
                (Some(_), _) => State::Disabled,
                (None, true) => State::Optional,
                (None, false) => State::NotListed,
            };
            entry(&registry, plugin, &is, place(plugin.id()))
        });
        let items: Vec<AccordionItem> = installed.chain(rest).collect();
        match items.is_empty() {
            true => state.nothing_left(
                "No plugins match",
                "None of them has these words in its name or is kept by such a team.",
            ),
            false => view! { <Accordion items=items level=Level::H2 /> }.into_any(),
        }
    };
    view! {
        <Stack gap=Gap::Lg>
            {safe}
            {problems}
            <p>
                {counted(on, "plugin takes part", "plugins take part")} ", "
                {counted(off, "other is in this build", "others are in this build")} "."
            </p>
            {state.search("Filter plugins").run()}
            {list}
        </Stack>
    }
    .into_any()
}

fn state_of(
    plugin: &Plugin,
    config: Option<&PluginConfig>,
    quarantined: bool,
    failed: usize,
) -> State {
    let mistake = config.and_then(|config| plugin.check(config).err());
    match (quarantined, mistake, failed) {
        (true, _, _) => State::Quarantined,
        (_, Some(error), _) => State::Mistaken(format!("{}: {}.", error.path, error.message)),
        (_, None, 0) => State::On,
        (_, None, many) => State::Failed(many),
    }
}

/// A plugin, and what opens below it.
fn entry(
    registry: &Arc<Registry>,
    plugin: &Plugin,
    is: &State,
    place: Option<usize>,
) -> AccordionItem {
    let (tone, word) = is.words();
    let parts = plugin.parts();
    let hint = counted(parts.len(), "extension", "extensions");
    let (id, plugin, is) = (plugin.id(), plugin.clone(), is.clone());
    let (name, registry) = (plugin.name(), registry.clone());
    let body = move || inside(&registry, &plugin, &is, place);
    AccordionItem::new(id, name, ViewFn::from(body)).hint(hint).state(tone, word)
}

fn inside(registry: &Arc<Registry>, plugin: &Plugin, is: &State, place: Option<usize>) -> AnyView {
    let mut by_point: Vec<(&'static str, Vec<String>)> = Vec::new();
    for part in plugin.parts() {
        let words = match part.title {
            "" => part.id.to_owned(),
            title => format!("{title} ({})", part.id),
        };
        match by_point.iter_mut().find(|(point, _)| *point == part.point) {
            Some((_, all)) => all.push(words),
            None => by_point.push((part.point, vec![words])),
        }
    }
    let parts = by_point
        .into_iter()
        .map(|(point, all)| {
            let items = all.into_iter().map(IntoAny::into_any).collect();
            view! { <Description term=point><List items=items plain=true /></Description> }
        })
        .collect_view();
    let origins = match plugin.origins() {
        [] => "nobody".to_owned(),
        all => all.join(", "),
    };
    let keeper = match plugin.keeper() {
        "" => "nobody",
        keeper => keeper,
    };
    let decided = match (is, place) {
        (State::Quarantined, _) => "this browser".to_owned(),
        (_, Some(place)) => format!("portal.json, plugins[{place}]"),
        (_, None) => "default".to_owned(),
    };
    let settings = place.and_then(|place| {
        let query = format!("?q=plugins%5B{place}%5D");
        let href = [registry.href(routes::ADMIN, &())?, "/configuration".to_owned(), query];
        Some(view! { <Link href=href.concat()>{format!("Settings of {}", plugin.name())}</Link> })
    });
    let again = (*is == State::Quarantined).then(|| {
        let id = plugin.id();
        let start = Callback::new(move |_| {
            crash::release(id);
            let _ = window().location().reload();
        });
        let label = format!("Start {} again", plugin.name());
        view! { <Button variant=Variant::Outline on_click=start>{label}</Button> }
    });
    let (id, means, order) = (plugin.id(), is.sentence(), ordered(plugin.id(), place));
    view! {
        <Stack>
            <p>{means}</p>
            <DescriptionList>
                <Description term="Id"><code>{id}</code></Description>
                <Description term="Kept by">{keeper}</Description>
                <Description term="Calls">{origins}</Description>
                <Description term="State decided by">{decided}</Description>
                <Description term="Place decided by">{order}</Description>
                {parts}
            </DescriptionList>
            <Cluster>{settings} {again}</Cluster>
        </Stack>
    }
    .into_any()
}

/// Who decided where it stands in the navigation.
fn ordered(id: &str, place: Option<usize>) -> &'static str {
    let chosen = Chosen::look();
    let is_first = chosen.now().is_some_and(|preset| preset.first.contains(&id));
    match (chosen.has_navigation, is_first, chosen.tried.is_some(), place) {
        (true, _, _, _) => "portal.json, navigation",
        (_, true, true, _) => "this browser, which tries a starting order",
        (_, true, false, _) => "portal.json, preset",
        (_, false, _, Some(_)) => "portal.json, plugins",
        (_, false, _, None) => "default",
    }
}
