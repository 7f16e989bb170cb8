//! The template editor: a descriptor on one side; its form, what would be written, and all that a
//! template can use on the other.

mod actions;
mod code;
mod draft;
mod dry;
mod fields;
mod open;
mod reading;

use super::api::{self, Action};
use super::form::found::Found;
use super::form::trial::TrialInput;
use super::run::start::with_config;
use crate::net::Load;
use crate::plugin::chunk::Drawing;
use crate::plugin::entities::counted;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use crate::plugin::scope::PluginScope;
use draft::Draft;
use dry::Dry;
use leptos::ev;
use leptos::prelude::*;
use portico_components::{
    Button, Card, EmptyKind, EmptyState, List, Pause, Skeleton, SkeletonKind, Status, Tab, Tabs,
    Tone, Variant, class,
};
use reading::{Fault, Reading};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use stylers_macro::style_sheet;

/// A pause this long in typing, and the text is read.
const PAUSE: Duration = Duration::from_millis(300);
/// Key of the query: the view beside the text.
const VIEW: &str = "view";
/// Key of the query: the template to begin with.
pub const FROM: &str = "from";

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct Bench {
    /// The text.
    text: RwSignal<String>,
    /// Address of the descriptor that it began with; empty for none.
    file: RwSignal<String>,
    /// The text as it was opened or saved last.
    saved: RwSignal<String>,
    /// What another text has replaced.
    before: RwSignal<Option<Draft>>,
    /// What it says.
    reading: RwSignal<Reading>,
    /// The last one that could be read to its end.
    good: RwSignal<Option<Arc<Found>>>,
    /// What was typed into the form.
    typed: RwSignal<Value>,
    /// What the form would post.
    values: RwSignal<Value>,
    /// The line to go to.
    line: RwSignal<Option<u32>>,
    /// What the scaffolder has.
    actions: Load<Items<Action>>,
    /// What is looked for among them.
    sought: RwSignal<String>,
    /// The field that is explored, and what was typed into it.
    field: RwSignal<String>,
    tried: RwSignal<Value>,
    /// The dry run.
    dry: RwSignal<Dry>,
    scaffolder: StoredValue<String>,
}

/// Draws the page.
pub fn page(_: PageInput) -> AnyView {
    super::flags::learn();
    let list = use_registry().href(routes::CREATE, &());
    use_page().set(vec![Crumb::link("Create", list), Crumb::here("Template editor")]);
    with_config(|config| {
        let origin = config.scaffolder.clone();
        let asked = origin.clone();
        let bench = Bench::start(use_load(move || api::actions(&asked)), origin);
        drawn(bench)
    })
}

impl Bench {
    fn start(actions: Load<Items<Action>>, scaffolder: String) -> Self {
        let draft = draft::read()
            .unwrap_or_else(|| Draft { text: open::EMPTY.to_owned(), file: String::new() });
        let bench = Self {
            // A draft is what was changed; only what came from elsewhere is saved somewhere.
            saved: RwSignal::new(open::EMPTY.to_owned()),
            text: RwSignal::new(draft.text),
            file: RwSignal::new(draft.file),
            before: RwSignal::new(None),
            reading: RwSignal::new(Reading::default()),
            good: RwSignal::new(None),
            typed: RwSignal::new(json!({})),
            values: RwSignal::new(json!({})),
            line: RwSignal::new(None),
            actions,
            sought: RwSignal::new(String::new()),
            field: RwSignal::new(fields::KINDS.first().map_or("", |kind| kind.name).to_owned()),
            tried: RwSignal::new(json!({})),
            dry: RwSignal::new(Dry::Never),
            scaffolder: StoredValue::new(scaffolder),
        };
        bench.read_along();
        bench.keep();
        bench
    }

    /// Reads the text after each pause, and when the actions are known.
    fn read_along(self) {
        let pause = Pause::new(PAUSE, move || self.read_now());
        Effect::new(move |before: Option<()>| {
            self.text.track();
            self.actions.state.track();
            if before.is_none() {
                // The first text is there at once.
                self.read_now();
                return;
            }
            pause.restart();
        });
    }

    /// Reads the text as it is, and shows what it says.
    fn read_now(self) {
        let Some(text) = self.text.try_get_untracked() else { return };
        let installed = self.actions.state.try_with_untracked(|state| {
            let ids = |all: &Arc<Items<Action>>| -> Vec<String> {
                all.items.iter().map(|action| action.id.clone()).collect()
            };
            good(state).map(ids).filter(|ids| !ids.is_empty())
        });
        let reading = reading::read(&text, installed.flatten().as_deref());
        let descriptor = reading.descriptor.clone();
        self.reading.try_set(reading);
        if let Some(descriptor) = descriptor {
            self.show(descriptor);
        }
    }

    /// Shows another descriptor, if it is another one.
    fn show(self, descriptor: Value) {
        let text = |at: &str| api::text(&descriptor, at).to_owned();
        let name = text("/metadata/name");
        let title = match text("/metadata/title") {
            title if title.is_empty() => name.clone(),
            title => title,
        };
        let found = Found {
            reference: ["template:default/", &*name].concat(),
            title: if title.is_empty() { "a template".to_owned() } else { title },
            description: None,
            owner: None,
            file: self.file.get_untracked(),
            descriptor,
        };
        let same = self.good.with_untracked(|now| now.as_deref() == Some(&found));
        if !same {
            self.good.try_set(Some(Arc::new(found)));
        }
    }

