//! AsyncAPI 2 and 3.

mod message;

use crate::document::{Document, Place, last_name, written};
use crate::models::{self, first_line, security};
use crate::schema::{Schemas, worded};
use crate::shape::{Block, Blocks, Fact, Field, Groups, Item, Outline};
use message::name_of;

/// What stands before the name of a message in its id.
const MESSAGE: &str = "message:";
/// What stands before the name of a channel in its id.
const CHANNEL: &str = "channel:";

/// A definition.
#[derive(Debug)]
pub(crate) struct AsyncApi {
    pub(crate) document: Document,
    operations: Vec<Operation>,
}

/// Where an operation stands.
#[derive(Debug)]
struct Operation {
    id: String,
    /// "publish", "subscribe", "send", "receive".
    action: String,
    /// Name of the operation; the channel's in version 2.
    name: String,
    pointer: String,
    /// Pointer of its channel.
    channel: String,
}

impl AsyncApi {
    pub(crate) fn new(document: Document) -> Self {
        let mut operations = Vec::new();
        for (name, place) in document.root().entries("channels") {
            let channel = document.resolve(&place);
            for action in ["publish", "subscribe"] {
                if let Some(operation) = channel.get(action) {
                    operations.push(Operation {
                        id: [action, " ", name].concat(),
                        action: action.to_owned(),
                        name: name.to_owned(),
                        pointer: operation.pointer,
                        channel: place.pointer.clone(),
                    });
                }
            }
        }
        for (name, place) in document.root().entries("operations") {
            let operation = document.resolve(&place);
            let channel = operation.get("channel").map(|channel| match channel.reference() {
                Some(reference) => reference.trim_start_matches('#').to_owned(),
                None => channel.pointer,
            });
            operations.push(Operation {
                id: ["operation ", name].concat(),
                action: operation.text("action").to_owned(),
                name: name.to_owned(),
                pointer: operation.pointer.clone(),
                channel: channel.unwrap_or_default(),
            });
        }
        Self { document, operations }
    }

    pub(crate) fn outline(&self) -> Outline {
        let root = self.document.root();
        let info = root.get("info").unwrap_or_else(Place::nothing);
        let mut groups = Groups::default();
        for operation in &self.operations {
            let Some(place) = self.document.place(&operation.pointer) else { continue };
            let channel = self.channel(&operation.channel);
            let note = ["summary", "title", "description"]
                .into_iter()
                .map(|key| first_line(place.text(key)))
                .find(|text| !text.is_empty());
            let group = groups.group("Operations", "");
            groups.items.push(Item {
                id: operation.id.clone(),
                verb: operation.action.clone(),
                name: address(&operation.channel, &channel),
                note: note.unwrap_or_default().to_owned(),
                words: [place.text("operationId"), &operation.name].join(" "),
                group,
                deprecated: place.is_true("deprecated"),
                model: false,
            });
        }
        for (name, place) in root.entries("channels") {
            let channel = self.document.resolve(&place);
            let group = groups.group("Channels", "");
            groups.items.push(Item {
                id: [CHANNEL, name].concat(),
                verb: "channel".to_owned(),
                name: address(&place.pointer, &channel),
                note: first_line(match channel.text("summary") {
                    "" => channel.text("description"),
                    summary => summary,
                })
                .to_owned(),
                words: [name, " ", channel.text("title")].concat(),
                group,
                ..Item::default()
            });
        }
        for (name, message) in self.messages() {
            let message = self.document.resolve(&message);
            let note = ["summary", "title", "description"]
                .into_iter()
                .map(|key| first_line(message.text(key)))
                .find(|text| !text.is_empty());
            let group = groups.group("Messages", "");
            groups.items.push(Item {
                id: [MESSAGE, name].concat(),
                verb: "message".to_owned(),
                name: name.to_owned(),
                note: note.unwrap_or_default().to_owned(),
                words: message.text("name").to_owned(),
                group,
                deprecated: message.is_true("deprecated"),
                model: true,
            });
        }
        models::list(&self.document, &mut groups);
        groups.into_outline(Outline {
            format: ["AsyncAPI ", &*root.scalar("asyncapi")].concat(),
            title: info.scalar("title").into_owned(),
            version: info.scalar("version").into_owned(),
            blocks: self.about(&info),
            ..Outline::default()
        })
    }

    fn messages(&self) -> Vec<(&str, Place<'_>)> {
        self.components("messages")
    }

    fn components(&self, key: &str) -> Vec<(&str, Place<'_>)> {
        let components = self.document.root().get("components");
        components.map(|components| components.entries(key)).unwrap_or_default()
    }

