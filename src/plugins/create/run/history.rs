//! All runs: mine or everybody's, by status, page by page.

use super::super::api::{self, Task, Tasks, Wanted};
use super::super::{RunPath, TASK};
use super::model::RunState;
use super::start::with_config;
use super::words;
use crate::plugin::entities::counted;
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{
    Banner, Button, ButtonLink, Card, Choice, Cluster, CursorPagination, EmptyKind, EmptyState,
    Gap, ItemRow, Justify, Level, List, PageHeader, RelativeTime, SegmentedControl, SkeletonKind,
    Stack, Status, Tone,
};
use std::sync::Arc;

const BY: &str = "by";
const STATUS: &str = "status";
const PAGE: &str = "page";
const ALL: &str = "all";
/// Runs on a page.
const LIMIT: u32 = 20;

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let registry = use_registry();
    let gallery = registry.href(routes::CREATE, &());
    use_page().set(vec![Crumb::link("Create", gallery.clone()), Crumb::here("Runs")]);
    let actions = move || {
        gallery
            .clone()
            .map(|href| {
                view! { <ButtonLink href=href icon=Icon::Plus>"Create"</ButtonLink> }
            })
            .into_any()
    };
    let body = with_config(|config| list(&config.scaffolder));
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader
                title="Runs of templates"
                subtitle="What was started, by whom, and how it ended."
                actions=ViewFn::from(actions)
            />
            {body}
        </Stack>
    }
    .into_any()
}

fn list(origin: &str) -> AnyView {
    let state = ListState::start();
    let (by, status) = (state.signal(BY), state.signal(STATUS));
    let page = Memo::new(move |_| state.get(PAGE).parse::<u32>().unwrap_or(1).max(1));
    // Whoever the portal knows; without a name, a scaffolder could only be asked for all.
    let me = use_sources().user();
    let knows_me = me.is_some();
    let asked = origin.to_owned();
    let load = use_load(move || {
        let mine = by.with(|by| by != ALL);
        let wanted = Wanted {
            by: me.clone().filter(|_| mine).unwrap_or_default(),
            status: status.get(),
            offset: page.get().saturating_sub(1).saturating_mul(LIMIT),
            limit: LIMIT,
        };
        api::tasks(&asked, &wanted)
    });
    let choose = move |key: &'static str| {
        Callback::new(move |value: String| {
            state.set(PAGE, &[], false);
            state.set(key, &[value], true);
        })
    };
    let whose = vec![Choice::new("", "Mine"), Choice::new(ALL, "Everybody’s")];
    let states = vec![
        Choice::new("", "All"),
        Choice::new("processing", "Running"),
        Choice::new("completed", "Succeeded"),
        Choice::new("failed", "Failed"),
        Choice::new("cancelled", "Cancelled"),
    ];
    let whose = knows_me.then(|| {
        view! { <SegmentedControl label="Whose runs" choices=whose value=by on_change=choose(BY) /> }
    });
    let registry = use_registry();
    let draw = move |tasks: &Tasks| rows(&registry, state, page, tasks);
    view! {
        <Cluster justify=Justify::Between>
            {whose}
            <SegmentedControl label="Status" choices=states value=status on_change=choose(STATUS) />
        </Cluster>
        <Card flush=true>
            <Loaded load=load title="The runs" skeleton=SkeletonKind::Rows(6) view=Arc::new(draw) />
        </Card>
    }
    .into_any()
}

fn rows(registry: &Registry, state: ListState, page: Memo<u32>, tasks: &Tasks) -> AnyView {
    let found = &tasks.tasks.items;
    let broken = tasks.tasks.broken.len();
    let broken = (broken > 0).then(|| {
        let title = counted(broken, "run could not be read", "runs could not be read");
        view! {
            <div class="u-inset">
                <Banner tone=Tone::Warning title=title>"The others are shown."</Banner>
            </div>
        }
    });
    if found.is_empty() {
        let narrowed = move || page.get() > 1 || !state.pairs().is_empty();
        let clear = ViewFn::from(move || {
            narrowed()
                .then(|| {
                    view! {
                        <Button on_click=Callback::new(move |_| state.clear())>"Clear filters"</Button>
                    }
                })
                .into_any()
        });
        return view! {
            {broken}
            <EmptyState kind=EmptyKind::NoMatch level=Level::H2 title="No runs here" actions=clear>
                "Runs appear here when somebody starts a template."
            </EmptyState>
        }
        .into_any();
    }
    let items = found.iter().map(|task| row(registry, task)).collect();
    let first = page.get_untracked().saturating_sub(1) * LIMIT + 1;
    let last = first + u32::try_from(found.len()).unwrap_or(LIMIT) - 1;
    let total = tasks.total_tasks;
    let more = total.map_or(found.len() >= LIMIT as usize, |total| last < total);
    let range = match total {
        Some(total) => {
            [&*first.to_string(), "–", &last.to_string(), " of ", &total.to_string()].concat()
        }
        None => [&*first.to_string(), "–", &last.to_string()].concat(),
    };
    let go = move |by: i64| {
        Callback::new(move |()| {
            let to = i64::from(page.get_untracked()) + by;
            let to = if to <= 1 { Vec::new() } else { vec![to.to_string()] };
            state.set(PAGE, &to, true);
        })
    };
    let pages = (first > 1 || more).then(|| {
        view! {
            <CursorPagination
                range=range
                has_previous=Signal::derive(move || first > 1)
                has_next=Signal::derive(move || more)
                on_previous=go(-1)
                on_next=go(1)
            />
        }
    });
    view! {
        {broken}
        <List items=items label="Runs" />
        {pages}
    }
    .into_any()
}

fn row(registry: &Registry, task: &Task) -> AnyView {
    let (word, tone, icon) = words::run(RunState::of(&task.status));
    let href = registry.href(TASK, &RunPath { id: task.id.clone() });
    let by = task.created_by.rsplit(['/', ':']).next().unwrap_or_default().to_owned();
    let template = task.template_title();
    let detail = ViewFn::from(move || {
        let by = if by.is_empty() { String::new() } else { [" · ", &*by].concat() };
        view! { <span>{template.clone()}{by}</span> }.into_any()
    });
    let side = ViewFn::from(move || view! { <Status tone=tone label=word icon=icon /> }.into_any());
    let at = instant(&task.created_at);
    let when = ViewFn::from(move || at.map(|at| view! { <RelativeTime time=at /> }).into_any());
    view! { <ItemRow title=task.title() href=href detail=detail side=side side_detail=when /> }
        .into_any()
}
