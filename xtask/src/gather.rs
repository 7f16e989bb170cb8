//! Small chunks travel together.
//!
//! The splitter makes a chunk for every set of plugins that share something, which is dozens of
//! files of a few hundred bytes. Each costs a request, and alone it hardly compresses. They are
//! gathered in three files: what the first view needs too, what the reader of descriptors needs
//! besides, and the rest.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::repo;
use crate::wasm::Chunks;

/// Bytes up to which a chunk is a small one. A large one is compiled while it arrives.
const SMALL: u64 = 48 * 1024;

/// The loader that the splitter writes.
const LOADER: &str = "__wasm_split.js";

/// The function that gets a chunk out of a file of many.
const GATHERED: &str = "\
const files = new Map();
function gathered(name, start, end) {
if (!files.has(name)) {
const bytes = fetch(new URL(name, import.meta.url)).then((answer) => {
if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
return answer.arrayBuffer();
});
bytes.catch(() => files.delete(name));
files.set(name, bytes);
}
const bytes = files.get(name);
return async (imports) => WebAssembly.instantiate((await bytes).slice(start, end), imports);
}
";

/// Gathers the small chunks of a package. `files` says in which file the chunks of a name travel,
/// the first that fits; all others are in `more.bin`. Returns the files of each name as they are
/// now.
///
/// # Errors
/// When the loader is not as the splitter writes it.
pub fn gather(package: &Path, chunks: Chunks, files: &[(&str, &'static str)]) -> Result<Chunks> {
    let mut homes: BTreeMap<String, &str> = BTreeMap::new();
    let rank = |home: &str| files.iter().position(|(_, file)| *file == home);
    for (name, of_name) in &chunks {
        let home_of_name = files.iter().find(|(first, _)| first == name).map(|(_, file)| *file);
        for file in of_name.iter().filter(|file| file.starts_with("chunk_")) {
            let size = fs::metadata(package.join(file)).map_or(u64::MAX, |meta| meta.len());
            let home = homes.entry(file.clone()).or_insert("more.bin");
            if size > SMALL {
                *home = "";
            } else if let Some(better) = home_of_name
                && !home.is_empty()
                && rank(better) < rank(home).or(Some(files.len()))
            {
                *home = better;
            }
        }
    }
    homes.retain(|_, home| !home.is_empty());

    let mut loader = repo::read(package.join(LOADER))?;
    let mut gathered: BTreeMap<&str, Vec<u8>> = BTreeMap::new();
    for (file, home) in &homes {
        let bytes = fs::read(package.join(file)).with_context(|| format!("no {file}"))?;
        let all = gathered.entry(home).or_default();
        let (start, end) = (all.len(), all.len() + bytes.len());
        all.extend(bytes);
        loader = from_gathered(&loader, file, &format!("\"./{home}\", {start}, {end}"))?;
    }
    for (home, bytes) in &gathered {
        fs::write(package.join(home), bytes)?;
    }
    for file in homes.keys() {
        fs::remove_file(package.join(file))?;
    }
    let start = loader.find("function makeLoad").context("the loader has another shape")?;
    loader.insert_str(start, GATHERED);
    repo::write(package.join(LOADER), loader)?;

    let moved = |file: String| homes.get(&file).map_or(file, |home| (*home).to_owned());
    Ok(chunks
        .into_iter()
        .map(|(name, files)| {
            let mut now: Vec<String> = Vec::new();
            for file in files.into_iter().map(moved) {
                if !now.contains(&file) {
                    now.push(file);
                }
            }
            (name, now)
        })
        .collect())
}

/// The loader with one chunk out of a file of many.
fn from_gathered(loader: &str, file: &str, place: &str) -> Result<String> {
    let own = format!(
        "    const src = fetch(new URL(\"./{file}\", import.meta.url));\n    src.catch(() => {{}});\n    \
         return async (imports) => (WebAssembly.instantiateStreaming(src, imports));"
    );
    if !loader.contains(&own) {
        bail!("the loader does not load {file} in the way that is known");
    }
    Ok(loader.replacen(&own, &format!("    return gathered({place});"), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chunk_comes_out_of_the_file_of_many() {
        let loader = "const __chunk_1 = makeLoad(() => {\n    const src = fetch(new \
                      URL(\"./chunk_1.wasm\", import.meta.url));\n    src.catch(() => {});\n    \
                      return async (imports) => (WebAssembly.instantiateStreaming(src, \
                      imports));\n}\n, []);";
        let changed = from_gathered(loader, "chunk_1.wasm", "\"./first.bin\", 0, 9").unwrap();
        assert_eq!(
            changed,
            "const __chunk_1 = makeLoad(() => {\n    return gathered(\"./first.bin\", 0, 9);\n}\n, []);"
        );
        assert!(from_gathered(loader, "chunk_2.wasm", "").is_err());
    }

    #[test]
    fn small_chunks_are_gathered_and_large_ones_stay() {
        let package = std::env::temp_dir().join(format!("portico-gather-{}", std::process::id()));
        fs::create_dir_all(&package).unwrap();
        let mut loader = "function makeLoad() {}\n".to_owned();
        for (file, size) in [("chunk_1.wasm", 10), ("chunk_2.wasm", 20), ("chunk_3.wasm", 90_000)] {
            fs::write(package.join(file), vec![1_u8; size]).unwrap();
            loader.push_str(&format!(
                "    const src = fetch(new URL(\"./{file}\", import.meta.url));\n    \
                 src.catch(() => {{}});\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n"
            ));
        }
        fs::write(package.join(LOADER), loader).unwrap();
        let list = |files: &[&str]| files.iter().map(|file| (*file).to_owned()).collect();
        let chunks = Chunks::from([
            ("catalog".to_owned(), list(&["chunk_1.wasm", "chunk_3.wasm", "split_catalog.wasm"])),
            ("ci".to_owned(), list(&["chunk_1.wasm", "chunk_2.wasm", "split_ci.wasm"])),
        ]);
        let now = gather(&package, chunks, &[("catalog", "first.bin")]).unwrap();
        assert_eq!(now["catalog"], ["first.bin", "chunk_3.wasm", "split_catalog.wasm"]);
        assert_eq!(now["ci"], ["first.bin", "more.bin", "split_ci.wasm"]);
        let mut left: Vec<_> = repo::files(&package)
            .unwrap()
            .iter()
            .map(|path| path.file_name().unwrap().to_owned())
            .collect();
        left.sort();
        assert_eq!(left, ["__wasm_split.js", "chunk_3.wasm", "first.bin", "more.bin"]);
        fs::remove_dir_all(&package).unwrap();
    }
}
