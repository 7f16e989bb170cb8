//! Loading as a page sees it: one hook, three states.
//!
//! It is built from signals and a task, not from `Resource` and `Suspense`: those can wait for each
//! other for ever, and a card must be able to fail alone. After every `await` only `try_` writes
//! happen, so a page that is gone by then is no accident.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use futures_util::{
    FutureExt,
    future::{AbortHandle, Either, abortable, select},
};
use leptos::{
    prelude::{Get as _, *},
    task::spawn_local,
};
use serde::de::DeserializeOwned;

use super::{
    Answer, Call, ErrorKind, Get, Net, NetClient, NetError, Stamp, prepare::Prepared, stale::Key,
    table::Table,
};
use crate::readers::note;

/// After so long an answer that is still missing is called slow.
const SLOW: Duration = Duration::from_secs(3);
/// Younger answers are not asked for again by themselves.
const FRESH: Duration = Duration::from_secs(15);
/// Older answers are asked for again when the page comes back into view.
const OLD: Duration = Duration::from_secs(60);
/// When the network is back, not everybody asks at once but at random within this time.
const BACK_ONLINE: Duration = Duration::from_secs(5);

/// What a load has come to.
pub enum LoadState<T> {
    /// Nothing to show yet.
    Loading,
    /// An answer.
    Ready {
        /// The answer.
        value: Arc<T>,
        /// When it arrived.
        fetched_at: Stamp,
        /// Whether a newer one is on its way.
        refreshing: bool,
    },
    /// No answer.
    Failed {
        /// Why.
        error: NetError,
        /// The last good answer to the same question, and when it arrived.
        stale: Option<(Arc<T>, Stamp)>,
    },
}

/// A running [`use_load`]: three signals and a way to ask again.
pub struct Load<T: Send + Sync + 'static> {
    /// What it has come to.
    pub state: Signal<LoadState<T>>,
    /// Whether the answer takes long (3 s).
    pub slow: Signal<bool>,
    /// Who is asked.
    pub source: Signal<Option<Arc<Call>>>,
    again: RwSignal<u32>,
    screen: Screen<T>,
    task: StoredValue<Arc<Task>>,
}

/// What a page wants to load right now.
pub enum Ask<T> {
    /// This.
    Load(Get<T>),
    /// Nothing yet: something it depends on is still missing.
    Wait,
    /// Nothing, because something it depends on is wrong.
    Fail(NetError),
}

/// What the closure of [`use_load`] may give.
pub trait IntoAsk {
    /// The type of the answer.
    type Value: DeserializeOwned + Send + Sync + 'static;
    /// The wish.
    fn into_ask(self) -> Ask<Self::Value>;
}

impl<T: DeserializeOwned + Send + Sync + 'static> IntoAsk for Get<T> {
    type Value = T;

    fn into_ask(self) -> Ask<T> {
        Ask::Load(self)
    }
}

impl<T: DeserializeOwned + Send + Sync + 'static> IntoAsk for Option<Get<T>> {
    type Value = T;

    fn into_ask(self) -> Ask<T> {
        self.map_or(Ask::Wait, Ask::Load)
    }
}

impl<T: DeserializeOwned + Send + Sync + 'static> IntoAsk for Result<Get<T>, NetError> {
    type Value = T;

    fn into_ask(self) -> Ask<T> {
        self.map_or_else(Ask::Fail, Ask::Load)
    }
}

