//! The worker's side: holds the definition that the page looks at.

use js_sys::Uint8Array;
use portico_definitions::Session;
use std::cell::RefCell;

thread_local! {
    // A worker is for one page of one entity.
    static SESSION: RefCell<Session> = RefCell::default();
}

/// Answers a message of the page.
pub fn answer(message: Uint8Array) -> Uint8Array {
    let answer = SESSION.with_borrow_mut(|session| session.answer(&message.to_vec()));
    Uint8Array::from(answer.as_slice())
}
