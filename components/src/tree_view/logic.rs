//! What a tree shows, and where its keys lead. Nodes are known by their place in the list, and
//! each one says which one it is in.

/// The shape of a tree: children of each node, and of the tree itself, in the order of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape {
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

/// Deepest level that is drawn. What is deeper hangs on the node of this level, so that a tree
/// from outside cannot exhaust the stack.
pub(crate) const DEEPEST: usize = 64;

impl Shape {
    /// Reads the parents. One that is not before its child in the list does not count, which
    /// makes circles impossible.
    pub fn new(parents: &[Option<usize>]) -> Self {
        let mut shape = Self {
            parents: Vec::with_capacity(parents.len()),
            children: vec![Vec::new(); parents.len()],
            roots: Vec::new(),
        };
        let mut levels: Vec<usize> = Vec::with_capacity(parents.len());
        for (at, parent) in parents.iter().enumerate() {
            let mut parent = parent.filter(|parent| *parent < at);
            let mut level = parent.and_then(|parent| levels.get(parent)).map_or(1, |up| up + 1);
            if level > DEEPEST {
                parent = parent.and_then(|parent| shape.parent(parent));
                level = DEEPEST;
            }
            match parent.and_then(|parent| shape.children.get_mut(parent)) {
                Some(siblings) => siblings.push(at),
                None => shape.roots.push(at),
            }
            shape.parents.push(parent);
            levels.push(level);
        }
        shape
    }

    /// The node that this one is in.
    pub fn parent(&self, at: usize) -> Option<usize> {
        self.parents.get(at).copied().flatten()
    }

    /// The nodes in a node, or the first level for none.
    pub fn children(&self, of: Option<usize>) -> &[usize] {
        match of {
            Some(at) => self.children.get(at).map_or(&[], Vec::as_slice),
            None => &self.roots,
        }
    }

    /// The nodes that are seen, from top to bottom.
    pub fn visible(&self, is_open: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut seen = Vec::new();
        let mut waiting: Vec<usize> = self.roots.iter().rev().copied().collect();
        while let Some(at) = waiting.pop() {
            seen.push(at);
            if is_open(at) {
                waiting.extend(self.children(Some(at)).iter().rev());
            }
        }
        seen
    }

    /// The nearest node above `at` that is seen, or itself.
    pub fn nearest(&self, at: usize, visible: &[usize]) -> Option<usize> {
        let mut now = Some(at);
        while let Some(at) = now {
            if visible.contains(&at) {
                return now;
            }
            now = self.parent(at);
        }
        visible.first().copied()
    }
}

/// What a key does in a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    /// The mark goes to this node.
    Move(usize),
    /// This node shows its children.
    Open(usize),
    /// This node hides them.
    Close(usize),
    /// All of them show their children.
    OpenAll(Vec<usize>),
}

