//! From a share to a percentage.

/// Whole percent of a share, never outside of 0 to 100; 100 only when all is done.
#[must_use]
pub fn percent(share: f64) -> u8 {
    // The cast saturates and turns NaN into 0.
    ((share * 100.0) as u8).min(100)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn shares_become_percent() {
        assert_eq!(percent(0.0), 0);
        assert_eq!(percent(0.254), 25);
        assert_eq!(percent(0.999), 99, "not done yet");
        assert_eq!(percent(1.0), 100);
    }

    #[test]
    fn odd_shares_stay_in_range() {
        assert_eq!(percent(-1.0), 0);
        assert_eq!(percent(f64::NAN), 0);
        assert_eq!(percent(f64::INFINITY), 100);
        assert_eq!(percent(7.0), 100);
    }
}
