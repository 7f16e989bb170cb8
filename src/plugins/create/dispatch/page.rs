//! The page of a run in CI: found where the CI system does not name it, then followed to its end.

use super::super::config::CreateConfig;
use super::super::form::found::{Found, Seen, watch};
use super::super::form_href;
use super::api;
use super::send::{AFTER, NAME, RUN};
use super::target::Target;
use crate::net::{LoadState, NetError};
use crate::plugin::build_view::follow;
use crate::plugin::loaded::{failed, good};
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use crate::plugin::token::token_banner;
use leptos::prelude::*;
use portico_components::{
    Banner, Button, ButtonLink, Description, EmptyKind, EmptyState, ExternalLink, Gap, ItemRow,
    List, Live, PageHeader, RelativeTime, SafeUrl, Skeleton, SkeletonKind, Stack, Status, Tone,
    lower, use_toaster,
};
use std::sync::Arc;
use std::time::Duration;

/// So often the new run is looked for.
const PAUSE: Duration = Duration::from_secs(2);
/// So many times.
const LOOKS: u32 = 30;

/// Draws the page.
pub fn draw(input: PageInput) -> AnyView {
    let seen = watch(use_sources(), input.read());
    let registry = use_registry();
    let list = registry.href(routes::CREATE, &());
    use_page().set(vec![Crumb::link("Create", list), Crumb::here("Run in CI")]);
    (move || match seen.get() {
        Seen::Waiting => view! {
            <PageHeader title="Run in CI" />
            <Skeleton kind=SkeletonKind::Text(6) label="Loading the template" />
        }
        .into_any(),
        Seen::Missing { name, .. } => {
            let why = ["The catalog has no template ", &*name, ", so nobody knows where it ran."];
            nothing(&name, why.concat())
        }
        Seen::Broken { name, why } => nothing(&name, why),
        Seen::Found(found) => of_template(&found),
    })
    .into_any()
}

fn nothing(title: &str, why: String) -> AnyView {
    view! {
        <PageHeader title=title.to_owned() />
        <EmptyState kind=EmptyKind::NotConfigured title="There is no run to look at">{why}</EmptyState>
    }
    .into_any()
}

fn of_template(found: &Arc<Found>) -> AnyView {
    let target = match read_config::<CreateConfig>() {
        Ok(config) => Target::read(&found.descriptor, &config),
        Err(error) => Some(Err(error.message)),
    };
    match target {
        Some(Ok(target)) => of_target(found, Arc::new(target)),
        Some(Err(why)) => nothing(&found.title, why),
        None => nothing(&found.title, "This template is not run by CI.".to_owned()),
    }
}

fn of_target(found: &Arc<Found>, target: Arc<Target>) -> AnyView {
    let query = use_query();
    let said = move |key: &'static str| {
        Memo::new(move |_| {
            query.pairs().with(|pairs| {
                let found = pairs.iter().find(|(name, _)| name == key);
                found.map(|(_, value)| value.clone()).filter(|value| !value.is_empty())
            })
        })
    };
    let (run, after, name) = (said(RUN), said(AFTER), said(NAME));
    let state = RwSignal::new(None::<BuildState>);
    let title = {
        let title = found.title.clone();
        Memo::new(move |_| name.get().unwrap_or_else(|| title.clone()))
    };
    name_the_page(title, state);
    let subtitle = [&*found.title, " · ", &*target.words()].concat();
    let meta = ViewFn::from(move || {
        let sign = move || {
            let (tone, word) = match state.get() {
                Some(state) => (state.tone, state.word),
                None => (Tone::Neutral, "Not known yet"),
            };
            view! { <Description term="State"><Status tone=tone label=word /></Description> }
        };
        view! { {sign} }.into_any()
    });
    let ended = ended(found, state);
    let inside = move || match (run.get(), after.get().and_then(|id| id.parse().ok())) {
        (Some(run), _) => followed(&target, run, state),
        (None, Some(after)) => find(target.clone(), after, query),
        (None, None) => view! {
            <EmptyState kind=EmptyKind::NotConfigured title="There is no run to look at">
                "This address names no run."
            </EmptyState>
        }
        .into_any(),
    };
    view! {
        <PageHeader title=title subtitle=subtitle meta=meta />
        <Stack gap=Gap::Lg>
            {ended}
            {inside}
        </Stack>
    }
    .into_any()
}

