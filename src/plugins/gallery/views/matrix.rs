//! The variants of a component beside each other: every value of one prop across, of up to two
//! more down. And the states that a pointer or the keyboard brings, all at once.

use super::super::asked::State;
use super::super::preview::{Level, env_bar, stage};
use crate::plugin::package;
use crate::plugin::prelude::*;
use leptos::html::Div;
use leptos::prelude::*;
use portico_components::gallery::{Control, Kind, Playground, Values};
use portico_components::{EmptyKind, EmptyState, Level as Heading};
use std::sync::Arc;

/// More cells help nobody.
const MOST: usize = 72;
/// More columns fit on no screen.
const ACROSS: usize = 7;

/// States, and what forces them on a control: `states.css`, which the build writes, has all rules
/// with `:hover` and the like again, with `[data-force~="hover"]` instead.
const STATES: [(&str, &str); 4] =
    [("At rest", ""), ("Hover", "hover"), ("Focus", "focus"), ("Pressed", "hover active")];
/// What has the states: the first control of a cell.
const CONTROL: &str = "a[href], button, input, select, textarea, summary, [tabindex='0']";

/// What varies: the prop, and the values it takes; `None` is the prop left out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Axis {
    prop: &'static str,
    values: Vec<Option<&'static str>>,
}

/// The axes of a matrix: across, and up to two down. Props with a few named values come first,
/// then those that are on or off, as long as there are not too many cells.
fn axes(controls: &'static [Control]) -> Vec<Axis> {
    let named = controls.iter().filter_map(|control| match control.kind {
        Kind::Choice(_, options) => Some(Axis {
            prop: control.name,
            values: options.iter().map(|option| Some(*option)).collect(),
        }),
        _ => None,
    });
    let on_or_off = controls.iter().filter_map(|control| match control.kind {
        Kind::Flag => Some(Axis { prop: control.name, values: vec![Some("false"), Some("true")] }),
        Kind::Maybe(offer) => Some(Axis { prop: control.name, values: vec![None, Some(offer)] }),
        _ => None,
    });
    let mut chosen: Vec<Axis> = Vec::new();
    let mut cells = 1;
    for axis in named.chain(on_or_off) {
        let fits_across = !chosen.is_empty() || axis.values.len() <= ACROSS;
        if chosen.len() < 3 && fits_across && cells * axis.values.len() <= MOST {
            cells *= axis.values.len();
            chosen.push(axis);
        }
    }
    chosen
}

/// Every combination of values of some axes, in the order of a table's rows.
fn combinations(axes: &[Axis]) -> Vec<Vec<(&'static str, Option<&'static str>)>> {
    let mut rows = vec![Vec::new()];
    for axis in axes {
        rows = rows
            .into_iter()
            .flat_map(|row: Vec<(&'static str, Option<&'static str>)>| {
                axis.values.iter().map(move |value| {
                    row.iter().copied().chain([(axis.prop, *value)]).collect::<Vec<_>>()
                })
            })
            .collect();
    }
    rows
}

/// Draws it.
pub fn draw(state: State, playground: Playground) -> AnyView {
    let axes = axes(playground.controls);
    let (across, down) = match axes.split_first() {
        Some((across, down)) => (Some(across.clone()), down.to_vec()),
        None => (None, Vec::new()),
    };
    let states = {
        let across = across.clone();
        move || states(&playground, across.as_ref())
    };
    view! {
        {env_bar(state)}
        {combined(state, playground, across, down)}
        <h2 class="gallery-heading">"States"</h2>
        <p class="gallery-hint">
            "What a pointer and the keyboard bring to its first control, as if they were there."
        </p>
        {stage(state, "States", Level::Two, Arc::new(states))}
        <link rel="stylesheet" href=package::address("states.css") />
    }
    .into_any()
}

/// Every combination.
fn combined(
    state: State,
    playground: Playground,
    across: Option<Axis>,
    down: Vec<Axis>,
) -> AnyView {
    let Some(across) = across else {
        return view! {
            <EmptyState kind=EmptyKind::Done title="No variants" level=Heading::H2>
                "None of its props has a few named values."
            </EmptyState>
        }
        .into_any();
    };
    let caption = {
        let mut names = vec![across.prop];
        names.extend(down.iter().map(|axis| axis.prop));
        [
            "Every combination of ",
            &names.join(", "),
            ". It is a picture: try them in the playground.",
        ]
        .concat()
    };
    let scene = move || table(&playground, &across, &down);
    view! {
        <p class="gallery-hint">{caption}</p>
        {stage(state, "Matrix", Level::Two, Arc::new(scene))}
    }
    .into_any()
}

