//! What a page shows of a definition: lists and blocks, the same for every format.

use crate::wire::{wire, wire_enum};

/// What a definition holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// Format and its version: "OpenAPI 3.1.0". Empty when it is text that nobody here reads.
    pub format: String,
    /// What the definition calls itself.
    pub title: String,
    /// Version of what is defined.
    pub version: String,
    /// What holds for all of it: description, servers, security.
    pub blocks: Vec<Block>,
    /// The groups of the items, in order.
    pub groups: Vec<Group>,
    /// What can be looked at, in order; those of one group stand together.
    pub items: Vec<Item>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Number of lines of the text.
    pub lines: u32,
    /// Number of bytes of the text.
    pub bytes: u32,
    /// Address of the text, where it could not be loaded.
    pub missing: String,
}

/// Items that belong together: a tag, a service, the models.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: String,
    /// What it is, in Markdown.
    pub note: String,
}

/// One thing that can be looked at: an operation, a message, a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Unique among the items, and the same at every reading.
    pub id: String,
    /// What it does or is, in one word: "GET", "send", "rpc", "enum".
    pub verb: String,
    /// Its path or name.
    pub name: String,
    /// A few words about it.
    pub note: String,
    /// More words that find it.
    pub words: String,
    /// Number of its group.
    pub group: u32,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// Whether it is a shape of data rather than something that can be called.
    pub model: bool,
}

/// Something wrong with a definition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1; 0 when it is about no line.
    pub line: u32,
    /// What is wrong.
    pub text: String,
}

/// A piece of what is shown about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Begins a section.
    Section(Section),
    /// Markdown.
    Prose(String),
    /// Facts.
    Facts(Vec<Fact>),
    /// Parameters, properties, arguments, values.
    Fields(Vec<Field>),
    /// Text to read and copy.
    Code(Code),
}

/// The head of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// 1 or 2.
    pub level: u32,
    /// Its words.
    pub title: String,
    /// Quiet words beside it.
    pub note: String,
}

/// A fact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is about.
    pub label: String,
    /// The value as text.
    pub value: String,
}

/// A parameter, a property, an argument, a value of an enumeration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// Its type in words: "list of Pet".
    pub kind: String,
    /// Id of the model that the type is, if it is one.
    pub model: String,
    /// "required", "deprecated", "in path".
    pub marks: Vec<String>,
    /// What it is, in Markdown.
    pub note: String,
    /// Constraints, default, example.
    pub facts: Vec<Fact>,
    /// What it holds, as far as that is shown from the start.
    pub inside: Vec<Self>,
    /// Asks for what it holds, if that is shown on demand.
    pub more: String,
}

/// Text to read and copy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Code {
    /// What it is: "Example", "curl".
    pub label: String,
    /// Language of the highlighter: "json", "shell".
    pub language: String,
    /// The text.
    pub text: String,
}

wire!(Outline { format, title, version, blocks, groups, items, problems, lines, bytes, missing });
wire!(Group { name, note });
wire!(Item { id, verb, name, note, words, group, deprecated, model });
wire!(Problem { line, text });
wire!(Section { level, title, note });
wire!(Fact { label, value });
wire!(Field { name, kind, model, marks, note, facts, inside, more });
wire!(Code { label, language, text });
wire_enum!(Block {
    0 Section(Section),
    1 Prose(String),
    2 Facts(Vec<Fact>),
    3 Fields(Vec<Field>),
    4 Code(Code),
});

impl Block {
    pub(crate) fn section(title: impl Into<String>, note: impl Into<String>) -> Self {
        Self::Section(Section { level: 1, title: title.into(), note: note.into() })
    }

    pub(crate) fn part(title: impl Into<String>, note: impl Into<String>) -> Self {
        Self::Section(Section { level: 2, title: title.into(), note: note.into() })
    }

    pub(crate) fn code(
        label: impl Into<String>,
        language: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self::Code(Code { label: label.into(), language: language.into(), text: text.into() })
    }
}

impl Fact {
    pub(crate) fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// Blocks that are being collected; empty ones are left out.
#[derive(Default)]
pub(crate) struct Blocks(pub(crate) Vec<Block>);

impl Blocks {
    pub(crate) fn push(&mut self, block: Block) {
        self.0.push(block);
    }

    pub(crate) fn prose(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.push(Block::Prose(text.to_owned()));
        }
    }

    pub(crate) fn facts(&mut self, facts: Vec<Fact>) {
        if !facts.is_empty() {
            self.push(Block::Facts(facts));
        }
    }

    pub(crate) fn fields(&mut self, title: &str, fields: Vec<Field>) {
        if !fields.is_empty() {
            if !title.is_empty() {
                self.push(Block::section(title, ""));
            }
            self.push(Block::Fields(fields));
        }
    }
}

/// Gives every item its place in a group, and puts those of one group together.
#[derive(Default)]
pub(crate) struct Groups {
    pub(crate) groups: Vec<Group>,
    pub(crate) items: Vec<Item>,
}

impl Groups {
    /// The number of a group, which is made if it is new.
    pub(crate) fn group(&mut self, name: &str, note: &str) -> u32 {
        let found = self.groups.iter().position(|group| group.name == name);
        let at = found.unwrap_or_else(|| {
            self.groups.push(Group { name: name.to_owned(), note: note.to_owned() });
            self.groups.len() - 1
        });
        at as u32
    }

    pub(crate) fn into_outline(mut self, outline: Outline) -> Outline {
        self.items.sort_by_key(|item| item.group);
        Outline { groups: self.groups, items: self.items, ..outline }
    }
}
