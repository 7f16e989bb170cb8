//! All builds of a component, and the parts that the card shares with the tab.

use super::CiConfig;
use super::api::{self, RepoSlug, Run, Runs};
use super::words::{outcome, took};
use crate::net::BrokenItem;
use crate::plugin::prelude::*;
use crate::plugin::time::{duration, instant};
use leptos::prelude::*;
use portico_components::{
    Banner, Card, Column, DataTable, EmptyKind, EmptyState, ExternalLink, RelativeTime, Rows,
    SafeUrl, SkeletonKind, Status, Tone, Truncate,
};
use std::sync::Arc;

/// Draws the tab.
pub fn builds(input: EntityInput) -> AnyView {
    let annotation = input.annotation(api::SLUG).unwrap_or_default();
    let Some(slug) = RepoSlug::parse(&annotation) else { return bad_slug(&annotation) };
    let per_page = use_config::<CiConfig>().per_page.clamp(1, 100);
    let runs = use_load(move || api::runs(&slug, per_page));
    let draw = |runs: &Runs| {
        let shown = &runs.workflow_runs;
        if shown.items.is_empty() && shown.broken.is_empty() {
            return none_yet();
        }
        let count = shown.items.len() as u64;
        let more = (runs.total_count > count + shown.broken.len() as u64)
            .then(|| format!("The latest {count} of {} builds.", runs.total_count));
        view! {
            {table("Builds", shown.items.clone())}
            {not_read(&shown.broken)}
            {more.map(|text| view! { <p class="u-note u-inset">{text}</p> })}
        }
        .into_any()
    };
    view! {
        <Card title="Builds" flush=true>
            <Loaded load=runs title="Builds" skeleton=SkeletonKind::Rows(8) view=Arc::new(draw) />
        </Card>
    }
    .into_any()
}

/// A table of runs.
pub fn table(caption: &'static str, runs: Vec<Run>) -> AnyView {
    let rows: Rows = (0..runs.len() as u64).collect();
    let runs: Arc<[Run]> = runs.into();
    let cell = move |draw: fn(&Run) -> AnyView| {
        let runs = runs.clone();
        move |row: u64| {
            let run = usize::try_from(row).ok().and_then(|row| runs.get(row));
            run.map_or_else(|| ().into_any(), draw)
        }
    };
    let columns = vec![
        Column::new("change", "Change", cell(change)).width(200).grow(),
        Column::new("result", "Result", cell(result)).width(160),
        Column::new("branch", "Branch", cell(branch)).width(136).priority(4),
        Column::new("author", "Author", cell(author)).width(128).priority(3),
        Column::new("duration", "Duration", cell(length)).width(104).priority(2).end(),
        Column::new("started", "Started", cell(started)).width(128).priority(1).end(),
    ];
    view! { <DataTable caption=caption rows=Signal::stored(rows) columns=columns /> }.into_any()
}

fn change(run: &Run) -> AnyView {
    let words = if run.display_title.is_empty() { &run.name } else { &run.display_title };
    let title = if words.is_empty() { format!("Run {}", run.run_number) } else { words.clone() };
    match SafeUrl::parse(&run.html_url) {
        Some(url) => view! { <ExternalLink url=url>{title}</ExternalLink> }.into_any(),
        None => view! { <Truncate text=title /> }.into_any(),
    }
}

fn result(run: &Run) -> AnyView {
    let outcome = outcome(run);
    view! { <Status tone=outcome.tone label=outcome.word /> }.into_any()
}

fn branch(run: &Run) -> AnyView {
    view! { <Truncate text=run.head_branch.clone() /> }.into_any()
}

fn author(run: &Run) -> AnyView {
    run.actor.as_ref().map(|actor| actor.login.clone()).unwrap_or_else(|| "—".to_owned()).into_any()
}

fn length(run: &Run) -> AnyView {
    took(run).map_or_else(|| "—".to_owned(), duration).into_any()
}

fn started(run: &Run) -> AnyView {
    match instant(run.run_started_at.as_deref().unwrap_or(&run.created_at)) {
        Some(time) => view! { <RelativeTime time=time /> }.into_any(),
        None => "—".into_any(),
    }
}

/// Said when the repository has no builds.
pub fn none_yet() -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::FirstUse
            title="No builds yet">"The first push to the repository starts one."</EmptyState>
    }
    .into_any()
}

/// Said when the annotation does not name a repository.
pub fn bad_slug(annotation: &str) -> AnyView {
    let message = format!(
        "“{annotation}” is not of the form owner/repository. Correct the annotation {} in the descriptor.",
        api::SLUG
    );
    view! {
        <EmptyState kind=EmptyKind::NotConfigured title="The repository is not clear">{message}</EmptyState>
    }
    .into_any()
}

/// Said for runs that could not be read; the others are shown.
pub fn not_read(broken: &[BrokenItem]) -> AnyView {
    if broken.is_empty() {
        return ().into_any();
    }
    let title = match broken.len() {
        1 => "1 build could not be read".to_owned(),
        many => format!("{many} builds could not be read"),
    };
    let text = broken
        .iter()
        .map(|item| format!("{}: {}", item.path, item.message))
        .collect::<Vec<_>>()
        .join("; ");
    view! { <Banner tone=Tone::Warning title=title>{text}</Banner> }.into_any()
}
