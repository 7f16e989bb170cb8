//! A digest before it is Markdown or HTML.

/// A document: a title and what stands under it.
pub struct Document {
    pub title: String,
    pub parts: Vec<Part>,
}

/// A part of a document.
pub enum Part {
    Heading(&'static str),
    Text(String),
    Table(Table),
}

/// A table whose first column is text; the others are figures.
pub struct Table {
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Document {
    pub fn new(title: String) -> Self {
        Self { title, parts: Vec::new() }
    }

    pub fn text(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Text(text.into()));
    }

    /// A heading with a table under it, or with a sentence when there is no row.
    pub fn section(
        &mut self,
        heading: &'static str,
        head: &[&'static str],
        rows: Vec<Vec<String>>,
        none: &str,
    ) {
        self.parts.push(Part::Heading(heading));
        if rows.is_empty() {
            self.text(none);
        } else {
            self.parts.push(Part::Table(Table { head: head.to_vec(), rows }));
        }
    }
}
