//! What the events of a run come to: steps with state and duration, the lines of the log, the end.

use super::super::api::{Task, list, text};
use crate::plugin::time::instant;
use serde_json::Value;

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepState {
    /// Not begun.
    #[default]
    Waiting,
    /// Under way.
    Running,
    /// Done.
    Done,
    /// Left out, because its condition did not hold.
    Skipped,
    /// Failed.
    Failed,
    /// Stopped by somebody.
    Cancelled,
}

/// How far the run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RunState {
    /// It waits for a worker.
    #[default]
    Waiting,
    /// Under way.
    Running,
    /// Somebody asked it to stop, and it has not ended yet.
    Cancelling,
    /// It went well.
    Done,
    /// It failed.
    Failed,
    /// It was stopped.
    Cancelled,
}

impl RunState {
    /// Of a task's `status`.
    #[must_use]
    pub fn of(status: &str) -> Self {
        match status {
            "completed" => Self::Done,
            "failed" => Self::Failed,
            "cancelled" => Self::Cancelled,
            "processing" => Self::Running,
            _ => Self::Waiting,
        }
    }

    /// Whether it has ended.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::Cancelled)
    }
}

/// A step of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepRun {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: StepState,
    /// When it began, in milliseconds since 1970.
    pub began: Option<i64>,
    /// When it ended.
    pub ended: Option<i64>,
    /// Number of its first line in the log, from 1.
    pub line: Option<usize>,
}

/// A run, as far as is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// Its steps.
    pub steps: Vec<StepRun>,
    /// How far it is.
    pub state: RunState,
    /// Why it failed.
    pub error: Option<String>,
    /// What it gave: `links`, `text`, and what the template adds.
    pub output: Value,
    /// Number of the last event that was taken.
    pub last: Option<u64>,
    /// Events that could not be read.
    pub broken: usize,
    /// When it ended, in milliseconds since 1970.
    pub ended: Option<i64>,
    /// Whether no more events come.
    pub complete: bool,
    /// Lines so far.
    lines: usize,
    /// Whether a step or the whole was stopped.
    stopped: bool,
}

impl Run {
    /// A run before its first event.
    #[must_use]
    pub fn start(task: &Task) -> Self {
        let steps = list(&task.spec, "/steps").iter().enumerate().map(|(index, step)| {
            let id = match text(step, "/id") {
                "" => ["step-", &(index + 1).to_string()].concat(),
                id => id.to_owned(),
            };
            let name = match text(step, "/name") {
                "" => id.clone(),
                name => name.to_owned(),
            };
            StepRun { id, name, ..StepRun::default() }
        });
        let state = RunState::of(&task.status);
        Self { steps: steps.collect(), state, ..Self::default() }
    }

    /// Takes an event as text; lines for the log. What cannot be read is counted.
    pub fn take_text(&mut self, data: &str) -> Vec<String> {
        match serde_json::from_str::<Value>(data) {
            Ok(event) => self.take(&event),
            Err(_) => {
                self.broken += 1;
                Vec::new()
            }
        }
    }

    /// Takes an event; lines for the log. One that was taken before changes nothing.
    pub fn take(&mut self, event: &Value) -> Vec<String> {
        let Some(id) = event.get("id").and_then(Value::as_u64) else {
            self.broken += 1;
            return Vec::new();
        };
        if self.last.is_some_and(|last| id <= last) {
            return Vec::new();
        }
        self.last = Some(id);
        let at = instant(text(event, "/createdAt"));
        match text(event, "/type") {
            "recovered" => {
                self.restart();
                return self.lines_of("The run starts over after an interruption.");
            }
            "completion" => {
                self.end(event, at);
                return self.lines_of(text(event, "/body/message"));
            }
            "cancelled" => self.stopped = true,
            _ => {}
        }
        let message = text(event, "/body/message");
        let next = self.lines + 1;
        let lines = self.lines_of(message);
        if let Some(step) = self.step(text(event, "/body/stepId")) {
            if step.line.is_none() && !lines.is_empty() {
                step.line = Some(next);
            }
            let state = match text(event, "/body/status") {
                "processing" => Some(StepState::Running),
                "completed" => Some(StepState::Done),
                "failed" => Some(StepState::Failed),
                "skipped" => Some(StepState::Skipped),
                "cancelled" => Some(StepState::Cancelled),
                _ => None,
            };
            match state {
                Some(StepState::Running) => {
                    (step.state, step.began, step.ended) = (StepState::Running, at, None);
                }
                // A step that was stopped says that it failed, too.
                Some(StepState::Failed) if step.state == StepState::Cancelled => {}
                Some(state) => (step.state, step.ended) = (state, at),
                None => {}
            }
        }
        if matches!(self.state, RunState::Waiting) {
            self.state = RunState::Running;
        }
        if self.stopped && self.state == RunState::Running {
            self.state = RunState::Cancelling;
        }
        lines
    }

