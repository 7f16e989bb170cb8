//! One workload, opened: what is wrong, its facts, its pods, what they use and what happened.

use super::model::{ContainerView, Grade, Kind, PodView, Problem, Revision, Workload};
use super::quantity::{Quantity, Resources};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Banner, ButtonLink, Column, Cut, DataTable, Description, DescriptionLayout, DescriptionList,
    Gauge, Grid, GridLayout, Link, RelativeTime, Rows, Stack, Status, Tab, Tabs, Timeline,
    TimelineEvent, Tone, Truncate, VisuallyHidden,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The address of a container's log, before or after it was last started again; none where logs
/// cannot be had.
pub type LogLink = Arc<dyn Fn(&PodView, &str, bool) -> Option<String> + Send + Sync>;

/// What stays while data are drawn anew, and where logs are.
#[derive(Clone)]
pub struct Around {
    /// The address of a log.
    pub log: LogLink,
    /// The part of each workload that is shown.
    pub parts: RwSignal<BTreeMap<String, &'static str>>,
}

/// Percent of a limit from which on it needs a look, and from which on it is a failure.
const TIGHT: (usize, usize) = (80, 95);

/// How many pods are ready: `2 of 3 ready`. Nothing for what has none at rest.
#[must_use]
pub fn share(workload: &Workload) -> String {
    let counts = workload.counts;
    match workload.kind {
        Kind::CronJob => workload.schedule.clone(),
        Kind::Job => format!("{} of {} done", counts.ready, counts.desired),
        _ => format!("{} of {} ready", counts.ready, counts.desired),
    }
}

/// Draws a workload.
pub fn draw(workload: &Workload, id: &str, around: &Around) -> AnyView {
    let link = &around.log;
    let problems: Vec<AnyView> = workload
        .problems
        .iter()
        .enumerate()
        .map(|(at, shown)| problem(shown, (at == 0).then(|| first_log(workload, link)).flatten()))
        .collect();
    let rollout = workload.rollout.clone().map(|text| {
        let tone = if workload.health.is_bad() { Tone::Warning } else { Tone::Info };
        view! { <Banner tone=tone title="Rollout">{text}</Banner> }
    });
    let (facts, gauges, parts) = (facts(workload), gauges(workload), parts(workload, id, around));
    view! {
        <Stack>
            {problems}
            {rollout}
            {facts}
            {gauges}
            {parts}
        </Stack>
    }
    .into_any()
}

/// The log that says most about the worst problem.
fn first_log(workload: &Workload, link: &LogLink) -> Option<(String, String)> {
    let pod = workload.pods.first()?;
    let container = pod.containers.iter().find(|one| one.tone != Tone::Success)?;
    let previous = container.ended.is_some();
    let words = match previous {
        true => format!("Log of {} before it ended", container.name),
        false => format!("Log of {}", container.name),
    };
    Some((words, link(pod, &container.name, previous)?))
}

fn problem(problem: &Problem, log: Option<(String, String)>) -> AnyView {
    let tone = if problem.grade == Grade::Bad { Tone::Danger } else { Tone::Warning };
    let mut counts = Vec::new();
    if problem.pods > 1 {
        counts.push(format!("In {} pods.", problem.pods));
    }
    if problem.restarts > 0 {
        let word = if problem.restarts == 1 { "restart" } else { "restarts" };
        counts.push(format!("{} {word}.", problem.restarts));
    }
    let counts = counts.join(" ");
    let last = problem.at.map(|at| view! { " Last " <RelativeTime time=at /> "." });
    let text = problem.text.clone();
    let title = problem.title;
    let body = view! {
        {text}
        " "
        {counts}
        {last}
    }
    .into_any();
    match log {
        Some((words, href)) => view! {
            <Banner
                tone=tone
                title=title
                actions=ViewFn::from(move || {
                    let label = words.clone();
                    view! { <ButtonLink href=href.clone()>{label}</ButtonLink> }.into_any()
                })
            >
                {body}
            </Banner>
        }
        .into_any(),
        None => view! { <Banner tone=tone title=title>{body}</Banner> }.into_any(),
    }
}

