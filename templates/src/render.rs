//! What a template writes and does with the answers: expressions, skeleton files, steps in words,
//! an archive or a patch of the files.

mod archive;
mod case;
mod engine;
mod filters;
mod glob;
mod patch;
mod plan;
mod read;
mod scan;
mod skeleton;
mod tree;
mod values;
mod yaml;

#[cfg(test)]
mod tests;

use serde_json::Value;

pub use archive::archive;
pub use engine::{is_expression, render, render_text};
pub use patch::patch;
pub use plan::{Planned, plan};
pub use skeleton::{FolderIndex, IndexedFile, binary, skeleton};
pub use tree::{Effect, on_files, perform};

/// A template as its descriptor says it.
#[derive(Clone, Debug, Default)]
pub struct Template {
    /// `metadata.name`.
    pub name: String,
    /// `metadata.title`, or the name.
    pub title: String,
    /// `metadata.description`.
    pub description: Option<String>,
    /// `spec.type`: what comes out.
    pub kind: String,
    /// `spec.owner`.
    pub owner: Option<String>,
    /// `spec.parameters`.
    pub parameters: Value,
    /// `spec.steps`.
    pub steps: Vec<Step>,
    /// `spec.output`.
    pub output: Value,
}

/// One of `spec.steps`.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// `id`, or "step-2".
    pub id: String,
    /// `name`, or the id.
    pub name: String,
    /// `action`: "fetch:template".
    pub action: String,
    /// `input`, not yet rendered.
    pub input: Value,
    /// `if`, not yet rendered.
    pub condition: Option<Value>,
    /// `each`, not yet rendered.
    pub each: Option<Value>,
}

/// What expressions see.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    /// `parameters`.
    pub parameters: Value,
    /// `steps`: `{"<id>": {"output": {…}}}`.
    pub steps: Value,
    /// `secrets`.
    pub secrets: Value,
    /// `user`: `{"ref": "user:default/ines", "entity": {…}}`.
    pub user: Value,
    /// `each`: `{"key": …, "value": …}`.
    pub each: Value,
}

/// Why something could not be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, or the step and the key in its input.
    pub place: String,
    /// The line in it, from 1 on, if it is known.
    pub line: Option<usize>,
    /// A sentence.
    pub text: String,
}

/// A file that a template writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the new repository, with `/`.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// Whether it may be run.
    pub executable: bool,
}
