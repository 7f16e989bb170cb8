//! The actions of the demo.

use std::sync::Arc;

use portico_templates::render::{File, on_files, perform};
use serde_json::{Value, json};
use tokio::sync::watch;

use super::run::Log;
use super::templates::Base;
use super::{Repository, Scaffolder, work};

/// An action, what it is about, and its fields: name, type, what it is.
type About = (&'static str, &'static str, &'static [(&'static str, &'static str, &'static str)]);

/// What each action is about, and the fields of its input.
const ACTIONS: &[About] = &[
    (
        "catalog:register",
        "Adds a descriptor to the catalog.",
        &[
            ("repoContentsUrl", "string", "The contents of the repository."),
            (
                "catalogInfoPath",
                "string",
                "Path of the descriptor; /catalog-info.yaml if it is not said.",
            ),
        ],
    ),
    (
        "catalog:write",
        "Writes a catalog-info.yaml.",
        &[("filePath", "string", "Where it goes."), ("entity", "object", "What is in it.")],
    ),
    (
        "debug:log",
        "Writes a line into the log.",
        &[
            ("message", "string", "The line."),
            ("listWorkspace", "boolean", "Whether the files so far are listed."),
            ("lines", "number", "How many more lines are written."),
        ],
    ),
    (
        "debug:wait",
        "Waits.",
        &[
            ("minutes", "number", "Minutes."),
            ("seconds", "number", "Seconds."),
            ("milliseconds", "number", "Milliseconds."),
        ],
    ),
    (
        "demo:build",
        "Runs a workflow of the new repository.",
        &[
            ("repository", "string", "Owner and name, with a slash."),
            ("workflow", "string", "File in .github/workflows; ci.yml if it is not said."),
            ("wait", "boolean", "Whether the step ends with the build."),
        ],
    ),
    (
        "fetch:plain",
        "Copies the files of a folder.",
        &[
            ("url", "string", "The folder, relative to the template."),
            ("targetPath", "string", "Where they go."),
        ],
    ),
    (
        "fetch:plain:file",
        "Copies one file.",
        &[
            ("url", "string", "The file, relative to the template."),
            ("targetPath", "string", "Where it goes."),
        ],
    ),
    (
        "fetch:template",
        "Fills in the files of a skeleton.",
        &[
            ("url", "string", "The folder, relative to the template."),
            ("targetPath", "string", "Where they go."),
            ("values", "object", "What the files see as values."),
            ("copyWithoutTemplating", "array", "Patterns of files that are only copied."),
            ("templateFileExtension", "string", "Only files with this ending are filled in."),
        ],
    ),
    (
        "fetch:template:file",
        "Fills in one file.",
        &[
            ("url", "string", "The file, relative to the template."),
            ("targetPath", "string", "Where it goes."),
            ("values", "object", "What the file sees as values."),
        ],
    ),
    ("fs:delete", "Deletes files.", &[("files", "array", "Paths and patterns.")]),
    ("fs:rename", "Renames files.", &[("files", "array", "Pairs of from and to.")]),
    (
        "publish:github",
        "Makes a repository on the disk of the demo.",
        &[
            ("repoUrl", "string", "Host, owner and name, as the field RepoUrlPicker gives them."),
            ("description", "string", "What it is about."),
            ("defaultBranch", "string", "The branch; main if it is not said."),
            ("repoVisibility", "string", "Who sees it; the demo does not heed it."),
            ("protectDefaultBranch", "boolean", "The demo does not heed it."),
        ],
    ),
];

/// What `GET /v2/actions` answers.
pub fn list() -> Value {
    let action = |(id, description, fields): &About| {
        let properties: serde_json::Map<String, Value> = fields
            .iter()
            .map(|(name, kind, about)| {
                ((*name).to_owned(), json!({ "type": kind, "description": about }))
            })
            .collect();
        json!({
            "id": id,
            "description": description,
            "examples": examples(id),
            "schema": schema(id, properties),
        })
    };
    ACTIONS.iter().map(action).collect()
}

