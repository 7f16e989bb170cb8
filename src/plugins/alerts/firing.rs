//! Alerts of one Alertmanager: what fires, in groups, and what fires quietly.

use super::api::{Alert, Matcher, Silence, alertmanager};
use super::model::{Group, Reading, lasting, read};
use super::parts::{not_read, nothing_fires};
use super::wanted::ManagerConfig;
use crate::net::{Load, Stamp};
use crate::plugin::loaded::{good, loaded};
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{
    Accordion, AccordionItem, Cluster, ExternalLink, ItemRow, Level, List, RelativeTime, SafeUrl,
    SkeletonKind, Stack, Status, Tone, lower,
};
use std::sync::Arc;

/// An Alertmanager that is asked about a service.
#[derive(Clone)]
pub struct Manager {
    /// Where.
    pub config: ManagerConfig,
    /// What is asked.
    pub wanted: Arc<[Matcher]>,
    /// Its alerts.
    pub alerts: Load<Items<Alert>>,
}

/// Asks an Alertmanager.
pub fn use_manager(config: &ManagerConfig, wanted: &[Matcher]) -> Manager {
    let wanted: Arc<[Matcher]> = wanted.into();
    let (origin, matchers) = (config.origin.clone(), wanted.clone());
    let alerts = use_load(move || alertmanager::alerts(&origin, &matchers));
    Manager { config: config.clone(), wanted, alerts }
}

impl Manager {
    /// What the alerts mean, as far as there are any answers.
    #[must_use]
    pub fn reading(&self) -> Memo<Option<Reading>> {
        let (alerts, wanted) = (self.alerts, self.wanted.clone());
        Memo::new(move |_| alerts.state.with(|state| Some(read(&good(state)?.items, &wanted))))
    }

    /// The groups that fire. What is open stays open when the answer is refreshed.
    pub fn firing(&self) -> AnyView {
        let open = RwSignal::new(None);
        let wanted = self.wanted.clone();
        let draw = move |all: &Items<Alert>| {
            let broken = not_read("alert", &all.broken);
            let groups = groups(&read(&all.items, &wanted), &wanted, open);
            view! {
                <Stack>
                    {broken}
                    {groups}
                </Stack>
            }
            .into_any()
        };
        loaded(
            self.alerts,
            ["Alerts of ", self.config.label()].concat(),
            SkeletonKind::Rows(3),
            draw,
        )
    }
}

/// The groups that fire, each of which opens; the worst is open until somebody chooses.
pub fn groups(
    reading: &Reading,
    wanted: &Arc<[Matcher]>,
    open: RwSignal<Option<Vec<String>>>,
) -> AnyView {
    if reading.firing.is_empty() {
        return nothing_fires();
    }
    let now = Stamp::now().unix_milliseconds() as i64;
    let worst: Vec<String> = reading.firing.iter().take(1).map(id).collect();
    let shown = Signal::derive(move || open.get().unwrap_or_else(|| worst.clone()));
    let choose = Callback::new(move |ids| open.set(Some(ids)));
    let items = reading
        .firing
        .iter()
        .map(|group| {
            let (kept, wanted) = (Arc::new(group.clone()), wanted.clone());
            let count = group.alerts.len();
            let many = (count > 1).then(|| format!("{count} alerts"));
            let long = group.since.map(|since| ["for ", &*lasting(since, now)].concat());
            let hint: Vec<String> = many.into_iter().chain(long).collect();
            let inside = move || inside(&kept, &wanted);
            AccordionItem::new(id(group), name(group), ViewFn::from(inside))
                .hint(hint.join(", "))
                .state(group.tone(), severity(group))
        })
        .collect::<Vec<_>>();
    view! { <Accordion items=items level=Level::H3 open=shown on_change=choose /> }.into_any()
}

fn id(group: &Group) -> String {
    [&*group.name, "/", &*group.severity].concat()
}

/// What a group is called.
#[must_use]
pub fn name(group: &Group) -> String {
    if group.name.is_empty() { "Alert without a name".to_owned() } else { group.name.clone() }
}

