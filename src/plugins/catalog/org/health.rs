//! How everything that a team or a person owns is doing: one line for each, one column for each
//! fact.

use super::super::columns::name;
use super::super::links::{counted, entity_href};
use super::holdings::counts_others;
use crate::plugin::board::{Board, BoardRow};
use crate::plugin::fact::{FactState, Followed};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_components::{
    Card, Choice, Column, DataTable, ItemRow, ResourceList, Rows, SegmentedControl, Size, Skeleton,
    SkeletonKind, Status, Stick, Tone, class,
};
use std::collections::BTreeSet;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Key of the order, in the address.
const ORDER: &str = "order";
/// Value of [`ORDER`]: what is worst goes first. Without it they are by name.
const WORST: &str = "worst";
const NAME: &str = "name";
/// Below this width a list takes the place of the table.
const NARROW: &str = "(max-width: 767px)";

/// The card of a team or of a person; nothing for anything else, and where nothing can be asked.
pub fn health(catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let entry = catalog.entry(ix);
    let (is_person, others) = match entry.kind() {
        "group" => (false, catalog.groups_below(ix)),
        "user" => (true, catalog.teams_of(ix)),
        _ => return ().into_any(),
    };
    let own = entry.target().target();
    let registry = use_registry();
    let query = use_query();
    let catalog = catalog.clone();
    let with_others = counts_others(query, is_person);
    // Another choice of what is owned lets go of what was asked about the rest.
    (move || {
        let mut owners = vec![own];
        if with_others.get() {
            owners.extend(&others);
        }
        let board = Board::follow(&registry, &catalog, &owned(&catalog, &owners), |_| true);
        match board.rows.is_empty() {
            true => ().into_any(),
            false => drawn(&registry, &catalog, board, query),
        }
    })
    .into_any()
}

/// What these own, by name.
fn owned(catalog: &Catalog, owners: &[Target]) -> Vec<Ix> {
    let targets = owners.iter().flat_map(|owner| catalog.targets(*owner, "ownerOf"));
    let all: BTreeSet<Ix> = targets.filter_map(|target| catalog.target(target).entity()).collect();
    let mut all: Vec<Ix> = all.into_iter().collect();
    all.sort_by_cached_key(|ix| portico_components::lower(catalog.entry(*ix).display_name()));
    all
}

fn drawn(registry: &Arc<Registry>, catalog: &Arc<Catalog>, board: Board, query: Query) -> AnyView {
    let is_worst = Memo::new(move |_| {
        let is = |(key, value): &(String, String)| key == ORDER && value == WORST;
        query.pairs().with(|pairs| pairs.iter().any(is))
    });
    let rows = {
        let board = board.clone();
        Memo::new(move |_| {
            let order = match is_worst.get() {
                true => board.worst_first(),
                false => (0..board.rows.len()).collect(),
            };
            order.into_iter().map(|at| at as u64).collect::<Rows>()
        })
    };
    let choose = Callback::new(move |chosen: String| {
        let mut pairs = query.pairs().try_get_untracked().unwrap_or_default();
        pairs.retain(|(key, _)| key != ORDER);
        if chosen == WORST {
            pairs.push((ORDER.to_owned(), chosen));
        }
        query.set(pairs, true);
    });
    let order = move || {
        let choices = vec![Choice::new(NAME, "By name"), Choice::new(WORST, "Worst first")];
        let value = Signal::derive(move || if is_worst.get() { WORST } else { NAME }.to_owned());
        view! {
            <SegmentedControl
                label="Order of what is owned"
                choices=choices
                value=value
                on_change=choose
                size=Size::Sm
            />
        }
        .into_any()
    };
    let note = left_out(&board);
    let narrow = crate::plugin::media::matches(NARROW);
    let columns = StoredValue::new(columns(registry, catalog, &board));
    let item = {
        let (registry, catalog, rows) = (registry.clone(), catalog.clone(), board.rows.clone());
        Arc::new(move |at: u64| match row(&rows, at) {
            Some(row) => item(&registry, &catalog, row),
            None => ().into_any(),
        })
    };
    let table = move || {
        if narrow.get() {
            return view! { <ResourceList label="How it is doing" rows=rows item=item.clone() /> }
                .into_any();
        }
        let columns = columns.try_get_value().unwrap_or_default();
        view! { <DataTable caption="How it is doing" rows=rows columns=columns stick=Stick::Off /> }
            .into_any()
    };
    view! {
        <Card title="How it is doing" actions=ViewFn::from(order) flush=true>
            {table}
            {note}
        </Card>
    }
    .into_any()
}

