//! Short texts that people wrote.

pub mod gallery;
mod logic;

use leptos::prelude::*;
use logic::{Kind, Node};
use stylers_macro::style_sheet;

use crate::{CodeBlock, CodeLanguage, ExternalLink, Highlight, Level, Link, SafeUrl, class};

/// A short text in Markdown: a description, a comment, a note on a release.
///
/// CommonMark with tables, task lists and struck text. What it can do is bounded: HTML is shown as
/// text, an address becomes a link only if it is a [`SafeUrl`] or `inside` knows it, a picture becomes a link to it, a
/// heading stands below those of the page. For whole pages of documentation take what draws those;
/// for code alone [`CodeBlock`].
///
/// Keyboard: Tab goes through the links, blocks of code and tables, which scroll sideways with the
/// arrow keys.
#[component]
pub fn Markdown(
    /// The text, up to 100,000 bytes.
    #[prop(into)]
    text: Signal<String>,
    /// Level of its highest heading.
    #[prop(optional)]
    level: Level,
    /// Says where an address that is not absolute leads inside of the portal, if it leads anywhere.
    #[prop(optional, into)]
    inside: Option<Callback<String, Option<String>>>,
    /// Stands before the ids of headings, for links to them: see [`markdown_headings`]. Without it
    /// they have none.
    #[prop(optional)]
    anchors: Option<&'static str>,
    /// Draws a picture by its address and its description, if that is one to show. Without it, and
    /// where it gives nothing, there is a link.
    #[prop(optional)]
    picture: Option<DrawPicture>,
    /// Colours blocks of code that name a language. Without it only YAML has colours.
    #[prop(optional)]
    highlight: Option<Highlight>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/markdown/markdown.css");
    let first = match level {
        Level::H2 => 2,
        Level::H3 => 3,
        Level::H4 => 4,
    };
    let content = move || {
        draw(
            text.with(|text| logic::parse(text)),
            How { first, inside, anchors, picture, highlight },
        )
    };
    view! { <div class=[&class(scope, "pk-markdown"), " prose"].concat()>{content}</div> }
        .into_any()
}

/// Draws a picture of a [`Markdown`] by its address and its description, if it is one to show.
pub type DrawPicture = Callback<(String, String), Option<AnyView>>;

/// How a text is drawn.
#[derive(Clone, Copy)]
struct How {
    /// Level of its highest heading.
    first: u8,
    /// Where addresses inside of the portal lead.
    inside: Option<Callback<String, Option<String>>>,
    /// What stands before the ids of headings.
    anchors: Option<&'static str>,
    /// What draws pictures.
    picture: Option<DrawPicture>,
    /// What colours code.
    highlight: Option<Highlight>,
}

/// The headings of a text in order: depth below the highest one, words, and id without what
/// stands before it. Of two with the same id only the first one is there.
#[must_use]
pub fn markdown_headings(text: &str) -> Vec<(u8, String, String)> {
    let mut all: Vec<(u8, String, String)> = Vec::new();
    for node in logic::parse(text) {
        let Node::Inside(Kind::Heading(depth), inside) = node else { continue };
        let words = logic::words(&inside);
        let id = logic::slug(&words);
        if !id.is_empty() && !all.iter().any(|(.., known)| *known == id) {
            all.push((depth, words, id));
        }
    }
    all
}

/// Draws nodes. The tree is not deep: its reader sees to that.
fn draw(nodes: Vec<Node>, how: How) -> Vec<AnyView> {
    nodes.into_iter().map(|node| one(node, how)).collect()
}

fn one(node: Node, how: How) -> AnyView {
    match node {
        Node::Text(text) => text.into_any(),
        Node::Code(code) => view! { <code>{code}</code> }.into_any(),
        Node::Block { code, language } => block(code, language, how),
        Node::Task(done) => {
            let said = if done { "Done" } else { "To do" };
            view! { <input type="checkbox" disabled=true checked=done aria-label=said /> " " }
                .into_any()
        }
        Node::Break => view! { <br /> }.into_any(),
        Node::Rule => view! { <hr /> }.into_any(),
        Node::Inside(Kind::Link(address), inside) => link(&address, inside, how),
        Node::Inside(Kind::Picture(address), inside) => {
            let words = logic::words(&inside);
            let drawn =
                how.picture.and_then(|draw| draw.try_run((address.clone(), words)).flatten());
            drawn.unwrap_or_else(|| link(&address, inside, how))
        }
        Node::Inside(Kind::Table, rows) => table(rows, how),
        Node::Inside(kind, inside) => {
            let id = how.anchors.filter(|_| matches!(kind, Kind::Heading(_)));
            let id = id.map(|prefix| [prefix, &*logic::slug(&logic::words(&inside))].concat());
            element(&kind, draw(inside, how), id, how)
        }
    }
}

