//! The surroundings of a preview: theme, density, direction, width, and what readers set on their
//! own machines. They apply to the previews only, never to the page around them.

/// One part of the surroundings.
#[derive(Debug)]
pub struct Setting {
    /// Key in the address.
    pub key: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// What it can be: the value in the address and its name. The first one is the default.
    pub options: &'static [(&'static str, &'static str)],
}

/// Colours and contrast. `split` is light and dark beside each other.
pub const THEME: Setting = Setting {
    key: "theme",
    label: "Theme",
    options: &[
        ("page", "As the page"),
        ("light", "Light"),
        ("dark", "Dark"),
        ("split", "Light and dark"),
        ("hc-light", "Light, high contrast"),
        ("hc-dark", "Dark, high contrast"),
    ],
};

/// Room that rows and controls take.
pub const DENSITY: Setting = Setting {
    key: "density",
    label: "Density",
    options: &[
        ("page", "As the page"),
        ("compact", "Compact"),
        ("default", "Default"),
        ("spacious", "Spacious"),
    ],
};

/// Direction of the text.
pub const DIRECTION: Setting = Setting {
    key: "dir",
    label: "Direction",
    options: &[("ltr", "Left to right"), ("rtl", "Right to left")],
};

/// Width of the preview.
pub const WIDTH: Setting = Setting {
    key: "w",
    label: "Width",
    options: &[
        ("full", "Full"),
        ("320", "320 px"),
        ("360", "360 px"),
        ("768", "768 px"),
        ("1280", "1280 px"),
    ],
};

/// How much the reader has enlarged the page.
pub const ZOOM: Setting = Setting {
    key: "zoom",
    label: "Zoom",
    options: &[("100", "100 %"), ("200", "200 %"), ("400", "400 %")],
};

/// The distances that WCAG 1.4.12 lets readers ask for.
pub const TEXT: Setting = Setting {
    key: "text",
    label: "Text",
    options: &[("page", "As set"), ("spacing", "Wide spacing")],
};

/// Whether things may move.
pub const MOTION: Setting = Setting {
    key: "motion",
    label: "Motion",
    options: &[("page", "As the system"), ("reduce", "Reduced")],
};

/// How somebody sees it whose eyes tell fewer colours apart.
pub const COLOUR_VISION: Setting = Setting {
    key: "cvd",
    label: "Colour vision",
    options: &[
        ("none", "All colours"),
        ("protan", "Without red (protanopia)"),
        ("deutan", "Without green (deuteranopia)"),
        ("tritan", "Without blue (tritanopia)"),
        ("grey", "No colours"),
    ],
};

/// Lines to measure by.
pub const LINES: Setting = Setting {
    key: "grid",
    label: "Grid",
    options: &[("none", "None"), ("4", "4 px"), ("8", "8 px")],
};

/// The boxes of all elements.
pub const OUTLINE: Setting = Setting {
    key: "outline",
    label: "Outlines",
    options: &[("none", "None"), ("1", "Every element")],
};

/// Whether a panel tells the sizes of what is pointed at.
pub const MEASURE: Setting = Setting {
    key: "measure",
    label: "Measure",
    options: &[("none", "Off"), ("1", "What is pointed at")],
};

/// What the preview stands on.
pub const GROUND: Setting = Setting {
    key: "bg",
    label: "Background",
    options: &[
        ("canvas", "Canvas"),
        ("surface", "Surface"),
        ("raised", "Raised"),
        ("inset", "Inset"),
    ],
};

/// All of them, in the order of the bar and of the address.
pub const SETTINGS: [&Setting; 12] = [
    &THEME,
    &DENSITY,
    &DIRECTION,
    &WIDTH,
    &ZOOM,
    &TEXT,
    &MOTION,
    &COLOUR_VISION,
    &LINES,
    &OUTLINE,
    &GROUND,
    &MEASURE,
];

/// How many of [`SETTINGS`] are always in sight.
pub const USUAL: usize = 4;

/// What is chosen: for each of [`SETTINGS`] the place among its options.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Env([usize; SETTINGS.len()]);

