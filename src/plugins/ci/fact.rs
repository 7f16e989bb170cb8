//! The latest build as a fact: how the default branch stands.

use super::model::{Run, Runs};
use super::settings::CiConfig;
use super::source::sources;
use crate::plugin::fact::answer;
use crate::plugin::prelude::*;
use portico_components::Tone;

/// As many runs as the card looks at, so that both ask once.
const RUNS: u32 = super::cards::RUNS;
/// Names that default branches have, the most usual first; the API of runs does not say which it is.
const DEFAULT: [&str; 4] = ["main", "master", "trunk", "develop"];

/// Follows the latest build of the first project that the entity names.
pub fn latest(input: FactInput) -> AnyView {
    let config: CiConfig = match read_config() {
        Ok(config) => config,
        Err(error) => return input.missing(&format!("The configuration has a mistake: {error}.")),
    };
    let (found, _) = sources(&config, |key| input.entity.annotation(key));
    let Some(source) = found.into_iter().next() else {
        return input.missing("The annotation names no project of a CI system that is known here.");
    };
    let count = config.per_page.min(RUNS);
    let load = use_load(move || source.runs(count));
    input.follow(move || match answer::<Runs>(load) {
        Ok(runs) => FactState::Known(fact(&runs.runs)),
        Err(state) => state,
    })
}

/// The newest run of the default branch, or of any branch if none of these is one.
fn fact(runs: &[Run]) -> Fact {
    let on = |branch: &&str| runs.iter().find(|run| run.branch == **branch);
    let Some(run) = DEFAULT.iter().find_map(on).or(runs.first()) else {
        return Fact::new(Tone::Neutral, "None yet");
    };
    Fact::new(run.state.tone(), run.state.word()).detail(&*run.branch).at(run.started)
}

#[cfg(test)]
mod tests {
    use super::super::words::State;
    use super::*;

    fn run(branch: &str, state: State) -> Run {
        Run { branch: branch.into(), state, ..Run::default() }
    }

    #[test]
    fn the_default_branch_counts() {
        let one = fact(&[run("feature/x", State::Failed), run("main", State::Passed)]);
        assert_eq!(
            (one.tone, one.value.as_str(), one.detail.as_str()),
            (Tone::Success, "Passed", "main")
        );
        let other = fact(&[run("release", State::Failed), run("feature/y", State::Passed)]);
        assert_eq!((other.value.as_str(), other.detail.as_str()), ("Failed", "release"));
        assert_eq!(fact(&[]).value, "None yet");
    }
}
