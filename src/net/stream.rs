//! Server-sent events through the one client: `fetch` and a reader, not `EventSource`, which cannot
//! carry a token. Only the chunk of a plugin that calls it holds this code.
//!
//! A stream takes none of the connections that are counted: it is open for minutes. It ends when it
//! is dropped. It never starts again by itself; [`Reconnect`] says when its owner should.

use std::collections::VecDeque;
use std::time::Duration;

use super::{
    Call, ErrorKind, Get, NetClient, NetError, Phase,
    bytes::Bytes,
    classify,
    endpoint::Format,
    event_reader::{Event, EventReader},
    exchange::{kind, milliseconds, outgoing},
    prepare::Prepared,
    transport::{Body, Fault},
};
use crate::config::Auth;
use futures_util::future::{Either, LocalBoxFuture, select};
use std::sync::Arc;

/// A stream without a byte for so long is dead. Comments count, so a heart that beats keeps it.
const IDLE: Duration = Duration::from_secs(60);
/// Bytes of an error's body that are looked at.
const ERROR_BYTES: usize = 16 * 1024;

/// An open stream.
pub struct EventStream {
    client: NetClient,
    prepared: Prepared,
    body: Box<dyn Body>,
    reader: EventReader,
    ready: VecDeque<Event>,
}

impl NetClient {
    /// Opens a stream of events. With `auth: "guest"` a rejected token is renewed once.
    ///
    /// # Errors
    /// See [`NetError`]; an answer that is no stream is [`ErrorKind::NotData`].
    pub async fn stream(&self, get: &Get<String>) -> Result<EventStream, NetError> {
        let mut prepared = self.prepare(&get.request)?;
        prepared.request.format = Format::Text;
        let state = self.state().clone();
        let mut renewed = false;
        loop {
            let secret = state.secret(&prepared).await?;
            let mut request = outgoing(&prepared, secret.as_ref());
            if let Some((_, accept)) = request.headers.first_mut() {
                "text/event-stream".clone_into(accept);
            }
            let sent = state.transport.send(request);
            let answer = within(self, prepared.patience, Phase::Headers, sent).await;
            let mut answer = answer.map_err(|kind| failure(&prepared, kind))?;
            state.meet(&prepared.host());
            let refused = classify::status(
                answer.status,
                &answer.headers,
                &prepared.auth,
                state.clock.wall(),
            );
            if let Some(kind) = refused {
                if answer.status == 401 && prepared.auth == Auth::Guest && !renewed {
                    state.credentials.forget(&prepared.call.origin, secret.as_ref());
                    renewed = true;
                    continue;
                }
                let mut said = Bytes::default();
                while let Ok(Some(piece)) =
                    within(self, prepared.patience, Phase::Body, answer.body.next()).await
                {
                    if !said.push(piece, ERROR_BYTES) {
                        break;
                    }
                }
                let detail = classify::detail(&said.to_vec(), &answer.headers);
                return Err(NetError {
                    detail: detail.map(Into::into),
                    ..failure(&prepared, kind)
                });
            }
            let given = answer.headers.content_type.clone().unwrap_or_default();
            if !given.trim_start().to_ascii_lowercase().starts_with("text/event-stream") {
                return Err(failure(&prepared, ErrorKind::NotData { content_type: given }));
            }
            return Ok(EventStream {
                client: self.clone(),
                prepared,
                body: answer.body,
                reader: EventReader::default(),
                ready: VecDeque::new(),
            });
        }
    }

    /// Waits; what has to do with the fetch policy is as much shorter as this app's clock says.
    pub async fn pause(&self, time: Duration) {
        let time = self.scaled(time).as_secs_f64() * 1000.0;
        self.state().clock.sleep(time).await;
    }

    /// A number between 0 and 1, for waiting times that are not everybody's.
    pub fn random(&self) -> f64 {
        self.state().clock.random()
    }
}

impl EventStream {
    /// The next event; `None` when the stream has ended.
    ///
    /// # Errors
    /// The connection broke, or nothing came for a minute.
    pub async fn next(&mut self) -> Result<Option<Event>, NetError> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Ok(Some(event));
            }
            let idle = self.client.scaled(IDLE).as_secs_f64() * 1000.0;
            let piece = within(&self.client, idle, Phase::Body, self.body.next()).await;
            match piece.map_err(|kind| failure(&self.prepared, kind))? {
                Some(piece) => {
                    let mut bytes = Bytes::default();
                    bytes.push(piece, usize::MAX);
                    self.ready.extend(self.reader.read(&bytes.to_vec()));
                }
                None => return Ok(None),
            }
        }
    }

    /// Whether another event is here already, so that asking for it does not wait.
    #[must_use]
    pub fn has_more(&self) -> bool {
        !self.ready.is_empty()
    }

    /// Events that were too long to be kept.
    #[must_use]
    pub fn dropped(&self) -> usize {
        self.reader.dropped()
    }

    /// Who is asked.
    #[must_use]
    pub fn source(&self) -> Arc<Call> {
        self.prepared.call.clone()
    }
}

fn failure(prepared: &Prepared, kind: ErrorKind) -> NetError {
    NetError { attempts: 1, ..prepared.error(kind) }
}

async fn within<T>(
    client: &NetClient,
    patience: f64,
    phase: Phase,
    work: LocalBoxFuture<'_, Result<T, Fault>>,
) -> Result<T, ErrorKind> {
    match select(work, client.state().clock.sleep(patience)).await {
        Either::Left((result, _)) => result.map_err(|fault| kind(fault, phase)),
        Either::Right(_) => Err(ErrorKind::Timeout { phase, after: milliseconds(patience) }),
    }
}

/// When to open a broken stream again, and when to give streams up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reconnect {
    /// Times in a row that brought nothing new.
    fruitless: u32,
}

/// What to do after a stream has ended too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Again {
    /// Open it again after so long.
    After(Duration),
    /// Streams do not get through: ask for the events from time to time instead.
    Poll,
    /// Asking again changes nothing: say why it ended.
    Stop,
}

/// Streams that brought nothing until polling takes over.
const FRUITLESS: u32 = 3;
/// First waiting time in milliseconds, doubled each time.
const STEP: f64 = 500.0;

impl Reconnect {
    /// Decides after an end. `news` says whether the stream brought anything, `error` why it ended,
    /// `random` lies between 0 and 1.
    pub fn after(&mut self, news: bool, error: Option<&NetError>, random: f64) -> Again {
        if let Some(error) = error
            && !may_pass(&error.kind)
        {
            // A proxy that answers a stream with a page still lets plain requests through.
            return match error.kind {
                ErrorKind::NotData { .. } => Again::Poll,
                _ => Again::Stop,
            };
        }
        self.fruitless = if news { 0 } else { self.fruitless + 1 };
        if self.fruitless >= FRUITLESS {
            return Again::Poll;
        }
        let asked = match error.map(|error| &error.kind) {
            Some(ErrorKind::RateLimited { retry_after }) => retry_after.unwrap_or_default(),
            _ => Duration::ZERO,
        };
        let wait = STEP * f64::from(1_u32 << self.fruitless) * (0.5 + random / 2.0);
        Again::After(milliseconds(wait).max(asked))
    }
}

const fn may_pass(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Offline
            | ErrorKind::Unreachable { policy: false }
            | ErrorKind::Timeout { .. }
            | ErrorKind::RateLimited { .. }
            | ErrorKind::Server { .. }
            | ErrorKind::CutOff
            | ErrorKind::Paused { .. }
    )
}
