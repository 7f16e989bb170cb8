//! Edges that the reader moves: of a pane, of a column. Widths are whole pixels.

/// How far an arrow key or a press moves the edge.
pub(crate) const STEP: usize = 16;

/// How wide the pane or column before the edge may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Limits {
    /// At least so wide.
    pub least: usize,
    /// At most so wide, never less than `least`.
    pub most: usize,
}

impl Limits {
    /// The limits in a room of `whole`, of which the bar takes `bar` and the second pane at least
    /// `rest`.
    pub fn new(least: usize, rest: usize, bar: usize, whole: usize) -> Self {
        Self { least, most: whole.saturating_sub(rest + bar).max(least) }
    }

    /// The nearest width that is allowed.
    pub fn hold(self, width: usize) -> usize {
        width.clamp(self.least, self.most.max(self.least))
    }

    /// Where a width is between the limits, in percent.
    pub fn percent(self, width: usize) -> usize {
        let room = self.most.saturating_sub(self.least);
        let above = self.hold(width).saturating_sub(self.least);
        (100 * above + room / 2).checked_div(room).unwrap_or(100)
    }
}

/// What a key on the edge does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// What is before it gets this width.
    To(usize),
    /// What Enter does: a pane goes or comes back, a column gets its own width again.
    Enter,
}

/// What a key does while the pane or column is `width` wide (APG: window splitter).
pub(crate) fn action(key: &str, rtl: bool, width: usize, limits: Limits) -> Option<Move> {
    let wider = limits.hold(width.saturating_add(STEP));
    let narrower = limits.hold(width.saturating_sub(STEP));
    Some(Move::To(match (key, rtl) {
        ("ArrowRight", false) | ("ArrowLeft", true) => wider,
        ("ArrowLeft", false) | ("ArrowRight", true) => narrower,
        ("Home", _) => limits.least,
        ("End", _) => limits.most,
        ("Enter", _) => return Some(Move::Enter),
        _ => return None,
    }))
}

/// The width after the pointer went `by` pixels to the right of where it took the edge.
pub(crate) fn dragged(start: usize, by: i32, rtl: bool, limits: Limits) -> usize {
    let by = if rtl { by.saturating_neg() } else { by };
    limits.hold(start.saturating_add_signed(by as isize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LIMITS: Limits = Limits { least: 200, most: 600 };

    #[test]
    fn the_second_pane_keeps_its_room() {
        assert_eq!(Limits::new(200, 376, 24, 1_000), LIMITS);
        assert_eq!(Limits::new(200, 376, 24, 300), Limits { least: 200, most: 200 });
        assert_eq!(Limits::new(200, 376, 24, 0).hold(5_000), 200);
    }

    #[test]
    fn keys() {
        let press = |key, rtl| action(key, rtl, 300, LIMITS);
        assert_eq!(press("ArrowRight", false), Some(Move::To(316)));
        assert_eq!(press("ArrowLeft", false), Some(Move::To(284)));
        assert_eq!(press("ArrowRight", true), Some(Move::To(284)));
        assert_eq!(press("ArrowLeft", true), Some(Move::To(316)));
        assert_eq!(press("Home", true), Some(Move::To(200)));
        assert_eq!(press("End", false), Some(Move::To(600)));
        assert_eq!(press("Enter", false), Some(Move::Enter));
        assert_eq!(press("ArrowUp", false), None);
        assert_eq!(action("ArrowRight", false, 595, LIMITS), Some(Move::To(600)));
        assert_eq!(action("ArrowLeft", false, 205, LIMITS), Some(Move::To(200)));
    }

    #[test]
    fn percents() {
        assert_eq!(LIMITS.percent(200), 0);
        assert_eq!(LIMITS.percent(400), 50);
        assert_eq!(LIMITS.percent(600), 100);
        assert_eq!(LIMITS.percent(9_000), 100);
        assert_eq!(Limits { least: 200, most: 200 }.percent(200), 100);
    }

    #[test]
    fn dragging() {
        assert_eq!(dragged(300, 40, false, LIMITS), 340);
        assert_eq!(dragged(300, 40, true, LIMITS), 260);
        assert_eq!(dragged(300, i32::MIN, true, LIMITS), 600);
        assert_eq!(dragged(300, i32::MIN, false, LIMITS), 200);
    }

    proptest! {
        #[test]
        fn a_width_stays_between_its_limits(
            least in 0_usize..500, rest in 0_usize..500, whole in 0_usize..3_000, by in any::<i32>(),
        ) {
            let limits = Limits::new(least, rest, 24, whole);
            let width = dragged(least, by, false, limits);
            prop_assert!(width >= least);
            prop_assert!(width == least || width + rest + 24 <= whole);
            prop_assert!(limits.percent(width) <= 100);
        }
    }
}
