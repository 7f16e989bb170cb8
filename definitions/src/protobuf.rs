//! Protobuf: proto2, proto3 and editions.

use crate::lex::{Comments, Cursor, Kind, Token, tokens};
use crate::models::first_line;
use crate::shape::{Block, Blocks, Fact, Field, Groups, Item, Outline, Problem};

/// What stands before the name of a message or an enumeration in its id.
const TYPE: &str = "type:";

/// Deepest nesting of messages and of values.
const DEEPEST: usize = 32;

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
    /// Reads a text; what comes after a fault is left out.
    pub(crate) fn read(text: &str) -> Self {
        let mut read = Self::default();
        let outcome = tokens(text, Comments::Slashes).and_then(|tokens| {
            let mut cursor = Cursor::new(tokens);
            read.note = match cursor.is_word("syntax") || cursor.is_word("edition") {
                true => cursor.peek().before.clone(),
                false => String::new(),
            };
            while !cursor.is_end() {
                read.top(&mut cursor)?;
            }
            Ok(())
        });
        read.problem = outcome.err();
        read
    }

    fn top(&mut self, cursor: &mut Cursor) -> Result<(), Problem> {
        if cursor.eat(";") {
            return Ok(());
        }
        let word = cursor.word("“message”, “service” or another definition")?;
        match word.text.as_str() {
            "syntax" | "edition" => {
                cursor.expect("=")?;
                let value = cursor.take().text;
                self.syntax = match word.text.as_str() {
                    "edition" => ["edition ", &value].concat(),
                    _ => value,
                };
                end(cursor)?;
            }
            "package" => {
                self.package = cursor.word("the name of the package")?.text;
                if self.note.is_empty() {
                    self.note = word.before;
                }
                end(cursor)?;
            }
            "import" => {
                let mut words = Vec::new();
                while !cursor.is_sign(";") && !cursor.is_end() {
                    words.push(cursor.take().text);
                }
                self.facts.push(Fact::new("Import", words.join(" ")));
                end(cursor)?;
            }
            "option" => self.facts.push(option(cursor)?),
            "service" => {
                let service = service(cursor, word.before)?;
                self.services.push(service);
            }
            "message" | "enum" | "extend" => self.one(cursor, &word, "", 0)?,
            other => {
                let text = ["“", other, "” is no definition of protobuf."].concat();
                return Err(Problem { line: word.line, text });
            }
        }
        Ok(())
    }

    /// A message, an enumeration or an extension; its keyword has been read.
    fn one(
        &mut self,
        cursor: &mut Cursor,
        keyword: &Token,
        around: &str,
        depth: usize,
    ) -> Result<(), Problem> {
        if depth == DEEPEST {
            return Err(cursor.fault("messages that are nested less deep"));
        }
        let sort = match keyword.text.as_str() {
            "enum" => "enum",
            "extend" => "extend",
            _ => "message",
        };
        let own = cursor.word("a name")?.text;
        let name = if around.is_empty() { own } else { [around, ".", &own].concat() };
        // It stands in front of what it contains.
        let at = self.types.len();
        let note = keyword.before.clone();
        self.types.push(Type { sort, name: name.clone(), note, ..Type::default() });
        let read = self.body(cursor, sort, &name, depth)?;
        if let Some(one) = self.types.get_mut(at) {
            one.members = read.members;
            one.facts = read.facts;
            if !read.note.is_empty() && one.note.is_empty() {
                one.note = read.note;
            }
        }
        Ok(())
    }

    fn body(
        &mut self,
        cursor: &mut Cursor,
        sort: &str,
        name: &str,
        depth: usize,
    ) -> Result<Type, Problem> {
        let mut read = Type { note: cursor.expect("{")?.after, ..Type::default() };
        let mut choice = String::new();
        loop {
            if cursor.eat("}") {
                if choice.is_empty() {
                    return Ok(read);
                }
                choice.clear();
                continue;
            }
            if cursor.eat(";") {
                continue;
            }
            let follows = cursor.second().map(|token| token.text.clone()).unwrap_or_default();
            // Keywords are names, too: `string message = 1;`, `MESSAGE = 0;`.
            let is_value = sort == "enum" && follows == "=";
            let word = if is_value { "" } else { cursor.peek().text.as_str() };
            match word {
                "option" if follows != "=" => {
                    cursor.take();
                    read.facts.push(option(cursor)?);
                }
                "reserved" | "extensions" => {
                    let label = if word == "reserved" { "Reserved" } else { "Extensions" };
                    cursor.take();
                    read.facts.push(Fact::new(label, until_end(cursor)?));
                }
                "message" | "enum" | "extend"
                    if sort != "enum" && cursor.peek().kind == Kind::Word && follows != "=" =>
                {
                    let keyword = cursor.take();
                    self.one(cursor, &keyword, name, depth + 1)?;
                }
                "oneof" if sort != "enum" => {
                    let note = cursor.take().before;
                    choice = cursor.word("a name")?.text;
                    let note = [note, cursor.expect("{")?.after].concat();
                    if !note.is_empty() {
                        read.facts.push(Fact::new(["One of ", &choice].concat(), note));
                    }
                }
                _ => {
                    let mut member = self.member(cursor, sort == "enum", name, depth)?;
                    if !choice.is_empty() {
                        member.marks.push(["one of ", &choice].concat());
                    }
                    read.members.push(member);
                }
            }
        }
    }

    fn member(
        &mut self,
        cursor: &mut Cursor,
        is_value: bool,
        around: &str,
        depth: usize,
    ) -> Result<Member, Problem> {
        let mut read = Member { note: cursor.peek().before.clone(), ..Member::default() };
        if !is_value {
            let label = |cursor: &mut Cursor| {
                let is_label = ["repeated", "optional", "required"]
                    .into_iter()
                    .any(|word| cursor.is_word(word));
                let names = cursor.second().is_some_and(|token| token.text == "=");
                (is_label && !names).then(|| cursor.take().text)
            };
            let label = label(cursor);
            let group = cursor.is_word("group");
            read.kind = cursor.word("a type")?.text;
            if read.kind == "map" && cursor.eat("<") {
                let key = cursor.word("a type")?.text;
                cursor.expect(",")?;
                read.kind = ["map of ", &key, " to ", &cursor.word("a type")?.text].concat();
                cursor.expect(">")?;
            }
            match label.as_deref() {
                Some("repeated") => read.kind = ["list of ", &read.kind].concat(),
                Some(word) => read.marks.push(word.to_owned()),
                None => {}
            }
            if group {
                return self.group(cursor, read, around, depth);
            }
        }
        read.name = cursor.word("a name")?.text;
        cursor.expect("=")?;
        read.facts.push(Fact::new("Number", cursor.word("a number")?.text));
        if cursor.eat("[") {
            while !cursor.eat("]") {
                let name = option_name(cursor)?;
                cursor.expect("=")?;
                let value = value(cursor, 0)?;
                if name == "deprecated" && value == "true" {
                    read.marks.push("deprecated".to_owned());
                } else {
                    read.facts.push(Fact::new(name, value));
                }
                cursor.eat(",");
            }
        }
        let after = end(cursor)?;
        join(&mut read.note, &after);
        Ok(read)
    }

    /// A group of proto2: a field and a message in one.
    fn group(
        &mut self,
        cursor: &mut Cursor,
        mut read: Member,
        around: &str,
        depth: usize,
    ) -> Result<Member, Problem> {
        let name = cursor.word("a name")?.text;
        cursor.expect("=")?;
        read.facts.push(Fact::new("Number", cursor.word("a number")?.text));
        let full = [around, ".", &name].concat();
        if depth == DEEPEST {
            return Err(cursor.fault("messages that are nested less deep"));
        }
        let inside = self.body(cursor, "message", &full, depth + 1)?;
        self.types.push(Type { sort: "message", name: full, ..inside });
        read.kind = read.kind.replace("group", &name);
        read.name = name.to_ascii_lowercase();
        Ok(read)
    }

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

