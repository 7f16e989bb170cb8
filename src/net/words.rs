//! Errors in plain words: what happened, why, and what the reader can do. The host is named, so
//! that people know whom to ask.

use std::{fmt, time::Duration};

use super::{ErrorKind, NetError, Phase};
use crate::config::Auth;

impl NetError {
    /// What happened, as a heading: “Could not reach ci.example.com”.
    pub fn title(&self) -> String {
        let host = &self.call.host;
        match &self.kind {
            ErrorKind::Offline => "You are offline".into(),
            ErrorKind::Unreachable { policy: true } => {
                format!("{host} is not allowed by this portal's policy")
            }
            ErrorKind::Unreachable { policy: false } => format!("Could not reach {host}"),
            ErrorKind::Timeout { .. } => format!("{host} did not answer in time"),
            ErrorKind::Unauthorised { .. } => format!("Sign in to {}", self.call.title),
            ErrorKind::Forbidden => format!("No access to this part of {}", self.call.title),
            ErrorKind::NotFound => format!("{host} does not have this"),
            ErrorKind::RateLimited { .. } => format!("{host} asks for a pause"),
            ErrorKind::Server { status } => format!("{host} failed ({status})"),
            ErrorKind::Client { status } => format!("{host} refused the request ({status})"),
            ErrorKind::NotData { .. } => format!("{host} sent a web page instead of data"),
            ErrorKind::Malformed { .. } => format!("The answer of {host} could not be read"),
            ErrorKind::TooLarge { .. } => format!("The answer of {host} is too large"),
            ErrorKind::CutOff => format!("The answer of {host} was cut off"),
            ErrorKind::OriginNotDeclared { plugin } => {
                format!("The plugin “{plugin}” may not call “{}”", self.call.origin)
            }
            ErrorKind::Paused { .. } => format!("{host} is paused"),
            ErrorKind::Refused { .. } => "This cannot be loaded".into(),
            ErrorKind::Cancelled => "Loading was stopped".into(),
        }
    }

    /// Why, in one or two sentences.
    pub fn cause(&self) -> String {
        let host = &self.call.host;
        match &self.kind {
            ErrorKind::Offline => {
                format!("The browser reports no network, so {host} could not be asked.")
            }
            ErrorKind::Unreachable { policy: true } => {
                format!(
                    "The Content-Security-Policy this portal is served with does not list {host}."
                )
            }
            ErrorKind::Unreachable { policy: false } => format!(
                "{host} is down, blocked by the network, redirects elsewhere, or does not allow this portal (CORS)."
            ),
            ErrorKind::Timeout { phase, after } => {
                let time = span(*after);
                match phase {
                    Phase::Headers => {
                        format!("{host} took the request and said nothing for {time}.")
                    }
                    Phase::Body => {
                        format!("{host} began to answer and then was silent for {time}.")
                    }
                    Phase::Total => format!("There was no whole answer of {host} within {time}."),
                }
            }
            ErrorKind::Unauthorised { .. } => format!("{host} wants to know who asks (401)."),
            ErrorKind::Forbidden => format!("{host} knows who asks and does not allow it (403)."),
            ErrorKind::NotFound => format!(
                "{host} has nothing at {}, or does not show it to everybody (404).",
                self.call.path
            ),
            ErrorKind::RateLimited { .. } => {
                format!("Too many requests went to {host} in a short time.")
            }
            ErrorKind::Server { .. } => "The fault is on its side, not on yours.".into(),
            ErrorKind::Client { .. } => {
                format!("{host} did not accept {} {}.", self.call.method, self.call.path)
            }
            ErrorKind::NotData { content_type } => {
                format!("It is {content_type}, usually a login page or a start page.")
            }
            ErrorKind::Malformed { path, message } if path.is_empty() => {
                format!("The data is not as expected: {message}.")
            }
            ErrorKind::Malformed { path, message } => {
                format!("The data is not as expected at {path}: {message}.")
            }
            ErrorKind::TooLarge { limit } => format!("It is larger than {}.", size(*limit)),
            ErrorKind::CutOff => format!("The connection to {host} ended in the middle."),
            ErrorKind::OriginNotDeclared { .. } => match host.as_str() {
                "" => "Its manifest does not name it, or portal.json does not define it.".into(),
                host => format!("No origin that it may call is at {host}."),
            },
            ErrorKind::Paused { .. } => format!("{host} failed several times in a row."),
            ErrorKind::Refused { why } => why.clone(),
            ErrorKind::Cancelled => {
                format!("The request to {host} ended before the answer was there.")
            }
        }
    }

