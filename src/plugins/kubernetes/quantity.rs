//! Amounts as Kubernetes writes them: `250m`, `1.5Gi`, `2487312n`, `1e3`.

use crate::net::or_default;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// One, in the unit of [`Quantity`].
const ONE: i128 = 1_000_000_000;
/// Digits that an amount may have before and after its point, so that nothing overflows.
const DIGITS: usize = 18;

/// An amount of cores or bytes, exact to a billionth. What is smaller is rounded up, as Kubernetes
/// does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i128);

impl Quantity {
    /// Reads an amount; `None` for what is none.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
        let (number, suffix) = text.split_at_checked(end)?;
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        let bad = |digits: &str| digits.len() > DIGITS || digits.contains('.');
        if (whole.is_empty() && fraction.is_empty()) || bad(whole) || bad(fraction) {
            return None;
        }
        let digits: i128 = [whole, fraction].concat().parse().ok()?;
        let below = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
        let (times, per) = scale(suffix)?;
        let above = digits.checked_mul(ONE)?.checked_mul(times)?;
        let below = below.checked_mul(per)?;
        let amount = above / below + i128::from(above % below != 0);
        Some(Self(if negative { -amount } else { amount }))
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// In thousandths, rounded up: millicores.
    #[must_use]
    pub fn thousandths(self) -> usize {
        self.in_units_of(ONE / 1000)
    }

    /// In mebibytes, rounded up.
    #[must_use]
    pub fn mebibytes(self) -> usize {
        self.in_units_of(ONE << 20)
    }

    fn in_units_of(self, unit: i128) -> usize {
        let amount = self.0.max(0);
        usize::try_from(amount / unit + i128::from(amount % unit != 0)).unwrap_or(usize::MAX)
    }

    /// As people write bytes: `256 MiB`, `1.5 GiB`.
    #[must_use]
    pub fn bytes(self) -> String {
        let bytes = self.0.max(0) / ONE;
        let (unit, name) = match bytes {
            0..1024 => return [&bytes.to_string(), "\u{a0}bytes"].concat(),
            1024..1_048_576 => (1 << 10, "\u{a0}KiB"),
            1_048_576..1_073_741_824 => (1 << 20, "\u{a0}MiB"),
            _ => (1 << 30, "\u{a0}GiB"),
        };
        let tenths = bytes * 10 / unit;
        let mut text = (tenths / 10).to_string();
        if tenths % 10 != 0 {
            text.push('.');
            text.push_str(&(tenths % 10).to_string());
        }
        text.push_str(name);
        text
    }
}

/// What a suffix multiplies and divides by.
fn scale(suffix: &str) -> Option<(i128, i128)> {
    Some(match suffix {
        "" => (1, 1),
        "n" => (1, 1_000_000_000),
        "u" => (1, 1_000_000),
        "m" => (1, 1000),
        "k" => (1000, 1),
        "M" => (1_000_000, 1),
        "G" => (1_000_000_000, 1),
        "T" => (1_000_000_000_000, 1),
        "P" => (1_000_000_000_000_000, 1),
        "E" => (1_000_000_000_000_000_000, 1),
        "Ki" => (1 << 10, 1),
        "Mi" => (1 << 20, 1),
        "Gi" => (1 << 30, 1),
        "Ti" => (1 << 40, 1),
        "Pi" => (1 << 50, 1),
        "Ei" => (1 << 60, 1),
        _ => {
            let power: i32 = suffix.strip_prefix(['e', 'E'])?.parse().ok()?;
            let ten = 10_i128.checked_pow(power.unsigned_abs()).filter(|_| power.abs() <= 18)?;
            if power < 0 { (1, ten) } else { (ten, 1) }
        }
    })
}

/// An amount that some servers send as a text and others as a number.
impl<'de> Deserialize<'de> for Quantity {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get().trim_matches('"');
        Self::parse(text).ok_or_else(|| serde::de::Error::custom("this is no amount"))
    }
}

/// How much of both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Resources {
    /// Processors.
    #[serde(deserialize_with = "or_default")]
    pub cpu: Option<Quantity>,
    /// Bytes.
    #[serde(deserialize_with = "or_default")]
    pub memory: Option<Quantity>,
}

impl Resources {
    /// The sum, where both sides know.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let sum = |one: Option<Quantity>, other: Option<Quantity>| Some(one?.plus(other?));
        Self { cpu: sum(self.cpu, other.cpu), memory: sum(self.memory, other.memory) }
    }

    /// The sum of all; unknown where one of them does not say, and of none.
    #[must_use]
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().reduce(|sum, next| sum.plus(&next)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nano(text: &str) -> Option<i128> {
        Quantity::parse(text).map(|quantity| quantity.0)
    }

    #[test]
    fn amounts_are_exact() {
        for (text, expected) in [
            ("0", 0),
            ("1", 1_000_000_000),
            ("250m", 250_000_000),
            ("0.1", 100_000_000),
            ("2487312n", 2_487_312),
            ("412u", 412_000),
            (".5", 500_000_000),
            ("2.", 2_000_000_000),
            ("1e3", 1_000_000_000_000),
            ("1E-3", 1_000_000),
            ("128Mi", (128 << 20) * ONE),
            ("41236Ki", (41_236 << 10) * ONE),
            ("1.5Gi", (3 << 29) * ONE),
            ("0.1Ki", 102_400_000_000),
            ("500M", 500_000_000 * ONE),
            ("1Ei", (1 << 60) * ONE),
            ("128974848", 128_974_848 * ONE),
            ("-5", -5_000_000_000),
            // Less than a billionth is rounded up.
            ("0.5n", 1),
        ] {
            assert_eq!(nano(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for text in
            ["", "Mi", "1.2.3", "1 Gi", "1KB", "0x10", "1e", "1e99", "NaN", "9999999999999999999"]
        {
            assert_eq!(nano(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_and_texts_are_the_same() {
        let read = |json: &str| serde_json::from_str::<Quantity>(json).unwrap();
        assert_eq!(read("0.002487312"), read("\"2487312n\""));
        assert_eq!(read("42225664"), read("\"41236Ki\""));
        assert!(serde_json::from_str::<Quantity>("[1]").is_err());
        let both: Resources = serde_json::from_str(r#"{"cpu": null, "memory": "1Gi"}"#).unwrap();
        assert_eq!((both.cpu, both.memory), (None, Quantity::parse("1024Mi")));
    }

    #[test]
    fn amounts_are_written_for_people() {
        let parse = |text| Quantity::parse(text).unwrap();
        assert_eq!(parse("2487312n").thousandths(), 3);
        assert_eq!(parse("41236Ki").mebibytes(), 41);
        assert_eq!(parse("256Mi").bytes(), "256\u{a0}MiB");
        assert_eq!(parse("1.5Gi").bytes(), "1.5\u{a0}GiB");
        assert_eq!(parse("80").bytes(), "80\u{a0}bytes");
    }

    #[test]
    fn a_sum_with_something_unknown_is_unknown() {
        let of = |cpu: Option<&str>| Resources {
            cpu: cpu.and_then(Quantity::parse),
            memory: Quantity::parse("1Mi"),
        };
        let known = Resources::sum([of(Some("1")), of(Some("500m"))]);
        assert_eq!((known.cpu, known.memory), (Quantity::parse("1.5"), Quantity::parse("2Mi")));
        assert_eq!(Resources::sum([of(Some("1")), of(None)]).cpu, None);
        assert_eq!(Resources::sum([]), Resources::default());
    }
}
