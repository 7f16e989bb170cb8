//! From an endpoint to a request that may be sent: is the origin allowed, where does it go, does a
//! credential go along.

use std::sync::Arc;

use super::{
    Call, ErrorKind, NetError,
    address::{self, Place},
    endpoint::{Format, Request, Target},
    stale::Key,
};
use crate::config::{Auth, WebUrl};

/// A request that may be sent.
#[derive(Clone, Debug)]
pub(super) struct Prepared {
    pub request: Request,
    pub url: WebUrl,
    pub call: Arc<Call>,
    /// How to prove who asks; `None` where no credential may go.
    pub auth: Auth,
    /// Milliseconds until the first byte and between two bytes.
    pub patience: f64,
    /// Whether its host may be asked whether the answer is still the same.
    pub revalidates: bool,
    /// What the host calls the answer that is here already.
    pub etag: Option<Arc<str>>,
}

impl Prepared {
    pub fn key(&self) -> Key {
        let mut url = self.url.to_string();
        // What is asked in a body is a part of the question.
        if let Some(body) = &self.request.body {
            url.push_str(body);
        }
        Key { url, answer: self.request.answer }
    }

    pub fn error(&self, kind: ErrorKind) -> NetError {
        NetError::new(kind, self.call.clone())
    }

    /// Scheme, host and port: what shares connections and fate.
    pub fn host(&self) -> String {
        self.url.origin()
    }
}

/// Who may call what.
pub(super) struct Allowed {
    plugin: String,
    origins: Vec<String>,
}

/// Whether a name in a manifest means this origin: it is the same, or `kubernetes-*` fits it.
#[must_use]
pub fn is_meant(name: &str, origin: &str) -> bool {
    match name.strip_suffix('*') {
        Some(beginning) => origin.starts_with(beginning),
        None => name == origin,
    }
}

impl Allowed {
    pub fn new(plugin: &str, origins: &[&str]) -> Self {
        let origins = origins.iter().map(|name| (*name).to_owned()).collect();
        Self { plugin: plugin.to_owned(), origins }
    }

    /// Whether this origin is among them, by its name or by the beginning of its name.
    fn has(&self, origin: &str) -> bool {
        self.origins.iter().any(|name| is_meant(name, origin))
    }

    /// For what the net client itself asks of an origin.
    pub fn portal(origin: &str) -> Self {
        Self::new("portal", &[origin])
    }
}

/// Checks an endpoint for somebody who may use these origins.
pub(super) fn prepare(
    request: &Request,
    allowed: &Allowed,
    places: &[Place],
    portal: &WebUrl,
) -> Result<Prepared, NetError> {
    let mut known = places.iter().filter(|place| allowed.has(&place.origin.name));
    let place = match &request.target {
        Target::Origin { name, .. } => known.find(|place| place.origin.name == *name),
        Target::Url(url) => known.find(|place| place.base.same_origin(url)),
    };
    let Some(place) = place else { return Err(not_declared(request, &allowed.plugin)) };
    let url = match &request.target {
        Target::Origin { segments, .. } => address_of(request, place, segments),
        Target::Url(url) => url.clone(),
    };
    let call = Call {
        origin: place.origin.name.clone(),
        title: place.origin.title.clone(),
        host: url.host(),
        method: request.method,
        path: url.path().to_owned(),
    };
    let revalidates = request.method == "GET" && (place.origin.etag || portal.same_origin(&url));
    let is_named = matches!(request.target, Target::Origin { .. });
    let prepared = Prepared {
        auth: match is_named && place.may_see_credential(&url) {
            true => place.origin.auth.clone(),
            false => Auth::None,
        },
        patience: place.patience,
        request: request.clone(),
        call: Arc::new(call),
        url,
        revalidates,
        etag: None,
    };
    match refusal(&prepared, place, portal) {
        Some(why) => Err(prepared.error(ErrorKind::Refused { why })),
        None => Ok(prepared),
    }
}

fn refusal(prepared: &Prepared, place: &Place, portal: &WebUrl) -> Option<String> {
    let Prepared { request, url, .. } = prepared;
    if let Some(problem) = &request.problem {
        return Some(problem.clone());
    }
    if place.origin.is_static && request.method != "GET" {
        return Some(format!(
            "{} is a copy made of plain files, so nothing can be changed there.",
            place.origin.title
        ));
    }
    if portal.is_https() && !url.is_private() {
        return Some(format!(
            "{} is plain http, and a page loaded over https may not call it.",
            url.host()
        ));
    }
    None
}

fn address_of(request: &Request, place: &Place, segments: &[String]) -> WebUrl {
    if !place.origin.is_static {
        return place.base.below(segments, address::query(&request.query));
    }
    let extension = match request.format {
        Format::Json => ".json",
        Format::Text => ".txt",
        Format::Bytes => "",
    };
    let mut segments = segments.to_vec();
    if let Some(last) = segments.last_mut() {
        last.push_str(extension);
    }
    place.base.below(&segments, None)
}