/// `critical` as a word of its own.
#[must_use]
pub fn severity(group: &Group) -> String {
    let text = lower(&group.severity);
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + letters.as_str(),
        None => "Firing".to_owned(),
    }
}

/// What a group says, where that leads, and its alerts.
fn inside(group: &Group, wanted: &[Matcher]) -> AnyView {
    let says = ["summary", "description", "message"].map(|name| {
        let text = group.says(name);
        (!text.is_empty()).then(|| view! { <p>{text.to_owned()}</p> })
    });
    let expression = group.alerts.first().map_or("", |alert| alert.generator_url.as_str());
    let links = [
        ("Runbook", group.says("runbook_url")),
        ("Dashboard", group.says("dashboard_url")),
        ("Expression", expression),
    ];
    let links: Vec<AnyView> = links
        .into_iter()
        .filter_map(|(text, address)| {
            let url = SafeUrl::parse(address)?;
            Some(view! { <ExternalLink url=url>{text}</ExternalLink> }.into_any())
        })
        .collect();
    let links = (!links.is_empty()).then(|| view! { <Cluster>{links}</Cluster> });
    let alerts: Vec<AnyView> = group.alerts.iter().map(|alert| one(group, alert, wanted)).collect();
    let label = ["Alerts of ", &*name(group)].concat();
    view! {
        <Stack>
            {says.into_iter().collect_view()}
            {links}
            <List items=alerts label=label />
        </Stack>
    }
    .into_any()
}

fn one(group: &Group, alert: &Alert, wanted: &[Matcher]) -> AnyView {
    let own = group.own_labels(alert, wanted);
    let own: Vec<String> = own.iter().map(|(name, value)| [&**name, " ", value].concat()).collect();
    let title = if own.is_empty() { name(group) } else { own.join(", ") };
    let told: Vec<&str> = alert.receivers.iter().map(|one| one.name.as_str()).collect();
    let told = match told.is_empty() {
        true => "Nobody is told".to_owned(),
        false => ["Told: ", &*told.join(", ")].concat(),
    };
    let since = instant(&alert.starts_at);
    let since = move || since.map(|since| view! { <RelativeTime time=since /> });
    view! {
        <ItemRow
            title=title
            detail=ViewFn::from(move || told.clone())
            side=ViewFn::from(since)
        />
    }
    .into_any()
}

/// What fires without telling anybody: silenced, with the reason and the end, and held back.
pub fn quiet(reading: &Reading, silences: &[Silence]) -> AnyView {
    let silenced = reading.silenced.iter().map(|group| {
        let ids = group.alerts.iter().flat_map(|alert| &alert.status.silenced_by);
        let by = ids.filter_map(|id| silences.iter().find(|one| one.id == *id));
        // The one that ends last decides.
        let last = by.max_by(|one, other| one.ends_at.cmp(&other.ends_at));
        let why = last.map_or_else(
            || "By a silence that is not listed".to_owned(),
            |one| [&*one.comment, ", by ", &*one.created_by].concat(),
        );
        row(group, why, "Silenced", last.and_then(|one| instant(&one.ends_at)))
    });
    let held = reading.held_back.iter().map(|group| {
        row(group, "An alert that is worse says the same".to_owned(), "Held back", None)
    });
    let rows: Vec<AnyView> = silenced.chain(held).collect();
    view! { <List items=rows label="Alerts that tell nobody" /> }.into_any()
}

fn row(group: &Group, why: String, word: &'static str, until: Option<i64>) -> AnyView {
    let count = group.alerts.len();
    let title = if count > 1 { format!("{}, {count} alerts", name(group)) } else { name(group) };
    let until = move || until.map(|at| view! { "Ends " <RelativeTime time=at /> });
    view! {
        <ItemRow
            title=title
            detail=ViewFn::from(move || why.clone())
            side=ViewFn::from(move || view! { <Status tone=Tone::Neutral label=word /> })
            side_detail=ViewFn::from(until)
        />
    }
    .into_any()
}
