//! The label of a control, and what is said about it.

pub mod gallery;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Icon, class, unique_id};

/// What ties a control to the texts of its [`Field`]: its id, its help, its error.
#[derive(Clone, Copy)]
pub struct FieldState {
    id: StoredValue<String>,
    help: Signal<Option<String>>,
    error: Signal<Option<String>>,
}

impl FieldState {
    /// For a control with these texts; both may come and go.
    #[must_use]
    pub fn new(help: Signal<Option<String>>, error: Signal<Option<String>>) -> Self {
        Self { id: StoredValue::new(unique_id("pk-field")), help, error }
    }

    /// Id of the control.
    #[must_use]
    pub fn id(self) -> String {
        self.id.try_get_value().unwrap_or_default()
    }

    fn part(self, name: &str) -> String {
        [&self.id(), name].concat()
    }

    /// Value of `aria-describedby`: the error first, then the help. Reactive.
    #[must_use]
    pub fn described_by(self) -> Option<String> {
        let error = self.error.with(Option::is_some).then(|| self.part("-error"));
        let help = self.help.with(Option::is_some).then(|| self.part("-help"));
        match (error, help) {
            (Some(error), Some(help)) => Some([&error, " ", &help].concat()),
            (error, help) => error.or(help),
        }
    }

    /// Value of `aria-invalid`. Reactive.
    #[must_use]
    pub fn invalid(self) -> Option<&'static str> {
        self.error.with(Option::is_some).then_some("true")
    }
}

/// A control with its label, its help and its error.
///
/// The fields of this library bring their own; take it for a control of yours. The label says what
/// goes in, the help what happens with it, the error what to change. A field that may stay empty
/// is marked; the others are not.
#[component]
pub fn Field(
    /// Ties the control to the texts.
    state: FieldState,
    /// What goes in.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud, because the place says what goes in.
    #[prop(optional)]
    hide_label: bool,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Role of the whole when the control is a group of controls: `radiogroup` or `group`.
    #[prop(optional)]
    role: Option<&'static str>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/field/field.css");
    let label_id = state.part("-label");
    let words = view! {
        {move || label.get()}
        {optional.then(|| view! { <small>" (optional)"</small> })}
    };
    let hidden = hide_label.then_some("u-visually-hidden");
    let label = if role.is_some() {
        view! { <span class=hidden data-label="" id=label_id.clone()>{words}</span> }.into_any()
    } else {
        view! { <label class=hidden data-label="" for=state.id()>{words}</label> }.into_any()
    };
    let error = move || {
        state.error.get().map(|text| {
            view! {
                <p data-error="" id=state.part("-error")>
                    <Icon name=Icon::Danger />
                    <span>{text}</span>
                </p>
            }
        })
    };
    let help = move || state.help.get().map(|text| view! { <p id=state.part("-help")>{text}</p> });
    let group = role.is_some();
    view! {
        <div
            class=class(scope, "pk-field")
            role=role
            aria-labelledby=group.then_some(label_id)
            aria-describedby=group.then_some(move || state.described_by())
        >
            {label}
            {children()}
            {error}
            {help}
        </div>
    }
}
