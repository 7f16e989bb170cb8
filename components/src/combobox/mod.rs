//! One of many, found by typing.

pub mod gallery;
mod logic;

use std::time::Duration;

use leptos::{ev, html, prelude::*};
use stylers_macro::style_sheet;

use crate::case::lower;
use crate::input::input_class;
use crate::layer::Layer;
use crate::panel::Panel;
use crate::position::{Align, Side};
use crate::{
    Choice, Field, FieldState, Icon, IconButton, IconSize, Pause, Politeness, Size, Spinner, class,
    dom, group_digits, use_announcer,
};
use logic::Act;

/// A pause this long, and the number of matches is said.
const PAUSE: Duration = Duration::from_millis(300);

/// One of many choices, found by typing (APG: editable combobox with list autocomplete).
///
/// The choices are filtered here, or by whoever gets `on_query` and changes them: for those that
/// come from a server. Labels are searched, and then what is read below them. Up to fifteen
/// choices are a `Select`.
///
/// Keyboard: typing filters, ↓ ↑ open and move, Enter takes, Escape closes and then clears, Alt
/// with ↓ ↑ opens and closes. Leaving the field takes a text that is exactly one of the choices.
#[component]
pub fn Combobox(
    /// What is chosen.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud.
    #[prop(optional)]
    hide_label: bool,
    /// The choices. Help and drawing are shown in the list.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Value of the choice; none as long as nothing is chosen.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Called with the value of another choice, or none when it was cleared.
    #[prop(into)]
    on_change: Callback<Option<String>>,
    /// Called for every change of the text. The choices are then shown as they come.
    #[prop(optional, into)]
    on_query: Option<Callback<String>>,
    /// Whether more choices are on their way.
    #[prop(optional, into)]
    loading: Signal<bool>,
    /// Whether a text that is no choice is taken as well.
    #[prop(optional)]
    custom: bool,
    /// An example in place of an empty text.
    #[prop(optional, into)]
    placeholder: String,
    /// What happens with it.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Its height.
    #[prop(optional)]
    size: Size,
) -> impl IntoView {
    let state = FieldState::new(help, error);
    let announcer = use_announcer();
    let open = RwSignal::new(false);
    let layer = Layer::new("pk-combobox", open, Side::Below, Align::Start);
    let input = NodeRef::<html::Input>::new();
    let text = RwSignal::new(String::new());
    // Whether the text was typed: only then it filters.
    let typed = RwSignal::new(false);
    let mark = RwSignal::new(None::<usize>);

    // What was found for the last letter, and for which choices.
    let matches = StoredValue::new((0_usize, logic::Matches::default()));
    let revision = Memo::new(move |before: Option<&usize>| {
        choices.track();
        before.map_or(1, |before| before + 1)
    });
    let read = move |choices: &[Choice]| {
        let revision = revision.get();
        matches.try_update_value(|(known, matches)| {
            if *known != revision {
                (*known, *matches) = (revision, logic::Matches::of(choices));
            }
        });
    };
    let shown = Memo::new(move |_| {
        choices.with(|choices| match on_query {
            None if typed.get() => text.with(|text| {
                read(choices);
                matches.try_update_value(|(_, matches)| matches.find(text)).unwrap_or_default()
            }),
            _ => (0..choices.len()).collect(),
        })
    });
    // The first letter need not wait until all choices have been read: that is done as soon as the
    // list is to be seen.
    Effect::new(move || {
        if open.get() && on_query.is_none() {
            let ahead = move || {
                choices.try_with_untracked(|choices| untrack(|| read(choices)));
            };
            request_animation_frame(move || set_timeout(ahead, Duration::ZERO));
        }
    });
    let drawn = RwSignal::new(logic::FIRST);
    let draw = move |most: usize| {
        if drawn.try_get_untracked().is_some_and(|now| now != most) {
            drawn.set(most);
        }
    };
    let choice_at = move |at: usize| {
        let at = shown.with_untracked(|shown| shown.get(at).copied())?;
        choices.with_untracked(|choices| choices.get(at).cloned())
    };
    let written = move |value: Option<String>| match value {
        None => String::new(),
        Some(value) => choices.with(|choices| {
            let choice = choices.iter().find(|choice| choice.value == value);
            choice.map_or_else(|| value.clone(), |choice| choice.label.clone())
        }),
    };
    // The text follows the value, except while somebody types.
    Effect::new(move || {
        let written = written(value.get());
        if !typed.get_untracked() {
            text.set(written);
        }
    });

    let settle = move |chosen: Option<String>| {
        typed.set(false);
        mark.set(None);
        layer.hide();
        if value.get_untracked() != chosen {
            on_change.try_run(chosen);
        }
        // What was not taken is not shown as if it were.
        let now = value.try_get_untracked().flatten();
        text.set(untrack(|| written(now)));
    };
    // What cannot be chosen now says why, and stays in the list.
    let accept = move |at: usize| {
        if let Some(choice) = choice_at(at).filter(|choice| choice.disabled_reason.is_none()) {
            settle(Some(choice.value));
        }
    };
    let take_text = move || {
        match typed.try_get_untracked() {
            // A field that goes with its page loses the focus, too.
            None => return,
            Some(false) => return layer.hide(),
            Some(true) => {}
        }
        let wanted = text.get_untracked().trim().to_owned();
        let exact = choices.with_untracked(|choices| {
            let wanted = lower(&wanted);
            let is_meant =
                |choice: &&Choice| lower(&choice.label) == wanted || lower(&choice.value) == wanted;
            let mut free = choices.iter().filter(|choice| choice.disabled_reason.is_none());
            let found = free.find(is_meant);
            found.map(|choice| choice.value.clone())
        });
        match exact {
            Some(value) => settle(Some(value)),
            None if wanted.is_empty() => settle(None),
            None if custom => settle(Some(wanted)),
            None => settle(value.get_untracked()),
        }
    };
    let say_count = Pause::new(PAUSE, move || {
        if open.try_get_untracked() == Some(true)
            && let Some(count) = shown.try_with_untracked(Vec::len)
        {
            announcer.say(&logic::count_in_words(count), Politeness::Polite);
        }
    });
    let on_text = move |new: String| {
        typed.set(true);
        mark.set(None);
        draw(logic::FIRST);
        text.set(new.clone());
        if let Some(on_query) = on_query {
            on_query.try_run(new);
        }
        layer.show();
        say_count.restart();
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let field = logic::Field {
            open: open.get_untracked(),
            mark: mark.get_untracked(),
            count: shown.with_untracked(Vec::len).min(logic::MOST),
            text: !text.with_untracked(String::is_empty),
        };
        let Some(act) = field.press(&event.key(), event.alt_key()) else { return };
        event.prevent_default();
        event.stop_propagation();
        // Whoever goes through the list meets all of it.
        draw(logic::MOST);
        match act {
            Act::Open(at) => {
                mark.set(at);
                layer.show();
            }
            Act::Mark(at) => mark.set(at),
            Act::Close => layer.hide(),
            Act::Accept(at) => accept(at),
            Act::Commit => take_text(),
            Act::Clear => settle(None),
        }
    };

    let list_id = [&state.id(), "-list"].concat();
    let option_id = move |at: usize| [&state.id(), "-", &at.to_string()].concat();
    Effect::new(move || {
        if let Some(at) = mark.get() {
            dom::reveal(&option_id(at));
        }
    });
    let end = move || {
        if loading.get() {
            view! { <Spinner /> }.into_any()
        } else {
            view! {
                <IconButton
                    icon=Icon::ChevronUpDown
                    label="Show the choices"
                    size=Size::Sm
                    attr:tabindex="-1"
                    on:mousedown=move |event| event.prevent_default()
                    on_click=move |_| {
                        if open.get_untracked() { layer.hide() } else { layer.show() }
                        if let Some(input) = input.get_untracked() {
                            let _ = input.focus();
                        }
                    }
                />
            }
            .into_any()
        }
    };
    let popup_id = list_id.clone();
    view! {
        <Field state label hide_label optional>
            <div class=input_class() id=layer.control_id.get_value() data-size=size.name()>
                <input
                    id=state.id()
                    node_ref=input
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder=placeholder
                    prop:value=move || text.get()
                    aria-autocomplete="list"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=popup_id
                    aria-activedescendant=move || mark.get().filter(|_| open.get()).map(option_id)
                    aria-invalid=move || state.invalid()
                    aria-describedby=move || state.described_by()
                    on:input=move |event| on_text(event_target_value(&event))
                    on:keydown=on_key
                    on:click=move |_| layer.show()
                    on:blur=move |_| queue_microtask(take_text)
                />
                {end}
            </div>
            <Panel layer label role="presentation" attached=true>
                <Options
                    id=list_id.clone()
                    label
                    option_id=Callback::new(option_id)
                    choices
                    shown
                    drawn
                    mark
                    chosen=value
                    loading
                    on_pick=Callback::new(accept)
                    on_scroll=Callback::new(move |()| draw(logic::MOST))
                />
            </Panel>
        </Field>
    }
}

