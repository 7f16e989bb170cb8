//! Whether a portal helps: the events that say how it is used, the figures made of them, the KPIs
//! of software delivery, and scorecards.
//!
//! Everything here is a pure function over plain data: no clock, no network, no files, no browser.
//! The same code runs in a page, in a worker and in `cargo xtask digest`.
//!
//! | module | what it is |
//! |---|---|
//! | [`event`] | one analytics event, read and written as NDJSON and in the shapes of four receivers |
//! | [`aggregate`] | a stream of events made into one small file, and what is read from it |
//! | [`rows`] | pull requests, deploys, incidents, answers and components read from exports |
//! | [`kpi`] | the figures of the adoption guide and the four keys of DORA, with how sure they are |
//! | [`scorecard`] | tracks, levels and checks over entities and facts |
//! | [`board`] | what the pages show of these figures: tiles, charts and rows |
//! | [`received`] | the same of what adoption insights of Backstage answers |
//! | [`notable`] | what stands out in them, and where to look first |
//! | [`checklist`] | what the central team does, and how far that is |
//! | [`starting`] | where a company of which size starts, and a questionnaire that proposes it |
//! | [`survey`] | the question that the portal asks now and then, and when it may |
//!
//! Numbers that people see are whole thousandths ([`Milli`]), never floats: the same everywhere,
//! and small in a browser. Days are counted in one stated time zone ([`Zone`]).
//!
//! No figure here is about a person. Counts of fewer people than a stated threshold are withheld
//! ([`aggregate::Cell`]), and no function takes a person and gives a number.

pub mod aggregate;
pub mod board;
pub mod checklist;
pub mod csv;
pub mod event;
mod json;
pub mod kpi;
mod milli;
pub mod notable;
pub mod received;
pub mod rows;
pub mod scorecard;
pub mod starting;
pub mod stats;
pub mod survey;
pub mod time;
mod words;

pub use milli::Milli;
pub use time::{Day, Weekday, Zone};
pub use words::is_better;
