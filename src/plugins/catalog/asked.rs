//! What the address of the catalog's list asks for: filter, order and columns.

use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::Sort;

/// Everything that makes the list look as it does. Two people with the same link see the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Which entities.
    pub filter: Filter,
    /// In which order.
    pub sort: Sort,
    /// Columns that were switched off, by id, sorted.
    pub hidden: Vec<String>,
    /// Only the starred ones.
    pub starred: bool,
}

const HIDDEN: &str = "hide";
const STARRED: &str = "starred";

/// The kind that is shown when the address names none.
pub const DEFAULT_KIND: &str = "component";

/// A kind for everything.
pub const ALL_KINDS: &str = "all";

impl Asked {
    /// Reads the query. Keys of Backstage's list (`filters[kind]=…`) are understood too, so that
    /// links in wikis go on working. What is not understood is ignored.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut asked = Self::default();
        let mut all = false;
        let mut known = Vec::new();
        for (key, value) in pairs {
            let key = backstage(key).unwrap_or(key);
            match key {
                "kind" if value.eq_ignore_ascii_case(ALL_KINDS) => all = true,
                Sort::KEY => asked.sort = Sort::parse(value).unwrap_or_default(),
                HIDDEN => asked.hidden.push(value.clone()),
                STARRED => asked.starred = true,
                "user" if value == "starred" => asked.starred = true,
                _ => known.push((key, value.as_str())),
            }
        }
        asked.hidden.sort();
        asked.hidden.dedup();
        (asked.filter, _) = Filter::from_pairs(known);
        if !all && asked.filter.values(Facet::Kind).is_empty() {
            asked.filter = asked.filter.with(Facet::Kind, DEFAULT_KIND);
        }
        asked
    }

    /// The query for it: defaults are not written.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        if self.filter.values(Facet::Kind).is_empty() {
            pairs.push((Facet::Kind.key().to_owned(), ALL_KINDS.to_owned()));
        }
        for (key, value) in self.filter.to_pairs() {
            let is_default = key == Facet::Kind.key()
                && value == DEFAULT_KIND
                && self.filter.values(Facet::Kind).len() == 1;
            if !is_default {
                pairs.push((key.to_owned(), value.to_owned()));
            }
        }
        if self.starred {
            pairs.push((STARRED.to_owned(), "yes".to_owned()));
        }
        if self.sort != Sort::default() {
            pairs.push((Sort::KEY.to_owned(), self.sort.to_string()));
        }
        pairs.extend(self.hidden.iter().map(|id| (HIDDEN.to_owned(), id.clone())));
        pairs
    }

    /// The one kind that is shown, or `all`.
    #[must_use]
    pub fn kind(&self) -> &str {
        match self.filter.values(Facet::Kind) {
            [kind] => kind,
            _ => ALL_KINDS,
        }
    }

    /// The same filters for another kind; what belongs to the old kind alone is dropped.
    #[must_use]
    pub fn of_kind(&self, kind: &str) -> Self {
        let mut asked = self.clone();
        for facet in [Facet::Kind, Facet::Type] {
            asked.filter.clear(facet);
        }
        if kind != ALL_KINDS {
            asked.filter = asked.filter.with(Facet::Kind, kind);
        }
        asked
    }

    /// The same kind without any filter.
    #[must_use]
    pub fn cleared(&self) -> Self {
        let mut asked = self.clone();
        let kinds = self.filter.values(Facet::Kind).to_vec();
        asked.filter =
            kinds.iter().fold(Filter::new(), |filter, kind| filter.with(Facet::Kind, kind));
        asked.starred = false;
        asked
    }

    /// Whether anything but the kind narrows the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        *self != Self { sort: self.sort, hidden: self.hidden.clone(), ..self.cleared() }
    }
}

/// Our key for one of Backstage's.
fn backstage(key: &str) -> Option<&'static str> {
    let inner = key.strip_prefix("filters[")?;
    let (name, _) = inner.split_once(']')?;
    Some(match name {
        "kind" => "kind",
        "type" => "type",
        "owners" => "owner",
        "lifecycles" => "lifecycle",
        "tags" => "tag",
        "namespace" => "namespace",
        "text" => "q",
        "user" => "user",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_empty_address_shows_components_and_is_written_empty() {
        let asked = Asked::read(&[]);
        assert_eq!(asked.kind(), "component");
        assert!(asked.pairs().is_empty());
        assert!(!asked.is_narrowed());
    }

    #[test]
    fn what_is_written_is_read_back() {
        let all = pairs(&[
            ("kind", "api"),
            ("owner", "group:default/payments"),
            ("tag", "pci"),
            ("q", "ledger "),
            ("starred", "yes"),
            ("sort", "-owner"),
            ("hide", "tags"),
        ]);
        let asked = Asked::read(&all);
        assert_eq!(asked.pairs(), all);
        assert_eq!(Asked::read(&asked.pairs()), asked);
        assert!(asked.is_narrowed());
        let every = Asked::read(&pairs(&[("kind", "all")]));
        assert_eq!(every.kind(), "all");
        assert_eq!(every.pairs(), pairs(&[("kind", "all")]));
    }

    #[test]
    fn a_link_from_a_wiki_to_backstage_shows_the_same_list() {
        let asked = Asked::read(&pairs(&[
            ("filters[kind]", "api"),
            ("filters[user]", "all"),
            ("filters[owners][0]", "payments"),
            ("filters[lifecycles]", "production"),
            ("limit", "20"),
        ]));
        assert_eq!(
            asked.pairs(),
            pairs(&[
                ("kind", "api"),
                ("owner", "group:default/payments"),
                ("lifecycle", "production"),
            ])
        );
    }

    #[test]
    fn another_kind_keeps_the_owner_and_drops_the_type() {
        let asked = Asked::read(&pairs(&[("owner", "payments"), ("type", "service")]));
        assert_eq!(
            asked.of_kind("api").pairs(),
            pairs(&[("kind", "api"), ("owner", "group:default/payments")])
        );
    }
}
