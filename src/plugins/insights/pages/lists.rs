//! The lists of the page: plugins, and what was used, looked for and failed most.

use super::super::PLUGINS;
use super::super::section::Section;
use super::super::words::{WITHHELD, chart, count_words, delta_words, figure, time};
use super::{address, saved_as};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Card, ChartKind, Column, DataTable, ExportColumn, Grid, ItemRow, Link, List, Rows, Sparkline,
    Stack,
};
use portico_insights::aggregate::{Aggregate, Item, Kind, Route, Task};
use portico_insights::board::{self, Asked, Figure, PluginRow};
use std::sync::Arc;

/// The table of plugins.
pub fn plugins(registry: &Arc<Registry>, file: &Aggregate, asked: &Asked) -> AnyView {
    let list: Arc<[PluginRow]> = board::plugins(file, asked).into();
    let rows: Rows = (0..list.len() as u64).collect();
    let cell = |list: &Arc<[PluginRow]>, draw: fn(&PluginRow) -> AnyView| {
        let list = list.clone();
        move |at: u64| found(&list, at).map_or_else(|| ().into_any(), draw)
    };
    let name = {
        let (list, registry) = (list.clone(), registry.clone());
        let (team, days) = (asked.team.clone(), asked.days.to_string());
        move |at: u64| {
            let Some(row) = found(&list, at) else { return ().into_any() };
            let mut pairs = vec![("plugin", row.plugin.as_str()), ("days", days.as_str())];
            if !team.is_empty() {
                pairs.push(("team", team.as_str()));
            }
            let href = address(&registry, Section::Adoption, &pairs);
            let plugin = row.plugin.clone();
            view! { <Link href=href>{plugin}</Link> }.into_any()
        }
    };
    let mut columns = vec![
        Column::new("plugin", "Plugin", name).width(144).grow(),
        Column::new("people", "People", cell(&list, |row| figure(row.users).into_any()))
            .width(96)
            .end(),
    ];
    if asked.team.is_empty() {
        columns.extend([
            Column::new("views", "Page views", cell(&list, |row| figure(row.views).into_any()))
                .width(112)
                .end()
                .priority(1),
            Column::new("change", "Change", cell(&list, |row| delta_words(row.change).into_any()))
                .width(96)
                .end()
                .priority(3),
            Column::new("errors", "Errors", cell(&list, |row| figure(row.errors).into_any()))
                .width(88)
                .end()
                .priority(2),
        ]);
    }
    columns
        .push(Column::new("trend", "People by month", cell(&list, trend)).width(160).priority(1));
    let text = |list: &Arc<[PluginRow]>, say: fn(&PluginRow) -> String| {
        let list = list.clone();
        move |at: u64| found(&list, at).map(say).unwrap_or_default()
    };
    let export = vec![
        ExportColumn::new("Plugin", text(&list, |row| row.plugin.clone())),
        ExportColumn::new("People", text(&list, |row| plain(row.users))),
        ExportColumn::new("Page views", text(&list, |row| plain(row.views))),
        ExportColumn::new("Errors", text(&list, |row| plain(row.errors))),
    ];
    let actions = saved_as("plugins", rows.clone(), export);
    let market = registry.href(PLUGINS, &()).unwrap_or_default();
    let hint = match asked.team.is_empty() {
        true => format!("last {}", asked.period()),
        false => "people of the last whole month".to_owned(),
    };
    view! {
        <Card title="Plugins" hint=hint more="Who keeps them" more_href=market flush=true actions=actions>
            <DataTable caption="Plugins by people" rows=Signal::stored(rows) columns=columns />
        </Card>
    }
    .into_any()
}

fn found<T: Clone>(list: &Arc<[T]>, at: u64) -> Option<&T> {
    usize::try_from(at).ok().and_then(|at| list.get(at))
}

fn trend(row: &PluginRow) -> AnyView {
    let label = format!("People of {} by month", row.plugin);
    view! { <Sparkline label=label values=row.trend.clone() /> }.into_any()
}

/// A figure for a file: digits alone.
fn plain(of: Figure) -> String {
    match of {
        Figure::Count(count) => count.to_string(),
        Figure::Withheld => WITHHELD.to_owned(),
        _ => String::new(),
    }
}

/// Everything that is listed by name, and how tasks and routes went.
pub fn all(file: &Aggregate, asked: &Asked) -> AnyView {
    let lists = [
        (Kind::Search, "Searches", "term"),
        (Kind::ZeroSearch, "Searches without a result", "term"),
        (Kind::NotFound, "Addresses that led nowhere", "address"),
        (Kind::Error, "Errors", "error"),
        (Kind::Page, "Pages", "page"),
        (Kind::Entity, "Entities", "entity"),
        (Kind::Document, "Documentation", "document"),
        (Kind::Unhelpful, "Documentation that did not help", "document"),
        (Kind::Template, "Templates", "template"),
    ];
    let lists: Vec<AnyView> = lists
        .into_iter()
        // Of a plugin, what was opened and what failed is known; terms belong to nobody.
        .filter(|(kind, ..)| asked.plugin.is_empty() || matches!(kind, Kind::Page | Kind::Error))
        .map(|(kind, title, one)| list(file, asked, kind, title, one))
        .collect();
    let tasks = asked.plugin.is_empty().then(|| tasks(file, asked));
    let routes = routes(file, asked);
    view! {
        {tasks}
        <Grid>{lists}</Grid>
        {routes}
    }
    .into_any()
}

