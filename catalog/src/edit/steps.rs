//! From what a document says to what it shall say, one small step after the other.

use crate::diff::common;
use crate::finding::Mark;
use crate::yaml::{Entry, Node, Value};

/// Lists longer than this are compared by their ends alone.
const LONGEST: usize = 2_000;

/// One part of the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Under a key.
    Key(String),
    /// An item, counted from 0.
    Item(usize),
}

/// What is done with the value at the end of the way.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    /// It is there and says something else now.
    Put(Node),
    /// It is not there yet; for an item, what stands in its place moves on.
    Add(Node),
    /// It goes.
    Take,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Step {
    pub(super) way: Vec<Part>,
    pub(super) act: Act,
}

/// Whether there is nothing in a value: nothing at all, or an empty list or mapping.
pub(super) fn is_nothing(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::List(items) => items.is_empty(),
        Value::Map(entries) => entries.is_empty(),
        _ => false,
    }
}

fn is_collection(node: &Node) -> bool {
    matches!(node.value, Value::List(_) | Value::Map(_))
}

/// Whether two values read the same: `1` and `"1"` do, in whatever order the keys stand.
pub(super) fn same(a: &Node, b: &Node) -> bool {
    same_but(a, b, |a, b| {
        a.scalar().is_some_and(|one| b.scalar().is_some_and(|other| one == other))
    })
}

/// Whether two values are the same, wherever and in whatever order their keys stand, when `leaf`
/// compares what is neither a list nor a mapping. One without anything in it is as good as none.
pub(super) fn same_but(a: &Node, b: &Node, leaf: fn(&Node, &Node) -> bool) -> bool {
    if is_nothing(a) && is_nothing(b) {
        return true;
    }
    match (&a.value, &b.value) {
        (Value::Map(one), Value::Map(other)) => {
            let within = |one: &[Entry], other: &Node| {
                one.iter().filter(|entry| !is_nothing(&entry.value)).all(|entry| {
                    other.get(&entry.key).is_some_and(|value| same_but(&entry.value, value, leaf))
                })
            };
            within(one, b) && within(other, a)
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| same_but(a, b, leaf))
        }
        _ => leaf(a, b),
    }
}

/// The first step from one document to another; `None` when they read the same.
pub(super) fn first(now: &Node, goal: &Node) -> Option<Step> {
    let mut way = Vec::new();
    let act = between(now, goal, &mut way)?;
    way.reverse();
    Some(Step { way, act })
}

/// Collects the way from its end.
fn between(now: &Node, goal: &Node, way: &mut Vec<Part>) -> Option<Act> {
    if same(now, goal) {
        return None;
    }
    match (&now.value, &goal.value) {
        (Value::Map(_), Value::Map(_)) => in_map(now, goal, way),
        (Value::List(before), Value::List(after)) if !after.is_empty() => {
            in_list(before, after, way)
        }
        _ => Some(Act::Put(goal.clone())),
    }
}

fn in_map(now: &Node, goal: &Node, way: &mut Vec<Part>) -> Option<Act> {
    for entry in now.entries() {
        let act = match goal.entry(&entry.key) {
            None if is_nothing(&entry.value) => None,
            None => Some(Act::Take),
            Some(wanted) => between(&entry.value, &wanted.value, way),
        };
        if let Some(act) = act {
            way.push(Part::Key(entry.key.clone()));
            return Some(act);
        }
    }
    let missing = |entry: &&Entry| !is_nothing(&entry.value) && now.entry(&entry.key).is_none();
    let entry = goal.entries().iter().find(missing)?;
    way.push(Part::Key(entry.key.clone()));
    Some(Act::Add(entry.value.clone()))
}

fn in_list(before: &[Node], after: &[Node], way: &mut Vec<Part>) -> Option<Act> {
    let start = before.iter().zip(after).take_while(|(a, b)| same(a, b)).count();
    let (mut old, mut new) = (before.get(start..)?, after.get(start..)?);
    while let ([others @ .., a], [rest @ .., b]) = (old, new)
        && same(a, b)
    {
        (old, new) = (others, rest);
    }
    // Up to the first item that both have, what goes and what comes are changes of each other.
    let (gone, come) = gap(old, new);
    let part = Part::Item(start);
    match (old.first(), new.first()) {
        (Some(a), Some(b)) if gone > 0 && come > 0 => {
            let alike = is_collection(a) == is_collection(b);
            let act = if alike { between(a, b, way)? } else { Act::Take };
            way.push(part);
            Some(act)
        }
        (Some(_), _) if gone > 0 => {
            way.push(part);
            Some(Act::Take)
        }
        (_, Some(b)) if come > 0 => {
            way.push(part);
            Some(Act::Add(b.clone()))
        }
        _ => None,
    }
}

