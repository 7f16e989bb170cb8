//! Addresses that may be called: absolute `http` and `https` ones in a single spelling.
//!
//! Whether a credential may travel is decided by comparing addresses, so an address that two
//! parsers could read differently is refused instead of repaired: backslashes, user names, dot
//! segments, numbers posing as hosts, letters outside ASCII. What passes is spelled exactly as a
//! browser would print it (tested against the `url` crate).

use std::fmt;

/// An absolute `http` or `https` address without user name and fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WebUrl {
    https: bool,
    host: String,
    port: Option<u16>,
    /// Percent-encoded, begins with `/`.
    path: String,
    /// Percent-encoded, without the `?`.
    query: Option<String>,
}

/// No address is longer, in bytes.
const MAX_LENGTH: usize = 2048;

impl WebUrl {
    /// Reads an address.
    ///
    /// # Errors
    /// What is wrong with it, as the rest of a sentence that begins with the address.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.len() > MAX_LENGTH {
            return Err("is longer than 2048 characters");
        }
        let lower = text.to_ascii_lowercase();
        let (https, rest) = match (lower.strip_prefix("https://"), lower.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err("does not begin with https:// or http://"),
        };
        // Only the part before the path is lower-cased; lengths are equal in ASCII.
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let tail = text.get(text.len() - rest.len() + authority.len()..).unwrap_or_default();
        let (host, port) = authority_parts(authority, if https { 443 } else { 80 })?;
        if tail.contains('#') {
            return Err("has a fragment (#…)");
        }
        let (path, query) = match tail.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (tail, None),
        };
        check_path(path)?;
        if let Some(query) = query {
            check_characters(query)?;
        }
        Ok(Self {
            https,
            host: host.to_owned(),
            port,
            path: if path.is_empty() { "/".into() } else { path.to_owned() },
            query: query.map(str::to_owned),
        })
    }

    /// The address of something below this one: encoded segments, and an encoded query.
    pub fn below(&self, segments: &[String], query: Option<String>) -> Self {
        let mut path = self.path.trim_end_matches('/').to_owned();
        for segment in segments {
            path.push('/');
            path.push_str(segment);
        }
        if path.is_empty() {
            path.push('/');
        }
        Self { path, query, ..self.clone() }
    }

    /// The root of the same host.
    pub fn root(&self) -> Self {
        Self { path: "/".into(), query: None, ..self.clone() }
    }

    /// Whether both have the same scheme, host and port.
    pub fn same_origin(&self, other: &Self) -> bool {
        (self.https, &self.host, self.port) == (other.https, &other.host, other.port)
    }

    /// Whether `other` is this address or lies below it, counted in whole segments: `/api` contains
    /// `/api/runs` and does not contain `/apical`.
    pub fn contains(&self, other: &Self) -> bool {
        let mut theirs = other.segments();
        self.same_origin(other) && self.segments().all(|segment| theirs.next() == Some(segment))
    }

    fn segments(&self) -> impl Iterator<Item = &str> {
        self.path.split('/').filter(|segment| !segment.is_empty())
    }

    /// Host, with the port where it is not the usual one: what people recognise.
    pub fn host(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// Scheme, host and port, as in the `Origin` header.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.https { "https" } else { "http" }, self.host())
    }

    /// The path, percent-encoded, without the query.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether what travels there is safe from listeners: `https`, or this very machine.
    pub fn is_private(&self) -> bool {
        let loopback = |host: &str| {
            host == "localhost"
                || host.ends_with(".localhost")
                || host.starts_with("127.")
                || host == "[::1]"
        };
        self.https || loopback(&self.host)
    }

    /// Whether the scheme is `https`.
    pub fn is_https(&self) -> bool {
        self.https
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin())?;
        f.write_str(&self.path)?;
        match &self.query {
            Some(query) => write!(f, "?{query}"),
            None => Ok(()),
        }
    }
}

fn authority_parts(authority: &str, usual: u16) -> Result<(&str, Option<u16>), &'static str> {
    if authority.contains('@') {
        return Err("contains a user name or a password");
    }
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let port = match port {
        None => None,
        Some(digits) => match digits.parse::<u16>() {
            Ok(port) if port > 0 && port.to_string() == digits => Some(port),
            _ => return Err("has a port that is not a number between 1 and 65535"),
        },
    };
    if !is_host(host) {
        return Err("has a host that is not plain (write international names as xn--…)");
    }
    Ok((host, port.filter(|port| *port != usual)))
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.contains(':')
            && inner.bytes().all(|byte| byte == b':' || byte.is_ascii_hexdigit());
    }
    let label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x");
    host.len() <= 253 && host.split('.').all(label) && (!numeric || is_dotted_quad(host))
}

