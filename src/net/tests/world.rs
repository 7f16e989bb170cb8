//! A network that does what it is told, and a clock that goes when it is told.

use std::{
    cell::{Cell, RefCell},
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use any_spawner::Executor;
use futures_util::future::LocalBoxFuture;

use crate::{
    config::{Config, WebUrl},
    net::{
        Net, NetClient, NetError,
        clock::Clock,
        state::Events,
        transport::{Body, Fault, Headers, Incoming, Outgoing, Transport},
    },
};

/// The portal of the tests, and the origins around it.
const CONFIG: &str = r#"{
    "sources": [
        {"id": "files", "type": "files", "index": ["all.yaml"]},
        {"id": "backstage", "type": "backstage", "url": "https://backstage.example.com", "auth": "guest"}
    ],
    "origins": {
        "ci": {"title": "Builds", "url": "https://ci.example.com/api"},
        "ci-again": {"url": "https://ci.example.com/other"},
        "tagged": {"url": "https://tagged.example.com", "etag": true},
        "quick": {"url": "https://quick.example.com", "timeoutSeconds": 2},
        "metrics": {"url": "https://metrics.example.com", "auth": {"header": "X-Api-Key"}},
        "tickets": {"url": "https://tickets.example.com", "auth": "session"},
        "intranet": {"url": "https://intranet.example.com", "auth": "cookie"},
        "demo": {"url": "demo/ci", "static": true},
        "builds": {"url": "https://builds.example.com", "auth": {"oidc": {"issuer": "https://id.example.com/realms/acme", "clientId": "portico", "scopes": ["openid", "offline_access"]}}},
        "deploys": {"url": "https://deploys.example.com", "auth": {"oidc": {"issuer": "https://id.example.com/realms/acme", "clientId": "portico", "scopes": ["openid", "offline_access"]}}},
        "other-scope": {"url": "https://other.example.com", "auth": {"oidc": {"issuer": "https://id.example.com/realms/acme", "clientId": "portico"}}}
    }
}"#;

const NAMES: &[&str] = &[
    "portal",
    "files",
    "backstage",
    "ci",
    "ci-again",
    "tagged",
    "quick",
    "metrics",
    "tickets",
    "intranet",
    "demo",
    "builds",
    "deploys",
    "other-scope",
];

/// What the network does with a request.
pub enum Reaction {
    /// Nothing, for ever.
    Hang,
    /// The connection fails.
    Fail(Fault),
    /// Something, after so many milliseconds.
    After(f64, Box<Reaction>),
    /// An answer: status, headers, and the pieces of its body.
    Answer(u16, Headers, Vec<Piece>),
}

/// What happens next in a body.
pub enum Piece {
    Chunk(Vec<u8>),
    Wait(f64),
    Hang,
    Break,
}

/// JSON with status 200.
pub fn json(body: &str) -> Reaction {
    answer(200, "application/json", body)
}

pub fn answer(status: u16, content_type: &str, body: &str) -> Reaction {
    let headers = Headers { content_type: Some(content_type.into()), ..Headers::default() };
    Reaction::Answer(status, headers, vec![Piece::Chunk(body.as_bytes().to_vec())])
}

pub fn status(status: u16) -> Reaction {
    answer(status, "application/json", "{}")
}

pub fn pieces(pieces: Vec<Piece>) -> Reaction {
    Reaction::Answer(200, Headers::default(), pieces)
}

pub fn after(milliseconds: f64, reaction: Reaction) -> Reaction {
    Reaction::After(milliseconds, Box::new(reaction))
}

/// A portal with its network and its time.
pub struct World {
    pub net: Net,
    pub client: NetClient,
    pub events: Events,
    clock: FakeClock,
    network: Network,
}

/// What the network does, given a request and how many came before it.
type React = dyn Fn(&Outgoing, usize) -> Reaction;

#[derive(Clone)]
struct Network {
    clock: FakeClock,
    log: Rc<RefCell<Log>>,
    react: Rc<React>,
}

#[derive(Default)]
struct Log {
    sent: Vec<(f64, Outgoing)>,
    open: usize,
    most_open: usize,
    aborted: usize,
}

