//! What a user chose, kept in the browser under one versioned key.
//!
//! `boot.js` reads the same key before the first paint, so that no page flashes in the wrong theme.
//! Garbage, a newer version and a browser that refuses storage all end in the defaults.

use serde::{Deserialize, Serialize};

/// Key in `localStorage`.
pub const KEY: &str = "portico.v1";

/// No more than this is written; stars and recents give way first.
const MOST_BYTES: usize = 64 * 1024;

/// Colours of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Dark text on light surfaces.
    Light,
    /// Light text on dark surfaces.
    Dark,
}

/// How strong the contrast is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Contrast {
    /// As the system says.
    #[default]
    System,
    /// The usual contrast.
    Normal,
    /// The high-contrast theme.
    More,
}

/// How much room rows and controls take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Density {
    /// Rows of 32 px.
    Compact,
    /// Rows of 40 px.
    #[default]
    Default,
    /// Rows of 48 px.
    Spacious,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Prefs {
    /// Colours.
    pub theme: Theme,
    /// Contrast.
    pub contrast: Contrast,
    /// Density.
    pub density: Density,
    /// Sidebar reduced to its icons.
    pub rail: bool,
    /// Single-key shortcuts work.
    pub shortcuts: bool,
    /// Starred entities, as references, newest last.
    pub starred: Vec<String>,
    /// Recently opened entities, as references, newest first.
    pub recent: Vec<String>,
}

impl Default for Prefs {
    fn default() -> Self {
        Self {
            theme: Theme::default(),
            contrast: Contrast::default(),
            density: Density::default(),
            rail: false,
            shortcuts: true,
            starred: Vec::new(),
            recent: Vec::new(),
        }
    }
}

impl Prefs {
    const RECENT: usize = 8;

    /// Reads what was kept. Each field stands alone: one that makes no sense takes its default and
    /// the others stay.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let Ok(serde_json::Value::Object(fields)) = serde_json::from_str(text) else {
            return Self::default();
        };
        fn field<T: serde::de::DeserializeOwned>(
            fields: &serde_json::Map<String, serde_json::Value>,
            name: &str,
            default: T,
        ) -> T {
            fields
                .get(name)
                .and_then(|value| serde_json::from_value(value.clone()).ok())
                .unwrap_or(default)
        }
        let default = Self::default();
        Self {
            theme: field(&fields, "theme", default.theme),
            contrast: field(&fields, "contrast", default.contrast),
            density: field(&fields, "density", default.density),
            rail: field(&fields, "rail", default.rail),
            shortcuts: field(&fields, "shortcuts", default.shortcuts),
            starred: field(&fields, "starred", default.starred),
            recent: field(&fields, "recent", default.recent),
        }
    }

    /// What to keep.
    #[must_use]
    pub fn write(&self) -> String {
        let mut kept = self.clone();
        loop {
            let text = serde_json::to_string(&kept).unwrap_or_default();
            if text.len() <= MOST_BYTES || kept.starred.is_empty() {
                return text;
            }
            kept.recent.clear();
            kept.starred.remove(0);
        }
    }

    /// Stars an entity, or takes the star away.
    pub fn toggle_star(&mut self, entity: &str) {
        match self.starred.iter().position(|starred| starred == entity) {
            Some(at) => {
                self.starred.remove(at);
            }
            None => self.starred.push(entity.to_owned()),
        }
    }

    /// Notes that an entity was opened.
    pub fn visited(&mut self, entity: &str) {
        self.recent.retain(|recent| recent != entity);
        self.recent.insert(0, entity.to_owned());
        self.recent.truncate(Self::RECENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_bad_field_takes_its_default_and_the_others_stay() {
        let prefs =
            Prefs::read(r#"{"theme":"dark","density":7,"starred":["component:default/a"]}"#);
        assert_eq!(prefs.theme, Theme::Dark);
        assert_eq!(prefs.density, Density::Default);
        assert_eq!(prefs.starred, ["component:default/a"]);
        assert!(prefs.shortcuts);
    }

    #[test]
    fn too_many_stars_give_way_oldest_first() {
        let mut prefs = Prefs::default();
        for number in 0..3000 {
            prefs.toggle_star(&format!("component:default/service-number-{number}"));
        }
        let text = prefs.write();
        assert!(text.len() <= MOST_BYTES);
        let read = Prefs::read(&text);
        assert_eq!(read.starred.last(), prefs.starred.last());
    }

    #[test]
    fn a_visit_moves_to_the_front_and_is_there_once() {
        let mut prefs = Prefs::default();
        for entity in ["a", "b", "a"] {
            prefs.visited(entity);
        }
        assert_eq!(prefs.recent, ["a", "b"]);
    }

    proptest! {
        #[test]
        fn garbage_ends_in_some_preferences(text in ".{0,200}") {
            let _ = Prefs::read(&text);
        }

        #[test]
        fn what_is_written_is_read_back(rail: bool, shortcuts: bool, starred in prop::collection::vec("[a-z:/]{1,20}", 0..5)) {
            let prefs = Prefs { rail, shortcuts, starred, ..Prefs::default() };
            prop_assert_eq!(Prefs::read(&prefs.write()), prefs);
        }
    }
}
