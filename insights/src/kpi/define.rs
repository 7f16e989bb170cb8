//! What each figure means, where it ends, and what it must not be used for.

use super::{Bands, Better, Method, Unit};
use crate::Milli;

/// What a figure means. All texts are for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// Its id, in files and addresses.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// How it is computed, as a formula in words.
    pub formula: &'static str,
    /// What it is counted in.
    pub unit: Unit,
    /// Which way is good.
    pub better: Better,
    /// How many days `now` has; 0 is all that there is.
    pub days: i32,
    /// How its interval is made.
    pub method: Method,
    /// The rows that it needs, by [`crate::rows::Row::NAME`], or `events`, `plugins`.
    pub needs: &'static [&'static str],
    /// Where it ends.
    pub limits: &'static str,
    /// What it must not be used for.
    pub not_for: &'static str,
    /// The bands of DORA, for the four keys.
    pub bands: Option<Bands>,
}

/// The definition of an id.
#[must_use]
pub fn definition(id: &str) -> Option<&'static Definition> {
    DEFINITIONS.iter().find(|definition| definition.id == id)
}

const NOBODY: &str = "Never for comparing persons, and not for comparing teams whose work differs.";

/// All figures, in the order of the adoption guide.
pub const DEFINITIONS: [Definition; 21] = [
    Definition {
        id: "onboarding",
        title: "Onboarding time",
        formula: "Days from the first day at work to the tenth merged pull request; the median of \
                  all who joined, with those who are not there yet counted as far as they got \
                  (Kaplan-Meier)",
        unit: Unit::Days,
        better: Better::Lower,
        days: 182,
        method: Method::Bootstrap,
        needs: &["joiners", "pull-requests"],
        limits: "Few people join in a month, so months jump. Who does not write code never reaches \
                 the tenth.",
        not_for: "Never for judging a new colleague: it measures the way, not the walker.",
        bands: None,
    },
    Definition {
        id: "merges",
        title: "Merges per developer and day",
        formula: "Merged pull requests, without those of machines, divided by the people who \
                  merged any and by workdays (Monday to Friday)",
        unit: Unit::PerPersonDay,
        better: Better::Neither,
        days: 91,
        method: Method::Poisson,
        needs: &["pull-requests"],
        limits: "Of a domain, everybody counts who merged into it, visitors included. Small pull \
                 requests count as much as large ones. Holidays count as workdays. The \
                 interval takes merges as independent, which they are not quite.",
        not_for: "Never for ranking persons, and never as a target: what is counted gets smaller. \
                  A low figure of a domain is a question to ask there.",
        bands: None,
    },
    Definition {
        id: "deploys",
        title: "Deploys to production",
        formula: "Deploys to production that did not fail, per engineer and workday; per day where \
                  the number of engineers is not known",
        unit: Unit::PerPersonDay,
        better: Better::Higher,
        days: 91,
        method: Method::Poisson,
        needs: &["deploys"],
        limits: "The number of engineers is that of today for all months.",
        not_for: NOBODY,
        bands: None,
    },
    Definition {
        id: "mttr",
        title: "Mean time to recovery",
        formula: "Hours from the beginning of an incident to its end, the mean of those that ended",
        unit: Unit::Hours,
        better: Better::Lower,
        days: 91,
        method: Method::Bootstrap,
        needs: &["incidents"],
        limits: "One long incident moves a mean. Incidents that are not over are left out.",
        not_for: "Never for judging who was on call.",
        bands: None,
    },
    Definition {
        id: "context-switching",
        title: "Context switching",
        formula: "Different tools used to get one job done, the mean of all jobs that were followed",
        unit: Unit::Count,
        better: Better::Lower,
        days: 91,
        method: Method::StudentT,
        needs: &["journeys"],
        limits: "Tools are seen when somebody leaves the portal for them, or writes them down; what \
                 happens outside is not seen.",
        not_for: NOBODY,
        bands: None,
    },
    Definition {
        id: "t-shape",
        title: "T-shapedness",
        formula: "Different domains that a contributor merged into, the mean of all who merged any",
        unit: Unit::Count,
        better: Better::Neither,
        days: 91,
        method: Method::Bootstrap,
        needs: &["pull-requests"],
        limits: "Needs the domain of each component. Longer spans give higher figures.",
        not_for: NOBODY,
        bands: None,
    },
    Definition {
        id: "enps",
        title: "Engineers' net promoter score",
        formula: "Share of answers of 9 and 10 minus share of answers of 0 to 6, in percent; the \
                  last answer of each person",
        unit: Unit::Points,
        better: Better::Higher,
        days: 91,
        method: Method::Bootstrap,
        needs: &["survey-answers"],
        limits: "Who answers is not a random sample of who works here.",
        not_for: "Never for finding out who said what: groups that are too small are withheld.",
        bands: None,
    },
    Definition {
        id: "survey-productive",
        title: "“I can get productive work done”",
        formula: "The mean of answers from 1 to 5; the last answer of each person",
        unit: Unit::Count,
        better: Better::Higher,
        days: 91,
        method: Method::StudentT,
        needs: &["survey-answers"],
        limits: "Answers are steps, not distances; the mean is for following one question over time.",
        not_for: NOBODY,
        bands: None,
    },
    Definition {
        id: "survey-informed",
        title: "“I find the information that I need”",
        formula: "The mean of answers from 1 to 5; the last answer of each person",
        unit: Unit::Count,
        better: Better::Higher,
        days: 91,
        method: Method::StudentT,
        needs: &["survey-answers"],
        limits: "Answers are steps, not distances; the mean is for following one question over time.",
        not_for: NOBODY,
        bands: None,
    },
    Definition {
        id: "survey-satisfied",
        title: "“I am satisfied with our tools”",
        formula: "The mean of answers from 1 to 5; the last answer of each person",
        unit: Unit::Count,
        better: Better::Higher,
        days: 91,
        method: Method::StudentT,
        needs: &["survey-answers"],
        limits: "Answers are steps, not distances; the mean is for following one question over time.",
        not_for: NOBODY,
        bands: None,
    },
    Definition {
        id: "fragmentation",
        title: "Fragmentation",
        formula: "The chance that two components drawn at random differ (one minus the sum of \
                  squared shares), for language, framework, version, CI and deploy method; the \
                  mean of the five",
        unit: Unit::Index,
        better: Better::Lower,
        days: 0,
        method: Method::Bootstrap,
        needs: &["components"],
        limits: "Names are taken as written: `Node 20` and `node20` differ. Some variety is right.",
        not_for: "Never for forbidding: it shows where a recommended way is missing.",
        bands: None,
    },
    Definition {
        id: "deploy-frequency",
        title: "Deployment frequency",
        formula: "Deploys to production per day and service; the median of all services that were \
                  deployed at all",
        unit: Unit::PerDay,
        better: Better::Higher,
        days: 91,
        method: Method::OrderStatistics,
        needs: &["deploys"],
        limits: "Services that were not deployed at all are left out. Bands are those of DORA's \
                 report of 2023.",
        not_for: NOBODY,
        bands: Some(Bands {
            ends: [Milli(1000), Milli(143), Milli(33)],
            words: [
                "on demand, at least daily",
                "daily to weekly",
                "weekly to monthly",
                "less than monthly",
            ],
        }),
    },
    Definition {
        id: "lead-time",
        title: "Lead time for changes",
        formula: "Hours from the oldest commit in a deploy to the deploy; the median",
        unit: Unit::Hours,
        better: Better::Lower,
        days: 91,
        method: Method::OrderStatistics,
        needs: &["deploys"],
        limits: "Deploys that say no commit are left out. Bands are those of DORA's report of 2023.",
        not_for: NOBODY,
        bands: Some(Bands {
            ends: [Milli::whole(24), Milli::whole(168), Milli::whole(730)],
            words: ["up to a day", "up to a week", "up to a month", "longer than a month"],
        }),
    },
    Definition {
        id: "change-failure",
        title: "Change failure rate",
        formula: "Deploys to production that failed or had to be repaired at once, as a share of \
                  all deploys to production",
        unit: Unit::Percent,
        better: Better::Lower,
        days: 91,
        method: Method::Wilson,
        needs: &["deploys"],
        limits: "As good as the marking of failures. Bands are those of DORA's report of 2023.",
        not_for: NOBODY,
        bands: Some(Bands {
            ends: [Milli::whole(5), Milli::whole(10), Milli::whole(15)],
            words: ["up to 5 %", "up to 10 %", "up to 15 %", "more than 15 %"],
        }),
    },
    Definition {
        id: "recovery",
        title: "Failed deployment recovery time",
        formula: "Hours from the beginning of an incident that a deploy caused to its end; the \
                  median",
        unit: Unit::Hours,
        better: Better::Lower,
        days: 91,
        method: Method::OrderStatistics,
        needs: &["incidents"],
        limits: "Where no incident says that a deploy caused it, all are taken, and a note says so. \
                 Bands are those of DORA's report of 2023.",
        not_for: "Never for judging who was on call.",
        bands: Some(Bands {
            ends: [Milli::whole(1), Milli::whole(24), Milli::whole(168)],
            words: ["up to an hour", "up to a day", "up to a week", "longer than a week"],
        }),
    },
    Definition {
        id: "teams-with-plugin",
        title: "Teams with a plugin",
        formula: "Teams that own at least one plugin of the portal, as a share of all teams",
        unit: Unit::Percent,
        better: Better::Higher,
        days: 0,
        method: Method::None,
        needs: &["plugins"],
        limits: "Counts owners in manifests, not work.",
        not_for: "Never as a target for teams that have nothing to show.",
        bands: None,
    },
    Definition {
        id: "plugins",
        title: "Plugins in all",
        formula: "Plugins that are installed, from their manifests",
        unit: Unit::Count,
        better: Better::Neither,
        days: 0,
        method: Method::None,
        needs: &["plugins"],
        limits: "A plugin that nobody uses counts as one that everybody uses.",
        not_for: "Never as a target: more is not better.",
        bands: None,
    },
    Definition {
        id: "outside-share",
        title: "Contributions from outside",
        formula: "Changes to plugins made by others than the central team, as a share of all \
                  changes to plugins",
        unit: Unit::Percent,
        better: Better::Higher,
        days: 91,
        method: Method::Wilson,
        needs: &["contributions"],
        limits: "A change of one line counts as much as a plugin.",
        not_for: NOBODY,
        bands: None,
    },
    Definition {
        id: "mau",
        title: "Monthly active users",
        formula: "Different people in the last 28 days, as a share of all engineers; their number \
                  where the number of engineers is not known. Months are calendar months",
        unit: Unit::Percent,
        better: Better::Higher,
        days: 28,
        method: Method::None,
        needs: &["events"],
        limits: "People who refused to be counted are not in it. More visits are not better work: \
                 look at tasks done and time to find.",
        not_for: "Never as time spent, and never by person.",
        bands: None,
    },
    Definition {
        id: "dau",
        title: "Daily active users",
        formula: "Different people on a day, the mean of the workdays of the last 28 days",
        unit: Unit::Count,
        better: Better::Neither,
        days: 28,
        method: Method::StudentT,
        needs: &["events"],
        limits: "Not everybody needs a portal every day.",
        not_for: "Never as time spent, and never by person.",
        bands: None,
    },
    Definition {
        id: "page-views",
        title: "Page views",
        formula: "Pages that were opened in the last 28 days. Months are calendar months",
        unit: Unit::Count,
        better: Better::Neither,
        days: 28,
        method: Method::None,
        needs: &["events"],
        limits: "A page that is hard to use is opened more often.",
        not_for: "Never as a target: look at tasks done and time to find.",
        bands: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_definition_is_whole_and_ids_are_unique() {
        for definition in &DEFINITIONS {
            let same = DEFINITIONS.iter().filter(|other| other.id == definition.id).count();
            assert_eq!(same, 1, "{}", definition.id);
            assert!(!definition.needs.is_empty() && definition.limits.ends_with('.'));
            assert!(definition.not_for.starts_with("Never"), "{}", definition.id);
        }
    }
}
