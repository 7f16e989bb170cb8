//! The demo's scorecard, its facts, and how it went month by month.

use std::borrow::Cow;
use std::collections::BTreeMap;

use anyhow::{Context, Result};
use portico_insights::scorecard::{
    Campaign, Exemption, Fact, Keyed, READY, Scorecard, Snapshot, Subject, run,
};
use portico_insights::stats::Random;
use portico_insights::{Day, Milli};
use serde_json::json;

use super::org;

/// A service on some day, as far as the checks ask.
struct Service {
    reference: String,
    team: &'static str,
    domain: &'static str,
    documented: bool,
    on_call: bool,
    facts: Vec<(&'static str, Fact)>,
}

impl Subject for Service {
    fn reference(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.reference)
    }

    fn field(&self, name: &str) -> Option<&str> {
        match name {
            "kind" => Some("Component"),
            "owner" => Some(self.team),
            "domain" => Some(self.domain),
            "lifecycle" => Some("production"),
            "description" | "system" => Some("said"),
            _ => None,
        }
    }

    fn keyed(&self, keyed: Keyed, name: &str) -> Option<&str> {
        let there = match name {
            "backstage.io/techdocs-ref" => self.documented,
            "pagerduty.com/service-id" => self.on_call,
            _ => false,
        };
        (there && keyed == Keyed::Annotation).then_some("said")
    }

    fn count(&self, _: Keyed) -> usize {
        0
    }

    fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|(key, _)| *key == name).map(|(_, fact)| fact)
    }
}

/// The scorecard, the facts of the last day, and a snapshot per month.
pub fn files() -> Result<Vec<(&'static str, String)>> {
    let card = scorecard();
    let mut snapshots = Vec::new();
    let mut day = org::first();
    while day <= org::last() {
        let services = services(day);
        let subjects: Vec<&dyn Subject> =
            services.iter().map(|service| service as &dyn Subject).collect();
        snapshots.push(Snapshot::of(&card, &run(&card, &subjects, day), day));
        day = day.next_month();
    }
    let text = |value: &serde_json::Value| {
        serde_json::to_string_pretty(value).context("cannot write JSON")
    };
    let cards = serde_json::to_value([&card]).context("cannot write the scorecard")?;
    Ok(vec![
        ("scorecards.json", text(&cards)?),
        ("facts.json", facts(&services(org::last())).to_string()),
        ("snapshots.json", serde_json::to_string(&snapshots).context("cannot write snapshots")?),
    ])
}

fn scorecard() -> Scorecard {
    let levels: Vec<String> = ["Bronze", "Silver", "Gold"].map(str::to_owned).to_vec();
    Scorecard {
        id: "ready-for-production".to_owned(),
        title: "Ready for production".to_owned(),
        description: "What every service should have before customers depend on it.".to_owned(),
        owner: "group:default/developer-experience".to_owned(),
        applies: "kind == \"Component\" and lifecycle != \"deprecated\"".to_owned(),
        checks: READY.iter().map(|ready| ready.check(&levels)).collect(),
        levels,
        exemptions: vec![Exemption {
            entity: "component:default/driver-app".to_owned(),
            check: "deployed-lately".to_owned(),
            reason: "The stores review each version for weeks.".to_owned(),
            until: "2027-03-31".to_owned(),
        }],
        campaigns: vec![Campaign {
            title: "No critical finding before the holidays".to_owned(),
            checks: vec!["no-critical".to_owned()],
            due: "2026-12-11".to_owned(),
        }],
    }
}

/// The services as they were on a day: each has a place in a queue of getting better.
fn services(day: Day) -> Vec<Service> {
    let grown = f64::from(day.0 - org::first().0) / f64::from(org::last().0 - org::first().0);
    let mut random = Random::new(31);
    org::SERVICES
        .iter()
        .map(|service| {
            let mut better = |by: f64| random.unit() < by;
            let (documented, on_call) = (better(0.4 + 0.35 * grown), better(0.5 + 0.3 * grown));
            let (clean, known) = (better(0.55 + 0.3 * grown), better(0.9));
            let slow = service.deploys < 1.0;
            let coverage = 42 + random.below(38) as i64 + (16.0 * grown) as i64;
            let age = if slow { 20 + random.below(70) as i64 } else { random.below(9) as i64 };
            let critical = if clean { 0 } else { 1 + random.below(3) as i64 };
            let mut facts = vec![
                ("security.critical", Fact::Number(Milli::whole(critical))),
                ("deploy.age_days", Fact::Number(Milli::whole(age))),
            ];
            if known {
                facts.push(("coverage", Fact::Number(Milli::whole(coverage))));
            }
            Service {
                reference: format!("component:default/{}", service.name),
                team: service.team,
                domain: org::TEAMS
                    .iter()
                    .find(|team| team.name == service.team)
                    .map_or("", |team| team.domain),
                documented,
                on_call,
                facts,
            }
        })
        .collect()
}

fn facts(services: &[Service]) -> serde_json::Value {
    let whole = |service: &Service, name: &str| match service.fact(name) {
        Some(Fact::Number(number)) => json!(number.0 / 1000),
        _ => serde_json::Value::Null,
    };
    let facts: BTreeMap<&str, serde_json::Value> = services
        .iter()
        .map(|service| {
            let facts = json!({
                "coverage": whole(service, "coverage"),
                "security": { "critical": whole(service, "security.critical") },
                "deploy": { "age_days": whole(service, "deploy.age_days") },
            });
            (service.reference.as_str(), facts)
        })
        .collect();
    json!(facts)
}
