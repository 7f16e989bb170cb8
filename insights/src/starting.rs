//! Where a company starts: three orders of the field for three sizes, the reasons, and a
//! questionnaire that proposes one. All of it is data for a page; nothing is binding.

/// What a portal is adopted for, in the field's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Use {
    /// Find what there is, and who can help.
    Explore,
    /// Start something new, the recommended way.
    Create,
    /// Run what one owns, from one place.
    Manage,
}

/// Something that hurts at a size, and what of the portal helps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pain {
    /// What people say.
    pub says: &'static str,
    /// What helps.
    pub helps: &'static str,
    /// The use that it is part of.
    pub of: Use,
}

/// A starting order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    /// Its id in the configuration: `small`, `medium`, `large`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The size it is meant for, in words.
    pub size: &'static str,
    /// The uses, first things first.
    pub order: &'static [Use],
    /// Why in this order.
    pub reason: &'static str,
    /// What hurts at this size.
    pub pains: &'static [Pain],
    /// The KPIs to look at first, by id of their definition.
    pub kpis: &'static [&'static str],
    /// What to do first: ids and titles of a checklist.
    pub checklist: &'static [(&'static str, &'static str)],
}

impl Use {
    /// The title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Explore => "Explore",
            Self::Create => "Create",
            Self::Manage => "Manage",
        }
    }
}

/// The three starting orders, by size.
pub const STARTS: [Start; 3] = [
    Start {
        id: "small",
        title: "Explore, then create",
        size: "Up to about 200 engineers",
        order: &[Use::Explore, Use::Create],
        reason: "Everybody still knows whom to ask, and that is about to end. A catalog and search \
                 keep the knowledge when the company grows; templates keep new services alike while \
                 there are few of them.",
        pains: &[
            Pain {
                says: "I do not know who owns this, or whether it exists already.",
                helps: "The catalog with owners, and search over everything",
                of: Use::Explore,
            },
            Pain {
                says: "The documentation is somewhere, and it is old.",
                helps: "Documentation beside the code, found where the component is",
                of: Use::Explore,
            },
            Pain {
                says: "Every new service starts as a copy of another one.",
                helps: "Templates with the practices that were agreed on",
                of: Use::Create,
            },
        ],
        kpis: &["mau", "onboarding", "plugins", "enps"],
        checklist: &[
            ("owners", "Every component has an owner"),
            ("search", "Search finds documentation"),
            ("first-template", "One template is used for every new service"),
            ("onboarding", "New joiners get a tour in their first week"),
        ],
    },
    Start {
        id: "medium",
        title: "Manage, explore, create",
        size: "About 1,000 engineers",
        order: &[Use::Manage, Use::Explore, Use::Create],
        reason: "Teams run many services with many tools and lose time between them. One place for \
                 builds, deploys, alerts and costs of what a team owns is worth coming back to every \
                 day, and fills the catalog on the way.",
        pains: &[
            Pain {
                says: "I open nine tabs to find out whether my deploy worked.",
                helps: "Builds, deploys, clusters and alerts on the page of the component",
                of: Use::Manage,
            },
            Pain {
                says: "Two teams build the same thing without knowing.",
                helps: "The catalog with systems and domains, and APIs with their definitions",
                of: Use::Explore,
            },
            Pain {
                says: "There are five ways to build and none is written down.",
                helps: "Templates, and scorecards for what exists",
                of: Use::Create,
            },
        ],
        kpis: &["context-switching", "mttr", "deploys", "teams-with-plugin", "mau"],
        checklist: &[
            ("two-plugins", "The two tools that most teams use every day are in the portal"),
            ("owners", "Every service in production has an owner who is on call"),
            ("outside-plugin", "One plugin comes from outside the central team"),
            ("scorecard", "One scorecard says what ready for production means"),
        ],
    },
    Start {
        id: "large",
        title: "Create, manage, explore",
        size: "Well above 1,000 engineers",
        order: &[Use::Create, Use::Manage, Use::Explore],
        reason: "What costs most is that everything is made in a different way. Templates make what \
                 is new alike and register it by themselves; tools follow for what is alike; a catalog \
                 of everything comes last, because by then it is already being filled.",
        pains: &[
            Pain {
                says: "It takes weeks until a new service reaches production.",
                helps: "Templates that bring repository, pipeline, monitoring and ownership",
                of: Use::Create,
            },
            Pain {
                says: "Each department has its own platform.",
                helps: "Plugins of many teams in one portal, each owned by its team",
                of: Use::Manage,
            },
            Pain {
                says: "Nobody can say what we have.",
                helps: "The catalog, filled by templates and by discovery",
                of: Use::Explore,
            },
        ],
        kpis: &["onboarding", "fragmentation", "deploys", "outside-share", "lead-time"],
        checklist: &[
            ("first-template", "One template reaches production without a ticket"),
            ("golden-path", "The way it is done here is written as a tutorial"),
            ("outside-plugin", "Plugins from three departments are in the portal"),
            ("fragmentation", "What differs most is known and has an owner"),
        ],
    },
];

