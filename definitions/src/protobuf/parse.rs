//! Reads the text of a protobuf file.

use super::{Call, Member, Protobuf, Service, Type};
use crate::lex::{Comments, Cursor, Kind, Token, tokens};
use crate::shape::{Fact, Problem};

/// Deepest nesting of messages and of values.
const DEEPEST: usize = 32;

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
