//! From the objects of a cluster to what a person wants to know: what runs, does it run well, and
//! if not, why.

mod event;
mod pod;
mod rollout;
#[cfg(test)]
mod tests;

pub use event::EventView;
pub use pod::{ContainerView, Grade, PodView, Problem};
pub use rollout::{Counts, Rollout};

use super::api::{Controller, Event, Meta, Objects, Pod, Reference};
use super::quantity::Resources;
use crate::plugin::time::instant;
use portico_components::Tone;
use std::collections::BTreeMap;

/// Old revisions that are kept.
const REVISIONS: usize = 5;

/// What keeps the pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Pods that are all alike.
    Deployment,
    /// Pods with names and disks of their own.
    StatefulSet,
    /// A pod on each node.
    DaemonSet,
    /// A run at times.
    CronJob,
    /// A run.
    Job,
    /// Pods that are all alike, without revisions.
    ReplicaSet,
    /// A pod that nothing keeps.
    Pod,
    /// Something this portal knows nothing of, such as a Rollout of Argo.
    Other,
}

impl Kind {
    fn of(kind: &str) -> Self {
        match kind {
            "Deployment" => Self::Deployment,
            "StatefulSet" => Self::StatefulSet,
            "DaemonSet" => Self::DaemonSet,
            "CronJob" => Self::CronJob,
            "Job" => Self::Job,
            "ReplicaSet" => Self::ReplicaSet,
            "Pod" => Self::Pod,
            _ => Self::Other,
        }
    }
}

/// How a workload is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Health {
    /// Nothing of it works.
    Failing,
    /// A rollout does not get on.
    Stuck,
    /// It works in part.
    Degraded,
    /// It changes.
    Progressing,
    /// It works.
    Healthy,
    /// It is not meant to do anything now.
    Idle,
}

impl Health {
    /// What the shape and the colour say.
    #[must_use]
    pub const fn tone(self) -> Tone {
        match self {
            Self::Failing | Self::Stuck => Tone::Danger,
            Self::Degraded => Tone::Warning,
            Self::Progressing => Tone::Info,
            Self::Healthy => Tone::Success,
            Self::Idle => Tone::Neutral,
        }
    }

    /// Whether somebody should look.
    #[must_use]
    pub const fn is_bad(self) -> bool {
        matches!(self, Self::Failing | Self::Stuck | Self::Degraded)
    }
}

/// One revision of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number.
    pub number: u64,
    /// What its containers run.
    pub images: Vec<String>,
    /// When it was made.
    pub created: Option<i64>,
    /// Pods of it.
    pub pods: u32,
    /// Of these, how many are ready.
    pub ready: u32,
}

/// Something that runs, with all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// What it is.
    pub kind: Kind,
    /// The same as the API writes it.
    pub kind_name: String,
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// How it is.
    pub health: Health,
    /// The word for it.
    pub word: &'static str,
    /// What the rollout does, if it does anything.
    pub rollout: Option<String>,
    /// What is wrong, the worst first.
    pub problems: Vec<Problem>,
    /// How many pods.
    pub counts: Counts,
    /// When a CronJob starts.
    pub schedule: String,
    /// When a CronJob was due last, or a Job began.
    pub last_run: Option<i64>,
    /// What its containers run.
    pub images: Vec<String>,
    /// Fewest and most pods an autoscaler may choose.
    pub scale: Option<(u32, u32)>,
    /// The newest revisions of a deployment.
    pub revisions: Vec<Revision>,
    /// Its pods, the worst first, then the newest.
    pub pods: Vec<PodView>,
    /// What happened, the newest first.
    pub events: Vec<EventView>,
    /// What its pods use together, as far as it is measured.
    pub used: Resources,
    /// What is kept free for them.
    pub requests: Resources,
    /// What they may not exceed.
    pub limits: Resources,
}

impl Workload {
    /// What tells it from the others of its cluster.
    #[must_use]
    pub fn id(&self) -> String {
        [&self.kind_name, "/", &self.namespace, "/", &self.name].concat()
    }

    /// The first thing to know when it is not well.
    #[must_use]
    pub fn worst(&self) -> Option<&str> {
        let problem = self.problems.first().map(|problem| problem.text.as_str());
        problem.or(self.rollout.as_deref())
    }

    /// How often containers of its pods were started again.
    #[must_use]
    pub fn restarts(&self) -> u32 {
        self.pods.iter().map(|pod| pod.restarts).sum()
    }
}

