//! The plugin's `config` in `portal.json`.

use super::checklist::Step;
use crate::net::Get;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{CodeBlock, CodeLanguage, EmptyKind, EmptyState, ErrorPanel};
use serde::Deserialize;

/// What a company says of itself. All paths are below the portal's own folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct ExploreConfig {
    /// JSON of the tools.
    pub tools: Option<String>,
    /// JSON of the tech radar.
    pub radar: Option<String>,
    /// JSON that lists the announcements, which lie beside it.
    pub announcements: Option<String>,
    /// Annotation of a team that names who leads it.
    pub lead_annotation: Option<String>,
    /// Annotation of an entity that says since when it is there: a date.
    pub created_annotation: Option<String>,
    /// What somebody who is new does, in order.
    pub start: Vec<Step>,
}

/// A file of the portal's folder.
pub fn file<T: serde::de::DeserializeOwned + Send + Sync + 'static>(path: &str) -> Get<T> {
    Get::new("portal").below(path)
}

/// Draws a section from the configuration, or what is wrong with it.
pub fn with_config(draw: impl FnOnce(ExploreConfig) -> AnyView) -> AnyView {
    match read_config::<ExploreConfig>() {
        Ok(config) => draw(config),
        Err(error) => {
            let cause = format!("portal.json, {}: {}", error.path, error.message);
            view! { <ErrorPanel title="The configuration of Explore cannot be used" cause=cause /> }
                .into_any()
        }
    }
}

/// Said where a section has nothing to read yet: what to write into `portal.json`.
pub fn not_configured(title: &'static str, what: &'static str, key: &'static str) -> AnyView {
    let snippet =
        format!("{{ \"id\": \"explore\", \"config\": {{ \"{key}\": \"explore/{key}.json\" }} }}\n");
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title=title
            snippet=ViewFn::from(move || {
                view! {
                    <CodeBlock
                        code=snippet.clone()
                        label="Entry under plugins in portal.json"
                        language=CodeLanguage::Plain
                    />
                }
                .into_any()
            })>{what}</EmptyState>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    fn read(config: &str) -> Result<super::ExploreConfig, String> {
        serde_json::from_str(config).map_err(|error| error.to_string())
    }

    #[test]
    fn all_of_it_is_optional() {
        assert_eq!(read("{}"), Ok(super::ExploreConfig::default()));
        let config = read(r#"{"tools":"explore/tools.json"}"#).unwrap();
        assert_eq!(config.tools.as_deref(), Some("explore/tools.json"));
    }

    #[test]
    fn mistakes_are_mistakes() {
        assert!(read(r#"{"tool":"x"}"#).unwrap_err().contains("unknown field `tool`"));
        assert!(read(r#"{"start":[{"id":"a","title":"A"},{"id":"b","title":7}]}"#).is_err());
    }
}
