//! All workloads of an entity, cluster by cluster.

use super::api::backstage::{self, Fetched};
use super::clusters::{Cluster, Depth, Known, Reading, of_backstage, use_cluster};
use super::logs::{self, LogPlace};
use super::model;
use super::parts::{Asked, asked, count_words, notes, nothing_runs};
use super::workload::{self, Around, LogLink};
use crate::plugin::loaded::{age, failed, framed, outdated, waiting};
use crate::plugin::prelude::*;
use leptos::html;
use leptos::prelude::*;
use portico_components::{Accordion, AccordionItem, Card, ErrorPanel, Level, SkeletonKind, Stack};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The part of each workload that is shown.
type Parts = RwSignal<BTreeMap<String, &'static str>>;

/// Key of the query: a workload that is open, after the name of its cluster.
const OPEN: &str = "open";

/// Draws the tab.
pub fn workloads(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => Arc::new(asked),
        Err(said) => return view! { <Card title="Kubernetes">{said}</Card> }.into_any(),
    };
    let query = use_query();
    let parts = RwSignal::new(BTreeMap::new());
    let clusters: Vec<(String, Cluster)> = asked
        .clusters
        .iter()
        .map(|config| {
            let cluster = use_cluster(config, &asked.wanted, Depth::Full);
            (config.label().to_owned(), cluster)
        })
        .collect();
    let backstage = asked.backstage.clone().map(|origin| {
        let entity_ref = asked.entity_ref.clone();
        use_load(move || backstage::workloads(&origin, &entity_ref))
    });
    let place = Memo::new(move |_| query.pairs().with(LogPlace::read));
    let shown = move || {
        if let Some(place) = place.get() {
            return logs::draw(&asked, place, query);
        }
        let groups: Vec<AnyView> = clusters
            .iter()
            .map(|(title, cluster)| group(&asked, title, *cluster, query, parts))
            .collect();
        let more = backstage.map(|load| {
            let asked = asked.clone();
            let (at, retry) = (age(load), Callback::new(move |()| load.reload()));
            let draw = move |fetched: &Fetched| {
                let all = of_backstage(fetched, &asked.wanted);
                let groups = all.iter().map(|known| {
                    let hint = count_words(&model::glance(&known.workloads));
                    let body = body(known, &asked, query, parts);
                    framed(&known.title, MaybeProp::from(hint), at, retry, None, body)
                });
                let groups: Vec<AnyView> = groups.collect();
                view! { <Stack>{groups}</Stack> }.into_any()
            };
            view! {
                <Loaded
                    load=load
                    title="Clusters of Backstage"
                    skeleton=SkeletonKind::Rows(6)
                    view=Arc::new(draw)
                />
            }
        });
        view! {
            <Stack>
                {groups}
                {more}
            </Stack>
        }
        .into_any()
    };
    let frame = NodeRef::<html::Div>::new();
    Effect::new(move |before: Option<bool>| {
        let is_log = place.with(Option::is_some);
        // What was pressed is gone: the keyboard goes on where the other thing begins.
        if before.is_some_and(|before| before != is_log)
            && let Some(frame) = frame.get_untracked()
        {
            let _ = frame.focus();
        }
        is_log
    });
    view! { <div node_ref=frame tabindex="-1">{shown}</div> }.into_any()
}

/// One cluster that is asked by itself.
fn group(asked: &Arc<Asked>, title: &str, cluster: Cluster, query: Query, parts: Parts) -> AnyView {
    let asked = asked.clone();
    let label = format!("Loading {title}");
    let failing = title.to_owned();
    let inside = move || match cluster.reading.get() {
        Reading::Waiting => waiting(SkeletonKind::Rows(4), &label, cluster.slow, cluster.source),
        Reading::Failed(error) => failed(&failing, &error, cluster.retry),
        Reading::Known(known) => {
            let stale =
                move || cluster.stale.get().map(|(error, at)| outdated(&error, at, cluster.retry));
            let body = body(&known, &asked, query, parts);
            view! {
                {stale}
                {body}
            }
            .into_any()
        }
    };
    let hint = MaybeProp::derive(move || {
        cluster.reading.with(|reading| match reading {
            Reading::Known(known) => Some(count_words(&model::glance(&known.workloads))),
            Reading::Waiting | Reading::Failed(_) => None,
        })
    });
    framed(title, hint, cluster.at, cluster.retry, None, inside.into_any())
}

