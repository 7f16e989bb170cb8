//! Teams and people: who is in what, and who owns what.

mod health;
mod holdings;
mod page;
mod people;
mod tree;

pub use health::health;
pub use people::{aside, main};

use crate::plugin::prelude::*;

/// The page of all teams. With `?mine` it leads to what the person who looks owns.
pub const ORG: RouteRef<()> = RouteRef::new("catalog.org", "/org");

/// Key that asks for what the person who looks owns.
pub const MINE: &str = "mine";

pub use page::draw;
