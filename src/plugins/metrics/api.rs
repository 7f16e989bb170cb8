//! What is asked of Prometheus (and of Thanos, Mimir, VictoriaMetrics), and what they answer.

use super::range::Span;
use crate::net::{ErrorKind, Get, Items, NetError};
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, de::Error as _};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// Who is asked, and about what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The API, by its name in `origins`.
    pub origin: String,
    /// Service and panel, where files stand in for the API: they have no queries to tell them
    /// apart.
    pub file: Option<[String; 2]>,
}

impl Source {
    fn get<T: DeserializeOwned + Send + Sync + 'static>(&self, what: &str, query: &str) -> Get<T> {
        let get = Get::new(&*self.origin).path(["api", "v1", what]).query("query", query);
        match &self.file {
            Some(file) => get.path(file),
            None => get,
        }
    }

    /// The value at one moment, in seconds since 1970.
    #[must_use]
    pub fn query(&self, query: &str, at: i64) -> Get<Answer> {
        self.get("query", query).query("time", at.to_string())
    }

    /// The values at each step of a span.
    #[must_use]
    pub fn query_range(&self, query: &str, span: Span) -> Get<Answer> {
        let get = self.get("query_range", query).query("start", span.start.to_string());
        get.query("end", span.end.to_string()).query("step", span.step.to_string())
    }

    /// Single observations of a span that know their trace.
    #[must_use]
    pub fn query_exemplars(&self, query: &str, span: Span) -> Get<Exemplars> {
        let get = self.get("query_exemplars", query).query("start", span.start.to_string());
        get.query("end", span.end.to_string())
    }
}

/// What both kinds of query answer.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Answer {
    status: String,
    #[serde(default)]
    data: Data,
    #[serde(default, rename = "errorType")]
    error_type: String,
    #[serde(default)]
    error: String,
    /// What the server is not sure of.
    #[serde(default)]
    pub warnings: Vec<String>,
}

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Data {
    result_type: String,
    result: Items<Series>,
}

impl Answer {
    /// The series.
    ///
    /// # Errors
    /// Why there are none, in a sentence.
    pub fn series(&self) -> Result<&[Series], String> {
        if self.status != "success" {
            let said = if self.error.is_empty() { "no reason" } else { &self.error };
            return Err(match &*self.error_type {
                "bad_data" => ["The query cannot be read: ", said, "."].concat(),
                "timeout" | "canceled" => ["It took too long: ", said, "."].concat(),
                _ => ["The query cannot be computed: ", said, "."].concat(),
            });
        }
        let items = &self.data.result.items;
        match &*self.data.result_type {
            "string" => Err("The query gives a text, no number.".to_owned()),
            // A moment and a value, each read as an item: the value is the second.
            "scalar" => Ok(items.get(1..).unwrap_or_default()),
            _ => Ok(items),
        }
    }

    /// How many series could not be read.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.data.result.broken.len()
    }
}

/// A series, or the only value of an instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// What it is of.
    pub labels: BTreeMap<String, String>,
    /// Seconds since 1970, and the value there. It may be infinite or not a number.
    pub points: Vec<(f64, f64)>,
}

/// A value, which is a text in JSON.
struct Number(f64);

/// Reads a value as Prometheus writes it: `"4.9e+01"`, `"NaN"`, `"+Inf"`.
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "+Inf" | "Inf" => Some(f64::INFINITY),
        "-Inf" => Some(f64::NEG_INFINITY),
        // The reader of JSON is here anyway, that of the standard library would be a second one.
        _ => serde_json::from_str(text).ok(),
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        number(text).map(Self).ok_or_else(|| D::Error::custom("this is no number"))
    }
}

impl<'de> Deserialize<'de> for Series {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;

