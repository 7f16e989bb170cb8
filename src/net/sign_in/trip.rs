//! The way to the provider and back, as what is written into addresses and what is kept meanwhile.

use serde::{Deserialize, Serialize};

use super::{Provider, SignInFailure, discovery::Endpoints, failure, form::Field, tokens::encoded};

/// Milliseconds that a round trip may take.
const LONGEST: f64 = 600_000.0;

/// What is kept while the reader is at the provider.
#[derive(Clone, Debug, Serialize, Deserialize, PartialEq)]
pub(super) struct Trip {
    /// Which origin it is about.
    pub origin: String,
    /// Path, query and fragment of the page where it began.
    pub from: String,
    /// Proves that the way back belongs to this way there.
    pub state: String,
    /// Proves that the ID token does.
    pub nonce: String,
    /// Proves that the code was asked for by this page (PKCE).
    pub verifier: String,
    /// When, in milliseconds since 1970.
    pub began: f64,
    /// What was typed in the forms of that page.
    pub form: Vec<Field>,
}

/// A finished sign-in.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// Path, query and fragment of the page where it began.
    pub to: String,
    /// What was typed there, for [`super::restore_form`].
    pub form: Vec<Field>,
    /// The origins that have a token now.
    pub origins: Vec<String>,
}

impl Trip {
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Where the browser is sent.
pub(super) fn address(
    provider: &Provider,
    endpoints: &Endpoints,
    trip: &Trip,
    challenge: &str,
    back: &str,
) -> String {
    let scopes = provider.scopes.join(" ");
    let mut pairs = vec![
        ("response_type", "code"),
        ("client_id", &provider.client_id),
        ("redirect_uri", back),
        ("scope", &scopes),
        ("state", &trip.state),
        ("nonce", &trip.nonce),
        ("code_challenge", challenge),
        ("code_challenge_method", "S256"),
    ];
    if let Some(audience) = &provider.audience {
        pairs.push(("audience", audience));
    }
    let address = endpoints.authorization.to_string();
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}{}", encoded(&pairs))
}

/// Checks the address that people come back with; the trip it belongs to, and the code.
pub(super) fn arrived(
    kept: Option<&str>,
    query: &str,
    wall: f64,
) -> Result<(Trip, String), SignInFailure> {
    let pairs = pairs(query);
    let all = |name: &str| {
        pairs.iter().filter(|(key, _)| key == name).map(|(_, value)| &**value).collect::<Vec<_>>()
    };
    // A name that stands twice is a trick: it counts as absent.
    let one = |name: &str| match all(name)[..] {
        [value] => value,
        _ => "",
    };
    let trip = kept.and_then(|text| serde_json::from_str::<Trip>(text).ok());
    let Some(trip) = trip.filter(|trip| !trip.state.is_empty() && trip.state == one("state"))
    else {
        // Not even what it says is shown: anybody may have written it.
        return Err(failure::unknown());
    };
    // A clock that was set back is no reason to refuse.
    if !is_inside(&trip.from) {
        return Err(failure::unknown());
    }
    if wall - trip.began > LONGEST {
        return Err(failure::unknown().at(&trip));
    }
    match (one("error"), one("code")) {
        ("", "") => Err(failure::odd("The provider sent neither a code nor an error.").at(&trip)),
        ("", code) => Ok((trip, code.to_owned())),
        (error, _) => Err(failure::refused(error, one("error_description")).at(&trip)),
    }
}

/// Whether a path stays in this site, however a browser reads it.
fn is_inside(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.chars().any(char::is_control)
}

/// Names and values of a query.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let query = query.strip_prefix('?').unwrap_or(query);
    let parts = query.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let digits = |rest: &std::str::Bytes<'_>| {
            let mut next = rest.clone();
            let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
            Some((digit(next.next())? * 16 + digit(next.next())?) as u8)
        };
        match (byte, digits(&rest)) {
            (b'+', _) => bytes.push(b' '),
            (b'%', Some(value)) => {
                bytes.push(value);
                rest.nth(1);
            }
            (byte, _) => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
