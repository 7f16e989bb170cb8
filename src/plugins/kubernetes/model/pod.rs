//! One pod: how it is, what is wrong with it, and what it uses.

use super::super::api::{ContainerStatus, Event, Pod, PodUsage, Terminated, Waiting, condition};
use super::super::quantity::{Quantity, Resources};
use super::event::last_seen;
use crate::plugin::time::instant;
use portico_components::Tone;

/// What is younger may still be starting.
const STARTING: i64 = 60_000;
/// What is older is over.
const RECENT: i64 = 3_600_000;
/// Letters of a message that are quoted.
const QUOTED: usize = 240;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// It does not work.
    Bad,
    /// It needs a look.
    Look,
}

/// Something that is wrong, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad.
    pub grade: Grade,
    /// Two or three words.
    pub title: &'static str,
    /// A sentence or two.
    pub text: String,
    /// When it happened last, if somebody says.
    pub at: Option<i64>,
    /// In how many pods.
    pub pods: usize,
    /// How often containers were started again because of it.
    pub restarts: u32,
}

impl Problem {
    pub(super) fn new(grade: Grade, title: &'static str, text: String) -> Self {
        Self { grade, title, text, at: None, pods: 1, restarts: 0 }
    }

    fn at(mut self, at: Option<&str>) -> Self {
        self.at = at.and_then(instant);
        self
    }
}

/// A container of a pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainerView {
    /// Its name.
    pub name: String,
    /// What it runs.
    pub image: String,
    /// How it is.
    pub tone: Tone,
    /// The word for it.
    pub word: String,
    /// How often it was started again.
    pub restarts: u32,
    /// How it ended the last time.
    pub ended: Option<(String, Option<i64>)>,
    /// What it uses, if anybody measures.
    pub used: Resources,
    /// What is kept free for it.
    pub requests: Resources,
    /// What it may not exceed.
    pub limits: Resources,
}

/// A pod.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PodView {
    /// Its name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// Where it runs; empty when it runs nowhere.
    pub node: String,
    /// Since when it is there.
    pub created: Option<i64>,
    /// How it is.
    pub tone: Tone,
    /// The word for it.
    pub word: &'static str,
    /// Containers that are ready.
    pub ready: usize,
    /// Containers in all.
    pub total: usize,
    /// How often its containers were started again.
    pub restarts: u32,
    /// When one of them ended last.
    pub last_end: Option<i64>,
    /// Its containers.
    pub containers: Vec<ContainerView>,
    /// What its containers use.
    pub used: Resources,
    /// What is kept free for them.
    pub requests: Resources,
    /// What they may not exceed; known when each of them has a limit.
    pub limits: Resources,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Reads a pod. `events` are those of the pod.
#[must_use]
pub fn read(pod: &Pod, usage: Option<&PodUsage>, events: &[&Event], now: i64) -> PodView {
    let status = &pod.status;
    let leaving = pod.metadata.deletion_timestamp.is_some();
    let mut problems = if leaving { Vec::new() } else { problems(pod, events, now) };
    problems.sort_by_key(|problem| problem.grade);
    let (tone, word) = standing(pod, leaving, problems.first());
    let containers: Vec<ContainerView> = pod
        .spec
        .containers
        .iter()
        .map(|container| {
            let found = status.container_statuses.iter().find(|one| one.name == container.name);
            let used = usage.and_then(|usage| {
                let mut all = usage.containers.iter();
                all.find(|one| one.name == container.name).map(|one| one.usage.clone())
            });
            let (tone, word) = found.map_or((Tone::Info, "Starting".to_owned()), state_words);
            let limit = container.resources.limits.memory;
            let last = found.and_then(last_end);
            ContainerView {
                name: container.name.clone(),
                image: container.image.clone(),
                tone,
                word,
                restarts: found.map_or(0, |found| found.restart_count),
                ended: last
                    .map(|end| (ended(end, limit), end.finished_at.as_deref().and_then(instant))),
                used: used.unwrap_or_default(),
                requests: container.resources.requests.clone(),
                limits: container.resources.limits.clone(),
            }
        })
        .collect();
    let sum = |of: fn(&ContainerView) -> &Resources| {
        Resources::sum(containers.iter().map(|container| of(container).clone()))
    };
    let inits = status.init_container_statuses.iter();
    let last_end = status.container_statuses.iter().filter_map(last_end);
    PodView {
        name: pod.metadata.name.clone(),
        namespace: pod.metadata.namespace.clone(),
        node: pod.spec.node_name.clone(),
        created: pod.metadata.creation_timestamp.as_deref().and_then(instant),
        tone,
        word,
        ready: status.container_statuses.iter().filter(|container| container.ready).count(),
        total: pod.spec.containers.len(),
        restarts: status.container_statuses.iter().chain(inits).map(|one| one.restart_count).sum(),
        last_end: last_end.filter_map(|end| instant(end.finished_at.as_deref()?)).max(),
        used: sum(|container| &container.used),
        requests: sum(|container| &container.requests),
        limits: sum(|container| &container.limits),
        containers,
        problems,
    }
}

