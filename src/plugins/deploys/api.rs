//! The API of Argo CD: endpoints and answers, nothing else.
//!
//! Source: argo-cd 3, `assets/swagger.json`; the same paths since 1.8. An application has hundreds
//! of fields and few of them count, so all but its name is read where it is needed.

pub use crate::net::value::{list, text};

use super::wanted::Wanted;
use crate::net::{Get, Items};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;

const BASE: [&str; 3] = ["api", "v1", "applications"];

/// A list; an empty one is `null`.
#[derive(Clone, Debug, Deserialize)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
pub struct List<T> {
    /// What is in it.
    #[serde(deserialize_with = "crate::net::or_default")]
    pub items: Items<T>,
}

/// An application.
#[derive(Clone, Debug, Deserialize)]
pub struct Object {
    /// Its name and labels.
    pub metadata: Meta,
    /// What is wanted.
    #[serde(default)]
    pub spec: Value,
    /// What is.
    #[serde(default)]
    pub status: Value,
}

/// What an application is called.
#[derive(Clone, Debug, Deserialize)]
pub struct Meta {
    /// Name within its namespace.
    pub name: String,
    /// Namespace of the application itself, not of what it deploys.
    #[serde(default, deserialize_with = "crate::net::or_default")]
    pub namespace: String,
    /// Labels.
    #[serde(default, deserialize_with = "crate::net::or_default")]
    pub labels: BTreeMap<String, String>,
}

/// The applications that are wanted. One that is missing is no error here: asked for by itself it
/// would be refused, as if the reader were not allowed to see it.
#[must_use]
pub fn applications(origin: &str, wanted: &Wanted) -> Get<List<Object>> {
    Get::new(origin)
        .path(BASE)
        .query("name", wanted.name.clone())
        .query("selector", wanted.selector.clone())
        .query("projects", wanted.project.clone())
        .query("appNamespace", wanted.namespace.clone())
}

/// Which application is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// Origin of its Argo CD.
    pub origin: String,
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// Its project; without it a missing application is a forbidden one.
    pub project: String,
}

impl Which {
    fn get<T: DeserializeOwned + Send + Sync + 'static>(&self, parts: &[&str]) -> Get<T> {
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Get::new(&*self.origin)
            .path(BASE)
            .path([&*self.name])
            .path(parts)
            .query("appNamespace", given(&self.namespace))
            .query("project", given(&self.project))
    }

    /// Everything that is there because of it, with its health: `nodes`.
    #[must_use]
    pub fn tree(&self) -> Get<Value> {
        self.get(&["resource-tree"])
    }

    /// What happened to it, about an hour back.
    #[must_use]
    pub fn events(&self) -> Get<List<Value>> {
        self.get(&["events"])
    }

    /// Who made a revision, when and with which message.
    #[must_use]
    pub fn revision(&self, revision: &str) -> Get<Value> {
        self.get(&["revisions", revision, "metadata"])
    }
}

#[cfg(test)]
pub(super) mod recorded {
    //! Answers that are valid by the schema of Argo CD.

    use super::*;
    use crate::net::decode;

    macro_rules! recording {
        ($name:literal) => {
            include_str!(concat!("../../../tests/contract/argocd/", $name, ".json"))
        };
    }

    pub const TREE: &str = recording!("resource-tree");
    pub const REVISION: &str = recording!("revision-metadata");

    pub fn applications() -> List<Object> {
        decode::json(recording!("applications").as_bytes()).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::decode;

    #[test]
    fn every_recorded_application_is_read() {
        let all = recorded::applications();
        assert_eq!((all.items.items.len(), all.items.broken.len()), (6, 0));
    }

    #[test]
    fn a_bad_application_is_one_error_and_null_is_an_empty_list() {
        let text = br#"{"items": [{"metadata": {"name": 7}}, {"metadata": {"name": "a", "labels": null}}]}"#;
        let list: List<Object> = decode::json(text).unwrap();
        assert_eq!((list.items.items.len(), list.items.broken.len()), (1, 1));
        let empty: List<Object> = decode::json(br#"{"items": null}"#).unwrap();
        assert!(empty.items.items.is_empty());
        // What is no list is no empty one.
        assert!(decode::json::<List<Object>>(br#"{"error": "x"}"#).is_err());
    }
}
