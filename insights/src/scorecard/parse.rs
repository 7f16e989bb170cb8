//! From words to a condition. Size and depth are bounded: a condition comes from a file.

use super::evaluate::{Condition, Keyed, Node, Op, Operand};
use super::lex::{Placed, Word, words};

/// The longest condition, in bytes.
const LENGTH: usize = 4000;

/// How deep parentheses and `not` may stand in each other.
const DEPTH: usize = 32;

/// The fields of an entity that conditions know.
pub(super) const FIELDS: [&str; 10] = [
    "kind",
    "name",
    "namespace",
    "title",
    "description",
    "type",
    "lifecycle",
    "owner",
    "system",
    "domain",
];

/// What is wrong with a condition, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The byte at which it is, from 0.
    pub at: usize,
    /// What is wrong, as a clause.
    pub what: String,
}

impl Mistake {
    pub(super) fn new(at: usize, what: impl Into<String>) -> Self {
        Self { at, what: what.into() }
    }
}

impl Condition {
    /// Parses a condition. An empty one is always met.
    ///
    /// # Errors
    /// The first mistake with its place.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        if text.len() > LENGTH {
            return Err(Mistake::new(LENGTH, format!("longer than {LENGTH} bytes")));
        }
        let words = words(text)?;
        if words.is_empty() {
            return Ok(Self(Node::All(Vec::new())));
        }
        let mut parser = Parser { words: &words, next: 0, end: text.len() };
        let node = parser.any(0)?;
        match parser.words.get(parser.next) {
            None => Ok(Self(node)),
            Some((at, _)) => Err(Mistake::new(*at, "`and`, `or` or the end was expected")),
        }
    }
}

