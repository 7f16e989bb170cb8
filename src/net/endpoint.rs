//! Endpoints as values: what is asked for, of which origin, and what type the answer has.

use std::{
    any::{Any, TypeId},
    marker::PhantomData,
    sync::Arc,
};

use serde::{Serialize, de::DeserializeOwned};

use super::{address, bytes::Bytes, decode, join};
use crate::config::{WebUrl, json::JsonError};

/// An answer of any type, shared by all who asked.
pub(super) type Shared = Arc<dyn Any + Send + Sync>;
/// Makes an answer of a body.
pub(super) type Decode = fn(&[u8]) -> Result<Shared, JsonError>;

/// 16 MiB: no answer may be larger, unless the endpoint says otherwise.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A `GET` whose answer is a `T`.
///
/// ```
/// # use portico::net::Get;
/// # #[derive(serde::Deserialize)] struct Runs {}
/// fn runs(owner: &str, repo: &str, branch: Option<&str>) -> Get<Runs> {
///     Get::new("ci").path(["repos", owner, repo, "actions", "runs"]).query("branch", branch)
/// }
/// ```
pub struct Get<T> {
    pub(super) request: Request,
    answer: PhantomData<fn() -> T>,
}

/// A `POST` whose answer is a `T`. It is sent once, never again by itself, so it belongs behind an
/// explicit action of a person.
pub struct Post<T> {
    pub(super) request: Request,
    answer: PhantomData<fn() -> T>,
}

/// The part of an endpoint that does not depend on the type of its answer.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub method: &'static str,
    pub target: Target,
    pub query: Vec<(String, String)>,
    pub body: Option<String>,
    pub format: Format,
    pub decode: Option<Decode>,
    pub answer: TypeId,
    pub max_bytes: usize,
    pub priority: Priority,
    /// Whether the browser carries on with it when the page goes.
    pub outlives: bool,
    /// Why it cannot be sent.
    pub problem: Option<String>,
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Below an origin of `portal.json`: its name and encoded segments.
    Origin { name: String, segments: Vec<String> },
    /// An address that data named: no credential goes there.
    Url(WebUrl),
}

/// What the body of the answer is meant to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Text,
    Bytes,
}

/// Who waits for a free connection first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Priority {
    /// A credential that others wait for, while they may hold every connection: goes at once.
    Credential,
    /// The page itself: may use the connections kept free for it.
    Navigation,
    /// Cards and refreshes.
    Background,
}

impl<T: DeserializeOwned + Send + Sync + 'static> Get<T> {
    /// JSON from an origin that `portal.json` defines and the plugin's manifest names.
    pub fn new(origin: impl Into<String>) -> Self {
        let decode: Decode = |body| decode::json::<T>(body).map(|value| Arc::new(value) as Shared);
        Self::of(Request::new::<T>("GET", Target::origin(origin), Format::Json, Some(decode)))
    }

    /// JSON that the API sends as a `W` and the page wants as a `T`: where several APIs answer the
    /// same question, each in its own words, the page has one type and one way to load it.
    pub fn read_as<W: DeserializeOwned + Into<T>>(origin: impl Into<String>) -> Self {
        let decode: Decode =
            |body| decode::json::<W>(body).map(|wire| Arc::new(Into::<T>::into(wire)) as Shared);
        Self::of(Request::new::<T>("GET", Target::origin(origin), Format::Json, Some(decode)))
    }

    /// The same for plain text, such as a log.
    pub fn text_as(origin: impl Into<String>) -> Self
    where
        String: Into<T>,
    {
        let decode: Decode = |body| Ok(Arc::new(Into::<T>::into(decode::text(body))) as Shared);
        Self::of(Request::new::<T>("GET", Target::origin(origin), Format::Text, Some(decode)))
    }
}

impl Get<String> {
    /// Plain text, such as a log.
    pub fn text(origin: impl Into<String>) -> Self {
        let decode: Decode = |body| Ok(Arc::new(decode::text(body)));
        Self::of(Request::new::<String>("GET", Target::origin(origin), Format::Text, Some(decode)))
    }
}

impl Get<Bytes> {
    /// Bytes as they are; never copied into the memory of the app.
    pub fn bytes(origin: impl Into<String>) -> Self {
        Self::of(Request::new::<Bytes>("GET", Target::origin(origin), Format::Bytes, None))
    }

    /// Bytes at an address that data named. It must be on a host that an allowed origin is on, and
    /// no credential goes along.
    pub fn at(url: WebUrl) -> Self {
        Self::of(Request::new::<Bytes>("GET", Target::Url(url), Format::Bytes, None))
    }

    /// What a file at this place means by `reference`: a path relative to the file stays in the
    /// origin and cannot leave it; an absolute address is as for [`Get::at`].
    ///
    /// # Errors
    /// What is wrong with the reference, as the rest of a sentence that begins with it.
    pub fn join(&self, reference: &str) -> Result<Self, &'static str> {
        let target = join::join(&self.request.target, reference)?;
        Ok(Self::of(Request { target, query: Vec::new(), ..self.request.clone() }))
    }
}

impl<T> Get<T> {
    fn of(request: Request) -> Self {
        Self { request, answer: PhantomData }
    }

    /// Adds path segments, each encoded; nothing in them can become structure.
    #[must_use]
    pub fn path(mut self, segments: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        segments.into_iter().for_each(|text| self.request.segment(text.as_ref()));
        self
    }

