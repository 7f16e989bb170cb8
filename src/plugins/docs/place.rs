//! Where the documentation of an entity is: what its annotations and `portal.json` say.

use std::collections::BTreeMap;

use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::reference::EntityRef;
use serde::Deserialize;

use crate::plugin::prelude::Registry;

/// Says that the entity has documentation of its own: `dir:.`.
pub const REF: &str = "backstage.io/techdocs-ref";
/// Names the entity whose documentation is also this one's.
const ENTITY: &str = "backstage.io/techdocs-entity";
/// The page of it to begin with.
const ENTITY_PATH: &str = "backstage.io/techdocs-entity-path";
/// Lists pages in Markdown: `README.md, runbooks/on-call.md`.
pub const MARKDOWN: &str = "portico.dev/markdown";

/// Asks for the first page of a documentation by its name.
const FIRST: &str = "index.html";

/// The plugin's `config` in `portal.json`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct DocsConfig {
    /// What is at the origin.
    pub kind: OriginKind,
    /// Days after which a page that nobody changed is called old.
    pub stale_after_days: u32,
    /// Pages in Markdown by entity reference, `component:default/rollout`.
    pub folders: BTreeMap<String, Folder>,
}

/// What is at the origin of the documentation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OriginKind {
    /// Sites as files, at `{namespace}/{kind}/{name}/` in lower case.
    #[default]
    Files,
    /// A Backstage backend.
    Backstage,
}

/// Pages in Markdown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Folder {
    /// Where they are, below the origin.
    pub path: String,
    /// The pages in order, below the folder. The first one is the start.
    pub pages: Vec<String>,
}

impl Default for DocsConfig {
    fn default() -> Self {
        Self { kind: OriginKind::default(), stale_after_days: 180, folders: BTreeMap::new() }
    }
}

impl DocsConfig {
    /// What `portal.json` says, for those who are not drawn by the plugin.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        let docs = registry.plugins().iter().find(|by| by.plugin.id() == "docs");
        docs.and_then(|by| by.config.as_ref()?.parse().ok()).unwrap_or_default()
    }
}

/// The documentation of one entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The entity it belongs to; with a shared site, not the one that is read.
    pub owner: EntityRef,
    /// Segments of the folder below the origin.
    pub folder: Vec<String>,
    /// The pages, if they are Markdown.
    pub markdown: Option<Vec<String>>,
    /// The page to begin with.
    pub start: String,
    /// What is at the origin.
    pub kind: OriginKind,
}

impl Place {
    /// Where the documentation of an entity is; `None` when it has none.
    #[must_use]
    pub fn of(catalog: &Catalog, ix: Ix, config: &DocsConfig) -> Option<Self> {
        if let Some(pages) = Self::pages_of(catalog, ix, config) {
            return Some(pages);
        }
        let entry = catalog.entry(ix);
        let Some(shared) = entry.annotation(ENTITY) else {
            return entry.annotation(REF).map(|_| Self::site(entry.entity_ref(), "", config.kind));
        };
        let owner = parse_ref(shared)?;
        let start = entry.annotation(ENTITY_PATH).unwrap_or_default();
        let pages = catalog.lookup(&owner).and_then(|ix| Self::pages_of(catalog, ix, config));
        Some(match pages {
            Some(pages) => Self { start: start.trim_matches('/').to_owned(), ..pages },
            None => Self::site(owner, start, config.kind),
        })
    }

    /// The pages in Markdown that `portal.json` or the entity itself lists.
    fn pages_of(catalog: &Catalog, ix: Ix, config: &DocsConfig) -> Option<Self> {
        let entry = catalog.entry(ix);
        let own = entry.entity_ref();
        let name = own.to_string();
        if let Some((_, folder)) =
            config.folders.iter().find(|(key, _)| key.eq_ignore_ascii_case(&name))
        {
            let path = folder.path.split('/').filter(|part| !part.is_empty());
            return Some(Self::markdown(own, path.map(str::to_owned).collect(), &folder.pages));
        }
        let pages: Vec<String> = entry
            .annotation(MARKDOWN)?
            .split([',', '\n'])
            .map(|page| page.trim().trim_start_matches("./").to_owned())
            .filter(|page| !page.is_empty())
            .collect();
        let folder = stored(&own);
        Some(Self::markdown(own, folder, &pages))
    }

