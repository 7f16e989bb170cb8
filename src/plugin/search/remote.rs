//! A Backstage search API as a second source (`GET /api/search/query`, plugins/search-backend).

use crate::net::{Get, Items, NetError};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;

/// One page of its answer.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct RemoteAnswer {
    /// Results, best first; a broken one is left out.
    pub results: Items<RemoteResult>,
    /// Where the next page starts, if there is one.
    pub next_page_cursor: Option<String>,
    /// How many there are in all, where the engine knows.
    pub number_of_results: Option<u64>,
}

/// One result.
#[derive(Clone, Debug, Deserialize)]
pub struct RemoteResult {
    /// What it is: `software-catalog`, `techdocs`, or of a plugin's own.
    #[serde(rename = "type")]
    pub sort: String,
    /// The document.
    pub document: RemoteDocument,
    /// Where it matched.
    #[serde(default)]
    pub highlight: Option<Highlight>,
}

/// A document of its index. Fields that only some types have are left out when they are not text.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct RemoteDocument {
    /// Title.
    pub title: String,
    /// Text.
    pub text: String,
    /// Path in that portal, whose addresses are ours too.
    pub location: String,
    /// Kind of the entity.
    pub kind: Option<String>,
    /// Owner, as written.
    pub owner: Option<String>,
}

/// Fields with random strings around what matched.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Highlight {
    /// Stands before a match.
    pub pre_tag: String,
    /// Stands behind it.
    pub post_tag: String,
    /// Fields by name.
    pub fields: BTreeMap<String, String>,
}

/// Asks for a page. `types` are its own names; none means all.
#[must_use]
pub fn query(
    origin: &str,
    term: &str,
    types: &[String],
    kinds: &[String],
    cursor: Option<String>,
) -> Get<RemoteAnswer> {
    let mut get = Get::new(origin).path(["api", "search", "query"]).query("term", term);
    for (number, name) in types.iter().enumerate() {
        get = get.query(&format!("types[{number}]"), name);
    }
    for (number, kind) in kinds.iter().enumerate() {
        get = get.query(&format!("filters[kind][{number}]"), kind);
    }
    get.query("pageCursor", cursor)
}

/// Whether the error says that the index is still being made, as it does after a start.
#[must_use]
pub fn is_not_ready(error: &NetError) -> bool {
    let says =
        |text: &str| text.contains("MissingIndexError") || text.contains("Missing index for");
    error.detail.as_deref().is_some_and(says)
}

impl RemoteResult {
    /// A field and what matched in it, as plain text.
    #[must_use]
    pub fn field(&self, name: &str, plain: &str) -> (String, Vec<Range<usize>>) {
        let marked = self
            .highlight
            .as_ref()
            .and_then(|highlight| Some((highlight, highlight.fields.get(name)?)));
        match marked {
            Some((tags, text)) if !tags.pre_tag.is_empty() && !tags.post_tag.is_empty() => {
                unmark(text, &tags.pre_tag, &tags.post_tag)
            }
            _ => (plain.to_owned(), Vec::new()),
        }
    }
}

/// Takes the tags out of a text: what stood between them matched. The rest is text, whatever it
/// looks like.
fn unmark(text: &str, before: &str, behind: &str) -> (String, Vec<Range<usize>>) {
    let mut plain = String::with_capacity(text.len());
    let mut ranges = Vec::new();
    let mut pieces = text.split(before);
    plain.push_str(&pieces.next().unwrap_or_default().replace(behind, ""));
    for piece in pieces {
        let (hit, rest) = piece.split_once(behind).unwrap_or((piece, ""));
        let start = plain.len();
        plain.push_str(hit);
        if start < plain.len() {
            ranges.push(start..plain.len());
        }
        plain.push_str(&rest.replace(behind, ""));
    }
    (plain, ranges)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::decode;
    use proptest::prelude::*;

    fn recorded(name: &str) -> RemoteAnswer {
        let path = format!("{}/tests/contract/backstage/{name}.json", env!("CARGO_MANIFEST_DIR"));
        let recording: serde_json::Value =
            serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
        let body = recording["response"]["body"].to_string();
        decode::json(body.as_bytes()).unwrap()
    }

    #[test]
    fn recorded_answers_are_read() {
        let all = recorded("search-all-types");
        assert_eq!(all.number_of_results, Some(34));
        assert_eq!(all.next_page_cursor.as_deref(), Some("MQ=="));
        let first = all.results.items.first().unwrap();
        let (title, ranges) = first.field("title", &first.document.title);
        assert_eq!(title, "Demo Service");
        assert_eq!(ranges.first(), Some(&(0..4)));
        assert_eq!(ranges.len(), 1);
        let docs = recorded("search-techdocs");
        assert!(docs.results.items.iter().all(|result| result.sort == "techdocs"));
        assert!(
            docs.results.items.iter().all(|result| result.document.location.starts_with("/docs/"))
        );
        assert_eq!(recorded("search-empty").results.items.len(), 0);
        assert_eq!(recorded("search-filter").number_of_results, Some(73));
        let (one, two) = (recorded("search-catalog-page1"), recorded("search-catalog-page2"));
        assert!(one.next_page_cursor.is_some() && !two.results.items.is_empty());
    }

    #[test]
    fn tags_are_cut_out_and_html_stays_text() {
        let (text, ranges) = unmark("<b>x</b> <1>pay</1>ment <1>open", "<1>", "</1>");
        assert_eq!((text.as_str(), ranges), ("<b>x</b> payment open", vec![9..12, 17..21]));
    }

    proptest! {
        #[test]
        fn marks_are_inside_of_the_text(text in "[ab<>é]{0,20}") {
            let (plain, ranges) = unmark(&text, "<a", "b>");
            for range in ranges {
                prop_assert!(plain.get(range).is_some());
            }
        }
    }
}
