//! A request as a command for a terminal.

use portico_catalog::yaml::Node;

use crate::document::{pretty, written};

/// A request that is being put together.
pub(crate) struct Curl {
    method: String,
    server: String,
    path: String,
    query: Vec<(String, String)>,
    /// Whether a credential is needed.
    token: bool,
    headers: Vec<String>,
    cookies: Vec<String>,
    form: Vec<(String, String)>,
    /// Whether a form is sent in parts, each with a head of its own.
    parts: bool,
    body: Option<(String, String)>,
}

impl Curl {
    pub(crate) fn new(method: &str, server: &str, path: &str) -> Self {
        Self {
            method: method.to_ascii_uppercase(),
            server: server.trim_end_matches('/').to_owned(),
            path: path.to_owned(),
            query: Vec::new(),
            token: false,
            headers: Vec::new(),
            cookies: Vec::new(),
            form: Vec::new(),
            parts: false,
            body: None,
        }
    }

    /// Leaves a place for the credential, when one is asked for.
    pub(crate) fn authorize(&mut self, security: Option<&str>) {
        let open = |security: &str| security == "none" || security == "nothing";
        self.token = security.is_some_and(|security| !open(security));
    }

    pub(crate) fn parameter(
        &mut self,
        within: &str,
        name: &str,
        required: bool,
        example: Option<&Node>,
    ) {
        let value = example.map(written);
        match within {
            "path" => {
                // Without an example the name stays, which says what to put there.
                if let Some(value) = value.filter(|value| !value.is_empty() && value != "text") {
                    let place = ["{", name, "}"].concat();
                    self.path = self.path.replace(&place, &encoded(&value));
                }
            }
            "query" if required => self.query.push((name.to_owned(), value.unwrap_or_default())),
            "header" if required => {
                self.headers.push([name, ": ", &value.unwrap_or_default()].concat());
            }
            "cookie" if required => {
                self.cookies.push([name, "=", &value.unwrap_or_default()].concat());
            }
            "form" if required => self.form.push((name.to_owned(), value.unwrap_or_default())),
            _ => {}
        }
    }

    /// Sends a form in parts.
    pub(crate) fn send_parts(&mut self) {
        self.parts = true;
    }

    /// Sends a body, unless there is one already.
    pub(crate) fn body(&mut self, kind: &str, example: Option<&Node>) {
        if self.body.is_some() || !self.form.is_empty() {
            return;
        }
        if is_multipart(kind) {
            self.parts = true;
            let entries = example.map(Node::entries).unwrap_or_default();
            let pairs = entries.iter().map(|entry| (entry.key.clone(), written(&entry.value)));
            self.form.extend(pairs);
            return;
        }
        let text = match example {
            Some(node) if kind.contains("json") => pretty(node),
            Some(node) if kind == "application/x-www-form-urlencoded" => form(node),
            Some(node) => node.scalar().map(|text| text.into_owned()).unwrap_or_default(),
            None => String::new(),
        };
        let text = if text.is_empty() { "@file".to_owned() } else { text };
        self.body = Some((kind.to_owned(), text));
    }

    pub(crate) fn text(&self) -> String {
        let mut url = [self.server.as_str(), &self.path].concat();
        for (at, (name, value)) in self.query.iter().enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            url.push_str(&encoded(name));
            url.push('=');
            url.push_str(&encoded(value));
        }
        let mut command = "curl".to_owned();
        if self.method == "HEAD" {
            command.push_str(" --head");
        } else if self.method != "GET" {
            command.push_str(" --request ");
            command.push_str(&self.method);
        }
        // Braces and brackets in an address mean something to curl.
        if url.contains(['{', '[']) {
            command.push_str(" --globoff");
        }
        command.push(' ');
        command.push_str(&quoted(&url));
        let mut option = |name: &str, value: &str| {
            command.push_str(" \\\n  ");
            command.push_str(name);
            command.push(' ');
            command.push_str(value);
        };
        if self.token {
            // In double quotes, so that the shell puts the token in. What comes from the
            // definition never stands in those.
            option("--header", "\"Authorization: Bearer $TOKEN\"");
        }
        for header in &self.headers {
            option("--header", &quoted(header));
        }
        if !self.cookies.is_empty() {
            option("--cookie", &quoted(&self.cookies.join("; ")));
        }
        for (name, value) in &self.form {
            option(
                if self.parts { "--form" } else { "--data-urlencode" },
                &quoted(&[name, "=", value].concat()),
            );
        }
        if let Some((kind, text)) = &self.body {
            option("--header", &quoted(&["Content-Type: ", kind].concat()));
            let name = if text == "@file" { "--data-binary" } else { "--data" };
            option(name, &quoted(text));
        }
        command
    }
}

/// Whether a body of this media type is sent in parts.
pub(crate) fn is_multipart(kind: &str) -> bool {
    kind.starts_with("multipart/")
}

/// A value as a form.
pub(crate) fn form(value: &Node) -> String {
    let pairs: Vec<String> = value
        .entries()
        .iter()
        .map(|entry| [&*encoded(&entry.key), "=", &*encoded(&written(&entry.value))].concat())
        .collect();
    pairs.join("&")
}

/// Text that a shell takes as one word.
fn quoted(text: &str) -> String {
    ["'", &text.replace('\'', "'\\''"), "'"].concat()
}

fn encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.extend(HEX.get(usize::from(digit)).map(|digit| char::from(*digit)));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_a_command() {
        let mut curl = Curl::new("post", "https://pay.example/v1/", "/payouts/{id}/{other}");
        curl.authorize(Some("oauth (write)"));
        let node = |json: &str| Node::from_json(json).unwrap();
        curl.parameter("path", "id", true, Some(&node("\"a b\"")));
        curl.parameter("query", "dry run", true, Some(&node("true")));
        curl.parameter("query", "left out", false, None);
        curl.body("application/json", Some(&node(r#"{"why":"it's due"}"#)));
        assert_eq!(
            curl.text(),
            "curl --request POST --globoff 'https://pay.example/v1/payouts/a%20b/{other}?dry%20run=true' \\\n  --header \"Authorization: Bearer $TOKEN\" \\\n  --header 'Content-Type: application/json' \\\n  --data '{\n  \"why\": \"it'\\''s due\"\n}'"
        );
        let mut hostile = Curl::new("get", "", "/x");
        hostile.parameter("header", "X", true, Some(&node("\"$(id) 'a'\"")));
        assert!(hostile.text().ends_with("--header 'X: $(id) '\\''a'\\'''"));
        let mut plain = Curl::new("get", "", "/x");
        plain.authorize(Some("none"));
        assert_eq!(plain.text(), "curl '/x'");
    }
}