/// Says what the table leaves out.
fn left_out(board: &Board) -> AnyView {
    let left = (board.left > 0).then(|| {
        [&*counted(board.left, "more is", "more are"), " not asked about here. "].concat()
    });
    let without = (board.without > 0).then(|| {
        [
            &*counted(board.without, "other has", "others have"),
            " nothing set up that could be asked.",
        ]
        .concat()
    });
    if left.is_none() && without.is_none() {
        return ().into_any();
    }
    view! { <p class="u-note u-inset">{left}{without}</p> }.into_any()
}

fn row(rows: &[BoardRow], at: u64) -> Option<&BoardRow> {
    usize::try_from(at).ok().and_then(|at| rows.get(at))
}

fn columns(registry: &Arc<Registry>, catalog: &Arc<Catalog>, board: &Board) -> Vec<Column> {
    let named = {
        let (registry, catalog, rows) = (registry.clone(), catalog.clone(), board.rows.clone());
        move |at: u64| match row(&rows, at) {
            Some(row) => name(&registry, &catalog, row.ix),
            None => ().into_any(),
        }
    };
    let mut columns = vec![Column::new("entity", "Entity", named).width(240).grow()];
    for (place, (id, title)) in board.titles.iter().enumerate() {
        let rows = board.rows.clone();
        let cell = move |at: u64| match row(&rows, at).map(|row| row.facts.get(place)) {
            Some(Some(Some(one))) => cell(one),
            _ => "–".into_any(),
        };
        columns.push(Column::new(id, *title, cell).width(160));
    }
    columns
}

/// A fact: a shape and a word that lead to more, and the details beside them when pointed at.
fn cell(one: &Followed) -> AnyView {
    let (state, title, href) = (one.state, one.title, one.href.clone());
    let scope = style_sheet!("src/plugins/catalog/org/health.css");
    let class = class(scope, "health");
    (move || {
        let (tone, word, more) = state.with(|state| match state {
            FactState::Waiting => (None, String::new(), String::new()),
            FactState::Slow(why) => (Some(Tone::Neutral), "Slow".to_owned(), why.clone()),
            FactState::Failed(why) => (Some(Tone::Neutral), "Not known".to_owned(), why.clone()),
            FactState::Known(fact) => (Some(fact.tone), fact.value.clone(), fact.detail.clone()),
        });
        let Some(tone) = tone else {
            let label = ["Loading ", title].concat();
            return view! { <Skeleton kind=SkeletonKind::Inline label=label /> }.into_any();
        };
        let more = (!more.is_empty()).then_some(more);
        match href.clone() {
            Some(href) => view! {
                <a class=class.clone() href=href data-tooltip=more>
                    <Status tone=tone label=word />
                </a>
            }
            .into_any(),
            None => view! {
                <span class=class.clone() tabindex="0" data-tooltip=more>
                    <Status tone=tone label=word />
                </span>
            }
            .into_any(),
        }
    })
    .into_any()
}

/// An entity and what is not well of it, on a narrow screen.
fn item(registry: &Registry, catalog: &Catalog, row: &BoardRow) -> AnyView {
    let (said, state) = (row.clone(), row.clone());
    view! {
        <ItemRow
            title=catalog.entry(row.ix).display_name()
            href=entity_href(registry, catalog, row.ix)
            detail=ViewFn::from(move || {
                let said = said.clone();
                (move || said.words()).into_any()
            })
            side=ViewFn::from(move || {
                let state = state.clone();
                let status = move || {
                    let (tone, word) = state.state();
                    view! { <Status tone=tone label=word /> }
                };
                status.into_any()
            })
        />
    }
    .into_any()
}
