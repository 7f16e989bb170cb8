//! The browser's side of the net: `fetch`, timers, and the events that concern it. Nothing is
//! decided here.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker},
};

use futures_util::future::LocalBoxFuture;
use js_sys::Reflect;
use leptos::prelude::{Set, Update};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, DomException, EventTarget, Headers as JsHeaders, ReadableStreamDefaultReader,
    ReferrerPolicy, Request, RequestCache, RequestCredentials, RequestInit, RequestMode,
    RequestRedirect, SecurityPolicyViolationEvent, Window,
};

use super::{
    bytes::Chunk,
    clock::Clock,
    state::Events,
    transport::{Body, Fault, Headers, Incoming, Outgoing, Transport},
};
use crate::config::WebUrl;

thread_local! {
    /// Origins that the browser reported as forbidden by the page's policy.
    static BLOCKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn window() -> Option<Window> {
    web_sys::window()
}

/// Whether the browser believes it has a network.
pub(super) fn is_online() -> bool {
    window().is_none_or(|window| window.navigator().on_line())
}

/// Tells the app's events from now on, until the page is closed.
pub(super) fn watch(events: &Events) {
    let Some(window) = window() else { return };
    for (name, is_online) in [("online", true), ("offline", false)] {
        let online = events.online.clone();
        listen(&window, name, move |_| online.set(is_online));
    }
    let Some(document) = window.document() else { return };
    let shown = events.shown.clone();
    let page = document.clone();
    listen(&document, "visibilitychange", move |_| {
        if !page.hidden() {
            shown.update(|count| *count += 1);
        }
    });
    listen(&document, "securitypolicyviolation", |event| {
        let event: SecurityPolicyViolationEvent = event.unchecked_into();
        if event.effective_directive() == "connect-src"
            && let Some(origin) = origin(&event.blocked_uri())
        {
            BLOCKED.with_borrow_mut(|blocked| blocked.push(origin));
        }
    });
}

/// Listens as long as the page lives; only for what is started once.
fn listen(target: &EventTarget, name: &str, heard: impl FnMut(JsValue) + 'static) {
    let callback = Closure::<dyn FnMut(JsValue)>::new(heard);
    // It fails for no event name that exists.
    let _ = target.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
    callback.forget();
}

/// The browser's `fetch`.
pub(super) struct Fetch;

/// The network of this platform.
pub(super) fn transport() -> Fetch {
    Fetch
}

impl Transport for Fetch {
    fn send(&self, request: Outgoing) -> LocalBoxFuture<'static, Result<Incoming, Fault>> {
        Box::pin(send(request))
    }
}

/// Aborts its request when it is dropped; a request that has ended does not mind.
struct Abort(AbortController);

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

async fn send(request: Outgoing) -> Result<Incoming, Fault> {
    let controller = AbortController::new().map_err(|_| Fault::Network)?;
    let js = js_request(&request, &controller).map_err(|_| Fault::Address)?;
    // What the browser would call must be what the credential was granted for.
    if js.url() != request.url {
        return Err(Fault::Address);
    }
    let abort = Abort(controller);
    let response = match gloo_net::http::Request::from(js).send().await {
        Ok(response) => response,
        Err(error) => {
            let is_abort = matches!(&error, gloo_net::Error::JsError(e) if e.name == ABORTED);
            return Err(fault(is_abort, &request.url).await);
        }
    };
    let headers = headers_of(&response.headers());
    let reader = response.body().map(|stream| stream.get_reader().unchecked_into());
    let body = Stream { reader, url: request.url, abort };
    Ok(Incoming { status: response.status(), headers, body: Box::new(body) })
}

