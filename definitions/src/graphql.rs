//! GraphQL's schema language (October 2021), with extensions.

use crate::lex::{Comments, Cursor, Kind, Token, tokens};
use crate::models::first_line;
use crate::shape::{Block, Blocks, Fact, Field, Groups, Item, Outline, Problem};

/// What stands before the name of a type in its id.
const TYPE: &str = "type:";

/// Sorts of types: the keyword, and the name of their group.
const SORTS: [(&str, &str); 7] = [
    ("type", "Types"),
    ("input", "Inputs"),
    ("interface", "Interfaces"),
    ("union", "Unions"),
    ("enum", "Enumerations"),
    ("scalar", "Scalars"),
    ("directive", "Directives"),
];

/// The operations: the keyword, the usual name of their type, and the name of their group.
const ROOTS: [(&str, &str, &str); 3] = [
    ("query", "Query", "Queries"),
    ("mutation", "Mutation", "Mutations"),
    ("subscription", "Subscription", "Subscriptions"),
];

/// Most levels of lists in a value or a type.
const DEEPEST: usize = 32;

/// A definition.
#[derive(Debug, Default)]
pub(crate) struct GraphQl {
    types: Vec<Type>,
    /// The types of the operations, as in [`ROOTS`].
    roots: [String; 3],
    note: String,
    directives: Vec<String>,
    problem: Option<Problem>,
}

#[derive(Debug, Default)]
struct Type {
    sort: &'static str,
    name: String,
    note: String,
    /// Interfaces of an object, members of a union, places of a directive.
    names: Vec<String>,
    directives: Vec<String>,
    members: Vec<Member>,
}

/// A field, an argument or a value.
#[derive(Debug, Default)]
struct Member {
    name: String,
    note: String,
    arguments: Vec<Self>,
    kind: String,
    default: String,
    directives: Vec<String>,
}

impl GraphQl {
    /// Reads a text; what comes after a fault is left out.
    pub(crate) fn read(text: &str) -> Self {
        let mut read = Self { roots: ROOTS.map(|(_, name, _)| name.to_owned()), ..Self::default() };
        let outcome = tokens(text, Comments::Hash).and_then(|tokens| {
            let mut cursor = Cursor::new(tokens);
            while !cursor.is_end() {
                read.definition(&mut cursor)?;
            }
            Ok(())
        });
        read.problem = outcome.err();
        read
    }

    fn definition(&mut self, cursor: &mut Cursor) -> Result<(), Problem> {
        let note = note(cursor);
        let extends = cursor.eat("extend");
        let keyword = cursor.word("“type”, “enum” or another definition")?;
        if keyword.text == "schema" {
            if !note.is_empty() {
                self.note = note;
            }
            self.directives.extend(directives(cursor)?);
            if cursor.eat("{") {
                while !cursor.eat("}") {
                    let operation = cursor.word("an operation")?.text;
                    cursor.expect(":")?;
                    let name = cursor.word("the name of a type")?.text;
                    let at = ROOTS.iter().position(|(keyword, ..)| *keyword == operation);
                    if let Some(root) = at.and_then(|at| self.roots.get_mut(at)) {
                        *root = name;
                    }
                }
            }
            return Ok(());
        }
        let Some((sort, _)) = SORTS.into_iter().find(|(sort, _)| *sort == keyword.text) else {
            let text = ["“", &keyword.text, "” is no definition of a schema."].concat();
            return Err(Problem { line: keyword.line, text });
        };
        if sort == "directive" {
            cursor.expect("@")?;
        }
        let mut read = Type { sort, note, name: cursor.word("a name")?.text, ..Type::default() };
        if sort == "directive" {
            read.members = arguments(cursor)?;
            if cursor.eat("repeatable") {
                read.directives.push("repeatable".to_owned());
            }
            if cursor.eat("on") {
                read.names = names(cursor, "|")?;
            }
        } else {
            if cursor.eat("implements") {
                read.names = names(cursor, "&")?;
            }
            read.directives = directives(cursor)?;
            if cursor.eat("=") {
                read.names = names(cursor, "|")?;
            }
            if cursor.eat("{") {
                while !cursor.eat("}") {
                    read.members.push(member(cursor, sort == "enum")?);
                }
            }
        }
        let known =
            self.types.iter_mut().find(|one| extends && one.name == read.name && one.sort == sort);
        match known {
            Some(known) => {
                known.members.append(&mut read.members);
                known.names.append(&mut read.names);
                known.directives.append(&mut read.directives);
            }
            None => self.types.push(read),
        }
        Ok(())
    }

