//! Examples of the tag input.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::TagInput;
use crate::gallery::{Entry, Example, Scope, Status};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "tag-input",
    name: "TagInput",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Several words that people make up, added and removed one by one.",
    when_not: "Words of a known set are chosen in a SelectPanel or a CheckboxGroup.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "empty", title: "Empty", view: empty },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "many", title: "Many", view: many },
    Example { id: "long", title: "Long texts", view: long },
    Example { id: "disabled", title: "Not available", view: disabled },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn words(words: &[&str]) -> RwSignal<Vec<String>> {
    RwSignal::new(words.iter().map(|word| (*word).to_owned()).collect())
}

fn rest() -> AnyView {
    let tags = words(&["java", "payments", "pci"]);
    view! {
        <TagInput
            label="Tags"
            value=tags
            on_change=move |new| tags.set(new)
            help="Lowercase. Separate several with commas."
        />
    }
    .into_any()
}

fn empty() -> AnyView {
    let tags = words(&[]);
    view! {
        <TagInput
            label="Reviewers"
            value=tags
            on_change=move |new| tags.set(new)
            placeholder="mara.lind, jonas.vogt"
            optional=true
        />
    }
    .into_any()
}

fn error() -> AnyView {
    let tags = words(&["java", "Payments Core"]);
    view! {
        <TagInput
            label="Tags"
            value=tags
            on_change=move |new| tags.set(new)
            error="Write Payments Core in lowercase, with a hyphen in place of the space."
        />
    }
    .into_any()
}

fn many() -> AnyView {
    let tags = words(&[
        "java", "kotlin", "spring", "grpc", "kafka", "postgres", "redis", "pci", "gdpr", "tier-1",
        "eu-west", "us-east", "canary", "batch", "ledger", "refunds", "cards", "invoices",
    ]);
    view! { <TagInput label="Tags" value=tags on_change=move |new| tags.set(new) /> }.into_any()
}

fn long() -> AnyView {
    let tags = words(&[
        "settlement-reconciliation-of-the-southern-european-card-networks",
        "pneumonoultramicroscopicsilicovolcanoconiosis",
    ]);
    view! {
        <TagInput
            label="Topics that the new consumer group reads from the moment it is created"
            value=tags
            on_change=move |new| tags.set(new)
        />
    }
    .into_any()
}

fn disabled() -> AnyView {
    let tags = words(&["java", "payments"]);
    view! {
        <TagInput
            label="Tags"
            value=tags
            on_change=|_| ()
            disabled_reason="The tags come from the descriptor"
        />
    }
    .into_any()
}

fn rtl() -> AnyView {
    let tags = words(&["دفع", "فواتير"]);
    view! {
        <div dir="rtl">
            <TagInput label="الوسوم" value=tags on_change=move |new| tags.set(new) />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    TagInput with { let tags = RwSignal::new(vec!["java".to_owned()]); } {
        label: text "Tags",
        hide_label: flag,
        placeholder: text,
        help: maybe "Shown below the field.",
        error: maybe "Choose one of the list.",
        optional: flag,
        disabled_reason: maybe "Only members of Payments core may do this",
        value: code (tags),
        on_change: code (move |now| tags.set(now)),
    }
};
