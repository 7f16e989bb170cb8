//! Security: what scanners found in a component, how bad it is, since when, and what mends it, from
//! code scanning and Dependabot of GitHub and from reports in SARIF and of Trivy.

mod api;
mod cards;
mod exhibit;
mod fact;
mod github;
mod model;
mod pages;
mod parts;
mod reports;
mod sarif;
mod sources;
mod table;
mod trivy;
mod wanted;

use crate::plugin::prelude::*;

lazy!(security, glance: EntityInput => cards::glance);
lazy!(security, findings_fact: FactInput => fact::open);
examples!(security_tab, shown => exhibit::SHOWN);
lazy!(security_tab, findings: EntityInput => pages::findings);

const KINDS: &[&str] = &["component"];
const WHEN: When = When::AnyOf {
    kinds: KINDS,
    keys: &[wanted::SLUG, wanted::REPORTS],
    example: "owner/repository",
};

/// The plugin. Its configuration is read where it is needed, so that it costs nothing elsewhere.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("security")
        .title("Security")
        .icon(Icon::Shield)
        .owner("group:default/developer-experience")
        .origin("ci")
        .origin("security-*")
        .extend(EntityCard {
            id: "findings",
            title: "Security",
            slot: Slot::Main,
            when: WHEN,
            loader: glance::loader(),
        })
        .extend(EntityTab {
            slug: "security",
            title: "Security",
            when: WHEN,
            count: None,
            loader: findings::loader(),
        })
        .extend(EntityFact {
            id: "findings",
            title: "Findings",
            tab: "security",
            when: WHEN,
            widget: "Security findings",
            loader: findings_fact::loader(),
        })
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
