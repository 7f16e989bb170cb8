//! Files of a folder, as a static web server hands them out.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use axum::body::Bytes;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, StatusCode};
use percent_encoding::percent_decode_str;

use crate::answer::Answer;

/// Compressed copies that may lie beside a file, best first.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// The file at `path` below `folder`, compressed where a compressed copy lies beside it and
/// `headers` accept it. `None` when there is no such file.
pub async fn read(folder: &Path, path: &str, headers: &HeaderMap) -> Option<Answer> {
    let file = locate(folder, path)?;
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    for (encoding, suffix) in ENCODINGS {
        if accepted.split(',').any(|offer| offer.trim() == encoding) {
            let mut copy = file.clone().into_os_string();
            copy.push(format!(".{suffix}"));
            if let Ok(body) = tokio::fs::read(&copy).await {
                let answer = Answer::of(content_type(&file), body);
                return Some(answer.with(CONTENT_ENCODING, encoding).with(VARY, "accept-encoding"));
            }
        }
    }
    let body = tokio::fs::read(&file).await.ok()?;
    Some(Answer::of(content_type(&file), body))
}

/// Answers "not modified" when the asker has this body already.
pub fn revalidate(answer: Answer, headers: &HeaderMap) -> Answer {
    let tag = etag(&answer.body);
    let known = headers.get(IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if answer.status == StatusCode::OK && known.is_some_and(|known| known.contains(&tag)) {
        return Answer { body: Bytes::new(), ..answer }
            .with_status(StatusCode::NOT_MODIFIED)
            .with(ETAG, &tag);
    }
    answer.with(ETAG, &tag)
}

fn etag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("W/\"{:016x}\"", hasher.finish())
}

/// Where a path leads, if it stays within the folder.
fn locate(folder: &Path, path: &str) -> Option<PathBuf> {
    let mut file = folder.to_owned();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let name = percent_decode_str(segment).decode_utf8().ok()?;
        if name == "." || name == ".." || name.contains(['/', '\\', '\0']) {
            return None;
        }
        file.push(name.as_ref());
    }
    Some(file)
}

fn content_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or("") {
        "css" => "text/css; charset=utf-8",
        "html" => crate::answer::HTML,
        "ico" => "image/x-icon",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => crate::answer::JSON,
        "md" => "text/markdown; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "yaml" | "yml" => "application/yaml; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_path_leads_out_of_the_folder() {
        let folder = Path::new("/srv/dist");
        for path in ["/../secret", "/%2e%2e/secret", "/a%2f..%2f..%2fsecret", "/a\\b", "/%00"] {
            assert_eq!(locate(folder, path), None, "{path}");
        }
        assert_eq!(locate(folder, "//a/b%20c"), Some(PathBuf::from("/srv/dist/a/b c")));
    }
}