/// Four plain decimal numbers: browsers also read `0x7f.1` and `2130706433` as addresses, and print
/// something else than what was written.
fn is_dotted_quad(host: &str) -> bool {
    let number = |part: &str| part.parse::<u8>().is_ok_and(|number| number.to_string() == part);
    host.split('.').count() == 4 && host.split('.').all(number)
}

/// A path of whole, plain, encoded segments; empty, or begins with `/`.
fn check_path(path: &str) -> Result<(), &'static str> {
    check_characters(path)?;
    let inner = path.strip_prefix('/').unwrap_or(path);
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    match inner
        .split('/')
        .any(|segment| is_dots(segment) || (segment.is_empty() && !inner.is_empty()))
    {
        true => Err("has empty, `.` or `..` segments in its path"),
        false => Ok(()),
    }
}

/// `.` or `..`, in any spelling that a browser reads as such.
fn is_dots(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

fn check_characters(text: &str) -> Result<(), &'static str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=:@/?%".contains(&byte);
    let escapes_are_whole = || {
        text.split('%').skip(1).all(|rest| {
            rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit())
        })
    };
    match text.bytes().all(plain) && escapes_are_whole() {
        true => Ok(()),
        false => Err("has characters that must be percent-encoded"),
    }
}

/// Where an origin is: an absolute address, or a path relative to the portal's own folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OriginUrl {
    /// Somewhere on the web.
    Absolute(WebUrl),
    /// `demo/ci`: below the portal's folder.
    Below(String),
    /// `/api`: on the portal's host, from its root.
    Root(String),
}

impl OriginUrl {
    /// The portal's own folder.
    pub fn here() -> Self {
        Self::Below(String::new())
    }

    /// Reads an address as `portal.json` has it.
    ///
    /// # Errors
    /// What is wrong with it, as the rest of a sentence that begins with the address.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if text.contains("://") {
            return WebUrl::parse(text).and_then(|url| match url.query {
                Some(_) => Err("has a query (?…)"),
                None => Ok(Self::Absolute(url)),
            });
        }
        if text.starts_with("//") || text.contains(['\\', '?', '#', ':']) {
            return Err("is neither an absolute address nor a relative path");
        }
        if text == "." {
            return Ok(Self::here());
        }
        let trimmed = text.trim_end_matches('/');
        check_path(trimmed)?;
        Ok(match trimmed.strip_prefix('/') {
            _ if text == "/" => Self::Root(String::new()),
            Some(path) => Self::Root(path.to_owned()),
            None => Self::Below(trimmed.to_owned()),
        })
    }

    /// The absolute address, given the one of the portal's folder.
    pub fn resolve(&self, portal: &WebUrl) -> WebUrl {
        let parts = |path: &str| -> Vec<String> {
            path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
        };
        match self {
            Self::Absolute(url) => url.clone(),
            Self::Below(path) => portal.below(&parts(path), None),
            Self::Root(path) => portal.root().below(&parts(path), None),
        }
    }
}

