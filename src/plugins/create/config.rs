//! The plugin's `config` in `portal.json`.

use serde::Deserialize;

/// Where templates run.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct CreateConfig {
    /// Origin of a Backstage scaffolder: `scaffolder`, `scaffolder-…`, `backstage`, `backstage-…`, or
    /// `portal` where it answers below the portal's own folder.
    pub scaffolder: String,
    /// Origin of the CI whose first build is shown; it answers as GitHub Actions does.
    pub builds: String,
    /// CI systems that run templates where a template says so.
    pub dispatch: Vec<DispatchServer>,
    /// Feature flags of templates that are on for everybody.
    pub feature_flags: Vec<String>,
}

/// A CI system that runs templates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct DispatchServer {
    /// Whose API it speaks.
    pub kind: DispatchKind,
    /// What templates call it; the kind, if left out.
    pub(super) name: String,
    /// What people call it; the kind, if left out.
    pub(super) title: String,
    /// Its API, by the name in `origins`: `ci` or `ci-…`, so that the builds plugin may follow the run.
    pub origin: String,
    /// Its pages, for links that the API does not say.
    pub web: String,
    /// Whether it is asked for the id of the run that it starts: GitHub.com gives it, older servers
    /// refuse the question.
    pub run_details: bool,
}

/// Whose API a CI system speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DispatchKind {
    /// GitHub Actions.
    #[default]
    Github,
    /// GitLab pipelines.
    Gitlab,
}

impl DispatchKind {
    /// Its name in configurations and annotations.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Github => "github",
            Self::Gitlab => "gitlab",
        }
    }
}

impl DispatchServer {
    /// What templates call it.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.name.is_empty() { self.kind.key() } else { &self.name }
    }

    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        match (self.title.is_empty(), self.kind) {
            (false, _) => &self.title,
            (true, DispatchKind::Github) => "GitHub",
            (true, DispatchKind::Gitlab) => "GitLab",
        }
    }
}

impl Default for CreateConfig {
    fn default() -> Self {
        Self {
            scaffolder: "scaffolder".to_owned(),
            builds: "ci".to_owned(),
            dispatch: Vec::new(),
            feature_flags: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_it_is_optional_and_mistakes_are_mistakes() {
        let read =
            |text: &str| serde_json::from_str::<CreateConfig>(text).map_err(|e| e.to_string());
        assert_eq!(read("{}"), Ok(CreateConfig::default()));
        assert_eq!(read(r#"{"scaffolder": "portal"}"#).unwrap().scaffolder, "portal");
        let ci = read(r#"{"dispatch": [{"kind": "gitlab", "origin": "ci-gitlab"}]}"#).unwrap();
        assert_eq!((ci.dispatch[0].name(), ci.dispatch[0].label()), ("gitlab", "GitLab"));
        assert!(read(r#"{"dispatch": [{"kind": "jenkins"}]}"#).is_err());
        assert!(read(r#"{"scafolder": "portal"}"#).unwrap_err().contains("unknown field"));
    }
}
