//! One entity of the catalog.

use super::super::desk::Desk;
use super::super::draw::id_of;
use super::super::leaf::help;
use super::filter::{Filter, offered};
use crate::plugin::entities::{mine, owned_through};
use crate::plugin::prelude::{Sources, use_sources};
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_catalog::reference::{EntityRef, RefDefaults};
use portico_catalog::view::EntityView;
use portico_components::{Choice, Combobox, TextField};
use portico_templates::form::Field;
use serde_json::Value;

/// Which entities are offered before the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Among {
    /// Every one.
    All,
    /// Groups and people, unless the filter says otherwise.
    Owners,
    /// What the person who looks owns, also through groups.
    Owned,
    /// The groups of the person who looks.
    MyGroups,
}

fn option<'a>(field: &'a Field, key: &str) -> Option<&'a str> {
    field.ui.options.get(key).and_then(Value::as_str)
}

/// Whether a text that is no entity is taken as well: it is, unless the template says no.
pub fn arbitrary(field: &Field) -> bool {
    field.ui.options.get("allowArbitraryValues").and_then(Value::as_bool).unwrap_or(true)
}

/// A typed reference as it is posted.
pub fn written(field: &Field, text: &str) -> String {
    let namespace = option(field, "defaultNamespace").unwrap_or("default");
    let kind = option(field, "defaultKind")
        .or_else(|| (field.ui.field.as_deref() == Some("OwnerPicker")).then_some("Group"));
    match EntityRef::parse(text, RefDefaults { kind, namespace }) {
        Ok(entity) => portico_components::lower(&entity.to_string()),
        Err(_) => text.to_owned(),
    }
}

/// An entity in a list.
fn choice(entity: &EntityView<'_>) -> Choice {
    let name = entity.entity_ref().to_string();
    let (icon, _) = portico_components::kind_icon(entity.kind());
    Choice::new(name.clone(), entity.display_name()).help(name).icon(icon)
}

/// What a field lets through.
fn filter(field: &Field, among: Among) -> Filter {
    let filter = Filter::read(&field.ui.options);
    if among == Among::Owners && filter == Filter::default() {
        let kinds = serde_json::json!({ "allowedKinds": ["Group", "User"] });
        return kinds.as_object().map(Filter::read).unwrap_or_default();
    }
    filter
}

/// The team of the person who looks that a field about owners offers, the nearest one.
pub fn own_team(sources: Sources, field: &Field) -> Option<String> {
    let among = match field.ui.field.as_deref()? {
        "OwnerPicker" => Among::Owners,
        "MyGroupsPicker" => Among::MyGroups,
        _ => return None,
    };
    let catalog = sources.catalog().get_untracked()?;
    let person = catalog.lookup(&sources.user()?.parse::<EntityRef>().ok()?)?;
    let filter = filter(field, among);
    let teams = catalog.teams_of(person).into_iter();
    let mut teams = teams.filter_map(|team| Some(catalog.entry(catalog.target(team).entity()?)));
    let team = teams.find(|team| team.kind() == "group" && filter.takes(team))?;
    Some(portico_components::lower(&team.entity_ref().to_string()))
}

/// The entities that a field offers.
pub fn choices(sources: Sources, field: &Field, among: Among) -> Memo<Vec<Choice>> {
    let filter = filter(field, among);
    let user = sources.user();
    Memo::new(move |_| {
        let catalog = sources.catalog().get();
        catalog.map_or_else(Vec::new, |catalog| list(&catalog, &filter, among, user.as_deref()))
    })
}

fn list(catalog: &Catalog, filter: &Filter, among: Among, user: Option<&str>) -> Vec<Choice> {
    let person = || {
        let name = user?.parse::<EntityRef>().ok()?;
        catalog.lookup(&name)
    };
    match among {
        Among::All | Among::Owners => offered(catalog, filter).map(|one| choice(&one)).collect(),
        Among::Owned => {
            let owned = person().map(|person| owned_through(catalog, person).1).unwrap_or_default();
            let owned = owned.into_iter().map(|ix| catalog.entry(ix));
            owned.filter(|one| filter.takes(one)).map(|one| choice(&one)).collect()
        }
        Among::MyGroups => {
            let groups = mine(catalog, user)
                .into_iter()
                .filter_map(|target| catalog.target(target).entity().map(|ix| catalog.entry(ix)));
            groups.filter(|one| one.kind() == "group").map(|one| choice(&one)).collect()
        }
    }
}

/// Draws the picker.
pub fn draw(desk: Desk, field: &Field, among: Among) -> AnyView {
    let id = id_of(&field.pointer);
    let label = field.title.clone();
    let value = desk.text(&field.pointer);
    let error = desk.error(&field.pointer);
    let help = help(field);
    if field.ui.disabled || field.ui.readonly {
        let why = Signal::stored(Some("The template sets it.".to_owned()));
        return view! { <TextField attr:id=id label value on_input=|_| () help error disabled_reason=why /> }
            .into_any();
    }
    let choices = choices(use_sources(), field, among);
    let chosen = Signal::derive(move || Some(value.get()).filter(|text| !text.is_empty()));
    let own = field.clone();
    let change = move |text: Option<String>| {
        let text = text.map(|text| written(&own, &text)).unwrap_or_default();
        desk.set_text(&own.pointer, text);
    };
    let custom = arbitrary(field) && matches!(among, Among::All | Among::Owners);
    let optional = !field.required;
    let placeholder = field.ui.placeholder.clone().unwrap_or_default();
    view! {
        <Combobox attr:id=id label choices value=chosen on_change=change custom placeholder help error optional />
    }
    .into_any()
}
