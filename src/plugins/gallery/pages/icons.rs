//! Every icon with its names.

use super::super::asked::State;
use super::super::find::{finds_icon, rust_name};
use super::super::frame::{Entries, Frame};
use super::super::routes::Place;
use super::super::search::Search;
use super::super::shelves::all_entries;
use super::counted;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{CopyButton, IconSize, PageHeader};

/// Draws the page.
pub fn draw() -> AnyView {
    let registry = use_registry();
    let entries: Entries = all_entries(&registry);
    let state = State::start();
    let search = Search::start(state);
    let gallery = Place::Overview.href(&registry, state.env().get_untracked());
    use_page().set(vec![Crumb::link("Gallery", Some(gallery)), Crumb::here("Icons")]);

    let total = Icon::ALL.len();
    let found = Memo::new(move |_| {
        let icons = Icon::ALL.iter().copied();
        icons.filter(|icon| search.with(|text| finds_icon(text, *icon))).collect::<Vec<_>>()
    });
    let result = Memo::new(move |_| match found.with(Vec::len) {
        all if all == total => counted(total, "icon"),
        some => format!("{some} of {}", counted(total, "icon")),
    });
    let tiles = move || {
        let icons = found.get();
        if icons.is_empty() {
            return search.nothing("No icon matches", "Every word has to be in the name.");
        }
        let tiles = icons.into_iter().map(tile).collect_view();
        view! { <ul class="gallery-icons" role="list" aria-label="Icons">{tiles}</ul> }.into_any()
    };
    view! {
        <Frame entries=entries state=state here=Place::Icons>
            <PageHeader
                title="Icons"
                subtitle="One family, drawn on a grid of 16 with a stroke of 1.5 px at every size."
            />
            {search.field("Filter icons", result)}
            {tiles}
        </Frame>
    }
    .into_any()
}

fn tile(icon: Icon) -> AnyView {
    let name = rust_name(icon);
    let variant = ["Icon::", &name].concat();
    let label = ["Copy ", &variant].concat();
    view! {
        <li class="gallery-icon">
            <Icon name=icon size=IconSize::Lg />
            <div class="gallery-icon-names">
                <span class="gallery-icon-name">{name}</span>
                <code>{icon.name()}</code>
            </div>
            <CopyButton text=variant label=label />
        </li>
    }
    .into_any()
}
