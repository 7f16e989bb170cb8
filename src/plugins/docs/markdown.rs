//! Pages in Markdown: what stands before their text, and their tree.

use super::api::Section;
use super::mkdocs::{Entry, Heading, day};
use portico_components::markdown_headings;

/// A page as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Note {
    /// Its name.
    pub title: String,
    /// The text without the first heading, which is the name.
    pub text: String,
    /// Its parts.
    pub headings: Vec<Heading>,
    /// The day of its last change.
    pub changed: Option<String>,
    /// What else its front matter says: status, deciders, severity.
    pub facts: Vec<(String, String)>,
}

/// Reads a page.
#[must_use]
pub fn read(path: &str, source: &str) -> Note {
    let source = source.replace("\r\n", "\n");
    let (facts, text) = front_matter(source.trim_start_matches('\u{feff}'));
    let mut note = Note::default();
    for (key, value) in facts {
        match portico_components::lower(&key).as_str() {
            "title" => note.title = value,
            "date" | "updated" | "last_modified" | "lastmod" => {
                note.changed = day(&value).or(note.changed);
            }
            _ if !value.is_empty() => note.facts.push((key, value)),
            _ => {}
        }
    }
    let text = text.trim_start();
    let (heading, rest) = match text.strip_prefix("# ") {
        Some(text) => {
            let (heading, rest) = text.split_once('\n').unwrap_or((text, ""));
            (Some(heading.trim().trim_end_matches('#').trim_end()), rest)
        }
        None => (None, text),
    };
    if note.title.is_empty() {
        note.title = heading.map_or_else(|| name(path), str::to_owned);
    }
    note.text = rest.to_owned();
    note.headings = markdown_headings(&note.text)
        .into_iter()
        .filter(|(depth, ..)| *depth < 2)
        .map(|(depth, title, id)| Heading { title, id, inner: depth == 1 })
        .collect();
    note
}

/// A page and its parts, as MkDocs lists them for searching. `address` is the page's path.
#[must_use]
pub fn sections(address: &str, file: &str, source: &str) -> Vec<Section> {
    let note = read(file, source);
    let mut open = Section { location: address.to_owned(), title: note.title, text: String::new() };
    let mut all = Vec::new();
    let mut fenced = false;
    for line in note.text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let heading = line.starts_with('#') && !fenced;
        match heading.then(|| markdown_headings(line).into_iter().next()).flatten() {
            Some((_, title, id)) => {
                let location = [address, "#", &id].concat();
                let next = Section { location, title, text: String::new() };
                all.push(std::mem::replace(&mut open, next));
            }
            None => plain(line, fenced, &mut open.text),
        }
    }
    all.push(open);
    all
}

/// Adds the words of a line: no marks, no addresses of links.
fn plain(line: &str, code: bool, out: &mut String) {
    let mut rest = line;
    if !code {
        while let Some((before, after)) = rest.split_once("](") {
            out.push_str(&before.replace(['[', '!', '*', '`', '|'], " "));
            rest = after.split_once(')').map_or("", |(_, after)| after);
        }
        out.push_str(&rest.replace(['*', '`', '|'], " "));
    } else {
        out.push_str(rest);
    }
    out.push(' ');
}

/// Splits the block between two lines of dashes from the text: `key: value` lines, as they are.
fn front_matter(source: &str) -> (Vec<(String, String)>, &str) {
    let Some(rest) = source.strip_prefix("---\n") else { return (Vec::new(), source) };
    let Some((block, text)) = rest.split_once("\n---") else { return (Vec::new(), source) };
    let facts = block.lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        let value = value.trim().trim_matches(['"', '\'']);
        let plain = !key.is_empty() && !key.starts_with([' ', '-', '#']);
        plain.then(|| (key.trim().to_owned(), value.trim_matches(['[', ']']).to_owned()))
    });
    (facts.collect(), text.split_once('\n').map_or("", |(_, text)| text))
}

/// The pages as a tree: folders are sections.
#[must_use]
pub fn tree(pages: &[String]) -> Vec<Entry> {
    let mut tree: Vec<Entry> = Vec::new();
    let mut folders: Vec<(String, usize)> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let mut parent = None;
        let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut path = String::new();
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            path.push('/');
            path.push_str(part);
            let known = folders.iter().find(|(known, _)| *known == path).map(|(_, at)| *at);
            parent = Some(known.unwrap_or_else(|| {
                tree.push(Entry { label: name(part), path: None, parent });
                folders.push((path.clone(), tree.len() - 1));
                tree.len() - 1
            }));
        }
        let path = if at == 0 { String::new() } else { page.clone() };
        tree.push(Entry { label: name(page), path: Some(path), parent });
    }
    tree
}

/// A name made of a path: `runbooks/on-call.md` is `On call`.
fn name(path: &str) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let file = file.strip_suffix(".md").unwrap_or(file);
    match file {
        "README" | "index" => return "Overview".to_owned(),
        "adr" | "adrs" => return "Decisions".to_owned(),
        _ => {}
    }
    let words = file.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_not_text() {
        let note = read(
            "adr/0001.md",
            "---\ntitle: \"Use events\"\nstatus: accepted\ndate: 2026-02-11\n---\n\n# Other\n\nWhy.\n\n## Context\n",
        );
        assert_eq!(note.title, "Use events");
        assert_eq!(note.changed.as_deref(), Some("2026-02-11"));
        assert_eq!(note.facts, [("status".to_owned(), "accepted".to_owned())]);
        assert_eq!(note.text.trim(), "Why.\n\n## Context");
        assert_eq!(note.headings.len(), 1);
    }

    #[test]
    fn a_rule_at_the_start_is_no_front_matter() {
        assert_eq!(read("a.md", "---\nText").text, "---\nText");
        assert_eq!(read("on-call.md", "Text").title, "On call");
    }

    #[test]
    fn parts_are_found_by_their_headings_and_code_is_no_heading() {
        let source = "---\ntitle: Restore\n---\nFirst **see** [the list](list.md).\n\n## Step one\n\n```bash\n# not a heading\n```\n### And `two`\n";
        let found: Vec<_> = sections("a.md", "a.md", source)
            .into_iter()
            .map(|part| {
                (
                    part.location,
                    part.title,
                    part.text.split_whitespace().collect::<Vec<_>>().join(" "),
                )
            })
            .collect();
        let part =
            |at: &str, title: &str, text: &str| (at.to_owned(), title.to_owned(), text.to_owned());
        assert_eq!(
            found,
            [
                part("a.md", "Restore", "First see the list."),
                part("a.md#step-one", "Step one", "# not a heading"),
                part("a.md#and-two", "And two", ""),
            ]
        );
    }

    #[test]
    fn folders_are_sections() {
        let pages = ["README.md", "runbooks/on-call.md", "runbooks/restore.md"].map(str::to_owned);
        let tree = tree(&pages);
        let shown: Vec<_> = tree.iter().map(|entry| (&*entry.label, entry.parent)).collect();
        assert_eq!(
            shown,
            [("Overview", None), ("Runbooks", None), ("On call", Some(1)), ("Restore", Some(1))]
        );
        assert_eq!(tree[0].path.as_deref(), Some(""));
    }
}
