//! The body of an answer, left where it arrived.

use std::fmt;

use js_sys::Uint8Array;

/// A piece of a body: in the browser a typed array outside the memory of the app.
#[cfg(target_arch = "wasm32")]
pub(super) type Chunk = Uint8Array;
/// A piece of a body.
#[cfg(not(target_arch = "wasm32"))]
pub(super) type Chunk = Vec<u8>;

/// A body as bytes. In the browser they stay on the JavaScript side until [`Bytes::to_vec`] copies
/// them, so that a worker can take them over without a detour: memory that the app's side once
/// needed is never given back.
#[derive(Clone, Default)]
pub struct Bytes {
    chunks: Vec<Chunk>,
    length: usize,
}

impl Bytes {
    /// Size in bytes.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// Copies them into the memory of the app.
    pub fn to_vec(&self) -> Vec<u8> {
        let mut all = Vec::with_capacity(self.length);
        for chunk in &self.chunks {
            append(chunk, &mut all);
        }
        all
    }

    /// One typed array of its own buffer, ready to be transferred to a worker. Only a browser has
    /// such arrays.
    pub fn into_js(self) -> Uint8Array {
        let all = Uint8Array::new_with_length(u32::try_from(self.length).unwrap_or(u32::MAX));
        let mut at = 0;
        for chunk in &self.chunks {
            let chunk = typed_array(chunk);
            all.set(&chunk, at);
            at += chunk.length();
        }
        all
    }

    /// Adds a chunk, unless the whole would be longer than `limit` bytes.
    pub(super) fn push(&mut self, chunk: Chunk, limit: usize) -> bool {
        self.length += length(&chunk);
        self.chunks.push(chunk);
        self.length <= limit
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.length)
    }
}

#[cfg(target_arch = "wasm32")]
fn length(chunk: &Chunk) -> usize {
    chunk.length() as usize
}

#[cfg(not(target_arch = "wasm32"))]
fn length(chunk: &Chunk) -> usize {
    chunk.len()
}

#[cfg(target_arch = "wasm32")]
fn append(chunk: &Chunk, all: &mut Vec<u8>) {
    all.extend(chunk.to_vec());
}

#[cfg(not(target_arch = "wasm32"))]
fn append(chunk: &Chunk, all: &mut Vec<u8>) {
    all.extend_from_slice(chunk);
}

#[cfg(target_arch = "wasm32")]
fn typed_array(chunk: &Chunk) -> Uint8Array {
    chunk.clone()
}

#[cfg(not(target_arch = "wasm32"))]
fn typed_array(chunk: &Chunk) -> Uint8Array {
    Uint8Array::from(chunk.as_slice())
}
