//! What the address of a page of the gallery asks for.

use super::env::Env;
use crate::plugin::prelude::*;
use leptos::prelude::*;

/// Key of what is searched for.
const TEXT: &str = "q";

/// What stands before the name of a prop.
const PROP: &str = "p.";

/// The query of the address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Surroundings of the previews.
    pub env: Env,
    /// What is searched for, on the pages that have a search field.
    pub text: String,
    /// Props of the playground: name and value, as they are written.
    pub props: Vec<(String, String)>,
    /// Keys of the query that nobody here understands. They are not written again.
    pub unknown: Vec<String>,
}

impl Asked {
    /// Reads the query; what is not understood is ignored, and kept by name for a notice.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let mut asked = Self { env: Env::read(pairs), ..Self::default() };
        for (key, value) in pairs {
            if key == TEXT {
                asked.text.clone_from(value);
            } else if let Some(name) = key.strip_prefix(PROP) {
                asked.props.retain(|(known, _)| known != name);
                asked.props.push((name.to_owned(), value.clone()));
            } else if !Env::understands(key, value) && !asked.unknown.contains(key) {
                asked.unknown.push(key.clone());
            }
        }
        asked
    }

    /// The query for it: defaults are not written.
    #[must_use]
    pub fn pairs(&self) -> Vec<(String, String)> {
        let text = (!self.text.is_empty()).then(|| (TEXT.to_owned(), self.text.clone()));
        let props = self.props.iter().map(|(name, value)| ([PROP, name].concat(), value.clone()));
        text.into_iter().chain(props).chain(self.env.pairs()).collect()
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
        let asked = Asked::read(&read("?q=&theme=page"));
        assert_eq!(asked, Asked::default());
        assert_eq!(written(&asked.pairs()), "");
    }

    #[test]
    fn what_nobody_understands_is_named_once_and_not_written_again() {
        let asked = Asked::read(&read("?utm_source=chat&theme=sepia&utm_source=mail&w=360"));
        assert_eq!(asked.unknown, ["utm_source", "theme"]);
        assert_eq!(written(&asked.pairs()), "?w=360");
    }

    #[test]
    fn the_props_of_a_playground_are_in_the_address() {
        let asked = Asked::read(&read("?p.label=a%20%26%20b&p.loading=true&p.label=c"));
        assert_eq!(asked.props, [("loading".into(), "true".into()), ("label".into(), "c".into())]);
        assert_eq!(asked.unknown, Vec::<String>::new());
        assert_eq!(Asked::read(&read(&written(&asked.pairs()))), asked);
    }
}
