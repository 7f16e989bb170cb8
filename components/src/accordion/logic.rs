//! Which parts are open.

/// The ids that are open after the header of `id` was used.
///
/// With `single`, opening one closes the others.
pub(super) fn toggled(open: &[String], id: &str, single: bool) -> Vec<String> {
    let mut next = Vec::new();
    if open.iter().any(|other| other == id) {
        next.extend(open.iter().filter(|other| *other != id).cloned());
    } else {
        if !single {
            next.extend_from_slice(open);
        }
        next.push(id.to_owned());
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(list: &[&str]) -> Vec<String> {
        list.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn several_are_open_side_by_side() {
        assert_eq!(toggled(&ids(&["a"]), "b", false), ids(&["a", "b"]));
        assert_eq!(toggled(&ids(&["a", "b"]), "a", false), ids(&["b"]));
    }

    #[test]
    fn one_takes_the_place_of_another() {
        assert_eq!(toggled(&ids(&["a"]), "b", true), ids(&["b"]));
        assert_eq!(toggled(&ids(&["b"]), "b", true), ids(&[]));
    }

    proptest! {
        #[test]
        fn with_single_never_more_than_one(uses in proptest::collection::vec("[a-d]", 0..20)) {
            let mut open = Vec::new();
            for id in uses {
                open = toggled(&open, &id, true);
                prop_assert!(open.len() <= 1);
            }
        }

        #[test]
        fn twice_is_as_before(open in proptest::collection::btree_set("[a-d]", 0..4), id in "[a-d]") {
            let open: Vec<String> = open.into_iter().collect();
            let mut twice = toggled(&toggled(&open, &id, false), &id, false);
            twice.sort();
            prop_assert_eq!(twice, open);
        }
    }
}
