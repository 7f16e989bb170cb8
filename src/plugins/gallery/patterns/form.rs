//! Form: one thing is filled in and sent. Change `Answers`, `problems` and what `send` does first;
//! keep one column, and keep what was typed when sending fails.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Checkbox, Choice, Cluster, Combobox, Description, DescriptionList,
    ErrorPanel, Grid, GridLayout, InputKind, Live, PageHeader, RadioGroup, Stack, TextArea,
    TextField, Tone, Variant,
};

#[derive(Clone, Copy)]
struct Answers {
    component: RwSignal<Option<String>>,
    what: RwSignal<String>,
    severity: RwSignal<Option<String>>,
    email: RwSignal<String>,
    publish: RwSignal<bool>,
}

/// What has to be put right, by field. Each sentence says how.
fn problems(answers: Answers) -> Vec<(&'static str, &'static str)> {
    let mut found = Vec::new();
    if answers.component.with(Option::is_none) {
        found.push(("component", "Choose the component that fails."));
    }
    if answers.what.with(|what| what.trim().chars().count() < 10) {
        found.push(("what", "Say in at least ten letters what you see."));
    }
    if answers.severity.with(Option::is_none) {
        found.push(("severity", "Choose how bad it is."));
    }
    if answers.email.with(|email| !email.is_empty() && !email.contains('@')) {
        found.push(("email", "Enter an address like mira@halyard.example, or nothing."));
    }
    found
}

fn fields(answers: Answers, tried: RwSignal<bool>) -> AnyView {
    let error = move |field: &'static str| {
        Signal::derive(move || {
            let mut found = if tried.get() { problems(answers) } else { Vec::new() };
            found.retain(|(name, _)| *name == field);
            found.pop().map(|(_, text)| text.to_owned())
        })
    };
    let components = ["checkout-gateway", "payments-ledger", "payout-scheduler", "refunds-worker"]
        .map(|name| Choice::new(name, name));
    let severities = vec![
        Choice::new("high", "High").help("Payments fail or are late."),
        Choice::new("low", "Low").help("There is a way around it."),
    ];
    view! {
        <Combobox
            label="Component"
            choices=Signal::stored(components.to_vec())
            value=answers.component
            on_change=move |value| answers.component.set(value)
            error=error("component")
        />
        <TextArea
            label="What happens"
            value=answers.what
            on_input=move |text| answers.what.set(text)
            help="What you did, what you expected, what you saw. No card numbers."
            error=error("what")
        />
        <RadioGroup
            label="How bad it is"
            choices=severities
            value=answers.severity
            on_change=move |value| answers.severity.set(Some(value))
            error=error("severity")
        />
        <TextField
            label="Your address"
            kind=InputKind::Email
            autocomplete="email"
            value=answers.email
            on_input=move |text| answers.email.set(text)
            help="Who is on call answers there."
            error=error("email")
            optional=true
        />
        <Checkbox
            label="Show it on the status page"
            checked=answers.publish
            on_change=move |on| answers.publish.set(on)
        />
    }
    .into_any()
}

fn outcome(state: RwSignal<&'static str>) -> AnyView {
    match state.get() {
        "failed" => view! {
            <ErrorPanel
                title="The incident was not reported"
                cause="The incident server did not answer in 10 s. What you typed is still here."
            />
        }
        .into_any(),
        "sent" => view! {
            <Banner tone=Tone::Success live=Live::Status title="INC-2041 is reported">
                "Payments core was called. Answers come to the page of the incident."
            </Banner>
        }
        .into_any(),
        _ => ().into_any(),
    }
}

pub fn page() -> AnyView {
    let answers = Answers {
        component: RwSignal::new(None),
        what: RwSignal::new(String::new()),
        severity: RwSignal::new(None),
        email: RwSignal::new(String::new()),
        publish: RwSignal::new(false),
    };
    let (tried, state) = (RwSignal::new(false), RwSignal::new("open"));
    // The first try fails here, to show it; in a plugin the answer of the server decides.
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if untrack(|| problems(answers)).is_empty() {
            state.update(|state| *state = if *state == "failed" { "sent" } else { "failed" });
        }
    };
    let count = Memo::new(move |_| if tried.get() { problems(answers).len() } else { 0 });
    let wrong = move || {
        let text = match count.get() {
            0 => return None,
            1 => "1 answer needs a change.".to_owned(),
            many => [&many.to_string(), " answers need a change."].concat(),
        };
        Some(view! { <Banner tone=Tone::Danger live=Live::Alert>{text}</Banner> })
    };
    view! {
        <Stack>
            <PageHeader
                title="Report an incident"
                subtitle="Somebody is called within five minutes."
            />
            <Grid layout=GridLayout::Aside>
                <Card title="The incident">
                    <form novalidate on:submit=send>
                        <Stack>
                            {wrong}
                            {fields(answers, tried)}
                            {move || outcome(state)}
                            <Cluster>
                                <Button variant=Variant::Solid submit=true>
                                    "Report incident"
                                </Button>
                            </Cluster>
                        </Stack>
                    </form>
                </Card>
                <Card title="Before you report">
                    <DescriptionList>
                        <Description term="Open incidents">"None"</Description>
                        <Description term="On call now">"Jon Lind, Payments core"</Description>
                    </DescriptionList>
                </Card>
            </Grid>
        </Stack>
    }
    .into_any()
}
