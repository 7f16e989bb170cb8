//! From what was seen to what is wrong.

use super::{Broken, Facts, Seen, Subject, facts};
use crate::{
    config::Auth,
    net::{ErrorKind, classify},
};

/// An answer that takes longer is slow, in milliseconds.
const SLOW: u32 = 1_000;

/// What is wrong with a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing.
    Fine,
    /// The browser has no network.
    Offline,
    /// Plain `http` from a page that came over `https`.
    Mixed,
    /// The portal's own policy does not list the host.
    Policy,
    /// Name unknown, connection refused, certificate not accepted, or blocked on the way.
    Unreachable,
    /// Nothing came in time.
    Timeout,
    /// The answer may not be read by this portal: no permission, or one for somebody else.
    NoCors,
    /// Without cookies the answer may be read, with them it may not.
    CredentialsRefused,
    /// No header may be added: the question for permission is not answered.
    PreflightRefused,
    /// The one header that proves who asks may not be added.
    HeaderRefused,
    /// It leads somewhere else, usually to a sign-in.
    Redirected,
    /// A web page instead of data.
    Page,
    /// 401, and there is nothing to prove who asks with.
    SignInNeeded,
    /// 401 although something proved who asks.
    Unauthorised,
    /// 403.
    Forbidden,
    /// 404 or 410.
    NotFound,
    /// 429, or a used-up quota.
    RateLimited,
    /// 500 to 599.
    Server,
    /// Another status that is no success.
    Status,
    /// Neither JSON nor a page.
    WrongType,
}

/// How one check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Good.
    Passed,
    /// Good enough, but worth knowing.
    Noted,
    /// This is it.
    Failed,
    /// Nobody could look.
    Unknown,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// What was checked.
    pub name: &'static str,
    /// How it ended.
    pub state: State,
    /// A few words.
    pub words: String,
}

/// What was found out about an origin.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What is wrong.
    pub kind: Kind,
    /// What was looked at.
    pub subject: Subject,
    /// The checks, in the order in which a request goes.
    pub checks: Vec<Check>,
    /// Status of the answer, if there was one that the page may read.
    pub status: Option<u16>,
    /// How long the first answer took, in milliseconds.
    pub latency: Option<u32>,
}

/// Decides.
pub(super) fn decide(subject: &Subject, facts: &Facts) -> Finding {
    let kind = kind(subject, facts);
    Finding {
        kind,
        checks: checks(subject, facts, kind),
        status: facts.answer().map(|answer| answer.status),
        latency: facts.reached(),
        subject: subject.clone(),
    }
}

fn kind(subject: &Subject, facts: &Facts) -> Kind {
    if facts.is_offline {
        return Kind::Offline;
    }
    if subject.is_mixed {
        return Kind::Mixed;
    }
    let is_redirect = matches!(facts.strict, Some(Seen::Redirect { .. }));
    // Nobody shares the answer to a stranger, but to whom it knows.
    let proven = matches!(facts.proven, Some(Seen::Answer(_)));
    match &facts.plain {
        None | Some(Seen::Failed(Broken::Offline)) => return Kind::Offline,
        Some(Seen::Silent) => return Kind::Timeout,
        // Not forbidden when nothing is followed: it is the target of the redirect that is.
        Some(Seen::Failed(Broken::Policy)) => {
            return match facts.strict {
                Some(Seen::Failed(Broken::Policy)) | None => Kind::Policy,
                Some(_) => Kind::Redirected,
            };
        }
        Some(Seen::Failed(Broken::Network)) if !proven => {
            return match facts.blind {
                _ if is_redirect => Kind::Redirected,
                Some(Seen::Opaque { .. }) => Kind::NoCors,
                // The way there is allowed, the end of the way is not.
                Some(Seen::Failed(Broken::Policy)) => Kind::Redirected,
                Some(Seen::Silent) => Kind::Timeout,
                _ => Kind::Unreachable,
            };
        }
        _ => {}
    }
    match &facts.proven {
        Some(Seen::Failed(_)) if subject.auth == Auth::Cookie => return Kind::CredentialsRefused,
        Some(Seen::Failed(_)) => {
            return match facts.asking {
                Some(Seen::Answer(_) | Seen::Redirect { .. }) => Kind::HeaderRefused,
                _ => Kind::PreflightRefused,
            };
        }
        Some(Seen::Redirect { .. }) => return Kind::Redirected,
        Some(Seen::Silent) => return Kind::Timeout,
        _ => {}
    }
    facts.answer().map_or(Kind::Unreachable, |answer| of_answer(subject, answer))
}

