//! Descriptors of templates, and the folders that their steps fetch.

use std::path::{Path, PathBuf};

use portico_templates::render::{File, FolderIndex};
use serde_json::{Value, json};

use super::Scaffolder;

/// Templates for tests only; they are in no catalog.
const HIDDEN: &str = r#"[
  {"apiVersion": "scaffolder.backstage.io/v1beta3", "kind": "Template",
   "metadata": {"namespace": "default", "name": "failing", "title": "Failing", "description": "Fails at its second step"},
   "spec": {"type": "service", "owner": "group:default/developer-experience",
    "parameters": [{"title": "P", "properties": {"name": {"title": "Name", "type": "string"}}}],
    "steps": [
     {"id": "ok", "name": "First step works", "action": "debug:log", "input": {"message": "about to fail"}},
     {"id": "boom", "name": "This step fails", "action": "fs:rename", "input": {"files": [{"from": "does-not-exist.txt", "to": "other.txt"}]}},
     {"id": "never", "name": "Never reached", "action": "debug:log", "input": {"message": "never"}}],
    "output": {}}},
  {"apiVersion": "scaffolder.backstage.io/v1beta3", "kind": "Template",
   "metadata": {"namespace": "default", "name": "slow", "title": "Slow", "description": "Waits"},
   "spec": {"type": "service", "owner": "group:default/developer-experience",
    "parameters": [{"title": "P", "properties": {"seconds": {"title": "Seconds", "type": "integer", "default": 60}, "lines": {"title": "Lines of its log", "type": "integer", "default": 0}}}],
    "steps": [
     {"id": "before", "name": "Before", "action": "debug:log", "input": {"message": "starting to wait", "lines": "${{ parameters.lines }}"}},
     {"id": "wait", "name": "Wait", "action": "debug:wait", "input": {"seconds": "${{ parameters.seconds or 60 }}"}},
     {"id": "after", "name": "After", "action": "debug:log", "input": {"message": "done"}}],
    "output": {"text": [{"title": "Waited", "content": "It waited for ${{ parameters.seconds or 60 }} seconds."}]}}}
]"#;

/// A template that can be run.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its descriptor.
    pub descriptor: Value,
    /// Where the folders that it fetches are.
    pub base: Base,
}

/// Where relative addresses of a template lead.
#[derive(Clone, Debug)]
pub enum Base {
    /// A folder on disk, with an index for each folder that may be fetched.
    Folder(PathBuf),
    /// Files that came with the request.
    Given(Vec<File>),
}

impl Scaffolder {
    /// The template with this lower-case reference.
    pub(super) async fn template(&self, reference: &str) -> Option<Found> {
        let name = reference.strip_prefix("template:default/")?;
        let hidden: Value = serde_json::from_str(HIDDEN).ok()?;
        let hidden = hidden.as_array().into_iter().flatten();
        for descriptor in hidden {
            if descriptor.pointer("/metadata/name").and_then(Value::as_str) == Some(name) {
                let base = Base::Given(Vec::new());
                return Some(Found { descriptor: descriptor.clone(), base });
            }
        }
        if name.is_empty() || name.contains(['/', '\\', '.']) {
            return None;
        }
        let folder = self.options.templates.join(name);
        let text = tokio::fs::read_to_string(folder.join("template.yaml")).await.ok()?;
        let mut descriptor: Value = yaml_serde::from_str(&text).ok()?;
        if let Some(metadata) = descriptor.get_mut("metadata").and_then(Value::as_object_mut) {
            metadata.entry("namespace").or_insert_with(|| "default".into());
        }
        Some(Found { descriptor, base: Base::Folder(folder) })
    }
}

impl Base {
    /// The files at an address of the template: those below a folder, or one file.
    pub async fn fetch(&self, url: &str) -> Result<Vec<File>, String> {
        let inner = url.trim_start_matches("./").trim_end_matches('/');
        if inner.contains("://")
            || inner.starts_with('/')
            || inner.split('/').any(|part| part == "..")
        {
            return Err(format!(
                "`{url}` is not below the template: the demo fetches nothing else"
            ));
        }
        match self {
            Self::Given(files) => {
                let prefix = format!("{inner}/");
                let below: Vec<File> = files
                    .iter()
                    .filter_map(|file| {
                        let path = match inner {
                            "" | "." => Some(file.path.as_str()),
                            _ if file.path == inner => file.path.rsplit('/').next(),
                            _ => file.path.strip_prefix(&prefix),
                        };
                        path.map(|path| File { path: path.to_owned(), ..file.clone() })
                    })
                    .collect();
                if below.is_empty() {
                    return Err(format!("There is no folder `{inner}`"));
                }
                Ok(below)
            }
            Self::Folder(folder) => read_folder(&folder.join(inner)).await,
        }
    }
}

