//! What is around every page of the gallery: the search and the tree of all components beside it,
//! its keys, and the scope of the plugin's styles.

use super::asked::State;
use super::env::MEASURE;
use super::full::FullScreen;
use super::keys::Desk;
use super::later::{Part, later};
use super::routes::Place;
use super::search::Search;
use super::side::side;
use crate::plugin::prelude::*;
use leptos::html::Input;
use leptos::prelude::*;
use portico_components::class;
use portico_components::gallery::Entry;
use std::sync::Arc;
use stylers_macro::style_sheet;

/// All components, in the order of the tree.
pub type Entries = Arc<[Entry]>;

/// The tree and the page beside it.
#[component]
pub fn Frame(
    /// All components.
    entries: Entries,
    /// Surroundings of the previews, which the links of the tree keep.
    state: State,
    /// Where the reader is.
    #[prop(into)]
    here: Signal<Place>,
    /// Which view of a component.
    #[prop(optional, into)]
    view: Signal<String>,
    /// The search, where the page shows what it finds.
    #[prop(optional)]
    search: Option<Search>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("src/plugins/gallery/gallery.css");
    let full = FullScreen::start();
    let search = search.unwrap_or_else(Search::passing);
    let field = NodeRef::<Input>::new();
    let help = RwSignal::new(false);
    Desk { entries: entries.clone(), state, here, view, search: field, help, full }.listen();

    // Stays once it was asked for, so that its dialog can give the focus back.
    let wants_help = Memo::new(move |before| before == Some(&true) || help.get());
    let help_dialog = move || wants_help.get().then(|| later("The help", Part::Keys(help), None));
    let measures = Memo::new(move |_| state.env().get().chosen(&MEASURE).is_some());
    let measurements =
        move || measures.get().then(|| later("The measurements", Part::Measure(state), None));
    view! {
        <div class=class(scope, "gallery")>
            {side(&entries, state, here, search, field, help)}
            <div class="gallery-page" data-measuring=move || measures.get().then_some("")>
                {children()} {measurements}
            </div>
            {full.view(state)}
            {help_dialog}
        </div>
    }
    .into_any()
}
