//! What a checker finds in the examples of a component, and what a screen reader gets.

use super::super::asked::State;
use super::super::handbook::use_handbook;
use super::super::preview::{Level, env_bar, stage};
use crate::net::LoadState;
use crate::plugin::package;
use crate::plugin::prelude::*;
use js_sys::{Function, Promise, Reflect};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::gallery::{Entry, Example, Scope};
use portico_components::{
    Button, Card, CodeBlock, ErrorPanel, Skeleton, SkeletonKind, Stack, Status, Tone,
};
use serde::Deserialize;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The least side of a target in CSS pixels (WCAG 2.2, 2.5.8).
const TARGET: u32 = 24;

/// What the checker answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Report {
    version: String,
    passes: usize,
    unsure: Vec<Unsure>,
    violations: Vec<Violation>,
    contrast: Vec<Contrast>,
    tree: Vec<Line>,
    targets: Vec<Target>,
}

/// A rule that the checker cannot decide by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Unsure {
    rule: String,
    help: String,
    nodes: usize,
}

/// A rule that an element breaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Violation {
    rule: String,
    help: String,
    html: String,
    fix: String,
}

/// The contrast of a text; ratios in hundredths.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Contrast {
    text: String,
    front: String,
    back: String,
    ratio: u32,
    least: u32,
}

/// One element of the tree that a screen reader walks through.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Line {
    depth: usize,
    role: String,
    name: String,
}

/// Something to press, and its size in CSS pixels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
struct Target {
    name: String,
    width: u32,
    height: u32,
}

/// Draws it: the examples, and what is found in them.
pub fn draw(state: State, entry: Entry, examples: &'static [Example]) -> AnyView {
    let report = RwSignal::new(None::<Result<Report, String>>);
    let root = NodeRef::<Div>::new();
    let run = Callback::new(move |()| {
        let Some(root) = root.try_get_untracked().flatten() else { return };
        report.set(None);
        spawn_local(async move {
            let answer = check(&root).await.map_err(|error| worded(&error));
            let answer = answer.and_then(|text| {
                serde_json::from_str::<Report>(&text).map_err(|error| error.to_string())
            });
            report.try_set(Some(answer));
        });
    });
    root.on_load(move |_| request_animation_frame(move || run.run(())));
    // What it finds depends on the surroundings.
    Effect::new(move |before: Option<()>| {
        state.env().track();
        if before.is_some() {
            request_animation_frame(move || run.run(()));
        }
    });
    let stages: Vec<AnyView> = examples
        .iter()
        .map(|example| {
            view! {
                <h3 class="gallery-title">{example.title}</h3>
                {stage(state, example.title, Level::Three, Arc::new(example.view))}
            }
            .into_any()
        })
        .collect();
    let result = move || {
        report.with(|report| match report {
            None => view! { <Skeleton kind=SkeletonKind::Text(4) label="Checking" /> }.into_any(),
            Some(Err(error)) => view! {
                <ErrorPanel
                    title="The check could not run"
                    cause=error.clone()
                    on_retry=run
                />
            }
            .into_any(),
            Some(Ok(report)) => told(report.clone()),
        })
    };
    view! {
        {env_bar(state)}
        {(entry.scope != Scope::Plugins).then(|| keys(entry))}
        <div aria-live="polite">{result}</div>
        <h2 class="gallery-title">"What was checked"</h2>
        <div class="gallery-examples" node_ref=root>{stages}</div>
        <div><Button on_click=move |_| run.run(())>"Check again"</Button></div>
    }
    .into_any()
}

/// Asks the checker, whose code is loaded for this.
async fn check(root: &web_sys::Element) -> Result<String, JsValue> {
    let module = package::script("gallery/access.js").await?;
    let check = Reflect::get(&module, &"check".into())?.dyn_into::<Function>()?;
    let answer = check.call1(&JsValue::UNDEFINED, root)?.dyn_into::<Promise>()?;
    Ok(JsFuture::from(answer).await?.as_string().unwrap_or_default())
}

fn worded(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok().and_then(|text| text.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| "It did not say why.".to_owned())
}

fn told(report: Report) -> AnyView {
    let verdict = match report.violations.len() {
        0 => {
            (Tone::Success, ["Nothing found; ", &report.passes.to_string(), " rules hold"].concat())
        }
        some => (Tone::Danger, [&some.to_string(), " elements break a rule"].concat()),
    };
    let version = ["axe-core ", &report.version, ", WCAG 2.2 AA and best practices"].concat();
    let violations: Vec<AnyView> = report.violations.iter().map(violation).collect();
    let unsure = (!report.unsure.is_empty()).then(|| {
        let items: Vec<AnyView> = report
            .unsure
            .iter()
            .map(|unsure| {
                let text = [&unsure.help, " (", &unsure.rule, ", ", &unsure.nodes.to_string(), ")"];
                view! { <li>{text.concat()}</li> }.into_any()
            })
            .collect();
        view! {
            <p>"Undecided, for somebody to look at:"</p>
            <ul>{items}</ul>
        }
    });
    view! {
        <Stack>
            <Card title="Checker" hint=version>
                <Stack>
                    <Status tone=verdict.0 label=verdict.1 />
                    {violations}
                    {unsure}
                </Stack>
            </Card>
            <Card title="Roles and names" hint="What a screen reader walks through">
                <CodeBlock label="Tree of roles and names" code=outline(&report.tree) />
            </Card>
            <Card title="Contrast of texts" flush=true>{contrasts(&report.contrast)}</Card>
            <Card title="Targets" flush=true>{targets(&report.targets)}</Card>
        </Stack>
    }
    .into_any()
}

