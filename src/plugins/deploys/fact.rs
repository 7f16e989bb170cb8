//! Production as a fact: which version, how it is, how far behind.

use super::environments::{Behind, compare, title};
use super::instances::{Instance, Reading, everything, use_instance};
use super::model::Application;
use super::parts::{Asked, asked};
use super::revision::versions;
use crate::plugin::fact::worse;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::Tone;

/// Follows what is in production.
pub fn production(input: FactInput) -> AnyView {
    let Ok(Asked { wanted, instances, config, .. }) = asked(&input.entity) else {
        return input.missing("The portal does not know the Argo CD of this service.");
    };
    let last = config.environments.len().saturating_sub(1);
    let instances: Vec<Instance> =
        instances.iter().map(|one| use_instance(&config, one, &wanted)).collect();
    let all = everything(&instances);
    input.follow(move || {
        let missing =
            instances.iter().filter_map(missing).fold(None, |one, other| Some(worse(one, other)));
        match (all.with(|all| fact(all, last)), missing) {
            (Some(fact), _) => FactState::Known(fact),
            (None, Some(state)) => state,
            (None, None) => FactState::Known(elsewhere(&all.get())),
        }
    })
}

/// What is to be said instead of an instance that has not answered.
fn missing(instance: &Instance) -> Option<FactState> {
    instance.reading.with(|reading| match reading {
        Reading::Known(_) => None,
        Reading::Failed(error) => Some(FactState::failed(error)),
        Reading::Waiting if instance.slow.get() => {
            Some(FactState::Slow([&instance.title, " is slow to answer."].concat()))
        }
        Reading::Waiting => Some(FactState::Waiting),
    })
}

/// What is in the last environment, the worst of several applications.
fn fact(all: &[Application], last: usize) -> Option<Fact> {
    let behind = compare(all);
    let here = all.iter().zip(behind).filter(|(one, _)| one.rank == last);
    let (one, behind) = here.min_by_key(|(one, _)| match one.whole.tone {
        Tone::Danger => 0,
        Tone::Warning => 1,
        Tone::Info => 2,
        _ => 3,
    })?;
    let mut words = versions(&one.images);
    if let Behind::By { revisions, .. } = behind {
        let comma = if words.is_empty() { "" } else { ", " };
        words = [&*words, comma, &revisions.to_string(), " behind"].concat();
    }
    let at = one.history.first().map(|deploy| deploy.at);
    Some(Fact::new(one.whole.tone, one.whole.word).detail(words).at(at))
}

/// Said of what is not in production.
fn elsewhere(all: &[Application]) -> Fact {
    let mut names: Vec<String> = all.iter().map(title).collect();
    names.dedup();
    let words =
        if names.is_empty() { String::new() } else { ["only ", &*names.join(", ")].concat() };
    Fact::new(Tone::Neutral, "Not there").detail(words)
}

#[cfg(test)]
mod tests {
    use super::super::model::{Deploy, State};
    use super::*;

    fn application(rank: usize, tone: Tone, history: &[(&str, i64)]) -> Application {
        let history = history.iter().map(|(revision, at)| Deploy {
            revision: (*revision).to_owned(),
            at: *at,
            ..Deploy::default()
        });
        Application {
            rank,
            environment: if rank == 1 { "production" } else { "staging" }.to_owned(),
            whole: State { tone, word: "So" },
            history: history.collect(),
            ..Application::default()
        }
    }

    #[test]
    fn the_worst_in_production_counts_and_how_far_behind_it_is() {
        let all = [
            application(0, Tone::Danger, &[("b", 20), ("a", 10)]),
            application(1, Tone::Success, &[("b", 30)]),
            application(1, Tone::Warning, &[("a", 15)]),
        ];
        let one = fact(&all, 1).unwrap();
        assert_eq!((one.tone, one.detail.as_str(), one.at), (Tone::Warning, "1 behind", Some(15)));
        assert_eq!(fact(&all[..1], 1), None);
        assert_eq!(elsewhere(&all[..1]).detail, "only Staging");
        assert_eq!(elsewhere(&[]).detail, "");
    }
}
