//! The sections of the page, each with an address of its own.

use crate::plugin::prelude::*;

/// A section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Section {
    /// Domains, systems and their parts.
    #[default]
    Areas,
    /// Teams.
    Teams,
    /// Tools of the company.
    Tools,
    /// Technologies.
    Radar,
    /// Announcements, and what is new in the catalog.
    News,
    /// The way in.
    Start,
}

impl Sections for Section {
    const ALL: &'static [Self] =
        &[Self::Areas, Self::Teams, Self::Tools, Self::Radar, Self::News, Self::Start];

    fn slug(self) -> &'static str {
        match self {
            Self::Areas => "",
            Self::Teams => "teams",
            Self::Tools => "tools",
            Self::Radar => "radar",
            Self::News => "news",
            Self::Start => "start",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Areas => "Systems",
            Self::Teams => "Teams",
            Self::Tools => "Tools",
            Self::Radar => "Tech radar",
            Self::News => "News",
            Self::Start => "New here?",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::route::matches;
    use crate::plugins::explore::EXPLORE;

    #[test]
    fn every_section_has_an_address_and_others_have_none() {
        for &section in Section::ALL {
            let path = EXPLORE.path(&section);
            let params = matches(EXPLORE.pattern(), &path).unwrap();
            assert_eq!(Section::read(&params), Some(section), "{path}");
        }
        assert_eq!(EXPLORE.path(&Section::Areas), "/explore");
        assert_eq!(EXPLORE.path(&Section::Radar), "/explore/radar");
        for unknown in ["/explore/radars", "/explore/radar/x", "/explore/teams/teams"] {
            assert_eq!(Section::read(&matches(EXPLORE.pattern(), unknown).unwrap()), None);
        }
    }
}
