//! The report that people copy into a ticket: Markdown, and nothing secret.

use super::remedies::{Remedy, word};
use crate::plugin::host::probe::{CheckState, Finding};

/// What was found about one origin.
pub(super) struct Entry<'a> {
    pub name: &'a str,
    pub title: &'a str,
    pub finding: &'a Finding,
    pub remedy: &'a Remedy,
}

/// Writes the report. Addresses are without queries, and no finding holds a credential.
pub(super) fn write(portal: &str, entries: &[Entry<'_>]) -> String {
    let mut text = format!(
        "# Connections of {portal}\n\n| API | Host | Result | Latency |\n|---|---|---|---|\n"
    );
    for entry in entries {
        let latency = entry.finding.latency.map_or("–".to_owned(), |time| format!("{time} ms"));
        let cells = [
            cell(entry.title),
            cell(&entry.finding.subject.host),
            word(entry.finding.kind).to_owned(),
            latency,
        ];
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    for entry in entries.iter().filter(|entry| !super::is_good(entry.finding.kind)) {
        let Entry { finding, remedy, .. } = entry;
        text.push_str(&format!(
            "\n## {}: {}\n\n`{}` at {}{}\n\n{}\n\n",
            plain(entry.title),
            word(finding.kind).to_lowercase(),
            plain(entry.name),
            finding.subject.host,
            finding.subject.path,
            plain(&remedy.cause),
        ));
        for check in &finding.checks {
            let mark = match check.state {
                CheckState::Passed => "passed",
                CheckState::Noted => "noted",
                CheckState::Failed => "failed",
                CheckState::Unknown => "not known",
            };
            text.push_str(&format!("- {} ({mark}): {}\n", check.name, plain(&check.words)));
        }
        for step in &remedy.steps {
            text.push_str(&format!("- To do: {}\n", plain(step)));
        }
    }
    text
}

/// One line, in which nothing is structure of a table.
fn cell(text: &str) -> String {
    plain(text).replace('|', "\\|")
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
