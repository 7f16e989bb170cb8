//! One build: what it is about, what it consists of, what it wrote.

use super::log;
use super::model::{Job, Jobs, Run, Runs, Step};
use super::pages::Place;
use super::parts::{Asked, cut, not_read, number, place, status, title};
use super::source::Source;
use super::start;
use crate::net::{ErrorKind, Load, LoadState};
use crate::plugin::loaded::{age, failed, framed, good, outdated, waiting};
use crate::plugin::prelude::*;
use crate::plugin::query::Pairs;
use crate::plugin::time::duration;
use leptos::prelude::*;
use portico_components::{
    Accordion, AccordionItem, Card, Cluster, Description, DescriptionLayout, DescriptionList,
    EmptyKind, EmptyState, ExternalLink, ItemRow, Level, Link, List, RelativeTime, SafeUrl,
    SkeletonKind, Stack,
};
use std::sync::Arc;

/// Draws a run, or a log of it.
pub fn draw(
    asked: &Arc<Asked>,
    source: &Arc<Source>,
    list: Load<Runs>,
    open: Place,
    query: Query,
) -> AnyView {
    let (run, retry, trouble) = use_run(source, list, &open.run);
    let pairs = query.pairs().get_untracked();
    let all = place(&asked.here, &pairs, "", "");
    let this = place(&asked.here, &pairs, &open.run, "");
    if !open.log.is_empty() {
        return log::draw(source, &open, run, &all, &this);
    }
    let head = {
        let source = source.clone();
        move || match run.get() {
            Some(run) => head(&source, &run, list),
            None => match trouble.get() {
                Some(error) => {
                    view! { <Card title="Build">{failed("The build", &error, retry)}</Card> }
                        .into_any()
                }
                None => {
                    let skeleton =
                        waiting(SkeletonKind::Text(4), "Loading the build", list.slow, list.source);
                    view! { <Card title="Build">{skeleton}</Card> }.into_any()
                }
            },
        }
    };
    let jobs = jobs(asked, source, run, &open.run, pairs);
    view! {
        <Stack>
            <p><Link href=all>"All builds"</Link></p>
            {head}
            {jobs}
        </Stack>
    }
    .into_any()
}

type Found = (Memo<Option<Run>>, Callback<()>, Memo<Option<NetError>>);

/// The run: from the list where it is there, asked for by itself where it is not.
fn use_run(source: &Arc<Source>, list: Load<Runs>, id: &str) -> Found {
    let id: Arc<str> = id.into();
    let listed = {
        let id = id.clone();
        Memo::new(move |_| {
            list.state.with(|state| {
                let found = |runs: &Arc<Runs>| runs.runs.iter().find(|run| *run.id == *id).cloned();
                good(state).and_then(found)
            })
        })
    };
    let says_more = source.says_more();
    let is_wanted = Memo::new(move |_| {
        let waits = list.state.with(|state| matches!(state, LoadState::Loading));
        !waits && (says_more || listed.with(Option::is_none))
    });
    let alone = {
        let (source, id) = (source.clone(), id.clone());
        use_load(move || is_wanted.get().then(|| source.run(&id)))
    };
    let source = source.clone();
    let run = Memo::new(move |_| {
        let found =
            alone.state.with(|state| good(state).and_then(|runs| runs.runs.first().cloned()));
        found.map(|run| source.complete(&id, &run)).or_else(|| listed.get())
    });
    let trouble = Memo::new(move |_| {
        alone.state.with(|state| match state {
            LoadState::Failed { error, .. } => Some(error.clone()),
            _ => None,
        })
    });
    (run, Callback::new(move |()| alone.reload()), trouble)
}

/// What a run is about, and what can be done about it.
fn head(source: &Arc<Source>, run: &Run, list: Load<Runs>) -> AnyView {
    let heading = ["Build ", &*number(run)].concat();
    let state = run.state;
    let facts = facts(source, run);
    let start = start::draw(source, run, list);
    view! {
        <Card title=heading actions=ViewFn::from(move || status(state))>
            <Stack>
                {facts}
                {start}
            </Stack>
        </Card>
    }
    .into_any()
}

/// The facts of a run.
pub fn facts(source: &Source, run: &Run) -> AnyView {
    let fact = |term: &'static str, value: &str| {
        let value = value.to_owned();
        (!value.is_empty()).then(|| view! { <Description term=term>{value}</Description> })
    };
    let commit = run.commit.get(..10).unwrap_or(&run.commit);
    let took = match (run.seconds, run.state.is_running()) {
        (Some(seconds), _) => duration(seconds),
        (None, true) => "Not ended yet".to_owned(),
        (None, false) => String::new(),
    };
    let texts = [
        fact("Change", &title(run)),
        fact("Branch", &run.branch),
        fact("Commit", commit),
        fact("Workflow", &run.workflow),
        fact("Author", &run.author),
        fact("Duration", &took),
    ];
    let started = run
        .started
        .map(|at| view! { <Description term="Started"><RelativeTime time=at /></Description> });
    let more = page(&source.web(&run.web)).map(|url| {
        let words = ["Open in ", source.server.label()].concat();
        view! { <Description term="More"><ExternalLink url=url>{words}</ExternalLink></Description> }
    });
    view! {
        <DescriptionList layout=DescriptionLayout::Columns>
            {Vec::from(texts)}
            {started}
            {more}
        </DescriptionList>
    }
    .into_any()
}

/// A page, and no mailbox: only that has a host.
#[must_use]
pub fn page(text: &str) -> Option<SafeUrl> {
    SafeUrl::parse(text).filter(|url| !url.host().is_empty())
}

