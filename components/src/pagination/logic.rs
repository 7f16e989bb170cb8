//! Which numbers a pagination shows, and its words.

/// Stands for pages that are left out.
pub(super) const GAP: usize = 0;

/// With so many pages or fewer, all of them are shown.
const ALL: usize = 7;

/// How many pages there are; one when there is nothing, so that there is always a first page.
pub(super) fn pages(total: usize, per_page: usize) -> usize {
    total.div_ceil(per_page.max(1)).max(1)
}

/// The numbers to show around `page`, from 1 on, with [`GAP`] where pages are left out.
///
/// The first and the last page, and the neighbours of the shown one. A gap stands for two pages at
/// least, and the row is as long on every page, so that nothing moves under the pointer.
pub(super) fn slots(page: usize, pages: usize) -> Vec<usize> {
    if pages <= ALL {
        return (1..=pages).collect();
    }
    let page = page.clamp(1, pages);
    if page <= 4 {
        vec![1, 2, 3, 4, 5, GAP, pages]
    } else if page >= pages - 3 {
        vec![1, GAP, pages - 4, pages - 3, pages - 2, pages - 1, pages]
    } else {
        vec![1, GAP, page - 1, page, page + 1, GAP, pages]
    }
}

/// What is shown of how many: "21 to 40 of 128 builds". `dash` for the eye, words for the ear.
pub(super) fn range(page: usize, per_page: usize, total: usize, noun: &str, dash: bool) -> String {
    let (per_page, page) = (per_page.max(1), page.clamp(1, pages(total, per_page)));
    let mut text = if total == 0 {
        "0".to_owned()
    } else {
        let first = (page - 1) * per_page + 1;
        let last = total.min(first.saturating_add(per_page - 1));
        let number = crate::group_digits;
        if first == last {
            [&number(first), " of ", &number(total)].concat()
        } else {
            let to = if dash { "–" } else { " to " };
            [&number(first), to, &number(last), " of ", &number(total)].concat()
        }
    };
    if !noun.is_empty() {
        text.push(' ');
        text.push_str(noun);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn few_pages_are_all_there() {
        assert_eq!(slots(1, 1), [1]);
        assert_eq!(slots(3, 7), [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn many_pages_leave_gaps() {
        assert_eq!(slots(1, 20), [1, 2, 3, 4, 5, GAP, 20]);
        assert_eq!(slots(4, 20), [1, 2, 3, 4, 5, GAP, 20]);
        assert_eq!(slots(5, 20), [1, GAP, 4, 5, 6, GAP, 20]);
        assert_eq!(slots(16, 20), [1, GAP, 15, 16, 17, GAP, 20]);
        assert_eq!(slots(17, 20), [1, GAP, 16, 17, 18, 19, 20]);
        assert_eq!(slots(20, 20), [1, GAP, 16, 17, 18, 19, 20]);
        assert_eq!(slots(99, 8), [1, GAP, 4, 5, 6, 7, 8]);
    }

    #[test]
    fn ranges_in_words() {
        assert_eq!(range(1, 20, 128, "builds", false), "1 to 20 of 128 builds");
        assert_eq!(range(7, 20, 128, "builds", true), "121–128 of 128 builds");
        assert_eq!(range(9, 20, 128, "", true), "121–128 of 128");
        assert_eq!(range(2, 20, 21, "", true), "21 of 21");
        assert_eq!(range(1, 20, 0, "builds", true), "0 builds");
        assert_eq!(range(0, 0, 3, "", false), "1 of 3");
    }

    #[test]
    fn pages_are_counted() {
        assert_eq!(pages(0, 20), 1);
        assert_eq!(pages(20, 20), 1);
        assert_eq!(pages(21, 20), 2);
        assert_eq!(pages(5, 0), 5);
        assert_eq!(pages(usize::MAX, 1), usize::MAX);
    }

    proptest! {
        #[test]
        fn the_ends_and_the_neighbours_are_there(pages in 1usize..400, at in 0usize..400) {
            let page = at % pages + 1;
            let shown = slots(page, pages);
            prop_assert_eq!(shown.len(), pages.min(ALL));
            for wanted in [1, pages, page, (page + 1).min(pages), (page - 1).max(1)] {
                prop_assert!(shown.contains(&wanted), "{} in {:?}", wanted, shown);
            }
            // A gap leaves out two pages at least; without one the numbers follow each other.
            for three in shown.windows(3) {
                if three[1] == GAP {
                    prop_assert!(three[2] - three[0] >= 3);
                }
            }
            for two in shown.windows(2) {
                prop_assert!(two[0] == GAP || two[1] == GAP || two[1] == two[0] + 1);
            }
        }

        #[test]
        fn every_thing_is_on_one_page(total in 1usize..500, per_page in 1usize..60) {
            let mut seen = 0;
            for page in 1..=pages(total, per_page) {
                let text = range(page, per_page, total, "", false);
                let first: usize = text.split(' ').next().unwrap().parse().unwrap();
                prop_assert_eq!(first, seen + 1);
                let before = text.split(" of ").next().unwrap();
                seen = before.rsplit(' ').next().unwrap().parse().unwrap();
            }
            prop_assert_eq!(seen, total);
        }
    }
}
