//! Names, tags, addresses and owners, one folded line each: how an item matches without full text.

use super::needle::{Needle, finds};
use super::sketch::{Sketch, Sought};
use super::terms::letters;
use crate::catalog::{Catalog, Ix};
use crate::columns::at;
use crate::fold::parts;
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
    /// What each word of the text needs.
    sought: Vec<Sought>,
    /// The letters that words have to start with, where the text can be their first letters.
    initials: Option<u32>,
    /// The letter that the text is, if it is one: that is sought among names alone. There is
    /// hardly anything that has no owner or tag with some word that begins so.
    letter: Option<u32>,
    /// For each owner: how its display name matches.
    owners: Vec<Option<How>>,
    /// Whether one does.
    is_owned: bool,
}

impl<'a> Lines<'a> {
    pub(super) fn new(catalog: &'a Catalog, owners: &[String], needle: &'a Needle) -> Self {
        let letter = needle.letter().map(|letter| letters(&[letter]));
        let of = |line: &String| match letter {
            Some(_) => None,
            None => needle.matches(line.as_bytes(), &mut Vec::new()),
        };
        let owners: Vec<Option<How>> = owners.iter().map(of).collect();
        Self {
            is_owned: owners.iter().any(Option::is_some),
            owners,
            catalog,
            needle,
            letter,
            sought: needle.words().map(Sought::new).collect(),
            initials: needle.may_be_initials().then(|| letters(needle.squashed().as_bytes())),
        }
    }

    /// Whether nothing that looks like this can match by a line. Most of a catalog leaves here.
    pub(super) fn rule_out(&self, sketch: Sketch) -> bool {
        !self.is_owned && !self.may_hold(sketch) && !self.may_start(sketch)
    }

    fn may_hold(&self, sketch: Sketch) -> bool {
        if let Some(letter) = self.letter {
            return sketch.may_be_named(letter);
        }
        self.sought.iter().all(|word| sketch.may_hold(word))
    }

    fn may_start(&self, sketch: Sketch) -> bool {
        self.initials.is_some_and(|letters| sketch.may_start(letters))
    }

    /// How an entity matches at its best.
    pub(super) fn entity(
        &self,
        ix: Ix,
        sketch: Sketch,
        scratch: &mut Vec<Range<usize>>,
    ) -> Option<(Field, How)> {
        let columns = &self.catalog.columns;
        let owner = self.owners.get(at(&columns.owner, ix.0) as usize).copied().flatten();
        let owned = owner.map(|how| (Field::Owner, how));
        let (may_hold, may_be_initials) = (self.may_hold(sketch), self.may_start(sketch));
        if !may_hold && !may_be_initials {
            return owned;
        }
        let terms = columns.terms.get(ix.0).as_bytes();
        // The picture knows where words start with a letter.
        let is_letter = self.letter.is_some();
        let holds_all =
            may_hold && (is_letter || self.needle.words().all(|word| finds(terms, word)));
        // Every match but the one by initials holds every word: most entities leave here.
        if !holds_all && !may_be_initials {
            return owned;
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
            if is_letter {
                return None;
            }
            let fields = iter::once(Field::Email).chain(iter::repeat(Field::Tag));
            let others = fields.zip(lines).filter_map(&mut line);
            others.chain(owned).min_by_key(rank)
        })
    }

    /// How a document matches by its own name.
    pub(super) fn document(
        &self,
        line: &str,
        sketch: Sketch,
        scratch: &mut Vec<Range<usize>>,
    ) -> Option<(Field, How)> {
        if !self.may_hold(sketch) && !self.may_start(sketch) {
            return None;
        }
        let how = self.needle.matches(line.as_bytes(), scratch)?;
        Some((Field::DisplayName, how))
    }
}
