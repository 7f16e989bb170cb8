//! Serves a deployment as a well-kept static host would: with the production headers, with the
//! compressed files, with `index.html` for the paths of the portal, and with 404 for files that
//! are not there.

use std::fs;
use std::net::SocketAddr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, Response, StatusCode};
use serde_json::Value;
use team_apis::{Asked, Scaffolder, ScaffolderOptions};

use crate::args::Args;
use crate::compress::beside;
use crate::csp::{self, Policy};
use crate::hash::Hash;
use crate::pack::{self, Build};
use crate::setup::{self, Needs};
use crate::wasm::Profile;
use crate::{dev, repo};

/// Bytes that a request may have.
const MOST_ASKED: usize = 1 << 20;

/// `cargo xtask serve [--port 8080] [--dir dist] [--base /] [--no-build] [--dev]
/// [--repositories DIR]`.
pub fn run(mut args: Args) -> Result<()> {
    let port = args.option("--port")?.unwrap_or_else(|| "8080".to_owned());
    let port: u16 = port.parse().with_context(|| format!("`{port}` is not a port"))?;
    let folder = repo::root().join(args.option("--dir")?.unwrap_or_else(|| "dist".to_owned()));
    let base = args.option("--base")?;
    let repositories = args.option("--repositories")?.map(PathBuf::from);
    let (dev, ready) = (args.flag("--dev"), args.flag("--no-build"));
    args.finish()?;
    if dev {
        setup::ensure(Needs::Development)?;
        return dev::serve(port);
    }
    if !ready {
        setup::ensure(Needs::Build)?;
        let base = pack::base_path(base)?;
        pack::build(&Build {
            profile: Profile::Release,
            base,
            out: folder.clone(),
            reload: false,
        })?;
    }
    serve(&folder, port, repositories)
}

/// A deployment that is served.
struct Site {
    folder: PathBuf,
    /// The path under which it was built.
    base: String,
    policy: HeaderValue,
    /// Runs the templates of the demo, if it is in the deployment.
    scaffolder: Option<Arc<Scaffolder>>,
}

impl Site {
    fn open(folder: &Path) -> Result<Self> {
        let version = folder.join("version.json");
        let version = repo::read(&version).with_context(|| {
            format!("{} is no deployment: `cargo xtask build` makes one", folder.display())
        })?;
        let version: Value = serde_json::from_str(&version).context("version.json")?;
        let base = version.get("base").and_then(Value::as_str).unwrap_or("/").to_owned();
        let policy = HeaderValue::from_str(&Policy::of(folder)?.header())?;
        Ok(Self { folder: folder.to_owned(), base, policy, scaffolder: None })
    }

    /// Whom `portal.json` names as the one who looks at it.
    fn user(&self) -> Result<String> {
        let config = repo::read(self.folder.join("portal.json"))?;
        let config: Value = serde_json::from_str(&config).context("portal.json")?;
        let user = config.get("user").and_then(Value::as_str);
        Ok(user.unwrap_or("user:default/guest").to_owned())
    }
}

/// Serves until the process is ended. Port 0 takes a free one; the address is printed.
fn serve(folder: &Path, port: u16, repositories: Option<PathBuf>) -> Result<()> {
    let mut site = Site::open(folder)?;
    let templates = folder.join("demo/catalog/templates");
    if templates.is_dir() {
        let own = || std::env::temp_dir().join(format!("portico-{}", std::process::id()));
        site.scaffolder = Some(Scaffolder::new(ScaffolderOptions {
            templates,
            repositories: repositories.unwrap_or_else(own),
            user: site.user()?,
        }));
    }
    let site = Arc::new(site);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .with_context(|| format!("cannot listen on {address}: choose another --port"))?;
        println!("Portico: http://{}{}", listener.local_addr()?, site.base);
        let router = Router::new().fallback(handle).with_state(site);
        axum::serve(listener, router).await.context("the server stopped")
    })
}