fn list(file: &Aggregate, asked: &Asked, kind: Kind, title: &'static str, one: &str) -> AnyView {
    let (items, withheld) = board::items(file, asked, kind);
    let note = match withheld {
        0 => None,
        1 => Some(format!("1 {one} of fewer than {} people is not listed.", file.settings.k)),
        many => Some(format!(
            "{many} more of fewer than {} people each are not listed.",
            file.settings.k
        )),
    };
    let body = match items.is_empty() {
        true => view! { <p class="u-note u-inset">"None that enough people had in this time."</p> }
            .into_any(),
        false => {
            // Of a page in the documentation of a component, the page is what matters.
            let short = |item: &Item| {
                let name = item.name.strip_prefix("component:default/");
                let name = name.filter(|_| kind == Kind::Unhelpful).unwrap_or(&item.name);
                row_of(name, item)
            };
            let items = items.into_iter().map(short).collect();
            view! { <List items=items ordered=true /> }.into_any()
        }
    };
    let note = note.map(|note| view! { <p class="u-note u-inset">{note}</p> });
    view! {
        <Card title=title flush=true>
            {body}
            {note}
        </Card>
    }
    .into_any()
}

fn row_of(name: &str, item: &Item) -> AnyView {
    let times = Figure::of(item.count.now);
    let before = match item.count.before.get() {
        Some(0) => ", none before".to_owned(),
        Some(before) => format!(", {} before", count_words(before)),
        None => String::new(),
    };
    let people = match item.users.get() {
        Some(1) => "by 1 person".to_owned(),
        Some(users) => format!("by {} people", count_words(users)),
        None => "by few people".to_owned(),
    };
    let detail = [&*people, &*before].concat();
    let side = figure(times);
    view! {
        <ItemRow
            title=name.to_owned()
            detail=ViewFn::from(move || detail.clone().into_any())
            side=ViewFn::from(move || view! { <span class="u-numeric">{side.clone()}</span> }.into_any())
        />
    }
    .into_any()
}

/// Whether what people began was done, and how soon. Never how long they stay.
fn tasks(file: &Aggregate, asked: &Asked) -> AnyView {
    let k = file.settings.k;
    let done = chart("Tasks that were done", board::task_trend(file), ChartKind::Line, "%", k);
    let found = chart("Searches that found", board::find_trend(file), ChartKind::Line, "%", k);
    let window = file.last(asked.days);
    let mut rows: Vec<AnyView> = window.iter().flat_map(|window| &window.tasks).map(task).collect();
    rows.extend(window.map(|window| {
        let find = &window.find;
        let share = figure(Figure::share(find.found.now, find.tries.now));
        row("Find something by searching", share, find.p50, find.p50_before, String::new())
    }));
    view! {
        <Card title="Tasks and finding" hint=format!("last {}", asked.period())>
            <Stack>
                <List items=rows />
                <Grid layout=portico_components::GridLayout::Halves>
                    {done}
                    {found}
                </Grid>
            </Stack>
        </Card>
    }
    .into_any()
}

fn task(task: &Task) -> AnyView {
    let share = figure(Figure::share(task.done.now, task.started.now));
    let failed = match task.failed.get() {
        Some(0) | None => String::new(),
        Some(failed) => format!(", {} failed", count_words(failed)),
    };
    let name = match task.name.chars().next() {
        Some(first) => {
            let rest = task.name.get(first.len_utf8()..).unwrap_or_default();
            [&*first.to_uppercase().to_string(), rest].concat()
        }
        None => String::new(),
    };
    row(&name, share, task.p50, task.p50_before, failed)
}

fn row(name: &str, share: String, p50: u32, before: u32, more: String) -> AnyView {
    let took = match (p50, before) {
        (0, _) => "How long it took is not known".to_owned(),
        (now, 0) => format!("Half of them took less than {}", time(now)),
        (now, before) => {
            format!("Half of them took less than {}, before {}", time(now), time(before))
        }
    };
    let detail = [&*took, &*more].concat();
    let side = [&*share, " done"].concat();
    view! {
        <ItemRow
            title=name.to_owned()
            detail=ViewFn::from(move || detail.clone().into_any())
            side=ViewFn::from(move || side.clone().into_any())
        />
    }
    .into_any()
}

/// How fast pages could be used, the slowest first.
fn routes(file: &Aggregate, asked: &Asked) -> AnyView {
    let all = file.last(asked.days).map(|window| window.routes.clone()).unwrap_or_default();
    let list: Arc<[Route]> = all
        .into_iter()
        .filter(|one| asked.plugin.is_empty() || one.plugin == asked.plugin)
        .collect();
    let rows: Rows = (0..list.len() as u64).collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let cell = |say: fn(&Route) -> String| {
        let list = list.clone();
        move |at: u64| found(&list, at).map(say).unwrap_or_default().into_any()
    };
    let before = |route: &Route| match route.p75_before {
        0 => "—".to_owned(),
        some => time(some),
    };
    let slow = format!("Over {}", time(file.settings.slow_ms));
    let columns = vec![
        Column::new("route", "Route", cell(|route| route.route.clone())).width(160).grow(),
        Column::new("p75", "Three in four below", cell(|route| time(route.p75))).width(152).end(),
        Column::new("before", "Before", cell(before)).width(96).end().priority(2),
        Column::new("p50", "Half below", cell(|route| time(route.p50)))
            .width(104)
            .end()
            .priority(3),
        Column::new("slow", slow, cell(|route| route.slow.to_string())).width(96).end().priority(1),
        Column::new("measured", "Measured", cell(|route| route.count.to_string()))
            .width(96)
            .end()
            .priority(4),
    ];
    view! {
        <Card title="Slow routes" hint="until the page could be used" flush=true>
            <DataTable caption="Routes, the slowest first" rows=Signal::stored(rows) columns=columns />
        </Card>
    }
    .into_any()
}
