//! Signing in at an OpenID provider: authorization code with PKCE, by a full redirect, and tokens
//! that are renewed in the memory of the tab.
//!
//! | what | where |
//! |---|---|
//! | what `portal.json` says, and where the provider is | [`Provider`], `discovery.rs` |
//! | the way there and back | [`depart`], [`arrive`], `trip.rs` |
//! | what an answer of the token endpoint says, and whether its ID token is ours | `tokens.rs` |
//! | tokens in memory, renewed one at a time | `sessions.rs` |
//! | what only a browser can do | `page.rs` |
//!
//! Nobody calls this before somebody signs in, so it lives in a chunk of its own: the main module
//! knows no more of it than the trait `Sessions`.
//!
//! The signature of the ID token is not checked. It comes straight from the token endpoint over
//! TLS, which proves who issued it (OpenID Connect Core 1.0, 3.1.3.7, point 6); its issuer,
//! audience, nonce and times are checked.

mod claims;
mod discovery;
mod failure;
mod form;
mod page;
mod sessions;
mod tokens;
mod trip;

#[cfg(test)]
mod tests;

use std::rc::Rc;

pub use discovery::Provider;
pub use failure::SignInFailure;
pub use form::restore as restore_form;
pub use trip::Arrival;

use super::{ErrorKind, Net, Phase, state::State, transport::Outgoing};
use crate::config::{Auth, WebUrl};
use sessions::Signed;

/// Where providers send people back to, below the portal's folder.
pub const RETURN_PATH: &str = "signed-in";

/// No answer of a provider may be larger, in bytes.
const MAX_BYTES: usize = 256 * 1024;
/// Milliseconds that a provider has until its headers, and between two bytes.
const PATIENCE: f64 = 10_000.0;

/// What a provider answered.
struct Said {
    status: u16,
    body: Vec<u8>,
}

/// Leaves for the provider of an origin. `from` is the path that is on the screen, with query and
/// fragment: the way back ends there, and what is typed in the forms of the page comes back too.
///
/// # Errors
/// Why it cannot begin. Otherwise the browser is on its way when this ends.
pub async fn depart(net: &Net, origin: &str, from: &str) -> Result<(), SignInFailure> {
    let state = net.state();
    let provider = provider_of(state, origin)?;
    let endpoints = discovery::discover(state, &provider).await?;
    let proof = page::Proof::new().await?;
    let trip = trip::Trip {
        origin: origin.to_owned(),
        from: from.to_owned(),
        state: proof.state,
        nonce: proof.nonce,
        verifier: proof.verifier,
        began: state.clock.wall(),
        form: form::collect(),
    };
    let address = trip::address(&provider, &endpoints, &trip, &proof.challenge, &back(state));
    page::keep(&trip.write())?;
    page::go(&address)
}

/// Comes back from a provider with the query of the address: exchanges the code, keeps the tokens
/// for every origin that shares the sign-in, and tells where the reader was.
///
/// # Errors
/// Why nobody is signed in now.
pub async fn arrive(net: &Net, query: &str) -> Result<Arrival, SignInFailure> {
    // Whatever happens: used once, then gone.
    let kept = page::take();
    let state = net.state();
    let (trip, code) = trip::arrived(kept.as_deref(), query, state.clock.wall())?;
    let provider = provider_of(state, &trip.origin).map_err(|failure| failure.at(&trip))?;
    let signed = signed(state, &provider, &trip, &code).await;
    let signed = signed.map_err(|failure| failure.at(&trip))?;
    let origins = sharing(state, &provider);
    let sessions = sessions::of(state);
    sessions.keep(state, signed, origins.clone());
    for origin in &origins {
        net.credential_changed(origin);
    }
    page::hear_sign_out(net);
    Ok(Arrival { to: trip.from, form: trip.form, origins })
}

async fn signed(
    state: &Rc<State>,
    provider: &Provider,
    trip: &trip::Trip,
    code: &str,
) -> Result<Signed, SignInFailure> {
    let endpoints = discovery::discover(state, provider).await?;
    let form = tokens::by_code(provider, code, &trip.verifier, &back(state));
    let said = ask(state, &endpoints.token, Some(form)).await;
    let said = said.map_err(|kind| failure::silent(&endpoints.token, &kind))?;
    let tokens = tokens::read(&said)?;
    let claims = tokens.identity(provider, Some(&trip.nonce), state.clock.wall())?;
    let claims = claims.ok_or_else(|| {
        failure::odd("The provider sent no ID token. `scopes` in portal.json must hold `openid`.")
    })?;
    Ok(Signed::new(provider.clone(), endpoints, tokens, claims, state.clock.now()))
}

/// Signs out of what an origin shares: tokens are forgotten here and in the other tabs of this
/// browser, and the provider is told that the refresh token is not needed any more.
pub fn sign_out(net: &Net, origin: &str) {
    leave(net, origin);
    page::tell_sign_out(origin);
}

/// The same in this tab only.
fn leave(net: &Net, origin: &str) {
    let sessions = net.state().sessions.borrow().clone();
    for origin in sessions.map(|all| all.leave(net.state(), origin)).unwrap_or_default() {
        net.credential_changed(&origin);
    }
}

/// Who is signed in at the provider of an origin, as the provider calls them; nothing for nobody.
pub fn who(net: &Net, origin: &str) -> Option<String> {
    net.state().sessions.borrow().as_ref()?.who(origin)
}

/// What an origin says about its provider; nothing for origins without one.
///
/// # Errors
/// What is wrong with it.
pub fn provider(auth: &Auth) -> Option<Result<Provider, SignInFailure>> {
    match auth {
        Auth::Oidc(text) => Some(Provider::read(text).map_err(|why| failure::config(&why))),
        _ => None,
    }
}

fn provider_of(state: &State, origin: &str) -> Result<Provider, SignInFailure> {
    let place = state.places.iter().find(|place| place.origin.name == origin);
    let provider = place.and_then(|place| provider(&place.origin.auth));
    provider.unwrap_or_else(|| Err(failure::config(&format!("“{origin}” has no `oidc`"))))
}

/// The origins that share a sign-in: those with the same issuer and client.
fn sharing(state: &State, with: &Provider) -> Vec<String> {
    let shares = |auth: &Auth| match provider(auth) {
        Some(Ok(provider)) => provider.shares(with),
        _ => false,
    };
    let places = state.places.iter().map(|place| &place.origin);
    places.filter(|origin| shares(&origin.auth)).map(|origin| origin.name.clone()).collect()
}

/// Where the provider sends people back to.
fn back(state: &State) -> String {
    state.portal.below(&[RETURN_PATH.to_owned()], None).to_string()
}

/// One request to a provider: no cookie, no redirect, no retry; `form` makes it a `POST`.
async fn ask(state: &State, url: &WebUrl, form: Option<String>) -> Result<Said, ErrorKind> {
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut headers = vec![header("Accept", "application/json")];
    if form.is_some() {
        // Needs no permission from the other side (CORS), unlike JSON.
        headers.push(header("Content-Type", "application/x-www-form-urlencoded"));
    }
    let patience = PATIENCE * state.time_scale;
    let request = Outgoing {
        method: if form.is_some() { "POST" } else { "GET" },
        url: url.to_string(),
        headers,
        body: form,
        cookies: false,
        outlives: false,
        refuse_redirects: true,
    };
    let sent = state.transport.send(request);
    let mut incoming = state.within(patience, Phase::Headers, sent).await?;
    let body = state.read(&mut *incoming.body, patience, MAX_BYTES).await?;
    Ok(Said { status: incoming.status, body: body.to_vec() })
}
