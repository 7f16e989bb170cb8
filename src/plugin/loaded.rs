//! Loading, empty, failed, stale: drawn the same everywhere.

use super::sign_in;
use crate::net::{Call, Load, LoadState, NetError, Stamp};
use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, CodeBlock, CodeLanguage, EmptyKind, EmptyState, ErrorPanel, Icon,
    IconButton, RelativeTime, Size, Skeleton, SkeletonKind, Tone, Variant,
};
use std::sync::Arc;

/// Draws what [`use_load`](crate::net::use_load) has come to.
///
/// While the first answer is awaited it shows `skeleton`; a failure is a panel with a retry; an
/// answer that could not be refreshed stays, with its age.
#[component]
pub fn Loaded<T: serde::de::DeserializeOwned + Send + Sync + 'static>(
    /// What is loaded.
    load: Load<T>,
    /// What it is called in an error: “Builds”.
    #[prop(into)]
    title: String,
    /// The geometry of what will be there.
    skeleton: SkeletonKind,
    /// Draws an answer; an empty one too.
    view: Arc<dyn Fn(&T) -> AnyView + Send + Sync>,
) -> impl IntoView {
    let retry = Callback::new(move |()| load.reload());
    let label = format!("Loading {}", title.to_ascii_lowercase());
    move || {
        load.state.with(|state| match state {
            LoadState::Loading => waiting(skeleton, &label, load.slow, load.source),
            LoadState::Ready { value, .. } => view(value),
            LoadState::Failed { error, stale: None } => failed(&title, error, retry),
            LoadState::Failed { error, stale: Some((value, at)) } => {
                let drawn = view(value);
                view! {
                    {outdated(error, *at, retry)}
                    {drawn}
                }
                .into_any()
            }
        })
    }
}

/// [`Loaded`] as a function, for where there is nothing beside it.
pub fn loaded<T: serde::de::DeserializeOwned + Send + Sync + 'static>(
    load: Load<T>,
    title: impl Into<String>,
    skeleton: SkeletonKind,
    view: impl Fn(&T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    view! { <Loaded load=load title=title skeleton=skeleton view=Arc::new(view) /> }.into_any()
}

/// The place of an answer that is not there yet; who is slow is said.
pub fn waiting(
    skeleton: SkeletonKind,
    label: &str,
    slow: Signal<bool>,
    source: Signal<Option<Arc<Call>>>,
) -> AnyView {
    let note =
        move || slow_note(slow, source).map(|note| view! { <div class="u-inset">{note}</div> });
    view! {
        <Skeleton kind=skeleton label=label />
        {note}
    }
    .into_any()
}

/// Says who is slow, if somebody is.
pub fn slow_note(slow: Signal<bool>, source: Signal<Option<Arc<Call>>>) -> Option<AnyView> {
    slow.get().then(|| {
        let host = source.with(|source| source.as_ref().map(|call| call.host.clone()));
        view! { <p class="u-note" role="status">{host.unwrap_or_default()} " is slow to answer…"</p> }
            .into_any()
    })
}

/// A failure with nothing to show instead.
pub fn failed(title: &str, error: &NetError, retry: Callback<()>) -> AnyView {
    let cause = format!("{}. {} {}", error.title(), error.cause(), error.next_step());
    failed_because(title, error, cause, retry)
}

/// The same in the words of who knows the API.
pub fn failed_because(
    title: &str,
    error: &NetError,
    cause: String,
    retry: Callback<()>,
) -> AnyView {
    let signs_in_at = error.signs_in_at().map(str::to_owned);
    let links = move || signs_in_at.clone().map(sign_in::button).into_any();
    view! {
        <div class="u-inset">
            <ErrorPanel
                title=format!("{title} could not be loaded")
                cause=cause
                details=details(error)
                on_retry=retry
                links=ViewFn::from(links)
            />
        </div>
    }
    .into_any()
}

/// What stands in the place of a card or a tab whose plugin is configured wrongly.
pub fn misconfigured(error: &dyn std::fmt::Display) -> AnyView {
    view! {
        <div class="u-inset">
            <ErrorPanel title="The configuration has a mistake" cause=format!("{error}.") />
        </div>
    }
    .into_any()
}

/// What stands above an answer that could not be refreshed.
pub fn outdated(error: &NetError, at: Stamp, retry: Callback<()>) -> AnyView {
    let why = error.title();
    view! {
        <div class="u-inset">
            <Banner tone=Tone::Warning title="This is not up to date">
                "Read " <RelativeTime time=at.unix_milliseconds() as i64 /> ". " {why} ". "
                <Button
                    variant=Variant::Link
                    on_click=Callback::new(move |_| retry.run(()))
                >
                    "Try again"
                </Button>
            </Banner>
        </div>
    }
    .into_any()
}

