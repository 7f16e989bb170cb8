//! What the sources of a component tell: `cargo xtask build` writes one file per component.

use crate::net::{Get, Load, use_load};
use crate::plugin::package;
use serde::Deserialize;

/// The origin of the portal's own files.
pub const PORTAL: &str = "portal";

/// What is told about a folder of `components/src`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Handbook {
    /// The folder, from the root of the repository.
    pub path: String,
    /// Its components, the main one first.
    pub components: Vec<Component>,
    /// The code of its examples.
    pub examples: Vec<Code>,
    /// The tokens that its style sheet uses.
    pub tokens: Vec<String>,
}

/// One component.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Component {
    /// Its name.
    pub name: String,
    /// Its documentation in Markdown.
    pub docs: String,
    /// What its keys do.
    pub keyboard: String,
    /// What it can be given.
    pub props: Vec<Prop>,
}

/// One prop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Prop {
    /// Its name.
    pub name: String,
    /// Its type as written.
    pub r#type: String,
    /// Whether it has to be given.
    pub required: bool,
    /// Its default as written; empty for the one of the type.
    pub default: String,
    /// What it is.
    pub docs: String,
}

/// The code of an example.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Code {
    /// Id of the example.
    pub id: String,
    /// What draws it.
    pub code: String,
}

impl Handbook {
    /// What is said about a prop of the main component; empty if it is not known.
    pub fn prop(&self, name: &str) -> &str {
        let mut props = self.components.iter().flat_map(|component| &component.props);
        props.find(|prop| prop.name == name).map_or("", |prop| &prop.docs)
    }

    /// The code of an example.
    pub fn code(&self, example: &str) -> Option<&str> {
        let found = self.examples.iter().find(|code| code.id == example)?;
        Some(&found.code)
    }
}

/// Loads the handbook of a component. Plugins' parts have none.
pub fn use_handbook(component: &'static str) -> Load<Handbook> {
    use_load(move || {
        let folder = package::folder()?;
        Some(Get::new(PORTAL).path([&*folder, "gallery", &[component, ".json"].concat()]))
    })
}
