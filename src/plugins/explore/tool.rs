//! The company's tools: the format of their file.

use crate::net::or_default;
use crate::plugin::prelude::*;
use serde::Deserialize;

/// The file. The keys of a tool are those of Backstage's explore plugin, and `owner`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Tools {
    /// A tool that makes no sense is named; the others are shown.
    #[serde(default)]
    pub tools: Items<Tool>,
}

/// One tool.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Tool {
    /// Its name.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// What it is for, in a sentence.
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    /// Words to find it by.
    #[serde(default, deserialize_with = "or_default")]
    pub tags: Vec<String>,
    /// How settled it is, in the words of the catalog.
    #[serde(default, deserialize_with = "or_default")]
    pub lifecycle: String,
    /// Reference of who keeps it; without a kind it is a team.
    #[serde(default, deserialize_with = "or_default")]
    pub owner: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_tool_does_not_hide_the_others() {
        let tools: Tools = serde_json::from_str(
            r#"{"tools":[{"title":"Chat","url":"https://chat.example","tags":null},{"title":"Wiki"}]}"#,
        )
        .unwrap();
        assert_eq!(tools.tools.items.len(), 1);
        assert_eq!(tools.tools.broken.len(), 1);
        assert!(tools.tools.broken[0].path.starts_with("[1]"));
    }

    #[test]
    fn the_demo_is_whole() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/public/demo/explore/tools.json");
        let tools: Tools = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        assert!(tools.tools.items.len() >= 12);
        assert_eq!(tools.tools.broken, []);
    }
}
