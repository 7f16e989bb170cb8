//! The list of a facet, with its search field.

use leptos::{ev, html, prelude::*};
use stylers_macro::style_sheet;

use super::{Facet, PanelOption, logic};
use crate::case::lower;
use crate::roving::Step;
use crate::typeahead::TypeAhead;
use crate::{Icon, IconSize, SearchField, Size, class, dom, unique_id};

/// With this many options a search field is worth its room.
const SEARCHABLE: usize = 8;

/// The options of a facet: a search field when there are many, and the list (APG: listbox with
/// several selections).
///
/// Keyboard: ↓ goes from the field into the list, ↑ from the first option back. In the list ↑ ↓
/// Home End and typing move, Space and Enter switch, Ctrl+A switches all that are shown. Enter in
/// the field switches the first match.
#[component]
pub(crate) fn FacetList(
    /// The facet.
    facet: Facet,
) -> impl IntoView {
    let scope = style_sheet!("components/src/select_panel/list.css");
    let Facet { label, options, selected, on_change } = facet;
    let label = StoredValue::new(label);
    let id = StoredValue::new(unique_id("pk-facet"));
    let option_id = move |at: usize| [&id.get_value(), "-", &at.to_string()].concat();
    let query = RwSignal::new(String::new());
    let mark = RwSignal::new(None::<usize>);
    let list = NodeRef::<html::Div>::new();
    let field = NodeRef::<html::Input>::new();
    let typing = StoredValue::new(TypeAhead::default());
    let shown = Memo::new(move |_| {
        options.with(|options| query.with(|query| logic::matching(options, query)))
    });
    let searchable = Memo::new(move |_| options.with(Vec::len) >= SEARCHABLE);

    let value_at = move |at: usize| {
        let index = shown.with_untracked(|(shown, _)| shown.get(at).copied())?;
        options.with_untracked(|options| Some(options.get(index)?.value.clone()))
    };
    let toggle = move |at: usize| {
        if let Some(value) = value_at(at) {
            let chosen = selected.with_untracked(|chosen| logic::toggled(chosen, &value));
            on_change.try_run(chosen);
        }
    };
    let toggle_all = move || {
        let values = shown.with_untracked(|(shown, _)| shown.len());
        let values: Vec<String> = (0..values).filter_map(value_at).collect();
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        on_change.try_run(selected.with_untracked(|chosen| logic::all_toggled(chosen, &values)));
    };
    let on_list_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        let count = shown.with_untracked(|(shown, _)| shown.len());
        let current = mark.get_untracked();
        if key == "a" && (event.ctrl_key() || event.meta_key()) {
            toggle_all();
        } else if dom::is_chord(&event) {
            return;
        } else if key == "ArrowUp" && current.unwrap_or(0) == 0 && searchable.get_untracked() {
            dom::focus_later(field.get_untracked().map(Into::into));
        } else if let Some(step) = Step::vertical(&key) {
            mark.set(step.from(current, count));
        } else if key == "Enter" || key == " " {
            if let Some(at) = current {
                toggle(at);
            }
        } else if key.chars().count() == 1 {
            let labels: Vec<String> = shown.with_untracked(|(shown, _)| {
                options.with_untracked(|options| {
                    let labels = shown.iter().filter_map(|at| options.get(*at));
                    labels.map(|option| option.label.clone()).collect()
                })
            });
            let labels = labels.iter().map(String::as_str);
            let to =
                typing.try_update_value(|typing| typing.press(&key, dom::now(), current, labels));
            if let Some(Some(to)) = to {
                mark.set(Some(to));
            }
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_field_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            mark.set(Some(0));
            dom::focus_later(list.get_untracked().map(Into::into));
        }
        "Enter" if !query.with_untracked(String::is_empty) => {
            event.prevent_default();
            toggle(0);
        }
        _ => {}
    };
    let on_click = move |event: ev::MouseEvent| {
        if let Some(at) = dom::row_at(&event) {
            mark.set(Some(at));
            toggle(at);
        }
    };

    Effect::new(move || {
        if let Some(at) = mark.get() {
            dom::reveal(&option_id(at));
        }
    });

    let row = move |at: usize, option: PanelOption, last_preset: bool| {
        let value = option.value;
        let chosen = move || selected.with(|chosen| chosen.contains(&value));
        view! {
            <div
                role="option"
                id=option_id(at)
                data-at=at.to_string()
                data-mark=move || (mark.get() == Some(at)).then_some("")
                data-last-preset=last_preset.then_some("")
                aria-selected=move || if chosen() { "true" } else { "false" }
            >
                <span data-box="">
                    <Icon name=Icon::Check size=IconSize::Xs />
                </span>
                {option.icon.map(|icon| view! { <Icon name=icon tinted=true /> })}
                <span data-label="">{option.label}</span>
                {option.count.map(|count| view! { <span data-count="">{count}</span> })}
            </div>
        }
    };
    let rows = move || {
        // The options first: when only their counts change, what is shown of them does not, and an
        // effect that has read that before would not run again.
        options.with(|options| {
            let (shown, _) = shown.get();
            let found: Vec<&PanelOption> = shown.iter().filter_map(|at| options.get(*at)).collect();
            let presets = found.iter().filter(|option| option.preset).count();
            let last_preset = presets.checked_sub(1).filter(|_| presets < found.len());
            let rows = found.into_iter().enumerate();
            rows.map(|(at, option)| row(at, option.clone(), Some(at) == last_preset)).collect_view()
        })
    };
    let note = move || {
        let (shown, more) = shown.get();
        match (shown.len(), more) {
            (0, _) => Some("No matches".to_owned()),
            (_, 0) => None,
            (_, more) => Some([&more.to_string(), " more, keep typing"].concat()),
        }
    };
    let search = move || {
        searchable.get().then(|| {
            let label = label.with_value(|label| ["Find a ", &lower(label)].concat());
            view! {
                <div data-search="" on:keydown=on_field_key>
                    <SearchField
                        label=label
                        value=query
                        size=Size::Md
                        node_ref=field
                        on_input=move |text| {
                            query.set(text);
                            mark.set(None);
                        }
                    />
                </div>
            }
        })
    };
    view! {
        <div class=class(scope, "pk-facet-list")>
            {search}
            <div
                role="listbox"
                node_ref=list
                tabindex="0"
                aria-multiselectable="true"
                aria-label=label.get_value()
                aria-activedescendant=move || mark.get().map(option_id)
                on:keydown=on_list_key
                on:click=on_click
                on:focus=move |event| {
                    // Not for a pointer: the list would scroll to the mark between press and
                    // release, and the click would miss its option.
                    let keyboard = dom::target(&event)
                        .is_some_and(|list| list.matches(":focus-visible").unwrap_or(false));
                    if keyboard && mark.get_untracked().is_none() {
                        mark.set(Some(0));
                    }
                }
            >
                {rows}
            </div>
            <p role="status">{note}</p>
        </div>
    }
}
