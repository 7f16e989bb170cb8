//! Files as `data:` addresses: their names and what they weigh.

use crate::group_digits;

/// A file in a `data:` address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenFile {
    /// Its name; its type where it has none.
    pub name: String,
    /// What it weighs.
    pub bytes: usize,
}

impl GivenFile {
    /// In words: "logo.svg, 3 kB".
    #[must_use]
    pub fn words(&self) -> String {
        [&*self.name, ", ", &weight(self.bytes)].concat()
    }
}

/// The file in a `data:` address; `None` for any other text.
#[must_use]
pub fn given_file(url: &str) -> Option<GivenFile> {
    let (head, body) = url.strip_prefix("data:")?.split_once(',')?;
    let mut parts = head.split(';');
    let kind = parts.next().filter(|kind| !kind.is_empty()).unwrap_or("text/plain");
    let (mut name, mut packed) = (None, false);
    for part in parts {
        match part.split_once('=') {
            Some(("name", value)) => name = Some(plain(value)),
            _ => packed |= part == "base64",
        }
    }
    // Four letters are three bytes, but for the padding.
    let bytes = match packed {
        true => body.trim_end_matches('=').len() * 3 / 4,
        false => plain(body).len(),
    };
    Some(GivenFile { name: name.unwrap_or_else(|| kind.to_owned()), bytes })
}

/// A `data:` address with the name of its file in it.
pub fn named(url: &str, name: &str) -> String {
    match url.split_once(";base64,") {
        Some((head, body)) => [head, ";name=", &escaped(name), ";base64,", body].concat(),
        // A browser leaves the type out when it knows none.
        None => url.to_owned(),
    }
}

/// Said of a file that may not be that large.
pub fn too_large(name: &str, bytes: f64, most: u32) -> String {
    let (is, may) = (weight(bytes as usize), weight(most as usize));
    [name, " has ", &*is, ". Choose one of at most ", &*may, "."].concat()
}

/// Said of a file that cannot be read.
pub fn unreadable(name: &str) -> String {
    [name, " cannot be read. Choose it again, or another one."].concat()
}

fn weight(bytes: usize) -> String {
    match bytes {
        1 => "1 byte".to_owned(),
        few if few < 1000 => [&*group_digits(few), " bytes"].concat(),
        many => [&*group_digits(many.div_ceil(1000)), " kB"].concat(),
    }
}

/// All but letters, digits and `-._` as `%xx`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            escaped.push(byte.into());
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

/// A text without `%xx`; what is broken stays as it is.
fn plain(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let pair = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        let byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, bytes: usize) -> Option<GivenFile> {
        Some(GivenFile { name: name.to_owned(), bytes })
    }

    #[test]
    fn a_file_is_read_from_its_address() {
        assert_eq!(given_file("data:image/png;name=a%20b.png;base64,AAAA"), file("a b.png", 3));
        assert_eq!(given_file("data:image/png;base64,AA=="), file("image/png", 1));
        assert_eq!(given_file("data:,hello%20"), file("text/plain", 6));
        assert_eq!(given_file("data:;base64,"), file("text/plain", 0));
        for text in ["", "hello", "https://a.example/x,y", "data:no comma"] {
            assert_eq!(given_file(text), None, "{text}");
        }
        assert_eq!(given_file("data:a/b;name=%zz%;base64,").unwrap().name, "%zz%");
    }

    #[test]
    fn the_name_survives_the_way() {
        for name in ["logo.svg", "a;b,c=d.txt", "Größe 100%.png", "<img>.png", "日本.yaml"] {
            let url = named("data:image/svg+xml;base64,PHN2Zz4=", name);
            let read = given_file(&url).unwrap();
            assert_eq!((read.name.as_str(), read.bytes), (name, 5), "{url}");
            assert!(url.starts_with("data:image/svg+xml;name=") && url.ends_with("PHN2Zz4="));
        }
        assert_eq!(named("data:", "empty"), "data:");
    }

    #[test]
    fn weights_are_words() {
        assert_eq!(file("a", 1).unwrap().words(), "a, 1 byte");
        assert_eq!(file("a", 999).unwrap().words(), "a, 999 bytes");
        assert_eq!(file("a", 1_234_001).unwrap().words(), "a, 1,235 kB");
        assert_eq!(
            too_large("a.iso", 9e6, 512_000),
            "a.iso has 9,000 kB. Choose one of at most 512 kB."
        );
    }
}
