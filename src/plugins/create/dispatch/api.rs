//! The APIs that start runs: GitHub's `workflow_dispatch` and GitLab's pipelines.
//!
//! Source: GitHub REST, version 2022-11-28, “Workflows”; GitLab REST, version 4, “Pipelines”. The run
//! itself is followed by the plugin that knows builds.

use super::super::config::DispatchKind;
use super::inputs::Inputs;
use super::target::Target;
use crate::net::{Get, Items, Post, or_default};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Runs of a workflow that are looked at.
const LOOKED_AT: u32 = 20;

/// Runs of a workflow, the newest first.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Runs {
    /// They.
    #[serde(default, deserialize_with = "or_default")]
    pub workflow_runs: Items<Run>,
}

/// One of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Run {
    /// Counts up, at GitHub over all repositories.
    pub id: u64,
    /// Counts up within the workflow.
    #[serde(default, deserialize_with = "or_default")]
    pub run_number: u64,
    /// Branch or tag that it runs on.
    #[serde(default, deserialize_with = "or_default")]
    pub head_branch: String,
    /// RFC 3339, UTC.
    #[serde(default, deserialize_with = "or_default")]
    pub created_at: String,
    /// Who started it.
    #[serde(default, deserialize_with = "or_default")]
    pub actor: Actor,
}

/// Somebody.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Actor {
    /// Name at GitHub.
    #[serde(default, deserialize_with = "or_default")]
    pub login: String,
}

impl Runs {
    /// The newest id; 0 where there is none.
    #[must_use]
    pub fn newest(&self) -> u64 {
        self.workflow_runs.items.iter().map(|run| run.id).max().unwrap_or_default()
    }

    /// Runs that were begun after another one, on this branch or tag, the oldest first.
    #[must_use]
    pub fn since(&self, after: u64, reference: &str) -> Vec<Run> {
        let branch = reference.strip_prefix("refs/heads/").unwrap_or(reference);
        let fits = |run: &&Run| run.id > after && run.head_branch == branch;
        let mut found: Vec<Run> = self.workflow_runs.items.iter().filter(fits).cloned().collect();
        found.sort_by_key(|run| run.id);
        found
    }
}

/// The newest runs that people have started of the workflow of a target.
#[must_use]
pub fn runs(target: &Target) -> Get<Runs> {
    let (owner, repository) = target.project.split_once('/').unwrap_or((&target.project, ""));
    Get::new(&*target.server.origin)
        .path(["repos", owner, repository, "actions", "workflows", &*target.workflow, "runs"])
        .query("event", "workflow_dispatch")
        .query("per_page", LOOKED_AT)
}

/// What a server says about what it has started: nothing, or the id of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Begun {
    /// At GitHub, where it was asked for.
    #[serde(default)]
    workflow_run_id: Option<u64>,
    /// At GitLab.
    #[serde(default)]
    id: Option<u64>,
}

impl Begun {
    /// The id of the run, if it was said.
    #[must_use]
    pub fn run(&self) -> Option<u64> {
        self.workflow_run_id.or(self.id)
    }
}

/// Starts a run.
#[must_use]
pub fn begin(target: &Target, inputs: &Inputs) -> Post<Option<Begun>> {
    let post = Post::new(&*target.server.origin);
    match target.server.kind {
        DispatchKind::Github => {
            let (owner, name) = target.project.split_once('/').unwrap_or((&target.project, ""));
            post.path(["repos", owner, name, "actions", "workflows", &*target.workflow])
                .path(["dispatches"])
                .json(&workflow(target, inputs))
        }
        DispatchKind::Gitlab => {
            post.path(["projects", &*target.project, "pipeline"]).json(&pipeline(target, inputs))
        }
    }
}

fn workflow(target: &Target, inputs: &Inputs) -> Value {
    let inputs: Map<String, Value> =
        inputs.iter().map(|(name, text)| (name.clone(), text.clone().into())).collect();
    match target.server.run_details {
        true => json!({ "ref": target.reference, "inputs": inputs, "return_run_details": true }),
        false => json!({ "ref": target.reference, "inputs": inputs }),
    }
}

fn pipeline(target: &Target, inputs: &Inputs) -> Value {
    let variables: Vec<Value> =
        inputs.iter().map(|(name, text)| json!({ "key": name, "value": text })).collect();
    json!({ "ref": target.reference, "variables": variables })
}

#[cfg(test)]
mod tests {
    use super::super::super::config::DispatchServer;
    use super::*;
    use crate::net::decode;

    fn target(run_details: bool) -> Target {
        Target {
            server: DispatchServer { run_details, ..DispatchServer::default() },
            project: "halyard/platform".to_owned(),
            workflow: "x.yml".to_owned(),
            reference: "main".to_owned(),
            secrets: Vec::new(),
        }
    }

    #[test]
    fn what_is_sent() {
        let inputs = vec![("name".to_owned(), "x".to_owned())];
        assert_eq!(
            workflow(&target(false), &inputs),
            json!({ "ref": "main", "inputs": { "name": "x" } })
        );
        assert_eq!(workflow(&target(true), &inputs)["return_run_details"], true);
        assert_eq!(
            pipeline(&target(false), &inputs),
            json!({ "ref": "main", "variables": [{ "key": "name", "value": "x" }] })
        );
    }

    #[test]
    fn what_is_answered() {
        let begun = |text: &str| {
            decode::json::<Option<Begun>>(text.as_bytes()).unwrap().and_then(|begun| begun.run())
        };
        assert_eq!(begun(""), None);
        assert_eq!(begun(r#"{"workflow_run_id": 7, "run_url": "…", "html_url": "…"}"#), Some(7));
        assert_eq!(begun(r#"{"id": 287, "iid": 144, "status": "created"}"#), Some(287));
    }

    #[test]
    fn the_run_is_one_that_was_not_there_before() {
        let run = |id, branch: &str| json!({ "id": id, "head_branch": branch, "actor": null });
        let text = json!({ "total_count": 5, "workflow_runs": [
            run(9, "main"), run(8, "topic"), run(7, "main"), { "id": "what" }, run(5, "main")] });
        let runs: Runs = decode::json(text.to_string().as_bytes()).unwrap();
        let ids = |after| runs.since(after, "main").iter().map(|run| run.id).collect::<Vec<_>>();
        assert_eq!((runs.newest(), ids(5), ids(9)), (9, vec![7, 9], vec![]));
        assert_eq!(runs.since(5, "refs/heads/main").len(), 2);
        assert_eq!(Runs::default().newest(), 0);
    }
}
