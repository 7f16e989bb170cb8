//! What a page that MkDocs wrote says: its article, and the tree of pages around it.

use portico_components::{Foreign, SafeUrl};

use super::links::{self, Target};

/// Where the article of a page is, the theme of TechDocs first.
const ARTICLES: [&str; 5] =
    ["article.md-content__inner", "[role=main] .section", "[role=main]", "main", "article"];

/// Headings that a table of contents lists.
const HEADINGS: &str = "h2[id], h3[id]";

/// The same in the table of contents that the theme writes.
const LISTED: &str = ".md-sidebar--secondary a.md-nav__link";

/// A page of so many bytes is long.
const LONG: usize = 256 * 1024;

/// Bytes of a piece of a long page.
const PIECE: usize = 48 * 1024;

/// Most headings of one page that are listed.
const MOST: usize = 200;

/// A page as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// Its name.
    pub title: String,
    /// Whether the article says it itself, as its first heading.
    pub titled: bool,
    /// The tree of pages.
    pub tree: Vec<Entry>,
    /// Its parts.
    pub headings: Vec<Heading>,
    /// Where its source can be changed.
    pub edit: Option<SafeUrl>,
    /// The day of its last change: `2026-08-03`.
    pub changed: Option<String>,
    /// What is to be read.
    pub article: Foreign,
    /// The rest of it, if it is long.
    pub rest: Vec<String>,
}

/// A page or a section in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub label: String,
    /// Path of its page; none for a section without one.
    pub path: Option<String>,
    /// Place in the list of the section it is in.
    pub parent: Option<usize>,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its words.
    pub title: String,
    /// Its id, as the source has it.
    pub id: String,
    /// Whether it is below another one.
    pub inner: bool,
}

/// Reads the page at `path`. `None` when the browser cannot read HTML, or there is none.
#[must_use]
pub fn read(path: &str, html: &str) -> Option<Page> {
    let (html, rest) = split(html);
    let whole = Foreign::read(&html)?;
    let article = ARTICLES.iter().find_map(|one| whole.find(one)).unwrap_or(whole.clone());
    let mut tree = Vec::new();
    if let Some(list) = whole.find("nav.md-nav--primary > ul.md-nav__list") {
        entries(path, &list, None, &mut tree);
    }
    let heading = article.find("h1").map(|heading| words(&heading));
    let named = || {
        let here = tree.iter().find(|entry| entry.path.as_deref() == Some(path));
        here.map(|entry| entry.label.clone())
    };
    let titled = heading.is_some();
    let title = heading.or_else(named).or_else(|| whole.find("title").map(|title| title.text()));
    let headings = if rest.is_empty() {
        article.find_all(HEADINGS).iter().take(MOST).filter_map(part).collect()
    } else {
        whole.find_all(LISTED).iter().take(MOST).filter_map(listed).collect()
    };
    let edit = [".md-content__button[rel=edit]", "[rel=edit]", ".md-content__button"];
    let edit = edit.iter().find_map(|one| whole.find(one)?.attribute("href"));
    Some(Page {
        title: title.unwrap_or_default(),
        titled,
        headings,
        edit: edit.and_then(|address| SafeUrl::parse(&address)),
        changed: changed(&whole),
        tree,
        article,
        rest,
    })
}

/// Takes pieces of a long article out of its page, at headings of the second level, so that they
/// can be read one after the other.
fn split(html: &str) -> (String, Vec<String>) {
    let all = || {
        if html.len() < LONG {
            return None;
        }
        let start = html.find("<article")?;
        let end = start + html.get(start..)?.find("</article>")?;
        let article = html.get(start..end)?;
        let mut pieces: Vec<String> = Vec::new();
        for part in article.split("<h2") {
            let text = if pieces.is_empty() { part.to_owned() } else { ["<h2", part].concat() };
            match pieces.last_mut() {
                Some(last) if last.len() < PIECE => last.push_str(&text),
                _ => pieces.push(text),
            }
        }
        let mut pieces = pieces.into_iter();
        let first = pieces.next()?;
        let page = [html.get(..start)?, &first, html.get(end..)?].concat();
        Some((page, pieces.collect()))
    };
    all().unwrap_or_else(|| (html.to_owned(), Vec::new()))
}

