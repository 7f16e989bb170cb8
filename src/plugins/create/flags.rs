//! Feature flags: what templates ask for behind a `backstage:featureFlag`, switched on for everybody
//! by `portal.json`, and for one browser on a page of Admin.

use super::config::CreateConfig;
use super::form::descriptor;
use crate::plugin::entities::{counted, entity_href};
use crate::plugin::kept;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Badge, Banner, Button, Card, CodeBlock, CodeLanguage, EmptyKind, EmptyState, Gap, Link, List,
    Skeleton, SkeletonKind, Stack, Switch, Tone, Variant,
};
use serde_json::Value;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The key that ties a step or a property to a flag.
const DECLARED: &str = "backstage:featureFlag";
/// Where this browser keeps its choices: `+name` and `-name`, one a line.
const KEPT: &str = "portico.flags.v1";
/// Schemas are not looked into deeper than this.
const DEEPEST: usize = 60;

thread_local! {
    /// The flags that `portal.json` switches on, as far as a page of the plugin has read it.
    static EVERYBODY: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// Takes the flags of `portal.json` over. Every page that asks for answers begins with it.
pub fn learn() {
    let config = use_config::<CreateConfig>();
    EVERYBODY.with_borrow_mut(|all| *all = config.feature_flags.into_iter().collect());
}

/// Whether a flag is on in this browser.
pub fn is_on(name: &str) -> bool {
    match Choices::read().of(name) {
        Some(choice) => choice,
        None => EVERYBODY.with_borrow(|all| all.contains(name)),
    }
}

/// What this browser chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Choices(BTreeMap<String, bool>);

impl Choices {
    fn read() -> Self {
        Self::parse(&kept::read(KEPT).unwrap_or_default())
    }

    fn parse(text: &str) -> Self {
        let choice = |line: &str| {
            let (sign, name) = line.split_at_checked(1)?;
            let on = match sign {
                "+" => true,
                "-" => false,
                _ => return None,
            };
            (!name.is_empty()).then(|| (name.to_owned(), on))
        };
        Self(text.lines().filter_map(choice).collect())
    }

    fn text(&self) -> String {
        let line = |(name, on): (&String, &bool)| [if *on { "+" } else { "-" }, name].concat();
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    fn of(&self, name: &str) -> Option<bool> {
        self.0.get(name).copied()
    }
}

/// The flags that a descriptor names.
fn declared(value: &Value, depth: usize, found: &mut BTreeSet<String>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::Object(map) => {
            // What is no single line cannot be kept, and is no name.
            if let Some(Value::String(name)) = map.get(DECLARED)
                && !name.is_empty()
                && name.len() <= 200
                && !name.contains(char::is_control)
            {
                found.insert(name.clone());
            }
            map.values().for_each(|value| declared(value, depth + 1, found));
        }
        Value::Array(list) => list.iter().for_each(|value| declared(value, depth + 1, found)),
        _ => {}
    }
}

/// A flag, and the templates that name it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Flag {
    name: String,
    /// Name and address of each template.
    templates: Vec<(String, Option<String>)>,
}

/// Draws the page of Admin.
pub fn draw(_: PageInput) -> AnyView {
    learn();
    let sources = use_sources();
    let (catalog, registry) = (sources.catalog(), use_registry());
    let choices = RwSignal::new(Choices::read());
    let everybody: Vec<String> = EVERYBODY.with_borrow(|all| all.iter().cloned().collect());
    let flags = Memo::new(move |_| {
        let catalog = catalog.get()?;
        let mut all: BTreeMap<String, Vec<(String, Option<String>)>> =
            everybody.iter().map(|name| (name.clone(), Vec::new())).collect();
        let mut unread = 0;
        for ix in catalog.all().filter(|ix| catalog.entry(*ix).kind() == "template") {
            let Some(descriptor) = descriptor(sources, &catalog, ix) else {
                unread += 1;
                continue;
            };
            let mut names = BTreeSet::new();
            declared(&descriptor, 0, &mut names);
            for name in names {
                let template = (
                    catalog.entry(ix).display_name().to_owned(),
                    entity_href(&registry, &catalog, ix),
                );
                all.entry(name).or_default().push(template);
            }
        }
        let flags: Vec<Flag> =
            all.into_iter().map(|(name, templates)| Flag { name, templates }).collect();
        Some((flags, unread))
    });
    let body = move || match flags.get() {
        None => view! { <Skeleton kind=SkeletonKind::Rows(3) label="Loading the templates" /> }
            .into_any(),
        Some((flags, unread)) => listed(&flags, unread, choices),
    };
    view! {
        <Stack gap=Gap::Lg>
            <p>
                "A template can keep a step or a question behind a flag. A switch here is for this browser only."
            </p>
            {body}
        </Stack>
    }
    .into_any()
}

