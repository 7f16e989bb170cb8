//! Runs of templates: starting, following, what they gave, and all of them.

mod answers;
mod board;
mod controls;
pub(super) mod exhibit;
mod first_build;
mod follow;
pub mod history;
mod model;
mod notices;
pub mod page;
mod result;
pub mod start;
mod steps;
mod words;

pub use start::{Order, OtherWay, StartError, Starter, Starting, start, use_starter};
