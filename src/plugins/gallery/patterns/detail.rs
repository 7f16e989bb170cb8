//! Detail: everything about one thing, its facts at the side. Change `DEPLOYS` and the facts of
//! `about` first; parts that deserve an address of their own become tabs with `sub_pages`.

use leptos::prelude::*;
use portico_components::{
    Align, Badge, Banner, Button, Card, ConfirmDialog, CopyButton, Description, DescriptionList,
    EmptyKind, EmptyState, Grid, GridLayout, Icon, IconSize, ItemRow, KindIcon, LifecycleBadge,
    Link, List, Menu, MenuGroup, MenuItem, OwnerBadge, PageHeader, RelativeTime, Stack, StarButton,
    Status, TagList, Tone, Variant,
};

struct Deploy {
    version: &'static str,
    by: &'static str,
    state: (Tone, &'static str),
    time: i64,
}

const HOUR: i64 = 3_600_000;
const NOW: i64 = 1_795_192_800_000;

const DEPLOYS: &[Deploy] = &[
    Deploy { version: "4.2.1", by: "Mira Okafor", state: (Tone::Info, "Running"), time: NOW },
    Deploy {
        version: "4.2.0",
        by: "Mira Okafor",
        state: (Tone::Danger, "Failed"),
        time: NOW - 2 * HOUR,
    },
    Deploy {
        version: "4.1.7",
        by: "Jon Lind",
        state: (Tone::Success, "Passed"),
        time: NOW - 26 * HOUR,
    },
];

fn deploys() -> AnyView {
    let item = |one: &'static Deploy| {
        let state = one.state;
        view! {
            <ItemRow
                title=["Version ", one.version].concat()
                href=["#", one.version].concat()
                detail=move || one.by
                side=move || view! { <Status tone=state.0 label=state.1 /> }
                side_detail=move || view! { <RelativeTime time=one.time /> }
            />
        }
        .into_any()
    };
    let items = DEPLOYS.iter().map(item).collect();
    view! {
        <Card title="Latest deployments" more="All deployments" more_href="#deployments" flush=true>
            <List items=items />
        </Card>
    }
    .into_any()
}

fn incidents() -> AnyView {
    view! {
        <Card title="Open incidents">
            <EmptyState kind=EmptyKind::Done title="No open incidents" compact=true>
                "The last one was closed 12 days ago."
            </EmptyState>
        </Card>
    }
    .into_any()
}

fn about() -> AnyView {
    let tags = ["pci", "kotlin", "tier-1"].map(str::to_owned).to_vec();
    view! {
        <Card title="About">
            <DescriptionList>
                <Description term="Purpose">
                    "Books every movement of money twice and never changes a booking."
                </Description>
                <Description term="System">
                    <Link href="#settlement">"Settlement"</Link>
                </Description>
                <Description term="On call" missing="no rota is set" />
                <Description term="Tags"><TagList tags=tags /></Description>
                <Description term="Reference">
                    "component:payments-ledger "
                    <CopyButton text="component:payments-ledger" label="Copy reference" />
                </Description>
            </DescriptionList>
        </Card>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let starred = RwSignal::new(false);
    let removing = RwSignal::new(false);
    let star = move || {
        view! {
            <StarButton
                name="payments-ledger"
                starred=starred
                on_toggle=move |on| starred.set(on)
            />
        }
    };
    let meta = || {
        view! {
            <Description term="Owner">
                <OwnerBadge name="Payments core" href="#payments-core".to_owned() />
            </Description>
            <Description term="Lifecycle"><LifecycleBadge lifecycle="production" /></Description>
            <Description term="Checks"><Badge tone=Tone::Warning label="2 open" /></Description>
        }
    };
    let more = move || {
        vec![
            MenuGroup::new([MenuItem::link("Show the descriptor", "#descriptor").icon(Icon::Code)]),
            MenuGroup::new([MenuItem::action("Unregister…", move || removing.set(true))
                .icon(Icon::Trash)
                .danger()]),
        ]
    };
    let actions = move || {
        view! {
            <Button variant=Variant::Solid icon=Icon::Deploy>"Deploy…"</Button>
            <Menu label="More actions" icon=Icon::More icon_only=true items=more align=Align::End />
        }
    };
    view! {
        <Stack>
            <PageHeader
                title="payments-ledger"
                subtitle="The books of all payments"
                icon=|| view! { <KindIcon kind="component" size=IconSize::Lg /> }
                star=star
                meta=meta
                actions=actions
            />
            <Banner tone=Tone::Warning title="Version 4.2.0 was rolled back">
                "Production runs 4.1.7 until the deployment of 4.2.1 has passed."
            </Banner>
            <Grid layout=GridLayout::Aside>
                <Stack>{deploys()} {incidents()}</Stack>
                {about()}
            </Grid>
            <ConfirmDialog
                open=removing
                title="Unregister payments-ledger?"
                text="It leaves the catalog. The repository and what runs stay as they are."
                confirm="Unregister"
                on_confirm=|()| ()
            />
        </Stack>
    }
    .into_any()
}
