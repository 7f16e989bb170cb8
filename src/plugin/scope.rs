//! Where an extension is drawn: its own owner, error boundary, analytics context and net client.

use super::analytics::{Action, Analytics};
use super::chunk::{ChunkError, Drawing, Loader};
use super::manifest::Plugin;
use super::registry::{Installed, Registry};
use crate::config::{ConfigError, PluginConfig};
use crate::crash;
use crate::net::{Net, NetClient};
use leptos::either::Either;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::tachys::reactive_graph::OwnedView;
use leptos::task::spawn_local;
use portico_components::{Button, ErrorPanel, Skeleton, SkeletonKind, lower_first};
use std::sync::Arc;
use std::time::Duration;

/// How long a chunk may take before the place says that it could not be loaded.
const CHUNK_DEADLINE: Duration = Duration::from_secs(10);

/// The plugin whose extension is being drawn.
#[derive(Clone)]
pub struct Mounted {
    /// The plugin.
    pub plugin: Arc<Plugin>,
    /// Id of the extension.
    pub extension: &'static str,
    config: Option<PluginConfig>,
}

/// The plugin around the caller, if there is one.
#[must_use]
pub fn use_mounted() -> Option<Mounted> {
    use_context::<Mounted>()
}

/// All pages of the portal, for links.
#[must_use]
pub fn use_registry() -> Arc<Registry> {
    use_context::<Arc<Registry>>().unwrap_or_default()
}

/// The plugin's own configuration. The portal has checked it at the start, so that a mistake is in
/// the settings and the defaults are in force here.
#[must_use]
pub fn use_config<T: serde::de::DeserializeOwned + Default>() -> T {
    use_mounted()
        .and_then(|mounted| mounted.config)
        .and_then(|config| config.parse().ok())
        .unwrap_or_default()
}

/// The same for a plugin that has its configuration checked no earlier than on its own page, which
/// then says what is wrong: what is long costs those who never open it nothing.
///
/// # Errors
/// The first mistake, with its path in the file.
pub fn read_config<T: serde::de::DeserializeOwned + Default>() -> Result<T, ConfigError> {
    let config = use_mounted().and_then(|mounted| mounted.config);
    config.map_or_else(|| Ok(T::default()), |config| config.parse())
}

/// The net client of the plugin around the caller: it knows the origins that the manifest names.
#[must_use]
pub fn use_net() -> Option<NetClient> {
    use_context::<NetClient>()
}

/// The way to the analytics sinks, in the context of the caller's extension.
#[must_use]
pub fn use_analytics() -> Option<Analytics> {
    use_context::<Analytics>()
}

enum Stage {
    Fetching,
    Drawn,
    Failed(ChunkError),
}

/// Draws one extension of a plugin.
///
/// The code is fetched first; until then `waiting` is shown. A chunk that does not come, and a
/// plugin in quarantine, are panels with a retry in this place alone.
#[component]
pub fn PluginScope(
    /// The plugin, and whether it is in quarantine.
    by: Installed,
    /// Id of the extension.
    extension: &'static str,
    /// What the place is called in an error: “Builds”.
    #[prop(into)]
    title: String,
    /// Draws it; called again at a retry.
    draw: Arc<dyn Fn() -> Drawing + Send + Sync>,
    /// Shown while the code is fetched.
    waiting: ViewFn,
) -> impl IntoView {
    // An owner of its own: contexts given here are for this extension, not for its neighbours.
    let owner = Owner::new();
    let view = owner.with(|| inside(by, extension, title, draw, waiting));
    OwnedView::new_with_owner(view, owner)
}

/// A part of the plugin around the caller whose code is a chunk of its own, in place.
///
/// `title` is what the place is called in an error, “The build”; the skeleton says “Loading the
/// build”. Nothing where no plugin is around.
#[must_use]
pub fn later<I: Clone + Send + Sync>(
    extension: &'static str,
    title: &'static str,
    skeleton: SkeletonKind,
    loader: Loader<I>,
    input: I,
) -> AnyView {
    let around = use_mounted().map(|mounted| mounted.plugin.id());
    let registry = use_registry();
    let by = registry.plugins().iter().find(|by| Some(by.plugin.id()) == around);
    by.map_or_else(|| ().into_any(), |by| part(by, extension, title, skeleton, loader, input))
}

/// The same for a part that another plugin draws.
pub(super) fn part<I: Clone + Send + Sync>(
    by: &Installed,
    extension: &'static str,
    title: &'static str,
    skeleton: SkeletonKind,
    loader: Loader<I>,
    input: I,
) -> AnyView {
    let label = ["Loading ", &lower_first(title)].concat();
    let waiting = move || view! { <Skeleton kind=skeleton label=label.clone() /> }.into_any();
    view! {
        <PluginScope
            by=by.clone()
            extension=extension
            title=title
            draw=Arc::new(move || loader.draw(input.clone()))
            waiting=ViewFn::from(waiting)
        />
    }
    .into_any()
}

/// Gives the contexts of a plugin to what runs under the current owner.
pub(super) fn provide(by: &Installed, extension: &'static str, net: Option<&Net>) {
    let Installed { plugin, config, .. } = by;
    let id = plugin.id();
    provide_context(Mounted { plugin: plugin.clone(), extension, config: config.clone() });
    if let Some(net) = net {
        provide_context(net.client(id, plugin.origins()));
    }
    if let Some(analytics) = use_context::<Analytics>() {
        provide_context(analytics.within(id, extension));
    }
}

