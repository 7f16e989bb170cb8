//! Neighbours that nobody wrote down, on the overview of an entity.

use crate::plugin::entities::entity_href;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_catalog::similar::Reason;
use portico_components::{Card, ItemRow, KindIcon, List};

/// Rows of the card.
const SHOWN: usize = 6;

/// Draws the card; nothing where nothing is close.
pub fn draw(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    let registry = use_registry();
    let similar = catalog.similar(ix, SHOWN);
    if similar.is_empty() {
        return ().into_any();
    }
    let rows: Vec<AnyView> = similar
        .into_iter()
        .map(|one| {
            let entry = catalog.entry(one.ix);
            let kind = entry.kind().to_owned();
            let why = words(&catalog, &one.reasons);
            view! {
                <ItemRow
                    title=entry.display_name()
                    href=entity_href(&registry, &catalog, one.ix)
                    leading=ViewFn::from(move || view! { <KindIcon kind=kind.clone() /> }.into_any())
                    detail=ViewFn::from(move || why.clone().into_any())
                />
            }
            .into_any()
        })
        .collect();
    view! { <Card title="Related" flush=true><List items=rows /></Card> }.into_any()
}

/// Why it is there, in words.
fn words(catalog: &Catalog, reasons: &[Reason]) -> String {
    let mut users = Vec::new();
    let mut parts = Vec::new();
    for reason in reasons {
        match reason {
            Reason::System(system) => {
                parts.push(format!("Also in {}", catalog.target(*system).display_name()));
            }
            Reason::UsedBy(team) => users.push(catalog.target(*team).display_name()),
            Reason::Tags(tags) => parts.push(format!("Tagged {}", tags.join(", "))),
        }
    }
    if let Some((first, rest)) = users.split_first() {
        let more =
            if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
        parts.push(format!("Used by {first}{more} as well"));
    }
    parts.join(" · ")
}
