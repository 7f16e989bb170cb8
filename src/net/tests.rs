//! The whole client against a scripted network and a clock that the tests turn: no socket, no
//! sleeping, and every deadline to the millisecond.

mod credentials;
mod etag;
pub(crate) mod live;
mod load;
mod policy;
mod sharing;
mod stream;
pub(super) mod world;
