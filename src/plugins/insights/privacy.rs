//! What is kept about the reader: exactly that, and a way to erase it.

use super::SURVEY;
use super::config::InsightsConfig;
use super::sinks::settings::Analytics as Config;
use super::sinks::{REFUSED, STORE, is_refused};
use super::survey::{ANSWERS, MEMORY};
use crate::plugin::analytics::Noted;
use crate::plugin::kept;
use crate::plugin::loaded::misconfigured;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Card, CodeBlock, CodeLanguage, Column, DataTable, EmptyKind, EmptyState, Gap, Link,
    RelativeTime, Rows, Stack, Switch, Variant, VisuallyHidden, save,
};
use std::sync::Arc;

/// What searches and addresses led nowhere, noted by the search.
const MISSES: &str = "portico.misses.v1";

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let config = match read_config::<InsightsConfig>() {
        Ok(config) => config.analytics,
        Err(error) => {
            return view! { <Card title="Privacy">{misconfigured(&error)}</Card> }.into_any();
        }
    };
    let asks = config.survey.is_some();
    let again = RwSignal::new(0_u32);
    let erase = Callback::new(move |key: &'static str| {
        kept::write(key, "");
        again.update(|again| *again += 1);
    });
    let kept = move || {
        again.track();
        view! {
            {stored(STORE, "Events in this browser", "No event is kept in this browser.", erase)}
            {stored(MISSES, "Searches and addresses that led nowhere", "None is kept in this browser.", erase)}
            {asks.then(|| {
                view! {
                    {stored(ANSWERS, "Your answers to the survey", "You have not answered in this browser.", erase)}
                    {stored(MEMORY, "When you were asked", "Nothing is remembered of when you were asked.", erase)}
                }
            })}
        }
    };
    view! {
        <Stack gap=Gap::Lg>
            {promise(&config)}
            {memory()}
            {kept}
        </Stack>
    }
    .into_any()
}

/// Who gets events, and what is in them.
fn promise(config: &Config) -> AnyView {
    let refused = RwSignal::new(is_refused());
    let change = Callback::new(move |is_off: bool| {
        kept::write(REFUSED, if is_off { "1" } else { "" });
        refused.try_set(is_off);
    });
    let sinks: Vec<_> = match config.sinks.is_empty() {
        true => {
            vec!["No event is sent anywhere, and none is kept after this tab is closed.".to_owned()]
        }
        false => config.sinks.iter().map(super::sinks::settings::Sink::words).collect(),
    };
    let sinks: Vec<_> = sinks.into_iter().map(|words| view! { <p>{words}</p> }).collect();
    let identity = match config.identity_key.as_deref().unwrap_or_default() {
        "" => "Events do not say who you are.",
        _ => "Events carry a pseudonym of you. Whoever runs the portal can find out whose it is.",
    };
    let survey = config.survey.map(|_| {
        let href = use_registry().href(SURVEY, &()).unwrap_or_default();
        view! {
            <p>"Now and then you are asked two questions. What you erase here is not taken back from whoever got it. If you erase when you were asked, you may be asked again. " <Link href=href>"Answer now"</Link></p>
        }
    });
    let terms = match config.terms {
        true => "What you search for is part of events.",
        false => "What you search for is left out of events.",
    };
    view! {
        <Card title="What is recorded">
            <Stack>
                <p>"The portal notes which pages are opened, what failed and, where events are kept or sent, which links and buttons are used. No figure is about a person, and how long you stay is not measured."</p>
                {sinks}
                <p>{identity}</p>
                <p>{terms}</p>
                {survey}
                <Switch
                    label="Do not record what I do"
                    on=refused
                    on_change=change
                    help=Signal::stored(Some("Nothing more is kept or sent from this browser. What was sent before stays where it is.".to_owned()))
                />
            </Stack>
        </Card>
    }
    .into_any()
}

/// What is in memory now, the newest first.
fn memory() -> AnyView {
    let (mut events, _) = use_analytics().map(|all| all.since(0)).unwrap_or_default();
    events.reverse();
    let list: Arc<[Noted]> = events.into();
    let rows: Rows = (0..list.len() as u64).collect();
    let cell = |draw: fn(&Noted) -> AnyView| {
        let list = list.clone();
        move |at: u64| {
            let noted = usize::try_from(at).ok().and_then(|at| list.get(at));
            noted.map_or_else(|| ().into_any(), draw)
        }
    };
    let columns = vec![
        Column::new("what", "What", cell(|one| one.action.name().into_any())).width(128),
        Column::new("subject", "Of", cell(|one| one.subject.clone().into_any())).width(200).grow(),
        Column::new("plugin", "Plugin", cell(|one| one.plugin.into_any())).width(120).priority(1),
        Column::new(
            "when",
            "When",
            cell(|one| view! { <RelativeTime time=one.at as i64 /> }.into_any()),
        )
        .width(128)
        .priority(2),
    ];
    view! {
        <Card title="In memory until this tab is closed" flush=true>
            <DataTable caption="Events in memory" rows=Signal::stored(rows) columns=columns />
        </Card>
    }
    .into_any()
}

/// What is kept under a key, word by word, with a way to erase it.
fn stored(
    key: &'static str,
    title: &'static str,
    none: &'static str,
    erase: Callback<&'static str>,
) -> AnyView {
    let text = kept::read(key).unwrap_or_default();
    if text.is_empty() {
        return view! {
            <Card title=title>
                <EmptyState kind=EmptyKind::Done title=none compact=true />
            </Card>
        }
        .into_any();
    }
    let actions = move || {
        view! {
            <Button variant=Variant::Outline on_click=Callback::new(move |_| erase.run(key))>
                "Erase" <VisuallyHidden>": " {title}</VisuallyHidden>
            </Button>
        }
        .into_any()
    };
    let saved = text.clone();
    let footer = move || {
        let saved = saved.clone();
        let kind = if saved.starts_with('[') { ".json" } else { ".ndjson" };
        let save_it = move |_| save(&[key, kind].concat(), "application/json", &saved);
        view! {
            <Button variant=Variant::Ghost on_click=Callback::new(save_it)>"Save as a file"</Button>
        }
        .into_any()
    };
    view! {
        <Card title=title actions=ViewFn::from(actions) footer=ViewFn::from(footer)>
            <CodeBlock code=text label=key language=CodeLanguage::Plain />
        </Card>
    }
    .into_any()
}
