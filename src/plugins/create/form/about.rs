//! What templates say about steps and fields: Markdown, as Backstage has it. Most of it has no marks
//! and is a plain sentence; the code that draws the others is fetched for the first of them.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use portico_components::{ExternalLink, Level, Markdown, SafeUrl};

crate::lazy!(create_words, prose: String => draw);

/// Draws a text with its marks.
pub fn draw(text: String) -> AnyView {
    view! { <Markdown text=text level=Level::H3 /> }.into_any()
}

/// Whether a text has marks that mean something.
fn marked(text: &str) -> bool {
    text.contains(['*', '`', '[', '\n']) || text.contains("://")
}

/// A text about what comes below it.
pub fn about(text: String) -> AnyView {
    if !marked(&text) {
        return view! { <p data-about="">{text}</p> }.into_any();
    }
    let plain = told(&text).0;
    let place = StoredValue::new_local(None::<AnyView>);
    let here = RwSignal::new(false);
    let owner = Owner::current().unwrap_or_default();
    let drawing = prose::loader().draw(text);
    let drawing = async move {
        // Without that code, the words are still there.
        if let Ok(drawn) = drawing.await {
            place.try_update_value(|place| *place = Some(drawn));
            here.try_set(true);
        }
    };
    spawn_local(owner.with(|| ScopedFuture::new_untracked(drawing)));
    let shown = move || match here.get() {
        true => place.try_update_value(Option::take).flatten().into_any(),
        false => plain.clone().into_any(),
    };
    view! { <div data-about="">{shown}</div> }.into_any()
}

/// The links in a text about a field: its help is read aloud with the field, so it is words only.
pub fn links(text: &str) -> Option<AnyView> {
    let links = told(text).1;
    let drawn: Vec<AnyView> = links
        .into_iter()
        .map(|(title, url)| view! { <ExternalLink url=url>{title}</ExternalLink> }.into_any())
        .collect();
    (!drawn.is_empty()).then(|| view! { <p data-about="" data-links="">{drawn}</p> }.into_any())
}

/// The words of a text without its marks, and where its links lead.
pub fn told(text: &str) -> (String, Vec<(String, SafeUrl)>) {
    let (mut words, mut links) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(at) = rest.find(['*', '`', '[']) {
        let (before, mark) = rest.split_at(at);
        words.push_str(before);
        let Some((inside, after)) = span(mark) else {
            let (one, after) = mark.split_at(1);
            words.push_str(one);
            rest = after;
            continue;
        };
        match inside {
            Span::Words(inside) => words.push_str(inside),
            Span::Link(title, address) => {
                words.push_str(title);
                links.extend(SafeUrl::parse(address).map(|url| (title.to_owned(), url)));
            }
        }
        rest = after;
    }
    words.push_str(rest);
    (words, links)
}

enum Span<'a> {
    Words(&'a str),
    Link(&'a str, &'a str),
}

/// What a mark at the start of a text encloses, and what comes after it.
fn span(text: &str) -> Option<(Span<'_>, &str)> {
    if let Some(rest) = text.strip_prefix('[') {
        let (title, rest) = rest.split_once("](")?;
        let (address, after) = rest.split_once(')')?;
        return (!title.contains(['[', ']'])).then_some((Span::Link(title, address), after));
    }
    let mark = ["**", "*", "`"].into_iter().find(|mark| text.starts_with(mark))?;
    let (inside, after) = text.strip_prefix(mark)?.split_once(mark)?;
    // "2 * 3 * 4" means what it says.
    let close = !inside.is_empty() && !inside.starts_with(' ') && !inside.ends_with(' ');
    close.then_some((Span::Words(inside), after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_words() {
        let words = |text| told(text).0;
        assert_eq!(words("What it **is** called"), "What it is called");
        assert_eq!(words("Run `make` and *wait*."), "Run make and wait.");
        assert_eq!(words("2 * 3 * 4, a_b_c and [x]"), "2 * 3 * 4, a_b_c and [x]");
        assert!(!marked("A plain sentence, with a dash-and_more.") && marked("It **runs**"));
    }

    #[test]
    fn links_are_those_that_may_be_followed() {
        let (words, links) = told("See [the rules](https://x.example/r) or [this](javascript:x).");
        assert_eq!(words, "See the rules or this.");
        let links: Vec<_> = links.iter().map(|(title, url)| (&**title, url.as_str())).collect();
        assert_eq!(links, [("the rules", "https://x.example/r")]);
    }
}
