//! Hosts that behave like those of the world, and what is found out about them.

use std::cell::RefCell;

use futures_util::{FutureExt, future::LocalBoxFuture};

use super::*;

/// A host: what it answers to a look.
struct Host<'a> {
    react: &'a dyn Fn(&Glance) -> Seen,
    looks: RefCell<Vec<Glance>>,
}

impl Look for Host<'_> {
    fn look(&self, glance: Glance) -> LocalBoxFuture<'static, Seen> {
        let seen = (self.react)(&glance);
        self.looks.borrow_mut().push(glance);
        Box::pin(std::future::ready(seen))
    }
}

fn subject(auth: Auth) -> Subject {
    let header = match &auth {
        Auth::None | Auth::Cookie => None,
        Auth::Header(name) => Some((name.clone(), "x".to_owned())),
        _ => Some(("Authorization".to_owned(), "Bearer x".to_owned())),
    };
    Subject {
        url: "https://api.example.com/v1".into(),
        host: "api.example.com".into(),
        path: "/v1".into(),
        is_https: true,
        is_own: false,
        is_mixed: false,
        is_static: false,
        has_credential: header.is_some(),
        auth,
        header,
        patience: 1_000.0,
    }
}

fn answer(status: u16, content_type: &str) -> Seen {
    let headers = Headers { content_type: Some(content_type.into()), ..Headers::default() };
    let at = "https://api.example.com/v1".to_owned();
    Seen::Answer(Box::new(Answered {
        status,
        headers,
        at,
        milliseconds: 12,
        ..Answered::default()
    }))
}

fn json() -> Seen {
    answer(200, "application/json; charset=utf-8")
}

const BROKEN: Seen = Seen::Failed(Broken::Network);
const BLOCKED: Seen = Seen::Failed(Broken::Policy);

fn found(subject: &Subject, react: impl Fn(&Glance) -> Seen) -> (Finding, Vec<Glance>) {
    let host = Host { react: &react, looks: RefCell::default() };
    let facts = look_at(&host, subject, true).now_or_never().unwrap();
    (decide::decide(subject, &facts), host.looks.into_inner())
}

fn kind(auth: Auth, react: impl Fn(&Glance) -> Seen) -> Kind {
    found(&subject(auth), react).0.kind
}

fn is_asked(glance: &Glance) -> bool {
    glance.headers.len() > 1
}

#[test]
fn kinds_without_a_credential() {
    let open = |seen: fn() -> Seen| kind(Auth::None, move |_| seen());
    assert_eq!(open(json), Kind::Fine);
    assert_eq!(open(|| BROKEN), Kind::Unreachable);
    assert_eq!(open(|| BLOCKED), Kind::Policy);
    assert_eq!(open(|| Seen::Silent), Kind::Timeout);
    assert_eq!(open(|| Seen::Failed(Broken::Offline)), Kind::Offline);
    assert_eq!(open(|| answer(200, "text/html")), Kind::Page);
    assert_eq!(open(|| answer(200, "image/png")), Kind::WrongType);
    assert_eq!(open(|| answer(200, "text/yaml")), Kind::Fine);
    for (status, expected) in [
        (401, Kind::Unauthorised),
        (403, Kind::Forbidden),
        (404, Kind::NotFound),
        (429, Kind::RateLimited),
        (503, Kind::Server),
        (405, Kind::Status),
    ] {
        assert_eq!(kind(Auth::None, |_| answer(status, "application/json")), expected);
    }
}

#[test]
fn what_answers_and_may_not_be_read_has_no_cors() {
    let host = |glance: &Glance| match glance.mode {
        Mode::Blind => Seen::Opaque { milliseconds: 3 },
        _ => BROKEN,
    };
    let (finding, looks) = found(&subject(Auth::None), host);
    assert_eq!((finding.kind, looks.len()), (Kind::NoCors, 3));
    assert_eq!(finding.latency, Some(3));
    assert_eq!(kind(Auth::Session, host), Kind::NoCors);
}

#[test]
fn a_redirect_is_told_from_what_it_looks_like() {
    // To a host that the policy does not list: the page's own policy seems to be the reason.
    let foreign = |glance: &Glance| match glance.mode {
        Mode::Strict => BROKEN,
        _ => BLOCKED,
    };
    assert_eq!(kind(Auth::None, foreign), Kind::Redirected);
    // To one that is listed, and shares nothing.
    let silent = |glance: &Glance| match glance.mode {
        Mode::Strict => Seen::Redirect { milliseconds: 1 },
        Mode::Blind => Seen::Opaque { milliseconds: 1 },
        Mode::Open => BROKEN,
    };
    assert_eq!(kind(Auth::None, silent), Kind::Redirected);
    // To a sign-in page that can be read.
    let page = |status, at: &str, kind: &str| {
        let Seen::Answer(answer) = answer(status, kind) else { return BROKEN };
        Seen::Answer(Box::new(Answered { redirected: true, at: at.into(), ..*answer }))
    };
    let here = "https://api.example.com/login";
    assert_eq!(kind(Auth::None, |_| page(200, here, "text/html")), Kind::Redirected);
    assert_eq!(kind(Auth::None, |_| page(200, here, "application/json")), Kind::Fine);
    let there = "https://login.example.com/";
    assert_eq!(kind(Auth::None, |_| page(200, there, "application/json")), Kind::Redirected);
    // Only what proves who asks meets it.
    let proven = |glance: &Glance| match is_asked(glance) {
        true => Seen::Redirect { milliseconds: 1 },
        false => json(),
    };
    assert_eq!(kind(Auth::Session, proven), Kind::Redirected);
}