/// What an action takes, and what it gives.
fn schema(id: &str, input: serde_json::Map<String, Value>) -> Value {
    const DRAFT: &str = "http://json-schema.org/draft-07/schema#";
    let mut schema =
        json!({ "input": { "type": "object", "properties": input, "$schema": DRAFT } });
    if let Some((_, fields)) = OUTPUTS.iter().find(|(action, _)| *action == id) {
        let fields: serde_json::Map<String, Value> = fields
            .iter()
            .map(|(name, about)| {
                ((*name).to_owned(), json!({ "type": "string", "description": about }))
            })
            .collect();
        schema["output"] = json!({ "type": "object", "properties": fields, "$schema": DRAFT });
    }
    schema
}

/// How an action is used, as Backstage shows it.
fn examples(id: &str) -> Value {
    let found = EXAMPLES.iter().filter(|(action, ..)| *action == id);
    found.map(|(_, about, text)| json!({ "description": about, "example": text })).collect()
}

/// Whether there is such an action.
pub fn is_known(action: &str) -> bool {
    ACTIONS.iter().any(|(id, ..)| *id == action)
}

/// What the outputs of actions hold.
const OUTPUTS: &[(&str, &[(&str, &str)])] = &[
    (
        "publish:github",
        &[
            ("slug", "Owner and name of the repository."),
            ("remoteUrl", "Its page."),
            ("repoContentsUrl", "Its files."),
            ("commitHash", "Its first revision."),
        ],
    ),
    ("demo:build", &[("runId", "Number of the run."), ("runUrl", "Its page.")]),
    (
        "catalog:register",
        &[("entityRef", "The new entry."), ("catalogInfoUrl", "Where its descriptor is.")],
    ),
];

/// Examples: the action, what it shows, the steps.
const EXAMPLES: &[(&str, &str, &str)] = &[
    (
        "debug:log",
        "Write a line",
        "steps:\n  - id: say\n    action: debug:log\n    input:\n      message: Hello ${{ parameters.name }}\n",
    ),
    (
        "fetch:template",
        "Fill in a skeleton",
        "steps:\n  - id: fetch\n    action: fetch:template\n    input:\n      url: ./skeleton\n      values:\n        name: ${{ parameters.name }}\n",
    ),
    (
        "catalog:register",
        "Put a new repository into the catalog",
        "steps:\n  - id: register\n    action: catalog:register\n    input:\n      repoContentsUrl: ${{ steps.publish.output.repoContentsUrl }}\n",
    ),
];

/// What is said of one that is not there, as Backstage says it.
pub fn unknown(action: &str) -> String {
    format!(
        "Template action with ID '{action}' is not registered. See https://backstage.io/docs/features/\
         software-templates/builtin-actions/ on how to add a new action module."
    )
}

/// A task while its steps are done.
pub struct Doing {
    pub scaffolder: Arc<Scaffolder>,
    pub base: Base,
    /// The portal's address as the asker sees it.
    pub address: String,
    pub user: String,
    /// The files so far.
    pub tree: Vec<File>,
    pub cancel: Arc<watch::Sender<bool>>,
    pub log: Log,
}

impl Doing {
    /// Does an action; its output, or a sentence.
    pub async fn perform(&mut self, action: &str, input: &Value) -> Result<Value, String> {
        if on_files(action) {
            return self.on_files(action, input).await;
        }
        match action {
            "debug:log" => Ok(self.debug_log(input).await),
            "debug:wait" => {
                let number = |name: &str| input[name].as_f64().unwrap_or(0.0).max(0.0);
                let time = (number("minutes") * 60.0 + number("seconds")) * 1000.0
                    + number("milliseconds");
                // At most ten minutes, so this is a small whole number.
                let time = time.min(600_000.0).round().to_string().parse().unwrap_or(0);
                self.log.info(&format!("Waiting for {} seconds...", time / 1000));
                self.scaffolder.pass(time).await;
                Ok(json!({}))
            }
            "publish:github" => self.publish(input).await,
            "demo:build" => self.build(input).await,
            "catalog:register" => self.register(input).await,
            _ => Err(unknown(action)),
        }
    }

