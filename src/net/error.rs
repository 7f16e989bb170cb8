//! What can go wrong between the portal and an API, as a value.

use std::{sync::Arc, time::Duration};

use crate::config::Auth;

/// A request that gave no usable answer. [`NetError::title`], [`NetError::cause`] and
/// [`NetError::next_step`] put it in words; none of its parts holds a credential or a query.
#[derive(Clone, Debug, PartialEq)]
pub struct NetError {
    /// What happened.
    pub kind: ErrorKind,
    /// Which request.
    pub call: Arc<Call>,
    /// How often it was sent; 0 when it never left.
    pub attempts: u32,
    /// What the API itself said, shortened; written by others, show it as plain text.
    pub detail: Option<Arc<str>>,
    /// The id the API gave the request, for the people who run it.
    pub request_id: Option<Arc<str>>,
}

/// Which request: enough to recognise it, nothing secret.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Name of the origin in `portal.json`.
    pub origin: String,
    /// Its name for people.
    pub title: String,
    /// Host, with the port where it is unusual.
    pub host: String,
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path of the address, without the query.
    pub path: String,
}

/// What went wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum ErrorKind {
    /// The browser says that there is no network.
    Offline,
    /// The connection failed. A page is not told whether the host is down, the name unknown, the
    /// answer forbidden by CORS, or a redirect refused.
    Unreachable {
        /// The browser reported that the portal's own Content-Security-Policy forbids the host.
        policy: bool,
    },
    /// A deadline passed.
    Timeout {
        /// Which one.
        phase: Phase,
        /// How long it was.
        after: Duration,
    },
    /// 401, or a credential is needed and nobody has typed one.
    Unauthorised {
        /// How people prove who they are there.
        auth: Auth,
    },
    /// 403.
    Forbidden,
    /// 404 or 410.
    NotFound,
    /// 429, or 403 with the headers of a used-up quota.
    RateLimited {
        /// When the API wants to be asked again, if it says so.
        retry_after: Option<Duration>,
    },
    /// 500 to 599.
    Server {
        /// The status.
        status: u16,
    },
    /// Any other status that is no success.
    Client {
        /// The status.
        status: u16,
    },
    /// A success whose body is of another kind than asked for: usually a login page.
    NotData {
        /// Its content type, or `text/html` where the body looked like a page.
        content_type: String,
    },
    /// The right kind of body, and not what the type says.
    Malformed {
        /// Where: `workflow_runs[3].id`; empty at the top.
        path: String,
        /// What.
        message: String,
    },
    /// More bytes than allowed.
    TooLarge {
        /// How many are allowed.
        limit: usize,
    },
    /// The connection broke in the middle of the body.
    CutOff,
    /// The manifest of the plugin, or `portal.json`, does not name the origin.
    OriginNotDeclared {
        /// The plugin that asked.
        plugin: String,
    },
    /// The origin failed several times in a row and is left alone for a while.
    Paused {
        /// Until it is tried again; a retry by hand is always possible.
        retry_after: Duration,
    },
    /// The portal itself does not send this.
    Refused {
        /// Why, one sentence.
        why: String,
    },
    /// The page was left, or the request was withdrawn.
    Cancelled,
}

/// Which of the deadlines passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Until the headers.
    Headers,
    /// Between two pieces of the body.
    Body,
    /// The whole, with waiting for a free connection and retries.
    Total,
}

impl NetError {
    /// A request that cannot be made, because something it needs is wrong: an annotation that is
    /// no slug, a path part that is `..`. `why` is one sentence for the reader.
    pub fn refused(why: impl Into<String>) -> Self {
        let call = Call {
            origin: String::new(),
            title: String::new(),
            host: String::new(),
            method: "GET",
            path: String::new(),
        };
        Self::new(ErrorKind::Refused { why: why.into() }, Arc::new(call))
    }

    pub(super) fn new(kind: ErrorKind, call: Arc<Call>) -> Self {
        Self { kind, call, attempts: 0, detail: None, request_id: None }
    }

    /// The origin where somebody could type a credential to heal this.
    pub fn sign_in_at(&self) -> Option<&str> {
        match &self.kind {
            ErrorKind::Unauthorised { auth: Auth::Session | Auth::Header(_) } => {
                Some(&self.call.origin)
            }
            _ => None,
        }
    }

    /// The origin whose OpenID provider could heal this by a sign-in.
    pub fn signs_in_at(&self) -> Option<&str> {
        match &self.kind {
            ErrorKind::Unauthorised { auth: Auth::Oidc(_) } => Some(&self.call.origin),
            _ => None,
        }
    }

    /// Whether the origin itself is in trouble, rather than this one request.
    pub(super) fn blames_origin(&self) -> bool {
        matches!(
            self.kind,
            ErrorKind::Unreachable { .. }
                | ErrorKind::Timeout { .. }
                | ErrorKind::Server { .. }
                | ErrorKind::CutOff
        )
    }
}

impl std::error::Error for NetError {}
