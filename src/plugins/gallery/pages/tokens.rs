//! Every design token with its value, and the measured contrast of what stands on what.

use super::super::asked::State;
use super::super::frame::{Entries, Frame};
use super::super::handbook::PORTAL;
use super::super::routes::Place;
use super::super::search::Search;
use super::super::shelves::all_entries;
use super::super::tokens::{GROUPS, contrast, group_of, pairs, rows};
use super::counted;
use crate::net::{self, use_load};
use crate::plugin::loaded::Loaded;
use crate::plugin::package;
use crate::plugin::prelude::*;
use leptos::html::Div;
use leptos::prelude::*;
use portico_components::{PageHeader, SkeletonKind, Stack, Status, Tone, lower};
use std::sync::Arc;
use web_sys::Element;

/// The four looks: what they are called, and the attributes that make them.
const LOOKS: [(&str, &str, &str); 4] = [
    ("Light", "light", "normal"),
    ("Dark", "dark", "normal"),
    ("Light, high contrast", "light", "more"),
    ("Dark, high contrast", "dark", "more"),
];

/// Draws the page.
pub fn draw() -> AnyView {
    let registry = use_registry();
    let entries: Entries = all_entries(&registry);
    let state = State::start();
    let search = Search::start(state);
    let gallery = Place::Overview.href(&registry, state.env().get_untracked());
    use_page().set(vec![Crumb::link("Gallery", Some(gallery)), Crumb::here("Tokens")]);

    let load = use_load(|| {
        Some(net::Get::<Vec<String>>::new(PORTAL).path([
            &*package::folder()?,
            "gallery",
            "tokens.json",
        ]))
    });
    let total = RwSignal::new(0_usize);
    let shown = RwSignal::new(0_usize);
    let result = Memo::new(move |_| match (shown.get(), total.get()) {
        (some, all) if some == all => counted(all, "token"),
        (some, all) => format!("{some} of {}", counted(all, "token")),
    });
    let view = Arc::new(move |names: &Vec<String>| {
        let names = names.clone();
        total.set(names.len());
        let groups = move || {
            let found: Vec<String> = names
                .iter()
                .filter(|name| search.with(|text| finds(text, name)))
                .cloned()
                .collect();
            shown.set(found.len());
            if found.is_empty() {
                return search.nothing("No token matches", "Every word has to be in the name.");
            }
            let groups = GROUPS.iter().enumerate().filter_map(|(at, (title, _))| {
                let own: Vec<String> =
                    found.iter().filter(|name| group_of(name) == at).cloned().collect();
                (!own.is_empty()).then(|| {
                    view! {
                        <section class="gallery-example">
                            <h2 class="gallery-title">{*title}</h2>
                            {rows(title, own)}
                        </section>
                    }
                    .into_any()
                })
            });
            groups.collect::<Vec<_>>().into_any()
        };
        groups.into_any()
    });
    view! {
        <Frame entries=entries state=state here=Place::Tokens>
            <PageHeader
                title="Tokens"
                subtitle="Every colour, distance, size and duration has a name. The values are those of this page, as it looks now."
            />
            {search.field("Filter tokens", result)}
            <Stack>
                <Loaded load=load title="Tokens" skeleton=SkeletonKind::Text(12) view=view />
                {contrasts()}
            </Stack>
        </Frame>
    }
    .into_any()
}

fn finds(text: &str, name: &str) -> bool {
    lower(text).split_whitespace().all(|word| name.contains(word))
}

/// The pairs, measured in each of the four looks.
fn contrasts() -> AnyView {
    let measured = RwSignal::new(Vec::<Vec<Option<u32>>>::new());
    let probes: Vec<AnyView> = LOOKS
        .iter()
        .map(|(_, theme, contrast)| {
            view! { <div data-theme=*theme data-contrast=*contrast></div> }.into_any()
        })
        .collect();
    let root = NodeRef::<Div>::new();
    root.on_load(move |root| {
        let places: Vec<Element> =
            (0..LOOKS.len() as u32).filter_map(|at| root.children().item(at)).collect();
        let all = pairs()
            .into_iter()
            .map(|pair| places.iter().map(|place| contrast(place, pair)).collect())
            .collect();
        measured.set(all);
    });
    let heads: Vec<AnyView> = LOOKS
        .iter()
        .map(|(title, _, _)| view! { <th scope="col">{*title}</th> }.into_any())
        .collect();
    let body = move || {
        let measured = measured.get();
        let rows = pairs().into_iter().zip(measured).map(|(pair, ratios)| {
            let cells: Vec<AnyView> =
                ratios.into_iter().map(|ratio| cell(ratio, pair.least)).collect();
            view! {
                <tr>
                    <th scope="row"><code>{pair.front}</code> " on " <code>{pair.back}</code></th>
                    {cells}
                </tr>
            }
            .into_any()
        });
        rows.collect::<Vec<_>>().into_any()
    };
    view! {
        <section class="gallery-example">
            <h2 class="gallery-title">"Contrast"</h2>
            <p class="gallery-hint">
                "Measured here and now. Text needs 4.5 to 1, shapes need 3 to 1 (WCAG 2.2 AA)."
            </p>
            <div hidden=true node_ref=root>{probes}</div>
            <div class="gallery-scroll" role="region" aria-label="Contrast" tabindex="0">
                <table class="gallery-table" aria-label="Contrast of tokens">
                    <thead>
                        <tr>
                            <th scope="col">"Pair"</th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{body}</tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn cell(ratio: Option<u32>, least: u32) -> AnyView {
    let Some(ratio) = ratio else { return view! { <td>"–"</td> }.into_any() };
    let (tone, word) = match ratio >= least {
        true => (Tone::Success, "enough"),
        false => (Tone::Danger, "too little"),
    };
    let number = [(ratio / 100).to_string(), ".".to_owned(), two_digits(ratio % 100)].concat();
    let label = [&number, ", ", word].concat();
    view! { <td><Status tone=tone label=label /></td> }.into_any()
}

fn two_digits(number: u32) -> String {
    [if number < 10 { "0" } else { "" }, &number.to_string()].concat()
}
