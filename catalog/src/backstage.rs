//! Answers of a Backstage-compatible catalog API.
//!
//! Source of the shapes: answers recorded from a Backstage 1.46 backend, kept with the tests.
//! A page is decoded item by item, so that one bad item costs one item.

use crate::finding::{Finding, Mark};
use crate::record::Severity;
use crate::yaml::{LARGEST_FILE, Node};
use serde::Deserialize;
use serde_json::value::RawValue;
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
        #[derive(Deserialize)]
        struct Body {
            error: Option<Named>,
            #[serde(default)]
            errors: Vec<Named>,
            response: Option<Response>,
        }
        #[derive(Deserialize)]
        struct Named {
            #[serde(default)]
            name: String,
            #[serde(default)]
            message: String,
        }
        #[derive(Deserialize)]
        struct Response {
            #[serde(rename = "statusCode")]
            status: Option<u16>,
        }
        let body: Body = serde_json::from_slice(bytes).ok()?;
        let error = body.error.or_else(|| body.errors.into_iter().next())?;
        let status = body.response.and_then(|response| response.status);
        Some(Self { name: error.name, message: error.message, status })
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
        Finding::new(Severity::Error, "api-page-invalid", at, self.to_string(), self.help())
    }
}

/// What a page of `/entities/by-query`, `/entities` or `/entities/by-refs` says about itself.
///
/// # Errors
/// When the answer is an error of the backend, or no page of entities.
pub fn page_info(bytes: &[u8]) -> Result<Page, PageError> {
    let answer = read(bytes)?;
    let next_cursor = answer.page_info.and_then(|info| {
        serde_json::from_str::<PageInfo>(info.get())
            .ok()?
            .next_cursor
            .filter(|next| !next.is_empty())
    });
    let total = answer.total.and_then(|total| serde_json::from_str(total.get()).ok());
    Ok(Page { next_cursor, total, count: answer.items.iter().flatten().count() })
}

/// The entities of a page, untouched. An entity that was asked for and does not exist is `None`.
pub(crate) fn items(bytes: &[u8]) -> Result<Vec<Option<&RawValue>>, PageError> {
    read(bytes).map(|answer| answer.items)
}

/// One entity of a page as a tree.
pub(crate) fn node(item: &RawValue, index: usize) -> Result<Node, Finding> {
    serde_json::from_str(item.get()).map_err(|error| {
        Finding::new(
            Severity::Error,
            "api-item-invalid",
            (Mark::default(), format!("items[{index}]")),
            format!("The entity cannot be read: {error}."),
            "Look at this entity in the catalog's backend.",
        )
    })
}

/// The findings of an item that has no name to speak of it by.
pub(crate) fn in_item(findings: Vec<Finding>, index: usize) -> Vec<Finding> {
    let mut findings = findings;
    for finding in &mut findings {
        let dot = if finding.path.is_empty() { "" } else { "." };
        finding.path = format!("items[{index}]{dot}{}", finding.path);
    }
    findings
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    items: Vec<Option<&'a RawValue>>,
    #[serde(borrow, rename = "totalItems")]
    total: Option<&'a RawValue>,
    #[serde(borrow, rename = "pageInfo")]
    page_info: Option<&'a RawValue>,
}

#[derive(Deserialize)]
struct PageInfo {
    #[serde(rename = "nextCursor")]
    next_cursor: Option<String>,
}

fn read(bytes: &[u8]) -> Result<Answer<'_>, PageError> {
    if bytes.len() > LARGEST_FILE {
        return Err(PageError::TooLarge(bytes.len()));
    }
    let list = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
    let answer = if list {
        serde_json::from_slice(bytes).map(|items| Answer { items, total: None, page_info: None })
    } else {
        serde_json::from_slice(bytes)
    };
    answer.map_err(|error| match ApiError::from_json(bytes) {
        Some(error) => PageError::Api(error),
        None => PageError::Shape(error.to_string()),
    })
}

#[cfg(test)]
mod tests;
