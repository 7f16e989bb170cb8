//! The dictionary of the index: every word, and what it stands in.

use crate::columns::size;
use crate::numbers::Numbers;
use crate::order::{merge, sort};
use crate::typo::prefix_steps;

/// That a word stands in an item: the item, whether in its name, and how much it counts there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting(u32);

impl Posting {
    /// Items that can be told apart.
    pub(super) const ITEMS: u32 = 1 << 22;
    const MOST: u32 = (1 << 9) - 1;

    fn new(item: u32, named: bool, weight: u32) -> Self {
        Self(item << 10 | u32::from(named) << 9 | weight.min(Self::MOST))
    }

    pub(super) fn item(self) -> u32 {
        self.0 >> 10
    }

    pub(super) fn named(self) -> bool {
        self.0 >> 9 & 1 == 1
    }

    pub(super) fn weight(self) -> u32 {
        self.0 & Self::MOST
    }
}

/// How a word of the dictionary fits a word that was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It is the same.
    Same,
    /// It starts with it.
    Longer,
    /// It is spelt differently in so many letters.
    Typo(u8),
}

impl Fit {
    /// How much of the weight is left.
    pub(super) fn share(self) -> f32 {
        match self {
            Self::Same => 1.0,
            Self::Longer => 0.6,
            Self::Typo(1) => 0.4,
            Self::Typo(_) => 0.25,
        }
    }
}

/// Words and their postings.
#[derive(Default)]
pub(super) struct Terms {
    numbers: Numbers,
    postings: Vec<Vec<Posting>>,
    /// Which letters each word has: rules most words out before they are compared.
    letters: Vec<u32>,
    /// Numbers of words by the alphabet.
    order: Vec<u32>,
    /// Numbers of newer words, in runs that are in order themselves, each less than half as long as
    /// the one before: putting them together is never much work at once.
    runs: Vec<Vec<u32>>,
    /// How many words are in `order` or in a run.
    sorted: usize,
    /// How many lists of postings hold no more memory than they need.
    shrunk: usize,
}

/// Words of one run at first, and lists that are shrunk at once.
const RUN: usize = 512;
const LISTS: usize = 4096;

impl Terms {
    /// Notes a word of an item. Items come one after the other.
    pub(super) fn add(&mut self, word: &str, item: u32, named: bool, weight: u32) {
        let (number, new) = self.numbers.add(word);
        if new {
            self.postings.push(Vec::new());
            self.letters.push(letters(word.as_bytes()));
        }
        let Some(list) = self.postings.get_mut(number as usize) else { return };
        match list.last_mut() {
            Some(last) if last.item() == item => {
                *last = Posting::new(item, named || last.named(), last.weight() + weight);
            }
            _ => list.push(Posting::new(item, named, weight)),
        }
    }

    /// Sorts words that were added, when there are enough of them.
    pub(super) fn gather(&mut self) {
        if self.numbers.len() - self.sorted >= RUN {
            self.run();
        }
    }

    /// A run of all words that are in none.
    fn run(&mut self) {
        let mut run: Vec<u32> = (size(self.sorted)..size(self.numbers.len())).collect();
        if run.is_empty() {
            return;
        }
        self.sorted = self.numbers.len();
        sort(&mut run, &|a, b| self.word(a).cmp(self.word(b)));
        self.runs.push(run);
        let is_close = |pair: &[Vec<u32>]| match pair {
            [.., longer, shorter] => longer.len() < 2 * shorter.len(),
            _ => false,
        };
        while is_close(&self.runs) {
            self.join();
        }
    }

    /// Makes the two youngest runs one.
    fn join(&mut self) {
        if let (Some(right), Some(left)) = (self.runs.pop(), self.runs.pop()) {
            let both = self.both(&left, &right);
            self.runs.push(both);
        }
    }

    fn both(&self, left: &[u32], right: &[u32]) -> Vec<u32> {
        let mut both = Vec::with_capacity(left.len() + right.len());
        merge(left, right, &mut both, &|a, b| self.word(a).cmp(self.word(b)));
        both
    }

    /// Puts new words into the alphabet, a step at a time. Whether there is more to do; before the
    /// last step the alphabet is what it was.
    pub(super) fn settle(&mut self) -> bool {
        if self.sorted < self.numbers.len() {
            self.run();
        } else if self.runs.len() > 1 {
            self.join();
        } else if let Some(run) = self.runs.pop() {
            self.order = self.both(&self.order, &run);
        }
        !self.runs.is_empty()
    }

