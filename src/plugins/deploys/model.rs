//! An application in the reader's words: how it is, why, and what is deployed.

use super::api::{Object, Which, list, text};
use super::wanted::{DeploysConfig, InstanceConfig};
use crate::plugin::time::instant;
use portico_components::Tone;
use serde_json::Value;

/// An application.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Application {
    /// Where to ask for more.
    pub which: Which,
    /// Names it on a page: instance, namespace, name.
    pub id: String,
    /// Its environment; empty when nobody says.
    pub environment: String,
    /// Place of the environment in the order of the configuration.
    pub rank: usize,
    /// The cluster and namespace it goes to.
    pub place: String,
    /// Whether what runs is what is wanted.
    pub sync: State,
    /// Whether it works.
    pub health: State,
    /// Both and the last attempt to sync, as one state.
    pub whole: State,
    /// Why it is not well, the most telling first.
    pub why: Vec<Reason>,
    /// Where what is wanted is kept: a repository, and a folder or chart in it.
    pub source: Source,
    /// What is followed: a branch, a tag, a range.
    pub follows: String,
    /// The revision that was last compared with what runs.
    pub compared: String,
    /// What was deployed, the newest first.
    pub history: Vec<Deploy>,
    /// Images that run.
    pub images: Vec<String>,
    /// Addresses that it says it serves; not checked.
    pub urls: Vec<String>,
    /// How it is synced.
    pub policy: &'static str,
    /// When Argo CD last looked.
    pub looked: Option<i64>,
    /// Objects with their state against what is wanted.
    pub resources: Vec<Resource>,
    /// Its page.
    pub web: Option<String>,
}

/// A state: a shape and a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    /// Shape and colour.
    pub tone: Tone,
    /// The word.
    pub word: &'static str,
}

impl Default for State {
    fn default() -> Self {
        state(Tone::Neutral, "Unknown")
    }
}

const fn state(tone: Tone, word: &'static str) -> State {
    State { tone, word }
}

/// Why something is not well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// How bad it is.
    pub tone: Tone,
    /// In a few words.
    pub title: String,
    /// In the words of Argo CD.
    pub text: String,
}

/// Where something is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Address of the repository; not checked.
    pub repo: String,
    /// Folder, or name of the chart.
    pub path: String,
    /// Whether it is a chart: its revisions are versions, and no commits.
    pub is_chart: bool,
}

/// One deployment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deploy {
    /// What was deployed.
    pub revision: String,
    /// When it was done.
    pub at: i64,
    /// How long it took, in seconds.
    pub seconds: Option<u64>,
    /// Who started it; empty for Argo CD itself.
    pub by: String,
}

/// An object of the cluster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resource {
    /// Names it in the tree.
    pub uid: String,
    /// What it belongs to.
    pub parent: String,
    /// `Deployment` and so on.
    pub kind: String,
    /// Namespace, empty for what has none.
    pub namespace: String,
    /// Name.
    pub name: String,
    /// Against what is wanted; nothing for what is not wanted itself, such as pods.
    pub sync: Option<State>,
    /// Nothing for what has no health.
    pub health: Option<State>,
    /// Why, in the words of Argo CD.
    pub message: String,
    /// `4.18.0`, `revision:174` and so on.
    pub info: String,
}

/// The word for a health.
#[must_use]
pub fn health(word: &str) -> State {
    match word {
        "Healthy" => state(Tone::Success, "Healthy"),
        "Progressing" => state(Tone::Info, "Progressing"),
        "Degraded" => state(Tone::Danger, "Degraded"),
        "Suspended" => state(Tone::Neutral, "Suspended"),
        "Missing" => state(Tone::Warning, "Missing"),
        _ => State::default(),
    }
}

/// The word for a comparison.
#[must_use]
pub fn sync(word: &str) -> State {
    match word {
        "Synced" => state(Tone::Success, "Synced"),
        "OutOfSync" => state(Tone::Warning, "Out of sync"),
        _ => State::default(),
    }
}