    fn find(&self, name: &str) -> Option<&Type> {
        self.types.iter().find(|one| one.name == name && one.sort != "directive")
    }

    /// Which operation the fields of a type are.
    fn root(&self, one: &Type) -> Option<(&'static str, &'static str)> {
        let at = self.roots.iter().position(|root| *root == one.name && one.sort == "type")?;
        ROOTS.get(at).map(|(verb, _, group)| (*verb, *group))
    }

    pub(crate) fn outline(&self) -> Outline {
        let mut groups = Groups::default();
        for root in &self.roots {
            let Some(one) = self.find(root).filter(|one| one.sort == "type") else { continue };
            let Some((verb, group)) = self.root(one) else { continue };
            for member in &one.members {
                let group = groups.group(group, &one.note);
                groups.items.push(Item {
                    id: [verb, " ", &member.name].concat(),
                    verb: verb.to_owned(),
                    name: member.name.clone(),
                    note: first_line(&member.note).to_owned(),
                    words: member.kind.clone(),
                    group,
                    deprecated: is_deprecated(&member.directives),
                    model: false,
                });
            }
        }
        for (sort, group) in SORTS {
            let all = self.types.iter().filter(|one| one.sort == sort && self.root(one).is_none());
            for one in all {
                let group = groups.group(group, "");
                groups.items.push(Item {
                    id: id_of(one),
                    verb: sort.to_owned(),
                    name: one.name.clone(),
                    note: first_line(&one.note).to_owned(),
                    words: String::new(),
                    group,
                    deprecated: is_deprecated(&one.directives),
                    model: true,
                });
            }
        }
        let mut blocks = Blocks::default();
        blocks.prose(&self.note);
        if !self.directives.is_empty() {
            blocks.facts(vec![Fact::new("Directives", self.directives.join(" "))]);
        }
        groups.into_outline(Outline {
            format: "GraphQL".to_owned(),
            blocks: blocks.0,
            problems: self.problem.iter().cloned().collect(),
            ..Outline::default()
        })
    }

    pub(crate) fn item(&self, id: &str) -> Vec<Block> {
        let mut blocks = Blocks::default();
        if let Some(one) = self.types.iter().find(|one| id_of(one) == id) {
            blocks.prose(&one.note);
            let mut facts = Vec::new();
            let label = match one.sort {
                "union" => "One of",
                "directive" => "On",
                _ => "Implements",
            };
            if !one.names.is_empty() {
                facts.push(Fact::new(label, one.names.join(", ")));
            }
            if !one.directives.is_empty() {
                facts.push(Fact::new("Directives", one.directives.join(" ")));
            }
            blocks.facts(facts);
            let title = match one.sort {
                "enum" => "Values",
                "directive" => "Arguments",
                _ => "Fields",
            };
            let inside = self.inside(one, &one.name);
            blocks.fields(if one.sort == "union" { "Members" } else { title }, inside);
        } else if let Some((verb, name)) = id.split_once(' ') {
            let at = ROOTS.iter().position(|(known, ..)| *known == verb);
            let root = at.and_then(|at| self.find(self.roots.get(at)?));
            let member = root.and_then(|root| root.members.iter().find(|one| one.name == name));
            if let Some(member) = member {
                self.operation(verb, member, &mut blocks);
            }
        }
        blocks.0
    }

