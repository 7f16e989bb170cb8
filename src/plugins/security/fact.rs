//! The open findings as a fact: how many are critical and high.

use super::model::{Finding, Severity, counts};
use super::parts::asked;
use super::sources::{Source, State, use_findings};
use crate::plugin::fact::worse;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::Tone;

/// Moments whose reports are read: as many as the card reads, the newest alone.
const MOMENTS: usize = 1;

/// Follows the open findings.
pub fn open(input: FactInput) -> AnyView {
    let Ok(asked) = asked(&input.entity) else {
        return input.missing("The portal does not know where the findings of this service are.");
    };
    let findings = use_findings(&asked, MOMENTS);
    input.follow(move || {
        let fact = findings.all.with(|all| fact(all));
        let missing = findings
            .sources
            .iter()
            .filter_map(missing)
            .fold(None, |one, other| Some(worse(one, other)));
        match missing {
            // What is grave is said at once; that there is nothing only when all have answered.
            Some(state) if fact.weight() < 2 => state,
            _ if findings.is_known() => FactState::Known(fact),
            _ => FactState::Failed(
                "Code scanning and Dependabot are not switched on, or you may not see their alerts."
                    .to_owned(),
            ),
        }
    })
}

/// What is to be said instead of a place that has not answered.
fn missing(source: &Source) -> Option<FactState> {
    source.state.with(|state| match state {
        State::Known(_) | State::Off => None,
        State::Failed(error) => Some(FactState::failed(error)),
        State::Waiting if source.slow.get() => {
            Some(FactState::Slow([source.title, " is slow to answer."].concat()))
        }
        State::Waiting => Some(FactState::Waiting),
    })
}

fn fact(all: &[Finding]) -> Fact {
    let counted = counts(all);
    let words = |(severity, count): (Severity, usize)| {
        (count > 0).then(|| {
            let word = severity.word().to_ascii_lowercase();
            (severity, [&*count.to_string(), " ", &word].concat())
        })
    };
    let mut said = Severity::ALL.into_iter().zip(counted).filter_map(words);
    let Some((worst, value)) = said.next() else {
        return Fact::new(Tone::Success, "None open");
    };
    let others: Vec<String> = said.map(|(_, words)| words).collect();
    Fact::new(worst.tone(), value).detail(others.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_severity_is_the_fact_and_the_others_are_beside_it() {
        let finding = |severity| Finding { severity, ..Finding::default() };
        let one = fact(&[Severity::High, Severity::Low, Severity::High].map(finding));
        assert_eq!(
            (one.tone, one.value.as_str(), one.detail.as_str()),
            (Tone::Danger, "2 high", "1 low")
        );
        assert_eq!(fact(&[]), Fact::new(Tone::Success, "None open"));
        assert_eq!(fact(&[finding(Severity::Medium)]).weight(), 1);
    }
}
