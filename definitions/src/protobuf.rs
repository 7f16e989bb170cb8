//! Protobuf: proto2, proto3 and editions.

mod parse;

use crate::models::first_line;
use crate::shape::{Block, Blocks, Fact, Field, Groups, Item, Outline, Problem};

/// What stands before the name of a message or an enumeration in its id.
const TYPE: &str = "type:";

/// A definition.
#[derive(Debug, Default)]
pub(crate) struct Protobuf {
    syntax: String,
    package: String,
    note: String,
    facts: Vec<Fact>,
    services: Vec<Service>,
    types: Vec<Type>,
    problem: Option<Problem>,
}

#[derive(Debug, Default)]
struct Service {
    name: String,
    note: String,
    facts: Vec<Fact>,
    calls: Vec<Call>,
}

#[derive(Debug, Default)]
struct Call {
    name: String,
    note: String,
    takes: String,
    gives: String,
    streams: [bool; 2],
    facts: Vec<Fact>,
}

/// A message, an enumeration, or fields that are added to a message.
#[derive(Debug, Default)]
struct Type {
    sort: &'static str,
    /// With the messages around it: `Order.Line`.
    name: String,
    note: String,
    facts: Vec<Fact>,
    members: Vec<Member>,
}

/// A field or a value.
#[derive(Debug, Default)]
struct Member {
    name: String,
    note: String,
    kind: String,
    marks: Vec<String>,
    facts: Vec<Fact>,
}

impl Protobuf {
    /// The message or enumeration that a name means inside of another.
    fn find(&self, name: &str, around: &str) -> Option<&Type> {
        let known =
            |full: &str| self.types.iter().find(|one| one.name == full && one.sort != "extend");
        let absolute = name.strip_prefix('.').unwrap_or(name);
        let bare = absolute
            .strip_prefix(self.package.as_str())
            .and_then(|rest| rest.strip_prefix('.'))
            .filter(|_| !self.package.is_empty());
        let mut scope = around;
        while !name.starts_with('.') && !scope.is_empty() {
            if let Some(found) = known(&[scope, ".", name].concat()) {
                return Some(found);
            }
            scope = scope.rsplit_once('.').map_or("", |(before, _)| before);
        }
        known(absolute).or_else(|| known(bare?))
    }

    pub(crate) fn outline(&self) -> Outline {
        let mut groups = Groups::default();
        for service in &self.services {
            let group = groups.group(&service.name, &service.note);
            for call in &service.calls {
                groups.items.push(Item {
                    id: [&service.name, "/", &call.name].concat(),
                    verb: if call.streams == [false; 2] { "rpc" } else { "stream" }.to_owned(),
                    name: call.name.clone(),
                    note: first_line(&call.note).to_owned(),
                    words: [&*call.takes, " ", &*call.gives].concat(),
                    group,
                    deprecated: is_deprecated(&call.facts),
                    model: false,
                });
            }
        }
        for (sort, group) in
            [("message", "Messages"), ("enum", "Enumerations"), ("extend", "Extensions")]
        {
            for (at, one) in self.types.iter().enumerate().filter(|(_, one)| one.sort == sort) {
                let group = groups.group(group, "");
                groups.items.push(Item {
                    id: self.id_of(one, at),
                    verb: sort.to_owned(),
                    name: one.name.clone(),
                    note: first_line(&one.note).to_owned(),
                    words: String::new(),
                    group,
                    deprecated: is_deprecated(&one.facts),
                    model: true,
                });
            }
        }
        let mut blocks = Blocks::default();
        blocks.prose(&self.note);
        let mut facts = Vec::new();
        if !self.package.is_empty() {
            facts.push(Fact::new("Package", self.package.as_str()));
        }
        facts.extend(self.facts.iter().cloned());
        blocks.facts(facts);
        let services = self.services.iter().filter(|one| !one.facts.is_empty()).map(|one| Field {
            name: one.name.clone(),
            facts: one.facts.clone(),
            ..Field::default()
        });
        blocks.fields("Services", services.collect());
        groups.into_outline(Outline {
            format: ["Protobuf ", self.syntax.trim()].concat().trim().to_owned(),
            blocks: blocks.0,
            problems: self.problem.iter().cloned().collect(),
            ..Outline::default()
        })
    }

