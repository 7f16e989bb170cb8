//! Which lifecycles stand out.

use crate::Hue;

/// Violet for what may still change, amber for what is on its way out, plain for the rest.
///
/// The three well-known words come from the Backstage descriptor format, which allows any other.
#[must_use]
pub fn lifecycle_hue(lifecycle: &str) -> Hue {
    if lifecycle.eq_ignore_ascii_case("experimental") {
        Hue::Violet
    } else if lifecycle.eq_ignore_ascii_case("deprecated") {
        Hue::Amber
    } else {
        Hue::Neutral
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_asks_for_care_has_a_colour() {
        assert_eq!(lifecycle_hue("production"), Hue::Neutral);
        assert_eq!(lifecycle_hue("Experimental"), Hue::Violet);
        assert_eq!(lifecycle_hue("deprecated"), Hue::Amber);
        assert_eq!(lifecycle_hue("sunset in spring"), Hue::Neutral);
    }
}
