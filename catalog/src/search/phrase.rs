//! The same matching for short lists that are in no index: commands, pages, recently opened things.

use super::hit::apart;
use super::lines::How;
use super::needle::{Needle, edits};
use crate::fold::{Traced, parts, words};
use crate::typo::prefix_steps;
use std::ops::Range;

/// A text to match with.
pub struct Phrase(Needle);

/// How a title matches, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fits {
    /// By itself.
    Title(How),
    /// With the help of its other words.
    Words,
    /// By another spelling.
    Typo,
}

impl Phrase {
    /// Nothing when the text has no word.
    #[must_use]
    pub fn new(text: &str) -> Option<Self> {
        Needle::new(text).map(Self)
    }

    /// How something matches that has a title and other words that find it, with what matched in
    /// the title, in bytes.
    #[must_use]
    pub fn fits(&self, title: &str, others: &str) -> Option<(Fits, Vec<Range<usize>>)> {
        let traced = Traced::new(title);
        let line = traced.line.as_bytes();
        let mut ranges = Vec::new();
        let fits = match self.0.matches(line, &mut ranges) {
            Some(how) => Fits::Title(how),
            None => {
                let all = [traced.line.as_str(), " ", &words(others)].concat();
                let fewest = |word: &String| {
                    let steps = |theirs| prefix_steps(word.as_bytes(), theirs, edits(word));
                    parts(all.as_bytes(), b' ').filter_map(steps).min()
                };
                let steps: Option<usize> = self.0.texts().iter().map(fewest).sum();
                let fits = if steps? == 0 { Fits::Words } else { Fits::Typo };
                self.0.mark_nearly(line, &mut ranges);
                fits
            }
        };
        let back = ranges.iter().filter_map(|range| traced.back(range));
        Some((fits, apart(back.collect())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_to_fit() {
        let fits = |text: &str| Phrase::new(text).unwrap().fits("Go to APIs", "catalog list");
        let at = |start, end| Some(start..end).into_iter().collect::<Vec<_>>();
        assert_eq!(fits("apis"), Some((Fits::Title(How::WordPrefix), at(6, 10))));
        assert_eq!(fits("api list"), Some((Fits::Words, at(6, 9))));
        assert_eq!(fits("catlog"), Some((Fits::Typo, vec![])));
        assert_eq!(fits("api theme"), None);
        assert!(Phrase::new("  ").is_none());
    }
}
