//! A number in whole thousandths.

use serde::{Deserialize, Serialize};

/// A number in whole thousandths: 1.5 is `Milli(1500)`. Everything saturates, nothing panics.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Milli(pub i64);

impl Milli {
    /// A whole number.
    #[must_use]
    pub const fn whole(value: i64) -> Self {
        Self(value.saturating_mul(1000))
    }

    /// A ratio, rounded half away from zero; zero when `of` is zero.
    #[must_use]
    pub fn ratio(part: i64, of: i64) -> Self {
        if of == 0 {
            return Self(0);
        }
        let (part, of) = (i128::from(part) * 1000, i128::from(of));
        let half = of.abs() / 2;
        let rounded = if (part < 0) == (of < 0) {
            (part.abs() + half) / of.abs()
        } else {
            -((part.abs() + half) / of.abs())
        };
        Self(i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX }))
    }

    /// The nearest thousandth of a float; zero for what is not a number.
    #[must_use]
    pub fn of(value: f64) -> Self {
        // A cast saturates and makes NaN zero.
        Self((value * 1000.0).round() as i64)
    }

    /// As a float, for arithmetic.
    #[must_use]
    pub fn float(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// Reads `12`, `-0.5` or `3.14159` (rounded to thousandths). `None` for anything else,
    /// exponents included.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction)
        {
            return None;
        }
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let digit = |at: usize| fraction.as_bytes().get(at).map_or(0, |b| i64::from(b - b'0'));
        let thousandths = digit(0) * 100 + digit(1) * 10 + digit(2) + i64::from(digit(3) >= 5);
        let value = whole.checked_mul(1000)?.checked_add(thousandths)?;
        Some(Self(if negative { -value } else { value }))
    }

    /// The number with `places` (0 to 3) digits behind the point, rounded half away from zero:
    /// `1 234.5` is written `1234.5`. A page puts in its own separators.
    #[must_use]
    pub fn text(self, places: u8) -> String {
        let (step, unit) = match places {
            0 => (1000, 1),
            1 => (100, 10),
            2 => (10, 100),
            _ => (1, 1000),
        };
        let size = (self.0.unsigned_abs() + step / 2) / step;
        let sign = if self.0 < 0 && size > 0 { "-" } else { "" };
        let (whole, rest) = (size / unit, size % unit);
        match places {
            0 => format!("{sign}{whole}"),
            1 => format!("{sign}{whole}.{rest}"),
            2 => format!("{sign}{whole}.{rest:02}"),
            _ => format!("{sign}{whole}.{rest:03}"),
        }
    }

    /// The shortest text that says exactly this number: `3`, `0.5`, `-1.125`.
    #[must_use]
    pub fn exact(self) -> String {
        let text = self.text(3);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_decimals_without_floats() {
        for (text, value) in
            [("12", 12_000), ("-0.5", -500), ("3.14159", 3142), (".5", 500), ("+7.", 7000)]
        {
            assert_eq!(Milli::read(text), Some(Milli(value)), "{text}");
        }
        for text in ["", ".", "1e3", "0x1", "1,5", "--1", "99999999999999999999"] {
            assert_eq!(Milli::read(text), None, "{text}");
        }
        assert_eq!(Milli(1250).text(1), "1.3");
        assert_eq!(Milli(-1249).text(2), "-1.25");
        assert_eq!(Milli(-4).text(0), "0");
        assert_eq!(Milli(2_000).exact(), "2");
        assert_eq!(Milli(100_000).exact(), "100");
        assert_eq!(Milli(-1_125).exact(), "-1.125");
    }

    #[test]
    fn ratios_round_half_away_from_zero_and_survive_zero() {
        assert_eq!(Milli::ratio(1, 3), Milli(333));
        assert_eq!(Milli::ratio(-2, 3), Milli(-667));
        assert_eq!(Milli::ratio(5, 0), Milli(0));
        assert_eq!(Milli::ratio(1, 2000), Milli(1));
    }
}
