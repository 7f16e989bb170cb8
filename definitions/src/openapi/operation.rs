//! One operation: what it takes and gives.

use super::{METHODS, OpenApi, Operation, content, media};
use crate::curl::{Curl, is_multipart};
use crate::document::{Document, Place, text, written};
use crate::models::security;
use crate::sample::{Side, sample};
use crate::schema::worded;
use crate::shape::{Block, Blocks, Fact, Field};

/// Keys of an operation that are shown as something else than a fact.
const SHOWN: [&str; 11] = [
    "summary",
    "description",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
    "security",
    "servers",
    "deprecated",
    "operationId",
    "tags",
];

impl OpenApi {
    pub(super) fn draw(&self, operation: &Operation, blocks: &mut Blocks) {
        let (Some(path), Some(place)) = (self.path(operation), self.operation(operation)) else {
            return;
        };
        blocks.prose(place.text("description"));
        blocks.prose(path.text("summary"));
        blocks.prose(path.text("description"));
        let mut facts = Vec::new();
        let mut fact = |label: &str, value: String| {
            if !value.is_empty() {
                facts.push(Fact::new(label, value));
            }
        };
        fact("Operation", place.scalar("operationId").into_owned());
        fact("Tags", place.node.get("tags").map(written).unwrap_or_default());
        let root = self.document.root();
        let needed = security(&place).or_else(|| security(&root));
        fact("Authorization", needed.clone().unwrap_or_default());
        facts.extend(worded(place.facts_but(&SHOWN)));
        let of_path = ["summary", "description", "parameters", "servers", "$ref"];
        facts.extend(path.facts_but(&[&of_path[..], &METHODS[..]].concat()));
        blocks.facts(facts);

        let mut curl = Curl::new(&operation.method, &self.server(&path, &place), &operation.name);
        curl.authorize(needed.as_deref());
        if self.is_two && self.kinds(&place, "consumes").iter().any(|kind| is_multipart(kind)) {
            curl.send_parts();
        }
        self.takes(&path, &place, blocks, &mut curl);
        self.gives(&place, blocks);
        self.calls_back(&place, blocks);
        blocks.fields("Servers", [self.servers(&path), self.servers(&place)].concat());
        if !operation.webhook {
            blocks.push(Block::section("Try it", ""));
            blocks.push(Block::code("Command for a terminal", "shell", curl.text()));
        }
    }

    /// Parameters and the body.
    fn takes(&self, path: &Place<'_>, place: &Place<'_>, blocks: &mut Blocks, curl: &mut Curl) {
        let parameters = parameters(&self.document, path, place);
        let is_body = |parameter: &Place<'_>| self.is_two && parameter.text("in") == "body";
        let shown = parameters.iter().filter(|parameter| !is_body(parameter));
        let fields: Vec<Field> = shown.map(|parameter| self.parameter(parameter, curl)).collect();
        blocks.fields("Parameters", fields);
        for body in parameters.iter().filter(|parameter| is_body(parameter)) {
            let required = if body.is_true("required") { "required" } else { "" };
            blocks.push(Block::section("Request body", required));
            blocks.prose(body.text("description"));
            let but = ["name", "in", "required", "description", "schema"];
            blocks.facts(body.facts_but(&but));
            for kind in self.kinds(place, "consumes") {
                blocks.push(Block::part(&*kind, ""));
                self.schema(body, &kind, Side::Request, blocks);
                let made = body.get("schema");
                let made = made.and_then(|schema| sample(&self.document, &schema, Side::Request));
                curl.body(&kind, made.as_ref());
            }
        }
        let Some(body) = place.get("requestBody") else { return };
        let body = self.document.resolve(&body);
        let required = if body.is_true("required") { "required" } else { "" };
        blocks.push(Block::section("Request body", required));
        blocks.prose(body.text("description"));
        blocks.facts(body.facts_but(&["description", "required", "content", "$ref"]));
        for (kind, content) in body.entries("content") {
            blocks.push(Block::part(kind, ""));
            let example = media(self, kind, &content, Side::Request, blocks);
            curl.body(kind, example.as_ref());
        }
    }