/// Kind, namespace and name.
type Key = (String, String, String);

/// Reads the workloads of a cluster, the worst first. `now` is in milliseconds since 1970.
#[must_use]
pub fn read(all: &Objects, now: i64) -> Vec<Workload> {
    let mut pods: BTreeMap<Key, Vec<&Pod>> = BTreeMap::new();
    for pod in &all.pods.items {
        pods.entry(keeper(all, pod)).or_default().push(pod);
    }
    let lists = [
        ("Deployment", &all.deployments),
        ("StatefulSet", &all.stateful_sets),
        ("DaemonSet", &all.daemon_sets),
        ("CronJob", &all.cron_jobs),
        ("Job", &all.jobs),
        ("ReplicaSet", &all.replica_sets),
    ];
    let mut workloads = Vec::new();
    for (kind, list) in lists {
        for controller in &list.items {
            // Revisions of deployments and runs of CronJobs are parts of these.
            if controller.metadata.controller().is_some() {
                continue;
            }
            let key = key(kind, &controller.metadata);
            let own = pods.remove(&key).unwrap_or_default();
            workloads.push(workload(all, key, Some(controller), &own, now));
        }
    }
    for (key, own) in pods {
        workloads.push(workload(all, key, None, &own, now));
    }
    workloads.sort_by(|a, b| {
        (a.health, a.kind, &a.namespace, &a.name).cmp(&(b.health, b.kind, &b.namespace, &b.name))
    });
    workloads
}

fn key(kind: &str, meta: &Meta) -> Key {
    (kind.to_owned(), meta.namespace.clone(), meta.name.clone())
}

fn is_it(meta: &Meta, reference: &Reference, namespace: &str) -> bool {
    meta.name == reference.name && meta.namespace == namespace
}

/// What a pod belongs to, through revisions and runs.
fn keeper(all: &Objects, pod: &Pod) -> Key {
    let namespace = pod.metadata.namespace.as_str();
    let Some(owner) = pod.metadata.controller() else { return key("Pod", &pod.metadata) };
    let between: &[Controller] = match owner.kind.as_str() {
        "ReplicaSet" => &all.replica_sets.items,
        "Job" => &all.jobs.items,
        _ => &[],
    };
    let found = between.iter().find(|one| is_it(&one.metadata, owner, namespace));
    if let Some(above) = found.and_then(|one| one.metadata.controller()) {
        return (above.kind.clone(), namespace.to_owned(), above.name.clone());
    }
    // Without the list of revisions: a revision is named by its deployment and a hash.
    let hash = pod.metadata.labels.get("pod-template-hash");
    let name = hash
        .filter(|_| owner.kind == "ReplicaSet")
        .and_then(|hash| owner.name.strip_suffix(hash.as_str())?.strip_suffix('-'));
    let is_there = |name: &&str| {
        let mut all = all.deployments.items.iter();
        all.any(|one| one.metadata.name == *name && one.metadata.namespace == namespace)
    };
    match name.filter(is_there) {
        Some(name) => ("Deployment".to_owned(), namespace.to_owned(), name.to_owned()),
        None => (owner.kind.clone(), namespace.to_owned(), owner.name.clone()),
    }
}

