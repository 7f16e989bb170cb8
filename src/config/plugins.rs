//! The entries under `plugins`, each with a part that only the plugin understands.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{ConfigError, json::JsonError};

/// One plugin as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginEntry {
    /// Which plugin.
    pub id: String,
    /// Whether it takes part.
    pub enabled: bool,
    /// What only the plugin understands.
    pub config: PluginConfig,
}

/// The `config` of one plugin, kept as JSON until the plugin reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PluginConfig {
    path: String,
    json: String,
}

impl Default for PluginConfig {
    /// Nothing is said.
    fn default() -> Self {
        Self { path: String::new(), json: "{}".to_owned() }
    }
}

impl PluginConfig {
    pub(super) fn new(path: String, value: &Value) -> Self {
        Self { path, json: value.to_string() }
    }

    /// Reads it as the plugin's own type; an absent `config` reads as `{}`.
    ///
    /// Give the type `#[serde(default, deny_unknown_fields)]`, so that a typing mistake is an error.
    ///
    /// # Errors
    /// The first mistake, with its path in the file (`plugins[1].config.branch`).
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, ConfigError> {
        serde_json::from_str(&self.json).map_err(|error| {
            let JsonError { path, message } = JsonError::explain(self.json.as_bytes(), &error);
            ConfigError::new(path, message).within(&self.path)
        })
    }

    /// Whether a key of that name is in it somewhere: a look at the text, before anything is read.
    #[must_use]
    pub fn names(&self, key: &str) -> bool {
        self.json.contains(&["\"", key, "\":"].concat())
    }

    /// Where it stands in the file: `plugins[1].config`.
    pub fn path(&self) -> &str {
        &self.path
    }
}
