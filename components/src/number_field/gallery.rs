//! Examples of the number field.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{NumberField, Size, Stack};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "number-field",
    name: "NumberField",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A whole number with its label, typed or stepped.",
    when_not: "A number that only names something, such as a ticket, is a TextField.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "range", title: "Range and steps", view: range },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "sizes", title: "Sizes, without a label in sight", view: sizes },
    Example { id: "disabled", title: "Not available", view: disabled },
    Example { id: "long", title: "Long texts", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn rest() -> AnyView {
    let replicas = RwSignal::new("3".to_owned());
    let budget = RwSignal::new(String::new());
    view! {
        <Stack>
            <NumberField label="Replicas" value=replicas on_input=move |text| replicas.set(text) min=1 max=20 />
            <NumberField
                label="Budget"
                value=budget
                on_input=move |text| budget.set(text)
                unit="€ a month"
                optional=true
            />
        </Stack>
    }
    .into_any()
}

fn range() -> AnyView {
    let memory = RwSignal::new("512".to_owned());
    view! {
        <NumberField
            label="Memory"
            value=memory
            on_input=move |text| memory.set(text)
            min=128
            max=4096
            step=128
            unit="MiB"
            help="From 128 to 4,096, in steps of 128."
        />
    }
    .into_any()
}

fn error() -> AnyView {
    let replicas = RwSignal::new("40".to_owned());
    let days = RwSignal::new("a week".to_owned());
    let nodes = RwSignal::new("6".to_owned());
    view! {
        <Stack>
            <NumberField label="Replicas" value=replicas on_input=move |text| replicas.set(text) min=1 max=20 />
            <NumberField label="Keep logs for" value=days on_input=move |text| days.set(text) unit="days" />
            <NumberField
                label="Nodes"
                value=nodes
                on_input=move |text| nodes.set(text)
                error="The cluster has room for 4 more. Type 4 or less, or ask for more room."
            />
        </Stack>
    }
    .into_any()
}

fn sizes() -> AnyView {
    let number = RwSignal::new("8".to_owned());
    let field = move |label: &'static str, size: Size| {
        view! {
            <NumberField label value=number on_input=move |text| number.set(text) hide_label=true size />
        }
        .into_any()
    };
    view! {
        <Stack>
            {field("Small", Size::Sm)} {field("Medium", Size::Md)} {field("Large", Size::Lg)}
        </Stack>
    }
    .into_any()
}

fn disabled() -> AnyView {
    view! {
        <NumberField
            label="Replicas"
            value="3"
            on_input=|_| ()
            disabled_reason="Scaling is automatic for this service"
        />
    }
    .into_any()
}

fn long() -> AnyView {
    let number = RwSignal::new("9223372036854775807".to_owned());
    view! {
        <NumberField
            label="Messages that may wait in the queue before the producers are asked to slow down"
            value=number
            on_input=move |text| number.set(text)
            unit="messages"
            help="Counted over all partitions. Producers see an error that they may repeat, and the dashboard of the queue says how often."
        />
    }
    .into_any()
}

fn rtl() -> AnyView {
    let days = RwSignal::new("30".to_owned());
    view! {
        <div dir="rtl">
            <NumberField label="مدة الاحتفاظ" value=days on_input=move |text| days.set(text) min=1 unit="أيام" />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    NumberField with { let value = RwSignal::new("3".to_owned()); } {
        label: text "Replicas",
        hide_label: flag,
        step: number? 1,
        unit: text,
        help: maybe "Shown below the field.",
        error: maybe "Choose one of the list.",
        optional: flag,
        required: flag,
        size: choice Size [Md, Sm, Lg],
        disabled_reason: maybe "Only members of Payments core may do this",
        value: code (value),
        on_input: code (move |text| value.set(text)),
        min: code (1),
        max: code (20),
    }
};
