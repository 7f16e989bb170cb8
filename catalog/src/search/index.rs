//! The index: it grows a little at a time and can be asked at any moment.

use super::document::Document;
use super::reading::Reading;
use super::sketch::Sketches;
use super::terms::Terms;
use super::weights::Weights;
use crate::catalog::{Catalog, Ix, Target};
use crate::columns::{Strings, size};
use crate::fold::words;
use crate::reference::EntityRef;
use crate::relations::MEMBER_OF;
use std::sync::Arc;

/// Everything that can be found, ready to be asked.
///
/// A new index answers at once by the names, tags and owners of its catalog. Full text comes with
/// [`Index::read`], documents with [`Index::add`]; each call is as long as its caller wants, so
/// that nobody has to wait for the whole.
pub struct Index {
    pub(super) catalog: Arc<Catalog>,
    pub(super) weights: Weights,
    pub(super) terms: Terms,
    /// How many words each item has.
    pub(super) lengths: Vec<u16>,
    /// All words together.
    pub(super) length: u64,
    /// What kind, owner and lifecycle add to each item.
    pub(super) boosts: Vec<i16>,
    pub(super) sketches: Sketches,
    /// Folded display names of owners, by number.
    pub(super) owners: Vec<String>,
    /// Owners whose things come first among equals, by number; none while nobody knows who asks.
    pub(super) mine: Vec<bool>,
    pub(super) documents: Vec<Filed>,
    /// Folded names of documents.
    pub(super) names: Strings,
    /// Starts at the stamp of the catalog and counts what changed: an answer of another state is
    /// not narrowed.
    pub(super) state: u64,
    read: u32,
}

/// A document in the index.
pub(super) struct Filed {
    pub(super) source: u16,
    pub(super) document: Document,
    pub(super) entity: Option<Ix>,
}

/// Something that can be found: an entity, or a document by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// An entity.
    Entity(Ix),
    /// The document with this number, in the order in which they were added.
    Document(u32),
}

/// What sort of thing an item is: the value of `type` on the search page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    /// What the organisation runs: components, APIs, systems, resources, domains and kinds of
    /// its own.
    Catalog,
    /// People and teams.
    People,
    /// Templates.
    Templates,
    /// Documents of this source.
    Source(u16),
}

impl Index {
    /// The index of a catalog. Nothing but its names is known yet.
    #[must_use]
    pub fn new(catalog: Arc<Catalog>, weights: Weights) -> Self {
        let owners = catalog.columns.owner_node.iter();
        let owners: Vec<String> =
            owners.map(|node| words(catalog.target(Target(*node)).display_name())).collect();
        Self {
            mine: Vec::new(),
            owners,
            sketches: Sketches::default(),
            state: catalog.stamp(),
            catalog,
            weights,
            terms: Terms::default(),
            lengths: Vec::new(),
            length: 0,
            boosts: Vec::new(),
            documents: Vec::new(),
            names: Strings::default(),
            read: 0,
        }
    }

    /// The catalog it was made for.
    #[must_use]
    pub fn catalog(&self) -> &Arc<Catalog> {
        &self.catalog
    }

    /// Says who asks: what this person and their teams own comes first among equals.
    pub fn set_viewer(&mut self, viewer: &EntityRef) {
        let catalog = &self.catalog;
        let person = catalog.target_parts(&viewer.kind, &viewer.namespace, &viewer.name);
        let Some(person) = person else { return };
        let mut who: Vec<Target> = vec![person];
        who.extend(catalog.targets(person, MEMBER_OF));
        let owners = catalog.columns.owner_node.iter();
        self.mine = owners.map(|node| who.contains(&Target(*node))).collect();
        self.state = self.state.wrapping_add(1);
    }

    /// Reads the text of at most `count` more entities, or settles some of what was read.
    /// `detail` gives the JSON of an entity. Whether there is more to do.
    pub fn read(&mut self, count: u32, detail: &mut dyn FnMut(Ix) -> Option<Vec<u8>>) -> bool {
        let all = self.catalog.columns.entities();
        let was = self.read;
        let until = was.saturating_add(count).min(all);
        let catalog = self.catalog.clone();
        for ix in (self.read..until).map(Ix) {
            let mut reading = Reading::new(&mut self.terms, ix.0);
            reading.entity(&catalog, ix, detail(ix).as_deref());
            let words = reading.words();
            self.sketches.push(catalog.columns.terms.get(ix.0));
            self.note(words, self.boost(Some(ix), catalog.entry(ix).kind()));
        }
        self.read = until;
        self.terms.gather();
        if until < all || was < all {
            return true;
        }
        // Everything was read before: one step for each call.
        let more = self.settle_some() || self.terms.shrink();
        if !more {
            self.state = self.state.wrapping_add(1);
        }
        more
    }

