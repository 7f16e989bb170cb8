//! Medians of whole numbers.

/// The value below which `share` thousandths of the values lie: the smallest value with at least
/// that many at or below it. Zero for no values. Sorts.
pub(super) fn quantile(values: &mut [u32], share: usize) -> u32 {
    values.sort_unstable();
    let rank = (values.len() * share).div_ceil(1000).max(1);
    values.get(rank - 1).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::quantile;

    #[test]
    fn ranks_that_can_be_counted_by_hand() {
        let mut values = [40, 10, 30, 20];
        assert_eq!(quantile(&mut values, 500), 20);
        assert_eq!(quantile(&mut values, 750), 30);
        assert_eq!(quantile(&mut values, 751), 40);
        assert_eq!(quantile(&mut [], 500), 0);
        assert_eq!(quantile(&mut [7], 950), 7);
    }
}
