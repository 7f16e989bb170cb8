//! The connection doctor: each API of `portal.json`, looked at from this browser, and what to change
//! where something is wrong.

mod products;
mod remedies;
mod report;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::config::{Config, Origin, PORTAL_ORIGIN};
use crate::plugin::host::Net;
use crate::plugin::host::probe::{Check, CheckState, Finding, Kind, examine};
use crate::plugin::prelude::*;
use futures_util::{StreamExt, stream};
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::{
    Accordion, AccordionItem, Button, Card, Cluster, CodeBlock, Description, DescriptionList,
    EmptyKind, EmptyState, Gap, ItemRow, Level, List, Stack, Status, Tab, Tabs, Tone,
};
use products::{Product, path, product};
use remedies::{Remedy, Setting, remedy, word};

/// So many origins are looked at at once.
const AT_ONCE: usize = 4;

/// An origin, what stands behind it, and what was found.
#[derive(Clone)]
struct Place {
    name: String,
    title: String,
    product: Product,
    path: String,
    found: Option<Result<Arc<Finding>, String>>,
}

/// Whether nothing has to be changed.
const fn is_good(kind: Kind) -> bool {
    matches!(kind, Kind::Fine | Kind::SignInNeeded)
}

const fn tone(kind: Kind) -> Tone {
    match kind {
        Kind::Fine => Tone::Success,
        Kind::SignInNeeded => Tone::Info,
        Kind::Offline | Kind::RateLimited | Kind::Timeout => Tone::Warning,
        _ => Tone::Danger,
    }
}

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let (Some(net), Some(config)) = (use_context::<Net>(), use_context::<Arc<Config>>()) else {
        return ().into_any();
    };
    let places = places(&config);
    if places.is_empty() {
        return view! {
            <EmptyState kind=EmptyKind::FirstUse title="No connections">
                "List APIs under origins, or descriptors under sources, in portal.json."
            </EmptyState>
        }
        .into_any();
    }
    let places = RwSignal::new(places);
    let run = RwSignal::new(0_u32);
    let net = StoredValue::new_local(net);
    let start = move || {
        run.update(|run| *run += 1);
        places.update(|places| places.iter_mut().for_each(|place| place.found = None));
        if let Some(net) = net.try_get_value() {
            spawn_local(look_at_all(net, places, run));
        }
    };
    start();
    let done =
        Memo::new(move |_| places.with(|all| all.iter().filter(|one| one.found.is_some()).count()));
    let count = places.with_untracked(Vec::len);
    let busy = Signal::derive(move || done.get() < count);
    view! {
        <Stack gap=Gap::Lg>
            <Stack>
                <p>
                    "Each API and source of portal.json, asked from this browser by reading requests only. A page is not told why a request fails, so each is asked in several ways."
                </p>
                <Cluster>
                    <Button loading=busy on_click=Callback::new(move |_| start())>
                        "Check again"
                    </Button>
                    <span role="status">{move || summary(places, done.get(), count)}</span>
                </Cluster>
            </Stack>
            {move || {
                if busy.get() { waiting(places) } else { results(places.get_untracked()) }
            }}
        </Stack>
    }
    .into_any()
}

/// All origins but the portal's own folder.
fn places(config: &Config) -> Vec<Place> {
    let others = config.origins.iter().filter(|origin| origin.name != PORTAL_ORIGIN);
    others.map(|origin| place(origin, config)).collect()
}

/// How an origin is reached from this browser.
#[derive(Clone, PartialEq)]
pub(super) struct Reach {
    /// Its name in `portal.json`.
    pub name: String,
    /// How that is.
    pub tone: Tone,
    /// The same in a word.
    pub word: &'static str,
    /// How long an answer took, in milliseconds.
    pub latency: Option<u32>,
}

/// Looks at all origins now, for a page that says no more than whether they answer.
pub(super) fn use_reach() -> Signal<Vec<Reach>> {
    let (Some(net), Some(config)) = (use_context::<Net>(), use_context::<Arc<Config>>()) else {
        return Signal::stored(Vec::new());
    };
    let places = RwSignal::new(places(&config));
    spawn_local(look_at_all(net, places, RwSignal::new(0)));
    Signal::derive(move || places.with(|all| all.iter().map(Place::reach).collect()))
}

fn place(origin: &Origin, config: &Config) -> Place {
    let product = product(origin, config);
    Place {
        name: origin.name.clone(),
        title: origin.title.clone(),
        path: path(origin, product, config),
        product,
        found: None,
    }
}

async fn look_at_all(net: Net, places: RwSignal<Vec<Place>>, run: RwSignal<u32>) {
    let Some(mine) = run.try_get_untracked() else { return };
    let all = places.try_get_untracked().unwrap_or_default();
    let looks = all.into_iter().enumerate().map(|(at, place)| {
        let net = net.clone();
        async move { (at, examine(&net, &place.name, &place.path).await) }
    });
    let mut looks = stream::iter(looks).buffer_unordered(AT_ONCE);
    while let Some((at, found)) = looks.next().await {
        // The page is gone, or somebody began anew.
        if run.try_get_untracked() != Some(mine) {
            return;
        }
        places.try_update(|places| {
            if let Some(place) = places.get_mut(at) {
                place.found = Some(found.map(Arc::new));
            }
        });
    }
}

