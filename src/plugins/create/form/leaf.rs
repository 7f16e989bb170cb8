//! A field of one value.

use super::about::told;
use super::desk::Desk;
use super::draw::id_of;
use leptos::prelude::*;
use portico_components::{
    Checkbox, CheckboxGroup, Choice as Option_, ChoiceCards, Combobox, DatePicker, FileField,
    InputKind, NumberField, PasswordField, RadioGroup, Select, TextArea, TextField, whole_number,
};
use portico_templates::form::{Choice, Field, Kind};
use serde_json::Value;
use std::time::Duration;
use wasm_bindgen::JsCast;

/// Most choices that are all in sight.
const IN_SIGHT: usize = 4;
/// Most choices of a list that opens without being searched.
const IN_A_LIST: usize = 15;

/// What is said below a field, in words alone.
pub fn help(field: &Field) -> Signal<Option<String>> {
    let texts = [field.description.as_deref(), field.ui.help.as_deref()];
    let text = texts.into_iter().flatten().map(|text| told(text).0).collect::<Vec<_>>().join(" ");
    Signal::stored(Some(text).filter(|text| !text.is_empty()))
}

/// Why a field cannot be changed.
pub fn fixed(field: &Field) -> Signal<Option<String>> {
    let reason = if field.ui.disabled {
        Some("The template does not let it be changed.")
    } else if field.ui.readonly {
        Some("The template sets it.")
    } else {
        None
    };
    Signal::stored(reason.map(str::to_owned))
}

/// What every control of a field is given.
struct Around {
    id: String,
    label: String,
    pointer: StoredValue<String>,
    help: Signal<Option<String>>,
    error: Signal<Option<String>>,
    fixed: Signal<Option<String>>,
    optional: bool,
}

impl Around {
    fn of(desk: Desk, field: &Field) -> Self {
        Self {
            id: id_of(&field.pointer),
            label: field.title.clone(),
            pointer: StoredValue::new(field.pointer.clone()),
            help: help(field),
            error: desk.error(&field.pointer),
            fixed: fixed(field),
            optional: !field.required,
        }
    }

    /// Whether nobody can change it.
    fn is_fixed(&self) -> bool {
        self.fixed.with_untracked(Option::is_some)
    }

    /// Takes an answer.
    fn setter(&self, desk: Desk) -> Callback<Value> {
        let pointer = self.pointer;
        Callback::new(move |value: Value| pointer.with_value(|pointer| desk.set(pointer, value)))
    }
}

/// Draws a field.
pub fn draw(desk: Desk, field: &Field) -> AnyView {
    if field.ui.widget.as_deref() == Some("hidden") {
        return ().into_any();
    }
    if field.ui.autofocus && desk.may_focus() {
        focus(id_of(&field.pointer));
    }
    match &field.kind {
        Kind::Text { format, examples, .. } => text(desk, field, format.as_deref(), examples),
        Kind::Number { whole, min, max, step } => {
            let bound = |number: &Option<serde_json::Number>| {
                number.as_ref().and_then(serde_json::Number::as_i64)
            };
            let step = bound(step).filter(|step| *step > 0).unwrap_or(1);
            number(desk, field, *whole, bound(min), bound(max), step)
        }
        Kind::Flag => flag(desk, field),
        Kind::Choice(choices) => choice(desk, field, choices),
        Kind::Choices(choices) => several(desk, field, choices),
        Kind::Fixed(value) => constant(field, value),
        _ => any(desk, field),
    }
}

/// Gives the focus to the control in a place, once it is there.
fn focus(id: String) {
    let place = move || document().get_element_by_id(&id);
    set_timeout(move || take_focus(place()), Duration::from_millis(50));
}

/// The same for the step that is drawn anew, after its heading has had the focus. What has to be
/// changed keeps it.
pub fn focus_first() {
    request_animation_frame(move || {
        request_animation_frame(move || {
            let now = document().active_element();
            let said = now.and_then(|now| now.closest("[role='alert']").ok().flatten());
            if said.is_none() {
                let place = || document().query_selector("form [data-fields]").ok().flatten();
                set_timeout(move || take_focus(place()), Duration::ZERO);
            }
        });
    });
}

