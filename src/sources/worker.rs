//! The page's side of the worker that reads descriptors (`reader.rs`).

use crate::chunk::worker::{Port, WorkerError};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

/// A file that the descriptors read so far refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Source whose descriptor refers to it.
    pub source: u16,
    /// Its address.
    pub url: String,
}

/// What the worker says after it read something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// Files to fetch.
    pub wanted: Vec<Wanted>,
    /// Where the next page of an API's answer starts.
    pub cursor: Option<String>,
}

/// The catalog's two buffers.
pub struct Built {
    /// Bytes for `Catalog::from_bytes`.
    pub index: Uint8Array,
    /// JSON of all entities; the index knows the ranges.
    pub details: Uint8Array,
}

/// A running worker. Dropping it ends the worker.
pub struct Reader(Port);

impl Reader {
    /// Waits until a worker listens.
    pub async fn start() -> Result<Self, WorkerError> {
        Port::start().await.map(Self)
    }

    /// Hands over an entry file of a source.
    pub async fn file(
        &self,
        source: u16,
        url: &str,
        bytes: &Uint8Array,
    ) -> Result<Read, WorkerError> {
        self.ask("file", source, url, bytes).await
    }

    /// Hands over one page of an API's answer.
    pub async fn page(
        &self,
        source: u16,
        url: &str,
        bytes: &Uint8Array,
    ) -> Result<Read, WorkerError> {
        self.ask("page", source, url, bytes).await
    }

    /// Hands over a file that was wanted, or the reason why it could not be had.
    pub async fn give(
        &self,
        wanted: &Wanted,
        answer: Result<&Uint8Array, &str>,
    ) -> Result<Read, WorkerError> {
        match answer {
            Ok(bytes) => self.ask("given", wanted.source, &wanted.url, bytes).await,
            Err(reason) => {
                self.ask("given", wanted.source, &wanted.url, &JsValue::from_str(reason)).await
            }
        }
    }

    /// Has the entities of a source taken over from an earlier catalog, but for those that it gave
    /// now.
    pub async fn keep(
        &self,
        source: u16,
        is_api: bool,
        index: &Uint8Array,
        details: &Uint8Array,
    ) -> Result<(), WorkerError> {
        let message = Array::of5(
            &"keep".into(),
            &JsValue::from_f64(f64::from(source)),
            &JsValue::from_bool(is_api),
            index,
            details,
        );
        self.0.send(&message, &Array::new()).await.map(|_| ())
    }

    /// Builds the catalog from everything handed over since the last one.
    pub async fn finish(&self) -> Result<Built, WorkerError> {
        let answer = self.0.send(&Array::of1(&"finish".into()), &Array::new()).await?;
        match (answer.get(1).dyn_into(), answer.get(2).dyn_into()) {
            (Ok(index), Ok(details)) => Ok(Built { index, details }),
            _ => Err(WorkerError("the worker answered something else than a catalog".to_owned())),
        }
    }

    async fn ask(
        &self,
        what: &str,
        source: u16,
        url: &str,
        body: &JsValue,
    ) -> Result<Read, WorkerError> {
        let message = Array::of4(
            &what.into(),
            &JsValue::from_f64(f64::from(source)),
            &JsValue::from_str(url),
            body,
        );
        let transfer = Array::new();
        if let Some(bytes) = body.dyn_ref::<Uint8Array>() {
            transfer.push(&bytes.buffer());
        }
        let answer = self.0.send(&message, &transfer).await?;
        let list = answer.get(1).dyn_into::<Array>().unwrap_or_default();
        let wanted = list
            .iter()
            .filter_map(|item| item.dyn_into::<Array>().ok())
            .filter_map(|item| {
                Some(Wanted { source: item.get(0).as_f64()? as u16, url: item.get(1).as_string()? })
            })
            .collect();
        Ok(Read { wanted, cursor: answer.get(2).as_string() })
    }
}