/// Reads an application.
#[must_use]
pub fn read(object: &Object, config: &DeploysConfig, instance: &InstanceConfig) -> Application {
    let (meta, spec, status) = (&object.metadata, &object.spec, &object.status);
    let source = ["/source", "/sources/0"].into_iter().find_map(|place| spec.pointer(place));
    let source = source.unwrap_or(&Value::Null);
    let chart = text(source, "/chart");
    let place = [text(spec, "/destination/name"), text(spec, "/destination/server")];
    let place = place.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let environment = meta.labels.get(&config.environment_label).cloned();
    let environment = environment.or_else(|| instance.environment.clone()).unwrap_or_default();
    let (sync, health) =
        (sync(text(status, "/sync/status")), health(text(status, "/health/status")));
    let resources: Vec<Resource> = list(status, "/resources").iter().map(resource).collect();
    let strings = |place: &str| -> Vec<String> {
        list(status, place).iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let mut history: Vec<Deploy> = list(status, "/history").iter().filter_map(deploy).collect();
    history.sort_by_key(|deploy| std::cmp::Reverse(deploy.at));
    Application {
        which: Which {
            origin: instance.origin.clone(),
            name: meta.name.clone(),
            namespace: meta.namespace.clone(),
            project: text(spec, "/project").to_owned(),
        },
        id: [&*instance.name, "/", &meta.namespace, "/", &meta.name].concat(),
        rank: config
            .environments
            .iter()
            .position(|name| *name == environment)
            .unwrap_or(config.environments.len()),
        environment,
        place: joined(&[place, text(spec, "/destination/namespace")]),
        sync,
        health,
        whole: whole(status, sync, health),
        why: why(status, sync, health, &resources),
        source: Source {
            repo: text(source, "/repoURL").to_owned(),
            path: if chart.is_empty() { text(source, "/path") } else { chart }.to_owned(),
            is_chart: !chart.is_empty(),
        },
        follows: text(source, "/targetRevision").to_owned(),
        compared: revision(&status.pointer("/sync").cloned().unwrap_or_default()),
        history,
        images: strings("/summary/images"),
        urls: strings("/summary/externalURLs"),
        policy: policy(spec.pointer("/syncPolicy/automated")),
        looked: instant(text(status, "/reconciledAt")),
        resources,
        web: instance.web.as_ref().map(|web| {
            let web = web.trim_end_matches('/');
            [web, "/applications/", &meta.namespace, "/", &meta.name].concat()
        }),
    }
}

/// `prod-eu-west, payments`, without what is empty.
fn joined(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}

/// The revision, or the first one of several sources.
fn revision(of: &Value) -> String {
    let all = [text(of, "/revision"), text(of, "/revisions/0")];
    all.into_iter().find(|one| !one.is_empty()).unwrap_or_default().to_owned()
}

fn deploy(entry: &Value) -> Option<Deploy> {
    let at = instant(text(entry, "/deployedAt"))?;
    let started = instant(text(entry, "/deployStartedAt"));
    let seconds = started.and_then(|started| u64::try_from((at - started) / 1000).ok());
    let by = text(entry, "/initiatedBy/username").to_owned();
    Some(Deploy { revision: revision(entry), at, seconds, by })
}

fn policy(automated: Option<&Value>) -> &'static str {
    let Some(automated) = automated.filter(|all| is_on(all)) else { return "By hand" };
    let is = |key: &str| automated.get(key).and_then(Value::as_bool).unwrap_or_default();
    match (is("prune"), is("selfHeal")) {
        (true, true) => "By itself, with pruning and healing",
        (true, false) => "By itself, with pruning",
        (false, true) => "By itself, with healing",
        (false, false) => "By itself",
    }
}

/// Whether a policy is there and not switched off.
fn is_on(automated: &Value) -> bool {
    automated.is_object() && automated.get("enabled") != Some(&Value::Bool(false))
}

