//! What is to be looked for, and where: the annotations of an entity and the configuration.

use super::api::Meta;
use serde::Deserialize;

/// Annotation with the name of an application.
pub const NAME: &str = "argocd/app-name";
/// Annotation with a label selector for applications.
pub const SELECTOR: &str = "argocd/app-selector";
const NAMESPACE: &str = "argocd/app-namespace";
const PROJECT: &str = "argocd/project-name";
const INSTANCE: &str = "argocd/instance-name";

/// The plugin's `config` in `portal.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct DeploysConfig {
    /// Where Argo CD runs.
    pub instances: Vec<InstanceConfig>,
    /// Names of environments, in the order in which a change goes through them.
    pub environments: Vec<String>,
    /// Label of an application with the name of its environment.
    pub environment_label: String,
}

impl Default for DeploysConfig {
    fn default() -> Self {
        Self {
            instances: Vec::new(),
            environments: ["development", "test", "staging", "production"]
                .map(str::to_owned)
                .into(),
            environment_label: "environment".to_owned(),
        }
    }
}

/// One Argo CD.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct InstanceConfig {
    /// In annotations.
    pub name: String,
    /// For people; the name, if left out.
    #[serde(default)]
    pub title: String,
    /// Its API, by the name in `origins`: `argocd-…`.
    pub origin: String,
    /// Its pages, for links.
    #[serde(default)]
    pub web: Option<String>,
    /// The environment of all of its applications that do not say one.
    #[serde(default)]
    pub environment: Option<String>,
}

impl InstanceConfig {
    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }
}

/// What an entity's annotations say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// One application.
    pub name: Option<String>,
    /// Applications with these labels.
    pub selector: Option<String>,
    /// Only in this namespace.
    pub namespace: Option<String>,
    /// Only of this project.
    pub project: Option<String>,
    /// Only in these instances.
    pub instances: Vec<String>,
}

impl Wanted {
    /// Reads the annotations. A selector goes before a name, because it finds more.
    #[must_use]
    pub fn read(annotation: impl Fn(&str) -> Option<String>) -> Self {
        let said = |key: &str| {
            annotation(key).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let selector = said(SELECTOR);
        let names = said(INSTANCE).unwrap_or_default();
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        Self {
            name: said(NAME).filter(|_| selector.is_none()),
            selector,
            namespace: said(NAMESPACE),
            project: said(PROJECT),
            instances: names.map(str::to_owned).collect(),
        }
    }

    /// Whether the instance of this name is meant.
    #[must_use]
    pub fn is_in(&self, instance: &str) -> bool {
        self.instances.is_empty() || self.instances.iter().any(|name| name == instance)
    }

    /// Whether an application is meant, even where a proxy leaves the query away. What a selector
    /// says with `in` and `notin` is left to the server.
    #[must_use]
    pub fn fits(&self, meta: &Meta, project: &str) -> bool {
        let is = |wanted: &Option<String>, value: &str| {
            wanted.as_deref().is_none_or(|wanted| wanted == value)
        };
        let label = |key: &str| meta.labels.get(key.trim()).map(String::as_str);
        let has = |need: &str| match (need.split_once("!="), need.split_once('=')) {
            (Some((key, value)), _) => label(key) != Some(value.trim()),
            (None, Some((key, value))) => label(key) == Some(value.trim_start_matches('=').trim()),
            (None, None) => true,
        };
        is(&self.name, &meta.name)
            && is(&self.namespace, &meta.namespace)
            && is(&self.project, project)
            && self.selector.as_deref().is_none_or(|all| all.split(',').all(has))
    }

    /// What is looked for, in words.
    #[must_use]
    pub fn words(&self) -> String {
        let parts = [
            (" called ", &self.name),
            (" with the labels ", &self.selector),
            (" in the namespace ", &self.namespace),
            (" of the project ", &self.project),
        ];
        let said = parts
            .into_iter()
            .filter_map(|(before, said)| said.as_deref().map(|said| [before, said].concat()));
        said.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(annotations: &[(&str, &str)]) -> Wanted {
        Wanted::read(|key| {
            let found = annotations.iter().find(|(name, _)| *name == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn meta(name: &str, labels: &[(&str, &str)]) -> Meta {
        let labels = labels.iter().map(|(key, value)| ((*key).into(), (*value).into()));
        Meta { name: name.into(), namespace: "argocd".into(), labels: labels.collect() }
    }

    #[test]
    fn an_application_is_found_by_name_or_by_labels() {
        let by_name = read(&[(NAME, " ledger ")]);
        assert!(by_name.fits(&meta("ledger", &[]), "any"));
        assert!(!by_name.fits(&meta("ledger-staging", &[]), "any"));
        let labels = [("app", "ledger"), ("env", "prod")];
        for (selector, fits) in [
            ("app=ledger", true),
            ("app==ledger, env=prod", true),
            ("app=ledger,env!=prod", false),
            ("app=other", false),
            ("env in (prod,staging)", true),
        ] {
            let wanted = read(&[(NAME, "other"), (SELECTOR, selector)]);
            assert_eq!(wanted.fits(&meta("x", &labels), "any"), fits, "{selector}");
        }
    }

    #[test]
    fn a_namespace_a_project_and_instances_narrow_it() {
        let wanted =
            read(&[(NAME, "a"), (NAMESPACE, "argocd"), (PROJECT, "p"), (INSTANCE, "one, two")]);
        assert!(wanted.fits(&meta("a", &[]), "p"));
        assert!(!wanted.fits(&meta("a", &[]), "q"));
        assert!(wanted.is_in("two") && !wanted.is_in("three"));
        assert!(read(&[(NAME, "a")]).is_in("anywhere"));
        assert_eq!(wanted.words(), " called a in the namespace argocd of the project p");
    }

    #[test]
    fn a_typing_mistake_in_the_configuration_is_an_error() {
        let read = |json: &str| serde_json::from_str::<DeploysConfig>(json);
        let good = read(r#"{"instances": [{"name": "a", "origin": "argocd-a"}]}"#).unwrap();
        assert_eq!(good.instances[0].label(), "a");
        assert_eq!(good.environment_label, "environment");
        assert!(read(r#"{"instances": [{"name": "a"}]}"#).is_err());
        assert!(read(r#"{"instance": []}"#).is_err());
    }
}
