//! TechDocs of the backend: the recorded site of one entity, which can be built anew.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, COOKIE, HeaderMap, LOCATION, SET_COOKIE};

use super::{Backstage, by_name};
use crate::answer::Answer;
use crate::files;

/// The entity whose site was recorded.
const RECORDED: &str = "default/component/docs-demo";

const COOKIE_BODY: &str = "techdocs-cookie";
const METADATA: &str = "techdocs-metadata-techdocs";
const NO_METADATA: &str = "techdocs-metadata-404";
const SEARCH: &str = "techdocs-static-search-index";
const MISSING_TOKEN: &str = "authpolicy-techdocs-static-no-token-401";

/// Sites, and which of them were built since they were recorded.
pub struct TechDocs {
    /// The recordings that are files.
    folder: PathBuf,
    built: Mutex<HashSet<String>>,
}

impl TechDocs {
    /// Reads the recorded files in this folder.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, built: Mutex::default() }
    }

    /// Forgets what was built.
    pub fn reset(&self) {
        self.built.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn is_built(&self, site: &str) -> bool {
        self.built.lock().unwrap_or_else(PoisonError::into_inner).contains(site)
    }

    /// Builds a site of which there are newer sources; false if there are none, or no more.
    fn build(&self, site: &str, sources: &Path) -> bool {
        sources.join(site).is_dir()
            && self.built.lock().unwrap_or_else(PoisonError::into_inner).insert(site.to_owned())
    }
}

impl Backstage {
    /// Whether a request for a file of a site carries the cookie in place of a token.
    pub(super) fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let cookies = headers.get(COOKIE).and_then(|value| value.to_str().ok()).unwrap_or("");
        let token = cookies.split("; ").find_map(|one| one.strip_prefix("backstage-auth="));
        token.is_some_and(|token| self.tokens.is_good(token))
    }

    /// The error for a file without a credential.
    pub(super) fn no_docs(&self, path: &str) -> Answer {
        self.recorded(MISSING_TOKEN, path, "")
    }

    /// The answer to a request below `/api/techdocs`. `newer` is a folder with sites that a build
    /// brings out: below it they lie as in the storage of TechDocs.
    pub(super) async fn techdocs(&self, path: &str, headers: &HeaderMap, newer: &Path) -> Answer {
        let whole = format!("/api/techdocs{path}");
        if path == "/.backstage/auth/v1/cookie" {
            let (token, seconds) = self.tokens.issue();
            let cookie = format!(
                "backstage-auth={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax"
            );
            return self.recorded(COOKIE_BODY, &whole, "").with(SET_COOKIE, &cookie);
        }
        if let Some(site) = path.strip_prefix("/metadata/techdocs/") {
            let known = site == RECORDED || self.techdocs.is_built(site);
            return self.recorded(if known { METADATA } else { NO_METADATA }, &whole, "");
        }
        if let Some(site) = path.strip_prefix("/sync/") {
            let name = site.split_once('/').and_then(|(namespace, rest)| {
                let (kind, name) = rest.split_once('/')?;
                Some(format!("{kind}/{namespace}/{name}"))
            });
            let entity = name.and_then(|name| self.entities.get(&by_name(&name)));
            let file = match entity {
                None => "sync-error.sse.txt",
                Some(_) if self.techdocs.build(site, newer) => "sync.sse.txt",
                Some(_) => "sync-again.sse.txt",
            };
            return match std::fs::read(self.techdocs.folder.join(file)) {
                Ok(events) => {
                    Answer::of("text/event-stream", events).with(CACHE_CONTROL, "no-cache")
                }
                Err(error) => Answer::of("text/plain", format!("{file}: {error}"))
                    .with_status(StatusCode::NOT_IMPLEMENTED),
            };
        }
        match path.strip_prefix("/static/docs/") {
            Some(file) => self.site_file(file, headers, newer).await,
            None => self.recorded(super::NO_ROUTE, &whole, ""),
        }
    }

    async fn site_file(&self, path: &str, headers: &HeaderMap, newer: &Path) -> Answer {
        let (namespace, kind, name, file) = {
            let mut parts = path.splitn(4, '/');
            let mut next = || parts.next().unwrap_or_default();
            (next(), next(), next(), next())
        };
        let site = format!("{namespace}/{kind}/{name}").to_lowercase();
        let file = if file.is_empty() || file.ends_with('/') {
            format!("{file}index.html")
        } else {
            file.to_owned()
        };
        if !path.starts_with(&site) {
            let place = format!("/api/techdocs/static/docs/{site}/{file}");
            return Answer::empty(StatusCode::MOVED_PERMANENTLY).with(LOCATION, &place);
        }
        let folder = if self.techdocs.is_built(&site) {
            newer.join(&site)
        } else if site == RECORDED {
            if file == "search/search_index.json" {
                return self.recorded(SEARCH, path, "");
            }
            self.techdocs.folder.join(name)
        } else {
            return Answer::empty(StatusCode::NOT_FOUND);
        };
        match files::read(&folder, &file, headers).await {
            // As recorded: pages may not run in the name of the backend.
            Some(answer) if file.ends_with(".html") => {
                Answer::of("text/plain; charset=utf-8", answer.body)
            }
            Some(answer) => answer,
            None => Answer::empty(StatusCode::NOT_FOUND),
        }
    }
}