    fn site(owner: EntityRef, start: &str, kind: OriginKind) -> Self {
        let mut folder: Vec<String> = match kind {
            OriginKind::Files => Vec::new(),
            OriginKind::Backstage => {
                ["api", "techdocs", "static", "docs"].map(str::to_owned).into()
            }
        };
        folder.extend(stored(&owner));
        let start = start.trim_matches('/').trim_end_matches("index.html").trim_matches('/');
        Self { owner, folder, markdown: None, start: start.to_owned(), kind }
    }

    fn markdown(owner: EntityRef, folder: Vec<String>, pages: &[String]) -> Self {
        let pages = if pages.is_empty() { vec!["README.md".to_owned()] } else { pages.to_vec() };
        let start = String::new();
        Self { owner, folder, markdown: Some(pages), start, kind: OriginKind::Files }
    }

    /// The page that the rest of an address asks for: the one to begin with if that is nothing.
    #[must_use]
    pub fn page(&self, rest: &str) -> String {
        match rest.trim_matches('/') {
            "" => self.start.clone(),
            FIRST => String::new(),
            page => page.strip_suffix("/index.html").unwrap_or(page).to_owned(),
        }
    }

    /// The rest of the address of a page.
    #[must_use]
    pub fn address(&self, page: &str) -> String {
        // Without it the first page of a site that begins somewhere else could not be reached.
        if page.is_empty() && !self.start.is_empty() { FIRST.to_owned() } else { page.to_owned() }
    }

    /// The file of a page below the source of the entity that it belongs to, where it is known to
    /// be there: for pages in Markdown that the entity itself lists.
    #[must_use]
    pub fn source(&self, page: &str) -> Option<String> {
        let own = self.markdown.is_some() && self.folder == stored(&self.owner);
        own.then(|| self.file(page))
    }

    /// Name of the file of a page, below the folder.
    #[must_use]
    pub fn file(&self, page: &str) -> String {
        let page = page.trim_matches('/');
        match &self.markdown {
            Some(pages) if page.is_empty() => pages.first().cloned().unwrap_or_default(),
            Some(_) => page.to_owned(),
            None if page.is_empty() => "index.html".to_owned(),
            None if page.ends_with(".html") => page.to_owned(),
            None => [page, "/index.html"].concat(),
        }
    }
}

/// `{namespace}/{kind}/{name}` in lower case: where TechDocs keeps the site of an entity.
fn stored(entity: &EntityRef) -> Vec<String> {
    [&entity.namespace, &entity.kind, &entity.name]
        .map(|part| portico_components::lower(part))
        .into()
}

