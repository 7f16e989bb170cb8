//! Everything the portal has, one word away.

pub mod gallery;
mod logic;

use std::ops::Range;
use std::time::Duration;

use leptos::{ev, html, prelude::*};
use stylers_macro::style_sheet;

use crate::modal::Modal;
use crate::roving::Step;
use crate::{
    Chip, Icon, IconButton, IconSize, Kbd, LiveRegion, Pause, Politeness, Spinner, class, dom,
    highlighted, unique_id, use_announcer,
};

/// A pause this long, and the number of results is said.
const PAUSE: Duration = Duration::from_millis(300);

/// One result or command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteItem {
    /// What is handed back when it is chosen.
    pub id: String,
    /// A drawing; those of kinds have their colours.
    pub icon: Icon,
    /// What is shown.
    pub title: String,
    /// What matched in the title, as ranges of bytes, in order.
    pub matches: Vec<Range<usize>>,
    /// Where it belongs: "Component in Settlement".
    pub context: String,
    /// Keys that do the same, as in `Kbd`.
    pub keys: Option<String>,
    /// Whether there is more behind it, in the palette itself.
    pub further: Further,
}

/// What is behind an item in the palette itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Further {
    /// Nothing.
    #[default]
    None,
    /// More that can be done with it: → leads there, Enter opens the item.
    Beside,
    /// It is only a step: → and Enter lead on, and the palette stays.
    Only,
}

/// Results of one sort, under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteGroup {
    /// The heading: "Entities".
    pub title: String,
    /// The results, best first.
    pub items: Vec<PaletteItem>,
}

/// What was chosen, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaletteChoice {
    /// Id of the item.
    pub id: String,
    /// Whether it is to open in a new tab.
    pub new_tab: bool,
}

