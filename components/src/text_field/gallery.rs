//! Examples of the text field.

use crate::Size;
use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Icon, InputKind, Stack, TextField};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "text-field",
    name: "TextField",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One line of text with its label.",
    when_not: "Text that is looked for goes into a SearchField, one of a known set into a Select or a Combobox.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "kinds", title: "Kinds", view: kinds },
    Example { id: "disabled", title: "Read only, not available", view: disabled },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn rest() -> AnyView {
    let name = RwSignal::new("refunds-api".to_owned());
    view! {
        <Stack>
            <TextField
                label="Name"
                value=name
                on_input=move |text| name.set(text)
                help="Lowercase letters, digits and hyphens."
            />
            <TextField label="Description" value="" on_input=|_| () optional=true placeholder="What it does" />
        </Stack>
    }
    .into_any()
}

fn error() -> AnyView {
    let topic = RwSignal::new("payments.Refunds".to_owned());
    let error = move || {
        let upper = topic.with(|topic| topic.chars().any(char::is_uppercase));
        upper.then(|| "Topic names use lowercase letters, digits, dots and hyphens.".to_owned())
    };
    view! {
        <TextField
            label="Event topic"
            value=topic
            on_input=move |text| topic.set(text)
            mono=true
            error
            help="Created in the Payments cluster, 12 partitions, kept 7 days."
        />
    }
    .into_any()
}

fn kinds() -> AnyView {
    let text = RwSignal::new(String::new());
    let typed = move |new: String| text.set(new);
    view! {
        <Stack>
            <TextField label="Keep records for" value="2,555" on_input=|_| () kind=InputKind::Number unit="days" />
            <TextField label="Token" value=text on_input=typed kind=InputKind::Password />
            <TextField label="Repository" value=text on_input=typed kind=InputKind::Url icon=Icon::Repo />
        </Stack>
    }
    .into_any()
}

fn disabled() -> AnyView {
    view! {
        <Stack>
            <TextField label="Owner" value="Payments core" on_input=|_| () read_only=true />
            <TextField
                label="Name"
                value="payments-ledger"
                on_input=|_| ()
                disabled_reason="The name comes from the descriptor"
            />
        </Stack>
    }
    .into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl">
            <TextField label="الاسم" value="خدمة المدفوعات" on_input=|_| () unit="أيام" />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    TextField with { let value = RwSignal::new(String::new()); } {
        label: text "Name",
        hide_label: flag,
        kind: choice InputKind [Text, Number, Email, Url, Password],
        placeholder: text,
        help: maybe "Shown below the field.",
        error: maybe "Lowercase letters, digits and dashes only.",
        optional: flag,
        required: flag,
        icon: icon [Plus, Refresh, Search, Star, Trash],
        unit: text,
        mono: flag,
        size: choice Size [Md, Sm, Lg],
        read_only: flag,
        disabled_reason: maybe "Only members of Payments core may do this",
        value: code (value),
        on_input: code (move |text| value.set(text)),
    }
};
