//! One load: credential, free connection, deadlines, retries, breaker.

use std::{cell::Cell, pin::pin, rc::Rc, time::Duration};

use futures_util::future::{Either, LocalBoxFuture, select};

use super::{
    Bytes, ErrorKind, NetError, Phase,
    breaker::Verdict,
    classify,
    credentials::Secret,
    endpoint::Format,
    prepare::Prepared,
    retry,
    slots::Slot,
    state::State,
    transport::{Body, Fault, Headers, Outgoing},
};
use crate::config::Auth;

/// A whole load has so many times the patience of its origin.
const TOTAL: f64 = 3.0;
/// Bytes of an error's body that are looked at.
const ERROR_BYTES: usize = 64 * 1024;

/// A success, complete.
pub(super) struct Reply {
    pub body: Bytes,
    /// Whether the answer that is here is still the same; then there is no body.
    pub unchanged: bool,
    pub etag: Option<String>,
    pub attempts: u32,
    pub request_id: Option<String>,
}

/// An attempt that failed.
struct Failure {
    kind: ErrorKind,
    status: u16,
    detail: Option<String>,
    request_id: Option<String>,
}

impl State {
    /// Loads. `by_hand` is a person who insists although the host is paused.
    pub async fn load(
        self: &Rc<Self>,
        prepared: &Prepared,
        by_hand: bool,
    ) -> Result<Reply, NetError> {
        let visit =
            self.enter(&prepared.host(), by_hand).map_err(|left| prepared.error(paused(left)))?;
        let result = self.load_unguarded(prepared, by_hand).await;
        visit.leave(match &result {
            Ok(_) => Verdict::Alive,
            Err(error) if error.blames_origin() => Verdict::Failing,
            // No answer and no fault of the host: nothing was learned.
            Err(NetError { kind: ErrorKind::Offline | ErrorKind::Cancelled, .. }) => {
                Verdict::Unknown
            }
            Err(NetError { attempts: 0, .. }) => Verdict::Unknown,
            Err(_) => Verdict::Alive,
        });
        result
    }

    /// As [`State::load`], without telling the breaker: a load within a load.
    pub async fn load_unguarded(
        self: &Rc<Self>,
        prepared: &Prepared,
        by_hand: bool,
    ) -> Result<Reply, NetError> {
        let first = match prepared.request.format {
            // A catalog of thousands of files asks for all of them at once; each waits its turn and
            // the time begins with it.
            Format::Bytes => Some(self.slot(prepared, by_hand).await?),
            Format::Json | Format::Text => None,
        };
        let total = prepared.patience * TOTAL;
        let attempts = Cell::new(0);
        let tries = pin!(self.tries(prepared, by_hand, first, &attempts, self.clock.now() + total));
        match select(tries, self.clock.sleep(total)).await {
            Either::Left((result, _)) => result,
            Either::Right(_) => {
                let kind = ErrorKind::Timeout { phase: Phase::Total, after: milliseconds(total) };
                Err(NetError { attempts: attempts.get(), ..prepared.error(kind) })
            }
        }
    }

    /// Waits for a free connection. Whoever waited while the host was given up does not try it too.
    async fn slot(&self, prepared: &Prepared, by_hand: bool) -> Result<Slot, NetError> {
        let host = prepared.host();
        let slot = self.slots.acquire(&host, prepared.request.priority).await;
        match self.pause(&host) {
            Some(left) if !by_hand => Err(prepared.error(paused(left))),
            _ => Ok(slot),
        }
    }

    async fn tries(
        self: &Rc<Self>,
        prepared: &Prepared,
        by_hand: bool,
        mut first: Option<Slot>,
        attempts: &Cell<u32>,
        deadline: f64,
    ) -> Result<Reply, NetError> {
        let mut renewed = false;
        loop {
            let secret = self.secret(prepared).await?;
            let slot = match first.take() {
                Some(slot) => slot,
                None => self.slot(prepared, by_hand || attempts.get() > 0).await?,
            };
            attempts.set(attempts.get() + 1);
            let result = self.attempt(prepared, secret.as_ref()).await;
            drop(slot);
            let failure = match result {
                Ok(reply) => return Ok(Reply { attempts: attempts.get(), ..reply }),
                Err(failure) => failure,
            };
            let repeatable = prepared.request.method == "GET";
            let renews = matches!(prepared.auth, Auth::Guest | Auth::Oidc(_));
            if failure.status == 401 && renews {
                // The token ended early, or the backend forgot its keys: one new token, one replay.
                self.credentials.forget(&prepared.call.origin, secret.as_ref());
                if repeatable && !renewed {
                    renewed = true;
                    continue;
                }
            }
            let delay = retry::delay(
                &failure.kind,
                failure.status,
                attempts.get(),
                self.has_met(&prepared.host()),
                self.clock.random(),
                self.time_scale,
            );
            match delay {
                Some(delay) if repeatable && self.clock.now() + delay < deadline => {
                    self.clock.sleep(delay).await;
                }
                _ => return Err(failure.into_error(prepared, attempts.get())),
            }
        }
    }

