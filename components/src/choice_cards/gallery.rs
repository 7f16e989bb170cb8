//! Examples of the choice cards.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Choice, ChoiceCards, Icon};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "choice-cards",
    name: "ChoiceCards",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One of a few choices, each with a title and a description.",
    when_not: "Choices that need no description are a RadioGroup, more than six a Select.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "none", title: "Nothing chosen", view: none },
    Example { id: "icons", title: "With drawings", view: icons },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "disabled", title: "One not available", view: disabled },
    Example { id: "long", title: "Long texts", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn stores() -> Vec<Choice> {
    vec![
        Choice::new("postgres", "PostgreSQL")
            .help("Relations and transactions, backed up every hour. Right for most services."),
        Choice::new("redis", "Redis").help("A cache. Everything in it may be lost at any time."),
        Choice::new("none", "No store").help("The service keeps nothing."),
    ]
}

fn example(label: &'static str, choices: Vec<Choice>, chosen: &str) -> AnyView {
    let value = RwSignal::new(Some(chosen.to_owned()));
    view! { <ChoiceCards label choices value on_change=move |new| value.set(Some(new)) /> }
        .into_any()
}

fn rest() -> AnyView {
    example("Where the data lives", stores(), "postgres")
}

fn none() -> AnyView {
    let value = RwSignal::new(None::<String>);
    view! {
        <ChoiceCards
            label="Second store"
            choices=stores()
            value
            on_change=move |new| value.set(Some(new))
            optional=true
            help="It can be added later."
        />
    }
    .into_any()
}

fn icons() -> AnyView {
    let cards = vec![
        Choice::new("all", "Everybody").help("All people who can sign in.").icon(Icon::Globe),
        Choice::new("team", "My team").help("The members of Payments core.").icon(Icon::Group),
        Choice::new("me", "Only me").help("Not even administrators.").icon(Icon::Lock),
    ];
    example("Who sees the view", cards, "team")
}

fn error() -> AnyView {
    let value = RwSignal::new(None::<String>);
    let error = move || {
        value.with(Option::is_none).then(|| "Choose a store, or that there is none.".to_owned())
    };
    view! {
        <ChoiceCards
            label="Store"
            choices=stores()
            value
            on_change=move |new| value.set(Some(new))
            error
        />
    }
    .into_any()
}

fn disabled() -> AnyView {
    let cards = vec![
        Choice::new("eu", "Europe").help("Frankfurt and Dublin."),
        Choice::new("us", "United States")
            .help("Virginia and Oregon.")
            .disabled("Personal data of this system stays in Europe"),
    ];
    example("Region", cards, "eu")
}

fn long() -> AnyView {
    let cards = vec![
        Choice::new("a", "Release every change to production as soon as all of its checks have passed")
            .help("Nobody has to press a button. A change that makes errors more frequent is taken back by itself, and its author gets a message with the traces of the requests that failed."),
        Choice::new("b", "Donaudampfschifffahrtsgesellschaftskapitänspatent").help("A long word."),
    ];
    example("How changes get to production", cards, "a")
}

fn rtl() -> AnyView {
    let cards = vec![
        Choice::new("team", "فريقي").help("أعضاء فريق المدفوعات.").icon(Icon::Group),
        Choice::new("all", "الجميع").help("كل من يمكنه تسجيل الدخول.").icon(Icon::Globe),
    ];
    let view = example("من يرى العرض", cards, "team");
    view! { <div dir="rtl">{view}</div> }.into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ChoiceCards with { let value = RwSignal::new(None::<String>); } {
        label: text "Store",
        hide_label: flag,
        help: maybe "It can be changed later.",
        error: maybe "Choose a store.",
        optional: flag,
        choices: code (vec![Choice::new("postgres", "PostgreSQL").help("Right for most services."), Choice::new("redis", "Redis").help("A cache.")]),
        value: code (value),
        on_change: code (move |now| value.set(Some(now))),
    }
};
