//! Does the steps of a task, one after the other.

use std::sync::Arc;

use portico_templates::render::{Scope, render};
use serde_json::{Map, Value, json};
use tokio::sync::watch;

use super::Scaffolder;
use super::actions::Doing;

/// A task while it runs.
struct Course {
    scaffolder: Arc<Scaffolder>,
    id: String,
    scope: Scope,
    doing: Doing,
    cancel: watch::Receiver<bool>,
}

/// Begins the steps of a task.
pub fn start(scaffolder: &Arc<Scaffolder>, id: &str, base: &str) {
    let (scaffolder, id, base) = (scaffolder.clone(), id.to_owned(), base.to_owned());
    tokio::spawn(async move {
        let result = work(&scaffolder, &id, &base).await;
        let (status, body) = match result {
            Ok(output) => (
                "completed",
                json!({ "message": "Run completed with status: completed", "output": output }),
            ),
            Err(message) => (
                "failed",
                json!({
                    "message": "Run completed with status: failed",
                    "error": { "name": "Error", "message": message },
                }),
            ),
        };
        let mut state = scaffolder.state();
        state.set_status(&id, status);
        state.note(&id, "completion", body);
        drop(state);
        scaffolder.ring();
    });
}

async fn work(scaffolder: &Arc<Scaffolder>, id: &str, base: &str) -> Result<Value, String> {
    let gone = || "The task is gone".to_owned();
    let (spec, secrets, template, cancel) = {
        let mut state = scaffolder.state();
        state.set_status(id, "processing");
        let task = state.tasks.iter().find(|task| task.id == id).ok_or_else(gone)?;
        (task.spec.clone(), task.secrets.clone(), task.template.clone(), task.cancel.clone())
    };
    let scope = Scope {
        parameters: spec["parameters"].clone(),
        steps: json!({}),
        secrets,
        user: spec["user"].clone(),
        each: Value::Null,
    };
    let log = Log { scaffolder: scaffolder.clone(), task: id.to_owned(), step: String::new() };
    let doing = Doing {
        scaffolder: scaffolder.clone(),
        base: template.base.clone(),
        address: base.to_owned(),
        user: spec["user"]["ref"].as_str().unwrap_or_default().to_owned(),
        tree: Vec::new(),
        cancel: cancel.clone(),
        log,
    };
    let mut course = Course {
        scaffolder: scaffolder.clone(),
        id: id.to_owned(),
        scope,
        doing,
        cancel: cancel.subscribe(),
    };
    let steps = spec["steps"].as_array().cloned().unwrap_or_default();
    course.note(json!({ "message": format!("Starting up task with {} steps", steps.len()) }));
    for step in &steps {
        course.step(step).await?;
    }
    render(&spec["output"], &course.scope).map_err(|fault| fault.text)
}

impl Course {
    fn note(&self, body: Value) {
        self.scaffolder.state().note(&self.id, "log", body);
        self.scaffolder.ring();
    }

    async fn step(&mut self, step: &Value) -> Result<(), String> {
        let text = |name: &str| step[name].as_str().unwrap_or_default().to_owned();
        let (id, action) = (text("id"), text("action"));
        let name = render(&step["name"], &self.scope)
            .ok()
            .and_then(|name| name.as_str().map(str::to_owned))
            .unwrap_or_else(|| text("name"));
        let told = |message: String, status: &str| json!({ "message": message, "stepId": id, "status": status });
        if *self.cancel.borrow() {
            return Err(self.cancelled(&id, &name));
        }
        let allowed = match step.get("if") {
            None => true,
            Some(Value::Bool(is)) => *is,
            Some(condition) => {
                let found =
                    render(&json!({ "if": condition }), &self.scope).map_err(|fault| fault.text)?;
                truthy(found.get("if"))
            }
        };
        if !allowed {
            let message = format!("Skipping step {name} because its if condition was false");
            self.note(told(message, "skipped"));
            return Ok(());
        }
        self.note(told(format!("Beginning step {name}"), "processing"));
        self.scaffolder.pass(120).await;
        let mut cancel = self.cancel.clone();
        let done = tokio::select! {
            done = self.repeat(step, &id, &action) => Some(done),
            _ = cancel.wait_for(|is| *is) => None,
        };
        match done {
            None => Err(self.cancelled(&id, &name)),
            Some(Err(message)) => {
                self.note(told(format!("Error: {message}"), "failed"));
                Err(message)
            }
            Some(Ok(output)) => {
                if let Some(steps) = self.scope.steps.as_object_mut() {
                    steps.insert(id.clone(), json!({ "output": output }));
                }
                self.note(told(format!("Finished step {name}"), "completed"));
                Ok(())
            }
        }
    }