struct Parser<'t> {
    words: &'t [Placed<'t>],
    next: usize,
    end: usize,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Option<&'t Word<'t>> {
        self.words.get(self.next).map(|(_, word)| word)
    }

    fn at(&self) -> usize {
        self.words.get(self.next).map_or(self.end, |(at, _)| *at)
    }

    fn fault<T>(&self, what: impl Into<String>) -> Result<T, Mistake> {
        Err(Mistake::new(self.at(), what))
    }

    fn take_name(&mut self, name: &str) -> bool {
        let found = self.peek() == Some(&Word::Name(name));
        self.next += usize::from(found);
        found
    }

    fn take_sign(&mut self, sign: &'static str) -> bool {
        let found = self.peek() == Some(&Word::Sign(sign));
        self.next += usize::from(found);
        found
    }

    fn sign(&mut self, sign: &'static str) -> Result<(), Mistake> {
        if self.take_sign(sign) { Ok(()) } else { self.fault(format!("`{sign}` was expected")) }
    }

    fn any(&mut self, depth: usize) -> Result<Node, Mistake> {
        let mut nodes = vec![self.all(depth)?];
        while self.take_name("or") {
            nodes.push(self.all(depth)?);
        }
        Ok(single(nodes, Node::Any))
    }

    fn all(&mut self, depth: usize) -> Result<Node, Mistake> {
        let mut nodes = vec![self.one(depth)?];
        while self.take_name("and") {
            nodes.push(self.one(depth)?);
        }
        Ok(single(nodes, Node::All))
    }

    fn one(&mut self, depth: usize) -> Result<Node, Mistake> {
        if depth >= DEPTH {
            return self.fault("nested too deep");
        }
        if self.take_name("not") {
            return Ok(Node::Not(Box::new(self.one(depth + 1)?)));
        }
        if self.take_sign("(") {
            let node = self.any(depth + 1)?;
            self.sign(")")?;
            return Ok(node);
        }
        if self.take_name("has") {
            self.sign("(")?;
            let place = self.place()?;
            self.sign(")")?;
            return Ok(Node::Has(place));
        }
        self.comparison()
    }

    /// What `has` asks for: `annotation "x"`, `tag "x"`, a field, a fact.
    fn place(&mut self) -> Result<Operand, Mistake> {
        if let Some(Word::Name(name)) = self.peek()
            && let Some(keyed) = Keyed::of(name)
        {
            self.next += 1;
            return match self.text() {
                Some(text) => Ok(Operand::Keyed(keyed, text)),
                None => self.fault(format!("the name of the {name} in quotes was expected")),
            };
        }
        self.operand()
    }

    fn text(&mut self) -> Option<String> {
        let Some(Word::Text(text)) = self.peek() else { return None };
        self.next += 1;
        Some(text.clone())
    }

    fn comparison(&mut self) -> Result<Node, Mistake> {
        let start = self.at();
        let left = self.operand()?;
        if self.take_name("in") {
            self.sign("(")?;
            let mut options = vec![self.operand()?];
            while self.take_sign(",") {
                options.push(self.operand()?);
            }
            self.sign(")")?;
            return Ok(Node::In(left, options));
        }
        let op = match self.peek() {
            Some(Word::Sign("==")) => Op::Equal,
            Some(Word::Sign("!=")) => Op::Unequal,
            Some(Word::Sign(">=")) => Op::AtLeast,
            Some(Word::Sign("<=")) => Op::AtMost,
            Some(Word::Sign(">")) => Op::More,
            Some(Word::Sign("<")) => Op::Less,
            Some(Word::Name("contains")) => Op::Contains,
            Some(Word::Name("starts-with")) => Op::StartsWith,
            _ => return self.truth(left, start),
        };
        self.next += 1;
        let place = self.at();
        let right = self.operand()?;
        let texts = matches!(left, Operand::Text(_) | Operand::Flag(_))
            || matches!(right, Operand::Text(_) | Operand::Flag(_));
        if op.is_order() && texts {
            return Err(Mistake::new(place, "only numbers are more or less than each other"));
        }
        if matches!(op, Op::Contains | Op::StartsWith) && matches!(right, Operand::Number(_)) {
            return Err(Mistake::new(place, "a text in quotes was expected"));
        }
        Ok(Node::Compare(op, left, right))
    }

    /// A fact or a flag alone is a condition; a text or a number is none.
    fn truth(&self, operand: Operand, start: usize) -> Result<Node, Mistake> {
        match operand {
            Operand::Fact(_) | Operand::Flag(_) | Operand::Keyed(..) => Ok(Node::Is(operand)),
            Operand::Field(_) => {
                Err(Mistake::new(start, "compare this field, or ask `has(…)` for it"))
            }
            _ => Err(Mistake::new(start, "this is no condition: compare it with something")),
        }
    }

    fn operand(&mut self) -> Result<Operand, Mistake> {
        let start = self.at();
        let Some(word) = self.peek() else { return self.fault("the condition ends too early") };
        self.next += 1;
        match word {
            Word::Text(text) => Ok(Operand::Text(text.clone())),
            Word::Number(number) => Ok(Operand::Number(*number)),
            Word::Name("true") => Ok(Operand::Flag(true)),
            Word::Name("false") => Ok(Operand::Flag(false)),
            Word::Name("count") => {
                self.sign("(")?;
                let keyed = match self.peek() {
                    Some(Word::Name(name)) => Keyed::of(name),
                    _ => None,
                };
                let Some(keyed) = keyed else {
                    return self.fault("what to count: annotation, label, tag, link or relation");
                };
                self.next += 1;
                self.sign(")")?;
                Ok(Operand::Count(keyed))
            }
            Word::Name(name) => {
                if let Some(fact) = name.strip_prefix("facts.").filter(|fact| !fact.is_empty()) {
                    return Ok(Operand::Fact(fact.to_owned()));
                }
                if let Some(keyed) = Keyed::of(name) {
                    self.sign("(")?;
                    let Some(key) = self.text() else {
                        return self
                            .fault(format!("the name of the {name} in quotes was expected"));
                    };
                    self.sign(")")?;
                    return Ok(Operand::Keyed(keyed, key));
                }
                match FIELDS.iter().find(|field| *field == name) {
                    Some(field) => Ok(Operand::Field(field)),
                    None => Err(Mistake::new(
                        start,
                        format!(
                            "`{name}` is not known; fields are {}, and facts begin with `facts.`",
                            FIELDS.join(", ")
                        ),
                    )),
                }
            }
            Word::Sign(sign) => Err(Mistake::new(start, format!("`{sign}` was not expected here"))),
        }
    }
}

fn single(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Node {
    match (nodes.len(), nodes.pop()) {
        (1, Some(node)) => node,
        (_, last) => {
            nodes.extend(last);
            many(nodes)
        }
    }
}
