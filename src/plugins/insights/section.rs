//! The sections of the page, each with an address of its own.

use crate::plugin::prelude::*;

/// A section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// How the portal is used.
    #[default]
    Adoption,
    /// How software delivery goes.
    Delivery,
    /// How ready what people own is.
    Scorecards,
    /// Where to start, and what to do next.
    Start,
}

impl Sections for Section {
    const ALL: &'static [Self] = &[Self::Adoption, Self::Delivery, Self::Scorecards, Self::Start];

    fn slug(self) -> &'static str {
        match self {
            Self::Adoption => "",
            Self::Delivery => "delivery",
            Self::Scorecards => "scorecards",
            Self::Start => "start",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Adoption => "Adoption",
            Self::Delivery => "Delivery",
            Self::Scorecards => "Scorecards",
            Self::Start => "Where to start",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::route::matches;
    use crate::plugins::insights::INSIGHTS;

    #[test]
    fn every_section_has_an_address_and_others_have_none() {
        for &section in Section::ALL {
            let path = INSIGHTS.path(&section);
            let params = matches(INSIGHTS.pattern(), &path).unwrap();
            assert_eq!(Section::read(&params), Some(section), "{path}");
        }
        assert_eq!(INSIGHTS.path(&Section::Adoption), "/insights");
        assert_eq!(INSIGHTS.path(&Section::Delivery), "/insights/delivery");
        let unknown = matches(INSIGHTS.pattern(), "/insights/people").unwrap();
        assert_eq!(Section::read(&unknown), None);
    }
}