#[test]
fn a_wildcard_does_not_go_with_cookies() {
    let host = |glance: &Glance| if glance.cookies { BROKEN } else { json() };
    assert_eq!(kind(Auth::Cookie, host), Kind::CredentialsRefused);
    assert_eq!(kind(Auth::Cookie, |_| json()), Kind::Fine);
}

#[test]
fn a_refused_header_is_told_from_a_refused_question() {
    let has = |glance: &Glance, name: &str| glance.headers.iter().any(|(known, _)| known == name);
    let no_header = |glance: &Glance| if has(glance, "Authorization") { BROKEN } else { json() };
    assert_eq!(kind(Auth::Session, no_header), Kind::HeaderRefused);
    let no_options = |glance: &Glance| if is_asked(glance) { BROKEN } else { json() };
    assert_eq!(kind(Auth::Session, no_options), Kind::PreflightRefused);
    assert_eq!(kind(Auth::Header("X-Api-Key".into()), no_options), Kind::PreflightRefused);
    // Reading needs no permission.
    let (finding, _) = found(&subject(Auth::None), no_options);
    assert_eq!(finding.kind, Kind::Fine);
    assert!(
        finding.checks.iter().any(|one| one.name == "Preflight" && one.state == CheckState::Noted)
    );
}

#[test]
fn who_is_not_signed_in_is_told_from_who_is_not_welcome() {
    let mut nobody = subject(Auth::Session);
    nobody.has_credential = false;
    let refuses = |_: &Glance| answer(401, "application/json");
    assert_eq!(found(&nobody, refuses).0.kind, Kind::SignInNeeded);
    assert_eq!(kind(Auth::Session, refuses), Kind::Unauthorised);
    assert_eq!(kind(Auth::Cookie, refuses), Kind::Unauthorised);
    let knows = |glance: &Glance| match is_asked(glance) {
        true => json(),
        false => answer(401, "application/json"),
    };
    assert_eq!(kind(Auth::Session, knows), Kind::Fine);
    // Errors without the headers of CORS, good answers with them.
    let shy = |glance: &Glance| match (glance.mode, is_asked(glance)) {
        (Mode::Blind, _) => Seen::Opaque { milliseconds: 2 },
        (_, true) => json(),
        _ => BROKEN,
    };
    assert_eq!(kind(Auth::Session, shy), Kind::Fine);
}

#[test]
fn nothing_is_sent_where_nothing_can_arrive() {
    let mixed = Subject { is_mixed: true, is_https: false, ..subject(Auth::None) };
    let (finding, looks) = found(&mixed, |_| json());
    assert_eq!((finding.kind, looks.len()), (Kind::Mixed, 0));
    let host = Host { react: &|_| json(), looks: RefCell::default() };
    let facts = look_at(&host, &subject(Auth::None), false).now_or_never().unwrap();
    assert_eq!(decide::decide(&subject(Auth::None), &facts).kind, Kind::Offline);
}

#[test]
fn files_of_the_portal_itself_are_not_judged() {
    let own = Subject { is_own: true, is_static: true, ..subject(Auth::None) };
    for seen in [|| answer(404, "text/plain"), || answer(200, "text/html"), json] {
        let (finding, looks) = found(&own, |_| seen());
        assert_eq!((finding.kind, looks.len()), (Kind::Fine, 1));
    }
    assert_eq!(found(&own, |_| answer(500, "text/html")).0.kind, Kind::Server);
}

#[test]
fn every_finding_has_all_checks_and_a_slow_one_is_noted() {
    let (finding, _) = found(&subject(Auth::None), |_| match json() {
        Seen::Answer(answer) => Seen::Answer(Box::new(Answered {
            milliseconds: 4_000,
            cache: Some("max-age=1\n".into()),
            ..*answer
        })),
        other => other,
    });
    let names: Vec<_> = finding.checks.iter().map(|check| check.name).collect();
    assert_eq!(
        names,
        ["Reach", "TLS", "CORS", "Preflight", "Credentials", "Content", "Latency", "Cache"]
    );
    let latency = finding.checks.iter().find(|check| check.name == "Latency").unwrap();
    assert_eq!(latency.state, CheckState::Noted);
    for check in found(&subject(Auth::Session), |_| BROKEN).0.checks {
        assert_ne!(check.state, CheckState::Passed, "{}", check.name);
    }
}
