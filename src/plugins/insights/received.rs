//! The adoption dashboard with figures that adoption insights of Backstage counted. Each part asks
//! by itself, so that one that fails leaves the others alone; what the API does not know is said.

use super::pages::adoption::{DAYS, period};
use super::words::{chart, count_words, delta_words, figure, stat};
use crate::net::{Get, Stamp};
use crate::plugin::list_state::ListState;
use crate::plugin::loaded::loaded;
use crate::plugin::prelude::*;
use leptos::prelude::{Get as _, *};
use portico_components::{
    Card, ChartKind, Cluster, Column, DataTable, Gap, Grid, GridLayout, ItemRow, List, Rows,
    SkeletonKind, Sparkline, Stack,
};
use portico_insights::board::{Asked, Figure, PluginRow};
use portico_insights::received::{Answer, Query};
use portico_insights::{Day, Zone};
use std::sync::Arc;

/// What the API has no figures of.
const MISSING: &str = "Teams, page views in all, people per plugin, searches without a result, addresses that led nowhere, errors, slow routes, tasks and time to find. They are not zero: adoption insights does not count them. Lists come without a number of people, so nothing in them can be withheld.";

/// Who is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// Its name in `origins`.
    pub origin: String,
    /// Figures of fewer people are withheld.
    pub k: u32,
}

/// The first and the last day of a period that ends today.
fn span(today: Day, days: i32) -> (Day, Day) {
    (today.plus(1 - days), today)
}

/// The request for an answer. Days are those of UTC, as this API has counted from the beginning.
fn request(origin: &str, query: Query, (from, to): (Day, Day)) -> Get<Answer> {
    Get::new(origin)
        .path(["api", "adoption-insights", "events"])
        .query("type", query.name())
        .query("start_date", from.iso())
        .query("end_date", to.iso())
        .query("limit", query.limit().to_string())
        .query("timezone", "UTC")
}

/// Draws the page.
pub fn draw(asking: Asking) -> AnyView {
    let state = ListState::start();
    let asked = Memo::new(move |_| Asked::read("", "", &state.get(DAYS)));
    let k = asking.k;
    let part =
        |title, query, view: fn(&Answer, u32) -> AnyView| part(&asking, asked, title, query, view);
    let parts = [
        part("Templates", Query::Templates, items),
        part("Entities", Query::Entities, items),
        part("Documentation", Query::Documents, items),
        part("Searches", Query::Searches, searches),
    ];
    let (reach, active, plugins) = (
        part("People", Query::People, people),
        part("Active users", Query::Active, active),
        part("Plugins", Query::Plugins, plugins),
    );
    let note = format!(
        "Counted by adoption insights at “{}”, in days of UTC, until today. Of people, fewer than {k} are withheld.",
        asking.origin
    );
    view! {
        <Stack gap=Gap::Lg>
            <Stack gap=Gap::Sm>
                <Cluster gap=Gap::Md>{period(state, asked)}</Cluster>
                <p class="u-note">{note}</p>
            </Stack>
            <Grid layout=GridLayout::Halves>
                {reach}
                {active}
            </Grid>
            {plugins}
            <Grid>{parts.into_iter().collect::<Vec<_>>()}</Grid>
            <Card title="What is not known">
                <p>{MISSING}</p>
            </Card>
        </Stack>
    }
    .into_any()
}

/// A card with an answer of its own.
fn part(
    asking: &Asking,
    asked: Memo<Asked>,
    title: &'static str,
    query: Query,
    view: fn(&Answer, u32) -> AnyView,
) -> AnyView {
    let (origin, k) = (asking.origin.clone(), asking.k);
    let load = use_load(move || {
        let today = Zone(0).day(Stamp::now().unix_milliseconds() as i64);
        request(&origin, query, span(today, asked.with(|asked| asked.days)))
    });
    let hint = Signal::derive(move || format!("last {}", asked.get().period()));
    let view = move |answer: &Answer| view(answer, k);
    // Lists and tables bring their own room.
    let flush = !matches!(query, Query::People | Query::Active | Query::Searches);
    view! {
        <Card title=title hint=hint flush=flush>
            {loaded(load, title, SkeletonKind::Rows(3), view)}
        </Card>
    }
    .into_any()
}

/// Said where an answer has no rows.
fn none() -> AnyView {
    view! { <p class="u-note u-inset">"None in this time."</p> }.into_any()
}

fn people(answer: &Answer, k: u32) -> AnyView {
    let (came, share) = answer.people(k);
    let note = match came {
        Figure::Missing => "The answer says no number.".to_owned(),
        Figure::Withheld => format!("fewer than {k} people"),
        _ => share,
    };
    view! {
        {stat("People who came", figure(came), None)}
        <p class="u-note">{note}</p>
    }
    .into_any()
}

fn active(answer: &Answer, k: u32) -> AnyView {
    if answer.is_empty() {
        return none();
    }
    chart("People who came", answer.active(k), ChartKind::StackedBar, "", k)
}

fn searches(answer: &Answer, k: u32) -> AnyView {
    if answer.is_empty() {
        return none();
    }
    chart("Searches", answer.searches(), ChartKind::Bar, "", k)
}

fn items(answer: &Answer, _: u32) -> AnyView {
    let items: Vec<AnyView> = answer
        .items()
        .into_iter()
        .map(|(name, count)| {
            let side = figure(count);
            view! {
                <ItemRow
                    title=name
                    side=ViewFn::from(move || {
                        view! { <span class="u-numeric">{side.clone()}</span> }.into_any()
                    })
                />
            }
            .into_any()
        })
        .collect();
    if items.is_empty() {
        return none();
    }
    view! { <List items=items ordered=true /> }.into_any()
}

fn plugins(answer: &Answer, _: u32) -> AnyView {
    let list: Arc<[PluginRow]> = answer.plugins().into();
    if list.is_empty() {
        return none();
    }
    let rows: Rows = (0..list.len() as u64).collect();
    let cell = |draw: fn(&PluginRow) -> AnyView| {
        let list = list.clone();
        move |at: u64| {
            let row = usize::try_from(at).ok().and_then(|at| list.get(at));
            row.map_or_else(|| ().into_any(), draw)
        }
    };
    let trend = |row: &PluginRow| {
        let label = format!("Page views of {}", row.plugin);
        view! { <Sparkline label=label values=row.trend.clone() /> }.into_any()
    };
    let columns = vec![
        Column::new("plugin", "Plugin", cell(|row| row.plugin.clone().into_any()))
            .width(144)
            .grow(),
        Column::new("views", "Page views", cell(|row| figure(row.views).into_any()))
            .width(112)
            .end(),
        Column::new("change", "First to last", cell(|row| delta_words(row.change).into_any()))
            .width(112)
            .end()
            .priority(2),
        Column::new("trend", "Trend", cell(trend)).width(160).priority(1),
    ];
    let shown = count_words(i64::try_from(list.len()).unwrap_or(i64::MAX));
    view! {
        <DataTable
            caption=format!("The {shown} plugins with most page views")
            rows=Signal::stored(rows)
            columns=columns
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_ends_today_and_has_as_many_days_as_it_says() {
        let (from, to) = span(Day::of(2026, 3, 2), 7);
        assert_eq!((from.iso(), to.iso()), ("2026-02-24".to_owned(), "2026-03-02".to_owned()));
    }
}
