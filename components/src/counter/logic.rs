//! Writing numbers.

/// A number with separators between groups of three digits: "12,840".
#[must_use]
pub fn group_digits(number: usize) -> String {
    group(&number.to_string())
}

/// The same for a number that may be below zero: "−12,840", with a true minus sign.
pub(crate) fn group_signed(number: i64) -> String {
    let size = group(&number.unsigned_abs().to_string());
    if number < 0 { ["\u{2212}", &size].concat() } else { size }
}

/// The same for a number of tenths, hundredths and so on: 1234 with two decimals is "12.34". Zeros
/// at the end are left away.
#[must_use]
pub fn group_fixed(number: i64, decimals: u32) -> String {
    let unit = 10_u64.saturating_pow(decimals);
    let (whole, rest) = (number.unsigned_abs() / unit, number.unsigned_abs() % unit);
    let mut text = group(&whole.to_string());
    if number < 0 {
        text.insert(0, '\u{2212}');
    }
    if rest > 0 {
        // Counted from the unit, so that the zeros in front are there.
        let digits = (unit + rest).to_string();
        text.push('.');
        text.push_str(digits.trim_end_matches('0').get(1..).unwrap_or_default());
    }
    text
}

/// Digits with separators.
fn group(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three() {
        assert_eq!(group_digits(0), "0");
        assert_eq!(group_digits(999), "999");
        assert_eq!(group_digits(1_000), "1,000");
        assert_eq!(group_digits(12_840), "12,840");
        assert_eq!(group_digits(123_456_789), "123,456,789");
    }

    #[test]
    fn decimals() {
        assert_eq!(group_fixed(1_234_567, 2), "12,345.67");
        assert_eq!(group_fixed(1_204, 2), "12.04");
        assert_eq!(group_fixed(1_200, 2), "12");
        assert_eq!(group_fixed(-50, 2), "\u{2212}0.5");
        assert_eq!(group_fixed(-7, 0), "\u{2212}7");
    }

    #[test]
    fn below_zero() {
        assert_eq!(group_signed(0), "0");
        assert_eq!(group_signed(-7), "\u{2212}7");
        assert_eq!(group_signed(5_000_000_000), "5,000,000,000");
        assert_eq!(group_signed(i64::MIN), "\u{2212}9,223,372,036,854,775,808");
    }
}
