//! The worker's side: holds the catalogs that were kept.

use js_sys::Uint8Array;
use portico_catalog::past::Past;
use std::cell::RefCell;

thread_local! {
    static PAST: RefCell<Past> = RefCell::default();
}

/// Answers a message of the page.
pub fn answer(message: Uint8Array) -> Uint8Array {
    let answer = PAST.with_borrow_mut(|past| super::wire::answer(past, &message.to_vec()));
    Uint8Array::from(answer.as_slice())
}
