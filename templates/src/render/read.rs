//! Reads the descriptor of a template.

use serde_json::Value;

use super::{Fault, Step, Template};

impl Template {
    /// Reads a descriptor of the kind Template.
    ///
    /// Steps without an action are kept, so that a page can say what is wrong with them.
    ///
    /// # Errors
    /// Names what is missing in it.
    pub fn read(descriptor: &Value) -> Result<Self, Fault> {
        let text = |path: &str| {
            let found = descriptor.pointer(path).and_then(Value::as_str);
            found.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
        };
        let missing = |place: &str, text: &str| Fault {
            place: place.to_owned(),
            line: None,
            text: text.to_owned(),
        };
        if text("/kind").is_none_or(|kind| !kind.eq_ignore_ascii_case("template")) {
            return Err(missing("kind", "This is no template: its kind is not Template."));
        }
        let version = text("/apiVersion").unwrap_or_default();
        if version != "scaffolder.backstage.io/v1beta3" {
            return Err(missing(
                "apiVersion",
                "Only templates of `scaffolder.backstage.io/v1beta3` can be filled in.",
            ));
        }
        let Some(name) = text("/metadata/name") else {
            return Err(missing("metadata/name", "The template has no name."));
        };
        let steps = match descriptor.pointer("/spec/steps") {
            Some(Value::Array(steps)) => steps.iter().enumerate().map(step).collect(),
            Some(Value::Null) | None => {
                return Err(missing("spec/steps", "The template has no steps."));
            }
            Some(_) => return Err(missing("spec/steps", "The steps are no list.")),
        };
        let value = |path: &str| descriptor.pointer(path).cloned().unwrap_or_default();
        Ok(Self {
            title: text("/metadata/title").unwrap_or_else(|| name.clone()),
            name,
            description: text("/metadata/description"),
            kind: text("/spec/type").unwrap_or_default(),
            owner: text("/spec/owner"),
            parameters: value("/spec/parameters"),
            steps,
            output: value("/spec/output"),
        })
    }
}

fn step((at, step): (usize, &Value)) -> Step {
    let text = |name: &str| {
        let found = step.get(name).and_then(Value::as_str).map(str::trim);
        found.filter(|text| !text.is_empty()).map(str::to_owned)
    };
    let id = text("id").unwrap_or_else(|| format!("step-{}", at + 1));
    Step {
        name: text("name").unwrap_or_else(|| id.clone()),
        id,
        action: text("action").unwrap_or_default(),
        input: step.get("input").cloned().unwrap_or_default(),
        condition: step.get("if").cloned(),
        each: step.get("each").cloned(),
    }
}
