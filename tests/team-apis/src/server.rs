//! The server: four listening ports, one set of answers.

use std::io;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, Response, StatusCode};
use serde::Serialize;
use tokio::net::{TcpListener, TcpSocket};
use tokio::task::JoinSet;

use crate::answer::Answer;
use crate::backstage::Backstage;
use crate::connection::{Port, Wire};
use crate::fault::{Fault, fails};
use crate::state::{Origin, Shared};
use crate::{ci, control, cors, inject, portal};

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
/// | `PUT /__control/token-life` | seconds that guest tokens are good for |
/// | `DELETE /__control/tokens` | refuses the guest tokens handed out so far |
pub struct Server {
    addresses: Addresses,
    ports: JoinSet<()>,
    /// Bound, never listening: connections to it are refused, and nobody else gets the port.
    _refused: TcpSocket,
}

impl Server {
    /// Listens on five ports of the loopback interface.
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

        let shared = Arc::new(Shared::new(options, addresses.clone(), backstage));
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
    let in_flight = shared.log.note(origin, &parts.method, &parts.uri, &parts.headers);

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
    let answer = match (replaced, origin) {
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
        (None, Origin::Foreign) => Answer::json(&serde_json::json!({ "foreign": true })),
    };
    let answer = cors::share(answer, origin, fault.as_ref(), headers, &shared);
    shared.log.answered(&in_flight, answer.body.len());
    inject::send(answer, fault.as_ref(), wire, in_flight).await
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
        Origin::Ci | Origin::Foreign => ci::error(code),
    }
}
