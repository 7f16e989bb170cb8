//! What an ID token says (OpenID Connect Core 1.0, 3.1.3.7).

use serde_json::Value;

use super::{Provider, SignInFailure, failure};

/// Seconds by which the clocks of a computer and of a provider may differ.
const SKEW: f64 = 600.0;

/// Who signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Claims {
    /// The provider's own name for them; never shown.
    pub subject: String,
    /// Their name for people.
    pub name: Option<String>,
}

/// Checks that a token is for this portal and this sign-in.
pub(super) fn check(
    token: &str,
    provider: &Provider,
    nonce: Option<&str>,
    wall: f64,
) -> Result<Claims, SignInFailure> {
    let claims = payload(token).ok_or_else(|| failure::odd("Its ID token could not be read."))?;
    let text = |key: &str| claims.get(key).and_then(Value::as_str).unwrap_or_default();
    if text("iss") != provider.issuer {
        return Err(failure::odd("Its ID token names another issuer.").saying(text("iss")));
    }
    let ours = |audience: &Value| audience == provider.client_id.as_str();
    let (is_ours, others) = match claims.get("aud") {
        Some(Value::Array(all)) => (all.iter().any(ours), all.len() > 1),
        Some(one) => (ours(one), false),
        None => (false, false),
    };
    let party = claims.get("azp");
    if !is_ours || party.map_or(others, |party| !ours(party)) {
        return Err(failure::odd("Its ID token is meant for another client."));
    }
    if nonce.is_some_and(|nonce| text("nonce") != nonce) {
        return Err(failure::odd("Its ID token belongs to another sign-in."));
    }
    let time = |key: &str| claims.get(key).and_then(Value::as_f64);
    let (Some(issued), Some(ends)) = (time("iat"), time("exp")) else {
        return Err(failure::odd("Its ID token does not say when it was issued and when it ends."));
    };
    let now = wall / 1000.0;
    // The nonce proves that it is new, so its time tells how wrong the clock of this computer is.
    if nonce.is_some() && (now - issued).abs() > SKEW {
        let minutes = ((now - issued).abs() / 60.0) as u32;
        return Err(failure::odd(format!(
            "The clock of this computer and the one of the provider differ by {minutes} minutes. Set \
             the clock, then try again."
        )));
    }
    if ends <= issued || ends < now - SKEW {
        return Err(failure::odd("Its ID token has ended."));
    }
    let subject = text("sub").to_owned();
    if subject.is_empty() {
        return Err(failure::odd("Its ID token does not say who signed in."));
    }
    let names = ["name", "preferred_username", "email"].map(|key| failure::plain(text(key)));
    Ok(Claims { subject, name: names.into_iter().find(|name| !name.is_empty()) })
}

/// The middle of `header.payload.signature`.
fn payload(token: &str) -> Option<Value> {
    let mut parts = token.split('.');
    let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    serde_json::from_slice(&from_base64(payload)?).ok().filter(Value::is_object)
}

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Reads base64 for addresses, without padding (RFC 4648, 5).
fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0_u32);
    for letter in text.bytes() {
        let value = LETTERS.iter().position(|known| *known == letter)?;
        held = (held << 6 | value as u32) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
    }
    Some(bytes)
}

/// Writes base64 for addresses, without padding.
pub(super) fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::new();
    for piece in bytes.chunks(3) {
        let byte = |at: usize| u32::from(piece.get(at).copied().unwrap_or_default());
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..=piece.len() {
            let letter = LETTERS.get((all >> (18 - 6 * at)) as usize & 63).copied();
            text.push(char::from(letter.unwrap_or(b'A')));
        }
    }
    text
}
