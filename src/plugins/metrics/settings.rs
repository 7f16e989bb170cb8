//! Which panels an entity has: the configuration and the annotations.

use super::range::seconds;
use super::template::unknown;
use super::unit::Unit;
use super::{NAMESPACE, RULE, SERVICE};
use portico_components::{ChartKind, Tone};
use serde::Deserialize;

/// The plugin's `config` in `portal.json`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct MetricsConfig {
    /// The API, by its name in `origins`.
    pub origin: String,
    /// Where people open Prometheus; the origin's own address, if left out.
    pub prometheus: String,
    /// Address of a trace, with `{trace_id}` in it.
    pub traces: String,
    /// The interval of the measurements: no step is shorter. 15 s, if left out.
    pub min_step: String,
    /// Files stand in for the API: one for each service and panel.
    pub recorded: bool,
    /// The panels of every service; rate, errors, duration and saturation, if left out.
    pub panels: Vec<Panel>,
}

/// One question, and how its answer is drawn.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Panel {
    /// In files that stand in for the API.
    pub id: String,
    /// For people.
    pub title: String,
    /// PromQL with `$service`, `$namespace`, `$range`.
    pub query: String,
    /// What the values are.
    pub unit: Unit,
    /// How they are drawn.
    pub chart: Kind,
    /// Labels that name a series; all of them, if left out.
    pub by: Vec<String>,
    /// The series whose value stands for the panel; otherwise all together.
    pub headline: String,
    /// From where on a value needs a look.
    pub thresholds: Vec<Threshold>,
    /// PromQL of the series whose exemplars lead to traces.
    pub exemplars: String,
}

/// From where on a value needs a look.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// This and more, in the unit of the query.
    pub above: f64,
    /// Whether that is a failure, not only a warning.
    #[serde(default)]
    pub danger: bool,
}

/// How a panel is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// A line for each series.
    #[default]
    Line,
    /// The same, filled.
    Area,
    /// Bars side by side.
    Bar,
    /// Bars on top of each other.
    Stacked,
}

impl Kind {
    /// As the chart calls it.
    #[must_use]
    pub const fn chart(self) -> ChartKind {
        match self {
            Self::Line => ChartKind::Line,
            Self::Area => ChartKind::Area,
            Self::Bar => ChartKind::Bar,
            Self::Stacked => ChartKind::StackedBar,
        }
    }
}

impl Threshold {
    /// What it means to be above.
    #[must_use]
    pub const fn tone(&self) -> Tone {
        if self.danger { Tone::Danger } else { Tone::Warning }
    }
}

/// Thresholds of a panel at most: they take places of series.
const MOST_THRESHOLDS: usize = 2;
/// Seconds between measurements when nobody says.
const MIN_STEP: i64 = 15;
/// The place of the configuration, before each path in it.
const AT: &str = "plugins → metrics → config.";

impl MetricsConfig {
    /// Seconds between measurements.
    #[must_use]
    pub fn step(&self) -> i64 {
        seconds(&self.min_step).unwrap_or(MIN_STEP)
    }

    /// Looks for what can be read and makes no sense.
    ///
    /// # Errors
    /// The first mistake: its place, and what is wrong there.
    pub fn check(&self) -> Result<(), String> {
        let wrong = |place: &str, why: &str| Err([AT, place, ": ", why].concat());
        if !self.min_step.is_empty() && seconds(&self.min_step).is_none() {
            return wrong("minStep", "a number with s, m, h or d is expected, such as 30s");
        }
        if !self.traces.is_empty() && !self.traces.contains("{trace_id}") {
            return wrong("traces", "{trace_id} is missing in the address");
        }
        for (name, address) in [("prometheus", &self.prometheus), ("traces", &self.traces)] {
            let known = ["https://", "http://"].iter().any(|start| address.starts_with(start));
            if !address.is_empty() && !known {
                return wrong(name, "an address with https:// is expected");
            }
        }
        for (index, panel) in self.panels.iter().enumerate() {
            let at = ["panels[", &index.to_string(), "]"].concat();
            let wrong = |field: &str, why: &str| wrong(&[&*at, ".", field].concat(), why);
            let needed = [("id", &panel.id), ("title", &panel.title), ("query", &panel.query)];
            if let Some((field, _)) = needed.into_iter().find(|(_, text)| text.trim().is_empty()) {
                return wrong(field, "this is missing");
            }
            if self.panels.iter().take(index).any(|other| other.id == panel.id) {
                return wrong("id", "another panel has the same");
            }
            for (field, query) in [("query", &panel.query), ("exemplars", &panel.exemplars)] {
                if let Some(name) = unknown(query) {
                    let why = "is not known; there are $service, $namespace and $range";
                    return wrong(field, &["$", &*name, " ", why].concat());
                }
            }
            if panel.thresholds.len() > MOST_THRESHOLDS {
                return wrong("thresholds", "there may be two");
            }
        }
        Ok(())
    }
}

