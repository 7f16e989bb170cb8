//! The first build of what was made, until it has ended.

use super::super::api::{builds, list, text};
use super::result::framed;
use super::words;
use crate::net::LoadState;
use crate::plugin::analytics::Action;
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{Button, ExternalLink, SafeUrl, Status, Tone, Variant};
use serde_json::Value;
use std::time::Duration;

/// So often it is asked for.
const PAUSE: Duration = Duration::from_secs(2);
/// The task that ends when the build is there.
const FINDING: &str = "first build found";

/// `owner/repository` whose builds a CI knows: what the template says in `output.build`, or the
/// repository on GitHub that it links to.
pub fn slug(output: &Value) -> Option<String> {
    let said = text(output, "/build/slug");
    if !said.is_empty() {
        return Some(said.to_owned());
    }
    list(output, "/links").iter().find_map(|link| {
        let path = text(link, "/url").strip_prefix("https://github.com/")?;
        let mut parts = path.trim_end_matches('/').split('/');
        let (owner, name) = (parts.next()?, parts.next()?);
        parts.next().is_none().then(|| [owner, "/", name].concat())
    })
}

/// Draws the tile.
pub fn draw(origin: &str, slug: String) -> AnyView {
    let asked = builds(origin, &slug);
    let load = use_load(move || {
        asked.clone().ok_or_else(|| NetError::refused("The repository is not named owner/name."))
    });
    // The oldest of a new repository is its first.
    let build = Memo::new(move |_| {
        load.state
            .with(|state| good(state).and_then(|all| list(all, "/workflow_runs").last().cloned()))
    });
    noted(build, move || load.state.with(|state| good(state).is_some()));
    let over = move || {
        build
            .with(|build| build.as_ref().is_some_and(|build| text(build, "/status") == "completed"))
    };
    Effect::new(move |_| {
        let busy = load.state.with(LoadState::is_busy);
        let failed = load.state.with(|state| matches!(state, LoadState::Failed { .. }));
        if !busy && !failed && !over() {
            set_timeout(move || load.reload(), PAUSE);
        }
    });
    let name = move || {
        let url = build.with(|build| {
            build.as_ref().and_then(|build| SafeUrl::parse(text(build, "/html_url")))
        });
        match url {
            Some(url) => view! { <ExternalLink url=url>"First build"</ExternalLink> }.into_any(),
            None => "First build".into_any(),
        }
    };
    let state = move || {
        if let Some((tone, icon, label)) = build.with(|build| build.as_ref().map(said)) {
            return view! { <Status tone=tone icon=icon label=label /> }.into_any();
        }
        match load.state.with(|state| matches!(state, LoadState::Failed { .. })) {
            true => view! {
                <Status tone=Tone::Warning label="CI does not answer" />
                <Button variant=Variant::Link on_click=Callback::new(move |_| load.reload())>
                    "Ask again"
                </Button>
            }
            .into_any(),
            false => {
                view! { <Status tone=Tone::Neutral icon=Icon::Pending label="Not begun yet" /> }
                    .into_any()
            }
        }
    };
    let below = view! { <div role="status">{state}</div> }.into_any();
    framed(Icon::Pipeline, view! { {name} }.into_any(), below)
}

/// Notes how long it took until the build was there, where the reader saw that it was not yet.
fn noted(build: Memo<Option<Value>>, is_known: impl Fn() -> bool + 'static) {
    let (analytics, began) = (use_analytics(), js_sys::Date::now());
    Effect::new(move |before: Option<Option<bool>>| {
        let before = before.flatten();
        let is_there = is_known().then(|| build.with(Option::is_some)).or(before);
        if let Some(analytics) = &analytics {
            match (before, is_there) {
                (None, Some(false)) => {
                    analytics.emit(Action::Own("task-started"), FINDING);
                }
                (Some(false), Some(true)) => {
                    let took = js_sys::Date::now() - began;
                    analytics.emit_value(Action::Own("task-done"), FINDING, Some(took));
                }
                _ => {}
            }
        }
        is_there
    });
}

fn said(build: &Value) -> (Tone, Icon, String) {
    let time = words::between(
        instant(text(build, "/run_started_at")).or_else(|| instant(text(build, "/created_at"))),
        instant(text(build, "/updated_at")),
    );
    let after = |word: &str| match time.is_empty() {
        true => word.to_owned(),
        false => [word, " in ", &time].concat(),
    };
    match (text(build, "/status"), text(build, "/conclusion")) {
        ("completed", "success") => (Tone::Success, Icon::Success, after("Passed")),
        ("completed", "cancelled") => (Tone::Neutral, Icon::Skipped, "Cancelled".to_owned()),
        ("completed", "skipped" | "neutral") => {
            (Tone::Neutral, Icon::Skipped, "Left out".to_owned())
        }
        ("completed", _) => (Tone::Danger, Icon::Danger, after("Failed")),
        ("in_progress", _) => (Tone::Info, Icon::Running, "Running".to_owned()),
        _ => (Tone::Neutral, Icon::Pending, "Waiting".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn where_the_builds_are() {
        assert_eq!(slug(&json!({"build": {"slug": "a/b"}})).as_deref(), Some("a/b"));
        let link = |url: &str| json!({"links": [{"url": url}]});
        assert_eq!(slug(&link("https://github.com/a/b/")).as_deref(), Some("a/b"));
        assert_eq!(slug(&link("https://github.com/a/b/actions")), None);
        assert_eq!(slug(&link("https://example.com/a/b")), None);
    }

    #[test]
    fn a_build_in_words() {
        let build = json!({"status": "completed", "conclusion": "success",
            "run_started_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:38Z"});
        assert_eq!(said(&build).2, "Passed in 38\u{a0}s");
        assert_eq!(said(&json!({"status": 7})).2, "Waiting");
    }
}