fn resource(one: &Value) -> Resource {
    let word = text(one, "/health/status");
    let field = |key: &str| text(one, key).to_owned();
    Resource {
        kind: field("/kind"),
        namespace: field("/namespace"),
        name: field("/name"),
        sync: Some(text(one, "/status")).filter(|word| !word.is_empty()).map(sync),
        health: (!word.is_empty()).then(|| health(word)),
        message: field("/health/message"),
        ..Resource::default()
    }
}

/// Everything that is there because of an application: the tree, with what the application itself
/// says of the same objects.
#[must_use]
pub fn tree(tree: &Value, application: &Application) -> Vec<Resource> {
    let node = |node: &Value| {
        let mut one = resource(node);
        one.uid = text(node, "/uid").to_owned();
        one.parent = text(node, "/parentRefs/0/uid").to_owned();
        let known = application.resources.iter().find(|known| {
            known.kind == one.kind && known.name == one.name && known.namespace == one.namespace
        });
        one.sync = known.and_then(|known| known.sync);
        one.health = one.health.or(known.and_then(|known| known.health));
        let info = list(node, "/info").iter();
        let info = info.filter(|info| text(info, "/name") == "Revision");
        one.info = info.map(|info| text(info, "/value")).collect::<Vec<_>>().join(", ");
        one
    };
    let mut all: Vec<Resource> = list(tree, "/nodes").iter().map(node).collect();
    // What is wanted and not there is in no tree.
    let missing = application
        .resources
        .iter()
        .filter(|known| !all.iter().any(|one| one.kind == known.kind && one.name == known.name));
    let missing: Vec<Resource> = missing.cloned().collect();
    all.extend(missing);
    all
}

/// Why objects are not well, in the words of Argo CD: the worst first, each sentence once.
#[must_use]
pub fn reasons(resources: &[Resource]) -> Vec<Reason> {
    let mut all: Vec<Reason> = Vec::new();
    for one in resources {
        let Some(state) = one.health.filter(|state| state.tone != Tone::Success) else { continue };
        if !one.message.is_empty() && !all.iter().any(|said| said.text == one.message) {
            let title = [&*one.kind, " ", &one.name, ": ", state.word].concat();
            all.push(Reason { tone: state.tone, title, text: one.message.clone() });
        }
    }
    all.sort_by_key(|reason| reason.tone != Tone::Danger);
    all
}

/// The state as a whole: what somebody has to look at goes first.
fn whole(status: &Value, sync: State, health: State) -> State {
    match text(status, "/operationState/phase") {
        "Running" | "Terminating" => return state(Tone::Info, "Syncing"),
        "Failed" | "Error" if sync.tone != Tone::Success => {
            return state(Tone::Danger, "Sync failed");
        }
        _ => {}
    }
    match (health.tone, sync.tone) {
        (Tone::Success, Tone::Warning) => sync,
        (Tone::Success, Tone::Neutral) => state(Tone::Neutral, "Sync unknown"),
        _ => health,
    }
}

/// Why it is not well: the last attempt to sync, then objects, then what Argo CD complains of.
fn why(status: &Value, sync: State, health: State, resources: &[Resource]) -> Vec<Reason> {
    let mut all = Vec::new();
    let mut add = |tone: Tone, title: String, text: &str| {
        let said = all.iter().any(|one: &Reason| one.text == text);
        if !text.is_empty() && !said {
            all.push(Reason { tone, title, text: text.to_owned() });
        }
    };
    let operation = "/operationState";
    let phase = text(status, "/operationState/phase");
    if matches!(phase, "Failed" | "Error") && sync.tone != Tone::Success {
        let failed = status.pointer(operation).unwrap_or(&Value::Null);
        add(Tone::Danger, "The last sync failed".to_owned(), text(failed, "/message"));
        for one in list(failed, "/syncResult/resources") {
            if text(one, "/status") == "SyncFailed" {
                let title = [text(one, "/kind"), " ", text(one, "/name")].concat();
                add(Tone::Danger, title, text(one, "/message"));
            }
        }
    }
    if health.tone != Tone::Success {
        for one in reasons(resources) {
            add(one.tone, one.title, &one.text);
        }
        add(health.tone, health.word.to_owned(), text(status, "/health/message"));
    }
    for one in list(status, "/conditions") {
        let kind = text(one, "/type");
        let tone = if kind.ends_with("Error") { Tone::Danger } else { Tone::Warning };
        add(tone, condition(kind).to_owned(), text(one, "/message"));
    }
    all
}

