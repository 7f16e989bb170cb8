//! `cargo xtask shots`: pictures of the main pages and of every component, and which of them look
//! different from the last time on this machine. Another machine draws letters otherwise, so no
//! pictures are kept in the repository.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::args::Args;
use crate::pack::{self, Build};
use crate::setup::{self, Needs};
use crate::wasm::Profile;
use crate::{repo, run, test};

/// `cargo xtask shots [--no-build]`.
pub fn run(mut args: Args) -> Result<()> {
    let is_built = args.flag("--no-build");
    args.finish()?;
    setup::ensure(Needs::Test)?;
    if !is_built {
        let (base, out) = ("/".to_owned(), repo::root().join("dist"));
        pack::build(&Build { profile: Profile::Release, base, out, reload: false })?;
    }
    run::run(run::cargo().args(["build", "--quiet", "--package", "team-apis"]))?;
    let folder = test::results("shots").with_extension("");
    let before = pictures(&folder)?;
    run::run(&mut test::playwright("shots")?)?;
    let after = pictures(&folder)?;
    println!("\n{} pictures in {}", after.len(), repo::shown(&folder));
    for line in differences(&before, &after) {
        println!("  {line}");
    }
    Ok(())
}

/// The pictures of a folder by name.
fn pictures(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    if !folder.exists() {
        return Ok(found);
    }
    for path in repo::files_with(folder, "png")? {
        let name =
            path.file_stem().context("a file without a name")?.to_string_lossy().into_owned();
        found.insert(name, fs::read(&path)?);
    }
    Ok(found)
}

/// What is new and what looks different. Without pictures of an earlier run there is nothing to say.
fn differences(
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) -> Vec<String> {
    if before.is_empty() {
        return Vec::new();
    }
    let changed = after.iter().filter_map(|(name, picture)| match before.get(name) {
        None => Some(format!("new: {name}")),
        Some(old) if old != picture => Some(format!("different: {name}")),
        Some(_) => None,
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_is_named() {
        let all = |list: &[(&str, &[u8])]| {
            list.iter().map(|(name, picture)| ((*name).to_owned(), picture.to_vec())).collect()
        };
        let before: BTreeMap<_, _> = all(&[("a", b"1"), ("b", b"2")]);
        let after = all(&[("a", b"1"), ("b", b"3"), ("c", b"4")]);
        assert_eq!(differences(&before, &after), ["different: b", "new: c"]);
        assert_eq!(differences(&BTreeMap::new(), &after), Vec::<String>::new());
    }
}
