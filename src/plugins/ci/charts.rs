//! How the newest runs did: figures, results by day, lengths.

use super::figures::{Figures, days, main_workflow};
use super::model::Run;
use super::parts::number;
use crate::plugin::entities::counted;
use crate::plugin::prelude::*;
use crate::plugin::time::duration;
use leptos::prelude::*;
use portico_components::{
    Chart, ChartKind, ChartSeries, Gap, Grid, GridLayout, Stack, Stat, utc_offset,
};

/// Draws all of it for runs that come the newest first.
pub fn draw(runs: &[&Run]) -> AnyView {
    let figures = Figures::of(runs.iter().copied());
    let stats = stats(runs, &figures);
    let results = results(runs, &figures);
    let lengths = lengths(runs);
    view! {
        <Stack>
            <Grid layout=GridLayout::Cards gap=Gap::Md>{stats}</Grid>
            <Grid layout=GridLayout::Cards>
                {results}
                {lengths}
            </Grid>
        </Stack>
    }
    .into_any()
}

fn stats(runs: &[&Run], figures: &Figures) -> Vec<AnyView> {
    let stat = |label: String, value: String| view! { <Stat label=label value=value /> }.into_any();
    let usual = figures.usual.map(duration).unwrap_or_default();
    let rate = figures.rate_words();
    let label = ["Success rate of ", &counted(figures.ended(), "build", "builds")].concat();
    vec![
        stat(label, rate),
        stat("Failed".to_owned(), figures.failed.to_string()),
        stat(
            ["Usual duration, ", &main_or_all(runs)].concat(),
            of_main(runs).usual.map_or(usual, duration),
        ),
    ]
}

/// The figures of the workflow that runs most.
fn of_main(runs: &[&Run]) -> Figures {
    let main = main_workflow(runs);
    Figures::of(runs.iter().copied().filter(|run| run.workflow == main))
}

fn main_or_all(runs: &[&Run]) -> String {
    let main = main_workflow(runs);
    if main.is_empty() { "passed builds".to_owned() } else { main }
}

/// Passed and failed, day by day.
fn results(runs: &[&Run], figures: &Figures) -> AnyView {
    let days = days(runs, utc_offset);
    let series = |name: &'static str, pick: fn(&Figures) -> usize| {
        let values: Vec<i64> = days
            .iter()
            .map(|(_, figures)| i64::try_from(pick(figures)).unwrap_or_default())
            .collect();
        let some = values.iter().any(|value| *value > 0);
        some.then(|| ChartSeries::new(name, values))
    };
    let all = [
        series("Passed", |figures| figures.passed),
        series("Failed", |figures| figures.failed),
        series("Other", |figures| figures.others),
    ];
    let rates: Vec<Option<i64>> = days
        .iter()
        .map(|(_, figures)| figures.rate().and_then(|rate| i64::try_from(rate).ok()))
        .collect();
    // The year would leave room for few of them.
    let short = |day: &String| day.rsplit_once(' ').map_or(day.clone(), |(day, _)| day.to_owned());
    let labels: Vec<String> = days.iter().map(|(day, _)| short(day)).collect();
    let rate = view! {
        <Chart
            label="Success rate by day"
            summary=summary(figures)
            points="Day"
            labels=labels.clone()
            series=vec![ChartSeries::with_gaps("Success rate", rates)]
            unit="%"
            empty="No build has ended yet."
        />
    };
    let bars = view! {
        <Chart
            label="Results by day"
            summary=days_summary(&days)
            kind=ChartKind::StackedBar
            points="Day"
            labels=labels
            series=all.into_iter().flatten().collect()
            empty="No build has started yet."
        />
    };
    view! {
        {bars}
        {rate}
    }
    .into_any()
}

/// `24 of 28 builds that ended passed, 86 %.`
fn summary(figures: &Figures) -> String {
    match figures.ended() {
        0 => "None of these builds passed or failed.".to_owned(),
        ended => format!(
            "{} of {} passed, {}.",
            figures.passed,
            counted(ended, "build", "builds"),
            figures.rate_words()
        ),
    }
}

/// The day with the most failures, if there is one.
fn days_summary(days: &[(String, Figures)]) -> String {
    let worst = days.iter().rev().max_by_key(|(_, figures)| figures.failed);
    match worst {
        Some((day, figures)) if figures.failed > 0 => {
            format!(
                "{} on {day}, the most of all days.",
                counted(figures.failed, "failure", "failures")
            )
        }
        _ => "No build failed.".to_owned(),
    }
}

/// How long each build took that passed, of the workflow that runs most.
fn lengths(runs: &[&Run]) -> AnyView {
    let main = main_workflow(runs);
    let of = runs.iter().rev().filter(|run| run.workflow == main && run.state.is_good());
    let known: Vec<(&Run, u64)> = of.filter_map(|run| Some((*run, run.seconds?))).collect();
    let longest = known.iter().map(|(_, seconds)| *seconds).max().unwrap_or_default();
    // Minutes with one digit behind the point, or seconds where a minute is long.
    let (unit, decimals) = if longest >= 180 { ("min", 1) } else { ("s", 0) };
    let value = |seconds: u64| {
        let value = if decimals == 1 { (seconds + 3) / 6 } else { seconds };
        i64::try_from(value).unwrap_or(i64::MAX)
    };
    let labels = known.iter().map(|(run, _)| number(run)).collect();
    let values = known.iter().map(|(_, seconds)| value(*seconds)).collect();
    let title = match main.as_str() {
        "" => "Duration of builds that passed".to_owned(),
        name => ["Duration of ", name, " where it passed"].concat(),
    };
    let summary = match (known.iter().map(|(_, seconds)| *seconds).min(), known.len()) {
        (Some(shortest), 2..) => {
            ["Between ", &duration(shortest), " and ", &duration(longest), "."].concat()
        }
        (Some(only), _) => ["Took ", &duration(only), "."].concat(),
        (None, _) => "No build has passed.".to_owned(),
    };
    view! {
        <Chart
            label=title
            summary=summary
            kind=ChartKind::Bar
            points="Build"
            labels=labels
            series=vec![ChartSeries::new("Duration", values)]
            unit=unit
            decimals=decimals
            empty="No build has passed."
        />
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charts_are_said_in_a_sentence() {
        let figures = |passed, failed| Figures { passed, failed, ..Figures::default() };
        assert_eq!(summary(&figures(24, 4)), "24 of 28 builds passed, 85\u{a0}%.");
        assert_eq!(summary(&figures(0, 0)), "None of these builds passed or failed.");
        let days = [("20 Nov".to_owned(), figures(1, 1)), ("21 Nov".to_owned(), figures(0, 2))];
        assert_eq!(days_summary(&days), "2 failures on 21 Nov, the most of all days.");
        assert_eq!(days_summary(&days[..0]), "No build failed.");
    }
}
