//! Addresses: where a relative one leads, and which ones a portal follows at all.
//!
//! Only `http` and `https` are ever fetched. What this module lets through is still parsed by the
//! browser; it is strict, so that both see the same host and path.

use crate::lower::lower;
use std::fmt;

/// Longest address that is followed, in bytes.
const LONGEST: usize = 2048;

/// Why an address is not fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocationError {
    /// It is empty.
    Empty,
    /// It has a scheme other than `http` and `https`.
    Scheme,
    /// It names no host, or a host in a way that readers disagree about (a user name, spaces).
    Host,
    /// It contains a backslash or a control character.
    Characters,
    /// It starts with two slashes: another host, without saying how to talk to it.
    ProtocolRelative,
    /// Its `..` lead out of the folder of the portal.
    Outside,
    /// It contains a `*`.
    Pattern,
    /// It is longer than 2,048 bytes.
    Long,
}

impl LocationError {
    /// What is wrong, as a part of a sentence.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Empty => "the address is empty",
            Self::Scheme => "only http and https can be loaded",
            Self::Host => "the address does not name a host",
            Self::Characters => "the address contains a backslash or a control character",
            Self::ProtocolRelative => "the address starts with two slashes",
            Self::Outside => "the path leads out of the portal",
            Self::Pattern => "a pattern cannot be loaded over the web",
            Self::Long => "the address is longer than 2,048 bytes",
        }
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::Empty => "Write the address of a file, such as ./team-a/catalog-info.yaml.",
            Self::Scheme => "Use a relative path, or an address that starts with https://.",
            Self::Host => "Write https:// and the name of a host, without a user name or spaces.",
            Self::Characters => {
                "Write the address with plain slashes and without control characters."
            }
            Self::ProtocolRelative => "Write https: before the two slashes.",
            Self::Outside => "Remove the .. that lead above the folder of the portal.",
            Self::Pattern => "A web server does not list its files: name each one in targets.",
            Self::Long => "Use a shorter address.",
        }
    }
}

impl fmt::Display for LocationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl std::error::Error for LocationError {}

/// Why a link of an entity is not one that people can follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It has a scheme other than `http`, `https` and `mailto`.
    Scheme,
    /// It has no scheme.
    Relative,
    /// It names no host, or a host in a way that readers disagree about.
    Host,
    /// It is longer than 2,048 characters.
    Long,
}

/// Where `target`, written in the file at `base`, leads. `base` is what the file was fetched by:
/// an absolute address, a path from the root of the host, or a path below the portal.
/// The fragment is dropped; `.` and `..` are resolved as a browser does.
///
/// # Errors
/// When the address is not one that is fetched.
pub fn resolve(base: &str, target: &str) -> Result<String, LocationError> {
    let target = target.trim_matches([' ', '\t', '\r', '\n']);
    let target = target.split_once('#').map_or(target, |(address, _)| address);
    if target.is_empty() {
        return Err(LocationError::Empty);
    }
    if target.len() > LONGEST {
        return Err(LocationError::Long);
    }
    if target.chars().any(|c| c.is_control() || c == '\\') {
        return Err(LocationError::Characters);
    }
    if target.contains('*') {
        return Err(LocationError::Pattern);
    }
    if let Some((scheme, rest)) = scheme(target) {
        return absolute(&scheme, rest);
    }
    if target.starts_with("//") {
        return Err(LocationError::ProtocolRelative);
    }
    let (origin, base_path) = split_origin(base);
    let base_path = base_path.split_once(['?', '#']).map_or(base_path, |(path, _)| path);
    let (path, query) = split_query(target);
    let rooted = !origin.is_empty() || base_path.starts_with('/') || path.starts_with('/');
    let base_path = tidy(base_path, rooted)?;
    let path = if path.is_empty() {
        base_path
    } else if path.starts_with('/') {
        path.to_owned()
    } else {
        let folder = base_path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let slash = if folder.is_empty() && !rooted { "" } else { "/" };
        [folder, slash, path].concat()
    };
    Ok([origin, &tidy(&path, rooted)?, query].concat())
}

fn absolute(scheme: &str, rest: &str) -> Result<String, LocationError> {
    if !matches!(scheme, "http" | "https") {
        return Err(LocationError::Scheme);
    }
    let rest = rest.strip_prefix("//").ok_or(LocationError::Host)?;
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, rest) = rest.split_at_checked(end).ok_or(LocationError::Host)?;
    if !is_host(host) {
        return Err(LocationError::Host);
    }
    let (path, query) = split_query(rest);
    let path = if path.is_empty() { "/" } else { path };
    Ok([scheme, "://", &lower(host), &tidy(path, true)?, query].concat())
}

