//! What is to be looked for, and where: the annotations of an entity and the configuration.

use serde::Deserialize;

/// Annotation with the repository: `owner/repository`.
pub const SLUG: &str = "github.com/project-slug";
/// Annotation with the path of the index of reports.
pub const REPORTS: &str = "portico.dev/security-reports";

/// The plugin's `config` in `portal.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct SecurityConfig {
    /// The API of GitHub, by the name in `origins`: `ci` or `security-…`.
    pub github: Option<String>,
    /// Where reports are, by the name in `origins`: `security-…`.
    pub reports: Option<String>,
    /// Moments that a trend goes back.
    pub snapshots: usize,
}

impl Default for SecurityConfig {
    fn default() -> Self {
        Self { github: None, reports: None, snapshots: 12 }
    }
}

/// A repository of GitHub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slug {
    /// Who has it.
    pub owner: String,
    /// Its name.
    pub repo: String,
}

impl Slug {
    /// Reads the annotation; `None` when it is not of the form `owner/repository`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, repo) = text.trim().split_once('/')?;
        let good = |part: &str| !matches!(part, "" | "." | "..") && !part.contains('/');
        (good(owner) && good(repo)).then(|| Self { owner: owner.into(), repo: repo.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_two_parts() {
        assert!(Slug::parse("halyard/ledger").is_some());
        for wrong in ["", "halyard", "halyard/", "/ledger", "a/b/c", "../ledger"] {
            assert_eq!(Slug::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_typing_mistake_in_the_configuration_is_an_error() {
        let read = |json: &str| serde_json::from_str::<SecurityConfig>(json);
        assert_eq!(read(r#"{"github": "ci"}"#).unwrap().snapshots, 12);
        assert!(read(r#"{"gitHub": "ci"}"#).is_err());
    }
}
