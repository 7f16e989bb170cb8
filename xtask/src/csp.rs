//! The Content-Security-Policy and the other headers of a deployment. The one place that
//! knows them: `index.html`, `_headers`, `cargo xtask serve` and `cargo xtask csp` ask here.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::args::Args;
use crate::{repo, sizes};

/// Headers that do not depend on the deployment.
pub const HEADERS: [(&str, &str); 8] = [
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Origin-Agent-Cluster", "?1"),
    (
        "Permissions-Policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(), \
         clipboard-write=(self), fullscreen=(self)",
    ),
    // Ignored on plain http, so it does no harm on a developer's machine.
    ("Strict-Transport-Security", "max-age=31536000"),
];

/// For everything below `pkg-<hash>/`: the name changes with the content.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// For everything else: may be kept, but ask each time (not `no-store`, which would switch
/// the browser's back/forward cache off).
pub const ASK: &str = "no-cache";

/// The policy of a deployment.
pub struct Policy {
    /// Origins that the portal may talk to besides its own, sorted.
    connect: BTreeSet<String>,
}

impl Policy {
    /// Reads which origins `portal.json` names: `origins.<name>.url`, `sources[].url`,
    /// `sources[].index[]`, and `issuer` and `tokenUrl` of an `auth` with `oidc`. A relative address is the portal's own, which is always allowed.
    ///
    /// # Errors
    /// When the text is not JSON.
    pub fn parse(portal: &str) -> Result<Self> {
        let portal: Value = serde_json::from_str(portal).context("portal.json is not JSON")?;
        let origins = portal.get("origins").and_then(Value::as_object).into_iter();
        let sources = portal.get("sources").and_then(Value::as_array).into_iter();
        let entries = origins.flat_map(|map| map.values()).chain(sources.flatten());
        let urls = entries.flat_map(|entry| {
            let index = entry.get("index").and_then(Value::as_array).into_iter().flatten();
            // Whoever signs people in is asked for tokens, there or at a host of its own.
            let oidc = entry.get("auth").and_then(|auth| auth.get("oidc"));
            let signs_in =
                oidc.into_iter().flat_map(|oidc| [oidc.get("issuer"), oidc.get("tokenUrl")]);
            let urls = entry.get("url").into_iter().chain(index).chain(signs_in.flatten());
            urls.filter_map(Value::as_str)
        });
        Ok(Self { connect: urls.filter_map(origin).collect() })
    }

    /// The policy for the `portal.json` in a folder; without that file, the strictest one.
    pub fn of(folder: &Path) -> Result<Self> {
        let path = folder.join("portal.json");
        Self::parse(&if path.exists() { repo::read(path)? } else { "{}".to_owned() })
    }

    /// The value for `<meta http-equiv>`, where `frame-ancestors` is not allowed.
    pub fn meta(&self) -> String {
        self.directives().join("; ")
    }

    /// The value of the header.
    pub fn header(&self) -> String {
        let mut directives = self.directives();
        directives.push("frame-ancestors 'none'".to_owned());
        directives.join("; ")
    }

    fn directives(&self) -> Vec<String> {
        let connect: String = self.connect.iter().map(|origin| format!(" {origin}")).collect();
        [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data:",
            &format!("connect-src 'self'{connect}"),
            "worker-src 'self'",
            "manifest-src 'self'",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default portal-html",
        ]
        .map(str::to_owned)
        .into()
    }

    /// All headers in the `_headers` form that several static hosts read.
    pub fn headers_file(&self, base: &str) -> String {
        let mut text = format!("{base}*\n  Content-Security-Policy: {}\n", self.header());
        for (name, value) in HEADERS {
            text.push_str(&format!("  {name}: {value}\n"));
        }
        // Where two rules match, hosts send both values, so no rule is for everything.
        text.push_str(&format!("\n{base}pkg-*\n  Cache-Control: {FOR_EVER}\n"));
        for file in
            ["", "index.html", "boot.js", "portal.json", "version.json", sizes::FILE, "catalog.bin"]
        {
            text.push_str(&format!("\n{base}{file}\n  Cache-Control: {ASK}\n"));
        }
        text
    }
}

/// Scheme, host and port of an absolute http(s) address, in the form of a CSP source.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.trim().split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if !matches!(scheme.as_str(), "http" | "https") {
        return None;
    }
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    // A name and a password in the address are no part of its origin.
    let host = authority.rsplit('@').next()?.to_ascii_lowercase();
    let valid = !host.is_empty()
        && host
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    valid.then(|| format!("{scheme}://{host}"))
}

/// `cargo xtask csp [--dir folder]`: prints the headers for the `portal.json` in a folder.
pub fn run(mut args: Args) -> Result<()> {
    let folder = args.option("--dir")?.unwrap_or_else(|| "public".to_owned());
    let base = args.option("--base")?.unwrap_or_else(|| "/".to_owned());
    args.finish()?;
    print!("{}", Policy::of(&repo::root().join(folder))?.headers_file(&base));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origins_of_the_portal_and_no_others() {
        let portal = r#"{
            "origins": {
                "ci": {"url": "https://CI.example.com:8443/api/v1?x=1"},
                "own": {"url": "/demo/api"},
                "trap": {"url": "https://user:word@intern.example.com/x"},
                "odd": {"url": "javascript:alert(1)"},
                "worse": {"url": "https://a.example.com; script-src *"},
                "guarded": {"url": "/api", "auth": {"oidc": {
                    "issuer": "https://id.example.com/realms/x", "tokenUrl": "https://tokens.example.com/t"}}},
                "none": {"auth": "session"}
            },
            "sources": [
                {"url": "http://127.0.0.1:7007"},
                {"url": "catalog/index.yaml", "index": ["a.yaml", "https://files.example.com/all.yaml"]},
                {"url": "https://ci.example.com:8443/again"}
            ]
        }"#;
        let policy = Policy::parse(portal).unwrap().header();
        let connect = policy.split("; ").find(|part| part.starts_with("connect-src")).unwrap();
        assert_eq!(
            connect,
            "connect-src 'self' http://127.0.0.1:7007 https://ci.example.com:8443 \
             https://files.example.com https://id.example.com https://intern.example.com \
             https://tokens.example.com"
        );
    }

    #[test]
    fn nothing_in_the_policy_opens_a_door() {
        let policy = Policy::parse("{}").unwrap();
        for door in ["unsafe-inline", "'unsafe-eval'", "*", "https:", "blob:", "strict-dynamic"] {
            assert!(!policy.header().contains(door), "{door} in {}", policy.header());
        }
        assert!(policy.header().contains("require-trusted-types-for 'script'"));
        assert!(policy.header().contains("frame-ancestors 'none'"));
        assert!(!policy.meta().contains("frame-ancestors"), "ignored in a <meta>, with a warning");
    }

    #[test]
    fn a_broken_portal_file_is_an_error() {
        assert!(Policy::parse("{").is_err());
    }
}
