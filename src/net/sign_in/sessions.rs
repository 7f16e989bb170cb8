//! Who is signed in where: tokens in memory, one renewal at a time, for all origins that share it.

use std::{cell::RefCell, rc::Rc};

use futures_util::{FutureExt, future::WeakShared};

use super::{Provider, ask, claims::Claims, discovery::Endpoints, tokens};
use crate::net::{
    ErrorKind, NetError,
    credentials::Secret,
    prepare::Prepared,
    state::{Flight, Sessions, State, WeakFlight},
};

/// Milliseconds before its end at which a token is renewed, and at the latest after half its time.
const RENEW_BEFORE: f64 = 60_000.0;

/// A sign-in.
pub(super) struct Signed {
    provider: Provider,
    endpoints: Endpoints,
    claims: Claims,
    access: Secret,
    /// When the token ends and when the next one is fetched, on the steady clock in milliseconds.
    ends: f64,
    renew_at: f64,
    refresh: Option<Secret>,
}

struct Session {
    signed: Signed,
    origins: Vec<String>,
    /// Counts sign-ins: what a renewal brings belongs to the one it began with.
    number: u32,
    renewal: Option<WeakFlight<Secret>>,
}

/// All sign-ins of this tab.
#[derive(Clone, Default)]
pub(super) struct Book(Rc<RefCell<Vec<Session>>>);

thread_local! {
    // One app, one tab, one thread; tests have a thread each.
    static BOOK: Book = Book::default();
}

/// The sign-ins of this tab, which the net asks from now on.
pub(super) fn of(state: &State) -> Book {
    let book = BOOK.with(Clone::clone);
    let mut known = state.sessions.borrow_mut();
    if known.is_none() {
        *known = Some(Rc::new(book.clone()));
    }
    book
}

impl Signed {
    pub fn new(
        provider: Provider,
        endpoints: Endpoints,
        tokens: tokens::Tokens,
        claims: Claims,
        now: f64,
    ) -> Self {
        let (access, refresh) = (tokens.access.clone(), tokens.refresh.clone());
        let mut signed =
            Self { provider, endpoints, claims, access, ends: 0.0, renew_at: 0.0, refresh };
        signed.take(tokens, now);
        signed
    }

    /// Takes the tokens of an answer. The provider said for how long, so a wall clock that is wrong
    /// changes nothing.
    fn take(&mut self, tokens: tokens::Tokens, now: f64) {
        let life = tokens.life * 1000.0;
        self.access = tokens.access;
        self.ends = now + life;
        if tokens.refresh.is_some() {
            self.refresh = tokens.refresh;
        }
        self.renew_at = match self.refresh {
            Some(_) => now + (life - RENEW_BEFORE).max(life / 2.0),
            // Nothing to renew it with: it is used up.
            None => self.ends,
        };
    }
}

impl Book {
    /// Keeps a sign-in, in place of the one that these origins had.
    pub fn keep(&self, state: &State, signed: Signed, origins: Vec<String>) {
        let mut sessions = self.0.borrow_mut();
        let number = sessions.iter().map(|session| session.number).max().unwrap_or_default() + 1;
        sessions.retain(|session| !session.origins.iter().any(|name| origins.contains(name)));
        let session = Session { signed, origins, number, renewal: None };
        hand_out(state, &session);
        sessions.push(session);
    }

    fn with<T>(&self, origin: &str, read: impl FnOnce(&mut Session) -> T) -> Option<T> {
        let mut sessions = self.0.borrow_mut();
        let here = |session: &&mut Session| session.origins.iter().any(|name| name == origin);
        sessions.iter_mut().find(here).map(read)
    }

    /// Takes a sign-in away.
    fn drop_of(&self, state: &State, origin: &str) -> Option<Session> {
        let mut sessions = self.0.borrow_mut();
        let here = |session: &Session| session.origins.iter().any(|name| name == origin);
        let session = sessions.iter().position(here).map(|at| sessions.remove(at))?;
        for origin in &session.origins {
            state.credentials.forget(origin, None);
            state.last_good.borrow_mut().forget(origin, state.generation());
        }
        Some(session)
    }

