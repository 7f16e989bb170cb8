//! What CI is given: the answers of a form as the inputs of a workflow, or the variables of a
//! pipeline. All of them are texts.

use super::super::config::DispatchKind;
use super::target::{SECRETS, Target};
use serde_json::{Map, Value};

/// Most inputs of a workflow. Source: GitHub REST, “Create a workflow dispatch event”.
const MOST: usize = 25;
/// Longest inputs of a workflow together, in characters. Source: the same.
const LONGEST: usize = 65_535;

/// Names and texts, in the order of the form.
pub type Inputs = Vec<(String, String)>;

/// What is sent.
///
/// # Errors
/// Why it cannot be, in sentences; then nothing is sent.
pub fn inputs(
    target: &Target,
    values: &Value,
    secrets: &Map<String, Value>,
) -> Result<Inputs, String> {
    let undeclared: Vec<&str> = secrets
        .iter()
        .filter(|(name, value)| !is_empty(value) && !target.secrets.contains(name))
        .map(|(name, _)| name.as_str())
        .collect();
    if !undeclared.is_empty() {
        return Err(format!(
            "The form has a secret ({}), and the template does not say that CI may be given it. \
             Leave it empty, or ask the owner of the template for the annotation {SECRETS}.",
            undeclared.join(", ")
        ));
    }
    let declared = secrets.iter().filter(|(name, _)| target.secrets.contains(name));
    // Among the answers a secret is a row of asterisks.
    let answers = values.as_object().into_iter().flatten();
    let answers = answers.filter(|(name, _)| !secrets.contains_key(*name));
    let all = answers.chain(declared);
    let all: Inputs = all.filter_map(|(name, value)| Some((name.clone(), text(value)?))).collect();
    match target.server.kind {
        DispatchKind::Github => fits_workflow(&all)?,
        DispatchKind::Gitlab => fits_pipeline(&all)?,
    }
    Ok(all)
}

fn fits_workflow(all: &Inputs) -> Result<(), String> {
    if all.len() > MOST {
        let count = all.len();
        return Err(format!(
            "A workflow takes {MOST} inputs, and this form has {count} answers. Its owner can put \
             several of them into one object."
        ));
    }
    let length: usize =
        all.iter().map(|(name, text)| name.chars().count() + text.chars().count()).sum();
    match length > LONGEST {
        true => {
            Err(format!("The answers have {length} characters, and a workflow takes {LONGEST}."))
        }
        false => Ok(()),
    }
}

fn fits_pipeline(all: &Inputs) -> Result<(), String> {
    let bad = all
        .iter()
        .find(|(name, _)| !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'));
    match bad {
        Some((name, _)) => Err(format!(
            "“{name}” cannot be a variable of GitLab: its name may have letters, digits and _ only."
        )),
        None => Ok(()),
    }
}

fn is_empty(value: &Value) -> bool {
    matches!(value, Value::Null) || value.as_str() == Some("")
}

/// A value as a text; what was not answered is none.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        // Lists and objects are JSON: `fromJSON(inputs.regions)`.
        other => Some(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::config::DispatchServer;
    use super::*;
    use serde_json::json;

    fn target(kind: DispatchKind) -> Target {
        Target {
            server: DispatchServer { kind, ..DispatchServer::default() },
            project: "a/b".to_owned(),
            workflow: "x.yml".to_owned(),
            reference: "main".to_owned(),
            secrets: vec!["key".to_owned()],
        }
    }

    fn github(values: &Value, secrets: &Value) -> Result<Inputs, String> {
        inputs(&target(DispatchKind::Github), values, secrets.as_object().unwrap())
    }

    #[test]
    fn everything_is_a_text() {
        let values = json!({"name": "x", "count": 3, "flag": false, "list": ["a", 1],
            "thing": {"a": null}, "nothing": null, "empty": "", "key": "******"});
        let all = github(&values, &json!({"key": "s3cret"})).unwrap();
        let said: Vec<(&str, &str)> = all.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            said,
            [
                ("name", "x"),
                ("count", "3"),
                ("flag", "false"),
                ("list", r#"["a",1]"#),
                ("thing", r#"{"a":null}"#),
                ("empty", ""),
                ("key", "s3cret"),
            ]
        );
    }

    #[test]
    fn secrets_go_only_where_they_are_declared() {
        let error = github(&json!({}), &json!({"key": "a", "other": "hunter2"})).unwrap_err();
        assert!(error.contains("(other)") && !error.contains("hunter2"), "{error}");
        assert_eq!(github(&json!({}), &json!({"other": ""})).unwrap(), []);
    }

    #[test]
    fn a_workflow_takes_twenty_five_of_them() {
        let many = |count: usize| -> Value {
            (0..count).map(|at| (format!("i{at}"), json!("x"))).collect::<Map<_, _>>().into()
        };
        assert!(github(&many(25), &json!({})).is_ok());
        assert!(github(&many(26), &json!({})).unwrap_err().contains("26"));
        assert!(github(&json!({"a": "x".repeat(70_000)}), &json!({})).is_err());
    }

    #[test]
    fn variables_have_plain_names() {
        let one =
            |name: &str| inputs(&target(DispatchKind::Gitlab), &json!({ name: "x" }), &Map::new());
        assert!(one("component_id").is_ok());
        assert!(one("component-id").unwrap_err().contains("component-id"));
    }
}