    async fn debug_log(&self, input: &Value) -> Value {
        let shown = serde_json::to_string_pretty(input).unwrap_or_default();
        self.log.info(&shown);
        if let Some(message) = input["message"].as_str() {
            self.log.info(message);
        }
        for number in 1..=input["lines"].as_u64().unwrap_or(0).min(20_000) {
            self.log.info(&format!("Line {number}"));
            if number % 200 == 0 {
                self.scaffolder.pass(50).await;
            }
        }
        if input["listWorkspace"] == true {
            let paths: Vec<&str> = self.tree.iter().map(|file| file.path.as_str()).collect();
            self.log.info(&format!("Workspace:\n{}", paths.join("\n")));
        }
        json!({})
    }

    async fn on_files(&mut self, action: &str, input: &Value) -> Result<Value, String> {
        let mut fetched = Vec::new();
        if action.starts_with("fetch:") {
            let url = input["url"].as_str().unwrap_or("./");
            self.log.info("Fetching template content from remote URL");
            self.scaffolder.pass(150).await;
            fetched = self.base.fetch(url).await?;
            self.log.info("Listing files and directories in template");
        }
        if action == "fetch:template" {
            let values = input.get("values").cloned().unwrap_or_default();
            let count = fetched.len();
            self.log.info(&format!(
                "Processing {count} template files/directories with input values {values}"
            ));
        }
        let effect = perform(action, input, &fetched, &mut self.tree)
            .map_err(|fault| format!("{}: {}", fault.place, fault.text))?;
        for path in &effect.written {
            let executable = self.tree.iter().any(|file| file.path == *path && file.executable);
            let mode = if executable { 33261 } else { 33188 };
            self.log
                .info(&format!("Writing file {path} to template output path with mode {mode}."));
            self.scaffolder.pass(15).await;
        }
        for path in &effect.removed {
            self.log.info(&format!("File {path} is not there any more"));
        }
        for fault in &effect.faults {
            let line = fault.line.map(|line| format!(":{line}")).unwrap_or_default();
            self.log.error(&format!("{}{line}: {}", fault.place, fault.text));
        }
        match effect.faults.first() {
            Some(fault) => Err(format!("{}: {}", fault.place, fault.text)),
            None => Ok(json!({})),
        }
    }

    async fn publish(&mut self, input: &Value) -> Result<Value, String> {
        let url = input["repoUrl"].as_str().unwrap_or_default();
        let slug = slug(url)?;
        let branch = input["defaultBranch"].as_str().unwrap_or("main");
        if branch.starts_with('-') || branch.contains(|c: char| c.is_whitespace() || c.is_control())
        {
            return Err(format!("`{branch}` is no name for a branch"));
        }
        self.log.info(&format!("Creating the repository {slug}"));
        self.scaffolder.pass(350).await;
        let folder = self.scaffolder.options.repositories.join(&slug);
        let bare = folder.with_file_name(format!(
            "{}.git",
            folder.file_name().and_then(|name| name.to_str()).unwrap_or_default()
        ));
        if folder.exists() || bare.exists() {
            return Err(format!("The repository {slug} exists already. Choose another name."));
        }
        let (name, mail) = work::author(&self.user);
        let made = work::repository(&self.tree, &folder, &bare, branch, (&name, &mail)).await;
        let commit = match made {
            Ok(commit) => commit,
            Err(why) => {
                // What is half made would be in the way of the next try.
                let _ = tokio::fs::remove_dir_all(&folder).await;
                let _ = tokio::fs::remove_dir_all(&bare).await;
                self.log.error(&why);
                return Err(why);
            }
        };
        let short = commit.get(..7).unwrap_or(&commit);
        self.log.info(&format!("Committed {} files as {short}", self.tree.len()));
        self.scaffolder.pass(250).await;
        let remote = format!("{}demo/repositories/{slug}", self.address);
        self.log.info(&format!("Pushed {branch} to {remote}"));
        let clone_url = format!("{remote}.git");
        let repository = Repository {
            slug: slug.clone(),
            description: input["description"].as_str().unwrap_or_default().to_owned(),
            folder,
            bare,
            commit: commit.clone(),
            clone_url: clone_url.clone(),
            registered: None,
        };
        self.scaffolder.state().repositories.push(repository);
        Ok(json!({
            "slug": slug,
            "remoteUrl": remote,
            "cloneUrl": clone_url,
            "repoContentsUrl": format!("{remote}/files/"),
            "commitHash": commit,
        }))
    }