/// `component:default/name`, with the namespace left out if it is the default one.
fn parse_ref(text: &str) -> Option<EntityRef> {
    let (kind, rest) = text.trim().split_once(':')?;
    let (namespace, name) = rest.split_once('/').unwrap_or(("default", rest));
    let whole = !kind.is_empty() && !namespace.is_empty() && !name.is_empty();
    whole.then(|| EntityRef {
        kind: kind.to_owned(),
        namespace: namespace.to_owned(),
        name: name.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::assemble::Assembler;
    use portico_catalog::record::SourceId;
    use portico_catalog::snapshot;

    fn ledger() -> EntityRef {
        parse_ref("Component:default/Payments-Ledger").unwrap()
    }

    #[test]
    fn a_site_is_where_techdocs_keeps_it() {
        let files = Place::site(ledger(), "/guides/index.html", OriginKind::Files);
        assert_eq!(files.folder.join("/"), "default/component/payments-ledger");
        assert_eq!(files.start, "guides");
        let api = Place::site(ledger(), "", OriginKind::Backstage);
        assert_eq!(
            api.folder.join("/"),
            "api/techdocs/static/docs/default/component/payments-ledger"
        );
    }

    /// A catalog of components, each with an annotation.
    fn catalog(entities: &[(&str, &str, &str)]) -> Catalog {
        let mut assembler = Assembler::new();
        let file: String = entities
            .iter()
            .map(|(name, key, value)| {
                format!(
                    "---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n  annotations:\n    {key}: {value}\nspec:\n  type: service\n  lifecycle: production\n  owner: crew\n"
                )
            })
            .collect();
        assembler.add_file(SourceId(0), "a.yaml", file.as_bytes());
        let read = assembler.finish();
        Catalog::from_bytes(&snapshot::build(read.records, read.issues).index).unwrap()
    }

    #[test]
    fn annotations_say_where_the_documentation_is() {
        let catalog = catalog(&[
            ("site", REF, "dir:."),
            ("notes", MARKDOWN, "README.md, ./adr/0001.md"),
            ("shares-site", ENTITY, "component:default/Site"),
            ("shares-notes", ENTITY, "component:notes"),
            ("elsewhere", ENTITY, "component:default/not-in-the-catalog"),
            ("broken", ENTITY, "nonsense"),
            ("none", "a.example/b", "c"),
            ("named", REF, "dir:."),
        ]);
        let folder = Folder { path: "/teams/named/".to_owned(), pages: Vec::new() };
        let config = DocsConfig {
            folders: [("Component:default/named".to_owned(), folder)].into(),
            ..DocsConfig::default()
        };
        let of = |name: &str| {
            let ix = catalog.lookup_parts("component", "default", name).unwrap();
            Place::of(&catalog, ix, &config)
        };
        let folder = |name: &str| of(name).unwrap().folder.join("/");
        assert_eq!(folder("site"), "default/component/site");
        assert_eq!(folder("shares-site"), "default/component/site");
        assert_eq!(folder("elsewhere"), "default/component/not-in-the-catalog");
        assert_eq!(of("notes").unwrap().file("adr/0001.md"), "adr/0001.md");
        assert_eq!(of("shares-notes").unwrap().markdown, of("notes").unwrap().markdown);
        assert_eq!(of("notes").unwrap().source("").as_deref(), Some("README.md"));
        assert_eq!((of("named").unwrap().source(""), of("site").unwrap().source("")), (None, None));
        assert_eq!(folder("named"), "teams/named");
        assert_eq!(of("named").unwrap().file(""), "README.md");
        assert_eq!((of("broken"), of("none")), (None, None));
    }

    #[test]
    fn a_page_is_a_file() {
        let site = Place::site(ledger(), "", OriginKind::Files);
        assert_eq!(site.file(""), "index.html");
        assert_eq!(site.file("guides/start/"), "guides/start/index.html");
        assert_eq!(site.file("guides/start.html"), "guides/start.html");
        let pages = ["README.md".to_owned(), "adr/0001.md".to_owned()];
        let folder = Place::markdown(ledger(), Vec::new(), &pages);
        assert_eq!(folder.file(""), "README.md");
        assert_eq!(folder.file("adr/0001.md"), "adr/0001.md");
    }

    #[test]
    fn the_first_page_can_be_reached_wherever_reading_begins() {
        let whole = Place::site(ledger(), "", OriginKind::Files);
        assert_eq!(
            (whole.page("/guides/start/"), whole.page("")),
            ("guides/start".into(), "".into())
        );
        assert_eq!(
            (whole.page("guides/index.html"), whole.address("")),
            ("guides".into(), "".into())
        );
        let part = Place::site(ledger(), "guides", OriginKind::Files);
        assert_eq!((part.page(""), part.address("guides")), ("guides".into(), "guides".into()));
        assert_eq!(part.page(&part.address("")), "");
    }

    #[test]
    fn references_may_leave_out_the_default_namespace() {
        assert_eq!(parse_ref("component:x").unwrap().namespace, "default");
        assert!(parse_ref("x").is_none());
    }
}
