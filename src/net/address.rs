//! Building addresses: one encoder for path segments, one for query values, and the rule that
//! decides where a credential may travel.

use crate::config::{Origin, WebUrl};

/// Encodes one path segment. What a browser would treat as structure becomes data.
///
/// # Errors
/// Segments that cannot be data: empty ones, `.` and `..`.
pub(super) fn segment(text: &str) -> Result<String, String> {
    match text {
        "" => Err("A part of the address is empty.".into()),
        "." | ".." => Err(format!("“{text}” cannot be a part of an address.")),
        text => Ok(encode(text, b"-._~!$&()*+,;=:@")),
    }
}

/// Encodes one query name or value.
fn query_part(text: &str) -> String {
    encode(text, b"-._~")
}

/// `name=value&…`, or nothing.
pub(super) fn query(pairs: &[(String, String)]) -> Option<String> {
    let text: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", query_part(name), query_part(value)))
        .collect();
    (!text.is_empty()).then(|| text.join("&"))
}

fn encode(text: &str, plain: &[u8]) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        match byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            true => out.push(char::from(byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
        out
    })
}

/// Where an origin of `portal.json` is, now that the address of the portal is known.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub origin: Origin,
    pub base: WebUrl,
    /// Milliseconds until the first byte and between two bytes.
    pub patience: f64,
}

impl Place {
    pub fn new(origin: &Origin, portal: &WebUrl, time_scale: f64) -> Self {
        Self {
            base: origin.url.resolve(portal),
            patience: origin.timeout_seconds * 1000.0 * time_scale,
            origin: origin.clone(),
        }
    }

    /// Whether a credential of this origin may travel to `url`: same scheme, host and port, and
    /// below the base, counted in whole segments.
    pub fn may_see_credential(&self, url: &WebUrl) -> bool {
        self.base.contains(url)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_segment_stays_one_segment() {
        for (text, encoded) in [
            ("main", "main"),
            ("feature/x", "feature%2Fx"),
            ("a\\b", "a%5Cb"),
            ("50%", "50%25"),
            ("a?b#c", "a%3Fb%23c"),
            ("%2e%2e", "%252e%252e"),
            ("...", "..."),
            ("grüße", "gr%C3%BC%C3%9Fe"),
            ("a b\n", "a%20b%0A"),
            ("@scope", "@scope"),
        ] {
            assert_eq!(segment(text).unwrap(), encoded);
        }
        for text in ["", ".", ".."] {
            assert!(segment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn query_values_cannot_add_pairs() {
        let pairs = [("q".to_owned(), "a&b=c d+#".to_owned()), ("é".to_owned(), String::new())];
        assert_eq!(query(&pairs).unwrap(), "q=a%26b%3Dc%20d%2B%23&%C3%A9=");
        assert_eq!(query(&[]), None);
    }

    proptest! {
        /// Whatever the segments and values are: a WHATWG parser sees the same host, the same
        /// segments and the same values, and prints the address as we did.
        #[test]
        fn any_text_survives_a_whatwg_parser(
            segments in prop::collection::vec(".{1,12}", 1..4),
            value in ".{0,20}",
        ) {
            let base = WebUrl::parse("https://ci.example.com/api").unwrap();
            let encoded: Result<Vec<_>, _> = segments.iter().map(|text| segment(text)).collect();
            if let Ok(encoded) = encoded {
                let ours = base.below(&encoded, query(&[("q".into(), value.clone())]));
                let theirs = ::url::Url::parse(&ours.to_string()).unwrap();
                prop_assert_eq!(theirs.as_str(), ours.to_string());
                prop_assert_eq!(theirs.host_str(), Some("ci.example.com"));
                prop_assert_eq!(theirs.path_segments().unwrap().count(), segments.len() + 1);
                let values: Vec<_> = theirs.query_pairs().collect();
                prop_assert_eq!(values.len(), 1);
                prop_assert_eq!(values[0].1.as_ref(), value.as_str());
                prop_assert!(base.contains(&WebUrl::parse(theirs.as_str()).unwrap()));
            }
        }
    }
}
