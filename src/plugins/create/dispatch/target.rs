//! Which CI system runs a template, and what of it: what its annotations say.

use super::super::config::{CreateConfig, DispatchKind, DispatchServer};
use serde_json::Value;

/// Annotation of a template that CI runs: `github:owner/repository/workflow.yml@branch`, or
/// `gitlab:group/project@branch`. What stands before the colon is the name of a server.
pub const DISPATCH: &str = "portico.dev/dispatch";
/// Annotation that names the secrets of the form that CI is given, with commas between them.
pub const SECRETS: &str = "portico.dev/dispatch-secrets";
/// The branch where the annotation says none.
const BRANCH: &str = "main";

/// What runs a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The CI system.
    pub server: DispatchServer,
    /// The project there: `owner/repository`, `group/project`.
    pub project: String,
    /// File of the workflow; empty at GitLab, whose projects have one pipeline.
    pub workflow: String,
    /// Branch or tag that it runs on.
    pub reference: String,
    /// Names of the secrets that go there.
    pub secrets: Vec<String>,
}

fn annotation<'a>(descriptor: &'a Value, key: &str) -> Option<&'a str> {
    let said = descriptor.pointer("/metadata/annotations")?.get(key)?.as_str()?.trim();
    (!said.is_empty()).then_some(said)
}

/// Whether a template is run by CI.
#[must_use]
pub fn is_dispatched(descriptor: &Value) -> bool {
    annotation(descriptor, DISPATCH).is_some()
}

impl Target {
    /// What the annotations of a template say; `None` where they do not speak of CI.
    ///
    /// # Errors
    /// What is wrong with them, in sentences.
    pub fn read(descriptor: &Value, config: &CreateConfig) -> Option<Result<Self, String>> {
        let said = annotation(descriptor, DISPATCH)?;
        let secrets = annotation(descriptor, SECRETS).unwrap_or_default().split(',');
        let secrets: Vec<String> =
            secrets.map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
        Some(Self::parse(said, config).map(|target| Self { secrets, ..target }))
    }

    fn parse(said: &str, config: &CreateConfig) -> Result<Self, String> {
        let wrong = |why: &str| Err(["The annotation ", DISPATCH, ": ", said, ". ", why].concat());
        let Some((name, rest)) = said.split_once(':') else {
            return wrong(
                "It begins with the name of a CI system and a colon: github:…, gitlab:….",
            );
        };
        let Some(server) = config.dispatch.iter().find(|server| server.name() == name) else {
            let why = [
                "portal.json names no CI system “",
                name,
                "” in the “dispatch” of the plugin “create”.",
            ];
            return wrong(&why.concat());
        };
        let (path, reference) = rest.split_once('@').unwrap_or((rest, BRANCH));
        let parts: Vec<&str> = path.split('/').collect();
        if parts.iter().any(|part| matches!(*part, "" | "." | "..")) || reference.is_empty() {
            return wrong("A part of the path or the branch is empty.");
        }
        let (project, workflow) = match (server.kind, parts.as_slice()) {
            (DispatchKind::Github, [owner, repository, file]) => {
                ([*owner, "/", *repository].concat(), (*file).to_owned())
            }
            (DispatchKind::Github, _) => {
                return wrong("GitHub is told owner/repository/workflow.yml@branch.");
            }
            (DispatchKind::Gitlab, [_, _, ..]) => (path.to_owned(), String::new()),
            (DispatchKind::Gitlab, _) => return wrong("GitLab is told group/project@branch."),
        };
        let reference = reference.to_owned();
        Ok(Self { server: server.clone(), project, workflow, reference, secrets: Vec::new() })
    }

    /// What is started, in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self.server.kind {
            DispatchKind::Github => [
                "The workflow ",
                &*self.workflow,
                " of ",
                &*self.project,
                ", on ",
                &*self.reference,
            ]
            .concat(),
            DispatchKind::Gitlab => {
                ["A pipeline of ", &*self.project, ", on ", &*self.reference].concat()
            }
        }
    }

    /// The page with all of its runs, where it is known.
    #[must_use]
    pub fn page(&self) -> Option<String> {
        let web = self.server.web.trim_end_matches('/');
        let rest = match self.server.kind {
            DispatchKind::Github => ["/actions/workflows/", &*self.workflow].concat(),
            DispatchKind::Gitlab => "/-/pipelines".to_owned(),
        };
        (!web.is_empty()).then(|| [web, "/", &*self.project, &*rest].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn config() -> CreateConfig {
        let text = r#"{"dispatch": [
            {"kind": "github", "origin": "ci-actions", "web": "https://github.com/"},
            {"kind": "gitlab", "origin": "ci-gitlab"},
            {"kind": "gitlab", "name": "old", "origin": "ci-old"}]}"#;
        serde_json::from_str(text).unwrap()
    }

    fn read(said: &str) -> Result<Target, String> {
        let descriptor = json!({"metadata": {"annotations": {
            "portico.dev/dispatch": said, "portico.dev/dispatch-secrets": "key, token,"}}});
        assert!(is_dispatched(&descriptor));
        Target::read(&descriptor, &config()).unwrap()
    }

    #[test]
    fn annotations_name_a_workflow_or_a_project() {
        let github = read("github:halyard/platform/new-topic.yml@release/2").unwrap();
        assert_eq!(github.project, "halyard/platform");
        assert_eq!((&*github.workflow, &*github.reference), ("new-topic.yml", "release/2"));
        assert_eq!(github.secrets, ["key", "token"]);
        assert_eq!(
            github.page().as_deref(),
            Some("https://github.com/halyard/platform/actions/workflows/new-topic.yml")
        );
        let gitlab = read("old:group/sub/project").unwrap();
        assert_eq!((&*gitlab.server.origin, &*gitlab.project), ("ci-old", "group/sub/project"));
        assert_eq!((&*gitlab.reference, gitlab.page()), ("main", None));
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (said, word) in [
            ("halyard/platform/x.yml", "colon"),
            ("jenkins:job", "names no CI system “jenkins”"),
            ("github:halyard/platform@main", "owner/repository/workflow.yml"),
            ("github:halyard//x.yml@main", "empty"),
            ("github:../platform/x.yml", "empty"),
            ("github:a/b/c@", "empty"),
            ("gitlab:project", "group/project"),
        ] {
            let error = read(said).unwrap_err();
            assert!(error.contains(word), "{said}: {error}");
        }
    }

    #[test]
    fn other_templates_are_not_concerned() {
        for descriptor in
            [json!({}), json!({"metadata": {"annotations": {"portico.dev/dispatch": " "}}})]
        {
            assert!(!is_dispatched(&descriptor));
            assert_eq!(Target::read(&descriptor, &config()), None);
        }
    }
}
