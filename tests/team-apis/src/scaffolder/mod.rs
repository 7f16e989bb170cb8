//! The scaffolder of the demo: the API of a Backstage scaffolder, in the shapes that were recorded
//! from one, which really does what templates say.
//!
//! It renders skeletons, makes git repositories in a folder, runs their first builds and hands out
//! descriptors of what was created. See `docs/templates.md` for its addresses.

// Fields of JSON values are read by name all over: what is not there is null, nothing panics. Those
// that are written are objects made here.
#![allow(clippy::indexing_slicing)]

mod actions;
mod build;
mod clock;
mod dispatch;
mod dry;
mod files;
mod run;
mod task;
mod templates;
mod work;

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Response, StatusCode};
use form_urlencoded::parse;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::answer::Answer;
use build::Run;
use dispatch::Dispatched;
use task::Task;

/// Where the scaffolder finds what it needs.
#[derive(Clone, Debug)]
pub struct ScaffolderOptions {
    /// The folder with a folder for each template: `rust-service/template.yaml`.
    pub templates: PathBuf,
    /// Where repositories are made. It should be in no other repository.
    pub repositories: PathBuf,
    /// Who asks when no token says it: `user:default/ines.calloway`.
    pub user: String,
}

/// A request, as far as the scaffolder looks at it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'r> {
    /// Method.
    pub method: &'r Method,
    /// Path below the base of the portal, with a slash: `/api/scaffolder/v2/tasks`.
    pub path: &'r str,
    /// Query without its mark.
    pub query: &'r str,
    /// Address of the portal's base as the asker sees it, with a slash at its end.
    pub base: &'r str,
    /// Who asks; nobody is the user of the options.
    pub user: Option<&'r str>,
    /// The header `Authorization`, for the CI that runs templates.
    pub token: Option<&'r str>,
    /// Body.
    pub body: &'r [u8],
}

/// An answer that is whole, or one that goes on as events happen.
pub enum Reply {
    /// Everything in memory.
    Whole(Answer),
    /// Events up to now, and all that follow.
    Events(Events),
}

/// The events of a task.
pub struct Events {
    scaffolder: Arc<Scaffolder>,
    task: String,
    after: u64,
}

impl Events {
    /// The events so far, as a body that ends.
    #[must_use]
    pub fn so_far(&self) -> Answer {
        let (text, _, _) = self.scaffolder.state().stream(&self.task, self.after);
        Answer::of("text/event-stream", text)
    }

    /// What is sent: it ends with the task.
    pub fn body(self) -> Body {
        task::stream(self)
    }
}

impl Reply {
    /// What is sent.
    #[must_use]
    pub fn respond(self) -> Response<Body> {
        match self {
            Self::Whole(answer) => answer.respond(),
            Self::Events(events) => {
                let answer = Answer::of("text/event-stream", "");
                let answer = answer.with(axum::http::header::CACHE_CONTROL, "no-cache");
                answer.respond_with(events.body())
            }
        }
    }
}

/// The scaffolder.
pub struct Scaffolder {
    options: ScaffolderOptions,
    /// How long things take, in hundredths of the usual.
    pace: AtomicU32,
    state: Mutex<State>,
    /// Tells that something happened.
    bell: watch::Sender<u64>,
}

/// Everything that happened.
#[derive(Default)]
struct State {
    tasks: Vec<Task>,
    events: u64,
    repositories: Vec<Repository>,
    runs: Vec<Run>,
    /// Runs of the CI that runs templates, and how many there were.
    dispatched: Vec<Dispatched>,
    dispatches: u64,
}

/// A repository on disk.
#[derive(Clone, Debug)]
struct Repository {
    /// `halyard/parcel-weigher`.
    slug: String,
    description: String,
    /// The files, as they were committed.
    folder: PathBuf,
    /// What is cloned.
    bare: PathBuf,
    commit: String,
    clone_url: String,
    /// Text of its descriptor, once it is in the catalog.
    registered: Option<String>,
}

impl Scaffolder {
    /// A scaffolder that has done nothing yet.
    #[must_use]
    pub fn new(options: ScaffolderOptions) -> Arc<Self> {
        Arc::new(Self {
            options,
            pace: AtomicU32::new(100),
            state: Mutex::default(),
            bell: watch::Sender::new(0),
        })
    }

    /// How long things take, in hundredths of the usual: 0 is at once.
    pub fn set_pace(&self, hundredths: u32) {
        self.pace.store(hundredths, Ordering::SeqCst);
    }

    fn pace(&self) -> u32 {
        self.pace.load(Ordering::SeqCst)
    }

