//! Markdown as a tree of the few things that are drawn. What is not among them is text.

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag};

/// Longest text that is read, in bytes. The rest is left out, with a mark.
const LONGEST: usize = 100_000;

/// Most things inside of each other; what is deeper stands in the last one.
const DEEPEST: usize = 16;

/// What others are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Paragraph,
    /// Level below the first one that a heading of the text has, from 0, without gaps.
    Heading(u8),
    Quote,
    Bullets,
    /// The first number.
    Numbers(u64),
    Item,
    Table,
    Head,
    Row,
    Cell,
    Emphasis,
    Strong,
    Struck,
    /// An address, not checked yet.
    Link(String),
    /// The address of a picture, not checked yet; its description is inside.
    Picture(String),
    /// Code as a block of its own, and its language.
    Fence(String),
}

/// One thing of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    Code(String),
    /// Code as a block, and its language.
    Block {
        code: String,
        language: String,
    },
    /// The box of a task, and whether it is done.
    Task(bool),
    Break,
    Rule,
    Inside(Kind, Vec<Node>),
}

/// The letters of some nodes.
pub(crate) fn words(nodes: &[Node]) -> String {
    let mut all = String::new();
    for node in nodes {
        match node {
            Node::Text(text) | Node::Code(text) => all.push_str(text),
            Node::Inside(_, inside) => all.push_str(&words(inside)),
            Node::Break => all.push(' '),
            Node::Block { .. } | Node::Task(_) | Node::Rule => {}
        }
    }
    all
}

