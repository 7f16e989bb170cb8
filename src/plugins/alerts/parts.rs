//! What the card and the tab have in common: what is asked, and what is said when that is not clear.

use super::model::{Reading, count};
use super::wanted::{AlertsConfig, ManagerConfig, ServiceName, Wanted};
use crate::net::BrokenItem;
use crate::plugin::loaded::{misconfigured, not_in_settings};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Banner, EmptyKind, EmptyState, Tone};

/// What is asked about an entity.
pub struct Asked {
    /// What its annotations say.
    pub wanted: Wanted,
    /// The Alertmanagers, where the annotations say which alerts.
    pub managers: Vec<ManagerConfig>,
    /// The origin of PagerDuty and the service there, where the annotations say which.
    pub pager: Option<(String, ServiceName)>,
    /// Whether the portal knows each of them.
    pub known: (bool, bool),
    /// Address of the tab.
    pub here: String,
}

/// Reads what is to be asked.
///
/// # Errors
/// What to show where that is not clear.
pub fn asked(input: &EntityInput) -> Result<Asked, AnyView> {
    let config: AlertsConfig = read_config().map_err(|error| misconfigured(&error))?;
    let wanted = Wanted::read(|key| input.annotation(key)).map_err(|text| bad_matchers(&text))?;
    let known = (!config.alertmanagers.is_empty(), config.pagerduty.is_some());
    let managers = if wanted.matchers.is_empty() { Vec::new() } else { config.alertmanagers };
    let pager = config.pagerduty.zip(wanted.service.clone());
    if managers.is_empty() && pager.is_none() {
        return Err(no_sources());
    }
    let here = EntityPath::of(&input.catalog.entry(input.ix).entity_ref()).tab("alerts");
    Ok(Asked {
        wanted,
        managers,
        pager,
        known,
        here: use_registry().href(routes::ENTITY, &here).unwrap_or_default(),
    })
}

/// Said when the portal does not know whom to ask.
pub fn no_sources() -> AnyView {
    const SNIPPET: &str = r#""origins": {
  "alerts-prod": { "title": "Alertmanager", "url": "https://alertmanager.example.com" },
  "alerts-pagerduty": {
    "title": "PagerDuty", "url": "https://api.pagerduty.com", "auth": { "header": "Authorization" }
  }
},
"plugins": [
  { "id": "alerts", "config": {
    "alertmanagers": [{ "origin": "alerts-prod", "title": "Production" }],
    "pagerduty": "alerts-pagerduty"
  } }
]
"#;
    not_in_settings(
        "The portal does not know where the alerts are",
        "Whoever runs the portal adds Alertmanager or PagerDuty to portal.json.",
        "Alertmanager and PagerDuty in portal.json",
        SNIPPET,
    )
}

/// Said when the annotation is no list of matchers.
pub fn bad_matchers(text: &str) -> AnyView {
    let text = format!(
        "“{text}” is no list of matchers, such as service=ledger,severity=~\"page|ticket\". Correct the annotation {} in the descriptor.",
        super::MATCHERS
    );
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title="It is not clear which alerts are meant">{text}</EmptyState>
    }
    .into_any()
}

/// Said when nothing fires: good news.
pub fn nothing_fires() -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::Done
            title="Nothing is firing">"All alerts of this service are quiet."</EmptyState>
    }
    .into_any()
}

/// The state of a service at an Alertmanager.
#[must_use]
pub fn state_words(reading: &Reading) -> (Tone, &'static str) {
    match reading.firing.first() {
        Some(worst) => (worst.tone(), "Firing"),
        None => (Tone::Success, "Nothing is firing"),
    }
}

/// `2 alerts are firing, 1 is silenced`.
#[must_use]
pub fn count_words(reading: &Reading) -> String {
    let firing = match count(&reading.firing) {
        0 => String::new(),
        1 => "1 alert is firing".to_owned(),
        many => format!("{many} alerts are firing"),
    };
    let silenced = match count(&reading.silenced) {
        0 => String::new(),
        1 => "1 is silenced".to_owned(),
        many => format!("{many} are silenced"),
    };
    let parts: Vec<String> =
        [firing, silenced].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// Said for what could not be read, above what could.
pub fn not_read(what: &str, broken: &[BrokenItem]) -> AnyView {
    if broken.is_empty() {
        return ().into_any();
    }
    let title = match broken.len() {
        1 => format!("1 {what} could not be read"),
        many => format!("{many} {what}s could not be read"),
    };
    let texts = broken.iter().map(|item| [&item.path, ": ", &*item.message].concat());
    let text = texts.collect::<Vec<_>>().join("; ");
    view! { <Banner tone=Tone::Warning title=title>{text}</Banner> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::super::model::Group;
    use super::*;

    #[test]
    fn a_service_has_one_state() {
        let group = |severity: &str, many: usize| Group {
            severity: severity.into(),
            alerts: vec![Default::default(); many],
            ..Group::default()
        };
        let quiet = Reading::default();
        assert_eq!(
            (state_words(&quiet).1, count_words(&quiet)),
            ("Nothing is firing", String::new())
        );
        let reading = Reading {
            firing: vec![group("page", 2), group("info", 1)],
            silenced: vec![group("ticket", 1)],
            held_back: Vec::new(),
        };
        assert_eq!(state_words(&reading), (Tone::Danger, "Firing"));
        assert_eq!(count_words(&reading), "3 alerts are firing, 1 is silenced");
    }
}
