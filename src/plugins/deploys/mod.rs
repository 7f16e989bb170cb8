//! Deploys: what is deployed where, how it is there, and what differs between environments, from
//! the Argo CD that is there already.

mod api;
mod application;
mod cards;
mod environments;
mod exhibit;
mod fact;
mod instances;
mod model;
mod pages;
mod parts;
mod revision;
mod wanted;

use crate::plugin::prelude::*;

lazy!(deploys, glance: EntityInput => cards::glance);
lazy!(deploys, production_fact: FactInput => fact::production);
examples!(deploys_tab, shown => exhibit::SHOWN);
lazy!(deploys_tab, applications: EntityInput => pages::applications);

const KINDS: &[&str] = &["component"];
const WHEN: When = When::AnyOf {
    kinds: KINDS,
    keys: &[wanted::NAME, wanted::SELECTOR],
    example: "payments-ledger-production",
};

/// The plugin. Its configuration is read where it is needed, so that it costs nothing elsewhere.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("deploys")
        .title("Deploys")
        .icon(Icon::Deploy)
        .owner("group:default/developer-experience")
        .origin("argocd-*")
        .extend(EntityCard {
            id: "deploys",
            title: "Deploys",
            slot: Slot::Main,
            when: WHEN,
            loader: glance::loader(),
        })
        .extend(EntityTab {
            slug: "deploys",
            title: "Deploys",
            when: WHEN,
            count: None,
            loader: applications::loader(),
        })
        .extend(EntityFact {
            id: "production",
            title: "Production",
            tab: "deploys",
            when: WHEN,
            widget: "",
            loader: production_fact::loader(),
        })
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
