//! Graph: how one thing hangs together with others, as a drawing, a table of the same and a chart of
//! the distances. Change `RELATIONS` first.

use leptos::prelude::*;
use portico_components::{
    Banner, Card, Chart, ChartKind, ChartSeries, Choice, Cluster, Column, DataTable,
    DependencyGraph, EmptyKind, EmptyState, GraphEdge, GraphNode, Grid, GridLayout, IconSize,
    KindIcon, Level, OwnerBadge, PageHeader, RefLink, RefWeight, Rows, SegmentedControl, Stack,
    Stick, Tone,
};

struct Relation {
    towards: bool,
    kind: &'static str,
    name: &'static str,
    owner: &'static str,
    hops: u8,
}

const fn relation(
    towards: bool,
    kind: &'static str,
    name: &'static str,
    owner: &'static str,
    hops: u8,
) -> Relation {
    Relation { towards, kind, name, owner, hops }
}

const RELATIONS: &[Relation] = &[
    relation(true, "resource", "ledger-db", "Payments core", 1),
    relation(true, "resource", "payments-events", "Payments core", 1),
    relation(true, "component", "feature-flags", "Developer platform", 1),
    relation(true, "resource", "kafka-eu-west", "Data platform", 2),
    relation(false, "component", "refunds-worker", "Payments core", 1),
    relation(false, "component", "checkout-gateway", "Checkout", 1),
    relation(false, "component", "merchant-onboarding-bff", "Merchants", 2),
    relation(false, "component", "checkout-js", "Checkout", 2),
    relation(false, "component", "driver-app", "Last mile", 3),
];

fn cell(draw: fn(&Relation) -> AnyView) -> impl Fn(u64) -> AnyView + Send + Sync + 'static {
    move |row| {
        let relation = usize::try_from(row).ok().and_then(|row| RELATIONS.get(row));
        relation.map_or_else(|| ().into_any(), draw)
    }
}

fn columns() -> Vec<Column> {
    let name = |one: &Relation| {
        let href = Some(["#", one.name].concat());
        let weight = RefWeight::Name;
        view! { <RefLink kind=one.kind label=one.name href=href weight=weight /> }.into_any()
    };
    let distance = |one: &Relation| match one.hops {
        1 => "Direct".into_any(),
        hops => [&hops.to_string(), " steps"].concat().into_any(),
    };
    let owner = |one: &Relation| {
        let href = ["#", one.owner].concat();
        view! { <OwnerBadge name=one.owner href=href /> }.into_any()
    };
    vec![
        Column::new("name", "Name", cell(name)).width(176).grow(),
        Column::new("distance", "Distance", cell(distance)).width(96).end(),
        Column::new("owner", "Owner", cell(owner)).width(168).priority(1),
    ]
}

fn of(towards: bool) -> impl Iterator<Item = (u64, &'static Relation)> {
    (0..).zip(RELATIONS).filter(move |(_, one)| one.towards == towards)
}

fn distances(towards: bool) -> AnyView {
    let at = |hops: u8| of(towards).filter(|(_, one)| one.hops == hops).count();
    let counts = [1, 2, 3].map(|hops| i64::try_from(at(hops)).unwrap_or_default());
    let summary = if towards {
        "Three things are needed directly, one more through them."
    } else {
        "Two components use it directly; three more would notice a failure."
    };
    view! {
        <Chart
            label="Entities by distance"
            summary=summary
            kind=ChartKind::Bar
            points="Distance"
            labels=["Direct", "2 steps", "3 steps"].map(str::to_owned).to_vec()
            series=vec![ChartSeries::new("Entities", counts.to_vec())]
        />
    }
    .into_any()
}

/// Each box hangs on the first one that is a step nearer.
fn graph() -> AnyView {
    let middle = GraphNode {
        name: "payments-ledger".to_owned(),
        kind: "component".to_owned(),
        href: "#payments-ledger".to_owned(),
        here: true,
        ..GraphNode::default()
    };
    let mut nodes = vec![middle];
    let mut edges = Vec::new();
    for one in RELATIONS {
        let sign = if one.towards { 1 } else { -1 };
        let column = sign * i32::from(one.hops);
        let nearer = nodes.iter().position(|node: &GraphNode| node.column == column - sign);
        let (here, nearer) = (nodes.len(), nearer.unwrap_or_default());
        let (from, to) = if one.towards { (nearer, here) } else { (here, nearer) };
        edges.push(GraphEdge { from, to, dashed: false });
        nodes.push(GraphNode {
            name: one.name.to_owned(),
            hint: one.owner.to_owned(),
            kind: one.kind.to_owned(),
            href: ["#", one.name].concat(),
            column,
            ..GraphNode::default()
        });
    }
    view! {
        <DependencyGraph label="Relations of payments-ledger" nodes=nodes edges=edges />
    }
    .into_any()
}

pub fn page() -> AnyView {
    let direction = RwSignal::new("uses".to_owned());
    let towards = Memo::new(move |_| direction.with(|direction| direction == "uses"));
    let rows = Signal::derive(move || {
        let none = direction.with(|direction| direction == "cycles");
        of(towards.get()).filter(|_| !none).map(|(row, _)| row).collect::<Rows>()
    });
    let directions = vec![
        Choice::new("uses", "Uses"),
        Choice::new("used", "Used by"),
        Choice::new("cycles", "In a cycle"),
    ];
    let empty = || {
        view! {
            <EmptyState kind=EmptyKind::Done level=Level::H3 title="No cycles">
                "Nothing that payments-ledger uses depends on it in turn."
            </EmptyState>
        }
    };
    let chart = move || {
        let towards = towards.get();
        direction.with(|direction| direction != "cycles").then(|| {
            view! { <Card title="Distance">{distances(towards)}</Card> }
        })
    };
    view! {
        <Stack>
            <PageHeader
                title="Dependencies of payments-ledger"
                icon=|| view! { <KindIcon kind="component" size=IconSize::Lg /> }
                subtitle="What it uses, and what stops when it stops"
            />
            <Cluster>
                <SegmentedControl
                    label="Direction"
                    choices=directions
                    value=direction
                    on_change=move |new| direction.set(new)
                />
            </Cluster>
            <Banner tone=Tone::Warning title="1 reference leads nowhere">
                "The descriptor names resource:default/ledger-archive, which is not in the catalog."
            </Banner>
            {graph()}
            <Grid layout=GridLayout::Aside>
                <Card title="Entities" flush=true>
                    <DataTable
                        caption="Dependencies of payments-ledger"
                        rows=rows
                        columns=columns()
                        stick=Stick::Off
                        empty=empty
                    />
                </Card>
                <Stack>{chart}</Stack>
            </Grid>
        </Stack>
    }
    .into_any()
}