fn workload(
    all: &Objects,
    (kind_name, namespace, name): Key,
    controller: Option<&Controller>,
    own: &[&Pod],
    now: i64,
) -> Workload {
    let kind = Kind::of(&kind_name);
    let usage = |pod: &Pod| {
        let meta = &pod.metadata;
        let mut all = all.usage.items.iter().map(|usage| (&usage.metadata, usage));
        let found = all.find(|(of, _)| of.name == meta.name && of.namespace == meta.namespace);
        found.map(|(_, usage)| usage)
    };
    let about = |kind: &str, name: &str| {
        let (kind, name, namespace) = (kind.to_owned(), name.to_owned(), namespace.clone());
        move |event: &&Event| {
            let object = &event.involved_object;
            object.kind == kind && object.name == name && object.namespace == namespace
        }
    };
    let mut pods: Vec<PodView> = own
        .iter()
        .map(|pod| {
            let is_its = about("Pod", &pod.metadata.name);
            let events: Vec<&Event> = all.events.items.iter().filter(is_its).collect();
            pod::read(pod, usage(pod), &events, now)
        })
        .collect();
    pods.sort_by_key(|pod| {
        let grade = pod.problems.first().map(|problem| problem.grade);
        (grade.is_none(), grade, std::cmp::Reverse(pod.created))
    });

    let controlled = |one: &&Controller| {
        let above = one.metadata.controller();
        above.is_some_and(|above| above.kind == kind_name && above.name == name)
            && one.metadata.namespace == namespace
    };
    let sets: Vec<&Controller> = all.replica_sets.items.iter().filter(controlled).collect();
    let runs: Vec<&Controller> = all.jobs.items.iter().filter(controlled).collect();
    let newest = runs.iter().copied().max_by_key(|run| run.metadata.creation_timestamp.clone());

    // A CronJob is as well as its newest run.
    let (judged, judged_kind) = match (kind, newest) {
        (Kind::CronJob, Some(run)) => (Some(run), Kind::Job),
        _ => (controller, kind),
    };
    let counts = match judged {
        Some(judged) if judged_kind != Kind::CronJob => rollout::counts(judged_kind, judged),
        Some(_) => Counts::default(),
        None => of_pods(&pods),
    };
    let rollout = match judged {
        Some(judged) if judged_kind != Kind::CronJob => {
            rollout::rollout(judged_kind, judged, counts)
        }
        Some(_) => Rollout::Idle("Not run yet"),
        None => Rollout::Steady,
    };
    // Of a run that ended well, and of old runs, nobody needs to hear any more.
    let counted = pods.iter().filter(|pod| match judged_kind {
        Kind::Job => {
            rollout != Rollout::Idle("Done")
                && judged.is_some_and(|run| pod.name.starts_with(&run.metadata.name))
        }
        _ => true,
    });
    let problems = together(counted.flat_map(|pod| &pod.problems));
    let (health, word, rollout) = judge(judged_kind, kind, counts, rollout, &problems);
    let suspended = controller.is_some_and(|one| one.spec.suspend);
    let (health, word) = match kind {
        Kind::CronJob if suspended && !health.is_bad() => (Health::Idle, "Suspended"),
        _ => (health, word),
    };

    let scaler = all.scalers.items.iter().find(|scaler| {
        let target = &scaler.spec.scale_target_ref;
        target.kind == kind_name && target.name == name && scaler.metadata.namespace == namespace
    });

    let mut names: Vec<(&str, &str)> = vec![(&kind_name, &name)];
    let scaled = scaler.map(|scaler| ("HorizontalPodAutoscaler", scaler.metadata.name.as_str()));
    names.extend(scaled);
    names.extend(pods.iter().map(|pod| ("Pod", pod.name.as_str())));
    names.extend(sets.iter().map(|set| ("ReplicaSet", set.metadata.name.as_str())));
    names.extend(runs.iter().map(|run| ("Job", run.metadata.name.as_str())));
    let events = all.events.items.iter().filter(|event| {
        let object = &event.involved_object;
        object.namespace == namespace
            && names.contains(&(object.kind.as_str(), object.name.as_str()))
    });
    let events = event::read(events);

    let template = controller.map(|one| &one.spec.template.spec.containers);
    let mut images: Vec<String> =
        template.into_iter().flatten().map(|container| container.image.clone()).collect();
    if images.is_empty() {
        let first = pods.first().map(|pod| pod.containers.as_slice()).unwrap_or_default();
        images = first.iter().map(|container| container.image.clone()).collect();
    }
    let measured = || pods.iter().filter(|pod| pod.used != Resources::default());
    let sum =
        |of: fn(&PodView) -> &Resources| Resources::sum(measured().map(|pod| of(pod).clone()));
    let status = controller.map(|one| &one.status);
    let last_run = status.and_then(|status| {
        status.last_schedule_time.as_deref().or(status.start_time.as_deref()).and_then(instant)
    });
    Workload {
        kind,
        health,
        word,
        rollout,
        problems,
        counts,
        schedule: controller.map(|one| one.spec.schedule.clone()).unwrap_or_default(),
        last_run,
        images,
        scale: scaler.map(|one| (one.spec.min_replicas.unwrap_or(1), one.spec.max_replicas)),
        revisions: revisions(&sets),
        events,
        used: sum(|pod| &pod.used),
        requests: sum(|pod| &pod.requests),
        limits: sum(|pod| &pod.limits),
        pods,
        kind_name,
        name,
        namespace,
    }
}

