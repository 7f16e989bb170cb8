//! What the loads of one app share: origins, connections, credentials, breakers, answers.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures_util::{
    FutureExt,
    future::{LocalBoxFuture, Shared, WeakShared},
};
use leptos::prelude::ArcRwSignal;

use super::{
    ErrorKind, Get, NetError,
    address::Place,
    breaker::{Breaker, Verdict},
    clock::Clock,
    credentials::{Credentials, GuestSession, Secret},
    decode,
    endpoint::{Priority, Request},
    prepare::{Allowed, Prepared, prepare},
    slots::Slots,
    stale::LastGood,
    table::Table,
    transport::Transport,
};
use crate::config::{Auth, WebUrl};

/// Bytes of answers that are kept.
const LAST_GOOD_BYTES: usize = 64 * 1024 * 1024;

/// A load that several may wait for. It is aborted when nobody does any more.
pub(super) type Flight<T> = Shared<LocalBoxFuture<'static, Result<T, NetError>>>;
/// The same, not waiting.
pub(super) type WeakFlight<T> = WeakShared<LocalBoxFuture<'static, Result<T, NetError>>>;

/// What the loads of one app share.
pub(super) struct State {
    pub places: Vec<Place>,
    pub portal: WebUrl,
    pub time_scale: f64,
    pub transport: Box<dyn Transport>,
    pub clock: Box<dyn Clock>,
    pub slots: Slots,
    pub credentials: Credentials,
    pub last_good: RefCell<LastGood>,
    pub flights: super::flights::Flights,
    pub events: Events,
    /// Where people signed in at an OpenID provider; nothing until somebody did.
    pub sessions: RefCell<Option<Rc<dyn Sessions>>>,
    /// Counts loads: an answer to an earlier one never replaces an answer to a later one.
    generation: Cell<u64>,
    refreshes: RefCell<Table<String, WeakFlight<Secret>>>,
    breakers: RefCell<Table<String, Breaker>>,
    met: RefCell<Table<String, ()>>,
}

/// Sign-ins at OpenID providers. What is behind it is loaded when somebody signs in.
pub(super) trait Sessions {
    /// Fetches a new token for the origin of a request; all who need one at once share it.
    fn renew(&self, state: &Rc<State>, prepared: &Prepared) -> Flight<Secret>;
    /// Forgets the sign-in that an origin shares, and tells who had it.
    fn leave(&self, state: &Rc<State>, origin: &str) -> Vec<String>;
    /// Who is signed in there, as the provider calls them.
    fn who(&self, origin: &str) -> Option<String>;
}

/// What happens around the loads and makes some of them worth repeating.
#[derive(Clone)]
pub(super) struct Events {
    /// Whether the browser believes it has a network.
    pub online: ArcRwSignal<bool>,
    /// Counts how often the page came back into view.
    pub shown: ArcRwSignal<u32>,
    /// Counts, per origin, how often a credential was given or taken away.
    pub signed: ArcRwSignal<Table<String, u32>>,
    /// Counts, per origin, how often somebody asked again and got an answer.
    pub healed: ArcRwSignal<Table<String, u32>>,
}

impl Events {
    pub fn new(online: bool) -> Self {
        Self {
            online: ArcRwSignal::new(online),
            shown: ArcRwSignal::new(0),
            signed: ArcRwSignal::new(Table::default()),
            healed: ArcRwSignal::new(Table::default()),
        }
    }
}

impl State {
    pub fn new(
        places: Vec<Place>,
        portal: WebUrl,
        time_scale: f64,
        transport: impl Transport + 'static,
        clock: impl Clock + 'static,
        events: Events,
    ) -> Self {
        Self {
            places,
            portal,
            time_scale,
            transport: Box::new(transport),
            clock: Box::new(clock),
            slots: Slots::default(),
            credentials: Credentials::default(),
            last_good: RefCell::new(LastGood::new(LAST_GOOD_BYTES)),
            flights: super::flights::Flights::default(),
            events,
            sessions: RefCell::default(),
            generation: Cell::new(0),
            refreshes: RefCell::default(),
            breakers: RefCell::default(),
            met: RefCell::default(),
        }
    }

    /// The number of the load that starts now.
    pub fn next_generation(&self) -> u64 {
        self.generation.set(self.generation.get() + 1);
        self.generation.get()
    }

    /// The number of the load that started last.
    pub fn generation(&self) -> u64 {
        self.generation.get()
    }

    /// Notes that a host has answered this page.
    pub fn meet(&self, host: &str) {
        self.met.borrow_mut().insert(host.to_owned(), ());
    }

