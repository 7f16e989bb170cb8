//! The graph as a table: one row for each line.

use super::Place;
use super::asked::FAMILIES;
use crate::plugin::entities::{counted, reference};
use leptos::prelude::*;
use portico_catalog::neighbourhood::Neighbourhood;
use portico_components::{Column, DataTable, Rows, Tag};
use std::sync::Arc;

/// Draws it.
pub fn draw(place: &Place, found: &Arc<Neighbourhood>) -> AnyView {
    let count = found.edges.len();
    let rows: Rows = (0..count as u64).collect();
    let end = |from: bool| {
        let (place, found) = (place.clone(), found.clone());
        move |row: u64| {
            let edge = usize::try_from(row).ok().and_then(|row| found.edges.get(row));
            let node =
                edge.and_then(|edge| found.nodes.get(if from { edge.from } else { edge.to }));
            let Some(node) = node else { return ().into_any() };
            let link = reference(&place.registry, &place.catalog, node.target);
            let parts = (!node.members.is_empty())
                .then(|| [" (", &counted(node.members.len(), "part", "parts"), ")"].concat());
            view! { {link}{parts} }.into_any()
        }
    };
    let relation = {
        let found = found.clone();
        move |row: u64| {
            let edge = usize::try_from(row).ok().and_then(|row| found.edges.get(row));
            let Some(edge) = edge else { return ().into_any() };
            let title = FAMILIES
                .iter()
                .find(|(family, ..)| *family == edge.family)
                .map_or("", |(_, _, title)| title);
            let implied = edge.implied.then(|| view! { " " <Tag label="implied" /> });
            view! { {title}{implied} }.into_any()
        }
    };
    let steps = {
        let found = found.clone();
        move |row: u64| {
            let edge = usize::try_from(row).ok().and_then(|row| found.edges.get(row));
            let steps = edge.map(|edge| {
                let column = |at: usize| found.nodes.get(at).map_or(0, |node| node.column.abs());
                column(edge.from).max(column(edge.to)).to_string()
            });
            steps.into_any()
        }
    };
    let columns = vec![
        Column::new("from", "Needs", end(true)).width(220).grow(),
        Column::new("to", "Is needed", end(false)).width(220).grow(),
        Column::new("relation", "Relation", relation).width(160).priority(1),
        Column::new("steps", "Steps away", steps).width(110).end().priority(2),
    ];
    let name = place.catalog.target(place.root).display_name();
    view! {
        <DataTable
            caption=format!("Relations around {name}")
            rows=Signal::stored(rows)
            columns=columns
        />
    }
    .into_any()
}