/// The files that the index of a folder names, or the one file that is no folder.
pub async fn read_folder(folder: &Path) -> Result<Vec<File>, String> {
    if folder.is_file() {
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let bytes = tokio::fs::read(folder).await.map_err(|error| error.to_string())?;
        return Ok(vec![File { path: name.to_owned(), bytes, executable: false }]);
    }
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let index = tokio::fs::read(folder.join(FolderIndex::NAME))
        .await
        .map_err(|_| format!("The folder `{name}` of the template has no {}", FolderIndex::NAME))?;
    let index: Value = serde_json::from_slice(&index).map_err(|error| error.to_string())?;
    let index = FolderIndex::read(&index).map_err(|fault| fault.text)?;
    let mut files = Vec::with_capacity(index.files.len());
    for entry in index.files {
        let bytes = tokio::fs::read(folder.join(&entry.path))
            .await
            .map_err(|error| format!("{name}/{}: {error}", entry.path))?;
        files.push(File { path: entry.path, bytes, executable: entry.executable });
    }
    Ok(files)
}

/// The forms of a template: what `…/parameter-schema` answers.
pub fn parameter_schema(template: &Found) -> Value {
    let descriptor = &template.descriptor;
    let name = descriptor.pointer("/metadata/name").cloned().unwrap_or_default();
    let title = descriptor.pointer("/metadata/title").cloned().unwrap_or(name);
    let mut body = json!({ "title": title });
    if let Some(description) = descriptor.pointer("/metadata/description") {
        body["description"] = description.clone();
    }
    body["steps"] = forms(descriptor)
        .into_iter()
        .map(|schema| {
            let mut step = json!({
                "title": schema.get("title").cloned().unwrap_or_else(|| "Please enter the following information".into()),
            });
            if let Some(description) = schema.get("description") {
                step["description"] = description.clone();
            }
            step["schema"] = schema;
            step
        })
        .collect();
    body
}

fn forms(descriptor: &Value) -> Vec<Value> {
    match descriptor.pointer("/spec/parameters") {
        Some(Value::Array(forms)) => forms.clone(),
        Some(form @ Value::Object(_)) => vec![form.clone()],
        _ => Vec::new(),
    }
}

/// What is wrong with answers, as the recorded backend says it: what is missing, and texts that do
/// not fit their pattern.
pub fn complaints(descriptor: &Value, values: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    for form in forms(descriptor) {
        let complain = |path: Value,
                        property: String,
                        message: String,
                        schema: &Value,
                        instance: &Value,
                        name: &str,
                        argument: &Value| {
            json!({
                "path": path, "property": property, "message": message, "schema": schema,
                "instance": instance, "name": name, "argument": argument,
                "stack": format!("{property} {message}"),
            })
        };
        let required = form.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in
            required.filter(|name| name.as_str().is_some_and(|name| values.get(name).is_none()))
        {
            let message = format!("requires property {name}");
            found.push(complain(
                json!([]),
                "instance".into(),
                message,
                &form,
                values,
                "required",
                name,
            ));
        }
        let properties = form.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (name, schema) in properties {
            let Some(value) = values.get(name) else { continue };
            let at = format!("instance.{name}");
            if let Some(wanted) = schema.get("type").and_then(Value::as_str)
                && !has_type(value, wanted)
            {
                let message = format!("is not of a type(s) {wanted}");
                found.push(complain(
                    json!([name]),
                    at.clone(),
                    message,
                    schema,
                    value,
                    "type",
                    &json!([wanted]),
                ));
            }
            if let (Some(text), Some(pattern)) = (value.as_str(), schema.get("pattern"))
                && let Some(source) = pattern.as_str()
                && regex_lite::Regex::new(source).is_ok_and(|regex| !regex.is_match(text))
            {
                let message = format!("does not match pattern {pattern}");
                found.push(complain(json!([name]), at, message, schema, value, "pattern", pattern));
            }
        }
    }
    found
}

fn has_type(value: &Value, wanted: &str) -> bool {
    match wanted {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        _ => true,
    }
}
