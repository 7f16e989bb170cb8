//! `sizes.json`: what the code of each plugin weighs, for the pages of those who run the portal.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::repo;

/// The file, beside `portal.json`.
pub const FILE: &str = "sizes.json";

/// What makes something for a chunk; the first word in the brackets is its name.
const MAKERS: [&str; 5] = ["lazy!(", "examples!(", "feed!(", "work!(", "split_fn!("];

/// Writes the file. `first_view` and the chunks are in bytes, with brotli.
///
/// # Errors
/// When a source cannot be read or the file cannot be written.
pub fn write(out: &Path, first_view: u64, chunks: &BTreeMap<String, u64>) -> Result<()> {
    repo::write(out.join(FILE), text(first_view, chunks, &plugins()?).to_string())
}

fn text(
    first_view: u64,
    chunks: &BTreeMap<String, u64>,
    plugins: &BTreeMap<String, BTreeSet<String>>,
) -> Value {
    let sums: BTreeMap<&String, u64> = plugins
        .iter()
        .map(|(id, own)| (id, own.iter().filter_map(|name| chunks.get(name)).sum::<u64>()))
        .filter(|(_, sum)| *sum > 0)
        .collect();
    json!({ "firstView": first_view, "chunks": chunks, "plugins": sums })
}

/// The chunks that the sources of each plugin name.
fn plugins() -> Result<BTreeMap<String, BTreeSet<String>>> {
    let folder = repo::root().join("src/plugins");
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in repo::files_with(&folder, "rs")? {
        let below = file.strip_prefix(&folder)?;
        let Some(id) = below.iter().next().filter(|_| below.iter().count() > 1) else { continue };
        let names = named(&repo::read(&file)?);
        found.entry(id.to_string_lossy().into_owned()).or_default().extend(names);
    }
    Ok(found)
}

/// The chunks that a source names.
fn named(source: &str) -> BTreeSet<String> {
    let lines = source.lines().map(str::trim);
    let rest = lines.filter_map(|line| MAKERS.iter().find_map(|maker| line.strip_prefix(maker)));
    rest.filter_map(|rest| rest.split(',').next()).map(|name| name.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plugin_weighs_what_its_chunks_weigh_together() {
        let chunks = BTreeMap::from([("hello".to_owned(), 10), ("hello_more".to_owned(), 5)]);
        let own = BTreeSet::from(["hello".to_owned(), "hello_more".to_owned(), "gone".to_owned()]);
        let plugins = BTreeMap::from([("hello".to_owned(), own), ("none".to_owned(), [].into())]);
        assert_eq!(
            text(100, &chunks, &plugins),
            json!({
                "firstView": 100,
                "chunks": { "hello": 10, "hello_more": 5 },
                "plugins": { "hello": 15 }
            })
        );
    }

    #[test]
    fn chunks_are_named_where_something_is_made_for_them() {
        let source =
            "lazy!(hello, index: PageInput => x);\n    feed!(hello_find, f => y);\n// lazy!";
        assert_eq!(named(source), ["hello", "hello_find"].map(str::to_owned).into());
        let all = plugins().unwrap();
        assert!(all["insights"].contains("market"), "{all:?}");
        assert!(!all.contains_key("mod.rs"));
    }
}