    /// Forgets tasks and repositories; what is on disk stays. Builds end.
    pub fn reset(&self) {
        self.set_pace(100);
        let mut state = self.state();
        for task in &state.tasks {
            task.cancel.send_replace(true);
        }
        for run in &state.runs {
            run.cancel.send_replace(true);
        }
        let (events, dispatches) = (state.events, state.dispatches);
        *state = State { events, dispatches, ..State::default() };
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(&self) {
        self.bell.send_modify(|count| *count += 1);
    }

    /// Lets some time pass, at the usual pace so many milliseconds.
    async fn pass(&self, milliseconds: u64) {
        let pace = u64::from(self.pace());
        let time = milliseconds.saturating_mul(pace) / 100;
        if time > 0 {
            tokio::time::sleep(Duration::from_millis(time)).await;
        }
    }

    /// The answer to a request; `None` if it is not about this scaffolder.
    pub async fn answer(self: &Arc<Self>, asked: Asked<'_>) -> Option<Reply> {
        if let Some(path) = asked.path.strip_prefix("/api/scaffolder") {
            return Some(self.api(path, asked).await);
        }
        if let Some(answer) = self.dispatch(asked) {
            return Some(Reply::Whole(answer));
        }
        if !matches!(*asked.method, Method::GET | Method::HEAD) {
            return None;
        }
        let answer = if let Some(path) = asked.path.strip_prefix("/demo/ci/repos/") {
            self.ci(path, asked.base, asked.query)
        } else if let Some(path) = asked.path.strip_prefix("/demo/catalog/created/") {
            Some(self.created(path))
        } else if let Some(path) = asked.path.strip_prefix("/demo/repositories/") {
            Some(self.repository(path, asked.base).await)
        } else {
            None
        };
        answer.map(Reply::Whole)
    }

    async fn api(self: &Arc<Self>, path: &str, asked: Asked<'_>) -> Reply {
        let query: Vec<(String, String)> = parse(asked.query.as_bytes()).into_owned().collect();
        let first =
            |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let after = first("after").and_then(|after| after.parse().ok()).unwrap_or(0);
        let segments: Vec<&str> = path.split('/').skip(1).collect();
        let missing = |message: String| Reply::Whole(error(&asked, 404, "NotFoundError", &message));
        let is = |method: &str| asked.method.as_str() == method;
        Reply::Whole(match segments.as_slice() {
            ["v2", "templates", namespace, kind, name, "parameter-schema"] if is("GET") => {
                let reference = format!("{kind}:{namespace}/{name}").to_lowercase();
                match self.template(&reference).await {
                    Some(template) => Answer::json(&templates::parameter_schema(&template)),
                    None => return missing(format!("Template {reference} not found")),
                }
            }
            ["v2", "actions"] if is("GET") => Answer::json(&actions::list()),
            ["v2", "tasks"] if is("POST") => self.create(asked).await,
            ["v2", "tasks"] if is("GET") => {
                let all = |name: &str| -> Vec<String> {
                    let values = query.iter().filter(|(key, _)| key == name);
                    values.map(|(_, value)| value.clone()).collect()
                };
                let number = |name: &str| first(name).and_then(|text| text.parse().ok());
                let (users, statuses) = (all("createdBy"), all("status"));
                let page = (number("offset").unwrap_or(0), number("limit"));
                let oldest_first = first("order").is_some_and(|order| order.starts_with("asc"));
                Answer::json(&self.state().list(&users, &statuses, page, oldest_first))
            }
            ["v2", "tasks", id, rest @ ..] => {
                let found = self.state().tasks.iter().any(|task| task.id == *id);
                if !found {
                    return missing(format!("No task with id '{id}' found"));
                }
                match rest {
                    [] if is("GET") => Answer::json(&self.state().task(id)),
                    ["events"] if is("GET") => {
                        Answer::json(&Value::Array(self.state().events(id, after)))
                    }
                    ["eventstream"] if is("GET") => {
                        let (scaffolder, task) = (self.clone(), (*id).to_owned());
                        return Reply::Events(Events { scaffolder, task, after });
                    }
                    ["cancel"] if is("POST") => {
                        self.cancel(id);
                        Answer::json(&json!({ "status": "cancelled" }))
                    }
                    ["retry"] if is("POST") => {
                        if !self.retry(id, asked.base) {
                            let sentence = format!("Task '{id}' is not finished");
                            return Reply::Whole(error(&asked, 409, "ConflictError", &sentence));
                        }
                        Answer::json(&json!({ "id": id })).with_status(StatusCode::CREATED)
                    }
                    _ => return missing("Not found".to_owned()),
                }
            }
            ["v2", "dry-run"] if is("POST") => self.dry_run(asked).await,
            ["v2", "autocomplete", _, resource] if is("POST") => {
                error(&asked, 400, "InputError", &format!("Invalid resource: {resource}"))
            }
            _ => return missing("Not found".to_owned()),
        })
    }
}

/// An error in Backstage's words.
fn error(asked: &Asked<'_>, status: u16, name: &str, message: &str) -> Answer {
    let url = asked.path.strip_prefix("/api/scaffolder").unwrap_or(asked.path);
    let mark = if asked.query.is_empty() { "" } else { "?" };
    Answer::json(&json!({
        "error": { "name": name, "message": message },
        "request": { "method": asked.method.as_str(), "url": format!("{url}{mark}{}", asked.query) },
        "response": { "statusCode": status },
    }))
    .with_status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
}
