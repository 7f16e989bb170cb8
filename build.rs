//! Collects the scoped styles of the components and the pages into one sheet, and asks the
//! linker for the relocations that the wasm splitter reads.
//!
//! `stylers` finds the styles of one package, relative to the current directory. Here two
//! packages share a sheet, so each folder is staged as if it were a package of its own, and
//! the collector runs in there as a child process: a source file that does not parse ends the
//! child, not the build, and rustc then reports the real error.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folders that hold scoped styles, and the cascade layer of each.
const LAYERS: [(&str, &str); 2] = [("components/src", "components"), ("src", "pages")];

/// Set for the child process: where it writes what it collects.
const COLLECT_TO: &str = "PORTICO_COLLECT_TO";

fn main() -> Result<(), Box<dyn Error>> {
    if let Ok(output) = env::var(COLLECT_TO) {
        stylers::build(Some(output));
        return Ok(());
    }

    if env::var("CARGO_CFG_TARGET_FAMILY")? == "wasm" && env::var("PROFILE")? == "release" {
        println!("cargo:rustc-link-arg-bin=portico=--emit-relocs");
    }

    println!("cargo:rerun-if-changed=build.rs");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let mut sheet = String::new();
    for (folder, layer) in LAYERS {
        println!("cargo:rerun-if-changed={folder}");
        match collect(&root, folder, &out.join(layer))? {
            Some(css) => sheet.push_str(&format!("@layer {layer} {{{css}}}\n")),
            None => return Ok(()),
        }
    }
    write_if_changed(&root.join("target/styles/portico.css"), &sheet)
}

/// The styles that the code in `folder` names, or nothing when a file there does not parse.
fn collect(root: &Path, folder: &str, tree: &Path) -> Result<Option<String>, Box<dyn Error>> {
    if tree.exists() {
        fs::remove_dir_all(tree)?;
    }
    stage(&root.join(folder), &tree.join("src"), "rs")?;
    stage(&root.join(folder), &tree.join(folder), "css")?;
    let output = tree.join("collected.css");
    let run =
        Command::new(env::current_exe()?).current_dir(tree).env(COLLECT_TO, &output).output()?;
    // Its standard output is a banner in the form of cargo warnings: dropped on purpose.
    Ok(if run.status.success() { Some(fs::read_to_string(output)?) } else { None })
}

/// Copies the files with this extension, folder structure included.
fn stage(from: &Path, to: &Path, extension: &str) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            stage(&path, &to.join(name), extension)?;
        } else if path.extension().is_some_and(|found| found == extension) {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}

/// A file that is written again without need wakes up whoever watches it.
fn write_if_changed(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Written aside and renamed: two builds at once never leave half a sheet.
    let aside = path.with_extension(format!("{}.css", std::process::id()));
    fs::write(&aside, text)?;
    fs::rename(&aside, path)?;
    Ok(())
}
