//! The plugins of the stock portal, one folder each.

pub mod alerts;
pub mod apis;
pub mod catalog;
pub mod ci;
pub mod create;
pub mod debug;
pub mod deploys;
pub mod docs;
pub mod explore;
pub mod gallery;
pub mod insights;
pub mod kubernetes;
pub mod metrics;
pub mod search;
pub mod security;
