//! A dry run by the scaffolder itself: it renders everything and does nothing that lasts.

use super::super::api::{self, DryRun};
use super::super::form::CONTEXT;
use super::super::form::folders::{folders_of, named};
use super::super::form::found::Found;
use super::Bench;
use super::actions::is_absent;
use crate::net::{NetClient, NetError};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::{
    Accordion, AccordionItem, Banner, Button, Card, CodeBlock, EmptyKind, EmptyState, ErrorPanel,
    Level, Live, LogViewer, Stack, Tone,
};
use portico_templates::form::Form;
use portico_templates::render::Template;
use serde_json::{Value, json};
use std::sync::Arc;

/// Longest file that is shown, in bytes.
const LONGEST: usize = 200_000;

/// What a dry run has come to.
#[derive(Clone, Default)]
pub enum Dry {
    /// Nobody has asked yet.
    #[default]
    Never,
    /// It is on its way.
    Asked,
    /// The answer.
    Done(Arc<DryRun>),
    /// No answer.
    Failed(NetError),
}

/// Draws it.
pub fn draw(bench: Bench) -> AnyView {
    let client = StoredValue::new_local(use_net());
    let sources = use_sources();
    let state = bench.dry;
    let run = Callback::new(move |()| {
        // What was typed a moment ago is tried as well.
        bench.read_now();
        if broken(bench) {
            return;
        }
        let (Some(client), Some(found)) =
            (client.try_get_value().flatten(), bench.good.try_get_untracked().flatten())
        else {
            return;
        };
        if state.with_untracked(|state| matches!(state, Dry::Asked)) {
            return;
        }
        state.set(Dry::Asked);
        // Where nobody has looked at the form yet, its defaults are the answers.
        let parameters = found.descriptor.pointer("/spec/parameters").unwrap_or(&Value::Null);
        let typed = bench.typed.get_untracked();
        let (values, _) = Form::from_parameters(parameters).submission(&typed, CONTEXT);
        let origin = bench.scaffolder.get_value();
        spawn_local(async move {
            let files = files(sources, &client, &found).await;
            let get = api::dry_run(&origin, &found.descriptor, &values, files);
            let done = match client.get_anew(&get).await {
                Ok(answer) => Dry::Done(answer.value),
                Err(error) => Dry::Failed(error),
            };
            state.try_set(done);
        });
    });
    let busy = Signal::derive(move || state.with(|state| matches!(state, Dry::Asked)));
    let reason = Signal::derive(move || {
        bench.reading.track();
        broken(bench)
            .then(|| "The descriptor cannot be read: see what is wrong with it.".to_owned())
    });
    let inside = move || {
        state.with(|state| match state {
            Dry::Never => view! {
                <EmptyState kind=EmptyKind::FirstUse title="Nothing was tried yet" compact=true>
                    "Fill in the form, then see what the scaffolder would write."
                </EmptyState>
            }
            .into_any(),
            Dry::Asked => view! { <p role="status">"The scaffolder renders…"</p> }.into_any(),
            Dry::Done(run) => done(run),
            Dry::Failed(error) => refused(error),
        })
    };
    view! {
        <Stack>
            <p data-about="">
                "The scaffolder runs all steps with the answers of the form. Steps that would change something outside are skipped."
            </p>
            <div>
                <Button
                    icon=Icon::Play
                    loading=busy
                    loading_text="The scaffolder renders"
                    disabled_reason=reason
                    on_click=Callback::new(move |_| run.run(()))
                >
                    "Dry run"
                </Button>
            </div>
            {inside}
        </Stack>
    }
    .into_any()
}

/// Whether the text cannot be read to its end, so that nothing of it can be tried.
fn broken(bench: Bench) -> bool {
    bench.reading.with_untracked(|reading| reading.descriptor.is_none())
}

/// The files beside the descriptor that its steps fetch; those that cannot be read are left out, and
/// the scaffolder says so.
async fn files(sources: Sources, client: &NetClient, found: &Found) -> Vec<Value> {
    let Ok(template) = Template::read(&found.descriptor) else { return Vec::new() };
    if found.file.is_empty() {
        return Vec::new();
    }
    let folders = folders_of(sources, client, &found.file, named(&template)).await;
    let mut all = Vec::new();
    for (url, files) in folders.unwrap_or_default() {
        let folder = url.trim_start_matches("./").trim_end_matches('/');
        for file in files {
            let path = [folder, "/", &*file.path].concat();
            all.push(json!({
                "path": path,
                "base64Content": to_base64(&file.bytes),
                "executable": file.executable,
            }));
        }
    }
    all
}

fn refused(error: &NetError) -> AnyView {
    if error.detail.is_none() && is_absent(&error.kind) {
        return view! {
            <Banner tone=Tone::Info title="There is no scaffolder here" live=Live::Status>
                "The tab “Form” shows what the browser renders; that needs none."
            </Banner>
        }
        .into_any();
    }
    let cause = match &error.detail {
        Some(detail) => ["The scaffolder says: ", &**detail].concat(),
        None => [&*error.title(), ". ", &*error.cause(), " ", &*error.next_step()].concat(),
    };
    view! { <ErrorPanel title="The dry run ended with an error" cause=cause /> }.into_any()
}

fn done(run: &DryRun) -> AnyView {
    let lines: Vec<String> = run
        .log
        .iter()
        .flat_map(|line| api::text(line, "/body/message").lines().map(str::to_owned))
        .collect();
    let items: Vec<AccordionItem> = run
        .directory_contents
        .iter()
        .filter_map(|file| {
            let path = api::text(file, "/path").to_owned();
            let content = api::text(file, "/base64Content").to_owned();
            let body = {
                let path = path.clone();
                ViewFn::from(move || content_of(&path, &content))
            };
            (!path.is_empty()).then(|| AccordionItem::new(path.clone(), path.clone(), body))
        })
        .collect();
    let count = crate::plugin::entities::counted(items.len(), "file", "files");
    let output = serde_json::to_string_pretty(&run.output).unwrap_or_default();
    let output = run.output.is_object().then(|| {
        view! { <CodeBlock label="Output" code=output head=true /> }
    });
    view! {
        <Banner tone=Tone::Success title="The dry run went well" live=Live::Status>
            {["It would write ", &*count, "."].concat()}
        </Banner>
        <Card title="Files of the dry run" flush=true>
            <Accordion items=items level=Level::H3 />
        </Card>
        {output}
        <LogViewer label="Log of the dry run" lines=Signal::stored(lines) visible=12 file="dry-run.txt" />
    }
    .into_any()
}

fn content_of(path: &str, content: &str) -> AnyView {
    let text = from_base64(content).and_then(|bytes| String::from_utf8(bytes).ok());
    match text {
        Some(code) if code.len() <= LONGEST => {
            view! { <CodeBlock label=path.to_owned() code=code numbers=true /> }.into_any()
        }
        Some(_) => view! { <p>"This file is too long to be shown."</p> }.into_any(),
        None => view! { <p>"This file is no text."</p> }.into_any(),
    }
}

/// Bytes as the browser writes them in base64: each is a letter of the same number.
fn to_base64(bytes: &[u8]) -> String {
    let letters: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    window().btoa(&letters).unwrap_or_default()
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let letters = window().atob(text).ok()?;
    letters.chars().map(|letter| u8::try_from(u32::from(letter)).ok()).collect()
}
