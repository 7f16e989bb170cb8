//! Navigation, header and the place of the page.

use super::account::Account;
use super::appearance::Preferences;
use super::outlet::Outlet;
use super::summoned::{Wish, summoned};
use super::{missing_page, palette_view, shortcuts};
use crate::crash;
use crate::plugin::page::PageFrame;
use crate::plugin::prelude::*;
use crate::plugin::preset::Chosen;
use crate::plugin::registry::Installed;
use crate::plugin::route::matches;
use crate::plugin::scope::PluginScope;
use crate::readers::lasting;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use portico_catalog::reference::RefDefaults;
use portico_components::{
    AppShell, Banner, BottomBar, BottomItem, Breadcrumbs, Crumb as Step, Icon as Draw, IconButton,
    IconSize, Kbd, KindIcon, NavGroup, NavItem, NavList, ProgressBar, ProgressPlace, Skeleton,
    SkeletonKind, Tone, TopBar,
};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// The frame of every page.
#[component]
pub fn Frame(
    /// All pages.
    registry: Arc<Registry>,
    /// The shell's own part of them.
    own: Installed,
    /// Name of the portal.
    title: String,
) -> impl IntoView {
    let scope = style_sheet!("src/shell/frame.css");
    let preferences = use_context::<Preferences>();
    let rail = RwSignal::new(preferences.is_some_and(|preferences| preferences.now().rail));
    if let Some(preferences) = preferences {
        Effect::new(move |_| {
            let wish = rail.get();
            if preferences.now().rail != wish {
                preferences.change(|prefs| prefs.rail = wish);
            }
        });
    }
    let drawer = RwSignal::new(false);
    let palette = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let frame = PageFrame::new();
    provide_context(frame);
    let wish = Wish::listen(palette);
    shortcuts::listen(palette, rail);
    note_visits(preferences);

    // A page was chosen: the drawer has done its work.
    let pathname = use_location().pathname;
    let search = use_location().search;
    Effect::new(move |_| {
        pathname.track();
        search.track();
        drawer.set(false);
    });

    let crumbs = Signal::derive(move || {
        frame.crumbs().with(|crumbs| {
            let last = crumbs.len().saturating_sub(1);
            crumbs
                .iter()
                .enumerate()
                // A level without a page cannot be gone back to.
                .filter(|(index, crumb)| *index == last || crumb.href.is_some())
                .map(|(_, crumb)| {
                    Step::new(crumb.label.clone(), crumb.href.clone().unwrap_or_default())
                })
                .collect::<Vec<_>>()
        })
    });
    let here = Signal::derive(move || {
        frame
            .crumbs()
            .with(|crumbs| crumbs.last().map(|crumb| crumb.label.clone()).unwrap_or_default())
    });
    let home = registry.url("/");
    let brand = {
        let title = title.clone();
        move || {
            view! {
                <a href=home.clone()>
                    <Draw name=Icon::Logo size=IconSize::Md />
                    <span>{title.clone()}</span>
                </a>
            }
            .into_any()
        }
    };
    let settings = registry.href(routes::SETTINGS, &()).unwrap_or_default();
    let at_settings = {
        let settings = settings.clone();
        Signal::derive(move || pathname.with(|path| *path == settings))
    };
    let open_palette = Callback::new(move |_| palette.set(true));
    let for_banner = registry.clone();
    let banner = move || {
        let (brand, settings, registry) = (brand.clone(), settings.clone(), for_banner.clone());
        view! {
            <TopBar
                brand=ViewFn::from(brand)
                title=here
                on_menu=Callback::new(move |()| drawer.set(true))
                menu_open=drawer
                rail=rail
                start=ViewFn::from(move || view! { <Breadcrumbs crumbs=crumbs /> }.into_any())
                tools=ViewFn::from(move || search_field(scope, palette))
                narrow_tools=ViewFn::from(move || {
                    view! { <IconButton icon=Icon::Search label="Search" on_click=open_palette /> }
                        .into_any()
                })
                end=ViewFn::from(move || {
                    let actions = header_actions(registry.clone(), frame);
                    view! {
                        {actions}
                        <Account href=settings.clone() current=at_settings />
                    }
                        .into_any()
                })
            />
        }
        .into_any()
    };
    let sidebar = {
        let registry = registry.clone();
        move || navigation(&registry, lasting(rail), preferences)
    };
    let in_drawer = {
        let registry = registry.clone();
        move || navigation(&registry, Signal::stored(false), preferences)
    };
    let bottom = {
        let registry = registry.clone();
        move || bottom(&registry, palette, drawer)
    };
    let nothing = move || {
        view! {
            <PluginScope
                by=own.clone()
                extension="missing"
                title="Page not found"
                draw=Arc::new(|| missing_page::loader().draw(()))
                waiting=ViewFn::from(|| ().into_any())
            />
        }
        .into_any()
    };
    let safe = crash::safe_mode().then(|| {
        let away = registry.url("/");
        view! {
            <Banner tone=Tone::Warning title="Started without plugins">
                "Only the settings work in this mode. "
                <a href=away rel="external">"Start with all plugins"</a>
            </Banner>
        }
    });
    let progress = move || {
        busy.get()
            .then(|| view! { <ProgressBar label="Loading the page" place=ProgressPlace::Region /> })
    };
    view! {
        <AppShell
            banner=ViewFn::from(banner)
            sidebar=ViewFn::from(sidebar)
            drawer=ViewFn::from(in_drawer)
            bottom=ViewFn::from(bottom)
            rail=rail
            drawer_open=drawer
        >
            {safe}
            {progress}
            <Outlet
                registry=registry.clone()
                portal=title
                busy=busy
                frame=frame
                not_found=ViewFn::from(nothing)
                waiting=ViewFn::from(|| {
                    view! { <Skeleton kind=SkeletonKind::Card label="Loading the page" /> }.into_any()
                })
            />
        </AppShell>
        {summoned("The search", wish, palette_view::loader())}
    }
}

