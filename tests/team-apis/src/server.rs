//! The server: five listening ports, one set of answers.

use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{ACCESS_CONTROL_ALLOW_HEADERS, AUTHORIZATION};
use axum::http::{Method, Response, StatusCode};
use serde::Serialize;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::backstage::Backstage;
use crate::connection::{Port, Wire};
use crate::fault::{Fault, fails};
use crate::scaffolder::{Asked, Reply, Scaffolder, ScaffolderOptions};
use crate::state::{Origin, Shared};
use crate::{ci, control, cors, inject, issuer, portal};

/// Requests may not be longer, in bytes.
const MAX_REQUEST: usize = 1024 * 1024;

/// The folders a server hands out, and the port of the portal.
#[derive(Clone, Debug)]
pub struct Options {
    /// The built portal.
    pub dist: PathBuf,
    /// Answers of the CI API, as the demo serves them: `repos/…/actions/runs.json`.
    pub ci: PathBuf,
    /// Recordings of a Backstage backend.
    pub recordings: PathBuf,
    /// What the `ci` origin hands out below `/files/`.
    pub files: PathBuf,
    /// Templates that the scaffolder runs: a folder with a folder for each.
    pub templates: PathBuf,
    /// Where the scaffolder makes repositories.
    pub repositories: PathBuf,
    /// Port of the portal; 0 is any free one.
    pub port: u16,
}

/// Where the origins are, as in the `Origin` header: without a slash at the end.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Addresses {
    /// The portal.
    pub portal: String,
    /// The CI API and the folder of descriptors.
    pub ci: String,
    /// The replayed Backstage backend.
    pub backstage: String,
    /// The origin the portal may not call.
    pub foreign: String,
    /// The OpenID provider.
    pub issuer: String,
    /// A port on which nobody listens.
    pub refused: String,
}

impl Addresses {
    /// The address of the origin with this name.
    pub fn named(&self, name: &str) -> Option<String> {
        Some(match name {
            "portal" => self.portal.clone(),
            "ci" => self.ci.clone(),
            "backstage" => self.backstage.clone(),
            "foreign" => self.foreign.clone(),
            "issuer" => self.issuer.clone(),
            "refused" => self.refused.clone(),
            _ => return None,
        })
    }

    fn of(&mut self, origin: Origin) -> &mut String {
        match origin {
            Origin::Portal => &mut self.portal,
            Origin::Ci => &mut self.ci,
            Origin::Backstage => &mut self.backstage,
            Origin::Foreign => &mut self.foreign,
            Origin::Issuer => &mut self.issuer,
        }
    }
}

/// A running server; it ends when it is dropped.
///
/// Controls, on every origin:
///
/// | request | effect |
/// |---|---|
/// | `GET /__log`, `DELETE /__log` | the requests so far |
/// | `GET /__control` | the addresses of all origins |
/// | `DELETE /__control` | takes back everything below |
/// | `POST /__control/faults` | `{"path", "fault", "count"?, "origin"?}`: breaks requests |
/// | `DELETE /__control/faults` | takes back all faults |
/// | `PUT /__control/portal` | the body is served as `portal.json` |
/// | `PUT /__control/connect` | a list of origins that `connect-src` of the portal names |
/// | `PUT /__control/pace` | how long the scaffolder takes, in hundredths of the usual |
/// | `PUT /__control/token-life` | seconds that guest tokens are good for |
/// | `PUT /__control/issuer` | how the OpenID provider behaves: see `issuer::Ways` |
/// | `DELETE /__control/tokens` | refuses the guest tokens handed out so far |
pub struct Server {
    addresses: Addresses,
    ports: JoinSet<()>,
    /// Bound, never listening: connections to it are refused, and nobody else gets the port.
    _refused: TcpSocket,
}

