//! Asking a condition of an entity.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::Milli;
use crate::json::{Scan, Value};

/// A parsed condition: see [`Condition::parse`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition(pub(super) Node);

/// What an entity has several of, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyed {
    /// Annotations: a name and a text.
    Annotation,
    /// Labels: a name and a text.
    Label,
    /// Tags: a name.
    Tag,
    /// Links: their titles or types.
    Link,
    /// Relations: their types, such as `dependsOn`.
    Relation,
}

impl Keyed {
    pub(super) fn of(name: &str) -> Option<Self> {
        match name {
            "annotation" | "annotations" => Some(Self::Annotation),
            "label" | "labels" => Some(Self::Label),
            "tag" | "tags" => Some(Self::Tag),
            "link" | "links" => Some(Self::Link),
            "relation" | "relations" => Some(Self::Relation),
            _ => None,
        }
    }
}

/// A fact about an entity, from a file or an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// A text.
    Text(String),
    /// A number.
    Number(Milli),
    /// Yes or no.
    Flag(bool),
}

/// An entity as conditions see it.
pub trait Subject {
    /// Its reference.
    fn reference(&self) -> Cow<'_, str>;
    /// A field: `kind`, `name`, `namespace`, `title`, `description`, `type`, `lifecycle`, `owner`,
    /// `system`, `domain`. `None` when the entity does not say it.
    fn field(&self, name: &str) -> Option<&str>;
    /// The name of the team that owns it: sums are made by team, so an owner who is one person is
    /// none. Without better knowledge every owner is a team.
    fn team(&self) -> Option<&str> {
        self.field("owner")
    }
    /// The text of an annotation or a label; for others anything when it is there.
    fn keyed(&self, keyed: Keyed, name: &str) -> Option<&str>;
    /// How many there are.
    fn count(&self, keyed: Keyed) -> usize;
    /// A fact; nested ones are named with dots.
    fn fact(&self, name: &str) -> Option<&Fact>;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Op {
    Equal,
    Unequal,
    AtLeast,
    AtMost,
    More,
    Less,
    Contains,
    StartsWith,
}

impl Op {
    pub(super) fn is_order(self) -> bool {
        matches!(self, Self::AtLeast | Self::AtMost | Self::More | Self::Less)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Operand {
    Text(String),
    Number(Milli),
    Flag(bool),
    Field(&'static str),
    Keyed(Keyed, String),
    Fact(String),
    Count(Keyed),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    Any(Vec<Node>),
    All(Vec<Node>),
    Not(Box<Node>),
    Has(Operand),
    Is(Operand),
    Compare(Op, Operand, Operand),
    In(Operand, Vec<Operand>),
}

/// A value while it is compared.
enum Got<'a> {
    Text(&'a str),
    Number(Milli),
    Flag(bool),
    Missing,
}

impl Got<'_> {
    fn number(&self) -> Option<Milli> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => Milli::read(text),
            _ => None,
        }
    }
}

impl Condition {
    /// Whether an entity meets it, and whether a fact that it asked for was missing.
    #[must_use]
    pub fn ask(&self, subject: &dyn Subject) -> (bool, bool) {
        let mut missing = false;
        let met = met(&self.0, subject, &mut missing);
        (met, missing)
    }
}

fn met(node: &Node, subject: &dyn Subject, missing: &mut bool) -> bool {
    match node {
        Node::Any(nodes) => nodes.iter().any(|node| met(node, subject, missing)),
        Node::All(nodes) => nodes.iter().all(|node| met(node, subject, missing)),
        Node::Not(node) => !met(node, subject, missing),
        Node::Has(operand) => match get(operand, subject, &mut false) {
            Got::Missing | Got::Text("") => false,
            Got::Text(_) | Got::Number(_) | Got::Flag(_) => true,
        },
        Node::Is(operand) => match get(operand, subject, missing) {
            Got::Flag(flag) => flag,
            Got::Text(text) => text == "true",
            Got::Number(_) | Got::Missing => false,
        },
        Node::Compare(op, left, right) => {
            let (left, right) = (get(left, subject, missing), get(right, subject, missing));
            compare(*op, &left, &right)
        }
        Node::In(operand, options) => {
            let left = get(operand, subject, missing);
            options.iter().any(|one| compare(Op::Equal, &left, &get(one, subject, missing)))
        }
    }
}

fn get<'a>(operand: &'a Operand, subject: &'a dyn Subject, missing: &mut bool) -> Got<'a> {
    match operand {
        Operand::Text(text) => Got::Text(text),
        Operand::Number(number) => Got::Number(*number),
        Operand::Flag(flag) => Got::Flag(*flag),
        Operand::Field(field) => subject.field(field).map_or(Got::Missing, Got::Text),
        Operand::Keyed(keyed, name) => subject.keyed(*keyed, name).map_or(Got::Missing, Got::Text),
        Operand::Count(keyed) => Got::Number(Milli::whole(subject.count(*keyed) as i64)),
        Operand::Fact(name) => match subject.fact(name) {
            Some(Fact::Text(text)) => Got::Text(text),
            Some(Fact::Number(number)) => Got::Number(*number),
            Some(Fact::Flag(flag)) => Got::Flag(*flag),
            None => {
                *missing = true;
                Got::Missing
            }
        },
    }
}

/// What is missing is neither equal nor unequal to anything.
fn compare(op: Op, left: &Got<'_>, right: &Got<'_>) -> bool {
    if matches!(left, Got::Missing) || matches!(right, Got::Missing) {
        return false;
    }
    if op.is_order() {
        let (Some(left), Some(right)) = (left.number(), right.number()) else { return false };
        return match op {
            Op::AtLeast => left >= right,
            Op::AtMost => left <= right,
            Op::More => left > right,
            _ => left < right,
        };
    }
    if let (Op::Contains | Op::StartsWith, Got::Text(left), Got::Text(right)) = (op, left, right) {
        return if op == Op::Contains { left.contains(right) } else { left.starts_with(right) };
    }
    let same = match (left, right) {
        (Got::Text(left), Got::Text(right)) => left == right,
        (Got::Flag(left), Got::Flag(right)) => left == right,
        (Got::Flag(flag), Got::Text(text)) | (Got::Text(text), Got::Flag(flag)) => {
            *text == if *flag { "true" } else { "false" }
        }
        (left, right) => left.number().is_some() && left.number() == right.number(),
    };
    match op {
        Op::Equal => same,
        Op::Unequal => !same,
        _ => false,
    }
}

/// Reads facts: an object from the references of entities to objects of facts. Nested facts are
/// named with dots; lists and nulls are passed over.
///
/// # Errors
/// Says what is wrong, as a clause with the column.
pub fn read_facts(text: &str) -> Result<BTreeMap<String, Vec<(String, Fact)>>, String> {
    let mut facts: BTreeMap<String, Vec<(String, Fact)>> = BTreeMap::new();
    let mut scan = Scan::new(text);
    scan.object(&mut |scan, reference| {
        if !scan.at_object() {
            return scan.value().map(drop);
        }
        flat(scan, "", facts.entry(reference.to_lowercase()).or_default(), 0)
    })
    .map_err(|fault| format!("{} at column {}", fault.what, fault.at + 1))?;
    Ok(facts)
}

fn flat(
    scan: &mut Scan<'_>,
    before: &str,
    out: &mut Vec<(String, Fact)>,
    depth: usize,
) -> Result<(), crate::json::Fault> {
    scan.object(&mut |scan, key| {
        let name = format!("{before}{key}");
        if scan.at_object() && depth < 6 {
            return flat(scan, &format!("{name}."), out, depth + 1);
        }
        match scan.value()? {
            Value::Text(text) => out.push((name, Fact::Text(text.into_owned()))),
            Value::Number(text) => {
                out.extend(Milli::read(text).map(|number| (name, Fact::Number(number))));
            }
            Value::Bool(flag) => out.push((name, Fact::Flag(flag))),
            Value::Null | Value::Nested => {}
        }
        Ok(())
    })
}
