//! What an address in a document means.

use portico_components::SafeUrl;

use crate::plugin::route::decode;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A page of the same documentation, without slashes around it, and a place in it.
    Page {
        /// Path of the page; empty for the first one.
        path: String,
        /// Id of a heading; empty for the top.
        anchor: String,
    },
    /// A file of the same documentation.
    File(String),
    /// A page of the portal: the path below its base.
    Portal(String),
    /// Another site.
    Outside(SafeUrl),
    /// Nothing that may be followed.
    Nothing,
}

/// Files that may be saved. Others could be pages that run in the name of the portal.
const FILES: [&str; 22] = [
    "pdf", "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "txt", "csv", "json", "yaml", "yml",
    "toml", "zip", "gz", "tgz", "drawio", "puml", "sql", "proto", "graphql",
];

/// Reads an address that stands on a page. `page` is a path as in [`Target::Page`].
#[must_use]
pub fn target(page: &str, address: &str) -> Target {
    let address = address.trim();
    if let Some(anchor) = address.strip_prefix('#') {
        return Target::Page { path: page.to_owned(), anchor: decode(anchor) };
    }
    if let Some(url) = SafeUrl::parse(address) {
        return Target::Outside(url);
    }
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    if path.contains(':') || path.contains('\\') || path.starts_with("//") {
        return Target::Nothing;
    }
    if path.starts_with('/') {
        // Only what Backstage has at the same addresses as the portal.
        let known = ["/docs/", "/catalog/"].iter().any(|start| path.starts_with(start));
        let clean = !path.split('/').any(|part| matches!(part, "." | ".."));
        let rest = if anchor.is_empty() { String::new() } else { ["#", anchor].concat() };
        return if known && clean {
            Target::Portal([path, &rest].concat())
        } else {
            Target::Nothing
        };
    }
    match join(page, path) {
        None => Target::Nothing,
        Some(path) => named(path, decode(anchor)),
    }
}

fn named(path: String, anchor: String) -> Target {
    let name = path.rsplit('/').next().unwrap_or_default();
    let ending = name.rsplit_once('.').map(|(_, ending)| portico_components::lower(ending));
    match ending.as_deref() {
        Some("html") if name == "index.html" => {
            let path = path.trim_end_matches("index.html").trim_end_matches('/').to_owned();
            Target::Page { path, anchor }
        }
        Some(ending) if FILES.contains(&ending) => Target::File(path),
        _ => Target::Page { path, anchor },
    }
}

/// The path of a picture of the same documentation; `None` when it is somewhere else.
#[must_use]
pub fn join_file(page: &str, address: &str) -> Option<String> {
    let path = address.trim().split(['#', '?']).next().unwrap_or_default();
    let plain = !path.is_empty() && !path.starts_with('/') && !path.contains([':', '\\']);
    plain.then(|| join(page, path)).flatten()
}

/// A relative path on a page, without slashes around it; `None` when it leaves the documentation.
#[must_use]
pub fn join(page: &str, path: &str) -> Option<String> {
    // A page is a folder with an index, or a file beside others.
    let is_file = [".html", ".md"].iter().any(|ending| page.ends_with(ending));
    let mut parts: Vec<String> =
        page.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect();
    if is_file {
        parts.pop();
    }
    for part in path.split('/') {
        match decode(part).as_str() {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part if part.contains(['/', '\\']) => return None,
            part => parts.push(part.to_owned()),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(path: &str, anchor: &str) -> Target {
        Target::Page { path: path.to_owned(), anchor: anchor.to_owned() }
    }

    #[test]
    fn links_of_a_site_stay_in_it() {
        for (at, address, path, anchor) in [
            ("guides/start", "../../", "", ""),
            ("guides/start", ".", "guides/start", ""),
            ("guides/start", "../tables/#wide", "guides/tables", "wide"),
            ("guides/start", "#r%C3%BCckgabe", "guides/start", "rückgabe"),
            ("", "guides/start/index.html", "guides/start", ""),
            ("guides/start.html", "tables.html", "guides/tables.html", ""),
            ("", "a%20b/", "a b", ""),
            ("adr/0001.md", "../README.md", "README.md", ""),
        ] {
            assert_eq!(target(at, address), page(path, anchor), "{at} {address}");
        }
    }

    #[test]
    fn what_leaves_it_is_marked_or_nothing() {
        assert!(matches!(target("a", "https://example.com/x"), Target::Outside(_)));
        assert!(matches!(target("a", "mailto:a@example.com"), Target::Outside(_)));
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "data:text/html,x",
            "//attacker.invalid",
            "\\\\attacker.invalid",
            "/settings",
            "/docs/../settings",
            "../../../x",
            "..%2f..%2fx",
        ] {
            assert_eq!(target("a", address), Target::Nothing, "{address}");
        }
    }

    #[test]
    fn files_are_saved_and_never_pages_of_their_own() {
        assert_eq!(target("a", "../plan.pdf"), Target::File("plan.pdf".to_owned()));
        assert_eq!(target("a", "../other.html"), page("other.html", ""));
        assert_eq!(
            target("a", "/docs/default/component/b/#c"),
            Target::Portal("/docs/default/component/b/#c".to_owned())
        );
    }
}