/// Of pods that nothing known keeps: all of them are wanted.
fn of_pods(pods: &[PodView]) -> Counts {
    let lives = pods.iter().filter(|pod| !matches!(pod.word, "Done" | "Terminating"));
    let ready = lives.clone().filter(|pod| pod.ready == pod.total).count();
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    Counts { desired: count(lives.count()), ready: count(ready), updated: None }
}

/// Health, its word, and what the rollout has to say.
fn judge(
    judged: Kind,
    kind: Kind,
    counts: Counts,
    rollout: Rollout,
    problems: &[Problem],
) -> (Health, &'static str, Option<String>) {
    let worst = problems.first().map(|problem| problem.grade);
    let is_bad = worst == Some(Grade::Bad);
    let down = counts.ready == 0 && judged != Kind::Job;
    let sick = |rollout: Option<String>| match down {
        true => (Health::Failing, "Failing", rollout),
        false => (Health::Degraded, "Degraded", rollout),
    };
    match rollout {
        Rollout::Failed(why) => (Health::Failing, "Failed", Some(why)),
        Rollout::Idle("Done") if kind == Kind::CronJob => {
            (Health::Healthy, "Last run passed", None)
        }
        Rollout::Idle(word) if worst.is_none() => (Health::Idle, word, None),
        Rollout::Idle(_) => sick(None),
        Rollout::Stuck(why) if down => (Health::Failing, "Failing", Some(why)),
        Rollout::Stuck(why) => (Health::Stuck, "Rollout stuck", Some(why)),
        Rollout::Moving(why) if is_bad => sick(Some(why)),
        Rollout::Moving(why) if judged == Kind::Job => (Health::Progressing, "Running", Some(why)),
        Rollout::Moving(why) => (Health::Progressing, "Rolling out", Some(why)),
        Rollout::Steady if worst.is_some() => sick(None),
        Rollout::Steady if counts.ready < counts.desired => {
            let share = [&counts.ready.to_string(), " of ", &counts.desired.to_string()].concat();
            let why = [&share, " pods are ready; the others are starting."].concat();
            (Health::Progressing, "Starting", Some(why))
        }
        Rollout::Steady => (Health::Healthy, "Healthy", None),
    }
}

/// The problems of all pods, the same ones counted, the worst and most frequent first.
fn together<'a>(all: impl Iterator<Item = &'a Problem>) -> Vec<Problem> {
    let mut found: Vec<Problem> = Vec::new();
    for problem in all {
        let same = found.iter_mut().find(|one| one.text == problem.text);
        match same {
            Some(one) => {
                one.pods += 1;
                one.restarts += problem.restarts;
                one.at = one.at.max(problem.at);
            }
            None => found.push(problem.clone()),
        }
    }
    found.sort_by_key(|problem| (problem.grade, std::cmp::Reverse(problem.pods)));
    found
}

fn revisions(sets: &[&Controller]) -> Vec<Revision> {
    let mut all: Vec<Revision> = sets
        .iter()
        .filter_map(|set| {
            let containers = &set.spec.template.spec.containers;
            Some(Revision {
                number: set.metadata.annotations.revision.as_deref()?.parse().ok()?,
                images: containers.iter().map(|one| one.image.clone()).collect(),
                created: set.metadata.creation_timestamp.as_deref().and_then(instant),
                pods: set.status.replicas,
                ready: set.status.ready_replicas,
            })
        })
        .collect();
    all.sort_by_key(|revision| std::cmp::Reverse(revision.number));
    all.truncate(REVISIONS);
    all
}

/// A cluster at a glance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Glance {
    /// Workloads that are as they should be.
    pub well: usize,
    /// All workloads.
    pub all: usize,
    /// What is worst, if anything is bad: the workload's health, its word, its name, and why.
    pub worst: Option<(Health, &'static str, String, String)>,
    /// Whether something changes.
    pub changes: bool,
}

/// Sums up the workloads, which come the worst first.
#[must_use]
pub fn glance(workloads: &[Workload]) -> Glance {
    let worst = workloads.first().filter(|worst| worst.health.is_bad());
    Glance {
        well: workloads.iter().filter(|workload| !workload.health.is_bad()).count(),
        all: workloads.len(),
        worst: worst.map(|worst| {
            let why = worst.worst().unwrap_or_default().to_owned();
            (worst.health, worst.word, worst.name.clone(), why)
        }),
        changes: workloads.iter().any(|workload| workload.health == Health::Progressing),
    }
}
