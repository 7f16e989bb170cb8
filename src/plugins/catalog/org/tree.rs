//! Groups as trees.

use super::super::links::entity_href;
use super::ORG;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::org::Branch;
use portico_components::{Card, TreeNode, TreeView};
use std::sync::Arc;

/// The nodes of a tree of groups. The same name is at two places only if the data say so.
pub fn nodes(
    registry: &Registry,
    catalog: &Catalog,
    tree: &[Branch],
    label: impl Fn(&Branch) -> String,
) -> Vec<TreeNode> {
    tree.iter()
        .map(|branch| {
            let view = catalog.target(branch.group);
            let missing = if view.entity().is_none() { " (not in the catalog)" } else { "" };
            TreeNode {
                id: view.entity_ref().to_string(),
                parent: branch.parent,
                label: [&label(branch), missing].concat(),
                icon: Some(Icon::Group),
                href: view.entity().and_then(|ix| entity_href(registry, catalog, ix)),
            }
        })
        .collect()
}

/// The card that shows what is above and below a group.
pub fn family(catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let registry = use_registry();
    let tree = catalog.family(ix);
    let nodes = nodes(&registry, catalog, &tree, |branch| {
        catalog.target(branch.group).display_name().to_owned()
    });
    let current = catalog.entry(ix).entity_ref().to_string();
    // The way to the group and its own level are open.
    let place = nodes.iter().position(|node| node.id == current).unwrap_or_default();
    let open = nodes.iter().take(place + 1).map(|node| node.id.clone()).collect();
    let all = registry.href(ORG, &()).unwrap_or_default();
    view! {
        <Card title="In the organisation" more="All teams" more_href=all>
            <TreeView
                label="Teams above and below"
                nodes=Signal::stored(nodes)
                default_expanded=open
                current=Signal::stored(current)
            />
        </Card>
    }
    .into_any()
}
