//! What is checked without running anything: format, lints, guards.

use std::process::Command;

use anyhow::Result;

use crate::args::Args;
use crate::setup::{self, Needs};
use crate::wasm::TARGET;
use crate::{guards, run, styles};

/// A check by its name.
pub type Check = (&'static str, fn() -> Result<()>);

/// What is read without a compiler, and quick.
pub const QUICK: [Check; 3] = [
    ("format", format),
    ("architecture", guards::rooms::check),
    ("sources", guards::sources::check),
];

/// The guards of the styles read what the build script collects, so they come after a compiler.
pub const STYLES: Check = ("styles", styles::guards::check);

/// What denies a warning, wherever clippy runs.
pub const DENIED: [&str; 3] = ["--", "-D", "warnings"];

/// `cargo xtask check`.
pub fn run(args: Args) -> Result<()> {
    args.finish()?;
    setup::ensure(Needs::Build)?;
    let mut failed = Vec::new();
    let lints: [Check; 2] = [("clippy", clippy), ("clippy for the browser", clippy_wasm)];
    for (name, check) in QUICK.into_iter().chain(lints).chain([STYLES]) {
        if let Err(error) = run::step(name, check) {
            eprintln!("{error:#}");
            failed.push(name);
        }
    }
    anyhow::ensure!(failed.is_empty(), "not in order: {}", failed.join(", "));
    Ok(())
}

fn format() -> Result<()> {
    run::run(run::cargo().args(["fmt", "--all", "--check"]))
}

fn clippy() -> Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["clippy", "--workspace", "--all-targets"]).args(DENIED);
    run::run(&mut cargo)
}

/// The parts that only exist in a browser.
fn clippy_wasm() -> Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["clippy", "--package", "portico", "--package", "portico-components"]);
    cargo.args(["--lib", "--bins", "--target", TARGET]).args(DENIED);
    run::run(&mut cargo)
}

/// A cargo with which clippy compiles the crates of the workspace and denies what it warns of, as
/// `cargo clippy` does before it throws away what it compiled. So that tests are linted and built
/// in one go: to check and to compile everything takes half as long again on a machine that has
/// compiled nothing yet.
pub fn linting() -> Command {
    let mut cargo = run::cargo();
    // What a machine without it says is what it says of any program that is not there.
    let driver = run::sysroot().map(|sysroot| sysroot.join("bin/clippy-driver"));
    let driver = driver.unwrap_or_else(|| "clippy-driver".into());
    // Not by the environment: tests run cargo too, on crates that are not ours.
    let wrapper = format!("build.rustc-workspace-wrapper='{}'", driver.display());
    cargo.args(["--config", &wrapper]);
    // How `cargo clippy` hands over what comes behind its `--`.
    let arguments: String = DENIED[1..].iter().map(|word| format!("{word}{SEPARATOR}")).collect();
    cargo.env("CLIPPY_ARGS", arguments);
    cargo
}

/// Between two arguments in `CLIPPY_ARGS`.
const SEPARATOR: &str = "__CLIPPY_HACKERY__";
