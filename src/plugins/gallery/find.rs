//! Finding components and icons by what people type.

use portico_components::gallery::Entry;
use portico_components::{Icon, lower};

/// Whether every word of `text` is somewhere in what is known about a component. A name is found
/// in one piece and in parts: `datatable`, `data-table`, `table data`.
#[must_use]
pub fn finds(text: &str, entry: &Entry) -> bool {
    let known = [
        entry.name,
        entry.id,
        &entry.id.replace('-', " "),
        entry.scope.title(),
        entry.status.title(),
        entry.summary,
    ]
    .join(" ");
    all_words(text, &known)
}

/// The components that `text` finds, those with the most similar names first.
#[must_use]
pub fn ranked<'a>(entries: &'a [Entry], text: &str) -> Vec<&'a Entry> {
    let asked = squeezed(text);
    let mut found: Vec<(usize, &Entry)> = entries
        .iter()
        .filter(|entry| finds(text, entry))
        .map(|entry| {
            let name = squeezed(entry.name);
            let rank = match name.find(&asked) {
                Some(0) if name.len() == asked.len() => 0,
                Some(0) => 1,
                Some(_) => 2,
                None => 3,
            };
            (rank, entry)
        })
        .collect();
    // Of the same rank, in the order of the tree.
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, entry)| entry).collect()
}

/// Letters and digits only, small: what is the same in `DataTable`, `data table` and `data-table`.
fn squeezed(text: &str) -> String {
    lower(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The same for an icon: `PullRequest`, `pull-request` and `request pull` find it.
#[must_use]
pub fn finds_icon(text: &str, icon: Icon) -> bool {
    all_words(text, &["Icon::", &rust_name(icon), " ", icon.name()].concat())
}

/// The same for a page, by its name.
#[must_use]
pub fn finds_page(text: &str, name: &str) -> bool {
    all_words(text, name)
}

/// What an icon is called in Rust: `PullRequest` for `pull-request`.
#[must_use]
pub fn rust_name(icon: Icon) -> String {
    let mut name = String::new();
    for word in icon.name().split('-') {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

fn all_words(text: &str, known: &str) -> bool {
    let known = lower(known);
    lower(text).split_whitespace().all(|word| known.contains(word))
}

/// Components whose names look like `asked`, the most similar first, `most` at most.
#[must_use]
pub fn near<'a>(entries: &'a [Entry], asked: &str, most: usize) -> Vec<&'a Entry> {
    let mut scored: Vec<(usize, &Entry)> = entries
        .iter()
        .map(|entry| (similarity(asked, entry.id), entry))
        .filter(|(score, _)| *score >= 30)
        .collect();
    scored.sort_by(|(a, one), (b, other)| b.cmp(a).then(one.name.cmp(other.name)));
    scored.into_iter().take(most).map(|(_, entry)| entry).collect()
}

/// How alike two names are in percent: twice the letter pairs that both have, by all pairs there
/// are (Dice's coefficient). It forgives slips, and parts that are swapped, missing or added.
fn similarity(a: &str, b: &str) -> usize {
    let (a, mut b) = (letter_pairs(a), letter_pairs(b));
    let all = a.len() + b.len();
    let mut common = 0_usize;
    for pair in a {
        if let Some(at) = b.iter().position(|other| *other == pair) {
            b.swap_remove(at);
            common += 1;
        }
    }
    (common * 200).checked_div(all).unwrap_or_default()
}

/// Pairs of neighbours among letters and digits, with one in front of the first, so that names
/// which start alike are more alike.
fn letter_pairs(text: &str) -> Vec<(char, char)> {
    let mut before = ' ';
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .map(|letter| letter.to_ascii_lowercase())
        .map(|letter| (std::mem::replace(&mut before, letter), letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_components::gallery::{Scope, Status};

    const fn entry(id: &'static str, name: &'static str, summary: &'static str) -> Entry {
        Entry {
            id,
            name,
            scope: Scope::Data,
            status: Status::Beta,
            since: "0.1",
            owner: "group:default/portal",
            summary,
            when_not: "",
        }
    }

    const TABLE: Entry = entry("data-table", "DataTable", "Many things with the same facts.");
    const BUTTON: Entry = entry("button", "Button", "Starts an action on this page.");
    const ICON_BUTTON: Entry = entry("icon-button", "IconButton", "A button with a drawing only.");
    const TAG: Entry = entry("tag", "Tag", "A word that belongs to something.");
    const ALL: [Entry; 4] = [BUTTON, TABLE, ICON_BUTTON, TAG];

    fn near_names(asked: &str) -> Vec<&'static str> {
        near(&ALL, asked, 3).into_iter().map(|entry| entry.name).collect()
    }

    #[test]
    fn every_word_has_to_be_there_in_any_order_and_case() {
        for text in ["DataTable", "table DATA", "data-table", "same facts", "beta data", "  "] {
            assert!(finds(text, &TABLE), "{text}");
        }
        assert!(!finds("table button", &TABLE));
    }

    #[test]
    fn the_name_that_was_typed_comes_first() {
        let names = |text| ranked(&ALL, text).iter().map(|entry| entry.name).collect::<Vec<_>>();
        assert_eq!(names("button"), ["Button", "IconButton"]);
        assert_eq!(names("icon b"), ["IconButton"]);
        assert_eq!(names("t"), ["Tag", "Button", "DataTable", "IconButton"]);
        // All of them are about data; one is called so.
        assert_eq!(names("data t").first(), Some(&"DataTable"));
        assert_eq!(names("xylophone"), Vec::<&str>::new());
    }

    #[test]
    fn an_icon_is_found_by_each_of_its_names() {
        for text in ["pull-request", "PullRequest", "icon::pullrequest", "request pull"] {
            assert!(finds_icon(text, Icon::PullRequest), "{text}");
        }
        assert!(!finds_icon("star", Icon::PullRequest));
    }

    #[test]
    fn a_slip_and_a_name_from_elsewhere_lead_to_what_was_meant() {
        assert_eq!(near_names("buton").first(), Some(&"Button"));
        assert_eq!(near_names("Buttno").first(), Some(&"Button"));
        assert_eq!(near_names("table").first(), Some(&"DataTable"));
        assert_eq!(near_names("button-icon").first(), Some(&"IconButton"));
        assert_eq!(near_names("xylophone"), Vec::<&str>::new());
        assert_eq!(near_names(""), Vec::<&str>::new());
        assert_eq!(near_names("💥"), Vec::<&str>::new());
    }
}
