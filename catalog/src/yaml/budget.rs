//! What aliases may copy: a few lines of them can stand for more than the memory holds.

use super::{Node, Value};

/// What aliases may copy in one document, in values and in bytes of text.
const DOCUMENT_COPIES: Cost = Cost { nodes: 100_000, bytes: 4 << 20 };
/// The same for a whole file.
const FILE_COPIES: Cost = Cost { nodes: 1_000_000, bytes: 32 << 20 };

/// What a value takes when it is copied.
#[derive(Clone, Copy)]
pub(super) struct Cost {
    nodes: usize,
    bytes: usize,
}

/// What the aliases of a file may still copy.
pub(super) struct Budget {
    file: Cost,
    document: Cost,
}

impl Default for Budget {
    fn default() -> Self {
        Self { file: FILE_COPIES, document: DOCUMENT_COPIES }
    }
}

impl Budget {
    /// For the next document.
    pub(super) fn refill(&mut self) {
        self.document = DOCUMENT_COPIES;
    }

    /// Takes a copy into account; false when there is not enough left.
    pub(super) fn spend(&mut self, cost: Cost) -> bool {
        [&mut self.file, &mut self.document].into_iter().all(|left| {
            let enough = cost.nodes <= left.nodes && cost.bytes <= left.bytes;
            left.nodes = left.nodes.saturating_sub(cost.nodes);
            left.bytes = left.bytes.saturating_sub(cost.bytes);
            enough
        })
    }
}

/// What a value takes.
pub(super) fn cost_of(node: &Node) -> Cost {
    let mut cost = Cost { nodes: 1, bytes: 0 };
    let mut add = |more: Cost| {
        cost.nodes += more.nodes;
        cost.bytes += more.bytes;
    };
    match &node.value {
        Value::Text(text) | Value::Number(text) => add(Cost { nodes: 0, bytes: text.len() }),
        Value::List(items) => items.iter().for_each(|item| add(cost_of(item))),
        Value::Map(entries) => {
            for entry in entries {
                add(Cost { nodes: 0, bytes: entry.key.len() });
                add(cost_of(&entry.value));
            }
        }
        Value::Null | Value::Bool(_) => {}
    }
    cost
}
