//! A dry run: what a template would write, without doing anything that lasts.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use portico_templates::render::{File, Scope, on_files, perform, render};
use serde_json::{Value, json};

use super::templates::{Base, complaints};
use super::{Asked, Scaffolder, actions, error};
use crate::answer::Answer;

impl Scaffolder {
    /// Answers `POST /v2/dry-run`.
    pub(super) async fn dry_run(self: &Arc<Self>, asked: Asked<'_>) -> Answer {
        let refuse = |message: &str| error(&asked, 400, "InputError", message);
        let Ok(body) = serde_json::from_slice::<Value>(asked.body) else {
            return refuse("The body is not JSON");
        };
        let template = &body["template"];
        let Some(steps) = template.pointer("/spec/steps").and_then(Value::as_array) else {
            return refuse("Input template is not a template");
        };
        let errors = complaints(template, &body["values"]);
        if !errors.is_empty() {
            return Answer::json(&json!({ "errors": errors }))
                .with_status(axum::http::StatusCode::BAD_REQUEST);
        }
        for step in steps {
            let action = step["action"].as_str().unwrap_or_default();
            if !actions::is_known(action) {
                return error(&asked, 404, "NotFoundError", &actions::unknown(action));
            }
        }
        let files: Vec<File> =
            body["directoryContents"].as_array().into_iter().flatten().filter_map(given).collect();
        let user = asked.user.unwrap_or(&self.options.user);
        let scope = Scope {
            parameters: body["values"].clone(),
            steps: json!({}),
            secrets: body["secrets"].clone(),
            user: json!({ "ref": user }),
            each: Value::Null,
        };
        match follow(template, steps, &Base::Given(files), scope).await {
            Ok(answer) => Answer::json(&answer),
            Err(why) => error(&asked, 400, "Error", &why),
        }
    }
}

fn given(file: &Value) -> Option<File> {
    Some(File {
        path: file["path"].as_str()?.to_owned(),
        bytes: STANDARD.decode(file["base64Content"].as_str()?).ok()?,
        executable: file["executable"].as_bool().unwrap_or(false),
    })
}

async fn follow(
    template: &Value,
    steps: &[Value],
    base: &Base,
    mut scope: Scope,
) -> Result<Value, String> {
    let mut tree = Vec::new();
    let mut log = vec![
        json!({ "body": { "message": format!("Starting up task with {} steps", steps.len()) } }),
    ];
    let mut shown = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let id = step["id"].as_str().map_or_else(|| format!("step-{}", at + 1), str::to_owned);
        let name = step["name"].as_str().unwrap_or(&id).to_owned();
        let action = step["action"].as_str().unwrap_or_default();
        let mut note = |status: Option<&str>, message: String| {
            let mut body = json!({ "stepId": id });
            if let Some(status) = status {
                body["status"] = status.into();
            }
            body["message"] = message.into();
            log.push(json!({ "body": body }));
        };
        let mut step = step.clone();
        step["id"] = id.as_str().into();
        step["name"] = name.as_str().into();
        let input = render(&step["input"], &scope)
            .map_err(|fault| format!("{}: {}", fault.place, fault.text))?;
        shown.push(step.clone());
        note(Some("processing"), format!("Beginning step {name}"));
        let info = |message: &str| format!("\u{1b}[32minfo\u{1b}[39m: {message}");
        let pretty = serde_json::to_string_pretty(&input).unwrap_or_default();
        note(
            None,
            info(&format!(
                "Running {action} in dry-run mode with inputs (secrets redacted): {pretty}"
            )),
        );
        if on_files(action) {
            let fetched = if action.starts_with("fetch:") {
                base.fetch(input["url"].as_str().unwrap_or("./")).await?
            } else {
                Vec::new()
            };
            let effect = perform(action, &input, &fetched, &mut tree)
                .map_err(|fault| format!("{}: {}", fault.place, fault.text))?;
            if let Some(fault) = effect.faults.first() {
                return Err(format!("{}: {}", fault.place, fault.text));
            }
            for path in &effect.written {
                note(
                    None,
                    info(&format!("Writing file {path} to template output path with mode 33188.")),
                );
            }
        } else if let Some(message) = input["message"].as_str().filter(|_| action == "debug:log") {
            note(None, info(message));
        } else if !action.starts_with("debug:") {
            note(None, info(&format!("Skipping because {action} does not support dry-run")));
        }
        if let Some(steps) = scope.steps.as_object_mut() {
            steps.insert(id.clone(), json!({ "output": {} }));
        }
        note(Some("completed"), format!("Finished step {name}"));
    }
    let contents: Vec<Value> = tree
        .iter()
        .map(|file| {
            json!({
                "path": file.path,
                "executable": file.executable,
                "base64Content": STANDARD.encode(&file.bytes),
            })
        })
        .collect();
    let output = template.pointer("/spec/output").cloned().unwrap_or_else(|| json!({}));
    let output =
        render(&output, &scope).map_err(|fault| format!("{}: {}", fault.place, fault.text))?;
    Ok(json!({ "log": log, "directoryContents": contents, "output": output, "steps": shown }))
}