async fn handle(State(site): State<Arc<Site>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let mut response = match demo(&site, &parts, body).await {
        Some(response) => response,
        None => answer(&site, &Request::from_parts(parts, Body::empty())),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, site.policy.clone());
    for (name, value) in csp::HEADERS {
        if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    response
}

/// What the scaffolder of the demo answers; nothing if the request is not about it.
async fn demo(site: &Site, parts: &Parts, body: Body) -> Option<Response<Body>> {
    let scaffolder = site.scaffolder.as_ref()?;
    let inner = parts.uri.path().strip_prefix(&site.base)?;
    let is_api = inner.starts_with("api/scaffolder/");
    if !is_api && !inner.starts_with("demo/") {
        return None;
    }
    let text = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).unwrap_or_default();
    // It runs what it is told to run: only this machine may ask, and no page of anybody else.
    if is_api && !is_own(host, text(header::ORIGIN)) {
        return Some(plain(StatusCode::FORBIDDEN, "only pages of this portal may ask"));
    }
    let body = to_bytes(body, MOST_ASKED).await.unwrap_or_default();
    let asked = Asked {
        method: &parts.method,
        path: &format!("/{inner}"),
        query: parts.uri.query().unwrap_or_default(),
        base: &format!("http://{host}{}", site.base),
        user: None,
        token: text(header::AUTHORIZATION),
        body: &body,
    };
    Some(scaffolder.answer(asked).await?.respond())
}

/// Whether a request comes to this machine by one of its own names, and from a page at that name.
fn is_own(host: &str, origin: Option<&str>) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]")
        && origin.is_none_or(|origin| origin.strip_prefix("http://") == Some(host))
}

fn answer(site: &Site, request: &Request) -> Response<Body> {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
    }
    match find(site, request.uri().path(), request.headers()) {
        Found::File(path) => file(&path, site, request).unwrap_or_else(|error| {
            eprintln!("{error:#}");
            plain(StatusCode::INTERNAL_SERVER_ERROR, "the file could not be read")
        }),
        Found::Elsewhere(address) => {
            let mut response = plain(StatusCode::PERMANENT_REDIRECT, "");
            if let Ok(address) = HeaderValue::from_str(&address) {
                response.headers_mut().insert(header::LOCATION, address);
            }
            response
        }
        Found::Nothing => plain(StatusCode::NOT_FOUND, "there is no such file"),
    }
}

#[derive(Debug, PartialEq)]
enum Found {
    File(PathBuf),
    Elsewhere(String),
    Nothing,
}

/// The file for a path, or the page of the portal for a path that looks like one of its own.
fn find(site: &Site, path: &str, headers: &HeaderMap) -> Found {
    let Some(inner) = path.strip_prefix(&site.base) else {
        // `/sub` is the portal under `/sub/`.
        let missing = format!("{path}/") == site.base;
        return if missing { Found::Elsewhere(site.base.clone()) } else { Found::Nothing };
    };
    let Some(inner) = decode(inner) else { return Found::Nothing };
    let relative = Path::new(&inner);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return Found::Nothing;
    }
    let wanted = site.folder.join(relative);
    if !inner.is_empty() && wanted.is_file() {
        return Found::File(wanted);
    }
    // A missing file must not be answered with a page: a browser would take it for code.
    let is_page = accepts_html(headers) && !in_package(relative) && !is_missing(&wanted);
    if is_page { Found::File(site.folder.join("index.html")) } else { Found::Nothing }
}

fn accepts_html(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// Whether this would be a file, if it were there: it ends as one, in a folder that exists.
/// An entity may be called `chart.js`, but its page is in no folder.
fn is_missing(wanted: &Path) -> bool {
    let ending = wanted.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| content_type(ending).is_some())
        && wanted.parent().is_some_and(Path::is_dir)
}

/// Percent-decodes a path; nothing when the result is no text or holds a character that no
/// path of ours has.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes().iter().copied();
    while let Some(byte) = rest.next() {
        let byte = if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
        } else {
            byte
        };
        bytes.push(byte);
    }
    String::from_utf8(bytes).ok().filter(|path| !path.contains(['\\', '\0']))
}

