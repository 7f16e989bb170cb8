//! `pattern`: a regular expression as ECMAScript has them, with the flag `u`. A browser has the
//! engine; natively another stands in, which is never shipped.

/// Whether a pattern can be read at all.
#[must_use]
pub fn reads(pattern: &str) -> bool {
    Pattern::read(pattern).is_some()
}

/// Whether a text has a place that matches; `None` for a pattern that cannot be read.
#[must_use]
pub fn matches(pattern: &str, text: &str) -> Option<bool> {
    Some(Pattern::read(pattern)?.finds(text))
}

#[cfg(target_arch = "wasm32")]
struct Pattern(js_sys::RegExp);

#[cfg(target_arch = "wasm32")]
impl Pattern {
    fn read(pattern: &str) -> Option<Self> {
        let arguments = js_sys::Array::of2(&pattern.into(), &"u".into());
        // The constructor throws for a pattern that is none, so it is called where that is caught.
        let global: js_sys::Object = js_sys::global();
        let class = js_sys::Reflect::get(&global, &"RegExp".into()).ok()?;
        let made = js_sys::Reflect::construct(&class.into(), &arguments).ok()?;
        Some(Self(made.into()))
    }

    fn finds(&self, text: &str) -> bool {
        self.0.test(text)
    }
}

#[cfg(not(target_arch = "wasm32"))]
struct Pattern(regress::Regex);

#[cfg(not(target_arch = "wasm32"))]
impl Pattern {
    fn read(pattern: &str) -> Option<Self> {
        regress::Regex::with_flags(pattern, "u").ok().map(Self)
    }

    fn finds(&self, text: &str) -> bool {
        self.0.find(text).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_a_browser() {
        assert_eq!(matches("^[a-z0-9-]+$", "my-service"), Some(true));
        assert_eq!(matches("^[a-z0-9-]+$", "My service"), Some(false));
        assert_eq!(matches("^(?!x).*$", "xy"), Some(false));
        assert_eq!(matches("\\p{Letter}", "é"), Some(true));
        assert_eq!(matches("^(abc]", "abc"), None);
    }
}
