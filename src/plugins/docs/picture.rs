//! Pictures of documents.

use std::fmt::Write;

use leptos::prelude::*;
use portico_components::Picture;

use super::api;
use super::place::Place;
use crate::plugin::prelude::*;

/// A picture at `path` of a documentation: straight from the portal's own host, and fetched like
/// everything else from others, because the page may show pictures of its own host only and a
/// picture by itself brings no credential.
pub fn of(net: Option<&NetClient>, place: &Place, path: &str) -> Picture {
    let Some(net) = net else { return Picture::Nowhere };
    let Some(kind) = media(path) else { return Picture::Nowhere };
    let get = api::file(place, path);
    let Ok(address) = net.address(&get) else { return Picture::Nowhere };
    let own = window().location().origin().unwrap_or_default();
    if address.starts_with(&[&*own, "/"].concat()) {
        return Picture::At(address);
    }
    let net = net.clone();
    Picture::Load(Box::pin(async move {
        let bytes = net.bytes(&get).await.ok()?.value.to_vec();
        let mut text = ["data:", kind, ";base64,"].concat();
        base64(&bytes, &mut text);
        Some(text)
    }))
}

/// Draws a picture with its description. `None` for one that is only linked to, or not at all.
pub fn draw(picture: Picture, words: String) -> Option<AnyView> {
    let from = RwSignal::new(None);
    match picture {
        Picture::At(address) => from.set(Some(address)),
        Picture::Load(load) => leptos::task::spawn_local(async move {
            from.try_set(load.await);
        }),
        Picture::Link(_) | Picture::Nowhere => return None,
    }
    Some(
        view! { <img src=move || from.get() alt=words loading="lazy" decoding="async" /> }
            .into_any(),
    )
}

/// The type of a picture by its name.
fn media(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match portico_components::lower(ending).as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}

fn base64(bytes: &[u8], out: &mut String) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for piece in bytes.chunks(3) {
        let byte = |at: usize| u32::from(piece.get(at).copied().unwrap_or_default());
        let all = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4_usize {
            let letter = LETTERS.get((all >> (18 - 6 * at)) as usize & 63).copied().unwrap_or(b'A');
            let _ = out.write_char(if at > piece.len() { '=' } else { char::from(letter) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_as_others_write_them() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            let mut out = String::new();
            base64(bytes.as_bytes(), &mut out);
            assert_eq!(out, text);
        }
        assert_eq!(media("a/b.SVG"), Some("image/svg+xml"));
        assert_eq!(media("a/b.html"), None);
    }
}
