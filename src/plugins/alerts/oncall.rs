//! A service of PagerDuty: who is called now, and who is next.

use super::api::pagerduty::{self, Service};
use super::api::{Found, Incident, OnCall, Page};
use super::model::{Level, levels};
use super::parts::not_read;
use super::wanted::ServiceName;
use crate::net::{Load, Stamp};
use crate::plugin::loaded::{good, loaded};
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{
    Banner, EmptyKind, EmptyState, ExternalLink, ItemRow, List, RelativeTime, SafeUrl,
    SkeletonKind, Stack, Status, Tone, rfc3339,
};
use std::sync::Arc;

const HOUR: i64 = 3_600_000;
/// How far ahead the next turn is looked for.
const AHEAD: i64 = 14 * 24 * HOUR;

/// A service that PagerDuty is asked about.
#[derive(Clone)]
pub struct Pager {
    /// Where.
    pub origin: Arc<str>,
    /// Which service, as the annotation says it.
    pub name: ServiceName,
    /// The service.
    pub service: Load<Found>,
    /// Its id, as soon as it is known.
    pub id: Memo<Option<String>>,
    /// Who is on call.
    pub oncalls: Load<Page<OnCall>>,
    /// What is not resolved.
    pub open: Load<Page<Incident>>,
}

/// The present hour, in milliseconds: a question that changes every moment is never asked again.
#[must_use]
pub fn this_hour() -> i64 {
    let now = Stamp::now().unix_milliseconds() as i64;
    now - now.rem_euclid(HOUR)
}

/// Asks PagerDuty about a service.
pub fn use_pager(origin: &str, name: &ServiceName) -> Pager {
    let origin: Arc<str> = origin.into();
    let (at, wanted) = (origin.clone(), name.clone());
    let service = use_load(move || match &wanted {
        ServiceName::Id(id) => pagerduty::service(&at, id),
        ServiceName::Key(key) => pagerduty::service_by_key(&at, key),
    });
    let wanted = name.clone();
    let policy = Memo::new(move |_| {
        let of =
            |found: &Found| found.service(key(&wanted)).map(|one| one.escalation_policy.id.clone());
        service.state.with(|state| of(good(state)?))
    });
    let wanted = name.clone();
    let id = Memo::new(move |_| match &wanted {
        ServiceName::Id(id) => Some(id.clone()),
        ServiceName::Key(key) => service.state.with(|state| {
            let found = good(state)?.service(Some(key))?;
            Some(found.id.clone())
        }),
    });
    let hour = this_hour();
    let at = origin.clone();
    let oncalls = use_load(move || {
        let (since, until) = (rfc3339(hour), rfc3339(hour + AHEAD));
        Some(pagerduty::oncalls(&at, &policy.get()?, &since, &until))
    });
    let at = origin.clone();
    let open = use_load(move || Some(pagerduty::open(&at, &id.get()?)));
    Pager { origin, name: name.clone(), service, id, oncalls, open }
}

fn key(name: &ServiceName) -> Option<&str> {
    match name {
        ServiceName::Id(_) => None,
        ServiceName::Key(key) => Some(key),
    }
}

impl Pager {
    /// Draws what needs the service itself: a failure and an unknown key are said in its place.
    pub fn once_known(
        &self,
        rows: usize,
        draw: impl Fn(&Found) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        let name = self.name.clone();
        let view = move |found: &Found| match found.service(key(&name)) {
            Some(_) => draw(found),
            None => unknown_key(),
        };
        loaded(self.service, "The service at PagerDuty", SkeletonKind::Rows(rows), view)
    }

    /// Draws what needs only its id.
    pub fn once_named(
        &self,
        rows: usize,
        draw: impl Fn() -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        match self.name {
            ServiceName::Id(_) => draw(),
            ServiceName::Key(_) => self.once_known(rows, move |_| draw()),
        }
    }

    /// Everybody who is called, whether anybody is, and where the service is.
    pub fn called(&self) -> AnyView {
        let levels = self.on_call(2, all_levels);
        let (service, name) = (self.service, self.name.clone());
        let aside = move || service.state.with(|state| good(state)?.service(key(&name)).map(aside));
        view! {
            <Stack>
                {levels}
                {aside}
            </Stack>
        }
        .into_any()
    }

