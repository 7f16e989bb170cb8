//! The part of JSON Schema that becomes a form, and the answers.

use crate::Choice;

/// One property of a schema.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaField {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) description: Option<String>,
    pub(super) required: bool,
    pub(super) default: Option<SchemaValue>,
    pub(super) kind: SchemaKind,
}

/// What a property takes.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemaKind {
    /// `string`, with the least and the greatest number of characters.
    Text {
        /// `minLength`, or 0.
        min: usize,
        /// `maxLength`.
        max: Option<usize>,
    },
    /// `string` with an `enum`.
    Choice(Vec<Choice>),
    /// `integer` or `number`.
    Number {
        /// Whether it is an `integer`.
        whole: bool,
        /// `minimum`.
        min: Option<f64>,
        /// `maximum`.
        max: Option<f64>,
    },
    /// `boolean`.
    Flag,
    /// `array` of strings.
    List,
    /// `object`. When it is not required, what is required in it is only so once something of it
    /// is filled in.
    Group(Vec<SchemaField>),
}

impl SchemaField {
    /// A property that may stay empty, with its name as its title.
    pub fn new(name: impl Into<String>, kind: SchemaKind) -> Self {
        let name = name.into();
        let title = name.clone();
        Self { name, title, description: None, required: false, default: None, kind }
    }

    /// `title`: its label.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// `description`: its help.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// It is among the `required` ones.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// `default`: what it starts with.
    #[must_use]
    pub fn default(mut self, value: SchemaValue) -> Self {
        self.default = Some(value);
        self
    }
}

/// The answer to one property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaValue {
    /// Of a text, a choice or a number, as it was typed.
    Text(String),
    /// Of a boolean.
    Flag(bool),
    /// Of an array.
    List(Vec<String>),
}

impl SchemaValue {
    const fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::Flag(flag) => !*flag,
            Self::List(list) => list.is_empty(),
        }
    }
}

/// All answers by path: the names from the outermost object on, each after a slash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SchemaValues(Vec<(String, SchemaValue)>);

impl SchemaValues {
    /// The defaults of these properties.
    #[must_use]
    pub fn defaults(fields: &[SchemaField]) -> Self {
        let mut values = Self::default();
        values.fill("", fields);
        values
    }

    fn fill(&mut self, above: &str, fields: &[SchemaField]) {
        for field in fields {
            let path = path(above, &field.name);
            if let SchemaKind::Group(fields) = &field.kind {
                self.fill(&path, fields);
            } else if let Some(value) = &field.default {
                self.set(&path, value.clone());
            }
        }
    }

    /// The answer at a path, such as "/owner/name".
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&SchemaValue> {
        self.0.iter().find(|(at, _)| at == path).map(|(_, value)| value)
    }

    /// Sets the answer at a path.
    pub fn set(&mut self, path: &str, value: SchemaValue) {
        match self.0.iter_mut().find(|(at, _)| at == path) {
            Some((_, now)) => *now = value,
            None => self.0.push((path.to_owned(), value)),
        }
    }

    /// The text at a path; empty if there is none.
    #[must_use]
    pub fn text(&self, path: &str) -> &str {
        if let Some(SchemaValue::Text(text)) = self.get(path) { text } else { "" }
    }

    /// Whether the box at a path is ticked.
    #[must_use]
    pub fn flag(&self, path: &str) -> bool {
        matches!(self.get(path), Some(SchemaValue::Flag(true)))
    }

    /// The words at a path.
    #[must_use]
    pub fn list(&self, path: &str) -> &[String] {
        if let Some(SchemaValue::List(list)) = self.get(path) { list } else { &[] }
    }

    /// Whether anything below a path is filled in.
    pub(super) fn any_below(&self, path: &str) -> bool {
        self.0.iter().any(|(at, value)| {
            at.strip_prefix(path).is_some_and(|rest| rest.starts_with('/')) && !value.is_empty()
        })
    }
}

/// The path of a property in the object at `above`.
pub(super) fn path(above: &str, name: &str) -> String {
    [above, "/", name].concat()
}
