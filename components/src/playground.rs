//! A component with its props on controls: what the gallery's playground and matrix are made of,
//! and the code that follows the controls.

use leptos::prelude::AnyView;

/// A component, the controls of its props, and how to draw it for their values.
///
/// Made by [`playground!`](crate::playground).
#[derive(Clone, Copy)]
pub struct Playground {
    /// Name of the component.
    pub component: &'static str,
    /// One per prop that can be set with a switch, a list, a number or a text, in the order of
    /// the code.
    pub controls: &'static [Control],
    /// Props that stay as they are: name and code.
    pub fixed: &'static [(&'static str, &'static str)],
    /// Statements before the view.
    pub before: &'static str,
    /// What stands beside it in the view: the button that opens a dialog.
    pub beside: &'static str,
    /// What is between the tags.
    pub content: Content,
    /// Draws it.
    pub view: fn(&Values) -> AnyView,
}

/// What is between the tags of a component.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    None,
    /// The text of the control [`CONTENT`].
    Text,
    /// This code.
    Fixed(&'static str),
}

/// Name of the control of the text between the tags.
pub const CONTENT: &str = "children";

/// One prop on a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Control {
    /// The prop.
    pub name: &'static str,
    /// What it can be.
    pub kind: Kind,
    /// Its value when nobody has changed it, as in the address.
    pub initial: &'static str,
    /// Whether the code names it even then.
    pub required: bool,
}

