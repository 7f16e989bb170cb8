//! Which rows of a long list are worth drawing, and how far to scroll to show one.
//!
//! Every row has the same height, so position and index are one multiplication apart. Nothing
//! here touches the page: [`crate::viewport`] measures, this decides.

/// Rows drawn beyond each edge of the viewport, so that Tab and a short flick find them there.
const OVERSCAN: usize = 4;

/// Rows drawn to be measured, before anybody knows how high one is or how much room there is.
const FIRST: usize = 16;

/// How high a row probably is, in CSS pixels, until one was measured.
const LIKELY: f64 = 40.0;

/// The edges of a window snap to multiples of this: a scroll of a few pixels draws nothing.
const STEP: usize = 4;

/// Most rows ever drawn at once, whatever a wrong measurement claims.
const MOST: usize = 240;

/// Where a list stands in the viewport, all lengths in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Geometry {
    /// How much of the list has left through the upper edge; negative while it starts below it.
    pub scrolled: f64,
    /// Height of the viewport.
    pub height: f64,
    /// What sticky bars cover of the viewport's upper part.
    pub inset: f64,
    /// Height of one row; 0 as long as none was measured.
    pub row: f64,
}

impl Geometry {
    /// Index of the first row that no sticky bar covers.
    #[must_use]
    pub fn first_visible(&self, count: usize) -> usize {
        if self.row <= 0.0 {
            return 0;
        }
        let above = (self.scrolled + self.inset).max(0.0) / self.row;
        (above as usize).min(count.saturating_sub(1))
    }

    /// How far to scroll until row `index` is wholly in sight, below the sticky bars; 0 if it is.
    #[must_use]
    pub fn reveal(&self, index: usize) -> f64 {
        let top = index as f64 * self.row - self.scrolled;
        let bottom = top + self.row;
        if top < self.inset {
            top - self.inset
        } else if bottom > self.height {
            bottom - self.height
        } else {
            0.0
        }
    }
}

/// Rows `start..end` are drawn, the rest is empty space of the right height.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// First row drawn.
    pub start: usize,
    /// One past the last row drawn.
    pub end: usize,
}

impl Window {
    /// The rows to draw of a list of `count`.
    #[must_use]
    pub fn of(geometry: Geometry, count: usize) -> Self {
        // Before the first row is measured, draw some: they are what gets measured, and if the guess
        // is good, all that it takes.
        if geometry.row <= 0.0 {
            let scrolled = geometry.scrolled.min(0.0);
            let first = match geometry.height > 0.0 {
                true => Self::of(Geometry { row: LIKELY, scrolled, ..geometry }, count).end,
                false => FIRST,
            };
            return Self { start: 0, end: count.min(first.max(1)) };
        }
        // A float cast saturates, so a list wholly above or below ends up at one of its ends.
        let first = (geometry.scrolled / geometry.row) as usize;
        let last = ((geometry.scrolled + geometry.height) / geometry.row).ceil() as usize;
        let start = first.min(count.saturating_sub(1)).saturating_sub(OVERSCAN);
        let start = start - start % STEP;
        let end = last.saturating_add(OVERSCAN).next_multiple_of(STEP);
        Self { start, end: end.min(count).min(start + MOST).max(start) }
    }

    /// Height of the empty space before the first row drawn.
    #[must_use]
    pub fn before(self, row: f64) -> f64 {
        self.start as f64 * row
    }

    /// Height of the empty space after the last row drawn.
    #[must_use]
    pub fn after(self, row: f64, count: usize) -> f64 {
        count.saturating_sub(self.end) as f64 * row
    }
}

