//! Report: the numbers of one period, to read and to hand on. Change `MONTHS` and the sentences of
//! `conclusion` first: a report says what the numbers mean, and for whom.

use leptos::prelude::*;
use portico_components::{
    Banner, Card, Chart, ChartKind, ChartSeries, Choice, Cluster, Column, CopyButton, DataTable,
    Description, Grid, GridLayout, Justify, Link, Markdown, OwnerBadge, PageHeader, Rows, Select,
    Skeleton, SkeletonKind, Stack, Stat, StatDelta, Stick, Switch, Tone, group_digits,
};

/// One team's costs in euros.
struct Cost {
    team: &'static str,
    now: usize,
    before: usize,
}

/// A month: its name, whether it is over, the costs, what they mean.
struct Month {
    name: &'static str,
    is_over: bool,
    costs: &'static [Cost],
    /// Costs of its weeks, as far as they are over.
    weeks: [Option<i64>; 4],
    conclusion: &'static str,
}

const MONTHS: &[Month] = &[
    Month {
        name: "November 2026",
        is_over: false,
        costs: &[
            Cost { team: "Data platform", now: 18_420, before: 24_310 },
            Cost { team: "Payments core", now: 9_870, before: 13_160 },
            Cost { team: "Freight routing", now: 6_020, before: 5_480 },
        ],
        weeks: [Some(11_200), Some(11_640), Some(11_470), None],
        conclusion: "Two thirds of the month are over.

- **Freight routing** has cost more than in all of October: two test clusters were left running.
- All others are as planned.",
    },
    Month {
        name: "October 2026",
        is_over: true,
        costs: &[
            Cost { team: "Data platform", now: 24_310, before: 22_900 },
            Cost { team: "Payments core", now: 13_160, before: 13_420 },
            Cost { team: "Freight routing", now: 5_480, before: 5_310 },
        ],
        weeks: [Some(10_500), Some(10_900), Some(10_650), Some(10_900)],
        conclusion: "Costs grew by **3 %**, traffic by 7 %.

- The new lakehouse tables cost about 1,400 € a month.
- Nothing else changed much.",
    },
];

fn euros(amount: usize) -> String {
    [&group_digits(amount), "\u{a0}€"].concat()
}

fn total(month: &Month) -> usize {
    month.costs.iter().map(|cost| cost.now).sum()
}

fn columns(month: &'static Month) -> Vec<Column> {
    let cell = move |draw: fn(&Cost) -> AnyView| {
        move |row: u64| {
            let cost = usize::try_from(row).ok().and_then(|row| month.costs.get(row));
            cost.map_or_else(|| ().into_any(), draw)
        }
    };
    let team = |one: &Cost| {
        view! { <OwnerBadge name=one.team href=["#", one.team].concat() /> }.into_any()
    };
    let now = |one: &Cost| euros(one.now).into_any();
    let before = |one: &Cost| euros(one.before).into_any();
    vec![
        Column::new("team", "Team", cell(team)).width(152).grow(),
        Column::new("now", "This month", cell(now)).width(112).end(),
        Column::new("before", "Month before", cell(before)).width(112).priority(1).end().quiet(),
    ]
}

fn conclusion(month: &'static Month) -> AnyView {
    let before: usize = month.costs.iter().map(|cost| cost.before).sum();
    let delta = match total(month).checked_sub(before) {
        Some(more) => StatDelta::up(euros(more)),
        None => StatDelta::down(euros(before - total(month))),
    };
    let since = if month.is_over { "the month before" } else { "all of the month before" };
    view! {
        <Card title="In short">
            <Stack>
                <Stat
                    label="All teams"
                    value=group_digits(total(month))
                    unit="€"
                    delta=delta.since(since)
                />
                <Markdown text=month.conclusion />
            </Stack>
        </Card>
    }
    .into_any()
}

fn body(month: &'static Month) -> AnyView {
    let rows: Rows = (0..month.costs.len() as u64).collect();
    let weeks = ["Week 1", "Week 2", "Week 3", "Week 4"].map(str::to_owned).to_vec();
    let note = (!month.is_over).then(|| {
        view! {
            <Banner tone=Tone::Info title="The month is not over">
                "The numbers grow every night until 1 December."
            </Banner>
        }
    });
    view! {
        {note}
        <Grid layout=GridLayout::Halves>
            {conclusion(month)}
            <Card title="By week">
                <Chart
                    label=["Costs of ", month.name].concat()
                    summary="Every week costs about the same."
                    kind=ChartKind::Bar
                    points="Week"
                    labels=weeks
                    series=vec![ChartSeries::with_gaps("Costs", month.weeks.to_vec())]
                    unit="€"
                />
            </Card>
        </Grid>
        <Card title="By team" flush=true>
            <DataTable
                caption=["Costs by team, ", month.name].concat()
                rows=Signal::stored(rows)
                columns=columns(month)
                stick=Stick::Off
            />
        </Card>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let chosen = RwSignal::new("November 2026".to_owned());
    let loading = RwSignal::new(false);
    let choice = |month: &Month| Choice::new(month.name, month.name);
    let choices: Vec<Choice> = MONTHS.iter().map(choice).collect();
    let month = move || chosen.with(|chosen| MONTHS.iter().find(|month| month.name == chosen));
    let as_text = Signal::derive(move || {
        month().map(|month| [month.name, ": ", &euros(total(month))].concat()).unwrap_or_default()
    });
    let meta = || {
        view! {
            <Description term="Source"><Link href="#billing">"Billing export"</Link></Description>
        }
    };
    let actions = move || view! { <CopyButton text=as_text label="Copy the total" /> };
    let shown = move || match month().filter(|_| !loading.get()) {
        Some(month) => body(month),
        None => view! {
            <Card><Skeleton kind=SkeletonKind::Text(8) label="Loading the report" /></Card>
        }
        .into_any(),
    };
    view! {
        <Stack>
            <PageHeader
                title="Costs by team"
                subtitle="Cloud costs of Halyard, without taxes"
                meta=meta
                actions=actions
            />
            <Cluster justify=Justify::Between>
                <Select
                    label="Month"
                    choices=Signal::stored(choices)
                    value=Signal::derive(move || Some(chosen.get()))
                    on_change=move |new| chosen.set(new)
                />
                <Switch label="Show it loading" on=loading on_change=move |on| loading.set(on) />
            </Cluster>
            {shown}
        </Stack>
    }
    .into_any()
}
