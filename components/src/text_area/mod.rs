//! Several lines of text.

pub mod gallery;

use leptos::{html, prelude::*};

use crate::input::input_class;
use crate::{Field, FieldState};

/// Several lines of text with their label. Grows with its text where the browser can.
///
/// For one line take a `TextField`.
#[component]
pub fn TextArea(
    /// What goes in.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud.
    #[prop(optional)]
    hide_label: bool,
    /// The text.
    #[prop(into)]
    value: Signal<String>,
    /// Called for every change, with the whole text.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called when the field is left with another text.
    #[prop(optional, into)]
    on_commit: Option<Callback<String>>,
    /// Lines it has at first.
    #[prop(default = 3)]
    rows: u32,
    /// An example in place of an empty text.
    #[prop(optional, into)]
    placeholder: String,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether it is code.
    #[prop(optional)]
    mono: bool,
    /// Whether it can be read and copied but not changed.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// The element.
    #[prop(optional)]
    node_ref: NodeRef<html::Textarea>,
) -> impl IntoView {
    let state = FieldState::new(help, error);
    view! {
        <Field state label hide_label optional>
            <div class=input_class() data-kind="area" data-mono=mono.then_some("")>
                <textarea
                    id=state.id()
                    node_ref=node_ref
                    rows=rows.to_string()
                    placeholder=placeholder
                    spellcheck=mono.then_some("false")
                    prop:value=move || value.get()
                    readonly=move || read_only.get()
                    aria-invalid=move || state.invalid()
                    aria-describedby=move || state.described_by()
                    on:input=move |event| {
                        on_input.try_run(event_target_value(&event));
                    }
                    on:change=move |event| {
                        if let Some(on_commit) = on_commit {
                            on_commit.try_run(event_target_value(&event));
                        }
                    }
                ></textarea>
            </div>
        </Field>
    }
}