fn violation(violation: &Violation) -> AnyView {
    let label = ["Element that breaks ", &violation.rule].concat();
    view! {
        <div>
            <p><strong>{violation.help.clone()}</strong> " " <code>{violation.rule.clone()}</code></p>
            <p>{violation.fix.clone()}</p>
            <CodeBlock label=label code=violation.html.clone() />
        </div>
    }
    .into_any()
}

/// The tree as text: two spaces per level, the role, the name in quotation marks.
fn outline(lines: &[Line]) -> String {
    let mut text = String::new();
    for line in lines {
        for _ in 0..line.depth {
            text.push_str("  ");
        }
        text.push_str(&line.role);
        if !line.name.is_empty() {
            text.push_str(&[" “", &line.name, "”"].concat());
        }
        text.push('\n');
    }
    text
}

fn contrasts(all: &[Contrast]) -> AnyView {
    let rows: Vec<AnyView> = all
        .iter()
        .map(|one| {
            let tone = if one.ratio >= one.least { Tone::Success } else { Tone::Danger };
            let ratio = [&hundredths(one.ratio), " of ", &hundredths(one.least)].concat();
            let colours = [&one.front, " on ", &one.back].concat();
            view! {
                <tr>
                    <th scope="row">{named(&one.text)}</th>
                    <td><Status tone=tone label=ratio /></td>
                    <td><code>{colours}</code></td>
                </tr>
            }
            .into_any()
        })
        .collect();
    table("Contrast of texts", ["Text", "Contrast", "Colours"], rows)
}

fn targets(all: &[Target]) -> AnyView {
    let rows: Vec<AnyView> = all
        .iter()
        .map(|one| {
            let (tone, word) = match one.width >= TARGET && one.height >= TARGET {
                true => (Tone::Success, "large enough"),
                false => (Tone::Neutral, "needs room around it, or is in a line of text"),
            };
            let size = [&one.width.to_string(), " × ", &one.height.to_string(), " px"].concat();
            view! {
                <tr>
                    <th scope="row">{named(&one.name)}</th>
                    <td>{size}</td>
                    <td><Status tone=tone label=word /></td>
                </tr>
            }
            .into_any()
        })
        .collect();
    table("Targets", ["Target", "Size", "24 px"], rows)
}

fn table(label: &'static str, heads: [&'static str; 3], rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="gallery-none">"None in the examples."</p> }.into_any();
    }
    let heads: Vec<AnyView> =
        heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }.into_any()).collect();
    view! {
        <div class="gallery-scroll" role="group" aria-label=label tabindex="0">
            <table class="gallery-table" aria-label=label>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// What has no text of its own, such as a field, is named so.
fn named(text: &str) -> String {
    if text.is_empty() { "Without a text".to_owned() } else { text.to_owned() }
}

fn hundredths(number: u32) -> String {
    let rest = number % 100;
    let zero = if rest < 10 { "0" } else { "" };
    [&(number / 100).to_string(), ".", zero, &rest.to_string()].concat()
}

fn keys(entry: Entry) -> AnyView {
    let handbook = use_handbook(entry.id);
    let text = move || {
        handbook.state.with(|state| match state {
            LoadState::Ready { value, .. } => {
                let told = value.components.iter().filter(|one| !one.keyboard.is_empty());
                let told = told.map(|one| {
                    view! { <p><strong>{one.name.clone()} ": "</strong> {one.keyboard.replace('`', "")}</p> }
                });
                let told: Vec<AnyView> = told.map(IntoAny::into_any).collect();
                match told.is_empty() {
                    true => "It takes no keys of its own.".into_any(),
                    false => told.into_any(),
                }
            }
            LoadState::Loading => "Loading…".into_any(),
            LoadState::Failed { error, .. } => error.to_string().into_any(),
        })
    };
    view! { <Card title="Keyboard">{text}</Card> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_indented_by_depth() {
        let line =
            |depth, role: &str, name: &str| Line { depth, role: role.into(), name: name.into() };
        let lines = [line(0, "group", ""), line(1, "button", "Go"), line(0, "link", "Home")];
        assert_eq!(outline(&lines), "group\n  button “Go”\nlink “Home”\n");
    }

    #[test]
    fn a_ratio_has_two_digits_behind_the_point() {
        assert_eq!(hundredths(450), "4.50");
        assert_eq!(hundredths(1207), "12.07");
    }
}
