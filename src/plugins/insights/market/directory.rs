//! The directory of plugins: a JSON file that tells of plugins that a portal could have, and more
//! about those that it has. It comes from outside, so nothing in it is believed: texts are texts,
//! pictures are files of the portal's own host, and commands are made of names that are checked.

use crate::net::{Items, or_default};
use portico_components::SafeUrl;
use serde::Deserialize;

/// So many characters of a text are shown.
const LONGEST: usize = 600;

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Directory {
    /// What it tells of.
    pub plugins: Items<Described>,
}

/// A plugin as the directory tells of it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Described {
    /// Its id, as in `portal.json`.
    pub id: String,
    /// What people call it.
    #[serde(default, deserialize_with = "or_default")]
    pub title: String,
    /// Reference of the team that keeps it.
    #[serde(default, deserialize_with = "or_default")]
    pub owner: String,
    /// What it does, in a sentence or two.
    #[serde(default, deserialize_with = "or_default")]
    pub summary: String,
    /// Its version.
    #[serde(default, deserialize_with = "or_default")]
    pub version: String,
    /// Names of the APIs that it calls.
    #[serde(default, deserialize_with = "or_default")]
    pub origins: Vec<String>,
    /// What its code weighs, in bytes with brotli.
    #[serde(default)]
    pub size: Option<u64>,
    /// How it is found, where people were asked.
    #[serde(default)]
    pub rating: Option<Rating>,
    /// People who used it in 28 days elsewhere in the company, month by month.
    #[serde(default, deserialize_with = "or_default")]
    pub people: Vec<Option<i64>>,
    /// How it looks.
    #[serde(default, deserialize_with = "or_default")]
    pub screenshots: Vec<Screenshot>,
    /// Where its source is.
    #[serde(default, deserialize_with = "or_default")]
    pub repository: String,
    /// The crate, where it is called otherwise.
    #[serde(default, rename = "crate", deserialize_with = "or_default")]
    pub package: String,
}

/// What people answered when they were asked.
#[derive(Clone, Copy, Debug, PartialEq, Deserialize)]
pub struct Rating {
    /// The mean, 1 to 5.
    pub points: f64,
    /// How many answered.
    pub people: u32,
}

/// A picture of a plugin.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Screenshot {
    /// Its path, as the directory's own.
    pub file: String,
    /// What is seen on it, for those who do not see it. One without is not shown.
    #[serde(default)]
    pub alt: String,
}

impl Rating {
    /// In words: figures of a few people are withheld, as everywhere.
    pub fn words(self) -> String {
        match (self.people, self.points) {
            (0..5, _) => "Rated by fewer than 5 people".to_owned(),
            (people, points) if (1.0..=5.0).contains(&points) => {
                format!("{points:.1} of 5, {people} people")
            }
            _ => "The rating cannot be read".to_owned(),
        }
    }
}

impl Described {
    /// What people call it; the id, where it has no title.
    pub fn name(&self) -> String {
        let title = self.title.trim();
        cut(if title.is_empty() { &self.id } else { title })
    }

    /// What it does, not longer than a paragraph.
    pub fn words(&self) -> String {
        cut(self.summary.trim())
    }

    /// Whether its id can be one: lower case, digits and dashes.
    pub fn is_named(&self) -> bool {
        is_word(&self.id) && self.id.len() <= 64
    }

    /// How to add it, in three lines; `None` where the directory does not say, or says it in a way
    /// that nobody should type.
    pub fn three_lines(&self) -> Option<String> {
        let package = if self.package.is_empty() { &self.id } else { &self.package };
        let from =
            SafeUrl::parse(&self.repository).filter(|url| url.as_str().starts_with("https:"));
        // What is pasted into a shell has no letter that a shell reads as more than itself.
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:".contains(c);
        let from = from.filter(|url| url.as_str().chars().all(plain))?;
        if !is_word(package) || !self.is_named() {
            return None;
        }
        let module = package.replace('-', "_");
        let (id, from) = (&self.id, from.as_str());
        Some(format!(
            "cargo add {package} --git {from}\n{module}::plugin(),      # among the plugins in src/main.rs\n\"{id}\"      # under plugins in portal.json\n"
        ))
    }
}

fn is_word(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.chars().all(fits)
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => [text.get(..at).unwrap_or_default(), "…"].concat(),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(json: &str) -> Described {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_entry_that_is_wrong_hides_no_other() {
        let text =
            r#"{"plugins": [{"id": "a"}, {"title": "no id"}, 7, {"id": "b", "title": null}]}"#;
        let read: Directory = serde_json::from_str(text).unwrap();
        let ids: Vec<&str> = read.plugins.items.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
        assert_eq!(read.plugins.broken.len(), 2);
        assert_eq!(serde_json::from_str::<Directory>("{}").unwrap(), Directory::default());
    }

    #[test]
    fn three_lines_are_made_of_plain_names_only() {
        let good = described(
            r#"{"id": "cost", "crate": "halyard-portal-cost", "repository": "https://git.halyard.example/portal/cost"}"#,
        );
        let lines = good.three_lines().unwrap();
        assert_eq!(lines.lines().count(), 3);
        assert!(lines.starts_with("cargo add halyard-portal-cost --git https://git."), "{lines}");
        assert!(lines.contains("halyard_portal_cost::plugin()"), "{lines}");
        for bad in [
            r#"{"id": "cost"}"#,
            r#"{"id": "cost", "repository": "javascript:alert(1)"}"#,
            r#"{"id": "cost", "repository": "http://git.halyard.example/cost"}"#,
            r#"{"id": "cost; rm -rf ~", "repository": "https://git.halyard.example/cost"}"#,
            r#"{"id": "cost", "crate": "a b", "repository": "https://git.halyard.example/cost"}"#,
            r#"{"id": "cost", "repository": "https://git.halyard.example/$(id)"}"#,
            r#"{"id": "cost", "repository": "https://git.halyard.example/a;id"}"#,
        ] {
            assert_eq!(described(bad).three_lines(), None, "{bad}");
        }
    }

    #[test]
    fn ratings_of_a_few_people_are_withheld() {
        assert_eq!(Rating { points: 4.25, people: 17 }.words(), "4.2 of 5, 17 people");
        assert_eq!(Rating { points: 5.0, people: 4 }.words(), "Rated by fewer than 5 people");
        assert_eq!(Rating { points: 1e9, people: 40 }.words(), "The rating cannot be read");
    }

    #[test]
    fn what_is_long_is_cut_and_what_has_no_title_has_its_id() {
        let long = described(&format!(r#"{{"id": "x", "summary": "{}"}}"#, "ä".repeat(700)));
        assert_eq!(long.words().chars().count(), LONGEST + 1);
        assert_eq!(long.name(), "x");
    }

    #[test]
    fn the_directory_of_the_demo_can_be_read() {
        let path = format!("{}/public/demo/insights/plugins.json", env!("CARGO_MANIFEST_DIR"));
        let read: Directory =
            serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(read.plugins.broken, []);
        for one in &read.plugins.items {
            assert!(one.is_named() && !one.words().is_empty(), "{}", one.id);
            for shot in &one.screenshots {
                let file = format!("{}/public/{}", env!("CARGO_MANIFEST_DIR"), shot.file);
                assert!(std::path::Path::new(&file).exists(), "{file}");
                assert!(!shot.alt.is_empty(), "{}", one.id);
            }
        }
        assert!(read.plugins.items.iter().any(|one| one.three_lines().is_some()));
    }
}