fn facts(workload: &Workload) -> AnyView {
    let counts = workload.counts;
    let mut all = vec![
        ("Kind", workload.kind_name.clone()),
        ("Namespace", workload.namespace.clone()),
        ("Image", workload.images.join(", ")),
    ];
    match workload.kind {
        Kind::CronJob => all.push(("Schedule", workload.schedule.clone())),
        _ => all.push(("Pods", share(workload))),
    }
    if let Some(updated) = counts.updated.filter(|updated| *updated != counts.desired) {
        all.push(("New version", format!("{updated} of {} pods", counts.desired)));
    }
    if let Some((least, most)) = workload.scale {
        all.push(("Autoscaler", format!("{least} to {most} pods")));
    }
    all.push(("Restarts", workload.restarts().to_string()));
    all.push(("Requested", amounts(&workload.requests)));
    let all = all.into_iter().map(|(term, value)| {
        let missing = value.is_empty();
        match missing {
            true => view! { <Description term=term missing="not set" /> }.into_any(),
            false => view! { <Description term=term>{value}</Description> }.into_any(),
        }
    });
    let last = workload.last_run.map(|at| {
        view! { <Description term="Last run"><RelativeTime time=at /></Description> }
    });
    view! {
        <DescriptionList layout=DescriptionLayout::Columns>
            {all.collect::<Vec<_>>()}
            {last}
        </DescriptionList>
    }
    .into_any()
}

/// `300 millicores, 1.5 GiB`.
fn amounts(of: &Resources) -> String {
    let cpu = of.cpu.map(millicores);
    let memory = of.memory.map(Quantity::bytes);
    cpu.into_iter().chain(memory).collect::<Vec<_>>().join(", ")
}

fn millicores(cpu: Quantity) -> String {
    format!("{}\u{a0}millicores", cpu.thousandths())
}

fn gauges(workload: &Workload) -> AnyView {
    if workload.used == Resources::default() {
        return match workload.pods.is_empty() {
            true => ().into_any(),
            false => {
                view! { <p class="u-note">"Nobody measures what the pods use."</p> }.into_any()
            }
        };
    }
    let gauge = |label, unit, used: Option<Quantity>, limit, of: fn(Quantity) -> usize| {
        let value = of(used?);
        let max = Option::<Quantity>::map_or(limit, 0, of);
        if max == 0 {
            let value = Signal::stored(value);
            return Some(view! { <Gauge label=label value=value max=0 unit=unit /> }.into_any());
        }
        let (warning, danger) = (max * TIGHT.0 / 100, max * TIGHT.1 / 100);
        Some(
            view! {
                <Gauge
                    label=label
                    value=Signal::stored(value)
                    max=max
                    unit=unit
                    warning=warning
                    danger=danger
                />
            }
            .into_any(),
        )
    };
    let (used, limits) = (&workload.used, &workload.limits);
    let cpu = gauge("Processors", "millicores", used.cpu, limits.cpu, Quantity::thousandths);
    let memory = gauge("Memory", "MiB", used.memory, limits.memory, Quantity::mebibytes);
    view! { <Grid layout=GridLayout::Halves>{cpu} {memory}</Grid>
    }
    .into_any()
}

