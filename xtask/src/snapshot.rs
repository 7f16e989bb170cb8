//! The catalog beside the portal: what the descriptors of the deployment say, read here instead of
//! in the browser of every first visitor (docs/decisions/0010-a-catalog-beside-the-portal.md).

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use portico_catalog::assemble::{Assembler, Wanted};
use portico_catalog::record::SourceId;
use portico_catalog::{shipped, snapshot};
use serde_json::Value;

use crate::args::Args;
use crate::{compress, repo};

/// The file, beside `portal.json`.
pub const FILE: &str = "catalog.bin";

/// `cargo xtask snapshot [--dir dist]`: after descriptors of a deployment changed.
pub fn run(mut args: Args) -> Result<()> {
    let out = repo::root().join(args.option("--dir")?.unwrap_or_else(|| "dist".to_owned()));
    args.finish()?;
    if write(&out)? {
        compress::one(&out.join(FILE))?;
    }
    Ok(())
}

/// Writes the catalog of a deployment; `false`, and why, when its sources are not all in it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn write(out: &Path) -> Result<bool> {
    match read(out)? {
        Ok((stamp, catalog)) => {
            // One that is to be the same every time says so in the way other tools know.
            let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|time| time.parse().ok());
            let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
            let read_at = given.map_or(now as u64, |seconds: u64| seconds * 1000);
            fs::write(out.join(FILE), shipped::write(stamp, read_at, &catalog))
                .with_context(|| format!("cannot write {FILE}"))?;
            println!("{FILE}: the catalog, for the first visit");
            Ok(true)
        }
        Err(reason) => {
            println!("no {FILE}: {reason}");
            Ok(false)
        }
    }
}

/// The catalog, or why the browser has to read it.
type Found = Result<(u64, snapshot::Snapshot), String>;

fn read(out: &Path) -> Result<Found> {
    let path = out.join("portal.json");
    if !path.exists() {
        return Ok(Err("there is no portal.json".to_owned()));
    }
    let text = repo::read(path)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let Ok(portal) = serde_json::from_str::<Value>(text) else {
        return Ok(Err("portal.json is not JSON".to_owned()));
    };
    let mut assembler = Assembler::new();
    let mut read_from = Vec::new();
    let sources = portal.get("sources").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if sources.is_empty() {
        return Ok(Err("portal.json names no source".to_owned()));
    }
    for (number, source) in (0..).map(SourceId).zip(sources) {
        let text = |key: &str| source.get(key).and_then(Value::as_str);
        let id = text("id").unwrap_or("?");
        if text("type") != Some("files") || text("url").is_some() {
            return Ok(Err(format!("the source `{id}` is not in this folder")));
        }
        let index = source.get("index").and_then(Value::as_array).into_iter().flatten();
        let index: Vec<&str> = index.filter_map(Value::as_str).collect();
        for path in &index {
            match inside(out, path).and_then(|path| fs::read(path).ok()) {
                Some(bytes) => assembler.add_file(number, path, &bytes),
                None => {
                    return Ok(Err(format!("`{path}` of the source `{id}` is not in this folder")));
                }
            }
        }
        read_from.push((id, index));
    }
    loop {
        let wanted = assembler.wanted();
        if wanted.is_empty() {
            break;
        }
        for Wanted { source, url, .. } in wanted {
            let Some(path) = inside(out, &url) else {
                return Ok(Err(format!("`{url}` is not in this folder")));
            };
            let bytes = fs::read(path);
            let missing = |_| "the portal does not have this".to_owned();
            assembler.give(source, &url, bytes.as_deref().map_err(missing));
        }
    }
    let read = assembler.finish();
    Ok(Ok((shipped::stamp(read_from.into_iter()), snapshot::build(read.records, read.issues))))
}

/// Where a file of the deployment lies; `None` for an address that leads elsewhere.
fn inside(out: &Path, url: &str) -> Option<PathBuf> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let leads_out =
        path.starts_with('/') || path.contains(':') || path.split('/').any(|it| it == "..");
    (!leads_out).then(|| out.join(path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::catalog::Catalog;

    fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("portico-snapshot-{name}-{}", std::process::id()));
        for (file, text) in files {
            repo::write(folder.join(file), text).unwrap();
        }
        folder
    }

    const PORTAL: &str = r#"{"sources": [{"id": "a", "type": "files", "index": ["all.yaml"]}]}"#;

    #[test]
    fn the_catalog_of_the_folder_is_read() {
        let all = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {targets: [./more/ledger.yaml]}\n";
        let ledger = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: ledger}\nspec: {type: service, lifecycle: production, owner: core}\n";
        let out = folder(
            "whole",
            &[("portal.json", PORTAL), ("all.yaml", all), ("more/ledger.yaml", ledger)],
        );
        let (stamp, built) = read(&out).unwrap().unwrap();
        assert_eq!(stamp, shipped::stamp([("a", vec!["all.yaml"])].into_iter()));
        let catalog = Catalog::from_bytes(&built.index).unwrap();
        assert!(catalog.lookup(&"component:default/ledger".parse().unwrap()).is_some());
        assert!(write(&out).unwrap() && out.join(FILE).exists());
        fs::remove_dir_all(out).unwrap();
    }

    #[test]
    fn what_is_elsewhere_is_read_by_the_browser() {
        for (name, portal, all, says) in [
            (
                "api",
                r#"{"sources": [{"id": "b", "type": "backstage", "url": "https://b.test"}]}"#,
                "",
                "`b`",
            ),
            ("none", "{}", "", "no source"),
            ("broken", "{", "", "not JSON"),
            (
                "away",
                PORTAL,
                "kind: Location\napiVersion: backstage.io/v1alpha1\nmetadata: {name: all}\nspec: {target: 'https://git.test/a.yaml'}\n",
                "https://git.test/a.yaml",
            ),
            (
                "up",
                r#"{"sources": [{"id": "a", "type": "files", "index": ["../all.yaml"]}]}"#,
                "",
                "../all.yaml",
            ),
        ] {
            let out = folder(name, &[("portal.json", portal), ("all.yaml", all)]);
            let reason = read(&out).unwrap().err().unwrap();
            assert!(reason.contains(says), "{name}: {reason}");
            assert!(!write(&out).unwrap() && !out.join(FILE).exists());
            fs::remove_dir_all(out).unwrap();
        }
    }
}
