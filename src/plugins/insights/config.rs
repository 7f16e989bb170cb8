//! The plugin's `config` in `portal.json`, and the files that it names.

use super::sinks::settings::Analytics;
use crate::net::Get;
use crate::plugin::loaded::{misconfigured, not_in_settings};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, ErrorPanel};
use portico_insights::aggregate::Settings;
use portico_insights::kpi::Report;
use portico_insights::scorecard::{Fact, Scorecard, Snapshot, read_facts};
use portico_insights::{Weekday, Zone};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Facts by the reference of their entity.
pub type Facts = BTreeMap<String, Vec<(String, Fact)>>;

/// Where the figures are. All paths are below the origin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct InsightsConfig {
    /// The host of the files, by the name in `origins`: `insights-…`; the portal's own folder where
    /// it is not said.
    pub origin: Option<String>,
    /// Aggregated events, which is what `cargo xtask digest --aggregate` writes; or the events
    /// themselves as lines of JSON, which a worker counts.
    pub events: Option<String>,
    /// How lines of events are counted.
    pub counting: Counting,
    /// Backstage's adoption insights, which is asked for figures of use.
    pub adoption_insights: Option<AdoptionInsights>,
    /// KPIs, as computed.
    pub kpis: Option<String>,
    /// Scorecards.
    pub scorecards: Option<String>,
    /// Facts about entities, for the checks of scorecards.
    pub facts: Option<String>,
    /// What scorecards came to on earlier days.
    pub snapshots: Option<String>,
    /// The directory of plugins: those that this portal could have, and more about those it has.
    pub directory: Option<String>,
    /// The starting order of the checklist and the figures, where it is not the portal's `preset`:
    /// `small`, `medium`, `large`.
    pub start: Option<String>,
    /// What becomes of events: nothing, unless sinks are named.
    pub analytics: Analytics,
    /// The files that KPIs are computed from. `cargo xtask kpis` reads them; no page does.
    pub exports: Option<Exports>,
}

/// How lines of events are counted: as `cargo xtask digest` does when it is told nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counting {
    /// Whose days are counted: `+01:00`.
    pub zone: Offset,
    /// What a week begins with.
    pub week: Weekday,
    /// Figures of fewer people are withheld; 5 where it is not said.
    pub k: Option<u32>,
    /// How many engineers there are in all, for shares.
    pub engineers: u32,
}

impl Counting {
    /// The same for the collector of events.
    pub fn settings(&self) -> Settings {
        let standard = Settings::default();
        let k = self.k.unwrap_or(standard.k).max(1);
        let (zone, week, engineers) = (self.zone.0, self.week, self.engineers);
        Settings { zone, week, k, engineers, ..standard }
    }
}

/// An offset from UTC as people write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Offset(pub Zone);

impl TryFrom<String> for Offset {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let zone = Zone::read(&text).map(Self);
        zone.ok_or_else(|| format!("the zone “{text}” is no offset from UTC such as +01:00"))
    }
}

/// Where adoption insights is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdoptionInsights {
    /// Its name in `origins`: `insights-…`.
    pub origin: String,
}

/// Whatever stands there.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(from = "serde::de::IgnoredAny")]
pub struct Exports;

impl From<serde::de::IgnoredAny> for Exports {
    fn from(_: serde::de::IgnoredAny) -> Self {
        Self
    }
}

impl InsightsConfig {
    /// A file of the origin.
    pub fn file<T: Send + Sync + 'static>(&self, path: &str) -> Get<File<T>>
    where
        File<T>: From<String>,
    {
        self.text(path)
    }

    /// A file of the origin, as what its text is read as.
    pub fn text<T>(&self, path: &str) -> Get<T>
    where
        T: From<String> + serde::de::DeserializeOwned + Send + Sync + 'static,
    {
        Get::text_as(self.origin.as_deref().unwrap_or("portal")).below(path)
    }
}

/// A file as it was read: once, however many pages ask for it.
#[derive(Deserialize)]
#[serde(from = "String", bound(deserialize = "Self: From<String>"))]
pub struct File<T>(pub Result<Arc<T>, String>);

impl From<String> for File<Report> {
    fn from(text: String) -> Self {
        Self(Report::read(&text).map(Arc::new))
    }
}

impl From<String> for File<Vec<Scorecard>> {
    fn from(text: String) -> Self {
        Self(json(&text, "scorecards"))
    }
}

impl From<String> for File<Vec<Snapshot>> {
    fn from(text: String) -> Self {
        Self(json(&text, "snapshots of scorecards"))
    }
}

impl From<String> for File<Facts> {
    fn from(text: String) -> Self {
        let facts =
            read_facts(&text).map_err(|error| format!("This is no file of facts: {error}."));
        Self(facts.map(Arc::new))
    }
}

