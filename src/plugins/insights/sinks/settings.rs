//! Where events go, in the plugin's `config` in `portal.json`. Nothing goes anywhere by default.

use portico_insights::survey::Rhythm;
use serde::Deserialize;

/// What becomes of events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Analytics {
    /// Who gets them, several at once.
    pub sinks: Vec<Sink>,
    /// The key that people are made pseudonyms with; without one, events say no person.
    pub identity_key: Option<String>,
    /// Whether search terms are kept.
    pub terms: bool,
    /// The question that the portal asks now and then; nobody is asked without it.
    pub survey: Option<Survey>,
}

/// How the portal asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Survey {
    /// Days between two questions; never fewer than 28.
    pub every_days: u16,
    /// Days until somebody who said “later” is asked again.
    pub later_days: u16,
    /// Nobody is asked who has used the portal on fewer different days.
    pub after_days: u16,
    /// Nobody is asked who has opened fewer pages in this visit.
    pub after_pages: u16,
    /// So long neither keyboard nor pointer was used.
    pub quiet_seconds: u16,
}

impl Default for Survey {
    fn default() -> Self {
        let Rhythm { every, later, after } = Rhythm::default();
        Self {
            every_days: every,
            later_days: later,
            after_days: after,
            after_pages: 4,
            quiet_seconds: 20,
        }
    }
}

impl Survey {
    /// When somebody may be asked.
    pub fn rhythm(self) -> Rhythm {
        Rhythm { every: self.every_days, later: self.later_days, after: self.after_days }
    }
}

/// Who gets events.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", deny_unknown_fields, rename_all = "kebab-case")]
pub enum Sink {
    /// The console of the browser, for whoever develops a plugin.
    Console {},
    /// This browser: a ring with a cap, for the reader's own eyes.
    Store {
        /// So many events at most.
        #[serde(default = "store_events")]
        events: usize,
    },
    /// An API that takes lists of events as JSON.
    Http {
        /// Its name in `origins`: `insights-…`.
        origin: String,
        /// The path below it.
        path: String,
    },
    /// Backstage's adoption insights.
    AdoptionInsights {
        /// Its name in `origins`: `insights-…`.
        origin: String,
    },
    /// What takes the measurement protocol of GA4, such as a company's own proxy.
    Ga4 {
        /// Its name in `origins`: `insights-…`.
        origin: String,
        /// The id of the measurement: `G-…`.
        measurement: String,
    },
    /// Matomo.
    Matomo {
        /// Its name in `origins`: `insights-…`.
        origin: String,
        /// The number of the site.
        site: u32,
    },
}

fn store_events() -> usize {
    500
}

impl Sink {
    /// Whom it tells, if it tells anybody outside of this browser.
    pub fn receiver(&self) -> Option<String> {
        match self {
            Self::Console {} | Self::Store { .. } => None,
            Self::Http { origin, .. }
            | Self::AdoptionInsights { origin }
            | Self::Ga4 { origin, .. }
            | Self::Matomo { origin, .. } => Some(["“", origin, "”"].concat()),
        }
    }

    /// What it is, and whom it tells: a sentence for readers.
    pub fn words(&self) -> String {
        match self {
            Self::Console {} => "Written to the console of this browser.".to_owned(),
            Self::Store { events } => format!("Kept in this browser: the last {events} events."),
            Self::Http { origin, .. } => format!("Sent to “{origin}”."),
            Self::AdoptionInsights { origin } => {
                format!("Sent to adoption insights at “{origin}”.")
            }
            Self::Ga4 { origin, .. } => format!("Sent in the form of GA4 to “{origin}”."),
            Self::Matomo { origin, .. } => format!("Sent to Matomo at “{origin}”."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sinks_are_named_by_kind_and_mistakes_are_mistakes() {
        let read = |text: &str| serde_json::from_str::<Analytics>(text);
        let some = read(
            r#"{"sinks":[{"kind":"store"},{"kind":"matomo","origin":"insights-matomo","site":3}],"terms":true}"#,
        )
        .unwrap();
        assert_eq!(some.sinks.first(), Some(&Sink::Store { events: 500 }));
        assert!(some.terms && some.identity_key.is_none());
        assert_eq!(some.survey, None, "nobody is asked by default");
        let asked = read(r#"{"survey":{"afterDays":1}}"#).unwrap().survey.unwrap();
        assert_eq!(asked.rhythm(), Rhythm { after: 1, ..Rhythm::default() });
        for wrong in [
            r#"{"sinks":[{"kind":"matomo","origin":"x"}]}"#,
            r#"{"sinks":[{"kind":"pigeon"}]}"#,
            r#"{"sinks":[{"kind":"console","url":"x"}]}"#,
            r#"{"identity":"x"}"#,
            r#"{"survey":{"every":7}}"#,
        ] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
