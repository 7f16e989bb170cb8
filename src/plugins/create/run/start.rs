//! Starting a run: one task for one click, whatever happens.

use super::super::api::{self, Task, Wanted};
use super::super::config::CreateConfig;
use super::super::{RunPath, TASK, used};
use crate::net::{ErrorKind, NetClient, NetError};
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::{GetValue, LocalStorage, StoredValue};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt;
use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

/// Why a run was not started.
#[derive(Clone, Debug, PartialEq)]
pub enum StartError {
    /// The scaffolder refused the values; nothing was started.
    Refused(NetError),
    /// It was never reached; nothing was started, and sending it again is safe.
    NotSent(NetError),
    /// Nobody knows whether it was started: it is looked for before it is sent again.
    Unknown(NetError),
    /// What was asked for cannot be sent as it is: why, in sentences. Nothing was started.
    Unfit(String),
    /// A CI system refused it: why, in sentences. Nothing was started.
    Declined(String),
    /// The same click is still being sent, or was already.
    Twice,
    /// The configuration of the plugin has a mistake.
    Misconfigured(String),
}

impl StartError {
    /// What an error of the net means for a run that was asked for.
    #[must_use]
    pub fn of(error: NetError) -> Self {
        match &error.kind {
            // It may have arrived, and its answer is lost.
            ErrorKind::Timeout { .. }
            | ErrorKind::CutOff
            | ErrorKind::Malformed { .. }
            | ErrorKind::NotData { .. }
            | ErrorKind::Server { status: 502 | 504 }
            | ErrorKind::TooLarge { .. } => Self::Unknown(error),
            ErrorKind::Unreachable { .. } if error.attempts > 0 => Self::Unknown(error),
            ErrorKind::Client { .. } | ErrorKind::NotFound | ErrorKind::Forbidden => {
                Self::Refused(error)
            }
            _ => Self::NotSent(error),
        }
    }

    /// What happened, in one sentence.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::Refused(_) => "The scaffolder did not accept this",
            Self::NotSent(_) | Self::Unfit(_) => "Nothing was started",
            Self::Declined(_) => "The CI system did not accept this",
            Self::Unknown(_) => "It is not known whether this was started",
            Self::Twice => "This was sent already",
            Self::Misconfigured(_) => "The configuration of templates has a mistake",
        }
    }

    /// Why, and what to do.
    #[must_use]
    pub fn text(&self) -> String {
        let words = |error: &NetError| [&error.title(), ". ", &*error.cause()].concat();
        match self {
            Self::Refused(error) => match &error.detail {
                Some(detail) => [&words(error), " It says: ", detail].concat(),
                None => words(error),
            },
            Self::NotSent(error) => [&words(error), " ", &error.next_step()].concat(),
            Self::Unknown(error) => [
                &words(error),
                " It is not among the runs so far. Trying again looks for it first.",
            ]
            .concat(),
            Self::Twice => "It is sent once for one click. Look at your runs.".to_owned(),
            Self::Misconfigured(why) | Self::Unfit(why) | Self::Declined(why) => why.clone(),
        }
    }
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())?;
        f.write_str(". ")?;
        f.write_str(&self.text())
    }
}

/// How far a click has come.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Click {
    /// Its request is on the way.
    Sending,
    /// Its request was sent at this time, in milliseconds since 1970, and no answer came.
    Lost(i64),
    /// Its run is there: the page of it.
    Done(String),
}

/// Clicks by their nonce.
static SENT: Mutex<BTreeMap<String, Click>> = Mutex::new(BTreeMap::new());

/// The clock of a scaffolder may be so far behind that of the browser, in milliseconds.
const CLOCKS: i64 = 60_000;
/// The newest runs among which one is looked for.
const NEWEST: u32 = 50;

/// The page of a run, as a path below the portal's base, or why there is none.
pub type Starting = Pin<Box<dyn Future<Output = Result<String, StartError>>>>;

/// What is to be run.
pub struct Order {
    /// Reference of the template: `template:default/rust-service`.
    pub template: String,
    /// The answers.
    pub values: Value,
    /// What is sent once and kept nowhere.
    pub secrets: Map<String, Value>,
}

/// Another way to run a template than the scaffolder, as soon as its code is here.
pub type OtherWay = StoredValue<Option<Rc<dyn Fn(Order) -> Starting>>, LocalStorage>;

/// What starts runs; made while a view is built, because it needs what is around that.
#[derive(Clone)]
pub struct Starter {
    client: Option<NetClient>,
    config: Result<CreateConfig, String>,
    other: Option<OtherWay>,
    analytics: Option<Analytics>,
}

