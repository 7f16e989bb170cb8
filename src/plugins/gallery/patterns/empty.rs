//! Empty: there is nothing to show, and the page says why and what to do. Change the title, the
//! snippet and the one action first, and keep only the reasons that your data can have.

use leptos::prelude::*;
use portico_components::{
    Button, ButtonLink, Card, Choice, Cluster, CodeBlock, CodeLanguage, EmptyKind, EmptyState,
    Level, PageHeader, Select, Stack, Variant,
};

const SNIPPET: &str = "\
metadata:
  annotations:
    halyard.example/cost-centre: \"5140\"
";

fn first_use() -> AnyView {
    let actions = || {
        view! {
            <Button variant=Variant::Solid>"Add a cost centre"</Button>
            <ButtonLink href="#guide" variant=Variant::Link>"How costs are counted"</ButtonLink>
        }
    };
    view! {
        <EmptyState kind=EmptyKind::FirstUse level=Level::H2 title="No costs yet" actions=actions>
            "Costs appear here the day after the first component has a cost centre."
        </EmptyState>
    }
    .into_any()
}

fn not_configured() -> AnyView {
    let snippet = || {
        let language = CodeLanguage::Yaml;
        view! { <CodeBlock label="catalog-info.yaml" code=SNIPPET language=language head=true /> }
    };
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            level=Level::H2
            title="This component has no cost centre"
            snippet=snippet
        >
            "Add this annotation to its descriptor."
        </EmptyState>
    }
    .into_any()
}

fn no_match(reason: RwSignal<String>) -> AnyView {
    let clear = move |_| reason.set("first".to_owned());
    let actions = move || view! { <Button on_click=clear>"Clear filters"</Button> };
    view! {
        <EmptyState kind=EmptyKind::NoMatch level=Level::H2 title="No costs match" actions=actions>
            "No component of Treasury had costs in the region eu-west-3."
        </EmptyState>
    }
    .into_any()
}

fn no_access() -> AnyView {
    let actions = || view! { <ButtonLink href="#finance">"Ask Finance platform"</ButtonLink> };
    view! {
        <EmptyState
            kind=EmptyKind::NoAccess
            level=Level::H2
            title="You cannot see the costs of Risk"
            actions=actions
        >
            "Finance platform keeps the list of those who can."
        </EmptyState>
    }
    .into_any()
}

fn all_done() -> AnyView {
    view! {
        <EmptyState kind=EmptyKind::Done level=Level::H2 title="Every cost has an owner">
            "Costs that nobody claims are listed here. The last one was claimed on 12 November."
        </EmptyState>
    }
    .into_any()
}

pub fn page() -> AnyView {
    // In a plugin the data say why there is nothing.
    let reason = RwSignal::new("first".to_owned());
    let reasons = vec![
        Choice::new("first", "First use"),
        Choice::new("setup", "Not set up"),
        Choice::new("match", "No match"),
        Choice::new("access", "No access"),
        Choice::new("done", "All done"),
    ];
    let body = move || match reason.get().as_str() {
        "setup" => not_configured(),
        "match" => no_match(reason),
        "access" => no_access(),
        "done" => all_done(),
        _ => first_use(),
    };
    view! {
        <Stack>
            <PageHeader title="Costs" subtitle="What running software costs, by team" />
            <Cluster>
                <Select
                    label="Reason"
                    choices=Signal::stored(reasons)
                    value=Signal::derive(move || Some(reason.get()))
                    on_change=move |new| reason.set(new)
                />
            </Cluster>
            <Card>{body}</Card>
        </Stack>
    }
    .into_any()
}
