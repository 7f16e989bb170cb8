//! Reads descriptors off the main thread: the worker's side.
//!
//! The worker runs the same module as the page, compiled once, and loads one chunk more. The page
//! fetches, because `net` is the only code that fetches; the worker parses, validates and builds
//! the index, and hands two buffers back. Messages are arrays whose first item says what they are;
//! `worker.rs` is the other side.

use crate::chunk::worker::{WORK, Work};
use js_sys::{Array, Uint8Array};
use portico_catalog::assemble::Assembler;
use portico_catalog::backstage::page_info;
use portico_catalog::catalog::Catalog;
use portico_catalog::record::SourceId;
use portico_catalog::snapshot;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

#[allow(unsafe_code)]
mod listening {
    use super::{Start, listen};
    crate::split_fn!(reader, listen: super::Start => ());

    /// Fetches the chunk, and listens from then on.
    pub(super) async fn start(start: Start) -> Result<(), String> {
        // One function, one chunk: nothing to fetch ahead of time.
        let _ = fetch;
        run(start).await.map_err(|error| error.to_string())
    }
}

thread_local! {
    static ASSEMBLER: RefCell<Assembler> = RefCell::new(Assembler::new());
}

/// The worker, and what plugins have done in one, by the ids of the plugins.
type Start = (DedicatedWorkerGlobalScope, Vec<(&'static str, Work)>);

/// Starts reading if this is a worker and not a page. Its first message is `ready`, or why it is
/// not. `works` is what else it can be asked to do.
#[must_use]
pub fn is_worker(works: impl FnOnce() -> Vec<(&'static str, Work)>) -> bool {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return false };
    let start = (scope.clone(), works());
    wasm_bindgen_futures::spawn_local(async move {
        let said = match listening::start(start).await {
            Ok(()) => "ready".to_owned(),
            Err(reason) => reason,
        };
        let _ = scope.post_message(&said.into());
    });
    true
}

fn listen((scope, works): Start) {
    let port = scope.clone();
    let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Ok(message) = event.data().dyn_into::<Array>() {
            if message.get(0).as_string().as_deref() == Some(WORK) {
                work(&works, &message, port.clone());
                return;
            }
            let (answer, transfer) = answer(&message);
            let _ = port.post_message_with_transfer(&answer, &transfer);
        }
    });
    scope.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // The worker lives as long as the page needs it; its one listener does too.
    listener.forget();
}

/// Has a plugin do its work, and answers with the bytes, or with the reason why there are none.
fn work(works: &[(&str, Work)], message: &Array, port: DedicatedWorkerGlobalScope) {
    let id = message.get(1).as_string().unwrap_or_default();
    let found = works.iter().find(|(known, _)| *known == id).map(|(_, work)| *work);
    let bytes = message.get(3).dyn_into::<Uint8Array>().unwrap_or_default();
    wasm_bindgen_futures::spawn_local(async move {
        let answer = match found {
            Some(work) => work(bytes).await.map_err(|error| error.to_string()),
            None => Err(["nobody does the work of ", &id].concat()),
        };
        let transfer = Array::new();
        let answer = match answer {
            Ok(bytes) => {
                transfer.push(&bytes.buffer());
                Array::of1(&bytes)
            }
            Err(reason) => Array::of1(&reason.into()),
        };
        let _ = port.post_message_with_transfer(&answer, &transfer);
    });
}

fn answer(message: &Array) -> (Array, Array) {
    let transfer = Array::new();
    let source = SourceId(message.get(1).as_f64().unwrap_or_default() as u16);
    let url = message.get(2).as_string().unwrap_or_default();
    let bytes = message.get(3).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
    let mut cursor = JsValue::NULL;
    let answer = ASSEMBLER.with_borrow_mut(|assembler| {
        match message.get(0).as_string().as_deref() {
            Some("file") => assembler.add_file(source, &url, bytes.as_deref().unwrap_or(&[])),
            Some("page") => {
                let bytes = bytes.as_deref().unwrap_or(&[]);
                if let Some(next) = page_info(bytes).ok().and_then(|page| page.next_cursor) {
                    cursor = JsValue::from_str(&next);
                }
                assembler.add_api_page(source, &url, bytes);
            }
            Some("given") => {
                let reason = message.get(3).as_string().unwrap_or_default();
                assembler.give(source, &url, bytes.as_deref().map_err(|_| reason));
            }
            Some("keep") => {
                let details = message.get(4).dyn_into::<Uint8Array>().unwrap_or_default().to_vec();
                if let Ok(earlier) = Catalog::from_bytes(bytes.as_deref().unwrap_or(&[])) {
                    let is_api = message.get(2).is_truthy();
                    assembler.keep(source, is_api, &earlier, &details);
                }
            }
            Some("finish") => {
                let read = std::mem::take(assembler).finish();
                let built = snapshot::build(read.records, read.issues);
                let index = Uint8Array::from(built.index.as_slice());
                let details = Uint8Array::from(built.details.as_slice());
                transfer.push(&index.buffer());
                transfer.push(&details.buffer());
                return Array::of3(&"done".into(), &index, &details);
            }
            _ => {}
        }
        let wanted = Array::new();
        for file in assembler.wanted() {
            wanted.push(&Array::of2(
                &JsValue::from_f64(f64::from(file.source.0)),
                &JsValue::from_str(&file.url),
            ));
        }
        Array::of3(&"wanted".into(), &wanted, &cursor)
    });
    (answer, transfer)
}