fn file(path: &Path, site: &Site, request: &Request) -> Result<Response<Body>> {
    let encodings = request.headers().get(header::ACCEPT_ENCODING);
    let encodings = encodings.and_then(|value| value.to_str().ok()).unwrap_or_default();
    let compressed = [("br", "br"), ("gzip", "gz")]
        .into_iter()
        .filter(|(coding, _)| accepts(encodings, coding))
        .map(|(coding, ending)| (coding, beside(path, ending)))
        .find(|(_, path)| path.is_file());
    let (coding, served) = match compressed {
        Some((coding, path)) => (Some(coding), path),
        None => (None, path.to_owned()),
    };

    let content = fs::read(&served).with_context(|| format!("cannot read {}", served.display()))?;
    let mut hash = Hash::new();
    hash.add(&content);
    let tag = format!("\"{}\"", hash.finish());
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    let unchanged = known.is_some_and(|known| known.split(", ").any(|known| known == tag));

    let for_ever = path.strip_prefix(&site.folder).is_ok_and(in_package);
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    let mut response = Response::builder()
        .status(if unchanged { StatusCode::NOT_MODIFIED } else { StatusCode::OK })
        .header(header::CONTENT_TYPE, content_type(extension).unwrap_or("application/octet-stream"))
        .header(header::CACHE_CONTROL, if for_ever { csp::FOR_EVER } else { csp::ASK })
        .header(header::VARY, "Accept-Encoding")
        .header(header::ETAG, tag);
    if let Some(coding) = coding {
        response = response.header(header::CONTENT_ENCODING, coding);
    }
    if unchanged {
        return Ok(response.body(Body::empty())?);
    }
    // Said here, because a HEAD answer has no body to measure.
    response = response.header(header::CONTENT_LENGTH, content.len());
    let head = *request.method() == Method::HEAD;
    Ok(response.body(if head { Body::empty() } else { Body::from(content) })?)
}

/// Whether a path, counted from the root of the deployment, is in an immutable folder.
fn in_package(path: &Path) -> bool {
    let first = path.components().next();
    first.is_some_and(|first| first.as_os_str().to_string_lossy().starts_with("pkg-"))
}

/// Whether `Accept-Encoding` allows a coding (`br;q=0` does not).
fn accepts(encodings: &str, coding: &str) -> bool {
    encodings.split(',').any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let refused = weight.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0_f32));
        name.trim().eq_ignore_ascii_case(coding) && !refused
    })
}