fn service(cursor: &mut Cursor, note: String) -> Result<Service, Problem> {
    let name = cursor.word("a name")?.text;
    let mut read = Service { name, note, ..Service::default() };
    let after = cursor.expect("{")?.after;
    join(&mut read.note, &after);
    while !cursor.eat("}") {
        if cursor.eat(";") {
            continue;
        }
        let word = cursor.word("“rpc” or “option”")?;
        match word.text.as_str() {
            "option" => read.facts.push(option(cursor)?),
            "rpc" => read.calls.push(call(cursor, word.before)?),
            other => {
                let text = ["“", other, "” is nothing that a service has."].concat();
                return Err(Problem { line: word.line, text });
            }
        }
    }
    Ok(read)
}

fn call(cursor: &mut Cursor, note: String) -> Result<Call, Problem> {
    let mut read = Call { note, name: cursor.word("a name")?.text, ..Call::default() };
    let side = |cursor: &mut Cursor| -> Result<(String, bool), Problem> {
        cursor.expect("(")?;
        let follows = cursor.second().is_some_and(|token| token.text == ")");
        let streams = cursor.is_word("stream") && !follows;
        if streams {
            cursor.take();
        }
        let name = cursor.word("a message")?.text;
        cursor.expect(")")?;
        Ok((name, streams))
    };
    let (takes, takes_stream) = side(cursor)?;
    if !cursor.eat("returns") {
        return Err(cursor.fault("“returns” is expected"));
    }
    let (gives, gives_stream) = side(cursor)?;
    read.takes = takes;
    read.gives = gives;
    read.streams = [takes_stream, gives_stream];
    if cursor.is_sign("{") {
        let after = cursor.take().after;
        join(&mut read.note, &after);
        while !cursor.eat("}") {
            if cursor.eat(";") {
                continue;
            }
            if !cursor.eat("option") {
                return Err(cursor.fault("“option” is expected"));
            }
            read.facts.push(option(cursor)?);
        }
        cursor.eat(";");
    } else {
        let after = end(cursor)?;
        join(&mut read.note, &after);
    }
    Ok(read)
}

