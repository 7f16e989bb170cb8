//! The keys of the gallery. They act only while single keys are switched on in the settings.

use super::asked::State;
use super::env::{MEASURE, THEME};
use super::frame::Entries;
use super::full::FullScreen;
use super::routes::Place;
use super::views;
use crate::plugin::keys;
use crate::plugin::prelude::*;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use portico_components::{Banner, Dialog, DialogSize, Kbd, Link, Stack};

/// Every key with what it does.
const ALL: [(&[&str], &str); 9] = [
    (&["/"], "Find a component"),
    (&["[", "]"], "Previous and next component"),
    (&["1", "2", "3", "4", "5", "6"], "The tabs of a component"),
    (&["T"], "Light or dark previews"),
    (&["S"], "Light and dark beside each other"),
    (&["M"], "Measure what is pointed at"),
    (&["F"], "Full screen, and back"),
    (&["?"], "These keys"),
    (&["Mod+K"], "Search the whole portal"),
];

/// What the keys act on.
#[derive(Clone)]
pub struct Desk {
    /// All components.
    pub entries: Entries,
    /// The surroundings of the previews.
    pub state: State,
    /// The page.
    pub here: Signal<Place>,
    /// The view of the component, if it is the page of one.
    pub view: Signal<String>,
    /// The search of components.
    pub search: NodeRef<Input>,
    /// Whether the help is open.
    pub help: RwSignal<bool>,
    /// What can fill the screen.
    pub full: FullScreen,
}

impl Desk {
    /// Listens until the owner goes.
    pub fn listen(self) {
        let registry = use_registry();
        let navigate = use_navigate();
        keys::listen(move |key| match key {
            "/" => self.search.get_untracked().is_some_and(|field| field.focus().is_ok()),
            "?" => {
                self.help.set(true);
                true
            }
            "f" | "F" => self.full.open(),
            _ => {
                if look(self.state, key) {
                    return true;
                }
                let Some(place) = self.place(key) else { return false };
                let href = place.href(&registry, self.state.env().get_untracked());
                navigate(&href, NavigateOptions { resolve: false, ..Default::default() });
                true
            }
        });
    }

    /// The page that a key leads to from the page of a component.
    fn place(&self, key: &str) -> Option<Place> {
        let Place::Component(id) = self.here.get_untracked() else { return None };
        let at = self.entries.iter().position(|entry| entry.id == id)?;
        let (at, view) = match key {
            "[" => (at.checked_sub(1)?, self.view.get_untracked()),
            "]" => (at + 1, self.view.get_untracked()),
            _ => {
                let entry = self.entries.get(at)?;
                let nth = key.parse::<usize>().ok()?.checked_sub(1)?;
                let mut tabs = views::VIEWS.iter().filter(|(view, _)| views::has(entry, view));
                (at, tabs.nth(nth)?.0.to_owned())
            }
        };
        let entry = self.entries.get(at)?;
        // Who walks through the tokens of all components stays with the tokens.
        let same = views::VIEWS.iter().find(|(known, _)| *known == view);
        Some(match same {
            Some((view, _)) if !view.is_empty() && views::has(entry, view) => {
                Place::View(id_of(entry), view)
            }
            _ => Place::of(entry),
        })
    }
}

fn id_of(entry: &portico_components::gallery::Entry) -> String {
    entry.id.to_owned()
}

/// Does what a key does to the surroundings. Returns whether it is the key of one.
pub fn look(state: State, key: &str) -> bool {
    let env = state.env().get_untracked();
    let theme = env.value(&THEME);
    let (setting, value) = match key {
        "t" | "T" => {
            let page = document().document_element();
            let page = page.and_then(|page| page.get_attribute("data-theme"));
            let is_dark = match theme {
                "dark" | "hc-dark" => true,
                "page" => page.as_deref() == Some("dark"),
                _ => false,
            };
            (&THEME, if is_dark { "light" } else { "dark" })
        }
        "s" | "S" => (&THEME, if theme == "split" { "page" } else { "split" }),
        "m" | "M" => (&MEASURE, if env.chosen(&MEASURE).is_some() { "none" } else { "1" }),
        _ => return false,
    };
    state.change(true, |asked| asked.env = asked.env.with(setting.key, value));
    true
}

/// The dialog that lists them.
pub fn help(open: RwSignal<bool>) -> AnyView {
    let settings = use_registry().href(routes::SETTINGS, &());
    let content = move || {
        let rows: Vec<AnyView> = ALL
            .iter()
            .map(|(keys, does)| {
                let keys: Vec<AnyView> =
                    keys.iter().map(|keys| view! { <Kbd keys=*keys /> }.into_any()).collect();
                view! {
                    <div>
                        <dt>{*does}</dt>
                        <dd>{keys}</dd>
                    </div>
                }
                .into_any()
            })
            .collect();
        let off = (!keys::are_wanted()).then(|| {
            view! { <Banner>"Single keys are switched off: only the search of the portal works."</Banner> }
        });
        let settings = settings.clone().map(|href| {
            view! {
                <p class="gallery-hint">
                    "Single keys do nothing while you type. They can be switched off in the "
                    <Link href=href>"settings"</Link> "."
                </p>
            }
        });
        view! {
            <Stack>
                {off}
                <dl class="gallery-keys">{rows}</dl>
                {settings}
            </Stack>
        }
    };
    view! { <Dialog open=open size=DialogSize::Sm title="Keys of the gallery">{content()}</Dialog> }
        .into_any()
}