/// The row that `delta` steps lead to; from nowhere, a step leads to the nearer end.
///
/// None when there are no rows.
#[must_use]
pub fn step(current: Option<usize>, delta: isize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match current {
        None if delta < 0 => last,
        None => 0,
        Some(index) => index.saturating_add_signed(delta).min(last),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COUNT: usize = 25_000;

    fn at(scrolled: f64) -> Geometry {
        Geometry { scrolled, height: 800.0, inset: 84.0, row: 40.0 }
    }

    #[test]
    fn a_large_list_draws_a_screenful() {
        for scrolled in [0.0, 1.0, 39.0, 4_000.0, 500_000.0, 999_200.0] {
            let window = Window::of(at(scrolled), COUNT);
            assert!(window.end - window.start <= 45, "{window:?} at {scrolled}");
        }
    }

    #[test]
    fn small_scrolls_draw_nothing_new() {
        let still = Window::of(at(4_010.0), COUNT);
        assert_eq!(Window::of(at(4_119.0), COUNT), still);
        assert_ne!(Window::of(at(4_200.0), COUNT), still);
    }

    #[test]
    fn a_list_out_of_sight_keeps_its_nearer_end() {
        let below = Window::of(at(-5_000.0), COUNT);
        assert_eq!(below.start, 0);
        assert!(below.end <= 8);
        let above = Window::of(at(5_000_000.0), COUNT);
        assert_eq!(above.end, COUNT);
        assert!(above.start >= COUNT - 16);
    }

    #[test]
    fn nothing_measured_yet_draws_a_few() {
        assert_eq!(Window::of(Geometry::default(), COUNT), Window { start: 0, end: 16 });
        assert_eq!(Window::of(Geometry::default(), 3), Window { start: 0, end: 3 });
        assert_eq!(Window::of(at(0.0), 0), Window { start: 0, end: 0 });
    }

    #[test]
    fn before_a_row_is_measured_the_room_says_how_many() {
        let room = |scrolled| Window::of(Geometry { row: 0.0, ..at(scrolled) }, COUNT);
        assert_eq!(room(-200.0), Window::of(at(-200.0), COUNT), "the guess is right");
        assert_eq!(room(-5_000.0), Window { start: 0, end: 4 }, "out of sight: some to measure");
        assert_eq!(room(4_000.0), Window::of(at(0.0), COUNT), "never all that is above");
    }

    #[test]
    fn wrong_measurements_stay_bounded() {
        let odd = Geometry { scrolled: f64::NAN, height: f64::INFINITY, inset: 0.0, row: 0.001 };
        let window = Window::of(odd, COUNT);
        assert!(window.start <= window.end && window.end - window.start <= MOST);
    }

    #[test]
    fn the_first_visible_row_is_the_one_below_the_bars() {
        assert_eq!(at(0.0).first_visible(COUNT), 2);
        assert_eq!(at(400.0).first_visible(COUNT), 12);
        assert_eq!(at(-400.0).first_visible(COUNT), 0);
        assert_eq!(at(400.0).first_visible(5), 4);
        assert_eq!(at(400.0).first_visible(0), 0);
    }

    #[test]
    fn revealing_scrolls_only_as_far_as_needed() {
        let geometry = at(4_000.0);
        assert_eq!(geometry.reveal(105), 0.0, "in the middle of the screen");
        assert_eq!(geometry.reveal(102), -4.0, "under the sticky header by four pixels");
        assert_eq!(geometry.reveal(119), 0.0, "the last whole row");
        assert_eq!(geometry.reveal(120), 40.0, "just below the fold");
        assert_eq!(geometry.reveal(0), -4_084.0);
    }

    #[test]
    fn steps_stop_at_both_ends() {
        assert_eq!(step(None, 1, 3), Some(0));
        assert_eq!(step(None, -1, 3), Some(2));
        assert_eq!(step(Some(0), -1, 3), Some(0));
        assert_eq!(step(Some(1), 1, 3), Some(2));
        assert_eq!(step(Some(2), 1, 3), Some(2));
        assert_eq!(step(Some(9), -1, 3), Some(2), "the list has shrunk meanwhile");
        assert_eq!(step(Some(0), 1, 0), None);
    }

    proptest! {
        #[test]
        fn every_row_in_sight_is_drawn(
            scrolled in -2_000.0..1_100_000.0f64,
            height in 100.0..2_000.0f64,
            row in 24.0..96.0f64,
            count in 0usize..25_000,
        ) {
            let window = Window::of(Geometry { scrolled, height, inset: 0.0, row }, count);
            prop_assert!(window.start <= window.end && window.end <= count);
            // The independent definition: a row is in sight if its box meets the viewport's.
            for index in 0..count {
                let top = index as f64 * row - scrolled;
                if top < height && top + row > 0.0 {
                    prop_assert!((window.start..window.end).contains(&index), "{index} {window:?}");
                }
            }
        }

        #[test]
        fn space_and_rows_add_up(scrolled in -500.0..1_100_000.0f64, count in 0usize..25_000) {
            let geometry = at(scrolled);
            let window = Window::of(geometry, count);
            let drawn = (window.end - window.start) as f64 * geometry.row;
            let total = window.before(geometry.row) + drawn + window.after(geometry.row, count);
            prop_assert!((total - count as f64 * geometry.row).abs() < 0.001);
        }

        #[test]
        fn a_revealed_row_is_in_sight(scrolled in 0.0..900_000.0f64, index in 0usize..25_000) {
            let mut geometry = at(scrolled);
            geometry.scrolled += geometry.reveal(index);
            let top = index as f64 * geometry.row - geometry.scrolled;
            prop_assert!(top >= geometry.inset - 0.001);
            prop_assert!(top + geometry.row <= geometry.height + 0.001);
        }
    }
}