fn json<T: serde::de::DeserializeOwned>(text: &str, what: &str) -> Result<Arc<T>, String> {
    let read = serde_json::from_str(text);
    read.map(Arc::new).map_err(|error| format!("This is no file of {what}: {error}."))
}

/// Draws a section from the configuration, or what is wrong with it.
pub fn with_config(draw: impl FnOnce(InsightsConfig) -> AnyView) -> AnyView {
    match read_config::<InsightsConfig>() {
        Ok(config) => draw(config),
        Err(error) => titled("Insights", misconfigured(&error)),
    }
}

/// A message in the place of a section, below a heading of its own.
pub fn titled(title: &'static str, message: AnyView) -> AnyView {
    view! { <Card title=title>{message}</Card> }.into_any()
}

/// Said where a file is there and says nothing that can be read.
pub fn unreadable(path: &str, error: &str) -> AnyView {
    let title = format!("{path} cannot be read");
    let cause = format!("{error} Whoever runs the portal writes the file again.");
    view! { <ErrorPanel title=title cause=cause /> }.into_any()
}

/// Said where no events are configured.
pub fn no_events() -> AnyView {
    not_in_settings(
        "No figures of use yet",
        "Collect events as lines of JSON, let `cargo xtask digest --from events.ndjson --aggregate insights/events.json` count them, and name the file in portal.json. A small file of lines can be named as it is.",
        "Entry under plugins in portal.json",
        r#"{ "id": "insights", "config": { "events": "insights/events.json" } }"#,
    )
}

/// Said where no KPIs are configured.
pub fn no_kpis() -> AnyView {
    not_in_settings(
        "No figures of delivery yet",
        "Compute them from exports of pull requests, deploys and incidents, and name the file in portal.json.",
        "Entry under plugins in portal.json",
        r#"{ "id": "insights", "config": { "kpis": "insights/kpis.json" } }"#,
    )
}

/// Said where no scorecards are configured.
pub fn no_scorecards() -> AnyView {
    not_in_settings(
        "No scorecards yet",
        "A scorecard is a list of checks with levels. Write it as JSON and name the file in portal.json; facts are for checks that ask more than the catalog knows.",
        "Entry under plugins in portal.json",
        r#"{ "id": "insights", "config": { "scorecards": "insights/scorecards.json",
  "facts": "insights/facts.json" } }"#,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo(name: &str) -> String {
        let path = format!("{}/public/demo/insights/{name}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    }

    #[test]
    fn all_of_it_is_optional_and_mistakes_are_mistakes() {
        let read = |text: &str| serde_json::from_str::<InsightsConfig>(text);
        assert_eq!(read("{}").unwrap(), InsightsConfig::default());
        assert_eq!(
            read(r#"{"exports":{"deploys":{"file":"d.csv"}}}"#).unwrap().exports,
            Some(Exports)
        );
        let api = read(r#"{"adoptionInsights":{"origin":"insights-b"}}"#).unwrap();
        let origin = "insights-b".to_owned();
        assert_eq!(api.adoption_insights, Some(AdoptionInsights { origin }));
        assert!(read(r#"{"event":"x"}"#).unwrap_err().to_string().contains("unknown field"));
    }

    #[test]
    fn counting_says_how_and_its_mistakes_are_mistakes() {
        let read = |text: &str| serde_json::from_str::<Counting>(text);
        let said = r#"{"zone":"+01:00","week":"sunday","k":3,"engineers":260}"#;
        let settings = read(said).unwrap().settings();
        assert_eq!((settings.zone, settings.week), (Zone(60), Weekday::Sunday));
        assert_eq!((settings.k, settings.engineers), (3, 260));
        assert_eq!(read("{}").unwrap().settings(), Settings::default());
        assert_eq!(read(r#"{"k":0}"#).unwrap().settings().k, 1, "nobody is counted as nothing");
        for wrong in [r#"{"zone":"Europe/Berlin"}"#, r#"{"week":"friday"}"#, r#"{"weeks":"x"}"#] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
        let error = read(r#"{"zone":"Mars"}"#).unwrap_err().to_string();
        assert!(error.contains("“Mars” is no offset from UTC"), "{error}");
    }

    #[test]
    fn the_files_of_the_demo_can_be_read_and_others_say_why_not() {
        assert!(File::<Report>::from(demo("kpis.json")).0.is_ok());
        assert!(File::<Vec<Scorecard>>::from(demo("scorecards.json")).0.is_ok());
        assert!(File::<Vec<Snapshot>>::from(demo("snapshots.json")).0.is_ok());
        assert!(File::<Facts>::from(demo("facts.json")).0.is_ok());
        let error = File::<Vec<Scorecard>>::from("<html>".to_owned()).0.unwrap_err();
        assert!(error.starts_with("This is no file of scorecards"), "{error}");
    }
}