    /// Whether a host has answered this page before; the portal's own has.
    pub fn has_met(&self, host: &str) -> bool {
        host == self.portal.origin() || self.met.borrow().get(host).is_some()
    }

    /// Asks the breaker of a host.
    pub fn enter(self: &Rc<Self>, host: &str, by_hand: bool) -> Result<Visit, f64> {
        let mut breakers = self.breakers.borrow_mut();
        breakers.change(host, |breaker| breaker.enter(self.clock.now(), by_hand))?;
        Ok(Visit { state: self.clone(), host: host.to_owned(), verdict: Verdict::Unknown })
    }

    /// Milliseconds that a host is still left alone, if it is.
    pub fn pause(&self, host: &str) -> Option<f64> {
        self.breakers.borrow().get(host)?.pause(self.clock.now())
    }

    /// The credential for a request, fetched first where a guest token is needed.
    pub async fn secret(self: &Rc<Self>, prepared: &Prepared) -> Result<Option<Secret>, NetError> {
        let held = || self.credentials.get(&prepared.call.origin, self.clock.now());
        match (&prepared.auth, held()) {
            (Auth::None | Auth::Cookie, _) => Ok(None),
            (_, Some(secret)) => Ok(Some(secret)),
            (Auth::Guest, None) => self.refresh(&prepared.call.origin).await.map(Some),
            (auth @ Auth::Oidc(_), None) => {
                let sessions = self.sessions.borrow().clone();
                match sessions {
                    // Shared with other origins, whose name must not stand in the error.
                    Some(sessions) => sessions
                        .renew(self, prepared)
                        .await
                        .map(Some)
                        .map_err(|error| NetError { call: prepared.call.clone(), ..error }),
                    None => Err(prepared.error(ErrorKind::Unauthorised { auth: auth.clone() })),
                }
            }
            (auth, None) => Err(prepared.error(ErrorKind::Unauthorised { auth: auth.clone() })),
        }
    }

    /// Fetches a guest token; all who need it at once share one request.
    fn refresh(self: &Rc<Self>, origin: &str) -> Flight<Secret> {
        let mut refreshes = self.refreshes.borrow_mut();
        if let Some(flight) = refreshes.get(origin).and_then(WeakShared::upgrade) {
            return flight;
        }
        let flight = guest_token(self.clone(), origin.to_owned()).boxed_local().shared();
        if let Some(weak) = flight.downgrade() {
            refreshes.insert(origin.to_owned(), weak);
        }
        flight
    }
}

async fn guest_token(state: Rc<State>, origin: String) -> Result<Secret, NetError> {
    let get = Get::<GuestSession>::new(&*origin).path(["api", "auth", "guest", "refresh"]);
    let request = Request { priority: Priority::Credential, ..get.request };
    let prepared = prepare(&request, &Allowed::portal(&origin), &state.places, &state.portal)?;
    let prepared = Prepared { auth: Auth::None, ..prepared };
    let result = state.load_unguarded(&prepared, true).await;
    let reply = result.map_err(|error| match error.kind {
        // The backend answered: guests are not welcome there.
        ErrorKind::Client { .. }
        | ErrorKind::NotFound
        | ErrorKind::Forbidden
        | ErrorKind::Unauthorised { .. } => {
            NetError { kind: ErrorKind::Unauthorised { auth: Auth::Guest }, ..error }
        }
        _ => error,
    });
    let (body, attempts) = reply.map(|reply| (reply.body.to_vec(), reply.attempts))?;
    let malformed = |path, message| {
        let error = prepared.error(ErrorKind::Malformed { path, message });
        NetError { attempts, ..error }
    };
    let session: GuestSession = decode::json(&body).map_err(|e| malformed(e.path, e.message))?;
    let secret = session.secret().ok_or_else(|| {
        malformed("backstageIdentity.token".into(), "it cannot stand in a header".into())
    })?;
    state.credentials.keep(&origin, secret.clone(), session.renew_at(state.clock.now()));
    state.refreshes.borrow_mut().remove(origin.as_str());
    Ok(secret)
}

/// A load that the breaker of its host waits for.
pub(super) struct Visit {
    state: Rc<State>,
    host: String,
    verdict: Verdict,
}

impl Visit {
    /// Tells how it ended; without it, dropping tells that nobody knows.
    pub fn leave(mut self, verdict: Verdict) {
        self.verdict = verdict;
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        let now = self.state.clock.now();
        if let Some(breaker) = self.state.breakers.borrow_mut().get_mut(&self.host) {
            breaker.leave(self.verdict, now, self.state.time_scale);
        }
    }
}