/// The jobs of a run.
fn jobs(
    asked: &Arc<Asked>,
    source: &Arc<Source>,
    run: Memo<Option<Run>>,
    id: &str,
    pairs: Pairs,
) -> AnyView {
    let load = {
        let (source, id) = (source.clone(), id.to_owned());
        use_load(move || source.jobs(&id))
    };
    let retry = Callback::new(move |()| load.reload());
    // Which of them are open, once somebody has chosen.
    let chosen: RwSignal<Option<Vec<String>>> = RwSignal::new(None);
    let to: LogLink = {
        let (here, id) = (asked.here.clone(), id.to_owned());
        Arc::new(move |log: &str| place(&here, &pairs, &id, log))
    };
    let source = source.clone();
    let inside = move || {
        load.state.with(|state| match state {
            LoadState::Loading => {
                waiting(SkeletonKind::Rows(4), "Loading the jobs", load.slow, load.source)
            }
            LoadState::Ready { value, .. } => job_list(value, &source.project, &to, chosen),
            LoadState::Failed { error, stale: Some((value, at)) } => {
                let drawn = job_list(value, &source.project, &to, chosen);
                view! {
                    {outdated(error, *at, retry)}
                    {drawn}
                }
                .into_any()
            }
            LoadState::Failed { error, stale: None } => {
                // Not every job of Jenkins has stages.
                let is_missing = error.kind == ErrorKind::NotFound;
                let simple = run.with(|run| {
                    run.as_ref().filter(|_| is_missing).and_then(|run| source.jobs_unknown(run))
                });
                match simple {
                    Some(jobs) => job_list(&jobs, &source.project, &to, chosen),
                    None => failed("The jobs", error, retry),
                }
            }
        })
    };
    framed("Jobs", MaybeProp::default(), age(load), retry, None, inside.into_any())
}

/// Where a log is, by what it is asked for with.
pub type LogLink = Arc<dyn Fn(&str) -> String + Send + Sync>;

/// Jobs, each of which opens to its steps. What failed is open until somebody chooses.
pub fn job_list(
    jobs: &Jobs,
    project: &str,
    to: &LogLink,
    chosen: RwSignal<Option<Vec<String>>>,
) -> AnyView {
    let broken = not_read("job", &jobs.broken);
    if jobs.jobs.is_empty() {
        return view! {
            {broken}
            <EmptyState kind=EmptyKind::FirstUse title="No jobs yet" compact=true>
                "The build has not begun, or it was not wanted."
            </EmptyState>
        }
        .into_any();
    }
    let only = jobs.jobs.len() == 1;
    let bad = jobs.jobs.iter().filter(|job| only || job.state.is_bad());
    let usual: Vec<String> = bad.map(|job| job.id.clone()).collect();
    let items = jobs.jobs.iter().map(|job| item(job, project, to)).collect();
    let open = Signal::derive(move || chosen.get().unwrap_or_else(|| usual.clone()));
    let choose = Callback::new(move |ids| chosen.set(Some(ids)));
    view! {
        <Stack>
            {broken}
            <Accordion items=items level=Level::H3 open=open on_change=choose />
        </Stack>
    }
    .into_any()
}

fn item(job: &Job, project: &str, to: &LogLink) -> AccordionItem {
    let name = if job.name.is_empty() { project } else { &job.name };
    let took = job.seconds.map(duration).unwrap_or_default();
    let hint = match (job.stage.is_empty(), took.is_empty()) {
        (true, _) => took,
        (false, true) => job.stage.clone(),
        (false, false) => [&*job.stage, ", ", &*took].concat(),
    };
    let (state, one, to) = (job.state, job.clone(), to.clone());
    AccordionItem::new(job.id.clone(), name, ViewFn::from(move || inside(&one, &to)))
        .hint(hint)
        .state(state.tone(), state.word())
}

fn inside(job: &Job, to: &LogLink) -> AnyView {
    let web = page(&job.web);
    let log = (!job.log.is_empty()).then(|| {
        let words = match job.name.is_empty() {
            true => "Log".to_owned(),
            false => ["Log of ", &*job.name].concat(),
        };
        view! { <Link href=to(&job.log)>{words}</Link> }
    });
    let web = web.map(|url| view! { <ExternalLink url=url>"Open the job"</ExternalLink> });
    let links = (log.is_some() || web.is_some()).then(|| view! { <Cluster>{log}{web}</Cluster> });
    let rows: Vec<AnyView> = job.steps.iter().map(|one| step(one, to)).collect();
    let steps = match rows.is_empty() {
        true => ().into_any(),
        false => {
            let label = ["Steps of ", if job.name.is_empty() { "the build" } else { &job.name }];
            view! { <List items=rows label=label.concat() ordered=true /> }.into_any()
        }
    };
    view! {
        <Stack>
            {links}
            {steps}
        </Stack>
    }
    .into_any()
}

fn step(step: &Step, to: &LogLink) -> AnyView {
    let state = step.state;
    let took = step.seconds.map(duration).unwrap_or_default();
    let title = step.name.clone();
    let href = (!step.log.is_empty()).then(|| to(&step.log));
    let side = move || {
        let took = took.clone();
        view! {
            <Cluster>
                <span class="u-note">{took}</span>
                {status(state)}
            </Cluster>
        }
        .into_any()
    };
    let side = ViewFn::from(side);
    match step.detail.clone() {
        detail if detail.is_empty() => {
            view! { <ItemRow title=title href=href side=side /> }.into_any()
        }
        detail => {
            let detail = ViewFn::from(move || cut(&detail));
            view! { <ItemRow title=title href=href detail=detail side=side /> }.into_any()
        }
    }
}
