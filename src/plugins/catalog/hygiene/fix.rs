//! One finding: what it is, what to choose, and the patch.

use super::super::handed::{how_to_apply, links, patch_view};
use super::found::Found;
use super::list::FIX;
use super::patch::{self, Plan, Question};
use super::words;
use crate::plugin::entities::entity_href;
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::diff::unified;
use portico_catalog::edit::apply;
use portico_catalog::hygiene::Finding;
use portico_catalog::repository::{Home, home};
use portico_components::{
    Banner, Choice, CodeBlock, CodeLanguage, Combobox, Drawer, EmptyKind, EmptyState, Gap, Link,
    Select, SkeletonKind, Stack, Status, TextField, Tone,
};
use std::sync::Arc;

/// Choices that are offered for one text.
const OFFERED: usize = 50;

/// The sheet of the finding that the address names.
pub fn drawer(found: &Arc<Found>, state: ListState) -> AnyView {
    let key = state.signal(FIX);
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        let is_named = key.with(|key| !key.is_empty());
        if open.get_untracked() != is_named {
            open.set(is_named);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let is_open = open.get();
        if before == Some(true) && !is_open && key.with_untracked(|key| !key.is_empty()) {
            state.set(FIX, &[], false);
        }
        is_open
    });
    let title = {
        let found = found.clone();
        Signal::derive(move || {
            let name = |finding: &Finding| {
                let entry = found.catalog.entry(finding.entity?);
                Some(entry.display_name().to_owned())
            };
            key.with(|key| found.find(key).and_then(name)).unwrap_or_else(|| "Finding".to_owned())
        })
    };
    let found = found.clone();
    view! {
        <Drawer open=open title=title>
            {
                let found = found.clone();
                move || {
                    let finding = key.with(|key| found.find(key).cloned());
                    match finding {
                        Some(finding) => draw(&found, finding),
                        None => gone(),
                    }
                }
            }
        </Drawer>
    }
    .into_any()
}

fn gone() -> AnyView {
    view! {
        <EmptyState kind=EmptyKind::Done title="This is no longer a finding">
            "The catalog has been read again since, and it is not there any more."
        </EmptyState>
    }
    .into_any()
}

fn draw(found: &Arc<Found>, finding: Finding) -> AnyView {
    let kind = finding.what.kind();
    let sentence = words::sentence(&found.catalog, &found.annotations, &finding);
    let help = words::help(&found.catalog, &finding.what);
    let answer = RwSignal::new(patch::suggested(found, &finding));
    let asked =
        patch::question(found, &finding).map(|asked| question(found, &finding, asked, answer));
    let registry = use_registry();
    let page = finding.entity.and_then(|ix| {
        let href = entity_href(&registry, &found.catalog, ix)?;
        Some(view! { <Link href=href>"Open its page"</Link> })
    });
    let plan = {
        let (found, finding) = (found.clone(), finding.clone());
        Memo::new(move |_| patch::plan(&found, &finding, &answer.get()))
    };
    let can_be_planned =
        patch::question(found, &finding).is_some() || plan.get_untracked().is_some();
    let body = if can_be_planned { patched(found, plan) } else { by_hand(found, &finding) };
    view! {
        <Stack gap=Gap::Lg>
            <Stack gap=Gap::Sm>
                <Status tone=words::tone(kind) label=words::title(kind) />
                <strong>{sentence}</strong>
                <span>{help}</span>
                {page}
            </Stack>
            {asked}
            {body}
        </Stack>
    }
    .into_any()
}

/// What the reader has to say.
fn question(
    found: &Arc<Found>,
    finding: &Finding,
    asked: Question,
    answer: RwSignal<String>,
) -> AnyView {
    let value =
        Signal::derive(move || answer.with(|text| (!text.is_empty()).then(|| text.clone())));
    let all = patch::choices(found, finding, asked);
    let set = move |text: String| {
        answer.try_set(text);
    };
    match asked {
        Question::Entity { label, .. } => {
            let typed = RwSignal::new(String::new());
            let choices = Memo::new(move |_| {
                let text = portico_components::lower(&typed.get());
                let fits =
                    |choice: &&Choice| portico_components::lower(&choice.label).contains(&text);
                // What is chosen is always among them, so that the field can name it.
                let chosen = answer.get();
                let (mut first, rest): (Vec<&Choice>, Vec<&Choice>) =
                    all.iter().partition(|choice| choice.value == chosen);
                first.extend(rest.into_iter().filter(fits).take(OFFERED));
                first.into_iter().cloned().collect::<Vec<_>>()
            });
            view! {
                <Combobox
                    label=label
                    choices=choices
                    value=value
                    on_change=Callback::new(move |chosen: Option<String>| set(chosen.unwrap_or_default()))
                    on_query=Callback::new(move |text: String| {
                        typed.try_set(text);
                    })
                    help=Signal::stored(Some("The patch follows what you choose.".to_owned()))
                />
            }
            .into_any()
        }
        Question::Meant if all.is_empty() => ().into_any(),
        Question::Meant => {
            let mut choices = vec![Choice::new("", "Take the reference out")];
            choices.extend(all.into_iter().map(|choice| Choice {
                label: format!("Name {} instead", choice.label),
                ..choice
            }));
            select(
                "What is to be written",
                choices,
                Signal::derive(move || Some(answer.get())),
                set,
            )
        }
        Question::Cut => select("Reference to take out", all, value, set),
        Question::Value => view! {
            <TextField
                label="Value"
                value=answer
                on_input=Callback::new(set)
                mono=true
                help=Signal::stored(Some("The patch follows what you type.".to_owned()))
            />
        }
        .into_any(),
    }
}

