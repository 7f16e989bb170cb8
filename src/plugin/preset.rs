//! What comes first: the start page, and the order of the navigation, of three starting orders.
//!
//! `portal.json` chooses one for everybody (`preset`), and a browser may try another one. What the
//! file says itself (`home`, `navigation`) wins over both. Why there are three, and what else goes
//! with each, is told by the plugin `insights`.

use super::kept;
use super::registry::{Installed, Registry};
use super::routes;
use crate::config::Config;
use std::sync::Arc;

/// Under which key a browser keeps the one that it tries.
const KEPT: &str = "portico.preset.v1";

/// A starting order, as far as every page is concerned.
#[derive(Debug)]
pub struct Preset {
    /// Its name in `portal.json`.
    pub id: &'static str,
    /// The page that the start page leads to.
    pub home: &'static str,
    /// The plugins that come first, in order. All others follow as they are listed.
    pub first: &'static [&'static str],
}

/// All of them, by size.
pub const PRESETS: [Preset; 3] = [
    Preset {
        id: "small",
        home: "/explore",
        first: &["catalog", "docs", "explore", "create", "apis"],
    },
    Preset {
        id: "medium",
        home: "/home",
        first: &["explore", "alerts", "ci", "deploys", "kubernetes", "metrics", "catalog", "docs"],
    },
    Preset {
        id: "large",
        home: "/create",
        first: &["create", "explore", "ci", "deploys", "alerts", "catalog", "docs"],
    },
];

/// The one with this name.
#[must_use]
pub fn of(id: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.id == id)
}

/// The one that this browser tries.
#[must_use]
pub fn tried() -> Option<&'static Preset> {
    of(&kept::read(KEPT)?)
}

/// Tries one in this browser, from the next start on; `None` is what everybody has.
pub fn try_here(preset: Option<&Preset>) {
    kept::write(KEPT, preset.map_or("", |preset| preset.id));
}

/// The one in force, if any is.
#[must_use]
pub fn now(config: &Config) -> Option<&'static Preset> {
    tried().or_else(|| of(config.preset.as_deref()?))
}

/// Where the start page leads to: the catalog, where nothing is chosen or no plugin draws it.
#[must_use]
pub fn home(config: &Config, registry: &Registry) -> String {
    let chosen = config.home.as_deref().or_else(|| Some(now(config)?.home));
    let drawn = |path: &&str| {
        let page = path.split(['?', '#']).next().unwrap_or_default();
        // The start page would lead to itself for ever.
        page != "/" && registry.find(page).is_some()
    };
    chosen.filter(drawn).map_or_else(|| routes::CATALOG.path(&()), str::to_owned)
}

/// Puts what comes first to the front.
#[must_use]
pub fn ordered(config: &Config, mut installed: Vec<Installed>) -> Vec<Installed> {
    let explicit: Vec<&str> = config.navigation.iter().map(String::as_str).collect();
    let first = match explicit.as_slice() {
        [] => now(config).map_or(&[][..], |preset| preset.first),
        explicit => explicit,
    };
    let mut front = Vec::with_capacity(installed.len());
    for id in first {
        if let Some(at) = installed.iter().position(|one| one.plugin.id() == *id) {
            front.push(installed.remove(at));
        }
    }
    front.append(&mut installed);
    front
}

/// What a page has to know about the starting order in force.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chosen {
    /// The one of `portal.json`.
    pub file: Option<&'static Preset>,
    /// The one that this browser tries.
    pub tried: Option<&'static Preset>,
    /// Whether `portal.json` names a start page, which wins.
    pub has_home: bool,
    /// Whether `portal.json` names an order of the navigation, which wins.
    pub has_navigation: bool,
}

impl Chosen {
    /// What is chosen by now.
    #[must_use]
    pub fn look() -> Self {
        let Some(config) = leptos::prelude::use_context::<Arc<Config>>() else {
            return Self::default();
        };
        Self {
            file: config.preset.as_deref().and_then(of),
            tried: tried(),
            has_home: config.home.is_some(),
            has_navigation: !config.navigation.is_empty(),
        }
    }

    /// The one in force, if any is.
    #[must_use]
    pub fn now(self) -> Option<&'static Preset> {
        self.tried.or(self.file)
    }
}

#[cfg(test)]
mod tests {
    use super::super::chunk::Loader;
    use super::super::extension::Page;
    use super::super::manifest::Plugin;
    use super::super::route::RouteRef;
    use super::*;

    fn installed(ids: &[&'static str]) -> Vec<Installed> {
        let one = |id: &&'static str| Installed {
            plugin: Arc::new(Plugin::new(id)),
            config: None,
            quarantined: false,
        };
        ids.iter().map(one).collect()
    }

    fn ids(config: &Config, list: &[&'static str]) -> Vec<&'static str> {
        ordered(config, installed(list)).iter().map(|one| one.plugin.id()).collect()
    }

    fn config(text: &str) -> Config {
        Config::parse(text).unwrap()
    }

    #[test]
    fn what_comes_first_comes_first_and_the_rest_stays_as_it_is() {
        let list = ["gallery", "catalog", "insights", "create"];
        assert_eq!(ids(&Config::default(), &list), list);
        let large = config(r#"{"preset": "large"}"#);
        assert_eq!(ids(&large, &list), ["create", "catalog", "gallery", "insights"]);
        let own = config(r#"{"preset": "large", "navigation": ["insights", "absent"]}"#);
        assert_eq!(ids(&own, &list), ["insights", "gallery", "catalog", "create"]);
    }

    #[test]
    fn the_start_page_is_one_that_is_drawn() {
        const CREATE: RouteRef<()> = RouteRef::new("create", "/create");
        let nothing =
            Loader::new(|_| Box::pin(std::future::pending()), || Box::pin(std::future::pending()));
        let create = Plugin::new("create").extend(Page::new(CREATE, "Create", nothing));
        let with = Registry::new(
            "",
            vec![Installed { plugin: Arc::new(create), config: None, quarantined: false }],
        );
        let without = Registry::new("", Vec::new());
        let large = config(r#"{"preset": "large"}"#);
        assert_eq!(home(&large, &with), "/create");
        assert_eq!(home(&large, &without), "/catalog");
        assert_eq!(home(&Config::default(), &with), "/catalog");
        let own = config(r#"{"preset": "small", "home": "/create?kind=service"}"#);
        assert_eq!(home(&own, &with), "/create?kind=service");
        assert_eq!(home(&config(r#"{"home": "/"}"#), &with), "/catalog");
    }
}
