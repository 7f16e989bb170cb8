//! What a template will do, in words, before it does anything.

use serde_json::Value;

use super::{Step, Template};

/// One step of a template in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The step.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its action.
    pub action: String,
    /// What it does: "Creates a repository on GitHub".
    pub does: String,
    /// What it must be allowed to do: "Create repositories on GitHub". Empty if nothing.
    pub needs: Vec<&'static str>,
    /// Whether it changes something outside of what is thrown away at the end.
    pub lasting: bool,
    /// Whether it is left out for some answers.
    pub conditional: bool,
    /// Whether it is done once for each item of a list.
    pub repeated: bool,
    /// Whether the words are ours; otherwise they are the action's name.
    pub known: bool,
}

/// What a template will do, step by step.
#[must_use]
pub fn plan(template: &Template) -> Vec<Planned> {
    template.steps.iter().map(planned).collect()
}

fn planned(step: &Step) -> Planned {
    let words = words(&step.action, &step.input);
    let known = words.is_some();
    let (does, needs, lasting) = words.unwrap_or_else(|| {
        let does = if step.action.is_empty() {
            "Does nothing: no action is named".to_owned()
        } else {
            ["Runs the action ", &*step.action].concat()
        };
        (does, Vec::new(), true)
    });
    Planned {
        id: step.id.clone(),
        name: step.name.clone(),
        action: step.action.clone(),
        does,
        needs,
        lasting,
        conditional: step.condition.is_some(),
        repeated: step.each.is_some(),
        known,
    }
}

