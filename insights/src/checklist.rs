//! What the central team does to win its company for a portal, and how far that is, where the
//! portal can see it by itself.

use crate::Milli;
use crate::aggregate::{Aggregate, Kind};
use crate::kpi::Report;
use crate::starting::Start;

/// What a step belongs to, in the words of the adoption guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// What comes first at this size.
    First,
    /// Somebody runs the portal as a product.
    Product,
    /// People know it and come.
    Adoption,
    /// Practices are encoded in templates.
    Practices,
    /// Other teams bring their plugins.
    Contributors,
}

impl Aim {
    /// All of them, in order.
    pub const ALL: [Self; 5] =
        [Self::First, Self::Product, Self::Adoption, Self::Practices, Self::Contributors];

    /// Its title.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::First => "First, at this size",
            Self::Product => "Own it as a product",
            Self::Adoption => "Drive adoption",
            Self::Practices => "Encode practices in templates",
            Self::Contributors => "Win contributing teams",
        }
    }
}

/// A step of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its id, which a browser keeps when somebody ticks it off.
    pub id: &'static str,
    /// What is so when it is done.
    pub title: &'static str,
    /// What it belongs to.
    pub aim: Aim,
}

const fn step(id: &'static str, title: &'static str, aim: Aim) -> Step {
    Step { id, title, aim }
}

/// What is to be done at every size.
const ALWAYS: [Step; 12] = [
    step("product-owner", "One person decides what the portal does next", Aim::Product),
    step("feedback", "Engineers were asked what costs them time, and answered", Aim::Product),
    step("zero-results", "Most searches find something", Aim::Product),
    step("coverage", "Nine components in ten have an owner", Aim::Adoption),
    step("half", "Half of all engineers come in a month", Aim::Adoption),
    step("talk", "It was shown to every department: at lunch, at a show and tell", Aim::Adoption),
    step("links", "Wikis and chats link to the portal", Aim::Adoption),
    step("used-template", "Something was created from a template", Aim::Practices),
    step("documented", "Every second component has documentation in the portal", Aim::Practices),
    step("ready", "A scorecard says what ready for production means", Aim::Practices),
    step("outside-plugin", "A plugin comes from outside the central team", Aim::Contributors),
    step(
        "embedded",
        "Somebody of the central team sat with another team for a week",
        Aim::Contributors,
    ),
];

/// The steps for a starting order: its own first, then those of every size. What both have is
/// there once.
#[must_use]
pub fn steps(start: &Start) -> Vec<Step> {
    let own = start.checklist.iter().map(|(id, title)| step(id, title, Aim::First));
    let mut all: Vec<Step> = own.collect();
    for one in ALWAYS {
        if !all.iter().any(|known| known.id == one.id) {
            all.push(one);
        }
    }
    all
}

/// What the portal knows of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'k> {
    /// Components, those with an owner, and those with documentation; `None` without a catalog.
    pub components: Option<(u32, u32, u32)>,
    /// Templates in the catalog.
    pub templates: Option<u32>,
    /// Teams that own a plugin of this portal, by its manifests.
    pub owners: u32,
    /// Plugins that are installed.
    pub plugins: u32,
    /// Whether a scorecard is configured.
    pub scorecards: bool,
    /// Aggregated events.
    pub events: Option<&'k Aggregate>,
    /// KPIs.
    pub kpis: Option<&'k Report>,
}

/// How far a step is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Done, and how that is known.
    Done(String),
    /// Not yet, and how far.
    Open(String),
    /// The portal cannot see it: somebody has to say.
    Unseen,
}

/// How far a step is, as far as the portal can see.
#[must_use]
pub fn state(id: &str, known: &Known<'_>) -> Seen {
    see(id, known).unwrap_or(Seen::Unseen)
}

fn see(id: &str, known: &Known<'_>) -> Option<Seen> {
    let share = |part: u32, of: u32, wanted: u32, what: &str| {
        let text = format!("{part} of {of} components have {what}.");
        if of > 0 && part * 100 >= of * wanted { Seen::Done(text) } else { Seen::Open(text) }
    };
    let when = |done: bool, text: String| if done { Seen::Done(text) } else { Seen::Open(text) };
    Some(match id {
        "owners" => {
            let (all, owned, _) = known.components?;
            share(owned, all, 100, "an owner")
        }
        "coverage" => {
            let (all, owned, _) = known.components?;
            share(owned, all, 90, "an owner")
        }
        "search" => {
            let (all, _, documented) = known.components?;
            let text = format!("{documented} of {all} components have documentation to be found.");
            when(documented > 0, text)
        }
        "documented" => {
            let (all, _, documented) = known.components?;
            share(documented, all, 50, "documentation")
        }
        "first-template" | "used-template" => match known.events {
            Some(events) => {
                let used = events.windows.last()?.top(Kind::Template)?.items.len();
                when(used > 0, format!("{used} templates were used in the last year."))
            }
            None => {
                let templates = known.templates?;
                Seen::Open(format!(
                    "{templates} templates are in the catalog; their use is not counted."
                ))
            }
        },
        "half" => {
            let events = known.events?;
            let share = events.share(*events.all.mau.last()?)?;
            when(share >= Milli::whole(50), format!("{} % in the last 28 days.", share.text(0)))
        }
        "zero-results" => {
            let window = known.events?.last(91)?;
            let (zero, all) = (window.zero.now.get()?, window.searches.now.get()?);
            let share = Milli::ratio((all - zero) * 100, all);
            let text = format!("{} % of {all} searches had results.", share.text(0));
            when(all > 0 && share >= Milli::whole(75), text)
        }
        "feedback" => {
            let answers = known.kpis?.kpi("enps")?.now.n;
            when(answers > 0, format!("{answers} answers to the survey in the last 91 days."))
        }
        "onboarding" => {
            let joined = known.kpis?.kpi("onboarding")?.now.n;
            Seen::Open(format!(
                "{joined} people joined in the last half year; tours are not counted."
            ))
        }
        "outside-plugin" => when(
            known.owners > 1,
            format!("Plugins have {} owners, by their manifests.", known.owners),
        ),
        "two-plugins" => {
            let text = format!("{} plugins are installed.", known.plugins);
            when(known.plugins > 1, text)
        }
        "scorecard" | "ready" => {
            let text = if known.scorecards { "One is configured." } else { "None is configured." };
            when(known.scorecards, text.to_owned())
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::starting::STARTS;

    #[test]
    fn what_two_lists_have_is_there_once() {
        for start in &STARTS {
            let all = steps(start);
            let mut ids: Vec<&str> = all.iter().map(|step| step.id).collect();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all.len(), "{}", start.id);
            assert!(all.iter().any(|step| step.aim == Aim::Contributors));
        }
    }

    #[test]
    fn a_step_is_done_when_the_portal_sees_it() {
        let nothing = Known::default();
        assert_eq!(state("owners", &nothing), Seen::Unseen);
        assert_eq!(state("talk", &nothing), Seen::Unseen);
        assert!(matches!(state("scorecard", &nothing), Seen::Open(_)));
        let some = Known { components: Some((20, 18, 9)), owners: 3, ..nothing };
        assert!(matches!(state("owners", &some), Seen::Open(text) if text.starts_with("18 of 20")));
        assert!(matches!(state("coverage", &some), Seen::Done(_)));
        assert!(matches!(state("documented", &some), Seen::Open(_)));
        assert!(matches!(state("outside-plugin", &some), Seen::Done(_)));
        let empty = Known { components: Some((0, 0, 0)), ..nothing };
        assert!(matches!(state("coverage", &empty), Seen::Open(_)), "nothing is not all");
    }
}
