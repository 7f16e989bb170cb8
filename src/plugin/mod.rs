//! The contract of plugins: what they declare, what they may add, and what they are given.
//!
//! A plugin's files start with `use crate::plugin::prelude::*;`. The tutorial is `docs/plugins.md`.

pub mod access;
pub mod analytics;
pub mod board;
pub mod build_view;
pub mod built;
pub mod chunk;
pub mod entities;
pub mod extension;
pub mod fact;
pub mod highlight;
pub mod host;
pub mod kept;
pub mod keys;
pub mod list_state;
pub mod loaded;
pub mod manifest;
pub mod media;
pub mod package;
pub mod page;
pub mod parts;
pub mod prelude;
pub mod preset;
pub mod query;
pub mod registry;
pub mod route;
pub mod routes;
pub mod scope;
pub mod search;
pub mod search_source;
pub mod sections;
pub mod sign_in;
pub mod stars;
pub mod styles;
pub mod sub_pages;
pub mod time;
pub mod token;
pub mod work;

pub use manifest::Plugin;
pub use registry::{Installed, Registry};