    async fn attempt(
        &self,
        prepared: &Prepared,
        secret: Option<&Secret>,
    ) -> Result<Reply, Failure> {
        let send = self.transport.send(outgoing(prepared, secret));
        let mut incoming = self.within(prepared.patience, Phase::Headers, send).await?;
        self.meet(&prepared.host());
        let (status, headers) = (incoming.status, &incoming.headers);
        let about =
            |kind| Failure { kind, status, detail: None, request_id: headers.request_id.clone() };
        let body = &mut *incoming.body;
        if status == 304 && prepared.etag.is_some() {
            let request_id = incoming.headers.request_id;
            let (body, etag) = (Bytes::default(), None);
            return Ok(Reply { body, unchanged: true, etag, attempts: 0, request_id });
        }
        let refused = classify::status(status, headers, &prepared.auth, self.clock.wall());
        if let Some(kind) = refused {
            let said = self.read(body, prepared.patience, ERROR_BYTES).await;
            let detail = said.ok().and_then(|said| classify::detail(&said.to_vec(), headers));
            return Err(Failure { detail, ..about(kind) });
        }
        let format = prepared.request.format;
        if let Some(kind) = classify::content_type(format, headers, prepared.url.path()) {
            return Err(about(kind));
        }
        let limit = prepared.request.max_bytes;
        // Where the body is compressed this is its smaller size, so the stream is counted as well.
        if headers.content_length.is_some_and(|length| length > limit as f64) {
            return Err(about(ErrorKind::TooLarge { limit }));
        }
        let body = self.read(body, prepared.patience, limit).await.map_err(about)?;
        let Headers { etag, request_id, .. } = incoming.headers;
        Ok(Reply { body, unchanged: false, etag, attempts: 0, request_id })
    }

    pub(super) async fn read(
        &self,
        body: &mut dyn Body,
        patience: f64,
        limit: usize,
    ) -> Result<Bytes, ErrorKind> {
        let mut bytes = Bytes::default();
        while let Some(chunk) = self.within(patience, Phase::Body, body.next()).await? {
            if !bytes.push(chunk, limit) {
                return Err(ErrorKind::TooLarge { limit });
            }
        }
        Ok(bytes)
    }

    pub(super) async fn within<T>(
        &self,
        patience: f64,
        phase: Phase,
        work: LocalBoxFuture<'_, Result<T, Fault>>,
    ) -> Result<T, ErrorKind> {
        match select(work, self.clock.sleep(patience)).await {
            Either::Left((result, _)) => result.map_err(|fault| kind(fault, phase)),
            Either::Right(_) => Err(ErrorKind::Timeout { phase, after: milliseconds(patience) }),
        }
    }
}

impl From<ErrorKind> for Failure {
    fn from(kind: ErrorKind) -> Self {
        Self { kind, status: 0, detail: None, request_id: None }
    }
}

impl Failure {
    fn into_error(self, prepared: &Prepared, attempts: u32) -> NetError {
        NetError {
            attempts,
            detail: self.detail.map(Into::into),
            request_id: self.request_id.map(Into::into),
            ..prepared.error(self.kind)
        }
    }
}

pub(super) fn kind(fault: Fault, phase: Phase) -> ErrorKind {
    match (fault, phase) {
        (Fault::Network, Phase::Body) => ErrorKind::CutOff,
        (Fault::Network, _) => ErrorKind::Unreachable { policy: false },
        (Fault::Policy, _) => ErrorKind::Unreachable { policy: true },
        (Fault::Offline, _) => ErrorKind::Offline,
        (Fault::Aborted, _) => ErrorKind::Cancelled,
        (Fault::Address, _) => {
            ErrorKind::Refused { why: "The browser reads this address differently.".into() }
        }
    }
}

fn paused(left: f64) -> ErrorKind {
    ErrorKind::Paused { retry_after: milliseconds(left) }
}

pub(super) fn milliseconds(time: f64) -> Duration {
    Duration::from_secs_f64((time / 1000.0).max(0.0))
}

pub(super) fn outgoing(prepared: &Prepared, secret: Option<&Secret>) -> Outgoing {
    let request = &prepared.request;
    let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut headers = vec![header("Accept", accept(request.format))];
    if request.body.is_some() {
        headers.push(header("Content-Type", "application/json"));
    }
    if let Some(etag) = &prepared.etag {
        headers.push(header("If-None-Match", etag));
    }
    let cookies = prepared.auth == Auth::Cookie;
    if cookies && request.method != "GET" {
        // A header that another site cannot add without asking first (CSRF).
        headers.push(header("X-Requested-With", "portal"));
    }
    match (&prepared.auth, secret) {
        (Auth::Header(name), Some(secret)) => headers.push(header(name, secret.reveal())),
        (_, Some(secret)) => {
            headers.push(header("Authorization", &format!("Bearer {}", secret.reveal())));
        }
        (_, None) => {}
    }
    Outgoing {
        method: request.method,
        url: prepared.url.to_string(),
        headers,
        body: request.body.clone(),
        cookies,
        outlives: request.outlives,
        refuse_redirects: cookies || secret.is_some(),
    }
}

fn accept(format: Format) -> &'static str {
    match format {
        Format::Json => "application/json",
        Format::Text | Format::Bytes => "*/*",
    }
}
