//! The plugin's configuration: which CI systems there are.

use serde::Deserialize;

/// The plugin's `config` in `portal.json`.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct CiConfig {
    /// Runs that are asked for, 100 at most: the list, the figures and the charts are of these.
    pub per_page: u32,
    /// The CI systems.
    pub servers: Vec<ServerConfig>,
}

impl Default for CiConfig {
    fn default() -> Self {
        Self { per_page: 30, servers: vec![ServerConfig::default()] }
    }
}

/// One CI system of the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Whose API it speaks.
    pub kind: Kind,
    /// In annotations, where there are several of a kind; the name of the origin, if left out.
    name: String,
    /// For people; the kind, if left out.
    title: String,
    /// Its API, by the name in `origins`: `ci` or `ci-…`.
    origin: String,
    /// Where builds are started, if not there: an origin that wants a token, or one that knows who
    /// asks in another way.
    rerun: Option<String>,
    /// Its pages, for links that the API does not say.
    pub web: String,
}

/// Whose API it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// GitHub Actions.
    #[default]
    Github,
    /// GitLab pipelines.
    Gitlab,
    /// Jenkins.
    Jenkins,
    /// Buildbot.
    Buildbot,
}

impl Kind {
    /// All of them, in the order in which an entity's annotations are looked at.
    pub const ALL: [Self; 4] = [Self::Github, Self::Gitlab, Self::Jenkins, Self::Buildbot];

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Github => "GitHub Actions",
            Self::Gitlab => "GitLab",
            Self::Jenkins => "Jenkins",
            Self::Buildbot => "Buildbot",
        }
    }

    /// The one with this name in configurations.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "github" => Self::Github,
            "gitlab" => Self::Gitlab,
            "jenkins" => Self::Jenkins,
            "buildbot" => Self::Buildbot,
            _ => return None,
        })
    }

    /// Annotation that names the project there.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Github => super::GITHUB,
            Self::Gitlab => super::GITLAB,
            Self::Jenkins => super::JENKINS,
            Self::Buildbot => super::BUILDBOT,
        }
    }

    /// Annotation that names the server, where there are several; Jenkins says it before a colon.
    #[must_use]
    pub const fn instance_key(self) -> &'static str {
        match self {
            Self::Github => "github.com/instance",
            Self::Gitlab => "gitlab.com/instance",
            Self::Jenkins => "",
            Self::Buildbot => "buildbot.net/instance",
        }
    }

    /// What the annotation looks like.
    #[must_use]
    pub const fn form(self) -> &'static str {
        match self {
            Self::Github => "owner/repository",
            Self::Gitlab => "group/project",
            Self::Jenkins => "folder/job",
            Self::Buildbot => "the name of a builder",
        }
    }
}

impl ServerConfig {
    /// A CI system that another plugin knows.
    #[must_use]
    pub fn of(kind: Kind, origin: String, title: String) -> Self {
        Self { kind, origin, title, ..Self::default() }
    }

    /// What annotations call it.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.name.is_empty() { self.origin() } else { &self.name }
    }

    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.title.is_empty() { self.kind.title() } else { &self.title }
    }

    /// Its API.
    #[must_use]
    pub fn origin(&self) -> &str {
        if self.origin.is_empty() { "ci" } else { &self.origin }
    }

    /// Where builds are started.
    #[must_use]
    pub fn writes(&self) -> &str {
        self.rerun.as_deref().unwrap_or_else(|| self.origin())
    }

    /// Whether somebody has said that builds may be started there without a token.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.rerun.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<CiConfig, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn without_a_word_it_is_github_at_ci() {
        let config = read("{}").unwrap();
        let [server] = &config.servers[..] else { panic!() };
        assert_eq!((server.kind, server.origin(), server.name()), (Kind::Github, "ci", "ci"));
        assert!(!server.is_open());
    }

    #[test]
    fn servers_are_of_a_kind() {
        let config = read(
            r#"{"servers": [{"kind": "buildbot", "origin": "ci-bot", "title": "Bot", "rerun": "ci-bot"},
                {"kind": "jenkins", "name": "old", "origin": "ci-old"}]}"#,
        )
        .unwrap();
        let [bot, old] = &config.servers[..] else { panic!() };
        assert_eq!((bot.label(), bot.writes(), bot.is_open()), ("Bot", "ci-bot", true));
        assert_eq!((old.label(), old.name(), old.writes()), ("Jenkins", "old", "ci-old"));
        assert!(read(r#"{"servers": [{"kind": "travis"}]}"#).is_err());
        assert!(read(r#"{"server": []}"#).is_err());
    }
}