    fn operation(&self, verb: &str, member: &Member, blocks: &mut Blocks) {
        blocks.prose(&member.note);
        let mut facts = vec![Fact::new("Gives", member.kind.as_str())];
        if !member.directives.is_empty() {
            facts.push(Fact::new("Directives", member.directives.join(" ")));
        }
        blocks.facts(facts);
        let arguments: Vec<Field> =
            member.arguments.iter().map(|one| self.field(one, "", true)).collect();
        blocks.fields("Arguments", arguments);
        let result = Member { kind: member.kind.clone(), ..Member::default() };
        let mut result = self.field(&result, "", false);
        result.inside = self.more(&std::mem::take(&mut result.more));
        blocks.fields("Result", vec![result]);
        blocks.push(Block::section("Try it", ""));
        blocks.push(Block::code("Request", "graphql", self.request(verb, member)));
    }

    /// A request for the fields that have no arguments and no fields of their own.
    fn request(&self, verb: &str, member: &Member) -> String {
        let variables: Vec<String> =
            member.arguments.iter().map(|one| ["$", &one.name, ": ", &one.kind].concat()).collect();
        let passed: Vec<String> =
            member.arguments.iter().map(|one| [&one.name, ": $", &one.name].concat()).collect();
        let within = |words: Vec<String>| match words.is_empty() {
            true => String::new(),
            false => ["(", &words.join(", "), ")"].concat(),
        };
        let mut text = [verb, &within(variables), " {\n  ", &member.name, &within(passed)].concat();
        if let Some(one) = self.find(base(&member.kind)).filter(|one| has_fields(one)) {
            let plain = |field: &&Member| {
                field.arguments.is_empty()
                    && !self
                        .find(base(&field.kind))
                        .is_some_and(|one| has_fields(one) || one.sort == "union")
            };
            text.push_str(" {\n");
            let fields: Vec<&str> =
                one.members.iter().filter(plain).map(|field| field.name.as_str()).collect();
            for field in if fields.is_empty() { vec!["__typename"] } else { fields } {
                text.push_str(&["    ", field, "\n"].concat());
            }
            text.push_str("  }");
        } else if self.find(base(&member.kind)).is_some_and(|one| one.sort == "union") {
            text.push_str(" {\n    __typename\n  }");
        }
        text.push_str("\n}");
        text
    }

    pub(crate) fn more(&self, trail: &str) -> Vec<Field> {
        let name = trail.rsplit('\n').next().unwrap_or_default();
        self.find(name).map(|one| self.inside(one, trail)).unwrap_or_default()
    }

    fn inside(&self, one: &Type, trail: &str) -> Vec<Field> {
        let in_input = one.sort == "input" || one.sort == "directive";
        if one.sort == "union" {
            let of = |name: &String| Member { kind: name.clone(), ..Member::default() };
            return one.names.iter().map(|name| self.field(&of(name), trail, false)).collect();
        }
        one.members.iter().map(|member| self.field(member, trail, in_input)).collect()
    }

    fn field(&self, member: &Member, trail: &str, is_input: bool) -> Field {
        let mut field = Field {
            name: member.name.clone(),
            kind: member.kind.clone(),
            note: member.note.clone(),
            ..Field::default()
        };
        if is_input && member.kind.ends_with('!') && member.default.is_empty() {
            field.marks.push("required".to_owned());
        }
        if is_deprecated(&member.directives) {
            field.marks.push("deprecated".to_owned());
        }
        if !member.default.is_empty() {
            field.facts.push(Fact::new("Default", member.default.as_str()));
        }
        if !member.directives.is_empty() {
            field.facts.push(Fact::new("Directives", member.directives.join(" ")));
        }
        for argument in &member.arguments {
            let mut inner = self.field(argument, trail, true);
            inner.marks.insert(0, "argument".to_owned());
            field.inside.push(inner);
        }
        if let Some(one) = self.find(base(&member.kind)) {
            field.model = if self.root(one).is_none() { id_of(one) } else { String::new() };
            if trail.split('\n').any(|around| around == one.name) {
                field.marks.push("recursive".to_owned());
            } else if !one.members.is_empty() || one.sort == "union" {
                field.more = match trail {
                    "" => one.name.clone(),
                    trail => [trail, "\n", &one.name].concat(),
                };
            }
        }
        field
    }
}

fn id_of(one: &Type) -> String {
    let sign = if one.sort == "directive" { "@" } else { "" };
    [TYPE, sign, &one.name].concat()
}