/// What the plugin of the page on the screen adds to the header.
fn header_actions(registry: Arc<Registry>, frame: PageFrame) -> AnyView {
    let actions = move || {
        let id = frame.plugin().get();
        let draw = |(by, action): (&Installed, &HeaderAction)| {
            let loader = action.loader;
            view! {
                <PluginScope
                    by=by.clone()
                    extension=action.id
                    title="This action"
                    draw=Arc::new(move || loader.draw(()))
                    waiting=ViewFn::from(|| ().into_any())
                />
            }
            .into_any()
        };
        registry.header_actions(&id).map(draw).collect::<Vec<_>>()
    };
    actions.into_any()
}

fn search_field(scope: &'static str, palette: RwSignal<bool>) -> AnyView {
    view! {
        <button
            type="button"
            class=portico_components::class(scope, "shell-search")
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K Meta+K"
            on:click=move |_| palette.set(true)
        >
            <Draw name=Icon::Search />
            <span class="shell-search-words">"Search or jump to…"</span>
            <Kbd keys="Mod+K" />
        </button>
    }
    .into_any()
}

/// Whether a path is below another one.
fn is_below(path: &str, other: &str) -> bool {
    path.strip_prefix(other).is_some_and(|rest| rest.starts_with('/'))
}

/// Where an entry of the navigation leads, and whether that is where we are.
fn entry(registry: &Registry, pattern: &'static str, nav: Nav) -> (String, Signal<bool>) {
    let mut href = registry.url(pattern);
    if !nav.query.is_empty() {
        href.push('?');
        href.push_str(nav.query);
    }
    let location = use_location();
    let (pathname, search) = (location.pathname, location.search);
    let own = registry.url(pattern);
    // What is below this page and has an entry of its own is not shown as here.
    let listed = registry.pages().filter(|(_, page)| !page.listed().is_empty());
    let deeper: Vec<String> = listed
        .map(|(_, page)| registry.url(page.address()))
        .filter(|address| is_below(address, &own))
        .collect();
    let current = Signal::derive(move || {
        let (here, query) = (pathname.get(), search.get());
        let at_list = here == own;
        let elsewhere = deeper.iter().any(|other| here == *other || is_below(&here, other));
        let below = is_below(&here, &own) && !elsewhere;
        let asked = |wanted: &str| query.split('&').any(|pair| pair == wanted);
        if nav.query.is_empty() {
            below || (at_list && !query.split('&').any(|pair| pair.starts_with("kind=")))
        } else {
            at_list && asked(nav.query)
        }
    });
    (href, current)
}

/// The entries of the navigation, each with the address of its page.
fn listed(registry: &Registry) -> Vec<(&'static str, Nav)> {
    let pages = registry.pages();
    let listed = pages.flat_map(|(_, page)| page.listed().iter().map(|nav| (page.address(), *nav)));
    let chosen = Chosen::look();
    let is_free = chosen.now().is_none() && !chosen.has_navigation;
    let (mut lead, rest): (Vec<_>, Vec<_>) = listed.partition(|(_, nav)| is_free && nav.lead);
    lead.extend(rest);
    lead
}

