//! The catalog that lies beside the portal (`catalog.bin`), for a visitor who has kept none.
//!
//! `boot.js` asks for it together with the code, so it is here when the code is.

use super::kept::Kept;
use crate::chunk::boot;
use crate::config::{Config, OriginUrl, SourceKind};

use js_sys::{ArrayBuffer, Uint8Array};
use portico_catalog::shipped::{HEADER, Header, stamp};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The stamp of these sources, if the build wrote a catalog and may have read it from them.
pub fn stamp_of(config: &Config) -> Option<u64> {
    let here = OriginUrl::here();
    let mut sources = Vec::new();
    for source in &config.sources {
        match &source.kind {
            SourceKind::Files { index } if config.origin(&source.id)?.url == here => {
                sources.push((source.id.as_str(), index.iter().map(String::as_str).collect()));
            }
            _ => return None,
        }
    }
    boot::has("catalog").then(|| stamp(sources.into_iter()))
}

/// The catalog that was read from the sources with this stamp, if it is there.
pub async fn read(stamp: u64) -> Option<Kept> {
    let file = JsFuture::from(boot::call("catalog", &[])?).await.ok()?;
    let file: ArrayBuffer = file.dyn_into().ok()?;
    let header = file.slice_with_end(0, HEADER as u32);
    let header = Header::read(&Uint8Array::new(&header).to_vec())?;
    let end = (HEADER as u32).checked_add(header.index)?;
    if header.stamp != stamp || end > file.byte_length() {
        return None;
    }
    Some(Kept {
        index: Uint8Array::new_with_byte_offset_and_length(&file, HEADER as u32, header.index),
        details: Uint8Array::new_with_byte_offset(&file, end),
        at: header.read_at as f64,
    })
}
