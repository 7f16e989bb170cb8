//! One line of text.

pub mod gallery;

use leptos::{html, prelude::*};

use crate::input::input_class;
use crate::{Field, FieldState, Icon, IconButton, Size};

/// What is typed into a [`TextField`]; it decides keyboard and completion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// A number; still text, so that nothing typed is lost.
    Number,
    /// A mail address.
    Email,
    /// A web address.
    Url,
    /// A secret, shown on demand.
    Password,
}

impl InputKind {
    const fn type_name(self) -> &'static str {
        match self {
            Self::Text | Self::Number => "text",
            Self::Email => "email",
            Self::Url => "url",
            Self::Password => "password",
        }
    }
}

/// One line of text with its label.
///
/// Text that is looked for goes into a `SearchField`, one of a known set into a `Select` or a
/// `Combobox`, several lines into a `TextArea`. Say what is wrong when the field is left or the
/// form is sent, not while somebody types.
#[component]
pub fn TextField(
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
    /// Called when the text is done: with Enter, or when the field is left.
    #[prop(optional, into)]
    on_commit: Option<Callback<String>>,
    /// What is typed.
    #[prop(optional)]
    kind: InputKind,
    /// An example in place of an empty text. Never the only hint.
    #[prop(optional, into)]
    placeholder: String,
    /// What happens with it, or how it is written.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Whether it is a must, told to assistive technology.
    #[prop(optional)]
    required: bool,
    /// A drawing before the text.
    #[prop(optional_no_strip, into)]
    icon: Option<Icon>,
    /// A unit behind the text: "days".
    #[prop(optional, into)]
    unit: String,
    /// Whether it is code: a name, a path, a reference.
    #[prop(optional)]
    mono: bool,
    /// Its height.
    #[prop(optional)]
    size: Size,
    /// What the browser may fill in, as in the `autocomplete` attribute; `off` unless given.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it can be read and copied but not changed.
    #[prop(optional, into)]
    read_only: Signal<bool>,
    /// Why it cannot be changed now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
    /// The element.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let state = FieldState::new(help, error);
    let revealed = RwSignal::new(false);
    let secret = kind == InputKind::Password;
    let type_name = move || if secret && revealed.get() { "text" } else { kind.type_name() };
    let reveal_label = Signal::derive(move || ["Show the text: ", &label.get()].concat());
    let reveal = secret.then(|| {
        view! {
            <IconButton
                icon=Icon::Eye
                label=reveal_label
                size=Size::Sm
                pressed=revealed
                on_click=move |_| revealed.update(|shown| *shown = !*shown)
            />
        }
    });
    view! {
        <Field state label hide_label optional>
            <div class=input_class() data-size=size.name() data-mono=mono.then_some("")>
                {icon.map(|icon| view! { <Icon name=icon /> })}
                <input
                    id=state.id()
                    node_ref=node_ref
                    type=type_name
                    inputmode=(kind == InputKind::Number).then_some("decimal")
                    autocomplete=autocomplete
                    autocapitalize="off"
                    spellcheck=(mono || kind != InputKind::Text).then_some("false")
                    placeholder=placeholder
                    prop:value=move || value.get()
                    readonly=move || read_only.get() || disabled_reason.with(Option::is_some)
                    aria-required=required.then_some("true")
                    aria-invalid=move || state.invalid()
                    aria-describedby=move || state.described_by()
                    aria-disabled=move || disabled_reason.with(Option::is_some).then_some("true")
                    aria-description=move || disabled_reason.get()
                    data-tooltip=move || disabled_reason.get()
                    on:input=move |event| {
                        on_input.try_run(event_target_value(&event));
                    }
                    on:change=move |event| {
                        if let Some(on_commit) = on_commit {
                            on_commit.try_run(event_target_value(&event));
                        }
                    }
                />
                {(!unit.is_empty()).then(|| view! { <span data-unit="">{unit}</span> })}
                {reveal}
            </div>
        </Field>
    }
}
