//! How large a deployment is, and whether that is more than `budgets.json` allows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use crate::compress::beside;
use crate::wasm::Chunks;
use crate::{repo, sizes};

const FILE: &str = "budgets.json";

/// The last build's sizes by what is loaded together, as text.
pub fn report_file() -> PathBuf {
    repo::target().join("portico/together.txt")
}

/// Before the name of a chunk in the report.
const CHUNK: &str = "plugin ";

/// What the first view of the catalog loads, data aside: its page is in the main module. What reads
/// descriptors is not in it: the first view comes from the catalog beside the portal, or from the
/// one that the browser kept.
const FIRST_VIEW: [&str; 3] = ["index.html", "boot.js", "portal.json"];
const FIRST_VIEW_PACKAGE: [&str; 5] =
    ["styles.css", "fonts/inter-core.woff2", "portal.js", "portal_bg.wasm", "__wasm_split.js"];

/// Allowed sizes in bytes, brotli.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Budgets {
    /// Everything that the first view of the catalog loads, data aside.
    first_view: u64,
    /// The start script.
    boot: u64,
    /// What one plugin adds: its own chunk and the shared ones that only it needs.
    plugin_chunk: u64,
    /// Plugins that may be larger, with the reason in their issue.
    #[serde(default)]
    plugin_chunks: BTreeMap<String, u64>,
}

/// The sizes of one file in bytes.
#[derive(Clone, Copy, Default, Deserialize, Serialize)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl std::ops::Add for Size {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            gzip: self.gzip + other.gzip,
            brotli: self.brotli + other.brotli,
        }
    }
}

/// Sizes by file name, without the hash in the path.
type Sizes = BTreeMap<String, Size>;

/// Prints the sizes and compares them with the budgets.
///
/// # Errors
/// When something is larger than allowed: by how much, and which files grew since the last
/// build on this machine that was not.
pub fn check(out: &Path, package: &str, chunks: &Chunks) -> Result<()> {
    let budgets = repo::read(repo::root().join(FILE))?;
    let budgets: Budgets = serde_json::from_str(&budgets).context(FILE)?;
    let sizes = measure(out, package)?;
    println!("{}", table(&sizes));

    let kept = repo::target().join("portico/sizes.json");
    let before: Sizes = fs::read_to_string(&kept)
        .ok()
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default();
    let groups = groups(&budgets, chunks);
    let weight = |group: &Group| -> u64 {
        group.files.iter().filter_map(|name| sizes.get(name)).map(|size| size.brotli).sum()
    };
    let of_chunk =
        |group: &Group| Some((group.name.strip_prefix(CHUNK)?.to_owned(), weight(group)));
    let weights = groups.iter().filter_map(of_chunk).collect();
    sizes::write(out, groups.first().map(weight).unwrap_or_default(), &weights)?;
    let (report, faults) = judge(&groups, &sizes, &before);
    println!("{report}");
    repo::write(report_file(), &report)?;
    if !faults.is_empty() {
        bail!("larger than {FILE} allows:\n  {}", faults.join("\n  "));
    }
    repo::write(kept, serde_json::to_string(&sizes)?)
}

fn measure(out: &Path, package: &str) -> Result<Sizes> {
    let size = |path: &Path| fs::metadata(path).map(|meta| meta.len()).ok();
    let mut sizes = Sizes::new();
    let mut files: Vec<_> = repo::files(out.join(package))?;
    files.extend(FIRST_VIEW.iter().map(|name| out.join(name)).filter(|path| path.exists()));
    for path in files {
        let name = path.strip_prefix(out.join(package)).or_else(|_| path.strip_prefix(out))?;
        let name = name.to_string_lossy().replace('\\', "/");
        if name.ends_with(".br") || name.ends_with(".gz") {
            continue;
        }
        let raw = size(&path).with_context(|| format!("cannot measure {name}"))?;
        let gzip = size(&beside(&path, "gz")).unwrap_or(raw);
        let brotli = size(&beside(&path, "br")).unwrap_or(raw);
        sizes.insert(name, Size { raw, gzip, brotli });
    }
    Ok(sizes)
}

/// Files that count together against one budget.
struct Group {
    name: String,
    files: Vec<String>,
    allowed: u64,
}

fn groups(budgets: &Budgets, chunks: &Chunks) -> Vec<Group> {
    let mut first: BTreeSet<String> = FIRST_VIEW.map(str::to_owned).into();
    first.extend(FIRST_VIEW_PACKAGE.map(str::to_owned));
    let mut groups = vec![
        Group {
            name: "first view".to_owned(),
            files: first.into_iter().collect(),
            allowed: budgets.first_view,
        },
        Group {
            name: "start script".to_owned(),
            files: vec!["boot.js".to_owned()],
            allowed: budgets.boot,
        },
    ];
    for (plugin, files) in chunks {
        // What two plugins share is downloaded once, whoever comes first.
        let shared = |file: &String| {
            chunks.iter().any(|(other, theirs)| other != plugin && theirs.contains(file))
        };
        groups.push(Group {
            name: [CHUNK, plugin].concat(),
            files: files.iter().filter(|file| !shared(file)).cloned().collect(),
            allowed: *budgets.plugin_chunks.get(plugin).unwrap_or(&budgets.plugin_chunk),
        });
    }
    groups
}

