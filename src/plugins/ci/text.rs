//! Lines of a log, without what each CI system puts into them for itself.

use super::settings::Kind;
use crate::plugin::time::instant;

/// Lines that are shown at first: the last ones, because that is where a build fails.
pub const TAIL: usize = 5_000;
/// Lines that are shown at most.
pub const MOST: usize = 200_000;

/// The last lines of a log, and how many there are in all.
#[must_use]
pub fn lines(kind: Kind, text: &str, most: usize) -> (Vec<String>, usize) {
    let all = text.lines().count();
    let shown = text.lines().skip(all.saturating_sub(most)).filter_map(|line| clean(kind, line));
    (shown.collect(), all)
}

/// A line as people want to read it; none for one that is not for them.
fn clean(kind: Kind, line: &str) -> Option<String> {
    match kind {
        Kind::Github => github(line),
        Kind::Gitlab => {
            let said = overwritten(line);
            // A line of marks only.
            let is_mark = line.starts_with("section_") && said.is_empty();
            (!is_mark).then(|| said.to_owned())
        }
        Kind::Jenkins => Some(without_notes(overwritten(line))),
        Kind::Buildbot => Some(buildbot(line)),
    }
}

/// What a terminal would show of a line that was written over.
fn overwritten(line: &str) -> &str {
    let parts = line.trim_end_matches('\r').rsplit('\r');
    let said = |part: &&str| !part.is_empty() && *part != "\u{1b}[0K";
    let last = parts.clone().find(said).unwrap_or_default();
    let last = last.strip_prefix("\u{1b}[0K").unwrap_or(last);
    // What begins a section says nothing by itself.
    if last.starts_with("section_start:") || last.starts_with("section_end:") { "" } else { last }
}

/// GitHub begins every line with a time, and marks groups and errors.
fn github(line: &str) -> Option<String> {
    let line = line.trim_start_matches('\u{feff}');
    let line = match line.split_once(' ') {
        Some((time, rest)) if time.ends_with('Z') && instant(time).is_some() => rest,
        _ if line.ends_with('Z') && instant(line).is_some() => "",
        _ => line,
    };
    let line = overwritten(line);
    let marks = [
        ("##[group]", "\u{1b}[1m▸ "),
        ("##[error]", "\u{1b}[31mError: "),
        ("##[warning]", "\u{1b}[33mWarning: "),
        ("##[notice]", "\u{1b}[36mNotice: "),
        ("##[debug]", "\u{1b}[2m"),
        ("##[section]", "\u{1b}[1m"),
        ("##[command]", "\u{1b}[36m$ "),
        ("[command]", "\u{1b}[36m$ "),
    ];
    if line == "##[endgroup]" {
        return None;
    }
    let marked = marks.into_iter().find_map(|(mark, look)| {
        line.strip_prefix(mark).map(|rest| [look, rest, "\u{1b}[0m"].concat())
    });
    Some(marked.unwrap_or_else(|| line.to_owned()))
}

/// Buildbot says of each line where it is from: output, errors, itself.
fn buildbot(line: &str) -> String {
    let mut letters = line.chars();
    match letters.next() {
        Some('h') => ["\u{1b}[2m", letters.as_str(), "\u{1b}[0m"].concat(),
        Some('o' | 'e') => overwritten(letters.as_str()).to_owned(),
        _ => line.to_owned(),
    }
}

/// Jenkins hides annotations in its log, coded in letters.
fn without_notes(line: &str) -> String {
    const START: &str = "\u{1b}[8mha:";
    const END: &str = "\u{1b}[0m";
    let mut said = String::new();
    let mut rest = line;
    while let Some((before, note)) = rest.split_once(START) {
        said.push_str(before);
        match note.split_once(END) {
            Some((_, after)) => rest = after,
            None => return said,
        }
    }
    said.push_str(rest);
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(kind: Kind, text: &str) -> Vec<String> {
        lines(kind, text, MOST).0
    }

    #[test]
    fn times_and_marks_of_github_go() {
        let text = "\u{feff}2026-11-20T15:12:48.1234567Z ##[group]Run cargo test\n\
            2026-11-20T15:12:49.1234567Z running 3 tests\n\
            2026-11-20T15:12:49.1234567Z ##[endgroup]\n\
            2026-11-20T15:12:50.1234567Z \n\
            2026-11-20T15:12:50.1234567Z ##[error]Process completed with exit code 101.";
        assert_eq!(
            shown(Kind::Github, text),
            [
                "\u{1b}[1m▸ Run cargo test\u{1b}[0m",
                "running 3 tests",
                "",
                "\u{1b}[31mError: Process completed with exit code 101.\u{1b}[0m",
            ]
        );
        assert_eq!(shown(Kind::Github, "no time here"), ["no time here"]);
    }

    #[test]
    fn sections_of_gitlab_go() {
        let text = include_str!("../../../tests/contract/ci/gitlab/trace.txt");
        let lines = shown(Kind::Gitlab, text);
        assert!(lines.iter().all(|line| !line.contains("section_")), "{lines:?}");
        assert!(lines.iter().any(|line| line.contains("Preparing the \"docker\" executor")));
        assert!(lines.iter().any(|line| line == "$ cargo test"));
        assert!(lines.iter().any(|line| line.contains("ERROR: Job failed")));
    }

    #[test]
    fn letters_of_buildbot_go() {
        let text = "hsh -c make\nocompiling\neassertion failed\nhprogram finished";
        assert_eq!(
            shown(Kind::Buildbot, text),
            [
                "\u{1b}[2msh -c make\u{1b}[0m",
                "compiling",
                "assertion failed",
                "\u{1b}[2mprogram finished\u{1b}[0m",
            ]
        );
    }

    #[test]
    fn notes_of_jenkins_go_and_a_bar_shows_its_end() {
        let text = "\u{1b}[8mha:////4Abc==\u{1b}[0mStarted by timer\n10%\r50%\r100%\r\nlost \u{1b}[8mha:///";
        assert_eq!(shown(Kind::Jenkins, text), ["Started by timer", "100%", "lost "]);
    }

    #[test]
    fn of_a_long_log_the_end_is_shown() {
        let text: String = (1..=20_000).map(|line| format!("o{line}\n")).collect();
        let (lines, all) = lines(Kind::Buildbot, &text, TAIL);
        assert_eq!((lines.len(), all), (5_000, 20_000));
        assert_eq!(lines.first().map(String::as_str), Some("15001"));
    }
}
