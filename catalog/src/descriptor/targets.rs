//! The files that a `kind: Location` names.

use super::field::Field;
use crate::finding::{Finding, Findings, Mark, Rule, quoted, warning};
use crate::yaml::Node;

/// A file that a Location names.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    /// The address as written.
    pub(crate) text: String,
    pub(crate) mark: Mark,
    pub(crate) path: String,
    /// Whether it may be missing.
    pub(crate) optional: bool,
}

/// The targets of a Location: `spec.target`, then `spec.targets`.
pub(crate) fn targets(root: &Node, findings: &mut Findings) -> Vec<Target> {
    let top = Field::root(root);
    let spec = top.child("spec");
    let presence = spec.child("presence");
    let optional = match presence.text().as_deref() {
        None | Some("required") => false,
        Some("optional") => true,
        Some(other) => {
            findings.push(presence.finding(
                const {
                    &warning(
                        "presence-invalid",
                        "{} is no presence; the targets count as required.",
                        "Write required or optional.",
                    )
                },
                &[&quoted(other)],
            ));
            false
        }
    };
    let target = |field: &Field<'_>| {
        let node = field.node()?;
        let text = field.text()?;
        Some(Target { text, mark: node.mark, path: field.path(), optional })
    };
    let several = spec.child("targets");
    let mut found: Vec<Target> = target(&spec.child("target")).into_iter().collect();
    found.extend(target(&several));
    for item in several.items() {
        item.check_text(true, findings);
        found.extend(target(&item));
    }
    found
}

impl Target {
    /// A finding about it; its address is the first value.
    pub(crate) fn finding(&self, rule: &Rule, values: &[&str]) -> Finding {
        let address = quoted(&self.text);
        let values = [&[address.as_str()], values].concat();
        Finding::new(rule, (self.mark, &self.path), &values)
    }
}
