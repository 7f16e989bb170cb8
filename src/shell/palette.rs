//! The command palette: everything the portal knows by a few letters, on the search's own index.
//!
//! `>` looks for commands only, `@` for people and teams, `#` for tags; `?` says so. Tab limits the
//! search to the sort of the marked result.

mod lists;

use super::appearance::Preferences;
use super::summoned::Wish;
use crate::crash;
use crate::plugin::page::use_page;
use crate::plugin::prelude::*;
use crate::plugin::search::misses::{self, What};
use crate::plugin::search::{Progress, use_search};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use lists::{Lists, Only};
use portico_catalog::reference::RefDefaults;
use portico_components::{CommandPalette, PaletteChoice};

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

/// Draws it.
pub fn draw(wish: Wish) -> AnyView {
    let Wish { open, typed: text } = wish;
    let registry = use_registry();
    let search = use_search();
    let preferences = use_context::<Preferences>();
    let page = use_page().plugin();
    let navigate = use_navigate();
    let only = RwSignal::new(None::<Only>);
    let asked = Memo::new(move |_| text.with(|text| words(text).to_owned()));
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
        if ready && missed {
            text.with_untracked(|text| misses::note(What::Search, text));
        }
        text.set(String::new());
        only.set(None);
    });
    let groups = {
        let registry = registry.clone();
        Memo::new(move |_| {
            if !open.get() {
                return Vec::new();
            }
            let recent = preferences.map(|prefs| prefs.with(|prefs| prefs.recent.clone()));
            let page = page.get();
            let lists = Lists { registry: &registry, search, page: &page, only: only.get() };
            text.with(|text| {
                answer.with(|answer| lists.groups(ask(text), answer, &recent.unwrap_or_default()))
            })
        })
    };
    let choose = {
        let registry = registry.clone();
        Callback::new(move |choice: PaletteChoice| {
            if let Some(mark) = choice.id.strip_prefix("hint ") {
                text.set(mark.to_owned());
                open.set(true);
                return;
            }
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
    let limit = Callback::new(move |id: String| {
        let sort = untrack(|| search.with(|index| lists::sort_of(index, &id))).flatten();
        if let Some(sort) = sort {
            let named = search.sorts().into_iter().find(|named| named.sort == sort);
            only.set(named.map(|named| Only { sort, title: named.title }));
        }
    });
    view! {
        <CommandPalette
            open=open
            groups=groups
            query=text
            on_query=Callback::new(move |typed| text.set(typed))
            on_choose=choose
            scope=Signal::derive(move || only.get().map(|only| only.title.to_owned()))
            on_back=Callback::new(move |()| only.set(None))
            on_tab=limit
            label="Search or jump to…"
            empty=Signal::derive(move || {
                text.with(|text| {
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
