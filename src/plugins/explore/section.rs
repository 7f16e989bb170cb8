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

impl Section {
    /// All of them, in the order of the tabs.
    pub const ALL: [Self; 6] =
        [Self::Areas, Self::Teams, Self::Tools, Self::Radar, Self::News, Self::Start];

    /// Last segment of its address; empty for the first one.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Areas => "",
            Self::Teams => "teams",
            Self::Tools => "tools",
            Self::Radar => "radar",
            Self::News => "news",
            Self::Start => "start",
        }
    }

    /// Word on the tab.
    pub const fn title(self) -> &'static str {
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

impl RouteParams for Section {
    fn read(params: &PathParams) -> Option<Self> {
        let slug = params.get("section").unwrap_or_default();
        Self::ALL.into_iter().find(|section| section.slug() == slug)
    }

    fn write(&self, params: &mut PathParams) {
        params.push("section", self.slug());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plugin::route::matches;
    use crate::plugins::explore::EXPLORE;

    #[test]
    fn every_section_has_an_address_and_others_have_none() {
        for section in Section::ALL {
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
