//! Whether the reader may change something at an origin.

use crate::net::Net;
use leptos::prelude::use_context;

/// Whether the reader may write to an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A token of their own is in memory.
    Given,
    /// They have to type one.
    Wanted,
    /// The origin asks for none, so that nobody would know who wrote.
    Never,
}

/// Whether the reader may write to an origin now.
#[must_use]
pub fn access(origin: &str) -> Access {
    let Some(net) = use_context::<Net>() else { return Access::Never };
    match (net.wants_sign_in(origin), net.is_signed_in(origin)) {
        (false, _) => Access::Never,
        (true, true) => Access::Given,
        (true, false) => Access::Wanted,
    }
}
