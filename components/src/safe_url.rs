//! Addresses from outside: from descriptors, annotations, answers of other systems.

/// Longest address that is taken, in bytes.
const LONGEST: usize = 2048;

/// An absolute address that may become a link: `https`, `http` or `mailto`, with a host and
/// without a user name.
///
/// Parsing is the only way to get one, and a link out of the portal takes nothing else, so an
/// address that would run a script or mislead about its host cannot become a link. What does not
/// parse is shown as plain text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SafeUrl {
    href: String,
    host: String,
}

impl SafeUrl {
    /// Reads an address as a browser does (WHATWG URL) and takes it if it is allowed.
    ///
    /// None for every other scheme, relative addresses, a user name or password before the host,
    /// an empty host, and more than 2,048 bytes.
    #[must_use]
    pub fn parse(address: &str) -> Option<Self> {
        if address.len() > LONGEST {
            return None;
        }
        let parts = parse(address)?;
        let allowed = match parts.protocol.as_str() {
            "https:" | "http:" => !parts.host.is_empty() && !parts.has_user && slashed(address),
            "mailto:" => true,
            _ => false,
        };
        (allowed && parts.href.len() <= LONGEST)
            .then_some(Self { href: parts.href, host: parts.host })
    }

    /// The address in its normal form, for `href`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.href
    }

    /// The host in ASCII, with its port if it has one: what a reader should compare, because
    /// letters of other scripts cannot pretend to be Latin ones. Empty for `mailto`.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl std::fmt::Display for SafeUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.href)
    }
}

/// Whether two slashes follow the scheme, and no backslash before the query. `https:name` is
/// relative on an https page and absolute elsewhere, and a backslash is a slash for some readers
/// only: too slippery to be a link.
fn slashed(address: &str) -> bool {
    let Some((_, rest)) = address.split_once(':') else { return false };
    let path = rest.split(['?', '#']).next().unwrap_or_default();
    path.starts_with("//") && !path.contains('\\')
}

/// What is looked at. Names as in the URL interface of the browser.
struct Parts {
    href: String,
    protocol: String,
    host: String,
    has_user: bool,
}

#[cfg(target_arch = "wasm32")]
fn parse(address: &str) -> Option<Parts> {
    let url = web_sys::Url::new(address).ok()?;
    Some(Parts {
        href: url.href(),
        protocol: url.protocol(),
        host: url.host(),
        has_user: !url.username().is_empty() || !url.password().is_empty(),
    })
}

#[cfg(not(target_arch = "wasm32"))]
fn parse(address: &str) -> Option<Parts> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| [":", &port.to_string()].concat()).unwrap_or_default();
    Some(Parts {
        protocol: [url.scheme(), ":"].concat(),
        host: [host, &port].concat(),
        has_user: !url.username().is_empty() || url.password().is_some(),
        href: url.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A vector of the corpus, with its generated part filled in.
    fn address(vector: &serde_json::Value) -> String {
        let value = vector["value"].as_str().expect("a string");
        match vector["gen"]["n"].as_u64() {
            Some(times) => {
                let times = usize::try_from(times).expect("a size");
                value.replace('…', &"a".repeat(times))
            }
            None => value.to_owned(),
        }
    }

    /// Vectors that are ordinary links, and how they come out. All others are refused.
    const LINKS: [(&str, &str, &str); 5] = [
        // Another host than it seems, but a plain one: the host is shown.
        (
            "u29",
            "https://portal.example.com.attacker.invalid/",
            "portal.example.com.attacker.invalid",
        ),
        // A Cyrillic letter: the host is shown in ASCII.
        ("u33", "https://xn--pi-6kc.example.com/", "xn--pi-6kc.example.com"),
        // A character that reverses the text after it is escaped.
        ("u34", "https://example.com/%E2%80%AEgpj.exe", "example.com"),
        ("u37", "https://example.com/?next=javascript:__pwn(%27u37%27)", "example.com"),
        ("u38", "mailto:a@example.com?subject=x&body=%0d%0aBcc:b@example.com", ""),
    ];

    #[test]
    fn hostile_addresses_are_refused() {
        let corpus = include_str!("../../tests/fixtures/hostile-strings.json");
        let corpus: serde_json::Value = serde_json::from_str(corpus).expect("valid JSON");
        let vectors = corpus["vectors"].as_array().expect("a list");
        let urls = vectors.iter().filter(|vector| vector["class"] == "url");
        let mut seen = 0;
        for vector in urls {
            let id = vector["id"].as_str().expect("an id");
            let parsed = SafeUrl::parse(&address(vector));
            match LINKS.iter().find(|link| link.0 == id) {
                Some((_, href, host)) => {
                    let parsed = parsed.unwrap_or_else(|| panic!("{id} is an ordinary link"));
                    assert_eq!((parsed.as_str(), parsed.host()), (*href, *host), "{id}");
                }
                None => assert_eq!(parsed, None, "{id}"),
            }
            seen += 1;
        }
        assert!(seen >= 31, "the corpus shrank to {seen}");
    }

    #[test]
    fn ordinary_addresses_are_taken() {
        for (address, host) in [
            ("https://example.com/a?b=c#d", "example.com"),
            ("http://localhost:8080/", "localhost:8080"),
            ("https://[::1]:3000/x", "[::1]:3000"),
            ("HTTPS://EXAMPLE.com", "example.com"),
        ] {
            assert_eq!(SafeUrl::parse(address).expect(address).host(), host);
        }
    }

    #[test]
    fn the_longest_address() {
        let address = |length: usize| ["https://e.com/", &"a".repeat(length - 14)].concat();
        assert!(SafeUrl::parse(&address(LONGEST)).is_some());
        assert!(SafeUrl::parse(&address(LONGEST + 1)).is_none());
        // Short as written, too long once it is escaped.
        assert!(SafeUrl::parse(&["https://e.com/", &"é".repeat(700)].concat()).is_none());
    }

    proptest! {
        /// Whatever comes in: what comes out has one of the three schemes, and comes out the same
        /// when it goes in again.
        #[test]
        fn only_links_come_out(text in "(?s)([a-z]{0,11}:)?[/\\\\]{0,3}.{0,40}") {
            if let Some(url) = SafeUrl::parse(&text) {
                let scheme = url.as_str().split(':').next().unwrap_or_default();
                prop_assert!(matches!(scheme, "https" | "http" | "mailto"));
                prop_assert_eq!(SafeUrl::parse(url.as_str()), Some(url));
            }
        }
    }
}