        impl<'de> Visitor<'de> for Whole {
            type Value = Series;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a series")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Series, A::Error> {
                let mut series = Series::default();
                while let Some(key) = map.next_key::<String>()? {
                    match &*key {
                        "metric" => series.labels = map.next_value()?,
                        "value" => {
                            let (at, Number(value)) = map.next_value()?;
                            series.points.push((at, value));
                        }
                        "values" => {
                            let points = map.next_value::<Vec<(f64, Number)>>()?;
                            series.points.extend(points.into_iter().map(|(at, one)| (at, one.0)));
                        }
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(series)
            }

            fn visit_f64<E: serde::de::Error>(self, at: f64) -> Result<Series, E> {
                Ok(Series { points: vec![(at, f64::NAN)], ..Series::default() })
            }

            fn visit_u64<E: serde::de::Error>(self, at: u64) -> Result<Series, E> {
                self.visit_f64(at as f64)
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Series, E> {
                // The text of a query for a text is refused later, with better words.
                let value = number(text).unwrap_or(f64::NAN);
                Ok(Series { points: vec![(0.0, value)], ..Series::default() })
            }
        }

        deserializer.deserialize_any(Whole)
    }
}

/// Where servers write the trace of an observation.
const TRACE: [&str; 4] = ["trace_id", "traceID", "traceId", "trace.id"];

/// What `query_exemplars` answers.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Exemplars {
    #[serde(default)]
    data: Vec<Value>,
}

/// One observation whose trace is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Exemplar {
    /// The trace.
    pub trace: String,
    /// What was observed.
    pub value: f64,
    /// Milliseconds since 1970.
    pub at: i64,
}

impl Exemplars {
    /// The highest values, one of each trace.
    #[must_use]
    pub fn highest(&self, most: usize) -> Vec<Exemplar> {
        let groups = self.data.iter().filter_map(|group| group.get("exemplars")?.as_array());
        let mut all: Vec<Exemplar> = groups.flatten().filter_map(exemplar).collect();
        all.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| b.at.cmp(&a.at)));
        let mut picked: Vec<Exemplar> = Vec::new();
        for one in all {
            if picked.len() < most && picked.iter().all(|other| other.trace != one.trace) {
                picked.push(one);
            }
        }
        picked
    }
}

fn exemplar(one: &Value) -> Option<Exemplar> {
    let labels = one.get("labels")?;
    let trace = TRACE.iter().find_map(|key| labels.get(*key)?.as_str())?.to_owned();
    let value = number(one.get("value")?.as_str()?).filter(|value| value.is_finite())?;
    let at = one.get("timestamp")?.as_f64()? * 1000.0;
    Some(Exemplar { trace, value, at: at as i64 })
}

/// Why an answer could not be had, in the words of who knows PromQL.
#[must_use]
pub fn cause(error: &NetError) -> String {
    let said = error.detail.as_deref().unwrap_or_default();
    match error.kind {
        _ if said.is_empty() => [&error.cause(), " ", &*error.next_step()].concat(),
        ErrorKind::Client { status: 400 } => {
            ["Prometheus cannot read the query: ", said, "."].concat()
        }
        ErrorKind::Client { status: 422 } => {
            ["Prometheus cannot compute the query: ", said, "."].concat()
        }
        ErrorKind::Server { status: 503 } => {
            ["Prometheus gave up: ", said, ". A shorter range asks less of it."].concat()
        }
        _ => [&error.cause(), " ", &*error.next_step()].concat(),
    }
}

#[cfg(test)]
pub mod recorded {
    //! Answers of a real Prometheus 2.42.