fn parts(workload: &Workload, id: &str, around: &Around) -> AnyView {
    let name = workload.name.clone();
    let mut tabs = Vec::new();
    if !workload.pods.is_empty() {
        let pods: Arc<[PodView]> = workload.pods.clone().into();
        let caption = format!("Pods of {name}");
        let count = pods.len();
        tabs.push(Tab::new("pods", "Pods", move || pod_table(&caption, &pods)).count(count));
        let rows: Arc<[ContainerRow]> = container_rows(workload, &around.log).into();
        let caption = format!("Containers of {name}");
        let count = rows.len();
        let table = move || container_table(&caption, &rows);
        tabs.push(Tab::new("containers", "Containers", table).count(count));
    }
    let events = workload.events.clone();
    let label = format!("Events of {name}");
    let count = events.len();
    let draw = move || {
        let events = events.iter().map(|event| {
            let mut text = event.message.clone();
            if event.count > 1 {
                text.push_str(&format!(" ({} times)", event.count));
            }
            let tone = if event.is_warning { Tone::Warning } else { Tone::Neutral };
            TimelineEvent::new(event.time, text)
                .actor(event.object.clone())
                .state(tone, event.reason.clone())
        });
        let events = events.collect();
        view! {
            <Timeline
                label=label.clone()
                events=events
                empty="No events are left: a cluster keeps them for about an hour."
            />
        }
        .into_any()
    };
    tabs.push(Tab::new("events", "Events", draw).count(count));
    if !workload.revisions.is_empty() {
        let revisions: Arc<[Revision]> = workload.revisions.clone().into();
        let caption = format!("Revisions of {name}");
        let count = revisions.len();
        let table = move || revision_table(&caption, &revisions);
        tabs.push(Tab::new("revisions", "Revisions", table).count(count));
    }
    let (key, parts) = (id.to_owned(), around.parts);
    let selected = {
        let key = key.clone();
        Signal::derive(move || {
            parts.with(|parts| parts.get(&key).copied().unwrap_or_default().to_owned())
        })
    };
    let select = Callback::new(move |part| {
        parts.update(|parts| {
            parts.insert(key.clone(), part);
        });
    });
    view! {
        <Tabs label=format!("Parts of {name}") tabs=tabs selected=selected on_select=select />
    }
    .into_any()
}

/// Draws the cells of rows that are kept in a list.
fn cell<T: Send + Sync + 'static>(
    rows: &Arc<[T]>,
    draw: fn(&T) -> AnyView,
) -> impl Fn(u64) -> AnyView + Send + Sync + use<T> {
    let rows = rows.clone();
    move |at| {
        let row = usize::try_from(at).ok().and_then(|at| rows.get(at));
        row.map_or_else(|| ().into_any(), draw)
    }
}

fn numbers(count: usize) -> Signal<Rows> {
    Signal::stored((0..count as u64).collect())
}

fn pod_table(caption: &str, pods: &Arc<[PodView]>) -> AnyView {
    let columns = vec![
        Column::new("pod", "Pod", cell(pods, |pod| middle(&pod.name))).width(220).grow(),
        Column::new(
            "state",
            "State",
            cell(pods, |pod| view! { <Status tone=pod.tone label=pod.word /> }.into_any()),
        )
        .width(152),
        Column::new(
            "ready",
            "Ready",
            cell(pods, |pod| format!("{} of {}", pod.ready, pod.total).into_any()),
        )
        .width(88)
        .priority(2),
        Column::new(
            "restarts",
            "Restarts",
            cell(pods, |pod| {
                let last = pod.last_end.filter(|_| pod.restarts > 0);
                let last = last.map(|at| view! { " (" <RelativeTime time=at /> ")" });
                view! {
                    {pod.restarts.to_string()}
                    {last}
                }
                .into_any()
            }),
        )
        .width(152)
        .priority(1)
        .end(),
        Column::new("age", "Started", cell(pods, |pod| time(pod.created)))
            .width(128)
            .priority(3)
            .end(),
        Column::new("node", "Node", cell(pods, |pod| text(&pod.node))).width(152).priority(4),
    ];
    let caption = caption.to_owned();
    view! { <DataTable caption=caption rows=numbers(pods.len()) columns=columns /> }.into_any()
}

/// A container and where its log is.
struct ContainerRow {
    pod: String,
    container: ContainerView,
    log: Option<String>,
}

fn container_rows(workload: &Workload, link: &LogLink) -> Vec<ContainerRow> {
    let rows = workload.pods.iter().flat_map(|pod| {
        pod.containers.iter().map(|container| ContainerRow {
            pod: pod.name.clone(),
            container: container.clone(),
            log: link(pod, &container.name, false),
        })
    });
    rows.collect()
}

