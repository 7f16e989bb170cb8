//! The palette: entities by a few typed letters, best first, with the letters that matched.

use crate::catalog::{Catalog, Ix, Target};
use crate::columns::{at, size};
use crate::fold::{Traced, words};
use crate::needle::{Needle, finds, parts};
use crate::order::{sort_by_number, sorted};
use std::iter;
use std::ops::Range;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best matches, best first.
    pub hits: Vec<Hit>,
    /// How many entities match in all.
    pub total: usize,
}

/// One entity that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The entity.
    pub ix: Ix,
    /// The matched parts of the display name, in bytes on character boundaries: sorted and apart.
    /// Empty when something else matched.
    pub ranges: Vec<Range<usize>>,
    /// What matched.
    pub field: Field,
    /// How well.
    pub how: How,
}

/// What a text was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title, or the name if there is no title.
    DisplayName,
    /// The name, where it says something else than the title.
    Name,
    /// The e-mail address.
    Email,
    /// A tag.
    Tag,
    /// The display name of the owner.
    Owner,
    /// Some words here and some there.
    Several,
}

/// How well a text matches, best first. Words are as people see them: `payment api`,
/// `payment-api` and `paymentAPI` are the same two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// It is the text.
    Exact,
    /// It starts with the text.
    Prefix,
    /// Words of it, in order, start with the words of the text.
    WordPrefix,
    /// The text is the first letters of its words.
    Initials,
    /// It contains the text, or each of its words.
    Inside,
    /// As [`How::WordPrefix`] in any order, with one letter missing, added, changed or swapped.
    Typo,
}

/// The largest rank.
const WORST: u32 = 11;

/// Smaller is better: names before everything else, and typos last.
fn rank(field: Field, how: How) -> u8 {
    match (field, how) {
        (_, How::Typo) => WORST as u8,
        (Field::Several, _) => 10,
        (Field::DisplayName | Field::Name, how) => how as u8,
        (_, how) => 5 + how as u8,
    }
}

impl Catalog {
    /// Searches names, titles, tags, e-mail addresses and owners. A full name
    /// (`component:default/a`) finds its entity first. The order is stable: by how well it
    /// matches, then shorter names first, then by display name.
    pub fn find(&self, text: &str, limit: usize) -> Found {
        self.find_where(text, limit, &|_| true)
    }

    /// The same among the entities of some kinds (lower case).
    pub fn find_of_kinds(&self, text: &str, kinds: &[&str], limit: usize) -> Found {
        let strings = &self.columns.strings;
        let wanted: Vec<bool> = self
            .columns
            .kinds
            .value
            .iter()
            .map(|kind| kinds.contains(&strings.get(*kind)))
            .collect();
        self.find_where(text, limit, &|ix| {
            wanted.get(at(&self.columns.kind, ix.0) as usize) == Some(&true)
        })
    }

    fn find_where(&self, text: &str, limit: usize, keep: &dyn Fn(Ix) -> bool) -> Found {
        let Some(needle) = Needle::new(text) else { return Found::default() };
        let owners = self.owner_lines(&needle);
        let named = self.full_name(text).filter(|ix| keep(*ix));

        let mut matches: Vec<Match> = Vec::new();
        let mut missed: Vec<Ix> = Vec::new();
        let mut scratch = Vec::new();
        for ix in self.all().filter(|ix| keep(*ix) && Some(*ix) != named) {
            match self.matches(ix, &needle, &owners, &mut scratch) {
                Some(found) => matches.push(found),
                None => missed.push(ix),
            }
        }
        if needle.may_be_wrong() && matches.len() + usize::from(named.is_some()) < limit {
            let nearly = |ix| self.matches_nearly(ix, &needle, &mut scratch);
            matches.extend(missed.into_iter().filter_map(nearly));
        }
        let total = matches.len() + usize::from(named.is_some());

        let named =
            named.map(|ix| Hit { ix, ranges: Vec::new(), field: Field::Name, how: How::Exact });
        let rest = limit - usize::from(named.is_some()).min(limit);
        let best = Match::best(&matches).into_iter().take(rest);
        let hits = best.filter_map(|place| Some(self.hit(matches.get(place as usize)?, &needle)));
        Found { hits: named.into_iter().chain(hits).take(limit).collect(), total }
    }

    /// The entity that a text names in full.
    fn full_name(&self, text: &str) -> Option<Ix> {
        text.trim().parse().ok().and_then(|entity| self.lookup(&entity))
    }

