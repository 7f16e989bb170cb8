//! Work off the main thread: the page's side of a worker, and what a worker can be asked to do.
//!
//! One message goes out, one answer comes back, in order, so the answers need no numbers. The
//! worker's side is `sources::reader`.

use super::{ChunkError, boot};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

/// Why the worker could not do its work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkerError(pub String);

/// Something that a plugin has done in a worker: bytes in, bytes out.
pub type Work = fn(Uint8Array) -> Working;

/// Future of an answer whose code may still have to be fetched.
pub type Working = Pin<Box<dyn Future<Output = Result<Uint8Array, ChunkError>>>>;

/// First item of a message that asks for the work of a plugin; then come its id, nothing, bytes.
pub(crate) const WORK: &str = "work";

type Waiting = Rc<RefCell<VecDeque<(Function, Function)>>>;

/// A running worker. Dropping it ends the worker.
pub struct Port {
    worker: Worker,
    waiting: Waiting,
    _listeners: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Port {
    /// Waits until a worker listens.
    ///
    /// `boot.js` makes it, because under Trusted Types only a policy may name a script, and starts
    /// the first one before the page has its own code.
    ///
    /// # Errors
    /// When the browser starts none.
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

    /// Sends a message and waits for its answer.
    ///
    /// # Errors
    /// When the message cannot be sent, or the worker dies over it.
    pub async fn send(&self, message: &Array, transfer: &Array) -> Result<Array, WorkerError> {
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

impl Drop for Port {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}
