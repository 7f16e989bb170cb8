//! From the text of a definition to what it says, and the talk between a page and the worker that
//! holds the definition.

use portico_catalog::record::Severity;
use portico_catalog::yaml::{Node, Value, decode, documents};

use crate::asyncapi::AsyncApi;
use crate::document::{Document, number, pretty, text};
use crate::graphql::GraphQl;
use crate::openapi::OpenApi;
use crate::protobuf::Protobuf;
use crate::shape::{Block, Field, Outline, Problem};
use crate::wire::Wire;

/// A definition that has been read.
#[derive(Debug, Default)]
pub struct Definition {
    text: String,
    kind: Kind,
    problems: Vec<Problem>,
    missing: String,
}

#[derive(Debug, Default)]
enum Kind {
    OpenApi(Box<OpenApi>),
    AsyncApi(Box<AsyncApi>),
    GraphQl(Box<GraphQl>),
    Protobuf(Box<Protobuf>),
    /// Nobody here reads it.
    #[default]
    Text,
}

impl Definition {
    /// Reads the text of a definition. `named` is what the entity says that it is: `spec.type`.
    #[must_use]
    pub fn read(named: &str, text: &str) -> Self {
        let mut read = Self { text: text.to_owned(), ..Self::default() };
        match named.trim().to_ascii_lowercase().as_str() {
            "graphql" => read.kind = Kind::GraphQl(Box::new(GraphQl::read(text))),
            "grpc" | "protobuf" | "proto" => {
                read.kind = Kind::Protobuf(Box::new(Protobuf::read(text)));
            }
            // The name of the type is free; a text that says what it is goes before it.
            named => {
                let expected = matches!(named, "openapi" | "asyncapi" | "swagger");
                if expected || says_what_it_is(text) {
                    read.structured(expected);
                }
            }
        }
        read
    }

    /// Reads the definition of an entity, given as the JSON of the entity.
    #[must_use]
    pub fn of_entity(bytes: &[u8]) -> Self {
        let entity = std::str::from_utf8(bytes).ok().and_then(|text| Node::from_json(text).ok());
        let Some(entity) = entity else {
            let text = "The entity could not be read.".to_owned();
            return Self { problems: vec![Problem { line: 0, text }], ..Self::default() };
        };
        let spec = entity.get("spec");
        let named = spec.and_then(|spec| text(spec.get("type")?)).unwrap_or_default();
        let Some(definition) = spec.and_then(|spec| spec.get("definition")) else {
            return Self::default();
        };
        if let Some(text) = text(definition) {
            return Self::read(named, text);
        }
        if let [only] = definition.entries()
            && only.key.starts_with('$')
            && let Some(address) = text(&only.value)
        {
            return Self { missing: address.to_owned(), ..Self::default() };
        }
        // Written as a value instead of as text.
        Self::read(named, &pretty(definition))
    }

    fn structured(&mut self, expected: bool) {
        let root = match parsed(&self.text) {
            Ok((root, problems)) => {
                self.problems = problems;
                root
            }
            Err(problem) => {
                self.problems.push(problem);
                return;
            }
        };
        let has = |key: &str| root.get(key).is_some();
        let document = |root| Document { root };
        if has("openapi") || has("swagger") {
            self.kind = Kind::OpenApi(Box::new(OpenApi::new(document(root))));
        } else if has("asyncapi") {
            self.kind = Kind::AsyncApi(Box::new(AsyncApi::new(document(root))));
        } else if expected && self.problems.is_empty() {
            let text = "It does not say which version of OpenAPI or AsyncAPI it is: a line such as “openapi: 3.1.0” is missing.";
            self.problems.push(Problem { line: 1, text: text.to_owned() });
        }
    }

    /// What it holds.
    #[must_use]
    pub fn outline(&self) -> Outline {
        let mut outline = match &self.kind {
            Kind::OpenApi(api) => api.outline(),
            Kind::AsyncApi(api) => api.outline(),
            Kind::GraphQl(api) => api.outline(),
            Kind::Protobuf(api) => api.outline(),
            Kind::Text => Outline::default(),
        };
        outline.problems.extend(self.problems.iter().cloned());
        outline.lines = self.text.lines().count() as u32;
        outline.bytes = self.text.len() as u32;
        outline.missing.clone_from(&self.missing);
        outline
    }

