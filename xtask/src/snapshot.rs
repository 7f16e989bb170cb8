//! The catalog beside the portal: what the descriptors of the deployment say, read here instead of
//! in the browser of every first visitor (docs/decisions/0010-a-catalog-beside-the-portal.md).

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};
use portico_catalog::assemble::{Assembler, Wanted};
use portico_catalog::catalog::Catalog;
use portico_catalog::past::{self, Past};
use portico_catalog::record::SourceId;
use portico_catalog::{shipped, snapshot};
use portico_insights::Zone;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::args::Args;
use crate::{compress, repo};

/// The file, beside `portal.json`.
pub const FILE: &str = "catalog.bin";

/// `cargo xtask snapshot [--dir dist]`: after descriptors of a deployment changed; with `--keep
/// <folder> [--date 2026-11-15]` its catalog is kept there for later comparison, and nothing else
/// is done.
pub fn run(mut args: Args) -> Result<()> {
    let out = repo::root().join(args.option("--dir")?.unwrap_or_else(|| "dist".to_owned()));
    let (kept, date) = (args.option("--keep")?, args.option("--date")?);
    args.finish()?;
    if let Some(folder) = kept {
        return keep(&out, &out.join(folder), &date.unwrap_or_else(today));
    }
    if write(&out)? {
        compress::one(&out.join(FILE))?;
        if !repo::read(out.join("index.html"))?.contains(FILE) {
            bail!(
                "{} was built without {FILE} and does not ask for it: build it again",
                repo::shown(&out)
            );
        }
    }
    Ok(())
}

/// The day, or the one that a build is to be of.
fn today() -> String {
    let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|time| time.parse().ok());
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    Zone(0).day(given.unwrap_or(now) as i64 * 1000).iso()
}

/// Keeps the catalog of a deployment under a date, and names it in the index of its folder. What
/// was kept under the date before is replaced.
fn keep(out: &Path, folder: &Path, date: &str) -> Result<()> {
    let text = match text(out)? {
        Ok(text) => text,
        Err(reason) => bail!("the catalog cannot be kept: {reason}"),
    };
    let index = folder.join("index.json");
    let mut list = match index.exists() {
        true => listed(
            &serde_json::from_str(&repo::read(index.clone())?)
                .with_context(|| format!("{} is not JSON", repo::shown(&index)))?,
        ),
        false => Vec::new(),
    };
    let mut past = Past::default();
    for one in &list {
        let path = folder.join(&one.url);
        past.add(&one.date, &repo::read(path.clone())?)
            .with_context(|| format!("{} cannot be built upon", repo::shown(&path)))?;
    }
    // Those that build on what is replaced stand alone from now on.
    for one in list.iter_mut().filter(|one| one.since.as_deref() == Some(date)) {
        if let Some(whole) = past.whole(&one.date) {
            repo::write(folder.join(&one.url), whole)?;
            one.since = None;
        }
    }
    list.retain(|one| one.date != date);
    past.add(date, &text).context("what was read cannot be kept")?;
    let base = base(&list, date);
    let shorter = base
        .as_ref()
        .and_then(|base| past.since(base, date))
        .filter(|since| since.len() < text.len() / 2);
    let kept = Kept {
        date: date.to_owned(),
        url: format!("{date}.txt"),
        since: shorter.as_ref().and(base),
    };
    let path = folder.join(&kept.url);
    let text = shorter.unwrap_or(text);
    repo::write(path.clone(), &text)?;
    println!(
        "{}: {} bytes{}",
        repo::shown(&path),
        text.len(),
        match &kept.since {
            Some(base) => format!(", what is different from {base}"),
            None => String::new(),
        }
    );
    list.push(kept);
    repo::write(index, index_of(list))
}

/// The catalog that a new one of a date builds on: the one before it, unless so many build on each
/// other already.
fn base(list: &[Kept], date: &str) -> Option<String> {
    let before = list.iter().filter(|one| one.date.as_str() < date).max_by_key(|one| &one.date)?;
    let mut at = before;
    for _ in 2..past::CHAIN {
        match at.since.as_ref().and_then(|since| list.iter().find(|one| one.date == *since)) {
            Some(earlier) => at = earlier,
            None => return Some(before.date.clone()),
        }
    }
    at.since.is_none().then(|| before.date.clone())
}

/// The catalog of a deployment as it is kept, or why it cannot be read here.
pub fn text(out: &Path) -> Result<Result<String, String>> {
    Ok(match read(out)? {
        Ok((_, built)) => Catalog::from_bytes(&built.index)
            .map(|catalog| past::write(&catalog))
            .map_err(|error| error.to_string()),
        Err(reason) => Err(reason),
    })
}

/// One kept catalog, as the index names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its day.
    pub date: String,
    /// Its file, as seen from the index.
    pub url: String,
    /// The day of the one that its file builds on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
}

/// The catalogs that an index names, by date; what makes no sense is left out.
fn listed(index: &Value) -> Vec<Kept> {
    let list = index.get("snapshots").and_then(Value::as_array);
    let mut list: Vec<Kept> = list
        .into_iter()
        .flatten()
        .filter_map(|one| serde_json::from_value(one.clone()).ok())
        .collect();
    list.sort_by(|a, b| a.date.cmp(&b.date));
    list
}

/// An index of these catalogs.
pub fn index_of(mut list: Vec<Kept>) -> String {
    list.sort_by(|a, b| a.date.cmp(&b.date));
    format!("{:#}\n", json!({ "snapshots": list }))
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
        for date in ["2026-11-15", "2026-11-08", "2026-11-15"] {
            keep(&out, &out.join("kept"), date).unwrap();
        }
        let index = || -> Vec<Kept> {
            let text = repo::read(out.join("kept/index.json")).unwrap();
            listed(&serde_json::from_str(&text).unwrap())
        };
        let dates: Vec<String> = index().into_iter().map(|one| one.date).collect();
        assert_eq!(dates, ["2026-11-08", "2026-11-15"]);
        let kept = repo::read(out.join("kept/2026-11-08.txt")).unwrap();
        assert!(kept.starts_with(past::FIRST) && kept.contains("\ncomponent:default/ledger\t"));
        // The second one tells what is different: nothing.
        let since = format!("{}\t2026-11-08\n", past::FIRST);
        assert_eq!(repo::read(out.join("kept/2026-11-15.txt")).unwrap(), since);
        assert_eq!(index()[1].since.as_deref(), Some("2026-11-08"));
        // When the first one is replaced, the second one stays what it was.
        keep(&out, &out.join("kept"), "2026-11-08").unwrap();
        assert_eq!(repo::read(out.join("kept/2026-11-15.txt")).unwrap(), kept);
        assert_eq!(index()[1].since, None);
        fs::remove_dir_all(out).unwrap();
    }

    #[test]
    fn so_many_build_on_each_other_and_no_more() {
        let mut list: Vec<Kept> = Vec::new();
        for week in 10..10 + 2 * past::CHAIN {
            let date = format!("2026-01-{week}");
            let since = base(&list, &date);
            assert_eq!(since.is_none(), (week - 10) % past::CHAIN == 0, "{week}");
            list.push(Kept { url: format!("{date}.txt"), date, since });
        }
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