/// The request as the browser knows it. It is not built by `gloo-net`, whose builder writes a query
/// anew, and the address is what the credential was granted for.
fn js_request(request: &Outgoing, controller: &AbortController) -> Result<Request, JsValue> {
    let headers = JsHeaders::new()?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method(request.method);
    init.set_headers(&headers);
    init.set_mode(RequestMode::Cors);
    // A hung request holds the lock of its cache entry, and the next one to the same address would
    // wait 20 s for it.
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(match request.cookies {
        true => RequestCredentials::Include,
        false => RequestCredentials::Omit,
    });
    init.set_redirect(match request.refuse_redirects {
        true => RequestRedirect::Error,
        false => RequestRedirect::Follow,
    });
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(&controller.signal()));
    if request.outlives {
        // The bindings do not know it yet. A browser neither: then leaving the page may cut it.
        let _ = Reflect::set(&init, &JsValue::from_str("keepalive"), &JsValue::TRUE);
    }
    if let Some(body) = &request.body {
        init.set_body(&JsValue::from_str(body));
    }
    Request::new_with_str_and_init(&request.url, &init)
}

fn headers_of(headers: &gloo_net::http::Headers) -> Headers {
    let get = |name: &str| headers.get(name);
    Headers {
        content_type: get("content-type"),
        content_length: get("content-length")
            .and_then(|text| text.parse::<u64>().ok())
            .map(|bytes| bytes as f64),
        retry_after: get("retry-after"),
        rate_remaining: get("x-ratelimit-remaining"),
        rate_reset: get("x-ratelimit-reset"),
        etag: get("etag"),
        request_id: get("x-request-id").or_else(|| get("x-github-request-id")),
    }
}

/// Why `fetch` gave up. The report of a policy violation comes in a task of its own, so it is
/// waited for.
async fn fault(is_abort: bool, url: &str) -> Fault {
    if is_abort {
        return Fault::Aborted;
    }
    Timer::new(0.0).await;
    let is_blocked = |origin: &String| BLOCKED.with_borrow(|blocked| blocked.contains(origin));
    match origin(url).as_ref().is_some_and(is_blocked) {
        true => Fault::Policy,
        false if !is_online() => Fault::Offline,
        false => Fault::Network,
    }
}

fn origin(url: &str) -> Option<String> {
    WebUrl::parse(url).ok().map(|url| url.origin())
}

/// Name of the error of a request that was aborted.
const ABORTED: &str = "AbortError";

fn is_abort(error: &JsValue) -> bool {
    error.dyn_ref::<DomException>().is_some_and(|error| error.name() == ABORTED)
}

struct Stream {
    reader: Option<ReadableStreamDefaultReader>,
    url: String,
    /// Kept for its drop.
    #[allow(dead_code)]
    abort: Abort,
}

impl Body for Stream {
    fn next(&mut self) -> LocalBoxFuture<'_, Result<Option<Chunk>, Fault>> {
        Box::pin(async {
            let Some(reader) = &self.reader else { return Ok(None) };
            let result = match JsFuture::from(reader.read()).await {
                Ok(result) => result,
                Err(error) => return Err(fault(is_abort(&error), &self.url).await),
            };
            let get = |name: &str| Reflect::get(&result, &JsValue::from_str(name));
            match (get("done"), get("value")) {
                (Ok(done), Ok(value)) if done.is_falsy() => Ok(Some(value.unchecked_into())),
                _ => Ok(None),
            }
        })
    }
}

/// The browser's clocks and timers.
pub(super) struct BrowserClock;

/// The clock of this platform.
pub(super) fn clock() -> BrowserClock {
    BrowserClock
}

impl Clock for BrowserClock {
    fn now(&self) -> f64 {
        window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now())
    }

    fn wall(&self) -> f64 {
        js_sys::Date::now()
    }

    fn sleep(&self, milliseconds: f64) -> LocalBoxFuture<'static, ()> {
        Box::pin(Timer::new(milliseconds))
    }

    fn random(&self) -> f64 {
        js_sys::Math::random()
    }
}

/// A timer that leaves nothing behind when it is dropped early. (A promise that never settles would
/// keep its callbacks for ever.)
struct Timer {
    id: Option<i32>,
    rung: Rc<Cell<bool>>,
    waker: Rc<RefCell<Option<Waker>>>,
    /// The browser calls it; it must live as long as the timer.
    #[allow(dead_code)]
    callback: Closure<dyn FnMut()>,
}

