//! What a template would write with the answers so far: files, their contents, what the catalog
//! says about them, and what the run will do. Its own chunk: it brings the engine.

use super::changed::{Changed, Way};
use super::desk::Desk;
use super::folders::{Folders, folders_of, named};
use super::found::Found;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_catalog::assemble::Assembler;
use portico_catalog::record::SourceId;
use portico_components::{
    Banner, Button, Card, Cluster, CodeBlock, CodeLanguage, Pause, Size, Stack, Tone, TreeNode,
    TreeView, save, save_bytes,
};
use portico_templates::render::{
    Fault, File, Scope, Template, archive, on_files, patch, perform, plan, render,
};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;

/// A pause this long, and the files are rendered anew.
const PAUSE: Duration = Duration::from_millis(150);

/// What the preview is of.
#[derive(Clone)]
pub struct PreviewInput {
    /// The answers.
    pub desk: Desk,
    /// The template.
    pub found: Arc<Found>,
}

/// What comes of the answers.
#[derive(Clone, Default, PartialEq)]
struct Made {
    /// The answers that it comes of.
    answers: Value,
    /// Whether an answer is still missing.
    open: bool,
    files: Vec<File>,
    faults: Vec<Fault>,
}

/// Draws the preview.
pub fn draw(input: PreviewInput) -> AnyView {
    let PreviewInput { desk, found } = input;
    // Its code may come when the form was drawn anew.
    if desk.is_gone() {
        return ().into_any();
    }
    let template = match Template::read(&found.descriptor) {
        Ok(template) => Arc::new(template),
        Err(fault) => {
            let lines = listed(&[fault]);
            return view! {
                <Banner tone=Tone::Warning title="The template cannot be rendered"><ul>{lines}</ul></Banner>
            }
            .into_any();
        }
    };
    let folders = RwSignal::new(None::<Result<Arc<Folders>, String>>);
    fetch(&template, &found.file, folders);
    let now = move || untrack(|| (desk.shown(), !desk.is_complete()));
    let values = RwSignal::new(now());
    let pause = Pause::new(PAUSE, move || {
        if !desk.is_gone() {
            values.try_set(now());
        }
    });
    Effect::new(move |before: Option<()>| {
        desk.after_paint(|_| ());
        if before.is_some() {
            pause.restart();
        }
    });
    let own = template.clone();
    let made = Memo::new(move |_| match folders.get() {
        Some(Ok(folders)) => values.with(|(values, open)| {
            let made = make(&own, &folders, values);
            Made { open: *open, ..made }
        }),
        _ => Made::default(),
    });
    let words = what_happens(&template);
    let name = template.name.clone();
    let body = move || match folders.get() {
        None => view! { <p role="status">"Reading the files of the template…"</p> }.into_any(),
        Some(Err(why)) => view! {
            <Banner tone=Tone::Info title="There is no preview of the files">{why}</Banner>
        }
        .into_any(),
        Some(Ok(_)) => drawn(made, name.clone()),
    };
    view! {
        <Card title="Files">{body}</Card>
        {words}
    }
    .into_any()
}

/// What the run will do, in words.
fn what_happens(template: &Template) -> AnyView {
    let steps: Vec<AnyView> = plan(template)
        .into_iter()
        .map(|step| {
            let conditional = step.conditional.then_some(" (for some answers)");
            let needs = step.needs.join(", ");
            let needs = (!needs.is_empty()).then(|| view! { <small>"Needs: " {needs}</small> });
            view! { <li>{step.does}{conditional} {needs}</li> }.into_any()
        })
        .collect();
    view! { <Card title="What will happen"><ol>{steps}</ol></Card> }.into_any()
}

/// Each with its place, if it has one of its own.
fn listed(faults: &[Fault]) -> Vec<AnyView> {
    let one = |fault: &Fault| {
        let place = (!fault.place.is_empty()).then(|| {
            let line = fault.line.map(|line| [", line ", &line.to_string()].concat());
            view! { <code>{fault.place.clone()}{line}</code> ": " }
        });
        view! { <li>{place}{fault.text.clone()}</li> }.into_any()
    };
    faults.iter().map(one).collect()
}

