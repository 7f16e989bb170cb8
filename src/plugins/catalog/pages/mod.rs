//! Pages and tabs of the catalog.

pub mod descriptor;
pub mod entity;
pub mod index;
mod missing;
pub mod relations;