/// The media type by file ending; nothing for endings that a deployment does not have.
fn content_type(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "js" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "md" | "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "yaml" | "yml" => "application/yaml",
        _ => return None,
    })
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(csp::ASK));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A deployment with a few files, in a folder of its own.
    fn site(name: &str, base: &str) -> Site {
        let folder = repo::target().join("xtask-tests").join(name);
        for file in
            ["index.html", "boot.js", "boot.js.br", "boot.js.gz", "demo/a.yaml", "pkg-1/x.wasm"]
        {
            repo::write(folder.join(file), format!("this is {file}")).unwrap();
        }
        let version = format!(r#"{{"base": "{base}"}}"#);
        repo::write(folder.join("version.json"), version).unwrap();
        Site::open(&folder).unwrap()
    }

    fn get(site: &Site, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        answer(site, &request.body(Body::empty()).unwrap())
    }

    const PAGE: [(&str, &str); 1] = [("accept", "text/html,application/xhtml+xml,*/*;q=0.8")];

    fn header<'r>(response: &'r Response<Body>, name: &str) -> &'r str {
        response.headers().get(name).map_or("", |value| value.to_str().unwrap())
    }

    #[test]
    fn files_have_their_type_and_their_time_to_live() {
        let site = site("types", "/");
        let wasm = get(&site, "/pkg-1/x.wasm", &[]);
        assert_eq!(wasm.status(), 200);
        assert_eq!(header(&wasm, "content-type"), "application/wasm");
        assert_eq!(header(&wasm, "cache-control"), csp::FOR_EVER);
        let boot = get(&site, "/boot.js", &[]);
        assert_eq!(header(&boot, "cache-control"), "no-cache");
    }

    #[test]
    fn a_path_of_the_portal_is_the_page() {
        let site = site("pages", "/");
        for path in ["/", "/catalog", "/catalog/default/component/chart.js", "/search?query=a.b"] {
            let page = get(&site, path, &PAGE);
            assert_eq!(page.status(), 200, "{path}");
            assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8", "{path}");
        }
    }

    #[test]
    fn a_missing_file_is_not_the_page() {
        let site = site("missing", "/");
        for path in ["/pkg-0/portal.js", "/pkg-1/", "/pkg-1/y.wasm", "/other.js", "/demo/b.yaml"] {
            assert_eq!(get(&site, path, &PAGE).status(), 404, "{path}");
        }
        // A request of a script, not of a person.
        assert_eq!(get(&site, "/catalog", &[("accept", "*/*")]).status(), 404);
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        let site = site("outside", "/");
        for path in [
            "/../xtask",
            "/%2e%2e/types/boot.js",
            "/a/%2e%2e/%2e%2e/types/boot.js",
            "/%00",
            "/%5c..%5cx",
            "/%zz",
        ] {
            let response = get(&site, path, &PAGE);
            assert_ne!(
                header(&response, "content-type"),
                "text/javascript; charset=utf-8",
                "{path}"
            );
            assert_eq!(response.status(), 404, "{path}");
        }
        let post = Request::builder().method("POST").uri("/").body(Body::empty()).unwrap();
        assert_eq!(answer(&site, &post).status(), 405);
    }

    #[test]
    fn the_smallest_file_the_client_can_read() {
        let site = site("codings", "/");
        for (accepted, coding) in [
            ("gzip, deflate, br, zstd", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip;q=0.5", "gzip"),
            ("identity", ""),
            ("", ""),
        ] {
            let boot = get(&site, "/boot.js", &[("accept-encoding", accepted)]);
            assert_eq!(header(&boot, "content-encoding"), coding, "{accepted}");
            assert_eq!(header(&boot, "content-type"), "text/javascript; charset=utf-8");
            assert_eq!(header(&boot, "vary"), "Accept-Encoding");
        }
    }

    #[test]
    fn what_did_not_change_is_not_sent_again() {
        let site = site("again", "/");
        let first = get(&site, "/boot.js", &[]);
        let tag = header(&first, "etag").to_owned();
        let second = get(&site, "/boot.js", &[("if-none-match", &tag)]);
        assert_eq!(second.status(), 304);
        let other = get(&site, "/boot.js", &[("if-none-match", &tag), ("accept-encoding", "br")]);
        assert_eq!(other.status(), 200, "the compressed file is another content");
    }

    #[test]
    fn only_this_machine_may_ask_the_scaffolder() {
        for (host, origin) in [
            ("localhost:8080", Some("http://localhost:8080")),
            ("127.0.0.1:8080", None),
            ("[::1]:8080", None),
        ] {
            assert!(is_own(host, origin), "{host} {origin:?}");
        }
        for (host, origin) in [
            ("portal.example:8080", None),
            ("localhost:8080", Some("https://evil.example")),
            ("localhost:8080", Some("http://localhost:9090")),
            ("localhost:8080", Some("null")),
        ] {
            assert!(!is_own(host, origin), "{host} {origin:?}");
        }
    }

    #[test]
    fn under_a_path_only_that_path() {
        let site = site("base", "/sub/path/");
        assert_eq!(get(&site, "/sub/path/boot.js", &[]).status(), 200);
        assert_eq!(get(&site, "/sub/path/catalog", &PAGE).status(), 200);
        assert_eq!(get(&site, "/boot.js", &[]).status(), 404);
        assert_eq!(get(&site, "/", &PAGE).status(), 404);
        assert_eq!(header(&get(&site, "/sub/path", &PAGE), "location"), "/sub/path/");
    }
}
