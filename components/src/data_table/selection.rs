//! Which rows a press selects. Rows are known by their keys, because their order changes.

use std::collections::HashSet;

/// How many of the rows shown are selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    /// None, or there are no rows.
    None,
    /// One at least, and not all.
    Some,
    /// All.
    All,
}

impl Share {
    /// The share of `count` selected rows among `all`.
    pub fn of(count: usize, all: usize) -> Self {
        match count {
            0 => Self::None,
            count if count < all => Self::Some,
            _ => Self::All,
        }
    }
}

/// The keys from one row to another, both included, in the order of the rows shown; only the
/// second one when the first is not shown any more.
pub(super) fn between<'a>(keys: &'a [String], from: Option<&str>, to: &str) -> &'a [String] {
    let place = |wanted: &str| keys.iter().position(|key| key == wanted);
    let Some(to) = place(to) else { return &[] };
    let from = from.and_then(place).unwrap_or(to);
    keys.get(from.min(to)..=from.max(to)).unwrap_or_default()
}

/// Selects rows, or takes them out. Those that are already right stay where they are, and others
/// that are selected stay so, shown or not.
pub(super) fn put(selected: &mut Vec<String>, keys: &[String], on: bool) {
    if on {
        let mut seen: HashSet<String> = selected.iter().cloned().collect();
        for key in keys {
            if seen.insert(key.clone()) {
                selected.push(key.clone());
            }
        }
    } else {
        let gone: HashSet<String> = keys.iter().cloned().collect();
        selected.retain(|key| !gone.contains(key));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(keys: &str) -> Vec<String> {
        keys.chars().map(String::from).collect()
    }

    fn after(before: &str, pressed: &str, on: bool) -> String {
        let mut selected = keys(before);
        put(&mut selected, &keys(pressed), on);
        selected.concat()
    }

    #[test]
    fn a_range_goes_both_ways() {
        let rows = keys("abcdef");
        assert_eq!(between(&rows, Some("b"), "d").concat(), "bcd");
        assert_eq!(between(&rows, Some("d"), "b").concat(), "bcd");
        assert_eq!(between(&rows, Some("c"), "c").concat(), "c");
    }

    #[test]
    fn a_range_follows_the_order_shown() {
        assert_eq!(between(&keys("fedcba"), Some("b"), "d").concat(), "dcb");
    }

    #[test]
    fn a_range_from_a_row_that_is_filtered_away_is_one_row() {
        assert_eq!(between(&keys("abc"), Some("z"), "b").concat(), "b");
        assert_eq!(between(&keys("abc"), None, "b").concat(), "b");
        assert!(between(&keys("abc"), Some("a"), "z").is_empty());
        assert!(between(&[], Some("a"), "a").is_empty());
    }

    #[test]
    fn what_is_selected_keeps_its_order() {
        assert_eq!(after("ca", "abc", true), "cab");
        assert_eq!(after("cab", "ab", false), "c");
        assert_eq!(after("", "aa", true), "a", "a row that occurs twice");
    }

    #[test]
    fn rows_not_shown_stay_selected() {
        assert_eq!(after("xa", "abc", true), "xabc");
        assert_eq!(after("xabc", "abc", false), "x");
    }

    #[test]
    fn three_shares() {
        assert_eq!(Share::of(0, 3), Share::None);
        assert_eq!(Share::of(2, 3), Share::Some);
        assert_eq!(Share::of(3, 3), Share::All);
        assert_eq!(Share::of(0, 0), Share::None);
    }

    proptest! {
        #[test]
        fn a_press_does_what_it_says(
            before in proptest::collection::hash_set("[a-h]", 0..8),
            pressed in proptest::collection::vec("[a-h]", 0..8),
            on in any::<bool>(),
        ) {
            let before: Vec<String> = before.into_iter().collect();
            let mut selected = before.clone();
            put(&mut selected, &pressed, on);
            for key in keys("abcdefgh") {
                let times = selected.iter().filter(|other| **other == key).count();
                let wanted = if pressed.contains(&key) { on } else { before.contains(&key) };
                prop_assert_eq!(times, usize::from(wanted));
            }
        }

        #[test]
        fn a_range_has_both_its_ends(from in 0_usize..20, to in 0_usize..20) {
            let rows: Vec<String> = (0..20).map(|row: usize| row.to_string()).collect();
            let range = between(&rows, Some(&rows[from]), &rows[to]);
            prop_assert_eq!(range.len(), from.abs_diff(to) + 1);
            prop_assert!(range.contains(&rows[from]) && range.contains(&rows[to]));
        }
    }
}
