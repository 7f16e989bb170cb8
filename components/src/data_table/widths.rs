//! Widths of columns that the reader chose. Pixels at a root font size of 16, like all widths of
//! columns.

use crate::edge::Limits;

/// Columns by id with the widths that were chosen for them.
pub(super) type Chosen = Vec<(String, usize)>;

/// Narrowest width that can be chosen, unless the column is narrower by itself: a mark of the
/// order and a few letters.
const LEAST: usize = 64;

/// Widest one, unless the column is wider by itself: a long sentence.
const MOST: usize = 960;

/// How narrow and how wide a column of `own` width can be made.
pub(super) fn limits(own: usize) -> Limits {
    Limits { least: own.min(LEAST), most: own.max(MOST) }
}

/// The width chosen for a column, if one was. It may come from an older page: it is held within
/// the limits.
pub(super) fn chosen(widths: &Chosen, id: &str, own: usize) -> Option<usize> {
    let (_, width) = widths.iter().find(|(column, _)| column == id)?;
    Some(limits(own).hold(*width))
}

/// Chooses a width for a column, or none.
pub(super) fn choose(widths: &mut Chosen, id: &str, width: Option<usize>) {
    widths.retain(|(column, _)| column != id);
    if let Some(width) = width {
        widths.push((id.to_owned(), width));
    }
}

/// The width to draw a column with; none if it takes the room that is left.
///
/// A growing column does, until a width is chosen for it. Then the last column drawn does, so that
/// the others keep what was chosen and the table still reaches both edges.
pub(super) fn drawn(
    chosen: Option<usize>,
    own: usize,
    grows: bool,
    takes_the_rest: bool,
) -> Option<usize> {
    match chosen {
        _ if takes_the_rest => None,
        None if grows => None,
        chosen => Some(chosen.unwrap_or(own)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_column_keeps_within_its_limits() {
        let widths = vec![("name".to_owned(), 10), ("owner".to_owned(), 5_000)];
        assert_eq!(chosen(&widths, "name", 240), Some(64));
        assert_eq!(chosen(&widths, "owner", 168), Some(960));
        assert_eq!(chosen(&widths, "tags", 160), None);
    }

    #[test]
    fn its_own_width_is_always_allowed() {
        assert_eq!(limits(40), Limits { least: 40, most: 960 });
        assert_eq!(limits(2_000), Limits { least: 64, most: 2_000 });
    }

    #[test]
    fn the_last_choice_counts() {
        let mut widths = Chosen::new();
        choose(&mut widths, "name", Some(300));
        choose(&mut widths, "owner", Some(200));
        choose(&mut widths, "name", Some(320));
        assert_eq!(widths, [("owner".to_owned(), 200), ("name".to_owned(), 320)]);
        choose(&mut widths, "owner", None);
        choose(&mut widths, "never", None);
        assert_eq!(widths, [("name".to_owned(), 320)]);
    }

    #[test]
    fn one_column_takes_the_rest() {
        assert_eq!(drawn(None, 240, true, false), None, "a growing one");
        assert_eq!(drawn(Some(300), 240, true, false), Some(300), "until a width is chosen");
        assert_eq!(drawn(None, 120, false, true), None, "then the last one");
        assert_eq!(drawn(Some(90), 120, false, true), None);
        assert_eq!(drawn(None, 120, false, false), Some(120));
        assert_eq!(drawn(Some(90), 120, false, false), Some(90));
    }

    proptest! {
        #[test]
        fn no_width_leaves_the_limits(own in 0_usize..3_000, width in any::<usize>()) {
            let widths = vec![("name".to_owned(), width)];
            let held = chosen(&widths, "name", own).unwrap();
            prop_assert!(held >= own.min(LEAST) && held <= own.max(MOST));
        }
    }
}