fn container_table(caption: &str, rows: &Arc<[ContainerRow]>) -> AnyView {
    let columns = vec![
        Column::new("container", "Container", cell(rows, |row| text(&row.container.name)))
            .width(128),
        Column::new("pod", "Pod", cell(rows, |row| middle(&row.pod))).width(200).grow(),
        Column::new(
            "state",
            "State",
            cell(rows, |row| {
                let word = row.container.word.clone();
                view! { <Status tone=row.container.tone label=word /> }.into_any()
            }),
        )
        .width(136),
        Column::new("log", "Log", cell(rows, log_cell)).width(72),
        Column::new(
            "restarts",
            "Restarts",
            cell(rows, |row| row.container.restarts.to_string().into_any()),
        )
        .width(88)
        .priority(2)
        .end(),
        Column::new(
            "cpu",
            "Processors",
            cell(rows, |row| {
                let (used, limit) = (row.container.used.cpu, row.container.limits.cpu);
                of_limit(used.map(millicores), limit.map(millicores))
            }),
        )
        .width(184)
        .priority(4)
        .end(),
        Column::new(
            "memory",
            "Memory",
            cell(rows, |row| {
                let (used, limit) = (row.container.used.memory, row.container.limits.memory);
                of_limit(used.map(Quantity::bytes), limit.map(Quantity::bytes))
            }),
        )
        .width(152)
        .priority(3)
        .end(),
        Column::new(
            "ended",
            "Last end",
            cell(rows, |row| match &row.container.ended {
                Some((how, _)) => text(how),
                None => "—".into_any(),
            }),
        )
        .width(200)
        .priority(5),
        Column::new("image", "Image", cell(rows, |row| middle(&row.container.image)))
            .width(200)
            .priority(6),
    ];
    let caption = caption.to_owned();
    view! { <DataTable caption=caption rows=numbers(rows.len()) columns=columns /> }.into_any()
}

fn log_cell(row: &ContainerRow) -> AnyView {
    let whose = format!(" of {} in {}", row.container.name, row.pod);
    match row.log.clone() {
        Some(href) => view! {
            <Link href=href>"Log" <VisuallyHidden>{whose}</VisuallyHidden></Link>
        }
        .into_any(),
        None => "—".into_any(),
    }
}

fn revision_table(caption: &str, rows: &Arc<[Revision]>) -> AnyView {
    let columns = vec![
        Column::new("number", "Revision", cell(rows, |row| row.number.to_string().into_any()))
            .width(96),
        Column::new("image", "Image", cell(rows, |row| middle(&row.images.join(", "))))
            .width(240)
            .grow(),
        Column::new(
            "pods",
            "Pods",
            cell(rows, |row| match row.pods {
                0 => "none".into_any(),
                pods => format!("{pods}, {} ready", row.ready).into_any(),
            }),
        )
        .width(120),
        Column::new("created", "Made", cell(rows, |row| time(row.created)))
            .width(128)
            .priority(1)
            .end(),
    ];
    let caption = caption.to_owned();
    view! { <DataTable caption=caption rows=numbers(rows.len()) columns=columns /> }.into_any()
}

fn of_limit(used: Option<String>, limit: Option<String>) -> AnyView {
    match (used, limit) {
        (Some(used), Some(limit)) => [&used, " of ", &limit].concat().into_any(),
        (Some(used), None) => [&used, ", no limit"].concat().into_any(),
        (None, Some(limit)) => ["up to ", &limit].concat().into_any(),
        (None, None) => "—".into_any(),
    }
}

fn text(text: &str) -> AnyView {
    if text.is_empty() {
        return "—".into_any();
    }
    view! { <Truncate text=text.to_owned() /> }.into_any()
}

/// Names that differ at their ends.
fn middle(text: &str) -> AnyView {
    if text.is_empty() {
        return "—".into_any();
    }
    view! { <Truncate text=text.to_owned() cut=Cut::Middle /> }.into_any()
}

fn time(at: Option<i64>) -> AnyView {
    match at {
        Some(at) => view! { <RelativeTime time=at /> }.into_any(),
        None => "—".into_any(),
    }
}