fn is_deprecated(facts: &[Fact]) -> bool {
    facts.iter().any(|fact| fact.label == "deprecated" && fact.value == "true")
}

fn join(note: &mut String, more: &str) {
    if !note.is_empty() && !more.is_empty() {
        note.push('\n');
    }
    note.push_str(more);
}

/// The semicolon, and the comment behind it.
fn end(cursor: &mut Cursor) -> Result<String, Problem> {
    Ok(cursor.expect(";")?.after)
}

/// Everything up to the semicolon, as it is written.
fn until_end(cursor: &mut Cursor) -> Result<String, Problem> {
    let mut text = String::new();
    while !cursor.is_sign(";") && !cursor.is_end() {
        let token = cursor.take();
        if !text.is_empty() && token.text != "," {
            text.push(' ');
        }
        text.push_str(&token.text);
    }
    end(cursor)?;
    Ok(text)
}

/// An option; its keyword has been read.
fn option(cursor: &mut Cursor) -> Result<Fact, Problem> {
    let name = option_name(cursor)?;
    cursor.expect("=")?;
    let value = value(cursor, 0)?;
    end(cursor)?;
    Ok(Fact::new(name, value))
}

/// `deprecated`, `(google.api.http)`, `(a.b).c`.
fn option_name(cursor: &mut Cursor) -> Result<String, Problem> {
    let mut name = String::new();
    loop {
        if cursor.eat("(") {
            name.push('(');
            name.push_str(&cursor.word("the name of an option")?.text);
            cursor.expect(")")?;
            name.push(')');
        } else if cursor.peek().kind == Kind::Word {
            name.push_str(&cursor.take().text);
        } else if cursor.eat(".") {
            name.push('.');
        } else if name.is_empty() {
            return Err(cursor.fault("the name of an option is expected"));
        } else {
            return Ok(name);
        }
    }
}

