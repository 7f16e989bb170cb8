//! Entity references: `[<kind>:][<namespace>/]<name>`.
//!
//! Source of the format: the Backstage catalog's entity references. The first colon ends the
//! kind, unless a slash stands before it; the first slash after that ends the namespace; the rest
//! is the name. A part that is missing takes the default of the place the reference stands in: an
//! owner is a group, and the namespace is the one of the entity that refers.

use crate::lower::{lower, same, small};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// The namespace of an entity that names none.
pub const DEFAULT_NAMESPACE: &str = "default";

/// The full name of an entity. Kind and namespace are kept lower-case, because both compare
/// without case; the name keeps the case it was written in and compares without it.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct EntityRef {
    /// Lower-case kind, such as `component`.
    pub kind: String,
    /// Lower-case namespace; `default` when the text named none.
    pub namespace: String,
    /// Name as written.
    pub name: String,
}

/// What stands in for the parts that a reference leaves out.
#[derive(Clone, Copy, Debug)]
pub struct RefDefaults<'a> {
    /// The kind, in any case. `None`: the reference has to name it.
    pub kind: Option<&'a str>,
    /// The namespace, in any case.
    pub namespace: &'a str,
}

impl Default for RefDefaults<'_> {
    /// A reference that stands on its own: it names its kind, its namespace may be left out.
    fn default() -> Self {
        Self { kind: None, namespace: DEFAULT_NAMESPACE }
    }
}

/// Why a text is not an entity reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefError {
    /// The text is empty.
    Empty,
    /// The text names no kind, and the place it stands in has no default.
    NoKind,
    /// Nothing stands before the colon.
    EmptyKind,
    /// Nothing stands before the slash.
    EmptyNamespace,
    /// Nothing stands at the end, where the name belongs.
    EmptyName,
}

impl RefError {
    /// What is wrong, as a part of a sentence.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::Empty => "the reference is empty",
            Self::NoKind => "the reference does not say which kind of entity it means",
            Self::EmptyKind => "the reference has nothing before its colon",
            Self::EmptyNamespace => "the reference has nothing before its slash",
            Self::EmptyName => "the reference has no name",
        }
    }

    /// What to do about it, in one sentence.
    #[must_use]
    pub const fn help(self) -> &'static str {
        match self {
            Self::NoKind => "Write the kind first, such as component:my-service.",
            Self::EmptyKind => "Write a kind before the colon, or leave the colon out.",
            Self::EmptyNamespace => "Write a namespace before the slash, or leave the slash out.",
            Self::Empty | Self::EmptyName => {
                "Write the name of an entity, such as team-a or group:default/team-a."
            }
        }
    }
}

impl fmt::Display for RefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl std::error::Error for RefError {}

impl EntityRef {
    /// A full name from its parts, in any case. An empty namespace is `default`.
    #[must_use]
    pub fn new(kind: &str, namespace: &str, name: &str) -> Self {
        let namespace = if namespace.is_empty() { DEFAULT_NAMESPACE } else { namespace };
        Self { kind: lower(kind), namespace: lower(namespace), name: name.to_owned() }
    }

    /// Reads a reference; what it leaves out comes from `defaults`.
    ///
    /// # Errors
    /// When a part is empty, or the kind is neither written nor a default.
    pub fn parse(text: &str, defaults: RefDefaults<'_>) -> Result<Self, RefError> {
        if text.is_empty() {
            return Err(RefError::Empty);
        }
        let (kind, rest) = match text.split_once(':') {
            Some((kind, rest)) if !kind.contains('/') => (Some(kind), rest),
            _ => (None, text),
        };
        let (namespace, name) = match rest.split_once('/') {
            Some((namespace, name)) => (Some(namespace), name),
            None => (None, rest),
        };
        if kind == Some("") {
            return Err(RefError::EmptyKind);
        }
        if namespace == Some("") {
            return Err(RefError::EmptyNamespace);
        }
        if name.is_empty() {
            return Err(RefError::EmptyName);
        }
        let kind = kind.or(defaults.kind).ok_or(RefError::NoKind)?;
        Ok(Self::new(kind, namespace.unwrap_or(defaults.namespace), name))
    }

    /// The text that names it in full, as it is displayed.
    pub(crate) fn full(&self) -> String {
        [&self.kind, ":", &self.namespace, "/", &self.name].concat()
    }

    /// The shortest text that means this entity in a place with these defaults.
    #[must_use]
    pub fn short(&self, defaults: RefDefaults<'_>) -> String {
        let mut text = String::new();
        let ambiguous = self.name.contains([':', '/']);
        let other_kind = defaults.kind.is_none_or(|kind| !same(kind, &self.kind));
        if other_kind || ambiguous {
            text.push_str(&self.kind);
            text.push(':');
        }
        if ambiguous || !same(defaults.namespace, &self.namespace) {
            text.push_str(&self.namespace);
            text.push('/');
        }
        text.push_str(&self.name);
        text
    }
}

