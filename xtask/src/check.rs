//! What is checked without running anything: format, lints, guards.

use anyhow::Result;

use crate::args::Args;
use crate::setup::{self, Needs};
use crate::wasm::TARGET;
use crate::{guards, run, styles};

/// A check by its name.
pub type Check = (&'static str, fn() -> Result<()>);

/// In the order in which they help most: what is quick comes first. The guards of the styles
/// read what the build script collects, so they come after a compiler has run.
pub const CHECKS: [Check; 6] = [
    ("format", format),
    ("architecture", guards::rooms::check),
    ("sources", guards::sources::check),
    ("clippy", clippy),
    ("clippy for the browser", clippy_wasm),
    ("styles", styles::guards::check),
];

/// `cargo xtask check`.
pub fn run(args: Args) -> Result<()> {
    args.finish()?;
    setup::ensure(Needs::Build)?;
    let mut failed = Vec::new();
    for (name, check) in CHECKS {
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
    cargo.args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    run::run(&mut cargo)
}

/// The parts that only exist in a browser.
fn clippy_wasm() -> Result<()> {
    let mut cargo = run::cargo();
    cargo.args(["clippy", "--package", "portico", "--package", "portico-components"]);
    cargo.args(["--lib", "--bins", "--target", TARGET, "--", "-D", "warnings"]);
    run::run(&mut cargo)
}
