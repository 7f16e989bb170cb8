//! Reads API definitions: OpenAPI 2 and 3, AsyncAPI 2 and 3, GraphQL's schema language and
//! protobuf.
//!
//! A definition is read as a whole into an [`Outline`], a list of what it holds, and one item at a
//! time into [`Block`]s, which say what a page shows without saying how. Schemas are followed one
//! level at a time, so that neither size nor cycles matter. All of it is plain data that can cross
//! from a worker to a page ([`wire::Wire`]).
//!
//! ```
//! use portico_definitions::Definition;
//!
//! let text = "openapi: 3.1.0\ninfo: {title: Payouts, version: '1'}\npaths:\n  /payouts:\n    get: {summary: List payouts}";
//! let definition = Definition::read("openapi", text);
//! let outline = definition.outline();
//! assert_eq!(outline.items[0].verb, "GET");
//! assert!(!definition.item(&outline.items[0].id).is_empty());
//! ```

mod asyncapi;
mod curl;
mod document;
mod graphql;
mod lex;
mod models;
mod openapi;
mod protobuf;
mod read;
mod sample;
mod schema;
mod shape;
pub mod wire;

pub use read::{Ask, Definition, Session, size};
pub use shape::{Block, Code, Fact, Field, Group, Item, Outline, Problem, Section};
