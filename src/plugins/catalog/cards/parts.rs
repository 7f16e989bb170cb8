//! What a system or a domain is made of; for a team and a person, what they own and who is who.

use super::super::links::{entity_href, owner};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Target;
use portico_components::{Card, ItemRow, KindIcon, LifecycleBadge, List};

/// More than these are on the relations tab.
const SHOWN: usize = 12;

/// Draws the card; nothing for an entity without parts.
pub fn draw(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    if matches!(catalog.entry(ix).kind(), "group" | "user") {
        return super::super::org::main(&catalog, ix);
    }
    let registry = use_registry();
    let parts: Vec<Target> = catalog.parts(ix).collect();
    if parts.is_empty() {
        return ().into_any();
    }
    let here = EntityPath::of(&catalog.entry(ix).entity_ref()).tab("relations");
    let more = registry.href(routes::ENTITY, &here).unwrap_or_default();
    let count = parts.len();
    let rows: Vec<AnyView> = parts
        .into_iter()
        .take(SHOWN)
        .map(|target| {
            let view = catalog.target(target);
            let Some(part) = view.entity() else {
                return super::super::links::reference(&registry, &catalog, target);
            };
            let entry = catalog.entry(part);
            let kind = entry.kind().to_owned();
            let lifecycle = entry.lifecycle().map(str::to_owned);
            let side = (registry.clone(), catalog.clone());
            view! {
                <ItemRow
                    title=entry.display_name()
                    href=entity_href(&registry, &catalog, part)
                    leading=ViewFn::from(move || view! { <KindIcon kind=kind.clone() /> }.into_any())
                    detail=ViewFn::from(move || {
                        lifecycle
                            .clone()
                            .map(|lifecycle| view! { <LifecycleBadge lifecycle=lifecycle /> })
                            .into_any()
                    })
                    side=ViewFn::from(move || owner(&side.0, &side.1, part))
                />
            }
            .into_any()
        })
        .collect();
    let list = view! { <List items=rows /> };
    if count > SHOWN {
        let label = format!("All {count} parts");
        view! { <Card title="Has parts" more=label more_href=more flush=true>{list}</Card> }
            .into_any()
    } else {
        view! { <Card title="Has parts" hint=count.to_string() flush=true>{list}</Card> }.into_any()
    }
}
