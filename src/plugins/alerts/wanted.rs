//! What is to be looked for, and where: the annotations of an entity and the configuration.

use super::api::Matcher;
use super::{INTEGRATION_KEY, MATCHERS, SERVICE_ID};
use serde::Deserialize;

/// The plugin's `config` in `portal.json`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AlertsConfig {
    /// The Alertmanagers.
    pub alertmanagers: Vec<ManagerConfig>,
    /// Origin of the PagerDuty API.
    pub pagerduty: Option<String>,
}

/// One Alertmanager of the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManagerConfig {
    /// Its API, by the name in `origins`: `alerts-…`.
    pub origin: String,
    /// For people; the name of the origin, if left out.
    #[serde(default)]
    title: String,
    /// Where silences are written, if not there: an origin that wants a token.
    #[serde(default)]
    silence: Option<String>,
}

impl ManagerConfig {
    /// What people call it.
    #[must_use]
    pub fn label(&self) -> &str {
        if self.title.is_empty() { &self.origin } else { &self.title }
    }

    /// Where silences are written.
    #[must_use]
    pub fn writes(&self) -> &str {
        self.silence.as_deref().unwrap_or(&self.origin)
    }
}

/// A service of PagerDuty, as an annotation names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServiceName {
    /// By its id.
    Id(String),
    /// By the key that events are sent with.
    Key(String),
}

/// What an entity's annotations say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Which alerts; none when no annotation says it.
    pub matchers: Vec<Matcher>,
    /// Which service.
    pub service: Option<ServiceName>,
}

impl Wanted {
    /// Reads the annotations.
    ///
    /// # Errors
    /// Matchers that make no sense.
    pub fn read(annotation: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let said = |key: &str| {
            annotation(key).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
        };
        let matchers = match said(MATCHERS) {
            Some(text) => Matcher::parse(&text).ok_or(text)?,
            None => Vec::new(),
        };
        let by_id = said(SERVICE_ID).map(ServiceName::Id);
        let service = by_id.or_else(|| said(INTEGRATION_KEY).map(ServiceName::Key));
        Ok(Self { matchers, service })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(annotations: &[(&str, &str)]) -> Result<Wanted, String> {
        Wanted::read(|key| {
            let found = annotations.iter().find(|(name, _)| *name == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_id_goes_before_the_key() {
        let both = read(&[(SERVICE_ID, "PAB1"), (INTEGRATION_KEY, "0a"), (MATCHERS, "a=b")]);
        let both = both.unwrap();
        assert_eq!((both.matchers.len(), both.service), (1, Some(ServiceName::Id("PAB1".into()))));
        let key = read(&[(SERVICE_ID, " "), (INTEGRATION_KEY, " 0a ")]).unwrap();
        assert_eq!((key.matchers, key.service), (vec![], Some(ServiceName::Key("0a".into()))));
        assert_eq!(read(&[(MATCHERS, "a service")]), Err("a service".to_owned()));
    }

    #[test]
    fn a_typing_mistake_in_the_configuration_is_an_error() {
        let read = |json: &str| serde_json::from_str::<AlertsConfig>(json);
        let good = read(r#"{"alertmanagers": [{"origin": "alerts-a"}], "pagerduty": "alerts-p"}"#);
        let good = good.unwrap().alertmanagers.remove(0);
        assert_eq!((good.label(), good.writes()), ("alerts-a", "alerts-a"));
        let apart = read(
            r#"{"alertmanagers": [{"origin": "alerts-a", "title": "A", "silence": "alerts-w"}]}"#,
        );
        let apart = apart.unwrap().alertmanagers.remove(0);
        assert_eq!((apart.label(), apart.writes()), ("A", "alerts-w"));
        assert!(read(r#"{"alertmanagers": [{"title": "A"}]}"#).is_err());
        assert!(read(r#"{"alertmanager": []}"#).is_err());
    }
}
