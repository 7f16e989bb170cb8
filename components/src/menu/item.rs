//! What a menu offers.

use std::sync::Arc;

use leptos::prelude::{AnyView, Signal};

use super::submenu;
use crate::layer::Layer;
use crate::{Icon, SafeUrl};

/// Runs when an item is chosen.
type Run = Arc<dyn Fn() + Send + Sync>;

/// Draws an item with a menu of its own, from what is in the item, its label and the reason why it
/// cannot be opened. The menu closes when something is chosen.
type DrawSubmenu = Arc<dyn Fn(AnyView, String, Option<String>, Layer) -> AnyView + Send + Sync>;

/// What happens when an item is chosen.
#[derive(Clone)]
pub(super) enum Action {
    /// Something starts. The menu closes first.
    Run(Run),
    /// A setting is switched. The menu stays open.
    Check(Signal<bool>, Run),
    /// One of several is chosen. The menu closes.
    Radio(Signal<bool>, Run),
    /// Another page of the portal.
    Link(String),
    /// A page outside.
    External(SafeUrl),
    /// More items. A function, so that the code is only where such menus are.
    Submenu(DrawSubmenu),
}

/// One line of a [`Menu`](super::Menu).
#[derive(Clone)]
pub struct MenuItem {
    pub(super) label: String,
    pub(super) icon: Option<Icon>,
    pub(super) keys: Option<String>,
    pub(super) danger: bool,
    pub(super) disabled_reason: Option<String>,
    pub(super) action: Action,
}

impl MenuItem {
    fn new(label: impl Into<String>, action: Action) -> Self {
        Self {
            label: label.into(),
            icon: None,
            keys: None,
            danger: false,
            disabled_reason: None,
            action,
        }
    }

    /// Starts something. The label is a verb: "Copy reference", "Unregister…".
    #[must_use]
    pub fn action(label: impl Into<String>, run: impl Fn() + Send + Sync + 'static) -> Self {
        Self::new(label, Action::Run(Arc::new(run)))
    }

    /// Switches a setting; the menu stays open for the next one. `toggle` gets the wanted state.
    #[must_use]
    pub fn check(
        label: impl Into<String>,
        checked: impl Into<Signal<bool>>,
        toggle: impl Fn(bool) + Send + Sync + 'static,
    ) -> Self {
        use leptos::prelude::GetUntracked;
        let checked = checked.into();
        let run = move || toggle(!checked.get_untracked());
        Self::new(label, Action::Check(checked, Arc::new(run)))
    }

    /// One of several, of which `selected` says whether it is this one.
    #[must_use]
    pub fn radio(
        label: impl Into<String>,
        selected: impl Into<Signal<bool>>,
        select: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self::new(label, Action::Radio(selected.into(), Arc::new(select)))
    }

    /// Leads to another page of the portal.
    #[must_use]
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(label, Action::Link(href.into()))
    }

    /// Leads out of the portal.
    #[must_use]
    pub fn external(label: impl Into<String>, url: SafeUrl) -> Self {
        Self::new(label, Action::External(url))
    }

    /// Opens a menu beside it, for what would make this one too long: "Move to". One level, and
    /// not what is chosen often.
    #[must_use]
    pub fn submenu(label: impl Into<String>, groups: impl IntoIterator<Item = MenuGroup>) -> Self {
        let groups: Vec<MenuGroup> = groups.into_iter().collect();
        let draw: DrawSubmenu = Arc::new(move |content, label, reason, root| {
            submenu::draw(content, label, reason, groups.clone(), root)
        });
        Self::new(label, Action::Submenu(draw))
    }

    /// With a drawing before the label.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With the keys that do the same, as in `Kbd`.
    #[must_use]
    pub fn keys(mut self, keys: impl Into<String>) -> Self {
        self.keys = Some(keys.into());
        self
    }

    /// It destroys something: it looks so, and stands last.
    #[must_use]
    pub fn danger(mut self) -> Self {
        self.danger = true;
        self
    }

    /// It cannot be chosen now, and says why.
    #[must_use]
    pub fn disabled(mut self, reason: impl Into<String>) -> Self {
        self.disabled_reason = Some(reason.into());
        self
    }

    /// Role of the item, unless the menu only leads to pages.
    pub(super) const fn role(&self) -> &'static str {
        match self.action {
            Action::Check(..) => "menuitemcheckbox",
            Action::Radio(..) => "menuitemradio",
            Action::Run(_) | Action::Link(_) | Action::External(_) | Action::Submenu(_) => {
                "menuitem"
            }
        }
    }

    /// Whether it leads to a page.
    const fn is_link(&self) -> bool {
        matches!(self.action, Action::Link(_) | Action::External(_))
    }
}

/// Items that belong together, with a line above them.
#[derive(Clone, Default)]
pub struct MenuGroup {
    pub(super) title: Option<String>,
    pub(super) items: Vec<MenuItem>,
}

impl MenuGroup {
    /// A group without a title.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = MenuItem>) -> Self {
        Self { title: None, items: items.into_iter().collect() }
    }

    /// A group with a title: "Density".
    #[must_use]
    pub fn titled(title: impl Into<String>, items: impl IntoIterator<Item = MenuItem>) -> Self {
        Self { title: Some(title.into()), items: items.into_iter().collect() }
    }
}

/// The groups as they are shown: none without items, and what destroys something in a last group
/// of its own.
pub(super) fn arrange(groups: Vec<MenuGroup>) -> Vec<MenuGroup> {
    let mut dangerous = Vec::new();
    let mut arranged = Vec::new();
    for mut group in groups {
        let (last, rest) = group.items.into_iter().partition(|item: &MenuItem| item.danger);
        dangerous.extend::<Vec<_>>(last);
        group.items = rest;
        arranged.push(group);
    }
    arranged.push(MenuGroup::new(dangerous));
    arranged.retain(|group| !group.items.is_empty());
    arranged
}

/// Whether every item leads to a page: then it is a list of links, not a menu of actions.
pub(super) fn is_navigation(groups: &[MenuGroup]) -> bool {
    let mut items = groups.iter().flat_map(|group| &group.items).peekable();
    items.peek().is_some() && items.all(MenuItem::is_link)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(groups: &[MenuGroup]) -> Vec<Vec<&str>> {
        groups
            .iter()
            .map(|group| group.items.iter().map(|item| item.label.as_str()).collect())
            .collect()
    }

    #[test]
    fn what_destroys_stands_last() {
        let groups = vec![
            MenuGroup::new([
                MenuItem::action("Unregister…", || ()).danger(),
                MenuItem::action("Copy reference", || ()),
            ]),
            MenuGroup::new([]),
            MenuGroup::titled("View", [MenuItem::link("Inspect", "/inspect")]),
        ];
        assert_eq!(
            labels(&arrange(groups)),
            [vec!["Copy reference"], vec!["Inspect"], vec!["Unregister…"]]
        );
    }

    #[test]
    fn only_links_are_navigation() {
        let link = || MenuItem::link("Docs", "/docs");
        assert!(is_navigation(&[MenuGroup::new([link(), link()])]));
        assert!(!is_navigation(&[MenuGroup::new([link(), MenuItem::action("Copy", || ())])]));
        assert!(!is_navigation(&[]));
    }
}