impl fmt::Display for OriginUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absolute(url) => write!(f, "{url}"),
            Self::Below(path) if path.is_empty() => f.write_str("."),
            Self::Below(path) => f.write_str(path),
            Self::Root(path) => write!(f, "/{path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn url(text: &str) -> WebUrl {
        WebUrl::parse(text).unwrap()
    }

    #[test]
    fn plain_addresses_pass() {
        for (text, printed) in [
            ("https://ci.example.com", "https://ci.example.com/"),
            ("HTTPS://CI.Example.COM/Api/v1/", "https://ci.example.com/Api/v1/"),
            ("http://127.0.0.1:8080/x?a=b%20c&d", "http://127.0.0.1:8080/x?a=b%20c&d"),
            ("https://a:443/", "https://a/"),
            ("http://a:80/", "http://a/"),
            ("https://a:80/", "https://a:80/"),
            ("http://[::1]:7007/api", "http://[::1]:7007/api"),
            ("https://h/@scope/a;b=1,2", "https://h/@scope/a;b=1,2"),
        ] {
            assert_eq!(url(text).to_string(), printed);
        }
    }

    #[test]
    fn what_two_parsers_could_read_differently_is_refused() {
        for text in [
            "",
            "ci.example.com",
            "ftp://a/",
            "javascript://a/%0aalert(1)",
            "https:/a",
            "https:///a",
            "https://",
            "https://user@a/",
            "https://user:pw@a/",
            "https://a@b@c/",
            "https://a\\@b/",
            "https://a\\b/",
            "https://a\t.b/",
            " https://a/",
            "https://a /",
            "https://ä.example/",
            "https://a..b/",
            "https://.a/",
            "https://a./",
            "https://a:0/",
            "https://a:65536/",
            "https://a:+1/",
            "https://a:080/",
            "https://a:/",
            "https://2130706433/",
            "https://0x7f.1/",
            "https://127.1/",
            "https://127.0.0.01/",
            "https://a.0x1/",
            "https://a%2eb/",
            "https://a/../b",
            "https://a/b/..",
            "https://a/%2e%2E/b",
            "https://a/.%2e",
            "https://a/./b",
            "https://a//b",
            "https://a/b//",
            "https://a/%zz",
            "https://a/%2",
            "https://a/b\\c",
            "https://a/b#c",
            "https://a/?'",
            "https://a/\u{202e}",
        ] {
            assert!(WebUrl::parse(text).is_err(), "{text}");
        }
        assert!(WebUrl::parse(&format!("https://a/{}", "x".repeat(2048))).is_err());
    }

    #[test]
    fn a_base_contains_whole_segments_of_its_own_origin_only() {
        let base = url("https://ci.example.com/api");
        for inside in ["/api", "/api/", "/api/runs", "/api/runs?x=/"] {
            assert!(base.contains(&url(&format!("https://ci.example.com{inside}"))), "{inside}");
        }
        for outside in [
            "https://ci.example.com/",
            "https://ci.example.com/apical",
            "https://ci.example.com/x/api",
            "http://ci.example.com/api",
            "https://ci.example.com:8443/api",
            "https://ci.example.com.evil.example/api",
            "https://evil.example/api",
        ] {
            assert!(!base.contains(&url(outside)), "{outside}");
        }
        assert!(url("https://h/").contains(&url("https://h/any/thing")));
    }

    #[test]
    fn an_origin_is_relative_to_the_folder_of_the_portal() {
        let portal = url("https://example.org/portal/");
        for (text, absolute) in [
            ("", "https://example.org/portal"),
            (".", "https://example.org/portal"),
            ("demo/ci", "https://example.org/portal/demo/ci"),
            ("demo/ci/", "https://example.org/portal/demo/ci"),
            ("/api", "https://example.org/api"),
            ("/", "https://example.org/"),
            ("https://ci.example.com/v1", "https://ci.example.com/v1"),
        ] {
            assert_eq!(
                OriginUrl::parse(text).unwrap().resolve(&portal).to_string(),
                absolute,
                "{text}"
            );
        }
        for text in [
            "//evil.example",
            "/\\evil",
            "../up",
            "a/../b",
            "a//b",
            "x:y",
            "a?b",
            "ä",
            "https://h/?q",
        ] {
            assert!(OriginUrl::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn loopback_and_https_are_private() {
        for text in [
            "https://a/",
            "http://localhost:1/",
            "http://127.0.0.1/",
            "http://[::1]/",
            "http://x.localhost/",
        ] {
            assert!(url(text).is_private(), "{text}");
        }
        for text in ["http://a/", "http://localhost.example/", "http://128.0.0.1/"] {
            assert!(!url(text).is_private(), "{text}");
        }
    }

    proptest! {
        /// What passes is spelled exactly as a WHATWG parser prints it, so both see the same host.
        #[test]
        fn a_whatwg_parser_agrees(
            text in "[hH]ttps?://[a-z0-9A-Z.@:_\\\\x\\[\\]%-]{0,12}(:[0-9]{0,5})?[/?#a-zA-Z0-9.%~!$&'()*+,;=:@|^ \\\\-]{0,20}"
        ) {
            if let (Ok(ours), Ok(theirs)) = (WebUrl::parse(&text), ::url::Url::parse(&text)) {
                prop_assert_eq!(ours.to_string(), theirs.as_str());
                prop_assert_eq!(ours.origin(), theirs.origin().ascii_serialization());
                prop_assert_eq!(theirs.username(), "");
            }
        }
    }
}