impl fmt::Display for EntityRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.full())
    }
}

impl FromStr for EntityRef {
    type Err = RefError;

    fn from_str(text: &str) -> Result<Self, RefError> {
        Self::parse(text, RefDefaults::default())
    }
}

impl PartialEq for EntityRef {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.namespace == other.namespace
            && (self.name == other.name || same(&self.name, &other.name))
    }
}

impl Eq for EntityRef {}

impl Hash for EntityRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.kind.hash(state);
        self.namespace.hash(state);
        folded(&self.name).for_each(|c| state.write_u32(u32::from(c)));
        state.write_u8(0xff);
    }
}

impl PartialOrd for EntityRef {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntityRef {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.kind.cmp(&other.kind))
            .then_with(|| self.namespace.cmp(&other.namespace))
            .then_with(|| folded(&self.name).cmp(folded(&other.name)))
    }
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::hash_map::DefaultHasher;

    fn owner(text: &str) -> Result<EntityRef, RefError> {
        EntityRef::parse(text, RefDefaults { kind: Some("Group"), namespace: "Payments" })
    }

    fn hash_of(entity: &EntityRef) -> u64 {
        let mut hasher = DefaultHasher::new();
        entity.hash(&mut hasher);
        hasher.finish()
    }

    #[test]
    fn missing_parts_take_the_defaults_of_the_place() {
        for (text, expected) in [
            ("team-a", "group:payments/team-a"),
            ("default/team-a", "group:default/team-a"),
            ("user:ana", "user:payments/ana"),
            ("User:Default/Ana", "user:default/Ana"),
            ("group:a/b/c", "group:a/b/c"),
            ("a/b:c", "group:a/b:c"),
            ("component:x:y", "component:payments/x:y"),
        ] {
            assert_eq!(owner(text).unwrap().to_string(), expected, "{text}");
        }
        assert_eq!(
            "API:petstore".parse::<EntityRef>().unwrap().to_string(),
            "api:default/petstore"
        );
    }

    #[test]
    fn a_part_that_is_empty_is_named() {
        for (text, expected) in [
            ("", RefError::Empty),
            (":::", RefError::EmptyKind),
            (":a", RefError::EmptyKind),
            ("group:default/", RefError::EmptyName),
            ("group:", RefError::EmptyName),
            ("/a", RefError::EmptyNamespace),
            ("group:/a", RefError::EmptyNamespace),
        ] {
            assert_eq!(owner(text).unwrap_err(), expected, "{text}");
        }
        assert_eq!("petstore".parse::<EntityRef>().unwrap_err(), RefError::NoKind);
    }

    #[test]
    fn names_compare_without_case_and_keep_it() {
        let written = EntityRef::new("Component", "", "MyService");
        let shouted = EntityRef::new("COMPONENT", "Default", "MYSERVICE");
        assert_eq!(written, shouted);
        assert_eq!(hash_of(&written), hash_of(&shouted));
        assert_eq!(written.cmp(&shouted), Ordering::Equal);
        assert_eq!(written.to_string(), "component:default/MyService");
        assert_ne!(written, EntityRef::new("api", "default", "MyService"));
    }

    proptest! {
        #[test]
        fn any_text_is_a_reference_or_an_error_with_help(text in any::<String>()) {
            match owner(&text) {
                Ok(entity) => {
                    prop_assert_eq!(&entity.to_string().parse::<EntityRef>().unwrap(), &entity);
                }
                Err(error) => prop_assert!(!error.help().is_empty()),
            }
        }

        #[test]
        fn printing_and_reading_give_the_same_entity(
            kind in "[a-zA-Z][a-zA-Z0-9]{0,8}",
            namespace in "[a-zA-Z0-9-]{1,8}",
            name in "[^\u{0}]{1,12}",
        ) {
            let entity = EntityRef::new(&kind, &namespace, &name);
            prop_assert_eq!(&entity.to_string().parse::<EntityRef>().unwrap(), &entity);
            let place = RefDefaults { kind: Some("component"), namespace: "default" };
            let short = entity.short(place);
            prop_assert_eq!(&EntityRef::parse(&short, place).unwrap(), &entity);
            prop_assert!(short.len() <= entity.to_string().len());
        }

        #[test]
        fn equal_entities_hash_and_order_alike(a in "[aAbBßſKé]{1,3}", b in "[aAbBßſKé]{1,3}") {
            let (a, b) = (EntityRef::new("k", "n", &a), EntityRef::new("K", "N", &b));
            prop_assert_eq!(a == b, a.cmp(&b) == Ordering::Equal);
            if a == b {
                prop_assert_eq!(hash_of(&a), hash_of(&b));
            }
        }
    }
}
