//! How the portal is used: people, plugins, what was looked for and not found, what failed.

use super::super::config::{InsightsConfig, no_events, titled, unreadable};
use super::super::counting::{Counted, Events, TOO_LARGE, use_count, use_figures};
use super::super::sinks::STORE;
use super::super::words::{chart, count_words, delta, tile};
use super::whose::Whose;
use super::{lists, notable, source, whose};
use crate::net::{ErrorKind, LoadState};
use crate::plugin::kept;
use crate::plugin::list_state::ListState;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Card, ChartKind, Choice, Cluster, EmptyKind, EmptyState, ErrorPanel, Gap, Grid,
    GridLayout, SegmentedControl, Select, Skeleton, SkeletonKind, Stack, Variant,
};
use portico_insights::aggregate::{Aggregate, Order, Scope, Settings};
use portico_insights::board::{self, Asked, PERIODS};
use portico_insights::kpi::Report;
use std::sync::Arc;

/// Keys of the address.
const TEAM: &str = "team";
const PLUGIN: &str = "plugin";
pub const DAYS: &str = "days";

/// What the figures are called in an error.
const TITLE: &str = "The figures of use";
const SKELETON: SkeletonKind = SkeletonKind::Table(6, 4);

/// Draws the section.
pub fn draw(config: InsightsConfig) -> AnyView {
    let choices = whose::choices(&config);
    let (chosen, control) = whose::control(choices);
    let state = ListState::start();
    let body = move || match chosen.get() {
        Whose::Everybody => everybody(&config, state),
        Whose::Received => whose::received(&config),
        Whose::Browser => browser(&config, state),
    };
    view! { <Stack gap=Gap::Lg>{control} {body}</Stack> }.into_any()
}

/// The figures in the file that the configuration names.
fn everybody(config: &InsightsConfig, state: ListState) -> AnyView {
    let Some(path) = config.events.clone() else { return titled("Adoption", no_events()) };
    let figures = use_figures(config);
    // What stands out in delivery is said here too; without its file, only what is in the events.
    let config = config.clone();
    let kpis = use_load(move || config.kpis.as_deref().map(|path| config.file::<Report>(path)));
    let report = Memo::new(move |_| {
        Same(kpis.state.with(|state| good(state).and_then(|file| file.0.as_ref().ok().cloned())))
    });
    let is_too_large = Memo::new(move |_| {
        figures.load.state.with(|state| match state {
            LoadState::Failed { error, stale: None } => {
                matches!(error.kind, ErrorKind::TooLarge { .. })
            }
            _ => false,
        })
    });
    let shown = move |file: Arc<Aggregate>| shown(state, file, Some(report));
    let too_large = format!("{path} is too large");
    let view: Arc<dyn Fn(&Events) -> AnyView + Send + Sync> = Arc::new(move |file| match file {
        Events::Counted(file) => shown(file.clone()),
        Events::Broken(error) => titled("Adoption", unreadable(&path, error)),
        Events::Lines(_) => {
            let path = path.clone();
            counted(figures.lines, figures.again, move |file| match file.source.broken {
                _ if file.source.events > 0 => shown(file),
                0 => titled("Adoption", none_yet(&path)),
                lines => titled("Adoption", unreadable(&path, &no_event(lines))),
            })
        }
    });
    let body = move || match is_too_large.get() {
        true => {
            let title = too_large.clone();
            titled("Adoption", view! { <ErrorPanel title=title cause=TOO_LARGE /> }.into_any())
        }
        false => {
            let view = view.clone();
            view! { <Loaded load=figures.load title=TITLE skeleton=SKELETON view=view /> }
                .into_any()
        }
    };
    body.into_any()
}

/// The figures of what is kept in this browser. They are shown to nobody else.
fn browser(config: &InsightsConfig, state: ListState) -> AnyView {
    let kept: Arc<str> = kept::read(STORE).unwrap_or_default().into();
    if kept.trim().is_empty() {
        return titled("Adoption", whose::nothing_kept());
    }
    let order = Order {
        name: "Events of this browser".to_owned(),
        alone: true,
        settings: Settings { k: 1, engineers: 0, ..config.counting.settings() },
    };
    let again = RwSignal::new(0);
    let task = Memo::new(move |_| Some((order.clone(), kept.clone())));
    let drawn = counted(use_count(task, again), again, move |file| match file.source.broken {
        lines if file.source.events == 0 => titled("Adoption", whose::useless(&no_event(lines))),
        _ => shown(state, file, None),
    });
    view! {
        {whose::promise()}
        {drawn}
    }
    .into_any()
}

