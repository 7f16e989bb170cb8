//! What the search knows besides entities: pages, sections of pages, and whatever a plugin has.

use crate::reference::EntityRef;

/// One thing that can be found: a section of a document, or a result of a plugin's own.
///
/// A page with headings is several of these, one for the text before the first heading and one for
/// each heading, so that a result leads to the place that answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What the page is called.
    pub title: String,
    /// Where it stands, outermost first: name of the site, then the sections above the page.
    pub breadcrumb: Vec<String>,
    /// The heading of this section; `None` for the page itself.
    pub heading: Option<String>,
    /// Address of the page, as the portal's registry writes it for a typed route.
    pub href: String,
    /// Id of the heading within the page, without `#`; empty for the page itself.
    pub anchor: String,
    /// The text below the heading, plain: it is shown as text and never as HTML.
    pub text: String,
    /// The entity it belongs to, whose owner and lifecycle then count for it too.
    pub entity: Option<EntityRef>,
}

impl Document {
    /// The address with the heading.
    #[must_use]
    pub fn address(&self) -> String {
        if self.anchor.is_empty() {
            return self.href.clone();
        }
        [&self.href, "#", &self.anchor].concat()
    }

    /// What a result is called: the heading, or else the page.
    #[must_use]
    pub fn name(&self) -> &str {
        self.heading.as_deref().unwrap_or(&self.title)
    }
}
