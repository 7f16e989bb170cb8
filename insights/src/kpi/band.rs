//! The bands of DORA.

use super::{Better, definition};
use crate::Milli;

/// Where bands end, for elite, high and medium; what is beyond is low.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bands {
    /// The ends.
    pub ends: [Milli; 3],
    /// The words of the report for each band.
    pub words: [&'static str; 4],
}

/// A band of DORA's report of 2023, the last one whose bands are in order for all four keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// The best.
    Elite,
    /// The second.
    High,
    /// The third.
    Medium,
    /// The last.
    Low,
}

impl Band {
    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Elite => "Elite",
            Self::High => "High",
            Self::Medium => "Medium",
            Self::Low => "Low",
        }
    }
}

/// The band of a figure. `None` for figures that have no bands.
#[must_use]
pub fn band(id: &str, value: Milli) -> Option<Band> {
    let definition = definition(id)?;
    let [elite, high, medium] = definition.bands?.ends;
    let within = |end: Milli| match definition.better {
        Better::Higher => value >= end,
        _ => value <= end,
    };
    Some(if within(elite) {
        Band::Elite
    } else if within(high) {
        Band::High
    } else if within(medium) {
        Band::Medium
    } else {
        Band::Low
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_end_where_the_report_ends_them() {
        let of = |id, value| band(id, Milli(value)).map(Band::name);
        assert_eq!(of("deploy-frequency", 1000), Some("Elite"));
        assert_eq!(of("deploy-frequency", 999), Some("High"));
        assert_eq!(of("deploy-frequency", 142), Some("Medium"));
        assert_eq!(of("deploy-frequency", 20), Some("Low"));
        assert_eq!(of("lead-time", 24_000), Some("Elite"));
        assert_eq!(of("lead-time", 24_001), Some("High"));
        assert_eq!(of("change-failure", 15_001), Some("Low"));
        assert_eq!(of("recovery", 3_000), Some("High"));
        assert_eq!(of("merges", 1), None);
    }
}
