//! Design tokens: from the file in the Design Tokens format to custom properties.

mod json;
mod sheet;
mod source;

#[cfg(test)]
mod contrast;
#[cfg(test)]
mod format;

use anyhow::Result;

use crate::repo;
pub use source::Source;

const FILE: &str = "style/tokens/tokens.json";
/// The sheet that is shipped.
pub const SHEET: &str = "style/01-tokens.css";

/// The tokens of this repository.
pub fn load() -> Result<Source> {
    Source::parse(&repo::read(repo::root().join(FILE))?)
}

/// `cargo xtask tokens`: writes the style sheet again.
pub fn run() -> Result<()> {
    let written = repo::write_if_changed(repo::root().join(SHEET), &sheet::write(&load()?)?)?;
    println!("{SHEET}: {}", if written { "written" } else { "up to date" });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_sheet_is_what_the_tokens_say() {
        let committed = repo::read(repo::root().join(SHEET)).unwrap();
        let made = sheet::write(&load().unwrap()).unwrap();
        assert!(committed == made, "{SHEET} is not up to date: run `cargo xtask tokens`");
    }
}
