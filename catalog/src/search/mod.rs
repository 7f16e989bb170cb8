//! The search: one index over entities and documents, for the palette and the search page.

mod document;

pub use document::Document;