/// One line per group, and what is wrong.
fn judge(groups: &[Group], sizes: &Sizes, before: &Sizes) -> (String, Vec<String>) {
    let mut report =
        format!("{:<28}{:>10}{:>10}{:>10}{:>12}\n", "together", "raw", "gzip", "brotli", "allowed");
    let mut faults = Vec::new();
    for group in groups {
        let found = group.files.iter().filter_map(|name| sizes.get(name).copied());
        let sum = found.fold(Size::default(), |sum, size| sum + size);
        report.push_str(&format!(
            "{:<28}{}{:>12}\n",
            group.name,
            columns(sum),
            kilobytes(group.allowed)
        ));
        if sum.brotli <= group.allowed {
            continue;
        }
        let mut grown: Vec<(u64, String)> = group
            .files
            .iter()
            .filter_map(|name| {
                let now = sizes.get(name)?.brotli;
                let then = before.get(name).map_or(0, |size| size.brotli);
                let by = now.checked_sub(then).filter(|by| *by > 0)?;
                Some((by, format!("{name} +{}", kilobytes(by))))
            })
            .collect();
        grown.sort_by(|a, b| b.cmp(a));
        let grown: Vec<String> = grown.into_iter().map(|(_, text)| text).collect();
        faults.push(format!(
            "{}: {} brotli, {} more than allowed (since the last good build: {})",
            group.name,
            kilobytes(sum.brotli),
            kilobytes(sum.brotli - group.allowed),
            if grown.is_empty() { "nothing grew".to_owned() } else { grown.join(", ") }
        ));
    }
    (report, faults)
}

fn table(sizes: &Sizes) -> String {
    let mut text = format!("\n{:<28}{:>10}{:>10}{:>10}\n", "file", "raw", "gzip", "brotli");
    let mut rows: Vec<_> = sizes.iter().collect();
    rows.sort_by(|(a_name, a), (b_name, b)| b.brotli.cmp(&a.brotli).then(a_name.cmp(b_name)));
    // What the gallery tells about each component is a hundred small files.
    let (told, rest): (Vec<_>, Vec<_>) = rows
        .into_iter()
        .partition(|(name, _)| name.starts_with("gallery/") && !name.ends_with("js"));
    for (name, size) in rest {
        text.push_str(&format!("{name:<28}{}\n", columns(*size)));
    }
    let all = told.iter().fold(Size::default(), |all, (_, size)| Size {
        raw: all.raw + size.raw,
        gzip: all.gzip + size.gzip,
        brotli: all.brotli + size.brotli,
    });
    if !told.is_empty() {
        let name = format!("gallery/ ({} texts)", told.len());
        text.push_str(&format!("{name:<28}{}\n", columns(all)));
    }
    text
}

fn columns(size: Size) -> String {
    let Size { raw, gzip, brotli } = size;
    format!("{:>10}{:>10}{:>10}", kilobytes(raw), kilobytes(gzip), kilobytes(brotli))
}

/// Thousands of bytes, as budgets are spoken of.
fn kilobytes(bytes: u64) -> String {
    format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(list: &[(&str, u64)]) -> Sizes {
        list.iter()
            .map(|(name, brotli)| ((*name).to_owned(), Size { brotli: *brotli, ..Size::default() }))
            .collect()
    }

    fn budgets() -> Budgets {
        let plugin_chunks = BTreeMap::from([("docs".to_owned(), 200)]);
        Budgets { first_view: 1000, boot: 100, plugin_chunk: 80, plugin_chunks }
    }

    fn chunks() -> Chunks {
        let files = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Chunks::from([
            ("ci".to_owned(), files(&["chunk_0.wasm", "split_ci.wasm"])),
            ("docs".to_owned(), files(&["chunk_0.wasm", "split_docs.wasm"])),
        ])
    }

    fn faults(now: &[(&str, u64)]) -> Vec<String> {
        let before = sizes(&[("portal_bg.wasm", 500)]);
        judge(&groups(&budgets(), &chunks()), &sizes(now), &before).1
    }

    #[test]
    fn what_fits_passes() {
        let all = [("portal_bg.wasm", 800), ("boot.js", 100), ("split_ci.wasm", 80)];
        assert!(faults(&all).is_empty(), "{:?}", faults(&all));
    }

    #[test]
    fn the_first_view_counts_no_chunks_and_all_else() {
        let all = [("portal_bg.wasm", 950), ("styles.css", 60), ("chunk_0.wasm", 5000)];
        let faults = faults(&all);
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert!(faults[0].starts_with("first view: 1.0 kB brotli, 0.0 kB more"), "{faults:?}");
        assert!(faults[0].contains("portal_bg.wasm +0.4 kB"), "{faults:?}");
    }

    #[test]
    fn each_plugin_has_its_own_allowance() {
        let faults = faults(&[("split_ci.wasm", 81), ("split_docs.wasm", 201)]);
        let names: Vec<&str> = faults.iter().filter_map(|fault| fault.split(':').next()).collect();
        assert_eq!(names, ["plugin ci", "plugin docs"]);
    }
}