/// Fetches the folders that the steps name.
fn fetch(template: &Template, file: &str, folders: RwSignal<Option<Result<Arc<Folders>, String>>>) {
    let urls = named(template);
    if urls.is_empty() {
        let why = "Its files are not beside its descriptor, so the browser cannot read them.";
        folders.set(Some(Err(why.to_owned())));
        return;
    }
    let Some(net) = use_net() else { return };
    let sources = use_sources();
    let file = file.to_owned();
    spawn_local(async move {
        let read = folders_of(sources, &net, &file, urls).await;
        folders.try_set(Some(read.map(Arc::new)));
    });
}

/// Does what the steps on files do.
fn make(template: &Template, folders: &Folders, values: &Value) -> Made {
    let scope = Scope {
        parameters: values.clone(),
        steps: json!({}),
        secrets: json!({}),
        ..Scope::default()
    };
    let mut made = Made { answers: values.clone(), ..Made::default() };
    for step in template.steps.iter().filter(|step| on_files(&step.action)) {
        let wanted = step.condition.as_ref().map(|condition| render(condition, &scope));
        match wanted {
            Some(Err(fault)) => {
                made.faults.push(fault);
                continue;
            }
            Some(Ok(value)) if !holds(&value) => continue,
            _ => {}
        }
        let url = step.input.get("url").and_then(Value::as_str).unwrap_or_default();
        let fetched = folders.iter().find(|(of, _)| of == url);
        let fetched = fetched.map_or(&[][..], |(_, files)| files.as_slice());
        let input = as_far_as_possible(&step.input, &scope, &mut made.faults);
        match perform(&step.action, &input, fetched, &mut made.files) {
            Ok(effect) => made.faults.extend(effect.faults),
            Err(fault) => made.faults.push(fault),
        }
    }
    made.files.sort_by(|one, other| one.path.cmp(&other.path));
    made
}

/// Renders an input value by value: what cannot be rendered yet is empty, and said.
fn as_far_as_possible(input: &Value, scope: &Scope, faults: &mut Vec<Fault>) -> Value {
    match input {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| (key.clone(), as_far_as_possible(value, scope, faults)))
            .collect(),
        value => render(value, scope).unwrap_or_else(|fault| {
            faults.push(fault);
            Value::String(String::new())
        }),
    }
}

/// Whether a condition lets its step run.
fn holds(value: &Value) -> bool {
    !matches!(value, Value::Null | Value::Bool(false))
        && value.as_str().is_none_or(|text| !text.is_empty() && text != "false")
}

/// Folders and files as nodes of a tree; what the last answer changed is marked.
fn nodes(files: &[File], changed: &Changed) -> Vec<TreeNode> {
    let mut nodes: Vec<TreeNode> = Vec::new();
    for file in files {
        let mut above = None;
        let mut path = String::new();
        let mut parts = file.path.split('/').peekable();
        while let Some(part) = parts.next() {
            if !path.is_empty() {
                path.push('/');
            }
            path.push_str(part);
            if parts.peek().is_none() {
                let label = match changed.way(file) {
                    Some(way) => [part, " · ", way.word()].concat(),
                    None => part.to_owned(),
                };
                nodes.push(TreeNode::new(file.path.clone(), above, label).icon(Icon::File));
                break;
            }
            let id = [&path, "/"].concat();
            above = match nodes.iter().position(|node| node.id == id) {
                Some(at) => Some(at),
                None => {
                    // It may be closed, so it says that there is something to see in it.
                    let inside = files.iter().filter(|file| file.path.starts_with(&id));
                    let label = match inside.filter_map(|file| changed.way(file)).next() {
                        Some(_) => [part, " · ", Way::Other.word()].concat(),
                        None => part.to_owned(),
                    };
                    nodes.push(TreeNode::new(id, above, label).icon(Icon::Folder));
                    Some(nodes.len() - 1)
                }
            };
        }
    }
    nodes
}

