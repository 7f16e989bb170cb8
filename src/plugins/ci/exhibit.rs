//! What the gallery shows of the plugin: its list of builds in all of their states.

use super::api::{Actor, Run};
use super::pages::{bad_slug, none_yet, table};
use crate::plugin::prelude::*;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "ci-builds",
    name: "Builds: list",
    scope: Scope::Plugins,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/build-platform",
    summary: "The builds of a component, each with its result as a shape and a word.",
    when_not: "Deployments: what runs where is another question than what was built.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "results", title: "All results", view: results },
    Example { id: "long", title: "Long texts", view: long },
    Example { id: "none", title: "No builds yet", view: none_yet },
    Example {
        id: "bad-annotation",
        title: "An annotation that names no repository",
        view: || bad_slug("halyard/payments/ledger"),
    },
];

/// What the API says of a run and of its end; the last is a word that is not known yet.
const RESULTS: [(&str, &str); 12] = [
    ("completed", "success"),
    ("completed", "failure"),
    ("completed", "startup_failure"),
    ("completed", "timed_out"),
    ("completed", "action_required"),
    ("completed", "cancelled"),
    ("completed", "skipped"),
    ("completed", "stale"),
    ("in_progress", ""),
    ("queued", ""),
    ("waiting", ""),
    ("completed", "postponed"),
];

fn results() -> AnyView {
    let runs = RESULTS.iter().zip(1..).map(|((status, conclusion), number)| Run {
        status: (*status).to_owned(),
        conclusion: (!conclusion.is_empty()).then(|| (*conclusion).to_owned()),
        ..run(number, "Round amounts half to even")
    });
    table("Builds", runs.collect())
}

fn long() -> AnyView {
    let title = "Reconcile the nightly settlement files of all carriers against the ledger before \
                 the reports of the day are sent";
    let branch = "feature/reconcile-nightly-settlement-files-of-all-carriers-against-the-ledger";
    table("Builds", vec![Run { head_branch: branch.to_owned(), ..run(412_907, title) }])
}

fn run(number: u64, title: &str) -> Run {
    Run {
        id: number,
        name: "CI".to_owned(),
        display_title: title.to_owned(),
        run_number: number,
        status: "completed".to_owned(),
        conclusion: Some("success".to_owned()),
        head_branch: "main".to_owned(),
        head_sha: "4f1c9e07b2a35d68".repeat(2) + "91d0c3ab",
        created_at: "2026-09-14T08:12:30Z".to_owned(),
        run_started_at: Some("2026-09-14T08:12:41Z".to_owned()),
        updated_at: Some("2026-09-14T08:16:53Z".to_owned()),
        html_url: String::new(),
        actor: Some(Actor { login: "kofi".to_owned() }),
    }
}
