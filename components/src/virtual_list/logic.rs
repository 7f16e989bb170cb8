//! Which positions of a list are drawn.

use crate::windowing::Window;

/// The positions of a window in order, and among them `kept`, if it is one of `count`: the row
/// that has the focus, wherever the reader scrolled to.
pub(crate) fn positions(window: Window, kept: Option<usize>, count: usize) -> Vec<usize> {
    let kept = kept.filter(|at| *at < count && !(window.start..window.end).contains(at));
    let before = kept.filter(|at| *at < window.start);
    let after = kept.filter(|at| *at >= window.end);
    before.into_iter().chain(window.start..window.end).chain(after).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WINDOW: Window = Window { start: 8, end: 12 };

    #[test]
    fn a_row_with_the_focus_stays_on_either_side() {
        assert_eq!(positions(WINDOW, Some(2), 100), [2, 8, 9, 10, 11]);
        assert_eq!(positions(WINDOW, Some(40), 100), [8, 9, 10, 11, 40]);
    }

    #[test]
    fn inside_of_the_window_it_is_there_anyway() {
        assert_eq!(positions(WINDOW, Some(8), 100), [8, 9, 10, 11]);
        assert_eq!(positions(WINDOW, Some(11), 100), [8, 9, 10, 11]);
        assert_eq!(positions(WINDOW, Some(12), 100), [8, 9, 10, 11, 12]);
    }

    #[test]
    fn a_row_that_is_gone_is_not_kept() {
        assert_eq!(positions(WINDOW, Some(12), 12), [8, 9, 10, 11]);
        assert_eq!(positions(Window::default(), Some(0), 0), [0_usize; 0]);
    }

    proptest! {
        #[test]
        fn positions_rise_and_hold_the_kept_one(
            start in 0_usize..50, length in 0_usize..20, kept in 0_usize..100,
        ) {
            let window = Window { start, end: start + length };
            let drawn = positions(window, Some(kept), 100);
            prop_assert!(drawn.is_sorted_by(|a, b| a < b));
            prop_assert!(drawn.contains(&kept));
            prop_assert!((start..start + length).all(|at| drawn.contains(&at)));
            prop_assert!(drawn.len() <= length + 1);
        }
    }
}
