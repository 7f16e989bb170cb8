//! Cards on the overview of an entity.

pub mod about;
pub mod labels;
pub mod links;
pub mod ownership;
pub mod parts;
pub mod relations;
