//! Examples of the file field.

use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use crate::{FileField, Stack};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "file-field",
    name: "FileField",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "One file of the reader's own.",
    when_not: "A text that may be pasted is a TextArea.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "given", title: "With a file", view: given },
    Example { id: "states", title: "States", view: states },
    Example { id: "long", title: "A long name", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

const LOGO: &str = "data:image/svg+xml;name=logo.svg;base64,PHN2ZyB4bWxucz0iIi8+";

fn rest() -> AnyView {
    let file = RwSignal::new(None::<String>);
    view! {
        <FileField
            label="Logo"
            value=file
            on_change=move |new| file.set(new)
            accept=".svg,image/svg+xml"
            help="An SVG of at most 512 kB. It is read in your browser."
            optional=true
        />
    }
    .into_any()
}

fn given() -> AnyView {
    let file = RwSignal::new(Some(LOGO.to_owned()));
    view! { <FileField label="Logo" value=file on_change=move |new| file.set(new) /> }.into_any()
}

fn states() -> AnyView {
    let none = Signal::stored(None::<String>);
    view! {
        <Stack>
            <FileField label="Certificate" value=none on_change=|_| () error="Choose a file." />
            <FileField
                label="Fixed by the template"
                value=Signal::stored(Some(LOGO.to_owned()))
                on_change=|_| ()
                disabled_reason="The template sets it."
            />
        </Stack>
    }
    .into_any()
}

fn long() -> AnyView {
    let name = "quarterly-architecture-review-of-the-payment-platform-with-all-appendices.pdf";
    let url = ["data:application/pdf;name=", name, ";base64,JVBERi0="].concat();
    let file = RwSignal::new(Some(url));
    view! { <FileField label="Review" value=file on_change=move |new| file.set(new) /> }.into_any()
}

fn rtl() -> AnyView {
    let file = RwSignal::new(Some(LOGO.to_owned()));
    view! {
        <div dir="rtl">
            <FileField label="الشعار" value=file on_change=move |new| file.set(new) />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    FileField with { let value = RwSignal::new(None::<String>); } {
        label: text "Logo",
        hide_label: flag,
        accept: text ".svg,image/svg+xml",
        most: number 512_000,
        help: maybe "It is read in your browser.",
        error: maybe "Choose a file.",
        optional: flag,
        disabled_reason: maybe "The template sets it.",
        value: code (value),
        on_change: code (move |file| value.set(file)),
    }
};
