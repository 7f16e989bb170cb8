//! Announcements: Markdown files with front matter.

use leptos::prelude::*;
use portico_components::Day;
use serde::Deserialize;

/// The list of the files, which lie beside it.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Index {
    /// Names of the files.
    #[serde(default)]
    pub announcements: Vec<String>,
}

/// One announcement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Announcement {
    /// Its name; the file's, without the ending, when it has none.
    pub title: String,
    /// First day on which it is shown.
    pub start: Option<Day>,
    /// Last day on which it is shown.
    pub end: Option<Day>,
    /// Who says it: the reference of a team or a person, or a name.
    pub by: String,
    /// Its text, in Markdown.
    pub text: String,
}

/// Files that are read at most; older ones have had their time.
pub const MOST: usize = 30;

impl Announcement {
    /// Reads a file.
    ///
    /// # Errors
    /// What is wrong with its front matter: with dates that make no sense nobody knows when it is
    /// to be shown.
    pub fn read(name: &str, file: &str) -> Result<Self, String> {
        let (front, text) = split(file).unwrap_or(("", file));
        let mut found = Self { text: text.trim().to_owned(), ..Self::default() };
        for (line, (key, value)) in front.lines().enumerate().filter_map(pair) {
            let day = |value: &str| {
                Day::parse(value).ok_or_else(|| {
                    let place = line + 2;
                    format!("{name}, line {place}, {key}: “{value}” is no date such as 2026-11-20")
                })
            };
            match key {
                "title" => found.title = value.to_owned(),
                "start" => found.start = Some(day(value)?),
                "end" => found.end = Some(day(value)?),
                "by" | "author" | "owner" => found.by = value.to_owned(),
                _ => {}
            }
        }
        if let (Some(start), Some(end)) = (found.start, found.end)
            && end.days_after(start) < 0
        {
            return Err(format!("{name}: it ends before it starts"));
        }
        if found.title.is_empty() {
            let stem = name.rsplit('/').next().unwrap_or(name);
            found.title = stem.trim_end_matches(".md").to_owned();
        }
        Ok(found)
    }

    /// The title as plain text: the marks around code are left out.
    #[must_use]
    pub fn plain_title(&self) -> String {
        self.pieces().map(|(_, piece)| piece).collect()
    }

    /// The title, with what stands between marks as code.
    #[must_use]
    pub fn titled(&self) -> AnyView {
        let draw = |(is_code, piece): (bool, &str)| {
            let piece = piece.to_owned();
            if is_code { view! { <code>{piece}</code> }.into_any() } else { piece.into_any() }
        };
        self.pieces().map(draw).collect_view().into_any()
    }

    /// Parts of the title, and whether each is code. A mark without another one is a letter.
    fn pieces(&self) -> impl Iterator<Item = (bool, &str)> {
        let is_paired = self.title.matches('`').count().is_multiple_of(2);
        let parts = if is_paired { self.title.split('`').collect() } else { vec![&*self.title] };
        let parts = parts.into_iter().enumerate().map(|(at, piece)| (at % 2 == 1, piece));
        parts.filter(|(_, piece)| !piece.is_empty())
    }

    /// Whether it is shown on a day.
    #[must_use]
    pub fn is_current(&self, today: Day) -> bool {
        self.start.is_none_or(|start| today.days_after(start) >= 0)
            && self.end.is_none_or(|end| end.days_after(today) >= 0)
    }
}

/// The front matter and what follows it.
fn split(file: &str) -> Option<(&str, &str)> {
    let rest = file.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    if let Some(text) = rest.strip_prefix("---") {
        return Some(("", text));
    }
    let (front, text) = rest.split_once("\n---")?;
    Some((front, text.split_once('\n').map_or("", |(_, text)| text)))
}

/// `key: value`, with or without quotes.
fn pair((at, line): (usize, &str)) -> Option<(usize, (&str, &str))> {
    let (key, value) = line.split_once(':')?;
    let value = value.trim();
    let quoted = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
    Some((at, (key.trim(), quoted('"').or_else(|| quoted('\'')).unwrap_or(value))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn marks_around_code_are_no_letters_of_a_title() {
        let plain = |title: &str| {
            Announcement { title: title.to_owned(), ..Announcement::default() }.plain_title()
        };
        assert_eq!(plain("`fx-rates-v1` is switched off"), "fx-rates-v1 is switched off");
        assert_eq!(plain("a ` alone"), "a ` alone");
    }

    #[test]
    fn front_matter_is_read_and_taken_away() {
        let file = "---\r\ntitle: \"Freeze: December\"\r\nstart: 2026-12-18\r\nend: 2027-01-03\r\nby: group:default/treasury\r\n---\r\n\r\nNo *releases*.\r\n";
        let found = Announcement::read("freeze.md", file).unwrap();
        assert_eq!(found.title, "Freeze: December");
        assert_eq!(found.by, "group:default/treasury");
        assert_eq!(found.text, "No *releases*.");
        assert!(!found.is_current(day("2026-12-17")));
        assert!(found.is_current(day("2026-12-18")) && found.is_current(day("2027-01-03")));
        assert!(!found.is_current(day("2027-01-04")));
    }

    #[test]
    fn without_front_matter_it_is_always_shown() {
        let found = Announcement::read("news/hello.md", "Hello\n---\nThere").unwrap();
        assert_eq!((found.title.as_str(), found.text.as_str()), ("hello", "Hello\n---\nThere"));
        assert!(found.is_current(day("1999-01-01")));
        assert_eq!(Announcement::read("a.md", "---\nopen: end").unwrap().title, "a");
    }

    #[test]
    fn wrong_dates_are_named_with_their_line() {
        let wrong = Announcement::read("a.md", "---\ntitle: A\nstart: soon\n---\nx").unwrap_err();
        assert_eq!(wrong, "a.md, line 3, start: “soon” is no date such as 2026-11-20");
        let turned = "---\nstart: 2026-02-02\nend: 2026-02-01\n---\nx";
        assert_eq!(
            Announcement::read("a.md", turned).unwrap_err(),
            "a.md: it ends before it starts"
        );
    }

    #[test]
    fn the_demo_is_whole() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/public/demo/explore/announcements");
        let read = |name: &str| std::fs::read_to_string(format!("{folder}/{name}")).unwrap();
        let index: Index = serde_json::from_str(&read("index.json")).unwrap();
        let found: Vec<_> = index
            .announcements
            .iter()
            .map(|name| Announcement::read(name, &read(name)).unwrap())
            .collect();
        let files = std::fs::read_dir(folder).unwrap().count() - 1;
        assert_eq!(found.len(), files, "each file is listed");
        let shown = found.iter().filter(|one| one.is_current(day("2026-11-21"))).count();
        assert!(shown >= 3 && shown < found.len(), "some are over or still to come");
    }
}
