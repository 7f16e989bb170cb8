//! Wizard: a task of three to seven steps that ends in a review. Change `Answers` and the steps
//! first, then let `on_finish` start the work.

use leptos::prelude::*;
use portico_components::{
    Banner, Choice, ChoiceCards, Description, DescriptionList, FieldError, Live, PageHeader,
    Select, Stack, TextField, Tone, Wizard, WizardStep,
};

/// What is asked. It outlives the steps, which are drawn anew whenever one comes to them.
#[derive(Clone, Copy)]
struct Answers {
    template: RwSignal<Option<String>>,
    name: RwSignal<String>,
    owner: RwSignal<Option<String>>,
    /// How many steps somebody wanted to leave. Before that, nothing is said against an answer.
    tried: RwSignal<usize>,
}

impl Answers {
    fn start() -> Self {
        Self {
            template: RwSignal::new(None),
            name: RwSignal::new(String::new()),
            owner: RwSignal::new(None),
            tried: RwSignal::new(0),
        }
    }

    fn template_error(self) -> Option<String> {
        let is_missing = self.tried.get() > 0 && self.template.with(Option::is_none);
        is_missing.then(|| "Choose a template.".to_owned())
    }

    fn name_error(self) -> Option<String> {
        let allowed =
            |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
        let error = self.name.with(|name| match name.as_str() {
            "" => Some("Enter a name."),
            "payments-ledger" => Some("payments-ledger exists. Choose another name."),
            name if name.bytes().all(allowed) => None,
            _ => Some("Use small letters, digits and hyphens only."),
        });
        error.filter(|_| self.tried.get() > 1).map(str::to_owned)
    }

    fn owner_error(self) -> Option<String> {
        let is_missing = self.tried.get() > 1 && self.owner.with(Option::is_none);
        is_missing.then(|| "Choose an owner.".to_owned())
    }

    /// Says from now on what is wrong with the answers of the first `steps` steps.
    fn try_leaving(self, steps: usize) {
        if self.tried.get_untracked() < steps {
            self.tried.set(steps);
        }
    }
}

/// A problem of the field with the id `field`, if there is one.
fn problem(field: &str, text: Option<String>) -> Option<FieldError> {
    text.map(|text| FieldError::new(field, text))
}

fn template(answers: Answers) -> WizardStep {
    let choices = vec![
        Choice::new("service", "Kotlin service").help("HTTP, a database, alerts."),
        Choice::new("worker", "Queue worker").help("Reads a topic, retries, reports."),
        Choice::new("site", "Static site").help("Built on each push."),
    ];
    let fields = move || {
        view! {
            <ChoiceCards
                attr:id="new-template"
                label="What it is built from"
                choices=choices.clone()
                value=answers.template
                on_change=move |value| answers.template.set(Some(value))
                error=Signal::derive(move || answers.template_error())
            />
        }
    };
    WizardStep::new("Template", fields).check(move || {
        answers.try_leaving(1);
        problem("new-template", answers.template_error()).into_iter().collect()
    })
}

fn details(answers: Answers) -> WizardStep {
    let teams = ["Checkout", "Payments core", "Treasury"];
    let fields = move || {
        view! {
            <Stack>
                <TextField
                    attr:id="new-name"
                    label="Name"
                    value=answers.name
                    on_input=move |text| answers.name.set(text)
                    help="Also the name of the repository: small letters, digits, hyphens."
                    error=Signal::derive(move || answers.name_error())
                    mono=true
                />
                <Select
                    attr:id="new-owner"
                    label="Owner"
                    choices=teams.map(|team| Choice::new(team, team)).to_vec()
                    value=answers.owner
                    on_change=move |team| answers.owner.set(Some(team))
                    error=Signal::derive(move || answers.owner_error())
                />
            </Stack>
        }
    };
    WizardStep::new("Details", fields).check(move || {
        answers.try_leaving(2);
        let name = problem("new-name", answers.name_error());
        name.into_iter().chain(problem("new-owner", answers.owner_error())).collect()
    })
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
    let answers = Answers::start();
    let (step, done) = (RwSignal::new(0), RwSignal::new(false));
    let wizard = move || {
        view! {
            <Wizard
                label="Create a component"
                steps=vec![template(answers), details(answers)]
                review=move || review(answers)
                current=step
                on_go=move |to| step.set(to)
                on_finish=move |()| done.set(true)
                finish="Create repository"
            />
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
            {move || if done.get() { finished() } else { wizard() }}
        </Stack>
    }
    .into_any()
}
