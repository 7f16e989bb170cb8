//! What the answers mean. Pure: the present moment is given.

mod firing;
mod oncall;
mod response;

pub use firing::{Group, Reading, concerns, count, in_force, lasting, read, since};
pub use oncall::{Level, levels, open_incidents};
pub use response::{Median, Times, acknowledged_after, resolved_after};