/// Loads what the closure asks for, and again when a signal in it changes what that is.
///
/// - The last good answer to the same question is shown at once and then refreshed; one younger
///   than 15 s is not even refreshed.
/// - The request is aborted when the page goes away or asks for something else, and shared with
///   others who ask the same.
/// - It asks again by itself when the page comes back into view after a minute, when the network
///   is back, and when a credential for the origin was given; and after a failure when somebody
///   asked the same origin again elsewhere on the page and got an answer.
/// - It uses the [`NetClient`] in context.
///
/// ```no_run
/// # use portico::net::{Get, NetError, use_load};
/// # use leptos::prelude::{Get as _, *};
/// # #[derive(serde::Deserialize)] struct Runs {}
/// # fn slug(entity: &str) -> Result<(&str, &str), NetError> { entity.split_once('/').ok_or_else(|| NetError::refused("…")) }
/// # let (entity, branch) = (String::new(), RwSignal::new(None::<String>));
/// let runs = use_load(move || {
///     let (owner, repo) = slug(&entity)?;
///     Ok(Get::<Runs>::new("ci").path(["repos", owner, repo, "actions", "runs"]).query("branch", branch.get()))
/// });
/// ```
pub fn use_load<A: IntoAsk>(ask: impl Fn() -> A + 'static) -> Load<A::Value> {
    let state = RwSignal::new(LoadState::Loading);
    let slow = RwSignal::new(false);
    let source = RwSignal::new(None);
    let again = RwSignal::new(0);
    let screen = Screen { state, slow };
    let task = Arc::new(Task(Mutex::new(None)));
    let load = Load {
        state: state.into(),
        slow: slow.into(),
        source: source.into(),
        again,
        screen,
        task: StoredValue::new(task.clone()),
    };
    let Some(client) = use_context::<NetClient>() else {
        let error = NetError::refused("There is no network in this part of the portal.");
        state.set(LoadState::Failed { error, stale: None });
        return load;
    };
    on_cleanup({
        let task = task.clone();
        move || task.stop()
    });
    Effect::new(move |last: Option<Seen>| {
        let ask = ask().into_ask();
        let failed = state.with_untracked(|state| matches!(state, LoadState::Failed { .. }));
        let mut seen = Seen::now(&client, again.get(), failed);
        let get = match ask {
            Ask::Load(get) => get,
            Ask::Wait => {
                task.stop();
                state.set(LoadState::Loading);
                return seen;
            }
            Ask::Fail(error) => {
                task.stop();
                state.set(LoadState::Failed { error, stale: None });
                return seen;
            }
        };
        let prepared = match client.prepare(&get.request) {
            Ok(prepared) => prepared,
            Err(error) => {
                task.stop();
                state.set(LoadState::Failed { error, stale: None });
                return seen;
            }
        };
        seen.of(&client, &prepared);
        source.set(Some(prepared.call));
        let start = Start::decide(last.as_ref(), &seen);
        seen.asked_at = match (&last, start) {
            (Some(last), Start::Nothing) => last.asked_at,
            _ => seen.at,
        };
        let delay = match start {
            Start::Nothing => return seen,
            Start::New => {
                task.stop();
                if screen.show_last_good(&client, &get) {
                    return seen;
                }
                Duration::ZERO
            }
            Start::BackOnline => BACK_ONLINE.mul_f64(client.state().clock.random()),
            Start::ByHand | Start::Refresh => Duration::ZERO,
        };
        let run = screen.run(client.clone(), get, start == Start::ByHand, client.scaled(delay));
        task.replace(run);
        seen
    });
    load
}

/// What the effect saw when it last ran, to tell why it runs again.
struct Seen {
    key: Option<Key>,
    at: Stamp,
    asked_at: Stamp,
    again: u32,
    online: bool,
    shown: u32,
    signed: u32,
    healed: u32,
    failed: bool,
    old: Duration,
}

impl Seen {
    fn now(client: &NetClient, again: u32, failed: bool) -> Self {
        let state = client.state();
        note(&state.events.online);
        note(&state.events.shown);
        let (online, shown) = (state.events.online.get(), state.events.shown.get());
        let at = state.clock.stamp();
        let old = client.scaled(OLD);
        let (signed, healed) = (0, 0);
        Self { key: None, at, asked_at: at, again, online, shown, signed, healed, failed, old }
    }

    fn of(&mut self, client: &NetClient, prepared: &Prepared) {
        self.key = Some(prepared.key());
        let events = &client.state().events;
        let count =
            |all: &Table<String, u32>| all.get(&prepared.call.origin).copied().unwrap_or_default();
        note(&events.signed);
        note(&events.healed);
        self.signed = events.signed.with(count);
        self.healed = events.healed.with(count);
    }
}

/// Why a load starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start {
    /// It does not.
    Nothing,
    /// The question is new, or somebody else asks it now.
    New,
    /// A person asks again.
    ByHand,
    /// What is shown is old, or its origin answers others again.
    Refresh,
    /// The network is back.
    BackOnline,
}

impl Start {
    fn decide(last: Option<&Seen>, now: &Seen) -> Self {
        match last {
            None => Self::New,
            Some(last) if last.key != now.key || last.signed != now.signed => Self::New,
            Some(last) if last.again != now.again => Self::ByHand,
            Some(last) if now.failed && last.healed != now.healed => Self::Refresh,
            Some(last) if !last.online && now.online => Self::BackOnline,
            Some(last) if last.shown != now.shown && last.asked_at.until(now.at) >= now.old => {
                Self::Refresh
            }
            Some(_) => Self::Nothing,
        }
    }
}

/// The task that loads; at most one.
struct Task(Mutex<Option<AbortHandle>>);

impl Task {
    fn stop(&self) {
        let running = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(running) = running {
            running.abort();
        }
    }

    fn replace(&self, run: impl Future<Output = ()> + 'static) {
        self.stop();
        let (run, handle) = abortable(run);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(handle);
        spawn_local(run.map(drop));
    }
}

/// The signals of one load.
struct Screen<T: Send + Sync + 'static> {
    state: RwSignal<LoadState<T>>,
    slow: RwSignal<bool>,
}

