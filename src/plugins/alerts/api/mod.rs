//! What is asked of Alertmanager and PagerDuty, and what they answer.

pub mod alertmanager;
mod matcher;
pub mod pagerduty;

pub use alertmanager::{Alert, Silence};
pub use matcher::{Labels, Matcher, all_fit};
pub use pagerduty::{Found, Incident, LogEntry, OnCall, Page};

use crate::net::or_default;
use serde::Deserialize;

/// Something with a name that somebody else keeps: a receiver, a person, a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Named {
    /// Its id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// What people call it in PagerDuty.
    #[serde(deserialize_with = "or_default")]
    pub summary: String,
    /// What people call it in Alertmanager.
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    /// Its page.
    #[serde(deserialize_with = "or_default")]
    pub html_url: String,
}

#[cfg(test)]
pub(super) mod recorded {
    //! Answers of a real Alertmanager, and those of the published schema of PagerDuty.

    macro_rules! recording {
        ($name:literal) => {
            include_str!(concat!("../../../../tests/contract/alerts/", $name, ".json"))
        };
    }

    pub const ALERTS: &str = recording!("alerts");
    pub const SILENCED: &str = recording!("alerts-silenced");
    pub const SILENCES: &str = recording!("silences");
    pub const ENDED: &str = recording!("silences-after-expire");
    pub const SERVICE: &str = recording!("service");
    pub const SERVICES: &str = recording!("services-by-query");
    pub const ONCALLS: &str = recording!("oncalls");
    pub const INCIDENTS: &str = recording!("incidents");
}
