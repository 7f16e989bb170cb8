//! Names, tags, addresses and owners, one folded line each: how an item matches without full text.

use super::needle::{Needle, finds};
use crate::catalog::{Catalog, Ix, Target};
use crate::columns::at;
use crate::fold::{parts, words};
use std::iter;
use std::ops::Range;

/// What a text was found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What it is called: the title, the heading, or the name if there is no title.
    DisplayName,
    /// The name, where it says something else than the title.
    Name,
    /// The e-mail address.
    Email,
    /// A tag.
    Tag,
    /// The display name of the owner.
    Owner,
}

/// How well a line matches, best first. Words are as people see them: `payment api`,
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
}

/// Names before everything else, and then how well.
fn rank((field, how): &(Field, How)) -> (bool, How, Field) {
    (!matches!(field, Field::DisplayName | Field::Name), *how, *field)
}

/// A text to look for, with what it says about each owner.
pub(super) struct Lines<'a> {
    catalog: &'a Catalog,
    needle: &'a Needle,
    /// For each owner: how its display name matches, and which words of the text it contains.
    owners: Vec<(Option<How>, Vec<bool>)>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(catalog: &'a Catalog, needle: &'a Needle) -> Self {
        let of = |node: &u32| {
            let line = words(catalog.target(Target(*node)).display_name());
            let held = needle.words().map(|word| finds(line.as_bytes(), word)).collect();
            (needle.matches(line.as_bytes(), &mut Vec::new()), held)
        };
        Self { catalog, needle, owners: catalog.columns.owner_node.iter().map(of).collect() }
    }

    /// How an entity matches at its best.
    pub(super) fn entity(&self, ix: Ix, scratch: &mut Vec<Range<usize>>) -> Option<(Field, How)> {
        let columns = &self.catalog.columns;
        let terms = columns.terms.get(ix.0).as_bytes();
        let owner = self.owners.get(at(&columns.owner, ix.0) as usize);
        let owner_holds =
            |word: usize| owner.is_some_and(|(_, held)| held.get(word) == Some(&true));
        let mut words = self.needle.words().enumerate();
        let holds_all = words.all(|(place, word)| finds(terms, word) || owner_holds(place));
        // Every match but the one by initials holds every word: most entities leave here.
        if !holds_all && !self.needle.may_be_initials() {
            return None;
        }
        let judge = if holds_all { Needle::matches } else { Needle::initials };
        let mut line = |(field, line): (Field, &[u8])| {
            judge(self.needle, line, scratch).map(|how| (field, how))
        };
        let mut lines = parts(terms, b'\n');
        let names = [Field::DisplayName, Field::Name].into_iter().zip(lines.by_ref());
        let name = names.filter_map(&mut line).min_by_key(rank);
        // A name is better than anything else, so most of the rest is never looked at.
        name.or_else(|| {
            let fields = iter::once(Field::Email).chain(iter::repeat(Field::Tag));
            let owned = owner.and_then(|(how, _)| *how).map(|how| (Field::Owner, how));
            let others = fields.zip(lines).filter_map(&mut line);
            others.chain(owned).min_by_key(rank)
        })
    }

    /// How a document matches by its own name.
    pub(super) fn document(
        &self,
        line: &str,
        scratch: &mut Vec<Range<usize>>,
    ) -> Option<(Field, How)> {
        let how = self.needle.matches(line.as_bytes(), scratch)?;
        Some((Field::DisplayName, how))
    }
}
