//! Renders texts and values, within bounds.

use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Rest, Value, ValueOrKwargs};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior};
use serde_json::{Map, Value as Json};

use super::filters::{FILTERS, TESTS, filter, method, test};
use super::scan::{self, Bad};
use super::values::{fields, from_json, list, text, to_json};
use super::{Fault, Scope};

/// Steps that one text may take: a loop over ten thousand items with some lines in it.
const FUEL: u64 = 500_000;
/// Bytes that one text may become.
const MOST: usize = 4 << 20;
/// Bytes that blocks may keep in memory (`{% set %} … {% endset %}`).
const KEPT: u64 = 64 << 20;
/// Numbers that `range` gives.
const LONGEST_RANGE: i64 = 10_000;
/// How deep values may be.
const DEEPEST: usize = 64;

/// The engine, with the filters and limits of templates.
pub struct Engine {
    environment: Environment<'static>,
}

/// Where the output goes, up to [`MOST`] bytes.
#[derive(Default)]
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST {
            return Err(io::ErrorKind::OutOfMemory.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Engine {
    /// An engine; the flags are those of the action `fetch:template`.
    pub fn new(trim_blocks: bool, lstrip_blocks: bool) -> Self {
        let mut environment = Environment::empty();
        environment.set_undefined_behavior(UndefinedBehavior::Chainable);
        let mut syntax = SyntaxConfig::builder();
        syntax.keep_trailing_newline(true).trim_blocks(trim_blocks).lstrip_blocks(lstrip_blocks);
        // It only refuses delimiters that are empty; these are the engine's own.
        if let Ok(syntax) = syntax.build() {
            environment.set_syntax(syntax);
        }
        environment.set_formatter(|out, _, value| Ok(out.write_str(&text(value))?));
        environment.set_unknown_method_callback(|_, value, name, arguments| {
            method(value, name, arguments)
        });
        for name in FILTERS {
            environment.add_filter(*name, move |value: Value, arguments: Rest<ValueOrKwargs>| {
                filter(name, &value, &placed(name, arguments.into_values()))
            });
        }
        for name in TESTS {
            environment.add_test(*name, move |value: Value, arguments: Rest<Value>| {
                test(name, &value, arguments.first().unwrap_or(&Value::UNDEFINED))
            });
        }
        environment.add_function("range", |arguments: Rest<Value>| range(&arguments));
        Self { environment }
    }

    /// What a text becomes.
    pub fn text(&mut self, place: &str, source: &str, context: &Value) -> Result<String, Fault> {
        // Most texts are only texts.
        if !source.contains('{') {
            return Ok(source.to_owned());
        }
        let scanned = scan::scan(source).map_err(|bad| unreadable(place, bad))?;
        let size = u64::try_from(scanned.source.len()).unwrap_or(u64::MAX).max(1);
        let fuel = if scanned.captures { (KEPT / size).clamp(1_000, FUEL) } else { FUEL };
        self.environment.set_fuel(Some(fuel));
        let template = self
            .environment
            .template_from_named_str(place, &scanned.source)
            .map_err(|error| fault(place, &error))?;
        let mut out = Bounded::default();
        template
            .render_captured_to(context.clone(), &mut out)
            .map_err(|error| fault(place, &error))?;
        Ok(String::from_utf8_lossy(&out.0).into_owned())
    }

    /// What a value becomes; nothing for an expression that finds nothing.
    pub fn value(
        &mut self,
        place: &str,
        value: &Json,
        context: &Value,
        depth: usize,
    ) -> Result<Option<Json>, Fault> {
        if depth > DEEPEST {
            return Err(Fault {
                place: place.to_owned(),
                line: None,
                text: "Values lie too deep in each other.".to_owned(),
            });
        }
        Ok(Some(match value {
            Json::String(source) if source.contains('{') => match scan::lone(source) {
                Some(Ok(expression)) => {
                    self.environment.set_fuel(Some(FUEL));
                    let expression = self
                        .environment
                        .compile_expression(&expression)
                        .map_err(|error| fault(place, &error))?;
                    let found =
                        expression.eval(context.clone()).map_err(|error| fault(place, &error))?;
                    return Ok(to_json(&found));
                }
                Some(Err(bad)) => return Err(unreadable(place, bad)),
                None => Json::String(self.text(place, source, context)?),
            },
            Json::Array(items) => {
                let mut rendered = Vec::with_capacity(items.len());
                for (at, item) in items.iter().enumerate() {
                    let item = self.value(&format!("{place}/{at}"), item, context, depth + 1)?;
                    rendered.push(item.unwrap_or_default());
                }
                Json::Array(rendered)
            }
            Json::Object(map) => {
                let mut rendered = Map::new();
                for (key, item) in map {
                    let place =
                        if place.is_empty() { key.clone() } else { format!("{place}/{key}") };
                    if let Some(item) = self.value(&place, item, context, depth + 1)? {
                        rendered.insert(key.clone(), item);
                    }
                }
                Json::Object(rendered)
            }
            other => other.clone(),
        }))
    }
}

/// Whether a text asks for something to be put in.
#[must_use]
pub fn is_expression(text: &str) -> bool {
    text.contains("${{")
}

/// Renders a value: every text in it; a text that is one expression keeps the expression's type.
///
/// A field whose expression finds nothing is left out, and an item is null.
///
/// # Errors
/// Names the place of an expression that cannot be read or that asks for what is not there.
pub fn render(value: &Json, scope: &Scope) -> Result<Json, Fault> {
    let found = Engine::new(false, false).value("", value, &context(scope), 0)?;
    Ok(found.unwrap_or_default())
}

/// Renders a text to a text.
///
/// # Errors
/// Names what cannot be read.
pub fn render_text(source: &str, scope: &Scope) -> Result<String, Fault> {
    Engine::new(false, false).text("", source, &context(scope))
}

fn context(scope: &Scope) -> Value {
    fields(vec![
        ("parameters", from_json(&scope.parameters)),
        ("steps", from_json(&scope.steps)),
        ("secrets", from_json(&scope.secrets)),
        ("user", from_json(&scope.user)),
        ("each", from_json(&scope.each)),
    ])
}

/// Arguments in their places: only `sort` has names for them in Nunjucks.
fn placed(filter: &str, mut arguments: Vec<Value>) -> Vec<Value> {
    let Some(named) = arguments.pop_if(|last| last.is_kwargs()) else { return arguments };
    if filter == "sort" {
        for (at, name) in ["reverse", "case_sensitive", "attribute"].iter().enumerate() {
            let value = named.get_attr(name).unwrap_or_default();
            match arguments.get_mut(at) {
                Some(place) if !value.is_undefined() => *place = value,
                Some(_) => {}
                None => arguments.push(value),
            }
        }
    }
    arguments
}

fn range(arguments: &[Value]) -> Result<Value, Error> {
    let number = |at: usize| arguments.get(at).and_then(Value::as_i64);
    let (from, to) = match (number(0), number(1)) {
        (Some(to), None) => (0, to),
        (Some(from), Some(to)) => (from, to),
        _ => return Err(Error::new(ErrorKind::InvalidOperation, "`range` needs a number")),
    };
    let step = number(2).unwrap_or(1);
    let mut numbers = Vec::new();
    let mut at = from;
    while step != 0 && (if step > 0 { at < to } else { at > to }) {
        if numbers.len() >= usize::try_from(LONGEST_RANGE).unwrap_or_default() {
            let sentence = format!("`range` gives {LONGEST_RANGE} numbers at most");
            return Err(Error::new(ErrorKind::InvalidOperation, sentence));
        }
        numbers.push(Value::from(at));
        at = at.saturating_add(step);
    }
    Ok(list(numbers))
}

fn unreadable(place: &str, bad: Bad) -> Fault {
    Fault { place: place.to_owned(), line: Some(bad.line), text: bad.text.to_owned() }
}

/// An error of the engine in our words.
fn fault(place: &str, error: &Error) -> Fault {
    let detail = error.detail().unwrap_or_default();
    let text = match error.kind() {
        ErrorKind::OutOfFuel => "This takes too many steps: a loop is too long.".to_owned(),
        ErrorKind::WriteFailure => "This becomes too long: 4 MB at most.".to_owned(),
        ErrorKind::SyntaxError => ["This cannot be read: ", detail, "."].concat(),
        ErrorKind::UnknownFilter => ["There is no filter like this: ", detail, "."].concat(),
        ErrorKind::UnknownTest => format!("There is no test like this: {detail}."),
        ErrorKind::UnknownFunction => ["There is no function like this: ", detail, "."].concat(),
        _ if detail.is_empty() => "This cannot be rendered.".to_owned(),
        _ => ["This cannot be rendered: ", detail, "."].concat(),
    };
    Fault { place: place.to_owned(), line: error.line(), text }
}
