//! Which texts of an entity or a document are looked at, and how much a word in each counts.

use super::detail;
use super::document::Document;
use super::terms::Terms;
use super::tokens::each;
use crate::catalog::{Catalog, Ix};

/// A word in a text counts this much, so that less can be said in whole numbers.
pub(super) const UNIT: u32 = 4;
const NAME: u32 = 6 * UNIT;
const PAGE: u32 = 3 * UNIT;
const TAG: u32 = 4 * UNIT;
const FACT: u32 = 2 * UNIT;
const ASIDE: u32 = UNIT / 2;

/// Keys that machines write for machines.
const MACHINE: &str = "backstage.io/";

/// Reads one item into the dictionary.
pub(super) struct Reading<'a> {
    terms: &'a mut Terms,
    item: u32,
    words: u32,
}

impl<'a> Reading<'a> {
    pub(super) fn new(terms: &'a mut Terms, item: u32) -> Self {
        Self { terms, item, words: 0 }
    }

    /// How many words were read.
    pub(super) fn words(&self) -> u32 {
        self.words
    }

    fn text(&mut self, text: &str, weight: u32) {
        self.put(text, weight, false);
    }

    fn put(&mut self, text: &str, weight: u32, named: bool) {
        each(text, &mut |word| {
            self.terms.add(word, self.item, named, weight);
            self.words += 1;
        });
    }

    pub(super) fn entity(&mut self, catalog: &Catalog, ix: Ix, detail: Option<&[u8]>) {
        let entry = catalog.entry(ix);
        self.put(entry.display_name(), NAME, true);
        if entry.title().is_some() {
            self.put(entry.name(), NAME, true);
        }
        entry.tags().for_each(|tag| self.text(tag, TAG));
        self.text(entry.kind_label(), FACT);
        for fact in [entry.spec_type(), entry.lifecycle(), entry.email()].into_iter().flatten() {
            self.text(fact, FACT);
        }
        for target in [entry.owner(), entry.system(), entry.domain()].into_iter().flatten() {
            self.text(target.display_name(), FACT);
        }
        if let Some(description) = entry.description() {
            self.text(description, UNIT);
        }
        for (key, value) in entry.annotations().filter(|(key, _)| !key.starts_with(MACHINE)) {
            self.text(key, ASIDE);
            self.text(value, ASIDE);
        }
        if let Some(detail) = detail {
            let is_api = entry.kind() == "api";
            detail::texts(detail, is_api, &mut |text| self.text(text, UNIT));
        }
    }

    pub(super) fn document(&mut self, document: &Document) {
        self.put(document.name(), NAME, true);
        if document.heading.is_some() {
            self.put(&document.title, PAGE, true);
        }
        document.breadcrumb.iter().for_each(|part| self.text(part, FACT));
        self.text(&document.text, UNIT);
    }
}
