//! List and detail: walks through a list without leaving it. Change `INCIDENTS` and `detail` first,
//! and keep the chosen one in the address, so that Back returns to the one before.

use leptos::html::Div;
use leptos::prelude::*;
use portico_components::{
    Card, Cluster, Description, DescriptionList, EmptyKind, EmptyState, Icon, IconButton, ItemRow,
    Level, List, Markdown, PageHeader, RelativeTime, Skeleton, SkeletonKind, SplitPane, Stack,
    Status, Switch, Timeline, TimelineEvent, Tone,
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

fn detail(one: &'static Incident, shown: NodeRef<Div>) -> AnyView {
    let events = vec![
        TimelineEvent::new(one.started + HOUR, "Cause found").actor(one.lead),
        TimelineEvent::new(one.started, "Reported").state(Tone::Danger, "Alarm"),
    ];
    view! {
        <div node_ref=shown role="group" aria-label=one.id tabindex="-1">
            <Card title=[one.id, ": ", one.title].concat()>
                <Stack>
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
            </Card>
        </div>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let chosen = RwSignal::new(None::<&'static str>);
    let loading = RwSignal::new(false);
    let shown = NodeRef::<Div>::new();
    let choose = move |id: &'static str| {
        chosen.set(Some(id));
        // On a narrow screen the detail is below the list: the focus leads there.
        request_animation_frame(move || {
            let _ = shown.try_get_untracked().flatten().map(|shown| shown.focus());
        });
    };
    let item = move |one: &'static Incident| {
        let is_chosen = Signal::derive(move || chosen.get() == Some(one.id));
        let show = move || {
            let label = ["Show ", one.id].concat();
            let choose = move |_| choose(one.id);
            view! {
                <IconButton icon=Icon::ChevronRight label=label pressed=is_chosen on_click=choose />
            }
        };
        let state = move || view! { <Status tone=one.state.0 label=one.state.1 /> };
        view! { <ItemRow title=one.title detail=state side=show /> }.into_any()
    };
    let items = INCIDENTS.iter().map(item).collect();
    let list = view! { <Card title="This month" flush=true><List items=items /></Card> };
    let side = move || {
        if loading.get() {
            return view! {
                <Card><Skeleton kind=SkeletonKind::Text(6) label="Loading the incident" /></Card>
            }
            .into_any();
        }
        let one = INCIDENTS.iter().find(|one| chosen.get() == Some(one.id));
        one.map_or_else(
            || {
                view! {
                    <EmptyState kind=EmptyKind::FirstUse level=Level::H2 title="Nothing chosen yet">
                        "Choose an incident to see what happened and who leads it."
                    </EmptyState>
                }
                .into_any()
            },
            |one| detail(one, shown),
        )
    };
    view! {
        <Stack>
            <PageHeader title="Incidents" subtitle="1 open, 1 watched, 1 closed this month" />
            <Cluster>
                <Switch label="Show it loading" on=loading on_change=move |on| loading.set(on) />
            </Cluster>
            <SplitPane
                label="Incidents"
                start=list.into_any()
                end=side.into_any()
                default_size=320
                min=240
            />
        </Stack>
    }
    .into_any()
}
