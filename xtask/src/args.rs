//! The arguments of a command: flags, options with a value, and words.

use anyhow::{Result, bail};

/// What stands behind the name of the command. What nobody asked for is an error, so that a
/// misspelled flag is not silently ignored.
pub struct Args {
    rest: Vec<String>,
}

impl Args {
    pub fn new(rest: impl IntoIterator<Item = String>) -> Self {
        Self { rest: rest.into_iter().collect() }
    }

    /// Whether the flag `--name` is there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.rest.len();
        self.rest.retain(|word| word != name);
        self.rest.len() < before
    }

    /// The value of `--name value` or `--name=value`.
    ///
    /// # Errors
    /// When the value is missing.
    pub fn option(&mut self, name: &str) -> Result<Option<String>> {
        let inline = format!("{name}=");
        let found = self.rest.iter().position(|word| word == name || word.starts_with(&inline));
        let Some(at) = found else { return Ok(None) };
        let word = self.rest.remove(at);
        if let Some(value) = word.strip_prefix(&inline) {
            return Ok(Some(value.to_owned()));
        }
        if self.rest.get(at).is_none_or(|value| value.starts_with("--")) {
            bail!("{name} needs a value");
        }
        Ok(Some(self.rest.remove(at)))
    }

    /// The next word that is no flag.
    pub fn word(&mut self) -> Option<String> {
        let at = self.rest.iter().position(|word| !word.starts_with("--"))?;
        Some(self.rest.remove(at))
    }

    /// Ends reading.
    ///
    /// # Errors
    /// When something is left that no command asked for.
    pub fn finish(self) -> Result<()> {
        if self.rest.is_empty() {
            return Ok(());
        }
        bail!("not understood: {} (see `cargo xtask help`)", self.rest.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(line: &str) -> Args {
        Args::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn flags_options_and_words_in_any_order() {
        let mut args = args("hello --port 81 --dev --base=/x/");
        assert!(args.flag("--dev") && !args.flag("--dev"));
        assert_eq!(args.option("--port").unwrap().as_deref(), Some("81"));
        assert_eq!(args.option("--base").unwrap().as_deref(), Some("/x/"));
        assert_eq!(args.option("--dir").unwrap(), None);
        assert_eq!(args.word().as_deref(), Some("hello"));
        args.finish().unwrap();
    }

    #[test]
    fn what_is_missing_or_left_over_is_an_error() {
        assert!(args("--port").option("--port").is_err());
        assert!(args("--port --dev").option("--port").is_err());
        let left = args("--prot 81").finish().unwrap_err().to_string();
        assert!(left.contains("--prot 81"), "{left}");
    }
}
