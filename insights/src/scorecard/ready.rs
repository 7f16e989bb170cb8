//! Checks that are ready to be used.

use super::Check;

/// A check that a scorecard can take over by its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ready {
    /// Its id.
    pub id: &'static str,
    /// What is met when it is met.
    pub title: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do to meet it.
    pub remedy: &'static str,
    /// The condition.
    pub condition: &'static str,
    /// Which level it suits, of three: 0 is the lowest.
    pub level: usize,
    /// What it counts.
    pub weight: u32,
    /// The facts that it needs.
    pub facts: &'static [&'static str],
}

/// Eight checks: five that the catalog alone answers, three that need a fact each.
pub const READY: [Ready; 8] = [
    Ready {
        id: "owner",
        title: "Has an owner",
        why: "Somebody has to answer when it breaks.",
        remedy: "Name a team in `spec.owner`.",
        condition: "has(owner) and not owner == \"unknown\"",
        level: 0,
        weight: 3,
        facts: &[],
    },
    Ready {
        id: "described",
        title: "Says what it is and where it belongs",
        why: "Who finds it in search has to know whether it is the right one.",
        remedy: "Write a description and name the system.",
        condition: "has(description) and has(system)",
        level: 0,
        weight: 1,
        facts: &[],
    },
    Ready {
        id: "lifecycle",
        title: "Says how far it is",
        why: "Others decide by it whether to build on it.",
        remedy: "Set `spec.lifecycle` to experimental, production or deprecated.",
        condition: "lifecycle in (\"experimental\", \"production\", \"deprecated\")",
        level: 0,
        weight: 1,
        facts: &[],
    },
    Ready {
        id: "documented",
        title: "Has documentation in the portal",
        why: "Questions are answered once instead of every week.",
        remedy: "Add a `docs` folder and the annotation `backstage.io/techdocs-ref`.",
        condition: "has(annotation \"backstage.io/techdocs-ref\") or \
                    has(annotation \"backstage.io/techdocs-entity\")",
        level: 1,
        weight: 2,
        facts: &[],
    },
    Ready {
        id: "on-call",
        title: "Has somebody on call, if it is in production",
        why: "Recovery begins with knowing whom to wake.",
        remedy: "Add the annotation `pagerduty.com/service-id` or `pagerduty.com/integration-key`.",
        condition: "not lifecycle == \"production\" or \
                    has(annotation \"pagerduty.com/service-id\") or \
                    has(annotation \"pagerduty.com/integration-key\")",
        level: 1,
        weight: 2,
        facts: &[],
    },
    Ready {
        id: "coverage",
        title: "Tests reach four lines in five",
        why: "Changes are merged without fear.",
        remedy: "Add tests where changes are most frequent; the fact is `coverage` in percent.",
        condition: "facts.coverage >= 80",
        level: 2,
        weight: 1,
        facts: &["coverage"],
    },
    Ready {
        id: "no-critical",
        title: "Has no open critical finding",
        why: "What is known to be open is found by others too.",
        remedy: "Fix or dismiss the findings; the fact is `security.critical`.",
        condition: "facts.security.critical == 0",
        level: 1,
        weight: 3,
        facts: &["security.critical"],
    },
    Ready {
        id: "deployed-lately",
        title: "Was deployed in the last 60 days",
        why: "What can be deployed any day can be repaired any day.",
        remedy: "Deploy the main branch; the fact is `deploy.age_days`.",
        condition: "facts.deploy.age_days <= 60",
        level: 2,
        weight: 1,
        facts: &["deploy.age_days"],
    },
];

impl Ready {
    /// The check for a scorecard with these levels.
    #[must_use]
    pub fn check(&self, levels: &[String]) -> Check {
        Check {
            id: self.id.to_owned(),
            title: self.title.to_owned(),
            why: self.why.to_owned(),
            remedy: self.remedy.to_owned(),
            link: String::new(),
            condition: self.condition.to_owned(),
            level: levels
                .get(self.level.min(levels.len().saturating_sub(1)))
                .cloned()
                .unwrap_or_default(),
            weight: self.weight,
        }
    }
}
