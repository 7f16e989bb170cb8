//! Searches and the results that were opened for them, as tries to find something.

/// From a search to the result that was opened for it, at most.
const TRY_MS: i64 = 600_000;

/// A search, or a result that was opened, in one session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SearchStep {
    pub session: u64,
    pub at: i64,
    pub opened: bool,
    pub person: u64,
}

/// One or more searches in a row, and whether a result was opened for them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Try {
    pub day: i32,
    pub person: u64,
    pub found_ms: Option<u32>,
}

/// Searches in a row within one session are one try, which a result that is opened within ten
/// minutes of the last of them ends.
pub(super) fn tries(mut steps: Vec<SearchStep>, day: impl Fn(i64) -> i32) -> Vec<Try> {
    steps.sort_unstable();
    let mut tries = Vec::new();
    // The session, when the try began, its last search, and who.
    let mut open: Option<(u64, i64, i64, u64)> = None;
    for step in steps {
        let current = open
            .filter(|(session, _, last, _)| *session == step.session && step.at - last <= TRY_MS);
        if current.is_none()
            && let Some((_, begun, _, person)) = open.take()
        {
            tries.push(Try { day: day(begun), person, found_ms: None });
        }
        match (current, step.opened) {
            (Some((_, begun, _, person)), true) => {
                let ms = u32::try_from(step.at - begun).unwrap_or(u32::MAX);
                tries.push(Try { day: day(begun), person, found_ms: Some(ms) });
                open = None;
            }
            (Some((session, begun, _, person)), false) => {
                open = Some((session, begun, step.at, person));
            }
            (None, false) => open = Some((step.session, step.at, step.at, step.person)),
            // A second result of the same search, or one whose search is not in the file.
            (None, true) => {}
        }
    }
    tries.extend(open.map(|(_, begun, _, person)| Try { day: day(begun), person, found_ms: None }));
    tries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_in_a_row_are_one_try() {
        let step = |session, at, opened| SearchStep { session, at, opened, person: 1 };
        let steps = vec![
            step(1, 20_000, true),
            step(1, 0, false),
            step(1, 5_000, false),
            // A second result of the same search.
            step(1, 30_000, true),
            // Given up, then tried again after more than ten minutes.
            step(2, 0, false),
            step(2, 700_000, false),
            step(2, 701_000, true),
            // Of another session.
            step(3, 702_000, true),
        ];
        let found: Vec<Option<u32>> = tries(steps, |_| 0).iter().map(|one| one.found_ms).collect();
        assert_eq!(found, [Some(20_000), None, Some(1_000)]);
    }
}
