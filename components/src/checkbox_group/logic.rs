//! Which of several values are chosen.

/// The chosen values after `value` was switched, in the order of `all`.
///
/// What is chosen but not among `all` stays, at the end: it is not this group's to drop.
pub(super) fn switched(all: &[String], chosen: &[String], value: &str, on: bool) -> Vec<String> {
    ordered(all, chosen, |one| if one == value { on } else { chosen.iter().any(|is| is == one) })
}

/// The chosen values after all of `all` were switched.
pub(super) fn switched_all(all: &[String], chosen: &[String], on: bool) -> Vec<String> {
    ordered(all, chosen, |_| on)
}

fn ordered(all: &[String], chosen: &[String], keep: impl Fn(&str) -> bool) -> Vec<String> {
    let known = all.iter().filter(|one| keep(one));
    let foreign = chosen.iter().filter(|one| !all.contains(one));
    known.chain(foreign).cloned().collect()
}

/// How many of `all` are chosen.
pub(super) fn count(all: &[String], chosen: &[String]) -> usize {
    all.iter().filter(|one| chosen.contains(one)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(text: &str) -> Vec<String> {
        text.chars().map(String::from).collect()
    }

    #[test]
    fn the_order_is_that_of_the_choices() {
        let all = values("abc");
        assert_eq!(switched(&all, &values("c"), "a", true), values("ac"));
        assert_eq!(switched(&all, &values("ca"), "c", false), values("a"));
        assert_eq!(switched(&all, &[], "b", true), values("b"));
        assert_eq!(switched(&all, &values("b"), "b", true), values("b"));
    }

    #[test]
    fn foreign_values_are_kept() {
        let all = values("ab");
        assert_eq!(switched(&all, &values("xa"), "b", true), values("abx"));
        assert_eq!(switched_all(&all, &values("xa"), false), values("x"));
        assert_eq!(switched_all(&all, &values("x"), true), values("abx"));
        assert_eq!(count(&all, &values("xa")), 1);
    }

    proptest! {
        #[test]
        fn one_switch_changes_one_value(chosen in "[abcx]{0,4}", value in "[abc]", on: bool) {
            let (all, chosen) = (values("abc"), values(&chosen));
            let after = switched(&all, &chosen, &value, on);
            for one in &all {
                let wanted = if *one == value { on } else { chosen.contains(one) };
                prop_assert_eq!(after.contains(one), wanted);
            }
            prop_assert_eq!(after.contains(&"x".to_owned()), chosen.contains(&"x".to_owned()));
        }
    }
}
