//! Where a rollout stands.

use super::super::api::{Condition, Controller, condition};
use super::Kind;

/// Pods of a workload, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many there should be.
    pub desired: u32,
    /// How many are ready; of a Job, how many ended well.
    pub ready: u32,
    /// How many are of the newest revision, where that is known.
    pub updated: Option<u32>,
}

/// What is going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rollout {
    /// Nothing: all is as wanted, as far as the controller knows.
    Steady,
    /// Nothing is wanted, and why.
    Idle(&'static str),
    /// Something changes, and what.
    Moving(String),
    /// Something should change and does not.
    Stuck(String),
    /// It has failed.
    Failed(String),
}

/// Counts the pods of a controller.
#[must_use]
pub fn counts(kind: Kind, controller: &Controller) -> Counts {
    let (spec, status) = (&controller.spec, &controller.status);
    let wanted = spec.replicas.unwrap_or(1);
    match kind {
        Kind::DaemonSet => Counts {
            desired: status.desired_number_scheduled,
            ready: status.number_ready,
            updated: Some(status.updated_number_scheduled),
        },
        Kind::Deployment | Kind::StatefulSet => Counts {
            desired: wanted,
            ready: status.ready_replicas,
            updated: Some(status.updated_replicas),
        },
        Kind::ReplicaSet => Counts { desired: wanted, ready: status.ready_replicas, updated: None },
        Kind::Job => Counts {
            desired: spec.completions.unwrap_or(1),
            ready: status.succeeded,
            updated: None,
        },
        Kind::CronJob | Kind::Pod | Kind::Other => Counts::default(),
    }
}

/// Where the rollout of a controller stands.
#[must_use]
pub fn rollout(kind: Kind, controller: &Controller, counts: Counts) -> Rollout {
    let (spec, status) = (&controller.spec, &controller.status);
    if kind == Kind::Job {
        return job(controller);
    }
    if controller.metadata.generation > status.observed_generation {
        return Rollout::Moving("The cluster has not taken up the last change yet.".to_owned());
    }
    if counts.desired == 0 {
        let word = if kind == Kind::DaemonSet { "No node fits" } else { "Scaled to zero" };
        return Rollout::Idle(word);
    }
    let progress = condition(&status.conditions, "Progressing");
    if let Some(stuck) = progress.filter(|one| one.reason == "ProgressDeadlineExceeded") {
        let updated = counts.updated.unwrap_or_default().to_string();
        let desired = counts.desired.to_string();
        let share = [&updated, " of ", &desired, " pods have the new version"].concat();
        return Rollout::Stuck(
            ["The rollout does not get on: ", &share, ". ", &stuck.message].concat(),
        );
    }
    if let Some(refused) = holds(&status.conditions, "ReplicaFailure") {
        return Rollout::Stuck(["Pods cannot be made: ", &refused.message].concat());
    }
    if spec.paused {
        return Rollout::Idle("Paused");
    }
    let updated = counts.updated.unwrap_or(counts.desired);
    // A StatefulSet may be told to keep some pods at the old revision for good.
    let moves = match kind {
        Kind::StatefulSet => status.current_revision != status.update_revision,
        _ => true,
    };
    if moves && updated < counts.desired {
        let share = [&updated.to_string(), " of ", &counts.desired.to_string()].concat();
        return Rollout::Moving([&share, " pods have the new version."].concat());
    }
    if kind == Kind::Deployment && status.replicas > updated {
        return Rollout::Moving("Pods of the old version are still going.".to_owned());
    }
    Rollout::Steady
}

fn job(controller: &Controller) -> Rollout {
    let conditions = &controller.status.conditions;
    if let Some(failed) = holds(conditions, "Failed") {
        return Rollout::Failed(["The run has failed: ", &failed.message].concat());
    }
    if holds(conditions, "Complete").is_some() {
        return Rollout::Idle("Done");
    }
    if controller.spec.suspend {
        return Rollout::Idle("Suspended");
    }
    Rollout::Moving("It runs.".to_owned())
}

/// The condition, where it holds.
fn holds<'a>(all: &'a [Condition], kind: &str) -> Option<&'a Condition> {
    condition(all, kind).filter(|condition| condition.status == "True")
}
