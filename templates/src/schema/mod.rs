//! JSON Schema, drafts 7 and 2020-12: what a value has to change to keep a schema.
//!
//! It is written for forms: it walks plain [`Value`]s, says which answer misses which keyword, and
//! takes a branch of `oneOf` at its word where one is clearly meant. A schema that leads back to
//! itself or never ends is a [`Fault`], never a hang.

use std::fmt;

use serde_json::{Map, Value};

mod array;
pub mod format;
mod index;
mod lint;
mod object;
pub mod pattern;
pub mod same;
mod scalar;
mod uri;
mod walk;
pub mod words;

pub use index::Rules;
pub use lint::lint;
pub use words::{said, text};

/// Which words a schema is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Draft {
    /// The keywords of both, as the validators of form libraries take them: templates say nothing.
    #[default]
    Either,
    /// Draft 7: `$ref` stands alone.
    Seven,
    /// Draft 2020-12: `items` is one schema, `dependencies` is a word of the past.
    Later,
}

/// An answer that does not keep a keyword.
#[derive(Clone, Debug)]
pub struct Miss<'s> {
    /// A JSON pointer to the answer; a property that is missing is named.
    pub pointer: String,
    /// The keyword.
    pub keyword: &'static str,
    /// The schema with the keyword; `None` for the schema `false`.
    pub schema: Option<&'s Map<String, Value>>,
}

/// A schema that cannot be followed to its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A `$ref` that leads nowhere.
    Unknown(String),
    /// Too many schemas within each other: mostly a `$ref` that leads back to itself.
    Deep,
    /// Too many schemas for one value.
    Long,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(reference) => {
                write!(f, "`$ref` leads nowhere: there is no {reference} in this schema")
            }
            Self::Deep => f.write_str(
                "The schema leads back to itself without end: one of its `$ref`s has to go",
            ),
            Self::Long => f.write_str(
                "The schema takes too long to check: it has too many alternatives within each other",
            ),
        }
    }
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Checked<'s> {
    /// What has to change, as the schema comes to it.
    pub misses: Vec<Miss<'s>>,
    /// Why the check ended early.
    pub fault: Option<Fault>,
}

/// Keywords whose value is one schema.
pub(crate) const ONE: [&str; 13] = [
    "items",
    "additionalItems",
    "contains",
    "additionalProperties",
    "propertyNames",
    "not",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
    "unevaluated",
];

/// Keywords whose value is a list of schemas.
pub(crate) const LIST: [&str; 5] = ["allOf", "anyOf", "oneOf", "prefixItems", "items"];

/// Keywords whose value names schemas.
pub(crate) const NAMED: [&str; 6] =
    ["properties", "patternProperties", "dependencies", "dependentSchemas", "$defs", "definitions"];
