//! The style sheets of the portal: `style/*.css` in the order of their names, then the scoped
//! styles of the components and pages, which the build script of the root package collects. What
//! the first view does not show is in a sheet of its own, and so is what shows states without a
//! pointer.

pub mod css;
mod forced;
pub mod guards;
mod sheets;

use anyhow::{Context, Result};

use crate::args::Args;
use crate::wasm::TARGET;
use crate::{repo, run};
use sheets::Sheets;

/// The folders with scoped styles. The build script of the root package names the same.
pub const SCOPED: [&str; 2] = ["components/src", "src"];

/// The order of the cascade.
const LAYERS: &str = "00-layers.css";

/// The global sheet that only long texts need.
const PROSE: &str = "04-prose.css";

/// All styles by the names of their files, as they are written. The root package has to be built or checked before.
pub fn assemble() -> Result<[(&'static str, String); 3]> {
    let scoped = sheets::divide(&collected()?)?;
    let mut all = Sheets::default();
    for path in repo::files_with(repo::root().join("style"), "css")? {
        let text = repo::read(&path)? + "\n";
        // Whichever sheet the browser sees first, it learns the order of the layers.
        if path.ends_with(LAYERS) || path.ends_with(PROSE) {
            all.later.push_str(&text);
        }
        if !path.ends_with(PROSE) {
            all.first.push_str(&text);
        }
    }
    all.first.push_str(&scoped.first);
    all.later.push_str(&scoped.later);
    let states = forced::forced(&[all.first.as_str(), &all.later].concat())?;
    Ok([("styles.css", all.first), ("later.css", all.later), ("states.css", states)])
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
    for (name, sheet) in assemble()? {
        let small = css::minify(&sheet)?;
        let path = repo::root().join("target/styles").join(name);
        repo::write_if_changed(&path, &sheet)?;
        println!("{}: {} bytes, {} minified", repo::shown(&path), sheet.len(), small.len());
    }
    Ok(())
}
