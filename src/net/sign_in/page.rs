//! What only a browser can do: chance, SHA-256, the room that lasts for a round trip, other tabs.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::{SignInFailure, claims::to_base64, failure, leave};
use crate::net::Net;

/// Where a trip is kept while the reader is at the provider.
const KEY: &str = "portico.sign-in";
/// Name of the channel on which tabs tell each other that somebody signed out.
const CHANNEL: &str = "portico.sign-out";

/// The values that tie the way back to the way there.
pub(super) struct Proof {
    pub state: String,
    pub nonce: String,
    pub verifier: String,
    pub challenge: String,
}

impl Proof {
    /// Draws them by lot.
    pub async fn new() -> Result<Self, SignInFailure> {
        let made = async {
            let verifier = random()?;
            let bytes = Uint8Array::from(verifier.as_bytes());
            let hash = digest(&bytes)?;
            let hash = JsFuture::from(hash).await.ok()?;
            let challenge = to_base64(&Uint8Array::new(&hash).to_vec());
            Some(Self { state: random()?, nonce: random()?, verifier, challenge })
        };
        made.await.ok_or_else(|| {
            failure::browser("The portal has to be opened over https, or on this machine.")
        })
    }
}

fn member(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined())
}

fn method(of: &JsValue, name: &str, args: &[JsValue]) -> Option<JsValue> {
    let function: Function = member(of, name)?.dyn_into().ok()?;
    function.apply(of, &args.iter().collect::<Array>()).ok()
}

/// 32 bytes by lot, as 43 letters.
fn random() -> Option<String> {
    let bytes = Uint8Array::new_with_length(32);
    let crypto = member(&js_sys::global(), "crypto")?;
    method(&crypto, "getRandomValues", &[bytes.clone().into()])?;
    Some(to_base64(&bytes.to_vec()))
}

fn digest(bytes: &Uint8Array) -> Option<Promise> {
    let subtle = member(&member(&js_sys::global(), "crypto")?, "subtle")?;
    method(&subtle, "digest", &["SHA-256".into(), bytes.clone().into()])?.dyn_into().ok()
}

/// Keeps a trip until the reader is back.
pub(super) fn keep(text: &str) -> Result<(), SignInFailure> {
    let storage = window().session_storage().ok().flatten();
    let kept = storage.and_then(|storage| storage.set_item(KEY, text).ok());
    kept.ok_or_else(|| failure::browser("It lets the portal keep nothing for the way back."))?;
    // Who comes back by the browser's own button did not sign in.
    let forget = Closure::<dyn FnMut()>::new(|| drop(take()));
    let _ = window().add_event_listener_with_callback("pageshow", forget.as_ref().unchecked_ref());
    forget.forget();
    Ok(())
}

/// Takes the trip out of its room.
pub(super) fn take() -> Option<String> {
    let storage = window().session_storage().ok().flatten()?;
    let kept = storage.get_item(KEY).ok().flatten();
    let _ = storage.remove_item(KEY);
    kept
}

/// Leaves for another site.
pub(super) fn go(address: &str) -> Result<(), SignInFailure> {
    let gone = window().location().assign(address);
    gone.map_err(|_| failure::browser("It refused to open the provider."))
}

/// Tells the other tabs.
pub(super) fn tell_sign_out(origin: &str) {
    if let Some(channel) = channel() {
        let _ = method(&channel, "postMessage", &[origin.into()]);
        let _ = method(&channel, "close", &[]);
    }
}

/// Signs out when another tab does; from the first sign-in of this tab on.
pub(super) fn hear_sign_out(net: &Net) {
    thread_local!(static HEARS: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    if HEARS.replace(true) {
        return;
    }
    let Some(channel) = channel() else { return };
    let net = net.clone();
    let heard = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        if let Some(origin) = member(&event, "data").and_then(|data| data.as_string()) {
            leave(&net, &origin);
        }
    });
    let _ = Reflect::set(&channel, &"onmessage".into(), heard.as_ref());
    // As long as the page lives.
    heard.forget();
}

fn channel() -> Option<JsValue> {
    let class: Function = member(&js_sys::global(), "BroadcastChannel")?.dyn_into().ok()?;
    let channel: Object =
        Reflect::construct(&class, &Array::of1(&CHANNEL.into())).ok()?.dyn_into().ok()?;
    Some(channel.into())
}
