//! Why an API cannot be used from this page: a few looks at it, each by other rules, and what they
//! say together.
//!
//! A page is told nothing about a request that fails. What differs between two requests tells: one
//! that may not read the answer reaches hosts that do not share theirs; one that follows no redirect
//! shows that there is one; one with a header needs the permission of the other side first. Each
//! look is a `GET`, so nothing is changed anywhere.

mod decide;
mod facts;
#[cfg(test)]
mod tests;

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;

pub use decide::{Check, Finding, Kind, State as CheckState};
pub use facts::{Facts, Subject};

use super::{
    Net, platform,
    prepare::{Allowed, prepare},
    state::State,
    transport::Headers,
};
use crate::config::Auth;

/// What stands in for a token that nobody has typed: the permission to send it does not depend on
/// what it is.
const PLACEHOLDER: &str = "portico-connection-check";

/// One look.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    pub(super) url: String,
    pub(super) mode: Mode,
    pub(super) headers: Vec<(String, String)>,
    pub(super) cookies: bool,
    /// Milliseconds until it is given up.
    pub(super) patience: f64,
}

/// By which rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The answer is read, redirects are followed.
    Open,
    /// The answer is read, redirects are not followed: how everything with a credential is sent.
    Strict,
    /// The answer cannot be read, but it comes.
    Blind,
}

/// What was seen.
#[derive(Clone, Debug)]
pub enum Seen {
    /// An answer that the page may read.
    Answer(Box<Answered>),
    /// An answer that it may not read.
    Opaque {
        /// How long it took.
        milliseconds: u32,
    },
    /// A redirect that was not followed.
    Redirect {
        /// How long it took.
        milliseconds: u32,
    },
    /// No answer.
    Failed(Broken),
    /// No answer in time.
    Silent,
}

/// Why there is no answer, as far as a page is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It is not told.
    Network,
    /// The policy of the page forbids it.
    Policy,
    /// The browser has no network.
    Offline,
}

/// An answer that the page may read.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) cache: Option<String>,
    pub(super) redirected: bool,
    /// Where it came from in the end.
    pub(super) at: String,
    pub(super) begins_like_page: bool,
    pub(super) milliseconds: u32,
}

/// Who looks.
pub(super) trait Look {
    fn look(&self, glance: Glance) -> LocalBoxFuture<'static, Seen>;
}

/// The browser.
struct Browser;

impl Look for Browser {
    fn look(&self, glance: Glance) -> LocalBoxFuture<'static, Seen> {
        Box::pin(platform::look(glance))
    }
}

/// Looks at an origin of `portal.json` and tells what was found. `path` is what is asked for, below
/// the address of the origin; nothing is its address itself.
///
/// # Errors
/// A sentence, when there is no such origin.
pub async fn examine(net: &Net, origin: &str, path: &str) -> Result<Finding, String> {
    let state = net.state();
    let subject = subject(state, origin, path).await?;
    let facts = look_at(&Browser, &subject, platform::is_online()).await;
    Ok(decide::decide(&subject, &facts))
}

async fn subject(state: &Rc<State>, origin: &str, path: &str) -> Result<Subject, String> {
    let place = state.places.iter().find(|place| place.origin.name == origin);
    let place = place.ok_or_else(|| format!("There is no origin “{origin}”."))?;
    let (path, query) = match path.split_once('?') {
        Some((path, query)) => (path, Some(query.to_owned())),
        None => (path, None),
    };
    let segments: Vec<String> =
        path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    let url = place.base.below(&segments, query);
    let auth = place.origin.auth.clone();
    let request = super::Get::<super::Bytes>::bytes(origin).request;
    let credential = match prepare(&request, &Allowed::portal(origin), &state.places, &state.portal)
    {
        Ok(prepared) if matches!(auth, Auth::None | Auth::Cookie) => {
            drop(prepared);
            None
        }
        Ok(prepared) => state.secret(&prepared).await.ok().flatten(),
        Err(_) => None,
    };
    let named = match &auth {
        Auth::None | Auth::Cookie => None,
        Auth::Header(name) => Some(name.clone()),
        Auth::Guest | Auth::Session | Auth::Oidc(_) => Some("Authorization".to_owned()),
    };
    let header = named.map(|name| {
        let value = credential.as_ref().map_or(PLACEHOLDER, |secret| secret.reveal());
        let value = match &auth {
            Auth::Header(_) => value.to_owned(),
            _ => format!("Bearer {value}"),
        };
        (name, value)
    });
    Ok(Subject {
        host: url.host(),
        is_https: url.is_https(),
        is_own: url.same_origin(&state.portal),
        is_mixed: state.portal.is_https() && !url.is_private(),
        is_static: place.origin.is_static,
        path: url.path().to_owned(),
        url: url.to_string(),
        has_credential: credential.is_some(),
        auth,
        header,
        patience: place.patience,
    })
}

/// Looks as often as is needed to tell the kinds apart, and no more.
pub(super) async fn look_at(look: &dyn Look, subject: &Subject, is_online: bool) -> Facts {
    let mut facts = Facts { is_offline: !is_online, ..Facts::default() };
    if facts.is_offline || subject.is_mixed {
        return facts;
    }
    let glance = |mode, headers: &[(&str, &str)], cookies| {
        let mut all = vec![("Accept".to_owned(), "application/json, */*;q=0.1".to_owned())];
        all.extend(headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        let url = subject.url.clone();
        look.look(Glance { url, mode, headers: all, cookies, patience: subject.patience })
    };
    let plain = glance(Mode::Open, &[], false).await;
    let is_read = matches!(plain, Seen::Answer(_));
    match &plain {
        // A redirect to a forbidden host looks like a forbidden host, until it is not followed.
        Seen::Failed(Broken::Policy) => facts.strict = Some(glance(Mode::Strict, &[], false).await),
        Seen::Failed(Broken::Network) if !subject.is_own => {
            let blind = glance(Mode::Blind, &[], false).await;
            if matches!(blind, Seen::Opaque { .. } | Seen::Failed(Broken::Policy)) {
                facts.strict = Some(glance(Mode::Strict, &[], false).await);
            }
            facts.blind = Some(blind);
        }
        _ => {}
    }
    facts.plain = Some(plain);
    // Some servers share good answers only, so a request that proves who asks may still be read.
    let may_be_read = is_read || matches!(facts.blind, Some(Seen::Opaque { .. }));
    if may_be_read && subject.auth == Auth::Cookie {
        facts.proven = Some(glance(Mode::Strict, &[], true).await);
    }
    if let (true, Some((name, value))) = (may_be_read, &subject.header) {
        facts.proven = Some(glance(Mode::Strict, &[(name, value)], false).await);
    }
    let needs_more = subject.header.is_none() || matches!(facts.proven, Some(Seen::Failed(_)));
    if is_read && needs_more && !subject.is_own && !subject.is_static {
        let json = [("Content-Type", "application/json")];
        facts.asking = Some(glance(Mode::Strict, &json, false).await);
    }
    facts
}
