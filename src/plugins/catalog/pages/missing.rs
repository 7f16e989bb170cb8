//! An address of an entity that is not there, with what was probably meant.

use super::super::links::{entity_href, reference};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::{
    ButtonLink, Cluster, EmptyKind, EmptyState, Gap, Level, List, PageHeader, Stack,
};

/// Draws the page for an entity that is not in the catalog.
pub fn draw(registry: &Registry, catalog: &Catalog, path: &EntityPath) -> AnyView {
    let asked = format!("{}:{}/{}", path.kind, path.namespace, path.name);
    use_page().set(vec![Crumb::here(format!("{} not found", path.name))]);
    let near: Vec<AnyView> = catalog
        .near(Some(&path.kind), Some(&path.namespace), &path.name, 6)
        .into_iter()
        .map(|ix| reference(registry, catalog, catalog.entry(ix).target().target()))
        .collect();
    let mentions = catalog
        .target_parts(&path.kind, &path.namespace, &path.name)
        .map(|target| {
            catalog
                .mentions(target)
                .flat_map(|group| group.targets().collect::<Vec<_>>())
                .map(|target| reference(registry, catalog, target))
                .collect::<Vec<_>>()
        })
        .unwrap_or_default();
    let list = registry.href(routes::CATALOG, &()).unwrap_or_default();
    let found = (!near.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Did you mean"</h2>
                <List items=near plain=true />
            </section>
        }
    });
    let mentioned = (!mentions.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Others refer to it"</h2>
                <List items=mentions plain=true />
            </section>
        }
    });
    let title = format!("{} is not in the catalog", path.name);
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader title=title />
            <p>
                "Nothing is called " <code>{asked}</code>
                ". It may have been renamed or removed, or its source could not be read."
            </p>
            {found}
            {mentioned}
            <Cluster><ButtonLink href=list>"All components"</ButtonLink></Cluster>
        </Stack>
    }
    .into_any()
}

/// Draws the body for a tab that nobody adds.
pub fn tab(registry: &Registry, catalog: &Catalog, ix: Ix, slug: &str) -> AnyView {
    let overview = entity_href(registry, catalog, ix).unwrap_or_default();
    let message = format!("No plugin of this portal draws “{slug}”. It may be switched off.");
    view! {
        <EmptyState
            kind=EmptyKind::NoMatch
            level=Level::H2
            title="There is no such tab"
            actions=ViewFn::from(move || {
                view! { <ButtonLink href=overview.clone()>"Overview"</ButtonLink> }.into_any()
            })>{message}</EmptyState>
    }
    .into_any()
}