    /// Of several extensions of one message each has an id.
    fn id_of(&self, one: &Type, at: usize) -> String {
        match one.sort {
            "extend" => {
                let number = crate::document::number(at);
                [TYPE, "extend ", &one.name, " ", &number].concat()
            }
            _ => [TYPE, &one.name].concat(),
        }
    }

    pub(crate) fn item(&self, id: &str) -> Vec<Block> {
        let mut blocks = Blocks::default();
        let named = self.types.iter().enumerate().find(|(at, one)| self.id_of(one, *at) == id);
        if let Some((_, one)) = named {
            blocks.prose(&one.note);
            blocks.facts(one.facts.clone());
            let title = if one.sort == "enum" { "Values" } else { "Fields" };
            let trail = if one.sort == "extend" { "" } else { one.name.as_str() };
            blocks.fields(title, self.inside(one, trail));
        } else if let Some((service, name)) = id.split_once('/') {
            let service = self.services.iter().find(|one| one.name == service);
            let call = service.and_then(|one| one.calls.iter().find(|call| call.name == name));
            if let (Some(service), Some(call)) = (service, call) {
                self.call(service, call, &mut blocks);
            }
        }
        blocks.0
    }

    fn call(&self, service: &Service, call: &Call, blocks: &mut Blocks) {
        blocks.prose(&call.note);
        let path = match self.package.as_str() {
            "" => ["/", &service.name, "/", &call.name].concat(),
            package => ["/", package, ".", &service.name, "/", &call.name].concat(),
        };
        let mut facts = vec![Fact::new("Path", path.as_str())];
        facts.extend(call.facts.iter().cloned());
        blocks.facts(facts);
        let [takes, gives] = call.streams;
        for (title, name, streams) in
            [("Request", &call.takes, takes), ("Response", &call.gives, gives)]
        {
            blocks.push(Block::section(title, if streams { "stream" } else { "" }));
            let member = Member { kind: name.clone(), ..Member::default() };
            let mut field = self.field(&member, "", "");
            field.inside = self.more(&std::mem::take(&mut field.more));
            blocks.push(Block::Fields(vec![field]));
        }
        blocks.push(Block::section("Try it", ""));
        let command = ["grpcurl -d '{}' $HOST ", path.trim_start_matches('/')];
        blocks.push(Block::code("Command for a terminal", "shell", command.concat()));
    }

    pub(crate) fn more(&self, trail: &str) -> Vec<Field> {
        let name = trail.rsplit('\n').next().unwrap_or_default();
        self.find(name, "").map(|one| self.inside(one, trail)).unwrap_or_default()
    }

    fn inside(&self, one: &Type, trail: &str) -> Vec<Field> {
        one.members.iter().map(|member| self.field(member, &one.name, trail)).collect()
    }

    fn field(&self, member: &Member, around: &str, trail: &str) -> Field {
        let mut field = Field {
            name: member.name.clone(),
            kind: member.kind.clone(),
            note: member.note.clone(),
            marks: member.marks.clone(),
            facts: member.facts.clone(),
            ..Field::default()
        };
        let base = member.kind.rsplit(' ').next().unwrap_or_default();
        if let Some(one) = self.find(base, around) {
            field.model = [TYPE, &one.name].concat();
            if trail.split('\n').any(|around| around == one.name) {
                field.marks.push("recursive".to_owned());
            } else if !one.members.is_empty() {
                field.more = match trail {
                    "" => one.name.clone(),
                    trail => [trail, "\n", &one.name].concat(),
                };
            }
        }
        field
    }
}

fn is_deprecated(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| fact.label == "deprecated" && fact.value == "true")
}

#[cfg(test)]
mod tests;
