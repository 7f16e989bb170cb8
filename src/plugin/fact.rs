//! Facts about an entity: each a few words that a plugin loads by itself, for the strip on the
//! overview, for the table of a team, and for the widgets of the home page.

use super::chunk::Loader;
use super::entities::entity_href;
use super::extension::{EntityInput, Fit, When};
use super::registry::{Installed, Registry};
use super::routes::{self, EntityPath};
use super::scope::provide;
use crate::crash;
use crate::net::{Load, LoadState, Net, NetError};
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use portico_catalog::catalog::{Catalog, Ix};
use portico_components::Tone;
use std::sync::Arc;

/// A fact about an entity, in a few words: the state of its latest build, what fires.
///
/// It is loaded after the first paint, apart from all others; one that is slow or fails is a dash
/// with the reason.
#[derive(Clone, Copy)]
pub struct EntityFact {
    /// Unique among all facts.
    pub id: &'static str,
    /// What it is called: “Latest build”. Two or three words.
    pub title: &'static str,
    /// Slug of the tab that says more.
    pub tab: &'static str,
    /// For which entities. One without the annotation has no such fact.
    pub when: When,
    /// Title of a widget of the home page that lists what of the reader's is not well; empty for
    /// none.
    pub widget: &'static str,
    /// Follows the fact: calls [`FactInput::follow`] and draws nothing.
    pub loader: Loader<FactInput>,
}

/// What a fact is given.
#[derive(Clone)]
pub struct FactInput {
    /// The entity.
    pub entity: EntityInput,
    /// Whether the same is asked about many entities at the same time: an API that can answer for
    /// all of them at once is asked once, because equal requests are one.
    pub many: bool,
    state: RwSignal<FactState>,
}

impl FactInput {
    /// Says what the fact has come to, and again whenever a signal in `state` changes.
    pub fn follow(&self, state: impl Fn() -> FactState + Send + Sync + 'static) -> AnyView {
        let place = self.state;
        let state: Arc<dyn Fn() -> FactState + Send + Sync> = Arc::new(state);
        Effect::new(move |_| {
            let new = state();
            if place.try_with_untracked(|old| *old != new) == Some(true) {
                place.try_set(new);
            }
        });
        ().into_any()
    }

    /// Says why there is no such fact, once and for all.
    pub fn missing(&self, why: &str) -> AnyView {
        self.state.try_set(FactState::Failed(why.to_owned()));
        ().into_any()
    }
}

/// What a fact has come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum FactState {
    /// It is on its way.
    #[default]
    Waiting,
    /// It is on its way for long: who is slow, in a sentence.
    Slow(String),
    /// This.
    Known(Fact),
    /// Nobody knows, and why, in sentences.
    Failed(String),
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Whether that is good.
    pub tone: Tone,
    /// In a word or two: “Passed”, “2 firing”.
    pub value: String,
    /// What else there is to say, in a few words; may be empty.
    pub detail: String,
    /// Since when, or when, in milliseconds since 1970.
    pub at: Option<i64>,
}

impl Fact {
    /// A fact in one word.
    #[must_use]
    pub fn new(tone: Tone, value: impl Into<String>) -> Self {
        Self { tone, value: value.into(), detail: String::new(), at: None }
    }

    /// With more words.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// With its time.
    #[must_use]
    pub fn at(mut self, at: Option<i64>) -> Self {
        self.at = at;
        self
    }

    /// How bad it is: 2 for what somebody has to look at now, 1 for soon, 0 for the rest.
    #[must_use]
    pub const fn weight(&self) -> u8 {
        match self.tone {
            Tone::Danger => 2,
            Tone::Warning => 1,
            _ => 0,
        }
    }
}

impl FactState {
    /// Why there is no answer, in sentences.
    #[must_use]
    pub fn failed(error: &NetError) -> Self {
        Self::Failed([&error.title(), ". ", &*error.next_step()].concat())
    }

    /// Whether it will not become something else by itself.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        matches!(self, Self::Known(_) | Self::Failed(_))
    }

    /// The fact, if it is known.
    #[must_use]
    pub const fn known(&self) -> Option<&Fact> {
        match self {
            Self::Known(fact) => Some(fact),
            _ => None,
        }
    }

    /// See [`Fact::weight`].
    #[must_use]
    pub fn weight(&self) -> u8 {
        self.known().map_or(0, Fact::weight)
    }
}

