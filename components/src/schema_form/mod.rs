//! A form from a schema.

pub mod gallery;
mod logic;
mod model;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{
    Button, Checkbox, ErrorSummary, FieldError, InputKind, RadioGroup, Select, TagInput, TextField,
    Variant, class, unique_id,
};
use model::path;
pub use model::{SchemaField, SchemaKind, SchemaValue, SchemaValues};

/// Most choices that are all in sight; more are a list that opens.
const IN_SIGHT: usize = 4;

/// A form for what a JSON Schema describes: the inputs of a template, the settings of a plugin.
///
/// A form that is known beforehand is written with the fields themselves. Each kind of property
/// has one field: a `TextField`, a `RadioGroup` or a `Select`, a `Checkbox`, a `TagInput`; an
/// object is a group with a heading. Nothing is said against an answer before the form is sent for
/// the first time; then each field says what to change, and an [`ErrorSummary`] all of it.
///
/// Keyboard: that of the fields; Enter in a text sends the form.
#[component]
pub fn SchemaForm(
    /// The properties in their order.
    fields: Vec<SchemaField>,
    /// The answers; start with [`SchemaValues::defaults`].
    #[prop(into)]
    value: Signal<SchemaValues>,
    /// Called with all answers when one changed.
    #[prop(into)]
    on_change: Callback<SchemaValues>,
    /// Called with the answers when the form is sent and all is well.
    #[prop(into)]
    on_submit: Callback<SchemaValues>,
    /// What sending does: "Create repository".
    #[prop(into)]
    submit: String,
    /// Whether it is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/schema_form/schema_form.css");
    let form = Form {
        id: StoredValue::new(unique_id("pk-schema-form")),
        value,
        on_change,
        problems: RwSignal::new(Vec::new()),
    };
    let drawn: Vec<_> = fields.iter().map(|field| form.field("", field)).collect();
    let fields = StoredValue::new(fields);
    let asked = RwSignal::new(false);
    let summary = RwSignal::new(Vec::new());
    let check = move || {
        let problems =
            fields.with_value(|fields| value.with(|values| logic::problems(fields, values)));
        form.problems.set(problems);
    };
    // Once somebody wanted to send it, the fields say at once when all is well.
    Effect::new(move || {
        if asked.get() {
            check();
        }
    });
    let send = move || {
        if busy.try_get_untracked() != Some(false) {
            return;
        }
        asked.set(true);
        untrack(check);
        let errors = form.problems.with_untracked(|problems| {
            let id = form.id.get_value();
            let errors =
                problems.iter().map(|(path, text)| FieldError::new([&*id, path].concat(), text));
            errors.collect::<Vec<_>>()
        });
        let well = errors.is_empty();
        summary.set(errors);
        if well {
            on_submit.try_run(value.get_untracked());
        }
    };
    view! {
        <form
            class=class(scope, "pk-schema-form")
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                queue_microtask(send);
            }
        >
            <ErrorSummary errors=summary />
            {drawn}
            <div>
                <Button variant=Variant::Solid submit=true loading=busy>{submit}</Button>
            </div>
        </form>
    }
    .into_any()
}

/// What every field of a form needs.
#[derive(Clone, Copy)]
struct Form {
    /// Beginning of the ids of the fields.
    id: StoredValue<String>,
    value: Signal<SchemaValues>,
    on_change: Callback<SchemaValues>,
    /// What has to be changed, by path.
    problems: RwSignal<Vec<(String, String)>>,
}

impl Form {
    fn set(self, path: &str, value: SchemaValue) {
        let Some(mut values) = self.value.try_get_untracked() else { return };
        values.set(path, value);
        self.on_change.try_run(values);
    }

    fn field(self, above: &str, field: &SchemaField) -> AnyView {
        let SchemaField { name, title: label, description, required, kind, .. } = field.clone();
        let path = StoredValue::new(path(above, &name));
        let help = Signal::stored(description.clone());
        if let SchemaKind::Group(fields) = kind {
            let drawn: Vec<_> =
                fields.iter().map(|field| self.field(&path.get_value(), field)).collect();
            return view! {
                <fieldset>
                    <legend>{label}</legend>
                    {description.map(|text| view! { <p>{text}</p> })}
                    {drawn}
                </fieldset>
            }
            .into_any();
        }
        let id = [&*self.id.get_value(), &*path.get_value()].concat();
        let error = Signal::derive(move || {
            let own = |problems: &Vec<(String, String)>| {
                path.with_value(|path| problems.iter().find(|(at, _)| at == path).cloned())
            };
            self.problems.with(own).map(|(_, text)| text)
        });
        let text = Signal::derive(move || {
            self.value.with(|values| path.with_value(|path| values.text(path).to_owned()))
        });
        let chosen = Signal::derive(move || Some(text.get()).filter(|text| !text.is_empty()));
        let set_text =
            Callback::new(move |text| self.set(&path.get_value(), SchemaValue::Text(text)));
        let optional = !required;
        match kind {
            SchemaKind::Choice(choices) if required && choices.len() <= IN_SIGHT => {
                view! { <RadioGroup attr:id=id label choices value=chosen on_change=set_text help error /> }
                    .into_any()
            }
            SchemaKind::Choice(choices) => {
                view! { <Select attr:id=id label choices value=chosen on_change=set_text help error optional /> }
                    .into_any()
            }
            SchemaKind::Flag => {
                let checked = Signal::derive(move || {
                    self.value.with(|values| path.with_value(|path| values.flag(path)))
                });
                let switch = move |on| self.set(&path.get_value(), SchemaValue::Flag(on));
                view! { <div><Checkbox attr:id=id label checked on_change=switch help /></div> }.into_any()
            }
            SchemaKind::List => {
                let words = Signal::derive(move || {
                    self.value.with(|values| path.with_value(|path| values.list(path).to_vec()))
                });
                let set = move |list| self.set(&path.get_value(), SchemaValue::List(list));
                view! { <TagInput attr:id=id label value=words on_change=set help error optional /> }
                    .into_any()
            }
            SchemaKind::Text { .. } | SchemaKind::Number { .. } | SchemaKind::Group(_) => {
                let number = matches!(kind, SchemaKind::Number { .. });
                let kind = if number { InputKind::Number } else { InputKind::Text };
                view! {
                    <TextField attr:id=id label value=text on_input=set_text kind help error optional required />
                }
                .into_any()
            }
        }
    }
}
