//! Pages and tabs of the catalog.

pub mod descriptor;
pub mod entity;
mod glance;
pub mod index;
mod inspect;
pub mod missing;
pub mod relations;
