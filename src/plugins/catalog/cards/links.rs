//! Links of the entity to places outside of the portal.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, EmptyKind, EmptyState, ExternalLink, List, SafeUrl, Status, Tone};

/// Draws the card.
pub fn draw(input: EntityInput) -> AnyView {
    let entity = use_sources().entity(&input.catalog, input.ix);
    let links = entity.map(|entity| entity.metadata.links).unwrap_or_default();
    let body = if links.is_empty() {
        view! {
            <EmptyState
                kind=EmptyKind::NotConfigured
                title="No links"
                compact=true>"Dashboards, runbooks and chats can be listed in the descriptor under metadata.links."</EmptyState>
        }
        .into_any()
    } else {
        let items = links
            .into_iter()
            .map(|link| {
                let title = link.title.filter(|title| !title.is_empty());
                match SafeUrl::parse(&link.url) {
                    Some(url) => {
                        let title = title.unwrap_or_else(|| link.url.clone());
                        view! { <ExternalLink url=url>{title}</ExternalLink> }.into_any()
                    }
                    // Shown as it was written, so that its author finds it; never followed.
                    None => view! {
                        <span>{title.unwrap_or_default()} " "</span>
                        <code>{link.url}</code>
                        <Status tone=Tone::Warning label="Not a web address" />
                    }
                    .into_any(),
                }
            })
            .collect();
        view! { <List items=items plain=true /> }.into_any()
    };
    view! { <Card title="Links">{body}</Card> }.into_any()
}