/// The way to start runs of the plugin around the caller.
#[must_use]
pub fn use_starter() -> Starter {
    let config = read_config::<CreateConfig>().map_err(|error| error.message);
    Starter { client: use_net(), config, other: None, analytics: use_analytics() }
}

impl Starter {
    /// The same, in another way than by the scaffolder.
    #[must_use]
    pub fn by(self, other: OtherWay) -> Self {
        Self { other: Some(other), ..self }
    }

    /// Starts a run. `nonce` is made anew for every click that means a new run: the same one is sent
    /// once, and asked for again it gives the page it gave before. `secrets` go into this one request
    /// and nowhere else.
    #[must_use]
    pub fn start(
        &self,
        template: &str,
        values: &Value,
        secrets: Map<String, Value>,
        nonce: &str,
    ) -> Starting {
        let (template, nonce) = (template.to_owned(), nonce.to_owned());
        let analytics = self.analytics.clone();
        let order = Order { template: template.clone(), values: values.clone(), secrets };
        // Where runs can be listed, one whose answer was lost can be found.
        let finds = self.other.is_none();
        let sending: Box<dyn FnOnce(Option<i64>, i64) -> Starting> = match self.other {
            Some(other) => {
                let sending = match other.try_get_value().flatten() {
                    Some(way) => way(order),
                    None => Box::pin(ready(Err(StartError::Unfit(
                        "Its code is still on its way. Send it again in a moment.".to_owned(),
                    )))),
                };
                Box::new(move |_, _| sending)
            }
            None => {
                let starter = self.clone();
                Box::new(move |lost, at| starter.send(order, lost, at))
            }
        };
        Box::pin(async move {
            let lost = match claim(&nonce) {
                Claim::New => None,
                Claim::Lost(at) => Some(at),
                Claim::Sending => return Err(StartError::Twice),
                Claim::Done(page) => return Ok(page),
            };
            let at = lost.unwrap_or_else(now);
            let result = sending(lost, at).await;
            let click = match &result {
                Ok(page) => Some(Click::Done(page.clone())),
                Err(StartError::Unknown(_)) if finds => Some(Click::Lost(at)),
                // What was lost once may still arrive.
                Err(_) => lost.map(Click::Lost),
            };
            match click {
                Some(click) => sent().insert(nonce, click),
                None => sent().remove(&nonce),
            };
            if result.is_ok() {
                used::note(&template);
                if let Some(analytics) = analytics {
                    // The end of a run elsewhere is never seen, and a task without an end is
                    // none.
                    if finds {
                        analytics.emit(Action::Own("task-started"), template.clone());
                    }
                    analytics.emit(Action::Own("create"), template);
                }
            }
            result
        })
    }

    /// Asks the scaffolder, once it is polled. What was sent before and got `lost` is looked for
    /// among the runs since `at` first.
    fn send(self, order: Order, lost: Option<i64>, at: i64) -> Starting {
        Box::pin(async move {
            let Order { template, values, secrets } = order;
            let origin = self.config.map_err(StartError::Misconfigured)?.scaffolder;
            let post = api::create(&origin, &template, &values, secrets.into());
            let missing = || StartError::NotSent(NetError::refused("There is no network here."));
            let client = self.client.ok_or_else(missing)?;
            let find = || look(&client, &origin, &template, &values, at);
            if lost.is_some() {
                match find().await {
                    Ok(Some(page)) => return Ok(page),
                    Ok(None) => {}
                    Err(error) => return Err(StartError::Unknown(error)),
                }
            }
            match client.send(&post).await {
                Ok(answer) => Ok(page_of(&answer.value.id)),
                Err(error) => match StartError::of(error) {
                    StartError::Unknown(error) => match find().await {
                        Ok(Some(page)) => Ok(page),
                        Ok(None) | Err(_) => Err(StartError::Unknown(error)),
                    },
                    error => Err(error),
                },
            }
        })
    }
}

fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// The page of a run.
fn page_of(id: &str) -> String {
    TASK.path(&RunPath { id: id.to_owned() })
}

/// Looks for the page of a run of this template with these values, begun since.
async fn look(
    client: &NetClient,
    origin: &str,
    template: &str,
    values: &Value,
    since: i64,
) -> Result<Option<String>, NetError> {
    let wanted = Wanted { limit: NEWEST, ..Wanted::default() };
    let tasks = client.get_anew(&api::tasks(origin, &wanted)).await?;
    let known: Vec<String> = sent()
        .values()
        .filter_map(|click| match click {
            Click::Done(page) => Some(page.clone()),
            Click::Sending | Click::Lost(_) => None,
        })
        .collect();
    let mut found = tasks.value.tasks.items.iter();
    let found = found.find(|task| is_that(task, template, values, since, &known));
    Ok(found.map(|task| page_of(&task.id)))
}

