//! Installs what is missing, and only that: says what, why and how long it took.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::args::Args;
use crate::run::{self, program};
use crate::wasm::TARGET;
use crate::{hash::Hash, repo};

/// Trunk 0.22 asks for a newer compiler than ours (docs/decisions/0001-build-pipeline.md).
const TRUNK: &str = "0.21.14";

/// What a command cannot do without.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// A release build: the wasm target and the npm packages.
    Build,
    /// The development server: Trunk on top.
    Development,
    /// The tests: a browser on top of what a build needs.
    Test,
    Everything,
}

/// `cargo xtask setup`.
pub fn run(args: Args) -> Result<()> {
    args.finish()?;
    ensure(Needs::Everything)?;
    println!("Everything is there.");
    Ok(())
}

/// Installs what is missing for this.
///
/// # Errors
/// When something cannot be installed, with what a person can do about it.
pub fn ensure(needs: Needs) -> Result<()> {
    wasm_target()?;
    npm_packages()?;
    if matches!(needs, Needs::Development | Needs::Everything) {
        trunk()?;
    }
    if matches!(needs, Needs::Test | Needs::Everything) {
        browser()?;
        mkdocs()?;
        buildbot()?;
        prometheus()?;
    }
    Ok(())
}

fn wasm_target() -> Result<()> {
    let folder = run::read(program("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    let has_core = |folder: &Path| {
        fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with("libcore-") && name.ends_with(".rlib")
        })
    };
    if folder.is_ok_and(|folder| has_core(Path::new(folder.trim()))) {
        return Ok(());
    }
    run::step(&format!("install the Rust target {TARGET}"), || {
        run::run(program("rustup").args(["target", "add", TARGET])).context(
            "the compiler here has no WebAssembly target, and there is no rustup to add it: \
             install it the way the compiler was installed",
        )
    })
}

/// MkDocs with the theme of TechDocs, for the tests of the documentation reader.
const MKDOCS: [&str; 3] =
    ["mkdocs==1.6.1", "mkdocs-material==9.7.7", "mkdocs-techdocs-core==1.7.1"];

