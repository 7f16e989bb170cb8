//! Examples of the password field.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{PasswordField, Size, Stack};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "password-field",
    name: "PasswordField",
    scope: Scope::Forms,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A password or a token, hidden until somebody wants to see it.",
    when_not: "A secret that is only shown goes into a CodeBlock with a copy button.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "At rest", view: rest },
    Example { id: "kinds", title: "New password, token", view: kinds },
    Example { id: "error", title: "With an error", view: error },
    Example { id: "sizes", title: "Sizes", view: sizes },
    Example { id: "disabled", title: "Not available", view: disabled },
    Example { id: "long", title: "Long texts", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn rest() -> AnyView {
    let text = RwSignal::new("correct horse".to_owned());
    view! { <PasswordField label="Password" value=text on_input=move |new| text.set(new) required=true /> }
        .into_any()
}

fn kinds() -> AnyView {
    let password = RwSignal::new(String::new());
    let token = RwSignal::new(String::new());
    view! {
        <Stack>
            <PasswordField
                label="New password"
                value=password
                on_input=move |new| password.set(new)
                autocomplete="new-password"
                help="At least 12 characters. Spaces are fine."
            />
            <PasswordField
                label="Access token"
                value=token
                on_input=move |new| token.set(new)
                autocomplete="off"
                optional=true
            />
        </Stack>
    }
    .into_any()
}

fn error() -> AnyView {
    let text = RwSignal::new("hunter2".to_owned());
    view! {
        <PasswordField
            label="New password"
            value=text
            on_input=move |new| text.set(new)
            autocomplete="new-password"
            error="Add 5 characters: it needs 12."
        />
    }
    .into_any()
}

fn sizes() -> AnyView {
    let text = RwSignal::new("correct horse".to_owned());
    let field = move |label: &'static str, size: Size| {
        view! { <PasswordField label value=text on_input=move |new| text.set(new) size autocomplete="off" /> }
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
        <PasswordField
            label="Password"
            value=""
            on_input=|_| ()
            disabled_reason="You signed in with the account of your company"
        />
    }
    .into_any()
}

fn long() -> AnyView {
    let text = RwSignal::new("4f9c1b7e2d8a6053".repeat(8));
    view! {
        <PasswordField
            label="Token of the robot that writes the states of deployments into the repository"
            value=text
            on_input=move |new| text.set(new)
            autocomplete="off"
            help="It needs the right to write deployments, and nothing else. It is kept in this tab only and forgotten when the tab is closed."
        />
    }
    .into_any()
}

fn rtl() -> AnyView {
    let text = RwSignal::new("correct horse".to_owned());
    view! {
        <div dir="rtl">
            <PasswordField label="كلمة المرور" value=text on_input=move |new| text.set(new) />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    PasswordField with { let value = RwSignal::new(String::new()); } {
        label: text "Token",
        help: maybe "It is kept until you close the portal.",
        error: maybe "The server does not know this token.",
        optional: flag,
        required: flag,
        size: choice Size [Md, Sm, Lg],
        disabled_reason: maybe "You are signed in already",
        value: code (value),
        on_input: code (move |text| value.set(text)),
    }
};