/// The workloads of a cluster, with what is open kept in the address.
fn body(known: &Known, asked: &Arc<Asked>, query: Query, parts: Parts) -> AnyView {
    let prefix = [&known.name, "/"].concat();
    let first = known.workloads.first().filter(|worst| worst.health.is_bad());
    let first = first.map(|worst| [&prefix, &*worst.id()].concat());
    let key = prefix.clone();
    let open = Memo::new(move |_| {
        query.pairs().with(|pairs| {
            let mine = pairs.iter().filter(|(name, id)| name == OPEN && id.starts_with(&key));
            let mine: Vec<String> = mine.map(|(_, id)| id.clone()).collect();
            // As long as nobody has chosen, the worst one is open.
            if mine.is_empty() { first.iter().cloned().collect() } else { mine }
        })
    });
    let choose = Callback::new(move |ids: Vec<String>| {
        let Some(mut pairs) = query.pairs().try_get_untracked() else { return };
        pairs.retain(|(name, id)| name != OPEN || !id.starts_with(&prefix));
        let chosen = ids.into_iter().filter(|id| *id != prefix);
        let before = pairs.len();
        pairs.extend(chosen.map(|id| (OPEN.to_owned(), id)));
        if pairs.len() == before {
            // That all are closed is a choice too.
            pairs.push((OPEN.to_owned(), prefix.clone()));
        }
        query.set(pairs, false);
    });
    let here = asked.here.clone();
    let cluster = known.name.clone();
    let has_logs = known.origin.is_some();
    let log: LogLink = Arc::new(move |pod, container, previous| {
        let place = LogPlace {
            cluster: cluster.clone(),
            namespace: pod.namespace.clone(),
            pod: pod.name.clone(),
            container: container.to_owned(),
            previous,
        };
        has_logs.then(|| place.href(&here))
    });
    let around = Around { log, parts };
    list(known, open.into(), choose, &around, asked.wanted.selector.text())
}

/// The workloads of a cluster, each of which opens.
pub fn list(
    known: &Known,
    open: Signal<Vec<String>>,
    choose: Callback<Vec<String>>,
    around: &Around,
    selector: &str,
) -> AnyView {
    if let Some(failure) = &known.failure {
        let title = format!("{} could not be loaded", known.title);
        return view! {
            <ErrorPanel title=title cause=format!("{}.", failure.why) />
        }
        .into_any();
    }
    let notes = notes(known);
    if known.workloads.is_empty() {
        let nothing = nothing_runs(selector);
        return view! {
            <Stack>
                {notes}
                {nothing}
            </Stack>
        }
        .into_any();
    }
    let items = known
        .workloads
        .iter()
        .map(|workload| {
            let id = [&known.name, "/", &*workload.id()].concat();
            let drawn = Arc::new(workload.clone());
            let (mine, around) = (id.clone(), around.clone());
            // What nobody has opened is not drawn.
            let inside = move || {
                let (mine, drawn, around) = (mine.clone(), drawn.clone(), around.clone());
                let key = mine.clone();
                let is_open = Memo::new(move |_| open.with(|open| open.contains(&key)));
                (move || is_open.get().then(|| workload::draw(&drawn, &mine, &around))).into_any()
            };
            AccordionItem::new(id, workload.name.clone(), ViewFn::from(inside))
                .hint(workload::share(workload))
                .state(workload.health.tone(), workload.word)
        })
        .collect::<Vec<_>>();
    view! {
        <Stack>
            {notes}
            <Accordion items=items level=Level::H3 open=open on_change=choose />
        </Stack>
    }
    .into_any()
}
