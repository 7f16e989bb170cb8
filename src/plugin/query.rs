//! The query of the address: what a page's state is written to, so that a link reproduces it.

use super::registry::Registry;
use super::route::encode;
use crate::readers::note;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use std::sync::Arc;

/// Pairs of the query, decoded, in the order of the address.
pub type Pairs = Vec<(String, String)>;

/// Reading and writing the query of the current page.
#[derive(Clone, Copy)]
pub struct Query {
    pairs: Memo<Pairs>,
    write: StoredValue<Box<dyn Fn(Pairs, bool) + Send + Sync>>,
}

impl Query {
    /// The pairs, as a signal.
    #[must_use]
    pub fn pairs(self) -> Memo<Pairs> {
        self.pairs
    }

    /// Writes the query. `step` makes an entry in the history, so that Back undoes it: for choices;
    /// text that is being typed replaces the entry.
    pub fn set(self, pairs: Pairs, step: bool) {
        if self.pairs.try_get_untracked().as_ref() == Some(&pairs) {
            return;
        }
        let _ = self.write.try_with_value(|write| write(pairs, step));
    }
}

/// The query of the page around the caller. While the next page is on its way, this one keeps
/// what it was asked for.
#[must_use]
pub fn use_query() -> Query {
    // What is drawn when its page is gone already has no router around it, and no address.
    let Some(registry) = use_context::<Arc<Registry>>() else {
        return Query {
            pairs: Memo::new(|_| Pairs::new()),
            write: StoredValue::new(Box::new(|_, _| ())),
        };
    };
    let location = use_location();
    let page_at =
        move |path: &str| registry.find(registry.below(path)).map(|found| found.page.route());
    let here = location.pathname.with_untracked(|path| page_at(path));
    let search = location.search;
    let pathname = location.pathname;
    let navigate = use_navigate();
    let write = move |pairs: Pairs, step: bool| {
        let path = pathname.try_get_untracked().unwrap_or_default();
        navigate(
            &format!("{path}{}", written(&pairs)),
            NavigateOptions { resolve: false, replace: !step, scroll: false, ..Default::default() },
        );
    };
    Query {
        pairs: Memo::new(move |before: Option<&Pairs>| {
            note(&ArcMemo::from(pathname));
            note(&ArcMemo::from(search));
            match before {
                Some(before) if pathname.with(|path| page_at(path)) != here => before.clone(),
                _ => read(&search.get()),
            }
        }),
        write: StoredValue::new(Box::new(write)),
    }
}

/// Reads a query with or without its question mark.
#[must_use]
pub fn read(search: &str) -> Pairs {
    search
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (
                super::route::decode(&key.replace('+', " ")),
                super::route::decode(&value.replace('+', " ")),
            )
        })
        .collect()
}

/// Writes a query with its question mark; nothing for no pairs.
#[must_use]
pub fn written(pairs: &[(String, String)]) -> String {
    let mut query = String::new();
    for (key, value) in pairs {
        query.push(if query.is_empty() { '?' } else { '&' });
        encode(key, &mut query);
        if !value.is_empty() {
            query.push('=');
            encode(value, &mut query);
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_plus_is_a_space_and_an_empty_value_has_no_equals_sign() {
        assert_eq!(
            read("?text=payments+ledger&issues"),
            [("text".into(), "payments ledger".into()), ("issues".into(), String::new()),]
                as [(String, String); 2]
        );
        assert_eq!(written(&[("issues".into(), String::new())]), "?issues");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(pairs in prop::collection::vec((".{1,8}", ".{0,12}"), 0..5)) {
            prop_assert_eq!(read(&written(&pairs)), pairs);
        }
    }
}
