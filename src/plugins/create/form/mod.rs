//! The form of a template: its steps, a look at all answers, and what comes of them beside it.

mod about;
mod changed;
mod desk;
mod draft;
mod draw;
pub(super) mod exhibit;
pub(super) mod folders;
pub(super) mod found;
mod header;
mod leaf;
mod list;
mod object;
mod pickers;
mod preview;
mod review;
mod share;
pub mod trial;
mod wizard;

pub use desk::CONTEXT;
pub use desk::escaped;
pub use draft::{Draft, drafts};
pub use found::descriptor;
#[cfg(test)]
pub use pickers::KNOWN as KNOWN_FIELDS;
pub use review::answered;

use crate::plugin::prelude::*;
use found::Seen;
use leptos::prelude::*;
use portico_components::{EmptyKind, EmptyState, PageHeader, Skeleton, SkeletonKind, class};
use preview::PreviewInput;
use stylers_macro::style_sheet;

crate::lazy!(create_preview, files: PreviewInput => preview::draw);

/// A form with its styles: the macro has to stand in a function of its own.
fn styled(inside: AnyView) -> AnyView {
    let scope = style_sheet!("src/plugins/create/form/form.css");
    view! { <div class=class(scope, "create-form")>{inside}</div> }.into_any()
}

/// Draws the page of a template.
pub fn page(input: PageInput) -> AnyView {
    super::flags::learn();
    let seen = found::watch(use_sources(), input.read());
    let frame = use_page();
    let registry = use_registry();
    Effect::new(move || {
        let title = seen.with(Seen::title);
        frame.set(vec![
            Crumb::link("Create", registry.href(routes::CREATE, &())),
            Crumb::here(title),
        ]);
    });
    (move || match seen.get() {
        Seen::Waiting => view! {
            <PageHeader title="Template" />
            <Skeleton kind=SkeletonKind::Text(8) label="Loading the template" />
        }
        .into_any(),
        Seen::Missing { name, near } => missing(&name, near),
        Seen::Broken { name, why } => view! {
            <PageHeader title=name />
            <EmptyState kind=EmptyKind::NotConfigured title="The template cannot be read">
                {why}
            </EmptyState>
        }
        .into_any(),
        Seen::Found(found) => wizard::draw(&found),
    })
    .into_any()
}

fn missing(name: &str, near: Vec<(String, String)>) -> AnyView {
    let links: Vec<AnyView> = near
        .into_iter()
        .map(|(title, href)| {
            view! { <li><portico_components::Link href=href>{title}</portico_components::Link></li> }
                .into_any()
        })
        .collect();
    let hint = if links.is_empty() {
        "No template has a name like it."
    } else {
        "Did you mean one of these?"
    };
    view! {
        <PageHeader title="Template not found" />
        <EmptyState kind=EmptyKind::NoMatch title=format!("There is no template {name}")>
            {hint}
            <ul>{links}</ul>
        </EmptyState>
    }
    .into_any()
}
