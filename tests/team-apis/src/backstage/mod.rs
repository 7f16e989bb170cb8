//! A Backstage backend, replayed from recordings of a real one.
//!
//! The entities are all that the recordings hold; errors and the identity are answered in the
//! recorded words. Only what a reader of the catalog and of documentation needs is there.

mod query;
mod techdocs;
mod tokens;

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use axum::http::header::{AUTHORIZATION, HeaderMap};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::answer::Answer;
use query::Query;
use techdocs::TechDocs;
pub use tokens::Tokens;

/// The recordings that are answered as they are.
const MISSING_TOKEN: &str = "authpolicy-catalog-no-token-401";
const BAD_TOKEN: &str = "authpolicy-expired-or-bad-401";
const NO_ENTITY: &str = "catalog-entity-by-name-404";
const NO_ROUTE: &str = "error-unknown-route-404";
const BAD_LIMIT: &str = "catalog-by-query-bad-limit-400";
const BAD_CURSOR: &str = "catalog-by-query-bad-cursor-400";
const REFRESH: &str = "auth-guest-refresh";
/// Results for `service`, in two pages, and for `quokka`.
const FOUND: &str = "search-catalog-page1";
const FOUND_NEXT: &str = "search-catalog-page2";
const FOUND_PAGES: &str = "search-techdocs";
const FOUND_NOTHING: &str = "search-empty";

/// The replayed backend.
pub struct Backstage {
    /// By lower-case reference, so in the order of kind and name.
    entities: BTreeMap<String, Value>,
    /// Recorded bodies by the name of their file.
    recorded: BTreeMap<String, Recorded>,
    /// Identities it handed out.
    pub tokens: Tokens,
    /// Documentation.
    techdocs: TechDocs,
}

struct Recorded {
    status: StatusCode,
    body: Value,
}

impl Backstage {
    /// Reads the recordings in `folder`, and those of documentation in `techdocs` beside it.
    ///
    /// # Errors
    /// When the folder cannot be read, or a recording in it is no recording.
    pub fn load(folder: &Path) -> io::Result<Self> {
        let mut backstage = Self {
            entities: BTreeMap::new(),
            recorded: BTreeMap::new(),
            tokens: Tokens::default(),
            techdocs: TechDocs::new(folder.with_file_name("techdocs")),
        };
        for file in std::fs::read_dir(folder)? {
            let file = file?.path();
            if file.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let mut recording: Value = serde_json::from_str(&std::fs::read_to_string(&file)?)
                .map_err(|error| {
                    let text = format!("{}: {error}", file.display());
                    io::Error::new(io::ErrorKind::InvalidData, text)
                })?;
            let Some(response) = recording.get_mut("response") else { continue };
            let status = response.get("status").and_then(Value::as_u64).unwrap_or(0);
            let status =
                u16::try_from(status).ok().and_then(|code| StatusCode::from_u16(code).ok());
            let body = response.get_mut("body").map(Value::take).unwrap_or_default();
            if status == Some(StatusCode::OK) {
                backstage.collect(&body);
            }
            if let (Some(name), Some(status)) =
                (file.file_stem().and_then(|name| name.to_str()), status)
            {
                backstage.recorded.insert(name.to_owned(), Recorded { status, body });
            }
        }
        Ok(backstage)
    }

    /// Finds the whole entities in a recorded body. Answers to `fields=` hold only parts of them.
    fn collect(&mut self, body: &Value) {
        match body {
            Value::Object(fields) if fields.contains_key("apiVersion") => {
                if let Some(reference) = reference(body)
                    && body.pointer("/metadata/uid").is_some()
                {
                    self.entities.entry(reference).or_insert_with(|| body.clone());
                }
            }
            Value::Object(fields) => fields.values().for_each(|value| self.collect(value)),
            Value::Array(list) => list.iter().for_each(|value| self.collect(value)),
            _ => {}
        }
    }

    /// Forgets what tests did to it.
    pub fn reset(&self) {
        self.tokens.set_life(None);
        self.techdocs.reset();
    }

    /// The answer to a request. `newer` is a folder with documentation that a build brings out.
    pub async fn answer(
        &self,
        method: &Method,
        path: &str,
        query: &str,
        headers: &HeaderMap,
        newer: &Path,
    ) -> Answer {
        if path == "/api/auth/guest/refresh" {
            return self.refresh();
        }
        let docs = path.strip_prefix("/api/techdocs").filter(|_| method == Method::GET);
        let file = docs.filter(|path| path.starts_with("/static/docs/"));
        if let Err(why) = self.check(headers)
            && !(file.is_some() && self.has_cookie(headers))
        {
            return match file {
                Some(_) if why == MISSING_TOKEN => self.no_docs(path),
                _ => self.recorded(why, path, query),
            };
        }
        if let Some(docs) = docs {
            return self.techdocs(docs, headers, newer).await;
        }
        let query = Query::read(query);
        if path == "/api/search/query" && method == Method::GET {
            return self.search(&query, path);
        }
        match path.strip_prefix("/api/catalog").filter(|_| method == Method::GET) {
            Some("/entities/by-query") => match query.page(self.entities.values()) {
                Ok(page) => Answer::json(&page),
                Err(query::Refused::Limit) => self.recorded(BAD_LIMIT, path, ""),
                Err(query::Refused::Cursor) => self.recorded(BAD_CURSOR, path, ""),
            },
            Some("/entity-facets") => Answer::json(&query.facets(self.entities.values())),
            Some(other) => match other.strip_prefix("/entities/by-name/") {
                Some(name) => match self.entities.get(&by_name(name)) {
                    Some(entity) => Answer::json(entity),
                    None => self.recorded(NO_ENTITY, path, ""),
                },
                None => self.recorded(NO_ROUTE, path, ""),
            },
            None => self.recorded(NO_ROUTE, path, ""),
        }
    }

