//! All figures in one file.

use serde::{Deserialize, Serialize};

use super::group::period;
use super::{Inputs, Kpi, Settings, delivery, people, platform, technology};
use crate::Day;

/// The version of the file that this code writes, and the only one that it reads.
const VERSION: u32 = 1;

/// All figures that could be computed, with what they were computed by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The version of the file.
    pub version: u32,
    /// How it was computed.
    pub settings: Settings,
    /// The first day of the period; months of groups are counted from here.
    pub from: Day,
    /// The figures.
    pub kpis: Vec<Kpi>,
}

/// Computes all figures that the inputs allow.
#[must_use]
pub fn compute(inputs: &Inputs<'_>, settings: &Settings) -> Report {
    let mut kpis = people::compute(inputs, settings);
    kpis.extend(delivery::compute(inputs, settings));
    kpis.extend(technology::compute(inputs, settings));
    kpis.extend(platform::compute(inputs, settings));
    let place = |kpi: &Kpi| super::DEFINITIONS.iter().position(|one| one.id == kpi.id);
    kpis.sort_by_key(place);
    Report { version: VERSION, settings: settings.clone(), from: period(settings).from, kpis }
}

impl Report {
    /// The figure of an id.
    #[must_use]
    pub fn kpi(&self, id: &str) -> Option<&Kpi> {
        self.kpis.iter().find(|kpi| kpi.id == id)
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Says what is wrong with it, as a sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let report: Self = serde_json::from_str(text)
            .map_err(|error| format!("This is no file of KPIs: {error}."))?;
        if report.version != VERSION {
            return Err(format!(
                "This file of KPIs has version {}, and this portal reads version {VERSION}: compute \
                 them again.",
                report.version
            ));
        }
        Ok(report)
    }

    /// Writes the file, on one line.
    #[must_use]
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