impl<T: DeserializeOwned + Send + Sync + 'static> Screen<T> {
    /// Begins with the last good answer; whether it is fresh enough to leave it at that.
    fn show_last_good(self, client: &NetClient, get: &Get<T>) -> bool {
        let Some(Answer { value, fetched_at, .. }) = client.last_good(get) else {
            self.state.set(LoadState::Loading);
            return false;
        };
        let age = fetched_at.until(client.state().clock.stamp());
        let is_fresh = age < client.scaled(FRESH);
        self.state.set(LoadState::Ready { value, fetched_at, refreshing: !is_fresh });
        is_fresh
    }

    async fn run(self, client: NetClient, get: Get<T>, by_hand: bool, delay: Duration) {
        if !delay.is_zero() {
            client.state().clock.sleep(delay.as_secs_f64() * 1000.0).await;
        }
        let _ = self.state.try_maybe_update(|state| (state.begin(), ()));
        let answer = async {
            match by_hand {
                true => client.get_anew(&get).await,
                false => client.get(&get).await,
            }
        };
        let patience = client.scaled(SLOW).as_secs_f64() * 1000.0;
        let result = match select(Box::pin(answer), client.state().clock.sleep(patience)).await {
            Either::Left((result, _)) => result,
            Either::Right(((), answer)) => {
                let _ = self.slow.try_set(true);
                answer.await
            }
        };
        let healed = result.as_ref().ok().filter(|_| by_hand).map(|answer| answer.call.clone());
        self.end(result);
        if let Some(call) = healed {
            let healed = &client.state().events.healed;
            healed.update(|all| all.change(&call.origin, |times| *times += 1));
        }
    }
}

impl<T: Send + Sync + 'static> Screen<T> {
    fn end(self, result: Result<Answer<Arc<T>>, NetError>) {
        let _ = self.slow.try_set(false);
        let _ = self.state.try_update(|state| state.end(result));
    }
}

impl<T> LoadState<T> {
    /// Whether something is on its way.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Loading | Self::Ready { refreshing: true, .. })
    }

    /// Turns to waiting; whether that is a change.
    fn begin(&mut self) -> bool {
        if self.is_busy() {
            return false;
        }
        *self = match self.take_good() {
            Some((value, fetched_at)) => Self::Ready { value, fetched_at, refreshing: true },
            None => Self::Loading,
        };
        true
    }

    fn end(&mut self, result: Result<Answer<Arc<T>>, NetError>) {
        *self = match result {
            Ok(Answer { value, fetched_at, .. }) => {
                Self::Ready { value, fetched_at, refreshing: false }
            }
            // What needs a credential now is not shown from before.
            Err(error) if matches!(error.kind, ErrorKind::Unauthorised { .. }) => {
                Self::Failed { error, stale: None }
            }
            Err(error) => Self::Failed { error, stale: self.take_good() },
        };
    }

    fn take_good(&mut self) -> Option<(Arc<T>, Stamp)> {
        match std::mem::replace(self, Self::Loading) {
            Self::Loading => None,
            Self::Ready { value, fetched_at, .. } => Some((value, fetched_at)),
            Self::Failed { stale, .. } => stale,
        }
    }
}

impl<T: Send + Sync + 'static> Load<T> {
    /// Asks again, because a person wants it.
    pub fn reload(self) {
        let _ = self.again.try_update(|count| *count += 1);
    }

    /// Stops waiting, because a person does not want to: the request is aborted, and what was there
    /// before stays.
    pub fn cancel(self) {
        let call = self.source.try_get_untracked().flatten();
        let busy = self.state.try_with_untracked(LoadState::is_busy).unwrap_or(false);
        if let (Some(call), Some(task), true) = (call, self.task.try_get_value(), busy) {
            task.stop();
            self.screen.end(Err(NetError::new(ErrorKind::Cancelled, call)));
        }
    }
}

/// Whether the browser believes it has a network: a hint, not a promise.
pub fn use_online() -> Signal<bool> {
    let net = use_context::<Net>().map(|net| net.online());
    net.or_else(|| use_context::<NetClient>().map(|client| client.online()))
        .unwrap_or_else(|| Signal::derive(|| true))
}

impl<T> Clone for LoadState<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Loading => Self::Loading,
            Self::Ready { value, fetched_at, refreshing } => Self::Ready {
                value: value.clone(),
                fetched_at: *fetched_at,
                refreshing: *refreshing,
            },
            Self::Failed { error, stale } => {
                Self::Failed { error: error.clone(), stale: stale.clone() }
            }
        }
    }
}

impl<T: Send + Sync + 'static> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Load<T> {}

impl<T: Send + Sync + 'static> Clone for Screen<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Screen<T> {}
