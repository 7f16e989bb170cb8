//! Which columns fit, and what a press on a header asks for.

/// What a column needs, in pixels at a root font size of 16, and how readily it gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Narrowest width the column is still useful at.
    pub width: u16,
    /// Width it has: the same, unless the reader chose another one.
    pub chosen: u16,
    /// 0 stays always; of the others the highest number goes first.
    pub priority: u8,
    /// Whether the reader has switched the column off.
    pub hidden: bool,
}

/// The columns to draw: bit `i` stands for column `i`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Fit {
    /// Set bits are drawn columns. A table has at most 64.
    pub columns: u64,
    /// What is drawn is wider than the room: the table scrolls sideways.
    pub overflow: bool,
}

impl Fit {
    /// Whether column `index` is drawn.
    #[must_use]
    pub fn shows(self, index: usize) -> bool {
        index < 64 && self.columns & (1 << index) != 0
    }
}

/// Decides which columns are drawn in `room` pixels.
///
/// Columns give way one at a time, the highest priority number first and the last of equals
/// first, until the rest fits. A column that the reader made wider pushes no other one out: then
/// the table scrolls. A room of 0 means that nothing was measured yet: all are drawn.
#[must_use]
pub fn fit(needs: &[Need], room: f64) -> Fit {
    let mut columns = 0u64;
    let mut width = 0.0;
    for (index, need) in needs.iter().enumerate().take(64).filter(|(_, need)| !need.hidden) {
        columns |= 1 << index;
        width += f64::from(need.width);
    }
    if room <= 0.0 {
        return Fit { columns, overflow: false };
    }
    while width > room {
        let next = needs
            .iter()
            .enumerate()
            .take(64)
            .filter(|(index, need)| columns & (1 << index) != 0 && need.priority > 0)
            .max_by_key(|(index, need)| (need.priority, *index));
        let Some((index, need)) = next else { break };
        columns &= !(1 << index);
        width -= f64::from(need.width);
    }
    let mut fit = Fit { columns, overflow: false };
    let chosen = |(_, need): (usize, &Need)| f64::from(need.chosen);
    let drawn = needs.iter().enumerate().filter(|(index, _)| fit.shows(*index));
    let wide: f64 = drawn.map(chosen).sum();
    fit.overflow = wide > room;
    fit
}

/// The order of the rows: a column and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Sort {
    /// Id of the column.
    pub column: &'static str,
    /// Largest, newest or last in the alphabet first.
    pub descending: bool,
}

/// What a press on the header of `column` asks for: ascending, then descending, then the order
/// the rows come in.
#[must_use]
pub fn next_sort(current: Option<Sort>, column: &'static str) -> Option<Sort> {
    match current {
        Some(sort) if sort.column == column && sort.descending => None,
        Some(sort) if sort.column == column => Some(Sort { column, descending: true }),
        _ => Some(Sort { column, descending: false }),
    }
}

/// Value of `aria-sort` on the header of `column`; none unless the rows are sorted by it.
#[must_use]
pub fn aria_sort(current: Option<Sort>, column: &str) -> Option<&'static str> {
    let sort = current.filter(|sort| sort.column == column)?;
    Some(if sort.descending { "descending" } else { "ascending" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn need(width: u16, priority: u8) -> Need {
        Need { width, chosen: width, priority, hidden: false }
    }

    /// The columns of the catalog's index page: name, owner, system, lifecycle, health, updated.
    const INDEX: [Need; 6] = [
        Need { width: 240, chosen: 240, priority: 0, hidden: false },
        Need { width: 168, chosen: 168, priority: 1, hidden: false },
        Need { width: 160, chosen: 160, priority: 5, hidden: false },
        Need { width: 112, chosen: 112, priority: 3, hidden: false },
        Need { width: 112, chosen: 112, priority: 2, hidden: false },
        Need { width: 104, chosen: 104, priority: 4, hidden: false },
    ];

    fn shown(needs: &[Need], room: f64) -> Vec<usize> {
        let fit = fit(needs, room);
        (0..needs.len()).filter(|index| fit.shows(*index)).collect()
    }

    #[test]
    fn columns_give_way_by_priority() {
        assert_eq!(shown(&INDEX, 1_200.0), [0, 1, 2, 3, 4, 5]);
        assert_eq!(shown(&INDEX, 896.0), [0, 1, 2, 3, 4, 5], "exactly enough");
        assert_eq!(shown(&INDEX, 895.0), [0, 1, 3, 4, 5]);
        assert_eq!(shown(&INDEX, 640.0), [0, 1, 3, 4]);
        assert_eq!(shown(&INDEX, 420.0), [0, 1]);
        assert_eq!(shown(&INDEX, 250.0), [0]);
    }

    #[test]
    fn what_must_stay_overflows() {
        let fit = fit(&INDEX, 200.0);
        assert!(fit.overflow && fit.shows(0) && !fit.shows(1));
    }

    #[test]
    fn a_wider_column_pushes_none_out() {
        let mut needs = INDEX;
        needs[0].chosen = 300;
        let fit = fit(&needs, 900.0);
        assert!(fit.overflow && (0..6).all(|index| fit.shows(index)));
    }

    #[test]
    fn a_narrower_column_makes_what_stays_fit() {
        let mut needs = INDEX;
        needs[0].chosen = 160;
        assert!(!fit(&needs, 200.0).overflow);
    }

    #[test]
    fn the_last_of_equals_goes_first() {
        assert_eq!(shown(&[need(100, 1), need(100, 1), need(100, 1)], 250.0), [0, 1]);
    }

    #[test]
    fn hidden_columns_take_no_room() {
        let mut needs = INDEX;
        needs[1].hidden = true;
        assert_eq!(shown(&needs, 728.0), [0, 2, 3, 4, 5]);
    }

    #[test]
    fn without_a_measurement_all_are_drawn() {
        assert_eq!(shown(&INDEX, 0.0), [0, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn too_many_columns_are_cut_not_fatal() {
        let fit = fit(&vec![need(10, 0); 80], 10_000.0);
        assert!(fit.shows(63) && !fit.shows(64) && !fit.shows(200));
    }

    #[test]
    fn three_presses_come_back() {
        let mut sort = None;
        let mut seen = vec![];
        for _ in 0..3 {
            sort = next_sort(sort, "name");
            seen.push(aria_sort(sort, "name"));
        }
        assert_eq!(seen, [Some("ascending"), Some("descending"), None]);
    }

    #[test]
    fn another_column_starts_ascending() {
        let by_name = Some(Sort { column: "name", descending: true });
        assert_eq!(next_sort(by_name, "owner"), Some(Sort { column: "owner", descending: false }));
        assert_eq!(aria_sort(by_name, "owner"), None);
    }

    proptest! {
        #[test]
        fn more_room_never_shows_less(
            needs in proptest::collection::vec((40u16..400, 0u8..4), 1..12),
            room in 100.0..2_000.0f64,
        ) {
            let needs: Vec<Need> = needs.iter().map(|(w, p)| need(*w, *p)).collect();
            let narrow = fit(&needs, room);
            let wide = fit(&needs, room + 50.0);
            prop_assert_eq!(narrow.columns & !wide.columns, 0);
            let width: f64 = needs.iter().enumerate().filter(|(i, _)| narrow.shows(*i)).map(|(_, n)| f64::from(n.width)).sum();
            prop_assert_eq!(narrow.overflow, width > room);
        }
    }
}