    fn repository(&self, slug: &str) -> Result<Repository, String> {
        let state = self.scaffolder.state();
        let found = state.repositories.iter().find(|repository| repository.slug == slug);
        found.cloned().ok_or_else(|| format!("There is no repository {slug}"))
    }

    async fn build(&mut self, input: &Value) -> Result<Value, String> {
        let repository = self.repository(input["repository"].as_str().unwrap_or_default())?;
        let workflow = input["workflow"].as_str().unwrap_or("ci.yml");
        let id =
            self.scaffolder.begin_build(&repository, workflow, &self.user, &self.cancel).await?;
        self.log.info(&format!("Build {id} of {} is queued", repository.slug));
        let wait = input["wait"] == true;
        let mut bell = self.scaffolder.bell.subscribe();
        loop {
            bell.borrow_and_update();
            let (status, conclusion) = self.scaffolder.build_state(id);
            match (status.as_str(), conclusion.as_deref()) {
                ("completed", Some("success")) => {
                    self.log.info("The build has succeeded");
                    break;
                }
                ("completed", Some(how)) if wait => {
                    return Err(format!("The build has ended with: {how}"));
                }
                ("completed", _) => break,
                ("in_progress", _) if !wait => {
                    self.log.info("The build has begun; it goes on by itself");
                    break;
                }
                _ => {}
            }
            if bell.changed().await.is_err() {
                break;
            }
        }
        let url = format!("{}demo/repositories/{}/runs/{id}", self.address, repository.slug);
        Ok(json!({ "runId": id, "runUrl": url }))
    }

    async fn register(&mut self, input: &Value) -> Result<Value, String> {
        let contents = input["repoContentsUrl"].as_str().unwrap_or_default();
        let path = input["catalogInfoPath"].as_str().unwrap_or("/catalog-info.yaml");
        let path = path.trim_start_matches('/').to_owned();
        self.log.info(&format!("Registering {contents}{path} in the catalog"));
        self.scaffolder.pass(250).await;
        let slug = contents
            .split_once("/demo/repositories/")
            .and_then(|(_, rest)| rest.strip_suffix("/files/"))
            .ok_or("`repoContentsUrl` is no repository of the demo")?
            .to_owned();
        let file = self.tree.iter().find(|file| file.path == path);
        let text = file
            .and_then(|file| String::from_utf8(file.bytes.clone()).ok())
            .ok_or_else(|| format!("There is no file {path} in the repository"))?;
        let documents = work::documents(&text)?;
        let reference = documents
            .iter()
            .find_map(work::reference)
            .ok_or_else(|| format!("{path} has no kind and name"))?;
        {
            let mut state = self.scaffolder.state();
            if let Some(repository) = state.repositories.iter_mut().find(|found| found.slug == slug)
            {
                repository.registered = Some(text);
            }
        }
        self.log.info(&format!("{reference} is in the catalog"));
        let location = format!("{}demo/catalog/created/{slug}/catalog-info.yaml", self.address);
        Ok(json!({ "entityRef": reference, "catalogInfoUrl": location }))
    }
}

/// Owner and name of `github.example?owner=halyard&repo=parcel-weigher`.
fn slug(url: &str) -> Result<String, String> {
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let part = |name: &str| {
        form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
            .filter(|value| {
                !value.is_empty()
                    && !value.starts_with(['.', '-'])
                    && !value.ends_with(".git")
                    && value.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
            })
    };
    match (part("owner"), part("repo")) {
        (Some(owner), Some(repo)) => Ok(format!("{owner}/{repo}")),
        _ => Err(format!(
            "`{url}` names no repository: owner and repo are letters, digits and dashes"
        )),
    }
}