    /// Does a step, once or for each item; the outputs of the latter are lists.
    async fn repeat(&mut self, step: &Value, id: &str, action: &str) -> Result<Value, String> {
        self.doing.log.step = id.to_owned();
        let input = step.get("input").cloned().unwrap_or_default();
        let Some(each) = step.get("each") else {
            let input = render(&input, &self.scope).map_err(|fault| sentence(&fault))?;
            return self.doing.perform(action, &input).await;
        };
        let each = render(each, &self.scope).map_err(|fault| sentence(&fault))?;
        let items: Vec<(Value, Value)> = match each {
            Value::Array(items) => {
                items.into_iter().enumerate().map(|(at, item)| (at.into(), item)).collect()
            }
            Value::Object(map) => map.into_iter().map(|(key, item)| (key.into(), item)).collect(),
            _ => return Err("`each` is neither a list nor an object".to_owned()),
        };
        let mut outputs = Map::new();
        for (key, value) in items {
            self.scope.each = json!({ "key": key, "value": value });
            let input = render(&input, &self.scope).map_err(|fault| sentence(&fault))?;
            let output = self.doing.perform(action, &input).await?;
            for (name, value) in output.as_object().into_iter().flatten() {
                let list = outputs.entry(name.clone()).or_insert_with(|| json!([]));
                if let Some(list) = list.as_array_mut() {
                    list.push(value.clone());
                }
            }
        }
        self.scope.each = Value::Null;
        Ok(Value::Object(outputs))
    }

    fn cancelled(&self, id: &str, name: &str) -> String {
        let message = format!("Step {id} ({name}) of task {} has been cancelled.", self.id);
        let mut state = self.scaffolder.state();
        let body = json!({ "message": format!("Step {id} has been cancelled."), "stepId": id, "status": "cancelled" });
        state.note(&self.id, "cancelled", body);
        let body =
            json!({ "message": format!("Error: {message}"), "stepId": id, "status": "failed" });
        state.note(&self.id, "log", body);
        drop(state);
        self.scaffolder.ring();
        message
    }
}

/// As Backstage takes a condition: what is missing, false, null, 0, empty and the text "false" is no.
fn truthy(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null | Value::Bool(false)) => false,
        Some(Value::String(text)) => !matches!(text.trim(), "" | "false"),
        Some(Value::Number(number)) => number.as_f64() != Some(0.0),
        Some(_) => true,
    }
}

fn sentence(fault: &portico_templates::render::Fault) -> String {
    format!("{}: {}", fault.place, fault.text)
}

/// Where the lines of a step go.
#[derive(Clone)]
pub struct Log {
    pub scaffolder: Arc<Scaffolder>,
    pub task: String,
    pub step: String,
}

impl Log {
    /// A line as the recorded backend logs it, with its colours.
    pub fn info(&self, message: &str) {
        self.line("\u{1b}[32minfo\u{1b}[39m", message);
    }

    /// A line about something that went wrong.
    pub fn error(&self, message: &str) {
        self.line("\u{1b}[31merror\u{1b}[39m", message);
    }

    fn line(&self, level: &str, message: &str) {
        let body = json!({ "message": format!("{level}: {message}"), "stepId": self.step });
        self.scaffolder.state().note(&self.task, "log", body);
        self.scaffolder.ring();
    }
}
