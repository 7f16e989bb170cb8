//! What is looked at, and what was seen.

use super::{Answered, Seen};
use crate::config::Auth;

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The address that is asked for.
    pub url: String,
    /// Its host, for people.
    pub host: String,
    /// Its path.
    pub path: String,
    /// Whether it is `https`.
    pub is_https: bool,
    /// Whether it is on the portal's own host.
    pub is_own: bool,
    /// Whether the browser refuses it because the portal came over `https`.
    pub is_mixed: bool,
    /// Whether plain files stand in for the API.
    pub is_static: bool,
    /// How a request proves who asks.
    pub auth: Auth,
    /// Whether there is something to prove it with.
    pub has_credential: bool,
    /// The header that proves it, with its value or what stands in for it.
    pub(super) header: Option<(String, String)>,
    /// Milliseconds until a look is given up.
    pub patience: f64,
}

/// What was seen; nothing where nobody looked.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The browser says that there is no network.
    pub(super) is_offline: bool,
    /// Without anything.
    pub(super) plain: Option<Seen>,
    /// Without reading the answer.
    pub(super) blind: Option<Seen>,
    /// Without following a redirect.
    pub(super) strict: Option<Seen>,
    /// With what proves who asks.
    pub(super) proven: Option<Seen>,
    /// With a content type, as a question in JSON has one.
    pub(super) asking: Option<Seen>,
}

impl Subject {
    /// Name of the header that proves who asks.
    pub fn header_name(&self) -> Option<&str> {
        self.header.as_ref().map(|(name, _)| name.as_str())
    }
}

impl Facts {
    /// The answer that says most: with a proof of who asks, or else without.
    pub(super) fn answer(&self) -> Option<&Answered> {
        [&self.proven, &self.plain].into_iter().find_map(|seen| match seen {
            Some(Seen::Answer(answer)) => Some(&**answer),
            _ => None,
        })
    }

    /// Whether anything came back at all, and how long the first took.
    pub(super) fn reached(&self) -> Option<u32> {
        let all = [&self.plain, &self.blind, &self.strict, &self.proven, &self.asking];
        all.into_iter().flatten().find_map(|seen| match seen {
            Seen::Answer(answer) => Some(answer.milliseconds),
            Seen::Opaque { milliseconds } | Seen::Redirect { milliseconds } => Some(*milliseconds),
            Seen::Failed(_) | Seen::Silent => None,
        })
    }
}

#[cfg(test)]
impl Subject {
    /// One for tests of those who show it.
    pub fn example(url: &str, auth: Auth, secret: &str) -> Self {
        let parsed = crate::config::WebUrl::parse(url).unwrap();
        Self {
            url: url.to_owned(),
            host: parsed.host(),
            path: parsed.path().to_owned(),
            is_https: parsed.is_https(),
            is_own: false,
            is_mixed: false,
            is_static: false,
            auth,
            has_credential: true,
            header: Some(("Authorization".to_owned(), format!("Bearer {secret}"))),
            patience: 10_000.0,
        }
    }
}
