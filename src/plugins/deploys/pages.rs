//! All applications of an entity: the environments beside each other, then instance by instance.

use super::application;
use super::environments::{self, Behind, compare};
use super::instances::{Instance, Known, Reading, everything, use_instance};
use super::model::Application;
use super::parts::{
    Asked, about, asked, behind, count_words, cut, not_read, nothing_here, revision, status,
};
use super::revision::versions;
use super::wanted::Wanted;
use crate::plugin::loaded::{failed, framed, outdated, waiting};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Accordion, AccordionItem, Card, Column, DataTable, Level, RelativeTime, Rows, SkeletonKind,
    Stack, Stick, Tone,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Key of the query: an application that is open.
const OPEN: &str = "open";

/// The part of each application that is shown.
pub type Parts = RwSignal<BTreeMap<String, &'static str>>;

/// Draws the tab.
pub fn applications(input: EntityInput) -> AnyView {
    let Asked { wanted, instances, config, .. } = match asked(&input) {
        Ok(asked) => asked,
        Err(said) => return view! { <Card title="Deploys">{said}</Card> }.into_any(),
    };
    let query = use_query();
    let parts = RwSignal::new(BTreeMap::new());
    let instances: Vec<Instance> =
        instances.iter().map(|one| use_instance(&config, one, &wanted)).collect();
    let all = everything(&instances);
    // As long as nobody has chosen, the worst one is open.
    let worst = Memo::new(move |_| {
        all.with(|all| {
            let bad = all.iter().find(|one| one.whole.tone == Tone::Danger);
            bad.map(|one| one.id.clone())
        })
    });
    let wanted = Arc::new(wanted);
    let groups: Vec<AnyView> = instances
        .iter()
        .map(|one| group(one.clone(), wanted.clone(), Choice { query, parts, worst }))
        .collect();
    let matrix = move || {
        all.with(|all| {
            (!all.is_empty()).then(|| {
                let table = matrix(all);
                view! {
                    <Card title="Environments" flush=true>
                        {table}
                    </Card>
                }
            })
        })
    };
    view! {
        <Stack>
            {matrix}
            {groups}
        </Stack>
    }
    .into_any()
}

/// What is open, and how that is kept.
#[derive(Clone, Copy)]
struct Choice {
    query: Query,
    parts: Parts,
    worst: Memo<Option<String>>,
}

/// The environments beside each other.
pub fn matrix(all: &[Application]) -> AnyView {
    let by = compare(all);
    let rows: Arc<[(Application, Behind)]> = all.iter().cloned().zip(by).collect();
    let count = rows.len() as u64;
    let cell = |draw: fn(&Application, Behind) -> AnyView| {
        let rows = rows.clone();
        move |at: u64| {
            let row = usize::try_from(at).ok().and_then(|at| rows.get(at));
            row.map_or_else(|| ().into_any(), |(one, behind)| draw(one, *behind))
        }
    };
    let columns = vec![
        Column::new(
            "environment",
            "Environment",
            cell(|one, _| environments::title(one).into_any()),
        )
        .width(112),
        Column::new("place", "Where", cell(|one, _| cut(&one.place))).width(160).priority(1),
        Column::new("version", "Version", cell(|one, _| cut(&versions(&one.images)))).width(128),
        Column::new("revision", "Revision", cell(|one, _| current(one)))
            .width(200)
            .priority(4)
            .grow(),
        Column::new("sync", "Sync", cell(|one, _| status(one.sync))).width(120).priority(2),
        Column::new("health", "Health", cell(|one, _| status(one.health))).width(120),
        Column::new("deployed", "Deployed", cell(|one, _| deployed(one))).width(104).priority(3),
        Column::new("behind", "Behind", cell(|_, by| behind(by, " since "))).width(200).priority(1),
    ];
    let rows: Rows = (0..count).collect();
    view! {
        <DataTable
            caption="Environments"
            rows=Signal::stored(rows)
            columns=columns
            stick=Stick::Off
        />
    }
    .into_any()
}

fn current(one: &Application) -> AnyView {
    let Some(deploy) = one.history.first() else { return "—".into_any() };
    let short = revision(one, &deploy.revision);
    let about = about(one, &deploy.revision);
    view! {
        {short}
        " "
        {about}
    }
    .into_any()
}

