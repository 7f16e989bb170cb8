//! The search: what people type finds what they mean.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[cfg(test)]
mod behaviour;
#[cfg(test)]
mod golden;
#[cfg(test)]
#[path = "../index/synthetic.rs"]
#[allow(dead_code, reason = "the benchmarks need more of it")]
mod synthetic;
#[cfg(test)]
mod world;
