//! Cuts long HTML where nothing is open, so that it can be read one piece after the other. What is
//! wrong here is seen in the layout of a page and nowhere else: every piece is cleaned by itself.

use std::ops::Range;

use super::policy;

/// Whether an element has no end. Every tag of a page of megabytes is asked this, so these are
/// patterns, which look at the length first, and not lists.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether a sign for "less" begins nothing in an element.
fn is_raw(name: &str) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title" | "xmp" | "iframe" | "noframes")
}

/// Whether an element ends a paragraph that is open.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "dl"
            | "pre"
            | "div"
            | "section"
            | "table"
            | "hr"
            | "blockquote"
    )
}

/// Whether an element only holds others.
fn is_box(name: &str) -> bool {
    matches!(name, "div" | "section" | "main" | "article")
}

/// The parts of a text that can be read one by one, each of about `size` bytes. Together they are
/// the text. One that is never closed is not cut.
///
/// A box that says nothing by itself may be cut: the second half of its content stands where the
/// box stood.
#[must_use]
pub fn html_pieces(html: &str, size: usize) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let mut open = Open::default();
    let tags = Tags { html, at: 0 };
    for tag in tags {
        if !tag.close && open.starts(&tag) && tag.range.start - from >= size {
            pieces.extend(html.get(from..tag.range.start));
            from = tag.range.start;
        }
        open.take(&tag);
    }
    pieces.extend(html.get(from..).filter(|last| !last.is_empty()));
    pieces
}

/// Where the content of the first element is that is the wanted one by its name and attributes.
#[must_use]
pub fn html_content(html: &str, wanted: impl Fn(&str, &str) -> bool) -> Option<Range<usize>> {
    let mut tags = Tags { html, at: 0 };
    let first = tags.find(|tag| !tag.close && wanted(tag.name, tag.attributes))?;
    let mut open = Open::default();
    open.take(&first);
    let end = tags.find(|tag| {
        open.take(tag);
        open.tags.is_empty()
    })?;
    Some(first.range.end..end.range.start)
}

/// The elements with these names, whole, at most so many. None of them holds another one.
#[must_use]
pub fn html_elements<'t>(html: &'t str, names: &[&str], most: usize) -> Vec<&'t str> {
    let mut tags = Tags { html, at: 0 };
    let mut found = Vec::new();
    while found.len() < most {
        let first = tags.find(|tag| !tag.close && names.contains(&tag.name));
        let Some(first) = first else { break };
        let Some(end) = tags.find(|tag| tag.close && tag.name == first.name) else { break };
        found.extend(html.get(first.range.start..end.range.end));
    }
    found
}

/// What has begun and not ended.
#[derive(Default)]
struct Open<'t> {
    /// Names, and whether one must stay whole.
    tags: Vec<(&'t str, bool)>,
    /// How many must.
    whole: usize,
}

impl<'t> Open<'t> {
    /// Whether a tag begins where nothing is open that must stay whole.
    fn starts(&self, tag: &Tag<'_>) -> bool {
        let ends_paragraph = is_block(tag.name)
            && self.whole == 1
            && self.tags.last().is_some_and(|(name, _)| *name == "p");
        self.whole == 0 || ends_paragraph
    }

    fn take(&mut self, tag: &Tag<'t>) {
        if tag.close {
            // Nearly always the last one. An end that belongs to nothing is nothing.
            if let Some(at) = self.tags.iter().rposition(|(name, _)| *name == tag.name) {
                self.close(at);
            }
            return;
        }
        let drawing = || self.tags.iter().any(|(name, _)| matches!(*name, "svg" | "math"));
        if is_void(tag.name) || tag.alone && (drawing() || tag.name == "svg") {
            return;
        }
        if is_block(tag.name)
            && let Some(last) = self.tags.len().checked_sub(1)
            && self.tags.get(last).is_some_and(|(name, _)| *name == "p")
        {
            self.close(last);
        }
        let whole = !tag.is_box();
        self.whole += usize::from(whole);
        self.tags.push((tag.name, whole));
    }

    fn close(&mut self, at: usize) {
        for (_, whole) in self.tags.drain(at..) {
            self.whole -= usize::from(whole);
        }
    }
}

/// A tag in a text.
struct Tag<'t> {
    range: Range<usize>,
    name: &'t str,
    attributes: &'t str,
    close: bool,
    /// Whether it ends with `/>`.
    alone: bool,
}

impl Tag<'_> {
    /// Whether it holds others and says nothing by itself.
    fn is_box(&self) -> bool {
        let said = |name: &str| self.attributes.contains(name);
        if !is_box(self.name) || said("dir=") || said("lang=") || said("title=") {
            return false;
        }
        let Some((_, value)) = self.attributes.split_once("class=") else { return true };
        let value = value.strip_prefix('"').and_then(|value| value.split_once('"'));
        value.is_some_and(|(value, _)| policy::classes(value, false).is_empty())
    }
}

/// The tags of a text in order. Comments and what is in scripts are none.
struct Tags<'t> {
    html: &'t str,
    at: usize,
}

impl<'t> Iterator for Tags<'t> {
    type Item = Tag<'t>;