fn deployed(one: &Application) -> AnyView {
    match one.history.first() {
        Some(deploy) => view! { <RelativeTime time=deploy.at /> }.into_any(),
        None => "—".into_any(),
    }
}

/// One instance: its name, a way to ask again, its applications, and the age of what is shown.
fn group(instance: Instance, wanted: Arc<Wanted>, choice: Choice) -> AnyView {
    let title = instance.title.clone();
    let (at, retry, reading) = (instance.at, instance.retry, instance.reading);
    let label = format!("Loading {title}");
    let inside = move || match reading.get() {
        Reading::Waiting => waiting(SkeletonKind::Rows(4), &label, instance.slow, instance.source),
        Reading::Failed(error) => failed(&instance.title, &error, retry),
        Reading::Known(known) => {
            let stale = move || instance.stale.get().map(|(error, at)| outdated(&error, at, retry));
            let body = body(&instance.name, &known, &wanted, choice);
            view! {
                {stale}
                {body}
            }
            .into_any()
        }
    };
    let hint = MaybeProp::derive(move || {
        reading.with(|reading| match reading {
            Reading::Known(known) => Some(count_words(&known.applications)),
            Reading::Waiting | Reading::Failed(_) => None,
        })
    });
    framed(&title, hint, at, retry, None, inside.into_any())
}

/// The applications of an instance, with what is open kept in the address.
fn body(instance: &str, known: &Known, wanted: &Wanted, choice: Choice) -> AnyView {
    let Choice { query, parts, worst } = choice;
    let prefix = [instance, "/"].concat();
    let open = Memo::new(move |_| {
        let chosen = query.pairs().with(|pairs| {
            let ids = pairs.iter().filter(|(name, _)| name == OPEN).map(|(_, id)| id.clone());
            ids.collect::<Vec<_>>()
        });
        if chosen.is_empty() { worst.get().into_iter().collect() } else { chosen }
    });
    let choose = Callback::new(move |ids: Vec<String>| {
        let Some(mut pairs) = query.pairs().try_get_untracked() else { return };
        // What is open elsewhere stays open, even where nobody has chosen it.
        let others = open.try_get_untracked().unwrap_or_default().into_iter();
        let others = others.filter(|id| !id.is_empty() && !id.starts_with(&prefix));
        let mut chosen: Vec<String> = others.collect();
        chosen.extend(ids.into_iter().filter(|id| id.starts_with(&prefix)));
        if chosen.is_empty() {
            // That all are closed is a choice too.
            chosen.push(String::new());
        }
        pairs.retain(|(name, _)| name != OPEN);
        pairs.extend(chosen.into_iter().map(|id| (OPEN.to_owned(), id)));
        query.set(pairs, false);
    });
    list(known, wanted, open.into(), choose, parts)
}

/// The applications of an instance, each of which opens.
pub fn list(
    known: &Known,
    wanted: &Wanted,
    open: Signal<Vec<String>>,
    choose: Callback<Vec<String>>,
    parts: Parts,
) -> AnyView {
    let broken = not_read(&known.broken);
    if known.applications.is_empty() {
        let nothing = nothing_here(wanted);
        return view! {
            <Stack>
                {broken}
                {nothing}
            </Stack>
        }
        .into_any();
    }
    let items = known
        .applications
        .iter()
        .map(|application| {
            let id = application.id.clone();
            let (mine, drawn) = (id.clone(), Arc::new(application.clone()));
            // What nobody has opened is not drawn, and nothing is asked about it.
            let inside = move || {
                let (mine, drawn) = (mine.clone(), drawn.clone());
                let is_open = Memo::new(move |_| open.with(|open| open.contains(&mine)));
                (move || is_open.get().then(|| application::draw(&drawn, parts))).into_any()
            };
            let hint = match application.environment.is_empty() {
                true => application.place.clone(),
                false => environments::title(application),
            };
            AccordionItem::new(id, application.which.name.clone(), ViewFn::from(inside))
                .hint(hint)
                .state(application.whole.tone, application.whole.word)
        })
        .collect::<Vec<_>>();
    view! {
        <Stack>
            {broken}
            <Accordion items=items level=Level::H3 open=open on_change=choose />
        </Stack>
    }
    .into_any()
}
