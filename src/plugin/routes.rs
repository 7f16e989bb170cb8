//! Pages that several plugins link to. The paths are Backstage's, so that the links in a company's
//! wikis and chats go on working.

use super::route::{PathParams, RouteParams, RouteRef};
use portico_catalog::reference::EntityRef;

/// Start page: the catalog, until a plugin brings a home page.
pub const HOME: RouteRef<()> = RouteRef::new("home", "/");
/// The list of all entities.
pub const CATALOG: RouteRef<()> = RouteRef::new("catalog.index", "/catalog");
/// One entity; `tab` is the rest of the address.
pub const ENTITY: RouteRef<EntityPath> =
    RouteRef::new("catalog.entity", "/catalog/:namespace/:kind/:name/*tab");
/// Documentation of one entity; `tab` is the page within it.
pub const DOCS: RouteRef<EntityPath> =
    RouteRef::new("docs.reader", "/docs/:namespace/:kind/:name/*tab");
/// Software templates.
pub const CREATE: RouteRef<()> = RouteRef::new("create.index", "/create");
/// Search page, with `?query=`.
pub const SEARCH: RouteRef<()> = RouteRef::new("search.index", "/search");
/// The user's own settings.
pub const SETTINGS: RouteRef<()> = RouteRef::new("settings", "/settings");
/// For who runs the portal.
pub const ADMIN: RouteRef<()> = RouteRef::new("admin", "/admin");
/// Where an OpenID provider sends people back to.
pub const SIGNED_IN: RouteRef<()> = RouteRef::new("signed-in", "/signed-in");

/// Address of something about an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityPath {
    /// Namespace, as in the address.
    pub namespace: String,
    /// Kind, as in the address.
    pub kind: String,
    /// Name, as in the address.
    pub name: String,
    /// Tab and what follows it; empty for the overview.
    pub tab: String,
}

impl EntityPath {
    /// The overview of `entity`.
    #[must_use]
    pub fn of(entity: &EntityRef) -> Self {
        Self {
            namespace: entity.namespace.clone(),
            kind: entity.kind.clone(),
            name: entity.name.clone(),
            tab: String::new(),
        }
    }

    /// The same entity at another tab.
    #[must_use]
    pub fn tab(&self, tab: &str) -> Self {
        Self { tab: tab.to_owned(), ..self.clone() }
    }
}

impl RouteParams for EntityPath {
    fn read(params: &PathParams) -> Option<Self> {
        Some(Self {
            namespace: params.get("namespace")?.to_owned(),
            kind: params.get("kind")?.to_owned(),
            name: params.get("name")?.to_owned(),
            tab: params.get("tab").unwrap_or_default().to_owned(),
        })
    }

    fn write(&self, params: &mut PathParams) {
        params.push("namespace", self.namespace.clone());
        params.push("kind", self.kind.clone());
        params.push("name", self.name.clone());
        params.push("tab", self.tab.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::super::route::matches;
    use super::*;

    /// Every path of the portal in one place: a change here breaks somebody's bookmark.
    #[test]
    fn the_paths_are_the_ones_that_wikis_link_to() {
        let ledger = EntityPath {
            namespace: "default".into(),
            kind: "component".into(),
            name: "payments-ledger".into(),
            tab: String::new(),
        };
        let written = [
            HOME.path(&()),
            CATALOG.path(&()),
            ENTITY.path(&ledger),
            ENTITY.path(&ledger.tab("builds")),
            DOCS.path(&ledger.tab("guides/start")),
            CREATE.path(&()),
            SEARCH.path(&()),
            SETTINGS.path(&()),
        ];
        assert_eq!(
            written,
            [
                "/",
                "/catalog",
                "/catalog/default/component/payments-ledger",
                "/catalog/default/component/payments-ledger/builds",
                "/docs/default/component/payments-ledger/guides/start",
                "/create",
                "/search",
                "/settings",
            ]
        );
    }

    #[test]
    fn an_entity_is_read_back_from_its_address() {
        let params =
            matches(ENTITY.pattern(), "/catalog/default/API/ledger%2Dapi/definition/x").unwrap();
        let path = EntityPath::read(&params).unwrap();
        assert_eq!(path.kind, "API");
        assert_eq!(path.name, "ledger-api");
        assert_eq!(path.tab, "definition/x");
    }
}