/// The answer, new or old.
#[must_use]
pub fn good<T>(state: &LoadState<T>) -> Option<&Arc<T>> {
    match state {
        LoadState::Ready { value, .. } | LoadState::Failed { stale: Some((value, _)), .. } => {
            Some(value)
        }
        LoadState::Loading | LoadState::Failed { stale: None, .. } => None,
    }
}

/// When the shown answer arrived, in milliseconds since 1970.
#[must_use]
pub fn age<T: Send + Sync + 'static>(load: Load<T>) -> Memo<Option<i64>> {
    Memo::new(move |_| arrived(load).map(|at| at.unix_milliseconds() as i64))
}

/// When the shown answer arrived.
#[must_use]
pub fn arrived<T: Send + Sync + 'static>(load: Load<T>) -> Option<Stamp> {
    load.state.with(|state| match state {
        LoadState::Ready { fetched_at, .. } => Some(*fetched_at),
        LoadState::Failed { stale: Some((_, at)), .. } => Some(*at),
        LoadState::Loading | LoadState::Failed { stale: None, .. } => None,
    })
}

/// What went wrong at the last refresh of an answer that is still shown, and when that one arrived.
#[must_use]
pub fn stale<T: Send + Sync + 'static>(load: Load<T>) -> Option<(NetError, Stamp)> {
    load.state.with(|state| match state {
        LoadState::Failed { error, stale: Some((_, at)) } => Some((error.clone(), *at)),
        _ => None,
    })
}

/// What stands around a part of a tab that is loaded by itself: its name, a way to ask again and
/// others beside it, and the age of what is shown.
pub fn framed(
    title: &str,
    hint: MaybeProp<String>,
    at: Memo<Option<i64>>,
    retry: Callback<()>,
    more: Option<ViewFn>,
    inside: AnyView,
) -> AnyView {
    let again: Arc<str> = ["Reload ", title].concat().into();
    let actions = move || {
        let more = more.as_ref().map(ViewFn::run);
        view! {
            {more}
            <IconButton
                icon=Icon::Refresh
                label=again.to_string()
                size=Size::Sm
                on_click=move |_| retry.run(())
            />
        }
        .into_any()
    };
    let age = move || {
        let at = move || at.get().map(|at| view! { "Read " <RelativeTime time=at /> });
        view! { <span>{at}</span> }.into_any()
    };
    view! {
        <Card
            title=title.to_owned()
            hint=hint
            actions=ViewFn::from(actions)
            footer=ViewFn::from(age)
        >
            {inside}
        </Card>
    }
    .into_any()
}

/// What helps the people who run the API; nothing secret is in a [`NetError`].
fn details(error: &NetError) -> Vec<(String, String)> {
    let request = format!("{} {}{}", error.call.method, error.call.host, error.call.path);
    let mut facts =
        vec![("Request".to_owned(), request), ("Attempts".to_owned(), error.attempts.to_string())];
    if let Some(id) = &error.request_id {
        facts.push(("Request id".to_owned(), id.to_string()));
    }
    if let Some(detail) = &error.detail {
        facts.push(("Answer".to_owned(), detail.to_string()));
    }
    facts
}

/// What stands in the place of a card or a tab that an annotation would fill.
#[must_use]
pub fn not_configured(title: &str, key: &str, example: &str) -> AnyView {
    let snippet = format!("metadata:\n  annotations:\n    {key}: {example}\n");
    let label = format!("Annotation for {title}");
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title=format!("{title}: not configured")
            snippet=ViewFn::from(move || {
                view! { <CodeBlock
                    code=snippet.clone()
                    label=label.clone()
                    language=CodeLanguage::Yaml
                    added=vec![3]
                /> }.into_any()
            })>"Add this annotation to the descriptor."</EmptyState>
    }
    .into_any()
}

/// What stands in the place of a card or a tab whose API the portal does not know: what whoever
/// runs the portal adds to `portal.json`, as `label` calls it.
#[must_use]
pub fn not_in_settings(
    title: &'static str,
    text: &'static str,
    label: &'static str,
    snippet: &'static str,
) -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::NotConfigured
            title=title
            snippet=ViewFn::from(move || {
                view! { <CodeBlock code=snippet label=label language=CodeLanguage::Plain /> }
                    .into_any()
            })>{text}</EmptyState>
    }
    .into_any()
}
