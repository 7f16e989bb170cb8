//! What stands out in the figures: where a reader should look first, and what to ask there.
//!
//! Three questions are put to all figures, each with a stated threshold: did a plugin lose most of
//! its people, did a KPI change its level, does a domain differ from all the others. Each answer
//! says what was seen and what happened at the same time, and never why: two things in one month
//! are no proof.

mod domains;
mod plugins;
mod steps;

pub use domains::differing;
pub use plugins::lost;
pub use steps::changed;

/// What something notable is about, so that a page can lead there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A plugin, by id.
    Plugin(String),
    /// A KPI, by the id of its definition.
    Kpi(&'static str),
    /// A domain, by name, and the KPI in which it differs first.
    Domain(String, &'static str),
}

/// Something that stands out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notable {
    /// What it is about.
    pub about: About,
    /// What was seen, in a few words.
    pub title: String,
    /// The figures, as sentences.
    pub text: Vec<String>,
    /// Whether it is good news; `None` for a question.
    pub good: Option<bool>,
}