/// What is asked about an entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// `$service`.
    pub service: String,
    /// `$namespace`.
    pub namespace: Option<String>,
    /// What is shown.
    pub panels: Vec<Panel>,
}

impl Wanted {
    /// Reads the annotations of an entity with this name.
    #[must_use]
    pub fn read(
        config: &MetricsConfig,
        name: &str,
        annotation: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let said = |key: &str| {
            annotation(key).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let service = said(SERVICE);
        let mut panels = match &service {
            Some(_) if config.panels.is_empty() => usual(),
            Some(_) => config.panels.clone(),
            None => Vec::new(),
        };
        panels.extend(said(RULE).map(|text| rules(&text)).unwrap_or_default());
        Self {
            service: service.unwrap_or_else(|| name.to_owned()),
            namespace: said(NAMESPACE),
            panels,
        }
    }
}

/// Rate, errors, duration and saturation, by the names that most exporters use.
#[must_use]
pub fn usual() -> Vec<Panel> {
    const REQUESTS: &str =
        r#"sum(rate(http_requests_total{namespace=~"$namespace",service="$service"}[$range]))"#;
    const FAILED: &str = r#"(sum(rate(http_requests_total{namespace=~"$namespace",service="$service",code=~"5.."}[$range])) or vector(0))"#;
    const BUCKETS: &str =
        r#"http_request_duration_seconds_bucket{namespace=~"$namespace",service="$service"}"#;
    const MEMORY: &str = r#"max by (pod) (container_memory_working_set_bytes{namespace=~"$namespace",pod=~"$service-.+",container!=""} / on (namespace, pod, container) kube_pod_container_resource_limits{resource="memory"})"#;
    let panel = |id: &str, title: &str, query: String, unit| Panel {
        id: id.to_owned(),
        title: title.to_owned(),
        query,
        unit,
        ..Panel::default()
    };
    let quantile = |share: &str, name: &str| {
        let parts = [
            "label_replace(histogram_quantile(",
            share,
            ", sum by (le) (rate(",
            BUCKETS,
            r#"[$range]))), "quantile", ""#,
            name,
            r#"", "", "")"#,
        ];
        parts.concat()
    };
    let quantiles = [quantile("0.5", "p50"), quantile("0.95", "p95"), quantile("0.99", "p99")];
    vec![
        panel("rate", "Requests", REQUESTS.to_owned(), Unit::PerSecond),
        Panel {
            thresholds: vec![
                Threshold { above: 0.01, danger: false },
                Threshold { above: 0.05, danger: true },
            ],
            ..panel("errors", "Errors", [FAILED, " / ", REQUESTS].concat(), Unit::Ratio)
        },
        Panel {
            by: vec!["quantile".to_owned()],
            headline: "p95".to_owned(),
            exemplars: BUCKETS.to_owned(),
            ..panel("duration", "Duration", quantiles.join(" or "), Unit::Seconds)
        },
        Panel {
            by: vec!["pod".to_owned()],
            thresholds: vec![Threshold { above: 0.9, danger: true }],
            ..panel("saturation", "Memory of its limit", MEMORY.to_owned(), Unit::Ratio)
        },
    ]
}

/// The panels of the annotation `prometheus.io/rule`:
/// `up|instance,sum by (code) (rate(x[5m]))|code`.
fn rules(text: &str) -> Vec<Panel> {
    let parts = split(text, ',').into_iter().map(str::trim).filter(|part| !part.is_empty());
    let panel = |(index, part): (usize, &str)| {
        let pieces = split(part, '|');
        let query = pieces.first().copied().unwrap_or_default().trim().to_owned();
        let by = pieces.get(1).map(|label| label.trim()).filter(|label| !label.is_empty());
        Panel {
            id: ["rule-", &(index + 1).to_string()].concat(),
            title: query.clone(),
            query,
            by: by.map(str::to_owned).into_iter().collect(),
            ..Panel::default()
        }
    };
    parts.enumerate().map(panel).collect()
}

/// Splits where a mark stands outside of brackets and quotes.
fn split(text: &str, mark: char) -> Vec<&str> {
    let (mut depth, mut quote, mut escaped) = (0_i32, None, false);
    text.split(move |c: char| {
        match quote {
            Some(open) => {
                if c == open && !escaped {
                    quote = None;
                }
                escaped = c == '\\' && !escaped;
            }
            None => match c {
                '"' | '\'' | '`' => (quote, escaped) = (Some(c), false),
                '(' | '{' | '[' => depth += 1,
                ')' | '}' | ']' => depth -= 1,
                c => return c == mark && depth <= 0,
            },
        }
        false
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::super::api::{Answer, Exemplars};
    use super::super::template::{Filling, fill};
    use super::*;
    use crate::net::decode;

    fn read(json: &str) -> Result<MetricsConfig, String> {
        let config: MetricsConfig =
            serde_json::from_str(json).map_err(|error| error.to_string())?;
        config.check().map(|()| config)
    }

    fn wanted(config: &MetricsConfig, annotations: &[(&str, &str)]) -> Wanted {
        Wanted::read(config, "ledger", |key| {
            let found = annotations.iter().find(|(name, _)| *name == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_panel_of_the_configuration_is_read() {
        let config = read(
            r#"{"origin": "metrics", "minStep": "30s", "panels": [{"id": "queue", "title": "Queue",
            "query": "queue{service=\"$service\"}", "unit": "bytes", "chart": "stacked",
            "by": ["name"], "thresholds": [{"above": 5, "danger": true}]}]}"#,
        );
        let config = config.unwrap();
        assert_eq!(config.step(), 30);
        let panel = &config.panels[0];
        assert_eq!((panel.unit, panel.chart), (Unit::Bytes, Kind::Stacked));
        assert_eq!(panel.thresholds[0].tone(), Tone::Danger);
    }

    #[test]
    fn a_mistake_names_its_place() {
        let panel = |more: &str| {
            let one = r#"{"id": "a", "title": "A", "query": "up"}"#;
            read(&format!(r#"{{"panels": [{one}, {{{more}}}]}}"#)).unwrap_err()
        };
        for (json, place) in [
            (r#""id": "b", "title": "B""#, "config.panels[1].query: this is missing"),
            (r#""id": "a", "title": "B", "query": "up""#, "config.panels[1].id: another"),
            (r#""id": "b", "title": "B", "query": "up{a=\"$job\"}""#, "panels[1].query: $job is"),
            (
                r#""id": "b", "title": "B", "query": "up", "thresholds": [{"above": 1}, {"above": 2}, {"above": 3}]"#,
                "panels[1].thresholds",
            ),
            (r#""id": "b", "unit": "furlongs""#, "unknown variant `furlongs`"),
            (r#""id": "b", "colour": "red""#, "unknown field `colour`"),
        ] {
            let error = panel(json);
            assert!(error.contains(place), "{error}");
        }
        assert!(read(r#"{"minStep": "soon"}"#).unwrap_err().contains("config.minStep"));
        assert!(read(r#"{"traces": "https://a/"}"#).unwrap_err().contains("{trace_id}"));
        assert!(read(r#"{"prometheus": "a"}"#).unwrap_err().contains("config.prometheus"));
    }

    #[test]
    fn the_usual_panels_are_complete() {
        let config = MetricsConfig { panels: usual(), ..MetricsConfig::default() };
        config.check().unwrap();
        let filling = Filling { service: "ledger", namespace: None, range: "1m" };
        for panel in usual() {
            let query = fill(&panel.query, &filling).unwrap();
            assert!(query.contains("ledger") && !query.contains('$'), "{query}");
            let open = query.matches('(').count();
            assert_eq!(open, query.matches(')').count(), "{query}");
        }
    }

    #[test]
    fn the_demo_has_files_for_each_panel() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/demo/metrics/api/v1");
        let read = |kind: &str, service: &str, id: &str| {
            std::fs::read(format!("{folder}/{kind}/{service}/{id}.json")).unwrap()
        };
        for service in ["payments-ledger", "checkout-gateway"] {
            for panel in usual() {
                for (kind, points) in [("query_range", 289), ("query", 1)] {
                    let answer: Answer = decode::json(&read(kind, service, &panel.id)).unwrap();
                    let series = answer.series().unwrap();
                    assert_eq!((answer.unread(), series.is_empty()), (0, false));
                    assert_eq!(series[0].points.len(), points, "{kind} {service} {}", panel.id);
                }
                if !panel.exemplars.is_empty() {
                    let found = read("query_exemplars", service, &panel.id);
                    let found: Exemplars = decode::json(&found).unwrap();
                    assert_eq!(found.highest(5).len(), 5);
                }
            }
        }
        // Its own panel, by an annotation.
        let own: Answer = decode::json(&read("query_range", "payments-ledger", "rule-1")).unwrap();
        assert_eq!(own.series().unwrap().len(), 3);
    }

    #[test]
    fn annotations_choose() {
        let config = MetricsConfig::default();
        let all = wanted(&config, &[(SERVICE, "payments"), (NAMESPACE, " pay ")]);
        assert_eq!((&*all.service, all.namespace.as_deref()), ("payments", Some("pay")));
        let ids: Vec<_> = all.panels.iter().map(|panel| &*panel.id).collect();
        assert_eq!(ids, ["rate", "errors", "duration", "saturation"]);
        let rule = r#"up|instance, sum by (code, method) (rate(x{a="1,|2"}[5m]))|code ,"#;
        let of_rule = wanted(&config, &[(RULE, rule)]);
        let told: Vec<_> = of_rule.panels.iter().map(|one| (&*one.query, &*one.by)).collect();
        assert_eq!(told.len(), 2);
        assert_eq!(told[0], ("up", &["instance".to_owned()][..]));
        assert_eq!(told[1].0, r#"sum by (code, method) (rate(x{a="1,|2"}[5m]))"#);
        assert_eq!((&*of_rule.service, &*of_rule.panels[1].id), ("ledger", "rule-2"));
    }
}
