//! Numbers as they are written in styles.

/// A number with at most four decimals, such as "12.5".
///
/// The standard library writes any float exactly, and brings some 18 kB to do so.
pub(crate) fn decimal(value: f64) -> String {
    // The cast saturates and turns NaN into 0.
    let parts = (value * 10_000.0).round() as i64;
    let (whole, rest) = (parts.unsigned_abs() / 10_000, parts.unsigned_abs() % 10_000);
    let mut text = if parts < 0 { "-".to_owned() } else { String::new() };
    text.push_str(&whole.to_string());
    if rest > 0 {
        // Counted from 10,000, so that the zeros in front are there.
        let decimals = (10_000 + rest).to_string();
        text.push('.');
        text.push_str(decimals.trim_end_matches('0').get(1..).unwrap_or_default());
    }
    text
}

/// A length in pixels.
pub(crate) fn pixels(length: f64) -> String {
    decimal(length) + "px"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_exact_enough() {
        assert_eq!(decimal(0.0), "0");
        assert_eq!(decimal(12.5), "12.5");
        assert_eq!(decimal(0.0625), "0.0625");
        assert_eq!(decimal(3.1111), "3.1111");
        assert_eq!(decimal(1_000_000.0), "1000000");
        assert_eq!(decimal(-0.25), "-0.25");
        assert_eq!(decimal(1.0 / 3.0), "0.3333");
        assert_eq!(decimal(f64::NAN), "0");
        assert_eq!(pixels(40.0), "40px");
    }
}