/// How the pod is, as a tone and a word.
fn standing(pod: &Pod, leaving: bool, worst: Option<&Problem>) -> (Tone, &'static str) {
    if leaving {
        return (Tone::Neutral, "Terminating");
    }
    match (worst, pod.status.phase.as_str()) {
        (Some(Problem { grade: Grade::Bad, title, .. }), _) => (Tone::Danger, title),
        (Some(Problem { title, .. }), _) => (Tone::Warning, title),
        (None, "Running") => (Tone::Success, "Running"),
        (None, "Pending") => (Tone::Info, "Starting"),
        (None, "Succeeded") => (Tone::Neutral, "Done"),
        (None, "Failed") => (Tone::Danger, "Failed"),
        (None, _) => (Tone::Neutral, "Unknown"),
    }
}

fn state_words(container: &ContainerStatus) -> (Tone, String) {
    let state = &container.state;
    if let Some(waiting) = &state.waiting {
        return match waiting.reason.as_str() {
            "ContainerCreating" | "PodInitializing" | "" => (Tone::Info, "Starting".to_owned()),
            "CrashLoopBackOff" => (Tone::Danger, "Crash loop".to_owned()),
            reason if is_about_the_image(reason) => (Tone::Danger, "No image".to_owned()),
            reason => (Tone::Danger, reason.to_owned()),
        };
    }
    if let Some(end) = &state.terminated {
        return match end.exit_code {
            0 => (Tone::Neutral, "Done".to_owned()),
            _ => (Tone::Danger, "Failed".to_owned()),
        };
    }
    match (state.running.is_some(), container.ready) {
        (true, true) => (Tone::Success, "Running".to_owned()),
        (true, false) => (Tone::Warning, "Not ready".to_owned()),
        (false, _) => (Tone::Info, "Starting".to_owned()),
    }
}

fn is_about_the_image(reason: &str) -> bool {
    reason.contains("Image") || reason == "RegistryUnavailable"
}

/// How the container ended the last time.
fn last_end(container: &ContainerStatus) -> Option<&Terminated> {
    container.state.terminated.as_ref().or(container.last_state.terminated.as_ref())
}

fn problems(pod: &Pod, events: &[&Event], now: i64) -> Vec<Problem> {
    let status = &pod.status;
    let mut found: Vec<Problem> = status
        .init_container_statuses
        .iter()
        .chain(&status.container_statuses)
        .filter_map(|container| {
            let spec = pod.spec.containers.iter().find(|spec| spec.name == container.name);
            let limit = spec.and_then(|spec| spec.resources.limits.memory);
            of_container(pod, container, limit, events, now)
        })
        .collect();
    let scheduled = condition(&status.conditions, "PodScheduled");
    if let Some(waits) = scheduled.filter(|one| one.status == "False") {
        let text = ["No node takes the pod: ", &quoted(&waits.message)].concat();
        let at = waits.last_transition_time.as_deref();
        found.push(Problem::new(Grade::Bad, "No room", text).at(at));
    }
    // A pod that has failed as a whole; its containers say nothing of why.
    if status.phase == "Failed" && (found.is_empty() || !status.reason.is_empty()) {
        let (title, why) = match status.reason.as_str() {
            "Evicted" => ("Evicted", "Its node has sent the pod away"),
            "NodeLost" => ("Node lost", "Nothing is heard of its node"),
            _ => ("Failed", "The pod has failed"),
        };
        let said = [&status.message, &status.reason].into_iter().find(|text| !text.is_empty());
        let text = said.map_or_else(|| why.to_owned(), |said| [why, ": ", &quoted(said)].concat());
        found.push(Problem::new(Grade::Bad, title, text));
    }
    found
}

