//! The addresses with which a test looks at the server and changes it. They work on every origin.

use axum::http::{Method, StatusCode};
use serde::Deserialize;
use serde_json::json;

use crate::answer::Answer;
use crate::fault::Fault;
use crate::state::{Controls, Origin, Rule, Shared};

/// A fault for some requests, as a test writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRule {
    /// The path without the query; `*` stands for any text.
    path: String,
    /// See [`Fault`].
    fault: String,
    /// How often; always when it is not said.
    count: Option<u64>,
    /// Which origin; the one it was sent to when it is not said.
    origin: Option<Origin>,
}

/// Answers a request for the server itself; `None` when the path is an ordinary one.
pub fn answer(
    shared: &Shared,
    origin: Origin,
    method: &Method,
    path: &str,
    body: &[u8],
) -> Option<Answer> {
    let done = Answer::empty(StatusCode::NO_CONTENT);
    Some(match (method.as_str(), path) {
        ("GET", "/__log") => Answer::json(&json!(shared.log.all())),
        ("DELETE", "/__log") => {
            shared.log.clear();
            done
        }
        ("GET", "/__control") => Answer::json(&json!(shared.addresses)),
        ("DELETE", "/__control") => {
            *shared.controls() = Controls::default();
            shared.backstage.reset();
            shared.scaffolder.reset();
            done
        }
        ("POST", "/__control/faults") => match rule(body, origin) {
            Ok(rule) => {
                shared.controls().rules.push(rule);
                done
            }
            Err(why) => refuse(&why),
        },
        ("DELETE", "/__control/faults") => {
            shared.controls().rules.clear();
            done
        }
        ("PUT", "/__control/portal") => {
            shared.controls().portal = Some(String::from_utf8_lossy(body).into_owned());
            done
        }
        ("PUT", "/__control/connect") => match serde_json::from_slice(body) {
            Ok(names) => {
                shared.controls().connect = Some(names);
                done
            }
            Err(error) => refuse(&error.to_string()),
        },
        ("PUT", "/__control/pace") => match serde_json::from_slice(body) {
            Ok(hundredths) => {
                shared.scaffolder.set_pace(hundredths);
                done
            }
            Err(error) => refuse(&error.to_string()),
        },
        ("PUT", "/__control/token-life") => match serde_json::from_slice(body) {
            Ok(seconds) => {
                shared.backstage.tokens.set_life(Some(seconds));
                done
            }
            Err(error) => refuse(&error.to_string()),
        },
        ("PUT", "/__control/issuer") => match serde_json::from_slice(body) {
            Ok(ways) => {
                shared.controls().issuer.ways = ways;
                done
            }
            Err(error) => refuse(&error.to_string()),
        },
        ("DELETE", "/__control/tokens") => {
            shared.backstage.tokens.revoke();
            done
        }
        _ if path.starts_with("/__control") || path.starts_with("/__log") => {
            refuse("no such control")
        }
        _ => return None,
    })
}

fn rule(body: &[u8], here: Origin) -> Result<Rule, String> {
    let new: NewRule = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let fault: Fault = new.fault.parse().map_err(|error| format!("{error}"))?;
    Ok(Rule { origin: new.origin.unwrap_or(here), path: new.path, fault, left: new.count })
}

fn refuse(why: &str) -> Answer {
    Answer::of("text/plain; charset=utf-8", why.to_owned()).with_status(StatusCode::BAD_REQUEST)
}