/// A part of a page as the theme lists it.
fn listed(link: &Foreign) -> Option<Heading> {
    let id = link.attribute("href")?.strip_prefix('#').filter(|id| !id.is_empty())?.to_owned();
    let inner = link.is("nav nav a");
    Some(Heading { title: link.text(), id, inner })
}

fn part(heading: &Foreign) -> Option<Heading> {
    let id = heading.attribute("id").filter(|id| !id.is_empty())?;
    Some(Heading { title: words(heading), id, inner: heading.name() == "h3" })
}

/// The words of a heading without the sign of the link to it.
fn words(heading: &Foreign) -> String {
    heading.text().trim_end_matches('¶').trim_end().to_owned()
}

fn entries(page: &str, list: &Foreign, parent: Option<usize>, tree: &mut Vec<Entry>) {
    for item in list.children() {
        let below = item.find(":scope > nav:not(.md-nav--secondary) > ul.md-nav__list");
        let link = item
            .find(":scope > a.md-nav__link")
            .or_else(|| item.find(":scope > .md-nav__container > a.md-nav__link"));
        let label = link.clone().or_else(|| item.find(":scope > label.md-nav__link"));
        let Some(label) = label else { continue };
        let label = label.find(".md-ellipsis").unwrap_or(label).text();
        let path = link.and_then(|link| link.attribute("href")).and_then(|address| {
            match links::target(page, &address) {
                Target::Page { path, .. } => Some(path),
                _ => None,
            }
        });
        let at = tree.len();
        tree.push(Entry { label, path, parent });
        if let Some(below) = below {
            entries(page, &below, Some(at), tree);
        }
    }
}

/// The day that plugins of MkDocs write below a page.
fn changed(whole: &Foreign) -> Option<String> {
    let place = [
        "time[datetime]",
        ".git-revision-date-localized-plugin-date",
        ".md-source-file__fact",
        ".md-source-date",
    ];
    place.iter().find_map(|one| {
        let found = whole.find(one)?;
        day(&found.attribute("datetime").unwrap_or_else(|| found.text()))
    })
}

/// The first date like `2026-08-03` in a text.
pub(super) fn day(text: &str) -> Option<String> {
    let shape = |day: &str| {
        day.len() == 10
            && day.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            })
    };
    (0..text.len()).find_map(|at| text.get(at..at + 10).filter(|day| shape(day))).map(str::to_owned)
}

/// Pages of a tree in the order of reading, each with its name.
pub fn pages(tree: &[Entry]) -> impl Iterator<Item = (&str, &str)> {
    tree.iter().filter_map(|entry| Some((entry.path.as_deref()?, entry.label.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_page_is_read_in_pieces_and_nothing_is_lost() {
        let parts: String = (0..4000)
            .map(|at| format!("<h2 id=\"a{at}\">{at}</h2><p>{}</p>", "x".repeat(99)))
            .collect();
        let html = format!("<nav></nav><article class=\"a\"><h1>T</h1>{parts}</article><footer>");
        let (page, rest) = split(&html);
        assert!(page.len() < 2 * PIECE && rest.len() > 4, "{} {}", page.len(), rest.len());
        assert!(page.ends_with("</article><footer>"));
        let whole = page.replace("</article><footer>", "") + &rest.concat() + "</article><footer>";
        assert_eq!(whole, html);
        assert_eq!(split("<article>short</article>").1, [""; 0]);
    }

    #[test]
    fn a_day_is_found_in_what_plugins_write() {
        assert_eq!(day("2026-08-03").as_deref(), Some("2026-08-03"));
        assert_eq!(day("Last update: 2026-08-03 10:00").as_deref(), Some("2026-08-03"));
        assert_eq!(day("August 3, 2026 – zuletzt geändert"), None);
    }
}