/// What a key does at node `at` (APG: tree view). None for keys that mean nothing here.
pub(crate) fn action(
    key: &str,
    rtl: bool,
    at: usize,
    shape: &Shape,
    is_open: impl Fn(usize) -> bool,
) -> Option<Action> {
    let children = shape.children(Some(at));
    let (inwards, outwards) =
        if rtl { ("ArrowLeft", "ArrowRight") } else { ("ArrowRight", "ArrowLeft") };
    if key == inwards {
        let first = *children.first()?;
        return Some(if is_open(at) { Action::Move(first) } else { Action::Open(at) });
    }
    if key == outwards {
        if is_open(at) && !children.is_empty() {
            return Some(Action::Close(at));
        }
        return shape.parent(at).map(Action::Move);
    }
    if key == "*" {
        let closed = |at: &&usize| !shape.children(Some(**at)).is_empty() && !is_open(**at);
        let siblings = shape.children(shape.parent(at));
        return Some(Action::OpenAll(siblings.iter().filter(closed).copied().collect()));
    }
    let visible = shape.visible(&is_open);
    let place = visible.iter().position(|node| *node == at)?;
    let to = match key {
        "ArrowDown" => visible.get(place + 1),
        "ArrowUp" => place.checked_sub(1).and_then(|place| visible.get(place)),
        "Home" => visible.first(),
        "End" => visible.last(),
        _ => return None,
    };
    Some(Action::Move(to.copied().unwrap_or(at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// 0 docs ( 1 guides ( 2 start, 3 deploy ), 4 api ), 5 changes
    fn docs() -> Shape {
        Shape::new(&[None, Some(0), Some(1), Some(1), Some(0), None])
    }

    fn press(key: &str, at: usize, open: &[usize]) -> Option<Action> {
        action(key, false, at, &docs(), |at| open.contains(&at))
    }

    #[test]
    fn only_open_nodes_show_theirs() {
        assert_eq!(docs().visible(|_| false), [0, 5]);
        assert_eq!(docs().visible(|at| at == 0), [0, 1, 4, 5]);
        assert_eq!(docs().visible(|_| true), [0, 1, 2, 3, 4, 5]);
        assert_eq!(docs().visible(|at| at == 1), [0, 5], "open inside of a closed one");
    }

    #[test]
    fn right_opens_then_enters() {
        assert_eq!(press("ArrowRight", 0, &[]), Some(Action::Open(0)));
        assert_eq!(press("ArrowRight", 0, &[0]), Some(Action::Move(1)));
        assert_eq!(press("ArrowRight", 5, &[]), None);
    }

    #[test]
    fn left_closes_then_leaves() {
        assert_eq!(press("ArrowLeft", 1, &[0, 1]), Some(Action::Close(1)));
        assert_eq!(press("ArrowLeft", 1, &[0]), Some(Action::Move(0)));
        assert_eq!(press("ArrowLeft", 4, &[0, 4]), Some(Action::Move(0)), "a leaf is never open");
        assert_eq!(press("ArrowLeft", 5, &[]), None);
    }

    #[test]
    fn right_to_left_they_change_places() {
        let press = |key| action(key, true, 0, &docs(), |_| false);
        assert_eq!(press("ArrowLeft"), Some(Action::Open(0)));
        assert_eq!(press("ArrowRight"), None);
    }

    #[test]
    fn up_and_down_stop_at_the_ends() {
        assert_eq!(press("ArrowDown", 0, &[0]), Some(Action::Move(1)));
        assert_eq!(press("ArrowDown", 1, &[0]), Some(Action::Move(4)));
        assert_eq!(press("ArrowDown", 5, &[]), Some(Action::Move(5)));
        assert_eq!(press("ArrowUp", 5, &[0, 1]), Some(Action::Move(4)));
        assert_eq!(press("ArrowUp", 0, &[]), Some(Action::Move(0)));
        assert_eq!(press("Home", 4, &[0]), Some(Action::Move(0)));
        assert_eq!(press("End", 0, &[]), Some(Action::Move(5)));
        assert_eq!(press("Tab", 0, &[]), None);
    }

    #[test]
    fn a_star_opens_all_beside_it() {
        let shape = Shape::new(&[None, Some(0), None, Some(2), None]);
        assert_eq!(action("*", false, 2, &shape, |_| false), Some(Action::OpenAll(vec![0, 2])));
        assert_eq!(action("*", false, 2, &shape, |at| at == 0), Some(Action::OpenAll(vec![2])));
    }

    #[test]
    fn the_mark_goes_up_to_what_is_seen() {
        assert_eq!(docs().nearest(3, &[0, 1, 4, 5]), Some(1));
        assert_eq!(docs().nearest(3, &[0, 5]), Some(0));
        assert_eq!(docs().nearest(9, &[0, 5]), Some(0));
        assert_eq!(docs().nearest(0, &[]), None);
    }

    #[test]
    fn circles_and_nodes_that_do_not_exist_end_at_the_top() {
        let shape = Shape::new(&[Some(1), Some(0), Some(2), Some(99)]);
        assert_eq!(shape.children(None), [0, 2, 3]);
        assert_eq!(shape.children(Some(0)), [1]);
    }

    #[test]
    fn a_very_deep_tree_becomes_a_wide_one() {
        let parents: Vec<_> = (0..10_000_usize).map(|at| at.checked_sub(1)).collect();
        let shape = Shape::new(&parents);
        let mut level = 0;
        let mut at = None;
        while let Some(next) = shape.children(at).first() {
            at = Some(*next);
            level += 1;
        }
        assert_eq!(level, DEEPEST);
        assert_eq!(shape.visible(|_| true).len(), 10_000);
    }

    proptest! {
        #[test]
        fn an_open_tree_shows_every_node_once(
            parents in proptest::collection::vec(proptest::option::of(0_usize..40), 0..40),
        ) {
            let mut seen = Shape::new(&parents).visible(|_| true);
            seen.sort_unstable();
            prop_assert_eq!(seen, (0..parents.len()).collect::<Vec<_>>());
        }
    }
}
