//! The filters of a list.

pub mod gallery;

use leptos::{html, prelude::*};
use stylers_macro::style_sheet;

use crate::select_panel::{FacetList, logic};
use crate::{
    Button, Chip, Drawer, Facet, Icon, IconSize, SelectPanel, Size, Variant, class, dom, unique_id,
};

/// What a chip of a [`FilterBar`] is removed by.
const REMOVE: &str = "button";

/// The filters of a list: a search field, facets, what is chosen, and how much is left.
///
/// One row that wraps, with what is chosen as chips below it. Below 768 px the facets are behind a
/// button, in a sheet with the same lists. Every choice belongs into the address of the page.
///
/// Keyboard: that of its parts. When a chip is removed, the focus goes to the next one, and after
/// the last one to the search field.
#[component]
pub fn FilterBar(
    /// A `SearchField` for the names.
    #[prop(into)]
    search: ViewFn,
    /// The properties to filter by.
    facets: Vec<Facet>,
    /// Chips for filters that are no facet.
    #[prop(optional, into)]
    chips: Option<ViewFn>,
    /// What stands at the end of the row: how it is shown, saved views. Not below 768 px.
    #[prop(optional, into)]
    end: Option<ViewFn>,
    /// How much is left: "38 of 128 components". Only seen: the list below says it, so hand it
    /// the same sentence.
    #[prop(into)]
    summary: Signal<String>,
    /// The button that closes the sheet: "Show 38 components".
    #[prop(into)]
    show: Signal<String>,
    /// Called when everything is to be taken back, after every facet was.
    #[prop(optional, into)]
    on_clear: Option<Callback<()>>,
    /// Whether something is chosen that is no facet, so that "Clear all" has something to do.
    #[prop(optional, into)]
    active: Signal<bool>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/filter_bar/filter_bar.css");
    let facets = StoredValue::new(facets);
    let sheet = RwSignal::new(false);
    let whole = NodeRef::<html::Div>::new();
    let chip_row = NodeRef::<html::Div>::new();
    // A facet can be handed in or out of sight, but not changed: its signals do that.
    let chosen = move || {
        facets.with_value(|facets| {
            facets.iter().filter(|facet| facet.selected.with(|chosen| !chosen.is_empty())).count()
        })
    };
    let any = Memo::new(move |_| chosen() > 0 || active.get());
    // In the sheet, "Clear all" stays; in the row it goes with the chips.
    let clear = move || {
        for facet in facets.get_value() {
            facet.clear();
        }
        if let Some(on_clear) = on_clear {
            on_clear.try_run(());
        }
    };
    // Where the focus goes once the chips are drawn anew.
    let keep_focus = move |at: usize| {
        request_animation_frame(move || {
            if dom::focused().is_some() {
                return;
            }
            let row = chip_row.try_get_untracked().flatten();
            let buttons = row.map(|row| dom::find_all(&row, REMOVE)).unwrap_or_default();
            let at = at.min(buttons.len().saturating_sub(1));
            let bar = whole.try_get_untracked().flatten();
            let first = || bar.and_then(|bar| dom::first_focusable(&bar));
            dom::focus_later(buttons.into_iter().nth(at).or_else(first));
        });
    };
    let chip_views = move || {
        let facets = facets.get_value().into_iter();
        let chosen = facets.filter(|facet| facet.selected.with(|chosen| !chosen.is_empty()));
        let chips = chosen.enumerate().map(|(at, facet)| {
            let words = in_words(&facet);
            let name = facet.label.clone();
            view! {
                <Chip
                    key_text=name
                    value=words
                    on_remove=move |()| {
                        facet.clear();
                        keep_focus(at);
                    }
                />
            }
        });
        chips.collect_view()
    };
    let bar = move || {
        facets.get_value().into_iter().map(|facet| view! { <SelectPanel facet /> }).collect_view()
    };
    let sections = move || {
        facets.get_value().into_iter().map(|facet| view! { <Section facet /> }).collect_view()
    };
    let sheet_actions = move || {
        view! {
            <Button on_click=move |_| clear()>"Clear all"</Button>
            <Button variant=Variant::Solid size=Size::Lg on_click=move |_| sheet.set(false)>
                {move || show.get()}
            </Button>
        }
    };
    view! {
        <div class=class(scope, "pk-filter-bar") node_ref=whole>
            <div data-row="">
                <div data-search="">{search.run()}</div>
                <div data-facets="">{bar}</div>
                <div data-narrow="">
                    <Button icon=Icon::Filter on_click=move |_| sheet.set(true) attr:aria-haspopup="dialog">
                        "Filters"
                        {move || {
                            Some(chosen())
                                .filter(|count| *count > 0)
                                .map(|count| {
                                    view! {
                                        <small>
                                            " " {count} <span class="u-visually-hidden">" active"</span>
                                        </small>
                                    }
                                })
                        }}
                    </Button>
                </div>
                {end.map(|end| view! { <div data-end="">{end.run()}</div> })}
            </div>
            <div data-chips="" node_ref=chip_row>
                {move || {
                    any.get()
                        .then(|| {
                            view! {
                                <div role="group" aria-label="Active filters">
                                    {chip_views}
                                    {chips.as_ref().map(ViewFn::run)}
                                    <Button
                                        variant=Variant::Ghost
                                        size=Size::Sm
                                        on_click=move |_| {
                                            clear();
                                            keep_focus(0);
                                        }
                                    >
                                        "Clear all"
                                    </Button>
                                </div>
                            }
                        })
                }}
                <p>{move || summary.get()}</p>
            </div>
            <Drawer
                open=sheet
                title="Filters"
                flush=true
                actions=sheet_actions
            >
                {sections}
            </Drawer>
        </div>
    }
}

fn in_words(facet: &Facet) -> String {
    facet.selected.with(|chosen| match chosen.is_empty() {
        // The options may have to be counted: not for nothing.
        true => String::new(),
        false => facet.options.with(|options| logic::in_words(options, chosen)),
    })
}

/// One facet of the sheet: its name, what is chosen, and the list below when it is open.
#[component]
fn Section(facet: Facet) -> impl IntoView {
    let scope = style_sheet!("components/src/filter_bar/section.css");
    let open = RwSignal::new(false);
    let id = unique_id("pk-filter");
    let name = facet.label.clone();
    let body = facet.clone();
    let words = move || Some(in_words(&facet)).filter(|words| !words.is_empty());
    view! {
        <div class=class(scope, "pk-filter-section")>
            <h3>
                <button
                    type="button"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=id.clone()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    <b>{name}</b>
                    <span>{move || words().unwrap_or_else(|| "Any".to_owned())}</span>
                    <Icon name=Icon::ChevronDown size=IconSize::Sm />
                </button>
            </h3>
            <div id=id>{move || open.get().then(|| view! { <FacetList facet=body.clone() /> })}</div>
        </div>
    }
}
