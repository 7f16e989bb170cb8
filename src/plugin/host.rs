//! What the shell needs to be the host of plugins: their network, and how it and the catalog fare.
//!
//! Plugins have no use for it; they get a client of their own through
//! [`use_net`](super::scope::use_net).

pub use crate::net::clock::wait;
pub use crate::net::probe;
pub use crate::net::sign_in;
pub use crate::net::{ConfigFailure, Net};
pub use crate::sources::{Health, SourceState, Sources};