/// One question with its answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: &'static str,
    /// The question.
    pub text: &'static str,
    /// The answers, each with points for small, medium and large.
    pub answers: &'static [(&'static str, [u8; 3])],
}

/// The questionnaire. Size says most, because that is what the field found; the others decide
/// where size leaves it open.
pub const QUESTIONS: [Question; 5] = [
    Question {
        id: "size",
        text: "How many engineers are there?",
        answers: &[
            ("Fewer than 100", [6, 0, 0]),
            ("100 to 400", [5, 2, 0]),
            ("400 to 1,500", [1, 6, 1]),
            ("1,500 to 3,000", [0, 4, 4]),
            ("More than 3,000", [0, 1, 6]),
        ],
    },
    Question {
        id: "growth",
        text: "How fast does that number grow?",
        answers: &[
            ("It stays as it is", [1, 2, 1]),
            ("By up to half in a year", [2, 1, 1]),
            ("It doubles in a year", [3, 1, 2]),
        ],
    },
    Question {
        id: "ask",
        text: "What do people ask most often?",
        answers: &[
            ("Who owns this, and where is it described?", [3, 1, 1]),
            ("Why did my build, deploy or alert fail?", [0, 3, 1]),
            ("How do I get a new service?", [1, 1, 3]),
        ],
    },
    Question {
        id: "new-service",
        text: "How long does a new service take until it is in production?",
        answers: &[
            ("Up to two days", [1, 2, 0]),
            ("Up to two weeks", [2, 1, 1]),
            ("Longer", [0, 1, 3]),
        ],
    },
    Question {
        id: "ways",
        text: "How many ways to build and deploy are in use?",
        answers: &[
            ("One or two", [2, 2, 0]),
            ("Up to five", [1, 2, 1]),
            ("More, or nobody knows", [0, 1, 3]),
        ],
    },
];

/// What the questionnaire proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The starting order with the most points.
    pub start: &'static Start,
    /// The points of each, in the order of [`STARTS`].
    pub points: [u32; 3],
    /// Whether the second is within two points: both are worth reading.
    pub close: bool,
    /// How many questions were answered.
    pub answered: u32,
}

/// Scores answers: the index of the chosen answer for each of [`QUESTIONS`], `None` for a question
/// left out. `None` when nothing was answered. A tie goes to the smaller size, which asks less.
#[must_use]
pub fn propose(answers: &[Option<usize>]) -> Option<Proposal> {
    let mut points = [0; 3];
    let mut answered = 0;
    for (question, answer) in QUESTIONS.iter().zip(answers) {
        let Some((_, given)) = answer.and_then(|at| question.answers.get(at)) else { continue };
        answered += 1;
        for (sum, more) in points.iter_mut().zip(given) {
            *sum += u32::from(*more);
        }
    }
    if answered == 0 {
        return None;
    }
    let most = points.iter().copied().max().unwrap_or_default();
    let best = points.iter().position(|sum| *sum == most)?;
    let close = points.iter().enumerate().any(|(at, sum)| at != best && sum + 2 >= most);
    Some(Proposal { start: STARTS.get(best)?, points, close, answered })
}

/// The starting order for a number of engineers, when that is all that is known.
#[must_use]
pub fn by_size(engineers: u32) -> &'static Start {
    let [small, medium, large] = &STARTS;
    match engineers {
        0..400 => small,
        400..2000 => medium,
        _ => large,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orders_are_those_of_the_field() {
        use Use::{Create, Explore, Manage};
        let orders: Vec<&[Use]> = STARTS.iter().map(|start| start.order).collect();
        let field: [&[Use]; 3] =
            [&[Explore, Create], &[Manage, Explore, Create], &[Create, Manage, Explore]];
        assert_eq!(orders, field);
        for start in &STARTS {
            assert!(start.pains.iter().all(|pain| start.order.contains(&pain.of)), "{}", start.id);
            for kpi in start.kpis {
                assert!(crate::kpi::definition(kpi).is_some(), "{kpi}");
            }
        }
    }

    #[test]
    fn size_decides_unless_everything_else_says_otherwise() {
        let id = |answers: &[Option<usize>]| propose(answers).map(|proposal| proposal.start.id);
        assert_eq!(id(&[Some(0)]), Some("small"));
        assert_eq!(id(&[Some(2)]), Some("medium"));
        assert_eq!(id(&[Some(4), Some(0), Some(1), Some(1), Some(1)]), Some("large"));
        assert_eq!(id(&[Some(1), Some(1), Some(1), Some(2), Some(2)]), Some("medium"));
        assert_eq!(id(&[]), None);
        assert_eq!(id(&[Some(99), None]), None);
        let half = propose(&[Some(3), Some(0)]).unwrap();
        assert_eq!((half.start.id, half.close, half.answered), ("medium", true, 2));
    }

    #[test]
    fn a_number_of_engineers_alone_is_enough() {
        assert_eq!(by_size(200).id, "small");
        assert_eq!(by_size(1000).id, "medium");
        assert_eq!(by_size(5000).id, "large");
    }
}