    /// Keeps a draft, and asks before what is in no file is left.
    fn keep(self) {
        Effect::new(move |before: Option<()>| {
            let (text, file) = (self.text.get(), self.file.get());
            if before.is_some() {
                draft::keep(&Draft { text, file });
            }
        });
        let handle = window_event_listener(ev::beforeunload, move |event| {
            let text = self.text.try_get_untracked();
            if text.is_some() && text != self.saved.try_get_untracked() {
                event.prevent_default();
            }
        });
        on_cleanup(move || handle.remove());
    }

    /// Takes another text in place of this one, which can be brought back.
    fn take(self, draft: Draft) {
        let now = Draft { text: self.text.get_untracked(), file: self.file.get_untracked() };
        if now.text != self.saved.get_untracked() && now != draft {
            self.before.set(Some(now));
        }
        self.saved.set(draft.text.clone());
        self.typed.set(json!({}));
        self.dry.set(Dry::Never);
        self.file.set(draft.file);
        self.text.set(draft.text);
    }
}

fn drawn(bench: Bench) -> AnyView {
    let scope = style_sheet!("src/plugins/create/editor/editor.css");
    let header = open::header(bench);
    let text = code::draw(bench.text, bench.reading.into(), bench.line);
    let problems = problems(bench);
    let beside = beside(bench);
    view! {
        <div class=class(scope, "create-editor")>
            {header}
            <div data-columns="">
                <div data-side="">
                    {text}
                    {problems}
                </div>
                <div data-side="">{beside}</div>
            </div>
        </div>
    }
    .into_any()
}

/// What is wrong, each with the way to its line.
fn problems(bench: Bench) -> AnyView {
    let words = move || {
        let (count, read) =
            bench.reading.with(|reading| (reading.faults.len(), reading.descriptor.is_some()));
        match (count, read) {
            (0, true) => "Nothing is wrong with it.".to_owned(),
            (0, false) => "There is nothing to read yet.".to_owned(),
            (count, _) => [&*counted(count, "finding", "findings"), "."].concat(),
        }
    };
    let list = move || {
        let faults = bench.reading.with(|reading| reading.faults.clone());
        let items: Vec<AnyView> = faults.into_iter().map(|fault| problem(bench, fault)).collect();
        (!items.is_empty()).then(|| view! { <List items=items label="Findings" /> })
    };
    view! {
        <Card title="Problems">
            <p data-about="" role="status">{words}</p>
            {list}
        </Card>
    }
    .into_any()
}

fn problem(bench: Bench, fault: Fault) -> AnyView {
    let Fault { line, tone, text } = fault;
    let word = match tone {
        Tone::Danger => "Error",
        Tone::Warning => "Warning",
        _ => "Note",
    };
    let place = ["Line ", &line.to_string()].concat();
    view! {
        <div data-problem="">
            <Status tone=tone label=word />
            <p>{text}</p>
            <Button
                variant=Variant::Link
                on_click=Callback::new(move |_| bench.line.set(Some(line)))
            >
                {place}
            </Button>
        </div>
    }
    .into_any()
}

/// The views beside the text.
fn beside(bench: Bench) -> AnyView {
    let query = use_query();
    let selected = Signal::derive(move || {
        query.pairs().with(|pairs| {
            let found = pairs.iter().find(|(key, _)| key == VIEW);
            found.map(|(_, view)| view.clone()).unwrap_or_default()
        })
    });
    let select = Callback::new(move |view: &'static str| {
        let Some(mut pairs) = query.pairs().try_get_untracked() else { return };
        pairs.retain(|(key, _)| key != VIEW && key != FROM);
        pairs.push((VIEW.to_owned(), view.to_owned()));
        query.set(pairs, true);
    });
    let tabs = vec![
        Tab::new("form", "Form", ViewFn::from(move || form(bench))),
        Tab::new("dry-run", "Dry run", ViewFn::from(move || dry::draw(bench))),
        Tab::new("fields", "Fields", ViewFn::from(move || fields::draw(bench))),
        Tab::new("actions", "Actions", ViewFn::from(move || actions::draw(bench))),
    ];
    view! { <Tabs label="Beside the descriptor" tabs selected on_select=select /> }.into_any()
}

/// The form as its users will see it, and the files that come of it.
fn form(bench: Bench) -> AnyView {
    let none = Memo::new(move |_| bench.good.with(Option::is_none));
    let shown = move || {
        if none.get() {
            return view! {
                <EmptyState kind=EmptyKind::FirstUse title="There is no template yet" compact=true>
                    "Write one, open a file, or start from a template of the catalog."
                </EmptyState>
            }
            .into_any();
        }
        let input = TrialInput {
            found: bench.good.into(),
            typed: bench.typed,
            values: bench.values,
            preview: true,
        };
        lazily("form", "The form", move || super::trial::loader().draw(input))
    };
    let outdated = move || {
        let stale = bench.reading.with(|reading| reading.descriptor.is_none()) && !none.get();
        stale.then(|| {
            view! {
                <p data-about="" role="status">
                    "The text cannot be read to its end now; this is the form of a moment ago."
                </p>
            }
        })
    };
    view! {
        {outdated}
        {shown}
    }
    .into_any()
}

/// A view whose code is in another chunk of this plugin.
fn lazily(
    extension: &'static str,
    title: &'static str,
    draw: impl Fn() -> Drawing + Send + Sync + 'static,
) -> AnyView {
    let registry = use_registry();
    let by = registry.plugins().iter().find(|by| by.plugin.id() == "create").cloned();
    let Some(by) = by else { return ().into_any() };
    let waiting =
        || view! { <Skeleton kind=SkeletonKind::Rows(4) label="Loading the form" /> }.into_any();
    view! {
        <PluginScope
            by=by
            extension=extension
            title=title
            draw=Arc::new(draw)
            waiting=ViewFn::from(waiting)
        />
    }
    .into_any()
}