fn element(kind: &Kind, inside: Vec<AnyView>, id: Option<String>, how: How) -> AnyView {
    match kind {
        Kind::Heading(depth) => match how.first.saturating_add(*depth) {
            ..=2 => view! { <h2 id=id>{inside}</h2> }.into_any(),
            3 => view! { <h3 id=id>{inside}</h3> }.into_any(),
            4 => view! { <h4 id=id>{inside}</h4> }.into_any(),
            5 => view! { <h5 id=id>{inside}</h5> }.into_any(),
            6.. => view! { <h6 id=id>{inside}</h6> }.into_any(),
        },
        Kind::Quote => view! { <blockquote>{inside}</blockquote> }.into_any(),
        Kind::Bullets => view! { <ul>{inside}</ul> }.into_any(),
        Kind::Numbers(from) => view! { <ol start=from.to_string()>{inside}</ol> }.into_any(),
        Kind::Item => view! { <li>{inside}</li> }.into_any(),
        Kind::Emphasis => view! { <em>{inside}</em> }.into_any(),
        Kind::Strong => view! { <strong>{inside}</strong> }.into_any(),
        Kind::Struck => view! { <s>{inside}</s> }.into_any(),
        Kind::Row => view! { <tr>{inside}</tr> }.into_any(),
        Kind::Cell => view! { <td>{inside}</td> }.into_any(),
        _ => view! { <p>{inside}</p> }.into_any(),
    }
}

/// A link out of the portal, or the words alone if the address is not one to follow.
fn link(address: &str, inside: Vec<Node>, how: How) -> AnyView {
    let within = how.inside.and_then(|within| within.try_run(address.to_owned()).flatten());
    if let Some(href) = within {
        return view! { <Link href=href>{draw(inside, how)}</Link> }.into_any();
    }
    let nameless = logic::words(&inside).trim().is_empty();
    match SafeUrl::parse(address) {
        Some(url) => {
            let words = if nameless { vec![url.to_string().into_any()] } else { draw(inside, how) };
            view! { <ExternalLink url>{words}</ExternalLink> }.into_any()
        }
        None => draw(inside, how).into_any(),
    }
}

fn block(code: String, language: String, how: How) -> AnyView {
    let yaml = matches!(&*language, "yaml" | "yml");
    let coloured = if yaml { CodeLanguage::Yaml } else { CodeLanguage::Plain };
    let label = match &*language {
        "" => "Code".to_owned(),
        "mermaid" => "Source of a diagram (Mermaid)".to_owned(),
        language => ["Code, ", language].concat(),
    };
    let highlight = how.highlight.filter(|_| !yaml && !language.is_empty());
    let highlight = highlight.map(|highlight| (highlight, language));
    view! { <CodeBlock label code language=coloured highlight=highlight /> }.into_any()
}

/// A table in a box that scrolls sideways, so that the page does not.
fn table(rows: Vec<Node>, how: How) -> AnyView {
    let (mut head, mut body) = (Vec::new(), Vec::new());
    for row in rows {
        match row {
            Node::Inside(Kind::Head, cells) => head.extend(cells),
            row => body.push(one(row, how)),
        }
    }
    let cell = |cell: Node| match cell {
        Node::Inside(_, inside) if !logic::words(&inside).trim().is_empty() => {
            view! { <th scope="col">{draw(inside, how)}</th> }.into_any()
        }
        _ => view! { <td></td> }.into_any(),
    };
    let head: Vec<_> = head.into_iter().map(cell).collect();
    view! {
        <div class="pk-markdown-table" role="group" tabindex="0" aria-label="Table">
            <table>
                <thead><tr>{head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
    .into_any()
}
