//! Examples of `TreeView`.

use super::{TreeNode, TreeView};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Icon,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "tree-view",
    name: "TreeView",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Things inside of things, to open and close.",
    when_not: "Two levels that are always open: NavList. Facts about each thing: DataTable.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Files", view: files },
    Example { id: "links", title: "Pages, one is shown", view: links },
    Example { id: "controlled", title: "Opened from outside", view: controlled },
    Example { id: "long", title: "Long names, deep", view: long },
    Example { id: "many", title: "Two hundred", view: many },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn file_nodes() -> Vec<TreeNode> {
    vec![
        TreeNode::new("src", None, "src").icon(Icon::Folder),
        TreeNode::new("src/ledger", Some(0), "ledger").icon(Icon::Folder),
        TreeNode::new("src/ledger/entry.rs", Some(1), "entry.rs").icon(Icon::File),
        TreeNode::new("src/ledger/mod.rs", Some(1), "mod.rs").icon(Icon::File),
        TreeNode::new("src/main.rs", Some(0), "main.rs").icon(Icon::File),
        TreeNode::new("tests", None, "tests").icon(Icon::Folder),
        TreeNode::new("tests/replay.rs", Some(5), "replay.rs").icon(Icon::File),
        TreeNode::new("Cargo.toml", None, "Cargo.toml").icon(Icon::File),
        TreeNode::new("README.md", None, "README.md").icon(Icon::File),
    ]
}

fn files() -> AnyView {
    let chosen = RwSignal::new("src/main.rs".to_owned());
    view! {
        <TreeView
            label="Files of payments-ledger"
            nodes=file_nodes()
            default_expanded=vec!["src".to_owned()]
            current=chosen
            on_choose=move |id| chosen.set(id)
        />
    }
    .into_any()
}

fn links() -> AnyView {
    let nodes = vec![
        TreeNode::new("start", None, "Getting started").href("#start"),
        TreeNode::new("guides", None, "Guides").href("#guides"),
        TreeNode::new("deploy", Some(1), "Deploy to production").href("#deploy"),
        TreeNode::new("rotate", Some(1), "Rotate credentials").href("#rotate"),
        TreeNode::new("reference", None, "Reference").href("#reference"),
        TreeNode::new("api", Some(4), "Ledger API").href("#api"),
    ];
    view! {
        <TreeView
            label="Pages"
            nodes=nodes
            default_expanded=vec!["guides".to_owned()]
            current="deploy".to_owned()
        />
    }
    .into_any()
}

fn controlled() -> AnyView {
    let open = RwSignal::new(vec!["src".to_owned(), "src/ledger".to_owned()]);
    view! {
        <TreeView
            label="Files, opened from outside"
            nodes=file_nodes()
            expanded=open
            on_expand=move |ids| open.set(ids)
        />
    }
    .into_any()
}

fn long() -> AnyView {
    let names = [
        "settlement",
        "eu-west-and-central-europe-settlement-batch-exporter",
        "reconciliation",
        "reports-of-the-fourth-quarter-with-corrections",
        "2026",
        "september",
        "final-version-of-the-report-after-the-second-review.parquet",
    ];
    let nodes: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(at, name)| TreeNode::new(*name, at.checked_sub(1), *name).icon(Icon::Folder))
        .collect();
    let open = names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    view! { <TreeView label="Reports" nodes=nodes default_expanded=open /> }.into_any()
}

fn many() -> AnyView {
    let mut nodes = Vec::new();
    for group in 0..20_usize {
        let name = ["package-", &group.to_string()].concat();
        let parent = nodes.len();
        nodes.push(TreeNode::new(name.clone(), None, name.clone()).icon(Icon::Package));
        for module in 0..9_usize {
            let label = ["module-", &module.to_string()].concat();
            nodes.push(TreeNode::new([&name, "/", &label].concat(), Some(parent), label));
        }
    }
    view! { <TreeView label="Packages" nodes=nodes /> }.into_any()
}

fn rtl() -> AnyView {
    let nodes = vec![
        TreeNode::new("docs", None, "الوثائق").icon(Icon::Folder),
        TreeNode::new("start", Some(0), "البدء").icon(Icon::File),
        TreeNode::new("team", None, "الفريق").icon(Icon::Folder),
        TreeNode::new("people", Some(2), "الأعضاء").icon(Icon::File),
    ];
    view! {
        <div dir="rtl" lang="ar">
            <TreeView label="الصفحات" nodes=nodes default_expanded=vec!["docs".to_owned()] />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    TreeView {
        label: text "Files",
        current: text "src/main.rs",
        nodes: code (vec![TreeNode::new("src", None, "src"), TreeNode::new("src/main.rs", Some(0), "main.rs"), TreeNode::new("README.md", None, "README.md")]),
        default_expanded: code (vec!["src".to_owned()]),
    }
};