fn summary(places: RwSignal<Vec<Place>>, done: usize, count: usize) -> String {
    if done < count {
        return format!("Checked {done} of {count}…");
    }
    let bad = places.with(|all| all.iter().filter(|place| !place.is_good()).count());
    match bad {
        0 => format!("All {count} work."),
        1 => format!("1 of {count} needs attention."),
        bad => format!("{bad} of {count} need attention."),
    }
}

impl Place {
    /// What is known by now.
    fn reach(&self) -> Reach {
        let (tone, word, latency) = match &self.found {
            None => (Tone::Neutral, "Checking…", None),
            Some(Ok(finding)) => (tone(finding.kind), word(finding.kind), finding.latency),
            Some(Err(_)) => (Tone::Danger, "Failed", None),
        };
        Reach { name: self.name.clone(), tone, word, latency }
    }

    fn is_good(&self) -> bool {
        matches!(&self.found, Some(Ok(finding)) if is_good(finding.kind))
    }

    /// What needs attention comes first.
    fn rank(&self) -> u8 {
        match &self.found {
            Some(Ok(finding)) if finding.kind == Kind::Fine => 2,
            Some(Ok(finding)) if finding.kind == Kind::SignInNeeded => 1,
            _ => 0,
        }
    }
}

fn waiting(places: RwSignal<Vec<Place>>) -> AnyView {
    let rows = move || {
        let row = |place: Place| {
            let Reach { tone, word, .. } = place.reach();
            view! {
                <ItemRow
                    title=place.title
                    side=ViewFn::from(move || view! { <Status tone=tone label=word /> }.into_any())
                />
            }
            .into_any()
        };
        let items: Vec<AnyView> = places.get().into_iter().map(row).collect();
        view! { <List items=items label="Connections" /> }.into_any()
    };
    view! { <Card title="Connections" flush=true>{rows}</Card> }.into_any()
}

fn results(mut places: Vec<Place>) -> AnyView {
    places.sort_by_key(Place::rank);
    let portal = window().location().origin().unwrap_or_default();
    let found: Vec<(Place, Arc<Finding>, Remedy)> = places
        .iter()
        .filter_map(|place| {
            let finding = place.found.clone()?.ok()?;
            let remedy = remedy(&finding, place.product, &portal, &place.name);
            Some((place.clone(), finding, remedy))
        })
        .collect();
    let entries: Vec<report::Entry<'_>> = found
        .iter()
        .map(|(place, finding, remedy)| report::Entry {
            name: &place.name,
            title: &place.title,
            finding,
            remedy,
        })
        .collect();
    let text = report::write(&portal, &entries);
    let bad = found.iter().filter(|(_, finding, _)| !is_good(finding.kind)).count();
    let items: Vec<AccordionItem> = found
        .into_iter()
        .map(|(place, finding, remedy)| {
            let host = match finding.latency {
                Some(time) => format!("{} · {time} ms", finding.subject.host),
                None => finding.subject.host.clone(),
            };
            let kind = finding.kind;
            let body = move || about(&finding, &remedy);
            let item = AccordionItem::new(place.name, place.title, ViewFn::from(body))
                .hint(host)
                .state(tone(kind), word(kind));
            // What is wrong is open, as long as that leaves an overview.
            if bad <= 3 && !is_good(kind) { item.open() } else { item }
        })
        .collect();
    view! {
        <Accordion items=items level=Level::H2 />
        <Card title="Report">
            <Stack>
                <p>"For a ticket of the team that runs an API. It names hosts and paths, and no token."</p>
                <CodeBlock label="Report in Markdown" code=text head=true />
            </Stack>
        </Card>
    }
    .into_any()
}

/// What was found about one origin.
fn about(finding: &Finding, remedy: &Remedy) -> AnyView {
    let checks = finding.checks.iter().map(check).collect_view();
    let steps = (!remedy.steps.is_empty()).then(|| {
        let items = remedy.steps.iter().map(|step| step.clone().into_any()).collect();
        view! { <List items=items label="What to change" plain=true /> }
    });
    let (cause, settings) = (remedy.cause.clone(), settings(&remedy.settings));
    view! {
        <Stack>
            <p>{cause}</p>
            {steps}
            {settings}
            <DescriptionList>{checks}</DescriptionList>
        </Stack>
    }
    .into_any()
}

fn check(check: &Check) -> AnyView {
    let (tone, word) = match check.state {
        CheckState::Passed => (Tone::Success, "Passed"),
        CheckState::Noted => (Tone::Info, "Noted"),
        CheckState::Failed => (Tone::Danger, "Failed"),
        CheckState::Unknown => (Tone::Neutral, "Not known"),
    };
    let (name, words) = (check.name, check.words.clone());
    view! {
        <Description term=name>
            <Cluster gap=Gap::Sm>
                <Status tone=tone label=word />
                <span>{words}</span>
            </Cluster>
        </Description>
    }
    .into_any()
}

fn settings(all: &[Setting]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let tabs = all
        .iter()
        .map(|setting| {
            let Setting { place, code } = setting.clone();
            let label = format!("Setting for {place}");
            let panel =
                move || view! { <CodeBlock label=label.clone() code=code.clone() /> }.into_any();
            Tab::new(place, place, ViewFn::from(panel))
        })
        .collect();
    Some(view! { <Tabs label="Where to set it" tabs=tabs /> }.into_any())
}
