//! The dictionary of the index: every word, and what it stands in.

use crate::columns::size;
use crate::numbers::Numbers;
use crate::order::sort;
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
}

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

    /// Puts new words into the alphabet. What is in order already costs next to nothing.
    pub(super) fn settle(&mut self) {
        let known = self.order.len();
        if known == self.numbers.len() {
            return;
        }
        self.order.extend(size(known)..size(self.numbers.len()));
        let mut order = std::mem::take(&mut self.order);
        sort(&mut order, &|a, b| self.word(a).cmp(self.word(b)));
        self.order = order;
    }

    /// Gives back memory that was kept for more.
    pub(super) fn shrink(&mut self) {
        self.postings.iter_mut().for_each(Vec::shrink_to_fit);
        self.postings.shrink_to_fit();
        self.order.shrink_to_fit();
        self.letters.shrink_to_fit();
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
fn letters(word: &[u8]) -> u32 {
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
        terms.settle();
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