fn select(
    label: &'static str,
    choices: Vec<Choice>,
    value: Signal<Option<String>>,
    set: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    view! {
        <Select
            label=label
            choices=Signal::stored(choices)
            value=value
            on_change=Callback::new(set)
        />
    }
    .into_any()
}

/// The patch of a plan that may change.
fn patched(found: &Arc<Found>, plan: Memo<Option<Plan>>) -> AnyView {
    // Another answer changes the patch, not the file.
    let file = Memo::new(move |_| {
        plan.with(|plan| plan.as_ref().map(|plan| (plan.place.file.clone(), plan.place.line)))
    });
    let found = found.clone();
    (move || match file.get() {
        None => view! {
            <EmptyState kind=EmptyKind::FirstUse compact=true title="No patch yet">
                "Choose what is to be written."
            </EmptyState>
        }
        .into_any(),
        Some((_, 0)) => without_text(&found, plan),
        Some((file, _)) => with_text(&found, plan, &file),
    })
    .into_any()
}

fn with_text(found: &Arc<Found>, plan: Memo<Option<Plan>>, file: &str) -> AnyView {
    let sources = use_sources();
    let get = use_net().and_then(|net| sources.text(&net, file));
    let Some(get) = get else { return without_text(found, plan) };
    let load = use_load(move || get.clone());
    let found = found.clone();
    let draw = move |text: &String| {
        let (text, found) = (text.clone(), found.clone());
        (move || {
            plan.with(|plan| match plan {
                Some(plan) => diff(&found, plan, &text),
                None => ().into_any(),
            })
        })
        .into_any()
    };
    view! {
        <Loaded load=load title="The descriptor" skeleton=SkeletonKind::Text(6) view=Arc::new(draw) />
    }
    .into_any()
}

/// The place of the descriptor of a plan in a repository.
fn home_of(found: &Found, plan: &Plan) -> Home {
    match plan.ix {
        Some(ix) => home(&found.catalog.entry(ix)),
        None => Home::default(),
    }
}

fn diff(found: &Found, plan: &Plan, text: &str) -> AnyView {
    let home = home_of(found, plan);
    let new = apply(text, &plan.entity, plan.place.line, &plan.edit);
    let path = home.path.as_deref().unwrap_or(&plan.place.file);
    let diff = new.map(|new| unified(text, &new, path)).unwrap_or_default();
    if diff.is_empty() {
        let links = links(&home);
        return view! {
            <Banner tone=Tone::Info title="This one is to be changed by hand">
                "The descriptor is written in a way that a patch might break, or the other end states the relation."
            </Banner>
            {snippet(plan)}
            {links}
        }
        .into_any();
    }
    let name = [plan.entity.name.as_str(), ".patch"].concat();
    view! { <Stack>{patch_view(name, diff)} {links(&home)} {how_to_apply()}</Stack> }.into_any()
}

/// The change for a descriptor that only its host has.
fn without_text(found: &Arc<Found>, plan: Memo<Option<Plan>>) -> AnyView {
    let found = found.clone();
    (move || {
        plan.with(|plan| {
            let plan = plan.as_ref()?;
            let words = match snippet(plan) {
                Some(snippet) => snippet,
                None => view! { <p>"Change it in its descriptor."</p> }.into_any(),
            };
            let links = links(&home_of(&found, plan));
            Some(view! { <Stack>{words}{links}</Stack> })
        })
    })
    .into_any()
}

fn snippet(plan: &Plan) -> Option<AnyView> {
    let code = patch::snippet(&plan.edit)?;
    Some(
        view! { <CodeBlock label="In the descriptor" code=code language=CodeLanguage::Yaml head=true /> }
            .into_any(),
    )
}

/// What cannot be patched without thinking: where it stands.
fn by_hand(found: &Arc<Found>, finding: &Finding) -> AnyView {
    let home = finding.entity.map(|ix| home(&found.catalog.entry(ix))).unwrap_or_default();
    let place = match &finding.what {
        portico_catalog::hygiene::What::Descriptor(issue) => {
            Some(found.catalog.issue(*issue).place())
        }
        _ => finding.entity.map(|ix| found.catalog.entry(ix).place()),
    };
    let place = place.map(|place| match place.line {
        0 => place.file,
        line => format!("{}, line {line}", place.file),
    });
    view! {
        <Stack>
            {place.map(|place| view! { <span>"It stands in " <code>{place}</code></span> })}
            {links(&home)}
        </Stack>
    }
    .into_any()
}
