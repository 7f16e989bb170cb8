//! What proves who asks, per origin. It lives in the memory of the tab and nowhere else: not in
//! storage, not in an address, not in an error, not in a log.

use std::{cell::RefCell, fmt, rc::Rc};

use serde::Deserialize;

use super::table::Table;

/// A value that must not be seen.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(Rc<str>);

impl Secret {
    /// Takes a typed value, if it can stand in a header.
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let fits = !text.is_empty() && text.bytes().all(|byte| (0x20..0x7f).contains(&byte));
        fits.then(|| Self(text.into()))
    }

    /// The value, for the one line that writes it into a header.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The credentials of this tab, by name of the origin.
#[derive(Debug, Default)]
pub(super) struct Credentials(RefCell<Table<String, Held>>);

#[derive(Debug)]
struct Held {
    secret: Secret,
    /// On the steady clock, in milliseconds; a wall clock that jumps signs nobody out.
    expires: Option<f64>,
}

impl Credentials {
    pub fn keep(&self, origin: &str, secret: Secret, expires: Option<f64>) {
        self.0.borrow_mut().insert(origin.to_owned(), Held { secret, expires });
    }

    /// The credential, if it is still good.
    pub fn get(&self, origin: &str, now: f64) -> Option<Secret> {
        let all = self.0.borrow();
        let held = all.get(origin)?;
        held.expires.is_none_or(|expires| now < expires).then(|| held.secret.clone())
    }

    /// Forgets the credential; with `rejected`, only if it is still the one that was rejected.
    pub fn forget(&self, origin: &str, rejected: Option<&Secret>) {
        let mut all = self.0.borrow_mut();
        if rejected.is_none_or(|secret| all.get(origin).is_some_and(|held| held.secret == *secret))
        {
            all.remove(origin);
        }
    }
}

/// The answer of a Backstage backend to `GET /api/auth/guest/refresh`.
/// Source: recorded from a Backstage 1.46 backend.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct GuestSession {
    backstage_identity: GuestIdentity,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct GuestIdentity {
    token: String,
    expires_in_seconds: Option<f64>,
}

/// Milliseconds before its end at which a token is renewed.
const RENEW_BEFORE: f64 = 60_000.0;

impl GuestSession {
    pub fn secret(&self) -> Option<Secret> {
        Secret::new(&self.backstage_identity.token)
    }

    /// When to fetch the next one, on the steady clock; at the latest after half of the time where
    /// the time is short.
    pub fn renew_at(&self, now: f64) -> Option<f64> {
        let life = self.backstage_identity.expires_in_seconds? * 1000.0;
        Some(now + (life - RENEW_BEFORE).max(life / 2.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Secret {
        Secret::new(text).unwrap()
    }

    #[test]
    fn a_secret_does_not_print_and_cannot_add_a_header() {
        let credentials = Credentials::default();
        credentials.keep("ci", secret("hunter2"), None);
        assert!(!format!("{credentials:?}").contains("hunter2"));
        for text in ["", " ", "a\r\nX-Evil: 1", "a\0", "ä"] {
            assert!(Secret::new(text).is_none(), "{text:?}");
        }
        assert_eq!(secret(" abc\n").reveal(), "abc");
    }

    #[test]
    fn a_token_ends_by_the_steady_clock() {
        let credentials = Credentials::default();
        credentials.keep("backstage", secret("t"), Some(5_000.0));
        assert!(credentials.get("backstage", 4_999.0).is_some());
        assert!(credentials.get("backstage", 5_000.0).is_none());
        assert!(credentials.get("ci", 0.0).is_none());
    }

    #[test]
    fn a_late_rejection_does_not_take_the_next_token_away() {
        let credentials = Credentials::default();
        credentials.keep("backstage", secret("new"), None);
        credentials.forget("backstage", Some(&secret("old")));
        assert!(credentials.get("backstage", 0.0).is_some());
        credentials.forget("backstage", Some(&secret("new")));
        assert!(credentials.get("backstage", 0.0).is_none());
    }

    #[test]
    fn the_recorded_guest_session_is_read() {
        let body = r#"{"profile": {}, "backstageIdentity": {"token": "<JWT 559 chars>", "identity": {
            "type": "user", "userEntityRef": "user:default/guest", "ownershipEntityRefs": []},
            "expiresInSeconds": 3600}}"#;
        let session: GuestSession = serde_json::from_str(body).unwrap();
        assert_eq!(session.secret().unwrap().reveal(), "<JWT 559 chars>");
        assert_eq!(session.renew_at(1_000.0), Some(3_541_000.0));
        let short: GuestSession = serde_json::from_str(
            r#"{"backstageIdentity": {"token": "t", "expiresInSeconds": 30}}"#,
        )
        .unwrap();
        assert_eq!(short.renew_at(0.0), Some(15_000.0));
    }
}
