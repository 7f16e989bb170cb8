//! What a page draws of an answer: results with their marks, and why each stands where it does.

use super::ask::{Answer, Match, rarity};
use super::index::{Index, Item};
use super::lines::{Field, How};
use super::needle::{Needle, edits};
use super::terms::Fit;
use crate::fold::Traced;
use crate::order::sorted;
use std::ops::Range;

/// One result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What was found.
    pub item: Item,
    /// The matched parts of its name, in bytes on character boundaries: sorted and apart.
    pub ranges: Vec<Range<usize>>,
    /// What matched.
    pub how: Match,
    /// What it is ordered by.
    pub points: i32,
}

/// Why a result stands where it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Why {
    /// What brought points, and how many; they add up to the points of the result.
    pub parts: Vec<(String, i32)>,
    /// For each word that was typed, the words of its text that it was found in.
    pub words: Vec<(String, Vec<String>)>,
    /// Whether it comes first among equals because somebody's team owns it.
    pub mine: bool,
}

impl Index {
    /// Some results of an answer, best first. The answer has to be of this index.
    pub fn hits(&self, answer: &Answer, items: impl IntoIterator<Item = usize>) -> Vec<Hit> {
        let Some(needle) = Needle::new(answer.text()) else { return Vec::new() };
        let places = items.into_iter();
        places
            .filter_map(|place| answer.found.get(place))
            .map(|found| {
                let item = self.item(found.item());
                let ranges = marks(self.name(item), &needle, found.how());
                Hit { item, ranges, how: found.how(), points: found.points() }
            })
            .collect()
    }

    /// Why a result stands where it does.
    #[must_use]
    pub fn why(&self, answer: &Answer, hit: &Hit) -> Why {
        let Some(needle) = Needle::new(answer.text()) else { return Why::default() };
        let number = self.number(hit.item);
        let boost = self.boost_of(number);
        let mut parts = vec![(said(hit.how).to_owned(), hit.points - boost)];
        if boost != 0 {
            parts.push(("Its kind, owner and lifecycle".to_owned(), boost));
        }
        let words = needle.texts().iter().map(|word| {
            let mut held = self.held(word, needle.texts().len(), number);
            held.truncate(4);
            (word.clone(), held)
        });
        Why { parts, words: words.collect(), mine: self.is_mine(number) }
    }

    /// The words of an item that a typed word was found in, the heaviest first.
    fn held(&self, word: &str, of: usize, item: u32) -> Vec<String> {
        let mut terms = self.spelt(word, of);
        if edits(word) > 0 {
            terms.extend(self.terms.nearly(word, edits(word) as u8));
        }
        let weighed: Vec<(u32, u32)> = terms
            .into_iter()
            .filter_map(|(term, fit)| {
                let postings = self.terms.postings(term);
                let place = postings.binary_search_by_key(&item, |posting| posting.item()).ok()?;
                let weight = postings.get(place)?.weight();
                let rare = rarity(self.len(), postings.len()) * fit.share();
                let exact = if fit == Fit::Same { 1000.0 } else { 0.0 };
                Some((term, (exact + rare * weight as f32) as u32))
            })
            .collect();
        let of = |number: u32| weighed.get(number as usize).map_or(0, |(_, weight)| *weight);
        let order = sorted(weighed.len(), &|a, b| of(b).cmp(&of(a)));
        let term = |number: u32| weighed.get(number as usize).map(|(term, _)| *term);
        let text = |term| self.terms.word(term).to_owned();
        order.into_iter().filter_map(term).map(text).collect()
    }
}

/// What matched, in words.
fn said(how: Match) -> &'static str {
    match how {
        Match::Line(Field::DisplayName | Field::Name, how) => match how {
            How::Exact => "The name is the text",
            How::Prefix => "The name starts with the text",
            How::WordPrefix => "Words of the name start with the text",
            How::Initials => "The text is the initials of the name",
            How::Inside => "The name contains the text",
        },
        Match::Line(Field::Email, _) => "The e-mail address matches",
        Match::Line(Field::Tag, _) => "A tag matches",
        Match::Line(Field::Owner, _) => "The owner matches",
        Match::Typo => "The name is spelt nearly like the text",
        Match::Text => "All words are in its text",
        Match::Part => "Some words, or words like them, are in its text",
    }
}

/// Where a name shows that it matched.
fn marks(name: &str, needle: &Needle, how: Match) -> Vec<Range<usize>> {
    let traced = Traced::new(name);
    let line = traced.line.as_bytes();
    let mut ranges = Vec::new();
    match how {
        Match::Line(Field::DisplayName, _) => {
            needle.matches(line, &mut ranges);
        }
        Match::Line(..) => {}
        Match::Typo => needle.mark_nearly(line, &mut ranges),
        Match::Text | Match::Part => needle.mark_words(line, &mut ranges),
    }
    apart(ranges.iter().filter_map(|range| traced.back(range)).collect())
}

/// Sorted, and what touches or overlaps joined.
pub(super) fn apart(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let of = |number: u32| ranges.get(number as usize).map(|range| (range.start, range.end));
    let order = sorted(ranges.len(), &|a, b| of(a).cmp(&of(b)));
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in order.into_iter().filter_map(|number| ranges.get(number as usize).cloned()) {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
