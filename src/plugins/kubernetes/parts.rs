//! What the card and the tab have in common: what is asked, and what is said when that is not clear.

use super::clusters::Known;
use super::model::{Glance, Health};
use super::wanted::{ClusterConfig, KubernetesConfig, Wanted};
use crate::plugin::loaded::{misconfigured, not_in_settings};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Banner, EmptyKind, EmptyState, Tone};

/// What is asked about an entity.
pub struct Asked {
    /// What its annotations say.
    pub wanted: Wanted,
    /// Its reference, for Backstage.
    pub entity_ref: String,
    /// The clusters that are asked themselves.
    pub clusters: Vec<ClusterConfig>,
    /// The origin of Backstage, if it is asked.
    pub backstage: Option<String>,
    /// Newest lines of a log.
    pub log_lines: u32,
    /// Address of the tab.
    pub here: String,
}

/// Reads what is to be asked.
///
/// # Errors
/// What to show where that is not clear.
pub fn asked(input: &EntityInput) -> Result<Asked, AnyView> {
    let config: KubernetesConfig = read_config().map_err(|error| misconfigured(&error))?;
    let wanted = Wanted::read(|key| input.annotation(key)).map_err(|text| bad_selector(&text))?;
    if config.clusters.is_empty() && config.backstage.is_none() {
        return Err(no_clusters());
    }
    let names: Vec<String> = config.clusters.iter().map(|one| one.name.clone()).collect();
    let clusters: Vec<ClusterConfig> =
        config.clusters.into_iter().filter(|one| wanted.is_in(&one.name)).collect();
    if clusters.is_empty() && config.backstage.is_none() {
        return Err(unknown_cluster(wanted.cluster.as_deref().unwrap_or_default(), &names));
    }
    let entity = input.catalog.entry(input.ix).entity_ref();
    let here = EntityPath::of(&entity).tab("kubernetes");
    Ok(Asked {
        wanted,
        entity_ref: entity.to_string(),
        clusters,
        backstage: config.backstage,
        log_lines: config.log_lines.clamp(1, 5000),
        here: use_registry().href(routes::ENTITY, &here).unwrap_or_default(),
    })
}

/// Said when the portal knows no cluster.
pub fn no_clusters() -> AnyView {
    const SNIPPET: &str = r#""origins": {
  "kubernetes-prod": { "title": "Production", "url": "https://kube.example.com", "auth": "session" }
},
"plugins": [
  { "id": "kubernetes", "config": { "clusters": [{ "name": "prod", "origin": "kubernetes-prod" }] } }
]
"#;
    not_in_settings(
        "No cluster is known to the portal",
        "Whoever runs the portal adds it to portal.json.",
        "Clusters in portal.json",
        SNIPPET,
    )
}

fn unknown_cluster(name: &str, known: &[String]) -> AnyView {
    let text = format!(
        "The annotation backstage.io/kubernetes-cluster says “{name}”. The portal knows {}.",
        known.join(", ")
    );
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title="The portal does not know the cluster">{text}</EmptyState>
    }
    .into_any()
}

/// Said when the annotation is no label selector.
pub fn bad_selector(text: &str) -> AnyView {
    let text = format!(
        "“{text}” is no label selector, such as app=ledger,tier!=cache. Correct the annotation {} in the descriptor.",
        super::LABEL_SELECTOR
    );
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title="The label selector is not clear">{text}</EmptyState>
    }
    .into_any()
}

/// Said when a cluster has nothing of the service.
pub fn nothing_runs(selector: &str) -> AnyView {
    let text = format!(
        "No workload and no pod has the labels {selector}. Give them to the workload and to the pods in its template."
    );
    view! { <EmptyState kind=EmptyKind::FirstUse title="Nothing runs here">{text}</EmptyState> }
        .into_any()
}

/// What could not be had or read, above what could.
pub fn notes(known: &Known) -> AnyView {
    let unread = (!known.unread.is_empty()).then(|| {
        let all = known.unread.iter().map(|one| [&one.what, ": ", &one.why, "."].concat());
        let text = all.collect::<Vec<_>>().join(" ");
        view! {
            <Banner tone=Tone::Warning title="Some of it could not be loaded">{text}</Banner>
        }
    });
    let broken = (!known.broken.is_empty()).then(|| {
        let title = match known.broken.len() {
            1 => "1 object could not be read".to_owned(),
            many => format!("{many} objects could not be read"),
        };
        let text = known.broken.join("; ");
        view! {
            <Banner tone=Tone::Warning title=title>{text}</Banner>
        }
    });
    view! {
        {unread}
        {broken}
    }
    .into_any()
}

/// `3 of 4 workloads are well`.
#[must_use]
pub fn count_words(glance: &Glance) -> String {
    match glance.all {
        0 => "No workloads".to_owned(),
        1 if glance.well == 1 => "1 workload, which is well".to_owned(),
        1 => "1 workload, which is not well".to_owned(),
        all => format!("{} of {all} workloads are well", glance.well),
    }
}

/// The state of a whole cluster.
#[must_use]
pub fn state_words(glance: &Glance) -> (Tone, &'static str) {
    match &glance.worst {
        Some((health, word, ..)) => (health.tone(), word),
        None if glance.all == 0 => (Tone::Neutral, "Nothing runs"),
        None if glance.changes => (Health::Progressing.tone(), "Changing"),
        None => (Tone::Success, "Healthy"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cluster_has_one_state() {
        let glance = |well, all, changes| Glance { well, all, changes, worst: None };
        assert_eq!(state_words(&glance(0, 0, false)), (Tone::Neutral, "Nothing runs"));
        assert_eq!(state_words(&glance(2, 2, true)), (Tone::Info, "Changing"));
        assert_eq!(state_words(&glance(2, 2, false)), (Tone::Success, "Healthy"));
        let worst = Some((Health::Stuck, "Rollout stuck", "a".to_owned(), String::new()));
        let sick = Glance { worst, ..glance(1, 2, true) };
        assert_eq!(state_words(&sick), (Tone::Danger, "Rollout stuck"));
        assert_eq!(count_words(&sick), "1 of 2 workloads are well");
        assert_eq!(count_words(&glance(1, 1, false)), "1 workload, which is well");
    }
}
