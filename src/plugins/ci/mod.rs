//! Builds: what CI says about a component, from the API of the team that runs CI: GitHub Actions,
//! GitLab, Jenkins, Buildbot, or what speaks like one of them.

mod api;
mod cards;
mod charts;
mod exhibit;
mod fact;
mod figures;
mod follow;
mod home;
mod log;
mod model;
mod pages;
mod parts;
mod reviews;
mod run;
mod settings;
mod source;
mod start;
mod table;
mod text;
mod words;

#[cfg(test)]
mod live;

use crate::plugin::prelude::*;

lazy!(ci, latest: EntityInput => cards::latest);
lazy!(ci, failing: EntityInput => home::failing);
lazy!(ci, pending_reviews: EntityInput => reviews::pending);
lazy!(ci, latest_fact: FactInput => fact::latest);
examples!(ci_tab, shown => exhibit::SHOWN);
lazy!(ci_tab, builds: EntityInput => pages::builds);
lazy!(ci_tab, started: BuildInput => follow::draw);

/// Annotation with a repository of GitHub: `owner/repo`.
const GITHUB: &str = "github.com/project-slug";
/// Annotation with a project of GitLab: `group/project`.
const GITLAB: &str = "gitlab.com/project-slug";
/// Annotation with a job of Jenkins: `folder/job`, after the name of a server and a colon.
const JENKINS: &str = "jenkins.io/job-full-name";
/// Annotation with a builder of Buildbot.
const BUILDBOT: &str = "buildbot.net/builder";
/// What the first of them looks like.
const EXAMPLE: &str = "owner/repository";

const KINDS: &[&str] = &["component", "resource", "template"];
const WHEN: When =
    When::AnyOf { kinds: KINDS, keys: &[GITHUB, GITLAB, JENKINS, BUILDBOT], example: EXAMPLE };

/// The plugin. Its configuration is read where it is needed, so that it costs nothing elsewhere.
#[must_use]
pub fn plugin() -> Plugin {
    Plugin::new("ci")
        .title("Builds")
        .icon(Icon::Pipeline)
        .owner("group:default/build-platform")
        .origin("ci")
        .origin("ci-*")
        .extend(EntityCard {
            id: "latest-builds",
            title: "Latest builds",
            slot: Slot::Main,
            when: WHEN,
            loader: latest::loader(),
        })
        .extend(EntityTab {
            slug: "builds",
            title: "Builds",
            when: WHEN,
            count: None,
            loader: builds::loader(),
        })
        .extend(EntityCard {
            id: "failing",
            title: "Failing builds",
            slot: Slot::Home,
            when: When::Always,
            loader: failing::loader(),
        })
        .extend(EntityCard {
            id: "reviews",
            title: "Pending reviews",
            slot: Slot::Home,
            when: When::Always,
            loader: pending_reviews::loader(),
        })
        .extend(EntityFact {
            id: "build",
            title: "Latest build",
            tab: "builds",
            when: WHEN,
            widget: "",
            loader: latest_fact::loader(),
        })
        .extend(BuildView { loader: started::loader() })
        .extend(Exhibit { entry: exhibit::ENTRY, examples: shown::load })
}
