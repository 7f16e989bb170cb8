//! Page templates to copy: what the pages of a portal are usually made of, out of library parts
//! alone.
//!
//! Each file is one page that stands by itself, with the data of a company that does not exist.

mod dashboard;
mod detail;
mod empty;
mod error;
mod form;
mod graph;
mod index;
mod list_detail;
mod log;
mod report;
mod settings;
mod wizard;

use leptos::prelude::AnyView;

/// One page template.
#[derive(Clone, Copy)]
pub struct Pattern {
    /// Slug in the address, never changed once published.
    pub id: &'static str,
    /// Its name.
    pub title: &'static str,
    /// When to take it, in one sentence.
    pub summary: &'static str,
    /// The file to copy.
    pub code: &'static str,
    /// Draws it.
    pub view: fn() -> AnyView,
}

/// All page templates, the usual ones first.
pub const PATTERNS: &[Pattern] = &[
    Pattern {
        id: "index",
        title: "Index",
        summary: "Many things of one kind, to search, filter and sort.",
        code: include_str!("index.rs"),
        view: index::page,
    },
    Pattern {
        id: "detail",
        title: "Detail",
        summary: "Everything about one thing, with its facts at the side.",
        code: include_str!("detail.rs"),
        view: detail::page,
    },
    Pattern {
        id: "list-detail",
        title: "List and detail",
        summary: "A list to walk through, with what is chosen beside it.",
        code: include_str!("list_detail.rs"),
        view: list_detail::page,
    },
    Pattern {
        id: "dashboard",
        title: "Dashboard",
        summary: "How things are going now: numbers, their course, and what needs a look.",
        code: include_str!("dashboard.rs"),
        view: dashboard::page,
    },
    Pattern {
        id: "report",
        title: "Report",
        summary: "The numbers of one period and what they mean, to read and to hand on.",
        code: include_str!("report.rs"),
        view: report::page,
    },
    Pattern {
        id: "graph",
        title: "Graph",
        summary: "How one thing hangs together with others.",
        code: include_str!("graph.rs"),
        view: graph::page,
    },
    Pattern {
        id: "log",
        title: "Log",
        summary: "The output of one run, its steps and its result.",
        code: include_str!("log.rs"),
        view: log::page,
    },
    Pattern {
        id: "form",
        title: "Form",
        summary: "One thing to fill in and send.",
        code: include_str!("form.rs"),
        view: form::page,
    },
    Pattern {
        id: "wizard",
        title: "Wizard",
        summary: "A task of three to seven steps that ends in a review.",
        code: include_str!("wizard.rs"),
        view: wizard::page,
    },
    Pattern {
        id: "settings",
        title: "Settings",
        summary: "A few choices that are saved together.",
        code: include_str!("settings.rs"),
        view: settings::page,
    },
    Pattern {
        id: "empty",
        title: "Empty",
        summary: "Nothing to show, for five different reasons.",
        code: include_str!("empty.rs"),
        view: empty::page,
    },
    Pattern {
        id: "error",
        title: "Error",
        summary: "Something failed: a card, a source with an older copy, or the page.",
        code: include_str!("error.rs"),
        view: error::page,
    },
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ids_are_unique_and_can_stand_in_an_address() {
        let mut seen = BTreeSet::new();
        for pattern in PATTERNS {
            assert!(seen.insert(pattern.id), "two patterns {}", pattern.id);
            let slug = pattern.id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            assert!(slug && !pattern.id.is_empty(), "{}", pattern.id);
        }
    }

    #[test]
    fn every_summary_is_a_sentence() {
        for pattern in PATTERNS {
            assert!(pattern.summary.ends_with('.'), "{}: {}", pattern.id, pattern.summary);
            assert!(pattern.summary.starts_with(char::is_uppercase), "{}", pattern.id);
            assert!(!pattern.title.is_empty(), "{}", pattern.id);
        }
    }

    #[test]
    fn every_file_can_be_copied_as_it_is() {
        for Pattern { id, code, .. } in PATTERNS {
            let lines = code.lines().count();
            assert!(lines < 200, "{id} has {lines} lines");
            assert!(code.starts_with("//! "), "{id} does not say what it is for");
            assert_eq!(code.matches("\npub fn ").count(), 1, "{id} has one public function");
            assert!(code.contains("\npub fn page() -> AnyView {"), "{id}");
            for own in ["crate::", "super::", "class=", "style=", "style:"] {
                assert!(!code.contains(own), "{id} needs more than the library: {own}");
            }
        }
    }
}
