//! What the address of a page of the gallery asks for.

use super::env::Env;
use crate::plugin::prelude::*;
use leptos::prelude::*;

/// Key of what is searched for.
const TEXT: &str = "q";

/// The query of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Surroundings of the previews.
    pub env: Env,
    /// What is searched for, on the pages that have a search field.
    pub text: String,
}

impl Asked {
    /// Reads the query; what is not understood is ignored.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let text = pairs.iter().rfind(|(key, _)| key == TEXT);
        Self { env: Env::read(pairs), text: text.map(|(_, text)| text.clone()).unwrap_or_default() }
    }

    /// The query for it: defaults are not written.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let text = (!self.text.is_empty()).then(|| (TEXT.to_owned(), self.text.clone()));
        text.into_iter().chain(self.env.pairs()).collect()
    }
}

/// The state of a page: read from the address, written to the address.
#[derive(Clone, Copy)]
pub struct State {
    query: Query,
    asked: Memo<Asked>,
    env: Memo<Env>,
}

impl State {
    /// The state of the page around the caller.
    pub fn start() -> Self {
        let query = use_query();
        let asked = Memo::new(move |_| query.pairs().with(|pairs| Asked::read(pairs)));
        Self { query, asked, env: Memo::new(move |_| asked.with(|asked| asked.env)) }
    }

    /// Everything that the address asks for.
    pub const fn asked(self) -> Memo<Asked> {
        self.asked
    }

    /// The surroundings of the previews.
    pub const fn env(self) -> Memo<Env> {
        self.env
    }

    /// Changes the address. `step`: Back undoes it; otherwise it replaces what was there.
    pub fn change(self, step: bool, change: impl FnOnce(&mut Asked)) {
        let Some(mut asked) = self.asked.try_get_untracked() else { return };
        change(&mut asked);
        self.query.set(asked.pairs(), step);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::query::{read, written};

    #[test]
    fn a_link_shows_somebody_else_the_same() {
        let query = "?q=date+picker&theme=split&w=768";
        let asked = Asked::read(&read(query));
        assert_eq!(asked.text, "date picker");
        assert_eq!(Asked::read(&read(&written(&asked.pairs()))), asked);
        assert_eq!(written(&asked.pairs()), "?q=date%20picker&theme=split&w=768");
    }

    #[test]
    fn an_empty_search_is_not_written() {
        let asked = Asked::read(&read("?q=&theme=page&unknown=1"));
        assert_eq!(asked, Asked::default());
        assert_eq!(written(&asked.pairs()), "");
    }
}
