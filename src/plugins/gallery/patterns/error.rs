//! Error: something failed; the page says what, what still works, and what to do. Change the title,
//! the cause and the details first; fail as small as you can: one card before the whole page.

use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Choice, Cluster, Description, DescriptionList, ErrorPanel, Grid,
    GridLayout, Level, Link, PageHeader, RelativeTime, Select, Skeleton, SkeletonKind, Stack,
    Status, Tone, Variant,
};

const READ_AT: i64 = 1_795_192_800_000;

fn details() -> Vec<(String, String)> {
    [
        ("Request", "GET /v1/certificates"),
        ("Answer", "503 Service Unavailable"),
        ("Request id", "9f31c2a7"),
        ("Time", "2026-11-20 16:40:07 UTC"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .to_vec()
}

fn certificates() -> AnyView {
    view! {
        <DescriptionList>
            <Description term="pay.halyard.example">
                <Status tone=Tone::Success label="Valid for 61 days" />
            </Description>
            <Description term="hooks.halyard.example">
                <Status tone=Tone::Warning label="Ends in 9 days" />
            </Description>
        </DescriptionList>
    }
    .into_any()
}

fn secrets() -> AnyView {
    view! {
        <Card title="Secrets">
            <DescriptionList>
                <Description term="ledger-db">
                    <Status tone=Tone::Success label="Rotated in October" />
                </Description>
                <Description term="webhook-key">
                    <Status tone=Tone::Danger label="Older than a year" />
                </Description>
            </DescriptionList>
        </Card>
    }
    .into_any()
}

/// The failure of one card or of the whole page.
fn failed(state: RwSignal<String>, level: Level) -> AnyView {
    let retry = Callback::new(move |()| state.set("retry".to_owned()));
    let links = || view! { <Link href="#status">"Status of the vault"</Link> };
    view! {
        <ErrorPanel
            title="Certificates could not be loaded"
            cause="The vault is being maintained. Everything else on this page is current."
            level=level
            on_retry=retry
            details=details()
            links=links
        />
    }
    .into_any()
}

fn whole_page(state: RwSignal<String>) -> AnyView {
    let retry = Callback::new(move |()| state.set("retry".to_owned()));
    view! {
        <ErrorPanel
            title="This page cannot be shown"
            cause="Neither the vault nor an earlier copy could be read. Other pages work."
            level=Level::H2
            on_retry=retry
            details=details()
            links=|| view! { <Link href="#platform">"Ask Platform security"</Link> }
        />
    }
    .into_any()
}

fn old_copy(state: RwSignal<String>) -> AnyView {
    let again = move || {
        let again = move |_| state.set("retry".to_owned());
        view! { <Button variant=Variant::Link on_click=again>"Try again"</Button> }
    };
    view! {
        <Stack>
            <Banner tone=Tone::Warning title="From an earlier visit" actions=again>
                "The vault does not answer, so these are the certificates as they were read "
                <RelativeTime time=READ_AT /> "."
            </Banner>
            {certificates()}
        </Stack>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let state = RwSignal::new("card".to_owned());
    let states = vec![
        Choice::new("card", "One card"),
        Choice::new("stale", "Old copy"),
        Choice::new("page", "Whole page"),
        Choice::new("retry", "Trying again"),
        Choice::new("ready", "Ready"),
    ];
    let card = move || match state.get().as_str() {
        "card" => failed(state, Level::H3),
        "stale" => old_copy(state),
        "retry" => view! {
            <Skeleton kind=SkeletonKind::Text(2) label="Loading certificates" />
        }
        .into_any(),
        _ => certificates(),
    };
    let body = move || {
        if state.with(|state| state == "page") {
            return view! { <Card>{whole_page(state)}</Card> }.into_any();
        }
        view! {
            <Grid layout=GridLayout::Halves>
                <Card title="Certificates">{card}</Card>
                {secrets()}
            </Grid>
        }
        .into_any()
    };
    view! {
        <Stack>
            <PageHeader title="Keys and certificates" subtitle="What Payments core has to renew" />
            <Cluster>
                <Select
                    label="What failed"
                    choices=Signal::stored(states)
                    value=Signal::derive(move || Some(state.get()))
                    on_change=move |new| state.set(new)
                />
            </Cluster>
            {body}
        </Stack>
    }
    .into_any()
}
