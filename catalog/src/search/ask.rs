//! One text asked of the index: who matches, how many points each gets, best first.

use super::found::{Found, best_first};
use super::index::{Index, Item};
use super::lines::{Field, How, Lines};
use super::needle::{Needle, edits};
use super::reading::UNIT;
use super::sketch::Sketch;
use super::terms::Fit;
use crate::catalog::{Catalog, Ix};
use crate::columns::{at, size};
use crate::typo::prefix_steps;
use std::sync::Arc;

/// Words beyond these are not looked at.
const MOST_WORDS: usize = 12;
/// With fewer results, other spellings are tried.
const ENOUGH: usize = 5;
/// How fast the same word again counts less (BM25's k1), and how much long texts count less (its b).
const SATURATION: f32 = 1.2;
const LENGTH: f32 = 0.6;
/// The sum of full text at which half of its points are reached.
const HALF: f32 = 8.0;

/// What matched an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// A name, a tag, an address or the owner.
    Line(Field, How),
    /// The name, spelt differently.
    Typo,
    /// Every word, somewhere in its text.
    Text,
    /// Some of the words, or words like them.
    Part,
}

/// The answer to one text: every item that matches, best first.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    pub(super) found: Vec<Found>,
    text: String,
    words: Vec<String>,
    state: u64,
    /// Nothing had to be guessed, so that a longer text can only match fewer.
    strict: bool,
    /// What full text says about all words but the last, which stay while that one is typed.
    firsts: Option<Arc<Vec<Seen>>>,
}

/// What full text says about one item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    /// Words of the text that it has, one bit each.
    any: u16,
    /// Those it has in its name.
    named: u16,
    score: f32,
}

impl Answer {
    /// The text that was asked.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many items match.
    #[must_use]
    pub fn len(&self) -> usize {
        self.found.len()
    }

    /// Whether nothing matches.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}

impl Index {
    /// Asks. `last` is the answer to what was typed before, if there is one: of a text that only
    /// grew, its items alone are looked at.
    #[must_use]
    pub fn ask(&self, text: &str, last: Option<&Answer>) -> Answer {
        let Some(needle) = Needle::new(text) else { return Answer::default() };
        let mut found: Vec<Found> = Vec::new();
        let words = needle.texts().get(..MOST_WORDS).unwrap_or(needle.texts());
        let full = (1_u16 << words.len()) - 1;
        let (firsts, mut seen) = self.full_text(words, last);

        let lines = Lines::new(&self.catalog, &self.owners, &needle);
        let mut scratch = Vec::new();
        let named = full_name(&self.catalog, text);
        let mut look = |item: u32, sketch: Sketch, mine: Seen| {
            let line = match self.item(item) {
                Item::Entity(ix) if named == Some(ix) => Some((Field::Name, How::Exact)),
                Item::Entity(ix) => lines.entity(ix, sketch, &mut scratch),
                Item::Document(number) => {
                    lines.document(self.names.get(number), sketch, &mut scratch)
                }
            };
            let how = match line {
                Some((field, how)) => Match::Line(field, how),
                None if mine.any == full => Match::Text,
                None => return,
            };
            found.push(self.found(item, how, mine.score));
        };
        // Of most of the items, which stand there by their points, it is quicker to look at all.
        let narrows = |last: &&Answer| {
            last.strict
                && last.state == self.state
                && last.found.len() < self.len() / 2
                && goes_on(&last.words, needle.texts())
        };
        match last.filter(narrows) {
            Some(last) => {
                for item in last.found.iter().map(|found| found.item()) {
                    let mine = seen.get(item as usize).copied().unwrap_or_default();
                    look(item, self.sketches.get(item), mine);
                }
            }
            None => {
                let named = named.map(|ix| self.number(Item::Entity(ix)));
                let pictures = self.sketches.all().zip(&seen);
                for (item, (sketch, mine)) in (0_u32..).zip(pictures) {
                    if mine.any == full || named == Some(item) || !lines.rule_out(sketch) {
                        look(item, sketch, *mine);
                    }
                }
            }
        }

        // A single letter has to be the first of a word, more of them may stand anywhere.
        let strict = found.len() >= ENOUGH && words.iter().all(|word| word.len() > 1);
        if found.len() < ENOUGH {
            self.guess(words, &needle, &mut seen, &mut found);
        }
        Answer {
            found: best_first(found),
            text: text.to_owned(),
            words: needle.texts().to_vec(),
            state: self.state,
            strict,
            firsts,
        }
    }