    fn end(&mut self, event: &Value, at: Option<i64>) {
        let error = text(event, "/body/error/message");
        let failed = event.pointer("/body/error").is_some_and(|error| !error.is_null());
        self.state = match (failed, self.stopped) {
            (true, true) => RunState::Cancelled,
            (true, false) => RunState::Failed,
            (false, _) => RunState::Done,
        };
        self.error = failed.then(|| error.to_owned());
        self.output = event.pointer("/body/output").cloned().unwrap_or_default();
        self.ended = at;
        self.complete = true;
        let state = self.state;
        for step in &mut self.steps {
            step.state = match step.state {
                StepState::Running if state == RunState::Done => StepState::Done,
                StepState::Running if state == RunState::Cancelled => StepState::Cancelled,
                StepState::Running => StepState::Failed,
                other => other,
            };
            if step.began.is_some() && step.ended.is_none() {
                step.ended = at;
            }
        }
    }

    /// Another try: steps that did not end well are waited for again.
    pub fn restart(&mut self) {
        self.state = RunState::Running;
        (self.error, self.ended, self.stopped, self.complete) = (None, None, false, false);
        for step in &mut self.steps {
            if step.state != StepState::Done {
                *step =
                    StepRun { id: step.id.clone(), name: step.name.clone(), ..StepRun::default() };
            }
        }
    }

    fn step(&mut self, id: &str) -> Option<&mut StepRun> {
        self.steps.iter_mut().find(|step| !id.is_empty() && step.id == id)
    }

    fn lines_of(&mut self, message: &str) -> Vec<String> {
        let lines: Vec<String> = message.trim_end().lines().map(str::to_owned).collect();
        self.lines += lines.len();
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::api::recorded;
    use super::*;
    use crate::net::event_reader::EventReader;
    use serde_json::json;

    fn play(run: &mut Run, stream: &str) -> Vec<String> {
        let events = EventReader::default().read(stream.as_bytes());
        events.iter().flat_map(|event| run.take_text(&event.data)).collect()
    }

    fn with_steps(ids: &[&str]) -> Run {
        let steps: Vec<Value> = ids.iter().map(|id| json!({"id": id, "name": id})).collect();
        Run::start(&Task { spec: json!({ "steps": steps }), ..Task::default() })
    }

    #[test]
    fn a_run_that_went_well() {
        let ids = ["log", "fetch-base", "public-only", "rename", "wait", "notify"];
        let mut run = with_steps(&ids);
        let lines = play(&mut run, recorded::COMPLETED);
        assert_eq!((run.state, run.last, run.broken), (RunState::Done, Some(27), 0));
        assert!(
            run.steps.iter().all(|step| matches!(step.state, StepState::Done | StepState::Skipped))
        );
        assert_eq!(lines.first().unwrap(), "Starting up task with 6 steps");
        assert_eq!(text(&run.output, "/links/0/title"), "Repository");
        let first = run.steps[1].line.unwrap();
        assert_eq!(lines[first - 1], "Beginning step Fetch base");
        // The same again changes nothing.
        let before = run.clone();
        assert!(play(&mut run, recorded::COMPLETED).is_empty());
        assert_eq!(run, before);
    }

    #[test]
    fn a_run_that_failed_and_one_that_was_stopped() {
        let mut run = with_steps(&["ok", "boom", "never"]);
        play(&mut run, recorded::FAILED);
        assert_eq!(run.state, RunState::Failed);
        let states: Vec<_> = run.steps.iter().map(|step| step.state).collect();
        assert_eq!(states, [StepState::Done, StepState::Failed, StepState::Waiting]);
        assert!(run.error.as_deref().unwrap().starts_with("ENOENT"));
        run.restart();
        assert_eq!((run.state, run.steps[1].state), (RunState::Running, StepState::Waiting));

        let mut run = Run::start(&recorded::cancelled());
        play(&mut run, recorded::CANCELLED);
        assert_eq!(run.state, RunState::Cancelled);
        assert_eq!(run.steps[1].state, StepState::Cancelled);
    }

    #[test]
    fn what_makes_no_sense_is_counted_and_the_rest_is_read() {
        let mut run = with_steps(&["a"]);
        assert!(run.take_text("{broken").is_empty());
        run.take(&json!({"type": "log"}));
        run.take(&json!({"id": 1, "type": "log", "body": {"message": "<b>x</b>\ny", "stepId": 9}}));
        assert_eq!((run.broken, run.lines, run.state), (2, 2, RunState::Running));
    }
}