    /// An error in Backstage's words.
    pub fn error(&self, status: StatusCode, method: &Method, path: &str) -> Answer {
        if status == StatusCode::UNAUTHORIZED {
            return self.recorded(BAD_TOKEN, path, "");
        }
        Answer::json(&json!({
            "error": {
                "name": status.canonical_reason().unwrap_or("Error").replace(' ', "") + "Error",
                "message": "The fault was asked for",
            },
            "request": { "method": method.as_str(), "url": below_plugin(path) },
            "response": { "statusCode": status.as_u16() },
        }))
        .with_status(status)
    }

    /// What the search answers until its first index is made.
    pub fn no_index(&self, path: &str) -> Answer {
        let message = "Missing index for software-catalog,techdocs. This could be because the index \
            hasn't been created yet or there was a problem during index creation.";
        Answer::json(&json!({
            "error": { "name": "MissingIndexError", "message": message },
            "request": { "method": "GET", "url": below_plugin(path) },
            "response": { "statusCode": 500 },
        }))
        .with_status(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// Results as they were recorded; for `hostile`, one that tries to be HTML.
    fn search(&self, query: &Query, path: &str) -> Answer {
        let first = |name: &str| query.all(name).into_iter().next().unwrap_or_default();
        let name = match (first("term").as_str(), first("pageCursor").as_str()) {
            ("service", "") => FOUND,
            ("service", "MQ==") => FOUND_NEXT,
            ("quokka", "") => FOUND_PAGES,
            ("hostile", "") => return Answer::json(&hostile()),
            _ => FOUND_NOTHING,
        };
        self.recorded(name, path, "")
    }

    fn refresh(&self) -> Answer {
        let mut body =
            self.recorded.get(REFRESH).map(|found| found.body.clone()).unwrap_or_default();
        let (token, seconds) = self.tokens.issue();
        if let Some(identity) = body.get_mut("backstageIdentity").and_then(Value::as_object_mut) {
            identity.insert("token".into(), token.into());
            identity.insert("expiresInSeconds".into(), seconds.into());
        }
        Answer::json(&body)
    }

    /// The answer to a request without a good token; `None` if it has one.
    pub fn refused(&self, headers: &HeaderMap, path: &str, query: &str) -> Option<Answer> {
        self.check(headers).err().map(|why| self.recorded(why, path, query))
    }

    /// Whether a request carries a token that is still good; else the recording to answer with.
    fn check(&self, headers: &HeaderMap) -> Result<(), &'static str> {
        let header = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        match header.and_then(|header| header.strip_prefix("Bearer ")) {
            None => Err(MISSING_TOKEN),
            Some(token) if self.tokens.is_good(token) => Ok(()),
            Some(_) => Err(BAD_TOKEN),
        }
    }

    /// A recorded answer, which repeats the address it was asked at.
    fn recorded(&self, name: &str, path: &str, query: &str) -> Answer {
        let Some(Recorded { status, body }) = self.recorded.get(name) else {
            return Answer::of("text/plain; charset=utf-8", format!("not recorded: {name}"))
                .with_status(StatusCode::NOT_IMPLEMENTED);
        };
        let mut body = body.clone();
        if let Some(url) = body.pointer_mut("/request/url") {
            let mark = if query.is_empty() { "" } else { "?" };
            *url = format!("{}{mark}{query}", below_plugin(path)).into();
        }
        Answer::json(&body).with_status(*status)
    }
}

/// A result whose text and marks would do harm as HTML, in the shape of the recorded ones.
fn hostile() -> Value {
    let (before, behind) = ("<b onclick=__pwn(1)>", "</b>");
    let text =
        format!("<img src=x onerror=__pwn(2)> {before}hostile{behind} <script>__pwn(3)</script>");
    json!({
        "numberOfResults": 1,
        "results": [{
            "type": "software-catalog",
            "document": {
                "title": "<img src=x onerror=__pwn(4)>",
                "text": "hostile",
                "kind": "Component",
                "location": "javascript:__pwn(5)",
            },
            "highlight": {
                "preTag": before,
                "postTag": behind,
                "fields": { "text": text, "title": "<svg onload=__pwn(6)> hostile title" },
            },
        }],
    })
}

/// A path as a plugin of the backend sees it: without `/api/catalog`.
fn below_plugin(path: &str) -> String {
    let mut segments = path.splitn(4, '/').skip(3);
    format!("/{}", segments.next().unwrap_or_default())
}

/// The lower-case reference of an entity.
fn reference(entity: &Value) -> Option<String> {
    let text = |path: &str| entity.pointer(path).and_then(Value::as_str);
    let namespace = text("/metadata/namespace").unwrap_or("default");
    Some(format!("{}:{namespace}/{}", text("/kind")?, text("/metadata/name")?).to_lowercase())
}

/// The reference in `kind/namespace/name`.
fn by_name(path: &str) -> String {
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    decoded.replacen('/', ":", 1).to_lowercase()
}
