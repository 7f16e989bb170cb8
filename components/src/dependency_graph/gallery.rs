//! Examples of `DependencyGraph`.

use super::{DependencyGraph, GraphEdge, GraphNode};
use crate::gallery::{Entry, Example, Playground, Scope, Status};
use crate::playground;
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "dependency-graph",
    name: "DependencyGraph",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Things and what they need, in columns, with lines between them.",
    when_not: "The parts of a whole: TreeView. One step: a list. Anything that has to be read in full: a table.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "What needs it and what it needs", view: rest },
    Example { id: "chosen", title: "One is chosen", view: chosen },
    Example { id: "several", title: "Systems that stand for their parts", view: several },
    Example { id: "long", title: "Long names", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
    Example { id: "one", title: "Alone", view: one },
    Example { id: "many", title: "A thousand boxes", view: many },
];

fn node(name: &str, kind: &str, hint: &str, column: i32) -> GraphNode {
    GraphNode {
        name: name.to_owned(),
        hint: hint.to_owned(),
        kind: kind.to_owned(),
        href: ["#", name].concat(),
        column,
        ..GraphNode::default()
    }
}

fn edge(from: usize, to: usize) -> GraphEdge {
    GraphEdge { from, to, dashed: false }
}

fn dashed(from: usize, to: usize) -> GraphEdge {
    GraphEdge { from, to, dashed: true }
}

fn heads() -> Vec<(i32, String)> {
    [(-2, "2 steps up"), (-1, "Needed by"), (1, "Needs"), (2, "2 steps down")]
        .map(|(column, head)| (column, head.to_owned()))
        .into()
}

fn ledger() -> (Vec<GraphNode>, Vec<GraphEdge>) {
    let nodes = vec![
        node("Storefront", "component", "Checkout", -2),
        node("Checkout gateway", "component", "Checkout", -1),
        node("Ledger API", "api", "openapi", -1),
        GraphNode { here: true, ..node("Payments ledger", "component", "Payments core", 0) },
        node("Ledger database", "resource", "Payments core", 1),
        node("Feature flags", "component", "Developer platform", 1),
        node("Flag store", "resource", "Developer platform", 2),
    ];
    let edges = vec![
        edge(0, 1),
        dashed(1, 2),
        dashed(2, 3),
        edge(1, 3),
        edge(3, 4),
        edge(3, 5),
        edge(5, 6),
    ];
    (nodes, edges)
}

fn draw(nodes: Vec<GraphNode>, edges: Vec<GraphEdge>, chosen: &str) -> AnyView {
    let chosen = Signal::stored(chosen.to_owned());
    view! {
        <DependencyGraph
            label="Relations of Payments ledger"
            nodes=nodes
            edges=edges
            heads=heads()
            chosen=chosen
            legend=("Depends on", "Over an API")
        />
    }
    .into_any()
}

fn rest() -> AnyView {
    let (nodes, edges) = ledger();
    draw(nodes, edges, "")
}

fn chosen() -> AnyView {
    let (nodes, edges) = ledger();
    draw(nodes, edges, "#Ledger API")
}

fn several() -> AnyView {
    let nodes = vec![
        GraphNode { several: true, ..node("Storefront", "system", "6 parts", -1) },
        GraphNode { here: true, ..node("Payments ledger", "component", "Payments core", 0) },
        GraphNode { several: true, ..node("Risk", "system", "7 parts", 1) },
    ];
    draw(nodes, vec![edge(0, 1), edge(1, 2)], "")
}

fn long() -> AnyView {
    let name = "ledger-reconciliation-eu-west-nightly-settlement-file-comparer";
    let nodes = vec![
        GraphNode { here: true, ..node(name, "component", "Disputes, risk and chargebacks", 0) },
        node("Reconciliation of everything with everything", "resource", name, 1),
    ];
    draw(nodes, vec![edge(0, 1)], "")
}

fn rtl() -> AnyView {
    let nodes = vec![
        GraphNode {
            here: true, ..node("دفتر الأستاذ", "component", "المدفوعات", 0)
        },
        node("قاعدة البيانات", "resource", "المدفوعات", 1),
    ];
    let graph = draw(nodes, vec![edge(0, 1)], "");
    view! { <div dir="rtl">{graph}</div> }.into_any()
}

fn one() -> AnyView {
    let nodes = vec![GraphNode { here: true, ..node("Status page", "component", "", 0) }];
    draw(nodes, Vec::new(), "")
}

fn many() -> AnyView {
    let mut nodes = vec![GraphNode { here: true, ..node("Kafka", "resource", "Data platform", 0) }];
    let mut edges = Vec::new();
    for at in 1..1000_usize {
        let column = if at < 100 { -1 } else { -2 };
        let name = ["consumer-", &at.to_string()].concat();
        nodes.push(node(&name, "component", "Data platform", column));
        edges.push(edge(at, if at < 100 { 0 } else { at % 99 + 1 }));
    }
    draw(nodes, edges, "")
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    DependencyGraph {
        label: text "Relations of Payments ledger",
        nodes: code (vec![GraphNode { name: "Payments ledger".to_owned(), kind: "component".to_owned(), here: true, ..GraphNode::default() }, GraphNode { name: "Ledger database".to_owned(), kind: "resource".to_owned(), column: 1, ..GraphNode::default() }]),
        edges: code (vec![GraphEdge { from: 0, to: 1, dashed: false }]),
        chosen: code (Signal::stored(String::new())),
    }
};
