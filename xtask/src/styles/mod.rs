//! The style sheet of the portal: `style/*.css` in the order of their names, then the scoped
//! styles of the components and pages, which the build script of the root package collects.

pub mod css;
pub mod guards;

use anyhow::{Context, Result};

use crate::args::Args;
use crate::wasm::TARGET;
use crate::{repo, run};

/// The folders with scoped styles. The build script of the root package names the same.
pub const SCOPED: [&str; 2] = ["components/src", "src"];

/// The whole sheet, as it is written. The root package has to be built or checked before.
pub fn assemble() -> Result<String> {
    let mut sheet = String::new();
    for path in repo::files_with(repo::root().join("style"), "css")? {
        sheet.push_str(&repo::read(path)?);
        sheet.push('\n');
    }
    sheet.push_str(&collected()?);
    Ok(sheet)
}

/// The scoped styles that the build script found.
pub fn collected() -> Result<String> {
    let path = repo::root().join("target/styles/portico.css");
    repo::read(path).context("the build script writes it: build or check the root package first")
}

/// `cargo xtask css`: collects, checks and prints where the sheet is and how large.
pub fn run(args: Args) -> Result<()> {
    args.finish()?;
    run::step("collect the scoped styles", || {
        run::run(
            run::cargo()
                .args(["check", "--quiet", "--package", "portico", "--lib"])
                .args(["--target", TARGET]),
        )
    })?;
    guards::check()?;
    let sheet = assemble()?;
    let small = css::minify(&sheet)?;
    let path = repo::root().join("target/styles/styles.css");
    repo::write_if_changed(&path, &sheet)?;
    println!("{}: {} bytes, {} minified", repo::shown(&path), sheet.len(), small.len());
    Ok(())
}
