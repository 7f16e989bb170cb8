//! What of foreign HTML is kept. Everything that is not named here is gone.

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is made anew, with the attributes that are allowed.
    Keep,
    /// Its content stays without it.
    Unwrap,
    /// It goes with all that is in it.
    Drop,
}

/// Elements that stay.
const KEPT: [&str; 60] = [
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "path",
    "pre",
    "q",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// Elements whose content is no text for readers.
const DROPPED: [&str; 17] = [
    "script", "style", "template", "noscript", "iframe", "object", "embed", "applet", "frame",
    "frameset", "head", "title", "meta", "link", "base", "datalist", "canvas",
];

/// What becomes of the element with this name, in lower case. `drawing` says that it is inside of
/// one of the small pictures that stand for a word.
pub(crate) fn element(name: &str, drawing: bool) -> Verdict {
    match name {
        "svg" | "path" if !drawing => Verdict::Drop,
        _ if DROPPED.contains(&name) => Verdict::Drop,
        _ if drawing && !matches!(name, "svg" | "path") => Verdict::Drop,
        _ if KEPT.contains(&name) => Verdict::Keep,
        _ => Verdict::Unwrap,
    }
}

/// Classes that the styles of documents know. Others could borrow the looks of the portal.
const CLASSES: [&str; 42] = [
    "abstract",
    "admonition",
    "admonition-title",
    "attention",
    "bug",
    "caution",
    "codehilite",
    "danger",
    "error",
    "example",
    "failure",
    "filename",
    "footnote",
    "footnote-backref",
    "footnote-ref",
    "highlight",
    "highlighttable",
    "hint",
    "important",
    "info",
    "inline",
    "keys",
    "linenodiv",
    "linenos",
    "linenums",
    "mermaid",
    "note",
    "question",
    "quote",
    "success",
    "tabbed-block",
    "tabbed-content",
    "tabbed-labels",
    "tabbed-set",
    "task-list",
    "task-list-control",
    "task-list-item",
    "tip",
    "todo",
    "twemoji",
    "warning",
    "seealso",
];

/// The classes that stay. In code, the short names that highlighters give to their words too.
pub(crate) fn classes(value: &str, code: bool) -> String {
    let known = |class: &&str| {
        CLASSES.contains(class)
            || (code
                && class.len() <= 3
                && class.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()))
    };
    value.split_ascii_whitespace().filter(known).collect::<Vec<_>>().join(" ")
}

/// Whether an attribute stays as it is. Addresses, ids and classes are decided elsewhere.
pub(crate) fn attribute(element: &str, name: &str, value: &str) -> bool {
    let number = || value.len() <= 5 && value.bytes().all(|byte| byte.is_ascii_digit());
    match (element, name) {
        (_, "title" | "lang") => true,
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        ("img", "alt") => true,
        ("img", "width" | "height") => number() && !value.is_empty(),
        ("td" | "th", "colspan" | "rowspan") | ("col" | "colgroup", "span") => number(),
        ("th", "scope") => matches!(value, "col" | "row" | "colgroup" | "rowgroup"),
        ("ol", "start") | ("li", "value") => number(),
        ("ol", "reversed") | ("details", "open") => true,
        ("ol", "type") => matches!(value, "1" | "a" | "A" | "i" | "I"),
        ("svg", "viewBox") | ("path", "d") => {
            value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" ,.-+".contains(&byte))
        }
        ("path", "fill-rule" | "clip-rule") => matches!(value, "evenodd" | "nonzero"),
        _ => false,
    }
}

/// The one thing of a `style` that means something: how the cells of a column stand.
pub(crate) fn alignment(style: &str) -> Option<&'static str> {
    let (name, value) = style.trim().trim_end_matches(';').split_once(':')?;
    match (name.trim(), value.trim()) {
        ("text-align", "right") => Some("end"),
        ("text-align", "center") => Some("center"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_goes_and_what_says_something_stays() {
        for name in ["script", "style", "iframe", "object", "embed", "meta", "base", "link"] {
            assert_eq!(element(name, false), Verdict::Drop, "{name}");
        }
        for name in ["form", "button", "textarea", "marquee", "x-own", "math", "video", "label"] {
            assert_eq!(element(name, false), Verdict::Unwrap, "{name}");
        }
        for name in ["p", "table", "a", "img", "code"] {
            assert_eq!(element(name, false), Verdict::Keep, "{name}");
        }
    }

    #[test]
    fn only_small_pictures_are_drawn_and_nothing_else_is_in_them() {
        assert_eq!(element("svg", false), Verdict::Drop);
        assert_eq!(element("svg", true), Verdict::Keep);
        for name in ["a", "foreignobject", "use", "animate", "image", "style"] {
            assert_eq!(element(name, true), Verdict::Drop, "{name}");
        }
    }

    #[test]
    fn classes_of_the_portal_cannot_be_borrowed() {
        assert_eq!(classes("pk-dialog admonition note u-inset", false), "admonition note");
        assert_eq!(classes("k nf pk-x hll", true), "k nf hll");
        assert_eq!(classes("k", false), "");
    }

    #[test]
    fn attributes_hold_what_they_are_for() {
        assert!(attribute("td", "colspan", "2"));
        assert!(!attribute("td", "colspan", "2x"));
        for name in ["onclick", "style", "href", "src", "srcset", "formaction", "target", "name"] {
            assert!(!attribute("a", name, "x"), "{name}");
        }
        assert!(!attribute("path", "d", "url(x)"));
        assert_eq!(alignment("text-align: right;"), Some("end"));
        assert_eq!(alignment("position:fixed;text-align:right"), None);
    }
}