/// A host with or without a port; no user name, no spaces, none of the characters that readers of
/// addresses disagree about.
fn is_host(host: &str) -> bool {
    const ODD: &[char] = &['@', ' ', '%', '"', '<', '>', '^', '`', '{', '|', '}', '\\'];
    !host.is_empty()
        && !host.starts_with([':', '.'])
        && !host.contains(ODD)
        && !host.contains(char::is_control)
}

/// The scheme of an address in lower case, and what follows its colon.
fn scheme(text: &str) -> Option<(String, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let letters = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(letters))
        .then(|| (scheme.to_ascii_lowercase(), rest))
}

fn split_origin(base: &str) -> (&str, &str) {
    let Some(start) = base.find("://").map(|at| at + 3) else { return ("", base) };
    let rest = base.get(start..).unwrap_or("");
    let end = start + rest.find(['/', '?', '#']).unwrap_or(rest.len());
    base.split_at_checked(end).unwrap_or((base, ""))
}

fn split_query(text: &str) -> (&str, &str) {
    text.split_at_checked(text.find('?').unwrap_or(text.len())).unwrap_or((text, ""))
}

/// Resolves `.` and `..`, also where they are written as `%2e`. Above the root of a host there is
/// only the root; above the folder of a portal there is something that is not the portal's.
fn tidy(path: &str, rooted: bool) -> Result<String, LocationError> {
    let mut kept: Vec<&str> = Vec::new();
    let body = path.strip_prefix('/').unwrap_or(path);
    let mut parts = body.split('/').peekable();
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        match part.to_ascii_lowercase().replace("%2e", ".").as_str() {
            ".." => {
                if kept.pop().is_none() && !rooted {
                    return Err(LocationError::Outside);
                }
                if last {
                    kept.push("");
                }
            }
            "." if last => kept.push(""),
            "." => {}
            _ => kept.push(part),
        }
    }
    let mut path = kept.join("/");
    if rooted {
        path.insert(0, '/');
    }
    Ok(path)
}