/// Whether a run is the one that was asked for: of the same template, with the same values, begun
/// since, and not that of another click.
fn is_that(task: &Task, template: &str, values: &Value, since: i64, known: &[String]) -> bool {
    let same = portico_components::lower(task.template()) == portico_components::lower(template);
    let began = instant(&task.created_at);
    same && task.spec.get("parameters") == Some(values)
        && began.is_some_and(|began| began >= since - CLOCKS)
        && !known.contains(&page_of(&task.id))
}

enum Claim {
    New,
    Sending,
    Lost(i64),
    Done(String),
}

fn claim(nonce: &str) -> Claim {
    let mut all = sent();
    match all.get(nonce).cloned() {
        Some(Click::Done(page)) => Claim::Done(page),
        Some(Click::Sending) => Claim::Sending,
        before => {
            all.insert(nonce.to_owned(), Click::Sending);
            match before {
                Some(Click::Lost(at)) => Claim::Lost(at),
                _ => Claim::New,
            }
        }
    }
}

fn sent() -> std::sync::MutexGuard<'static, BTreeMap<String, Click>> {
    SENT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Starts a run of a template; see [`Starter::start`]. To be called while a view is built; who starts
/// from a click takes [`use_starter`] before.
#[must_use]
pub fn start(
    template: String,
    values: Value,
    secrets: Map<String, Value>,
    nonce: String,
) -> Starting {
    use_starter().start(&template, &values, secrets, &nonce)
}

/// What a plugin's config says, or a panel that names the mistake.
pub fn with_config(draw: impl FnOnce(Arc<CreateConfig>) -> AnyView) -> AnyView {
    match read_config::<CreateConfig>() {
        Ok(config) => draw(Arc::new(config)),
        Err(error) => crate::plugin::loaded::misconfigured(&format!(
            "portal.json, {}: {}",
            error.path, error.message
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn one_click_is_one_run() {
        assert!(matches!(claim("a"), Claim::New));
        assert!(matches!(claim("a"), Claim::Sending));
        assert!(matches!(claim("b"), Claim::New));
        sent().insert("a".into(), Click::Done("/create/tasks/1".into()));
        assert!(matches!(claim("a"), Claim::Done(page) if page == "/create/tasks/1"));
        sent().remove("b");
        assert!(matches!(claim("b"), Claim::New), "what was not started may be tried again");
    }

    #[test]
    fn a_run_whose_answer_was_lost_is_known_by_template_values_and_time() {
        let values = json!({"name": "parcel-weigher", "tier": 3});
        let task = |id: &str, values: &Value, at: &str| Task {
            id: id.to_owned(),
            spec: json!({"templateInfo": {"entityRef": "template:default/rust-service"}, "parameters": values}),
            created_at: at.to_owned(),
            ..Task::default()
        };
        let since = instant("2026-11-20T09:00:30Z").unwrap();
        let known = [page_of("mine")];
        let is =
            |task: &Task| is_that(task, "template:default/rust-service", &values, since, &known);
        assert!(is(&task("new", &values, "2026-11-20T09:00:31Z")));
        assert!(is(&task("slow-clock", &values, "2026-11-20T09:00:01Z")));
        assert!(!is(&task("old", &values, "2026-11-20T08:50:00Z")));
        assert!(!is(&task("mine", &values, "2026-11-20T09:00:31Z")), "of another click");
        assert!(!is(&task("other", &json!({"name": "x"}), "2026-11-20T09:00:31Z")));
        sent().insert("lost".into(), Click::Lost(7));
        assert!(matches!(claim("lost"), Claim::Lost(7)));
        assert!(matches!(claim("lost"), Claim::Sending));
    }

    #[test]
    fn what_may_have_arrived_is_not_called_unsent() {
        let error = |kind, attempts| NetError { kind, attempts, ..NetError::refused("") };
        let of = |kind| StartError::of(error(kind, 1));
        assert!(matches!(of(ErrorKind::CutOff), StartError::Unknown(_)));
        assert!(matches!(of(ErrorKind::Client { status: 400 }), StartError::Refused(_)));
        assert!(matches!(of(ErrorKind::Server { status: 503 }), StartError::NotSent(_)));
        let never = StartError::of(error(ErrorKind::Unreachable { policy: false }, 0));
        assert!(matches!(never, StartError::NotSent(_)));
    }
}
