//! The chunks that plugins share, as few files.
//!
//! What one plugin needs alone is cut off by the splitter as `split_<name>.wasm`. What several need
//! comes as thousands of `chunk_<number>.wasm`, which become some dozens here, and the loader names
//! those.

mod group;
mod merge;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::repo;
use crate::wasm::Chunks;
use group::{Group, Users};

/// The loader that the splitter writes.
const LOADER: &str = "__wasm_split.js";

/// How the loader gets a module, written once instead of for each.
const PARTS: &str = "\
function part(name, deps) {
return makeLoad(() => {
if (!name) return async () => ({});
const src = fetch(new URL(`./${name}.wasm`, import.meta.url));
src.catch(() => {});
return async (imports) => WebAssembly.instantiateStreaming(src, imports);
}, deps);
}
function own(name, ...deps) {
return wrapAsyncCb(part(name, deps.map((number) => chunks[number])));
}
";

/// Makes few files of the shared chunks of a package and tells the loader. Returns the files of each
/// name as they are now.
///
/// # Errors
/// When the loader or a module is not as the splitter writes it.
pub fn gather(package: &Path, chunks: Chunks) -> Result<Chunks> {
    if chunks.len() > Users::BITS as usize {
        bail!("{} names of chunks are more than their users can be told apart by", chunks.len());
    }
    let is_shared = |file: &&String| file.starts_with("chunk_");
    let mut users: BTreeMap<&String, Users> = BTreeMap::new();
    for (bit, files) in chunks.values().enumerate() {
        for file in files.iter().filter(is_shared) {
            *users.entry(file).or_default() |= 1 << bit;
        }
    }
    let mut modules: Vec<(&String, Vec<u8>)> = Vec::new();
    let mut groups = Vec::new();
    for (chunk, (file, users)) in users.into_iter().enumerate() {
        let bytes = fs::read(package.join(file)).with_context(|| format!("no {file}"))?;
        // Without names and other notes, which nobody downloads.
        let bare = merge::merge(&[&bytes]).with_context(|| file.clone())?;
        groups.push(Group { chunks: vec![chunk], users, size: bare.len() as u64 });
        modules.push((file, bytes));
    }
    let groups = group::join(groups);

    let mut merged = Vec::with_capacity(groups.len());
    for group in &groups {
        let parts = group.chunks.iter().filter_map(|chunk| modules.get(*chunk));
        let parts: Vec<&[u8]> = parts.map(|(_, bytes)| bytes.as_slice()).collect();
        merged.push(merge::merge(&parts).with_context(|| format!("{:?}", group.chunks))?);
    }
    for (file, _) in &modules {
        fs::remove_file(package.join(file))?;
    }
    for (number, module) in merged.iter().enumerate() {
        fs::write(package.join(file_of(number)), module)?;
    }

    let now: Chunks = chunks
        .iter()
        .enumerate()
        .map(|(bit, (name, files))| {
            let shared = groups.iter().enumerate().filter(|(_, group)| group.users >> bit & 1 == 1);
            let shared = shared.map(|(number, _)| file_of(number));
            let own = files.iter().filter(|file| !is_shared(file)).cloned();
            (name.clone(), shared.chain(own).collect())
        })
        .collect();
    let loader = repo::read(package.join(LOADER))?;
    repo::write(package.join(LOADER), rewritten(&loader, groups.len(), &now)?)?;
    Ok(now)
}

/// What the start script fetches ahead: the numbers of the shared chunks by the name of a plugin's
/// own. A name of several words is a part of a page, with which no path begins.
pub fn ahead(chunks: &Chunks) -> BTreeMap<&str, Vec<u32>> {
    let own = |name: &str| format!("split_{name}.wasm");
    let pages =
        chunks.iter().filter(|(name, files)| !name.contains('_') && files.contains(&own(name)));
    pages
        .map(|(name, files)| {
            (name.as_str(), files.iter().filter_map(|file| number_of(file)).collect())
        })
        .collect()
}

fn number_of(file: &str) -> Option<u32> {
    file.strip_prefix("chunk_")?.strip_suffix(".wasm")?.parse().ok()
}

fn file_of(number: usize) -> String {
    format!("chunk_{number}.wasm")
}