fn of_answer(subject: &Subject, answer: &super::Answered) -> Kind {
    let is_page = is_page(answer);
    // A host that was left on the way is not the API that was asked for.
    let left = answer.redirected && !answer.at.contains(&format!("//{}/", subject.host));
    match classify::status(answer.status, &answer.headers, &subject.auth, 0.0) {
        _ if left || (answer.redirected && is_page) => Kind::Redirected,
        Some(ErrorKind::Unauthorised { .. }) => match (&subject.auth, subject.has_credential) {
            (Auth::Session | Auth::Header(_) | Auth::Oidc(_), false) => Kind::SignInNeeded,
            _ => Kind::Unauthorised,
        },
        Some(ErrorKind::Forbidden) => Kind::Forbidden,
        // A folder of files shows no list of itself.
        Some(ErrorKind::NotFound) if subject.is_own => Kind::Fine,
        Some(ErrorKind::NotFound) => Kind::NotFound,
        Some(ErrorKind::RateLimited { .. }) => Kind::RateLimited,
        Some(ErrorKind::Server { .. }) => Kind::Server,
        Some(_) => Kind::Status,
        None if subject.is_own => Kind::Fine,
        None if is_page => Kind::Page,
        None if !is_data(answer) => Kind::WrongType,
        None => Kind::Fine,
    }
}