    fn gives(&self, place: &Place<'_>, blocks: &mut Blocks) {
        let responses = place.entries("responses");
        for (status, response) in &responses {
            let target = self.document.resolve(response);
            blocks.push(Block::section(["Response ", status].concat(), reason(status)));
            blocks.prose(target.text("description"));
            let shown =
                ["description", "headers", "content", "links", "schema", "examples", "$ref"];
            blocks.facts(target.facts_but(&shown));
            let headers = target.entries("headers").into_iter().map(|(name, header)| {
                let header = self.document.resolve(&header);
                self.typed(name, &header, &["required"])
            });
            let headers: Vec<Field> = headers.collect();
            if !headers.is_empty() {
                blocks.push(Block::part("Headers", ""));
                blocks.push(Block::Fields(headers));
            }
            for (kind, content) in target.entries("content") {
                blocks.push(Block::part(kind, ""));
                media(self, kind, &content, Side::Response, blocks);
            }
            if self.is_two && (target.get("schema").is_some() || target.get("examples").is_some()) {
                let examples = target.entries("examples");
                let kinds = self.kinds(place, "produces");
                for kind in &kinds {
                    blocks.push(Block::part(kind.as_str(), ""));
                    let given = examples.iter().any(|(name, _)| name == kind);
                    let side = Side::Response;
                    self.schema_with(&target, kind, side, !given, blocks);
                }
                for (kind, example) in examples {
                    content::example(kind, kind, example.node, blocks);
                }
            }
            let links = target.entries("links").into_iter().map(|(name, link)| {
                let link = self.document.resolve(&link);
                Field {
                    name: name.to_owned(),
                    kind: link.text("operationId").to_owned(),
                    note: link.text("description").to_owned(),
                    facts: link.facts_but(&["operationId", "description"]),
                    ..Field::default()
                }
            });
            let links: Vec<Field> = links.collect();
            if !links.is_empty() {
                blocks.push(Block::part("Links", ""));
                blocks.push(Block::Fields(links));
            }
        }
    }

    /// What is called back by whoever answers.
    fn calls_back(&self, place: &Place<'_>, blocks: &mut Blocks) {
        for (name, callback) in place.entries("callbacks") {
            let callback = self.document.resolve(&callback);
            for (expression, path) in callback.each() {
                let path = self.document.resolve(&path);
                for method in METHODS {
                    let Some(inner) = path.get(method) else { continue };
                    let title = ["Callback ", name].concat();
                    let call = [&method.to_ascii_uppercase(), " ", expression].concat();
                    blocks.push(Block::section(title, call));
                    blocks.prose(inner.text("summary"));
                    blocks.prose(inner.text("description"));
                    blocks.facts(inner.facts_but(&SHOWN));
                    let mut unused = Curl::new(method, "", expression);
                    self.takes(&path, &inner, blocks, &mut unused);
                    self.gives(&inner, blocks);
                }
            }
        }
    }

    fn parameter(&self, place: &Place<'_>, curl: &mut Curl) -> Field {
        let name = place.text("name");
        let mut field = self.typed(name, place, &["name", "in", "required"]);
        let within = match place.text("in") {
            "formData" => "form",
            within => within,
        };
        field.marks.insert(0, ["in ", within].concat());
        let schema = place.get("schema").or_else(|| {
            place.entries("content").first().and_then(|(_, content)| content.get("schema"))
        });
        let given = place.node.get("example").cloned().or_else(|| {
            let first = place.entries("examples").into_iter().next();
            first
                .and_then(|(_, example)| self.document.resolve(&example).node.get("value").cloned())
        });
        let example = given.or_else(|| {
            let place = schema.unwrap_or_else(|| place.clone());
            sample(&self.document, &place, Side::Request)
        });
        curl.parameter(within, name, place.is_true("required"), example.as_ref());
        field
    }