impl Server {
    /// Listens on six ports of the loopback interface.
    ///
    /// # Errors
    /// When a port is taken or the recordings cannot be read.
    pub async fn start(options: Options) -> io::Result<Self> {
        let backstage = Backstage::load(&options.recordings).map_err(|error| {
            io::Error::new(error.kind(), format!("{}: {error}", options.recordings.display()))
        })?;
        let mut addresses = Addresses::default();
        let mut listeners = Vec::new();
        for origin in Origin::ALL {
            let port = if origin == Origin::Portal { options.port } else { 0 };
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
            *addresses.of(origin) = format!("http://{}", listener.local_addr()?);
            listeners.push((origin, listener));
        }
        let refused = TcpSocket::new_v4()?;
        refused.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        addresses.refused = format!("http://{}", refused.local_addr()?);

        let scaffolder = Scaffolder::new(ScaffolderOptions {
            templates: options.templates.clone(),
            repositories: options.repositories.clone(),
            user: "user:default/ines.calloway".to_owned(),
        });
        let shared = Arc::new(Shared::new(options, addresses.clone(), backstage, scaffolder));
        let mut ports = JoinSet::new();
        for (origin, listener) in listeners {
            let router = Router::new().fallback(handle).with_state((shared.clone(), origin));
            let service = router.into_make_service_with_connect_info::<Wire>();
            ports.spawn(async move {
                // It only ends with the task; errors of single connections stay with them.
                let _ = axum::serve(Port(listener), service).await;
            });
        }
        Ok(Self { addresses, ports, _refused: refused })
    }

    /// Where the origins are.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Serves until the task is dropped.
    pub async fn run(mut self) {
        while self.ports.join_next().await.is_some() {}
    }
}

async fn handle(
    State((shared, origin)): State<(Arc<Shared>, Origin)>,
    ConnectInfo(wire): ConnectInfo<Wire>,
    request: Request,
) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let full_path = parts.uri.path();
    let body = to_bytes(body, MAX_REQUEST).await.unwrap_or_default();
    let is_ours = full_path.starts_with("/__control") || full_path.starts_with("/__log");
    if is_ours
        && let Some(answer) = control::answer(&shared, origin, &parts.method, full_path, &body)
    {
        return answer.respond();
    }
    let in_flight = shared.log.note(origin, &parts.method, &parts.uri, &parts.headers, &body);

    let (fault, path) = match by_prefix(full_path) {
        Ok((fault, path)) => (fault, path),
        Err(why) => {
            return Answer::of("text/plain", why).with_status(StatusCode::NOT_FOUND).respond();
        }
    };
    let headers = &parts.headers;
    let preflight = cors::is_preflight(&parts.method, headers);
    let fault = fault
        .filter(|fault| fault.concerns(preflight))
        .or_else(|| shared.controls().take(origin, path, preflight));
    let fault = settle(fault, &shared, origin, full_path);

    if preflight {
        let answer = match fault {
            Some(Fault::Preflight(code)) => Answer::empty(code),
            Some(Fault::PlainHeaders) => {
                cors::preflight(origin, headers).with(ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type")
            }
            _ => cors::preflight(origin, headers),
        };
        return cors::share(answer, origin, fault.as_ref(), headers, &shared).respond();
    }

    let query = parts.uri.query().unwrap_or_default();
    let foreign = &shared.addresses.foreign;
    let replaced = fault.as_ref().and_then(|fault| {
        let error = match fault {
            Fault::Status { code, .. } => error(&shared, origin, *code, &parts.method, path),
            Fault::NoIndex => shared.backstage.no_index(path),
            _ => Answer::empty(StatusCode::INTERNAL_SERVER_ERROR),
        };
        inject::instead(fault, path, foreign, error)
    });
    let live = match &replaced {
        Some(_) => None,
        None => scaffolder(&shared, origin, &parts.method, path, query, headers, &body).await,
    };
    let live = match live {
        // Without a fault the events go on as they happen; a fault bends those so far.
        Some(Reply::Events(events)) if fault.is_none() => {
            let head = cors::share(Answer::empty(StatusCode::OK), origin, None, headers, &shared);
            let mut response = Reply::Events(events).respond();
            response.headers_mut().extend(head.headers);
            return response;
        }
        Some(Reply::Events(events)) => Some(events.so_far()),
        Some(Reply::Whole(answer)) => Some(answer),
        None => None,
    };
    let answer = match (replaced.or(live), origin) {
        (Some(answer), _) => answer,
        // A fault bends the plain bytes, not a compressed copy of them.
        (None, Origin::Portal) if fault.is_some() => {
            portal::answer(&shared, path, &axum::http::HeaderMap::new()).await
        }
        (None, Origin::Portal) => portal::answer(&shared, path, headers).await,
        (None, Origin::Ci) => ci::answer(&shared, &parts.method, path, query, headers, &body).await,
        (None, Origin::Backstage) => {
            let newer = shared.options.files.join("techdocs");
            shared.backstage.answer(&parts.method, path, query, headers, &newer).await
        }
        (None, Origin::Issuer) => issuer::answer(&shared, &parts.method, path, query, &body),
        (None, Origin::Foreign) => Answer::json(&serde_json::json!({ "foreign": true })),
    };
    let answer = cors::share(answer, origin, fault.as_ref(), headers, &shared);
    shared.log.answered(&in_flight, answer.body.len());
    inject::send(answer, fault.as_ref(), wire, in_flight).await
}