/// Installs MkDocs below `target/`. Where that is not possible, the test that builds a site says so
/// and is left out.
fn mkdocs() -> Result<()> {
    let folder = repo::target().join("mkdocs");
    let installed = folder.join("bin/mkdocs");
    if run::works(program(&installed).arg("--version")) {
        return Ok(());
    }
    if !run::works(program("python3").args(["-m", "venv", "--help"])) {
        println!("Python 3 with venv is missing: no site is built with MkDocs in the tests.");
        return Ok(());
    }
    let done = run::step("install MkDocs for the tests of the documentation", || {
        run::run(program("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut pip = program(folder.join("bin/pip"));
        run::run(pip.args(["install", "--quiet", "--disable-pip-version-check"]).args(MKDOCS))
    });
    if let Err(why) = done {
        println!("MkDocs could not be installed, so no site is built in the tests: {why:#}");
    }
    Ok(())
}

/// Buildbot with a worker, for the tests of the plugin for builds.
const BUILDBOT: [&str; 3] = ["buildbot==4.3.0", "buildbot-worker==4.3.0", "buildbot-www==4.3.0"];

/// Where Buildbot is, below `target/`.
pub const BUILDBOT_FOLDER: &str = "buildbot";

/// Installs Buildbot below `target/`. Where that is not possible, its test says so.
fn buildbot() -> Result<()> {
    let folder = repo::target().join(BUILDBOT_FOLDER);
    // A stamp, because starting it only to ask for its version takes seconds.
    let stamp = folder.join("installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == BUILDBOT.join("\n")) {
        return Ok(());
    }
    if !run::works(program("python3").args(["-m", "venv", "--help"])) {
        println!("Python 3 with venv is missing: nothing is tested against a real Buildbot.");
        return Ok(());
    }
    let done = run::step("install Buildbot for the tests of builds", || {
        run::run(program("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut pip = program(folder.join("bin/pip"));
        run::run(pip.args(["install", "--quiet", "--disable-pip-version-check"]).args(BUILDBOT))?;
        repo::write(&stamp, BUILDBOT.join("\n"))
    });
    if let Err(why) = done {
        println!("Buildbot could not be installed, so nothing is tested against it: {why:#}");
    }
    Ok(())
}

/// Installs Prometheus and Alertmanager from the system's packages, without starting them. Where
/// that is not possible, their tests say so.
fn prometheus() -> Result<()> {
    const PROGRAMS: [&str; 2] = ["prometheus", "prometheus-alertmanager"];
    if PROGRAMS.iter().all(|name| system_program(name).is_some()) {
        return Ok(());
    }
    if !is_root() || !Path::new("/etc/debian_version").exists() {
        println!(
            "Prometheus and Alertmanager are missing (Debian: apt install {}): nothing is tested against them.",
            PROGRAMS.join(" ")
        );
        return Ok(());
    }
    let done = run::step("install Prometheus and Alertmanager from the system's packages", || {
        let _policy = NothingStarts::set()?;
        run::run(program("apt-get").args(["update", "-q"]))?;
        let mut apt = program("apt-get");
        apt.args(["install", "-q", "-y", "--no-install-recommends"]).args(PROGRAMS);
        run::run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
    });
    if let Err(why) = done {
        println!("They could not be installed, so nothing is tested against them: {why:#}");
    }
    Ok(())
}

/// As long as this is there, packages do not start their services.
struct NothingStarts(Option<&'static str>);

impl NothingStarts {
    fn set() -> Result<Self> {
        const POLICY: &str = "/usr/sbin/policy-rc.d";
        if Path::new(POLICY).exists() {
            // Somebody has a policy already: it is theirs.
            return Ok(Self(None));
        }
        repo::write(POLICY, "#!/bin/sh\nexit 101\n")?;
        run::run(program("chmod").args(["755", POLICY]))?;
        Ok(Self(Some(POLICY)))
    }
}

impl Drop for NothingStarts {
    fn drop(&mut self) {
        if let Some(policy) = self.0 {
            let _ = fs::remove_file(policy);
        }
    }
}

/// A program of the system, if it is installed.
pub fn system_program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// `npm ci` when the lock file is not the one that was installed last.
fn npm_packages() -> Result<()> {
    let root = repo::root();
    let mut hash = Hash::new();
    hash.add(repo::read(root.join("package-lock.json"))?.as_bytes());
    let stamp = root.join("node_modules/.portico-installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == hash.finish()) {
        return Ok(());
    }
    run::step("install the npm packages (Binaryen, Playwright, axe)", || {
        // The browser is chosen in `browser`, so none is downloaded here.
        let mut npm = npm();
        npm.args(["ci", "--no-audit", "--no-fund"]).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        run::run(&mut npm).context("Node.js 20 or newer with npm is needed")?;
        repo::write(&stamp, hash.finish())
    })
}

fn npm() -> Command {
    program(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// `npx` with a package of this repository.
pub fn npx() -> Command {
    program(if cfg!(windows) { "npx.cmd" } else { "npx" })
}

fn trunk() -> Result<()> {
    if run::works(program("trunk").arg("--version")) {
        return Ok(());
    }
    run::step(&format!("install Trunk {TRUNK} (some minutes, once)"), || {
        let mut cargo = run::cargo();
        cargo.args(["install", "trunk", "--version", TRUNK, "--locked"]);
        // Its own release profile doubles the time, for a tool that waits most of the day.
        cargo.env("CARGO_PROFILE_RELEASE_LTO", "false");
        cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        cargo.env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        run::run(&mut cargo)
    })
}

/// Chromium without windows: the tests take two thirds of the time that they take with the whole.
const HEADLESS: &str = "chromium-headless-shell";

/// A Chromium for the tests: the one that `CHROME` names, the system's, one from the system's
/// packages, or Playwright's own. `None` is the last: Playwright finds that itself.
///
/// # Errors
/// When there is none and none can be installed.
pub fn browser() -> Result<Option<PathBuf>> {
    if let Some(named) = std::env::var_os("CHROME") {
        let path = PathBuf::from(named);
        if !run::works(program(&path).arg("--version")) {
            bail!("CHROME names {}, which does not start", path.display());
        }
        return Ok(Some(path));
    }
    if let Some(path) = system_browser() {
        return Ok(Some(path));
    }
    if is_root() && Path::new("/etc/debian_version").exists() {
        run::step("install Chromium from the system's packages", || {
            run::run(program("apt-get").args(["update", "-q"]))?;
            let install = |package: &str| {
                let mut apt = program("apt-get");
                apt.args(["install", "-q", "-y", "--no-install-recommends", package]);
                run::run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
            };
            // The same engine without the windows around it; an older system has only the whole.
            install(HEADLESS).or_else(|_| install("chromium"))
        })?;
        if let Some(path) = system_browser() {
            return Ok(Some(path));
        }
    }
    // Quick when it is there already.
    run::step("install Playwright's Chromium", || {
        run::run(npx().args(["playwright", "install", "chromium"]))
            .context("no browser for the tests: install Chromium or Chrome, or name one in CHROME")
    })?;
    Ok(None)
}

fn system_browser() -> Option<PathBuf> {
    let names = [HEADLESS, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let folders: Vec<PathBuf> =
        std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect())?;
    let mac = PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .chain([mac])
        .filter(|path| path.is_file())
        // A package that only says "install the snap" does not count.
        .find(|path| run::works(program(path).arg("--version")))
}

fn is_root() -> bool {
    run::read(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