    /// What full text says about each item: about the words but the last, if there are any, and
    /// about all of them.
    fn full_text(
        &self,
        words: &[String],
        last: Option<&Answer>,
    ) -> (Option<Arc<Vec<Seen>>>, Vec<Seen>) {
        let read = |place: usize, word: &String, seen: &mut [Seen]| {
            // How often words begin with a letter says nothing, and many do.
            let weighs = word.len() > 1 || words.len() == 1;
            self.post(&self.spelt(word, words.len()), 1 << place, weighs, seen);
        };
        let nothing = || vec![Seen::default(); self.len()];
        let Some((word, before)) = words.split_last() else { return (None, nothing()) };
        let firsts = (!before.is_empty()).then(|| {
            let known = last.filter(|last| {
                last.state == self.state
                    && last.words.split_last().is_some_and(|(_, b)| b == before)
            });
            known.and_then(|last| last.firsts.clone()).unwrap_or_else(|| {
                let mut seen = nothing();
                for (place, word) in before.iter().enumerate() {
                    read(place, word, &mut seen);
                }
                Arc::new(seen)
            })
        });
        let mut seen = firsts.as_ref().map_or_else(nothing, |firsts| firsts.to_vec());
        read(before.len(), word, &mut seen);
        (firsts, seen)
    }

    /// Adds what may have been meant: other spellings, then names without their separators, then
    /// whatever has most of the words.
    fn guess(&self, words: &[String], needle: &Needle, seen: &mut [Seen], found: &mut Vec<Found>) {
        let full = (1_u16 << words.len()) - 1;
        let known = |found: &[Found], item: u32| found.iter().any(|known| known.item() == item);
        for (place, word) in words.iter().enumerate() {
            let most = edits(word) as u8;
            if most > 0 {
                self.post(&self.terms.nearly(word, most), 1 << place, true, seen);
            }
        }
        let sure = found.len();
        for (item, mine) in (0_u32..).zip(&*seen) {
            let how = match (mine.named == full, mine.any == full) {
                (true, _) => Match::Typo,
                (_, true) => Match::Part,
                _ => continue,
            };
            if !known(found.get(..sure).unwrap_or_default(), item) {
                found.push(self.found(item, how, mine.score));
            }
        }
        if !found.is_empty() {
            return;
        }
        let (wanted, most) = (needle.squashed().as_bytes(), edits(needle.squashed()));
        let mut letters = Vec::new();
        let all = if most > 0 { size(self.len()) } else { 0 };
        for item in (0..all).filter(|item| self.sketches.get(*item).may_be_nearly(wanted, most)) {
            letters.clear();
            let line = self.line(item).bytes().take_while(|byte| *byte != b'\n');
            letters.extend(line.filter(|byte| *byte != b' '));
            if prefix_steps(wanted, &letters, most).is_some() {
                found.push(self.found(item, Match::Typo, 0.0));
            }
        }
        if !found.is_empty() || words.len() < 2 {
            return;
        }
        let best = seen.iter().map(|seen| seen.any.count_ones()).max().unwrap_or(0);
        let enough = best.max(1);
        for (item, mine) in (0_u32..).zip(&*seen) {
            if mine.any.count_ones() + 1 >= enough.max(2) && mine.any != 0 {
                let part = mine.any.count_ones() as f32 / words.len() as f32;
                found.push(self.found(item, Match::Part, mine.score * part * part));
            }
        }
    }

    /// The folded names of an item, the display name first.
    fn line(&self, item: u32) -> &str {
        match self.item(item) {
            Item::Entity(ix) => self.catalog.columns.terms.get(ix.0),
            Item::Document(number) => self.names.get(number),
        }
    }