    fn next(&mut self) -> Option<Tag<'t>> {
        loop {
            let start = self.at + self.html.get(self.at..)?.find('<')?;
            let after = self.html.get(start + 1..)?;
            let sign = after.as_bytes().first();
            if let Some(comment) = after.strip_prefix("!--") {
                self.at = start + 4 + comment.find("-->")? + 3;
                continue;
            }
            if matches!(sign, Some(b'!' | b'?')) {
                self.at = start + 1 + after.find('>')? + 1;
                continue;
            }
            let close = sign == Some(&b'/');
            let from = start + 1 + usize::from(close);
            let text = self.html.get(from..)?;
            if !text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) {
                self.at = start + 1;
                continue;
            }
            let length = text
                .bytes()
                .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))?;
            let name = text.get(..length)?;
            let inside = text.get(length..)?;
            let attributes = inside.get(..end_of(inside)?)?;
            let end = from + length + attributes.len() + 1;
            self.at = end;
            if !close && is_raw(name) {
                let rest = self.html.get(end..)?;
                self.at = end + rest.find(&["</", name].concat())?;
            }
            let alone = attributes.ends_with('/');
            return Some(Tag { range: start..end, name, attributes, close, alone });
        }
    }
}

/// Where a tag ends: at the first `>` that is in no value.
fn end_of(attributes: &str) -> Option<usize> {
    let mut quote = None;
    let mut value = false;
    for (at, byte) in attributes.bytes().enumerate() {
        match (quote, byte) {
            (Some(mark), _) if byte == mark => quote = None,
            (Some(_), _) => {}
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') if value => quote = Some(byte),
            _ => {}
        }
        value = byte == b'=' || value && byte.is_ascii_whitespace();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_is_cut_between_its_blocks() {
        let html = "<h2 id=\"a\">A</h2><p>a</p><h2 id=\"b\">B</h2><ul><li>b</li></ul><p>c</p>";
        assert_eq!(
            html_pieces(html, 20),
            ["<h2 id=\"a\">A</h2><p>a</p>", "<h2 id=\"b\">B</h2><ul><li>b</li></ul>", "<p>c</p>"]
        );
        assert_eq!(html_pieces(html, 1000), [html]);
        assert_eq!(html_pieces("", 1), [""; 0]);
    }

    #[test]
    fn what_belongs_together_stays_together() {
        for html in [
            "<div class=\"tabbed-set\"><h2>a</h2><p>b</p></div>",
            "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>",
            "<pre><span>a</span>\n<span>b</span></pre>",
            "<details open><summary>a</summary><h2>b</h2></details>",
            "<div dir=\"rtl\"><p>a</p><p>b</p></div>",
            "<blockquote><h2>a</h2></p><h2>b</h2></blockquote>",
            "<p>never closed <b>a <i>b",
            "<span class=\"twemoji\"><svg><path d=\"x\"/><path d=\"y\"/></svg></span>",
        ] {
            assert_eq!(html_pieces(html, 1), [html]);
        }
    }

    #[test]
    fn boxes_that_only_hold_others_are_cut() {
        let html = "<div class=\"doc doc-contents\"><h2>a</h2><div><p>b</p><p>c</p></div></div>";
        let pieces = html_pieces(html, 30);
        assert_eq!(
            pieces,
            ["<div class=\"doc doc-contents\">", "<h2>a</h2><div><p>b</p><p>c</p></div></div>"]
        );
        assert_eq!(html_pieces(html, 10).len(), 4);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_none() {
        for html in [
            "<p>1 < 2 <- <2></p>",
            "<!-- <h2>a</h2><h2>b</h2> -->",
            "<p><img alt=\"<h2>\" src='>'></p>",
            "<script>if (a<b) { '<h2>' }</script>",
        ] {
            assert_eq!(html_pieces(html, 1), [html]);
        }
    }

    #[test]
    fn paragraphs_need_no_end() {
        assert_eq!(html_pieces("<p>a<p>b<h2>c</h2>", 1), ["<p>a", "<p>b", "<h2>c</h2>"]);
    }

    #[test]
    fn the_content_of_an_element_ends_with_it() {
        let html = "<nav><article></article></nav><main><article class=\"x\"><article>a</article>b</article>c</main>";
        let found =
            html_content(html, |name, attributes| name == "article" && attributes.contains("x"));
        assert_eq!(html.get(found.unwrap()), Some("<article>a</article>b"));
        assert_eq!(html_content("<main><p>a", |name, _| name == "main"), None);
    }

    #[test]
    fn headings_are_found_whole() {
        let html = "<h2 id=\"a\">A <code>b</code></h2><!-- <h2>no</h2> --><p>x</p><h3>C</h3><h2>D";
        assert_eq!(
            html_elements(html, &["h2", "h3"], 9),
            ["<h2 id=\"a\">A <code>b</code></h2>", "<h3>C</h3>"]
        );
        assert_eq!(html_elements(html, &["h2", "h3"], 1).len(), 1);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_doubled(html in "(<|>|/|p|h2|div|\"|'|=|!--|-->| |a|é|script|\n|</p>|<p>|</div>){0,80}", size in 1_usize..40) {
            prop_assert_eq!(html_pieces(&html, size).concat(), html);
        }
    }
}