/// The id that other renderers give to a heading with these words: lower case, dashes for spaces.
pub(crate) fn slug(words: &str) -> String {
    crate::lower(words.trim())
        .chars()
        .filter_map(|letter| match letter {
            letter if letter.is_alphanumeric() || letter == '-' || letter == '_' => Some(letter),
            letter if letter.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect()
}

/// Reads a text. Every text is one.
pub(crate) fn parse(text: &str) -> Vec<Node> {
    let (text, cut) = shorten(text);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut tree = Tree { open: Vec::new(), done: Vec::new(), headings: Vec::new() };
    for event in Parser::new_ext(text, options) {
        tree.take(event);
    }
    while !tree.open.is_empty() {
        tree.close();
    }
    if cut {
        let mark = vec![Node::Text("…".to_owned())];
        tree.done.push(Node::Inside(Kind::Paragraph, mark));
    }
    tree.done
}

/// The text up to the longest that is read, and whether that is not all.
fn shorten(text: &str) -> (&str, bool) {
    if text.len() <= LONGEST {
        return (text, false);
    }
    let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    (text.get(..end).unwrap_or_default(), true)
}

/// A tree that grows.
struct Tree {
    /// What has begun and not ended. Without a kind, its content goes to what it is in.
    open: Vec<(Option<Kind>, Vec<Node>)>,
    done: Vec<Node>,
    /// The levels of the headings that the next one may be below.
    headings: Vec<HeadingLevel>,
}

impl Tree {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => {
                let kind = self.kind(tag);
                self.open.push((kind, Vec::new()));
            }
            Event::End(_) => self.close(),
            // Raw HTML is text as well.
            Event::Text(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text(&text),
            Event::Code(code) => self.push(Node::Code(code.into_string())),
            Event::SoftBreak => self.text(" "),
            Event::HardBreak => self.push(Node::Break),
            Event::Rule => self.push(Node::Rule),
            Event::TaskListMarker(done) => self.push(Node::Task(done)),
        }
    }

    /// What is pushed to now.
    fn here(&mut self) -> &mut Vec<Node> {
        match self.open.last_mut() {
            Some((_, nodes)) => nodes,
            None => &mut self.done,
        }
    }

    fn push(&mut self, node: Node) {
        self.here().push(node);
    }

    fn text(&mut self, text: &str) {
        match self.here().last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => self.push(Node::Text(text.to_owned())),
        }
    }

    fn close(&mut self) {
        let Some((kind, nodes)) = self.open.pop() else { return };
        match kind {
            Some(Kind::Fence(language)) => {
                self.push(Node::Block { code: words(&nodes), language });
            }
            Some(kind) => self.push(Node::Inside(kind, nodes)),
            None => self.here().extend(nodes),
        }
    }

    /// What a tag becomes; none if it is too deep or nothing that is drawn.
    fn kind(&mut self, tag: Tag<'_>) -> Option<Kind> {
        // These make sense only in what has begun just before.
        let part = match &tag {
            Tag::Item => Some(Kind::Item),
            Tag::TableHead => Some(Kind::Head),
            Tag::TableRow => Some(Kind::Row),
            Tag::TableCell => Some(Kind::Cell),
            _ => None,
        };
        if part.is_some() {
            let whole = self.open.last().is_some_and(|(kind, _)| kind.is_some());
            return part.filter(|_| whole);
        }
        let depth = self.open.iter().filter(|(kind, _)| kind.is_some()).count();
        if depth >= DEEPEST {
            return None;
        }
        Some(match tag {
            Tag::Paragraph | Tag::HtmlBlock => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(self.heading(level)),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(language)) => {
                let word = language.split([' ', ',', '\t']).next().unwrap_or_default();
                Kind::Fence(word.to_owned())
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Fence(String::new()),
            Tag::List(None) => Kind::Bullets,
            Tag::List(Some(first)) => Kind::Numbers(first),
            Tag::Table(_) => Kind::Table,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Struck,
            // A link in a link would be none in a browser.
            Tag::Image { .. } if self.in_link() => return None,
            Tag::Link { link_type: LinkType::Email, dest_url, .. } => {
                Kind::Link(["mailto:", &dest_url].concat())
            }
            Tag::Link { dest_url, .. } => Kind::Link(dest_url.into_string()),
            Tag::Image { dest_url, .. } => Kind::Picture(dest_url.into_string()),
            _ => return None,
        })
    }

    fn in_link(&self) -> bool {
        let link = |kind: &Option<Kind>| matches!(kind, Some(Kind::Link(_) | Kind::Picture(_)));
        self.open.iter().any(|(kind, _)| link(kind))
    }

    /// The level of a heading below the first one. A text that goes from one to three goes on
    /// with two, so that no level is left out.
    fn heading(&mut self, level: HeadingLevel) -> u8 {
        while self.headings.last().is_some_and(|above| *above >= level) {
            self.headings.pop();
        }
        let depth = self.headings.len();
        self.headings.push(level);
        depth as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(text: &str) -> Node {
        Node::Text(text.to_owned())
    }

    fn paragraph(nodes: Vec<Node>) -> Node {
        Node::Inside(Kind::Paragraph, nodes)
    }

    #[test]
    fn words_with_emphasis_and_code() {
        assert_eq!(
            parse("a **b** *c* ~~d~~ `e`\nf"),
            [paragraph(vec![
                text("a "),
                Node::Inside(Kind::Strong, vec![text("b")]),
                text(" "),
                Node::Inside(Kind::Emphasis, vec![text("c")]),
                text(" "),
                Node::Inside(Kind::Struck, vec![text("d")]),
                text(" "),
                Node::Code("e".to_owned()),
                text(" f"),
            ])]
        );
    }

    #[test]
    fn ids_of_headings_are_those_of_other_renderers() {
        assert_eq!(slug(" Back off, the *right* way! "), "back-off-the-right-way");
        assert_eq!(slug("Über 2_x"), "über-2_x");
    }

    #[test]
    fn html_is_text() {
        for source in ["<script>alert(1)</script>", "a <b onclick=x>b</b>", "<!-- c -->"] {
            assert_eq!(words(&parse(source)).trim(), source);
        }
    }

    #[test]
    fn links_and_pictures_keep_their_address() {
        let link = |address: &str| {
            vec![paragraph(vec![Node::Inside(Kind::Link(address.to_owned()), vec![text("a")])])]
        };
        assert_eq!(parse("[a](https://a.example)"), link("https://a.example"));
        assert_eq!(parse("[a](javascript:alert(1))"), link("javascript:alert(1)"));
        assert_eq!(
            parse("![a](https://a.example)"),
            [paragraph(vec![Node::Inside(
                Kind::Picture("https://a.example".to_owned()),
                vec![text("a")]
            )])]
        );
        assert_eq!(parse("[![a](x)](y)"), link("y"), "no link in a link");
        let mail = parse("<a@b.example>");
        let Some(Node::Inside(_, inside)) = mail.first() else { panic!("{mail:?}") };
        assert!(
            matches!(&inside[0], Node::Inside(Kind::Link(to), _) if to == "mailto:a@b.example")
        );
    }

    #[test]
    fn headings_leave_out_no_level() {
        let levels: Vec<_> = parse("## a\n#### b\n### c\n# d\n###### e\n## f")
            .into_iter()
            .filter_map(|node| match node {
                Node::Inside(Kind::Heading(level), _) => Some(level),
                _ => None,
            })
            .collect();
        assert_eq!(levels, [0, 1, 1, 0, 1, 1]);
    }

    #[test]
    fn fences() {
        let block = |code: &str, language: &str| Node::Block {
            code: code.to_owned(),
            language: language.to_owned(),
        };
        assert_eq!(parse("```yaml title=a\na: 1\n<b>\n```"), [block("a: 1\n<b>\n", "yaml")]);
        assert_eq!(parse("    a\n"), [block("a\n", "")]);
        assert_eq!(parse("```\nno end"), [block("no end", "")]);
    }

    #[test]
    fn tasks_and_tables() {
        assert_eq!(
            parse("- [x] a\n- [ ] b"),
            [Node::Inside(
                Kind::Bullets,
                vec![
                    Node::Inside(Kind::Item, vec![Node::Task(true), text("a")]),
                    Node::Inside(Kind::Item, vec![Node::Task(false), text("b")]),
                ]
            )]
        );
        let cell = |word| Node::Inside(Kind::Cell, vec![text(word)]);
        assert_eq!(
            parse("|a|\n|-|\n|b|"),
            [Node::Inside(
                Kind::Table,
                vec![
                    Node::Inside(Kind::Head, vec![cell("a")]),
                    Node::Inside(Kind::Row, vec![cell("b")]),
                ]
            )]
        );
        assert!(matches!(parse("7. a").first(), Some(Node::Inside(Kind::Numbers(7), _))));
    }

    fn depth(nodes: &[Node]) -> usize {
        let one = |node: &Node| match node {
            Node::Inside(_, inside) => 1 + depth(inside),
            _ => 1,
        };
        nodes.iter().map(one).max().unwrap_or_default()
    }

    /// Items are in lists, cells in rows, rows in tables.
    fn well_formed(nodes: &[Node], parent: Option<&Kind>) -> bool {
        nodes.iter().all(|node| {
            let Node::Inside(kind, inside) = node else { return true };
            let fits = match kind {
                Kind::Item => matches!(parent, Some(Kind::Bullets | Kind::Numbers(_))),
                Kind::Head | Kind::Row => matches!(parent, Some(Kind::Table)),
                Kind::Cell => matches!(parent, Some(Kind::Head | Kind::Row)),
                _ => true,
            };
            fits && well_formed(inside, Some(kind))
        })
    }

    #[test]
    fn deep_texts_become_flat_and_keep_their_words() {
        for source in [">".repeat(5_000), "- ".repeat(5_000), "*a ".repeat(3_000)] {
            let nodes = parse(&[&source, "end"].concat());
            assert!(depth(&nodes) <= DEEPEST + 4, "{}", depth(&nodes));
            assert!(well_formed(&nodes, None));
            assert!(words(&nodes).ends_with("end"));
        }
    }

    #[test]
    fn a_very_long_text_is_cut_and_says_so() {
        let shown = words(&parse(&"é".repeat(LONGEST)));
        assert!(shown.ends_with('…') && shown.len() <= LONGEST + '…'.len_utf8());
    }

    proptest! {
        #[test]
        fn every_text_is_one(source in "[ \n>*_`#|\\-\\[\\]()!<a1.~:]{0,120}") {
            let nodes = parse(&source);
            prop_assert!(well_formed(&nodes, None));
            prop_assert!(depth(&nodes) <= DEEPEST + 4);
        }

        #[test]
        fn words_come_out_as_they_are(source in "[a-z]{1,20}( [a-z]{1,10}){0,5}") {
            prop_assert_eq!(words(&parse(&source)), source);
        }
    }
}
