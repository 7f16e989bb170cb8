//! What many runs come to: the newest of each branch, how many pass, how long they take.

use super::model::Run;
use portico_components::date;

/// Names of branches that everybody builds on, which go before the others.
const TRUNKS: [&str; 5] = ["main", "master", "trunk", "develop", "production"];

/// How a branch stands: the run that says most about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// Its name; empty for runs that are of none.
    pub name: String,
    /// Of the newest run of each workflow, the one that most needs a look.
    pub run: Run,
}

/// The branches of runs that come the newest first: trunks at the top, then by their newest run.
/// A workflow that passes does not hide another that fails.
#[must_use]
pub fn branches(runs: &[Run]) -> Vec<Branch> {
    let mut all: Vec<(Branch, Vec<&str>)> = Vec::new();
    for run in runs {
        let known = all.iter_mut().find(|(branch, _)| branch.name == run.branch);
        match known {
            None => {
                let branch = Branch { name: run.branch.clone(), run: run.clone() };
                all.push((branch, vec![&run.workflow]));
            }
            Some((branch, workflows)) if !workflows.contains(&run.workflow.as_str()) => {
                workflows.push(&run.workflow);
                if run.state.urgency() < branch.run.state.urgency() {
                    branch.run = run.clone();
                }
            }
            Some(_) => {}
        }
    }
    let mut branches: Vec<Branch> = all.into_iter().map(|(branch, _)| branch).collect();
    let rank = |branch: &Branch| {
        TRUNKS.iter().position(|name| *name == branch.name).unwrap_or(TRUNKS.len())
    };
    branches.sort_by_key(rank);
    branches
}

/// How runs did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Runs that passed.
    pub passed: usize,
    /// Runs that failed.
    pub failed: usize,
    /// Runs that ended otherwise, or have not.
    pub others: usize,
    /// What is usual for a run that passed, in seconds: half of them take less.
    pub usual: Option<u64>,
}

impl Figures {
    /// Counts.
    #[must_use]
    pub fn of<'a>(runs: impl Iterator<Item = &'a Run>) -> Self {
        let mut figures = Self::default();
        let mut lengths = Vec::new();
        for run in runs {
            if run.state.is_good() {
                figures.passed += 1;
                lengths.extend(run.seconds);
            } else if run.state.is_bad() {
                figures.failed += 1;
            } else {
                figures.others += 1;
            }
        }
        lengths.sort_unstable();
        figures.usual = lengths.get(lengths.len() / 2).copied();
        figures
    }

    /// Runs that passed or failed.
    #[must_use]
    pub const fn ended(&self) -> usize {
        self.passed + self.failed
    }

    /// How many of a hundred passed; none where nothing has ended.
    #[must_use]
    pub fn rate(&self) -> Option<usize> {
        (self.passed * 100).checked_div(self.ended())
    }

    /// `86 %`.
    #[must_use]
    pub fn rate_words(&self) -> String {
        self.rate().map(|rate| [&*rate.to_string(), "\u{a0}%"].concat()).unwrap_or_default()
    }
}

/// How the runs of each day did, the oldest day first. `offset` says how many minutes the reader's
/// clock is east of UTC at a moment.
#[must_use]
pub fn days(runs: &[&Run], offset: impl Fn(i64) -> i64) -> Vec<(String, Figures)> {
    let mut days: Vec<(String, Vec<&Run>)> = Vec::new();
    for run in runs.iter().rev() {
        let Some(at) = run.started else { continue };
        let day = date(at, offset(at));
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, runs)) => runs.push(run),
            None => days.push((day, vec![run])),
        }
    }
    days.into_iter().map(|(day, runs)| (day, Figures::of(runs.into_iter()))).collect()
}

/// The workflow with the most runs: lengths of different workflows cannot be compared.
#[must_use]
pub fn main_workflow(runs: &[&Run]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for run in runs {
        match counts.iter_mut().find(|(name, _)| *name == run.workflow) {
            Some((_, count)) => *count += 1,
            None => counts.push((&run.workflow, 1)),
        }
    }
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    most.map(|(name, _)| name.to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::words::State;
    use super::*;

    fn run(branch: &str, workflow: &str, state: State, seconds: u64) -> Run {
        Run {
            branch: branch.to_owned(),
            workflow: workflow.to_owned(),
            state,
            started: Some(1_795_165_452_000),
            seconds: Some(seconds),
            ..Run::default()
        }
    }

    #[test]
    fn a_branch_stands_as_its_worst_workflow_stands_now() {
        let runs = [
            run("topic", "CI", State::Passed, 1),
            run("main", "Deploy", State::Passed, 1),
            run("main", "CI", State::Failed, 1),
            run("topic", "CI", State::Failed, 1),
            run("main", "CI", State::Passed, 1),
        ];
        let all = branches(&runs);
        let words: Vec<_> = all.iter().map(|one| (one.name.as_str(), one.run.state)).collect();
        assert_eq!(words, [("main", State::Failed), ("topic", State::Passed)]);
    }

    #[test]
    fn what_was_cancelled_is_no_failure() {
        let runs = [
            run("main", "CI", State::Passed, 100),
            run("main", "CI", State::Warnings, 300),
            run("main", "CI", State::Passed, 200),
            run("main", "CI", State::TimedOut, 3600),
            run("main", "CI", State::Cancelled, 1),
            run("main", "CI", State::Running, 1),
        ];
        let figures = Figures::of(runs.iter());
        assert_eq!((figures.passed, figures.failed, figures.others), (3, 1, 2));
        assert_eq!((figures.rate(), figures.usual), (Some(75), Some(200)));
        assert_eq!(Figures::default().rate(), None);
        let all: Vec<&Run> = runs.iter().collect();
        assert_eq!(days(&all, |_| 60).len(), 1);
    }

    #[test]
    fn lengths_are_of_the_workflow_that_runs_most() {
        let runs = [
            run("main", "Deploy", State::Passed, 1),
            run("main", "CI", State::Passed, 1),
            run("main", "CI", State::Passed, 1),
        ];
        let all: Vec<&Run> = runs.iter().collect();
        assert_eq!(main_workflow(&all), "CI");
    }
}