impl World {
    /// A world whose network reacts to a request, and to how many came before it.
    pub fn new(react: impl Fn(&Outgoing, usize) -> Reaction + 'static) -> Self {
        Self::scaled(1.0, react)
    }

    pub fn scaled(time_scale: f64, react: impl Fn(&Outgoing, usize) -> Reaction + 'static) -> Self {
        // Every test runs in its own thread, with a queue of its own.
        let _ = Executor::init_futures_executor();
        let clock = FakeClock::default();
        let network = Network { clock: clock.clone(), log: Rc::default(), react: Rc::new(react) };
        let config = Config { time_scale, ..Config::parse(CONFIG).unwrap() };
        let portal = WebUrl::parse("https://portal.example.com/p").unwrap();
        let events = Events::new(true);
        let net = Net::with(&config, &portal, network.clone(), clock.clone(), events.clone());
        let client = net.client("tests", NAMES);
        Self { net, client, events, clock, network }
    }

    /// Lets time pass, with everything that happens meanwhile.
    pub fn pass(&self, milliseconds: f64) {
        let end = self.now() + milliseconds;
        loop {
            Executor::poll_local();
            if !self.clock.ring_next(end) {
                break;
            }
        }
        self.clock.0.borrow_mut().now = end;
        Executor::poll_local();
    }

    /// Starts a task and gives the place where its result will be.
    pub fn start<T: 'static>(&self, task: impl Future<Output = T> + 'static) -> Outcome<T> {
        let result = Rc::new(RefCell::new(None));
        let (task, handle) = futures_util::future::abortable(task);
        let place = result.clone();
        Executor::spawn_local(async move {
            if let Ok(value) = task.await {
                *place.borrow_mut() = Some(value);
            }
        });
        Executor::poll_local();
        Outcome { result, handle }
    }

    /// Runs a task to its end, however long that takes, and tells when that was.
    pub fn finish<T: 'static>(&self, task: impl Future<Output = T> + 'static) -> (T, f64) {
        let outcome = self.start(task);
        let begin = self.now();
        loop {
            if let Some(value) = outcome.take() {
                return (value, self.now() - begin);
            }
            assert!(self.clock.ring_next(f64::INFINITY), "nothing more will ever happen");
            Executor::poll_local();
        }
    }

    /// As [`World::finish`], for what must fail.
    pub fn fails<T: 'static>(
        &self,
        task: impl Future<Output = Result<T, NetError>> + 'static,
    ) -> (NetError, f64) {
        let (result, time) = self.finish(task);
        (result.err().expect("it must fail"), time)
    }

    pub fn now(&self) -> f64 {
        self.clock.0.borrow().now
    }

    pub fn set_random(&self, random: f64) {
        self.clock.0.borrow_mut().random = random;
    }

    /// All requests so far, without their times.
    pub fn sent(&self) -> Vec<Outgoing> {
        self.network.log.borrow().sent.iter().map(|(_, sent)| sent.clone()).collect()
    }

    pub fn paths(&self) -> Vec<String> {
        let path = |sent: &Outgoing| WebUrl::parse(&sent.url).unwrap().path().to_owned();
        self.sent().iter().map(path).collect()
    }

    /// When each request was sent.
    pub fn times(&self) -> Vec<f64> {
        self.network.log.borrow().sent.iter().map(|(at, _)| *at).collect()
    }

    /// Requests under way.
    pub fn open(&self) -> usize {
        self.network.log.borrow().open
    }

    /// The most requests that ever were under way at once.
    pub fn most_open(&self) -> usize {
        self.network.log.borrow().most_open
    }

    /// Requests that were dropped before their end.
    pub fn aborted(&self) -> usize {
        self.network.log.borrow().aborted
    }
}

/// The place of a result, and a way to lose interest in it.
pub struct Outcome<T> {
    result: Rc<RefCell<Option<T>>>,
    handle: futures_util::future::AbortHandle,
}

impl<T> Outcome<T> {
    pub fn take(&self) -> Option<T> {
        self.result.take()
    }

    pub fn leave(self) {
        self.handle.abort();
        Executor::poll_local();
    }
}