    fn channel(&self, pointer: &str) -> Place<'_> {
        let place = self.document.place(pointer);
        place.map_or_else(Place::nothing, |place| self.document.resolve(&place))
    }

    /// What holds for all of it.
    fn about(&self, info: &Place<'_>) -> Vec<Block> {
        let root = self.document.root();
        let mut blocks = Blocks::default();
        blocks.prose(info.text("description"));
        let mut facts = worded(info.facts_but(&["title", "version", "description", "tags"]));
        facts.extend(worded(root.facts_but(&[
            "asyncapi",
            "info",
            "servers",
            "channels",
            "operations",
            "components",
            "tags",
        ])));
        facts.extend(self.tags(info));
        facts.extend(self.tags(&root));
        blocks.facts(facts);
        let servers = root.entries("servers").into_iter().map(|(name, server)| {
            let server = self.document.resolve(&server);
            self.server(name, &server)
        });
        blocks.fields("Servers", servers.collect());
        let schemes = self.components("securitySchemes");
        blocks.fields("Authorization", models::schemes(&self.document, schemes));
        blocks.0
    }

    fn server(&self, name: &str, server: &Place<'_>) -> Field {
        let variables = server.entries("variables").into_iter().map(|(name, variable)| {
            let variable = self.document.resolve(&variable);
            Field {
                name: name.to_owned(),
                note: variable.text("description").to_owned(),
                facts: worded(variable.facts_but(&["description"])),
                ..Field::default()
            }
        });
        let mut inside: Vec<Field> = variables.collect();
        inside.extend(self.bindings(server));
        let address =
            [&*server.scalar("url"), &*server.scalar("host"), &*server.scalar("pathname")];
        let mut facts = vec![Fact::new("Address", address.concat())];
        facts.extend(security(server).map(|needed| Fact::new("Authorization", needed)));
        facts.extend(self.tags(server));
        facts.extend(worded(server.facts_but(&[
            "url",
            "host",
            "pathname",
            "protocol",
            "description",
            "variables",
            "security",
            "bindings",
            "tags",
        ])));
        Field {
            name: name.to_owned(),
            kind: server.scalar("protocol").into_owned(),
            note: server.text("description").to_owned(),
            facts,
            inside,
            ..Field::default()
        }
    }

    fn tags(&self, place: &Place<'_>) -> Option<Fact> {
        let tags = place.items("tags");
        let names = tags.iter().map(|tag| {
            let tag = self.document.resolve(tag);
            match tag.text("description") {
                "" => tag.scalar("name").into_owned(),
                description => [&*tag.scalar("name"), " (", description, ")"].concat(),
            }
        });
        let names: Vec<String> = names.collect();
        (!names.is_empty()).then(|| Fact::new("Tags", names.join(", ")))
    }

    /// What protocols want to know besides.
    fn bindings(&self, place: &Place<'_>) -> Vec<Field> {
        let Some(bindings) = place.get("bindings") else { return Vec::new() };
        let bindings = self.document.resolve(&bindings);
        let field = |(protocol, binding): (&str, Place<'_>)| {
            let binding = self
                .document
                .resolve(&Place { pointer: binding.pointer.clone(), node: binding.node });
            Field {
                name: protocol.to_owned(),
                kind: "binding".to_owned(),
                facts: binding.facts_but(&[]),
                ..Field::default()
            }
        };
        bindings.each().into_iter().map(field).collect()
    }

    pub(crate) fn item(&self, id: &str) -> Vec<Block> {
        let mut blocks = Blocks::default();
        if let Some(operation) = self.operations.iter().find(|one| one.id == id) {
            self.operation(operation, &mut blocks);
        } else if let Some(name) = id.strip_prefix(MESSAGE) {
            let message = self.messages().into_iter().find(|(known, _)| *known == name);
            if let Some((_, message)) = message {
                self.message(&message, &mut blocks);
            }
        } else if let Some(name) = id.strip_prefix(CHANNEL) {
            let all = self.document.root().get("channels");
            if let Some(channel) = all.and_then(|all| all.get(name)) {
                let channel = self.document.resolve(&channel);
                self.about_channel(&channel, &mut blocks);
                for message in messages_of(&channel) {
                    blocks.push(Block::section("Message", name_of(&self.document, &message)));
                    self.message(&message, &mut blocks);
                }
            }
        } else {
            models::draw(&self.document, id, &mut blocks);
        }
        blocks.0
    }

    pub(crate) fn more(&self, trail: &str) -> Vec<Field> {
        Schemas(&self.document).more(trail)
    }

    fn operation(&self, operation: &Operation, blocks: &mut Blocks) {
        let Some(place) = self.document.place(&operation.pointer) else { return };
        let channel = self.channel(&operation.channel);
        blocks.prose(place.text("title"));
        blocks.prose(place.text("description"));
        let mut facts = Vec::new();
        let id = match place.scalar("operationId") {
            none if none.is_empty() => operation.name.clone(),
            id => id.into_owned(),
        };
        facts.push(Fact::new("Operation", id));
        facts.push(Fact::new("Channel", address(&operation.channel, &channel)));
        facts.extend(security(&place).map(|needed| Fact::new("Authorization", needed)));
        facts.extend(self.tags(&place));
        facts.extend(worded(place.facts_but(&[
            "action",
            "channel",
            "title",
            "summary",
            "description",
            "operationId",
            "security",
            "tags",
            "bindings",
            "traits",
            "message",
            "messages",
            "reply",
            "deprecated",
        ])));
        blocks.facts(facts);
        let bindings = self.bindings(&place);
        blocks.fields("Bindings", bindings);
        self.traits(&place, blocks);

        let messages = self.operation_messages(&place, &channel);
        for message in &messages {
            blocks.push(Block::section("Message", name_of(&self.document, message)));
            self.message(message, blocks);
        }
        if let Some(reply) = place.get("reply") {
            let reply = self.document.resolve(&reply);
            blocks.push(Block::section("Reply", ""));
            let mut facts = Vec::new();
            if let Some(address) = reply.get("address") {
                facts.extend(self.document.resolve(&address).facts_but(&[]));
            }
            let there = reply.get("channel").map(|place| self.document.resolve(&place));
            if let Some(there) = &there {
                facts.push(Fact::new("Channel", address(&there.pointer, there)));
            }
            facts.extend(reply.facts_but(&["address", "channel", "messages"]));
            blocks.facts(facts);
            let mut answers = reply.items("messages");
            if answers.is_empty() {
                answers = there.iter().flat_map(messages_of).collect();
            }
            for message in answers {
                blocks.push(Block::part("Answer", name_of(&self.document, &message)));
                self.message(&message, blocks);
            }
        }
        blocks.push(Block::section("Channel", address(&operation.channel, &channel)));
        self.about_channel(&channel, blocks);
    }

    /// The messages of an operation: its own, or all of its channel.
    fn operation_messages<'a>(&'a self, place: &Place<'a>, channel: &Place<'a>) -> Vec<Place<'a>> {
        if let Some(message) = place.get("message") {
            let target = self.document.resolve(&message);
            let choices = target.items("oneOf");
            return if choices.is_empty() { vec![message] } else { choices };
        }
        match place.get("messages") {
            Some(_) => place.items("messages"),
            None => messages_of(channel),
        }
    }

    fn about_channel(&self, channel: &Place<'_>, blocks: &mut Blocks) {
        blocks.prose(channel.text("title"));
        blocks.prose(channel.text("summary"));
        blocks.prose(channel.text("description"));
        let mut facts: Vec<Fact> = Vec::new();
        let servers = channel.items("servers");
        let names: Vec<String> = servers
            .iter()
            .map(|server| match server.reference() {
                Some(reference) => last_name(reference),
                None => written(server.node),
            })
            .collect();
        if !names.is_empty() {
            facts.push(Fact::new("Servers", names.join(", ")));
        }
        facts.extend(self.tags(channel));
        facts.extend(channel.facts_but(&[
            "title",
            "summary",
            "description",
            "servers",
            "tags",
            "publish",
            "subscribe",
            "parameters",
            "bindings",
            "messages",
        ]));
        blocks.facts(facts);
        let parameters = channel.entries("parameters").into_iter().map(|(name, parameter)| {
            let parameter = self.document.resolve(&parameter);
            let mut field = match parameter.get("schema") {
                Some(schema) => Schemas(&self.document).field(name, &schema, true, ""),
                None => Field { name: name.to_owned(), ..Field::default() },
            };
            let note = parameter.text("description");
            if !note.is_empty() {
                field.note = note.to_owned();
            }
            field.facts.extend(worded(parameter.facts_but(&["schema", "description"])));
            field
        });
        let parameters: Vec<Field> = parameters.collect();
        if !parameters.is_empty() {
            blocks.push(Block::part("Parameters", ""));
            blocks.push(Block::Fields(parameters));
        }
        let bindings = self.bindings(channel);
        if !bindings.is_empty() {
            blocks.push(Block::Fields(bindings));
        }
    }
}

fn messages_of<'a>(channel: &Place<'a>) -> Vec<Place<'a>> {
    channel.entries("messages").into_iter().map(|(_, message)| message).collect()
}

/// The address of a channel; in version 2 it is the channel's name.
fn address(pointer: &str, channel: &Place<'_>) -> String {
    match &*channel.scalar("address") {
        "" => last_name(pointer),
        address => address.to_owned(),
    }
}