    /// Adds a document of a source. Entities have to be read before.
    pub fn add(&mut self, source: u16, document: Document) {
        let number = self.catalog.columns.entities() + size(self.documents.len());
        if number >= super::terms::Posting::ITEMS || self.read < self.catalog.columns.entities() {
            return;
        }
        let name = words(document.name());
        self.names.push(&name);
        self.sketches.push(&name);
        let mut reading = Reading::new(&mut self.terms, number);
        reading.document(&document);
        let words = reading.words();
        let entity = document.entity.as_ref().and_then(|entity| self.catalog.lookup(entity));
        self.note(words, self.boost(entity, "document"));
        self.documents.push(Filed { source, document, entity });
        self.terms.gather();
    }

    /// Makes what was added since the last time known. Cheap when that was little.
    pub fn settle(&mut self) {
        while self.settle_some() {}
    }

    /// One step of [`Index::settle`], for who cannot wait for all of it. Whether there is more.
    pub fn settle_some(&mut self) -> bool {
        let more = self.terms.settle();
        if !more {
            self.state = self.state.wrapping_add(1);
        }
        more
    }

    fn note(&mut self, words: u32, boost: i16) {
        self.lengths.push(u16::try_from(words).unwrap_or(u16::MAX));
        self.length += u64::from(words);
        self.boosts.push(boost);
    }

    fn boost(&self, entity: Option<Ix>, kind: &str) -> i16 {
        let of = |list: &std::collections::BTreeMap<String, i16>, key: &str| {
            list.get(key).copied().unwrap_or(0)
        };
        let weights = &self.weights;
        let mut boost = of(&weights.kinds, kind);
        if let Some(entry) = entity.map(|ix| self.catalog.entry(ix)) {
            if !weights.owners.is_empty()
                && let Some(owner) = entry.owner()
            {
                boost = boost.saturating_add(of(&weights.owners, &owner.entity_ref().to_string()));
            }
            if let Some(lifecycle) = entry.lifecycle() {
                boost =
                    boost.saturating_add(of(&weights.lifecycles, &crate::lower::lower(lifecycle)));
            }
        }
        boost
    }

    /// How many items can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.catalog.len() + self.documents.len()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many documents it holds.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.documents.len()
    }

    /// Bytes of memory beside the catalog and the texts of documents.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.terms.memory()
            + self.names.memory()
            + self.sketches.memory()
            + 2 * (self.lengths.capacity() + self.boosts.capacity())
    }

    pub(super) fn item(&self, number: u32) -> Item {
        match number.checked_sub(self.catalog.columns.entities()) {
            None => Item::Entity(Ix(number)),
            Some(document) => Item::Document(document),
        }
    }

    pub(super) fn number(&self, item: Item) -> u32 {
        match item {
            Item::Entity(ix) => ix.0,
            Item::Document(document) => self.catalog.columns.entities() + document,
        }
    }

    /// A document.
    #[must_use]
    pub fn document(&self, number: u32) -> Option<&Document> {
        self.documents.get(number as usize).map(|filed| &filed.document)
    }

    /// The entity that an item is or belongs to.
    #[must_use]
    pub fn entity(&self, item: Item) -> Option<Ix> {
        match item {
            Item::Entity(ix) => Some(ix),
            Item::Document(document) => self.documents.get(document as usize)?.entity,
        }
    }

    /// What sort of thing an item is.
    #[must_use]
    pub fn sort(&self, item: Item) -> Sort {
        match item {
            Item::Entity(ix) => match self.catalog.entry(ix).kind() {
                "user" | "group" => Sort::People,
                "template" => Sort::Templates,
                _ => Sort::Catalog,
            },
            Item::Document(document) => Sort::Source(
                self.documents.get(document as usize).map_or(u16::MAX, |filed| filed.source),
            ),
        }
    }

    /// What an item is called.
    #[must_use]
    pub fn name(&self, item: Item) -> &str {
        match item {
            Item::Entity(ix) => self.catalog.entry(ix).display_name(),
            Item::Document(document) => self.document(document).map_or("", Document::name),
        }
    }
}