/// One request under way.
struct Open {
    network: Network,
    ended: Cell<bool>,
}

impl Open {
    fn new(network: &Network) -> Self {
        let mut log = network.log.borrow_mut();
        log.open += 1;
        log.most_open = log.most_open.max(log.open);
        Self { network: network.clone(), ended: Cell::new(false) }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut log = self.network.log.borrow_mut();
        log.open -= 1;
        log.aborted += usize::from(!self.ended.get());
    }
}

impl Transport for Network {
    fn send(&self, request: Outgoing) -> LocalBoxFuture<'static, Result<Incoming, Fault>> {
        let before = self.log.borrow().sent.len();
        let mut reaction = (self.react)(&request, before);
        self.log.borrow_mut().sent.push((self.clock.now(), request));
        let open = Open::new(self);
        Box::pin(async move {
            loop {
                match reaction {
                    Reaction::Hang => std::future::pending().await,
                    Reaction::After(time, next) => {
                        open.network.clock.sleep(time).await;
                        reaction = *next;
                    }
                    Reaction::Fail(fault) => {
                        open.ended.set(true);
                        return Err(fault);
                    }
                    Reaction::Answer(status, headers, pieces) => {
                        let body = Box::new(Script { pieces: pieces.into_iter(), open });
                        return Ok(Incoming { status, headers, body });
                    }
                }
            }
        })
    }
}

struct Script {
    pieces: std::vec::IntoIter<Piece>,
    open: Open,
}

impl Body for Script {
    fn next(&mut self) -> LocalBoxFuture<'_, Result<Option<Vec<u8>>, Fault>> {
        Box::pin(async {
            loop {
                match self.pieces.next() {
                    Some(Piece::Chunk(bytes)) => return Ok(Some(bytes)),
                    Some(Piece::Wait(time)) => self.open.network.clock.sleep(time).await,
                    Some(Piece::Hang) => std::future::pending().await,
                    Some(Piece::Break) => {
                        self.open.ended.set(true);
                        return Err(Fault::Network);
                    }
                    None => {
                        self.open.ended.set(true);
                        return Ok(None);
                    }
                }
            }
        })
    }
}

#[derive(Clone, Default)]
struct FakeClock(Rc<RefCell<Hands>>);

struct Hands {
    now: f64,
    random: f64,
    timers: Vec<Rc<Timer>>,
}

impl Default for Hands {
    fn default() -> Self {
        Self { now: 0.0, random: 0.5, timers: Vec::new() }
    }
}

struct Timer {
    at: f64,
    rung: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

impl FakeClock {
    /// Moves on to the next timer, if it rings before `end`.
    fn ring_next(&self, end: f64) -> bool {
        let mut hands = self.0.borrow_mut();
        // A timer that only we still hold was dropped by whoever slept.
        hands.timers.retain(|timer| Rc::strong_count(timer) > 1);
        let next = (0..hands.timers.len())
            .min_by(|left, right| hands.timers[*left].at.total_cmp(&hands.timers[*right].at));
        let Some(index) = next.filter(|index| hands.timers[*index].at <= end) else { return false };
        let timer = hands.timers.remove(index);
        hands.now = timer.at.max(hands.now);
        drop(hands);
        timer.rung.set(true);
        if let Some(waker) = timer.waker.take() {
            waker.wake();
        }
        true
    }
}

impl Clock for FakeClock {
    fn now(&self) -> f64 {
        self.0.borrow().now
    }

    fn wall(&self) -> f64 {
        1_772_446_251_000.0 + self.now()
    }

    fn sleep(&self, milliseconds: f64) -> LocalBoxFuture<'static, ()> {
        let at = self.now() + milliseconds;
        let timer = Rc::new(Timer { at, rung: Cell::new(false), waker: RefCell::default() });
        self.0.borrow_mut().timers.push(timer.clone());
        Box::pin(poll_fn(move |context| match timer.rung.get() {
            true => Poll::Ready(()),
            false => {
                *timer.waker.borrow_mut() = Some(context.waker().clone());
                Poll::Pending
            }
        }))
    }

    fn random(&self) -> f64 {
        self.0.borrow().random
    }
}