    /// Who is on call, drawn from the levels of the service's policy.
    pub fn on_call(&self, rows: usize, draw: fn(&[Level], i64) -> AnyView) -> AnyView {
        let (oncalls, name) = (self.oncalls, self.name.clone());
        self.once_known(rows, move |found| {
            let policy = found.service(key(&name)).map(|one| one.escalation_policy.id.clone());
            let policy = policy.unwrap_or_default();
            let view = move |page: &Page<OnCall>| {
                let now = Stamp::now().unix_milliseconds() as i64;
                let broken = not_read("turn", &page.items.broken);
                let drawn = draw(&levels(&page.items.items, &policy, now), now);
                view! {
                    {broken}
                    {drawn}
                }
                .into_any()
            };
            loaded(oncalls, "Who is on call", SkeletonKind::Rows(rows), view)
        })
    }
}

/// Said of a service that calls nobody, and where its page is.
fn aside(service: &Service) -> AnyView {
    let quiet = match service.status.as_str() {
        "maintenance" => Some("It is in maintenance at PagerDuty."),
        "disabled" => Some("It is switched off at PagerDuty."),
        _ => None,
    };
    let quiet = quiet.map(|why| {
        view! { <Banner tone=Tone::Warning title="Nobody is called for this service">{why}</Banner> }
    });
    let link = SafeUrl::parse(&service.html_url).map(|url| {
        let text = [&*service.summary, " in PagerDuty"].concat();
        view! { <ExternalLink url=url>{text}</ExternalLink> }
    });
    view! {
        {quiet}
        {link}
    }
    .into_any()
}

fn unknown_key() -> AnyView {
    let text = format!(
        "PagerDuty finds no service by this key. Name it with the annotation {} instead.",
        super::SERVICE_ID
    );
    view! {
        <EmptyState kind=EmptyKind::NotConfigured title="No service has this key">{text}</EmptyState>
    }
    .into_any()
}

/// Everybody who is called, in the order in which they are.
pub fn all_levels(levels: &[Level], now: i64) -> AnyView {
    if levels.is_empty() {
        return nobody();
    }
    let rows: Vec<AnyView> = levels.iter().map(|level| row(level, now)).collect();
    view! { <List items=rows label="Who is called, in this order" ordered=true /> }.into_any()
}

/// Who is called first.
pub fn first_level(levels: &[Level], now: i64) -> AnyView {
    levels.first().map_or_else(nobody, |level| row(level, now))
}

fn nobody() -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::FirstUse
            compact=true
            title="Nobody is on call">"The escalation policy of this service has nobody in it."</EmptyState>
    }
    .into_any()
}

/// A level: who is called now, until when, and who is next.
fn row(level: &Level, now: i64) -> AnyView {
    let title = names(&level.now).unwrap_or_else(|| "Nobody".to_owned());
    let mut schedules: Vec<&str> =
        level.now.iter().map(|one| one.schedule.summary.as_str()).collect();
    schedules.retain(|one| !one.is_empty());
    schedules.dedup();
    let mut words = ["On call, level ", &*level.number.to_string()].concat();
    if !schedules.is_empty() {
        words = [&words, ", ", &*schedules.join(", ")].concat();
    }
    let next = names(&level.next).map(|names| [", next: ", &*names].concat());
    let begins = level.next.iter().find_map(|one| instant(one.start.as_deref()?));
    let detail = move || {
        let begins = begins.map(|at| view! { " " <RelativeTime time=at /> });
        view! {
            {words.clone()}
            {next.clone()}
            {begins}
        }
    };
    let ends = level.now.iter().filter_map(|one| instant(one.end.as_deref()?)).min();
    let ends = ends.filter(|at| *at > now);
    let missing = level.now.is_empty();
    let side = move || {
        let missing =
            missing.then(|| view! { <Status tone=Tone::Warning label="Nobody on call" /> });
        let ends = ends.map(|at| view! { "Ends " <RelativeTime time=at /> });
        view! {
            {missing}
            {ends}
        }
    };
    view! {
        <ItemRow title=title detail=ViewFn::from(detail) side=ViewFn::from(side) />
    }
    .into_any()
}

fn names(all: &[OnCall]) -> Option<String> {
    let names: Vec<&str> = all.iter().map(|one| one.user.summary.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
