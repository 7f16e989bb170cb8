//! What is to be looked for, and where: the annotations of an entity and the configuration.

use super::selector::Selector;
use super::{ID, LABEL_SELECTOR};
use serde::Deserialize;

const NAMESPACE: &str = "backstage.io/kubernetes-namespace";
const CLUSTER: &str = "backstage.io/kubernetes-cluster";

/// The plugin's `config` in `portal.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct KubernetesConfig {
    /// The clusters whose API the browser can reach.
    pub clusters: Vec<ClusterConfig>,
    /// Origin of a Backstage backend with the Kubernetes plugin.
    pub backstage: Option<String>,
    /// Newest lines of a log.
    pub log_lines: u32,
}

impl Default for KubernetesConfig {
    fn default() -> Self {
        Self { clusters: Vec::new(), backstage: None, log_lines: 500 }
    }
}

/// One cluster of the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ClusterConfig {
    /// In annotations.
    pub name: String,
    /// For people; the name, if left out.
    #[serde(default)]
    pub title: String,
    /// Its API, by the name in `origins`: `kubernetes-…`.
    pub origin: String,
    /// The only namespace that may be read there.
    #[serde(default)]
    pub namespace: Option<String>,
}

impl ClusterConfig {
    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.title.is_empty() { &self.name } else { &self.title }
    }
}

/// What an entity's annotations say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which objects.
    pub selector: Selector,
    /// The only namespace.
    pub namespace: Option<String>,
    /// The only cluster.
    pub cluster: Option<String>,
}

impl Wanted {
    /// Reads the annotations.
    ///
    /// # Errors
    /// A label selector that makes no sense.
    pub fn read(annotation: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let said = |key: &str| {
            annotation(key).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let selector = match said(LABEL_SELECTOR) {
            Some(text) => Selector::parse(&text).ok_or(text)?,
            None => Selector::of_id(&said(ID).unwrap_or_default()),
        };
        Ok(Self { selector, namespace: said(NAMESPACE), cluster: said(CLUSTER) })
    }

    /// Whether a cluster of this name is meant.
    #[must_use]
    pub fn is_in(&self, cluster: &str) -> bool {
        self.cluster.as_deref().is_none_or(|name| name == cluster)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(annotations: &[(&str, &str)]) -> Result<Wanted, String> {
        Wanted::read(|key| {
            let found = annotations.iter().find(|(name, _)| *name == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_selector_goes_before_the_id() {
        let by_id = read(&[(ID, "ledger"), (CLUSTER, "prod")]).unwrap();
        assert_eq!(by_id.selector.text(), "backstage.io/kubernetes-id=ledger");
        assert!(by_id.is_in("prod") && !by_id.is_in("test"));
        let by_selector = read(&[(ID, "ledger"), (LABEL_SELECTOR, "app=x"), (NAMESPACE, " n ")]);
        let by_selector = by_selector.unwrap();
        assert_eq!(by_selector.selector.text(), "app=x");
        assert_eq!(by_selector.namespace.as_deref(), Some("n"));
        assert!(by_selector.is_in("anywhere"));
        assert_eq!(read(&[(LABEL_SELECTOR, "a b")]), Err("a b".to_owned()));
    }

    #[test]
    fn a_typing_mistake_in_the_configuration_is_an_error() {
        let read = |json: &str| serde_json::from_str::<KubernetesConfig>(json);
        let good = read(r#"{"clusters": [{"name": "a", "origin": "kubernetes-a"}]}"#).unwrap();
        assert_eq!((good.clusters[0].label(), good.log_lines), ("a", 500));
        assert!(read(r#"{"clusters": [{"name": "a"}]}"#).is_err());
        assert!(read(r#"{"cluster": []}"#).is_err());
    }
}