fn take_focus(place: Option<web_sys::Element>) {
    let Some(place) = place else { return };
    let find = |around: &web_sys::Element, what| around.query_selector(what).ok().flatten();
    let open = ":is(input, textarea, select):not([disabled], [readonly], [type='hidden'])";
    let Some(first) = find(&place, open) else { return };
    // Of radio buttons, the one that is chosen.
    let group = first.closest("[role='radiogroup']").ok().flatten();
    let chosen = group.and_then(|group| find(&group, "input:checked"));
    if let Ok(control) = chosen.unwrap_or(first).dyn_into::<web_sys::HtmlElement>() {
        let _ = control.focus();
    }
}

fn text(desk: Desk, field: &Field, format: Option<&str>, examples: &[String]) -> AnyView {
    let Around { id, label, pointer, help, error, fixed, optional } = Around::of(desk, field);
    let value = desk.text(&field.pointer);
    let on_input = Callback::new(move |text: String| {
        pointer.with_value(|pointer| desk.set_text(pointer, text));
    });
    let placeholder = field.ui.placeholder.clone().unwrap_or_default();
    let widget = field.ui.widget.as_deref();
    if field.secret || widget == Some("password") {
        return view! {
            <PasswordField attr:id=id label value on_input autocomplete="off" help error optional disabled_reason=fixed />
        }
        .into_any();
    }
    if widget == Some("textarea") {
        let rows = field.ui.options.get("rows").and_then(Value::as_u64).unwrap_or(3).min(40) as u32;
        let read_only = Signal::derive(move || fixed.with(Option::is_some));
        return view! { <TextArea attr:id=id label value on_input rows placeholder help error optional read_only /> }
            .into_any();
    }
    if format == Some("data-url") || widget == Some("file") {
        let accept = field.ui.options.get("accept").and_then(Value::as_str).unwrap_or_default();
        let given = Signal::derive(move || Some(value.get()).filter(|url| !url.is_empty()));
        let change = move |url: Option<String>| {
            on_input.try_run(url.unwrap_or_default());
        };
        return view! {
            <FileField attr:id=id label value=given on_change=change accept=accept.to_owned() help error optional disabled_reason=fixed />
        }
        .into_any();
    }
    if format == Some("date") {
        return view! { <DatePicker attr:id=id label value on_input help error optional disabled_reason=fixed /> }
            .into_any();
    }
    if !examples.is_empty() && fixed.with_untracked(Option::is_none) {
        let choices: Vec<Option_> =
            examples.iter().map(|text| Option_::new(text.clone(), text.clone())).collect();
        let chosen = Signal::derive(move || Some(value.get()).filter(|text| !text.is_empty()));
        let change = move |text: Option<String>| {
            on_input.try_run(text.unwrap_or_default());
        };
        return view! {
            <Combobox attr:id=id label choices=Signal::stored(choices) value=chosen on_change=change custom=true placeholder help error optional />
        }
        .into_any();
    }
    let kind = match format {
        Some("email") => InputKind::Email,
        Some("uri" | "url") => InputKind::Url,
        _ => InputKind::Text,
    };
    view! { <TextField attr:id=id label value on_input kind placeholder help error optional disabled_reason=fixed /> }
        .into_any()
}

