//! Lists of entities: which ones, in which order.

use crate::catalog::{Catalog, Ix};
use crate::columns::{NONE, Values, at};
use crate::filter::{Facet, Filter};
use crate::fold::loose_find;
use crate::order::sort_by_number;
use std::fmt;

/// What a list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// Display name.
    #[default]
    Name,
    /// Kind, as people read it.
    Kind,
    /// Display name of the owner.
    Owner,
    /// Display name of the system.
    System,
    /// Type.
    Type,
    /// Lifecycle.
    Lifecycle,
    /// Namespace.
    Namespace,
}

impl SortBy {
    /// Every way to sort.
    pub const ALL: [Self; 7] = [
        Self::Name,
        Self::Kind,
        Self::Owner,
        Self::System,
        Self::Type,
        Self::Lifecycle,
        Self::Namespace,
    ];

    /// Its name in an address. Never changes: people keep links.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Kind => "kind",
            Self::Owner => "owner",
            Self::System => "system",
            Self::Type => "type",
            Self::Lifecycle => "lifecycle",
            Self::Namespace => "namespace",
        }
    }
}

/// The order of a list. What has no value comes last in both directions, and equals keep the order
/// of their display names. Numbers in names sort by value, so `team-2` comes before `team-10`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub by: SortBy,
    /// From Z to A.
    pub descending: bool,
}

impl Sort {
    /// Its key in an address; the value is its text, which is left out for the default.
    pub const KEY: &'static str = "sort";

    /// From A to Z.
    pub fn up(by: SortBy) -> Self {
        Self { by, descending: false }
    }

    /// From Z to A.
    pub fn down(by: SortBy) -> Self {
        Self { by, descending: true }
    }

    /// Reads `owner`, or `-owner` for descending.
    pub fn parse(text: &str) -> Option<Self> {
        let (descending, key) = text.strip_prefix('-').map_or((false, text), |key| (true, key));
        let by = SortBy::ALL.into_iter().find(|by| by.key() == key)?;
        Some(Self { by, descending })
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.by.key())
    }
}

impl Catalog {
    /// The entities that a filter lets through, in order.
    pub fn query(&self, filter: &Filter, sort: Sort) -> Vec<Ix> {
        let plan = Plan::new(self, filter);
        let mut rows: Vec<Ix> = self.all().filter(|ix| plan.admits(*ix)).collect();
        self.sort(&mut rows, sort);
        rows
    }

    /// How many entities a filter lets through.
    pub fn count(&self, filter: &Filter) -> usize {
        let plan = Plan::new(self, filter);
        self.all().filter(|ix| plan.admits(*ix)).count()
    }

    /// Puts entities in order.
    pub fn sort(&self, rows: &mut [Ix], sort: Sort) {
        let columns = &self.columns;
        let mut numbers: Vec<u32> = rows.iter().map(|ix| ix.0).collect();
        if !numbers.is_sorted() {
            sort_by_number(&mut numbers, columns.entities(), &|number| number);
        }
        let by = match sort.by {
            SortBy::Name => {
                if sort.descending {
                    numbers.reverse();
                }
                None
            }
            SortBy::Kind => Some((&columns.kind, &columns.kinds)),
            SortBy::Owner => Some((&columns.owner, &columns.owners)),
            SortBy::System => Some((&columns.system, &columns.systems)),
            SortBy::Type => Some((&columns.spec_type, &columns.types)),
            SortBy::Lifecycle => Some((&columns.lifecycle, &columns.lifecycles)),
            SortBy::Namespace => Some((&columns.namespace, &columns.namespaces)),
        };
        if let Some((column, values)) = by {
            // Dictionaries are numbered by label, and the number for "none" is the largest.
            let values = crate::columns::size(values.len());
            sort_by_number(&mut numbers, values, &|row| match at(column, row) {
                number if sort.descending && number < values => values - 1 - number,
                number => number,
            });
        }
        for (row, number) in rows.iter_mut().zip(numbers) {
            *row = Ix(number);
        }
    }
}

/// A list that follows its filter: while text is typed, only what matched so far is looked at.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    stamp: Option<u64>,
    filter: Filter,
    sort: Sort,
    rows: Vec<Ix>,
}

impl Answer {
    /// The entities, in order.
    pub fn rows(&self) -> &[Ix] {
        &self.rows
    }

    /// Brings the list up to date with what is asked now; whether anything had to be done.
    pub fn update(&mut self, catalog: &Catalog, filter: &Filter, sort: Sort) -> bool {
        let known = self.stamp == Some(catalog.stamp());
        if known && self.filter == *filter {
            if self.sort == sort {
                return false;
            }
            catalog.sort(&mut self.rows, sort);
        } else if known && self.sort == sort && filter.narrows(&self.filter) {
            let plan = Plan::new(catalog, filter);
            self.rows.retain(|ix| plan.admits(*ix));
        } else {
            self.rows = catalog.query(filter, sort);
        }
        self.stamp = Some(catalog.stamp());
        self.filter = filter.clone();
        self.sort = sort;
        true
    }
}

/// Where the values of a facet are: its dictionary, and a number per entity.
pub(crate) struct Dimension<'a> {
    pub(crate) values: &'a Values,
    column: Option<&'a [u32]>,
    catalog: &'a Catalog,
}

