//! The portal as a static host serves it: a built folder, with the headers that the build wrote
//! down in `_headers`.
//!
//! The policy in the page and the one in the headers name the APIs of the deployment the folder was
//! built for. A browser obeys both, so both get the addresses of this server's own ports, which no
//! build can know: they are appended to `connect-src`.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderMap, HeaderName};

use crate::answer::{Answer, HTML, JSON};
use crate::files;
use crate::state::{Shared, fits};

/// The meta element that holds the policy, up to its text.
const META: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// The answer to a request for `path`. Only pages fall back to the start page: a file of a build
/// that is gone must be missing, not a page.
pub async fn answer(shared: &Shared, path: &str, headers: &HeaderMap) -> Answer {
    let folder = &shared.options.dist;
    let portal = shared.controls().portal.clone().filter(|_| path == "/portal.json");
    let extra = extra_origins(shared);
    let answer = match portal {
        Some(text) => Answer::of(JSON, text),
        None if path == "/" || path == "/index.html" => index(shared, headers, &extra).await,
        None => match files::read(folder, path, headers).await {
            Some(file) => file,
            None if path.starts_with("/pkg-") => {
                let text = "text/plain; charset=utf-8";
                Answer::of(text, "not found").with_status(StatusCode::NOT_FOUND)
            }
            None => index(shared, headers, &extra).await,
        },
    };
    let rules = tokio::fs::read_to_string(folder.join("_headers")).await.unwrap_or_default();
    files::revalidate(with_headers(answer, &rules, path, &extra), headers)
}

async fn index(shared: &Shared, headers: &HeaderMap, extra: &[String]) -> Answer {
    let folder = &shared.options.dist;
    let Some(file) = files::read(folder, "/index.html", &HeaderMap::new()).await else {
        let text = format!("no index.html in {}", folder.display());
        return Answer::of("text/plain; charset=utf-8", text).with_status(StatusCode::NOT_FOUND);
    };
    if extra.is_empty() {
        // Nothing to rewrite: the compressed copy of the build will do.
        return files::read(folder, "/index.html", headers).await.unwrap_or(file);
    }
    let html = String::from_utf8_lossy(&file.body);
    match html.split_once(META).and_then(|(_, rest)| rest.split_once('"')) {
        Some((policy, _)) => Answer::of(HTML, html.replacen(policy, &allow(policy, extra), 1)),
        None => file,
    }
}

/// Addresses to append to `connect-src`.
fn extra_origins(shared: &Shared) -> Vec<String> {
    let addresses = &shared.addresses;
    match &shared.controls().connect {
        None => [&addresses.ci, &addresses.backstage, &addresses.issuer, &addresses.refused]
            .map(Clone::clone)
            .into(),
        Some(names) => names.iter().filter_map(|name| addresses.named(name)).collect(),
    }
}

/// Adds what a `_headers` file says for a path: a line with a pattern, then indented lines with
/// headers. A later rule has the last word.
fn with_headers(mut answer: Answer, rules: &str, path: &str, extra: &[String]) -> Answer {
    let mut applies = false;
    for line in rules.lines().filter(|line| !line.trim().is_empty()) {
        if !line.starts_with([' ', '\t']) {
            applies = fits(line.trim(), path);
        } else if let (true, Some((name, value))) = (applies, line.trim().split_once(':'))
            && let Ok(name) = name.parse::<HeaderName>()
        {
            let value = value.trim();
            answer = if name == CONTENT_SECURITY_POLICY {
                answer.with(name, &allow(value, extra))
            } else {
                answer.with(name, value)
            };
        }
    }
    answer
}

/// A policy with more addresses in `connect-src`.
fn allow(policy: &str, more: &[String]) -> String {
    let directives = policy.split(';').map(|directive| {
        let directive = directive.trim();
        let known = directive.starts_with("connect-src ");
        let more = if known { more } else { &[] };
        more.iter().fold(directive.to_owned(), |directive, origin| format!("{directive} {origin}"))
    });
    directives.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_connect_src_gets_more_addresses() {
        let policy = "default-src 'none'; connect-src 'self'; script-src 'self'";
        let more = ["http://127.0.0.1:1".to_owned(), "http://127.0.0.1:2".to_owned()];
        assert_eq!(
            allow(policy, &more),
            "default-src 'none'; connect-src 'self' http://127.0.0.1:1 http://127.0.0.1:2; \
             script-src 'self'"
        );
    }
}
