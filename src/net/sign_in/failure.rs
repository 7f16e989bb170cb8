//! Why nobody is signed in, in words.

use super::trip::Trip;
use crate::{config::WebUrl, net::ErrorKind};

/// Letters of what a provider says that are shown.
const LONGEST: usize = 300;

/// Why a sign-in failed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SignInFailure {
    /// What happened, as a heading.
    pub title: String,
    /// Why, and what can be done; whole sentences.
    pub cause: String,
    /// What the provider said. Anybody can write it into an address, so it is shown as plain text,
    /// as somebody else's words.
    pub said: Option<String>,
    /// Which origin it was about, for another try.
    pub origin: Option<String>,
    /// Where the reader was, for the way back.
    pub from: Option<String>,
}

impl SignInFailure {
    fn new(title: &str, cause: impl Into<String>) -> Self {
        Self { title: title.to_owned(), cause: cause.into(), ..Self::default() }
    }

    /// The same with where it began.
    pub(super) fn at(self, trip: &Trip) -> Self {
        Self { origin: Some(trip.origin.clone()), from: Some(trip.from.clone()), ..self }
    }

    /// The same with the words of the provider.
    pub(super) fn saying(self, said: &str) -> Self {
        let said = plain(said);
        Self { said: (!said.is_empty()).then_some(said), ..self }
    }
}

/// Words of others as one short line: no control characters, and none that turn the direction of
/// the text around them.
pub(super) fn plain(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let kept: String =
        text.chars().filter(|c| !c.is_control() && !turns(*c)).take(LONGEST).collect();
    kept.trim().to_owned()
}

/// The entry in `portal.json` is wrong.
pub(super) fn config(why: &str) -> SignInFailure {
    SignInFailure::new(
        "The sign-in is not configured correctly",
        format!("Whoever runs the portal has to correct `auth` in portal.json: {why}."),
    )
}

/// The provider gave no answer.
pub(super) fn silent(url: &WebUrl, kind: &ErrorKind) -> SignInFailure {
    let host = url.host();
    let cause = match kind {
        ErrorKind::Offline => "The browser reports no network. Try again when it is back.".into(),
        ErrorKind::Timeout { .. } => format!("{host} did not answer in time. Try again."),
        ErrorKind::Unreachable { policy: true } => format!(
            "The Content-Security-Policy of this portal does not list {host}. Whoever runs the portal \
             has to deploy the policy that `cargo xtask csp` prints; an endpoint on another host than \
             the issuer is named as `tokenUrl`."
        ),
        ErrorKind::Unreachable { .. } => format!(
            "{host} is down, or does not allow this portal (CORS). Whoever runs the provider has to \
             add this portal to the web origins of the client."
        ),
        _ => format!("The answer of {host} could not be read. Try again."),
    };
    SignInFailure::new("The sign-in provider could not be reached", cause)
}

/// The provider did something that it must not do.
pub(super) fn odd(cause: impl Into<String>) -> SignInFailure {
    SignInFailure::new("The sign-in could not be trusted", cause)
}

/// The provider said no.
pub(super) fn refused(code: &str, description: &str) -> SignInFailure {
    let (title, cause) = match code {
        "access_denied" => {
            ("The sign-in was cancelled", "The provider was told not to let this portal in.")
        }
        "login_required"
        | "interaction_required"
        | "consent_required"
        | "account_selection_required" => {
            ("The sign-in was not finished", "The provider wants to ask you something. Try again.")
        }
        "temporarily_unavailable" | "server_error" => {
            ("The sign-in provider failed", "The fault is on its side. Try again in a moment.")
        }
        "invalid_grant" => (
            "The sign-in came too late",
            "The provider does not know this sign-in any more. Try again.",
        ),
        _ => (
            "The provider refused the sign-in",
            "Whoever runs the portal has to compare `clientId`, `scopes` and the redirect address \
             with what the provider has registered.",
        ),
    };
    let words = match (plain(code), plain(description)) {
        (code, said) if said.is_empty() => code,
        (code, said) => format!("{said} ({code})"),
    };
    SignInFailure::new(title, cause).saying(&words)
}

/// Nothing of this sign-in is known here.
pub(super) fn unknown() -> SignInFailure {
    SignInFailure::new(
        "This sign-in did not begin here",
        "It was begun in another tab, is older than ten minutes, or was already used. Begin again \
         where you need it.",
    )
}

/// The browser cannot do what is needed.
pub(super) fn browser(cause: &str) -> SignInFailure {
    SignInFailure::new("This browser cannot sign in here", cause)
}
