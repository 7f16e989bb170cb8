//! The files that steps leave behind: what the actions on files do to them.

use serde_json::Value;

use super::skeleton::{self, below};
use super::{Fault, File, glob};

/// What a step did to the files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// Paths of the files that it wrote, in order.
    pub written: Vec<String>,
    /// Paths of the files that it deleted or renamed.
    pub removed: Vec<String>,
    /// Files that it could not render.
    pub faults: Vec<Fault>,
}

/// Whether an action only works on files, so that [`perform`] can do it anywhere.
#[must_use]
pub fn on_files(action: &str) -> bool {
    matches!(
        action,
        "fetch:template"
            | "fetch:template:file"
            | "fetch:plain"
            | "fetch:plain:file"
            | "catalog:write"
            | "fs:delete"
            | "fs:rename"
    )
}

/// Does to the files of `tree` what an action does. `input` is rendered; `fetched` are the files at
/// its `url`, for the actions that fetch some.
///
/// # Errors
/// Names what is missing in the input or among the files. Files that cannot be rendered are in
/// [`Effect::faults`].
pub fn perform(
    action: &str,
    input: &Value,
    fetched: &[File],
    tree: &mut Vec<File>,
) -> Result<Effect, Fault> {
    match action {
        "fetch:template" => Ok(add(skeleton::skeleton(fetched, input), tree)),
        "fetch:plain" => Ok(add(skeleton::plain(fetched, input), tree)),
        "fetch:template:file" | "fetch:plain:file" => one_file(action, input, fetched, tree),
        "catalog:write" => catalog_info(input, tree),
        "fs:delete" => Ok(delete(input, tree)),
        "fs:rename" => rename(input, tree),
        _ => Err(wrong("action", format!("`{action}` does not work on files."))),
    }
}

fn wrong(place: &str, text: String) -> Fault {
    Fault { place: place.to_owned(), line: None, text }
}

fn add((files, faults): (Vec<File>, Vec<Fault>), tree: &mut Vec<File>) -> Effect {
    let mut effect = Effect { faults, ..Effect::default() };
    for file in files {
        effect.written.push(file.path.clone());
        put(file, tree);
    }
    effect
}

fn put(file: File, tree: &mut Vec<File>) {
    match tree.iter_mut().find(|other| other.path == file.path) {
        Some(other) => *other = file,
        None => tree.push(file),
    }
}

fn one_file(
    action: &str,
    input: &Value,
    fetched: &[File],
    tree: &mut Vec<File>,
) -> Result<Effect, Fault> {
    let Some(file) = fetched.first() else {
        return Err(wrong("url", "There is no such file.".to_owned()));
    };
    let target = input.get("targetPath").and_then(Value::as_str).and_then(below);
    let Some(path) = target else {
        return Err(wrong("targetPath", "It does not say where the file goes.".to_owned()));
    };
    let file = File { path: path.clone(), ..file.clone() };
    if action == "fetch:plain:file" {
        return Ok(add((vec![file], Vec::new()), tree));
    }
    let mut input = input.clone();
    if let Some(map) = input.as_object_mut() {
        map.remove("targetPath");
    }
    Ok(add(skeleton::skeleton(&[file], &input), tree))
}

/// Writes `entity` as JSON, which is YAML too.
fn catalog_info(input: &Value, tree: &mut Vec<File>) -> Result<Effect, Fault> {
    let Some(entity) = input.get("entity").filter(|entity| entity.is_object()) else {
        return Err(wrong("entity", "There is no entity to write.".to_owned()));
    };
    let path = input.get("filePath").and_then(Value::as_str).unwrap_or("catalog-info.yaml");
    let Some(path) = below(path) else {
        return Err(wrong("filePath", "The path leads out of the new repository.".to_owned()));
    };
    let bytes = super::yaml::write(entity).into_bytes();
    Ok(add((vec![File { path, bytes, executable: false }], Vec::new()), tree))
}

fn delete(input: &Value, tree: &mut Vec<File>) -> Effect {
    let list = input.get("files").and_then(Value::as_array);
    let patterns: Vec<&str> = list.into_iter().flatten().filter_map(Value::as_str).collect();
    let mut effect = Effect::default();
    tree.retain(|file| {
        let gone = patterns.iter().any(|pattern| {
            let pattern = pattern.trim_start_matches("./").trim_end_matches('/');
            glob::fits(pattern, &file.path)
                || file.path.strip_prefix(pattern).is_some_and(|rest| rest.starts_with('/'))
        });
        if gone {
            effect.removed.push(file.path.clone());
        }
        !gone
    });
    effect
}

fn rename(input: &Value, tree: &mut Vec<File>) -> Result<Effect, Fault> {
    let mut effect = Effect::default();
    let list = input.get("files").and_then(Value::as_array);
    for (at, pair) in list.into_iter().flatten().enumerate() {
        let path = |name: &str| pair.get(name).and_then(Value::as_str).and_then(below);
        let (Some(from), Some(to)) = (path("from"), path("to")) else {
            return Err(wrong(
                &format!("files/{at}"),
                "It needs `from` and `to`, both below the new repository.".to_owned(),
            ));
        };
        let overwrite = pair.get("overwrite").and_then(Value::as_bool).unwrap_or(false);
        let folder = [&*from, "/"].concat();
        let moved: Vec<String> = tree
            .iter()
            .map(|file| file.path.clone())
            .filter(|path| *path == from || path.starts_with(&folder))
            .collect();
        if moved.is_empty() {
            return Err(wrong(
                &format!("files/{at}"),
                ["There is no file `", &*from, "`."].concat(),
            ));
        }
        for old in moved {
            let new = match old.strip_prefix(&folder) {
                Some(rest) => [&*to, "/", rest].concat(),
                None => to.clone(),
            };
            if tree.iter().any(|file| file.path == new) {
                if !overwrite {
                    return Err(wrong(
                        &format!("files/{at}"),
                        ["There is a file `", &*new, "` already."].concat(),
                    ));
                }
                tree.retain(|file| file.path != new);
            }
            if let Some(file) = tree.iter_mut().find(|file| file.path == old) {
                file.path.clone_from(&new);
            }
            effect.removed.push(old);
            effect.written.push(new);
        }
    }
    Ok(effect)
}