fn number(
    desk: Desk,
    field: &Field,
    whole: bool,
    min: Option<i64>,
    max: Option<i64>,
    step: i64,
) -> AnyView {
    let Around { id, label, pointer, help, error, fixed, optional } = Around::of(desk, field);
    let value = desk.text(&field.pointer);
    let on_input = Callback::new(move |text: String| {
        let trimmed = text.trim();
        let read = match whole_number(trimmed) {
            Some(number) => Some(Value::from(number)),
            None => serde_json::from_str::<Value>(trimmed).ok().filter(Value::is_number),
        };
        // "1." is on its way to a number: what was typed stays as it is.
        let read = read.filter(|read| {
            let written = read.to_string();
            trimmed.is_empty() || written == trimmed
        });
        pointer.with_value(|pointer| match read {
            Some(number) => desk.set(pointer, number),
            None => desk.set_text(pointer, text),
        });
    });
    if whole {
        return match (min, max) {
            (Some(min), Some(max)) => view! {
                <NumberField attr:id=id label value on_input min max step help error optional disabled_reason=fixed />
            }
            .into_any(),
            (Some(min), None) => view! {
                <NumberField attr:id=id label value on_input min step help error optional disabled_reason=fixed />
            }
            .into_any(),
            (None, Some(max)) => view! {
                <NumberField attr:id=id label value on_input max step help error optional disabled_reason=fixed />
            }
            .into_any(),
            (None, None) => view! {
                <NumberField attr:id=id label value on_input step help error optional disabled_reason=fixed />
            }
            .into_any(),
        };
    }
    let placeholder = field.ui.placeholder.clone().unwrap_or_default();
    view! {
        <TextField attr:id=id label value on_input kind=InputKind::Number placeholder help error optional disabled_reason=fixed />
    }
    .into_any()
}

fn flag(desk: Desk, field: &Field) -> AnyView {
    let around = Around::of(desk, field);
    let (answer, set) = (desk.answer(&field.pointer), around.setter(desk));
    let changeable = !around.is_fixed();
    let Around { id, label, help, error, fixed, optional, .. } = around;
    if matches!(field.ui.widget.as_deref(), Some("radio" | "select")) && changeable {
        let value = Signal::derive(move || {
            answer.get().and_then(|value| value.as_bool()).map(|on| on.to_string())
        });
        let change = move |on: String| {
            set.try_run(Value::Bool(on == "true"));
        };
        let choices = vec![Option_::new("true", "Yes"), Option_::new("false", "No")];
        return view! { <RadioGroup attr:id=id label choices value on_change=change help error optional /> }
            .into_any();
    }
    let checked = Signal::derive(move || answer.with(|value| *value == Some(Value::Bool(true))));
    let change = move |on: bool| {
        set.try_run(Value::Bool(on));
    };
    let wrong = move || error.get().map(|text| view! { <p data-error="">{text}</p> });
    view! {
        <div id=id>
            <Checkbox label checked on_change=change help disabled_reason=fixed />
            {wrong}
        </div>
    }
    .into_any()
}

fn options(choices: &[Choice]) -> Vec<Option_> {
    let choices = choices.iter().enumerate();
    choices
        .map(|(at, choice)| {
            let option = Option_::new(at.to_string(), choice.title.clone());
            let option = match &choice.description {
                Some(text) => option.help(text.clone()),
                None => option,
            };
            match choice.disabled {
                true => option.disabled("The template does not offer it now."),
                false => option,
            }
        })
        .collect()
}

fn place(choices: &[Choice], value: &Value) -> Option<String> {
    choices.iter().position(|choice| choice.value == *value).map(|at| at.to_string())
}

fn choice(desk: Desk, field: &Field, choices: &[Choice]) -> AnyView {
    let around = Around::of(desk, field);
    let (answer, set) = (desk.answer(&field.pointer), around.setter(desk));
    let changeable = !around.is_fixed();
    let Around { id, label, help, error, fixed, optional, .. } = around;
    let known = StoredValue::new(choices.to_vec());
    let drawn = options(choices);
    let value = Signal::derive(move || {
        answer.with(|value| known.with_value(|known| place(known, value.as_ref()?)))
    });
    if !changeable {
        let shown = Signal::derive(move || {
            let at = value.get().and_then(|at| at.parse::<usize>().ok());
            at.and_then(|at| known.with_value(|known| known.get(at).map(|one| one.title.clone())))
                .unwrap_or_default()
        });
        return view! { <TextField attr:id=id label value=shown on_input=|_| () help error disabled_reason=fixed /> }
            .into_any();
    }
    let change = Callback::new(move |at: String| {
        let found = known.with_value(|known| {
            at.parse::<usize>().ok().and_then(|at| known.get(at).map(|one| one.value.clone()))
        });
        set.try_run(found.unwrap_or(Value::Null));
    });
    let widget = field.ui.widget.as_deref();
    let explained = choices.iter().any(|choice| choice.description.is_some());
    if choices.len() <= IN_SIGHT && explained && widget.is_none() {
        return view! { <ChoiceCards attr:id=id label choices=drawn value on_change=change help error optional /> }
            .into_any();
    }
    if widget == Some("radio") || (widget.is_none() && field.required && choices.len() <= IN_SIGHT)
    {
        return view! { <RadioGroup attr:id=id label choices=drawn value on_change=change help error optional /> }
            .into_any();
    }
    if choices.len() > IN_A_LIST {
        let placeholder = field.ui.placeholder.clone().unwrap_or_default();
        let change = move |at: Option<String>| {
            change.try_run(at.unwrap_or_default());
        };
        return view! {
            <Combobox attr:id=id label choices=Signal::stored(drawn) value on_change=change placeholder help error optional />
        }
        .into_any();
    }
    view! { <Select attr:id=id label choices=Signal::stored(drawn) value on_change=change help error optional /> }
        .into_any()
}

