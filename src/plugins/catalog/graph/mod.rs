//! The relations of an entity: as a graph, as a table of the same, as what breaks with it, and one
//! relation after the other.

mod asked;
mod impact;
mod picture;
mod side;
mod table;

use super::pages::relations as one_by_one;
use crate::plugin::entities::{counted, grouped, plural};
use crate::plugin::prelude::*;
use asked::{DIRECTION, FAMILIES, HOPS, KIND, RELATION, STEPS, State, TOGETHER, VIEW, ZOOM};
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Target};
use portico_catalog::neighbourhood::Neighbourhood;
use portico_components::{
    Banner, Button, Choice, Cluster, EmptyKind, EmptyState, Facet, FilterBar, Justify, Level,
    PanelOption, SearchField, SegmentedControl, Select, Size, Stack, Tone, Variant, lower,
};
use std::collections::BTreeMap;
use std::sync::Arc;

const TABLE: &str = "table";
const IMPACT: &str = "impact";
const LIST: &str = "list";

/// Whose relations are shown, and what drawing them needs.
#[derive(Clone)]
struct Place {
    registry: Arc<Registry>,
    catalog: Arc<Catalog>,
    root: Target,
    state: State,
}

impl Place {
    /// A target as addresses name it.
    fn key(&self, target: Target) -> String {
        self.catalog.target(target).entity_ref().to_string()
    }

    /// Address of this page with another query.
    fn href(&self, query: &crate::plugin::query::Pairs) -> String {
        let here = EntityPath::of(&self.catalog.target(self.root).entity_ref()).tab("relations");
        let path = self.registry.href(routes::ENTITY, &here).unwrap_or_default();
        [path, crate::plugin::query::written(query)].concat()
    }
}

/// Draws the tab.
pub fn draw(input: EntityInput) -> AnyView {
    let state = State::start();
    let view = Memo::new(move |_| state.get(VIEW));
    let choices = vec![
        Choice::new("", "Graph"),
        Choice::new(TABLE, "Table"),
        Choice::new(IMPACT, "Impact"),
        Choice::new(LIST, "List"),
    ];
    let place = Place {
        registry: use_registry(),
        root: input.catalog.entry(input.ix).target().target(),
        catalog: input.catalog.clone(),
        state,
    };
    let narrowing = {
        let place = place.clone();
        move || matches!(view.get().as_str(), "" | TABLE).then(|| controls(&place))
    };
    let body = move || match view.get().as_str() {
        LIST => one_by_one::draw(input.clone()),
        IMPACT => impact::draw(&place),
        view => graph(&place, view == TABLE),
    };
    view! {
        <Stack>
            <Cluster justify=Justify::Start>
                <SegmentedControl
                    label="View as"
                    choices=choices
                    value=view
                    on_change=Callback::new(move |view: String| state.set(VIEW, &[view], true))
                />
                {narrowing}
            </Cluster>
            {body}
        </Stack>
    }
    .into_any()
}

/// The graph with what it is narrowed by, as a drawing or as a table.
fn graph(place: &Place, as_table: bool) -> AnyView {
    let state = place.state;
    let found = {
        let place = place.clone();
        Memo::new(move |_| {
            Arc::new(
                place.catalog.neighbourhood(place.root, &state.asked(&place.catalog, place.root)),
            )
        })
    };
    let zoom = RwSignal::new(untrack(|| state.get(ZOOM)).parse().unwrap_or(100));
    Effect::new(move |_| {
        let zoom = zoom.get();
        let text = if zoom == 100 { String::new() } else { zoom.to_string() };
        state.set(ZOOM, &[text], false);
    });
    let body = {
        let place = place.clone();
        move || {
            let found = found.get();
            if found.nodes.len() < 2 {
                return nothing(state);
            }
            let cut = (found.left_out > 0).then(|| {
                let title = format!("{} more are not shown", grouped(found.left_out));
                view! {
                    <Banner tone=Tone::Info title=title>
                        "The nearest are. Fewer steps, one direction or fewer kinds show less."
                    </Banner>
                }
            });
            let drawn = if as_table {
                table::draw(&place, &found)
            } else {
                picture::draw(&place, &found, zoom)
            };
            view! { <Stack>{cut}{drawn}</Stack> }.into_any()
        }
    };
    let bar = bar(place, found);
    view! {
        <Stack>
            {bar}
            {body}
        </Stack>
    }
    .into_any()
}

