//! Things inside of things.

pub mod gallery;
mod logic;

use crate::{Icon, IconSize, class, dom, typeahead::TypeAhead, unique_id};
use leptos::{attr::custom::custom_attribute, ev::KeyboardEvent, ev::MouseEvent, prelude::*};
use logic::{Action, Shape};
use stylers_macro::style_sheet;

/// One node of a [`TreeView`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeNode {
    /// Names it in `expanded`, `current` and `on_choose`. No two are the same.
    pub id: String,
    /// Place in the list of the node it is in, which has to come before; none at the first level.
    pub parent: Option<usize>,
    /// Its name.
    pub label: String,
    /// A drawing before the name.
    pub icon: Option<Icon>,
    /// Where it leads, if it is a link.
    pub href: Option<String>,
}

impl TreeNode {
    /// A node without drawing and address.
    pub fn new(id: impl Into<String>, parent: Option<usize>, label: impl Into<String>) -> Self {
        Self { id: id.into(), parent, label: label.into(), icon: None, href: None }
    }

    /// Draws something before the name.
    #[must_use]
    pub const fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Makes it a link.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// Things inside of things, to open and close: the pages of documentation, the files of a folder.
///
/// For two levels that are always open take [`NavList`](crate::NavList). Children are drawn when
/// their node is opened, but all of them, so a level should not have thousands.
///
/// Keyboard: one Tab stop. Up and down move, Home and End go to the ends; right opens a node, then
/// goes into it; left closes it, then goes out of it (mirrored from right to left); letters go to
/// the next name that begins with them; `*` opens all nodes of the level. Enter follows a link,
/// else it chooses the node, and opens or closes it if there is something in it.
///
/// Pattern: APG "Tree View", of links also "Navigation Treeview".
#[component]
pub fn TreeView(
    /// Name of the tree: "Pages".
    #[prop(into)]
    label: Signal<String>,
    /// The nodes in order, each after the one it is in.
    #[prop(into)]
    nodes: Signal<Vec<TreeNode>>,
    /// Ids of the nodes that are open, for those who keep them; else the tree does.
    #[prop(optional, into)]
    expanded: Option<Signal<Vec<String>>>,
    /// Ids of the nodes that are open at the start, if the tree keeps them.
    #[prop(optional)]
    default_expanded: Vec<String>,
    /// Called with the ids that are to be open. Needed together with `expanded`.
    #[prop(optional, into)]
    on_expand: Option<Callback<Vec<String>>>,
    /// Id of the node that is shown or chosen; empty for none.
    #[prop(optional, into)]
    current: Signal<String>,
    /// A node was chosen by a click or Enter.
    #[prop(optional, into)]
    on_choose: Option<Callback<String>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/tree_view/tree_view.css");
    let own = RwSignal::new(default_expanded);
    let shape = Memo::new(move |_| {
        Shape::new(&nodes.with(|nodes| nodes.iter().map(|node| node.parent).collect::<Vec<_>>()))
    });
    let tree = Tree {
        prefix: StoredValue::new(unique_id("pk-tree")),
        nodes,
        shape,
        expanded: expanded.unwrap_or_else(|| own.into()),
        own,
        on_expand,
        current,
        on_choose,
        mark: RwSignal::new(None),
        stop: Memo::new(|_| None),
        typing: StoredValue::new(TypeAhead::default()),
    };
    let stop = Memo::new(move |_| {
        let visible = tree.shape.with(|shape| shape.visible(|at| tree.is_open(at)));
        let current = tree.current.get();
        let current =
            move || tree.nodes.with(|nodes| nodes.iter().position(|node| node.id == current));
        let mark = tree.mark.get().or_else(current).unwrap_or_default();
        tree.shape.with(|shape| shape.nearest(mark, &visible))
    });
    let tree = Tree { stop, ..tree };
    // New nodes are other nodes at the same places.
    let first = move || {
        tree.shape.track();
        tree.nodes.track();
        tree.level(None)
    };
    view! {
        <div class=class(scope, "pk-tree-view")>
            <ul
                role="tree"
                aria-label=label
                on:keydown=move |event| tree.key(&event)
                on:click=move |event| tree.click(&event)
                on:focusin=move |event| {
                    if let Some(at) = dom::row_at(&event) {
                        tree.mark.set(Some(at));
                    }
                }
            >
                {first}
            </ul>
        </div>
    }
    .into_any()
}

/// A tree on the page.
#[derive(Clone, Copy)]
struct Tree {
    prefix: StoredValue<String>,
    nodes: Signal<Vec<TreeNode>>,
    shape: Memo<Shape>,
    expanded: Signal<Vec<String>>,
    own: RwSignal<Vec<String>>,
    on_expand: Option<Callback<Vec<String>>>,
    current: Signal<String>,
    on_choose: Option<Callback<String>>,
    /// The node that had the focus last.
    mark: RwSignal<Option<usize>>,
    /// The node that Tab leads to.
    stop: Memo<Option<usize>>,
    typing: StoredValue<TypeAhead>,
}

impl Tree {
    fn node(self, at: usize) -> Option<TreeNode> {
        self.nodes.try_with(|nodes| nodes.get(at).cloned())?
    }

