//! What the page is asked for: the state that its address says.

use crate::plugin::query::Pairs;
use crate::plugin::search::Named;
use portico_catalog::search::Scope;

/// The text and what it is narrowed down by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) text: String,
    pub(super) types: Vec<String>,
    pub(super) kinds: Vec<String>,
    pub(super) owners: Vec<String>,
    pub(super) lifecycles: Vec<String>,
    /// From 1 on.
    pub(super) page: usize,
}

impl Asked {
    /// Reads it from a query. Keys of others are left alone.
    pub(super) fn read(pairs: &Pairs) -> Self {
        let all = |key: &str| -> Vec<String> {
            let values = pairs.iter().filter(|(name, _)| name == key);
            values.map(|(_, value)| value.clone()).filter(|value| !value.is_empty()).collect()
        };
        let one = |key: &str| all(key).into_iter().next().unwrap_or_default();
        Self {
            text: one("query"),
            types: all("type"),
            kinds: all("kind"),
            owners: all("owner"),
            lifecycles: all("lifecycle"),
            page: one("page").parse().unwrap_or(1).max(1),
        }
    }

    /// Writes it as a query.
    pub(super) fn pairs(&self) -> Pairs {
        let mut pairs = Pairs::new();
        let mut add = |key: &str, value: &str| pairs.push((key.to_owned(), value.to_owned()));
        if !self.text.is_empty() {
            add("query", &self.text);
        }
        let lists = [
            ("type", &self.types),
            ("kind", &self.kinds),
            ("owner", &self.owners),
            ("lifecycle", &self.lifecycles),
        ];
        for (key, values) in lists {
            values.iter().for_each(|value| add(key, value));
        }
        if self.page > 1 {
            add("page", &self.page.to_string());
        }
        pairs
    }

    /// Whether something is chosen besides the text.
    pub(super) fn is_narrowed(&self) -> bool {
        [&self.types, &self.kinds, &self.owners, &self.lifecycles]
            .iter()
            .any(|list| !list.is_empty())
    }

    /// The same text without anything chosen.
    pub(super) fn widened(&self) -> Self {
        Self { text: self.text.clone(), page: 1, ..Self::default() }
    }

    /// What the index is to let through.
    pub(super) fn scope(&self, sorts: &[Named]) -> Scope {
        let chosen = sorts.iter().filter(|sort| self.types.iter().any(|id| id == sort.id));
        Scope {
            sorts: chosen.map(|sort| sort.sort).collect(),
            kinds: self.kinds.clone(),
            owners: self.owners.clone(),
            lifecycles: self.lifecycles.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::query::{read, written};

    #[test]
    fn the_address_says_everything() {
        let address =
            "?query=payment%20api&type=docs&kind=api&kind=component&owner=group:default%2Fa&page=3";
        let asked = Asked::read(&read(address));
        assert_eq!((asked.text.as_str(), asked.page), ("payment api", 3));
        assert_eq!(asked.kinds, ["api", "component"]);
        assert_eq!(written(&asked.pairs()), address);
        assert!(asked.is_narrowed() && !asked.widened().is_narrowed());
        assert_eq!(Asked::read(&read("?page=0&x=1")).page, 1);
    }
}
