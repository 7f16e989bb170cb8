//! How names, keys and tags may be spelled.
//!
//! Source: Backstage's `KubernetesValidatorFunctions`; namespaces are taken in any case, because
//! they compare without it.

use crate::lower::lower;

/// `metadata.name`: 1 to 63 letters, digits, `-`, `_`, `.`, with a letter or digit at both ends.
pub(super) fn is_name(text: &str) -> bool {
    let bytes = text.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    bytes.len() <= 63
        && ends.iter().all(|end| end.is_some_and(u8::is_ascii_alphanumeric))
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

/// `kind`: at most 63 letters and digits, starting with a letter.
pub(super) fn is_kind(text: &str) -> bool {
    text.len() <= 63
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// `metadata.namespace`: at most 63 letters and digits in runs with one `-` between them.
pub(super) fn is_namespace(text: &str) -> bool {
    text.len() <= 63 && runs(text, &|byte| byte.is_ascii_alphanumeric())
}

/// A tag: at most 63 of `a-z`, `0-9`, `:`, `+`, `#` in runs with one `-` between them.
pub(super) fn is_tag(text: &str) -> bool {
    let allowed =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b":+#".contains(&byte);
    text.len() <= 63 && runs(text, &allowed)
}

/// The key of a label or annotation: a name, with a DNS name and a slash before it or not.
pub(super) fn is_key(text: &str) -> bool {
    match text.split_once('/') {
        Some((prefix, name)) => is_dns_name(prefix) && is_name(name),
        None => is_name(text),
    }
}

/// The value of a label: a name or nothing.
pub(super) fn is_label_value(text: &str) -> bool {
    text.is_empty() || is_name(text)
}

/// The key of an icon: runs of letters and digits with one of `-`, `_`, `.` between them.
pub(super) fn is_icon(text: &str) -> bool {
    text.split(['-', '_', '.'])
        .all(|run| !run.is_empty() && run.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn is_dns_name(text: &str) -> bool {
    let label = |label: &str| {
        label.len() <= 63 && runs(label, &|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= 253 && text.split('.').all(label)
}

fn runs(text: &str, allowed: &dyn Fn(u8) -> bool) -> bool {
    text.split('-').all(|run| !run.is_empty() && run.bytes().all(allowed))
}

/// The nearest text that is a name; `None` when nothing is left of it.
pub(super) fn nearest_name(text: &str) -> Option<String> {
    nearest(text, &|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))
        .filter(|name| is_name(name))
}

/// The nearest text that is a tag; `None` when nothing is left of it.
pub(super) fn nearest_tag(text: &str) -> Option<String> {
    nearest(&lower(text), &|c| {
        c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, ':' | '+' | '#')
    })
    .filter(|tag| is_tag(tag))
}

/// Puts one dash in place of each run of characters that are not allowed.
fn nearest(text: &str, allowed: &dyn Fn(char) -> bool) -> Option<String> {
    let parts: Vec<&str> = text.split(|c| !allowed(c)).filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings() {
        let long = "a".repeat(64);
        for name in ["a", "A.b_c-d", "a--b", "9", &"a".repeat(63)] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "-a", "a.", "a b", "ä", "a/b", &long] {
            assert!(!is_name(name), "{name}");
        }
        for (namespace, good) in
            [("default", true), ("Team-A", true), ("a--b", false), ("a_b", false), ("", false)]
        {
            assert_eq!(is_namespace(namespace), good, "{namespace}");
        }
        for (tag, good) in [
            ("java", true),
            ("c++", true),
            ("a:b-c#", true),
            ("Java", false),
            ("a--b", false),
            ("a b", false),
        ] {
            assert_eq!(is_tag(tag), good, "{tag}");
        }
        for (key, good) in [
            ("cost-center", true),
            ("backstage.io/techdocs-ref", true),
            ("Backstage.io/x", false),
            ("a/b/c", false),
            ("/a", false),
            ("example.com/", false),
            (&format!("{}/a", "a.".repeat(127) + "aaa"), false),
        ] {
            assert_eq!(is_key(key), good, "{key}");
        }
        assert!(is_icon("user-2.x") && !is_icon("a--b") && !is_icon(""));
        assert!(is_kind("API") && !is_kind("1API") && !is_kind("my kind") && !is_kind(""));
    }

    #[test]
    fn suggestions() {
        assert_eq!(nearest_name("Bad Name!").as_deref(), Some("Bad-Name"));
        assert_eq!(nearest_tag("Java 17 (LTS)").as_deref(), Some("java-17-lts"));
        assert_eq!(nearest_name("支払い"), None);
    }

    proptest! {
        #[test]
        fn what_is_suggested_is_allowed(text in any::<String>()) {
            prop_assert!(nearest_name(&text).is_none_or(|name| is_name(&name)));
            prop_assert!(nearest_tag(&text).is_none_or(|tag| is_tag(&tag)));
        }
    }
}
