//! Everything that is known of the alerts of an entity and of those who are called.

use super::api::Silence;
use super::firing::{quiet, use_manager};
use super::model::Reading;
use super::oncall::{Pager, use_pager};
use super::parts::{Asked, asked, count_words};
use super::silences::{silences, use_silences};
use super::wanted::ManagerConfig;
use crate::net::Load;
use crate::plugin::loaded::{age, framed, good, not_configured};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, Gap, Stack};

/// Draws the tab.
pub fn all(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => asked,
        Err(said) => return view! { <Card title="Alerts">{said}</Card> }.into_any(),
    };
    let managers: Vec<AnyView> = asked.managers.iter().map(|one| manager(one, &asked)).collect();
    let pager = asked.pager.as_ref().map(|(origin, name)| pager(&use_pager(origin, name)));
    // What the portal knows and the descriptor does not say.
    let (has_managers, has_pager) = asked.known;
    let no_matchers = (has_managers && managers.is_empty())
        .then(|| missing("Alerts", super::MATCHERS, "service=payments-ledger"));
    let no_service =
        (has_pager && pager.is_none()).then(|| missing("On call", super::SERVICE_ID, "PABC123"));
    view! {
        <Stack gap=Gap::Lg>
            {managers}
            {no_matchers}
            {pager}
            {no_service}
        </Stack>
    }
    .into_any()
}

fn missing(title: &'static str, key: &str, example: &str) -> AnyView {
    let said = not_configured(title, key, example);
    view! { <Card title=title>{said}</Card> }.into_any()
}

/// One Alertmanager: what fires, what does so quietly, and the silences.
fn manager(config: &ManagerConfig, asked: &Asked) -> AnyView {
    let manager = use_manager(config, &asked.wanted.matchers);
    let reading = manager.reading();
    let all_silences = use_silences(&manager);
    let alerts = manager.alerts;
    let retry = Callback::new(move |()| {
        alerts.reload();
        all_silences.reload();
    });
    let hint = MaybeProp::derive(move || {
        let words = reading.with(|one| one.as_ref().map(count_words));
        words.filter(|words| !words.is_empty())
    });
    let title = ["Firing, ", config.label()].concat();
    let firing = framed(&title, hint, age(alerts), retry, None, manager.firing());
    let title = ["Silenced, ", config.label()].concat();
    let silenced = move || {
        reading.with(|reading| {
            let reading = reading.as_ref()?;
            let has_any = !reading.silenced.is_empty() || !reading.held_back.is_empty();
            has_any.then(|| silenced(&title, reading, all_silences))
        })
    };
    let silences = silences(&manager, all_silences, reading);
    view! {
        <Stack gap=Gap::Lg>
            {firing}
            {silenced}
            {silences}
        </Stack>
    }
    .into_any()
}

fn silenced(title: &str, reading: &Reading, load: Load<Items<Silence>>) -> AnyView {
    let reading = reading.clone();
    let list = move || {
        load.state.with(|state| {
            quiet(&reading, good(state).map(|all| all.items.as_slice()).unwrap_or_default())
        })
    };
    view! { <Card title=title.to_owned() flush=true>{list}</Card> }.into_any()
}

/// A service of PagerDuty: who is on call, what is open, and how fast it went lately.
fn pager(pager: &Pager) -> AnyView {
    let resolved = pager.resolved();
    let (service, oncalls, open) = (pager.service, pager.oncalls, pager.open);
    let called = framed(
        "On call",
        MaybeProp::default(),
        age(oncalls),
        Callback::new(move |()| {
            service.reload();
            oncalls.reload();
        }),
        None,
        pager.called(),
    );
    let incidents = framed(
        "Open incidents",
        MaybeProp::default(),
        age(open),
        Callback::new(move |()| open.reload()),
        None,
        pager.incidents(),
    );
    let medians = framed(
        "Last 30 days",
        MaybeProp::default(),
        age(resolved),
        Callback::new(move |()| resolved.reload()),
        None,
        pager.medians(resolved),
    );
    view! {
        <Stack gap=Gap::Lg>
            {called}
            {incidents}
            {medians}
        </Stack>
    }
    .into_any()
}