/// The window says how it stands, and a toast that it has ended: people look elsewhere meanwhile.
fn name_the_page(title: Memo<String>, state: RwSignal<Option<BuildState>>) {
    let (frame, toaster) = (use_page(), use_toaster());
    let list = use_registry().href(routes::CREATE, &());
    Effect::new(move |before: Option<Option<BuildState>>| {
        let (title, state) = (title.get(), state.get());
        let here = match state {
            Some(state) => [&*title, ", ", &*lower(state.word)].concat(),
            None => title.clone(),
        };
        frame.set(vec![Crumb::link("Create", list.clone()), Crumb::here(here)]);
        let ran = before.flatten().is_some_and(|before| !before.over);
        if let Some(state) = state.filter(|state| state.over && ran) {
            toaster.push(state.tone, [&*title, ": ", state.word].concat(), None);
        }
        state
    });
}

/// What comes after the end.
fn ended(found: &Arc<Found>, state: RwSignal<Option<BuildState>>) -> AnyView {
    let sources = use_sources();
    let again = form_href(&use_registry(), &found.reference, None);
    // What was made is in the catalog as soon as its sources are read again.
    Effect::new(move |before: Option<bool>| {
        let done = state.get().is_some_and(|state| state.over && state.tone == Tone::Success);
        if done && before != Some(true) {
            sources.refresh();
        }
        done
    });
    let shown = move || {
        let state = state.get().filter(|state| state.over)?;
        let again = again.clone();
        let banner = match state.tone {
            Tone::Success => {
                let actions = ViewFn::from(move || {
                    again
                        .clone()
                        .map(|href| view! { <ButtonLink href=href icon=Icon::Plus>"Create another"</ButtonLink> })
                        .into_any()
                });
                view! {
                    <Banner tone=Tone::Success title="CI has done it" live=Live::Status actions=actions>
                        "What it made is in the catalog as soon as its descriptor is where the catalog looks."
                    </Banner>
                }
                .into_any()
            }
            _ => {
                let actions = ViewFn::from(move || {
                    again
                        .clone()
                        .map(|href| view! { <ButtonLink href=href>"Back to the form"</ButtonLink> })
                        .into_any()
                });
                view! {
                    <Banner tone=Tone::Warning title="CI has not done it" live=Live::Status actions=actions>
                        "What it made before it ended stays. In the form, “Start from last time” brings your answers back."
                    </Banner>
                }
                .into_any()
            }
        };
        Some(banner)
    };
    view! { {shown} }.into_any()
}

/// The run, by the plugin that knows builds.
fn followed(target: &Target, run: String, state: RwSignal<Option<BuildState>>) -> AnyView {
    let input = BuildInput {
        kind: target.server.kind.key().to_owned(),
        origin: target.server.origin.clone(),
        title: target.server.label().to_owned(),
        project: target.project.clone(),
        id: run,
        state,
    };
    follow(&use_registry(), input).unwrap_or_else(|| {
        let link = link(target);
        view! {
            <Banner tone=Tone::Info title="It was started">
                "The plugin for builds is switched off, so it cannot be followed here. " {link}
            </Banner>
        }
        .into_any()
    })
}

fn link(target: &Target) -> Option<AnyView> {
    let url = SafeUrl::parse(&target.page()?)?;
    let words = ["Open its runs at ", target.server.label()].concat();
    Some(view! { <ExternalLink url=url>{words}</ExternalLink> }.into_any())
}

