//! Typed references to pages: one pattern, read and written by the same code.

use std::marker::PhantomData;

/// Values of a path's parameters, in the order of the pattern.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathParams(Vec<(&'static str, String)>);

impl PathParams {
    /// The value of `:name` or `*name`, decoded.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    /// Adds a value.
    pub fn push(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.push((name, value.into()));
    }
}

/// What a page needs to know from its address.
pub trait RouteParams: Sized {
    /// Reads them from a matched path; `None` when a value makes no sense, which is a page not found.
    fn read(params: &PathParams) -> Option<Self>;
    /// Writes them for a link.
    fn write(&self, params: &mut PathParams);
}

impl RouteParams for () {
    fn read(_: &PathParams) -> Option<Self> {
        Some(())
    }
    fn write(&self, _: &mut PathParams) {}
}

/// A page that others may link to without knowing which plugin draws it, or whether one does.
///
/// The pattern is made of segments: `text`, `:param`, and `*rest` at the end.
pub struct RouteRef<P> {
    id: &'static str,
    pattern: &'static str,
    params: PhantomData<fn() -> P>,
}

impl<P> Clone for RouteRef<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for RouteRef<P> {}

impl<P: RouteParams> RouteRef<P> {
    /// A reference named `id`, such as `catalog.entity`, at `pattern`, such as `/docs/:name`.
    #[must_use]
    pub const fn new(id: &'static str, pattern: &'static str) -> Self {
        Self { id, pattern, params: PhantomData }
    }

    /// Its stable name.
    #[must_use]
    pub const fn id(&self) -> &'static str {
        self.id
    }

    /// Its pattern, which is also what a crash report names instead of the address.
    #[must_use]
    pub const fn pattern(&self) -> &'static str {
        self.pattern
    }

    /// The path below the portal's base. Pages use [`super::Registry::href`], which also knows
    /// whether a plugin draws the page.
    #[must_use]
    pub fn path(&self, params: &P) -> String {
        let mut values = PathParams::default();
        params.write(&mut values);
        fill(self.pattern, &values)
    }
}

/// Reads `path` (below the base, starting with `/`) with a pattern.
#[must_use]
pub fn matches(pattern: &'static str, path: &str) -> Option<PathParams> {
    let mut params = PathParams::default();
    let mut rest = path.split('/').filter(|segment| !segment.is_empty());
    for part in pattern.split('/').filter(|segment| !segment.is_empty()) {
        if let Some(name) = part.strip_prefix('*') {
            let tail: Vec<String> = rest.map(decode).collect();
            params.push(name, tail.join("/"));
            return Some(params);
        }
        let segment = rest.next()?;
        match part.strip_prefix(':') {
            Some(name) => params.push(name, decode(segment)),
            None if part == segment => {}
            None => return None,
        }
    }
    rest.next().is_none().then_some(params)
}

/// How exact a pattern is: written segments count most, so that `/catalog/graph` wins over
/// `/catalog/:kind`.
#[must_use]
pub fn weight(pattern: &str) -> usize {
    pattern
        .split('/')
        .filter(|segment| !segment.is_empty())
        .map(|segment| match segment.as_bytes().first() {
            Some(b'*') => 0,
            Some(b':') => 10,
            _ => 11,
        })
        .sum()
}

fn fill(pattern: &str, params: &PathParams) -> String {
    let mut path = String::with_capacity(pattern.len() + 32);
    for part in pattern.split('/').filter(|segment| !segment.is_empty()) {
        if let Some(name) = part.strip_prefix('*') {
            for segment in params.get(name).unwrap_or_default().split('/') {
                if !segment.is_empty() {
                    path.push('/');
                    encode(segment, &mut path);
                }
            }
        } else {
            path.push('/');
            match part.strip_prefix(':') {
                Some(name) => encode(params.get(name).unwrap_or_default(), &mut path),
                None => path.push_str(part),
            }
        }
    }
    if path.is_empty() {
        path.push('/');
    }
    path
}

/// Percent-encodes everything but the unreserved characters of RFC 3986 and `:` and `@`, which a
/// path segment may carry as they are.
pub(crate) fn encode(text: &str, out: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for nibble in [byte >> 4, byte & 15] {
                out.push(HEX.get(usize::from(nibble)).copied().map_or('0', char::from));
            }
        }
    }
}

/// Undoes percent-encoding; what is not valid stays as it is, because an address may hold anything.
pub(crate) fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = |index: usize| {
            bytes.get(index).and_then(|digit| char::from(*digit).to_digit(16)).map(|d| d as u8)
        };
        match (byte, hex(at + 1), hex(at + 2)) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            _ => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Doc {
        name: String,
        page: String,
    }

    impl RouteParams for Doc {
        fn read(params: &PathParams) -> Option<Self> {
            Some(Self { name: params.get("name")?.into(), page: params.get("page")?.into() })
        }
        fn write(&self, params: &mut PathParams) {
            params.push("name", self.name.clone());
            params.push("page", self.page.clone());
        }
    }

    const DOC: RouteRef<Doc> = RouteRef::new("docs.page", "/docs/:name/*page");

    #[test]
    fn a_literal_wins_over_a_parameter_and_both_over_the_rest() {
        assert!(weight("/catalog/graph") > weight("/catalog/:kind"));
        assert!(weight("/catalog/:kind") > weight("/catalog/*rest"));
        assert!(weight("/catalog/:a/:b/:c/*rest") > weight("/catalog"));
    }

    #[test]
    fn a_path_that_is_too_long_or_too_short_does_not_match() {
        assert_eq!(matches("/catalog", "/catalog/x"), None);
        assert_eq!(matches("/catalog/:kind", "/catalog"), None);
        assert!(matches("/catalog", "/catalog/").is_some());
        assert!(matches("/", "/").is_some());
    }

    #[test]
    fn bad_percent_signs_are_kept_as_text() {
        let params = matches("/x/:name", "/x/100%25%zz%E0%A4%A").unwrap();
        assert_eq!(params.get("name"), Some("100%25%zz%E0%A4%A"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(name in "[^/]{1,20}", page in "([^/]{1,8}/){0,3}[^/]{1,8}") {
            let path = DOC.path(&Doc { name: name.clone(), page: page.clone() });
            let read = Doc::read(&matches(DOC.pattern(), &path).unwrap()).unwrap();
            prop_assert_eq!(read.name, name);
            prop_assert_eq!(read.page, page);
        }

        #[test]
        fn no_path_makes_it_fail(path in ".{0,60}") {
            let _ = matches(DOC.pattern(), &path);
        }
    }
}
