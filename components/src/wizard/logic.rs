//! Where one may go.

/// The step that somebody at `from` gets to who wants to be at `to`: there, or the first one on
/// the way in which something has to be changed. Back is always free.
pub(super) fn admitted(from: usize, to: usize, fails: impl Fn(usize) -> bool) -> usize {
    (from..to).find(|at| fails(*at)).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_gets_as_far_as_all_is_well() {
        let fails = |at: usize| at == 2;
        assert_eq!(admitted(0, 1, fails), 1);
        assert_eq!(admitted(0, 2, fails), 2);
        assert_eq!(admitted(0, 4, fails), 2);
        assert_eq!(admitted(2, 3, fails), 2);
        assert_eq!(admitted(3, 4, fails), 4, "what is behind was checked when it was left");
    }

    #[test]
    fn back_is_free() {
        assert_eq!(admitted(3, 1, |_| true), 1);
        assert_eq!(admitted(1, 1, |_| true), 1);
    }
}
