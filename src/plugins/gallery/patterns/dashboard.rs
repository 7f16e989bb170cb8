//! Dashboard: how things are going, at a glance. Change `WEEK`, `MONTH` and the stats first; put
//! the chosen range into the address, and say how old the numbers are.

use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Chart, ChartKind, ChartSeries, Choice, Cluster, Gauge, Grid, GridLayout,
    Icon, ItemRow, Justify, List, PageHeader, RelativeTime, SegmentedControl, Sparkline, Stack,
    Stat, StatDelta, Status, Switch, Tone,
};

/// Numbers of one range.
struct Numbers {
    labels: &'static [&'static str],
    passed: &'static [i64],
    failed: &'static [i64],
    seconds: &'static [i64],
    /// How far these three are from the range before.
    more: [&'static str; 3],
    since: &'static str,
    summary: &'static str,
}

const AS_OF: i64 = 1_795_192_800_000;

const WEEK: Numbers = Numbers {
    labels: &["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"],
    passed: &[9, 6, 42, 51, 47, 63, 58],
    failed: &[0, 1, 5, 3, 8, 12, 4],
    seconds: &[301, 298, 340, 350, 361, 377, 348],
    more: ["5 %", "8", "16 s"],
    since: "the week before",
    summary: "Most builds ran on Thursday, which also had the most failures.",
};

const MONTH: Numbers = Numbers {
    labels: &["26 Oct", "2 Nov", "9 Nov", "16 Nov"],
    passed: &[244, 251, 263, 276],
    failed: &[21, 30, 25, 33],
    seconds: &[389, 381, 366, 350],
    more: ["12 %", "17", "25 s"],
    since: "the month before",
    summary: "Builds grow by about four per cent a week, failures a little faster.",
};

fn sum(values: &[i64]) -> String {
    values.iter().sum::<i64>().to_string()
}

/// One number with its course.
fn stat(
    name: &'static str,
    value: String,
    unit: &'static str,
    delta: StatDelta,
    course: &'static [i64],
    loading: Signal<bool>,
) -> AnyView {
    let chart = move || {
        let values = course.iter().copied().map(Some).collect();
        view! { <Sparkline label=name values=values /> }
    };
    view! {
        <Card>
            <Stat label=name value=value unit=unit delta=delta chart=chart loading=loading />
        </Card>
    }
    .into_any()
}

fn stats(of: &'static Numbers, loading: Signal<bool>) -> AnyView {
    let [passed, failed, faster] = of.more.map(str::to_owned);
    let passed = StatDelta::up(passed).better().since(of.since);
    let failed = StatDelta::up(failed).worse().since(of.since);
    let faster = StatDelta::down(faster).better().since(of.since);
    let middle = of.seconds.get(of.seconds.len() / 2).copied().unwrap_or_default();
    view! {
        <Grid>
            {stat("Passed builds", sum(of.passed), "", passed, of.passed, loading)}
            {stat("Failed builds", sum(of.failed), "", failed, of.failed, loading)}
            {stat("Typical build", middle.to_string(), "s", faster, of.seconds, loading)}
        </Grid>
    }
    .into_any()
}

fn builds(of: &'static Numbers, loading: bool) -> AnyView {
    let series = vec![
        ChartSeries::new("Passed", of.passed.to_vec()),
        ChartSeries::new("Failed", of.failed.to_vec()),
    ];
    let labels = of.labels.iter().map(|label| (*label).to_owned()).collect();
    view! {
        <Chart
            label="Builds"
            summary=of.summary
            kind=ChartKind::StackedBar
            points="Time"
            labels=labels
            series=series
            loading=loading
        />
    }
    .into_any()
}

fn attention() -> AnyView {
    let item = |title: &'static str, team: &'static str, tone: Tone, word: &'static str| {
        let side = move || view! { <Status tone=tone label=word /> };
        view! { <ItemRow title=title href=["#", title].concat() detail=move || team side=side /> }
            .into_any()
    };
    let items = vec![
        item("checkout-gateway", "Checkout", Tone::Danger, "Failed twice"),
        item("route-optimiser", "Freight routing", Tone::Danger, "Failing"),
        item("carrier-gateway", "Nordlink", Tone::Warning, "Skipped"),
    ];
    view! {
        <Card title="Needs a look" more="All builds" more_href="#builds" flush=true>
            <List items=items />
        </Card>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let range = RwSignal::new("week".to_owned());
    let loading = RwSignal::new(false);
    let stale = RwSignal::new(true);
    let numbers = move || if range.with(|range| range == "week") { &WEEK } else { &MONTH };
    let ranges = vec![Choice::new("week", "7 days"), Choice::new("month", "4 weeks")];
    let refresh = move || {
        let refresh = move |_| stale.set(false);
        view! { <Button icon=Icon::Refresh on_click=refresh>"Refresh"</Button> }
    };
    let old = move || {
        stale.get().then(|| {
            view! {
                <Banner tone=Tone::Warning title="The numbers are from an earlier visit">
                    "The build server did not answer. Refresh to try again."
                </Banner>
            }
        })
    };
    let as_of = || view! { <span>"As of " <RelativeTime time=AS_OF /> ", days in UTC"</span> };
    view! {
        <Stack>
            <PageHeader
                title="Build health"
                subtitle="All repositories of Halyard"
                actions=refresh
            />
            <Cluster justify=Justify::Between>
                <SegmentedControl
                    label="Range"
                    choices=ranges
                    value=range
                    on_change=move |new| range.set(new)
                />
                <Switch label="Show it loading" on=loading on_change=move |on| loading.set(on) />
            </Cluster>
            {old}
            {move || stats(numbers(), loading.into())}
            <Grid layout=GridLayout::Aside>
                <Card title="Builds over time" footer=as_of>
                    {move || builds(numbers(), loading.get())}
                </Card>
                <Stack>
                    <Card title="Build minutes">
                        <Gauge
                            label="Used this month"
                            value=41_200
                            max=50_000
                            unit="min"
                            warning=40_000
                            danger=48_000
                        />
                    </Card>
                    {attention()}
                </Stack>
            </Grid>
        </Stack>
    }
    .into_any()
}
