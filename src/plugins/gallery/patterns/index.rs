//! Index: finds one among many things of a kind. Change `Service`, `SERVICES` and `columns` first,
//! then keep what is searched, filtered and sorted in the address with `use_query`.

use leptos::prelude::*;
use portico_components::{
    Button, Card, Choice, Cluster, Column, DataTable, EmptyKind, EmptyState, ErrorPanel, Facet,
    FilterBar, Level, LifecycleBadge, OwnerBadge, PageHeader, PanelOption, RefLink, RefWeight,
    Rows, RowsState, SearchField, SegmentedControl, Sort, Stack, Status, Tone, lower, next_sort,
};

struct Service {
    name: &'static str,
    owner: &'static str,
    lifecycle: &'static str,
    health: (Tone, &'static str),
}

const fn service(
    name: &'static str,
    owner: &'static str,
    lifecycle: &'static str,
    health: (Tone, &'static str),
) -> Service {
    Service { name, owner, lifecycle, health }
}

const HEALTHY: (Tone, &str) = (Tone::Success, "Healthy");

const SERVICES: &[Service] = &[
    service("checkout-gateway", "Checkout", "production", HEALTHY),
    service("payments-ledger", "Payments core", "production", (Tone::Danger, "Failing")),
    service("payout-scheduler", "Treasury", "production", HEALTHY),
    service("refunds-worker", "Payments core", "production", (Tone::Warning, "Degraded")),
    service("risk-scoring", "Risk", "production", HEALTHY),
    service("route-optimiser", "Freight routing", "experimental", (Tone::Neutral, "Unknown")),
    service("tariff-lookup", "Customs", "deprecated", HEALTHY),
];

fn cell(draw: fn(&Service) -> AnyView) -> impl Fn(u64) -> AnyView + Send + Sync + 'static {
    move |row| {
        let service = usize::try_from(row).ok().and_then(|row| SERVICES.get(row));
        service.map_or_else(|| ().into_any(), draw)
    }
}

fn columns() -> Vec<Column> {
    let name = |one: &Service| {
        let href = Some(["#", one.name].concat());
        let weight = RefWeight::Name;
        view! { <RefLink kind="component" label=one.name href=href weight=weight /> }.into_any()
    };
    let owner = |one: &Service| {
        let href = ["#", one.owner].concat();
        view! { <OwnerBadge name=one.owner href=href /> }.into_any()
    };
    let lifecycle = |one: &Service| view! { <LifecycleBadge lifecycle=one.lifecycle /> }.into_any();
    let health =
        |one: &Service| view! { <Status tone=one.health.0 label=one.health.1 /> }.into_any();
    vec![
        Column::new("name", "Name", cell(name)).width(152).grow().sortable(),
        Column::new("health", "Health", cell(health)).width(128),
        Column::new("owner", "Owner", cell(owner)).width(160).priority(2).sortable(),
        Column::new("lifecycle", "Lifecycle", cell(lifecycle)).width(120).priority(1),
    ]
}

/// Which rows are left, in which order.
fn matching(text: &str, owners: &[String], sort: Option<Sort>) -> Rows {
    let text = lower(text.trim());
    let mut found: Vec<(u64, &Service)> = (0..).zip(SERVICES).collect();
    found.retain(|(_, one)| {
        one.name.contains(&text) && (owners.is_empty() || owners.iter().any(|o| o == one.owner))
    });
    if let Some(sort) = sort {
        found.sort_by_key(|(_, one)| if sort.column == "owner" { one.owner } else { one.name });
        if sort.descending {
            found.reverse();
        }
    }
    found.into_iter().map(|(row, _)| row).collect()
}

pub fn page() -> AnyView {
    // In a plugin the load says which of these it is.
    let state = RwSignal::new("ready".to_owned());
    let text = RwSignal::new(String::new());
    let owners = RwSignal::new(Vec::<String>::new());
    let sort = RwSignal::new(next_sort(None, "name"));
    let rows = Signal::derive(move || {
        if state.with(|state| state != "ready") {
            return Rows::from([]);
        }
        text.with(|text| owners.with(|owners| matching(text, owners, sort.get())))
    });
    let rows_state = Signal::derive(move || match state.with(|state| state == "loading") {
        true => RowsState::Loading(8),
        false => RowsState::Ready,
    });
    let clear = move || {
        text.set(String::new());
        owners.set(Vec::new());
    };
    let summary = Signal::derive(move || {
        [
            &rows.with(|rows| rows.len()).to_string(),
            " of ",
            &SERVICES.len().to_string(),
            " services",
        ]
        .concat()
    });
    let show = Signal::derive(move || ["Show ", &summary.get()].concat());
    let teams = ["Checkout", "Customs", "Freight routing", "Payments core", "Risk", "Treasury"];
    let options = teams.map(|team| PanelOption::new(team, team)).to_vec();
    let facet = Facet::new("Owner", Signal::stored(options), owners, move |new| owners.set(new));
    let search = move || {
        let typed = move |new| text.set(new);
        view! { <SearchField label="Filter by name" value=text on_input=typed /> }
    };
    let empty = move || {
        if state.with(|state| state == "failed") {
            let retry = Callback::new(move |()| state.set("ready".to_owned()));
            return view! {
                <ErrorPanel
                    title="Services could not be loaded"
                    cause="The inventory did not answer in 10 s. The filters stay as they are."
                    level=Level::H2
                    on_retry=retry
                />
            }
            .into_any();
        }
        let again = move || view! { <Button on_click=move |_| clear()>"Clear filters"</Button> };
        view! {
            <EmptyState
                kind=EmptyKind::NoMatch
                level=Level::H2
                title="No service matches"
                actions=again
            >
                "No service has both this name and this owner."
            </EmptyState>
        }
        .into_any()
    };
    let states = vec![
        Choice::new("ready", "Ready"),
        Choice::new("loading", "Loading"),
        Choice::new("failed", "Failed"),
    ];
    view! {
        <Stack>
            <PageHeader title="Services" subtitle="What Halyard runs, and who keeps it running." />
            <Cluster>
                <SegmentedControl
                    label="State"
                    choices=states
                    value=state
                    on_change=move |new| state.set(new)
                />
            </Cluster>
            <FilterBar
                search=search
                facets=vec![facet]
                summary=summary
                show=show
                on_clear=move |()| clear()
                active=Signal::derive(move || text.with(|text| !text.is_empty()))
            />
            <Card flush=true>
                <DataTable
                    caption="Services"
                    rows=rows
                    columns=columns()
                    sort=sort
                    on_sort=Callback::new(move |wanted| sort.set(wanted))
                    state=rows_state
                    empty=move || move || empty()
                />
            </Card>
        </Stack>
    }
    .into_any()
}
