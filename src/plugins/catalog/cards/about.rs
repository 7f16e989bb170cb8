//! What the entity is and where it belongs.

use super::super::links::{owner, reference};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Card, Description, DescriptionList, ExternalLink, LifecycleBadge, SafeUrl, TagList,
};

/// Draws the card.
pub fn draw(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    let registry = use_registry();
    let entry = catalog.entry(ix);
    let description = entry.description().map(str::to_owned);
    let lifecycle = entry.lifecycle().map(str::to_owned);
    let spec_type = entry.spec_type().map(str::to_owned);
    let tags: Vec<String> = entry.tags().map(str::to_owned).collect();
    let system = entry.system().map(|system| reference(&registry, &catalog, system.target()));
    let domain = entry.domain().map(|domain| reference(&registry, &catalog, domain.target()));
    let source = entry
        .annotation("backstage.io/source-location")
        .or_else(|| entry.annotation("backstage.io/view-url"))
        .map(|location| location.trim_start_matches("url:").to_owned());
    let kind = entry.kind().to_owned();
    let has_owner = super::super::links::needs_owner(&kind) || entry.owner().is_some();
    let namespace = (entry.namespace() != "default").then(|| entry.namespace().to_owned());
    let name = entry.name().to_owned();
    let email = entry.email().map(str::to_owned);
    view! {
        <Card title="About">
            <DescriptionList>
                {description
                    .map(|text| view! { <Description term="Description">{text}</Description> })}
                {has_owner
                    .then(|| {
                        view! {
                            <Description term="Owner">{owner(&registry, &catalog, ix)}</Description>
                        }
                    })}
                {system.map(|system| view! { <Description term="System">{system}</Description> })}
                {domain.map(|domain| view! { <Description term="Domain">{domain}</Description> })}
                {spec_type.map(|text| view! { <Description term="Type">{text}</Description> })}
                {lifecycle
                    .map(|lifecycle| {
                        view! {
                            <Description term="Lifecycle">
                                <LifecycleBadge lifecycle=lifecycle />
                            </Description>
                        }
                    })}
                {email.map(|email| view! { <Description term="E-mail">{mail(&email)}</Description> })}
                <Description term="Name">
                    <code>{name}</code>
                </Description>
                {namespace
                    .map(|text| view! { <Description term="Namespace"><code>{text}</code></Description> })}
                {source.map(|source| view! { <Description term="Source">{place(&source)}</Description> })}
                {(!tags.is_empty())
                    .then(|| view! { <Description term="Tags"><TagList tags=tags /></Description> })}
            </DescriptionList>
        </Card>
    }
    .into_any()
}

/// An address of the source, shortened to what tells one from another; plain text when it is not
/// a safe address.
fn place(text: &str) -> AnyView {
    match SafeUrl::parse(text) {
        Some(url) => {
            let label = text
                .split_once("://")
                .map_or(text, |(_, rest)| rest)
                .split_once('/')
                .map_or(text, |(_, path)| path)
                .trim_end_matches('/')
                .to_owned();
            view! { <ExternalLink url=url>{label}</ExternalLink> }.into_any()
        }
        None => text.to_owned().into_any(),
    }
}

fn mail(address: &str) -> AnyView {
    let text = address.to_owned();
    match SafeUrl::parse(&format!("mailto:{address}")) {
        Some(url) => view! { <ExternalLink url=url>{text}</ExternalLink> }.into_any(),
        None => text.into_any(),
    }
}
