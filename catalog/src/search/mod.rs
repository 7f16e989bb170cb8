//! The search: one index over entities and documents, for the palette and the search page.
//!
//! A name that is the text comes first; then names that start with it, have words that do, have
//! its letters as initials, contain it, are spelt nearly like it (one letter in four); then full
//! text, ranked by BM25. Case, accents and separators do not matter. [`Index::ask`] answers,
//! [`Index::hits`] says what to draw, [`Index::why`] why.

mod ask;
mod detail;
mod document;
mod excerpt;
mod found;
mod hit;
mod index;
mod lines;
mod needle;
mod phrase;
mod reading;
mod scope;
mod sketch;
mod terms;
mod tokens;
mod weights;

pub use ask::{Answer, Match};
pub use document::Document;
pub use excerpt::{Excerpt, excerpt};
pub use hit::{Hit, Why};
pub use index::{Index, Item, Sort};
pub use lines::{Field, How};
pub use phrase::{Fits, Phrase};
pub use scope::{Choice, Choices, Scope};
pub use weights::Weights;
