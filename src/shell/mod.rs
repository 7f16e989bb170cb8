//! The frame of every page: navigation, header, palette, settings, and what is shown when there is
//! no page.

mod account;
mod admin;
mod ahead;
mod appearance;
mod connections;
mod frame;
mod moved;
mod not_found;
mod outlet;
mod palette;
mod peek;
pub mod prefs;
mod settings;
mod shortcuts;
mod signed_in;
mod start_failed;
mod summoned;

pub use start_failed::start_failed;

use crate::config::Config;
use crate::crash;
use crate::lazy;
use crate::plugin::analytics::Analytics;
use crate::plugin::host::{Net, Sources};
use crate::plugin::prelude::*;
use crate::plugin::preset;
use crate::plugin::registry::{Installed, SHELL};
use crate::plugin::scope;
use crate::plugin::stars::Stars;
use appearance::Preferences;
use leptos::prelude::*;
use leptos_router::components::Router;
use portico_components::{Announcer, LiveRegion, ToastRegion, Toaster, TooltipHost};
use std::sync::Arc;
use std::time::Duration;
use summoned::Wish;

lazy!(settings, settings_page: PageInput => settings::draw);
lazy!(admin, admin_page: PageInput => admin::draw);
lazy!(admin, admin_part: PageInput => admin::part);
lazy!(connections, connections_page: PageInput => connections::draw);
lazy!(signin, arrival: PageInput => signed_in::draw);
lazy!(missing, missing_page: () => not_found::draw);
lazy!(missing, search: PageInput => moved::search);
lazy!(missing, create: PageInput => moved::create);
lazy!(missing, docs: PageInput => moved::docs);
lazy!(palette, palette_view: Wish => after_first_view);

/// What comes after the first view: the palette, the card beside links to entities, and the code
/// of what they lead to.
fn after_first_view(wish: Wish) -> AnyView {
    // Its search reads the whole catalog: not before somebody asks.
    let asked = Memo::new(move |asked| asked == Some(&true) || wish.open.get());
    ahead::watch();
    view! {
        {move || asked.get().then(|| palette::draw(wish))}
        {peek::draw()}
    }
    .into_any()
}

/// The shell's own pages. It comes after all others, so that a plugin with a home page, a search
/// or documentation takes over from it.
fn own_pages() -> Plugin {
    Plugin::new(SHELL)
        .title("Portal")
        .icon(Icon::Settings)
        .owner("group:default/portal")
        .origin("portal")
        .extend(Page::new(routes::SETTINGS, "Settings", settings_page::loader()))
        .extend(SubPage {
            parent: routes::SETTINGS.id(),
            slug: "connections",
            title: "Connections",
            loader: connections_page::loader(),
        })
        .extend(Page::new(routes::ADMIN, "Admin", admin_page::loader()))
        .extend(SubPage {
            parent: routes::ADMIN.id(),
            slug: admin::CONFIGURATION,
            title: "Configuration",
            loader: admin_part::loader(),
        })
        .extend(SubPage {
            parent: routes::ADMIN.id(),
            slug: "health",
            title: "Health",
            loader: admin_part::loader(),
        })
        .extend(Page::new(routes::SIGNED_IN, "Sign-in", arrival::loader()))
        .extend(Page::new(routes::HOME, "Home", moved::home()))
        .extend(Page::new(routes::SEARCH, "Search", search::loader()))
        .extend(Page::new(routes::CREATE, "Create", create::loader()))
        .extend(Page::new(routes::DOCS, "Documentation", docs::loader()))
        .extend(PaletteCommand {
            id: "settings",
            title: "Open settings",
            keywords: "appearance theme dark light density shortcuts sources plugins",
            icon: Icon::Settings,
            run: Run::Go(|registry| registry.href(routes::SETTINGS, &())),
        })
        .extend(PaletteCommand {
            id: "admin",
            title: "Open admin",
            keywords: "extensions configuration health feature flags starting order preset",
            icon: Icon::Settings,
            run: Run::Go(|registry| registry.href(routes::ADMIN, &())),
        })
}

/// Chooses the plugins: those that the configuration lists, in its order; without a list, all but
/// the optional ones.
fn choose(plugins: &[Plugin], config: &Config, problems: &mut Vec<String>) -> Vec<Installed> {
    let quarantined = crash::quarantined();
    let install = |plugin: Plugin, config, problems: &mut Vec<String>| {
        let quarantined = quarantined.iter().any(|id| id == plugin.id());
        if let Some(own) = &config
            && let Err(error) = plugin.check(own)
        {
            problems.push(format!("portal.json, {}: {}", error.path, error.message));
        }
        Installed { plugin: Arc::new(plugin), config, quarantined }
    };
    if crash::safe_mode() {
        return Vec::new();
    }
    let Some(entries) = &config.plugins else {
        return plugins
            .iter()
            .filter(|plugin| !plugin.is_optional())
            .map(|plugin| install(plugin.clone(), None, problems))
            .collect();
    };
    let mut chosen = Vec::new();
    for entry in entries {
        match plugins.iter().find(|plugin| plugin.id() == entry.id) {
            Some(plugin) if entry.enabled => {
                chosen.push(install(plugin.clone(), Some(entry.config.clone()), problems));
            }
            Some(_) => {}
            None => {
                let known: Vec<&str> = plugins.iter().map(Plugin::id).collect();
                problems.push(format!(
                    "portal.json lists the plugin “{}”, which this build does not have. It has: {}.",
                    entry.id,
                    known.join(", ")
                ));
            }
        }
    }
    chosen
}

/// What plugins do while nobody waits begins so long after the start.
const IDLE: Duration = Duration::from_secs(5);

/// The portal.
#[component]
pub fn App(
    /// What `portal.json` says.
    config: Arc<Config>,
    /// The network.
    net: Net,
    /// Every plugin of this build.
    plugins: Vec<Plugin>,
    /// Path below which the portal is served, such as `/portal/`.
    base: String,
) -> impl IntoView {
    let mut problems = Vec::new();
    let mut installed = preset::ordered(&config, choose(&plugins, &config, &mut problems));
    let own = Installed { plugin: Arc::new(own_pages()), config: None, quarantined: false };
    installed.push(own.clone());
    let registry = Arc::new(Registry::new(&base, installed).with(plugins, problems));

    let preferences = Preferences::start();
    provide_context(preferences);
    provide_context(Stars::new(
        Signal::derive(move || preferences.with(|prefs| prefs.starred.clone())),
        Signal::derive(move || preferences.with(|prefs| prefs.recent.clone())),
        Callback::new(move |entity: String| preferences.change(|prefs| prefs.toggle_star(&entity))),
    ));
    provide_context(config.clone());
    provide_context(registry.clone());
    provide_context(net.clone());
    provide_context(Analytics::default());
    let _ = Announcer::provide();
    let _ = Toaster::provide();
    let sources = Sources::new(config.clone(), Some(net.clone()));
    provide_context(sources);
    sources.start();
    let (owner, all) = (Owner::current().unwrap_or_default(), registry.clone());
    set_timeout(move || owner.with(|| scope::idle(&all, &net)), IDLE);

    let router_base = base.trim_end_matches('/').to_owned();
    view! {
        <Router base=router_base>
            <frame::Frame registry=registry own=own title=config.title.clone() />
        </Router>
        <LiveRegion />
        <ToastRegion />
        <TooltipHost />
    }
}
