//! What all origins of one server share.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::backstage::Backstage;
use crate::fault::Fault;
use crate::log::Log;
use crate::scaffolder::Scaffolder;
use crate::server::{Addresses, Options};

/// One of the ports, as a browser sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// The portal itself.
    Portal,
    /// An API anybody may call.
    Ci,
    /// An API that wants a token.
    Backstage,
    /// A place the portal may not call.
    Foreign,
    /// Where people sign in.
    Issuer,
}

impl Origin {
    /// All that listen.
    pub const ALL: [Self; 5] =
        [Self::Portal, Self::Ci, Self::Backstage, Self::Foreign, Self::Issuer];
}

/// Everything the answers depend on.
pub struct Shared {
    /// Folders.
    pub options: Options,
    /// Where the origins are.
    pub addresses: Addresses,
    /// Requests so far.
    pub log: Log,
    /// The recorded backend.
    pub backstage: Backstage,
    /// The one that runs templates.
    pub scaffolder: Arc<Scaffolder>,
    controls: Mutex<Controls>,
}

/// What tests change while the server runs.
#[derive(Default)]
pub struct Controls {
    /// Faults by path.
    pub rules: Vec<Rule>,
    /// What `portal.json` says instead of the file in the folder.
    pub portal: Option<String>,
    /// Origins the policy of the portal allows to call; `None` is `ci`, `backstage`,
    /// `issuer` and `refused`.
    pub connect: Option<Vec<String>>,
    /// Silences that pages have made or changed.
    pub silences: Vec<Value>,
    /// Requests so far for each flaky address.
    pub flaky: HashMap<String, u64>,
    /// The OpenID provider: how it behaves, and what it has handed out.
    pub issuer: crate::issuer::Issuer,
}

/// A fault for the requests of one origin whose path fits.
pub struct Rule {
    /// Which origin.
    pub origin: Origin,
    /// The path without the query; `*` stands for any text.
    pub path: String,
    /// What goes wrong.
    pub fault: Fault,
    /// How often still; `None` is always.
    pub left: Option<u64>,
}

impl Shared {
    /// A server with nothing controlled yet.
    pub fn new(
        options: Options,
        addresses: Addresses,
        backstage: Backstage,
        scaffolder: Arc<Scaffolder>,
    ) -> Self {
        let controls = Mutex::default();
        Self { options, addresses, log: Log::default(), backstage, scaffolder, controls }
    }

    /// The controls, to read or to change.
    pub fn controls(&self) -> MutexGuard<'_, Controls> {
        self.controls.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Controls {
    /// The fault for a request, and one less of it. A preflight asks for permission only: it uses
    /// up no fault that is meant for the request itself.
    pub fn take(&mut self, origin: Origin, path: &str, preflight: bool) -> Option<Fault> {
        let rule = self.rules.iter_mut().find(|rule| {
            rule.origin == origin
                && rule.left != Some(0)
                && rule.fault.concerns(preflight)
                && fits(&rule.path, path)
        })?;
        rule.left = rule.left.map(|left| left - 1);
        Some(rule.fault.clone())
    }

    /// The number of this request for a flaky address, from 0.
    pub fn turn(&mut self, address: &str) -> u64 {
        let count = self.flaky.entry(address.to_owned()).or_default();
        *count += 1;
        *count - 1
    }
}

/// Whether `path` fits `pattern`, in which `*` stands for any text.
pub fn fits(pattern: &str, path: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == path };
    let Some(mut path) = path.strip_prefix(start) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        match path.split_once(part) {
            Some((_, after)) => path = after,
            None => return false,
        }
    }
    path.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, path) in [
            ("/runs", "/runs"),
            ("/pkg-*", "/pkg-1a2b/portico.js"),
            ("/pkg-*/ci*.wasm", "/pkg-1a2b/ci_1.wasm"),
            ("*", "/anything/at/all"),
            ("*runs", "/a/runs/b/runs"),
        ] {
            assert!(fits(pattern, path), "{pattern} against {path}");
        }
        for (pattern, path) in [
            ("/runs", "/runs/1"),
            ("/pkg-*/ci*.wasm", "/pkg-1a2b/ci_1.js"),
            ("/pkg-*/ci*.wasm", "/pkg-1a2b/catalog.wasm"),
            ("/a*a", "/a"),
        ] {
            assert!(!fits(pattern, path), "{pattern} against {path}");
        }
    }

    #[test]
    fn a_rule_ends_after_its_count_and_the_next_one_takes_over() {
        let rule = |fault, left| Rule { origin: Origin::Ci, path: "/runs".into(), fault, left };
        let mut controls = Controls {
            rules: vec![rule(Fault::Reset, Some(1)), rule(Fault::Hang, None)],
            ..Controls::default()
        };
        assert_eq!(controls.take(Origin::Portal, "/runs", false), None);
        assert_eq!(controls.take(Origin::Ci, "/runs", true), None);
        assert_eq!(controls.take(Origin::Ci, "/runs", false), Some(Fault::Reset));
        assert_eq!(controls.take(Origin::Ci, "/runs", false), Some(Fault::Hang));
        assert_eq!(controls.take(Origin::Ci, "/runs", false), Some(Fault::Hang));
    }
}
