//! The page's side of the worker that reads descriptors (`reader.rs`).
//!
//! One message goes out, one answer comes back, in order, so the answers need no numbers.

use crate::chunk::boot;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

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

/// Why the worker could not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerError(pub String);

type Waiting = Rc<RefCell<VecDeque<(Function, Function)>>>;

/// A running worker. Dropping it ends the worker.
pub struct Reader {
    worker: Worker,
    waiting: Waiting,
    _listeners: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Reader {
    /// Waits until a worker listens.
    ///
    /// `boot.js` makes it, because under Trusted Types only a policy may name a script, and starts
    /// it before the page has its own code.
    pub async fn start() -> Result<Self, WorkerError> {
        let started = boot::call("worker", &[])
            .ok_or_else(|| WorkerError("this browser started no worker".to_owned()))?;
        let worker: Worker = JsFuture::from(started).await.map_err(said)?.unchecked_into();
        let waiting: Waiting = Rc::default();
        let on_message = Closure::<dyn FnMut(JsValue)>::new({
            let waiting = waiting.clone();
            move |event: JsValue| {
                let next = waiting.borrow_mut().pop_front();
                if let (Some((resolve, _)), Ok(event)) = (next, event.dyn_into::<MessageEvent>()) {
                    let _ = resolve.call1(&JsValue::UNDEFINED, &event.data());
                }
            }
        });
        let on_error = Closure::<dyn FnMut(JsValue)>::new({
            let waiting = waiting.clone();
            move |event: JsValue| {
                let text = said(event).0;
                // Taken out first: a rejected promise may ask again at once.
                let all = std::mem::take(&mut *waiting.borrow_mut());
                for (_, reject) in all {
                    let _ = reject.call1(&JsValue::UNDEFINED, &JsValue::from_str(&text));
                }
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, waiting, _listeners: [on_message, on_error] })
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

    /// Builds the catalog from everything handed over since the last one.
    pub async fn finish(&self) -> Result<Built, WorkerError> {
        let answer = self.send(&Array::of1(&"finish".into()), &Array::new()).await?;
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
        let answer = self.send(&message, &transfer).await?;
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

    async fn send(&self, message: &Array, transfer: &Array) -> Result<Array, WorkerError> {
        self.worker.post_message_with_transfer(message, transfer).map_err(said)?;
        self.next().await
    }

    async fn next(&self) -> Result<Array, WorkerError> {
        let waiting = self.waiting.clone();
        let promise = Promise::new(&mut |resolve, reject| {
            waiting.borrow_mut().push_back((resolve, reject));
        });
        JsFuture::from(promise)
            .await
            .map_err(said)?
            .dyn_into()
            .map_err(|_| WorkerError("the worker answered something unknown".to_owned()))
    }
}

/// What an error, or the event of one, says.
fn said(error: JsValue) -> WorkerError {
    let message = Reflect::get(&error, &"message".into()).ok();
    let text = message.and_then(|message| message.as_string()).or_else(|| error.as_string());
    WorkerError(text.unwrap_or_else(|| "it gave no reason".to_owned()))
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
