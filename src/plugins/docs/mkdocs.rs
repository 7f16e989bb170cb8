//! What a page that MkDocs wrote says: its article, and the tree of pages around it.

use std::sync::Arc;

use portico_components::{Foreign, SafeUrl, html_content, html_elements, html_pieces};

use super::links::{self, Target};

/// Where the article of a page is, the theme of TechDocs first.
const ARTICLES: [&str; 5] =
    ["article.md-content__inner", "[role=main] .section", "[role=main]", "main", "article"];

/// Headings that a table of contents lists.
const HEADINGS: &str = "h2[id], h3[id]";

/// A page of so many bytes is long.
const LONG: usize = 256 * 1024;

/// Bytes of a piece of a long page: a few milliseconds of reading.
const PIECE: usize = 32 * 1024;

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
    pub rest: Arc<[String]>,
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
    let long = split(html);
    let whole = Foreign::read(long.as_ref().map_or(html, |long| &long.page))?;
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
    let part = |at: &Foreign| -> Vec<Heading> {
        at.find_all(HEADINGS).iter().take(MOST).filter_map(heading_of).collect()
    };
    let headings = match &long {
        Some(long) => Foreign::read(&long.headings).map(|all| part(&all)).unwrap_or_default(),
        None => part(&article),
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
        rest: long.map(|long| long.rest.into()).unwrap_or_default(),
    })
}

/// A page that is too long to be read at once.
struct Long {
    /// The page with the first piece of its article.
    page: String,
    /// The other pieces.
    rest: Vec<String>,
    /// The headings of all pieces, and nothing else of them.
    headings: String,
}

/// Takes all but the first piece of a long article out of its page. `None` for a page that can be
/// read at once, and for one that cannot be cut.
fn split(html: &str) -> Option<Long> {
    if html.len() < LONG {
        return None;
    }
    let inner = |_: &str, attributes: &str| attributes.contains("md-content__inner");
    let role = |_: &str, attributes: &str| attributes.contains("role=\"main\"");
    let content = html_content(html, inner)
        .or_else(|| html_content(html, role))
        .or_else(|| html_content(html, |name, _| matches!(name, "main" | "article")))?;
    let article = html.get(content.clone())?;
    let mut pieces = html_pieces(article, PIECE).into_iter();
    let first = pieces.next()?;
    let rest: Vec<String> = pieces.map(str::to_owned).collect();
    let page = [html.get(..content.start)?, first, html.get(content.end..)?].concat();
    let headings = html_elements(article, &["h2", "h3"], MOST).concat();
    (!rest.is_empty()).then_some(Long { page, rest, headings })
}

fn heading_of(heading: &Foreign) -> Option<Heading> {
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
        let start = "<nav><article></article></nav><article class=\"md-content__inner\">";
        let html = format!("{start}<h1>T</h1>{parts}</article><footer>");
        let long = split(&html).unwrap();
        assert!(long.page.len() < 2 * PIECE && long.rest.len() > 4, "{}", long.page.len());
        assert!(long.rest.iter().all(|piece| piece.len() < 2 * PIECE));
        let first = long.page.strip_suffix("</article><footer>").unwrap();
        assert_eq!([first, &long.rest.concat(), "</article><footer>"].concat(), html);
        assert!(long.headings.starts_with("<h2 id=\"a0\">0</h2><h2 id=\"a1\">"));
        assert_eq!(long.headings.matches("<h2").count(), MOST);
    }

    #[test]
    fn a_page_of_another_theme_is_cut_as_well_and_what_cannot_be_cut_stays_whole() {
        let text = "<p>x</p>".repeat(LONG / 8);
        let page = format!("<div role=\"main\"><div class=\"section\">{text}</div></div><footer>");
        assert!(split(&page).is_some_and(|long| long.rest.len() > 4));
        assert!(split(&format!("<article><pre>{text}</pre></article>")).is_none());
        assert!(split(&text).is_none());
        assert!(split("<article><p>a</p><p>b</p></article>").is_none());
    }

    #[test]
    fn a_day_is_found_in_what_plugins_write() {
        assert_eq!(day("2026-08-03").as_deref(), Some("2026-08-03"));
        assert_eq!(day("Last update: 2026-08-03 10:00").as_deref(), Some("2026-08-03"));
        assert_eq!(day("August 3, 2026 – zuletzt geändert"), None);
    }
}