/// Steps, direction, and what is put together.
fn controls(place: &Place) -> AnyView {
    let state = place.state;
    let steps = STEPS
        .iter()
        .map(|step| {
            let label = match *step {
                "1" => "1 step".to_owned(),
                "all" => "All steps".to_owned(),
                number => [number, " steps"].concat(),
            };
            Choice::new(*step, label)
        })
        .collect::<Vec<_>>();
    let directions = vec![
        Choice::new("", "Both directions"),
        Choice::new("up", "What needs it"),
        Choice::new("down", "What it needs"),
    ];
    let together = vec![
        Choice::new("", "Each for itself"),
        Choice::new("system", "By system"),
        Choice::new("domain", "By domain"),
    ];
    let select = move |label: &'static str, key: &'static str, choices: Vec<Choice>| {
        let value =
            Signal::derive(move || Some(if key == HOPS { state.hops() } else { state.get(key) }));
        view! {
            <Select
                label=label
                hide_label=true
                size=Size::Sm
                choices=Signal::stored(choices)
                value=value
                on_change=Callback::new(move |new: String| state.set(key, &[new], true))
            />
        }
    };
    view! {
        {select("Steps", HOPS, steps)}
        {select("Direction", DIRECTION, directions)}
        {select("Put together", TOGETHER, together)}
    }
    .into_any()
}

/// Relations, kinds, and a field that finds one of the boxes.
fn bar(place: &Place, found: Memo<Arc<Neighbourhood>>) -> AnyView {
    let state = place.state;
    let relations: Vec<PanelOption> =
        FAMILIES.iter().map(|(_, id, title)| PanelOption::new(*id, *title)).collect();
    // What is usual for its kind is no filter.
    let shown = Memo::new(move |_| state.all(RELATION));
    // Of everything that the other choices leave: else a kind that is off could not be found again.
    let kinds = {
        let place = place.clone();
        Memo::new(move |_| {
            let mut asked = state.asked(&place.catalog, place.root);
            asked.kinds.clear();
            asked.roll_up = portico_catalog::neighbourhood::RollUp::None;
            let all = place.catalog.neighbourhood(place.root, &asked);
            let mut counts: BTreeMap<String, (String, usize)> = BTreeMap::new();
            for node in all.nodes.iter().filter(|node| node.target != place.root) {
                let view = place.catalog.target(node.target);
                let label = plural(view.kind(), view.kind_label());
                counts.entry(view.kind().to_owned()).or_insert((label, 0)).1 += 1;
            }
            counts
                .into_iter()
                .map(|(kind, (label, count))| PanelOption::new(kind, label).count(count))
                .collect::<Vec<_>>()
        })
    };
    let chosen_kinds = Memo::new(move |_| state.all(KIND));
    let facets = vec![
        Facet::new("Relations", Signal::stored(relations), shown, move |chosen: Vec<String>| {
            state.set(RELATION, &chosen, true);
        }),
        Facet::new("Kinds", kinds, chosen_kinds, move |chosen: Vec<String>| {
            state.set(KIND, &chosen, true);
        }),
    ];
    let text = RwSignal::new(String::new());
    let look = {
        let place = place.clone();
        Callback::new(move |typed: String| {
            let wanted = lower(typed.trim());
            let node = found.with_untracked(|found| {
                let fits = |target: &Target| {
                    lower(place.catalog.target(*target).display_name()).contains(&wanted)
                };
                let mut all = found.nodes.iter().map(|node| node.target);
                all.find(|target| !wanted.is_empty() && fits(target))
            });
            if let Some(node) = node {
                state.set(asked::NODE, &[place.key(node)], true);
            }
        })
    };
    let search = ViewFn::from(move || {
        view! {
            <SearchField
                label="Find in the graph"
                value=text
                on_input=Callback::new(move |typed: String| {
                    text.try_set(typed);
                })
                on_search=look
                shortcut="/"
            />
        }
        .into_any()
    });
    let summary = Signal::derive(move || {
        found.with(|found| {
            let nodes = counted(found.nodes.len(), "box", "boxes");
            [nodes, ", ".to_owned(), counted(found.edges.len(), "line", "lines")].concat()
        })
    });
    view! {
        <FilterBar
            search=search
            facets=facets
            summary=summary
            show=Signal::derive(|| "Show the relations".to_owned())
        />
    }
    .into_any()
}

/// Said when the entity stands alone.
fn nothing(state: State) -> AnyView {
    let wider = move |_| {
        let keys = [HOPS, DIRECTION, RELATION, KIND];
        let mut pairs = state.with(HOPS, &[]);
        pairs.retain(|(name, _)| !keys.contains(&name.as_str()));
        let all = FAMILIES.iter().map(|(_, id, _)| (RELATION.to_owned(), (*id).to_owned()));
        pairs.extend(all);
        state.set_all(pairs);
    };
    let action = ViewFn::from(move || {
        view! { <Button variant=Variant::Outline on_click=wider>"Show all relations"</Button> }
            .into_any()
    });
    view! {
        <EmptyState
            kind=EmptyKind::NoMatch
            level=Level::H2
            title="Nothing hangs together with it this way"
            actions=action
        >
            "With these relations, kinds and this direction it stands alone."
        </EmptyState>
    }
    .into_any()
}
