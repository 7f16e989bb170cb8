//! The files of a skeleton: which there are, and what they become.

use serde_json::{Map, Value};

use super::engine::Engine;
use super::values::{fields, from_json};
use super::{Fault, File, glob};

/// Bytes in which a file is looked for what no text has.
const LOOKED_AT: usize = 8_000;

/// What `files.json` beside the files of a skeleton says: a static host cannot list a folder.
///
/// `{"files": ["README.md", {"path": "ci.sh", "executable": true}]}`
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FolderIndex {
    /// In the order of the index.
    pub files: Vec<IndexedFile>,
}

/// One file of a [`FolderIndex`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IndexedFile {
    /// Its path below the folder, with `/`; expressions in it are not yet rendered.
    pub path: String,
    /// Whether it may be run.
    pub executable: bool,
}

impl FolderIndex {
    /// Name of the index in the folder; it is no file of the skeleton.
    pub const NAME: &'static str = "files.json";

    /// Reads an index.
    ///
    /// # Errors
    /// Names the entry that makes no sense, or that leads out of the folder.
    pub fn read(index: &Value) -> Result<Self, Fault> {
        let wrong = |text: String| Fault { place: Self::NAME.to_owned(), line: None, text };
        let Some(list) = index.get("files").and_then(Value::as_array) else {
            return Err(wrong("The index of the folder has no list `files`.".to_owned()));
        };
        let mut files = Vec::with_capacity(list.len());
        for entry in list {
            let path = entry.as_str().or_else(|| entry.get("path").and_then(Value::as_str));
            let Some(path) = path.and_then(below) else {
                return Err(wrong(format!("{entry} names no file below the folder.")));
            };
            let executable = entry.get("executable").and_then(Value::as_bool).unwrap_or(false);
            files.push(IndexedFile { path, executable });
        }
        Ok(Self { files })
    }
}

/// Whether these bytes are no text: they are copied, and no patch can hold them.
#[must_use]
pub fn binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    start.contains(&0) || std::str::from_utf8(bytes).is_err()
}

/// A path below a folder, tidied; nothing for one that leads elsewhere.
pub fn below(path: &str) -> Option<String> {
    if path.starts_with('/') || path.contains(['\\', '\0']) {
        return None;
    }
    let parts: Vec<&str> =
        path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    (!parts.is_empty() && !parts.contains(&"..")).then(|| parts.join("/"))
}

/// Renders the files of a skeleton: paths and contents see the input's `values` as `values.*`.
/// A broken file is reported and the others are rendered.
///
/// `input` is that of the action `fetch:template`, rendered: `values`, `targetPath`,
/// `copyWithoutTemplating` (or its old name `copyWithoutRender`), `templateFileExtension`,
/// `trimBlocks` and `lstripBlocks` are heeded. A path with an empty segment is no file.
#[must_use]
pub fn skeleton(files: &[File], input: &Value) -> (Vec<File>, Vec<Fault>) {
    let flag = |name: &str| input.get(name).and_then(Value::as_bool).unwrap_or(false);
    let mut engine = Engine::new(flag("trimBlocks"), flag("lstripBlocks"));
    let none = Value::Object(Map::new());
    let values =
        from_json(input.get("values").filter(|values| values.is_object()).unwrap_or(&none));
    let context = if flag("cookiecutterCompat") {
        fields(vec![("cookiecutter", values.clone()), ("values", values)])
    } else {
        fields(vec![("values", values)])
    };
    let rules = Rules::of(input);
    let mut rendered: Vec<File> = Vec::with_capacity(files.len());
    let mut faults = Vec::new();
    for file in files {
        match one(file, &rules, &mut engine, &context) {
            Ok(Some(file)) => {
                rendered.retain(|other| other.path != file.path);
                rendered.push(file);
            }
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    (rendered, faults)
}

/// Copies files: what the action `fetch:plain` does.
pub fn plain(files: &[File], input: &Value) -> (Vec<File>, Vec<Fault>) {
    let rules = Rules::of(input);
    let (mut copied, mut faults) = (Vec::new(), Vec::new());
    for file in files {
        match rules.placed(&file.path, &file.path) {
            Ok(path) => copied.push(File { path, ..file.clone() }),
            Err(fault) => faults.push(fault),
        }
    }
    (copied, faults)
}

struct Rules<'i> {
    target: &'i str,
    /// Patterns of files whose contents stay as they are.
    copied: Vec<&'i str>,
    /// Whether the paths of these stay as they are too.
    paths_stay: bool,
    /// Only files with this ending are rendered, and lose it.
    extension: Option<&'i str>,
}

impl<'i> Rules<'i> {
    fn of(input: &'i Value) -> Self {
        let patterns = |name: &str| {
            let list = input.get(name).and_then(Value::as_array);
            list.map(|list| list.iter().filter_map(Value::as_str).collect::<Vec<_>>())
        };
        let old = patterns("copyWithoutRender");
        Self {
            target: input.get("targetPath").and_then(Value::as_str).unwrap_or("."),
            paths_stay: old.is_some(),
            copied: old.or_else(|| patterns("copyWithoutTemplating")).unwrap_or_default(),
            extension: match input.get("templateFileExtension") {
                Some(Value::Bool(true)) => Some(".njk"),
                Some(Value::String(ending)) if !ending.is_empty() => Some(ending),
                _ => None,
            },
        }
    }

    /// Where a file goes.
    fn placed(&self, path: &str, original: &str) -> Result<String, Fault> {
        below(&format!("{}/{path}", self.target.trim_end_matches('/'))).ok_or_else(|| Fault {
            place: original.to_owned(),
            line: None,
            text: "Its path leads out of the new repository.".to_owned(),
        })
    }
}

fn one(
    file: &File,
    rules: &Rules<'_>,
    engine: &mut Engine,
    context: &minijinja::Value,
) -> Result<Option<File>, Fault> {
    let mut path = file.path.as_str();
    let (render_path, render_content) = match rules.extension {
        Some(ending) => match path.strip_suffix(ending) {
            Some(stem) => {
                path = stem;
                (true, true)
            }
            None => (true, false),
        },
        None => {
            let copied = rules.copied.iter().any(|pattern| glob::fits(pattern, path));
            (!(copied && rules.paths_stay), !copied)
        }
    };
    let place = file.path.as_str();
    let path = if render_path { engine.text(place, path, context)? } else { path.to_owned() };
    if path.split('/').any(|part| part.trim().is_empty()) {
        return Ok(None);
    }
    let bytes = match std::str::from_utf8(&file.bytes) {
        Ok(text) if render_content && !binary(&file.bytes) => {
            engine.text(place, text, context)?.into_bytes()
        }
        _ => file.bytes.clone(),
    };
    Ok(Some(File { path: rules.placed(&path, place)?, bytes, executable: file.executable }))
}
