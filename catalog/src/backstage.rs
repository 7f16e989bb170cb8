//! Answers of a Backstage-compatible catalog API.
//!
//! Source of the shapes: answers recorded from a Backstage 1.46 backend, kept with the tests.
//! A page is decoded item by item, so that one bad item costs one item.

use crate::finding::{Finding, Mark, error};
use crate::json::{JsonError, Reader};
use crate::text::{number, push_index, push_key};
use crate::yaml::{LARGEST_FILE, Node, Value};
use std::fmt;

/// What a page says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Value for the `cursor` parameter of the next request; `None` on the last page.
    pub next_cursor: Option<String>,
    /// How many entities the whole query has.
    pub total: Option<u64>,
    /// How many entities this page holds.
    pub count: usize,
}

/// What an API answers instead of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// Name of the error, such as `NotFoundError`.
    pub name: String,
    /// What went wrong, in the words of the backend.
    pub message: String,
    /// HTTP status, if the body repeats it.
    pub status: Option<u16>,
}

/// Why an answer is not a page of entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageError {
    /// The backend answered with an error.
    Api(ApiError),
    /// The answer has another shape; the text says which, with line and column.
    Shape(String),
    /// The answer is longer than is read, in bytes.
    TooLarge(usize),
}

impl ApiError {
    /// Reads the body of an error answer: `{"error": {"name", "message"}, "response":
    /// {"statusCode"}}`, or `{"errors": [{"name", "message"}]}` as validation answers.
    #[must_use]
    pub fn from_json(bytes: &[u8]) -> Option<Self> {
        let body = Node::from_json(std::str::from_utf8(bytes).ok()?).ok()?;
        let several = body.get("errors").map_or(&[][..], Node::items);
        let error = body.get("error").or(several.first())?;
        if !matches!(error.value, Value::Map(_)) {
            return None;
        }
        let status = body.get("response").and_then(|response| response.get("statusCode"));
        Some(Self {
            name: text(error, "name").unwrap_or_default(),
            message: text(error, "message").unwrap_or_default(),
            status: status.and_then(|status| number(&status.scalar()?, 10)?.try_into().ok()),
        })
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = if self.name.is_empty() { "Error" } else { &self.name };
        write!(f, "{name}: {}", self.message)
    }
}

impl std::error::Error for ApiError {}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => write!(f, "The catalog API answered with an error. {error}"),
            Self::Shape(what) => write!(f, "The answer is not a page of entities: {what}."),
            Self::TooLarge(bytes) => {
                write!(f, "The answer has {bytes} bytes; {LARGEST_FILE} is the most that is read.")
            }
        }
    }
}

impl std::error::Error for PageError {}

impl PageError {
    /// What to do about it, in one sentence.
    #[must_use]
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Api(ApiError { status: Some(401 | 403), .. }) => {
                "Sign in again, or ask for access to the catalog API."
            }
            Self::Api(_) => "Look at the log of the catalog's backend, then try again.",
            Self::Shape(_) => {
                "Check that the address of the source is a Backstage-compatible catalog API."
            }
            Self::TooLarge(_) => "Ask for fewer entities at a time.",
        }
    }

    pub(crate) fn finding(&self) -> Finding {
        let at = (Mark::default(), "");
        let rule = const { &error("api-page-invalid", "{}", "{}") };
        Finding::new(rule, at, &[&self.to_string(), self.help()])
    }
}

/// What a page of `/entities/by-query`, `/entities` or `/entities/by-refs` says about itself.
///
/// # Errors
/// When the answer is an error of the backend, or no page of entities.
pub fn page_info(bytes: &[u8]) -> Result<Page, PageError> {
    let answer = read(bytes)?;
    let next_cursor = answer.page_info.and_then(|info| {
        text(&Node::from_json(info).ok()?, "nextCursor").filter(|next| !next.is_empty())
    });
    let total = answer.total.and_then(|total| number(total, 10));
    let count = answer.items.iter().filter(|item| **item != NO_ENTITY).count();
    Ok(Page { next_cursor, total, count })
}

/// The text in a field.
fn text(node: &Node, key: &str) -> Option<String> {
    match &node.get(key)?.value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// In place of an entity that was asked for and does not exist.
const NO_ENTITY: &str = "null";

/// The JSON of the entities of a page, with their places in the list.
pub(crate) fn items(bytes: &[u8]) -> Result<Vec<(usize, &str)>, PageError> {
    let items = read(bytes)?.items.into_iter().enumerate();
    Ok(items.filter(|(_, item)| *item != NO_ENTITY).collect())
}

/// One entity of a page.
pub(crate) fn node(item: &str, index: usize) -> Result<Node, Finding> {
    Node::from_json(item).map_err(|fault| {
        let mut path = "items".to_owned();
        push_index(&mut path, index);
        Finding::new(
            const {
                &error(
                    "api-item-invalid",
                    "The entity cannot be read: {}.",
                    "Look at this entity in the catalog's backend.",
                )
            },
            (Mark::default(), &path),
            &[&fault.0],
        )
    })
}

/// The findings of an item that has no name to speak of it by.
pub(crate) fn in_item(findings: Vec<Finding>, index: usize) -> Vec<Finding> {
    let mut findings = findings;
    for finding in &mut findings {
        let mut path = "items".to_owned();
        push_index(&mut path, index);
        if !finding.path.is_empty() {
            push_key(&mut path, &finding.path);
        }
        finding.path = path;
    }
    findings
}

#[derive(Default)]
struct Answer<'a> {
    items: Vec<&'a str>,
    total: Option<&'a str>,
    page_info: Option<&'a str>,
}

fn read(bytes: &[u8]) -> Result<Answer<'_>, PageError> {
    if bytes.len() > LARGEST_FILE {
        return Err(PageError::TooLarge(bytes.len()));
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(PageError::Shape("it is not UTF-8 text".to_owned()));
    };
    cut(text).map_err(|error| match ApiError::from_json(bytes) {
        Some(error) => PageError::Api(error),
        None => PageError::Shape(error.0),
    })
}

fn cut(text: &str) -> Result<Answer<'_>, JsonError> {
    let mut answer = Answer::default();
    let mut reader = Reader::new(text);
    if reader.peek() == Some(b'[') {
        cut_items(&mut reader, &mut answer.items)?;
    } else {
        let mut has_items = false;
        reader.inside(b'{', &mut |reader, key| {
            match key.as_str() {
                "items" => {
                    has_items = true;
                    return cut_items(reader, &mut answer.items);
                }
                "totalItems" => answer.total = Some(reader.cut()?),
                "pageInfo" => answer.page_info = Some(reader.cut()?),
                _ => {
                    reader.cut()?;
                }
            }
            Ok(())
        })?;
        if !has_items {
            return Err(reader.fault("the items are missing"));
        }
    }
    reader.end()?;
    Ok(answer)
}

fn cut_items<'a>(reader: &mut Reader<'a>, items: &mut Vec<&'a str>) -> Result<(), JsonError> {
    reader.inside(b'[', &mut |reader, _| {
        items.push(reader.cut()?);
        Ok(())
    })
}

#[cfg(test)]
mod tests;