/// Lines that a worker counts, as far as it is.
fn counted(
    counted: RwSignal<Counted>,
    again: RwSignal<u32>,
    draw: impl Fn(Arc<Aggregate>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let view = move || match counted.get() {
        Counted::Waiting => view! { <Skeleton kind=SKELETON label="Counting events" /> }.into_any(),
        Counted::Failed(cause) => {
            let retry = Callback::new(move |()| again.update(|again| *again += 1));
            let failed = view! {
                <ErrorPanel title="The events could not be counted" cause=cause on_retry=retry />
            };
            titled("Adoption", failed.into_any())
        }
        Counted::Ready(file) => draw(file),
    };
    view.into_any()
}

/// Said where a file has no line yet.
fn none_yet(path: &str) -> AnyView {
    let text = format!("{path} is empty. Its first figures appear once events are written to it.");
    view! { <EmptyState kind=EmptyKind::FirstUse title="No events yet">{text}</EmptyState> }
        .into_any()
}

/// Said where no line is an event.
fn no_event(lines: u64) -> String {
    match lines {
        1 => "Its only line is no event.".to_owned(),
        lines => format!("None of its {lines} lines is an event."),
    }
}

/// A file that is the same as long as it is not read again.
#[derive(Clone)]
pub struct Same(pub Option<Arc<Report>>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

/// Draws figures; what stands out in them too, where it is known what was delivered.
fn shown(state: ListState, file: Arc<Aggregate>, report: Option<Memo<Same>>) -> AnyView {
    let asked =
        Memo::new(move |_| Asked::read(&state.get(TEAM), &state.get(PLUGIN), &state.get(DAYS)));
    let registry = use_registry();
    let worth = {
        let (file, registry) = (file.clone(), registry.clone());
        move || {
            let is_whole = asked.with(|asked| asked.team.is_empty() && asked.plugin.is_empty());
            let report = report.filter(|_| is_whole)?;
            Some(worth(&registry, &file, report.get().0.as_deref()))
        }
    };
    let filters = filters(state, &file, asked);
    let (line, from) = (source::line(&file), source::events(&file));
    let body = move || asked.with(|asked| body(state, &registry, &file, asked));
    view! {
        <Stack gap=Gap::Lg>
            <Stack gap=Gap::Sm>
                {filters}
                {line}
            </Stack>
            {worth}
            {body}
            {from}
        </Stack>
    }
    .into_any()
}

/// What stands out in use, and in delivery where that is known.
fn worth(registry: &Registry, file: &Aggregate, report: Option<&Report>) -> AnyView {
    let mut all = portico_insights::notable::lost(file);
    if let Some(report) = report {
        all.extend(portico_insights::notable::changed(report, Some(file)));
        all.extend(portico_insights::notable::differing(report));
    }
    let drawn = notable::draw(registry, all);
    view! { <Card title="Worth a look">{drawn}</Card> }.into_any()
}

fn filters(state: ListState, file: &Aggregate, asked: Memo<Asked>) -> AnyView {
    let choices = |all: &'static str, scopes: &[Scope]| {
        let names = scopes.iter().map(|scope| Choice::new(scope.name.clone(), scope.name.clone()));
        [Choice::new("", all)].into_iter().chain(names).collect::<Vec<Choice>>()
    };
    let teams = choices("All teams", &file.teams);
    let plugins = choices("All plugins", &file.plugins);
    let write =
        move |key: &'static str| Callback::new(move |value: String| state.set(key, &[value], true));
    view! {
        <Cluster gap=Gap::Md>
            <Select
                label="Team"
                choices=Signal::stored(teams)
                value=Signal::derive(move || Some(asked.with(|asked| asked.team.clone())))
                on_change=write(TEAM)
            />
            <Select
                label="Plugin"
                choices=Signal::stored(plugins)
                value=Signal::derive(move || Some(asked.with(|asked| asked.plugin.clone())))
                on_change=write(PLUGIN)
            />
            {period(state, asked)}
        </Cluster>
    }
    .into_any()
}

/// The days that figures are about.
pub fn period(state: ListState, asked: Memo<Asked>) -> AnyView {
    let periods = PERIODS
        .iter()
        .map(|(days, words)| Choice::new(days.to_string(), *words))
        .collect::<Vec<_>>();
    view! {
        <SegmentedControl
            label="Period"
            choices=periods
            value=Signal::derive(move || asked.with(|asked| asked.days.to_string()))
            on_change=Callback::new(move |value: String| state.set(DAYS, &[value], true))
        />
    }
    .into_any()
}

fn body(
    state: ListState,
    registry: &Arc<Registry>,
    file: &Arc<Aggregate>,
    asked: &Asked,
) -> AnyView {
    if !asked.is_known(file) {
        return unknown(state, asked);
    }
    let k = file.settings.k;
    let Some(scope) = asked.scope(file) else {
        return within(state, file, asked);
    };
    let tiles: Vec<AnyView> = board::tiles(file, scope, asked)
        .into_iter()
        .map(|one| {
            let delta = delta(one.change, one.better, "the days before");
            tile(one.title, one.figure, delta, one.note)
        })
        .collect();
    let people =
        chart("People who came", board::people(file, scope, asked), ChartKind::StackedBar, "", k);
    let reach = chart(
        "People in 7 and in 28 days",
        board::reach(file, scope, asked),
        ChartKind::Line,
        "",
        k,
    );
    let views = chart("Page views", board::views(file, scope, asked), ChartKind::Bar, "", k);
    let errors = board::plugin_errors(file, &asked.plugin).map(|drawn| {
        let label = format!("People and errors of {} by month", asked.plugin);
        view! { <Card title="What happened to it">{chart(&label, drawn, ChartKind::Line, "", k)}</Card> }
    });
    let whole = asked.team.is_empty().then(|| lists::all(file, asked));
    let note = (!asked.team.is_empty()).then(|| {
        view! {
            <p class="u-note">
                "Pages, searches and errors are listed for the whole portal only: in one team, most of them would be about single people."
            </p>
        }
    });
    let plugins = lists::plugins(registry, file, asked);
    view! {
        <Stack gap=Gap::Lg>
            {errors}
            <Grid layout=GridLayout::Tiles>{tiles}</Grid>
            <Card title="Active users">
                <Grid layout=GridLayout::Halves>
                    {people}
                    {reach}
                </Grid>
            </Card>
            <Card title="Page views">{views}</Card>
            {plugins}
            {whole}
            {note}
        </Stack>
    }
    .into_any()
}

/// A plugin within a team: people by month, and nothing else.
fn within(state: ListState, file: &Aggregate, asked: &Asked) -> AnyView {
    let label = format!("People of {} who use {}", asked.team, asked.plugin);
    let drawn = board::together(file, &asked.team, &asked.plugin).unwrap_or_default();
    let k = file.settings.k;
    let total = file.plugins.iter().find(|scope| scope.name == asked.plugin);
    let total = total.and_then(|scope| scope.mau.last()).and_then(|cell| cell.get());
    let all = total.map(|total| {
        format!("In all teams, {} people used it in the last 28 days.", count_words(total))
    });
    view! {
        <Card title=label.clone()>
            <Stack>
                {chart(&label, drawn, ChartKind::Bar, "", k)}
                <p class="u-note">
                    "Of a plugin within a team, people by month are all that is counted. " {all}
                </p>
                <Button
                    variant=Variant::Outline
                    on_click=Callback::new(move |_| state.set(PLUGIN, &[], true))
                >
                    "All plugins of this team"
                </Button>
            </Stack>
        </Card>
    }
    .into_any()
}

fn unknown(state: ListState, asked: &Asked) -> AnyView {
    let what: Vec<&str> = [asked.team.as_str(), asked.plugin.as_str()]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    let text = format!("The events know nothing of “{}”, or nobody used it.", what.join("” and “"));
    let said = view! {
        <EmptyState
            kind=EmptyKind::NoMatch
            title="No figures of this choice"
            actions=ViewFn::from(move || {
                let clear = Callback::new(move |_| state.clear());
                view! { <Button variant=Variant::Outline on_click=clear>"Show the whole portal"</Button> }
                    .into_any()
            })
        >
            {text}
        </EmptyState>
    };
    titled("Adoption", said.into_any())
}
