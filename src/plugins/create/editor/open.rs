//! What the text begins with: nothing, a file from the disk, a template of the catalog. And where it
//! goes when it is done.

use super::draft::Draft;
use super::{Bench, FROM};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::{ev, html};
use portico_catalog::yaml::{Node, to_yaml};
use portico_components::{
    Banner, Button, Choice, Cluster, Live, PageHeader, Select, Tone, save, use_toaster,
};
use wasm_bindgen_futures::JsFuture;

/// Largest file that is opened, in bytes.
const LARGEST: f64 = 1_000_000.0;

/// Stands for no template of the catalog.
const NOTHING: &str = "empty";

/// A template to begin with.
pub const EMPTY: &str = "apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: my-template
  title: My template
  description: What it makes, in a sentence.
spec:
  owner: group:default/my-team
  type: service
  parameters:
    - title: Basics
      required: [name]
      properties:
        name:
          title: Name
          type: string
          pattern: '^[a-z][a-z0-9-]*$'
          ui:autofocus: true
          ui:help: Lower case, digits and hyphens.
  steps:
    - id: hello
      name: Say hello
      action: debug:log
      input:
        message: Hello ${{ parameters.name }}
  output:
    text:
      - title: Done
        content: Hello ${{ parameters.name }}
";

/// The head of the page: opening, saving, bringing back.
pub fn header(bench: Bench) -> AnyView {
    let toaster = use_toaster();
    let sources = use_sources();
    begin_from_address(bench, use_query());
    let input = NodeRef::<html::Input>::new();
    let choose = Callback::new(move |_: ev::MouseEvent| {
        if let Some(input) = input.try_get_untracked().flatten() {
            // The same file again is a choice, too.
            input.set_value("");
            input.click();
        }
    });
    let opened = move |_: ev::Event| {
        let file = input.try_get_untracked().flatten().and_then(|input| input.files()?.get(0));
        let Some(file) = file else { return };
        if file.size() > LARGEST {
            toaster.push(Tone::Warning, "The file is larger than a template can be (1 MB).", None);
            return;
        }
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            match text {
                Some(text) => bench.take(Draft { text, file: String::new() }),
                None => {
                    toaster.push(Tone::Warning, "The file cannot be read.", None);
                }
            }
        });
    };
    let download = Callback::new(move |_: ev::MouseEvent| {
        let text = bench.text.get_untracked();
        save("template.yaml", "text/yaml", &text);
        bench.saved.set(text);
    });
    let catalog = sources.catalog();
    let choices = Signal::derive(move || {
        let mut all: Vec<Choice> = catalog.with(|catalog| {
            let Some(catalog) = catalog else { return Vec::new() };
            catalog
                .all()
                .map(|ix| catalog.entry(ix))
                .filter(|entry| entry.kind() == "template")
                .map(|entry| Choice::new(entry.entity_ref().to_string(), entry.display_name()))
                .collect()
        });
        all.sort_by_cached_key(|choice| portico_components::lower(&choice.label));
        all.insert(0, Choice::new(NOTHING, "An empty template"));
        all
    });
    let start = move |reference: String| match reference.as_str() {
        NOTHING => bench.take(Draft { text: EMPTY.to_owned(), file: String::new() }),
        reference => match of_catalog(sources, reference) {
            Some(draft) => bench.take(draft),
            None => {
                toaster.push(Tone::Warning, "Its descriptor is not here. Reload the page.", None);
            }
        },
    };
    let actions = move || {
        view! {
            <input
                type="file"
                hidden=true
                accept=".yaml,.yml,.json,text/yaml,application/json"
                aria-label="Descriptor from the disk"
                node_ref=input
                on:change=opened
            />
            <Button icon=Icon::Folder on_click=choose>"Open a file"</Button>
            <Button icon=Icon::Download on_click=download>"Download"</Button>
        }
        .into_any()
    };
    let back = Callback::new(move |_: ev::MouseEvent| {
        queue_microtask(move || {
            if let Some(draft) = bench.before.try_update(Option::take).flatten() {
                bench.file.set(draft.file);
                bench.text.set(draft.text);
            }
        });
    });
    let replaced = move || {
        bench.before.with(Option::is_some).then(|| {
            view! {
                <Banner
                    tone=Tone::Info
                    title="Another template stands here now"
                    live=Live::Status
                    actions=move || {
                        view! { <Button on_click=back>"Bring mine back"</Button> }
                    }
                    on_dismiss=Callback::new(move |()| bench.before.set(None))
                >
                    "What you had written is kept as long as this page is open."
                </Banner>
            }
        })
    };
    view! {
        <PageHeader
            title="Template editor"
            subtitle="Write a template and see its form, its files and its mistakes at once. Nothing is sent but a dry run."
            actions=ViewFn::from(actions)
        />
        {replaced}
        <Cluster>
            <Select
                label="Start from"
                choices
                value=Signal::stored(None::<String>)
                on_change=start
                placeholder="A template of the catalog…"
            />
        </Cluster>
    }
    .into_any()
}

/// Begins with the template that the address names, once the catalog is here.
fn begin_from_address(bench: Bench, query: Query) {
    let sources = use_sources();
    let wanted = query.pairs().with_untracked(|pairs| {
        pairs.iter().find(|(key, _)| key == FROM).map(|(_, reference)| reference.clone())
    });
    let Some(wanted) = wanted else { return };
    let catalog = sources.catalog();
    Effect::new(move |done: Option<bool>| {
        let here = catalog.with(Option::is_some);
        if done == Some(true) || !here {
            return done.unwrap_or_default();
        }
        match untrack(|| of_catalog(sources, &wanted)) {
            Some(draft) => {
                bench.take(draft);
                // What is changed from now on is not begun anew by a reload.
                queue_microtask(move || {
                    let Some(mut pairs) = query.pairs().try_get_untracked() else { return };
                    pairs.retain(|(key, _)| key != FROM);
                    query.set(pairs, false);
                });
                true
            }
            None => false,
        }
    });
}

/// A descriptor of the catalog as YAML, and where it stands.
fn of_catalog(sources: Sources, reference: &str) -> Option<Draft> {
    let catalog = sources.catalog().get_untracked()?;
    let ix = catalog.lookup(&reference.parse::<EntityRef>().ok()?)?;
    let detail = String::from_utf8(sources.detail(&catalog, ix)?).ok()?;
    let text = to_yaml(&Node::from_json(&detail).ok()?);
    Some(Draft { text, file: catalog.entry(ix).place().file })
}