    async fn renewed(self, state: Rc<State>, prepared: Prepared) -> Result<Secret, NetError> {
        let origin = prepared.call.origin.clone();
        let signed_out = || prepared.error(ErrorKind::Unauthorised { auth: prepared.auth.clone() });
        let begun = self.with(&origin, |session| {
            let signed = &session.signed;
            let form =
                signed.refresh.as_ref().map(|token| tokens::by_refresh(&signed.provider, token));
            (session.number, signed.endpoints.token.clone(), form)
        });
        let Some((number, url, form)) = begun else { return Err(signed_out()) };
        let Some(form) = form else {
            self.drop_of(&state, &origin);
            return Err(signed_out());
        };
        let said = ask(&state, &url, Some(form)).await;
        let now = state.clock.now();
        let is_same = |session: &mut Session| session.number == number;
        if self.with(&origin, is_same) != Some(true) {
            // Signed out, or in anew, while the answer was on its way.
            return state.credentials.get(&origin, now).ok_or_else(signed_out);
        }
        let said = match said {
            Ok(said) if said.status < 500 => said,
            // The provider has a bad moment: the sign-in stays, and the token as long as it lasts.
            other => {
                let left = self.with(&origin, |session| {
                    let signed = &session.signed;
                    (now < signed.ends).then(|| signed.access.clone())
                });
                return left.flatten().ok_or_else(|| match other {
                    Ok(said) => prepared.error(ErrorKind::Server { status: said.status }),
                    Err(kind) => prepared.error(kind),
                });
            }
        };
        let fresh = tokens::read(&said).ok().and_then(|tokens| {
            self.with(&origin, |session| {
                // Somebody else's token must not slip in.
                let identity = tokens.identity(&session.signed.provider, None, state.clock.wall());
                let is_theirs = |claims: Claims| claims.subject == session.signed.claims.subject;
                if !identity.ok()?.is_none_or(is_theirs) {
                    return None;
                }
                session.signed.take(tokens, now);
                session.renewal = None;
                hand_out(&state, session);
                Some(session.signed.access.clone())
            })?
        });
        fresh.ok_or_else(|| {
            self.drop_of(&state, &origin);
            signed_out()
        })
    }
}

/// Gives the token to every origin that declares the sign-in, and to no other.
fn hand_out(state: &State, session: &Session) {
    for origin in &session.origins {
        let signed = &session.signed;
        state.credentials.keep(origin, signed.access.clone(), Some(signed.renew_at));
    }
}

impl Sessions for Book {
    fn renew(&self, state: &Rc<State>, prepared: &Prepared) -> Flight<Secret> {
        let origin = &prepared.call.origin;
        let running =
            self.with(origin, |session| session.renewal.as_ref().and_then(WeakShared::upgrade));
        if let Some(flight) = running.flatten() {
            return flight;
        }
        let flight = self.clone().renewed(state.clone(), prepared.clone()).boxed_local().shared();
        self.with(origin, |session| session.renewal = flight.downgrade());
        flight
    }

    fn leave(&self, state: &Rc<State>, origin: &str) -> Vec<String> {
        let Some(session) = self.drop_of(state, origin) else { return Vec::new() };
        let Signed { provider, endpoints, refresh, .. } = session.signed;
        if let (Some(url), Some(token)) = (endpoints.revocation, refresh) {
            let form = tokens::encoded(&[
                ("token", token.reveal()),
                ("token_type_hint", "refresh_token"),
                ("client_id", &provider.client_id),
            ]);
            let state = state.clone();
            // The token is gone from here whatever the provider answers.
            leptos::task::spawn_local(async move { drop(ask(&state, &url, Some(form)).await) });
        }
        session.origins
    }

    fn who(&self, origin: &str) -> Option<String> {
        let name = |session: &mut Session| session.signed.claims.name.clone();
        self.with(origin, name).map(|name| name.unwrap_or_else(|| "Signed in".to_owned()))
    }
}
