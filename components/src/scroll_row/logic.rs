//! Where a row stands.

/// Which ends of a row are in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ends {
    /// The first item.
    pub first: bool,
    /// The last item.
    pub last: bool,
}

impl Default for Ends {
    /// Before anything was measured all is taken to fit, so that no button appears and goes.
    fn default() -> Self {
        Self { first: true, last: true }
    }
}

impl Ends {
    /// From what the browser says, in CSS pixels. `left` is negative in a row from right to left,
    /// and may be off by one: the browser rounds.
    pub fn of(left: i32, width: i32, content: i32) -> Self {
        let left = left.saturating_abs();
        Self { first: left <= 1, last: left.saturating_add(width) >= content.saturating_sub(1) }
    }
}

/// How far a button scrolls: a row, but for what helps to see where one was.
pub(super) fn step(width: i32, rightwards: bool) -> f64 {
    let step = f64::from(width) * 0.8;
    if rightwards { step } else { -step }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ends(first: bool, last: bool) -> Ends {
        Ends { first, last }
    }

    #[test]
    fn ends_in_sight() {
        assert_eq!(Ends::of(0, 300, 300), ends(true, true));
        assert_eq!(Ends::of(0, 300, 900), ends(true, false));
        assert_eq!(Ends::of(200, 300, 900), ends(false, false));
        assert_eq!(Ends::of(599, 300, 900), ends(false, true), "rounded");
        assert_eq!(Ends::of(-600, 300, 900), ends(false, true), "from right to left");
    }

    #[test]
    fn a_step_leaves_something_in_sight() {
        assert!(step(300, true) > 0.0 && step(300, true) < 300.0);
        assert!(step(300, false) < 0.0);
    }
}
