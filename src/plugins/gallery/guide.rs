//! The chapters of the design guide, `docs/design/`, which the build copies beside the handbooks.

/// Slug and title of each chapter, in their order. The slug is the name of the file.
pub const CHAPTERS: [(&str, &str); 21] = [
    ("01-principles", "Principles"),
    ("02-before-you-build", "Before you build"),
    ("03-anatomy", "Anatomy of a plugin page"),
    ("04-layout", "Layout"),
    ("05-tokens", "Tokens"),
    ("06-components", "Components"),
    ("07-content", "Content"),
    ("08-icons", "Icons and illustration"),
    ("09-states", "States"),
    ("10-forms", "Forms and tasks with steps"),
    ("11-data", "Data and charts"),
    ("12-navigation", "Navigation and addresses"),
    ("13-accessibility", "Accessibility"),
    ("14-motion", "Motion"),
    ("15-theming", "Theming and branding"),
    ("16-css", "CSS rules"),
    ("17-performance", "Performance"),
    ("18-testing", "Testing"),
    ("19-review", "Review"),
    ("20-governance", "Contribution and governance"),
    ("21-resources", "Resources"),
];

/// What a link of the guide means: a page of the gallery, or another chapter. The rest are files
/// of the repository, which the portal does not have.
#[must_use]
pub fn page_of(address: &str) -> Option<String> {
    let (path, anchor) = match address.split_once('#') {
        Some((path, anchor)) => (path, ["#", anchor].concat()),
        None => (address, String::new()),
    };
    let page = match path.strip_prefix("/gallery") {
        Some(page) => page.trim_start_matches('/').to_owned(),
        None => {
            let name = path.strip_suffix(".md")?;
            let known = name == "README" || CHAPTERS.iter().any(|(slug, _)| *slug == name);
            let slug = if name == "README" { "" } else { name };
            known.then(|| ["guide/", slug].concat())?
        }
    };
    Some([page.trim_end_matches('/'), &anchor].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{fs, path::Path};

    #[test]
    fn every_chapter_is_a_file_with_that_title() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/design");
        for (slug, title) in CHAPTERS {
            let text = fs::read_to_string(folder.join(slug).with_extension("md")).unwrap();
            assert_eq!(text.lines().next(), Some(&*["# ", title].concat()), "{slug}");
        }
    }

    #[test]
    fn links_lead_to_chapters_and_to_the_gallery() {
        let page = |address| page_of(address);
        assert_eq!(
            page("/gallery/c/button#button-sizes").as_deref(),
            Some("c/button#button-sizes")
        );
        assert_eq!(page("/gallery").as_deref(), Some(""));
        assert_eq!(page("09-states.md").as_deref(), Some("guide/09-states"));
        assert_eq!(page("README.md").as_deref(), Some("guide"));
        assert_eq!(page("../deploy.md"), None);
        assert_eq!(page("https://example.com"), None);
    }
}