fn not_declared(request: &Request, plugin: &str) -> NetError {
    let (origin, host, path) = match &request.target {
        Target::Origin { name, .. } => (name.clone(), String::new(), String::new()),
        Target::Url(url) => (url.host(), url.host(), url.path().to_owned()),
    };
    let call = Call { title: origin.clone(), origin, host, method: request.method, path };
    NetError::new(ErrorKind::OriginNotDeclared { plugin: plugin.to_owned() }, Arc::new(call))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        config::Config,
        net::{Bytes, Get, Post},
    };

    const CONFIG: &str = r#"{
        "sources": [{"id": "files", "type": "files", "index": ["all.yaml"], "url": "https://files.example.com/org", "auth": "session"}],
        "origins": {
            "ci": {"url": "https://ci.example.com/api", "title": "Builds", "auth": "session"},
            "demo": {"url": "demo/ci", "static": true},
            "old": {"url": "http://old.example.com"}
        }}"#;

    fn prepared(request: &Request, allowed: &[&str]) -> Result<Prepared, NetError> {
        let portal = WebUrl::parse("https://portal.example.com/p").unwrap();
        let config = Config::parse(CONFIG).unwrap();
        let places: Vec<_> =
            config.origins.iter().map(|origin| Place::new(origin, &portal, 1.0)).collect();
        prepare(request, &Allowed::new("builds", allowed), &places, &portal)
    }

    fn url(request: &Request, allowed: &[&str]) -> String {
        prepared(request, allowed).unwrap().url.to_string()
    }

    fn runs(origin: &str) -> Get<u8> {
        Get::new(origin)
            .path(["repos", "a/b", "runs"])
            .query("branch", Some("x&y"))
            .query("page", None::<u32>)
    }

    #[test]
    fn an_api_gets_segments_and_query() {
        assert_eq!(
            url(&runs("ci").request, &["ci"]),
            "https://ci.example.com/api/repos/a%2Fb/runs?branch=x%26y"
        );
    }

    #[test]
    fn plain_files_get_an_extension_and_no_query() {
        assert_eq!(
            url(&runs("demo").request, &["demo"]),
            "https://portal.example.com/p/demo/ci/repos/a%2Fb/runs.json"
        );
        let log = Get::text("demo").path(["logs", "7"]);
        assert_eq!(url(&log.request, &["demo"]), "https://portal.example.com/p/demo/ci/logs/7.txt");
        let post = Post::<()>::new("demo").path(["rerun"]);
        assert!(matches!(
            prepared(&post.request, &["demo"]).unwrap_err().kind,
            ErrorKind::Refused { .. }
        ));
    }

    #[test]
    fn an_origin_that_the_manifest_does_not_name_is_refused() {
        for (origin, allowed) in [("ci", &["demo"][..]), ("ci", &[]), ("nowhere", &["nowhere"])] {
            let error = prepared(&runs(origin).request, allowed).unwrap_err();
            assert_eq!(error.title(), format!("The plugin “builds” may not call “{origin}”"));
        }
    }

    #[test]
    fn a_manifest_may_name_the_beginning_of_a_name() {
        assert!(prepared(&runs("ci").request, &["c*"]).is_ok());
        assert!(prepared(&runs("ci").request, &["ci-*"]).is_err());
    }

    #[test]
    fn what_is_asked_in_a_body_is_another_question() {
        let ask = |what: &str| Get::<u8>::new("ci").path(["query"]).asking(&what);
        let key = |what: &str| prepared(&ask(what).request, &["ci"]).unwrap().key();
        assert_eq!(ask("a").request.method, "POST");
        assert_eq!(key("a"), key("a"));
        assert_ne!(key("a"), key("b"));
    }

    #[test]
    fn a_bad_segment_is_an_error_and_not_an_address() {
        for bad in ["..", ".", ""] {
            let get = Get::<u8>::new("ci").path(["repos", bad, "runs"]);
            assert!(
                matches!(
                    prepared(&get.request, &["ci"]).unwrap_err().kind,
                    ErrorKind::Refused { .. }
                ),
                "{bad}"
            );
        }
    }

    #[test]
    fn plain_http_is_not_called_from_https() {
        let error = prepared(&runs("old").request, &["old"]).unwrap_err();
        assert!(error.cause().contains("plain http"), "{error}");
    }

    #[test]
    fn an_address_from_data_needs_a_known_host_and_gets_no_credential() {
        let at = |text: &str| Get::<Bytes>::at(WebUrl::parse(text).unwrap()).request;
        let here = prepared(&at("https://files.example.com/org/a.yaml"), &["files"]).unwrap();
        assert_eq!(here.auth, Auth::None);
        let named = prepared(&Get::bytes("files").below("a/all.yaml").request, &["files"]).unwrap();
        assert_eq!((named.auth, named.url.path()), (Auth::Session, "/org/a/all.yaml"));
        let elsewhere = prepared(&at("https://evil.example/a.yaml"), &["files"]).unwrap_err();
        assert_eq!(elsewhere.title(), "The plugin “builds” may not call “evil.example”");
    }

    #[test]
    fn references_between_files_keep_or_lose_the_credential() {
        let file = Get::bytes("files").below("a/all.yaml");
        let beside = file.join("./b.yaml").unwrap();
        assert_eq!(prepared(&beside.request, &["files"]).unwrap().auth, Auth::Session);
        let absolute = file.join("https://files.example.com/org/a/b.yaml").unwrap();
        assert_eq!(prepared(&absolute.request, &["files"]).unwrap().auth, Auth::None);
    }
}