/// The files as a tree, one of them in full, and ways to take them home.
fn drawn(made: Memo<Made>, name: String) -> AnyView {
    let current = RwSignal::new(String::new());
    let changed = Memo::new(move |before: Option<&Changed>| {
        let before = before.cloned().unwrap_or_default();
        made.with(|made| before.next(made.answers.clone(), made.files.clone()))
    });
    let tree = Signal::derive(move || {
        made.with(|made| changed.with(|changed| nodes(&made.files, changed)))
    });
    let count = move || changed.with(Changed::words);
    let choose = move |id: String| current.set(id);
    let shown = move || {
        let path = current.get();
        made.with(|made| {
            let file = made.files.iter().find(|file| file.path == path)?;
            let code = String::from_utf8(file.bytes.clone());
            let diff = changed.with(|changed| changed.diff(file)).map(|diff| {
                let label = ["Change of ", &*path].concat();
                view! { <CodeBlock label code=diff language=CodeLanguage::Plain head=true /> }
            });
            let whole = match code {
                Ok(code) => {
                    view! { <CodeBlock label=path code=code head=true numbers=true /> }.into_any()
                }
                Err(_) => view! { <p>"This file is no text."</p> }.into_any(),
            };
            Some(view! { {diff} {whole} })
        })
    };
    let said = move || made.with(said);
    let title = StoredValue::new(name);
    let zip = move |_| {
        let bytes = made.with_untracked(|made| archive(&made.files));
        title.with_value(|name| save_bytes(&[name, ".zip"].concat(), "application/zip", &bytes));
    };
    let diff = move |_| {
        let text = made.with_untracked(|made| patch(&made.files));
        title.with_value(|name| save(&[name, ".patch"].concat(), "text/x-patch", &text));
    };
    view! {
        <Stack>
            <p data-about="">{count}</p>
            <TreeView label="Files that will be written" nodes=tree current on_choose=choose />
            {shown}
            {said}
            <Cluster>
                <Button size=Size::Sm icon=Icon::Download on_click=zip>"Download ZIP"</Button>
                <Button size=Size::Sm icon=Icon::Download on_click=diff>"Download patch"</Button>
            </Cluster>
        </Stack>
    }
    .into_any()
}

/// What is wrong with it. As long as answers are missing, that is no warning: it is what they are
/// missed by.
fn said(made: &Made) -> Option<AnyView> {
    let issues = check(&made.files);
    let valid = issues.as_ref().is_some_and(Vec::is_empty);
    let mut lines = listed(&made.faults);
    lines.extend(issues.into_iter().flatten());
    if lines.is_empty() {
        let said = "catalog-info.yaml is valid for the catalog.";
        return valid.then(|| view! { <p data-about="">{said}</p> }.into_any());
    }
    let lines = view! { <ul>{lines}</ul> };
    Some(match made.open {
        true => view! {
            <details>
                <summary>"Some of it waits for your answers"</summary>
                {lines}
            </details>
        }
        .into_any(),
        false => {
            view! { <Banner tone=Tone::Warning title="Something in it is wrong">{lines}</Banner> }
                .into_any()
        }
    })
}

/// What the catalog would say about the descriptor, if there is one.
fn check(files: &[File]) -> Option<Vec<AnyView>> {
    let file = files.iter().find(|file| file.path == "catalog-info.yaml")?;
    let mut assembler = Assembler::new();
    assembler.add_file(SourceId(0), "catalog-info.yaml", &file.bytes);
    let issues = assembler.finish().issues;
    let line = |issue: portico_catalog::record::Issue| {
        let place = ["Line ", &issue.place.line.to_string(), ": "].concat();
        view! { <li>{place} {issue.message} " " {issue.help}</li> }.into_any()
    };
    Some(issues.into_iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), bytes: text.as_bytes().to_vec(), executable: false }
    }

    #[test]
    fn files_become_a_tree_and_what_changed_is_named() {
        let old = [file("a/b", "1"), file("c", "2"), file("d/e", "1")];
        let new = [file("a/b", "1"), file("c", "3"), file("d/e", "2")];
        let changed = Changed::default().next(json!({}), old.to_vec());
        let changed = changed.next(json!({ "answer": 1 }), new.to_vec());
        let labels: Vec<String> =
            nodes(&new, &changed).into_iter().map(|node| node.label).collect();
        assert_eq!(labels, ["a", "b", "c · changed", "d · changed", "e · changed"]);
    }

    #[test]
    fn conditions_are_those_of_backstage() {
        assert!(holds(&json!(true)) && holds(&json!("yes")) && holds(&json!(1)));
        assert!(!holds(&json!(false)) && !holds(&json!("")) && !holds(&json!(null)));
    }
}