/// The run that was not there before.
fn find(target: Arc<Target>, after: u64, query: Query) -> AnyView {
    let looks = RwSignal::new(0_u32);
    let load = {
        let target = target.clone();
        use_load(move || api::runs(&target))
    };
    let reference = target.reference.clone();
    let new = Memo::new(move |_| {
        load.state
            .with(|state| good(state).map(|runs| runs.since(after, &reference)))
            .unwrap_or_default()
    });
    let take = move |id: u64| {
        let Some(mut pairs) = query.pairs().try_get_untracked() else { return };
        pairs.retain(|(key, _)| key != RUN && key != AFTER);
        pairs.insert(0, (RUN.to_owned(), id.to_string()));
        query.set(pairs, false);
    };
    Effect::new(move |_| {
        let found = new.get();
        if let [run] = found.as_slice() {
            let id = run.id;
            // Not now: this page is drawn anew by it.
            queue_microtask(move || take(id));
            return;
        }
        let (busy, hopeless) = load.state.with(|state| {
            let signed_out =
                matches!(state, LoadState::Failed { error, .. } if error.sign_in_at().is_some());
            (state.is_busy(), signed_out)
        });
        if busy || hopeless || !found.is_empty() || looks.get() >= LOOKS {
            return;
        }
        set_timeout(
            move || {
                looks.try_update(|looks| *looks += 1);
                load.reload();
            },
            PAUSE,
        );
    });
    let retry = Callback::new(move |()| {
        looks.set(0);
        load.reload();
    });
    let inside = move || {
        let found = new.get();
        if found.len() > 1 {
            return several(found, take);
        }
        let error = load.state.with(|state| match state {
            LoadState::Failed { error, .. } => Some(error.clone()),
            _ => None,
        });
        match error {
            Some(error) => unseen(&error, retry),
            None if looks.get() >= LOOKS => late(&target, retry),
            None => {
                let words = [target.server.label(), " has taken it. Its run is looked for…"];
                view! {
                    <p role="status">{words.concat()}</p>
                    <Skeleton kind=SkeletonKind::Rows(4) label="Looking for the run" />
                }
                .into_any()
            }
        }
    };
    view! { {inside} }.into_any()
}

/// Several people have started the workflow at the same moment.
fn several(found: Vec<api::Run>, take: impl Fn(u64) + Copy + Send + Sync + 'static) -> AnyView {
    let rows = found
        .into_iter()
        .map(|run| {
            let title = match run.actor.login.as_str() {
                "" => format!("Run #{}", run.run_number),
                login => format!("Run #{} by {login}", run.run_number),
            };
            let label = ["Follow ", &*title].concat();
            let when = instant(&run.created_at);
            let detail =
                ViewFn::from(move || when.map(|at| view! { <RelativeTime time=at /> }).into_any());
            let id = run.id;
            let side = ViewFn::from(move || {
                let label = label.clone();
                view! {
                    <Button
                        attr:aria-label=label
                        on_click=move |_| queue_microtask(move || take(id))
                    >
                        "Follow"
                    </Button>
                }
                .into_any()
            });
            view! { <ItemRow title=title detail=detail side=side /> }.into_any()
        })
        .collect();
    view! {
        <Banner tone=Tone::Info title="Which run is yours?" live=Live::Status>
            "Several were started at this moment, and GitHub does not say whose is whose."
        </Banner>
        <List items=rows label="Runs that are new" />
    }
    .into_any()
}

/// The runs cannot be read; the run goes on.
fn unseen(error: &NetError, retry: Callback<()>) -> AnyView {
    let Some(origin) = error.sign_in_at() else { return failed("The run", error, retry) };
    let words = ("A token is needed to look at the run", "It was started and goes on.");
    token_banner(origin, &error.call.title, words, retry)
}

fn late(target: &Target, retry: Callback<()>) -> AnyView {
    let link = link(target);
    let actions = ViewFn::from(move || {
        view! { <Button on_click=move |_| queue_microtask(move || { retry.try_run(()); })>"Look again"</Button> }
            .into_any()
    });
    view! {
        <Banner tone=Tone::Warning title="The run has not appeared in a minute" live=Live::Status actions=actions>
            "It was taken, so do not send it again yet. A queue, or a rule of the workflow, may hold it back. " {link}
        </Banner>
    }
    .into_any()
}
