//! One of a few.

pub mod gallery;

use leptos::{html, prelude::*};

use crate::input::input_class;
use crate::{Combobox, Field, FieldState, Icon, Size};

/// One choice of a [`Select`], a `RadioGroup` or a `SegmentedControl`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What it stands for.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// A sentence about it, where there is room.
    pub help: Option<String>,
    /// A drawing, where there is room.
    pub icon: Option<Icon>,
    /// Why it cannot be chosen now; none when it can.
    pub disabled_reason: Option<String>,
}

impl Choice {
    /// A choice that is shown as `label`.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            help: None,
            icon: None,
            disabled_reason: None,
        }
    }

    /// With a sentence about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a drawing.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// It cannot be chosen now, and why: on a card, below a radio.
    #[must_use]
    pub fn disabled(mut self, reason: impl Into<String>) -> Self {
        self.disabled_reason = Some(reason.into());
        self
    }
}

/// With more choices than this, the list of the browser takes seconds to open.
const MOST: usize = 500;

/// One of a few known choices, in the list of the browser.
///
/// Two to four choices that are compared go into a `RadioGroup` or a `SegmentedControl`, more than
/// fifteen into a `Combobox`. With more than 500, it is one: browsers lay out all options of a list
/// before they show the first.
///
/// Keyboard: that of the platform.
#[component]
pub fn Select(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud.
    #[prop(optional)]
    hide_label: bool,
    /// The choices.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Value of the choice; none as long as nothing is chosen.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Called with the value of another choice.
    #[prop(into)]
    on_change: Callback<String>,
    /// What is shown as long as nothing is chosen.
    #[prop(default = "Choose…".into(), into)]
    placeholder: String,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether nothing may stay chosen.
    #[prop(optional)]
    optional: bool,
    /// Its height.
    #[prop(optional)]
    size: Size,
) -> impl IntoView {
    let placeholder = StoredValue::new(placeholder);
    let many = Memo::new(move |_| choices.with(Vec::len) > MOST);
    move || {
        let placeholder = placeholder.get_value();
        if many.get() {
            let take = move |chosen: Option<String>| match chosen {
                None if !optional => {}
                chosen => {
                    on_change.try_run(chosen.unwrap_or_default());
                }
            };
            view! {
                <Combobox label hide_label choices value on_change=take placeholder help error optional size />
            }
            .into_any()
        } else {
            view! {
                <BrowserList label hide_label choices value on_change placeholder help error optional size />
            }
            .into_any()
        }
    }
}

/// The list of the browser.
#[component]
fn BrowserList(
    label: Signal<String>,
    hide_label: bool,
    choices: Signal<Vec<Choice>>,
    value: Signal<Option<String>>,
    on_change: Callback<String>,
    placeholder: String,
    help: Signal<Option<String>>,
    error: Signal<Option<String>>,
    optional: bool,
    size: Size,
) -> impl IntoView {
    let state = FieldState::new(help, error);
    // The placeholder goes once there is a value, unless one may go back to nothing.
    let nothing = move || {
        (optional || value.with(Option::is_none))
            .then(|| view! { <option value="" disabled=!optional>{placeholder.clone()}</option> })
    };
    // One effect for all options, because there may be thousands. It runs when they are there.
    let list = NodeRef::<html::Select>::new();
    Effect::new(move || {
        choices.track();
        let value = value.get().unwrap_or_default();
        if let Some(list) = list.get() {
            list.set_value(&value);
        }
    });
    let options = move || {
        let choices = choices.get().into_iter();
        choices
            .map(|choice| {
                let disabled = choice.disabled_reason.is_some();
                view! { <option value=choice.value disabled=disabled>{choice.label}</option> }
            })
            .collect_view()
    };
    view! {
        <Field state label hide_label optional>
            <div class=input_class() data-kind="select" data-size=size.name()>
                <select
                    id=state.id()
                    node_ref=list
                    aria-invalid=move || state.invalid()
                    aria-describedby=move || state.described_by()
                    on:change=move |event| {
                        on_change.try_run(event_target_value(&event));
                    }
                >
                    {nothing}
                    {options}
                </select>
                <Icon name=Icon::ChevronUpDown />
            </div>
        </Field>
    }
}
