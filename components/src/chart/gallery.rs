//! Examples of `Chart`.

use super::{Chart, ChartKind, ChartSeries};
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;

fn week() -> Vec<String> {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map(str::to_owned).into()
}

fn builds() -> Vec<ChartSeries> {
    vec![
        ChartSeries::new("Passed", vec![42, 51, 47, 63, 58, 9, 6]),
        ChartSeries::new("Failed", vec![5, 3, 8, 12, 4, 0, 1]),
    ]
}

/// So many series over a week.
fn teams(count: i64) -> Vec<ChartSeries> {
    let names = ["Ledger", "Cards", "Fraud", "Search", "Login", "Web", "Mobile", "Other"];
    names
        .into_iter()
        .zip(0..count)
        .map(|(name, team)| {
            let values = (0..7_i64).map(|day| 8 + team * 9 + day * (team + 3) % 11).collect();
            ChartSeries::new(name, values)
        })
        .collect()
}

fn example(kind: ChartKind) -> AnyView {
    view! {
        <Chart
            label="Builds per day"
            summary="Most builds ran on Thursday, which also had the most failures."
            kind
            points="Day"
            labels=week()
            series=builds()
        />
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "chart",
    name: "Chart",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Values over points: a drawing, a sentence about it, and a table.",
    when_not: "One number: Stat. A share of a limit: Gauge. A course beside a number: Sparkline.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "line", title: "Line", view: || example(ChartKind::Line) },
    Example { id: "area", title: "Area", view: || example(ChartKind::Area) },
    Example { id: "bar", title: "Bars", view: || example(ChartKind::Bar) },
    Example { id: "stacked", title: "Stacked bars", view: || example(ChartKind::StackedBar) },
    Example {
        id: "one",
        title: "One series with a unit and gaps",
        view: || {
            let values = vec![Some(212), Some(230), None, Some(251), Some(248), None, Some(262)];
            view! {
                <Chart
                    label="Median response time"
                    summary="Slower by a quarter since Monday; Wednesday and Saturday are unknown."
                    points="Day"
                    labels=week()
                    series=vec![ChartSeries::with_gaps("Response time", values)]
                    unit="ms"
                />
            }
            .into_any()
        },
    },
    Example {
        id: "decimals",
        title: "Hundredths",
        view: || {
            let values = vec![42, 45, 41, 38, 57, 131, 96];
            view! {
                <Chart
                    label="Failed requests"
                    summary="Three times as many as usual on Saturday."
                    points="Day"
                    labels=week()
                    series=vec![ChartSeries::new("Failed", values)]
                    unit="%"
                    decimals=2
                />
            }
            .into_any()
        },
    },
    Example {
        id: "eight",
        title: "Eight series",
        view: || {
            view! {
                <Chart
                    label="Deployments per day and team"
                    summary="All teams deploy about as often as in the week before."
                    points="Day"
                    labels=week()
                    series=teams(8)
                />
            }
            .into_any()
        },
    },
    Example {
        id: "eight-stacked",
        title: "Eight series on top of each other",
        view: || {
            view! {
                <Chart
                    label="Deployments per day and team"
                    summary="All teams deploy about as often as in the week before."
                    kind=ChartKind::StackedBar
                    points="Day"
                    labels=week()
                    series=teams(8)
                />
            }
            .into_any()
        },
    },
    Example {
        id: "negative",
        title: "Below zero",
        view: || {
            let series = vec![
                ChartSeries::new("Added", vec![1200, 800, 2400, 300, 950]),
                ChartSeries::new("Removed", vec![-400, -1300, -200, -1900, -50]),
            ];
            let labels = ["June", "July", "August", "September", "October"];
            view! {
                <Chart
                    label="Lines changed"
                    summary="More lines were added than removed, but not in July and September."
                    kind=ChartKind::StackedBar
                    points="Month"
                    labels=labels.map(str::to_owned).into()
                    series
                />
            }
            .into_any()
        },
    },
    Example {
        id: "many",
        title: "Many points",
        view: || {
            let labels = (1..=120_usize).map(|day| ["Day ", &day.to_string()].concat());
            let values = (0..120_i64).map(|day| 20_000 + day * day * 7 % 9_000).collect();
            view! {
                <Chart
                    label="Requests per day"
                    summary="Between 20,000 and 29,000 requests on every day."
                    kind=ChartKind::Area
                    points="Day"
                    labels=labels.collect()
                    series=vec![ChartSeries::new("Requests", values)]
                />
            }
            .into_any()
        },
    },
    Example {
        id: "loading",
        title: "On its way",
        view: || {
            view! {
                <Chart
                    label="Builds per day"
                    summary="The last seven days."
                    points="Day"
                    labels=Vec::new()
                    series=Vec::new()
                    loading=true
                />
            }
            .into_any()
        },
    },
    Example {
        id: "empty",
        title: "No data",
        view: || {
            view! {
                <Chart
                    label="Builds per day"
                    summary="The last seven days."
                    points="Day"
                    labels=week()
                    series=vec![ChartSeries::with_gaps("Passed", vec![None; 7])]
                    empty="No build ran in the last seven days."
                />
            }
            .into_any()
        },
    },
    Example {
        id: "long",
        title: "Long words",
        view: || {
            let series = vec![
                ChartSeries::new("Reconciliation of the ledger in the European region", vec![4, 9]),
                ChartSeries::new("Settlement-worker-of-the-payments-domain", vec![7, 3]),
            ];
            let labels = ["The week before the release", "The week after the release"];
            view! {
                    <Chart
                        label="Incidents per week of the services that took part in the release of November"
                        summary="Reconciliation had twice as many incidents after the release, settlement half as many."
                        kind=ChartKind::Bar
                        points="Week"
                        labels=labels.map(str::to_owned).into()
                        series
                    />
                }
                .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            let labels = ["א׳", "ב׳", "ג׳", "ד׳", "ה׳"];
            let series = vec![
                ChartSeries::new("עברו", vec![42, 51, 47, 63, 58]),
                ChartSeries::new("נכשלו", vec![5, 3, 8, 12, 4]),
            ];
            view! {
                <div dir="rtl">
                    <Chart
                        label="בניות ליום"
                        summary="רוב הבניות היו ביום רביעי."
                        points="יום"
                        labels=labels.map(str::to_owned).into()
                        series
                    />
                </div>
            }
            .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Chart {
        label: text "Builds per day",
        summary: text "Most builds run in the middle of the week.",
        kind: choice ChartKind [Line, Area, Bar, StackedBar],
        points: text "Day",
        unit: text,
        loading: flag,
        empty: text "No data in this range.",
        labels: code (["Mon", "Tue", "Wed"].map(str::to_owned).to_vec()),
        series: code (vec![ChartSeries::new("Passed", vec![42, 51, 47]), ChartSeries::new("Failed", vec![5, 3, 8])]),
    }
};
