//! Who asked for what.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, Method, Uri};
use serde::Serialize;

use crate::state::Origin;

/// Below this path the CI takes events and does nothing with them.
pub const COLLECT: &str = "/collect/";

/// One request.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    origin: Origin,
    method: String,
    /// Path and query as they were sent, fault prefix included.
    path: String,
    headers: BTreeMap<String, String>,
    /// Requests to this origin that had no complete answer when this one came in, itself included.
    in_flight: usize,
    /// Length of the body of the answer as it was encoded; `None` while there is no answer.
    bytes: Option<usize>,
    /// What was handed to a collector of events.
    #[serde(skip_serializing_if = "Option::is_none")]
    sent: Option<String>,
    #[serde(skip)]
    number: u64,
}

/// All requests of one server, in the order in which they came in.
#[derive(Default)]
pub struct Log {
    entries: Mutex<Vec<Entry>>,
    count: AtomicU64,
    in_flight: [Arc<AtomicUsize>; Origin::ALL.len()],
}

/// A request in the log; it counts as in flight until it is dropped.
pub struct InFlight {
    count: Arc<AtomicUsize>,
    number: u64,
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.count.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Log {
    /// Notes a request.
    pub fn note(
        &self,
        origin: Origin,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        body: &[u8],
    ) -> InFlight {
        let count = self.in_flight.get(origin as usize).cloned().unwrap_or_default();
        let in_flight = count.fetch_add(1, Ordering::SeqCst) + 1;
        let headers = headers
            .iter()
            .map(|(name, value)| {
                (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let number = self.count.fetch_add(1, Ordering::SeqCst);
        self.lock().push(Entry {
            origin,
            method: method.to_string(),
            path: uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
            headers,
            in_flight,
            bytes: None,
            sent: (*method == Method::POST && uri.path().contains(COLLECT))
                .then(|| String::from_utf8_lossy(body).into_owned()),
            number,
        });
        InFlight { count, number }
    }

    /// Notes how long the answer is.
    pub fn answered(&self, request: &InFlight, bytes: usize) {
        if let Some(entry) = self.lock().iter_mut().find(|entry| entry.number == request.number) {
            entry.bytes = Some(bytes);
        }
    }

    /// Everything so far.
    pub fn all(&self) -> Vec<Entry> {
        self.lock().clone()
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Entry>> {
        // A panic elsewhere leaves whole entries behind.
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