impl<'a> Dimension<'a> {
    pub(crate) fn new(catalog: &'a Catalog, facet: Facet) -> Self {
        let columns = &catalog.columns;
        let (values, column) = match facet {
            Facet::Kind => (&columns.kinds, Some(&columns.kind)),
            Facet::Owner => (&columns.owners, Some(&columns.owner)),
            Facet::Type => (&columns.types, Some(&columns.spec_type)),
            Facet::Lifecycle => (&columns.lifecycles, Some(&columns.lifecycle)),
            Facet::Tag => (&columns.tags, None),
            Facet::System => (&columns.systems, Some(&columns.system)),
            Facet::Namespace => (&columns.namespaces, Some(&columns.namespace)),
            Facet::Source => (&columns.sources, Some(&columns.source)),
        };
        Self { values, column: column.map(Vec::as_slice), catalog }
    }

    /// The numbers of an entity's values; when it has none, one past the last.
    pub(crate) fn of(&self, ix: Ix) -> impl Iterator<Item = usize> {
        let none = self.values.len();
        let many = match self.column {
            Some(_) => &[],
            None => self.catalog.columns.entity_tags.get(ix.0),
        };
        let one = match self.column {
            Some(column) => Some(at(column, ix.0)),
            None => many.is_empty().then_some(NONE),
        };
        one.into_iter().chain(many.iter().copied()).map(move |number| (number as usize).min(none))
    }

    /// The number of a value; of the empty one, one past the last.
    pub(crate) fn number(&self, value: &str) -> Option<usize> {
        if value == Filter::NONE {
            return Some(self.values.len());
        }
        let strings = &self.catalog.columns.strings;
        self.values.value.iter().position(|number| strings.get(*number) == value)
    }
}

/// What an entity is to a filter, seen from the facets of which one value is enough.
pub(crate) enum Verdict {
    /// It is let through.
    In,
    /// It would be, but for the values chosen of this facet.
    Only(Facet),
    /// It is not.
    Out,
}

/// A filter, prepared for one catalog.
pub(crate) struct Plan<'a> {
    catalog: &'a Catalog,
    /// For each facet with a choice: the chosen numbers.
    any_of: Vec<(Facet, Dimension<'a>, Vec<bool>)>,
    /// The chosen tags; nothing if one of them is nobody's.
    tags: Option<Vec<usize>>,
    tag: Dimension<'a>,
    words: Vec<String>,
    only_with_issues: bool,
    among: Option<Vec<bool>>,
}

impl<'a> Plan<'a> {
    pub(crate) fn new(catalog: &'a Catalog, filter: &Filter) -> Self {
        let any_of = Facet::ALL
            .into_iter()
            .filter(|facet| *facet != Facet::Tag && !filter.values(*facet).is_empty())
            .map(|facet| {
                let dimension = Dimension::new(catalog, facet);
                let mut chosen = vec![false; dimension.values.len() + 1];
                for value in filter.values(facet) {
                    let number = dimension.number(value);
                    if let Some(slot) = number.and_then(|number| chosen.get_mut(number)) {
                        *slot = true;
                    }
                }
                (facet, dimension, chosen)
            })
            .collect();
        let tag = Dimension::new(catalog, Facet::Tag);
        let among = filter.names().map(|names| {
            let mut among = vec![false; catalog.len()];
            for name in names {
                let ix = name.parse().ok().and_then(|entity| catalog.lookup(&entity));
                if let Some(slot) = ix.and_then(|ix| among.get_mut(ix.0 as usize)) {
                    *slot = true;
                }
            }
            among
        });
        Self {
            catalog,
            any_of,
            tags: filter.values(Facet::Tag).iter().map(|value| tag.number(value)).collect(),
            tag,
            words: filter.words(),
            only_with_issues: filter.only_with_issues(),
            among,
        }
    }

    /// Whether the filter lets an entity through.
    pub(crate) fn admits(&self, ix: Ix) -> bool {
        self.any_of.iter().all(|(_, dimension, chosen)| fits(dimension, chosen, ix))
            && self.rest_admits(ix)
    }

    /// The same, but tells when a single facet is in the way.
    pub(crate) fn verdict(&self, ix: Ix) -> Verdict {
        let mut failing = self
            .any_of
            .iter()
            .filter(|(_, dimension, chosen)| !fits(dimension, chosen, ix))
            .map(|(facet, ..)| *facet);
        match (failing.next(), failing.next()) {
            (_, Some(_)) => Verdict::Out,
            _ if !self.rest_admits(ix) => Verdict::Out,
            (Some(facet), None) => Verdict::Only(facet),
            (None, None) => Verdict::In,
        }
    }

    /// Everything but the facets of which one value is enough; the costly text comes last.
    fn rest_admits(&self, ix: Ix) -> bool {
        let columns = &self.catalog.columns;
        let Some(tags) = &self.tags else { return false };
        if self.only_with_issues && columns.entity_issues.get(ix.0).is_empty() {
            return false;
        }
        if self.among.as_ref().is_some_and(|among| among.get(ix.0 as usize) != Some(&true)) {
            return false;
        }
        if !tags.iter().all(|tag| self.tag.of(ix).any(|own| own == *tag)) {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let (terms, prose) = (columns.terms.get(ix.0), columns.prose.get(ix.0));
        self.words.iter().all(|word| {
            loose_find(terms.as_bytes(), word.as_bytes()).is_some() || prose.contains(word.as_str())
        })
    }
}

fn fits(dimension: &Dimension, chosen: &[bool], ix: Ix) -> bool {
    dimension.of(ix).any(|number| chosen.get(number) == Some(&true))
}