    /// For each owner: how its display name matches, and which words of the text it contains.
    fn owner_lines(&self, needle: &Needle) -> Vec<(Option<How>, Vec<bool>)> {
        let owners = self.columns.owner_node.iter();
        owners
            .map(|node| {
                let line = words(self.target(Target(*node)).display_name());
                let held = needle.words().map(|word| finds(line.as_bytes(), word)).collect();
                (needle.matches(line.as_bytes(), &mut Vec::new()), held)
            })
            .collect()
    }

    fn matches(
        &self,
        ix: Ix,
        needle: &Needle,
        owners: &[(Option<How>, Vec<bool>)],
        ranges: &mut Vec<Range<usize>>,
    ) -> Option<Match> {
        let terms = self.columns.terms.get(ix.0).as_bytes();
        let owner = owners.get(at(&self.columns.owner, ix.0) as usize);
        let owner_holds =
            |word: usize| owner.is_some_and(|(_, held)| held.get(word) == Some(&true));
        let mut words = needle.words().enumerate();
        let holds_all = words.all(|(place, word)| finds(terms, word) || owner_holds(place));
        // Every match but the one by initials holds every word: most entities leave here.
        if !holds_all && !needle.may_be_initials() {
            return None;
        }
        let judge = if holds_all { Needle::matches } else { Needle::initials };
        let mut line =
            |(field, line): (Field, &[u8])| judge(needle, line, ranges).map(|how| (field, how));
        let better = |(field, how): &(Field, How)| (rank(*field, *how), *field);
        let mut lines = parts(terms, b'\n');
        let names = [Field::DisplayName, Field::Name].into_iter().zip(lines.by_ref());
        let name = names.filter_map(&mut line).min_by_key(better);
        // A name is better than anything else, so most of the rest is never looked at.
        let (field, how) = name.or_else(|| {
            let fields = iter::once(Field::Email).chain(iter::repeat(Field::Tag));
            let owned = owner.and_then(|(how, _)| *how).map(|how| (Field::Owner, how));
            let several = holds_all.then_some((Field::Several, How::Inside));
            let others = fields.zip(lines).filter_map(&mut line);
            others.chain(owned).chain(several).min_by_key(better)
        })?;
        Some(Match::new(ix, field, how, terms))
    }

    fn matches_nearly(
        &self,
        ix: Ix,
        needle: &Needle,
        ranges: &mut Vec<Range<usize>>,
    ) -> Option<Match> {
        let terms = self.columns.terms.get(ix.0).as_bytes();
        let mut names = parts(terms, b'\n').zip([Field::DisplayName, Field::Name]);
        let (_, field) = names.find(|(line, _)| needle.nearly_matches(line, ranges))?;
        Some(Match::new(ix, field, How::Typo, terms))
    }

    /// Adds what the page draws to a match that made it into the list.
    fn hit(&self, found: &Match, needle: &Needle) -> Hit {
        let display = Traced::new(self.entry(found.ix).display_name());
        let line = display.line.as_bytes();
        let mut ranges = Vec::new();
        match (found.field, found.how) {
            (Field::DisplayName, How::Typo) => {
                needle.nearly_matches(line, &mut ranges);
            }
            (Field::DisplayName, _) => {
                needle.matches(line, &mut ranges);
            }
            (Field::Several, _) => needle.mark_words(line, &mut ranges),
            _ => {}
        }
        let ranges = ranges.iter().filter_map(|range| display.back(range)).collect();
        Hit { ix: found.ix, ranges: apart(ranges), field: found.field, how: found.how }
    }
}

struct Match {
    ix: Ix,
    field: Field,
    how: How,
    /// How long the folded display name is.
    length: usize,
}

impl Match {
    fn new(ix: Ix, field: Field, how: How, terms: &[u8]) -> Self {
        let length = parts(terms, b'\n').next().map_or(0, <[u8]>::len);
        Self { ix, field, how, length }
    }

    /// The places of matches, the best first. Those of one rank are in the order of entities.
    fn best(matches: &[Self]) -> Vec<u32> {
        let mut places: Vec<u32> = (0..size(matches.len())).collect();
        let of = |place: u32| matches.get(place as usize);
        let length = |found: &Self| size(found.length);
        let longest = matches.iter().map(length).max().unwrap_or(0);
        sort_by_number(&mut places, longest, &|place| of(place).map_or(0, length));
        let rank = |found: &Self| u32::from(rank(found.field, found.how));
        sort_by_number(&mut places, WORST, &|place| of(place).map_or(0, rank));
        places
    }
}

/// Sorted, and what touches or overlaps joined.
fn apart(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
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