/// A dialog with one field that finds everything (APG: combobox with a list in a dialog).
///
/// It draws what it is given: the portal searches, groups and decides what a choice does. Old
/// results stay until the new ones are there.
///
/// Keyboard: typing searches, ↓ ↑ go round, Enter opens, Ctrl or Cmd with Enter opens in a new tab,
/// Tab calls `on_tab`, → behind the last letter leads into an item with more behind it, ← and
/// Backspace in an empty field call `on_back`, Escape closes. The focus returns to where it was.
/// A finger has a button at the end of the line for →.
#[component]
pub fn CommandPalette(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// What is found, in groups.
    #[prop(into)]
    groups: Signal<Vec<PaletteGroup>>,
    /// The text.
    #[prop(into)]
    query: Signal<String>,
    /// Called for every change of the text.
    #[prop(into)]
    on_query: Callback<String>,
    /// Called when something is chosen; the palette has closed by then, unless it is a new tab.
    #[prop(into)]
    on_choose: Callback<PaletteChoice>,
    /// What the search is limited to: "Payments". Shown as a chip before the field.
    #[prop(optional, into)]
    scope: Signal<Option<String>>,
    /// Called when that limit is to go, and for Backspace in an empty field.
    #[prop(optional, into)]
    on_back: Option<Callback<()>>,
    /// Called for Tab with the id of the marked item: to search inside it.
    #[prop(optional, into)]
    on_tab: Option<Callback<String>>,
    /// Called with the id of an item with more behind it, to list that instead.
    #[prop(optional, into)]
    on_into: Option<Callback<String>>,
    /// What can be typed.
    #[prop(into, default = "Search or run a command".into())]
    label: Signal<String>,
    /// What is said when nothing was found, with a way on.
    #[prop(into, default = "No results".into())]
    empty: Signal<String>,
    /// Whether more is on its way.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// What stands at the end of the foot: a link to all results.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
) -> impl IntoView {
    let style = style_sheet!("components/src/command_palette/command_palette.css");
    let modal = Modal::new(open, Signal::stored(false));
    let announcer = use_announcer();
    let input = NodeRef::<html::Input>::new();
    let id = StoredValue::new(unique_id("pk-palette"));
    let option_id = move |at: usize| [&id.get_value(), "-", &at.to_string()].concat();
    let mark = RwSignal::new(0_usize);

    let count = Memo::new(move |_| {
        groups.with(|groups| groups.iter().map(|group| group.items.len()).sum::<usize>())
    });
    let some = Memo::new(move |_| count.get() > 0);
    let id_at = move |at: usize| {
        groups.with_untracked(|groups| {
            let mut items = groups.iter().flat_map(|group| &group.items);
            items.nth(at).map(|item| item.id.clone())
        })
    };
    let say_count = Pause::new(PAUSE, move || {
        if open.try_get_untracked() == Some(true)
            && let Some(count) = count.try_get_untracked()
        {
            announcer.say(&logic::count_in_words(count), Politeness::Polite);
        }
    });
    // What somebody went to stays marked while more results for the same text come in.
    let gone_to = StoredValue::new(None::<String>);
    let go_to = move |at: usize| {
        gone_to.set_value(id_at(at));
        mark.set(at);
    };
    Effect::new(move || {
        query.track();
        gone_to.set_value(None);
    });
    // New results: else the best one is marked; their number is said once they settle.
    Effect::new(move || {
        let at = groups.with(|groups| {
            let wanted = gone_to.get_value()?;
            groups.iter().flat_map(|group| &group.items).position(|item| item.id == wanted)
        });
        mark.set(at.unwrap_or_default());
        say_count.restart();
    });
    Effect::new(move || {
        let at = mark.get();
        if open.get_untracked() {
            dom::reveal(&option_id(at));
        }
    });

    let further_at = move |at: usize| {
        groups.with_untracked(|groups| {
            let mut items = groups.iter().flat_map(|group| &group.items);
            items.nth(at).map(|item| item.further).unwrap_or_default()
        })
    };
    let into = move |at: usize| match (on_into, id_at(at)) {
        (Some(on_into), Some(id)) if further_at(at) != Further::None => {
            on_into.try_run(id);
            true
        }
        _ => false,
    };
    let back = move || {
        if let Some(on_back) = on_back {
            on_back.try_run(());
        }
    };
    let choose = move |at: usize, new_tab: bool| {
        if further_at(at) == Further::Only && into(at) {
            return;
        }
        let Some(id) = id_at(at) else { return };
        if !new_tab {
            open.set(false);
        }
        // Closing gives the focus back; what is opened may want it next.
        set_timeout(
            move || {
                on_choose.try_run(PaletteChoice { id, new_tab });
            },
            Duration::ZERO,
        );
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        let at = mark.get_untracked();
        // The word is not finished: these keys belong to the input method.
        if event.is_composing() {
            return;
        }
        match key.as_str() {
            "Enter" => choose(at, event.ctrl_key() || event.meta_key()),
            "Tab" if !event.shift_key() => match (on_tab, id_at(at)) {
                (Some(on_tab), Some(id)) => {
                    on_tab.try_run(id);
                }
                _ => return,
            },
            // Without its own effect: the text that comes back keeps its last letter.
            "Backspace" if query.with_untracked(String::is_empty) => back(),
            "ArrowLeft" | "ArrowRight" => {
                let Some(input) = input.get_untracked() else { return };
                // The other keys of a chord move the mark in the text.
                let alone = !(event.shift_key() || dom::is_chord(&event));
                let onward = (key == "ArrowRight") != dom::is_rtl(&input);
                let empty = query.with_untracked(String::is_empty);
                match onward {
                    true if alone && logic::is_at_end(&input) && into(at) => {}
                    false if alone && empty && scope.with_untracked(Option::is_some) => back(),
                    _ => return,
                }
            }
            _ => match Step::beside_text(&key)
                .and_then(|step| step.from(Some(at), count.get_untracked()))
            {
                Some(to) => go_to(to),
                None => return,
            },
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let on_press = move |event: &ev::MouseEvent, new_tab: bool| {
        let Some(at) = dom::row_at(event) else { return };
        let is_into = dom::target(event)
            .is_some_and(|target| matches!(target.closest("[data-into]"), Ok(Some(_))));
        if !(is_into && into(at)) {
            choose(at, new_tab || event.ctrl_key() || event.meta_key());
        }
    };

    let row = move |at: usize, item: &PaletteItem| {
        let title = highlighted(&item.title, &item.matches);
        view! {
            <div
                role="option"
                id=option_id(at)
                data-at=at.to_string()
                aria-selected=move || if mark.get() == at { "true" } else { "false" }
            >
                <Icon name=item.icon tinted=true />
                <span data-title-text="">{title}</span>
                <span data-context="">{item.context.clone()}</span>
                {item.keys.clone().map(|keys| view! { <Kbd keys=keys /> })}
                <span data-enter="" aria-hidden="true">
                    <Kbd keys="Enter" />
                </span>
                {(item.further != Further::None).then(|| {
                    view! {
                        <span data-into="" aria-hidden="true">
                            <Icon name=Icon::ChevronRight />
                        </span>
                    }
                })}
            </div>
        }
    };
    let rows = move || {
        groups.with(|groups| {
            let mut at = 0;
            let groups = groups.iter().filter(|group| !group.items.is_empty());
            groups
                .map(|group| {
                    let rows: Vec<_> = group
                        .items
                        .iter()
                        .map(|item| {
                            at += 1;
                            row(at - 1, item)
                        })
                        .collect();
                    view! {
                        <div role="group" aria-label=group.title.clone()>
                            <div data-heading="" aria-hidden="true">
                                {group.title.clone()}
                            </div>
                            {rows}
                        </div>
                    }
                })
                .collect_view()
        })
    };
    let remove_scope = move |()| {
        back();
        dom::focus_later(input.try_get_untracked().flatten().map(Into::into));
    };
    let content = move || {
        open.get().then(|| {
            let list_id = [&id.get_value(), "-list"].concat();
            let keys_id = [&id.get_value(), "-keys"].concat();
            view! {
                <div data-field="">
                    {move || {
                        if loading.get() {
                            view! { <Spinner /> }.into_any()
                        } else {
                            view! { <Icon name=Icon::Search size=IconSize::Md /> }.into_any()
                        }
                    }}
                    {move || {
                        scope.get().map(|scope| {
                            view! {
                                <Chip
                                    key_text="in"
                                    value=scope
                                    remove_label="Search everywhere"
                                    on_remove=remove_scope
                                />
                            }
                        })
                    }}
                    <input
                        node_ref=input
                        type="text"
                        role="combobox"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        enterkeyhint="go"
                        data-autofocus=""
                        aria-autocomplete="list"
                        aria-expanded=move || if some.get() { "true" } else { "false" }
                        aria-controls=list_id.clone()
                        aria-activedescendant=move || some.get().then(|| option_id(mark.get()))
                        aria-label=move || label.get()
                        aria-describedby=keys_id.clone()
                        placeholder=move || label.get()
                        prop:value=move || query.get()
                        on:input=move |event| {
                            on_query.try_run(event_target_value(&event));
                        }
                        on:keydown=on_key
                    />
                    <span data-escape="">
                        <Kbd keys="Escape" />
                    </span>
                    <span data-close="">
                        <IconButton
                            icon=Icon::Close
                            icon_size=IconSize::Md
                            label="Close"
                            on_click=move |_| modal.dismiss()
                        />
                    </span>
                </div>
                <div
                    data-list=""
                    role="listbox"
                    id=list_id
                    aria-label="Results"
                    aria-busy=move || loading.get().then_some("true")
                    // A press must not take the focus from the field.
                    on:mousedown=move |event| event.prevent_default()
                    on:click=move |event| on_press(&event, false)
                    on:auxclick=move |event| {
                        if event.button() == 1 {
                            on_press(&event, true);
                        }
                    }
                    on:mousemove=move |event| {
                        if let Some(at) = dom::row_at(&event) && mark.get_untracked() != at {
                            go_to(at);
                        }
                    }
                >
                    {rows}
                </div>
                {move || {
                    (!some.get() && !loading.get())
                        .then(|| view! { <p data-empty="">{move || empty.get()}</p> })
                }}
                <footer id=keys_id>
                    <span><Kbd keys="Enter" />"Open"</span>
                    <span><Kbd keys="Mod+Enter" />"New tab"</span>
                    {on_tab.map(|_| view! { <span><Kbd keys="Tab" />"Filter"</span> })}
                    {on_into.map(|_| view! { <span><Kbd keys="ArrowRight" />"Actions"</span> })}
                    {footer.as_ref().map(|footer| view! { <div>{footer.run()}</div> })}
                </footer>
                <LiveRegion />
            }
        })
    };
    view! {
        <dialog
            class=class(style, "pk-command-palette")
            node_ref=modal.node
            aria-label=move || label.get()
            on:cancel=move |event| modal.cancelled(event)
            on:close=move |event| modal.closed(event)
            on:pointerdown=move |event| modal.pressed(event)
        >
            {content}
        </dialog>
    }
}