fn content_type(answer: &super::Answered) -> String {
    let given = answer.headers.content_type.as_deref().unwrap_or_default();
    given.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn is_page(answer: &super::Answered) -> bool {
    let kind = content_type(answer);
    kind == "text/html" || kind == "application/xhtml+xml" || answer.begins_like_page
}

/// JSON, or text such as YAML.
fn is_data(answer: &super::Answered) -> bool {
    let kind = content_type(answer);
    kind.is_empty()
        || kind.starts_with("text/")
        || ["json", "yaml"].iter().any(|word| kind.ends_with(word))
}

fn checks(subject: &Subject, facts: &facts::Facts, kind: Kind) -> Vec<Check> {
    let check = |name, state, words: &str| Check { name, state, words: words.to_owned() };
    let reached = facts.reached();
    let answer = facts.answer();
    let unknown = |name| check(name, State::Unknown, "Not known: nothing came back");
    let mut all = vec![match (kind, reached) {
        (Kind::Offline, _) => check("Reach", State::Failed, "The browser has no network"),
        (Kind::Mixed, _) => check("Reach", State::Failed, "The browser does not send it"),
        (Kind::Policy, _) => check("Reach", State::Failed, "The portal's policy does not allow it"),
        (_, Some(_)) => check("Reach", State::Passed, "The host answers"),
        (Kind::Timeout, None) => check("Reach", State::Failed, "No answer in time"),
        (Kind::Redirected, None) => {
            check("Reach", State::Noted, "It redirects to a host that the policy does not list")
        }
        (_, None) => check("Reach", State::Failed, "No connection"),
    }];
    all.push(match (subject.is_https, reached) {
        _ if kind == Kind::Mixed => {
            check("TLS", State::Failed, "Plain http, called from a page over https")
        }
        (true, Some(_)) => check("TLS", State::Passed, "The browser accepts the certificate"),
        (true, None) => check(
            "TLS",
            State::Unknown,
            "Not known: a page is not told whether the certificate is the reason",
        ),
        (false, _) => check("TLS", State::Noted, "None: plain http"),
    });
    all.push(match (&facts.plain, kind) {
        _ if subject.is_own => check("CORS", State::Passed, "Not needed: the portal's own host"),
        (Some(Seen::Answer(_)), _) => check("CORS", State::Passed, "This portal may read answers"),
        (_, Kind::NoCors) => {
            check("CORS", State::Failed, "The host answers, and this portal may not read it")
        }
        (_, Kind::Redirected) => check("CORS", State::Unknown, "Not known: it redirects"),
        (Some(Seen::Failed(_)), _) if answer.is_some() => {
            check("CORS", State::Noted, "Only answers to whom it knows may be read")
        }
        _ => unknown("CORS"),
    });
    all.push(preflight(subject, facts, kind));
    all.push(credentials(subject, facts, kind));
    all.push(match answer {
        _ if subject.is_own => check("Content", State::Passed, "Files of this portal"),
        None => unknown("Content"),
        Some(answer) => {
            let kind_of_body = match content_type(answer) {
                none if none.is_empty() => "no content type".to_owned(),
                kind => kind,
            };
            let words = format!("Status {}, {kind_of_body}", answer.status);
            let state = match kind {
                Kind::Fine => State::Passed,
                Kind::SignInNeeded => State::Noted,
                Kind::CredentialsRefused | Kind::HeaderRefused | Kind::PreflightRefused => {
                    State::Noted
                }
                _ => State::Failed,
            };
            check("Content", state, &words)
        }
    });
    all.push(match reached {
        None => unknown("Latency"),
        Some(time) if time > SLOW => {
            check("Latency", State::Noted, &format!("{time} ms, which readers notice"))
        }
        Some(time) => check("Latency", State::Passed, &format!("{time} ms")),
    });
    if let Some(cache) = answer.and_then(|answer| answer.cache.as_deref()) {
        let short: String = cache.chars().filter(|c| !c.is_control()).take(80).collect();
        all.push(check("Cache", State::Noted, &format!("{short}; the portal always asks anew")));
    }
    all
}

fn preflight(subject: &Subject, facts: &Facts, kind: Kind) -> Check {
    let check = |state, words: &str| Check { name: "Preflight", state, words: words.to_owned() };
    let asked = |seen: &Option<Seen>| matches!(seen, Some(Seen::Answer(_) | Seen::Redirect { .. }));
    match (subject.header_name(), kind) {
        _ if subject.is_own => check(State::Passed, "Not needed: the portal's own host"),
        (Some(name), Kind::HeaderRefused) => {
            check(State::Failed, &format!("Other headers are allowed, {name} is not"))
        }
        (Some(_), Kind::PreflightRefused) => {
            check(State::Failed, "The question for permission (OPTIONS) is not answered well")
        }
        (Some(name), _) if asked(&facts.proven) => {
            check(State::Passed, &format!("{name} is allowed"))
        }
        (None, _) if asked(&facts.asking) => check(State::Passed, "Questions in JSON are allowed"),
        (None, _) if facts.asking.is_some() => {
            check(State::Noted, "Questions in JSON are not allowed; reading needs none")
        }
        (None, _) if subject.is_static => check(State::Passed, "Not needed for plain files"),
        _ => check(State::Unknown, "Not known: nothing came back"),
    }
}

fn credentials(subject: &Subject, facts: &Facts, kind: Kind) -> Check {
    let check = |state, words: &str| Check { name: "Credentials", state, words: words.to_owned() };
    match (&subject.auth, kind) {
        (Auth::None, Kind::Unauthorised) => {
            check(State::Failed, "It wants to know who asks, and portal.json gives no `auth`")
        }
        (Auth::None, _) => check(State::Passed, "None are sent"),
        (_, Kind::CredentialsRefused) => {
            check(State::Failed, "An answer to a request with cookies may not be read")
        }
        (_, Kind::SignInNeeded) => check(State::Noted, "Nobody is signed in yet"),
        (_, Kind::Unauthorised) => check(State::Failed, "What is sent is not accepted (401)"),
        (_, Kind::Forbidden) => check(State::Failed, "Accepted, but without access (403)"),
        _ if facts.proven.is_none() => check(State::Unknown, "Not known: nothing came back"),
        (Auth::Cookie, _) => check(State::Passed, "Cookies are sent and accepted"),
        (_, _) if subject.has_credential => check(State::Passed, "Sent and accepted"),
        (_, _) => check(State::Noted, "Nobody is signed in yet"),
    }
}
