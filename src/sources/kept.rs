//! The last good catalog, kept in the browser (IndexedDB) and shown at once on the next visit.
//!
//! Everything here may fail: private windows, full disks and policies refuse storage. Then there
//! is no kept catalog, and nothing else changes.

use js_sys::{Reflect, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{IdbDatabase, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "portico";
const STORE: &str = "catalog";

/// A catalog as it was kept.
pub struct Kept {
    /// Bytes of the index.
    pub index: Uint8Array,
    /// Bytes of the entities.
    pub details: Uint8Array,
    /// When it was read from its sources, in milliseconds since 1970.
    pub at: f64,
}

/// The catalog kept for this configuration, if there is one.
pub async fn read(configuration: &str) -> Option<Kept> {
    let database = open().await?;
    let store = database
        .transaction_with_str(STORE)
        .and_then(|transaction| transaction.object_store(STORE))
        .ok()?;
    let found = done(&store.get(&JsValue::from_str(configuration)).ok()?).await?;
    database.close();
    let part = |name: &str| Reflect::get(&found, &JsValue::from_str(name)).ok();
    Some(Kept {
        index: part("index")?.dyn_into().ok()?,
        details: part("details")?.dyn_into().ok()?,
        at: part("at")?.as_f64()?,
    })
}

/// Keeps a catalog for the next visit, in place of the one before.
pub async fn write(configuration: &str, kept: &Kept) -> Option<()> {
    let database = open().await?;
    let store = database
        .transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)
        .and_then(|transaction| transaction.object_store(STORE))
        .ok()?;
    let value = js_sys::Object::new();
    Reflect::set(&value, &"index".into(), &kept.index).ok()?;
    Reflect::set(&value, &"details".into(), &kept.details).ok()?;
    Reflect::set(&value, &"at".into(), &JsValue::from_f64(kept.at)).ok()?;
    // One configuration at a time: an old one would only take room.
    done(&store.clear().ok()?).await;
    let written = done(&store.put_with_key(&value, &JsValue::from_str(configuration)).ok()?).await;
    database.close();
    written.map(|_| ())
}

async fn open() -> Option<IdbDatabase> {
    let request = web_sys::window()?.indexed_db().ok()??.open_with_u32(DATABASE, 1).ok()?;
    let upgrade = Closure::once_into_js({
        let request = request.clone();
        move || {
            if let Some(database) =
                request.result().ok().and_then(|result| result.dyn_into::<IdbDatabase>().ok())
            {
                let _ = database.create_object_store(STORE);
            }
        }
    });
    request.set_onupgradeneeded(upgrade.dyn_ref());
    done(&request).await?.dyn_into().ok()
}

type Listener = Closure<dyn FnMut()>;

/// Waits for a request; `None` when it failed.
async fn done(request: &IdbRequest) -> Option<JsValue> {
    let listeners: Rc<RefCell<Vec<Listener>>> = Rc::default();
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        for set in [IdbRequest::set_onsuccess, IdbRequest::set_onerror] {
            let resolve = resolve.clone();
            let listener = Closure::<dyn FnMut()>::new(move || {
                let _ = resolve.call0(&JsValue::UNDEFINED);
            });
            set(request, Some(listener.as_ref().unchecked_ref()));
            listeners.borrow_mut().push(listener);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    request.set_onsuccess(None);
    request.set_onerror(None);
    match request.error() {
        Ok(None) => request.result().ok(),
        _ => None,
    }
}