/// How many items of each list come before the first one that a longest common part has.
fn gap(old: &[Node], new: &[Node]) -> (usize, usize) {
    if old.len().max(new.len()) > LONGEST {
        return (old.len(), new.len());
    }
    let lengths = common(old, new, same);
    let width = new.len() + 1;
    let at = |i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (old.get(i), new.get(j)) {
        if same(a, b) {
            break;
        }
        if at(i + 1, j) >= at(i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    if i == old.len() || j == new.len() { (old.len(), new.len()) } else { (i, j) }
}

/// What a document says after a step; `None` when the way leads nowhere.
pub(super) fn after(now: &Node, step: &Step) -> Option<Node> {
    let mut node = now.clone();
    let (last, way) = step.way.split_last()?;
    let mut place = &mut node;
    for part in way {
        place = match (part, &mut place.value) {
            (Part::Key(key), Value::Map(entries)) => {
                &mut entries.iter_mut().find(|entry| entry.key == *key)?.value
            }
            (Part::Item(at), Value::List(items)) => items.get_mut(*at)?,
            _ => return None,
        };
    }
    match (last, &mut place.value) {
        (Part::Key(key), Value::Map(entries)) => {
            let found = entries.iter().position(|entry| entry.key == *key);
            match (&step.act, found) {
                (Act::Put(value), Some(at)) => entries.get_mut(at)?.value = value.clone(),
                (Act::Take, Some(at)) => drop(entries.remove(at)),
                (Act::Add(value), None) => {
                    let (key, mark) = (key.clone(), Mark::default());
                    entries.push(Entry { key, mark, value: value.clone() });
                }
                _ => return None,
            }
        }
        (Part::Item(at), Value::List(items)) if *at <= items.len() => match &step.act {
            Act::Put(value) => *items.get_mut(*at)? = value.clone(),
            Act::Take if *at < items.len() => drop(items.remove(*at)),
            Act::Add(value) => items.insert(*at, value.clone()),
            Act::Take => return None,
        },
        _ => return None,
    }
    Some(node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;
    use proptest::prelude::*;

    fn node(text: &str) -> Node {
        yaml::documents(text).next().unwrap().root
    }

    fn steps(from: &str, to: &str) -> Vec<String> {
        let (mut now, goal) = (node(from), node(to));
        let mut taken = Vec::new();
        while let Some(step) = first(&now, &goal) {
            let way: Vec<String> = step
                .way
                .iter()
                .map(|part| match part {
                    Part::Key(key) => key.clone(),
                    Part::Item(at) => at.to_string(),
                })
                .collect();
            let act = match &step.act {
                Act::Put(_) => "put",
                Act::Add(_) => "add",
                Act::Take => "take",
            };
            taken.push(format!("{act} {}", way.join("/")));
            assert!(taken.len() < 100, "{from} → {to}: {taken:?}");
            now = after(&now, &step).unwrap();
        }
        assert!(same(&now, &goal));
        taken
    }

    #[test]
    fn only_what_differs_is_a_step() {
        assert_eq!(steps("{a: {b: 1, c: 2}}", "{a: {c: '2', b: 3, d: 4}}"), ["put a/b", "add a/d"]);
        assert_eq!(steps("{a: [1, 2, 3, 4]}", "{a: [1, 3, 4, 5]}"), ["take a/1", "add a/3"]);
        assert_eq!(steps("{a: [1, 2]}", "{a: [1, 5, 2]}"), ["add a/1"]);
        assert_eq!(steps("{a: [1, 2, 3]}", "{a: [1, 9, 3]}"), ["put a/1"]);
        assert_eq!(steps("{a: [1], b: 2}", "{b: 2}"), ["take a"]);
        assert_eq!(steps("{a: [1]}", "{a: []}"), ["put a"]);
        assert_eq!(steps("{a: }", "{a: [1]}"), ["put a"]);
        let links = "{l: [{url: a, title: x}, {url: b}]}";
        assert_eq!(
            steps(links, "{l: [{url: a, title: y}, {url: b, icon: i}]}"),
            ["put l/0/title", "add l/1/icon"]
        );
        assert!(steps("{a: []}", "{}").is_empty());
    }

    proptest! {
        #[test]
        fn every_list_becomes_every_other(
            from in prop::collection::vec(0..4_u8, 0..8),
            to in prop::collection::vec(0..4_u8, 0..8),
        ) {
            let taken = steps(&format!("{{a: {from:?}}}"), &format!("{{a: {to:?}}}"));
            prop_assert!(taken.len() <= from.len() + to.len());
        }
    }
}