fn several(desk: Desk, field: &Field, choices: &[Choice]) -> AnyView {
    let around = Around::of(desk, field);
    let (answer, set) = (desk.answer(&field.pointer), around.setter(desk));
    let Around { id, label, help, error, fixed, optional, .. } = around;
    let known = StoredValue::new(choices.to_vec());
    let value = Signal::derive(move || {
        answer.with(|value| match value {
            Some(Value::Array(items)) => known.with_value(|known| {
                items.iter().filter_map(|item| place(known, item)).collect::<Vec<_>>()
            }),
            _ => Vec::new(),
        })
    });
    let change = move |chosen: Vec<String>| {
        let items: Vec<Value> = known.with_value(|known| {
            let at = chosen.iter().filter_map(|at| at.parse::<usize>().ok());
            at.filter_map(|at| known.get(at).map(|one| one.value.clone())).collect()
        });
        set.try_run(Value::Array(items));
    };
    let choices = options(choices);
    let inline = field.ui.options.get("inline").and_then(Value::as_bool).unwrap_or(false);
    view! {
        <CheckboxGroup attr:id=id label choices value on_change=change help error optional inline disabled_reason=fixed />
    }
    .into_any()
}

/// A value that the template sets; one that says nothing is not shown.
fn constant(field: &Field, value: &Value) -> AnyView {
    let shown = match value {
        Value::Null => return ().into_any(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let label = field.title.clone();
    let help = help(field);
    let why = Signal::stored(Some("The template sets it.".to_owned()));
    view! { <TextField label value=Signal::stored(shown) on_input=|_| () help disabled_reason=why /> }
        .into_any()
}

/// Any JSON, as a text.
fn any(desk: Desk, field: &Field) -> AnyView {
    let around = Around::of(desk, field);
    let set = around.setter(desk);
    let Around { id, label, help: given, error: said, optional, .. } = around;
    let start = desk.now(&field.pointer).filter(|value| !value.is_null());
    let text = RwSignal::new(
        start.and_then(|value| serde_json::to_string_pretty(&value).ok()).unwrap_or_default(),
    );
    let fault = RwSignal::new(None::<String>);
    let error = Signal::derive(move || fault.get().or_else(|| said.get()));
    let on_input = move |typed: String| {
        if typed.trim().is_empty() {
            fault.set(None);
            set.try_run(Value::Null);
        } else {
            match serde_json::from_str::<Value>(&typed) {
                Ok(value) => {
                    fault.set(None);
                    set.try_run(value);
                }
                Err(error) => fault.set(Some(format!(
                    "This is no JSON yet: line {}, column {}.",
                    error.line(),
                    error.column()
                ))),
            }
        }
        text.set(typed);
    };
    let help = Signal::derive(move || {
        Some(given.get().map_or_else(|| "JSON.".to_owned(), |help| format!("{help} JSON.")))
    });
    view! { <TextArea attr:id=id label value=text on_input mono=true rows=4 help error optional /> }
        .into_any()
}
