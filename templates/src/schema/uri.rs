//! Addresses of schemas: enough of RFC 3986 to tell which document an `$id` or a `$ref` means.

/// A reference split at its `#`.
pub fn split(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((address, fragment)) => (address, Some(fragment)),
        None => (reference, None),
    }
}

/// The address that `reference` means inside the document at `base`, without a fragment.
pub fn join(base: &str, reference: &str) -> String {
    let (reference, _) = split(reference);
    if reference.is_empty() {
        return base.to_owned();
    }
    if scheme(reference).is_some() {
        return reference.to_owned();
    }
    let Some((name, rest)) = scheme(base) else {
        if reference.starts_with('/') {
            return dots(reference);
        }
        return dots(&format!("{}{reference}", folder(base)));
    };
    let Some(rest) = rest.strip_prefix("//") else {
        // `urn:` and the like have no folders.
        return reference.to_owned();
    };
    if let Some(host) = reference.strip_prefix("//") {
        return format!("{name}://{host}");
    }
    let (host, path) = match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, "/"),
    };
    if reference.starts_with('/') {
        return format!("{name}://{host}{}", dots(reference));
    }
    format!("{name}://{host}{}", dots(&format!("{}{reference}", folder(path))))
}

/// The scheme of an address, and what follows its colon.
pub fn scheme(address: &str) -> Option<(&str, &str)> {
    let (name, rest) = address.split_once(':')?;
    let mut letters = name.chars();
    let starts = letters.next().is_some_and(|letter| letter.is_ascii_alphabetic());
    let goes_on =
        letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '-' | '.'));
    (starts && goes_on).then_some((name, rest))
}

/// A path up to its last slash.
fn folder(path: &str) -> &str {
    path.rfind('/').and_then(|at| path.get(..=at)).unwrap_or_default()
}

/// A path without `.` and `..`.
fn dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.len() > 1 {
                    parts.pop();
                }
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// A fragment without `%20` and its like; what is no escape stays.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (byte == b'%').then(|| Some((hex(ahead.next()?)?, hex(ahead.next()?)?)));
        match pair.flatten() {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            None => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hex(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_joined() {
        let base = "http://example.com/a/b.json";
        assert_eq!(join(base, "c.json#/x"), "http://example.com/a/c.json");
        assert_eq!(join(base, "../c.json"), "http://example.com/c.json");
        assert_eq!(join(base, "/c"), "http://example.com/c");
        assert_eq!(join(base, "#x"), base);
        assert_eq!(join(base, "urn:x:y"), "urn:x:y");
        assert_eq!(join("", "c.json"), "c.json");
        assert_eq!(join("urn:x:y", "#z"), "urn:x:y");
    }

    #[test]
    fn escapes_are_read() {
        assert_eq!(decoded("a%20b%2"), "a b%2");
        assert_eq!(decoded("%C3%A9"), "é");
    }
}
