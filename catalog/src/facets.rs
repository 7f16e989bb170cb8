//! How many entities each choice of a facet would show.

use crate::catalog::Catalog;
use crate::filter::{Facet, Filter};
use crate::order::sorted;
use crate::query::{Dimension, Plan, Verdict};

/// The values of one facet, with counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts<'a> {
    /// The facet.
    pub facet: Facet,
    /// Values with a count, and chosen ones without; most first, equals by label, "has none" after
    /// its equals.
    pub values: Vec<FacetValue<'a>>,
}

/// One value of a facet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacetValue<'a> {
    /// What [`Filter::with`] takes; [`Filter::NONE`] for entities that have no value.
    pub value: &'a str,
    /// What people read; empty for [`Filter::NONE`].
    pub label: &'a str,
    /// How many entities have it, of those that the rest of the filter lets through.
    pub count: usize,
    /// Whether the filter chose it.
    pub chosen: bool,
}

impl Catalog {
    /// Counts the values of facets. The values chosen of a facet do not count against its own
    /// other values, because choosing another one adds to them. Tags are different: each one
    /// chosen narrows, so a tag counts the entities that would be left with it as well.
    pub fn facets<'a>(&'a self, filter: &'a Filter, facets: &[Facet]) -> Vec<FacetCounts<'a>> {
        let plan = Plan::new(self, filter);
        let mut counted: Vec<_> = facets
            .iter()
            .map(|facet| {
                let dimension = Dimension::new(self, *facet);
                let counts = vec![0; dimension.values.len() + 1];
                (*facet, dimension, counts)
            })
            .collect();
        for ix in self.all() {
            let only = match plan.verdict(ix) {
                Verdict::In => None,
                Verdict::Only(facet) => Some(facet),
                Verdict::Out => continue,
            };
            for (facet, dimension, counts) in &mut counted {
                if only.is_none_or(|only| only == *facet) {
                    for number in dimension.of(ix) {
                        if let Some(count) = counts.get_mut(number) {
                            *count += 1;
                        }
                    }
                }
            }
        }
        counted
            .into_iter()
            .map(|(facet, dimension, counts)| FacetCounts {
                facet,
                values: self.facet_values(filter, facet, &dimension, &counts),
            })
            .collect()
    }

    fn facet_values<'a>(
        &'a self,
        filter: &'a Filter,
        facet: Facet,
        dimension: &Dimension,
        counts: &[usize],
    ) -> Vec<FacetValue<'a>> {
        let strings = &self.columns.strings;
        let texts = dimension.values.value.iter().zip(&dimension.values.label);
        let texts = texts.map(|(value, label)| (strings.get(*value), strings.get(*label)));
        let mut values: Vec<FacetValue> = texts
            .chain([(Filter::NONE, "")])
            .zip(counts)
            .map(|((value, label), count)| {
                let chosen = filter.values(facet).binary_search_by(|it| it.as_str().cmp(value));
                FacetValue { value, label, count: *count, chosen: chosen.is_ok() }
            })
            .filter(|value| value.count > 0 || value.chosen)
            .collect();
        // What an old link chose and no entity has stays visible, so that it can be removed.
        let unknown = filter.values(facet).iter().filter(|value| dimension.number(value).is_none());
        values.extend(unknown.map(|value| FacetValue {
            value,
            label: value,
            count: 0,
            chosen: true,
        }));
        // The values are in the order of their labels.
        let count = |number: u32| values.get(number as usize).map_or(0, |value| value.count);
        let order = sorted(values.len(), &|a, b| count(b).cmp(&count(a)));
        order.iter().filter_map(|number| values.get(*number as usize).copied()).collect()
    }
}
