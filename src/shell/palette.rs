//! The command palette: entities, pages and commands by a few letters.
//!
//! `>` looks for commands only, `@` for people and teams, `#` for tags.

use super::appearance::Preferences;
use super::summoned::Wish;
use crate::crash;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::Sort;
use portico_catalog::reference::RefDefaults;
use portico_components::{CommandPalette, PaletteChoice, PaletteGroup, PaletteItem};
use std::ops::Range;

/// Entities in the list; the rest is on the catalog page.
const SHOWN: usize = 8;

/// What the text asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask<'a> {
    Anything(&'a str),
    Commands(&'a str),
    People(&'a str),
    Tags(&'a str),
}

fn ask(text: &str) -> Ask<'_> {
    let text = text.trim_start();
    let rest = |mark: char| text.strip_prefix(mark).map(str::trim);
    match (rest('>'), rest('@'), rest('#')) {
        (Some(text), _, _) => Ask::Commands(text),
        (_, Some(text), _) => Ask::People(text),
        (_, _, Some(text)) => Ask::Tags(text),
        _ => Ask::Anything(text.trim_end()),
    }
}

/// Draws it.
pub fn draw(wish: Wish) -> AnyView {
    let Wish { open, typed: text } = wish;
    let registry = use_registry();
    let catalog = use_sources().catalog();
    let preferences = use_context::<Preferences>();
    let navigate = use_navigate();
    // Closed, it forgets what was typed.
    Effect::new(move |_| {
        if !open.get() {
            text.set(String::new());
        }
    });
    let groups = {
        let registry = registry.clone();
        Memo::new(move |_| {
            if !open.get() {
                return Vec::new();
            }
            let recent = preferences.map(|prefs| prefs.with(|prefs| prefs.recent.clone()));
            text.with(|text| {
                catalog.with(|catalog| {
                    groups(&registry, catalog.as_deref(), text, &recent.unwrap_or_default())
                })
            })
        })
    };
    let choose = {
        let registry = registry.clone();
        Callback::new(move |choice: PaletteChoice| {
            let Some(target) = target(&registry, &choice.id) else { return };
            match target {
                Target::Page(href) if choice.new_tab => {
                    let _ =
                        window().open_with_url_and_target_and_features(&href, "_blank", "noopener");
                }
                Target::Page(href) => {
                    let options = NavigateOptions { resolve: false, ..Default::default() };
                    navigate(&href, options);
                }
                Target::Action(plugin, run) => crash::within(plugin, run),
            }
        })
    };
    let all = move || {
        let list = registry.href(routes::CATALOG, &())?;
        let asked = text.with(|text| match ask(text) {
            Ask::Anything(text) if !text.is_empty() => Some(text.to_owned()),
            _ => None,
        })?;
        let total = catalog
            .with(|catalog| catalog.as_ref().map_or(0, |catalog| catalog.find(&asked, 1).total));
        (total > SHOWN).then(|| {
            let pairs = [("kind".to_owned(), "all".to_owned()), ("q".to_owned(), asked)];
            let href = format!("{list}{}", crate::plugin::query::written(&pairs));
            view! {
                <a href=href on:click=move |_| open.set(false)>{format!("See all {total} results")}</a>
            }
        })
    };
    let footer = StoredValue::new(all);
    view! {
        <CommandPalette
            open=open
            groups=groups
            query=text
            on_query=Callback::new(move |typed| text.set(typed))
            on_choose=choose
            label="Search or jump to…"
            empty=Signal::derive(move || {
                text.with(|text| format!("Nothing is called “{}”. Try fewer letters, or > for commands.", text.trim()))
            })
            footer=ViewFn::from(move || {
                (move || footer.with_value(|all| all())).into_any()
            })
        />
    }
    .into_any()
}

fn groups(
    registry: &Registry,
    catalog: Option<&Catalog>,
    text: &str,
    recent: &[String],
) -> Vec<PaletteGroup> {
    let mut groups = Vec::new();
    let mut add = |title: &str, items: Vec<PaletteItem>| {
        if !items.is_empty() {
            groups.push(PaletteGroup { title: title.to_owned(), items });
        }
    };
    let entities = |found: Vec<(Ix, Vec<Range<usize>>)>| -> Vec<PaletteItem> {
        let Some(catalog) = catalog else { return Vec::new() };
        found.into_iter().map(|(ix, matches)| entity(catalog, ix, matches)).collect()
    };
    match ask(text) {
        Ask::Anything("") => {
            let opened = recent
                .iter()
                .filter_map(|name| EntityRef::parse(name, RefDefaults::default()).ok())
                .filter_map(|name| catalog?.lookup(&name))
                .map(|ix| (ix, Vec::new()))
                .collect();
            add("Recent", entities(opened));
            add("Pages", pages(registry, ""));
            add("Commands", commands(registry, ""));
        }
        Ask::Anything(text) => {
            let found = catalog.map(|catalog| {
                let found = catalog.find(text, SHOWN);
                found.hits.into_iter().map(|hit| (hit.ix, hit.ranges)).collect()
            });
            add("Entities", entities(found.unwrap_or_default()));
            add("Pages", pages(registry, text));
            add("Commands", commands(registry, text));
        }
        Ask::Commands(text) => add("Commands", commands(registry, text)),
        Ask::People(text) => {
            let found = catalog.map(|catalog| {
                let who = Filter::of_kind("user").with(Facet::Kind, "group").with_text(text);
                let rows = catalog.query(&who, Sort::default());
                rows.into_iter().take(SHOWN).map(|ix| (ix, Vec::new())).collect()
            });
            add("People and teams", entities(found.unwrap_or_default()));
        }
        Ask::Tags(text) => {
            let found = catalog.map(|catalog| {
                let tagged = Filter::new().with(Facet::Tag, text);
                let rows = catalog.query(&tagged, Sort::default());
                rows.into_iter().take(SHOWN).map(|ix| (ix, Vec::new())).collect()
            });
            add(
                "Tagged",
                if text.is_empty() { Vec::new() } else { entities(found.unwrap_or_default()) },
            );
        }
    }
    groups
}

fn entity(catalog: &Catalog, ix: Ix, matches: Vec<Range<usize>>) -> PaletteItem {
    let entry = catalog.entry(ix);
    let context = match entry.system() {
        Some(system) => format!("{} in {}", entry.kind_label(), system.display_name()),
        None => entry.kind_label().to_owned(),
    };
    PaletteItem {
        id: format!("entity {}", entry.entity_ref()),
        icon: portico_components::kind_icon(entry.kind()).0,
        title: entry.display_name().to_owned(),
        matches,
        context,
        keys: None,
    }
}

/// Where all words of `text` stand in `title` or, without a mark, in `more`; `None` when one is
/// nowhere.
fn matched(title: &str, more: &str, text: &str) -> Option<Vec<Range<usize>>> {
    let (lower, more) = (title.to_ascii_lowercase(), more.to_ascii_lowercase());
    let mut ranges = Vec::new();
    for word in text.to_ascii_lowercase().split_whitespace() {
        match lower.find(word) {
            Some(at) => ranges.push(at..at + word.len()),
            None if more.contains(word) => {}
            None => return None,
        }
    }
    ranges.sort_by_key(|range| range.start);
    let mut end = 0;
    ranges.retain(|range| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    Some(ranges)
}

fn pages(registry: &Registry, text: &str) -> Vec<PaletteItem> {
    registry
        .pages()
        .flat_map(|(by, page)| page.listed().iter().map(move |nav| (by, page, nav)))
        .filter_map(|(by, page, nav)| {
            let matches = matched(nav.label, "", text)?;
            Some(PaletteItem {
                id: format!("page {}?{}", page.address(), nav.query),
                icon: nav.icon,
                title: nav.label.to_owned(),
                matches,
                context: by.plugin.name().to_owned(),
                keys: None,
            })
        })
        .collect()
}

fn commands(registry: &Registry, text: &str) -> Vec<PaletteItem> {
    registry
        .commands()
        .filter_map(|(by, command)| {
            let matches = matched(command.title, command.keywords, text)?;
            Some(PaletteItem {
                id: format!("command {}.{}", by.plugin.id(), command.id),
                icon: command.icon,
                title: command.title.to_owned(),
                matches,
                context: by.plugin.name().to_owned(),
                keys: None,
            })
        })
        .collect()
}

enum Target {
    Page(String),
    Action(&'static str, fn()),
}

fn target(registry: &Registry, id: &str) -> Option<Target> {
    let (sort, rest) = id.split_once(' ')?;
    match sort {
        "entity" => {
            let name = EntityRef::parse(rest, RefDefaults::default()).ok()?;
            registry.href(routes::ENTITY, &EntityPath::of(&name)).map(Target::Page)
        }
        "page" => Some(Target::Page(registry.url(rest.trim_end_matches('?')))),
        _ => {
            let (by, command) = registry
                .commands()
                .find(|(by, command)| format!("{}.{}", by.plugin.id(), command.id) == rest)?;
            match command.run {
                Run::Go(to) => to(registry).map(Target::Page),
                Run::Do(run) => Some(Target::Action(by.plugin.id(), run)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_in_front_narrows_what_is_looked_for() {
        assert_eq!(ask("ledger "), Ask::Anything("ledger"));
        assert_eq!(ask("> theme"), Ask::Commands("theme"));
        assert_eq!(ask("@ana"), Ask::People("ana"));
        assert_eq!(ask("#pci"), Ask::Tags("pci"));
    }

    #[test]
    fn every_word_has_to_stand_somewhere() {
        assert_eq!(matched("Go to APIs", "catalog list", "api go"), Some(vec![0..2, 6..9]));
        assert_eq!(matched("Go to APIs", "catalog list", "list"), Some(vec![]));
        assert_eq!(matched("Go to APIs", "catalog list", "theme"), None);
        assert_eq!(matched("Go to APIs", "", ""), Some(vec![]));
    }
}
