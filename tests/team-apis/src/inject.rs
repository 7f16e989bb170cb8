//! Bends an answer the way a fault wants it.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, LOCATION, RETRY_AFTER};
use axum::http::{Response, StatusCode};
use futures_util::stream;
use serde_json::{Value, json};

use crate::answer::{Answer, HTML, JSON};
use crate::connection::Wire;
use crate::fault::Fault;
use crate::log::InFlight;

/// How long a connection stays open after the last byte of a broken body, so that it arrives.
const BEFORE_END: Duration = Duration::from_millis(100);

/// What a body does, step by step.
enum Step {
    Send(Bytes),
    Wait(Duration),
    Hang,
    Reset,
}

/// The answer in place of the right one, for faults that need nothing of the right one.
///
/// `path` is the address without the fault, `error` the body usual for the API.
pub fn instead(fault: &Fault, path: &str, foreign: &str, error: Answer) -> Option<Answer> {
    Some(match fault {
        Fault::Status { code, html, retry_after } => {
            let answer = if *html { page(code.as_str()) } else { error };
            let answer = answer.with_status(*code);
            match retry_after {
                Some(seconds) => answer.with(RETRY_AFTER, &seconds.to_string()),
                None => answer,
            }
        }
        Fault::NoIndex => error,
        Fault::Html => page("Sign in"),
        Fault::InvalidJson => Answer::of(JSON, "{\"items\": [{]}"),
        Fault::Empty => Answer::of(JSON, ""),
        Fault::Json(body) => Answer::of(JSON, *body),
        Fault::Big(megabytes) => Answer::of(JSON, big(*megabytes)),
        Fault::RedirectSame => redirect(path),
        Fault::RedirectForeign => redirect(&format!("{foreign}{path}")),
        Fault::RedirectLoop => redirect(&format!("/__f/redirect-loop{path}")),
        _ => return None,
    })
}

/// Sends an answer, with what the fault does on the way.
pub async fn send(
    mut answer: Answer,
    fault: Option<&Fault>,
    wire: Wire,
    in_flight: InFlight,
) -> Response<Body> {
    let whole = answer.body.clone();
    let first = whole.slice(..whole.len() / 2);
    let (length, steps) = match fault {
        Some(Fault::HangBody) => (whole.len(), vec![Step::Send(first), Step::Hang]),
        Some(Fault::ResetBody) => {
            (whole.len(), vec![Step::Send(first), Step::Wait(BEFORE_END), Step::Reset])
        }
        Some(Fault::Short) => (whole.len() + 100, vec![Step::Send(whole), Step::Wait(BEFORE_END)]),
        Some(Fault::Drip(rate)) => (whole.len(), drops(&whole, *rate)),
        other => {
            match other {
                Some(Fault::Latency(ms)) => tokio::time::sleep(Duration::from_millis(*ms)).await,
                Some(Fault::Hang) => std::future::pending().await,
                Some(Fault::Reset) => wire.cut(),
                Some(Fault::Truncated) => answer.body = first,
                Some(Fault::NoItems) => answer.body = with_list(&whole, Vec::clear),
                Some(Fault::BadItem) => {
                    answer.body = with_list(&whole, |list| {
                        if let Some(item) = list.get_mut(1) {
                            *item = json!({ "id": {}, "kind": 7, "metadata": [], "status": false });
                        }
                    });
                }
                Some(Fault::Type(wrong)) => {
                    answer.headers.insert(CONTENT_TYPE, HeaderValue::from_static(wrong));
                }
                _ => {}
            }
            return answer.respond();
        }
    };
    let answer = answer.with(CONTENT_LENGTH, &length.to_string());
    answer.respond_with(play(steps, wire, in_flight))
}

/// A body that does these steps. It counts as in flight until it is over or given up.
fn play(steps: Vec<Step>, wire: Wire, in_flight: InFlight) -> Body {
    let start = (VecDeque::from(steps), wire, in_flight);
    Body::from_stream(stream::unfold(start, |(mut steps, wire, in_flight)| async move {
        loop {
            match steps.pop_front()? {
                Step::Send(bytes) => return Some((Ok(bytes), (steps, wire, in_flight))),
                Step::Wait(time) => tokio::time::sleep(time).await,
                Step::Hang => std::future::pending().await,
                Step::Reset => {
                    wire.cut();
                    let reset = io::Error::from(io::ErrorKind::ConnectionReset);
                    return Some((Err(reset), (steps, wire, in_flight)));
                }
            }
        }
    }))
}

fn drops(body: &Bytes, rate: u64) -> Vec<Step> {
    let size = usize::try_from(rate).unwrap_or(usize::MAX);
    body.chunks(size)
        .flat_map(|drop| [Step::Send(body.slice_ref(drop)), Step::Wait(Duration::from_secs(1))])
        .collect()
}

/// The JSON in `body` with a change to its list: the outermost array, or the one in an object.
fn with_list(body: &Bytes, change: impl FnOnce(&mut Vec<Value>)) -> Bytes {
    let Ok(mut value) = serde_json::from_slice::<Value>(body) else { return body.clone() };
    let list = match &mut value {
        Value::Array(list) => Some(list),
        Value::Object(fields) => fields.values_mut().find_map(Value::as_array_mut),
        _ => None,
    };
    if let Some(list) = list {
        change(list);
    }
    value.to_string().into()
}

fn page(title: &str) -> Answer {
    Answer::of(
        HTML,
        format!(
            "<!doctype html><html lang=\"en\"><title>{title}</title><h1>{title}</h1>\
             <form><label>User <input name=\"user\"></label><button>Go on</button></form></html>"
        ),
    )
}

fn redirect(to: &str) -> Answer {
    Answer::empty(StatusCode::FOUND).with(LOCATION, to)
}

/// JSON of about so many megabytes, in the shape of the lists of both imitated APIs.
fn big(megabytes: usize) -> String {
    let item = format!("{{\"name\":\"{}\"}},", "x".repeat(1000));
    let items = item.repeat(megabytes * 1_000_000 / item.len());
    let list = items.trim_end_matches(',');
    format!("{{\"total_count\":1,\"workflow_runs\":[{list}],\"items\":[]}}")
}
