//! Fields: parameters, properties, arguments, values. What a field holds is asked for when it is
//! opened, one level at a time.

use super::blocks;
use super::desk::Desk;
use super::list::link;
use crate::plugin::entities::counted;
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Button, Hue, Size, Skeleton, SkeletonKind, Tag, Variant};
use portico_definitions::{Ask, Field};

/// So many fields are drawn without being asked for.
const AT_ONCE: usize = 40;

/// Draws a list of fields.
pub fn draw(desk: Desk, state: ListState, fields: Vec<Field>) -> AnyView {
    let count = fields.len();
    let shown = RwSignal::new(AT_ONCE);
    let slices: Vec<AnyView> = (0..count)
        .step_by(AT_ONCE)
        .map(|from| {
            let here = Memo::new(move |_| shown.get() > from);
            let some: Vec<Field> = fields.iter().skip(from).take(AT_ONCE).cloned().collect();
            (move || {
                here.get()
                    .then(|| some.iter().map(|field| one(desk, state, field)).collect::<Vec<_>>())
            })
            .into_any()
        })
        .collect();
    let more = move || {
        let left = count.saturating_sub(shown.get());
        (left > 0).then(|| {
            let words =
                ["Show ", &counted(left.min(AT_ONCE), "more field", "more fields")].concat();
            let show = move |_| shown.update(|shown| *shown += AT_ONCE);
            view! {
                <Button variant=Variant::Ghost size=Size::Sm on_click=show>{words}</Button>
            }
            .into_any()
        })
    };
    view! { <ul class="apis-fields">{slices}</ul>{more} }.into_any()
}

fn one(desk: Desk, state: ListState, field: &Field) -> AnyView {
    let old = field.marks.iter().any(|mark| mark == "deprecated");
    let name = (!field.name.is_empty()).then(|| {
        view! { <code class="apis-name" data-old=old.then_some("")>{field.name.clone()}</code> }
    });
    let kind = view! { <span class="apis-kind">{field.kind.clone()}</span> }.into_any();
    let kind = match field.model.is_empty() {
        true => kind,
        false => link(state, &field.model, kind),
    };
    let marks: Vec<AnyView> = field
        .marks
        .iter()
        .map(|mark| {
            let hue = match mark.as_str() {
                "required" => Hue::Red,
                "deprecated" => Hue::Amber,
                _ => Hue::Neutral,
            };
            view! { <Tag label=mark.clone() hue=hue /> }.into_any()
        })
        .collect();
    let note = (!field.note.is_empty()).then(|| blocks::prose(field.note.clone()));
    let facts = (!field.facts.is_empty()).then(|| blocks::facts(&field.facts));
    let inside = (!field.inside.is_empty()).then(|| draw(desk, state, field.inside.clone()));
    let more = (!field.more.is_empty()).then(|| more(desk, state, field));
    view! {
        <li class="apis-field">
            <div class="apis-field-head">{name}{kind}{marks}</div>
            {note}
            {facts}
            {inside}
            {more}
        </li>
    }
    .into_any()
}

/// What a field holds, behind a mark that opens it.
fn more(desk: Desk, state: ListState, field: &Field) -> AnyView {
    let asked = RwSignal::new(false);
    let inside = RwSignal::new(None::<Vec<Field>>);
    let ask = Ask::More(field.more.clone());
    let open = move |_| {
        if asked.try_get_untracked() == Some(false) {
            asked.set(true);
            desk.ask(&ask, move |fields: Vec<Field>| {
                inside.try_set(Some(fields));
            });
        }
    };
    let drawn = move || match (asked.get(), inside.get()) {
        (_, Some(fields)) => draw(desk, state, fields),
        (true, None) => view! { <Skeleton kind=SkeletonKind::Text(3) /> }.into_any(),
        (false, None) => ().into_any(),
    };
    let words = match field.name.as_str() {
        "" => "Fields".to_owned(),
        name => ["Fields of ", name].concat(),
    };
    view! {
        <details class="apis-more" on:toggle=open>
            <summary>{words}</summary>
            {drawn}
        </details>
    }
    .into_any()
}
