//! Workloads: what runs of a component, how it runs, and why it does not, from the API of each
//! cluster or from Backstage's Kubernetes backend.

mod api;
mod cards;
mod clusters;
mod exhibit;
mod logs;
mod model;
mod pages;
mod parts;
mod quantity;
mod selector;
mod wanted;
mod workload;

use crate::plugin::prelude::*;

lazy!(kubernetes, glance: EntityInput => cards::glance);
examples!(kubernetes_tab, shown => exhibit::SHOWN);
lazy!(kubernetes_tab, workloads: EntityInput => pages::workloads);

/// Annotation with the value of the same label on the objects.
const ID: &str = "backstage.io/kubernetes-id";
/// Annotation with a whole label selector, which goes before the id.
const LABEL_SELECTOR: &str = "backstage.io/kubernetes-label-selector";

const KINDS: &[&str] = &["component"];
const WHEN: When =
    When::AnyOf { kinds: KINDS, keys: &[ID, LABEL_SELECTOR], example: "payments-ledger" };

/// The plugin. Its configuration is read where it is needed, so that it costs nothing elsewhere.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("kubernetes")
        .title("Kubernetes")
        .icon(Icon::Cluster)
        .owner("group:default/developer-experience")
        .origin("kubernetes-*")
        .extend(EntityCard {
            id: "workloads",
            title: "Kubernetes",
            slot: Slot::Main,
            when: WHEN,
            loader: glance::loader(),
        })
        .extend(EntityTab {
            slug: "kubernetes",
            title: "Kubernetes",
            when: WHEN,
            count: None,
            loader: workloads::loader(),
        })
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
