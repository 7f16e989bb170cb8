//! An answer before it is sent: everything in memory, so that a fault can still bend it.

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Response, StatusCode};
use serde_json::Value;

/// Content type of JSON, as both imitated servers spell it.
pub const JSON: &str = "application/json; charset=utf-8";
/// Content type of a web page.
pub const HTML: &str = "text/html; charset=utf-8";

/// Status, headers and body.
#[derive(Clone, Debug)]
pub struct Answer {
    /// Status code.
    pub status: StatusCode,
    /// Headers, without length and connection, which follow from the body.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Answer {
    /// A body of this type with status 200.
    pub fn of(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        Self { status: StatusCode::OK, headers, body: body.into() }
    }

    /// A JSON body with status 200.
    pub fn json(body: &Value) -> Self {
        Self::of(JSON, body.to_string())
    }

    /// Nothing but a status.
    pub fn empty(status: StatusCode) -> Self {
        Self { status, headers: HeaderMap::new(), body: Bytes::new() }
    }

    /// The same with another status.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with one more header. A value that no header can carry is left out.
    pub fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// What is sent, with this body in place of its own.
    pub fn respond_with(self, body: Body) -> Response<Body> {
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }

    /// What is sent.
    pub fn respond(mut self) -> Response<Body> {
        let body = Body::from(std::mem::take(&mut self.body));
        self.respond_with(body)
    }
}