fn has_fields(one: &Type) -> bool {
    one.sort == "type" || one.sort == "interface"
}

fn is_deprecated(directives: &[String]) -> bool {
    directives.iter().any(|one| one.starts_with("@deprecated"))
}

/// The name in a type such as `[Role!]!`.
fn base(kind: &str) -> &str {
    kind.trim_matches(['[', ']', '!'])
}

/// What stands before a definition: its description, or else the comment.
fn note(cursor: &mut Cursor) -> String {
    if cursor.peek().kind == Kind::Text {
        return cursor.take().text;
    }
    cursor.peek().before.clone()
}

fn member(cursor: &mut Cursor, is_value: bool) -> Result<Member, Problem> {
    let note = note(cursor);
    let mut read = Member { note, name: cursor.word("a name")?.text, ..Member::default() };
    if !is_value {
        read.arguments = arguments(cursor)?;
        cursor.expect(":")?;
        read.kind = kind(cursor, 0)?;
        if cursor.eat("=") {
            read.default = value(cursor, 0)?;
        }
    }
    read.directives = directives(cursor)?;
    Ok(read)
}

fn arguments(cursor: &mut Cursor) -> Result<Vec<Member>, Problem> {
    let mut all = Vec::new();
    if cursor.eat("(") {
        while !cursor.eat(")") {
            all.push(member(cursor, false)?);
        }
    }
    Ok(all)
}

fn kind(cursor: &mut Cursor, depth: usize) -> Result<String, Problem> {
    let mut text = if cursor.is_sign("[") && depth < DEEPEST {
        cursor.take();
        let inside = kind(cursor, depth + 1)?;
        cursor.expect("]")?;
        ["[", &inside, "]"].concat()
    } else {
        cursor.word("a type")?.text
    };
    if cursor.eat("!") {
        text.push('!');
    }
    Ok(text)
}

/// Names with a sign between them, which may also stand before the first.
fn names(cursor: &mut Cursor, between: &str) -> Result<Vec<String>, Problem> {
    cursor.eat(between);
    let mut all = vec![cursor.word("a name")?.text];
    while cursor.eat(between) {
        all.push(cursor.word("a name")?.text);
    }
    Ok(all)
}

fn directives(cursor: &mut Cursor) -> Result<Vec<String>, Problem> {
    let mut all = Vec::new();
    while cursor.eat("@") {
        let mut text = ["@", &cursor.word("a directive")?.text].concat();
        if cursor.eat("(") {
            let mut arguments = Vec::new();
            while !cursor.eat(")") {
                let name = cursor.word("an argument")?.text;
                cursor.expect(":")?;
                arguments.push([&name, ": ", &value(cursor, 0)?].concat());
            }
            text = [&text, "(", &arguments.join(", "), ")"].concat();
        }
        all.push(text);
    }
    Ok(all)
}

/// A value, as it is written.
fn value(cursor: &mut Cursor, depth: usize) -> Result<String, Problem> {
    let list = |close: &str, cursor: &mut Cursor| -> Result<String, Problem> {
        let mut parts = Vec::new();
        while !cursor.eat(close) {
            if depth == DEEPEST {
                return Err(cursor.fault("a value that is nested less deep"));
            }
            let mut part = String::new();
            if close == "}" {
                part = [&cursor.word("a name")?.text, ": "].concat();
                cursor.expect(":")?;
            }
            part.push_str(&value(cursor, depth + 1)?);
            parts.push(part);
        }
        Ok(parts.join(", "))
    };
    let Token { kind, text, .. } = cursor.take();
    match (kind, text.as_str()) {
        (Kind::Sign, "[") => Ok(["[", &list("]", cursor)?, "]"].concat()),
        (Kind::Sign, "{") => Ok(["{", &list("}", cursor)?, "}"].concat()),
        (Kind::Sign, "$") => Ok(["$", &cursor.word("a name")?.text].concat()),
        (Kind::Text, _) => Ok(["\"", &text.replace('"', "\\\""), "\""].concat()),
        (Kind::Word, _) => Ok(text),
        _ => Err(cursor.fault("a value is expected")),
    }
}

#[cfg(test)]
mod tests;
