//! What can be done with an entity, and with the settings, as the further steps of the palette.

use crate::plugin::entities::entity_href;
use crate::plugin::extension::Fit;
use crate::plugin::prelude::*;
use crate::plugin::stars::Stars;
use crate::shell::prefs::{Density, Prefs, Theme};
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::view::TargetView;
use portico_components::{SafeUrl, kind_icon};

/// Links and APIs of an entity; the rest is on its page.
const EACH: usize = 5;

/// One line of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Action {
    /// What the palette is told when it is chosen.
    pub(super) id: String,
    pub(super) icon: Icon,
    pub(super) title: String,
    /// More words that find it.
    pub(super) keywords: &'static str,
    pub(super) context: String,
}

fn action(
    id: String,
    icon: Icon,
    title: &str,
    keywords: &'static str,
    context: impl Into<String>,
) -> Action {
    Action { id, icon, title: title.to_owned(), keywords, context: context.into() }
}

/// What can be done with an entity, the usual first.
pub(super) fn of_entity(
    registry: &Registry,
    sources: Sources,
    stars: Stars,
    catalog: &Catalog,
    ix: Ix,
) -> Vec<Action> {
    let entry = catalog.entry(ix);
    let name = entry.entity_ref();
    let path = EntityPath::of(&name);
    let to = |tab: &str| registry.href(routes::ENTITY, &path.tab(tab));
    let tabs = |own: bool| {
        let tabs = registry.tabs().filter(move |(by, _)| (by.plugin.id() == "catalog") == own);
        let fitting = tabs.filter(|(_, tab)| tab.when.fits(catalog, ix) == Fit::Yes);
        fitting.filter_map(|(_, tab)| {
            let icon = if tab.slug == "docs" { Icon::Docs } else { Icon::ArrowRight };
            Some(action(go(&to(tab.slug)?), icon, tab.title, "tab documentation", "Tab"))
        })
    };
    let related = |target: TargetView<'_>, context: &str, keywords| {
        let href = entity_href(registry, catalog, target.entity()?)?;
        let icon = kind_icon(target.kind()).0;
        Some(action(go(&href), icon, target.display_name(), keywords, context))
    };
    let annotated = |key: &str| SafeUrl::parse(entry.annotation(key)?.trim_start_matches("url:"));
    let mut list = Vec::new();
    if let Some(href) = to("") {
        let icon = kind_icon(entry.kind()).0;
        list.push(action(go(&href), icon, "Open", "page overview", entry.kind_label()));
    }
    list.extend(tabs(false));
    list.extend(entry.owner().and_then(|owner| related(owner, "Owner", "owner team owned by")));
    let source =
        annotated("backstage.io/source-location").or_else(|| annotated("backstage.io/view-url"));
    if let Some(url) = source {
        list.push(action(out(&url), Icon::Code, "View source", "code repository", url.host()));
    }
    let reference = name.to_string();
    let star = if stars.has(&reference) { "Remove star" } else { "Star" };
    list.push(action(format!("star {reference}"), Icon::Star, star, "favourite bookmark", ""));
    let id = format!("copy {reference}");
    list.push(action(id, Icon::Copy, "Copy reference", "clipboard name", reference));
    if let (Some(href), Ok(origin)) = (to(""), window().location().origin()) {
        let id = ["copy ", &origin, &href].concat();
        list.push(action(id, Icon::Link, "Copy link", "clipboard address url share", ""));
    }
    list.extend(entry.system().and_then(|system| related(system, "System", "system part of")));
    let provided = catalog.targets(entry.target().target(), "providesApi").take(EACH);
    list.extend(provided.filter_map(|api| related(catalog.target(api), "Provides", "api")));
    let links = sources.entity(catalog, ix).map(|entity| entity.metadata.links).unwrap_or_default();
    list.extend(links.into_iter().take(EACH).filter_map(|link| {
        let url = SafeUrl::parse(&link.url)?;
        let title = link.title.filter(|title| !title.is_empty()).unwrap_or(link.url);
        Some(action(out(&url), Icon::External, &title, "link", url.host()))
    }));
    if let Some(url) = annotated("backstage.io/edit-url") {
        list.push(action(out(&url), Icon::Edit, "Edit descriptor", "yaml", url.host()));
    }
    list.extend(tabs(true));
    list
}

fn go(href: &str) -> String {
    ["go ", href].concat()
}

fn out(url: &SafeUrl) -> String {
    ["out ", url.as_str()].concat()
}

/// A setting that is changed in the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Setting {
    Theme,
    Density,
}

impl Setting {
    pub(super) const ALL: [Self; 2] = [Self::Theme, Self::Density];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Theme => "Theme",
            Self::Density => "Density",
        }
    }

    /// The step that leads to its choices: id, title, other words, icon.
    pub(super) fn step(self) -> (&'static str, &'static str, &'static str, Icon) {
        match self {
            Self::Theme => {
                ("set Theme", "Change theme…", "appearance dark light colours", Icon::Moon)
            }
            Self::Density => {
                ("set Density", "Change density…", "appearance compact spacious", Icon::Settings)
            }
        }
    }

    pub(super) fn named(title: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.title() == title)
    }

    /// Its choices; the one in force says so.
    pub(super) fn choices(self, prefs: Option<&Prefs>) -> Vec<Action> {
        let choice = |title: &str, icon: Icon, now: bool| {
            let context = if now { "In use" } else { "" };
            action(format!("{} {title}", self.title()), icon, title, "", context)
        };
        match self {
            Self::Theme => THEMES
                .iter()
                .map(|(theme, title, icon)| {
                    choice(title, *icon, prefs.is_some_and(|prefs| prefs.theme == *theme))
                })
                .collect(),
            Self::Density => DENSITIES
                .iter()
                .map(|(density, title)| {
                    let now = prefs.is_some_and(|prefs| prefs.density == *density);
                    choice(title, Icon::Settings, now)
                })
                .collect(),
        }
    }

    /// Takes a choice.
    pub(super) fn choose(self, title: &str, prefs: &mut Prefs) {
        match self {
            Self::Theme => {
                if let Some((theme, ..)) = THEMES.iter().find(|(_, theirs, _)| *theirs == title) {
                    prefs.theme = *theme;
                }
            }
            Self::Density => {
                if let Some((density, _)) = DENSITIES.iter().find(|(_, theirs)| *theirs == title) {
                    prefs.density = *density;
                }
            }
        }
    }
}

const THEMES: [(Theme, &str, Icon); 3] = [
    (Theme::System, "As the system says", Icon::Settings),
    (Theme::Light, "Light", Icon::Sun),
    (Theme::Dark, "Dark", Icon::Moon),
];

const DENSITIES: [(Density, &str); 3] =
    [(Density::Compact, "Compact"), (Density::Default, "Default"), (Density::Spacious, "Spacious")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_named_by_its_title_and_says_that_it_is_in_force() {
        let mut prefs = Prefs::default();
        for setting in Setting::ALL {
            let choices = setting.choices(Some(&prefs));
            assert_eq!(choices.iter().filter(|choice| choice.context == "In use").count(), 1);
            let (id, ..) = setting.step();
            assert_eq!(id.strip_prefix("set ").and_then(Setting::named), Some(setting));
        }
        Setting::Theme.choose("Dark", &mut prefs);
        Setting::Density.choose("Compact", &mut prefs);
        Setting::Density.choose("Nothing of the kind", &mut prefs);
        assert_eq!((prefs.theme, prefs.density), (Theme::Dark, Density::Compact));
    }
}