/// The answer of a load, or what to say instead.
///
/// # Errors
/// That it is on its way, or has failed.
pub fn answer<T: Send + Sync + 'static>(load: Load<T>) -> Result<Arc<T>, FactState> {
    load.state.with(|state| match state {
        LoadState::Ready { value, .. } | LoadState::Failed { stale: Some((value, _)), .. } => {
            Ok(value.clone())
        }
        LoadState::Failed { error, stale: None } => Err(FactState::failed(error)),
        LoadState::Loading => Err(match load.slow.get() {
            true => {
                let host = load.source.with(|source| source.as_ref().map(|one| one.host.clone()));
                FactState::Slow([&*host.unwrap_or_default(), " is slow to answer."].concat())
            }
            false => FactState::Waiting,
        }),
    })
}

/// Of several parts that are missing the one to name: a failure stays one, whatever else comes.
#[must_use]
pub fn worse(one: Option<FactState>, other: FactState) -> FactState {
    let rank = |state: &FactState| match state {
        FactState::Failed(_) => 2,
        FactState::Slow(_) => 1,
        _ => 0,
    };
    match one {
        Some(one) if rank(&one) >= rank(&other) => one,
        _ => other,
    }
}

/// A fact that is followed.
#[derive(Clone)]
pub struct Followed {
    /// What it is called.
    pub title: &'static str,
    /// What it has come to.
    pub state: RwSignal<FactState>,
    /// Address of the tab that says more.
    pub href: Option<String>,
}

/// A fact that an entity has, and the plugin that knows it.
pub type Known = (Installed, EntityFact);

/// The facts that an entity has, in order.
pub fn of_entity(registry: &Registry, catalog: &Catalog, ix: Ix) -> Vec<Known> {
    registry
        .facts()
        .filter(|(_, fact)| fact.when.fits(catalog, ix) == Fit::Yes)
        .map(|(by, fact)| (by.clone(), *fact))
        .collect()
}

impl Followed {
    /// A fact of an entity, which nobody follows yet.
    #[must_use]
    pub fn new(registry: &Registry, fact: &EntityFact, catalog: &Catalog, ix: Ix) -> Self {
        let path = EntityPath::of(&catalog.entry(ix).entity_ref()).tab(fact.tab);
        let href =
            registry.href(routes::ENTITY, &path).or_else(|| entity_href(registry, catalog, ix));
        Self { title: fact.title, state: RwSignal::new(FactState::Waiting), href }
    }

    /// Follows it until the owner goes; requests that are under way end with that. `many` is as in
    /// [`FactInput`].
    pub fn start(&self, (by, fact): &Known, catalog: &Arc<Catalog>, ix: Ix, many: bool) {
        let state = self.state;
        if by.quarantined {
            let why = "The plugin stopped the portal, so it was not started again.";
            state.try_set(FactState::Failed(why.to_owned()));
            return;
        }
        let owner = Owner::new();
        owner.with(|| {
            provide(by, fact.id, use_context::<Net>().as_ref());
            let entity = EntityInput { catalog: catalog.clone(), ix, rest: String::new() };
            let input = FactInput { entity, many, state };
            let (id, loader) = (by.plugin.id(), fact.loader);
            let following = ScopedFuture::new(crash::within(id, || loader.draw(input)));
            spawn_local(async move {
                if following.await.is_err() {
                    let why = "Its code could not be loaded. Load the page again.";
                    state.try_set(FactState::Failed(why.to_owned()));
                }
            });
        });
        // It lives as long as the caller's owner, and not longer.
        on_cleanup(move || owner.cleanup());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_named_before_what_is_slow() {
        let failed = FactState::Failed("no".to_owned());
        let slow = FactState::Slow("slow".to_owned());
        assert_eq!(worse(None, FactState::Waiting), FactState::Waiting);
        assert_eq!(worse(Some(slow.clone()), failed.clone()), failed);
        assert_eq!(worse(Some(failed.clone()), slow.clone()), failed);
        assert_eq!(worse(Some(FactState::Waiting), slow.clone()), slow);
    }

    #[test]
    fn what_is_not_known_weighs_nothing() {
        let known = |tone| FactState::Known(Fact::new(tone, "x")).weight();
        assert_eq!([known(Tone::Danger), known(Tone::Warning), known(Tone::Info)], [2, 1, 0]);
        assert_eq!(FactState::Failed(String::new()).weight(), 0);
        assert!(!FactState::Slow(String::new()).is_settled());
    }
}
