//! How much each thing counts: what `portal.json` can set under `search.weights`.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The points of a result. A name that is exactly the text comes first whatever the points are;
/// everything else is ordered by their sum.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub struct Weights {
    /// The name is the text.
    pub exact: u16,
    /// The name starts with the text.
    pub prefix: u16,
    /// Words of the name start with the words of the text, in order.
    pub word_prefix: u16,
    /// The text is the first letters of the words of the name.
    pub initials: u16,
    /// The text is somewhere in the name.
    pub inside: u16,
    /// The text is a tag, an e-mail address or the owner: so many points less than for a name.
    pub not_the_name: u16,
    /// The name is the text but for one letter in four.
    pub typo: u16,
    /// The most that full text can bring.
    pub text: u16,
    /// Added for a kind (lower case), or for `document`.
    pub kinds: BTreeMap<String, i16>,
    /// Added for what this owner has: `group:default/platform`.
    pub owners: BTreeMap<String, i16>,
    /// Added for a lifecycle (lower case).
    pub lifecycles: BTreeMap<String, i16>,
}

impl Default for Weights {
    fn default() -> Self {
        let points = |pairs: &[(&str, i16)]| {
            pairs.iter().map(|(name, points)| ((*name).to_owned(), *points)).collect()
        };
        Self {
            exact: 1000,
            prefix: 800,
            word_prefix: 700,
            initials: 600,
            inside: 500,
            not_the_name: 350,
            typo: 300,
            text: 250,
            kinds: points(&[
                ("component", 20),
                ("system", 15),
                ("api", 10),
                ("template", 10),
                ("group", 10),
                ("user", 5),
                ("domain", 5),
                ("location", -60),
            ]),
            owners: BTreeMap::new(),
            lifecycles: points(&[("deprecated", -15)]),
        }
    }
}