    /// A parameter or a header as a field: its type is a schema, content, or it itself.
    fn typed(&self, name: &str, place: &Place<'_>, shown: &[&str]) -> Field {
        let schemas = self.schemas();
        let required = place.is_true("required");
        let content = place.entries("content");
        let inner = content.first().and_then(|(_, content)| content.get("schema"));
        let schema = place.get("schema").or(inner);
        let mut field = match &schema {
            Some(schema) => schemas.field(name, schema, required, ""),
            None => schemas.field(name, place, required, ""),
        };
        if schema.is_none() {
            field.facts.retain(|fact| !shown.contains(&fact.label.as_str()));
            return field;
        }
        let own = place.text("description");
        if !own.is_empty() && own != field.note {
            field.note = match field.note.as_str() {
                "" => own.to_owned(),
                of_schema => [own, "\n\n", of_schema].concat(),
            };
        }
        if place.is_true("deprecated") && !field.marks.iter().any(|mark| mark == "deprecated") {
            field.marks.push("deprecated".to_owned());
        }
        let but = [shown, &["schema", "content", "description", "required", "deprecated"]].concat();
        field.facts.extend(worded(place.facts_but(&but)));
        for (kind, content) in &content {
            field.facts.push(Fact::new("Content", *kind));
            field.facts.extend(worded(content.facts_but(&["schema"])));
        }
        field
    }

    /// The media types of version 2: of the operation, or of the whole definition.
    fn kinds(&self, place: &Place<'_>, key: &str) -> Vec<String> {
        let of = |place: &Place<'_>| -> Vec<String> {
            place.items(key).iter().filter_map(|kind| text(kind.node)).map(str::to_owned).collect()
        };
        let kinds = match place.get(key) {
            Some(_) => of(place),
            None => of(&self.document.root()),
        };
        if kinds.is_empty() { vec!["application/json".to_owned()] } else { kinds }
    }

    /// Where requests go: the nearest server, with the defaults of its variables.
    fn server(&self, path: &Place<'_>, place: &Place<'_>) -> String {
        let root = self.document.root();
        let first = [place, path, &root]
            .into_iter()
            .find_map(|one| one.items("servers").into_iter().next());
        let Some(server) = first else {
            let two = self.servers(&root).into_iter().next();
            return two.map(|server| server.name).unwrap_or_default();
        };
        let mut url = server.text("url").to_owned();
        for (name, variable) in server.entries("variables") {
            let default = variable.scalar("default");
            url = url.replace(&["{", name, "}"].concat(), &default);
        }
        url
    }
}

/// The parameters of an operation: its own, and those of the path that it does not replace.
fn parameters<'a>(document: &'a Document, path: &Place<'a>, place: &Place<'a>) -> Vec<Place<'a>> {
    let own: Vec<Place<'a>> =
        place.items("parameters").iter().map(|one| document.resolve(one)).collect();
    let mut all: Vec<Place<'a>> = path
        .items("parameters")
        .iter()
        .map(|one| document.resolve(one))
        .filter(|one| {
            !own.iter().any(|other| {
                other.text("name") == one.text("name") && other.text("in") == one.text("in")
            })
        })
        .collect();
    all.extend(own);
    all
}

/// What a status means.
fn reason(status: &str) -> &'static str {
    match status {
        "200" => "OK",
        "201" => "Created",
        "202" => "Accepted",
        "204" => "No content",
        "206" => "Partial content",
        "301" => "Moved permanently",
        "302" => "Found",
        "303" => "See other",
        "304" => "Not modified",
        "307" => "Temporary redirect",
        "308" => "Permanent redirect",
        "400" => "Bad request",
        "401" => "Unauthorised",
        "403" => "Forbidden",
        "404" => "Not found",
        "405" => "Method not allowed",
        "409" => "Conflict",
        "410" => "Gone",
        "412" => "Precondition failed",
        "415" => "Unsupported media type",
        "422" => "Cannot be processed",
        "429" => "Too many requests",
        "500" => "Server error",
        "502" => "Bad gateway",
        "503" => "Unavailable",
        "504" => "Gateway timeout",
        "default" => "Everything else",
        _ => "",
    }
}

impl OpenApi {
    /// The schema of a body of version 2, as content.
    fn schema(&self, place: &Place<'_>, kind: &str, side: Side, blocks: &mut Blocks) {
        self.schema_with(place, kind, side, true, blocks);
    }

    fn schema_with(
        &self,
        place: &Place<'_>,
        kind: &str,
        side: Side,
        example: bool,
        blocks: &mut Blocks,
    ) {
        if let Some(schema) = place.get("schema") {
            content::shape(self, &schema, blocks);
            if example && let Some(made) = sample(&self.document, &schema, side) {
                content::made(kind, &made, blocks);
            }
        }
    }
}
