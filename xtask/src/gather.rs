//! Small chunks travel together.
//!
//! The splitter makes a chunk for every set of plugins that share something, which is dozens of
//! files of a few hundred bytes. Each costs a request, and alone it hardly compresses. They are
//! gathered in three files: what the first view needs too, what the reader of descriptors needs
//! besides, and the rest. The loader names them by their numbers, as runs: its lists of hundreds
//! of names were larger than what most of the plugins bring.

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

/// What gets chunks out of files of many, and finds those that a plugin needs: `3-2,4` is what
/// [`runs`] makes of 3, 4, 5 and 9.
const GATHERED: &str = "\
const chunks = [];
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
function numbers(runs) {
const all = [];
let at = 0;
for (const run of runs.split(\",\")) {
const [gap, more = 0] = run.split(\"-\").map(Number);
at += gap;
all.push(at);
for (const last = at + more; at < last;) all.push(++at);
}
return all;
}
function gather(name, runs, sizes) {
let next = 0;
const all = sizes.split(\",\");
numbers(runs).forEach((number, index) => {
const start = next;
const end = next += Number(all[index]);
chunks[number] = makeLoad(() => gathered(name, start, end), []);
});
}
function some(runs) {
return numbers(runs).map((number) => chunks[number]);
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
    let mut order: Vec<(u32, &String, &str)> = Vec::new();
    for (file, home) in &homes {
        order.push((number(file).with_context(|| format!("{file} has no number"))?, file, home));
    }
    order.sort_unstable();
    let mut gathered: BTreeMap<&str, Gathered> = BTreeMap::new();
    for (number, file, home) in order {
        let bytes = fs::read(package.join(file)).with_context(|| format!("no {file}"))?;
        let all = gathered.entry(home).or_default();
        all.numbers.push(number);
        all.sizes.push(bytes.len().to_string());
        all.bytes.extend(bytes);
        loader = without(&loader, number, file)?;
    }
    let mut places = GATHERED.to_owned();
    for (home, all) in &gathered {
        let (runs, sizes) = (runs(&all.numbers), all.sizes.join(","));
        places.push_str(&format!("gather(\"./{home}\", \"{runs}\", \"{sizes}\");\n"));
    }
    for (home, all) in &gathered {
        fs::write(package.join(home), &all.bytes)?;
    }
    for file in homes.keys() {
        fs::remove_file(package.join(file))?;
    }
    let start = loader.find("function makeLoad").context("the loader has another shape")?;
    loader.insert_str(start, &places);
    repo::write(package.join(LOADER), by_number(&loader)?)?;

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

/// A file of many chunks.
#[derive(Default)]
struct Gathered {
    numbers: Vec<u32>,
    sizes: Vec<String>,
    bytes: Vec<u8>,
}

/// The number of `chunk_12.wasm`.
fn number(file: &str) -> Option<u32> {
    file.strip_prefix("chunk_")?.strip_suffix(".wasm")?.parse().ok()
}

/// Ascending numbers as gaps and runs: 3, 4, 5 and 9 are `3-2,4`.
fn runs(numbers: &[u32]) -> String {
    let (mut words, mut last, mut run) = (String::new(), 0, 0);
    for (index, number) in numbers.iter().enumerate() {
        if index > 0 && *number == last + 1 {
            run += 1;
        } else {
            if run > 0 {
                words.push_str(&format!("-{run}"));
            }
            let comma = if index > 0 { "," } else { "" };
            words.push_str(&format!("{comma}{}", number - last));
            run = 0;
        }
        last = *number;
    }
    if run > 0 {
        words.push_str(&format!("-{run}"));
    }
    words
}

/// The loader without the way to one chunk.
fn without(loader: &str, number: u32, file: &str) -> Result<String> {
    let own = format!(
        "const __chunk_{number} = makeLoad(() => {{\n    const src = fetch(new URL(\"./{file}\", \
         import.meta.url));\n    src.catch(() => {{}});\n    \
         return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n, []);"
    );
    if !loader.contains(&own) {
        bail!("the loader does not load {file} in the way that is known");
    }
    Ok(loader.replacen(&own, "", 1))
}

/// The loader with numbers for the names of chunks.
fn by_number(loader: &str) -> Result<String> {
    let loader = loader.replace("const __chunk_", "chunks.__chunk_");
    let mut short = String::new();
    let mut rest = loader.as_str();
    // `chunks.__chunk_12 = ` is one chunk, `[__chunk_3, __chunk_4]` a list of them.
    while let Some((before, after)) = rest.split_once("__chunk_") {
        if let Some(before) = before.strip_suffix("chunks.") {
            let (name, after) = after.split_once(' ').context("a chunk that is nothing")?;
            short.push_str(&format!("{before}chunks[{name}] "));
            rest = after;
        } else {
            let before = before.strip_suffix('[').context("a chunk is named outside of a list")?;
            let (list, after) = after.split_once(']').context("a list without an end")?;
            let list = list.split(", __chunk_").map(str::parse).collect::<Result<Vec<u32>, _>>()?;
            if !list.is_sorted() {
                bail!("the loader lists chunks in another order");
            }
            short.push_str(&format!("{before}some(\"{}\")", runs(&list)));
            rest = after;
        }
    }
    short.push_str(rest);
    Ok(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_named_by_their_numbers() {
        assert_eq!(runs(&[3, 4, 5, 9]), "3-2,4");
        assert_eq!(runs(&[0, 1, 7]), "0-1,6");
        let loader = "const __chunk_3 = makeLoad(f, []);\nexport const a = wrap(makeLoad(g, \
                      [__chunk_3, __chunk_4, __chunk_10]));\nexport const b = makeLoad(h, []);";
        assert_eq!(
            by_number(loader).unwrap(),
            "chunks[3] = makeLoad(f, []);\nexport const a = wrap(makeLoad(g, \
             some(\"3-1,6\")));\nexport const b = makeLoad(h, []);"
        );
        assert!(by_number("[__chunk_4, __chunk_3]").is_err());
        assert!(without("", 2, "chunk_2.wasm").is_err());
    }

    #[test]
    fn small_chunks_are_gathered_and_large_ones_stay() {
        let package = std::env::temp_dir().join(format!("portico-gather-{}", std::process::id()));
        fs::create_dir_all(&package).unwrap();
        let mut loader = "function makeLoad() {}\n".to_owned();
        for (number, size) in [(1, 10), (2, 20), (3, 90_000)] {
            let file = format!("chunk_{number}.wasm");
            fs::write(package.join(&file), vec![1_u8; size]).unwrap();
            loader.push_str(&format!(
                "const __chunk_{number} = makeLoad(() => {{\n    const src = fetch(new \
                 URL(\"./{file}\", import.meta.url));\n    src.catch(() => {{}});\n    return \
                 async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n}}\n, []);\n"
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
        let loader = repo::read(package.join(LOADER)).unwrap();
        assert!(loader.contains("gather(\"./first.bin\", \"1\", \"10\");"), "{loader}");
        assert!(loader.contains("chunks[3] = makeLoad("), "{loader}");
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
