//! From Rust to the files a browser loads: cargo, the splitter, wasm-bindgen, the optimiser.
//!
//! Debug and release take the same way. In debug the lazy chunks are ordinary functions (see
//! `src/plugin/chunk.rs`), so there is nothing to split, and nothing is made smaller.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::chunks;
use crate::hash::Hash;
use crate::slim::slim;
use crate::{repo, run, weigh};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// The binary of the root package.
const PORTAL: &str = "portico";

/// The script of a worker: it gets the module that the page has compiled, and runs it.
const WORKER: &str = "import init from './portal.js';\n\
    onmessage = ({ data }) => init({ module_or_path: data });\n";

/// Makes modules smaller, many in one process.
const OPTIMISER: &str = "xtask/src/optimise.mjs";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    Debug,
    Release,
}

impl Profile {
    /// The name of cargo's folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Debug => "debug",
            Self::Release => "release",
        }
    }
}

/// The files of each lazy chunk, in the order in which they are loaded.
pub type Chunks = BTreeMap<String, Vec<String>>;

/// Compiles the portal and writes what the browser loads to `package`, a folder
/// that is emptied before.
///
/// # Errors
/// When one of the tools fails; cargo has shown its own messages by then.
pub fn build(profile: Profile, package: &Path) -> Result<Chunks> {
    let compiled = run::step(&format!("compile ({})", profile.name()), || compile(profile))?;
    if package.exists() {
        fs::remove_dir_all(package)
            .with_context(|| format!("cannot empty {}", package.display()))?;
    }
    fs::create_dir_all(package)?;

    let chunks = run::step("split and bind", || {
        let chunks = match profile {
            Profile::Debug => {
                let wasm = compiled.join(format!("{PORTAL}.wasm"));
                bind(Bindgen::new().input_path(wasm).web(true)?, "portal", package)?;
                Chunks::new()
            }
            Profile::Release => {
                let chunks = split(&compiled, package)?;
                slim(package, "portal")?;
                chunks::gather(package, chunks)?
            }
        };
        repo::write(package.join("worker.js"), WORKER)?;
        Ok(chunks)
    })?;
    if profile == Profile::Release {
        run::step("optimise", || optimise(package))?;
    }
    Ok(chunks)
}

/// Where cargo puts what it compiles for the browser.
fn compile(profile: Profile) -> Result<PathBuf> {
    let mut cargo = run::cargo();
    cargo.args(["build", "--package", PORTAL, "--target", TARGET]);
    cargo.args(["--bin", PORTAL]);
    if profile == Profile::Release {
        cargo.arg("--release").env("CARGO_ENCODED_RUSTFLAGS", release_flags());
    }
    run::run(&mut cargo)?;
    Ok(repo::target().join(TARGET).join(profile.name()))
}

/// Panic messages name source files: what is shipped names them the same on every machine. And
/// views are boxed at each component, because types of whole pages make the code a seventh larger.
fn release_flags() -> String {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    let cargo_home = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| home.map(|home| Path::new(&home).join(".cargo")));
    let mut paths = vec![(repo::root(), "portico")];
    if let Some(home) = cargo_home {
        paths.extend(registries(&home).into_iter().map(|path| (path, "crates")));
        paths.push((home.join("git/checkouts"), "crates"));
    }
    // With the sources of std installed, its files are named where they lie.
    if let Some(sysroot) = run::sysroot() {
        paths.push((sysroot.join("lib/rustlib/src/rust"), "rust"));
    }
    let mut flags: Vec<String> = paths
        .iter()
        .map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display()))
        .collect();
    flags.extend(["--cfg".to_owned(), "erase_components".to_owned()]);
    flags.join("\x1f")
}

/// The folders with the sources of crates, one per registry.
fn registries(cargo_home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(cargo_home.join("registry/src")).into_iter().flatten();
    let mut found: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    found.sort();
    found
}

/// Cuts the lazy chunks out of the portal, then binds what is left.
fn split(compiled: &Path, package: &Path) -> Result<Chunks> {
    let path = compiled.join(format!("{PORTAL}.wasm"));
    let wasm = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let weights = serde_json::to_string(&weigh::components(&wasm)?)?;
    repo::write(package.join("gallery/bytes.json"), weights)?;
    let main = compiled.join("portal-without-chunks.wasm");
    let mut options = wasm_split_cli_support::Options::new(&wasm);
    options.output_dir = package;
    options.main_out_path = &main;
    options.main_module = "./portal.js";
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the splitter failed: {error:?}"))?;
    // Without the linker's exports the chunks cannot reach the table of the main module.
    bind(Bindgen::new().input_path(&main).web(true)?.keep_lld_exports(true), "portal", package)?;
    Ok(split
        .prefetch_map
        .into_iter()
        .map(|(name, files)| (name, files.into_iter().map(|stem| format!("{stem}.wasm")).collect()))
        .collect())
}

fn bind(bindgen: &mut Bindgen, name: &str, package: &Path) -> Result<()> {
    bindgen.out_name(name).typescript(false).demangle(false).generate(package)
}

/// Makes every module smaller. That takes minutes, so what came out is kept for the next build:
/// most modules are the same again.
fn optimise(package: &Path) -> Result<()> {
    let versions = repo::read(repo::root().join("package-lock.json"))?;
    let script = repo::read(repo::root().join(OPTIMISER))?;
    let kept = repo::target().join("portico/optimised");
    fs::create_dir_all(&kept)?;
    let mut results = BTreeMap::new();
    let mut waiting = BTreeMap::new();
    for file in repo::files_with(package, "wasm")? {
        let module = fs::read(&file)?;
        let mut hash = Hash::new();
        hash.add(versions.as_bytes());
        hash.add(script.as_bytes());
        hash.add(&module);
        let known = kept.join(hash.finish()).with_extension("wasm");
        if !known.exists() {
            waiting.insert(known.clone(), (module.len(), file.clone()));
        }
        results.insert(file, known);
    }
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    run::parallel(shares(waiting, cores), |lines| {
        let mut command = run::program("node");
        command.arg(OPTIMISER);
        // It warns about sections of the splitter's that it does not know and drops.
        run::quietly(&mut command, lines.as_bytes())
            .context("the optimiser comes with `cargo xtask setup`")
    })?;
    for (file, known) in &results {
        fs::copy(known, file)?;
    }
    let used: BTreeSet<&PathBuf> = results.values().collect();
    for file in repo::files(&kept)? {
        if !used.contains(&file) {
            fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// Modules by their results, in so many shares of about the same number of bytes: lines for the
/// optimiser.
fn shares(waiting: BTreeMap<PathBuf, (usize, PathBuf)>, cores: usize) -> Vec<String> {
    let mut waiting: Vec<_> = waiting.into_iter().collect();
    waiting.sort_by_key(|(_, (bytes, _))| Reverse(*bytes));
    let mut shares = vec![(0, String::new()); cores];
    for (known, (bytes, file)) in waiting {
        if let Some((sum, lines)) = shares.iter_mut().min_by_key(|(sum, _)| *sum) {
            *sum += bytes;
            lines.push_str(&format!("{}\t{}\n", file.display(), known.display()));
        }
    }
    shares.into_iter().map(|(_, lines)| lines).filter(|lines| !lines.is_empty()).collect()
}