/// Whether people can follow the link of an entity: a whole web or mail address.
///
/// # Errors
/// When they cannot.
pub fn check_link(url: &str) -> Result<(), LinkError> {
    if url.chars().count() > LONGEST {
        return Err(LinkError::Long);
    }
    // As a browser reads it: control characters count for nothing, so they must not hide a scheme.
    let seen: String = url.chars().filter(|c| !c.is_control()).collect();
    let seen = seen.trim_matches(' ');
    match scheme(seen) {
        None => Err(LinkError::Relative),
        Some((scheme, rest)) => match scheme.as_str() {
            "mailto" => Ok(()),
            "http" | "https" => {
                let rest = rest.strip_prefix("//").ok_or(LinkError::Host)?;
                let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
                let host = rest.get(..end).unwrap_or("");
                if is_host(host) { Ok(()) } else { Err(LinkError::Host) }
            }
            _ => Err(LinkError::Scheme),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use url::Url;

    #[test]
    fn relative_addresses_lead_from_the_file_they_stand_in() {
        for (base, target, expected) in [
            ("https://x.test/a/all.yaml", "./part.yaml", "https://x.test/a/part.yaml"),
            ("https://x.test/a/all.yaml?v=1#top", "../b/c.yaml", "https://x.test/b/c.yaml"),
            ("https://x.test/a/all.yaml", "../../../c.yaml", "https://x.test/c.yaml"),
            ("https://x.test", "a.yaml", "https://x.test/a.yaml"),
            ("https://x.test/a/all.yaml", "/b.yaml", "https://x.test/b.yaml"),
            ("https://x.test/a/all.yaml", "?v=2", "https://x.test/a/all.yaml?v=2"),
            ("/demo/catalog/all.yaml", "teams/a.yaml", "/demo/catalog/teams/a.yaml"),
            ("/demo/catalog/all.yaml", "%2e%2E/b.yaml#x", "/demo/b.yaml"),
            ("catalog/all.yaml", "../b.yaml", "b.yaml"),
            ("all.yaml", "b.yaml", "b.yaml"),
            ("all.yaml", "/b.yaml", "/b.yaml"),
            ("all.yaml", "HTTPS://Git.Test/x/../y.yaml\n", "https://git.test/y.yaml"),
        ] {
            assert_eq!(resolve(base, target).as_deref(), Ok(expected), "{base} + {target}");
        }
    }

    #[test]
    fn what_is_not_the_web_is_refused_with_help() {
        for (target, expected) in [
            ("javascript:alert(1)", LocationError::Scheme),
            ("file:///etc/passwd", LocationError::Scheme),
            ("data:text/yaml,kind", LocationError::Scheme),
            ("C:/catalog/all.yaml", LocationError::Scheme),
            ("https:x.test/a", LocationError::Host),
            ("https://", LocationError::Host),
            ("https://a@b.test/", LocationError::Host),
            ("https://a b.test/", LocationError::Host),
            ("//b.test/a.yaml", LocationError::ProtocolRelative),
            ("\\\\b.test\\a", LocationError::Characters),
            ("java\nscript:x", LocationError::Characters),
            ("../../a.yaml", LocationError::Outside),
            ("./*/catalog-info.yaml", LocationError::Pattern),
            ("", LocationError::Empty),
            ("#top", LocationError::Empty),
        ] {
            assert_eq!(resolve("catalog/all.yaml", target), Err(expected), "{target}");
            assert!(!expected.help().is_empty() && !expected.to_string().is_empty());
        }
        assert_eq!(resolve("a", &"x".repeat(3000)), Err(LocationError::Long));
    }

    #[test]
    fn links_lead_to_the_web_or_to_mail() {
        for url in [
            "https://x.test",
            "http://localhost:3000/a?b#c",
            "mailto:a@x.test",
            "https://аpi.test/",
        ] {
            assert_eq!(check_link(url), Ok(()), "{url}");
        }
        for (url, expected) in [
            ("\u{1} javascript:x", LinkError::Scheme),
            ("java\nscript:x", LinkError::Scheme),
            ("data:text/html,x", LinkError::Scheme),
            ("/admin", LinkError::Relative),
            ("//x.test", LinkError::Relative),
            ("x.test/a", LinkError::Relative),
            ("https:x.test", LinkError::Host),
            ("https://good.test@bad.test/", LinkError::Host),
            ("https://good.test\\@bad.test/", LinkError::Host),
            ("https://exa mple.test/", LinkError::Host),
        ] {
            let found = check_link(url);
            // The host before a backslash is the one a browser goes to.
            let same_host = url.contains('\\') && found.is_ok();
            assert!(found == Err(expected) || same_host, "{url}: {found:?}");
        }
    }

    proptest! {
        #[test]
        fn a_browser_goes_to_the_same_place(
            base in "https?://[a-z]{1,5}\\.test(:80[0-9]{2})?(/[a-z.]{0,4}){0,4}(\\?[a-z/]{0,4})?(#[a-z/?]{0,3})?",
            target in "(\\.\\./|\\./|/|[a-z]{1,4}/|%2e/|[a-z%2.]{1,4}|;){0,5}(\\?[a-z/.]{0,4})?(#[a-z]{0,3})?",
        ) {
            let oracle = Url::parse(&base).unwrap().join(&target).map(|mut url| {
                url.set_fragment(None);
                url.to_string()
            });
            match resolve(&base, &target) {
                Ok(ours) => prop_assert_eq!(Url::parse(&ours).unwrap().to_string(), oracle.unwrap(), "{}", ours),
                Err(error) => prop_assert!(
                    matches!(error, LocationError::Empty | LocationError::ProtocolRelative),
                    "{} {:?}", target, error
                ),
            }
        }

        #[test]
        fn whatever_is_let_through_is_the_web(target in "\\PC{0,20}|(java|https?|//|:|/|\\\\|@|[a-z.]){0,8}") {
            if let Ok(ours) = resolve("https://portal.test/catalog/all.yaml", &target)
                && let Ok(url) = Url::parse(&ours)
            {
                prop_assert!(matches!(url.scheme(), "http" | "https"));
                prop_assert!(url.username().is_empty() && url.password().is_none());
                let named = ours.split_once("://").unwrap().1.split(['/', '?']).next().unwrap();
                let named = Url::parse(&format!("https://{named}/")).unwrap();
                prop_assert_eq!(url.host_str(), named.host_str(), "the host is what it looks like");
            }
        }

        #[test]
        fn a_link_that_is_let_through_has_a_scheme_that_is_allowed(url in "\\PC{0,20}|[\u{0}-\u{20}]{0,2}(java|script|https?|mailto|:|//|/|@|[a-z]|\n|\t){0,8}") {
            if check_link(&url).is_ok() && let Ok(parsed) = Url::parse(&url) {
                prop_assert!(matches!(parsed.scheme(), "http" | "https" | "mailto"), "{}", parsed);
                prop_assert!(parsed.scheme() == "mailto" || parsed.username().is_empty());
            }
        }
    }
}
