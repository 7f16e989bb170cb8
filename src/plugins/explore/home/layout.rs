//! Which widgets stand on the home page, in which order and how wide: a list that is kept as text.

/// How much of a row a widget takes on a wide screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// A third.
    Small,
    /// Half of it.
    #[default]
    Medium,
    /// All of it.
    Large,
}

impl Width {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Small, Self::Medium, Self::Large];

    /// Its letter, in what is kept and in the style sheet.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Small => "s",
            Self::Medium => "m",
            Self::Large => "l",
        }
    }

    /// Its word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Small => "Third",
            Self::Medium => "Half",
            Self::Large => "Whole",
        }
    }

    /// The width of a letter.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|width| width.key() == key)
    }
}

/// A widget on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its id.
    pub id: String,
    /// Its width.
    pub width: Width,
}

/// The widgets in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout(pub Vec<Placed>);

impl Layout {
    /// Reads what was kept; lines that make no sense are left out.
    pub fn parse(text: &str) -> Self {
        let mut layout = Self::default();
        for line in text.lines() {
            let (id, width) = line.rsplit_once(' ').unwrap_or((line, ""));
            layout.add(id.trim(), Width::of_key(width).unwrap_or_default());
        }
        layout
    }

    /// The text to keep.
    pub fn text(&self) -> String {
        let lines = self.0.iter().map(|placed| [&placed.id, " ", placed.width.key()].concat());
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Where a widget stands.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|placed| placed.id == id)
    }

    /// Puts a widget at the end, unless it is there.
    pub fn add(&mut self, id: &str, width: Width) {
        if !id.is_empty() && self.place(id).is_none() {
            self.0.push(Placed { id: id.to_owned(), width });
        }
    }

    /// Takes a widget away.
    pub fn remove(&mut self, id: &str) {
        self.0.retain(|placed| placed.id != id);
    }

    /// Puts a widget to the place of another one; what is between them moves up.
    pub fn put(&mut self, id: &str, place: usize) {
        if let Some(from) = self.place(id) {
            let placed = self.0.remove(from);
            self.0.insert(place.min(self.0.len()), placed);
        }
    }

    /// Gives a widget another width.
    pub fn resize(&mut self, id: &str, width: Width) {
        if let Some(placed) = self.0.iter_mut().find(|placed| placed.id == id) {
            placed.width = width;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ids(layout: &Layout) -> Vec<&str> {
        layout.0.iter().map(|placed| placed.id.as_str()).collect()
    }

    #[test]
    fn widgets_are_moved_removed_and_resized() {
        let mut layout = Layout::parse("a s\nb\nb l\n\nc x\nd l");
        assert_eq!(layout.text(), "a s\nb m\nc m\nd l");
        layout.put("d", 0);
        layout.put("a", 9);
        assert_eq!(ids(&layout), ["d", "b", "c", "a"]);
        layout.put("nobody", 0);
        layout.remove("b");
        layout.resize("c", Width::Large);
        assert_eq!(layout.text(), "d l\nc l\na s");
    }

    proptest! {
        #[test]
        fn what_is_kept_is_read_back(text in "[a-c .\n]{0,30}") {
            let layout = Layout::parse(&text);
            prop_assert_eq!(Layout::parse(&layout.text()), layout);
        }
    }
}
