//! The domain of Portico: descriptors, references, relations, validation, queries.
//!
//! Nothing here knows a browser or a framework. Readers turn descriptors and API answers into
//! [`record::Record`]s and [`record::Issue`]s; the index answers the questions of the pages.

pub mod assemble;
pub mod backstage;
mod builder;
pub mod catalog;
mod columns;
mod descriptor;
pub mod diff;
pub mod edit;
pub mod entity;
pub mod export;
pub mod facets;
pub mod filter;
mod finding;
mod fold;
pub mod hygiene;
pub mod json;
pub mod landscape;
mod links;
pub mod location;
pub mod long;
mod lower;
pub mod near;
pub mod neighbourhood;
mod numbers;
mod order;
pub mod org;
pub mod past;
pub mod provenance;
pub mod query;
pub mod record;
pub mod reference;
pub mod relations;
pub mod repository;
#[cfg(test)]
mod samples;
pub mod search;
pub mod shipped;
pub mod similar;
pub mod snapshot;
mod substitution;
mod text;
mod typo;
pub mod view;
pub mod yaml;