type Words = (String, Vec<&'static str>, bool);

/// What an action does, what it needs, and whether it lasts.
fn words(action: &str, input: &Value) -> Option<Words> {
    // A text of the input that does not depend on the answers.
    let fixed = |name: &str| {
        let found = input.get(name).and_then(Value::as_str);
        found.filter(|text| !text.contains("${{") && !text.is_empty())
    };
    let inside = |text: &str| Some((text.to_owned(), Vec::new(), false));
    let outside = |text: String, needs: &[&'static str]| Some((text, needs.to_vec(), true));
    let into = |text: &str| match fixed("targetPath").filter(|path| !matches!(*path, "." | "./")) {
        Some(path) => format!("{text} into {}", path.trim_start_matches("./")),
        None => text.to_owned(),
    };
    if let Some(host) = action.strip_prefix("publish:") {
        return publish(host);
    }
    match action {
        "fetch:template" => inside(&into("Fills in the files of a skeleton")),
        "fetch:template:file" => inside("Fills in one file"),
        "fetch:plain" => inside(&into("Copies files as they are")),
        "fetch:plain:file" => inside("Copies one file as it is"),
        "fetch:cookiecutter" => inside("Fills in a Cookiecutter template"),
        "fetch:rails" => inside("Fills in a Rails template"),
        "catalog:register" => outside("Adds it to the catalog".to_owned(), &["Add to the catalog"]),
        "catalog:write" => inside("Writes a catalog-info.yaml"),
        "catalog:fetch" => {
            Some(("Looks something up in the catalog".to_owned(), vec!["Read the catalog"], false))
        }
        "catalog:template:version" => inside("Notes which version of the template was used"),
        "debug:log" => inside("Writes a line into the log"),
        "debug:wait" => inside("Waits a while"),
        "fs:delete" => inside("Deletes files that are not needed"),
        "fs:rename" => inside("Renames files"),
        "fs:readdir" => inside("Lists files"),
        "notification:send" => outside("Sends a notification".to_owned(), &["Send notifications"]),
        "demo:build" => outside("Runs the first build".to_owned(), &["Run builds"]),
        "github:actions:dispatch" => {
            outside("Starts a workflow on GitHub".to_owned(), &["Start workflows on GitHub"])
        }
        "github:environment:create" => outside(
            "Creates an environment on GitHub".to_owned(),
            &["Change settings of repositories on GitHub"],
        ),
        "github:issues:create" => {
            outside("Opens an issue on GitHub".to_owned(), &["Write issues on GitHub"])
        }
        "github:issues:label" => {
            outside("Labels an issue on GitHub".to_owned(), &["Write issues on GitHub"])
        }
        "github:repo:create" => outside(
            "Creates an empty repository on GitHub".to_owned(),
            &["Create repositories on GitHub"],
        ),
        "github:repo:push" => outside(
            "Pushes the files to a repository on GitHub".to_owned(),
            &["Push to repositories on GitHub"],
        ),
        "github:branch-protection:create" => outside(
            "Protects a branch on GitHub".to_owned(),
            &["Change settings of repositories on GitHub"],
        ),
        "github:deployKey:create" => outside(
            "Adds a deploy key on GitHub".to_owned(),
            &["Change settings of repositories on GitHub"],
        ),
        "github:autolinks:create" => outside(
            "Adds a link rule on GitHub".to_owned(),
            &["Change settings of repositories on GitHub"],
        ),
        "github:pages:enable" => outside(
            "Switches GitHub Pages on".to_owned(),
            &["Change settings of repositories on GitHub"],
        ),
        "github:webhook" => outside(
            "Adds a webhook on GitHub".to_owned(),
            &["Change settings of repositories on GitHub"],
        ),
        "gitlab:repo:push" => outside(
            "Pushes the files to a project on GitLab".to_owned(),
            &["Push to projects on GitLab"],
        ),
        "gitlab:pipeline:trigger" => {
            outside("Starts a pipeline on GitLab".to_owned(), &["Start pipelines on GitLab"])
        }
        "gitlab:issues:create" | "gitlab:issue:edit" => {
            outside("Writes an issue on GitLab".to_owned(), &["Write issues on GitLab"])
        }
        "gitlab:group:ensureExists" => {
            outside("Makes sure a group exists on GitLab".to_owned(), &["Create groups on GitLab"])
        }
        "gitlab:projectVariable:create"
        | "gitlab:projectAccessToken:create"
        | "gitlab:projectDeployToken:create" => outside(
            "Adds a setting to a project on GitLab".to_owned(),
            &["Change settings of projects on GitLab"],
        ),
        _ => None,
    }
}

/// `publish:<host>`, `publish:github:pull-request` and their kin.
fn publish(host: &str) -> Option<Words> {
    let (host, kind) = host.split_once(':').unwrap_or((host, ""));
    let (title, create, change): (&str, &'static str, &'static str) = match host {
        "github" => ("GitHub", "Create repositories on GitHub", "Open pull requests on GitHub"),
        "gitlab" => ("GitLab", "Create projects on GitLab", "Open merge requests on GitLab"),
        "bitbucket" | "bitbucketCloud" => (
            "Bitbucket Cloud",
            "Create repositories on Bitbucket Cloud",
            "Open pull requests on Bitbucket Cloud",
        ),
        "bitbucketServer" => (
            "Bitbucket Server",
            "Create repositories on Bitbucket Server",
            "Open pull requests on Bitbucket Server",
        ),
        "azure" => (
            "Azure DevOps",
            "Create repositories on Azure DevOps",
            "Open pull requests on Azure DevOps",
        ),
        "gitea" => ("Gitea", "Create repositories on Gitea", "Open pull requests on Gitea"),
        "gerrit" => ("Gerrit", "Create repositories on Gerrit", "Send changes to Gerrit"),
        _ => return None,
    };
    match kind {
        "" => Some((["Creates a repository on ", title].concat(), vec![create], true)),
        "pull-request" => Some((["Opens a pull request on ", title].concat(), vec![change], true)),
        "merge-request" => {
            Some((["Opens a merge request on ", title].concat(), vec![change], true))
        }
        "review" => Some((["Sends a change to ", title].concat(), vec![change], true)),
        _ => None,
    }
}