impl Timer {
    fn new(milliseconds: f64) -> Self {
        let rung = Rc::new(Cell::new(false));
        let waker = Rc::new(RefCell::new(None::<Waker>));
        let callback = Closure::new({
            let (rung, waker) = (rung.clone(), waker.clone());
            move || {
                rung.set(true);
                if let Some(waker) = waker.take() {
                    waker.wake();
                }
            }
        });
        let function = callback.as_ref().unchecked_ref();
        let wait = milliseconds.clamp(0.0, f64::from(i32::MAX)) as i32;
        let id = window().and_then(|window| {
            window.set_timeout_with_callback_and_timeout_and_arguments_0(function, wait).ok()
        });
        Self { id, rung, waker, callback }
    }
}

impl Future for Timer {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.rung.get() {
            return Poll::Ready(());
        }
        *self.waker.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, window()) {
            window.clear_timeout_with_handle(id);
        }
    }
}

/// One look at a host, by rules that no ordinary request has: what the browser lets a page see.
pub(super) async fn look(glance: super::probe::Glance) -> super::probe::Seen {
    use super::probe::{Broken, Mode, Seen};
    let started = BrowserClock.now();
    let Ok(controller) = AbortController::new() else { return Seen::Failed(Broken::Network) };
    let Ok(js) = js_glance(&glance, &controller) else { return Seen::Failed(Broken::Network) };
    // What an earlier request met says nothing about this one.
    if let Some(here) = origin(&glance.url) {
        BLOCKED.with_borrow_mut(|blocked| blocked.retain(|known| *known != here));
    }
    let abort = Abort(controller);
    let sent = gloo_net::http::Request::from(js).send();
    let late = Timer::new(glance.patience);
    let response = match futures_util::future::select(Box::pin(sent), late).await {
        futures_util::future::Either::Left((Ok(response), _)) => response,
        futures_util::future::Either::Left((Err(_), _)) => {
            return Seen::Failed(match fault(false, &glance.url).await {
                Fault::Policy => Broken::Policy,
                Fault::Offline => Broken::Offline,
                _ => Broken::Network,
            });
        }
        futures_util::future::Either::Right(_) => return Seen::Silent,
    };
    let milliseconds = (BrowserClock.now() - started).max(0.0).round() as u32;
    let raw: web_sys::Response = response.into();
    match (raw.type_(), glance.mode) {
        (web_sys::ResponseType::Opaqueredirect, _) => return Seen::Redirect { milliseconds },
        (web_sys::ResponseType::Opaque, _) | (_, Mode::Blind) => {
            return Seen::Opaque { milliseconds };
        }
        _ => {}
    }
    let (redirected, at) = (raw.redirected(), raw.url());
    let response = gloo_net::http::Response::from(raw);
    let headers = headers_of(&response.headers());
    let cache = response.headers().get("cache-control");
    let reader = response.body().map(|stream| stream.get_reader().unchecked_into());
    let mut body = Stream { reader, url: glance.url, abort };
    let first = futures_util::future::select(body.next(), Timer::new(glance.patience)).await;
    let begins_like_page = match first {
        futures_util::future::Either::Left((Ok(Some(chunk)), _)) => {
            super::classify::looks_like_page(&chunk.to_vec())
        }
        _ => false,
    };
    Seen::Answer(Box::new(super::probe::Answered {
        status: response.status(),
        headers,
        cache,
        redirected,
        at,
        begins_like_page,
        milliseconds,
    }))
}

fn js_glance(
    glance: &super::probe::Glance,
    controller: &AbortController,
) -> Result<Request, JsValue> {
    use super::probe::Mode;
    let headers = JsHeaders::new()?;
    for (name, value) in &glance.headers {
        headers.set(name, value)?;
    }
    let init = RequestInit::new();
    init.set_method("GET");
    init.set_headers(&headers);
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(match glance.cookies {
        true => RequestCredentials::Include,
        false => RequestCredentials::Omit,
    });
    let (mode, redirect) = match glance.mode {
        Mode::Open => (RequestMode::Cors, RequestRedirect::Follow),
        Mode::Strict => (RequestMode::Cors, RequestRedirect::Manual),
        Mode::Blind => (RequestMode::NoCors, RequestRedirect::Follow),
    };
    init.set_mode(mode);
    init.set_redirect(redirect);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(&controller.signal()));
    Request::new_with_str_and_init(&glance.url, &init)
}