/// What a prop can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `true` or `false`.
    Flag,
    /// A variant of a type: the name of the type, and the names of its variants.
    Choice(&'static str, &'static [&'static str]),
    /// An icon or none.
    Icon(&'static [&'static str]),
    /// A text.
    Text,
    /// A text or none; this one when it is switched on.
    Maybe(&'static str),
    /// A whole number.
    Number,
}

impl Control {
    /// Whether `value` is one that this control can have.
    #[must_use]
    pub fn allows(&self, value: &str) -> bool {
        match self.kind {
            Kind::Flag => matches!(value, "true" | "false"),
            Kind::Choice(_, options) | Kind::Icon(options) => options.contains(&value),
            Kind::Text | Kind::Maybe(_) => true,
            Kind::Number => value.parse::<i64>().is_ok(),
        }
    }

    /// Whether it can have no value at all.
    #[must_use]
    pub const fn is_optional(&self) -> bool {
        matches!(self.kind, Kind::Icon(_) | Kind::Maybe(_))
    }
}

/// The values that are not the initial ones: name of the prop and text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(Vec<(String, String)>);

impl Values {
    /// Takes what the controls know and allow; what is as it starts is left out.
    #[must_use]
    pub fn of(controls: &[Control], given: &[(String, String)]) -> Self {
        let mut values = Self::default();
        for (name, value) in given {
            values = values.with(controls, name, Some(value));
        }
        values
    }

    /// The same with another value of one prop; `None` goes back to the start. Unchanged if no
    /// control has that name or allows that value.
    #[must_use]
    pub fn with(mut self, controls: &[Control], name: &str, value: Option<&str>) -> Self {
        let Some(control) = controls.iter().find(|control| control.name == name) else {
            return self;
        };
        if value.is_some_and(|value| !control.allows(value)) {
            return self;
        }
        self.0.retain(|(known, _)| known != name);
        if let Some(value) = value
            && (control.is_optional() || value != control.initial)
        {
            self.0.push((name.to_owned(), value.to_owned()));
        }
        self
    }

    /// Those that are not the initial ones, in the order of the controls.
    #[must_use]
    pub fn pairs(&self, controls: &[Control]) -> Vec<(String, String)> {
        let pair =
            |control: &Control| Some((control.name.to_owned(), self.get(control.name)?.to_owned()));
        controls.iter().filter_map(pair).collect()
    }

    /// The value of a prop that was changed.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// A prop that is true or false, and is false at first.
    #[must_use]
    pub fn flag(&self, name: &str, initial: bool) -> bool {
        self.get(name).map_or(initial, |value| value == "true")
    }

    /// A text.
    #[must_use]
    pub fn text(&self, name: &str, initial: &str) -> String {
        self.get(name).unwrap_or(initial).to_owned()
    }

    /// A text or none.
    #[must_use]
    pub fn maybe(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// A whole number; the initial one if it does not fit into the prop's type.
    pub fn number<T: TryFrom<i64>>(&self, name: &str, initial: T) -> T {
        let number = self.get(name).and_then(|value| value.parse::<i64>().ok());
        number.and_then(|number| T::try_from(number).ok()).unwrap_or(initial)
    }
}

/// What is shared is in the standard library.
const ARC: &str = "Arc";

/// Types of the prelude of Leptos and of Rust, which need no `use` of their own.
const PRELUDE: [&str; 14] = [
    "AnyView",
    "Callback",
    "Effect",
    "Memo",
    "None",
    "NodeRef",
    "RwSignal",
    "Signal",
    "Some",
    "StoredValue",
    "String",
    "ToString",
    "Vec",
    "ViewFn",
];

/// The code that draws a component with these values, ready to be pasted into a component of a
/// plugin.
#[must_use]
pub fn code(playground: &Playground, values: &Values) -> String {
    let view = view_code(playground, values);
    let mut lines = vec!["use leptos::prelude::*;".to_owned()];
    let mut names = names(&[playground.before, "\n", &view].concat());
    let shares = names.iter().any(|name| name == ARC);
    names.retain(|name| name != ARC);
    let list = names.join(", ");
    lines.push(match names.as_slice() {
        [one] => ["use portico_components::", one, ";"].concat(),
        _ => ["use portico_components::{", &list, "};"].concat(),
    });
    if shares {
        lines.push("use std::sync::Arc;".to_owned());
    }
    lines.push(String::new());
    if !playground.before.is_empty() {
        lines.extend(statements(playground.before));
    }
    lines.push(view);
    lines.join("\n")
}

/// The view alone.
fn view_code(playground: &Playground, values: &Values) -> String {
    let mut props: Vec<String> = Vec::new();
    for control in playground.controls {
        if control.name == CONTENT {
            continue;
        }
        let changed = values.get(control.name);
        let value = match changed {
            Some(value) => value,
            None if control.required => control.initial,
            None => continue,
        };
        let written = match control.kind {
            Kind::Flag | Kind::Number => value.to_owned(),
            Kind::Choice(of, _) => [of, "::", value].concat(),
            Kind::Icon(_) => ["Icon::", value].concat(),
            Kind::Text | Kind::Maybe(_) => quoted(value),
        };
        props.push([control.name, "=", &written].concat());
    }
    props.extend(playground.fixed.iter().map(|(name, code)| {
        let is_plain = !code.contains(['>', ' ']);
        match is_plain {
            true => [name, "=", code].concat(),
            false => [name, "={", code, "}"].concat(),
        }
    }));
    let inside = match playground.content {
        Content::None => None,
        Content::Text => {
            let initial = playground.controls.iter().find(|control| control.name == CONTENT);
            let initial = initial.map_or("", |control| control.initial);
            Some(quoted(values.get(CONTENT).unwrap_or(initial)))
        }
        Content::Fixed(code) => Some(code.to_owned()),
    };
    let tag = playground.component;
    let mut open = ["<", tag].concat();
    for prop in &props {
        open.push(' ');
        open.push_str(prop);
    }
    let short = match &inside {
        None => [&open, " />"].concat(),
        Some(inside) => [&open, ">", inside, "</", tag, ">"].concat(),
    };
    if short.len() <= 88 && !short.contains('\n') && playground.beside.is_empty() {
        return ["view! { ", &short, " }"].concat();
    }
    let mut out = "view! {\n    ".to_owned();
    if !playground.beside.is_empty() {
        out.push_str(playground.beside);
        out.push_str("\n    ");
    }
    out.push('<');
    out.push_str(tag);
    for prop in &props {
        out.push_str("\n        ");
        out.push_str(prop);
    }
    match inside {
        None => out.push_str("\n    />"),
        Some(inside) => {
            out.push_str(if props.is_empty() { ">" } else { "\n    >" });
            for line in inside.lines() {
                out.push_str("\n        ");
                out.push_str(line);
            }
            out.push_str("\n    </");
            out.push_str(tag);
            out.push('>');
        }
    }
    out.push_str("\n}");
    out
}

/// A text as Rust writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// The statements, one in a line: `;` ends one unless it is inside of something.
fn statements(code: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut depth = 0_i32;
    for letter in code.trim().chars() {
        match letter {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if let Some(last) = found.last_mut() {
            last.push(letter);
        }
        if letter == ';' && depth == 0 {
            found.push(String::new());
        }
    }
    found.iter().map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect()
}

/// Names of the library that some code uses, sorted: what begins with a capital letter or `use_`,
/// is not a part of a longer path, and is not in a prelude.
fn names(code: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut before = ' ';
    let mut word = String::new();
    let mut in_text = false;
    let mut escaped = false;
    for letter in code.chars().chain([' ']) {
        if in_text {
            in_text = escaped || letter != '"';
            escaped = !escaped && letter == '\\';
            before = letter;
            continue;
        }
        if letter.is_ascii_alphanumeric() || letter == '_' {
            word.push(letter);
            continue;
        }
        let is_named =
            word.starts_with(|first: char| first.is_ascii_uppercase()) || word.starts_with("use_");
        if is_named && before != ':' && !PRELUDE.contains(&word.as_str()) && !found.contains(&word)
        {
            found.push(word.clone());
        }
        word.clear();
        in_text = letter == '"';
        before = letter;
    }
    found.sort();
    found
}

/// Declares a [`Playground`]: the component, its props, what is between its tags.
///
/// ```
/// # use leptos::prelude::*;
/// # use portico_components::{Button, Icon, Variant, playground};
/// const PLAYGROUND: portico_components::gallery::Playground = playground! {
///     Button {
///         variant: choice Variant [Outline, Solid, Ghost, Link],
///         icon: icon [Plus, Refresh],
///         loading: flag,
///         disabled_reason: maybe "Only members of Payments core may do this",
///         on_click: code (|_| ()),
///     }
///     text "Create component"
/// };
/// ```
///
/// A prop is one of
/// - `flag`, false at first; `flag true`
/// - `choice Type [Default, Other]`: the first is the default; `choice! Type […]` for a prop that
///   has no default and is always written
/// - `icon [Plus, Refresh]` for an optional icon, none at first
/// - `text` for an optional text, empty at first; `text "…"` for one that is always written
/// - `maybe "…"` for a text or none, none at first, this one when it is switched on
/// - `number 3`, always written; `number? 3`, the default of the prop, written when it changes
/// - `code (expression)`: not a control.
///
/// `with { let open = RwSignal::new(true); }` before the braces has statements for the view, and
/// `beside { <Button>"Open"</Button> }` after that what stands in front of the component. Behind the braces stands `text "…"`, a view in braces, or nothing.
#[macro_export]
macro_rules! playground {
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : flag $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={$v.flag(stringify!($name), false)}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name), kind: $crate::gallery::Kind::Flag,
                initial: "false", required: false,
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : flag true $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={$v.flag(stringify!($name), true)}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name), kind: $crate::gallery::Kind::Flag,
                initial: "true", required: true,
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : choice $(! $($always:literal)?)? $of:ident [$first:ident $(, $more:ident)* $(,)?]
        $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={match $v.get(stringify!($name)) {
                $(Some(stringify!($more)) => $of::$more,)*
                _ => $of::$first,
            }}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name),
                kind: $crate::gallery::Kind::Choice(
                    stringify!($of), &[stringify!($first) $(, stringify!($more))*]),
                initial: stringify!($first),
                required: $crate::playground!(@bool $(! $($always)?)?),
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : icon [$($icon:ident),* $(,)?] $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={match $v.get(stringify!($name)) {
                $(Some(stringify!($icon)) => Some($crate::Icon::$icon),)*
                _ => None,
            }}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name),
                kind: $crate::gallery::Kind::Icon(&[$(stringify!($icon)),*]),
                initial: "", required: false,
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : text $initial:literal $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={$v.text(stringify!($name), $initial)}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name), kind: $crate::gallery::Kind::Text,
                initial: $initial, required: true,
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : text $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={$v.text(stringify!($name), "")}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name), kind: $crate::gallery::Kind::Text,
                initial: "", required: false,
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : maybe $offer:literal $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={$v.maybe(stringify!($name))}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name), kind: $crate::gallery::Kind::Maybe($offer),
                initial: "", required: false,
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : number $initial:literal $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={$v.number(stringify!($name), $initial)}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name), kind: $crate::gallery::Kind::Number,
                initial: stringify!($initial), required: true,
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : number ? $initial:literal $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={$v.number(stringify!($name), $initial)}]
            [$($control)* $crate::gallery::Control {
                name: stringify!($name), kind: $crate::gallery::Kind::Number,
                initial: stringify!($initial), required: false,
            },]
            [$($fixed)*] $content $($($rest)*)?)
    };
    (@ $v:ident $tag:ident $with:tt [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] $content:tt
        $name:ident : code ($code:expr) $(, $($rest:tt)*)?
    ) => {
        $crate::playground!(@ $v $tag $with
            [$($attr)* $name={$code}]
            [$($control)*]
            [$($fixed)* (stringify!($name), stringify!($code)),]
            $content $($($rest)*)?)
    };
    // The end: nothing, a text, or a view between the tags.
    (@ $v:ident $tag:ident [[$($with:tt)*] [$($beside:tt)*]] [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*] []) => {
        $crate::gallery::Playground {
            component: stringify!($tag),
            controls: &[$($control)*],
            fixed: &[$($fixed)*],
            before: stringify!($($with)*),
            beside: stringify!($($beside)*),
            content: $crate::gallery::Content::None,
            view: |$v: &$crate::gallery::Values| {
                let _ = $v;
                $($with)*
                ::leptos::prelude::IntoAny::into_any(::leptos::view! { $($beside)* <$tag $($attr)* /> })
            },
        }
    };
    (@ $v:ident $tag:ident [[$($with:tt)*] [$($beside:tt)*]] [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*]
        [text $initial:literal]
    ) => {
        $crate::gallery::Playground {
            component: stringify!($tag),
            controls: &[
                $crate::gallery::Control {
                    name: $crate::gallery::CONTENT, kind: $crate::gallery::Kind::Text,
                    initial: $initial, required: true,
                },
                $($control)*
            ],
            fixed: &[$($fixed)*],
            before: stringify!($($with)*),
            beside: stringify!($($beside)*),
            content: $crate::gallery::Content::Text,
            view: |$v: &$crate::gallery::Values| {
                $($with)*
                let content = $v.text($crate::gallery::CONTENT, $initial);
                ::leptos::prelude::IntoAny::into_any(
                    ::leptos::view! { $($beside)* <$tag $($attr)*>{content}</$tag> })
            },
        }
    };
    (@ $v:ident $tag:ident [[$($with:tt)*] [$($beside:tt)*]] [$($attr:tt)*] [$($control:tt)*] [$($fixed:tt)*]
        [{ $($inside:tt)* }]
    ) => {
        $crate::gallery::Playground {
            component: stringify!($tag),
            controls: &[$($control)*],
            fixed: &[$($fixed)*],
            before: stringify!($($with)*),
            beside: stringify!($($beside)*),
            content: $crate::gallery::Content::Fixed(stringify!($($inside)*)),
            view: |$v: &$crate::gallery::Values| {
                let _ = $v;
                $($with)*
                ::leptos::prelude::IntoAny::into_any(
                    ::leptos::view! { $($beside)* <$tag $($attr)*>$($inside)*</$tag> })
            },
        }
    };
    (@bool) => { false };
    (@bool !) => { true };
    // The start.
    ($tag:ident with { $($with:tt)* } beside { $($beside:tt)* } { $($props:tt)* } $($content:tt)*) => {
        $crate::playground!(
            @ values $tag [[$($with)*] [$($beside)*]] [] [] [] [$($content)*] $($props)*)
    };
    ($tag:ident with { $($with:tt)* } { $($props:tt)* } $($content:tt)*) => {
        $crate::playground!(@ values $tag [[$($with)*] []] [] [] [] [$($content)*] $($props)*)
    };
    ($tag:ident { $($props:tt)* } $($content:tt)*) => {
        $crate::playground!(@ values $tag [[] []] [] [] [] [$($content)*] $($props)*)
    };
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Button, Icon, Stack, Tag, Variant};
    use proptest::prelude::{any, prop_assert_eq, proptest};

    const BUTTON: Playground = crate::playground! {
        Button {
            variant: choice Variant [Outline, Solid, Ghost, Link],
            icon: icon [Plus, Refresh],
            loading: flag,
            disabled_reason: maybe "Only members may do this",
            on_click: code (|_| ()),
        }
        text "Create component"
    };
    const STACK: Playground = crate::playground! {
        Stack with { let name = "one"; let icon = Icon::Plus; } {} { <Tag label=name /> <Icon name=icon /> }
    };

    fn values(pairs: &[(&str, &str)]) -> Values {
        let pairs: Vec<_> =
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Values::of(BUTTON.controls, &pairs)
    }

    #[test]
    fn at_first_the_code_names_what_has_to_be_named() {
        assert_eq!(
            code(&BUTTON, &Values::default()),
            "use leptos::prelude::*;\nuse portico_components::Button;\n\n\
             view! { <Button on_click={|_| ()}>\"Create component\"</Button> }"
        );
    }

    #[test]
    fn the_code_follows_the_controls_and_brings_its_names() {
        let set = values(&[
            ("variant", "Solid"),
            ("icon", "Plus"),
            ("loading", "true"),
            ("disabled_reason", "\"No\"\\\n"),
            ("children", "Go"),
        ]);
        assert_eq!(
            code(&BUTTON, &set),
            "use leptos::prelude::*;\nuse portico_components::{Button, Icon, Variant};\n\n\
             view! {\n    <Button\n        variant=Variant::Solid\n        icon=Icon::Plus\n        \
             loading=true\n        disabled_reason=\"\\\"No\\\"\\\\\\n\"\n        \
             on_click={|_| ()}\n    >\n        \"Go\"\n    </Button>\n}"
        );
    }

    #[test]
    fn what_stands_before_and_between_is_written_as_it_is() {
        assert_eq!(
            code(&STACK, &Values::default()),
            "use leptos::prelude::*;\nuse portico_components::{Icon, Stack, Tag};\n\n\
             let name = \"one\";\nlet icon = Icon::Plus;\n\
             view! { <Stack><Tag label=name /> <Icon name=icon /></Stack> }"
        );
    }

    #[test]
    fn a_value_that_a_control_does_not_allow_changes_nothing() {
        let set = values(&[("variant", "Purple"), ("loading", "maybe"), ("nothing", "true")]);
        assert_eq!(set, Values::default());
        assert_eq!(set.pairs(BUTTON.controls), []);
    }

    #[test]
    fn what_is_as_it_starts_is_not_kept_but_an_empty_text_is_a_text() {
        assert_eq!(values(&[("variant", "Outline"), ("loading", "false")]), Values::default());
        let set = values(&[("disabled_reason", "")]);
        assert_eq!(set.maybe("disabled_reason"), Some(String::new()));
        let set = set.with(BUTTON.controls, "disabled_reason", None);
        assert_eq!(set.maybe("disabled_reason"), None);
    }

    #[test]
    fn what_is_shared_and_what_is_in_context_have_their_names() {
        let code = "let toaster = use_toaster(); Arc::new(|| Tone::Success)";
        assert_eq!(names(code), ["Arc", "Tone", "use_toaster"]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(text in any::<String>(), loading in any::<bool>()) {
            let loading = loading.to_string();
            let set = values(&[("loading", loading.as_str()), ("children", text.as_str())]);
            let pairs = set.pairs(BUTTON.controls);
            prop_assert_eq!(Values::of(BUTTON.controls, &pairs).pairs(BUTTON.controls), pairs);
        }

        #[test]
        fn a_text_is_quoted_as_rust_reads_it(text in "[ -~\n\t]{0,40}") {
            let read: syn::LitStr = syn::parse_str(&quoted(&text)).unwrap();
            prop_assert_eq!(read.value(), text);
        }
    }
}