    /// Adds the segments of a relative path that is already encoded, such as an `index` entry of
    /// `portal.json`.
    #[must_use]
    pub fn below(mut self, path: &str) -> Self {
        match join::join(&self.request.target.as_folder(), path) {
            Ok(target) => self.request.target = target,
            Err(why) => self.request.problem = Some(format!("“{path}” {why}.")),
        }
        self
    }

    /// Adds a query parameter; `None` leaves it away.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl QueryValue) -> Self {
        self.request.query(name, value.text());
        self
    }

    /// Asks with a JSON body, by a `POST` that changes nothing: how some APIs read what does not fit
    /// into an address. It is sent once, like every `POST`.
    #[must_use]
    pub fn asking(mut self, question: &impl Serialize) -> Self {
        self.request.method = "POST";
        self.request.json(question);
        self
    }

    /// Sets how large the answer may be, in bytes; [`MAX_BYTES`] otherwise.
    #[must_use]
    pub fn max_bytes(mut self, bytes: usize) -> Self {
        self.request.max_bytes = bytes;
        self
    }

    /// The page cannot be drawn without it: it does not wait behind cards and refreshes.
    #[must_use]
    pub fn for_navigation(mut self) -> Self {
        self.request.priority = Priority::Navigation;
        self
    }
}

impl<T: DeserializeOwned + Send + Sync + 'static> Post<T> {
    /// To an origin that `portal.json` defines and the plugin's manifest names.
    pub fn new(origin: impl Into<String>) -> Self {
        let decode: Decode = |body| decode::json::<T>(body).map(|value| Arc::new(value) as Shared);
        let request = Request::new::<T>("POST", Target::origin(origin), Format::Json, Some(decode));
        Self { request, answer: PhantomData }
    }

    /// Adds path segments, each encoded; nothing in them can become structure.
    #[must_use]
    pub fn path(mut self, segments: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        segments.into_iter().for_each(|text| self.request.segment(text.as_ref()));
        self
    }

    /// Adds a query parameter; `None` leaves it away.
    #[must_use]
    pub fn query(mut self, name: &str, value: impl QueryValue) -> Self {
        self.request.query(name, value.text());
        self
    }

    /// Sets the JSON body.
    #[must_use]
    pub fn json(mut self, body: &impl Serialize) -> Self {
        self.request.json(body);
        self
    }

    /// The browser carries on with it when the page goes, and it waits behind nothing. All such
    /// requests that are under way may have 64 KiB of bodies together.
    #[must_use]
    pub fn outlives_page(mut self) -> Self {
        self.request.outlives = true;
        self.request.priority = Priority::Credential;
        self
    }
}

impl<T> Clone for Get<T> {
    fn clone(&self) -> Self {
        Self::of(self.request.clone())
    }
}

impl<T> Clone for Post<T> {
    fn clone(&self) -> Self {
        Self { request: self.request.clone(), answer: PhantomData }
    }
}

impl Request {
    fn new<T: 'static>(
        method: &'static str,
        target: Target,
        format: Format,
        decode: Option<Decode>,
    ) -> Self {
        Self {
            method,
            target,
            query: Vec::new(),
            body: None,
            format,
            decode,
            answer: TypeId::of::<T>(),
            max_bytes: MAX_BYTES,
            priority: Priority::Background,
            outlives: false,
            problem: None,
        }
    }

    fn segment(&mut self, text: &str) {
        match (address::segment(text), &mut self.target) {
            (Ok(encoded), Target::Origin { segments, .. }) => segments.push(encoded),
            (Ok(encoded), Target::Url(url)) => *url = url.below(&[encoded], None),
            (Err(why), _) => self.problem = Some(why),
        }
    }

    fn json(&mut self, body: &impl Serialize) {
        match serde_json::to_string(body) {
            Ok(json) => self.body = Some(json),
            Err(error) => self.problem = Some(format!("The request cannot be written: {error}.")),
        }
    }

    fn query(&mut self, name: &str, value: Option<String>) {
        self.query.extend(value.map(|value| (name.to_owned(), value)));
    }
}

impl Target {
    fn origin(name: impl Into<String>) -> Self {
        Self::Origin { name: name.into(), segments: Vec::new() }
    }

    /// The same place as something that paths can be relative to: a last segment that stands for
    /// the file in it.
    fn as_folder(&self) -> Self {
        let file = [String::from("-")];
        match self {
            Self::Origin { name, segments } => {
                Self::Origin { name: name.clone(), segments: [segments, &file[..]].concat() }
            }
            Self::Url(url) => Self::Url(url.below(&file, None)),
        }
    }
}

/// What can be the value of a query parameter.
pub trait QueryValue {
    /// The value, not yet encoded; `None` leaves the parameter away.
    fn text(self) -> Option<String>;
}

impl QueryValue for &str {
    fn text(self) -> Option<String> {
        Some(self.to_owned())
    }
}

impl QueryValue for &String {
    fn text(self) -> Option<String> {
        Some(self.clone())
    }
}

impl QueryValue for String {
    fn text(self) -> Option<String> {
        Some(self)
    }
}

impl QueryValue for u32 {
    fn text(self) -> Option<String> {
        Some(self.to_string())
    }
}

impl QueryValue for u64 {
    fn text(self) -> Option<String> {
        Some(self.to_string())
    }
}

impl QueryValue for bool {
    fn text(self) -> Option<String> {
        Some(self.to_string())
    }
}

impl<V: QueryValue> QueryValue for Option<V> {
    fn text(self) -> Option<String> {
        self.and_then(QueryValue::text)
    }
}
