//! Metrics: rate, errors, duration and saturation of a service, and what else its team wants to
//! see, from the HTTP API of Prometheus.

mod api;
mod cards;
mod exhibit;
mod model;
mod pages;
mod panel;
mod parts;
mod range;
mod reading;
mod settings;
mod template;
mod unit;

#[cfg(test)]
mod live;

use crate::plugin::prelude::*;

lazy!(metrics, glance: EntityInput => cards::glance);
examples!(metrics_tab, shown => exhibit::SHOWN);
lazy!(metrics_tab, panels: EntityInput => pages::panels);

/// Annotation with the value of the label `service`.
const SERVICE: &str = "prometheus.io/service";
/// Annotation with queries of the entity's own, each with a label after a bar.
const RULE: &str = "prometheus.io/rule";
/// Annotation with the namespace, which Kubernetes shares.
const NAMESPACE: &str = "backstage.io/kubernetes-namespace";

const WHEN: When =
    When::AnyOf { kinds: &["component"], keys: &[SERVICE, RULE], example: "payments-ledger" };

/// The plugin. Its configuration is read where it is needed, so that it costs nothing elsewhere.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("metrics")
        .title("Metrics")
        .icon(Icon::Gauge)
        .owner("group:default/developer-experience")
        .origin("metrics*")
        .extend(EntityCard {
            id: "metrics",
            title: "Metrics",
            slot: Slot::Main,
            when: WHEN,
            loader: glance::loader(),
        })
        .extend(EntityTab {
            slug: "metrics",
            title: "Metrics",
            when: WHEN,
            count: None,
            loader: panels::loader(),
        })
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