    fn is_open(self, at: usize) -> bool {
        self.nodes.with(|nodes| {
            let id = nodes.get(at).map(|node| &node.id);
            self.expanded.with(|open| id.is_some_and(|id| open.contains(id)))
        })
    }

    fn is_parent(self, at: usize) -> bool {
        self.shape.with_untracked(|shape| !shape.children(Some(at)).is_empty())
    }

    fn element_id(self, part: &str, at: usize) -> String {
        self.prefix.with_value(|prefix| [prefix, part, &at.to_string()].concat())
    }

    /// The nodes in a node, or the first level.
    fn level(self, of: Option<usize>) -> Vec<AnyView> {
        let nodes = self.shape.with_untracked(|shape| shape.children(of).to_vec());
        let count = nodes.len();
        nodes
            .into_iter()
            .enumerate()
            .map(|(place, at)| untrack(|| self.item(at, place + 1, count)))
            .collect()
    }

    /// One node, the `place`-th of `count`, and what is in it while it is open.
    fn item(self, at: usize, place: usize, count: usize) -> AnyView {
        let Some(TreeNode { id, label, icon, href, .. }) = self.node(at) else {
            return ().into_any();
        };
        let parent = self.is_parent(at);
        let open = Memo::new(move |_| parent && self.is_open(at));
        let expanded = move || parent.then(|| open.get().to_string());
        let group = self.element_id("-group-", at);
        let owns = {
            let group = group.clone();
            move || open.get().then(|| group.clone())
        };
        let level = self.shape.with_untracked(|shape| {
            std::iter::successors(Some(at), |at| shape.parent(*at)).count()
        });
        let what = if href.is_some() { "page" } else { "true" };
        let current = move || self.current.with(|current| *current == id).then_some(what);
        let stop = move || if self.stop.get() == Some(at) { "0" } else { "-1" };
        let twist = parent.then(|| view! { <Icon name=Icon::ChevronRight size=IconSize::Xs /> });
        let inside = view! {
            <span class="pk-tree-view-twist" data-twist="">{twist}</span>
            {icon.map(|icon| view! { <Icon name=icon /> })}
            <span class="pk-tree-view-text" data-tooltip=label.clone()>{label.clone()}</span>
        }
        .into_any();
        let element_id = self.element_id("-", at);
        let (level, place, count) = (level.to_string(), place.to_string(), count.to_string());
        let parent = parent.then_some("");
        let item = match href {
            Some(href) => view! {
                <a
                    role="treeitem"
                    {..custom_attribute("aria-level", level)}
                    href=href
                    id=element_id
                    data-at=at.to_string()
                    data-parent=parent
                    tabindex=stop
                    aria-posinset=place
                    aria-setsize=count
                    aria-expanded=expanded
                    aria-owns=owns
                    aria-current=current
                >
                    {inside}
                </a>
            }
            .into_any(),
            None => view! {
                <div
                    role="treeitem"
                    {..custom_attribute("aria-level", level)}
                    id=element_id
                    data-at=at.to_string()
                    data-parent=parent
                    tabindex=stop
                    aria-posinset=place
                    aria-setsize=count
                    aria-expanded=expanded
                    aria-owns=owns
                    aria-current=current
                >
                    {inside}
                </div>
            }
            .into_any(),
        };
        let children = move || {
            open.get().then(|| {
                view! { <ul role="group" id=group.clone()>{self.level(Some(at))}</ul> }.into_any()
            })
        };
        view! { <li role="none">{item}{children}</li> }.into_any()
    }

