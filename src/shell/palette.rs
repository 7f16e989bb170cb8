//! The command palette: everything the portal knows by a few letters, on the search's own index.
//!
//! `>` looks for commands only, `@` for people and teams, `#` for tags; `?` says so. Tab limits the
//! search to the sort of the marked result, → leads to what can be done with it.

mod actions;
mod here;
mod lists;

use super::appearance::Preferences;
use super::summoned::Wish;
use crate::crash;
use crate::plugin::page::use_page;
use crate::plugin::prelude::*;
use crate::plugin::search::misses::{self, What};
use crate::plugin::search::{Progress, use_search};
use crate::plugin::stars::use_stars;
use actions::Setting;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use lists::{Kept, Lists, Only, Within};
use portico_catalog::catalog::Catalog;
use portico_catalog::reference::RefDefaults;
use portico_components::{CommandPalette, PaletteChoice, Tone, copy_text, use_toaster};

/// What the text asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ask<'a> {
    Anything(&'a str),
    Commands(&'a str),
    People(&'a str),
    Tags(&'a str),
    Help,
}

fn ask(text: &str) -> Ask<'_> {
    let text = text.trim_start();
    let rest = |mark: char| text.strip_prefix(mark).map(str::trim);
    match (rest('>'), rest('@'), rest('#')) {
        (Some(text), _, _) => Ask::Commands(text),
        (_, Some(text), _) => Ask::People(text),
        (_, _, Some(text)) => Ask::Tags(text),
        _ if text.trim_end() == "?" => Ask::Help,
        _ => Ask::Anything(text.trim_end()),
    }
}

/// The words of a text without its mark.
fn words(text: &str) -> &str {
    match ask(text) {
        Ask::Anything(text) | Ask::Commands(text) | Ask::People(text) | Ask::Tags(text) => text,
        Ask::Help => "",
    }
}

/// A step into something, and the text that comes back with the way back.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    within: Within,
    before: String,
}

/// Draws it.
pub fn draw(wish: Wish) -> AnyView {
    let Wish { open, typed: text } = wish;
    let registry = use_registry();
    let search = use_search();
    let preferences = use_context::<Preferences>();
    let page = use_page().plugin();
    let navigate = use_navigate();
    let (sources, stars, toaster) = (use_sources(), use_stars(), use_toaster());
    let kept: Kept = StoredValue::new(None);
    let steps = RwSignal::new(Vec::<Step>::new());
    let within = move || steps.with(|steps| steps.last().map(|step| step.within.clone()));
    // Inside of a thing nothing else is looked for.
    let searches = move || matches!(within(), None | Some(Within::Sort(_)));
    let asked = Memo::new(move |_| {
        if searches() { text.with(|text| words(text).to_owned()) } else { String::new() }
    });
    let answer = search.answers(asked.into());
    let known = registry.clone();
    // Closed, it forgets what was typed, and remembers what was not found.
    Effect::new(move |_| {
        if open.get() {
            return;
        }
        let ready = search.progress().get_untracked() == Progress::Ready;
        let missed = text.with_untracked(|text| match ask(text) {
            Ask::Anything(text) => {
                answer.with_untracked(|answer| lists::missed(&known, text, answer))
            }
            _ => false,
        });
        if ready && missed && untrack(searches) {
            text.with_untracked(|text| misses::note(What::Search, text));
        }
        text.set(String::new());
        steps.set(Vec::new());
        kept.set_value(None);
    });
    let groups = {
        let registry = registry.clone();
        Memo::new(move |_| {
            if !open.get() {
                return Vec::new();
            }
            let prefs = preferences.map(|prefs| prefs.with(Clone::clone));
            let (page, within) = (page.get(), within());
            let lists = Lists {
                registry: &registry,
                search,
                page: &page,
                within: within.as_ref(),
                sources,
                stars,
                prefs: prefs.as_ref(),
                kept,
            };
            text.with(|text| answer.with(|answer| lists.groups(text, answer)))
        })
    };
    let choose = {
        let registry = registry.clone();
        Callback::new(move |choice: PaletteChoice| {
            let Some(target) = target(&registry, &choice.id) else { return };
            match target {
                Target::Page(href) if choice.new_tab => new_tab(&href),
                Target::Outside(url) => new_tab(&url),
                Target::Page(href) => {
                    let options = NavigateOptions { resolve: false, ..Default::default() };
                    navigate(&href, options);
                }
                Target::Action(plugin, run) => crash::within(plugin, run),
                Target::Here(name) => here::run(&name),
                Target::Copy(text) => spawn_local(async move {
                    if copy_text(&text).await {
                        toaster.push(Tone::Success, format!("Copied {text}"), None);
                    } else {
                        toaster.push(Tone::Danger, format!("Could not copy {text}"), None);
                    }
                }),
                Target::Star(name) => {
                    stars.toggle(&name);
                    let done = if untrack(|| stars.has(&name)) { "Starred" } else { "No star on" };
                    toaster.push(Tone::Success, format!("{done} {name}"), None);
                }
                Target::Setting(setting, title) => {
                    if let Some(preferences) = preferences {
                        preferences.change(|prefs| setting.choose(&title, prefs));
                    }
                }
            }
        })
    };
    let limit = Callback::new(move |id: String| {
        let sort = untrack(|| search.with(|index| lists::sort_of(index, &id))).flatten();
        let named = sort.and_then(|sort| {
            let named = search.sorts().into_iter().find(|named| named.sort == sort)?;
            Some(Only { sort, title: named.title })
        });
        // One sort is in force, not one inside of another.
        if let Some(only) = named {
            let before = String::new();
            steps.set(Vec::from([Step { within: Within::Sort(only), before }]));
        }
    });
    let into = Callback::new(move |id: String| {
        if let Some(mark) = id.strip_prefix("hint ") {
            text.set(mark.to_owned());
            return;
        }
        let catalog = untrack(|| search.catalog());
        let within = catalog.and_then(|catalog| inside(&catalog, &id)).or_else(|| setting(&id));
        if let Some(within) = within {
            let before = text.get_untracked();
            steps.update(|steps| steps.push(Step { within, before }));
            text.set(String::new());
        }
    });
    let back = move |()| {
        let step = steps.try_update(Vec::pop).flatten();
        // A limit is taken off what is typed, which stays.
        if let Some(step) = step.filter(|step| !matches!(step.within, Within::Sort(_))) {
            text.set(step.before);
        }
    };
    view! {
        <CommandPalette
            open=open
            groups=groups
            query=text
            on_query=Callback::new(move |typed| text.set(typed))
            on_choose=choose
            scope=Signal::derive(move || within().map(|within| within.title()))
            on_back=Callback::new(back)
            on_tab=limit
            on_into=into
            label="Search or jump to…"
            empty=Signal::derive(move || {
                text.with(|text| {
                    if !searches() {
                        return "Nothing here is called so. Backspace in the empty field leads back.".to_owned();
                    }
                    let words = words(text);
                    match words.is_empty() {
                        true => "Type a name. ? shows what else can be typed.".to_owned(),
                        false => format!("Nothing is called “{words}”. Try fewer letters, or > for commands."),
                    }
                })
            })
            loading=Signal::derive(move || search.progress().get() == Progress::Waiting)
        />
    }
    .into_any()
}

/// Opens an address beside the portal.
fn new_tab(href: &str) {
    let _ = window().open_with_url_and_target_and_features(href, "_blank", "noopener,noreferrer");
}

/// The step into an entity, by the id of its line.
fn inside(catalog: &Catalog, id: &str) -> Option<Within> {
    let name = EntityRef::parse(id.strip_prefix("entity ")?, RefDefaults::default()).ok()?;
    let entry = catalog.entry(catalog.lookup(&name)?);
    Some(Within::Entity(name.to_string(), entry.display_name().to_owned()))
}

/// The step into a setting.
fn setting(id: &str) -> Option<Within> {
    id.strip_prefix("set ").and_then(Setting::named).map(Within::Setting)
}

enum Target {
    Page(String),
    Outside(String),
    Action(&'static str, fn()),
    Here(String),
    Copy(String),
    Star(String),
    Setting(Setting, String),
}

fn target(registry: &Registry, id: &str) -> Option<Target> {
    let (sort, rest) = id.split_once(' ')?;
    if let Some(setting) = Setting::named(sort) {
        return Some(Target::Setting(setting, rest.to_owned()));
    }
    match sort {
        "go" => Some(Target::Page(rest.to_owned())),
        "out" => Some(Target::Outside(rest.to_owned())),
        "here" => Some(Target::Here(rest.to_owned())),
        "copy" => Some(Target::Copy(rest.to_owned())),
        "star" => Some(Target::Star(rest.to_owned())),
        "entity" => {
            let name = EntityRef::parse(rest, RefDefaults::default()).ok()?;
            registry.href(routes::ENTITY, &EntityPath::of(&name)).map(Target::Page)
        }
        // As the registry wrote it.
        "document" => rest.split_once(' ').map(|(_, href)| Target::Page(href.to_owned())),
        "page" => Some(Target::Page(registry.url(rest.trim_end_matches('?')))),
        "everywhere" => {
            let pairs = [("query".to_owned(), rest.to_owned())];
            let page = registry.href(routes::SEARCH, &())?;
            Some(Target::Page(format!("{page}{}", crate::plugin::query::written(&pairs))))
        }
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
        assert_eq!(ask("?"), Ask::Help);
        assert_eq!((words("@ana b "), words(" x y"), words("?")), ("ana b", "x y", ""));
    }
}
