//! What a template does, in words, before anybody runs it: a card on the page of its entity.

use super::form::descriptor;
use super::{EDITOR, form_href};
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::prelude::*;
use portico_components::{
    ButtonLink, Card, Cluster, ErrorPanel, Level, List, Stack, Status, Tag, Tone, Variant,
};
use portico_templates::render::{Template, plan};
use std::collections::BTreeSet;

/// Draws the card.
pub fn draw(input: EntityInput) -> AnyView {
    let reference = input.catalog.entry(input.ix).entity_ref().to_string();
    let value = descriptor(use_sources(), &input.catalog, input.ix);
    let read = value.as_ref().map(Template::read);
    let body = match read {
        Some(Ok(template)) => steps(&template),
        Some(Err(fault)) => view! {
            <ErrorPanel title="This template cannot be read" level=Level::H3 cause=fault.text />
        }
        .into_any(),
        None => view! {
            <p class="u-note">"The descriptor of this template is not here yet."</p>
        }
        .into_any(),
    };
    let href = form_href(&use_registry(), &reference, None);
    let start = href.map(|href| {
        view! { <ButtonLink href=href variant=Variant::Solid tone=Tone::Accent icon=Icon::Plus>"Use this template"</ButtonLink> }
    });
    let edit = use_registry().href(EDITOR, &()).map(|href| {
        let from = vec![("from".to_owned(), reference.clone())];
        let href = [href, written(&from)].concat();
        view! { <ButtonLink href=href icon=Icon::Edit>"Open in the editor"</ButtonLink> }
    });
    view! {
        <Card title="What it does">
            <Stack>
                {body}
                <Cluster>{start}{edit}</Cluster>
            </Stack>
        </Card>
    }
    .into_any()
}

fn steps(template: &Template) -> AnyView {
    let planned = plan(template);
    if planned.is_empty() {
        return view! { <p class="u-note">"It has no steps, so it does nothing."</p> }.into_any();
    }
    let mut needs: BTreeSet<&'static str> = BTreeSet::new();
    for step in &planned {
        needs.extend(&step.needs);
    }
    let items = planned
        .into_iter()
        .map(|step| {
            let sometimes = step.conditional.then(|| view! { <Tag label="Sometimes" /> });
            let each = step.repeated.then(|| view! { <Tag label="For each item" /> });
            let lasting = step
                .lasting
                .then(|| view! { <Status tone=Tone::Info label="Changes something outside" /> });
            view! {
                <div>
                    <Cluster><strong>{step.name}</strong>{sometimes}{each}{lasting}</Cluster>
                    <div class="u-note">{step.does}"."</div>
                </div>
            }
            .into_any()
        })
        .collect();
    let needed = (!needs.is_empty()).then(|| {
        let items = needs.into_iter().map(|need| need.into_any()).collect();
        view! {
            <Stack>
                <h3 class="u-section">"What it must be allowed to do"</h3>
                <List items=items label="Permissions" />
            </Stack>
        }
    });
    view! {
        <Stack>
            <List items=items ordered=true label="Steps" />
            {needed}
        </Stack>
    }
    .into_any()
}