impl Env {
    /// Reads the query. Keys and values that are not known are ignored; of two, the last counts.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        pairs.iter().fold(Self::default(), |env, (key, value)| env.with(key, value))
    }

    /// The query for it: defaults are not written.
    #[must_use]
    pub fn pairs(self) -> Vec<(String, String)> {
        SETTINGS
            .iter()
            .filter(|setting| self.value(setting) != default(setting))
            .map(|setting| (setting.key.to_owned(), self.value(setting).to_owned()))
            .collect()
    }

    /// The same with another value; unchanged if there is no such key or value.
    #[must_use]
    pub fn with(mut self, key: &str, value: &str) -> Self {
        for (chosen, setting) in self.0.iter_mut().zip(SETTINGS) {
            if setting.key == key
                && let Some(at) = setting.options.iter().position(|(known, _)| *known == value)
            {
                *chosen = at;
            }
        }
        self
    }

    /// The value of one setting, as in the address.
    #[must_use]
    pub fn value(self, setting: &Setting) -> &'static str {
        self.0
            .iter()
            .zip(SETTINGS)
            .find(|(_, known)| known.key == setting.key)
            .and_then(|(chosen, known)| known.options.get(*chosen))
            .map_or("", |(value, _)| value)
    }

    /// How each preview looks: one, or two beside each other.
    #[must_use]
    pub fn looks(self) -> (Look, Option<Look>) {
        match self.value(&THEME) {
            "light" => (Look::LIGHT, None),
            "dark" => (Look::DARK, None),
            "split" => (Look::LIGHT, Some(Look::DARK)),
            "hc-light" => (Look { contrast: Some("more"), ..Look::LIGHT }, None),
            "hc-dark" => (Look { contrast: Some("more"), ..Look::DARK }, None),
            _ => (Look::PAGE, None),
        }
    }

    /// Value of `data-density`; none follows the page.
    #[must_use]
    pub fn density(self) -> Option<&'static str> {
        self.chosen(&DENSITY)
    }

    /// Value of `dir`; none follows the page.
    #[must_use]
    pub fn dir(self) -> Option<&'static str> {
        self.chosen(&DIRECTION)
    }

    /// The value of one setting unless it is the default.
    #[must_use]
    pub fn chosen(self, setting: &Setting) -> Option<&'static str> {
        Some(self.value(setting)).filter(|value| *value != default(setting))
    }

    /// How many of the settings that are not always in sight are not at their defaults.
    #[must_use]
    pub fn unusual(self) -> usize {
        SETTINGS.iter().skip(USUAL).filter(|setting| self.chosen(setting).is_some()).count()
    }

    /// Whether the query's `key` is one of the settings, and `value` one that it can have.
    #[must_use]
    pub fn understands(key: &str, value: &str) -> bool {
        SETTINGS.iter().any(|setting| {
            setting.key == key && setting.options.iter().any(|(known, _)| *known == value)
        })
    }
}

/// Colours of one preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Value of `data-theme`; none follows the page.
    pub theme: Option<&'static str>,
    /// Value of `data-contrast`; none follows the page.
    pub contrast: Option<&'static str>,
}

impl Look {
    const PAGE: Self = Self { theme: None, contrast: None };
    const LIGHT: Self = Self { theme: Some("light"), contrast: None };
    /// The right one of two.
    pub const DARK: Self = Self { theme: Some("dark"), contrast: None };
}

/// The value that is never written.
fn default(setting: &Setting) -> &'static str {
    setting.options.first().map_or("", |(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn an_empty_address_follows_the_page_and_is_written_empty() {
        let env = Env::read(&[]);
        assert_eq!(env.pairs(), []);
        assert_eq!(env.looks(), (Look { theme: None, contrast: None }, None));
        assert_eq!((env.density(), env.dir(), env.value(&WIDTH)), (None, None, "full"));
    }

    #[test]
    fn everything_that_was_chosen_is_read_back() {
        let all =
            pairs(&[("theme", "hc-dark"), ("density", "compact"), ("dir", "rtl"), ("w", "360")]);
        let env = Env::read(&all);
        assert_eq!(env.pairs(), all);
        assert_eq!(env.looks(), (Look { theme: Some("dark"), contrast: Some("more") }, None));
        assert_eq!(
            (env.density(), env.dir(), env.value(&WIDTH)),
            (Some("compact"), Some("rtl"), "360")
        );
    }

    #[test]
    fn defaults_are_not_written_even_when_the_address_names_them() {
        let env = Env::read(&pairs(&[("w", "full"), ("dir", "ltr"), ("theme", "page")]));
        assert_eq!(env.pairs(), []);
    }

    #[test]
    fn what_nobody_knows_is_ignored() {
        let env = Env::read(&pairs(&[
            ("theme", "sepia"),
            ("utm_source", "chat"),
            ("w", "12"),
            ("density", "spacious"),
        ]));
        assert_eq!(env.pairs(), pairs(&[("density", "spacious")]));
    }

    #[test]
    fn split_is_light_and_dark_beside_each_other() {
        let (left, right) = Env::read(&pairs(&[("theme", "split")])).looks();
        assert_eq!(left.theme, Some("light"));
        assert_eq!(right.and_then(|right| right.theme), Some("dark"));
    }

    #[test]
    fn the_default_density_can_be_asked_for_on_a_compact_page() {
        let env = Env::read(&pairs(&[("density", "default")]));
        assert_eq!(env.density(), Some("default"));
        assert_eq!(env.pairs(), pairs(&[("density", "default")]));
    }

    #[test]
    fn going_back_to_the_default_leaves_no_trace() {
        let env = Env::read(&pairs(&[("theme", "dark"), ("dir", "rtl")])).with("theme", "page");
        assert_eq!(env.pairs(), pairs(&[("dir", "rtl")]));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(
            noise in prop::collection::vec(("theme|density|dir|w|zoom|bg|x", "[a-z0-9-]{0,9}"), 0..6),
            chosen in prop::array::uniform12(0usize..8),
        ) {
            let mut all = noise;
            for (setting, at) in SETTINGS.iter().zip(chosen) {
                let (value, _) = setting.options[at % setting.options.len()];
                all.push((setting.key.to_owned(), value.to_owned()));
            }
            let env = Env::read(&all);
            prop_assert_eq!(Env::read(&env.pairs()), env);
            for (setting, at) in SETTINGS.iter().zip(chosen) {
                let (value, _) = setting.options[at % setting.options.len()];
                prop_assert_eq!(env.value(setting), value);
            }
        }
    }
}
