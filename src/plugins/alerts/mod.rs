//! Alerts and on-call: what of a component is firing, what is silenced and why, who is on call,
//! and how fast incidents are taken up, from Alertmanager and from PagerDuty.

mod api;
mod cards;
mod exhibit;
mod fact;
mod firing;
mod incidents;
mod model;
mod oncall;
mod pages;
mod parts;
mod silence;
mod silences;
mod wanted;

#[cfg(test)]
mod live;

use crate::plugin::prelude::*;

lazy!(alerts, glance: EntityInput => cards::glance);
lazy!(alerts, firing_fact: FactInput => fact::firing);
examples!(alerts_tab, shown => exhibit::SHOWN);
lazy!(alerts_tab, all: EntityInput => pages::all);

/// Annotation with the matchers that select the alerts, as Alertmanager writes them.
const MATCHERS: &str = "prometheus.io/alert-matchers";
/// Annotation with the id of a PagerDuty service.
const SERVICE_ID: &str = "pagerduty.com/service-id";
/// Annotation with the key that events are sent with, where nobody knows the id.
const INTEGRATION_KEY: &str = "pagerduty.com/integration-key";

const KINDS: &[&str] = &["component"];
const WHEN: When = When::AnyOf {
    kinds: KINDS,
    keys: &[MATCHERS, SERVICE_ID, INTEGRATION_KEY],
    example: "service=payments-ledger",
};

/// The plugin. Its configuration is read where it is needed, so that it costs nothing elsewhere.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("alerts")
        .title("Alerts")
        .icon(Icon::Bell)
        .owner("group:default/developer-experience")
        .origin("alerts-*")
        .extend(EntityCard {
            id: "firing",
            title: "Alerts",
            slot: Slot::Main,
            when: WHEN,
            loader: glance::loader(),
        })
        .extend(EntityTab {
            slug: "alerts",
            title: "Alerts",
            when: WHEN,
            count: None,
            loader: all::loader(),
        })
        .extend(EntityFact {
            id: "alerts",
            title: "Alerts",
            tab: "alerts",
            when: WHEN,
            widget: "Open alerts",
            loader: firing_fact::loader(),
        })
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
