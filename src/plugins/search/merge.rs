//! Our results and those of a Backstage search in one list.

use crate::plugin::search::remote::RemoteResult;
use portico_catalog::search::Hit;
use std::sync::Arc;

/// One row of the page.
#[derive(Clone)]
pub(super) enum Row {
    /// From our index.
    Ours(Hit),
    /// From the other search.
    Theirs(Arc<RemoteResult>),
}

/// A place in the other list counts as one so much further down in ours: we know who asks, and
/// rank names first.
const BEHIND: usize = 2;

/// Both lists in one, each in its own order. `is_ours` says which addresses are among our results,
/// on whatever page: those are not shown twice.
pub(super) fn merged(
    ours: Vec<Hit>,
    theirs: &[Arc<RemoteResult>],
    is_ours: &dyn Fn(&str) -> bool,
) -> Vec<Row> {
    let mut theirs = theirs
        .iter()
        .filter(|result| !is_ours(&result.document.location))
        .cloned()
        .enumerate()
        .peekable();
    let mut rows = Vec::new();
    for (place, hit) in ours.into_iter().enumerate() {
        rows.push(Row::Ours(hit));
        while let Some((_, result)) = theirs.next_if(|(rank, _)| rank + BEHIND <= place) {
            rows.push(Row::Theirs(result));
        }
    }
    rows.extend(theirs.map(|(_, result)| Row::Theirs(result)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::catalog::Ix;
    use portico_catalog::search::{Item, Match};

    #[test]
    fn each_list_keeps_its_order_and_nothing_is_there_twice() {
        let hit = |number| Hit {
            item: Item::Entity(Ix(number)),
            ranges: Vec::new(),
            how: Match::Text,
            points: 0,
        };
        let result = |location: &str| {
            let json = format!(r#"{{"type":"t","document":{{"location":"{location}"}}}}"#);
            Arc::new(serde_json::from_str::<RemoteResult>(&json).unwrap())
        };
        let theirs = [result("/a"), result("/ours"), result("/b"), result("/c")];
        let rows = merged((0..4).map(hit).collect(), &theirs, &|path| path == "/ours");
        let said: Vec<String> = rows
            .iter()
            .map(|row| match row {
                Row::Ours(hit) => format!("{:?}", hit.item),
                Row::Theirs(result) => result.document.location.clone(),
            })
            .collect();
        let ours = |number: u32| format!("{:?}", Item::Entity(Ix(number)));
        let expected = [ours(0), ours(1), ours(2), "/a".into(), ours(3), "/b".into(), "/c".into()];
        assert_eq!(said, expected);
    }
}