/// The loader with the files as they are now.
fn rewritten(loader: &str, shared: usize, chunks: &Chunks) -> Result<String> {
    let start = [loader.find("/* "), loader.find("export const ")].into_iter().flatten().min();
    let start = start.context("the loader names no chunks")?;
    let (mut text, old) = loader
        .split_at_checked(start)
        .map(|(head, old)| (head.to_owned() + PARTS, old))
        .context("the loader ends within a letter")?;
    text.push_str("const chunks = [];\n");
    text.push_str(&format!(
        "for (let at = 0; at < {shared}; at += 1) chunks.push(part(`chunk_${{at}}`, []));\n"
    ));
    for (name, files) in chunks {
        let export = format!("export const __wasm_split_load_{name} = ");
        if !old.contains(&export) {
            bail!("the loader does not load {name}");
        }
        let mut stem = "";
        let mut deps = String::new();
        for file in files {
            match number_of(file) {
                Some(number) => deps.push_str(&format!(", {number}")),
                None => {
                    stem =
                        file.strip_suffix(".wasm").with_context(|| format!("what is {file}?"))?;
                }
            }
        }
        text.push_str(&format!("{export}own(\"{stem}\"{deps});\n"));
    }
    if old.matches("export const ").count() != chunks.len() {
        bail!("the loader loads something that nobody named");
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// The loader as the splitter writes it.
    const WRITTEN: &str = "function makeLoad(f, deps) {}\n/* ci, docs */\n\
        const __chunk_7 = makeLoad(() => {}, []);\n\
        export const __wasm_split_load_ci = wrapAsyncCb(makeLoad(() => {}, [__chunk_7]));\n\
        export const __wasm_split_load_docs = wrapAsyncCb(makeLoad(() => {}, [__chunk_7]));\n";

    #[test]
    fn chunks_of_the_same_plugins_become_one_file() {
        let package = std::env::temp_dir().join(format!("portico-chunks-{}", std::process::id()));
        fs::create_dir_all(&package).unwrap();
        for number in [7, 8] {
            fs::write(package.join(format!("chunk_{number}.wasm")), b"\0asm\x01\0\0\0").unwrap();
        }
        fs::write(package.join(LOADER), WRITTEN).unwrap();
        let chunks = Chunks::from([
            ("ci".to_owned(), files(&["chunk_7.wasm", "chunk_8.wasm", "split_ci.wasm"])),
            ("docs".to_owned(), files(&["chunk_7.wasm", "chunk_8.wasm"])),
        ]);
        let now = gather(&package, chunks).unwrap();
        assert_eq!(now["ci"], ["chunk_0.wasm", "split_ci.wasm"]);
        assert_eq!(now["docs"], ["chunk_0.wasm"]);
        let loader = repo::read(package.join(LOADER)).unwrap();
        assert!(loader.starts_with("function makeLoad(f, deps) {}\nfunction part("), "{loader}");
        assert!(loader.contains("_load_ci = own(\"split_ci\", 0);\n"), "{loader}");
        assert!(loader.contains("_load_docs = own(\"\", 0);\n"), "{loader}");
        let mut left: Vec<_> = repo::files(&package)
            .unwrap()
            .iter()
            .map(|path| path.file_name().unwrap().to_owned())
            .collect();
        left.sort();
        assert_eq!(left, ["__wasm_split.js", "chunk_0.wasm"]);
        fs::remove_dir_all(&package).unwrap();
    }

    #[test]
    fn only_pages_are_fetched_ahead() {
        let chunks = Chunks::from([
            ("ci".to_owned(), files(&["chunk_0.wasm", "chunk_3.wasm", "split_ci.wasm"])),
            ("ci_tab".to_owned(), files(&["chunk_0.wasm", "split_ci_tab.wasm"])),
            ("none".to_owned(), files(&["chunk_0.wasm"])),
        ]);
        assert_eq!(ahead(&chunks), BTreeMap::from([("ci", vec![0, 3])]));
    }

    #[test]
    fn a_loader_of_another_shape_is_an_error() {
        let ci = Chunks::from([("ci".to_owned(), files(&["split_ci.wasm"]))]);
        assert!(rewritten(WRITTEN, 0, &ci).is_err(), "the loader knows one more");
        assert!(rewritten("", 0, &ci).is_err());
        let other = Chunks::from([("ci".to_owned(), files(&["split_ci.js"]))]);
        let loader = "export const __wasm_split_load_ci = x;";
        assert!(rewritten(loader, 0, &other).is_err());
        assert!(rewritten(loader, 0, &ci).is_ok());
    }
}
