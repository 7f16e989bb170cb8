//! What the page says when it has no results, and what to do about it.

use crate::plugin::prelude::*;
use crate::plugin::search::Search;
use leptos::prelude::*;
use portico_components::{Button, EmptyKind, EmptyState, KindIcon, Level, Link, List};

/// Before anything was typed.
pub(super) fn nothing_asked() -> AnyView {
    view! {
        <EmptyState kind=EmptyKind::FirstUse title="Search for anything" level=Level::H2 icon=Icon::Search>
            "Names, words of descriptions and documents, tags, people. The beginning of a word is enough, and a slip is forgiven."
        </EmptyState>
    }
    .into_any()
}

/// A text without results. The names that are nearest to it are looked for when typing has
/// `paused`.
pub(super) fn nothing_found(
    search: Search,
    text: &str,
    paused: RwSignal<String>,
    narrowed: bool,
    widen: Callback<()>,
) -> AnyView {
    let looked = search
        .with(|index| {
            let entities = index.catalog().len();
            match index.documents() {
                0 if entities == 0 => "No entity is known: the catalog is empty, or none of its sources could be read. The settings say what became of each.".to_owned(),
                0 => format!("{entities} entities were searched: names, descriptions, tags, owners, annotations and links."),
                documents => format!("{entities} entities and {documents} sections of documents were searched, names and text."),
            }
        })
        .unwrap_or_default();
    let asked = text.to_owned();
    let near = move || paused.with(|paused| *paused == asked).then(|| nearest(search, &asked));
    let title = format!("Nothing found for “{text}”");
    let hint = if narrowed {
        "Filters are on: without them there may be more."
    } else {
        "Try fewer words, another word for it, or the beginning of a name."
    };
    let actions = move || {
        narrowed
            .then(|| view! { <Button on_click=Callback::new(move |_| widen.run(()))>"Search without filters"</Button> })
            .into_any()
    };
    view! {
        <EmptyState kind=EmptyKind::NoMatch title=title level=Level::H2 actions=ViewFn::from(actions)>
            <p>{hint}</p>
            <p>{looked}</p>
        </EmptyState>
        {near}
    }
    .into_any()
}

fn nearest(search: Search, text: &str) -> AnyView {
    let registry = use_registry();
    let near: Vec<AnyView> = search
        .catalog()
        .map(|catalog| {
            let near = catalog.near(None, None, text, 5).into_iter();
            near.filter_map(|ix| {
                let entry = catalog.entry(ix);
                let href = registry.href(routes::ENTITY, &EntityPath::of(&entry.entity_ref()))?;
                let (kind, name) = (entry.kind().to_owned(), entry.display_name().to_owned());
                Some(view! { <KindIcon kind=kind /> " " <Link href=href>{name}</Link> }.into_any())
            })
            .collect()
        })
        .unwrap_or_default();
    let shown = (!near.is_empty()).then(|| {
        view! {
            <section>
                <h2>"Nearest names"</h2>
                <List items=near plain=true />
            </section>
        }
    });
    shown.into_any()
}