/// What the scaffolder answers; `None` if the request is not about it.
async fn scaffolder(
    shared: &Shared,
    origin: Origin,
    method: &Method,
    path: &str,
    query: &str,
    headers: &axum::http::HeaderMap,
    body: &[u8],
) -> Option<Reply> {
    let (path, address, user) = match origin {
        Origin::Portal => (path.to_owned(), &shared.addresses.portal, None),
        Origin::Ci if path.starts_with("/repos/") => {
            (format!("/demo/ci{path}"), &shared.addresses.ci, None)
        }
        Origin::Ci if path.starts_with("/files/catalog/created/") => {
            (path.replacen("/files/", "/demo/", 1), &shared.addresses.ci, None)
        }
        Origin::Ci
            if ["/demo/repositories/", "/demo/actions/", "/demo/gitlab/"]
                .iter()
                .any(|start| path.starts_with(start)) =>
        {
            (path.to_owned(), &shared.addresses.ci, None)
        }
        Origin::Backstage if path.starts_with("/api/scaffolder/") => {
            if let Some(refused) = shared.backstage.refused(headers, path, query) {
                return Some(Reply::Whole(refused));
            }
            let guest = Some("user:default/guest");
            (path.to_owned(), &shared.addresses.backstage, guest)
        }
        _ => return None,
    };
    // What was made is shown where anybody may look at it.
    let shown = if origin == Origin::Backstage { &shared.addresses.ci } else { address };
    let base = format!("{shown}/");
    let token = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    let asked = Asked { method, path: &path, query, base: &base, user, token, body };
    shared.scaffolder.answer(asked).await
}

/// The fault in an address, and the address without it.
fn by_prefix(path: &str) -> Result<(Option<Fault>, &str), String> {
    let Some(rest) = path.strip_prefix("/__f/") else { return Ok((None, path)) };
    let (name, rest) = match rest.find('/') {
        Some(slash) => rest.split_at(slash),
        None => (rest, "/"),
    };
    name.parse().map(|fault| (Some(fault), rest)).map_err(|error| format!("{error}"))
}

/// Decides about a fault that only sometimes happens.
fn settle(fault: Option<Fault>, shared: &Shared, origin: Origin, path: &str) -> Option<Fault> {
    let Some(Fault::Flaky { percent, seed }) = fault else { return fault };
    let index = shared.controls().turn(&format!("{origin:?} {path}"));
    fails(percent, seed, index).then_some(Fault::Status {
        code: StatusCode::SERVICE_UNAVAILABLE,
        html: false,
        retry_after: None,
    })
}

/// An error in the words of the imitated server.
fn error(shared: &Shared, origin: Origin, code: StatusCode, method: &Method, path: &str) -> Answer {
    match origin {
        Origin::Portal => {
            Answer::of("text/plain; charset=utf-8", code.to_string()).with_status(code)
        }
        Origin::Backstage => shared.backstage.error(code, method, path),
        Origin::Ci | Origin::Foreign | Origin::Issuer => ci::error(code),
    }
}