fn listed(flags: &[Flag], unread: usize, choices: RwSignal<Choices>) -> AnyView {
    let missing = (unread > 0).then(|| {
        let title = format!("{} not read yet", counted(unread, "template is", "templates are"));
        view! {
            <Banner tone=Tone::Info title=title>
                "Their flags are missing here until their descriptors have been read."
            </Banner>
        }
    });
    if flags.is_empty() {
        return view! {
            {missing}
            <EmptyState kind=EmptyKind::FirstUse title="No feature flags">
                "No template of the catalog names one as backstage:featureFlag, and portal.json switches none on."
            </EmptyState>
        }
        .into_any();
    }
    let items = flags.iter().map(|flag| row(flag, choices)).collect();
    let names: Vec<String> = flags.iter().map(|flag| format!("\"{}\"", flag.name)).collect();
    let line = format!(
        "{{ \"id\": \"create\", \"config\": {{ \"featureFlags\": [{}] }} }}\n",
        names.join(", ")
    );
    view! {
        {missing}
        <Card title="Feature flags"><List items=items plain=true /></Card>
        <Card title="For everybody">
            <Stack>
                <p>"What portal.json lists is on for everybody who has not chosen otherwise."</p>
                <CodeBlock
                    code=line
                    label="Entry under plugins in portal.json"
                    language=CodeLanguage::Plain
                />
            </Stack>
        </Card>
    }
    .into_any()
}

fn row(flag: &Flag, choices: RwSignal<Choices>) -> AnyView {
    let set = move |name: &str, choice: Option<bool>| {
        choices.try_update(|choices| {
            match choice {
                Some(on) => choices.0.insert(name.to_owned(), on),
                None => choices.0.remove(name),
            };
            kept::write(KEPT, &choices.text());
        });
    };
    let by_file = EVERYBODY.with_borrow(|all| all.contains(&flag.name));
    let mine = {
        let name = flag.name.clone();
        Signal::derive(move || choices.with(|choices| choices.of(&name)))
    };
    let on = Signal::derive(move || mine.get().unwrap_or(by_file));
    let change = {
        let name = flag.name.clone();
        Callback::new(move |on: bool| set(&name, Some(on)))
    };
    let origin = move || match (mine.get().is_some(), by_file) {
        (true, _) => view! { <Badge tone=Tone::Accent label="this browser" /> },
        (_, true) => view! { <Badge tone=Tone::Info label="portal.json" /> },
        (_, false) => view! { <Badge tone=Tone::Neutral label="default" /> },
    };
    let forget = {
        let name = flag.name.clone();
        let label = format!("Follow the portal again: {name}");
        move || {
            let (name, label) = (name.clone(), label.clone());
            mine.get().is_some().then(|| {
                let back = Callback::new(move |_| set(&name, None));
                view! { <Button variant=Variant::Link on_click=back>{label}</Button> }
            })
        }
    };
    let templates: Vec<AnyView> = flag
        .templates
        .iter()
        .cloned()
        .map(|(name, href)| match href {
            Some(href) => view! { <Link href=href>{name}</Link> }.into_any(),
            None => name.into_any(),
        })
        .collect();
    let places = match templates.is_empty() {
        true => view! { <p class="u-note">"No template of the catalog names it."</p> }.into_any(),
        false => view! {
            <p class="u-note">"Declared by"</p>
            <List items=templates plain=true />
        }
        .into_any(),
    };
    let label = flag.name.clone();
    view! {
        <Stack gap=Gap::Sm>
            <Switch label=label on=on on_change=change />
            <p>{origin} " " {forget}</p>
            {places}
        </Stack>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_choice_is_read_as_it_was_written_and_nonsense_is_none() {
        let choices = Choices::parse("+new-form\n-old\n\n?x\n+\nä");
        assert_eq!(choices.of("new-form"), Some(true));
        assert_eq!(choices.of("old"), Some(false));
        assert_eq!(choices.of("x"), None);
        assert_eq!(Choices::parse(&choices.text()), choices);
    }

    #[test]
    fn flags_are_found_wherever_a_schema_names_them() {
        let descriptor = json!({"spec": {"parameters": [
            {"backstage:featureFlag": "whole-step", "properties": {
                "a": {"backstage:featureFlag": "one-field"},
                "b": {"backstage:featureFlag": 7},
                "c": {"backstage:featureFlag": "two\nlines"}
            }}
        ]}});
        let mut found = BTreeSet::new();
        declared(&descriptor, 0, &mut found);
        assert_eq!(found.into_iter().collect::<Vec<_>>(), ["one-field", "whole-step"]);
    }

    #[test]
    fn what_nobody_switched_on_is_off() {
        assert!(!is_on("anything"));
        EVERYBODY.with_borrow_mut(|all| all.insert("listed".to_owned()));
        assert!(is_on("listed"));
    }
}
