//! Where each value of a descriptor is written.

use crate::yaml::{Node, Value};

/// Letters of a value that are kept: the rest is in the file.
const MOST_LETTERS: usize = 200;

/// One value, and the line that says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its path, such as `metadata.tags[2]`.
    pub path: String,
    /// What it says; its first line, if it has several.
    pub value: String,
    /// The line of the file, from 1; 0 for a value that nobody wrote.
    pub line: u32,
}

/// All values of a descriptor in the order they are written, and after them what the catalog fills
/// in where nothing is said.
#[must_use]
pub fn written(root: &Node) -> Vec<Written> {
    let mut all = Vec::new();
    walk(root, String::new(), &mut all);
    let namespace = root.get("metadata").and_then(|metadata| metadata.get("namespace"));
    if namespace.is_none() {
        let path = "metadata.namespace".to_owned();
        all.push(Written { path, value: "default".to_owned(), line: 0 });
    }
    all
}

fn walk(node: &Node, path: String, all: &mut Vec<Written>) {
    let value = match &node.value {
        Value::Map(entries) if !entries.is_empty() => {
            for entry in entries {
                let path = match path.is_empty() {
                    true => entry.key.clone(),
                    false => [&*path, ".", &*entry.key].concat(),
                };
                walk(&entry.value, path, all);
            }
            return;
        }
        Value::List(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                walk(item, format!("{path}[{at}]"), all);
            }
            return;
        }
        Value::Map(_) => "{}".to_owned(),
        Value::List(_) => "[]".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Bool(_) | Value::Number(_) | Value::Text(_) => {
            brief(&node.scalar().unwrap_or_default())
        }
    };
    all.push(Written { path, value, line: node.mark.line });
}

/// The first line of a text, cut if it is long.
fn brief(text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let mut cut: String = first.chars().take(MOST_LETTERS).collect();
    if cut.len() < text.trim_end().len() {
        cut.push('…');
    }
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;

    fn said(text: &str) -> Vec<(String, String, u32)> {
        let document = yaml::documents(text).next().unwrap();
        let all = written(&document.root).into_iter();
        all.map(|one| (one.path, one.value, one.line)).collect()
    }

    #[test]
    fn every_value_has_its_line() {
        let text = "\
# The books.
kind: Component
metadata:
  name: ledger
  namespace: pay
  description: |
    Keeps the books.
    All of them.
  tags: [rust,
    postgres]
  links:
    - url: https://x.example
      title: X
  labels: {}
spec:
  owner:
";
        let own = |path: &str, value: &str, line| (path.to_owned(), value.to_owned(), line);
        assert_eq!(
            said(text),
            [
                own("kind", "Component", 2),
                own("metadata.name", "ledger", 4),
                own("metadata.namespace", "pay", 5),
                own("metadata.description", "Keeps the books.…", 7),
                own("metadata.tags[0]", "rust", 9),
                own("metadata.tags[1]", "postgres", 10),
                own("metadata.links[0].url", "https://x.example", 12),
                own("metadata.links[0].title", "X", 13),
                own("metadata.labels", "{}", 14),
                own("spec.owner", "null", 16),
            ]
        );
    }

    #[test]
    fn what_the_catalog_fills_in_has_no_line() {
        let all = said("kind: API\nmetadata: { name: a }\n");
        assert_eq!(all.last().unwrap(), &("metadata.namespace".into(), "default".into(), 0));
    }

    #[test]
    fn long_values_are_cut() {
        let all = said(&format!("kind: {}\nmetadata: {{ namespace: a }}\n", "é".repeat(500)));
        assert_eq!(all[0].1.chars().count(), MOST_LETTERS + 1);
    }
}
