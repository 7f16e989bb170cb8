//! What a reader has to say about one document, before it is known whose document it is.

use crate::record::{Issue, Place, Severity, SourceId};
use crate::text::{decimal, push_hex};

/// Findings of one document beyond this number are counted, not kept.
const MOST: usize = 100;

/// A position in a file. The default, 0:0, means that the text has no lines (an API answer).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

/// One finding: an [`Issue`] without source, file and entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// Stable kebab-case name of the rule.
    pub rule: &'static str,
    /// Where the value stands.
    pub mark: Mark,
    /// Path of the value, such as `metadata.tags[2]`; empty for the whole document.
    pub path: String,
    /// What is wrong, in one sentence, with the offending value.
    pub message: String,
    /// What to do about it, in one sentence.
    pub help: String,
}

/// The words of a finding. In a static of few bytes, because there are many of them.
pub(crate) struct Rule {
    severity: Severity,
    name: &'static str,
    message: &'static str,
    help: &'static str,
}

/// A rule about what cannot be used. In message and help, `{}` stands for a value.
pub(crate) const fn error(name: &'static str, message: &'static str, help: &'static str) -> Rule {
    Rule { severity: Severity::Error, name, message, help }
}

/// A rule about what is not as its author meant it.
pub(crate) const fn warning(name: &'static str, message: &'static str, help: &'static str) -> Rule {
    Rule { severity: Severity::Warning, name, message, help }
}

/// A rule about what is worth knowing.
pub(crate) const fn info(name: &'static str, message: &'static str, help: &'static str) -> Rule {
    Rule { severity: Severity::Info, name, message, help }
}

impl Finding {
    /// The values go in the places of `{}`, first in the message, then in the help.
    pub(crate) fn new(rule: &Rule, (mark, path): (Mark, &str), values: &[&str]) -> Self {
        let values = &mut values.iter();
        Self {
            severity: rule.severity,
            rule: rule.name,
            mark,
            path: clipped(path, 200),
            message: filled(rule.message, values),
            help: filled(rule.help, values),
        }
    }

    /// The finding as an issue of a file.
    pub(crate) fn issue(self, source: SourceId, file: &str, entity: Option<&str>) -> Issue {
        let place = Place { file: file.to_owned(), line: self.mark.line, column: self.mark.column };
        Issue {
            source,
            place,
            severity: self.severity,
            rule: self.rule.to_owned(),
            path: self.path,
            message: self.message,
            help: self.help,
            entity: entity.map(str::to_owned),
        }
    }
}

/// The findings of one document, in the order they were made. A document of a million mistakes
/// must not fill the memory, so that only the first hundred are kept.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    list: Vec<Finding>,
    more: usize,
}

impl Findings {
    pub(crate) fn push(&mut self, finding: Finding) {
        if self.list.len() < MOST {
            self.list.push(finding);
        } else {
            self.more += 1;
        }
    }

    pub(crate) fn into_vec(mut self) -> Vec<Finding> {
        if self.more > 0 {
            let mark = self.list.last().map(|last| last.mark).unwrap_or_default();
            self.list.push(Finding::new(
                const {
                    &info(
                        "more-findings",
                        "There are {} more findings in this document.",
                        "Mend the ones above first.",
                    )
                },
                (mark, ""),
                &[&decimal(self.more)],
            ));
        }
        self.list
    }
}

/// A value for a sentence: in quotes, not too long, and with characters that would not show, or
/// would turn the text around, written as escapes.
pub(crate) fn quoted(value: &str) -> String {
    const LONGEST: usize = 80;
    let mut text = String::from("“");
    for (count, c) in value.chars().enumerate() {
        if count == LONGEST {
            text.push('…');
            break;
        }
        let hidden = c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
        if hidden {
            text.push_str("\\u{");
            push_hex(&mut text, u32::from(c), 1);
            text.push('}');
        } else {
            text.push(c);
        }
    }
    text.push('”');
    text
}

/// A text with values in the places of `{}`.
fn filled(text: &str, values: &mut std::slice::Iter<'_, &str>) -> String {
    let mut filled = String::new();
    for piece in text.split_inclusive('}') {
        match piece.strip_suffix("{}") {
            Some(before) => {
                filled.push_str(before);
                filled.push_str(values.next().unwrap_or(&""));
            }
            None => filled.push_str(piece),
        }
    }
    filled
}

fn clipped(text: &str, longest: usize) -> String {
    let mut clipped = text.to_owned();
    if text.len() > longest {
        let ends = (0..=longest).rev().find(|at| text.is_char_boundary(*at));
        clipped.truncate(ends.unwrap_or(0));
        clipped.push('…');
    }
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_show_what_hides_and_stay_short() {
        assert_eq!(quoted("team a"), "“team a”");
        assert_eq!(quoted("a\u{202e}b\n"), "“a\\u{202e}b\\u{a}”");
        assert_eq!(quoted(&"x".repeat(500)).chars().count(), 83);
        assert_eq!(clipped(&"é".repeat(300), 200).chars().count(), 101);
    }

    #[test]
    fn the_hundred_and_first_finding_is_counted() {
        let mut findings = Findings::default();
        for number in 0..250 {
            let at = (Mark { line: number, column: 1 }, "");
            findings.push(Finding::new(&warning("tag-invalid", "bad {}", "mend"), at, &["{}"]));
        }
        let list = findings.into_vec();
        assert_eq!(list.len(), MOST + 1);
        assert_eq!((list[0].message.as_str(), list[0].help.as_str()), ("bad {}", "mend"));
        assert_eq!(list[MOST].message, "There are 150 more findings in this document.");
    }
}
