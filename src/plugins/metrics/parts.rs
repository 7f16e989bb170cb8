//! What the card and the tab have in common: what is asked, and what is said when that is not
//! clear.

use super::api::{Source, cause};
use super::range::Span;
use super::settings::{MetricsConfig, Panel, Wanted};
use super::template::{Filling, fill};
use super::{NAMESPACE, SERVICE};
use crate::net::{Get, NetError};
use crate::plugin::loaded::{failed_because, misconfigured, not_configured, not_in_settings};
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::prelude::*;
use portico_components::{EmptyKind, EmptyState, SafeUrl};
use serde_json::Value;

/// What is asked about an entity.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The configuration.
    pub config: MetricsConfig,
    /// Panels, and what their queries are filled with.
    pub wanted: Wanted,
    /// Where people open Prometheus.
    pub prometheus: String,
    /// Address of the tab.
    pub here: String,
}

/// Reads what is to be asked.
///
/// # Errors
/// What to show where that is not clear.
pub fn asked(input: &EntityInput) -> Result<Asked, AnyView> {
    let config: MetricsConfig = read_config().map_err(|error| misconfigured(&error))?;
    config.check().map_err(|error| misconfigured(&error))?;
    if config.origin.is_empty() {
        return Err(no_prometheus());
    }
    let entry = input.catalog.entry(input.ix);
    let wanted = Wanted::read(&config, entry.name(), |key| input.annotation(key));
    if wanted.panels.is_empty() {
        return Err(not_configured("Metrics", SERVICE, entry.name()));
    }
    let here = EntityPath::of(&entry.entity_ref()).tab("metrics");
    let prometheus = match config.prometheus.trim_end_matches('/') {
        // Files have no page for people.
        "" if config.recorded => String::new(),
        "" => {
            let api = Get::<Value>::new(&*config.origin);
            use_net().and_then(|net| net.address(&api).ok()).unwrap_or_default()
        }
        address => address.to_owned(),
    };
    let prometheus = prometheus.trim_end_matches('/').to_owned();
    let here = use_registry().href(routes::ENTITY, &here).unwrap_or_default();
    Ok(Asked { config, wanted, prometheus, here })
}

impl Asked {
    /// Who is asked for a panel.
    #[must_use]
    pub fn source(&self, panel: &Panel) -> Source {
        let file = [self.wanted.service.clone(), panel.id.clone()];
        Source { origin: self.config.origin.clone(), file: self.config.recorded.then_some(file) }
    }

    /// A query for the points of a span.
    ///
    /// # Errors
    /// What is missing, in a sentence.
    pub fn fill(&self, query: &str, span: Span) -> Result<String, String> {
        let range = span.rate_window(self.config.step());
        let filling = Filling {
            service: &self.wanted.service,
            namespace: self.wanted.namespace.as_deref(),
            range: &range,
        };
        let missing = |name: &str| ["The query needs $", name, "."].concat();
        fill(query, &filling).map_err(missing)
    }

    /// Whether a panel lacks the namespace of the entity.
    #[must_use]
    pub fn lacks_namespace(&self, panel: &Panel) -> bool {
        self.fill(&panel.query, Span { start: 0, end: 0, step: 1 }).is_err()
    }

    /// The query on the pages of Prometheus.
    #[must_use]
    pub fn in_prometheus(&self, query: &str, span: Span, range: &str) -> Option<SafeUrl> {
        if self.prometheus.is_empty() {
            return None;
        }
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let filled = self.fill(query, span).ok()?;
        let pairs = [
            pair("g0.expr", &filled),
            pair("g0.tab", "0"),
            pair("g0.range_input", range),
            pair("g0.step_input", &span.step.to_string()),
        ];
        SafeUrl::parse(&[&self.prometheus, "/graph", &*written(&pairs)].concat())
    }

    /// The page of a trace.
    #[must_use]
    pub fn trace(&self, id: &str) -> Option<SafeUrl> {
        // What is no id could lead elsewhere.
        let is_id = !id.is_empty()
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        let address = self.config.traces.replace("{trace_id}", id);
        SafeUrl::parse(&address).filter(|_| is_id && !self.config.traces.is_empty())
    }
}

/// Said when the portal knows no Prometheus.
pub fn no_prometheus() -> AnyView {
    const SNIPPET: &str = r#""origins": {
  "metrics": { "title": "Prometheus", "url": "https://prometheus.example.com" }
},
"plugins": [
  { "id": "metrics", "config": { "origin": "metrics" } }
]
"#;
    not_in_settings(
        "No Prometheus is known to the portal",
        "Whoever runs the portal adds it to portal.json.",
        "Prometheus in portal.json",
        SNIPPET,
    )
}

/// Said when a query wants to know the namespace and the entity does not say it.
pub fn needs_namespace(title: &str) -> AnyView {
    not_configured(title, NAMESPACE, "payments")
}

/// Said when Prometheus has nothing.
pub fn no_values(service: &str) -> AnyView {
    let text = [
        "No series of the service ",
        service,
        " has values in this range. The annotation ",
        SERVICE,
        " has to be what the label service says in Prometheus.",
    ]
    .concat();
    view! {
        <EmptyState kind=EmptyKind::FirstUse title="Nothing is measured" compact=true>
            {text}
        </EmptyState>
    }
    .into_any()
}

/// Said when a panel could not be loaded.
pub fn failed(title: &str, error: &NetError, retry: Callback<()>) -> AnyView {
    let cause = [&*error.title(), ". ", &cause(error)].concat();
    failed_because(title, error, cause, retry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Asked {
        Asked {
            config: MetricsConfig {
                traces: "https://traces.example.com/t/{trace_id}".to_owned(),
                ..MetricsConfig::default()
            },
            wanted: Wanted { service: "ledger".to_owned(), ..Wanted::default() },
            prometheus: "https://prometheus.example.com".to_owned(),
            here: String::new(),
        }
    }

    #[test]
    fn files_are_told_apart_by_service_and_panel() {
        let panel = Panel { id: "rate".to_owned(), ..Panel::default() };
        assert_eq!(asked().source(&panel).file, None);
        let mut recorded = asked();
        recorded.config.recorded = true;
        assert_eq!(recorded.source(&panel).file, Some(["ledger".to_owned(), "rate".to_owned()]));
    }

    #[test]
    fn a_panel_says_when_the_namespace_is_missing() {
        let panel = |query: &str| Panel { query: query.to_owned(), ..Panel::default() };
        assert!(asked().lacks_namespace(&panel(r#"x{ns="$namespace"}"#)));
        assert!(!asked().lacks_namespace(&panel(r#"x{ns=~"$namespace"}"#)));
    }
}
