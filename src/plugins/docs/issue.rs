//! The addresses of the forms in which somebody changes a page, or reports what is wrong with it.

use crate::plugin::query::written;
use portico_components::SafeUrl;

/// Letters of a quote that go along.
const QUOTE: usize = 600;

/// The form of the repository that `base` is an address in: that of the source of the page, or the
/// entity's `source-location`.
#[must_use]
pub fn address(base: &str, title: &str, page: &str, quote: &str) -> Option<SafeUrl> {
    let base = base.strip_prefix("url:").unwrap_or(base);
    let (scheme, rest) = base.split_once("://")?;
    let mut parts = rest.split('/');
    let host = parts.next()?;
    let path: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let words = text(page, quote);
    let title = ["Docs: ", title].concat();
    // GitLab marks where the path of the project ends; elsewhere it is owner and name.
    let (project, form, names) = match path.iter().position(|part| *part == "-") {
        Some(end) => (path.get(..end)?, "-/issues/new", ["issue[title]", "issue[description]"]),
        None => (path.get(..2)?, "issues/new", ["title", "body"]),
    };
    let query = written(&[(names[0].to_owned(), title), (names[1].to_owned(), words)]);
    SafeUrl::parse(&[scheme, "://", host, "/", &project.join("/"), "/", form, &query].concat())
}

/// The form in which a file can be changed that lies below the entity's `source-location`.
#[must_use]
pub fn edit(source: &str, file: &str) -> Option<SafeUrl> {
    let source = source.strip_prefix("url:").unwrap_or(source);
    // A location without a slash at its end is a file, and what is beside that is not known.
    let (repository, folder) = source.strip_suffix('/')?.split_once("/tree/")?;
    SafeUrl::parse(&[repository, "/edit/", folder, "/", file].concat())
}

fn text(page: &str, quote: &str) -> String {
    let mut out = String::new();
    let cut: String = quote.trim().chars().take(QUOTE).collect();
    for line in cut.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str("> ");
        out.push_str(line);
        out.push('\n');
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str("Page: ");
    out.push_str(page);
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_filled_in() {
        let url = address(
            "https://github.example/halyard/ledger/edit/main/docs/index.md",
            "Home",
            "https://portal.example/docs/x",
            "one\ntwo",
        )
        .unwrap();
        assert!(
            url.as_str().starts_with(
                "https://github.example/halyard/ledger/issues/new?title=Docs:%20Home&body="
            ),
            "{url}"
        );
        assert!(url.as_str().contains("%3E%20one%0A%3E%20two"), "{url}");
    }

    #[test]
    fn a_file_is_changed_where_the_source_is() {
        let edit = |source: &str| edit(source, "adr/0001.md").map(|url| url.as_str().to_owned());
        assert_eq!(
            edit("url:https://github.example/halyard/ledger/tree/main/").as_deref(),
            Some("https://github.example/halyard/ledger/edit/main/adr/0001.md")
        );
        assert_eq!(
            edit("url:https://gitlab.example/a/b/-/tree/main/c/").as_deref(),
            Some("https://gitlab.example/a/b/-/edit/main/c/adr/0001.md")
        );
        assert_eq!(edit("url:https://github.example/a/b/blob/main/catalog-info.yaml"), None);
        assert_eq!(edit("dir:."), None);
    }

    #[test]
    fn gitlab_has_another_form_and_no_repository_has_none() {
        let url =
            address("url:https://gitlab.example/a/b/c/-/edit/main/x.md", "T", "p", "").unwrap();
        assert!(
            url.as_str().starts_with("https://gitlab.example/a/b/c/-/issues/new?issue"),
            "{url}"
        );
        assert!(address("https://github.example/halyard", "T", "p", "").is_none());
        assert!(address("dir:.", "T", "p", "").is_none());
    }
}
