//! The metrics of the demo, behind an API shaped like that of Prometheus.
//!
//! It knows the queries of the portal's usual panels by the metric they name, not PromQL. Values
//! follow from the moment alone, so they are the same whoever asks, and there are some for any
//! time up to now. The rollout that makes `checkout-gateway` sick has always just been.

use std::f64::consts::TAU;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::http::{Method, StatusCode};
use form_urlencoded::parse;
use serde_json::{Value, json};

use crate::answer::{Answer, JSON};

/// Points of a series at most; the real one refuses more too.
const MOST_POINTS: f64 = 11_000.0;
/// Seconds since the rollout of the sick service.
const SICK_FOR: f64 = 2940.0;
/// The sick service.
const SICK: &str = "checkout-gateway";

/// Labels and the value at a moment; none where nothing was measured.
type Series = (Vec<(&'static str, String)>, Box<dyn Fn(f64) -> Option<f64>>);

/// The answer to a request below the API: `api/v1/query_range`.
pub fn answer(method: &Method, path: &str, query: &str) -> Answer {
    if method != Method::GET && method != Method::HEAD {
        return Answer::empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |since| since.as_secs_f64());
    let pairs: Vec<(String, String)> = parse(query.as_bytes()).into_owned().collect();
    let said = |name: &str| {
        pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str())
    };
    let number = |name: &str| said(name).parse::<f64>().ok();
    let promql = said("query");
    if let Some(why) = mistake(promql) {
        return error("bad_data", &format!("invalid parameter \"query\": {why}"));
    }
    match path {
        "api/v1/query" => {
            let at = number("time").unwrap_or(now);
            let value = |(labels, value): &Series| {
                value(at).map(|value| json!({"metric": metric(labels), "value": [at, text(value)]}))
            };
            let found: Vec<Value> = series(promql, now).iter().filter_map(value).collect();
            success(&json!({"resultType": "vector", "result": found}))
        }
        "api/v1/query_range" => {
            let (Some(start), Some(end)) = (number("start"), number("end")) else {
                return error("bad_data", "invalid parameter \"start\": cannot parse \"\"");
            };
            let Some(step) = number("step").filter(|step| *step > 0.0) else {
                return error("bad_data", "invalid parameter \"step\": zero or negative");
            };
            if end < start {
                return error("bad_data", "invalid parameter \"end\": end timestamp before start");
            }
            if (end - start) / step > MOST_POINTS {
                return error(
                    "bad_data",
                    "exceeded maximum resolution of 11,000 points per timeseries",
                );
            }
            let found: Vec<Value> =
                series(promql, now).iter().filter_map(|one| range(one, start, end, step)).collect();
            success(&json!({"resultType": "matrix", "result": found}))
        }
        "api/v1/query_exemplars" => {
            let end = number("end").unwrap_or(now);
            success(&json!(exemplars(promql, end)))
        }
        _ => Answer::of("text/plain", "404 page not found\n").with_status(StatusCode::NOT_FOUND),
    }
}

fn success(data: &Value) -> Answer {
    Answer::of(JSON, json!({"status": "success", "data": data}).to_string())
}

fn error(kind: &str, why: &str) -> Answer {
    Answer::json(&json!({"status": "error", "errorType": kind, "error": why}))
        .with_status(StatusCode::BAD_REQUEST)
}

/// What is wrong with a query, as far as brackets and quotes show it.
fn mistake(promql: &str) -> Option<&'static str> {
    let (mut open, mut quote, mut escaped) = (Vec::new(), None, false);
    for c in promql.chars() {
        match quote {
            Some(mark) => {
                if c == mark && !escaped {
                    quote = None;
                }
                escaped = c == '\\' && !escaped;
            }
            None => match c {
                '"' | '\'' | '`' => quote = Some(c),
                '(' => open.push(')'),
                '{' => open.push('}'),
                '[' => open.push(']'),
                ')' | '}' | ']' if open.pop() != Some(c) => {
                    return Some("1:1: parse error: unexpected bracket");
                }
                _ => {}
            },
        }
    }
    match (promql.trim().is_empty(), quote, open.is_empty()) {
        (true, ..) => Some("unknown position: parse error: no expression found in input"),
        (_, Some(_), _) => Some("1:1: parse error: unterminated quoted string"),
        (.., false) => Some("1:1: parse error: unexpected end of input"),
        _ => None,
    }
}

