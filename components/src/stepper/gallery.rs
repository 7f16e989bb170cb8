//! Examples of the stepper.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{StepItem, StepState, Stepper};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "stepper",
    name: "Stepper",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The steps of a task: which one it is, which are done, where something is wrong.",
    when_not: "Parts in any order are RoutedTabs; what runs by itself is a ProgressBar.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "In a row", view: rest },
    Example { id: "vertical", title: "Below each other", view: vertical },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "links", title: "With addresses", view: links },
    Example { id: "done", title: "All done", view: done },
    Example { id: "many", title: "Many, long texts", view: many },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn done_step(label: &str) -> StepItem {
    StepItem::new(label).state(StepState::Done).reachable()
}

fn steps() -> Vec<StepItem> {
    vec![
        done_step("Template").help("Spring service"),
        done_step("Details"),
        StepItem::new("Repository").reachable(),
        StepItem::new("Review"),
    ]
}

fn rest() -> AnyView {
    let current = RwSignal::new(2);
    view! {
        <Stepper label="Create a component" steps=steps() current on_go=move |at| current.set(at) />
    }
    .into_any()
}

fn vertical() -> AnyView {
    let current = RwSignal::new(1);
    view! {
        <Stepper
            label="Create an API"
            steps=steps()
            current
            on_go=move |at| current.set(at)
            vertical=true
        />
    }
    .into_any()
}

fn error() -> AnyView {
    let current = RwSignal::new(2);
    let steps = vec![
        done_step("Template"),
        StepItem::new("Details").state(StepState::Error).help("Name is taken").reachable(),
        StepItem::new("Review").reachable(),
    ];
    view! { <Stepper label="Create a library" steps current on_go=move |at| current.set(at) /> }
        .into_any()
}

fn links() -> AnyView {
    let steps = vec![
        StepItem::new("Account").state(StepState::Done).href("#account"),
        StepItem::new("Team").href("#team"),
        StepItem::new("First service"),
    ];
    view! { <Stepper label="Get started" steps current=1 /> }.into_any()
}

fn done() -> AnyView {
    let steps =
        ["Fetch", "Check", "Register"].map(|label| StepItem::new(label).state(StepState::Done));
    view! { <Stepper label="Register a descriptor" steps=steps.to_vec() current=2 /> }.into_any()
}

fn many() -> AnyView {
    let current = RwSignal::new(1);
    let steps = vec![
        done_step("Choose what the new service is built from"),
        StepItem::new("Owner, lifecycle and the system that it belongs to")
            .help("Everything here can be changed later")
            .reachable(),
        StepItem::new("Repository"),
        StepItem::new("Deployment"),
        StepItem::new("Monitoring").help("Optional"),
        StepItem::new("Zugriffsberechtigungsverwaltungsgruppen"),
        StepItem::new("Review"),
    ];
    view! { <Stepper label="Create a service" steps current on_go=move |at| current.set(at) /> }
        .into_any()
}

fn rtl() -> AnyView {
    let steps = vec![
        StepItem::new("القالب").state(StepState::Done),
        StepItem::new("التفاصيل"),
        StepItem::new("المراجعة"),
    ];
    view! {
        <div dir="rtl">
            <Stepper label="إنشاء مكون" steps current=1 />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Stepper {
        label: text "Steps",
        vertical: flag,
        current: number 1,
        steps: code (vec![StepItem::new("Template").state(StepState::Done).reachable(), StepItem::new("Details").reachable(), StepItem::new("Review")]),
    }
};
