//! What the build says about itself: its version, and what the code of each plugin weighs.

use crate::net::Get;
use serde::Deserialize;
use std::collections::BTreeMap;

/// `sizes.json`, beside the portal. A debug build measures nothing and writes an empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Sizes {
    /// What everybody downloads first, in bytes with brotli.
    pub first_view: Option<u64>,
    /// Each chunk, without what it shares with others.
    pub chunks: BTreeMap<String, u64>,
    /// All chunks of each plugin together.
    pub plugins: BTreeMap<String, u64>,
}

/// Asks for it. Needs the origin `portal`.
#[must_use]
pub fn sizes() -> Get<Sizes> {
    Get::new("portal").below("sizes.json")
}

/// `version.json`: the build that is deployed now. An open tab may run an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Version {
    /// A hash of everything that a build loads.
    pub build: String,
    /// The version of Portico.
    pub version: String,
    /// The path below which it is deployed.
    pub base: String,
}

/// Asks for it. Needs the origin `portal`.
#[must_use]
pub fn version() -> Get<Version> {
    Get::new("portal").below("version.json")
}

/// A size for people: `63.1 kB`.
#[must_use]
pub fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_writes_is_read() {
        let sizes: Sizes = serde_json::from_str(
            r#"{"firstView": 460999, "chunks": {"market": 900}, "plugins": {"insights": 63140}}"#,
        )
        .unwrap();
        assert_eq!(sizes.plugins.get("insights").map(|size| kilobytes(*size)).unwrap(), "63.1 kB");
        assert_eq!(serde_json::from_str::<Sizes>("{}").unwrap(), Sizes::default());
    }
}