    /// The words of the dictionary that a typed word, one of so many, is or begins. A letter that
    /// stands alone begins too many.
    pub(super) fn spelt(&self, word: &str, of: usize) -> Vec<(u32, Fit)> {
        let whole = word.len() < 2 && of < 2;
        self.terms.starting(word).filter(|(_, fit)| !whole || *fit == Fit::Same).collect()
    }

    /// Adds what these words of the dictionary say about each item: that it has one, and if that
    /// weighs anything, how much.
    fn post(&self, words: &[(u32, Fit)], bit: u16, weighs: bool, seen: &mut [Seen]) {
        let holders: usize = words.iter().map(|(term, _)| self.terms.postings(*term).len()).sum();
        let rare = rarity(self.len(), holders);
        let slope = self.slope();
        for (term, fit) in words {
            let share = rare * fit.share();
            for posting in self.terms.postings(*term) {
                let item = posting.item() as usize;
                let Some(seen) = seen.get_mut(item) else { continue };
                seen.any |= bit;
                if posting.named() {
                    seen.named |= bit;
                }
                if weighs {
                    seen.score += share * self.frequency(posting.item(), posting.weight(), slope);
                }
            }
        }
    }

    /// How much less a word counts for each word that a text is longer.
    fn slope(&self) -> f32 {
        let average = self.length as f32 / self.lengths.len().max(1) as f32;
        LENGTH / average.max(1.0)
    }

    /// BM25's part for how often a word stands in an item, from 0 to `SATURATION` + 1.
    fn frequency(&self, item: u32, weight: u32, slope: f32) -> f32 {
        let often = weight as f32 / UNIT as f32;
        let length = self.lengths.get(item as usize).copied().unwrap_or(1);
        let norm = 1.0 - LENGTH + f32::from(length) * slope;
        often * (SATURATION + 1.0) / (often + SATURATION * norm)
    }

    fn found(&self, item: u32, how: Match, score: f32) -> Found {
        let points = self.base(how, score) + self.boost_of(item);
        let length = self.sketches.length(item).unwrap_or(u16::MAX);
        Found::new(item, how, points, self.is_mine(item), length)
    }

    /// Points for what matched.
    pub(super) fn base(&self, how: Match, score: f32) -> i32 {
        let weights = &self.weights;
        let text = |most: f32| (most * score / (score + HALF)) as i32;
        let most = f32::from(weights.text);
        match how {
            Match::Line(field, how) => {
                let tier = i32::from(match how {
                    How::Exact => weights.exact,
                    How::Prefix => weights.prefix,
                    How::WordPrefix => weights.word_prefix,
                    How::Initials => weights.initials,
                    How::Inside => weights.inside,
                });
                let is_name = matches!(field, Field::DisplayName | Field::Name);
                tier - if is_name { 0 } else { i32::from(weights.not_the_name) }
            }
            Match::Typo => i32::from(weights.typo) + text(most / 10.0),
            Match::Text => text(most),
            Match::Part => text(most / 2.0),
        }
    }

    pub(super) fn boost_of(&self, item: u32) -> i32 {
        self.boosts.get(item as usize).copied().unwrap_or(0).into()
    }

    /// Whether the person who asks, or one of their teams, owns it.
    pub(super) fn is_mine(&self, item: u32) -> bool {
        if self.mine.is_empty() {
            return false;
        }
        let Some(ix) = self.entity(self.item(item)) else { return false };
        let owner = at(&self.catalog.columns.owner, ix.0);
        self.mine.get(owner as usize) == Some(&true)
    }
}

/// Whether a text is an earlier one with more letters or words behind it.
fn goes_on(before: &[String], now: &[String]) -> bool {
    let Some((last, firsts)) = before.split_last() else { return false };
    now.starts_with(firsts)
        && now.get(firsts.len()).is_some_and(|word| word.starts_with(last.as_str()))
}

/// BM25's part for how few items have a word.
pub(super) fn rarity(items: usize, holders: usize) -> f32 {
    let holders = holders.min(items) as f32;
    (1.0 + (items as f32 - holders + 0.5) / (holders + 0.5)).ln()
}

/// The entity that a text names in full (`component:default/a`).
fn full_name(catalog: &Catalog, text: &str) -> Option<Ix> {
    text.trim().parse().ok().and_then(|entity| catalog.lookup(&entity))
}
