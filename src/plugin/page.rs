//! What a page tells the frame around it: its title and its place.

use leptos::prelude::*;

/// One step of the way to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Its address; `None` for the page itself and for places without a page.
    pub href: Option<String>,
}

impl Crumb {
    /// A step that can be gone back to.
    #[must_use]
    pub fn link(label: impl Into<String>, href: Option<String>) -> Self {
        Self { label: label.into(), href }
    }

    /// The page itself.
    #[must_use]
    pub fn here(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// The frame's side of a page: crumbs, from which the window's title follows, and whose page it is.
#[derive(Clone, Copy)]
pub struct PageFrame {
    crumbs: RwSignal<Vec<Crumb>>,
    plugin: RwSignal<String>,
}

impl PageFrame {
    /// Without crumbs.
    #[must_use]
    pub fn new() -> Self {
        Self { crumbs: RwSignal::new(Vec::new()), plugin: RwSignal::new(String::new()) }
    }

    /// The crumbs, outermost first.
    #[must_use]
    pub fn crumbs(self) -> Signal<Vec<Crumb>> {
        self.crumbs.into()
    }

    /// Looks at the crumbs, untracked; `None` when there is no frame any more.
    pub fn read<T>(self, look: impl FnOnce(&[Crumb]) -> T) -> Option<T> {
        self.crumbs.try_with_untracked(|crumbs| look(crumbs))
    }

    /// Id of the plugin whose page is on the screen.
    #[must_use]
    pub fn plugin(self) -> Signal<String> {
        self.plugin.into()
    }

    /// Says whose page comes to the screen.
    pub fn enter(self, plugin: &str) {
        if self.plugin.try_with_untracked(|now| now != plugin) == Some(true) {
            self.plugin.set(plugin.to_owned());
        }
    }

    /// Says where the page is. Safe to call again when the title becomes known.
    pub fn set(self, crumbs: Vec<Crumb>) {
        if self.crumbs.try_with_untracked(|now| *now != crumbs) == Some(true) {
            self.crumbs.set(crumbs);
        }
    }
}

impl Default for PageFrame {
    fn default() -> Self {
        Self::new()
    }
}

/// Title of the window: the deepest place first, then the portal.
#[must_use]
pub fn window_title(crumbs: &[Crumb], portal: &str) -> String {
    let mut parts: Vec<&str> = crumbs.iter().rev().map(|crumb| crumb.label.as_str()).collect();
    parts.push(portal);
    parts.join(" · ")
}

/// The frame around the caller. Outside of the portal, as in the gallery, it leads nowhere.
#[must_use]
pub fn use_page() -> PageFrame {
    use_context::<PageFrame>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_place_comes_first_in_the_title() {
        let crumbs = [Crumb::link("Catalog", Some("/catalog".into())), Crumb::here("ledger")];
        assert_eq!(window_title(&crumbs, "Halyard"), "ledger · Catalog · Halyard");
        assert_eq!(window_title(&[], "Halyard"), "Halyard");
    }
}
