//! Log: the output of one run, and where it stands. Change `STEPS` and `LINES` first; give the
//! lines addresses with `line_href`, so that a line can be shown to somebody else.

use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Choice, Cluster, Description, EmptyKind, EmptyState, Grid, GridLayout,
    Icon, ItemRow, Level, List, LogViewer, PageHeader, RelativeTime, SegmentedControl, Stack,
    Status, Tone,
};

const STARTED: i64 = 1_795_192_800_000;

/// Name of a step, how long it took, and how it ended.
const STEPS: &[(&str, &str, Tone, &str)] = &[
    ("Check out", "4 s", Tone::Success, "Passed"),
    ("Compile", "1 min 52 s", Tone::Success, "Passed"),
    ("Test", "41 s", Tone::Danger, "Failed"),
    ("Deploy", "—", Tone::Neutral, "Skipped"),
];

const LINES: &str = "\
\u{1b}[1m$ ./gradlew test\u{1b}[0m
> Task :compileKotlin
> Task :test
ReplayTest > empty journal \u{1b}[32mPASSED\u{1b}[0m
ReplayTest > same entry twice \u{1b}[32mPASSED\u{1b}[0m
ReplayTest > entries out of order \u{1b}[31mFAILED\u{1b}[0m
    expected: [1, 2, 3]
    but was:  [1, 3, 2]
3 tests completed, \u{1b}[31m1 failed\u{1b}[0m
\u{1b}[1;31mBUILD FAILED\u{1b}[0m in 41s";

/// How many lines have come by the time the run is looked at.
fn lines(state: &str) -> Vec<String> {
    let shown = match state {
        "queued" => 0,
        "running" => 4,
        _ => usize::MAX,
    };
    LINES.lines().take(shown).map(str::to_owned).collect()
}

fn outcome(state: &str) -> (Tone, &'static str) {
    match state {
        "queued" => (Tone::Neutral, "Queued"),
        "running" => (Tone::Info, "Running"),
        _ => (Tone::Danger, "Failed"),
    }
}

fn steps() -> AnyView {
    let item = |(name, took, tone, word): &'static (&str, &str, Tone, &str)| {
        let side = move || view! { <Status tone=*tone label=*word /> };
        view! { <ItemRow title=*name detail=move || *took side=side /> }.into_any()
    };
    let items = STEPS.iter().map(item).collect();
    view! { <Card title="Steps" flush=true><List items=items ordered=true /></Card> }.into_any()
}

fn output(state: String) -> AnyView {
    let empty = || {
        view! {
            <EmptyState kind=EmptyKind::FirstUse level=Level::H3 title="The build has not started">
                "Two builds are before it. Its output appears here line by line."
            </EmptyState>
        }
    };
    // A run that is over stays where the reader is; one that runs is followed.
    let following = state == "running";
    view! {
        <LogViewer
            label="Log of build 1,204"
            lines=lines(&state)
            following=following
            file="payments-ledger-1204.txt"
            empty=empty
        />
    }
    .into_any()
}

pub fn page() -> AnyView {
    // In a plugin the run says which of these it is.
    let state = RwSignal::new("failed".to_owned());
    let states = vec![
        Choice::new("queued", "Queued"),
        Choice::new("running", "Running"),
        Choice::new("failed", "Failed"),
    ];
    let meta = move || {
        let status = move || {
            let (tone, word) = state.with(|state| outcome(state));
            view! { <Status tone=tone label=word /> }
        };
        view! {
            <Description term="Result">{status}</Description>
            <Description term="Branch">"main"</Description>
            <Description term="Started by">"Mira Okafor"</Description>
            <Description term="Started"><RelativeTime time=STARTED /></Description>
        }
    };
    let again = move || {
        let run = move |_| state.set("queued".to_owned());
        view! { <Button icon=Icon::Refresh on_click=run>"Run again"</Button> }
    };
    let failure = move || {
        state.with(|state| state == "failed").then(|| {
            view! {
                <Banner tone=Tone::Danger title="The step Test failed">
                    "One of three tests: entries out of order. Nothing was deployed."
                </Banner>
            }
        })
    };
    view! {
        <Stack>
            <PageHeader
                title="Build 1,204 of payments-ledger"
                subtitle="Replay entries in the order of their sequence numbers"
                meta=meta
                actions=again
            />
            <Cluster>
                <SegmentedControl
                    label="State"
                    choices=states
                    value=state
                    on_change=move |new| state.set(new)
                />
            </Cluster>
            {failure}
            <Grid layout=GridLayout::Aside>
                <Card title="Output">{move || output(state.get())}</Card>
                {steps()}
            </Grid>
        </Stack>
    }
    .into_any()
}