fn condition(kind: &str) -> &str {
    match kind {
        "ComparisonError" => "It cannot be compared with what is wanted",
        "DeletionError" => "It cannot be deleted",
        "InvalidSpecError" => "The application is not valid",
        "SyncError" => "It cannot be synced",
        "SharedResourceWarning" => "Another application has the same object",
        "RepeatedResourceWarning" => "An object is there twice",
        "ExcludedResourceWarning" => "An object is left out by the settings of Argo CD",
        "OrphanedResourceWarning" => "Objects belong to no application",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::super::api::recorded;
    use super::super::revision::short;
    use super::*;
    use serde_json::json;

    fn instance() -> InstanceConfig {
        serde_json::from_value(json!({
            "name": "main", "origin": "argocd-main", "web": "https://argocd.example/",
            "environment": "production",
        }))
        .unwrap()
    }

    fn all() -> Vec<Application> {
        let config = DeploysConfig::default();
        let recorded = recorded::applications().items.items;
        recorded.iter().map(|one| read(one, &config, &instance())).collect()
    }

    #[test]
    fn every_recorded_state_has_one_word() {
        let words: Vec<_> = all().iter().map(|one| one.whole.word).collect();
        assert_eq!(
            words,
            ["Healthy", "Sync failed", "Syncing", "Missing", "Suspended", "Sync failed"]
        );
    }

    #[test]
    fn what_failed_is_said_in_words_and_once() {
        let sick = all().remove(1);
        let titles: Vec<_> = sick.why.iter().map(|one| one.title.as_str()).collect();
        assert_eq!(titles, ["The last sync failed", "Deployment checkout", "It cannot be synced"]);
        assert!(all().remove(0).why.is_empty());
    }

    #[test]
    fn an_application_says_what_is_deployed_where() {
        let one = all().remove(0);
        assert_eq!(one.place, "https://kubernetes.default.svc, shop");
        assert_eq!((one.environment.as_str(), one.rank), ("production", 3));
        let newest = one.history.first().unwrap();
        assert_eq!((short(&newest.revision), newest.by.as_str()), ("9f1c2d3", "jdoe"));
        assert_eq!(newest.seconds, Some(52));
        assert_eq!(one.policy, "By itself, with pruning and healing");
        assert_eq!(one.web.as_deref(), Some("https://argocd.example/applications/argocd/checkout"));
    }

    #[test]
    fn the_tree_has_what_the_application_says_of_the_same_objects() {
        let nodes = serde_json::from_str(recorded::TREE).unwrap();
        let one = all().remove(0);
        let tree = tree(&nodes, &one);
        let deployment = tree.iter().find(|one| one.kind == "Deployment").unwrap();
        assert_eq!(deployment.sync.map(|state| state.word), Some("Synced"));
        assert!(tree.iter().any(|one| one.parent == deployment.uid));
        // A hook that has run is in no tree any more.
        assert!(tree.iter().any(|one| one.name == "checkout-migrate"));
    }

    #[test]
    fn words_of_tomorrow_are_unknown_and_not_good() {
        let object: Object = serde_json::from_value(json!({
            "metadata": {"name": "a"},
            "status": {"sync": {"status": "Blessed"}, "health": {"status": "Radiant"}, "history": 7},
        }))
        .unwrap();
        let one = read(&object, &DeploysConfig::default(), &instance());
        assert_eq!(one.whole, State::default());
        assert_eq!(one.policy, "By hand");
    }
}