/// A constant, or a message in text format.
fn value(cursor: &mut Cursor, depth: usize) -> Result<String, Problem> {
    let Token { kind, text, .. } = cursor.take();
    match (kind, text.as_str()) {
        (Kind::Text, _) => {
            let mut text = text;
            // Texts that stand beside each other are one.
            while cursor.peek().kind == Kind::Text {
                text.push_str(&cursor.take().text);
            }
            Ok(text)
        }
        (Kind::Sign, "-" | "+") => Ok([&*text, &*cursor.word("a number")?.text].concat()),
        (Kind::Sign, "{" | "[" | "<") if depth < DEEPEST => {
            let close = match text.as_str() {
                "{" => "}",
                "[" => "]",
                _ => ">",
            };
            let mut parts = vec![text];
            while !cursor.eat(close) {
                if cursor.is_end() {
                    return Err(cursor.fault("a value that ends is expected"));
                }
                match cursor.is_sign(":") || cursor.is_sign(",") || cursor.is_sign(";") {
                    true => parts.push(cursor.take().text),
                    false => parts.push(value(cursor, depth + 1)?),
                }
            }
            parts.push(close.to_owned());
            Ok(parts.join(" ").replace(" :", ":").replace(" ,", ","))
        }
        (Kind::Word, _) => Ok(text),
        _ => Err(cursor.fault("a value is expected")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = r#"
// Scores payments.
syntax = "proto3";
package risk.v1;
import public "google/api/annotations.proto";
option java_package = "example.risk" ".v1";

// Says how much we would regret it.
service Scoring {
  option deprecated = true;
  // One payment.
  rpc Score(ScoreRequest) returns (.risk.v1.Score) {
    option (google.api.http) = { post: "/v1/score" body: "*" tags: [1, 2] };
  }
  rpc Watch(stream ScoreRequest) returns (stream Score); // As long as you like.
}

/* What is asked.
 * In detail. */
message ScoreRequest {
  reserved 4, 6 to 9;
  reserved "old";
  string message = 1 [deprecated = true, (validate.rules).string = {min_len: 1}]; // Words.
  repeated Line lines = 2;
  map<string, Line.Kind> kinds = 3;
  oneof who { string person = 10; int64 robot = 11; }
  message Line {
    enum Kind { KIND_UNKNOWN = 0; GOOD = 1; BAD = -1; }
    optional Line next = 1;
    Kind kind = 2;
  }
}
message Score { int32 value = 1; }
extend ScoreRequest { int32 more = 100; }
"#;

    #[test]
    fn a_file_is_read_whole() {
        let read = Protobuf::read(TEXT);
        let outline = read.outline();
        assert_eq!(outline.problems, []);
        assert_eq!(outline.format, "Protobuf proto3");
        let ids: Vec<&str> = outline.items.iter().map(|item| item.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "Scoring/Score",
                "Scoring/Watch",
                "type:ScoreRequest",
                "type:ScoreRequest.Line",
                "type:Score",
                "type:ScoreRequest.Line.Kind",
                "type:extend ScoreRequest 4"
            ]
        );
        let notes: Vec<&str> = outline.items.iter().map(|item| item.note.as_str()).collect();
        assert_eq!(notes[..3], ["One payment.", "As long as you like.", "What is asked."]);
        let request = format!("{:?}", read.item("type:ScoreRequest"));
        for word in [
            "Words.",
            "list of Line",
            "map of string to Line.Kind",
            "one of who",
            "type:ScoreRequest.Line.Kind",
            "4, 6 to 9",
            "(validate.rules).string",
            "In detail.",
        ] {
            assert!(request.contains(word), "{word}: {request}");
        }
        let call = format!("{:?}", read.item("Scoring/Score"));
        assert!(call.contains("{ post: /v1/score body: * tags: [ 1, 2 ] }"), "{call}");
        assert!(call.contains("/risk.v1.Scoring/Score") && call.contains("type:Score"), "{call}");
        let line = read.more("ScoreRequest\nScoreRequest.Line");
        assert_eq!(line[0].marks, ["optional", "recursive"]);
        assert_eq!(line[1].kind, "Kind");
    }

    #[test]
    fn words_of_the_language_are_names_too() {
        let text = "message A { required string required = 1; optional group Result = 2 { int32 x = 1; } string option = 3; enum E { option allow_alias = true; message = 0; reserved 5; } }";
        let read = Protobuf::read(text);
        assert_eq!(read.problem, None);
        let outline = read.outline();
        let names: Vec<&str> = outline.items.iter().map(|item| item.name.as_str()).collect();
        assert_eq!(names, ["A", "A.Result", "A.E"]);
        let Some(Block::Fields(fields)) = read.item("type:A").pop() else { panic!("fields") };
        let names: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        assert_eq!(names, ["required", "result", "option"]);
    }

    #[test]
    fn a_fault_has_a_line_and_leaves_what_was_before() {
        for text in [
            "message A {}\nmessage B {\n string b 1;\n}",
            "message A {}\n\nclass B {}",
            "message A {}\nservice B {\nrpc X(Y) gives (Z);\n}",
        ] {
            let outline = Protobuf::read(text).outline();
            assert_eq!(outline.items[0].name, "A", "{text}");
            assert_eq!(outline.problems[0].line, 3, "{text}");
        }
    }
}
