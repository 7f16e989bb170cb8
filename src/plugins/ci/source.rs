//! Which project of which CI system: the four adapters behind one door.

use super::api::github::RepoSlug;
use super::api::{buildbot, github, gitlab, jenkins};
use super::model::{Jobs, Log, Logs, Run, Runs};
use super::settings::{CiConfig, Kind, ServerConfig};
use crate::net::{Get, Post};
use serde_json::Value;

/// A project of a CI system.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The CI system.
    pub server: ServerConfig,
    /// The project there, as the annotation says it.
    pub project: String,
    place: Place,
}

#[derive(Clone, Debug, PartialEq)]
enum Place {
    Github(RepoSlug),
    Gitlab,
    Jenkins,
    Buildbot,
}

/// Why an entity has no source where an annotation wants one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// What the annotation says is no project.
    Project {
        /// Whose annotation.
        kind: Kind,
        /// What it says.
        said: String,
    },
    /// The configuration knows no such server.
    Server {
        /// Whose annotation.
        kind: Kind,
        /// The name it says; empty when it says none.
        said: String,
    },
}

/// Something that starts builds, and what it is called.
pub struct Action {
    /// On the button.
    pub label: &'static str,
    /// The question before it.
    pub question: &'static str,
    /// What it will do.
    pub text: &'static str,
    /// What is sent.
    pub post: Post<Value>,
}

/// The sources of an entity, one for each annotation, and what is wrong with the others.
#[must_use]
pub fn sources(
    config: &CiConfig,
    annotation: impl Fn(&str) -> Option<String>,
) -> (Vec<Source>, Vec<Unclear>) {
    let said = |key: &str| {
        annotation(key).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let (mut found, mut unclear) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        let Some(project) = said(kind.key()) else { continue };
        let instance = said(kind.instance_key());
        match source(config, kind, project, instance) {
            Ok(source) => found.push(source),
            Err(why) => unclear.push(why),
        }
    }
    (found, unclear)
}

fn source(
    config: &CiConfig,
    kind: Kind,
    project: String,
    instance: Option<String>,
) -> Result<Source, Unclear> {
    let (instance, project) = match (kind, project.split_once(':')) {
        (Kind::Jenkins, Some((name, job))) => (Some(name.to_owned()), job.to_owned()),
        _ => (instance, project),
    };
    let mut servers = config.servers.iter().filter(|server| server.kind == kind);
    let server = match &instance {
        Some(name) => servers.find(|server| server.name() == name || on(server, name)),
        None => servers.next(),
    };
    let Some(server) = server else {
        return Err(Unclear::Server { kind, said: instance.unwrap_or_default() });
    };
    at(server.clone(), project.clone()).ok_or(Unclear::Project { kind, said: project })
}

/// A project of a CI system; `None` where that is no name of one there.
#[must_use]
pub fn at(server: ServerConfig, project: String) -> Option<Source> {
    let parts = || project.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let place = match server.kind {
        Kind::Github => Place::Github(RepoSlug::parse(&project)?),
        Kind::Gitlab if parts() => Place::Gitlab,
        Kind::Jenkins if parts() => Place::Jenkins,
        Kind::Buildbot if !matches!(project.as_str(), "." | "..") => Place::Buildbot,
        _ => return None,
    };
    Some(Source { server, project, place })
}

/// Whether the pages of a server are on this host, which is how Backstage names GitLabs.
fn on(server: &ServerConfig, host: &str) -> bool {
    let after = server.web.split_once("://").map_or("", |(_, rest)| rest);
    after.split('/').next() == Some(host) && !host.is_empty()
}

impl Source {
    /// Tells it from the others of the entity; stands in addresses.
    #[must_use]
    pub fn key(&self) -> &str {
        self.server.name()
    }

    fn origin(&self) -> &str {
        self.server.origin()
    }

    /// The newest runs.
    #[must_use]
    pub fn runs(&self, count: u32) -> Get<Runs> {
        let count = count.clamp(1, 100);
        match &self.place {
            Place::Github(slug) => github::runs(self.origin(), slug, count),
            Place::Gitlab => gitlab::runs(self.origin(), &self.project, count),
            Place::Jenkins => jenkins::runs(self.origin(), &self.project, count),
            Place::Buildbot => buildbot::runs(self.origin(), &self.project, count),
        }
    }

