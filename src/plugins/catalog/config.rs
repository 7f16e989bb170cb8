//! The plugin's `config` in `portal.json`. It is read on the page that needs it, so that its code
//! costs the list of entities nothing.

use portico_catalog::hygiene::Wanted;
use serde::Deserialize;

/// What a company asks of its catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct CatalogConfig {
    /// Annotations that entities should have.
    pub annotations: Vec<WantedAnnotation>,
    /// Address of the index of kept catalogs; empty when none are kept.
    pub snapshots: String,
}

/// An annotation that entities should have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct WantedAnnotation {
    /// Its key.
    pub key: String,
    /// Kinds that should have it; those with an owner when empty.
    pub kinds: Vec<String>,
    /// Types that should have it; all when empty.
    pub types: Vec<String>,
    /// A value that a patch begins with.
    pub example: String,
}

impl WantedAnnotation {
    /// What is looked for.
    pub fn wanted(&self) -> Wanted {
        Wanted { key: self.key.clone(), kinds: self.kinds.clone(), types: self.types.clone() }
    }
}

#[cfg(test)]
mod tests {
    fn read(config: &str) -> Result<super::CatalogConfig, String> {
        serde_json::from_str(config).map_err(|error| error.to_string())
    }

    #[test]
    fn annotations_are_listed_and_mistakes_are_mistakes() {
        let config = read(r#"{"annotations":[{"key":"a/b","kinds":["component"]}]}"#).unwrap();
        assert_eq!(config.annotations[0].wanted().key, "a/b");
        assert!(read(r#"{"annotation":[]}"#).unwrap_err().contains("unknown field `annotation`"));
        let config = read(r#"{"snapshots":"snapshots/index.json"}"#).unwrap();
        assert_eq!(config.snapshots, "snapshots/index.json");
        assert_eq!(read("{}"), Ok(super::CatalogConfig::default()));
    }
}
