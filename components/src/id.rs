//! Identifiers that tie one element to another: a label to its field, a button to its panel.

use std::cell::Cell;

thread_local! {
    static NEXT: Cell<u32> = const { Cell::new(0) };
}

/// An id that no other element of the page has, such as `pk-menu-7`.
///
/// Counted, not random: the same page gives the same ids, which keeps snapshots readable.
#[must_use]
pub fn unique_id(prefix: &str) -> String {
    let number = NEXT.get().wrapping_add(1);
    NEXT.set(number);
    [prefix, "-", &number.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_are_equal() {
        let (first, second) = (unique_id("pk-menu"), unique_id("pk-menu"));
        assert!(first.starts_with("pk-menu-"));
        assert_ne!(first, second);
    }
}