    /// Opens or closes nodes.
    fn set_open(self, which: &[usize], open: bool) {
        let ids: Vec<String> =
            which.iter().filter_map(|at| Some(untrack(|| self.node(*at))?.id)).collect();
        let Some(mut now) = self.expanded.try_get_untracked() else { return };
        now.retain(|id| !ids.contains(id));
        if open {
            now.extend(ids);
        }
        self.own.set(now.clone());
        if let Some(on_expand) = self.on_expand {
            on_expand.try_run(now);
        }
    }

    fn toggle(self, at: usize) {
        if self.is_parent(at) {
            self.set_open(&[at], !untrack(|| self.is_open(at)));
        }
    }

    fn focus(self, at: usize) {
        self.mark.set(Some(at));
        dom::focus_later(dom::by_id(&self.element_id("-", at)));
    }

    fn choose(self, at: usize) {
        if let (Some(on_choose), Some(node)) = (self.on_choose, untrack(|| self.node(at))) {
            on_choose.try_run(node.id);
        }
    }

    fn click(self, event: &MouseEvent) {
        let Some(at) = dom::row_at(event) else { return };
        let Some(target) = dom::target(event) else { return };
        let twist = target.closest("[data-twist]").ok().flatten().is_some() && self.is_parent(at);
        let link = untrack(|| self.node(at)).is_some_and(|node| node.href.is_some());
        if twist {
            // Inside of a link, the triangle leads nowhere.
            event.prevent_default();
            event.stop_propagation();
            self.toggle(at);
            self.focus(at);
            return;
        }
        self.mark.set(Some(at));
        self.choose(at);
        if !link {
            self.toggle(at);
        }
    }

    fn key(self, event: &KeyboardEvent) {
        let Some(at) = dom::row_at(event).filter(|_| !dom::is_chord(event)) else { return };
        let key = event.key();
        if key == "Enter" {
            // The browser follows a link by itself, as a click.
            if untrack(|| self.node(at)).is_some_and(|node| node.href.is_none()) {
                event.prevent_default();
                self.choose(at);
                self.toggle(at);
            }
            return;
        }
        let rtl = dom::target(event).is_some_and(|target| dom::is_rtl(&target));
        let action = untrack(|| {
            self.shape.with(|shape| logic::action(&key, rtl, at, shape, |at| self.is_open(at)))
        });
        match action {
            Some(Action::Move(to)) => self.focus(to),
            Some(Action::Open(at)) => self.set_open(&[at], true),
            Some(Action::Close(at)) => self.set_open(&[at], false),
            Some(Action::OpenAll(all)) => self.set_open(&all, true),
            None => {
                let Some(to) = self.typed(&key, at) else { return };
                self.focus(to);
            }
        }
        event.prevent_default();
    }

    /// The node that typing leads to.
    fn typed(self, key: &str, at: usize) -> Option<usize> {
        let visible = untrack(|| self.shape.with(|shape| shape.visible(|at| self.is_open(at))));
        let labels: Vec<String> =
            visible.iter().filter_map(|at| Some(untrack(|| self.node(*at))?.label)).collect();
        let mark = visible.iter().position(|node| *node == at);
        let found = self.typing.try_update_value(|typing| {
            typing.press(key, dom::now(), mark, labels.iter().map(String::as_str))
        })??;
        visible.get(found).copied()
    }
}