fn navigation(
    registry: &Arc<Registry>,
    rail: Signal<bool>,
    preferences: Option<Preferences>,
) -> AnyView {
    let listed = listed(registry);
    // What has no heading is on top.
    let mut headings = vec![""];
    for (_, nav) in &listed {
        if !headings.contains(&nav.group) {
            headings.push(nav.group);
        }
    }
    let groups = headings
        .into_iter()
        .map(|heading| {
            let items = listed
                .iter()
                .filter(|(_, nav)| nav.group == heading)
                .map(|&(pattern, nav)| {
                    let (href, current) = entry(registry, pattern, nav);
                    view! {
                        <NavItem
                            label=nav.label
                            href=href
                            icon=ViewFn::from(move || view! { <Draw name=nav.icon /> }.into_any())
                            current=current
                        />
                    }
                })
                .collect_view();
            match heading {
                "" => view! { <NavGroup>{items}</NavGroup> }.into_any(),
                _ => view! { <NavGroup title=heading>{items}</NavGroup> }.into_any(),
            }
        })
        .collect_view();
    let list = |title: &'static str, pick: fn(&super::prefs::Prefs) -> Vec<String>| {
        let registry = registry.clone();
        move || {
            let names = preferences.map(|prefs| prefs.with(pick)).unwrap_or_default();
            let catalog = use_sources().catalog();
            let entries = catalog.with(|catalog| {
                let catalog = catalog.as_ref()?;
                let entries: Vec<_> = names
                    .iter()
                    .filter_map(|name| EntityRef::parse(name, RefDefaults::default()).ok())
                    .filter_map(|name| catalog.lookup(&name))
                    .filter_map(|ix| {
                        let entry = catalog.entry(ix);
                        let path = EntityPath::of(&entry.entity_ref());
                        let href = registry.href(routes::ENTITY, &path)?;
                        let kind = entry.kind().to_owned();
                        Some(view! {
                            <NavItem
                                label=entry.display_name().to_owned()
                                href=href
                                icon=ViewFn::from(move || {
                                    view! { <KindIcon kind=kind.clone() /> }.into_any()
                                })
                            />
                        })
                    })
                    .collect();
                (!entries.is_empty()).then_some(entries)
            });
            entries.map(|entries| view! { <NavGroup title=title>{entries}</NavGroup> })
        }
    };
    let starred = list("Starred", |prefs| prefs.starred.iter().rev().take(8).cloned().collect());
    let recent = list("Recent", |prefs| prefs.recent.iter().take(5).cloned().collect());
    view! {
        <NavList label="Main" rail=rail>
            {groups}
            {starred}
            {recent}
        </NavList>
    }
    .into_any()
}

fn bottom(registry: &Arc<Registry>, palette: RwSignal<bool>, drawer: RwSignal<bool>) -> AnyView {
    let items = listed(registry)
        .into_iter()
        .filter(|(_, nav)| nav.bottom)
        .take(3)
        .map(|(pattern, nav)| {
            let (href, current) = entry(registry, pattern, nav);
            view! { <BottomItem label=nav.label icon=nav.icon href=href current=current /> }
        })
        .collect_view();
    view! {
        <BottomBar label="Shortcuts">
            {items}
            <BottomItem
                label="Search"
                icon=Icon::Search
                on_press=Callback::new(move |()| palette.set(true))
            />
            <BottomItem
                label="More"
                icon=Icon::Menu
                on_press=Callback::new(move |()| drawer.set(true))
            />
        </BottomBar>
    }
    .into_any()
}

/// Keeps the list of recently opened entities.
fn note_visits(preferences: Option<Preferences>) {
    let Some(preferences) = preferences else { return };
    let pathname = use_location().pathname;
    let registry = crate::plugin::scope::use_registry();
    let catalog = use_sources().catalog();
    Effect::new(move |_| {
        let path = pathname.get();
        let Some(path) = matches(routes::ENTITY.pattern(), registry.below(&path))
            .and_then(|params| EntityPath::read(&params))
        else {
            return;
        };
        let name = catalog.with(|catalog| {
            let catalog = catalog.as_ref()?;
            let ix = catalog.lookup_parts(&path.kind, &path.namespace, &path.name)?;
            Some(catalog.entry(ix).entity_ref().to_string())
        });
        if let Some(name) = name
            && preferences.now().recent.first() != Some(&name)
        {
            preferences.change(|prefs| prefs.visited(&name));
        }
    });
}
