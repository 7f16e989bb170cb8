//! List and detail: walks through a list without leaving it. Change `INCIDENTS` and `detail` first,
//! and keep the chosen one in the address, so that Back returns to the one before.

use leptos::html::H2;
use leptos::prelude::*;
use portico_components::{
    Button, Card, Cluster, Description, DescriptionList, EmptyKind, EmptyState, Justify, Level,
    List, Markdown, PageHeader, RelativeTime, Skeleton, SkeletonKind, SplitPane, Stack, Status,
    Switch, Timeline, TimelineEvent, Tone, Variant,
};

struct Incident {
    id: &'static str,
    title: &'static str,
    state: (Tone, &'static str),
    lead: &'static str,
    started: i64,
    text: &'static str,
}

const HOUR: i64 = 3_600_000;
const NOW: i64 = 1_795_192_800_000;

const INCIDENTS: &[Incident] = &[
    Incident {
        id: "INC-2041",
        title: "Payouts are late",
        state: (Tone::Danger, "Open"),
        lead: "Mira Okafor",
        started: NOW - 2 * HOUR,
        text: "Payouts of **Friday** wait for the ledger. No money is lost.

- New payouts are queued
- Refunds are not affected",
    },
    Incident {
        id: "INC-2038",
        title: "Tracking shows old places",
        state: (Tone::Warning, "Watched"),
        lead: "Jon Lind",
        started: NOW - 26 * HOUR,
        text: "Positions of parcels are up to *forty minutes* old. The fix is deployed.",
    },
    Incident {
        id: "INC-2029",
        title: "Labels without a bar code",
        state: (Tone::Success, "Closed"),
        lead: "Aiko Tanabe",
        started: NOW - 290 * HOUR,
        text: "A font was missing in the new image of the label printer.",
    },
];

fn detail(one: &'static Incident, heading: NodeRef<H2>) -> AnyView {
    let events = vec![
        TimelineEvent::new(one.started + HOUR, "Cause found").actor(one.lead),
        TimelineEvent::new(one.started, "Reported").state(Tone::Danger, "Alarm"),
    ];
    view! {
        <Stack>
            <h2 node_ref=heading tabindex="-1">{[one.id, ": ", one.title].concat()}</h2>
            <DescriptionList>
                <Description term="State">
                    <Status tone=one.state.0 label=one.state.1 />
                </Description>
                <Description term="Led by">{one.lead}</Description>
                <Description term="Started"><RelativeTime time=one.started /></Description>
            </DescriptionList>
            <Markdown text=one.text level=Level::H3 />
            <Timeline label=["Events of ", one.id].concat() events=events level=Level::H3 />
        </Stack>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let chosen = RwSignal::new(None::<&'static str>);
    let loading = RwSignal::new(false);
    let heading = NodeRef::<H2>::new();
    let choose = move |id: &'static str| {
        chosen.set(Some(id));
        // On a narrow screen the detail is below the list: the focus leads there.
        request_animation_frame(move || {
            let _ = heading.try_get_untracked().flatten().map(|heading| heading.focus());
        });
    };
    let item = move |one: &'static Incident| {
        let is_chosen = Signal::derive(move || chosen.get() == Some(one.id));
        view! {
            <Cluster justify=Justify::Between>
                <Button variant=Variant::Ghost pressed=is_chosen on_click=move |_| choose(one.id)>
                    {one.title}
                </Button>
                <Status tone=one.state.0 label=one.state.1 />
            </Cluster>
        }
        .into_any()
    };
    let list = view! { <List label="Incidents" items=INCIDENTS.iter().map(item).collect() /> };
    let side = move || {
        if loading.get() {
            return view! { <Skeleton kind=SkeletonKind::Text(6) label="Loading the incident" /> }
                .into_any();
        }
        let one = INCIDENTS.iter().find(|one| chosen.get() == Some(one.id));
        one.map_or_else(
            || {
                view! {
                    <EmptyState kind=EmptyKind::FirstUse level=Level::H2 title="Choose an incident">
                        "What happened and who leads it is shown here."
                    </EmptyState>
                }
                .into_any()
            },
            |one| detail(one, heading),
        )
    };
    view! {
        <Stack>
            <PageHeader title="Incidents" subtitle="1 open, 1 watched, 1 closed this month" />
            <Switch label="Show it loading" on=loading on_change=move |on| loading.set(on) />
            <Card>
                <SplitPane
                    label="Incidents"
                    start=list.into_any()
                    end=view! { <Stack>{side}</Stack> }.into_any()
                    default_size=320
                    min=240
                />
            </Card>
        </Stack>
    }
    .into_any()
}
