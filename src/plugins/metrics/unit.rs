//! What values are, and how they are written.

use portico_components::group_fixed;
use serde::Deserialize;

/// What a panel's values are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Just a number.
    #[default]
    Number,
    /// A duration in seconds.
    Seconds,
    /// An amount of memory or traffic.
    Bytes,
    /// Bytes in each second.
    BytesPerSecond,
    /// So many in each second.
    PerSecond,
    /// A share, where 1 is all of it.
    Ratio,
    /// A share, where 100 is all of it.
    Percent,
}

/// How the values of one panel are written: all in the same unit, with enough digits to tell them
/// apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Behind the number.
    pub unit: &'static str,
    /// Digits behind the point.
    pub decimals: u32,
    times: f64,
}

const KIBI: f64 = 1024.0;

impl Unit {
    /// Whether values of several series can be added up.
    #[must_use]
    pub const fn adds_up(self) -> bool {
        matches!(self, Self::Number | Self::Bytes | Self::BytesPerSecond | Self::PerSecond)
    }

    /// How values are written of which `highest` is the one farthest from zero.
    #[must_use]
    pub fn scale(self, highest: f64) -> Scale {
        let size = highest.abs();
        let (times, unit) = match self {
            Self::Number => (1.0, ""),
            Self::Percent => (1.0, "%"),
            Self::Ratio => (100.0, "%"),
            Self::Seconds => match size {
                _ if size < 0.001 => (1_000_000.0, "µs"),
                _ if size < 1.0 => (1000.0, "ms"),
                _ if size < 120.0 => (1.0, "s"),
                _ if size < 7200.0 => (1.0 / 60.0, "min"),
                _ if size < 172_800.0 => (1.0 / 3600.0, "h"),
                _ => (1.0 / 86_400.0, "d"),
            },
            Self::PerSecond if size == 0.0 || size >= 0.1 => (1.0, "per second"),
            Self::PerSecond if size * 60.0 >= 0.1 => (60.0, "per minute"),
            Self::PerSecond => (3600.0, "per hour"),
            Self::Bytes => bytes(size, ["bytes", "KiB", "MiB", "GiB", "TiB"]),
            Self::BytesPerSecond => bytes(
                size,
                [
                    "bytes per second",
                    "KiB per second",
                    "MiB per second",
                    "GiB per second",
                    "TiB per second",
                ],
            ),
        };
        let size = size * times;
        let decimals = match size {
            _ if size == 0.0 || size >= 100.0 => 0,
            _ if size >= 10.0 => 1,
            _ if size >= 1.0 => 2,
            _ => 3,
        };
        Scale { unit, decimals, times }
    }

    /// One value, with its unit.
    #[must_use]
    pub fn text(self, value: f64) -> String {
        self.scale(value).text(value)
    }
}

fn bytes(size: f64, names: [&'static str; 5]) -> (f64, &'static str) {
    let mut per = 1.0;
    let mut best = (1.0, names[0]);
    for name in names {
        if size >= per {
            best = (1.0 / per, name);
        }
        per *= KIBI;
    }
    best
}

impl Scale {
    /// The value as a whole number of the last digit that is written.
    #[must_use]
    pub fn whole(self, value: f64) -> i64 {
        let tens = [1.0, 10.0, 100.0, 1000.0];
        let times = tens.get(self.decimals as usize).copied().unwrap_or(1.0) * self.times;
        // The cast saturates.
        (value * times).round() as i64
    }

    /// The number alone.
    #[must_use]
    pub fn number(self, value: f64) -> String {
        match value {
            _ if value.is_nan() => "no number".to_owned(),
            _ if value.is_infinite() && value > 0.0 => "infinite".to_owned(),
            _ if value.is_infinite() => "minus infinite".to_owned(),
            _ => group_fixed(self.whole(value), self.decimals),
        }
    }

    /// The number with its unit.
    #[must_use]
    pub fn text(self, value: f64) -> String {
        let number = self.number(value);
        if self.unit.is_empty() || !value.is_finite() {
            return number;
        }
        [&number, "\u{a0}", self.unit].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_words() {
        for (unit, value, text) in [
            (Unit::Seconds, 0.000_25, "250 µs"),
            (Unit::Seconds, 0.0421, "42.1 ms"),
            (Unit::Seconds, 1.25, "1.25 s"),
            (Unit::Seconds, 600.0, "10 min"),
            (Unit::Seconds, 90_000.0, "25 h"),
            (Unit::Bytes, 0.0, "0 bytes"),
            (Unit::Bytes, 536_870_912.0, "512 MiB"),
            (Unit::Bytes, 1_610_612_736.0, "1.5 GiB"),
            (Unit::BytesPerSecond, 2048.0, "2 KiB per second"),
            (Unit::PerSecond, 1234.6, "1,235 per second"),
            (Unit::PerSecond, 0.05, "3 per minute"),
            (Unit::PerSecond, 0.000_5, "1.8 per hour"),
            (Unit::PerSecond, 0.0, "0 per second"),
            (Unit::Ratio, 0.0042, "0.42 %"),
            (Unit::Ratio, 1.0, "100 %"),
            (Unit::Percent, 99.5, "99.5 %"),
            (Unit::Number, 12_840.0, "12,840"),
            (Unit::Number, -2.5, "\u{2212}2.5"),
            (Unit::Seconds, f64::NAN, "no number"),
            (Unit::Bytes, f64::INFINITY, "infinite"),
        ] {
            assert_eq!(unit.text(value).replace('\u{a0}', " "), text);
        }
    }

    #[test]
    fn all_values_of_a_panel_share_a_unit() {
        let scale = Unit::Seconds.scale(2.4);
        assert_eq!((scale.unit, scale.whole(0.125), scale.whole(2.4)), ("s", 13, 240));
        assert_eq!(scale.number(0.125), "0.13");
        assert!(Unit::PerSecond.adds_up() && !Unit::Ratio.adds_up());
    }
}
