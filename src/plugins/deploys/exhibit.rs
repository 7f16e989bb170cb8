//! What the gallery shows of the plugin: applications in their states, and what is said without any.

use super::api::{List, Object};
use super::cards::rows;
use super::instances::{self, Known};
use super::pages::{list, matrix};
use super::parts::{no_instances, nothing_here};
use super::wanted::{DeploysConfig, InstanceConfig, Wanted};
use crate::net::decode;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;
use std::collections::BTreeMap;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "deploys-applications",
    name: "Deploys: applications",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/developer-experience",
    summary: "What is deployed in which environment, and what differs.",
    when_not: "What was built: the list of builds. How pods are: workloads.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "states", title: "Applications and their states", view: states },
    Example {
        id: "environments",
        title: "Environments beside each other",
        view: || matrix(&known().applications),
    },
    Example { id: "glance", title: "At a glance", view: || rows(&known().applications) },
    Example {
        id: "nothing",
        title: "Nothing is deployed",
        view: || nothing_here(&Wanted { name: Some("ledger".to_owned()), ..Wanted::default() }),
    },
    Example { id: "no-instances", title: "No Argo CD in portal.json", view: no_instances },
];

const APPLICATIONS: &str = r#"{"items": [
    {"metadata": {"name": "ledger-staging", "labels": {"environment": "staging"}},
        "spec": {"destination": {"name": "staging", "namespace": "payments"},
            "source": {"repoURL": "https://git.example/deploy", "chart": "ledger"}},
        "status": {"sync": {"status": "Synced"}, "health": {"status": "Healthy"},
            "summary": {"images": ["registry.example/ledger:7.32.0"]},
            "history": [{"revision": "7.32.0", "deployedAt": "2026-09-14T09:10:00Z"},
                {"revision": "7.31.2", "deployedAt": "2026-09-10T09:10:00Z"}]}},
    {"metadata": {"name": "ledger-production", "labels": {"environment": "production"}},
        "spec": {"destination": {"name": "production", "namespace": "payments"},
            "source": {"repoURL": "https://git.example/deploy", "chart": "ledger"}},
        "status": {"sync": {"status": "OutOfSync", "revision": "7.32.0"},
            "health": {"status": "Healthy"},
            "summary": {"images": ["registry.example/ledger:7.31.2"]},
            "operationState": {"phase": "Failed", "message": "the admission webhook denied the request"},
            "history": [{"revision": "7.31.2", "deployedAt": "2026-09-12T09:10:00Z"}]}},
    {"metadata": {"name": "a-service-with-a-name-that-somebody-made-up-without-thinking-of-tables",
        "labels": {"environment": "production"}},
        "status": {"sync": {"status": "Unknown"}, "health": {"status": "Missing"}}}
]}"#;

fn known() -> Known {
    let instance = InstanceConfig {
        name: "main".to_owned(),
        title: String::new(),
        origin: "argocd-main".to_owned(),
        web: None,
        environment: None,
    };
    let answer = decode::json::<List<Object>>(APPLICATIONS.as_bytes());
    let known = answer.map(|answer| {
        instances::known(&answer, &DeploysConfig::default(), &instance, &Wanted::default())
    });
    known.unwrap_or_default()
}

fn states() -> AnyView {
    let open = RwSignal::new(vec!["main//ledger-production".to_owned()]);
    let choose = Callback::new(move |ids| open.set(ids));
    let parts = RwSignal::new(BTreeMap::new());
    list(&known(), &Wanted::default(), open.into(), choose, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_has_what_its_title_says() {
        let known = known();
        let words: Vec<_> = known.applications.iter().map(|one| one.whole.word).collect();
        assert_eq!(words, ["Healthy", "Missing", "Sync failed"]);
    }
}