    /// What the reader can do.
    pub fn next_step(&self) -> String {
        let title = &self.call.title;
        let host = &self.call.host;
        let ask = || format!("Try again; if it stays so, tell the team that runs {title}.");
        match &self.kind {
            ErrorKind::Offline => "It is loaded again as soon as the network is back.".into(),
            ErrorKind::Unreachable { policy: true } => {
                "Whoever runs the portal: deploy it with the policy that the build prints from portal.json.".into()
            }
            ErrorKind::Unreachable { policy: false } => format!(
                "Try again, open {host} in a new tab, and if that works ask the team that runs {title} to allow this portal."
            ),
            ErrorKind::Timeout { .. } | ErrorKind::Server { .. } | ErrorKind::CutOff => ask(),
            ErrorKind::Unauthorised { auth } => match auth {
                Auth::Cookie => format!("Open {host} in a new tab, sign in there, and try again."),
                Auth::Session => format!("Enter a token for {title}; it is forgotten with this tab."),
                Auth::Header(_) => format!("Enter a key for {title}; it is forgotten with this tab."),
                Auth::Guest => format!("Ask the team that runs {title} whether guests may read it."),
                Auth::Oidc(_) => {
                    "Sign in here or in the settings; it lasts until this page is reloaded or closed.".into()
                }
                Auth::None => format!(
                    "Whoever runs the portal: give the origin “{}” an `auth` in portal.json.",
                    self.call.origin
                ),
            },
            ErrorKind::Forbidden => format!("Ask the team that runs {title} for access."),
            ErrorKind::NotFound => "Check that the name in the descriptor is right.".into(),
            ErrorKind::RateLimited { retry_after: Some(time) } | ErrorKind::Paused { retry_after: time } => {
                format!("Try again in {}.", span(*time))
            }
            ErrorKind::RateLimited { retry_after: None } => "Wait a moment, then try again.".into(),
            ErrorKind::Client { .. } | ErrorKind::Malformed { .. } => {
                format!("Tell the people who look after this plugin, and the team that runs {title}.")
            }
            ErrorKind::NotData { .. } => {
                format!("Open {host} in a new tab and see whether it wants you to sign in.")
            }
            ErrorKind::TooLarge { .. } => "Narrow what is asked for.".into(),
            ErrorKind::OriginNotDeclared { .. } => {
                "Name the origin in the plugin's manifest and define it under `origins` in portal.json.".into()
            }
            ErrorKind::Refused { .. } => "Correct it and load the page again.".into(),
            ErrorKind::Cancelled => "Try again.".into(),
        }
    }
}

impl fmt::Display for NetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. {}", self.title(), self.cause())
    }
}

/// `4 s`, `2 min`; a begun second counts.
fn span(time: Duration) -> String {
    let seconds = time.as_millis().div_ceil(1000) as u64;
    match seconds < 120 {
        true => format!("{} s", seconds.max(1)),
        false => format!("{} min", seconds.div_ceil(60)),
    }
}

fn size(bytes: usize) -> String {
    match bytes / (1024 * 1024) {
        0 => format!("{} KiB", bytes / 1024),
        mebibytes => format!("{mebibytes} MiB"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::net::Call;

    fn error(kind: ErrorKind) -> NetError {
        let call = Call {
            origin: "ci".into(),
            title: "Builds".into(),
            host: "ci.example.com".into(),
            method: "GET",
            path: "/repos/a/b".into(),
        };
        NetError::new(kind, Arc::new(call))
    }

    fn one_of_each() -> Vec<ErrorKind> {
        let after = Duration::from_secs(10);
        vec![
            ErrorKind::Offline,
            ErrorKind::Unreachable { policy: false },
            ErrorKind::Unreachable { policy: true },
            ErrorKind::Timeout { phase: Phase::Headers, after },
            ErrorKind::Timeout { phase: Phase::Body, after },
            ErrorKind::Timeout { phase: Phase::Total, after },
            ErrorKind::Unauthorised { auth: Auth::Session },
            ErrorKind::Unauthorised { auth: Auth::Cookie },
            ErrorKind::Unauthorised { auth: Auth::Oidc("{}".into()) },
            ErrorKind::Forbidden,
            ErrorKind::NotFound,
            ErrorKind::RateLimited { retry_after: None },
            ErrorKind::RateLimited { retry_after: Some(after) },
            ErrorKind::Server { status: 502 },
            ErrorKind::Client { status: 422 },
            ErrorKind::NotData { content_type: "text/html".into() },
            ErrorKind::Malformed { path: "runs[0]".into(), message: "bad".into() },
            ErrorKind::TooLarge { limit: 16 << 20 },
            ErrorKind::CutOff,
            ErrorKind::OriginNotDeclared { plugin: "builds".into() },
            ErrorKind::Paused { retry_after: after },
            ErrorKind::Cancelled,
        ]
    }

    #[test]
    fn every_error_names_the_host() {
        for kind in one_of_each() {
            let error = error(kind);
            let words = format!("{} {} {}", error.title(), error.cause(), error.next_step());
            assert!(words.contains("ci.example.com"), "{words}");
        }
    }

    #[test]
    fn titles_are_headings_and_the_rest_is_sentences() {
        for kind in one_of_each() {
            let error = error(kind);
            assert!(!error.title().ends_with('.'), "{}", error.title());
            assert!(error.cause().ends_with('.'), "{}", error.cause());
            assert!(error.next_step().ends_with('.'), "{}", error.next_step());
        }
    }

    #[test]
    fn an_unreachable_host_lists_what_it_may_be() {
        let words = error(ErrorKind::Unreachable { policy: false }).cause();
        for cause in ["down", "blocked", "CORS"] {
            assert!(words.contains(cause), "{words}");
        }
    }

    #[test]
    fn times_are_rounded_up() {
        assert_eq!(span(Duration::from_millis(100)), "1 s");
        assert_eq!(span(Duration::from_millis(9_001)), "10 s");
        assert_eq!(span(Duration::from_secs(121)), "3 min");
    }
}
