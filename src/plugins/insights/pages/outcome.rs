//! How checks came out for one entity, and the words for scores and levels.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{ExternalLink, ItemRow, List, SafeUrl, Status, Tone};
use portico_insights::Milli;
use portico_insights::scorecard::{Check, Outcome, Scorecard, Scored};

/// A score in percent.
pub fn percent(score: Option<Milli>) -> String {
    score.map_or_else(|| "—".to_owned(), |score| [&*score.text(0), "\u{a0}%"].concat())
}

/// The level at a place, in words; what is below the lowest where there is none.
pub fn level(card: &Scorecard, place: Option<usize>) -> String {
    let reached = place.and_then(|place| card.levels.get(place)).cloned();
    reached.unwrap_or_else(|| match card.levels.first() {
        Some(first) => ["Below ", first].concat(),
        None => "No level".to_owned(),
    })
}

/// The checks of a scorecard as they came out, what is to be done first.
pub fn list(card: &Scorecard, scored: &Scored) -> AnyView {
    let mut all: Vec<(&Check, Outcome)> =
        card.checks.iter().zip(scored.outcomes.iter().copied()).collect();
    let rank = |outcome: Outcome| match outcome {
        Outcome::Failed => 0,
        Outcome::NoData => 1,
        Outcome::Broken => 2,
        Outcome::Exempt => 3,
        Outcome::Met => 4,
    };
    all.sort_by_key(|(_, outcome)| rank(*outcome));
    let rows = all.into_iter().map(|(check, outcome)| row(check, outcome)).collect();
    view! { <List items=rows label=card.title.clone() /> }.into_any()
}

fn row(check: &Check, outcome: Outcome) -> AnyView {
    let (tone, word) = match outcome {
        Outcome::Met => (Tone::Success, "Met"),
        Outcome::Failed => (Tone::Danger, "Not met"),
        Outcome::NoData => (Tone::Warning, "No data"),
        Outcome::Exempt => (Tone::Neutral, "Exempt"),
        Outcome::Broken => (Tone::Neutral, "Has a mistake"),
    };
    let is_open = matches!(outcome, Outcome::Failed | Outcome::NoData);
    let remedy = if is_open { check.remedy.clone() } else { String::new() };
    let link = SafeUrl::parse(&check.link).filter(|_| is_open);
    let title = check.title.clone();
    let side = ViewFn::from(move || view! { <Status tone=tone label=word /> }.into_any());
    if remedy.is_empty() && link.is_none() {
        return view! { <ItemRow title=title side=side /> }.into_any();
    }
    let detail = move || {
        let link =
            link.clone().map(|url| view! { " " <ExternalLink url=url>"More"</ExternalLink> });
        view! { {remedy.clone()} {link} }.into_any()
    };
    view! { <ItemRow title=title detail=ViewFn::from(detail) side=side /> }.into_any()
}
