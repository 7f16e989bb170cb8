//! Who may read an answer: the `Access-Control-*` headers, as each imitated server sends them.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderName, ORIGIN, VARY,
};
use axum::http::{Method, StatusCode};

use crate::answer::Answer;
use crate::fault::Fault;
use crate::state::{Origin, Shared};

/// Headers that GitHub lets pages of other origins read.
const EXPOSED: &str = "ETag, Link, Location, Retry-After, X-RateLimit-Limit, \
                       X-RateLimit-Remaining, X-RateLimit-Used, X-RateLimit-Resource, \
                       X-RateLimit-Reset";

/// Whether a request only asks for permission.
pub fn is_preflight(method: &Method, headers: &HeaderMap) -> bool {
    method == Method::OPTIONS && headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

/// The answer to a request for permission.
pub fn preflight(origin: Origin, headers: &HeaderMap) -> Answer {
    let answer = Answer::empty(StatusCode::NO_CONTENT);
    match (origin, text(headers, &ACCESS_CONTROL_REQUEST_HEADERS)) {
        (Origin::Portal, _) => answer,
        (_, wanted) => answer
            .with(ACCESS_CONTROL_ALLOW_METHODS, "GET,HEAD,PATCH,POST,PUT,DELETE")
            .with(ACCESS_CONTROL_ALLOW_HEADERS, wanted),
    }
}

/// The answer with the headers that let pages of other origins read it.
pub fn share(
    answer: Answer,
    origin: Origin,
    fault: Option<&Fault>,
    headers: &HeaderMap,
    shared: &Shared,
) -> Answer {
    let asker = text(headers, &ORIGIN);
    match (fault, origin) {
        (Some(Fault::NoCors), _) | (_, Origin::Portal) => answer,
        _ if asker.is_empty() => answer,
        (Some(Fault::CorsOther), _) => {
            answer.with(ACCESS_CONTROL_ALLOW_ORIGIN, "https://another-portal.example")
        }
        (Some(Fault::CorsStar), _) => answer.with(ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (_, Origin::Ci) => answer
            .with(ACCESS_CONTROL_ALLOW_ORIGIN, "*")
            .with(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED),
        // Like the recording: only the configured portal, and no other header is exposed.
        (_, Origin::Backstage) if asker != shared.addresses.portal => answer.with(VARY, "Origin"),
        // The foreign origin lets everybody in, so that nothing but the portal protects a token.
        (_, Origin::Backstage | Origin::Foreign | Origin::Issuer) => answer
            .with(ACCESS_CONTROL_ALLOW_ORIGIN, asker)
            .with(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
            .with(VARY, "Origin"),
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
