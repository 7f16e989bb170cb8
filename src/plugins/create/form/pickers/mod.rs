//! Fields by `ui:field`: entities of the catalog, repositories, secrets.

mod entity;
mod filter;
mod repo;
mod several;
mod words;

pub use repo::spoken;

use super::desk::{CONTEXT, Desk};
use super::leaf;
use crate::plugin::prelude::Sources;
use leptos::prelude::*;
use portico_components::{Banner, Tone};
use portico_templates::form::{Field, Form, Kind, set};
use serde_json::Value;

/// The fields that are known here.
pub const KNOWN: &[&str] = &[
    "EntityPicker",
    "MultiEntityPicker",
    "OwnerPicker",
    "OwnedEntityPicker",
    "MyGroupsPicker",
    "EntityNamePicker",
    "EntityTagsPicker",
    "RepoUrlPicker",
    "RepoBranchPicker",
    "RepoOwnerPicker",
];

/// Whether a field is drawn here rather than by its kind.
pub fn draws(field: &Field) -> bool {
    let named = field.ui.field.as_deref().is_some_and(|name| name != "Secret");
    // An object or a list of a field that nobody knows is still drawn by its kind.
    let known = field.ui.field.as_deref().is_some_and(|name| KNOWN.contains(&name));
    let leaf =
        !matches!(field.kind, Kind::Object { .. } | Kind::List { .. } | Kind::Variants { .. });
    named && (known || leaf)
}

/// What a form begins with: what its schema gives, and the team of the person who looks where an
/// owner has to be named.
pub fn beginning(form: &Form, sources: Sources) -> Value {
    let mut answers = form.defaults(CONTEXT);
    for (step, _) in form.steps(CONTEXT) {
        for field in form.fields(step, &answers, &|_| None, CONTEXT) {
            let open = answers.pointer(&field.pointer).is_none_or(Value::is_null);
            if field.required
                && open
                && let Some(team) = entity::own_team(sources, &field)
            {
                set(&mut answers, &field.pointer, Some(Value::String(team)));
            }
        }
    }
    answers
}

/// Draws it.
pub fn draw(desk: Desk, field: &Field) -> AnyView {
    if field.ui.widget.as_deref() == Some("hidden") {
        return ().into_any();
    }
    match field.ui.field.as_deref().unwrap_or_default() {
        "EntityPicker" => entity::draw(desk, field, entity::Among::All),
        "OwnerPicker" => entity::draw(desk, field, entity::Among::Owners),
        "OwnedEntityPicker" => entity::draw(desk, field, entity::Among::Owned),
        "MyGroupsPicker" => entity::draw(desk, field, entity::Among::MyGroups),
        "MultiEntityPicker" => several::draw(desk, field),
        "EntityNamePicker" => words::name(desk, field),
        "EntityTagsPicker" => words::tags(desk, field),
        "RepoUrlPicker" => repo::url(desk, field),
        "RepoBranchPicker" => words::name(desk, field),
        "RepoOwnerPicker" => repo::owner(desk, field),
        unknown => {
            let title = format!("The portal does not know the field {unknown}");
            let plain = leaf::draw(desk, field);
            view! {
                <Banner tone=Tone::Info title=title>
                    "A plain field stands in for it. What is typed is posted as it is."
                </Banner>
                {plain}
            }
            .into_any()
        }
    }
}
