//! Examples of the wizard.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{
    Button, Choice, ChoiceCards, Description, DescriptionList, FieldError, Stack, TextField,
    Wizard, WizardStep,
};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "wizard",
    name: "Wizard",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A task in several steps: one form after the other, and a look at everything at the end.",
    when_not: "A few fields are one form; parts in any order are RoutedTabs.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "create", title: "Create a component", view: || create(0, false) },
    Example { id: "review", title: "At the end", view: || create(3, false) },
    Example { id: "busy", title: "Being done", view: || create(3, true) },
];

fn create(at: usize, busy: bool) -> AnyView {
    let style = RwSignal::new((at > 0).then(|| "grpc".to_owned()));
    let name = RwSignal::new(if at > 0 { "refunds-api".to_owned() } else { String::new() });
    let about = RwSignal::new(String::new());
    let current = RwSignal::new(at);
    // Nothing is said against an answer before somebody wanted to go on with it.
    let (style_asked, name_asked) = (RwSignal::new(false), RwSignal::new(false));
    let style_error = move || {
        (style_asked.get() && style.with(Option::is_none))
            .then(|| "Choose how others call it.".to_owned())
    };
    let name_error = move || {
        (name_asked.get() && name.with(String::is_empty)).then(|| "Give it a name.".to_owned())
    };
    let steps = vec![
        WizardStep::new("API style", move || {
            view! {
                <ChoiceCards
                    attr:id="wizard-style"
                    label="How others call it"
                    choices=vec![
                        Choice::new("grpc", "gRPC").help("Typed, for internal callers."),
                        Choice::new("rest", "REST").help("OpenAPI, for partners."),
                        Choice::new("events", "Events only").help("Nobody calls it."),
                    ]
                    value=style
                    on_change=move |new| style.set(Some(new))
                    error=style_error
                />
            }
        })
        .check(move || {
            style_asked.set(true);
            style_error().into_iter().map(|text| FieldError::new("wizard-style", text)).collect()
        }),
        WizardStep::new("Name", move || {
            view! {
                <TextField
                    attr:id="wizard-name"
                    label="Name"
                    value=name
                    on_input=move |text| name.set(text)
                    help="Lowercase letters, digits and hyphens."
                    error=name_error
                />
            }
        })
        .check(move || {
            name_asked.set(true);
            name_error().into_iter().map(|text| FieldError::new("wizard-name", text)).collect()
        }),
        WizardStep::new("Description", move || {
            view! {
                <TextField
                    label="What it does"
                    value=about
                    on_input=move |text| about.set(text)
                    optional=true
                />
            }
        })
        .optional(),
    ];
    let review = move || {
        view! {
            <DescriptionList>
                <Description term="API style">{move || style.get()}</Description>
                <Description term="Name">{move || name.get()}</Description>
            </DescriptionList>
        }
    };
    view! {
        <Stack>
            <Wizard
                label="Create a component"
                steps
                review
                current
                on_go=move |at| current.set(at)
                on_finish=|()| ()
                finish="Create component"
                busy
                actions=|| view! { <Button>"Save draft"</Button> }
            />
        </Stack>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Wizard with { let at = RwSignal::new(0); } {
        label: text "New service",
        finish: text "Create",
        busy: flag,
        current: code (at),
        on_go: code (move |to| at.set(to)),
        on_finish: code (|()| ()),
        steps: code (vec![WizardStep::new("Name", || view! { <p>"What it is called."</p> }), WizardStep::new("Owner", || view! { <p>"Who answers for it."</p> })]),
    }
};