    /// One run.
    #[must_use]
    pub fn run(&self, id: &str) -> Get<Runs> {
        match &self.place {
            Place::Github(slug) => github::run(self.origin(), slug, id),
            Place::Gitlab => gitlab::run(self.origin(), &self.project, id),
            Place::Jenkins => jenkins::run(self.origin(), &self.project, id),
            Place::Buildbot => buildbot::run(self.origin(), id),
        }
    }

    /// What a run that was asked for by itself does not know: that a build of Jenkins is one of a
    /// branch.
    #[must_use]
    pub fn complete(&self, id: &str, run: &Run) -> Run {
        match (&self.place, id.rsplit_once('/')) {
            (Place::Jenkins, Some((branch, _))) => {
                Run { id: id.to_owned(), branch: jenkins::decoded(branch), ..run.clone() }
            }
            _ => run.clone(),
        }
    }

    /// Whether the list leaves away what a run says by itself.
    #[must_use]
    pub fn says_more(&self) -> bool {
        self.place == Place::Gitlab
    }

    /// What a run consists of.
    #[must_use]
    pub fn jobs(&self, id: &str) -> Get<Jobs> {
        match &self.place {
            Place::Github(slug) => github::jobs(self.origin(), slug, id),
            Place::Gitlab => gitlab::jobs(self.origin(), &self.project, id),
            Place::Jenkins => jenkins::jobs(self.origin(), &self.project, id),
            Place::Buildbot => buildbot::jobs(self.origin(), id),
        }
    }

    /// What a run consists of where the API knows nothing about that.
    #[must_use]
    pub fn jobs_unknown(&self, run: &Run) -> Option<Jobs> {
        (self.place == Place::Jenkins).then(|| jenkins::without_stages(run))
    }

    /// The logs of a step, where it may have several that are asked for line by line.
    #[must_use]
    pub fn logs(&self, step: &str) -> Option<Get<Logs>> {
        (self.place == Place::Buildbot).then(|| buildbot::logs(self.origin(), step))
    }

    /// Some lines of one of those.
    #[must_use]
    pub fn lines(&self, log: &str, first: u64, count: u64) -> Get<Log> {
        buildbot::log(self.origin(), log, first, count)
    }

    /// The whole log of a job of a run.
    #[must_use]
    pub fn log(&self, run: &str, job: &str) -> Get<Log> {
        match &self.place {
            Place::Github(slug) => github::log(self.origin(), slug, job),
            Place::Gitlab => gitlab::log(self.origin(), &self.project, job),
            Place::Jenkins => jenkins::log(self.origin(), &self.project, run),
            Place::Buildbot => self.lines(job, 0, 0),
        }
    }

    /// The page of something: what the API says, or below the pages of the server.
    #[must_use]
    pub fn web(&self, said: &str) -> String {
        match said.strip_prefix('#') {
            Some(_) if self.server.web.is_empty() => String::new(),
            Some(_) => [self.server.web.trim_end_matches('/'), "/", said].concat(),
            None => said.to_owned(),
        }
    }