/// The open list.
#[component]
fn Options(
    id: String,
    label: Signal<String>,
    option_id: Callback<usize, String>,
    choices: Signal<Vec<Choice>>,
    shown: Memo<Vec<usize>>,
    drawn: RwSignal<usize>,
    mark: RwSignal<Option<usize>>,
    chosen: Signal<Option<String>>,
    loading: Signal<bool>,
    on_pick: Callback<usize>,
    on_scroll: Callback<()>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/combobox/combobox.css");
    // A place of the list stays while other choices come to stand in it with each letter: rows that
    // are made anew, or only lose an attribute and get it back, are styled anew.
    let row = move |at: usize, choice: Memo<Option<Choice>>| {
        let is_off = move || {
            choice.with(|choice| choice.as_ref().is_some_and(|one| one.disabled_reason.is_some()))
        };
        let is_chosen = move || {
            let of = |chosen: &Option<String>, choice: &Option<Choice>| {
                choice.as_ref().is_some_and(|choice| chosen.as_ref() == Some(&choice.value))
            };
            chosen.with(|chosen| choice.with(|choice| of(chosen, choice)))
        };
        let icon = Memo::new(move |_| choice.with(|choice| choice.as_ref()?.icon));
        let label = move || {
            choice.with(|choice| choice.as_ref().map(|one| one.label.clone())).unwrap_or_default()
        };
        let below = move || {
            choice.with(|choice| {
                let Choice { disabled_reason, help, .. } = choice.as_ref()?;
                disabled_reason.as_ref().or(help.as_ref()).cloned()
            })
        };
        view! {
            <div
                role="option"
                id=option_id.run(at)
                data-at=at.to_string()
                data-mark=move || (mark.get() == Some(at)).then_some("")
                aria-disabled=move || is_off().then_some("true")
                aria-selected=move || if is_chosen() { "true" } else { "false" }
            >
                {move || icon.get().map(|icon| view! { <Icon name=icon tinted=true /> })}
                <span data-label="">{label}</span>
                {move || below().map(|below| view! { <small>{below}</small> })}
                <Icon name=Icon::Check size=IconSize::Sm />
            </div>
        }
        .into_any()
    };
    let place = move |at: usize| {
        let choice = Memo::new(move |_| {
            let at = shown.with(|shown| shown.get(at).copied())?;
            choices.with(|choices| choices.get(at).cloned())
        });
        let taken = Memo::new(move |_| choice.with(Option::is_some));
        (move || taken.get().then(|| row(at, choice))).into_any()
    };
    let rows = move || (0..drawn.get()).map(place).collect::<Vec<_>>();
    let note = move || {
        let nothing = shown.with(Vec::is_empty);
        if nothing {
            return Some(if loading.get() { "Searching…" } else { "No matches" }.to_owned());
        }
        let more = shown.with(Vec::len).saturating_sub(logic::MOST);
        (more > 0).then(|| [&group_digits(more), " more: type to find them"].concat())
    };
    view! {
        <div
            class=class(scope, "pk-combobox")
            // A press on an option must not take the focus from the field.
            on:mousedown=move |event| event.prevent_default()
            on:click=move |event| {
                if let Some(at) = dom::row_at(&event) {
                    on_pick.try_run(at);
                }
            }
        >
            <div
                role="listbox"
                id=id
                aria-label=move || label.get()
                aria-busy=move || loading.get().then_some("true")
                on:scroll=move |_| on_scroll.run(())
            >
                {rows}
            </div>
            {move || note().map(|note| view! { <p>{note}</p> })}
        </div>
    }
}
