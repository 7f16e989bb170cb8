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
    fn below_zero() {
        assert_eq!(group_signed(0), "0");
        assert_eq!(group_signed(-7), "\u{2212}7");
        assert_eq!(group_signed(5_000_000_000), "5,000,000,000");
        assert_eq!(group_signed(i64::MIN), "\u{2212}9,223,372,036,854,775,808");
    }
}
