//! What a plugin's files start with: `use crate::plugin::prelude::*;`, or `use
//! portico::plugin::prelude::*;` from a repository of its own.

pub use super::analytics::{Action, Analytics};
pub use super::build_view::{BuildInput, BuildState, BuildView};
pub use super::extension::{
    CatalogColumn, Cell, EntityCard, EntityInput, EntityTab, Exhibit, HeaderAction, Nav, Page,
    PageInput, PaletteCommand, Run, Slot, SubPage, When,
};
pub use super::fact::{EntityFact, Fact, FactInput, FactState};
pub use super::loaded::Loaded;
pub use super::manifest::{Configure, Plugin};
pub use super::page::{Crumb, PageFrame, use_page};
pub use super::query::{Query, use_query};
pub use super::registry::Registry;
pub use super::route::{PathParams, RouteParams, RouteRef};
pub use super::routes::{self, EntityPath};
pub use super::scope::{
    later, read_config, use_analytics, use_config, use_mounted, use_net, use_registry,
};
pub use super::search_source::{
    Feed, FoundItem, ResultInput, SearchInput, SearchResult, SearchSource,
};
pub use super::sections::{Sections, open_section, sections};
pub use super::sub_pages::sub_pages;
pub use crate::net::{Items, NetClient, NetError, use_load};
pub use crate::sources::{Health, Sources, use_sources};
pub use crate::{examples, feed, lazy, work};
pub use leptos::prelude::{AnyView, IntoAny};
pub use portico_catalog::reference::EntityRef;
pub use portico_catalog::search::Document;
pub use portico_components::Icon;
