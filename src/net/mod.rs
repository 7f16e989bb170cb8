//! The only code that calls `fetch`: origins, credentials, deadlines, retries, and what a page is
//! told about all that.
//!
//! | rule | value |
//! |---|---|
//! | deadlines, each of which aborts | headers 10 s, between two pieces of the body 10 s, all together 30 s (`origins.*.timeoutSeconds`, `net.timeScale`) |
//! | size | 16 MiB, counted while the body arrives ([`Get::max_bytes`]) |
//! | under way at one host | 4, and 2 more for what a page cannot do without ([`Get::for_navigation`]) |
//! | the same `GET` at the same time | one request, aborted when the last who waits goes |
//! | retries | `GET` only, 2 at most, for 408, 425, 429, 500, 502, 503, 504 and broken connections; at random within 0.5 s, then 1 s; `Retry-After` is honoured |
//! | a host that fails 5 times in a row | is left alone for 30 s, then asked once |
//! | credentials | per origin, in memory, only below the origin's address; no redirect is followed with one; cookies only for `auth: "cookie"` |
//! | every request | `cache: no-store`, `referrerPolicy: no-referrer` |
//! | answers with an `ETag` | asked for again with `If-None-Match` at the portal's own host, and where `origins.*.etag` says that another one takes it; after 304 what is here counts as new |
//! | last good answers | 64 MiB, the least recently used dropped first, shown with their age |
//!
//! Endpoints are values ([`Get`], [`Post`]), errors are values with words ([`NetError`]), lists
//! survive a bad item ([`Items`]), and a page loads with [`use_load`]. What decides is plain code,
//! tested without a browser; the edge to it is one small file.

mod address;
#[cfg(target_arch = "wasm32")]
#[path = "browser.rs"]
mod platform;
#[cfg(not(target_arch = "wasm32"))]
#[path = "native.rs"]
mod platform;

mod breaker;
mod bytes;
mod classify;
mod client;
pub mod clock;
mod credentials;
pub mod decode;
mod endpoint;
mod error;
pub mod event_reader;
mod exchange;
mod flights;
mod items;
mod join;
mod load;
mod prepare;
pub mod probe;
mod retry;
pub mod sign_in;
mod slots;
mod stale;
mod state;
pub mod stream;
mod table;
mod transport;
pub mod value;
mod words;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::live;

pub use bytes::Bytes;
pub use client::{Answer, ConfigFailure, Net, NetClient, load_config};
pub use clock::Stamp;
pub use endpoint::{Get, MAX_BYTES, Post, QueryValue};
pub use error::{Call, ErrorKind, NetError, Phase};
pub use items::{BrokenItem, Items, id, or_default};
pub use load::{Ask, IntoAsk, Load, LoadState, use_load, use_online};
pub use prepare::is_meant;