    macro_rules! recording {
        ($($(#[$doc:meta])* $name:ident: $file:literal;)*) => {
            $($(#[$doc])* pub const $name: &str =
                include_str!(concat!("../../../tests/contract/metrics/", $file, ".json"));)*
        };
    }

    recording! {
        VECTOR: "vector";
        SCALAR: "scalar";
        TEXT: "text";
        EMPTY: "empty";
        SPECIAL: "special";
        RATE_BY: "rate-by";
        RANGE: "range";
        RANGE_SPECIAL: "range-special";
        RANGE_GAP: "range-gap";
        RANGE_SCALAR: "range-scalar";
        TOO_MANY: "too-many-points";
        EXEMPLARS: "exemplars";
        NO_EXEMPLARS: "exemplars-empty";
        ERROR_PARSE: "error-parse";
        ERROR_EXECUTION: "error-execution";
    }

    /// A recording as it is read.
    pub fn answer(text: &str) -> super::Answer {
        crate::net::decode::json(text.as_bytes()).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::decode;
    use recorded::*;

    #[test]
    fn every_recorded_answer_is_read_without_loss() {
        for (text, series, points) in [
            (VECTOR, 4, 1),
            (EMPTY, 0, 0),
            (SPECIAL, 6, 1),
            (RATE_BY, 3, 1),
            (RANGE, 2, 31),
            (RANGE_SPECIAL, 3, 3),
            (RANGE_GAP, 1, 10),
            (RANGE_SCALAR, 1, 3),
        ] {
            let answer = answer(text);
            let found = answer.series().unwrap();
            assert_eq!((found.len(), answer.unread()), (series, 0));
            assert!(found.iter().all(|one| one.points.len() == points), "{found:?}");
        }
    }

    #[test]
    fn values_are_texts_and_need_not_be_finite() {
        let special = answer(SPECIAL);
        let of = |kind: &str| {
            let one = special.series().unwrap().iter().find(|one| one.labels["kind"] == kind);
            one.unwrap().points[0].1
        };
        assert!(of("nan").is_nan());
        assert_eq!((of("pos_inf"), of("neg_inf")), (f64::INFINITY, f64::NEG_INFINITY));
        assert_eq!(of("big"), f64::MAX);
        assert_eq!(of("quote \"q\" back\\slash \n nl ü"), 1.0);
        assert_eq!(number("4.9e+01"), Some(49.0));
        assert_eq!(number("many"), None);
    }

    #[test]
    fn a_scalar_is_a_series_and_a_text_is_none() {
        let scalar = answer(SCALAR);
        let points: Vec<_> = scalar.series().unwrap().iter().map(|one| one.points[0].1).collect();
        assert_eq!(points, [44.413_507]);
        assert_eq!(answer(TEXT).series().unwrap_err(), "The query gives a text, no number.");
    }

    #[test]
    fn errors_are_said_in_words() {
        let said = |text| answer(text).series().unwrap_err();
        assert!(said(ERROR_PARSE).starts_with("The query cannot be read: invalid parameter"));
        assert!(said(ERROR_EXECUTION).starts_with("The query cannot be computed: found duplicate"));
        assert!(said(TOO_MANY).contains("11,000 points"));
        let refused = |kind, detail: &str| {
            let detail = (!detail.is_empty()).then(|| detail.into());
            cause(&NetError { kind, detail, ..NetError::refused("") })
        };
        let unread = refused(ErrorKind::Client { status: 400 }, "parse error");
        assert_eq!(unread, "Prometheus cannot read the query: parse error.");
        assert!(refused(ErrorKind::Server { status: 503 }, "late").contains("gave up: late."));
        assert!(!refused(ErrorKind::Forbidden, "").contains("Prometheus"));
    }

    #[test]
    fn what_is_no_answer_is_an_error_and_a_bad_series_hides_no_other() {
        assert!(decode::json::<Answer>(b"[]").is_err());
        assert!(decode::json::<Answer>(br#"{"data": {}}"#).is_err());
        let answer = answer(
            r#"{"status": "success", "warnings": ["slow store"], "data": {"resultType": "vector",
            "result": [{"metric": {}, "value": [1, 2]}, {"metric": {}, "value": [1, "2"]}]}}"#,
        );
        assert_eq!((answer.series().unwrap().len(), answer.unread()), (1, 1));
        assert_eq!(answer.warnings, ["slow store"]);
    }

    #[test]
    fn exemplars_lead_to_the_traces_of_the_slowest() {
        let all: Exemplars = decode::json(EXEMPLARS.as_bytes()).unwrap();
        let highest = all.highest(5);
        assert_eq!(highest.len(), 5);
        assert_eq!(highest[0].value, 0.089);
        assert_eq!(highest[0].trace, "4bf92f3577b34da6a3ce929d0e0e489d");
        assert_eq!(highest[0].at, 1_795_224_635_175);
        let none: Exemplars = decode::json(NO_EXEMPLARS.as_bytes()).unwrap();
        assert!(none.highest(5).is_empty());
    }
}