/// Starts what plugins do while nobody waits ([`Plugin::idle`]), each in its own context.
pub fn idle(registry: &Registry, net: &Net) {
    for by in registry.plugins().iter().filter(|by| !by.quarantined) {
        let (Some((key, loader)), Some(config)) = (by.plugin.idle, &by.config) else { continue };
        if config.names(key) {
            let owner = Owner::new();
            let drawing = owner.with(|| {
                provide(by, key, Some(net));
                ScopedFuture::new(crash::within(by.plugin.id(), || loader.draw(())))
            });
            spawn_local(async move {
                // What it started holds what it needs; a chunk that does not come is no accident.
                let _ = drawing.await;
                owner.cleanup();
            });
        }
    }
}

fn inside(
    by: Installed,
    extension: &'static str,
    title: String,
    draw: Arc<dyn Fn() -> Drawing + Send + Sync>,
    waiting: ViewFn,
) -> AnyView {
    provide(&by, extension, use_context::<Net>().as_ref());
    let Installed { plugin, quarantined, .. } = by;
    let id = plugin.id();
    let analytics = use_context::<Analytics>();

    let held = RwSignal::new(quarantined);
    let stage = RwSignal::new(Stage::Fetching);
    let drawn = StoredValue::new_local(None::<AnyView>);
    let attempt = StoredValue::new(0_u32);

    let fail = {
        let analytics = analytics.clone();
        move |error: ChunkError| {
            if let Some(analytics) = &analytics {
                analytics.emit(Action::Error, error.to_string());
            }
            stage.set(Stage::Failed(error));
        }
    };
    let owner = Owner::current().unwrap_or_default();
    let start = {
        let draw = draw.clone();
        move || {
            let Some(mine) = attempt.try_update_value(|count| {
                *count += 1;
                *count
            }) else {
                return;
            };
            let is_mine = move || attempt.try_get_value() == Some(mine);
            stage.set(Stage::Fetching);
            let late = fail.clone();
            set_timeout(
                move || {
                    let waits = stage
                        .try_with_untracked(|stage| matches!(stage, Stage::Fetching))
                        .unwrap_or(false);
                    if is_mine() && waits {
                        attempt.try_update_value(|count| *count += 1);
                        late(ChunkError {
                            cause: format!("no answer in {} s", CHUNK_DEADLINE.as_secs()),
                        });
                    }
                },
                CHUNK_DEADLINE,
            );
            let fail = fail.clone();
            let drawing = owner.with(|| crash::within(id, || draw()));
            let drawing = owner.with(|| ScopedFuture::new(drawing));
            spawn_local(async move {
                let done = drawing.await;
                if !is_mine() {
                    return;
                }
                match done {
                    Ok(view) => {
                        drawn.try_update_value(|place| *place = Some(view));
                        stage.set(Stage::Drawn);
                    }
                    Err(error) => fail(error),
                }
            });
        }
    };
    if !quarantined {
        start();
    }

    let name = plugin.name();
    let retry = Callback::new({
        let start = start.clone();
        move |()| start()
    });
    let release = Callback::new(move |()| {
        crash::release(id);
        held.set(false);
        start();
    });
    view! {
        <div class="plugin-scope" data-plugin=id data-extension=extension>
            {move || {
                if held.get() {
                    return Either::Left(quarantine(name, &title, release).into_any());
                }
                let shown = stage.with(|stage| match stage {
                    Stage::Fetching => waiting.run(),
                    Stage::Drawn => drawn
                        .try_update_value(Option::take)
                        .flatten()
                        .unwrap_or_else(|| waiting.run()),
                    Stage::Failed(error) => not_loaded(&title, error, retry),
                });
                Either::Right(boundary(shown))
            }}
        </div>
    }
    .into_any()
}

fn boundary(shown: AnyView) -> AnyView {
    view! {
        <ErrorBoundary fallback=|errors| {
            let text = move || {
                errors
                    .with(|all| all.iter().map(|(_, error)| error.to_string()).collect::<Vec<_>>())
                    .join(" ")
            };
            view! {
                <ErrorPanel
                    title="This part could not be shown"
                    cause=text()
                />
            }
        }>{shown}</ErrorBoundary>
    }
    .into_any()
}

fn not_loaded(title: &str, error: &ChunkError, retry: Callback<()>) -> AnyView {
    view! {
        <ErrorPanel
            title=format!("{title} could not be loaded")
            cause="Its code did not arrive: the network failed, or the portal was deployed anew. Everything else goes on working."
            details=vec![("Error".to_owned(), error.cause.clone())]
            on_retry=retry
        />
    }
    .into_any()
}

fn quarantine(plugin: &str, title: &str, release: Callback<()>) -> AnyView {
    view! {
        <ErrorPanel
            title=format!("{title} is switched off for now")
            cause=format!(
                "The plugin “{plugin}” stopped the portal, so it was not started again. Everything else goes on working.",
            )
            links=ViewFn::from(move || {
                view! {
                    <Button on_click=Callback::new(move |_| release.run(()))>"Start it again"</Button>
                }
                .into_any()
            })
        />
    }
    .into_any()
}
