//! How entities are named and linked, the same in every plugin.

use super::registry::Registry;
use super::route::RouteParams;
use super::routes::{self, EntityPath};
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_catalog::reference::EntityRef;
use portico_components::{AvatarShape, OwnerBadge, RefLink, RefWeight};
use std::collections::BTreeSet;

/// Address of an entity's overview.
#[must_use]
pub fn entity_href(registry: &Registry, catalog: &Catalog, ix: Ix) -> Option<String> {
    registry.href(routes::ENTITY, &EntityPath::of(&catalog.entry(ix).entity_ref()))
}

/// The entity that a path within the site names, if one of these routes leads there: by
/// `routes::ENTITY.id()` its page and the tabs of it.
#[must_use]
pub fn entity_at(registry: &Registry, path: &str, routes: &[&str]) -> Option<EntityRef> {
    let found = registry.find(registry.below(path))?;
    if !routes.contains(&found.page.route()) {
        return None;
    }
    let EntityPath { kind, namespace, name, .. } = EntityPath::read(&found.params)?;
    Some(EntityRef { kind, namespace, name })
}

/// A relation's target: a link, or a name with a note that it is not in the catalog.
#[must_use]
pub fn reference(registry: &Registry, catalog: &Catalog, target: Target) -> AnyView {
    let view = catalog.target(target);
    let href = view.entity().and_then(|ix| entity_href(registry, catalog, ix));
    view! {
        <RefLink
            kind=view.kind()
            label=view.display_name()
            href=href
            weight=RefWeight::Plain
            reference=view.entity_ref().to_string()
        />
    }
    .into_any()
}

/// The owner of an entity: a person or a team with its avatar, or a warning that there is none.
#[must_use]
pub fn owner(registry: &Registry, catalog: &Catalog, ix: Ix) -> AnyView {
    match catalog.entry(ix).owner() {
        Some(owner) => {
            let href = owner.entity().and_then(|ix| entity_href(registry, catalog, ix));
            let shape =
                if owner.kind() == "user" { AvatarShape::Person } else { AvatarShape::Team };
            view! {
                <OwnerBadge
                    name=owner.display_name()
                    href=href
                    reference=owner.entity_ref().to_string()
                    shape=shape
                />
            }
            .into_any()
        }
        None => no_owner(),
    }
}

/// Said wherever an owner is missing.
#[must_use]
pub fn no_owner() -> AnyView {
    view! { <portico_components::Status tone=portico_components::Tone::Warning label="No owner" /> }
        .into_any()
}

/// Whoever owns what the person who looks owns: that person, their groups and the groups above
/// those. Nobody when `portal.json` names no user.
#[must_use]
pub fn mine(catalog: &Catalog, user: Option<&str>) -> BTreeSet<Target> {
    let name = user.and_then(|user| user.parse::<EntityRef>().ok());
    let Some(ix) = name.and_then(|name| catalog.lookup(&name)) else { return BTreeSet::new() };
    let own = catalog.entry(ix).target().target();
    catalog.teams_of(ix).into_iter().chain([own]).collect()
}

/// Whoever owns what a person owns, as in [`mine`], and all of that, by name.
#[must_use]
pub fn owned_through(catalog: &Catalog, person: Ix) -> (Vec<Target>, Vec<Ix>) {
    let mut owners = catalog.teams_of(person);
    owners.push(catalog.entry(person).target().target());
    let targets = owners.iter().flat_map(|owner| catalog.targets(*owner, "ownerOf"));
    let mut owned: Vec<Ix> = targets.filter_map(|target| catalog.target(target).entity()).collect();
    owned.sort_unstable();
    owned.dedup();
    (owners, owned)
}

/// Address of the catalog's list of what these own.
pub fn owned_href<'a>(
    registry: &Registry,
    catalog: &Catalog,
    owners: impl IntoIterator<Item = &'a Target>,
    more: &[(&str, &str)],
) -> Option<String> {
    let list = registry.href(routes::CATALOG, &())?;
    let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
    let mut pairs: Vec<(String, String)> =
        more.iter().map(|(key, value)| pair(key, value)).collect();
    if !more.iter().any(|(key, _)| *key == "kind") {
        pairs.insert(0, pair("kind", "all"));
    }
    pairs.extend(owners.into_iter().map(|owner| {
        let name = catalog.target(*owner).entity_ref().to_string();
        pair("owner", &portico_components::lower(&name))
    }));
    Some([list, super::query::written(&pairs)].concat())
}

/// Plural of a kind for headings and tabs. A kind of one's own takes its label and an s.
#[must_use]
pub fn plural(kind: &str, label: &str) -> String {
    match kind {
        "component" => "Components".to_owned(),
        "api" => "APIs".to_owned(),
        "resource" => "Resources".to_owned(),
        "system" => "Systems".to_owned(),
        "domain" => "Domains".to_owned(),
        "group" => "Groups".to_owned(),
        "user" => "Users".to_owned(),
        "template" => "Templates".to_owned(),
        "location" => "Locations".to_owned(),
        _ if label.ends_with('s') => label.to_owned(),
        _ => format!("{label}s"),
    }
}

/// `1 component`, `38 components`, `1,284 entities`.
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(count), if count == 1 { one } else { many })
}

/// A number with separators: `1,284`.
#[must_use]
pub fn grouped(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_in_number_and_have_separators() {
        assert_eq!(counted(1, "component", "components"), "1 component");
        assert_eq!(counted(0, "component", "components"), "0 components");
        assert_eq!(counted(1284, "entity", "entities"), "1,284 entities");
        assert_eq!(grouped(25_000), "25,000");
        assert_eq!(grouped(1_000_000), "1,000,000");
    }
}
