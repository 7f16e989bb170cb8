//! Wizard: a task of three to seven steps that ends in a review. Change `STEPS`, `Answers` and
//! `problem` first, then let the last button start the work.

use leptos::html::Div;
use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Choice, ChoiceCards, Cluster, Description, DescriptionList, Live,
    PageHeader, Select, Stack, StepItem, StepState, Stepper, TextField, Tone, Variant,
};

const STEPS: [&str; 3] = ["Template", "Details", "Review"];

#[derive(Clone, Copy)]
struct Answers {
    template: RwSignal<Option<String>>,
    name: RwSignal<String>,
    owner: RwSignal<Option<String>>,
}

/// What keeps the reader from leaving a step.
fn problem(step: usize, answers: Answers) -> Option<&'static str> {
    match step {
        0 => answers.template.with(Option::is_none).then_some("Choose a template."),
        1 => {
            let name_error = name_error(&answers.name.get());
            name_error.or_else(|| answers.owner.with(Option::is_none).then_some("Choose an owner."))
        }
        _ => None,
    }
}

fn name_error(name: &str) -> Option<&'static str> {
    let valid =
        |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    match name {
        "" => Some("Enter a name."),
        "payments-ledger" => Some("payments-ledger exists. Choose another name."),
        name if name.bytes().all(valid) => None,
        _ => Some("Use small letters, digits and hyphens only."),
    }
}

fn template(answers: Answers) -> AnyView {
    let choices = vec![
        Choice::new("service", "Kotlin service").help("HTTP, a database, alerts."),
        Choice::new("worker", "Queue worker").help("Reads a topic, retries, reports."),
        Choice::new("site", "Static site").help("Built on each push."),
    ];
    let choose = move |value| answers.template.set(Some(value));
    view! {
        <ChoiceCards
            label="What it is built from"
            choices=choices
            value=answers.template
            on_change=choose
        />
    }
    .into_any()
}

fn details(answers: Answers, tried: RwSignal<bool>) -> AnyView {
    let owners = ["Checkout", "Payments core", "Treasury"].map(|team| Choice::new(team, team));
    let if_tried =
        move |error: Option<&'static str>| tried.get().then(|| error.map(str::to_owned)).flatten();
    let name_error = Signal::derive(move || if_tried(answers.name.with(|name| name_error(name))));
    let owner_error = Signal::derive(move || {
        if_tried(answers.owner.with(Option::is_none).then_some("Choose an owner."))
    });
    view! {
        <Stack>
            <TextField
                label="Name"
                value=answers.name
                on_input=move |text| answers.name.set(text)
                help="Also the name of the repository: small letters, digits, hyphens."
                error=name_error
                mono=true
            />
            <Select
                label="Owner"
                choices=Signal::stored(owners.to_vec())
                value=answers.owner
                on_change=move |team| answers.owner.set(Some(team))
                error=owner_error
            />
        </Stack>
    }
    .into_any()
}

fn review(answers: Answers) -> AnyView {
    let repository = move || ["halyard/", &answers.name.get()].concat();
    view! {
        <DescriptionList>
            <Description term="Template">{move || answers.template.get()}</Description>
            <Description term="Repository">{repository}</Description>
            <Description term="Owner">{move || answers.owner.get()}</Description>
        </DescriptionList>
    }
    .into_any()
}

pub fn page() -> AnyView {
    let answers = Answers {
        template: RwSignal::new(None),
        name: RwSignal::new(String::new()),
        owner: RwSignal::new(None),
    };
    let (step, reached) = (RwSignal::new(0_usize), RwSignal::new(0_usize));
    let (tried, done) = (RwSignal::new(false), RwSignal::new(false));
    let shown = NodeRef::<Div>::new();
    let go = move |to: usize| {
        tried.set(false);
        step.set(to);
        reached.update(|reached| *reached = (*reached).max(to));
        // After the new step is drawn.
        request_animation_frame(move || {
            let _ = shown.try_get_untracked().flatten().map(|shown| shown.focus());
        });
    };
    let next = move |_| {
        let at = step.get_untracked();
        tried.set(true);
        if untrack(|| problem(at, answers)).is_some() {
            return;
        }
        if at + 1 < STEPS.len() { go(at + 1) } else { done.set(true) }
    };
    let steps = Signal::derive(move || {
        let item = |(at, label): (usize, &&str)| {
            let state = if at < reached.get() { StepState::Done } else { StepState::Open };
            let item = StepItem::new(*label).state(state);
            if at <= reached.get() { item.reachable() } else { item }
        };
        STEPS.iter().enumerate().map(item).collect::<Vec<_>>()
    });
    let title = Signal::derive(move || {
        let name = STEPS.get(step.get()).copied().unwrap_or_default();
        ["Step ", &(step.get() + 1).to_string(), " of 3: ", name].concat()
    });
    let body = move || match step.get() {
        0 => template(answers),
        1 => details(answers, tried),
        _ => review(answers),
    };
    let verb = move || if step.get() + 1 < STEPS.len() { "Next" } else { "Create repository" };
    let wrong = move || {
        let text = tried.get().then(|| problem(step.get(), answers)).flatten()?;
        Some(view! { <Banner tone=Tone::Danger live=Live::Alert title="Not yet">{text}</Banner> })
    };
    let back = move || {
        let before = step.get().checked_sub(1)?;
        Some(view! { <Button on_click=move |_| go(before)>"Back"</Button> })
    };
    let form = move || {
        view! {
            <Stepper label="Create a component" steps=steps current=step on_go=go />
            <div node_ref=shown role="group" aria-label=title tabindex="-1">
                <Card title=title>
                    <Stack>
                        {wrong}
                        {body}
                        <Cluster>
                            <Button variant=Variant::Solid on_click=next>{verb}</Button>
                            {back}
                        </Cluster>
                    </Stack>
                </Card>
            </div>
        }
        .into_any()
    };
    let finished = || {
        view! {
            <Banner tone=Tone::Success live=Live::Status title="The repository is being created">
                "It appears in the catalog after its first build."
            </Banner>
        }
        .into_any()
    };
    view! {
        <Stack>
            <PageHeader
                title="Create a component"
                subtitle="Nothing is created before the last step."
            />
            {move || if done.get() { finished() } else { form() }}
        </Stack>
    }
    .into_any()
}
