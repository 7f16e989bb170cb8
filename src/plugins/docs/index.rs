//! Searching in one documentation: by what MkDocs wrote for it, or in its pages in Markdown.

use super::api::{self, Section};
use super::markdown;
use super::place::Place;
use crate::net::{ErrorKind, NetClient, NetError};
use portico_components::lower;

/// Results that are shown.
const MOST: usize = 30;

/// Letters before and after what was found.
const AROUND: usize = 60;

/// Pages in Markdown that are read for searching.
const PAGES: usize = 100;

/// All pages of a documentation and their parts. Pages in Markdown that are not there are left out.
///
/// # Errors
/// When what is asked for does not come.
pub async fn read(net: &NetClient, place: &Place) -> Result<Vec<Section>, NetError> {
    let Some(pages) = &place.markdown else {
        return Ok(net.get(&api::index(place)).await?.value.docs.items.clone());
    };
    let mut all = Vec::new();
    for (at, file) in pages.iter().enumerate().take(PAGES) {
        match net.get(&api::page(place, file)).await {
            Ok(page) if api::is_portal(&page.value) => {}
            Ok(page) => {
                let address = if at == 0 { "" } else { file };
                all.extend(markdown::sections(address, file, &page.value));
            }
            Err(error) if error.kind == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its heading.
    pub title: String,
    /// Path of the page.
    pub page: String,
    /// Id of the heading.
    pub anchor: String,
    /// The words around what was found.
    pub excerpt: String,
}

/// Places with all words of `text`: those with a word in the heading first.
#[must_use]
pub fn find(sections: &[Section], text: &str) -> Vec<Found> {
    let text = lower(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut found: Vec<(usize, Found)> = Vec::new();
    for section in sections {
        let (title, body) = (lower(&section.title), lower(&section.text));
        if words.is_empty() || !words.iter().all(|word| title.contains(word) || body.contains(word))
        {
            continue;
        }
        let in_title = words.iter().filter(|word| title.contains(**word)).count();
        let (page, anchor) = section.location.split_once('#').unwrap_or((&section.location, ""));
        let body = plain(&section.text);
        let first = words.first().copied().unwrap_or_default();
        found.push((
            in_title,
            Found {
                title: plain(&section.title),
                page: page.trim_matches('/').to_owned(),
                anchor: anchor.to_owned(),
                excerpt: excerpt(&body, first),
            },
        ));
    }
    found.sort_by_key(|(in_title, _)| std::cmp::Reverse(*in_title));
    found.into_iter().map(|(_, found)| found).take(MOST).collect()
}

/// The words around the first place of `word`.
fn excerpt(text: &str, word: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let folded = lower(text);
    let at =
        folded.find(word).and_then(|at| folded.get(..at)).map_or(0, |text| text.chars().count());
    let from = at.saturating_sub(AROUND);
    let to = (at + AROUND).min(letters.len());
    let piece: String = letters.get(from.min(to)..to).unwrap_or_default().iter().collect();
    let start = if from > 0 { "…" } else { "" };
    let end = if to < letters.len() { "…" } else { "" };
    [start, piece.trim(), end].concat()
}

/// A text without tags: themes write some into the index.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        // A sign for "less" begins no tag.
        let tag = after.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        match after.split_once('>').filter(|_| tag) {
            Some((_, after)) => {
                out.push(' ');
                rest = after;
            }
            None => {
                out.push('<');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    let out = out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let out = out.replace("&#39;", "'").replace("&amp;", "&").replace('¶', "");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(location: &str, title: &str, text: &str) -> Section {
        Section { location: location.into(), title: title.into(), text: text.into() }
    }

    #[test]
    fn headings_come_before_text_and_all_words_count() {
        let sections = [
            section("a/", "Retries", "Wait, then use the same key."),
            section("b/#key", "The key", "Retries are safe."),
            section("c/", "Key and retries", ""),
        ];
        let found: Vec<_> = find(&sections, "key RETRIES").into_iter().map(|f| f.page).collect();
        assert_eq!(found, ["c", "a", "b"]);
        assert!(find(&sections, " ").is_empty());
        assert_eq!(find(&sections, "safe")[0].anchor, "key");
    }

    #[test]
    fn tags_are_no_text() {
        assert_eq!(plain("<p>a &lt; b</p><code>x < y</code>"), "a < b x < y");
    }
}
