//! Create: from a template to a running repository.

mod api;
mod card;
mod config;
mod dispatch;
mod editor;
mod flags;
pub mod form;
mod gallery;
mod hit;
pub mod run;
mod saved;
mod used;

use crate::plugin::prelude::*;
use crate::plugin::query::written;
use config::CreateConfig;
use serde_json::Value;

/// The form of a template.
pub const TEMPLATE: RouteRef<TemplatePath> =
    RouteRef::new("create.template", "/create/templates/:namespace/:name");
/// The template editor.
pub const EDITOR: RouteRef<()> = RouteRef::new("create.editor", "/create/editor");
/// All runs.
pub const TASKS: RouteRef<()> = RouteRef::new("create.tasks", "/create/tasks");
/// A run of a template that CI runs.
pub const DISPATCHED: RouteRef<TemplatePath> =
    RouteRef::new("create.dispatched", "/create/templates/:namespace/:name/ci");
/// One run.
pub const TASK: RouteRef<RunPath> = RouteRef::new("create.task", "/create/tasks/:id");

const NAV: &[Nav] = &[Nav::new("Create", Icon::Plus).bottom()];

lazy!(create, index: PageInput => gallery::draw);
lazy!(create_flags, flagged: PageInput => flags::draw);
lazy!(create, what: EntityInput => card::draw);
lazy!(create_form, wizard: PageInput => form::page);
lazy!(create_form, trial: form::trial::TrialInput => form::trial::draw);
lazy!(create_editor, write: PageInput => editor::page);
lazy!(create_dispatch, way_to_ci: dispatch::OfferInput => dispatch::offer::draw);
lazy!(create_dispatch, in_ci: PageInput => dispatch::page::draw);
lazy!(create_runs, one_run: PageInput => run::page::draw);
lazy!(create_runs, all_runs: PageInput => run::history::draw);
lazy!(create_found, hit_of: ResultInput => hit::draw);
examples!(create_form, shown_form => form::exhibit::SHOWN);
examples!(create_runs, shown_run => run::exhibit::SHOWN);

/// Names a template in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplatePath {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

impl RouteParams for TemplatePath {
    fn read(params: &PathParams) -> Option<Self> {
        Some(Self {
            namespace: params.get("namespace")?.to_owned(),
            name: params.get("name")?.to_owned(),
        })
    }

    fn write(&self, params: &mut PathParams) {
        params.push("namespace", self.namespace.clone());
        params.push("name", self.name.clone());
    }
}

/// Names a run in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunPath {
    /// Its id.
    pub id: String,
}

impl RouteParams for RunPath {
    fn read(params: &PathParams) -> Option<Self> {
        Some(Self { id: params.get("id")?.to_owned() })
    }

    fn write(&self, params: &mut PathParams) {
        params.push("id", self.id.clone());
    }
}

/// Address of a template's form, filled in with these values: `formData`, as Backstage has it. The
/// values are those of a run, without its secrets. `None` where no form is drawn.
#[must_use]
pub fn form_href(registry: &Registry, template: &str, values: Option<&Value>) -> Option<String> {
    let EntityRef { namespace, name, .. } = template.parse().ok()?;
    let path = registry.href(TEMPLATE, &TemplatePath { namespace, name })?;
    let pairs = values.map(|values| vec![("formData".to_owned(), values.to_string())]);
    Some([path, written(&pairs.unwrap_or_default())].concat())
}

/// The plugin.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("create")
        .title("Templates")
        .icon(Icon::Template)
        .owner("group:default/developer-experience")
        // A template's files lie beside its descriptor, in whatever source that is.
        .origin("*")
        .configure(|config| config.parse::<CreateConfig>().map(|_| ()))
        .extend(Page::new(routes::CREATE, "Templates", index::loader()).nav(NAV))
        .extend(Page::new(TEMPLATE, "Template", wizard::loader()))
        .extend(Page::new(DISPATCHED, "Run of a template in CI", in_ci::loader()))
        .extend(Page::new(EDITOR, "Template editor", write::loader()))
        .extend(Page::new(TASKS, "Runs of templates", all_runs::loader()))
        .extend(Page::new(TASK, "Run of a template", one_run::loader()))
        .extend(EntityCard {
            id: "what-it-does",
            title: "What it does",
            slot: Slot::Main,
            when: When::Kind(&["template"]),
            loader: what::loader(),
        })
        .extend(SubPage {
            parent: routes::ADMIN.id(),
            slug: "flags",
            title: "Feature flags",
            loader: flagged::loader(),
        })
        .extend(SearchResult { of: "template", loader: hit_of::loader() })
        .extend(Exhibit { entry: form::exhibit::ENTRY, examples: shown_form::load })
        .extend(Exhibit { entry: run::exhibit::ENTRY, examples: shown_run::load })
        .extend(PaletteCommand {
            id: "create",
            title: "Create from a template",
            keywords: "new service library scaffold repository start",
            icon: Icon::Plus,
            run: Run::Go(|registry| registry.href(routes::CREATE, &())),
        })
        .extend(PaletteCommand {
            id: "editor",
            title: "Write a template",
            keywords: "template editor author dry run schema form actions fields",
            icon: Icon::Template,
            run: Run::Go(|registry| registry.href(EDITOR, &())),
        })
        .extend(PaletteCommand {
            id: "runs",
            title: "Runs of templates",
            keywords: "tasks history scaffolder create",
            icon: Icon::Clock,
            run: Run::Go(|registry| registry.href(TASKS, &())),
        })
}
