//! The graph as a drawing, with what is known of the box that is chosen beside it.

use super::asked::{NODE, target};
use super::{Place, side};
use crate::plugin::entities::counted;
use leptos::prelude::*;
use portico_catalog::neighbourhood::{Family, Neighbourhood, Node};
use portico_components::{DependencyGraph, GraphEdge, GraphNode, Stack};
use std::sync::Arc;

/// Draws it.
pub fn draw(place: &Place, found: &Arc<Neighbourhood>, zoom: RwSignal<usize>) -> AnyView {
    let state = place.state;
    let name = place.catalog.target(place.root).display_name().to_owned();
    let nodes: Vec<GraphNode> = found.nodes.iter().map(|node| drawn(place, node)).collect();
    let edges = found
        .edges
        .iter()
        .map(|edge| GraphEdge {
            from: edge.from,
            to: edge.to,
            dashed: edge.implied || edge.family == Family::Api,
        })
        .collect();
    let mut columns: Vec<i32> = found.nodes.iter().map(|node| node.column).collect();
    columns.dedup();
    let heads = columns.into_iter().map(|column| (column, head(column))).collect();
    let chosen_key = Memo::new(move |_| state.get(NODE));
    let chosen = {
        let place = place.clone();
        Signal::derive(move || {
            let key = chosen_key.get();
            if key.is_empty() { key } else { address(&place, &key) }
        })
    };
    let choose = {
        let (place, found) = (place.clone(), found.clone());
        Callback::new(move |at: usize| {
            if let Some(node) = found.nodes.get(at) {
                state.set(NODE, &[place.key(node.target)], true);
            }
        })
    };
    let beside = {
        let (place, found) = (place.clone(), found.clone());
        move || {
            let chosen = target(&place.catalog, &chosen_key.get())?;
            let at = found.nodes.iter().position(|node| node.target == chosen)?;
            Some(side::draw(&place, &found, at))
        }
    };
    view! {
        <Stack>
            <DependencyGraph
                label=format!("Relations of {name}")
                nodes=nodes
                edges=edges
                heads=heads
                chosen=chosen
                on_choose=choose
                legend=("Needs", "Over an API, or implied")
                zoom=zoom
            />
            {beside}
        </Stack>
    }
    .into_any()
}

/// Address of the page with a box chosen. Its other choices may have changed since: that is the link
/// for another window; here the box is chosen without it.
fn address(place: &Place, key: &str) -> String {
    place.href(&vec![(NODE.to_owned(), key.to_owned())])
}

fn drawn(place: &Place, node: &Node) -> GraphNode {
    let view = place.catalog.target(node.target);
    let hint = match (node.members.len(), view.entity()) {
        (0, Some(ix)) => {
            let owner = place.catalog.entry(ix).owner();
            owner.map(|owner| owner.display_name().to_owned()).unwrap_or_default()
        }
        (0, None) => "Not in the catalog".to_owned(),
        (count, _) => counted(count, "part", "parts"),
    };
    GraphNode {
        name: view.display_name().to_owned(),
        hint,
        kind: view.kind().to_owned(),
        href: address(place, &place.key(node.target)),
        column: node.column,
        several: !node.members.is_empty(),
        here: node.target == place.root,
    }
}

/// What stands above a column.
fn head(column: i32) -> String {
    match column {
        0 => String::new(),
        -1 => "Needs it".to_owned(),
        1 => "It needs".to_owned(),
        column if column < 0 => format!("{} steps up", column.unsigned_abs()),
        column => format!("{column} steps down"),
    }
}
