//! The thin edge to the network: one request out, one answer in, chunk by chunk. Everything that
//! can be decided without a socket is decided elsewhere.

use futures_util::future::LocalBoxFuture;

use super::bytes::Chunk;

/// Sends requests. Dropping what it returns aborts the request.
pub(super) trait Transport {
    /// Ends when the headers of the answer are there.
    fn send(&self, request: Outgoing) -> LocalBoxFuture<'static, Result<Incoming, Fault>>;
}

/// A request, ready to go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Outgoing {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Absolute and in its only spelling.
    pub url: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// JSON, for `POST`.
    pub body: Option<String>,
    /// Whether the browser adds the cookies of that host.
    pub cookies: bool,
    /// Whether the browser carries on with it when the page goes.
    pub outlives: bool,
    /// Whether a redirect is an error: always when anything in the request is a credential, because
    /// browsers carry custom headers along to other origins.
    pub refuse_redirects: bool,
}

/// An answer whose body is still on its way.
pub(super) struct Incoming {
    pub status: u16,
    pub headers: Headers,
    pub body: Box<dyn Body>,
}

/// The headers that matter, as far as the other side lets a page see them.
#[derive(Clone, Debug, Default)]
pub(super) struct Headers {
    pub content_type: Option<String>,
    pub content_length: Option<f64>,
    pub retry_after: Option<String>,
    /// `x-ratelimit-remaining`, as GitHub sends it.
    pub rate_remaining: Option<String>,
    /// `x-ratelimit-reset`: seconds since 1970.
    pub rate_reset: Option<String>,
    pub request_id: Option<String>,
    /// What names this answer, to ask later whether there is another one.
    pub etag: Option<String>,
}

/// The rest of an answer.
pub(super) trait Body {
    /// The next chunk; `None` at the end.
    fn next(&mut self) -> LocalBoxFuture<'_, Result<Option<Chunk>, Fault>>;
}

/// Why there is no (whole) answer.
#[cfg_attr(
    not(any(test, target_arch = "wasm32")),
    expect(dead_code, reason = "only a browser tells these apart")
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The connection failed; a page is not told how.
    Network,
    /// The same, and the browser reported that the page's policy forbids the address.
    Policy,
    /// The same, and the browser says it has no network.
    Offline,
    /// Somebody else ended the request: the page is being left.
    Aborted,
    /// The browser reads the address differently from us, so it was not asked.
    Address,
}
