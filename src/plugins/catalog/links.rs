//! How entities are named and linked, the same on every page of the plugin.

pub use crate::plugin::entities::{
    counted, entity_href, grouped, mine, no_owner, owned_href, owner, plural, reference,
};
pub use portico_catalog::hygiene::needs_owner;

/// What a relation is called on a card, and the singular for one target.
pub fn relation_title(relation: &str) -> String {
    let known = match relation {
        "ownedBy" => "Owned by",
        "ownerOf" => "Owns",
        "partOf" => "Part of",
        "hasPart" => "Has parts",
        "providesApi" => "Provides APIs",
        "apiProvidedBy" => "Provided by",
        "consumesApi" => "Consumes APIs",
        "apiConsumedBy" => "Consumed by",
        "dependsOn" => "Depends on",
        "dependencyOf" => "Dependency of",
        "parentOf" => "Parent of",
        "childOf" => "Child of",
        "memberOf" => "Member of",
        "hasMember" => "Members",
        _ => return relation.to_owned(),
    };
    known.to_owned()
}
