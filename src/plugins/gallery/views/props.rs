//! The controls of a playground: one per prop, made from what the prop can be.

use super::super::handbook::Handbook;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{CONTENT, Control, Kind, Values};
use portico_components::{
    Choice, Menu, MenuGroup, MenuItem, NumberField, SegmentedControl, Select, Size, Stack, Switch,
    TextField, Variant,
};

/// Sets a prop; `None` is the start again.
pub type Set = Callback<(&'static str, Option<String>)>;

/// Up to so many values stand beside each other; more go into a list.
const BESIDE: usize = 4;

/// Value of an optional prop that is not given, among the choices. No name in Rust is empty.
const NOT_GIVEN: &str = "";

/// Texts that components break at.
const PRESETS: [(&str, &str); 5] = [
    ("Empty", ""),
    ("Short", "A"),
    (
        "Long",
        "ledger-reconciliation-eu-west-settlement-batch-exporter and everything that it needs",
    ),
    ("Right to left", "تسوية دفتر الأستاذ"),
    ("Emoji", "🚀 Deploy 🇵🇹"),
];

/// A control for each prop.
pub fn controls(
    controls: &'static [Control],
    values: RwSignal<Values>,
    set: Set,
    told: Memo<Handbook>,
) -> AnyView {
    let all: Vec<AnyView> =
        controls.iter().map(|control| one(control, values, set, told)).collect();
    view! { <Stack>{all}</Stack> }.into_any()
}

fn one(
    control: &'static Control,
    values: RwSignal<Values>,
    set: Set,
    told: Memo<Handbook>,
) -> AnyView {
    let name = control.name;
    let help = Signal::derive(move || {
        let told = told.with(|told| told.prop(name).to_owned());
        (!told.is_empty()).then(|| told.replace('`', ""))
    });
    let value = Memo::new(move |_| {
        values.with(|values| values.get(name).unwrap_or(control.initial).to_owned())
    });
    let given = Memo::new(move |_| values.with(|values| values.get(name).is_some()));
    let put = move |text: String| set.run((name, Some(text)));
    let label = if name == CONTENT { "Content" } else { name };
    match control.kind {
        Kind::Flag => {
            let on = Signal::derive(move || value.with(|value| value == "true"));
            let change = move |on: bool| put(if on { "true" } else { "false" }.to_owned());
            view! { <Switch label=label on=on on_change=change help=help /> }.into_any()
        }
        Kind::Choice(_, options) => {
            let choices: Vec<Choice> =
                options.iter().map(|option| Choice::new(*option, *option)).collect();
            if options.len() <= BESIDE {
                let hint =
                    move || help.get().map(|help| view! { <p class="gallery-hint">{help}</p> });
                return view! {
                    <div class="gallery-prop">
                        <span class="gallery-prop-name" aria-hidden="true">{label}</span>
                        <SegmentedControl label=label choices=choices value=value on_change=put size=Size::Sm />
                        {hint}
                    </div>
                }
                .into_any();
            }
            let value = Signal::derive(move || Some(value.get()));
            view! { <Select label=label choices=choices value=value on_change=put help=help size=Size::Sm /> }
                .into_any()
        }
        Kind::Icon(options) => {
            let none = Choice::new(NOT_GIVEN, "None");
            let icons = options.iter().map(|option| Choice::new(*option, *option));
            let choices: Vec<Choice> = std::iter::once(none).chain(icons).collect();
            let value = Signal::derive(move || Some(value.get()));
            let change = move |icon: String| {
                set.run((name, (icon != NOT_GIVEN).then_some(icon)));
            };
            view! { <Select label=label choices=choices value=value on_change=change help=help size=Size::Sm /> }
                .into_any()
        }
        Kind::Number => {
            view! { <NumberField label=label value=value on_input=put help=help size=Size::Sm /> }
                .into_any()
        }
        Kind::Text => text(label, value, Callback::new(put), help),
        Kind::Maybe(offer) => {
            let change = move |on: bool| set.run((name, on.then(|| offer.to_owned())));
            let field = move || {
                given.get().then(|| {
                    let label = [label, ": text"].concat();
                    text(label, value, Callback::new(put), Signal::stored(None))
                })
            };
            view! {
                <Switch label=label on=given on_change=change help=help />
                {field}
            }
            .into_any()
        }
    }
}

/// A text, and the texts that are worth a try.
fn text(
    label: impl Into<String>,
    value: Memo<String>,
    put: Callback<String>,
    help: Signal<Option<String>>,
) -> AnyView {
    let label = label.into();
    let try_out = ["Try a text for ", &label].concat();
    let presets = move || {
        let items =
            PRESETS.map(|(name, text)| MenuItem::action(name, move || put.run(text.to_owned())));
        vec![MenuGroup::new(items)]
    };
    view! {
        <div class="gallery-prop-text">
            <TextField label=label value=value on_input=put help=help size=Size::Sm />
            <Menu
                label=try_out
                items=presets
                icon=Icon::More
                icon_only=true
                variant=Variant::Ghost
                size=Size::Sm
            />
        </div>
    }
    .into_any()
}