fn table(playground: &Playground, across: &Axis, down: &[Axis]) -> AnyView {
    let heads: Vec<AnyView> = across
        .values
        .iter()
        .map(|value| view! { <th scope="col">{worded(across.prop, *value)}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = combinations(down)
        .into_iter()
        .map(|row| {
            let words: Vec<String> = row.iter().map(|(prop, value)| worded(prop, *value)).collect();
            let cells: Vec<AnyView> = across
                .values
                .iter()
                .map(|value| {
                    let mut values = Values::default();
                    for (prop, value) in row.iter().copied().chain([(across.prop, *value)]) {
                        values = values.with(playground.controls, prop, value);
                    }
                    cell(playground, &values, "")
                })
                .collect();
            row_of(words.join(", "), cells)
        })
        .collect();
    framed("Combinations", heads, rows)
}

/// The states: one per row, the values of a prop across.
fn states(playground: &Playground, across: Option<&Axis>) -> AnyView {
    let columns: Vec<(String, Values)> = match across {
        None => vec![("As it starts".to_owned(), Values::default())],
        Some(Axis { prop, values }) => values
            .iter()
            .map(|value| {
                let set = Values::default().with(playground.controls, prop, *value);
                (worded(prop, *value), set)
            })
            .collect(),
    };
    let rows = STATES
        .into_iter()
        .map(|(name, force)| {
            let cells = columns.iter().map(|(_, values)| cell(playground, values, force)).collect();
            row_of(name.to_owned(), cells)
        })
        .collect();
    let heads =
        columns.iter().map(|(name, _)| view! { <th scope="col">{name.clone()}</th> }.into_any());
    framed("All states", heads.collect(), rows)
}

/// The component, with states forced on its first control.
fn cell(playground: &Playground, values: &Values, force: &'static str) -> AnyView {
    let root = NodeRef::<Div>::new();
    if !force.is_empty() {
        root.on_load(move |root| {
            request_animation_frame(move || {
                if let Ok(Some(control)) = root.query_selector(CONTROL) {
                    let _ = control.set_attribute("data-force", force);
                }
            });
        });
    }
    // Dozens of the same button are no use to anybody who cannot see them.
    view! { <td><div inert=true node_ref=root>{(playground.view)(values)}</div></td> }.into_any()
}

fn row_of(name: String, cells: Vec<AnyView>) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells}
        </tr>
    }
    .into_any()
}

fn framed(name: &'static str, heads: Vec<AnyView>, rows: Vec<AnyView>) -> AnyView {
    view! {
        <div class="gallery-scroll" role="group" aria-label=name tabindex="0">
            <table class="gallery-matrix">
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// “Solid”, “loading”, “not loading”.
fn worded(prop: &str, value: Option<&str>) -> String {
    match value {
        Some("true") => prop.to_owned(),
        None | Some("false") => ["no ", prop].concat(),
        Some(value) if value.contains(' ') => prop.to_owned(),
        Some(value) => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_components::gallery::all_examples;

    const fn control(name: &'static str, kind: Kind) -> Control {
        Control { name, kind, initial: "", required: false }
    }

    const TONES: &[&str] = &["A", "B", "C", "D", "E", "F", "G", "H"];
    const CONTROLS: &[Control] = &[
        control("on", Kind::Flag),
        control("hue", Kind::Choice("Hue", TONES)),
        control("size", Kind::Choice("Size", &["Md", "Sm"])),
        control("label", Kind::Text),
        control("error", Kind::Maybe("No")),
    ];

    #[test]
    fn named_values_come_first_and_long_lists_go_down() {
        let props: Vec<_> = axes(CONTROLS).into_iter().map(|axis| axis.prop).collect();
        assert_eq!(props, ["size", "on", "error"]);
    }

    #[test]
    fn every_combination_is_there_once() {
        let axes = axes(CONTROLS);
        let rows = combinations(&axes[1..]);
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0], [("on", Some("false")), ("error", None)]);
        assert_eq!(rows[3], [("on", Some("true")), ("error", Some("No"))]);
        assert_eq!(combinations(&[]), [vec![]]);
    }

    #[test]
    fn no_component_has_more_cells_than_help() {
        for shown in all_examples() {
            let Some(playground) = shown.playground else { continue };
            let cells: usize =
                axes(playground.controls).iter().map(|axis| axis.values.len()).product();
            assert!(cells <= MOST, "{}: {cells}", shown.id);
        }
    }
}