fn of_container(
    pod: &Pod,
    container: &ContainerStatus,
    limit: Option<Quantity>,
    events: &[&Event],
    now: i64,
) -> Option<Problem> {
    let name = ["Container ", &container.name].concat();
    let last = container.last_state.terminated.as_ref();
    let mut problem = if let Some(waiting) = &container.state.waiting {
        of_waiting(&name, &container.image, waiting, last, limit)?
    } else if let Some(end) = container.state.terminated.as_ref().filter(|end| end.exit_code != 0) {
        let text = [&name, " has failed: ", &ended(end, limit), "."].concat();
        Problem::new(Grade::Bad, "Failed", text).at(end.finished_at.as_deref())
    } else if let Some(running) = &container.state.running {
        let finished = last.and_then(|end| end.finished_at.as_deref()).and_then(instant);
        let recent = finished.is_some_and(|at| now - at < RECENT);
        let since = running.started_at.as_deref().and_then(instant);
        let starts = since.is_some_and(|since| now - since < STARTING);
        if let Some(end) = last.filter(|end| recent && end.exit_code != 0) {
            let title = if is_memory(end) { "Out of memory" } else { "Restarted" };
            let text = [&name, " was started again: ", &ended(end, limit), "."].concat();
            Problem::new(Grade::Look, title, text).at(end.finished_at.as_deref())
        } else if !container.ready && !starts && pod.status.phase == "Running" {
            not_ready(&name, events)
        } else {
            return None;
        }
    } else {
        return None;
    };
    problem.restarts = container.restart_count;
    Some(problem)
}

fn of_waiting(
    name: &str,
    image: &str,
    waiting: &Waiting,
    last: Option<&Terminated>,
    limit: Option<Quantity>,
) -> Option<Problem> {
    let reason = waiting.reason.as_str();
    Some(match reason {
        "" | "ContainerCreating" | "PodInitializing" => return None,
        "CrashLoopBackOff" => {
            let memory = last.is_some_and(is_memory);
            let title = if memory { "Out of memory" } else { "Crash loop" };
            let why = last.map_or_else(|| "nobody says why".to_owned(), |end| ended(end, limit));
            let text = [name, " is started again and again: ", &why, "."].concat();
            let at = last.and_then(|end| end.finished_at.as_deref());
            Problem::new(Grade::Bad, title, text).at(at)
        }
        _ if is_about_the_image(reason) => {
            let text =
                [name, " waits for its image ", image, ", which cannot be pulled: "].concat();
            let said = if waiting.message.is_empty() { reason } else { &waiting.message };
            Problem::new(Grade::Bad, "No image", [&text, &*quoted(said)].concat())
        }
        _ => {
            let said = if waiting.message.is_empty() { reason } else { &waiting.message };
            let text = [name, " cannot be started: ", &quoted(said)].concat();
            Problem::new(Grade::Bad, "Cannot start", text)
        }
    })
}

/// It runs and takes no requests; the newest event of a probe says why.
fn not_ready(name: &str, events: &[&Event]) -> Problem {
    let probe = events
        .iter()
        .filter(|event| event.reason == "Unhealthy")
        .max_by_key(|event| last_seen(event));
    let (why, at) = match probe {
        Some(event) => (quoted(&event.message), last_seen(event)),
        None => ("its readiness probe does not pass".to_owned(), None),
    };
    let text = [name, " runs, but takes no requests: ", &why].concat();
    Problem { at, ..Problem::new(Grade::Look, "Not ready", text) }
}

fn is_memory(end: &Terminated) -> bool {
    end.reason == "OOMKilled"
}

/// How a container ended, as the rest of a sentence.
fn ended(end: &Terminated, limit: Option<Quantity>) -> String {
    let code = end.exit_code.to_string();
    let code = |before: &str, after: &str| [before, " (exit code ", &code, after, ")"].concat();
    if is_memory(end) {
        return match limit {
            Some(limit) => {
                code(&["it used more memory than its limit of ", &limit.bytes()].concat(), "")
            }
            None => code("it used more memory than there was", ""),
        };
    }
    let how = match end.exit_code {
        0 => code("it ended by itself", ""),
        126 => code("its command could not be run", ""),
        127 => code("its command was not found", ""),
        137 => code("it was killed", ""),
        139 => code("it crashed", ", a segmentation fault"),
        143 => code("it was asked to stop", ""),
        _ if end.reason == "ContainerCannotRun" => code("it could not be run", ""),
        _ => code("it ended with an error", ""),
    };
    match end.message.trim() {
        "" => how,
        said => [&how, ", saying “", &quoted(said), "”"].concat(),
    }
}

/// The beginning of what somebody else has written, on one line.
fn quoted(text: &str) -> String {
    let mut words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((end, _)) = words.char_indices().nth(QUOTED) {
        words.truncate(end);
        words.push('…');
    }
    words
}