    /// Gives back memory that was kept for more, a step at a time. Whether there is more to do.
    pub(super) fn shrink(&mut self) -> bool {
        let lists = self.postings.iter_mut().skip(self.shrunk).take(LISTS);
        lists.for_each(Vec::shrink_to_fit);
        self.shrunk += LISTS;
        if self.shrunk < self.postings.len() {
            return true;
        }
        self.postings.shrink_to_fit();
        self.letters.shrink_to_fit();
        false
    }

    pub(super) fn word(&self, number: u32) -> &str {
        self.numbers.text(number)
    }

    pub(super) fn postings(&self, number: u32) -> &[Posting] {
        self.postings.get(number as usize).map_or(&[], Vec::as_slice)
    }

    /// The words that start with `typed`, by the alphabet.
    pub(super) fn starting(&self, typed: &str) -> impl Iterator<Item = (u32, Fit)> {
        let from = self.order.partition_point(|number| self.word(*number) < typed);
        let rest = self.order.get(from..).unwrap_or_default();
        rest.iter().take_while(move |number| self.word(**number).starts_with(typed)).map(
            move |number| {
                let same = self.word(*number).len() == typed.len();
                (*number, if same { Fit::Same } else { Fit::Longer })
            },
        )
    }

    /// The words that start with `typed` but for at least one and at most `most` letters.
    pub(super) fn nearly(&self, typed: &str, most: u8) -> Vec<(u32, Fit)> {
        let wanted = letters(typed.as_bytes());
        let near = self.letters.iter().zip(0_u32..).filter_map(|(theirs, number)| {
            if (wanted & !theirs).count_ones() > u32::from(most) {
                return None;
            }
            let steps = prefix_steps(typed.as_bytes(), self.word(number).as_bytes(), most.into())?;
            (steps > 0).then_some((number, Fit::Typo(steps as u8)))
        });
        near.collect()
    }

    /// Bytes of memory.
    pub(super) fn memory(&self) -> usize {
        let lists: usize = self.postings.iter().map(|list| list.capacity() * 4).sum();
        lists
            + self.postings.capacity() * size_of::<Vec<Posting>>()
            + self.numbers.memory()
            + 4 * (self.order.capacity() + self.letters.capacity())
    }
}

/// Which letters and digits a word has; letters beyond ASCII share what is left.
pub(super) fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |seen, byte| {
        let place = match byte {
            b'a'..=b'z' => byte - b'a',
            b'0'..=b'9' => 26 + (byte - b'0') / 3,
            _ => 30 + (byte & 1),
        };
        seen | 1 << place
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        let mut terms = Terms::default();
        for (item, word) in (0..).zip(["payment", "pay", "ledger", "payments", "pay"]) {
            terms.add(word, item, item == 0, 3);
        }
        terms.add("pay", 4, true, 600);
        while terms.settle() {}
        terms
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        let terms = terms();
        let found: Vec<_> =
            terms.starting("pay").map(|(number, fit)| (terms.word(number), fit)).collect();
        assert_eq!(
            found,
            [("pay", Fit::Same), ("payment", Fit::Longer), ("payments", Fit::Longer)]
        );
        assert_eq!(terms.starting("paz").count(), 0);
    }

    #[test]
    fn words_are_in_order_however_they_came() {
        let mut terms = Terms::default();
        let mut expected = Vec::new();
        for number in 0..5000_u32 {
            let word = format!("{:x}", number.wrapping_mul(2_654_435_761));
            terms.add(&word, number, false, 1);
            expected.push(word);
            if number % 50 == 0 {
                terms.gather();
            }
            if number % 1800 == 0 {
                while terms.settle() {}
            }
        }
        let of = |lists: &[Vec<u32>]| lists.iter().map(Vec::len).collect::<Vec<_>>();
        let runs = of(&terms.runs);
        assert!(runs.is_sorted_by(|longer, shorter| *longer >= 2 * shorter), "{runs:?}");
        while terms.settle() {}
        while terms.shrink() {}
        expected.sort();
        let found: Vec<_> = terms.order.iter().map(|number| terms.word(*number)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_are_found_nearly() {
        let terms = terms();
        let found: Vec<_> = terms.nearly("ledgre", 1).iter().map(|(n, _)| terms.word(*n)).collect();
        assert_eq!(found, ["ledger"]);
        assert!(terms.nearly("ledger", 1).is_empty(), "that is no typo");
    }

    #[test]
    fn a_word_counts_once_for_an_item_with_all_its_weight() {
        let terms = terms();
        let (number, _) = terms.starting("pay").next().unwrap();
        let of = terms.postings(number).iter().map(|p| (p.item(), p.named(), p.weight()));
        assert_eq!(of.collect::<Vec<_>>(), [(1, false, 3), (4, true, Posting::MOST)]);
    }
}