fn metric(labels: &[(&'static str, String)]) -> Value {
    labels.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect()
}

/// A value as Prometheus writes it.
fn text(value: f64) -> String {
    format!("{}", (value * 1e6).round() / 1e6)
}

fn range((labels, value): &Series, start: f64, end: f64, step: f64) -> Option<Value> {
    let points = ((end - start) / step) as usize;
    let values: Vec<Value> = (0..=points)
        .filter_map(|index| {
            let at = start + index as f64 * step;
            value(at).map(|value| json!([at, text(value)]))
        })
        .collect();
    (!values.is_empty()).then(|| json!({"metric": metric(labels), "values": values}))
}

/// The service that a query is about: its label, or what its pods are called.
fn service(promql: &str) -> Option<&str> {
    let (mark, end) = [("service=\"", "\""), ("pod=~\"", "-.+\"")]
        .into_iter()
        .find(|(mark, _)| promql.contains(mark))?;
    let (_, rest) = promql.split_once(mark)?;
    rest.split_once(end).map(|(service, _)| service)
}

/// What a query gives.
fn series(promql: &str, now: f64) -> Vec<Series> {
    let Some(service) = service(promql).filter(|service| known(service)) else {
        return Vec::new();
    };
    let is_sick = service == SICK;
    // 0 before the rollout, 1 when all of it has gone wrong.
    let sickness = move |at: f64| match at - (now - SICK_FOR) {
        since if is_sick && since > 0.0 => (since / 1200.0).min(1.0),
        _ => 0.0,
    };
    let seed = service.len() as f64;
    let one = |value: Box<dyn Fn(f64) -> Option<f64>>| vec![(Vec::new(), value)];
    if promql.contains("histogram_quantile") {
        let quantiles = [("p50", 0.018, 0.05), ("p95", 0.085, 0.7), ("p99", 0.16, 1.9)];
        return quantiles
            .into_iter()
            .map(|(name, usual, worse)| -> Series {
                let value = move |at: f64| {
                    let usual = if is_sick { usual * 5.0 } else { usual };
                    Some(usual * (0.9 + 0.2 * wave(at, seed)) + worse * sickness(at))
                };
                (vec![("quantile", name.to_owned())], Box::new(value))
            })
            .collect();
    }
    if promql.contains("container_memory_working_set_bytes") {
        return memory(service, is_sick, now);
    }
    if promql.contains("5..") {
        return one(Box::new(move |at| Some(0.001 * wave(at, seed) + 0.07 * sickness(at))));
    }
    if promql.contains("http_requests_total") {
        return one(Box::new(move |at| {
            Some((120.0 + 90.0 * day(at)) * (0.95 + 0.1 * wave(at, seed)) - 18.0 * sickness(at))
        }));
    }
    Vec::new()
}

/// The services that something is measured of.
fn known(service: &str) -> bool {
    matches!(service, "payments-ledger" | SICK)
}

/// Memory of each pod, as a share of its limit.
fn memory(service: &str, is_sick: bool, now: f64) -> Vec<Series> {
    let pod = |name: String, value: Box<dyn Fn(f64) -> Option<f64>>| -> Series {
        (vec![("pod", name)], value)
    };
    let mut all: Vec<Series> = (0..6)
        .map(|index| {
            let usual = 0.46 + 0.02 * f64::from(index);
            let value = move |at: f64| Some(usual + 0.04 * wave(at, f64::from(index)));
            pod(format!("{service}-5gk59hwk9r-{index}"), Box::new(value))
        })
        .collect();
    let new = if is_sick { 0..3 } else { 0..0 };
    all.extend(new.map(|index| {
        let value = move |at: f64| {
            let since = at - (now - SICK_FOR) - 40.0 * f64::from(index);
            // It climbs for four minutes and a half, and is gone for half a minute.
            let run = since.rem_euclid(300.0);
            (since > 0.0 && run < 270.0).then(|| (0.35 + 0.65 * run / 240.0).min(0.995))
        };
        pod(format!("{service}-mn9cv97xv9-{index}"), Box::new(value))
    }));
    all
}

/// Traces of slow requests, the newest at the end of the range.
fn exemplars(promql: &str, end: f64) -> Vec<Value> {
    let Some(service) = service(promql).filter(|service| known(service)) else {
        return Vec::new();
    };
    let one = |index: u32| {
        let at = end - 97.0 * f64::from(index + 1);
        let value = if service == SICK { 1.2 } else { 0.1 } + 0.4 * wave(at, 3.0);
        let id = u128::from(index + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c834);
        json!({"labels": {"trace_id": format!("{id:032x}")}, "value": text(value), "timestamp": at})
    };
    let labels = json!({"__name__": "http_request_duration_seconds_bucket", "service": service});
    vec![json!({"seriesLabels": labels, "exemplars": (0..6).map(one).collect::<Vec<_>>()})]
}

/// How busy a time of day is, from 0 to 1.
fn day(at: f64) -> f64 {
    0.5 + 0.5 * ((at / 86_400.0 - 0.75) * TAU).cos()
}

/// Ups and downs that look like chance, from 0 to 1.
fn wave(at: f64, seed: f64) -> f64 {
    let parts = [(437.0, 1.7), (1511.0, 0.3), (5309.0, 2.9)];
    let sum: f64 =
        parts.iter().map(|(length, shift)| (at / length * TAU + shift * seed).sin()).sum();
    0.5 + sum / 6.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: &str = "sum(rate(http_requests_total{service=\"payments-ledger\"}[1m]))";

    fn asked(path: &str, pairs: &[(&str, &str)]) -> (StatusCode, Value) {
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
        let answer = answer(&Method::GET, path, &query);
        (answer.status, serde_json::from_slice(&answer.body).unwrap_or_default())
    }

    #[test]
    fn a_range_has_a_value_at_each_step_and_the_same_for_all() {
        let pairs = [("query", RATE), ("start", "1000"), ("end", "1600"), ("step", "60")];
        let (status, body) = asked("api/v1/query_range", &pairs);
        assert_eq!((status, &body["status"]), (StatusCode::OK, &json!("success")));
        let values = body["data"]["result"][0]["values"].as_array().unwrap();
        assert_eq!(values.len(), 11);
        assert!(values.iter().all(|one| one[1].as_str().unwrap().parse::<f64>().unwrap() > 0.0));
        assert_eq!(asked("api/v1/query_range", &pairs).1, body);
        let nobody = RATE.replace("payments-ledger", "nobody");
        let (_, body) = asked("api/v1/query", &[("query", &nobody)]);
        assert_eq!(body["data"]["result"], json!([]));
    }

    #[test]
    fn the_sick_service_is_sick_now_and_was_well_before() {
        let errors =
            "sum(rate(http_requests_total{service=\"checkout-gateway\",code=~\"5..\"}[1m]))";
        let now = 1_795_192_800.0;
        let all = series(errors, now);
        let (_, value) = &all[0];
        assert!(value(now).unwrap() > 0.05 && value(now - 7200.0).unwrap() < 0.01);
        let query = "container_memory_working_set_bytes{pod=~\"checkout-gateway-.+\"}";
        let memory = series(query, now);
        assert_eq!(memory.len(), 9);
        let (_, new) = &memory[8];
        assert!(new(now - 7200.0).is_none());
        let lately = |index: i32| new(now - f64::from(index * 30));
        assert!((0..60).any(|index| lately(index).is_some_and(|one| one > 0.95)));
    }

    #[test]
    fn mistakes_are_answered_as_prometheus_does() {
        for pairs in [
            vec![("query", "up{")],
            vec![("query", "")],
            vec![("query", RATE)],
            vec![("query", RATE), ("start", "0"), ("end", "1000000"), ("step", "1")],
            vec![("query", RATE), ("start", "9"), ("end", "1"), ("step", "1")],
            vec![("query", RATE), ("start", "0"), ("end", "1"), ("step", "0")],
        ] {
            let (status, body) = asked("api/v1/query_range", &pairs);
            assert_eq!((status, &body["errorType"]), (StatusCode::BAD_REQUEST, &json!("bad_data")));
        }
        assert_eq!(asked("api/v1/nosuch", &[("query", "up")]).0, StatusCode::NOT_FOUND);
    }

    #[test]
    fn exemplars_have_traces() {
        let query = "http_request_duration_seconds_bucket{service=\"checkout-gateway\"}";
        let (_, body) = asked("api/v1/query_exemplars", &[("query", query), ("end", "5000")]);
        let all = body["data"][0]["exemplars"].as_array().unwrap();
        assert_eq!(all.len(), 6);
        assert_eq!(all[0]["labels"]["trace_id"].as_str().unwrap().len(), 32);
    }
}