    /// What can be started from a run that has ended.
    #[must_use]
    pub fn actions(&self, run: &Run) -> Vec<Action> {
        if run.state.is_running() {
            return Vec::new();
        }
        let origin = self.server.writes();
        let again = |post| Action {
            label: "Run again…",
            question: "Run all of it again?",
            text: "Every job runs once more, on the same revision.",
            post,
        };
        match &self.place {
            Place::Github(slug) => {
                let failed = run.state.is_bad().then(|| Action {
                    label: "Run failed jobs again…",
                    question: "Run the failed jobs again?",
                    text: "Those that passed are not run again; those that wait for the failed ones are.",
                    post: github::rerun(origin, slug, &run.id, true),
                });
                let all = again(github::rerun(origin, slug, &run.id, false));
                failed.into_iter().chain([all]).collect()
            }
            Place::Gitlab if run.state.is_good() => {
                // A merge request has no branch of its own to start a pipeline for.
                let branch = Some(&run.branch).filter(|name| !name.starts_with('!'));
                let start = branch.filter(|name| !name.is_empty()).map(|branch| Action {
                    label: "Run the branch again…",
                    question: "Start a new pipeline?",
                    text: "It runs on the newest revision of the branch.",
                    post: gitlab::start(origin, &self.project, branch),
                });
                start.into_iter().collect()
            }
            Place::Gitlab => vec![Action {
                label: "Run failed jobs again…",
                question: "Run the failed jobs again?",
                text: "Those that passed are not run again.",
                post: gitlab::retry(origin, &self.project, &run.id),
            }],
            Place::Jenkins => vec![Action {
                label: "Build again…",
                question: "Start a new build?",
                text: "It builds the newest revision, with the parameters that the job has by default.",
                post: jenkins::start(origin, &self.project, &run.id),
            }],
            Place::Buildbot => vec![again(buildbot::rebuild(origin, &run.id))],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::State;
    use super::*;

    fn config(json: &str) -> CiConfig {
        serde_json::from_str(json).unwrap()
    }

    fn read(config: &CiConfig, said: &[(&str, &str)]) -> (Vec<Source>, Vec<Unclear>) {
        sources(config, |key| {
            let found = said.iter().find(|(name, _)| *name == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    const SEVERAL: &str = r#"{"servers": [
        {"kind": "github", "origin": "ci-github"},
        {"kind": "gitlab", "origin": "ci-gitlab", "web": "https://gitlab.example.com/"},
        {"kind": "gitlab", "origin": "ci-old", "name": "old"},
        {"kind": "jenkins", "origin": "ci-jenkins"},
        {"kind": "jenkins", "origin": "ci-mobile", "name": "mobile"},
        {"kind": "buildbot", "origin": "ci-bot", "web": "https://bot.example.com/"}]}"#;

    #[test]
    fn annotations_lead_to_servers() {
        let config = config(SEVERAL);
        let (found, unclear) = read(
            &config,
            &[
                ("github.com/project-slug", "halyard/ledger"),
                ("gitlab.com/project-slug", "pay/sub/ledger"),
                ("gitlab.com/instance", "old"),
                ("jenkins.io/job-full-name", "mobile:apps/driver"),
                ("buildbot.net/builder", "ledger nightly"),
            ],
        );
        let origins: Vec<&str> = found.iter().map(Source::origin).collect();
        assert_eq!(origins, ["ci-github", "ci-old", "ci-mobile", "ci-bot"]);
        assert_eq!(found[2].project, "apps/driver");
        assert!(unclear.is_empty());
        let by_host =
            [("gitlab.com/project-slug", "a/b"), ("gitlab.com/instance", "gitlab.example.com")];
        assert_eq!(read(&config, &by_host).0[0].origin(), "ci-gitlab");
    }

    #[test]
    fn what_is_unclear_is_said() {
        let github = config("{}");
        let (found, unclear) = read(
            &github,
            &[("github.com/project-slug", "a/b/c"), ("buildbot.net/builder", "ledger")],
        );
        assert!(found.is_empty());
        let project = Unclear::Project { kind: Kind::Github, said: "a/b/c".to_owned() };
        let server = Unclear::Server { kind: Kind::Buildbot, said: String::new() };
        assert_eq!(unclear, [project, server]);
        let several = config(SEVERAL);
        let (_, unclear) = read(&several, &[("jenkins.io/job-full-name", "nowhere:job")]);
        assert!(matches!(&unclear[..], [Unclear::Server { said, .. }] if said == "nowhere"));
        for wrong in ["../x", "a//b", "/a"] {
            assert!(read(&several, &[("jenkins.io/job-full-name", wrong)]).0.is_empty(), "{wrong}");
        }
    }

    #[test]
    fn what_can_be_started_depends_on_how_it_ended() {
        let config = config(SEVERAL);
        let labels = |annotation: (&str, &str), state: State| {
            let (found, _) = read(&config, &[annotation]);
            let run = Run { state, branch: "main".to_owned(), ..Run::default() };
            found[0].actions(&run).iter().map(|one| one.label).collect::<Vec<_>>()
        };
        let github = ("github.com/project-slug", "a/b");
        assert_eq!(labels(github, State::Failed), ["Run failed jobs again…", "Run again…"]);
        assert_eq!(labels(github, State::Passed), ["Run again…"]);
        assert!(labels(github, State::Running).is_empty());
        let gitlab = ("gitlab.com/project-slug", "a/b");
        assert_eq!(labels(gitlab, State::Passed), ["Run the branch again…"]);
        assert_eq!(labels(gitlab, State::Failed), ["Run failed jobs again…"]);
    }

    #[test]
    fn pages_of_buildbot_are_below_its_address() {
        let config = config(SEVERAL);
        let (found, _) = read(&config, &[("buildbot.net/builder", "x")]);
        assert_eq!(
            found[0].web("#/builders/1/builds/2"),
            "https://bot.example.com/#/builders/1/builds/2"
        );
        assert_eq!(found[0].web("https://elsewhere.example"), "https://elsewhere.example");
    }
}
