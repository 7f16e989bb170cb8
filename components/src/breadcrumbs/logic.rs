//! Which levels may go into the menu.

use std::ops::Range;

/// The levels between the first and the one above the last; empty if a menu would not save room.
#[must_use]
pub fn middle(levels: usize) -> Range<usize> {
    if levels > 3 { 1..levels - 2 } else { 0..0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_two_stay() {
        assert_eq!(middle(4), 1..2);
        assert_eq!(middle(7), 1..5);
    }

    #[test]
    fn a_short_way_stays_whole() {
        for levels in 0..=3 {
            assert!(middle(levels).is_empty(), "{levels}");
        }
    }
}