    /// All about one item; nothing when there is none with this id.
    #[must_use]
    pub fn item(&self, id: &str) -> Vec<Block> {
        match &self.kind {
            Kind::OpenApi(api) => api.item(id),
            Kind::AsyncApi(api) => api.item(id),
            Kind::GraphQl(api) => api.item(id),
            Kind::Protobuf(api) => api.item(id),
            Kind::Text => Vec::new(),
        }
    }

    /// What a field holds, by its `more`.
    #[must_use]
    pub fn more(&self, more: &str) -> Vec<Field> {
        match &self.kind {
            Kind::OpenApi(api) => api.more(more),
            Kind::AsyncApi(api) => api.more(more),
            Kind::GraphQl(api) => api.more(more),
            Kind::Protobuf(api) => api.more(more),
            Kind::Text => Vec::new(),
        }
    }

    /// Lines of the text, from 0.
    #[must_use]
    pub fn lines(&self, from: u32, count: u32) -> String {
        let lines: Vec<&str> = self.text.lines().skip(from as usize).take(count as usize).collect();
        lines.join("\n")
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Whether one of the first lines names a format that is read here.
fn says_what_it_is(text: &str) -> bool {
    let names = ["openapi", "swagger", "asyncapi"];
    text.lines().take(20).any(|line| {
        let line = line.trim_start_matches([' ', '\t', '{', '"', '\'']);
        names.iter().any(|name| {
            let rest = line.strip_prefix(name);
            rest.is_some_and(|rest| rest.trim_start_matches(['"', '\'', ' ']).starts_with(':'))
        })
    })
}

/// JSON or YAML as a value, with what there is to say about it.
fn parsed(text: &str) -> Result<(Node, Vec<Problem>), Problem> {
    if text.trim_start().starts_with('{') {
        match Node::from_json(text) {
            Ok(root) => return Ok((root, Vec::new())),
            Err(error) => {
                // YAML may start with a brace, too, and is read where it can be.
                let problem = json_problem(&error.to_string());
                return yaml(text).ok().filter(|(_, problems)| problems.is_empty()).ok_or(problem);
            }
        }
    }
    yaml(text)
}

fn yaml(text: &str) -> Result<(Node, Vec<Problem>), Problem> {
    let problem = |finding: portico_catalog::yaml::Finding| Problem {
        line: finding.mark.line,
        text: [&*finding.message, " ", &*finding.help].concat().trim().to_owned(),
    };
    let text = decode(text.as_bytes()).map_err(problem)?;
    let first = documents(&text).next();
    let Some(first) = first else {
        return Err(Problem { line: 0, text: "The definition is empty.".to_owned() });
    };
    let errors = first.findings.into_iter().filter(|one| one.severity == Severity::Error);
    let problems: Vec<Problem> = errors.map(problem).collect();
    match first.root.value {
        Value::Map(_) => Ok((first.root, problems)),
        _ => Err(problems.into_iter().next().unwrap_or(Problem {
            line: first.root.mark.line,
            text: "It is no mapping.".to_owned(),
        })),
    }
}

/// The line of an error of JSON, which ends with "at line 3 column 5".
fn json_problem(message: &str) -> Problem {
    let line = message
        .rsplit_once(" at line ")
        .and_then(|(_, rest)| rest.split(' ').next().and_then(|digits| digits.parse().ok()));
    let what = message.split(" at line ").next().unwrap_or(message);
    Problem { line: line.unwrap_or_default(), text: ["It is no JSON: ", what, "."].concat() }
}

/// What a page asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// An item, by its id. The answer is a list of [`Block`]s.
    Item(String),
    /// What a field holds. The answer is a list of [`Field`]s.
    More(String),
    /// Lines of the text: the first one from 0, and how many. The answer is a text.
    Lines(Vec<u32>),
}

crate::wire::wire_enum!(Ask { 0 Item(String), 1 More(String), 2 Lines(Vec<u32>) });

/// The worker's side: holds the definition that the page looks at.
#[derive(Debug, Default)]
pub struct Session {
    definition: Option<Definition>,
}

impl Session {
    /// Answers a message. The first one is the JSON of an entity, and its answer an [`Outline`];
    /// the others are [`Ask`]s. What makes no sense is answered by nothing.
    #[must_use]
    pub fn answer(&mut self, message: &[u8]) -> Vec<u8> {
        let Some(definition) = &self.definition else {
            let definition = Definition::of_entity(message);
            let outline = definition.outline().to_bytes();
            self.definition = Some(definition);
            return outline;
        };
        match Ask::from_bytes(message) {
            Some(Ask::Item(id)) => definition.item(&id).to_bytes(),
            Some(Ask::More(more)) => definition.more(&more).to_bytes(),
            Some(Ask::Lines(lines)) => {
                let at = |index: usize| lines.get(index).copied().unwrap_or_default();
                definition.lines(at(0), at(1)).to_bytes()
            }
            None => Vec::new(),
        }
    }
}

/// A size in words: "12 MB".
#[must_use]
pub fn size(bytes: u32) -> String {
    let bytes = bytes as usize;
    match bytes {
        0..1_000 => [&*number(bytes), " bytes"].concat(),
        1_000..1_000_000 => [&*number(bytes / 1_000), " kB"].concat(),
        _ => [&*number(bytes / 1_000_000), " MB"].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(definition: &str) -> Outline {
        let json =
            format!(r#"{{"kind":"API","spec":{{"type":"openapi","definition":{definition}}}}}"#);
        Definition::of_entity(json.as_bytes()).outline()
    }

    #[test]
    fn faults_name_their_line() {
        let of = |named: &str, text: &str| {
            let outline = Definition::read(named, text).outline();
            outline.problems.first().map(|problem| problem.line)
        };
        assert_eq!(of("openapi", "openapi: 3.0.0\npaths:\n  /a: {get: [}\n"), Some(3));
        assert_eq!(of("openapi", "{\n\"openapi\": \"3.0.0\",\n\"paths\" {}\n}"), Some(3));
        assert_eq!(of("openapi", "hello"), Some(1));
        assert_eq!(of("asyncapi", "title: x"), Some(1));
        assert_eq!(of("wsdl", "<definitions/>"), None);
        assert_eq!(of("openapi", ""), Some(0));
    }

    #[test]
    fn a_text_that_says_what_it_is_is_read() {
        let of = |named: &str, text: &str| Definition::read(named, text).outline().format;
        assert_eq!(of("rest", "# ours\nswagger: '2.0'\npaths: {}"), "OpenAPI 2.0");
        assert_eq!(of("events", "{ \"asyncapi\" : \"3.0.0\" }"), "AsyncAPI 3.0.0");
        assert_eq!(of("wsdl", "<definitions/>"), "");
    }

    #[test]
    fn definitions_stand_in_entities_in_several_ways() {
        assert_eq!(entity(r#""openapi: 3.1.0""#).format, "OpenAPI 3.1.0");
        assert_eq!(entity(r#"{"openapi":"3.1.0","paths":{}}"#).format, "OpenAPI 3.1.0");
        assert_eq!(
            entity(r#"{"$text":"https://x.example/a.yaml"}"#).missing,
            "https://x.example/a.yaml"
        );
        assert_eq!(entity("null"), Outline::default());
        assert_eq!(Definition::of_entity(b"{").outline().problems.len(), 1);
    }

    #[test]
    fn a_session_answers() {
        let mut session = Session::default();
        let outline = session
            .answer(br#"{"spec":{"type":"graphql","definition":"type Query {\n a: Int }"}}"#);
        let outline = Outline::from_bytes(&outline).unwrap();
        assert_eq!((outline.items[0].id.as_str(), outline.lines), ("query a", 2));
        let item = session.answer(&Ask::Item("query a".into()).to_bytes());
        assert!(!Vec::<Block>::from_bytes(&item).unwrap().is_empty());
        let text = session.answer(&Ask::Lines(vec![1, 5]).to_bytes());
        assert_eq!(String::from_bytes(&text).as_deref(), Some(" a: Int }"));
        assert_eq!(session.answer(b"\xff"), b"");
    }

    #[test]
    fn sizes_are_words() {
        assert_eq!([size(900), size(12_345), size(12_345_678)], ["900 bytes", "12 kB", "12 MB"]);
    }
}
