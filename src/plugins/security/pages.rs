//! All findings of an entity: in figures, over time, as a table, and where they are from.

use super::cards::off_words;
use super::model::Severity;
use super::parts::{asked, figures, troubles};
use super::reports::Archive;
use super::sources::{Source, State, use_findings};
use super::table;
use crate::plugin::loaded::waiting;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Card, Chart, ChartKind, ChartSeries, Cluster, Icon, IconButton, ItemRow, RelativeTime, Size,
    SkeletonKind, Stack, Status, Tone,
};

/// Draws the tab.
pub fn findings(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => asked,
        Err(said) => return view! { <Card title="Security">{said}</Card> }.into_any(),
    };
    let findings = use_findings(&asked, asked.moments);
    let troubles = troubles(&findings);
    let all = findings.all;
    let archive = findings.archive;
    let known = {
        let findings = findings.clone();
        Memo::new(move |_| findings.is_known())
    };
    let is_waiting = {
        let findings = findings.clone();
        Memo::new(move |_| findings.is_waiting())
    };
    let nothing = Memo::new(move |_| !known.get() && all.with(|all| all.is_empty()));
    let sources = findings.sources.clone();
    let shown = move || {
        if is_waiting.get() {
            let slow = Signal::derive({
                let sources = sources.clone();
                move || sources.iter().any(|one| one.slow.get())
            });
            let call = sources.first().map(|one| one.call);
            let call = Signal::derive(move || call.and_then(|call| call.get()));
            let skeleton = waiting(SkeletonKind::Rows(8), "Loading findings", slow, call);
            return view! { <Card title="Open findings">{skeleton}</Card> }.into_any();
        }
        if nothing.get() {
            let off = sources.iter().any(|one| one.state.with(|state| *state == State::Off));
            return match off {
                true => view! { <Card title="Open findings">{off_words()}</Card> }.into_any(),
                // What has failed says so itself.
                false => ().into_any(),
            };
        }
        let figures = move || all.with(|all| (!all.is_empty()).then(|| figures(all)));
        let table = table::draw(all, known.into());
        view! {
            <Card title="Open findings">
                <Stack>
                    {figures}
                    {table}
                </Stack>
            </Card>
        }
        .into_any()
    };
    let trend = move || archive.and_then(|archive| archive.with(trend));
    let rows: Vec<AnyView> = findings.sources.iter().map(|one| row(one.clone())).collect();
    view! {
        <Stack>
            {troubles}
            {shown}
            {trend}
            <Card title="Where they are from" flush=true>
                {rows}
            </Card>
        </Stack>
    }
    .into_any()
}

/// How many there were over time; nothing until there are two moments to compare.
fn trend(archive: &Archive) -> Option<AnyView> {
    let points = archive.trend();
    let (first, last) = (points.first()?, points.last()?);
    if points.len() < 2 {
        return None;
    }
    let chart = chart(&points, &compared(first, last));
    Some(view! { <Card title="Trend of the reports">{chart}</Card> }.into_any())
}

/// The figures of all moments, as bars.
pub fn chart(points: &[(String, [usize; 5])], summary: &str) -> AnyView {
    let series = Severity::ALL.into_iter().enumerate().filter_map(|(at, severity)| {
        let values = points.iter().map(|(_, counts)| counts.get(at).copied().unwrap_or_default());
        let values: Vec<i64> = values.filter_map(|count| i64::try_from(count).ok()).collect();
        let some = values.iter().any(|count| *count > 0);
        some.then(|| ChartSeries::new(severity.word(), values))
    });
    let labels = points.iter().map(|(day, _)| day.clone()).collect();
    view! {
        <Chart
            label="Findings over time"
            summary=summary.to_owned()
            kind=ChartKind::StackedBar
            points="Day"
            labels=labels
            series=series.collect()
        />
    }
    .into_any()
}

/// `9 findings, 3 more than on 2026-09-04.`
#[must_use]
pub fn compared(first: &(String, [usize; 5]), last: &(String, [usize; 5])) -> String {
    let (before, now) = (first.1.iter().sum::<usize>(), last.1.iter().sum::<usize>());
    let word = if now == 1 { "finding" } else { "findings" };
    let change = match now.cmp(&before) {
        std::cmp::Ordering::Less => format!("{} fewer than", before - now),
        std::cmp::Ordering::Equal => "as many as".to_owned(),
        std::cmp::Ordering::Greater => format!("{} more than", now - before),
    };
    format!("{now} {word}, {change} on {}.", first.0)
}

/// A place with findings: what it has come to, how old that is, and a way to ask again.
fn row(source: Source) -> AnyView {
    let Source { title, state, at, retry, .. } = source;
    let words = move || match state.get() {
        State::Waiting => "Asked at the moment".to_owned(),
        State::Known(0) => "Nothing is open".to_owned(),
        State::Known(1) => "1 open finding".to_owned(),
        State::Known(count) => format!("{count} open findings"),
        State::Off => "Not switched on for this repository, or you may not see it".to_owned(),
        State::Failed(error) => [&*error.title(), "."].concat(),
    };
    let side = move || {
        let shape = move || {
            let (tone, word) = state.with(|state| match state {
                State::Waiting => (Tone::Info, "Loading"),
                State::Known(_) => (Tone::Success, "Read"),
                State::Off => (Tone::Neutral, "Off"),
                State::Failed(_) => (Tone::Danger, "Failed"),
            });
            view! { <Status tone=tone label=word /> }
        };
        view! {
            <Cluster>
                {shape}
                <IconButton
                    icon=Icon::Refresh
                    label=["Reload ", title].concat()
                    size=Size::Sm
                    on_click=move |_| retry.run(())
                />
            </Cluster>
        }
        .into_any()
    };
    let age = move || {
        let at = move || at.get().map(|at| view! { <RelativeTime time=at /> });
        at.into_any()
    };
    view! {
        <ItemRow
            title=title
            detail=ViewFn::from(move || words.into_any())
            side=ViewFn::from(side)
            side_detail=ViewFn::from(age)
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_trend_is_said_in_a_sentence() {
        let point = |day: &str, high| (day.to_owned(), [0, high, 0, 0, 0]);
        let say = |before, now| compared(&point("2026-09-04", before), &point("2026-11-20", now));
        assert_eq!(say(1, 4), "4 findings, 3 more than on 2026-09-04.");
        assert_eq!(say(2, 1), "1 finding, 1 fewer than on 2026-09-04.");
        assert_eq!(say(2, 2), "2 findings, as many as on 2026-09-04.");
    }
}
