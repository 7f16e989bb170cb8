//! What is asked of a token endpoint, and what it answers (RFC 6749, 4.1.3, 5 and 6).

use serde_json::Value;

use super::{
    Provider, Said, SignInFailure,
    claims::{self, Claims},
    failure,
};
use crate::net::{address, credentials::Secret};

/// Seconds that a token is good for when the provider does not say.
const LIFE: f64 = 300.0;

/// A good answer.
#[derive(Debug)]
pub(super) struct Tokens {
    pub access: Secret,
    /// Seconds.
    pub life: f64,
    /// For the next one; a provider that rotates sends another each time.
    pub refresh: Option<Secret>,
    id_token: Option<String>,
}

/// A form as it is sent.
pub(super) fn encoded(pairs: &[(&str, &str)]) -> String {
    let pairs: Vec<_> =
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    address::query(&pairs).unwrap_or_default()
}

/// Tokens for a code.
pub(super) fn by_code(provider: &Provider, code: &str, verifier: &str, back: &str) -> String {
    encoded(&[
        ("grant_type", "authorization_code"),
        ("client_id", &provider.client_id),
        ("code", code),
        ("redirect_uri", back),
        ("code_verifier", verifier),
    ])
}

/// Tokens for a refresh token.
pub(super) fn by_refresh(provider: &Provider, refresh: &Secret) -> String {
    encoded(&[
        ("grant_type", "refresh_token"),
        ("client_id", &provider.client_id),
        ("refresh_token", refresh.reveal()),
    ])
}

/// Reads an answer.
pub(super) fn read(said: &Said) -> Result<Tokens, SignInFailure> {
    let body: Value = serde_json::from_slice(&said.body).unwrap_or_default();
    let text = |key: &str| body.get(key).and_then(Value::as_str);
    match said.status {
        200..=299 => {}
        400..=499 => {
            let code = text("error").unwrap_or_default();
            return Err(failure::refused(code, text("error_description").unwrap_or_default()));
        }
        status => {
            let words = format!("Status {status}.");
            return Err(failure::refused("server_error", &words));
        }
    }
    let is_bearer = text("token_type").is_none_or(|kind| kind.eq_ignore_ascii_case("bearer"));
    if !is_bearer {
        return Err(failure::odd("Its token is of a type that the portal does not know."));
    }
    let access = text("access_token").and_then(Secret::new);
    let access = access.ok_or_else(|| failure::odd("It sent no access token."))?;
    let life = body.get("expires_in").map_or(Some(LIFE), |life| match life {
        // Some providers write the number as a text.
        Value::String(digits) => digits.parse::<u32>().ok().map(f64::from),
        life => life.as_f64(),
    });
    Ok(Tokens {
        access,
        life: life.filter(|life| *life > 0.0).unwrap_or(LIFE),
        refresh: text("refresh_token").and_then(Secret::new),
        id_token: text("id_token").map(str::to_owned),
    })
}

impl Tokens {
    /// What the ID token says, if there is one.
    ///
    /// # Errors
    /// That it is not for this portal, or not for this sign-in.
    pub fn identity(
        &self,
        provider: &Provider,
        nonce: Option<&str>,
        wall: f64,
    ) -> Result<Option<Claims>, SignInFailure> {
        let Some(token) = &self.id_token else { return Ok(None) };
        claims::check(token, provider, nonce, wall).map(Some)
    }
}
