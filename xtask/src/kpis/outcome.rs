//! What became of a deployment at GitHub: its list does not say it, the statuses of each do.

use anyhow::{Context, Result, bail};
use serde_json::{Deserializer, Value, json};

use super::Export;
use super::ask::{curl, host, origin};

/// The answer with the newest final status of each deployment beside it as `outcome`. A deployment
/// that is not over has none. One request for each deployment, one `curl` for a page of them.
pub(super) fn with(text: &str, address: &str, export: &Export) -> Result<String> {
    let Ok(mut list) = serde_json::from_str::<Vec<Value>>(text) else {
        // Whoever reads the rows says what is wrong.
        return Ok(text.to_owned());
    };
    let urls: Vec<String> = list
        .iter()
        .filter_map(|one| one.get("statuses_url").and_then(Value::as_str))
        .map(str::to_owned)
        .collect();
    if urls.len() < list.len() {
        bail!("{}: a deployment without statuses_url", host(address));
    }
    if let Some(away) = urls.iter().find(|url| origin(url) != origin(address)) {
        bail!("{}: statuses are on another host: {}", host(address), host(away));
    }
    if urls.is_empty() {
        return Ok(text.to_owned());
    }
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let answers = curl(&urls, export, None)?;
    let mut answers = Deserializer::from_str(&answers).into_iter::<Vec<Value>>();
    for deployment in &mut list {
        let statuses = answers.next().context("statuses of a deployment are missing")?;
        let statuses = statuses.with_context(|| format!("{}: statuses", host(address)))?;
        if let (Some(outcome), Some(deployment)) = (newest(&statuses), deployment.as_object_mut()) {
            deployment.insert("outcome".to_owned(), outcome);
        }
    }
    Ok(serde_json::to_string(&list)?)
}

/// The newest status that says how it ended. `inactive` only says that another one came after it.
fn newest(statuses: &[Value]) -> Option<Value> {
    let text = |status: &Value, name: &str| {
        status.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    statuses
        .iter()
        .map(|status| (text(status, "created_at"), text(status, "state")))
        .filter(|(_, state)| ["success", "failure", "error"].contains(&state.as_str()))
        .max()
        .map(|(created_at, state)| json!({ "created_at": created_at, "state": state }))
}
