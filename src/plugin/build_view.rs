//! Following a build until it has ended, wherever a plugin has started one.

use super::chunk::Loader;
use super::registry::Registry;
use super::scope::part;
use leptos::prelude::*;
use portico_components::{SkeletonKind, Tone};

/// How a build is followed: the plugin that knows the CI systems draws it, in the page of the one
/// that has started it. Neither knows the other.
///
/// The view asks again until the build has ended, says how it stands in [`BuildInput::state`], and
/// names what failed. Its client is that of the plugin that draws, so the origin has to be one that
/// this plugin's manifest names.
#[derive(Clone, Copy)]
pub struct BuildView {
    /// Draws one.
    pub loader: Loader<BuildInput>,
}

/// Which build is followed.
#[derive(Clone)]
pub struct BuildInput {
    /// Whose API it is, in lower case: `github`, `gitlab`.
    pub kind: String,
    /// The API, by its name in `portal.json`.
    pub origin: String,
    /// What people call the CI system; may be empty.
    pub title: String,
    /// The project there: `owner/repository`.
    pub project: String,
    /// Its id there.
    pub id: String,
    /// How it stands, as soon as that is known.
    pub state: RwSignal<Option<BuildState>>,
}

/// How a build stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BuildState {
    /// Whether that is good.
    pub tone: Tone,
    /// In a word.
    pub word: &'static str,
    /// Whether it has ended.
    pub over: bool,
}

/// Follows a build in place; `None` where no plugin can.
#[must_use]
pub fn follow(registry: &Registry, input: BuildInput) -> Option<AnyView> {
    let (by, view) = registry.build_view()?;
    Some(part(by, "build", "The build", SkeletonKind::Rows(4), view.loader, input))
}
