//! The words of the parser, and the tags of an author, for people.

use saphyr_parser::Tag;

/// The name of a tag of YAML's own; empty for `!`, which asks for text.
pub(super) fn core_name(tag: &Tag) -> Option<&str> {
    if tag.is_yaml_core_schema() {
        return Some(&tag.suffix);
    }
    let whole = matches!((tag.handle.as_str(), tag.suffix.as_str()), ("!", "") | ("", "!"));
    whole.then_some("")
}

/// A tag as its author wrote it.
pub(super) fn written(tag: &Tag) -> String {
    let handle = if tag.is_yaml_core_schema() { "!!" } else { &tag.handle };
    [handle, &tag.suffix].concat()
}

const QUOTES: &str = "Put a value that contains a colon, a # or one of []{}&*!|>%@` in quotes.";

/// A part of what the parser says, what it means, and the usual way out.
const WORDS: &[(&str, &str, &str)] = &[
    (
        "unknown anchor",
        "the alias names an anchor that does not exist",
        "Write the anchor, such as &name, before its first alias.",
    ),
    ("tabs disallowed", "a line is indented with a tab", "Indent with spaces."),
    ("start with a tab", "a line is indented with a tab", "Indent with spaces."),
    ("mapping values are not allowed", "a colon stands where no key can be", QUOTES),
    (
        "simple key expect",
        "a key has no colon after it",
        "Write the key as name: value, and check the indentation.",
    ),
    (
        "illegal placement of ':'",
        "a bracket before this colon is never closed",
        "Close the bracket, or put the value in quotes.",
    ),
    (
        "expected node content",
        "a bracket is never closed, or a value is missing",
        "Close the bracket, or write the value.",
    ),
    ("end of stream", "a quote is never closed", "Close the quote."),
    ("unexpected document indicator", "a quote is never closed", "Close the quote."),
    (
        "indentation in quoted scalar",
        "a quote is never closed, or its text is not indented",
        "Close the quote, or indent the lines that go on.",
    ),
    (
        "unprintable character",
        "it contains a character that is not text",
        "Remove the character, or write it as an escape in double quotes.",
    ),
    ("unexpected character", "a value starts with a character that YAML reserves", QUOTES),
    ("byte order mark", "a byte order mark stands inside it", "Remove it."),
];

/// What the parser's words mean for somebody who wrote a descriptor, and the usual way out.
pub(super) fn explained(info: &str) -> (&str, &'static str) {
    for (part, message, help) in WORDS {
        if info.contains(part) {
            return (message, help);
        }
    }
    (info, "Check the indentation and the quotes around this place.")
}
