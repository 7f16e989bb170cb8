//! Several words.

pub mod gallery;
mod logic;

use leptos::{ev, html, prelude::*};
use stylers_macro::style_sheet;

use crate::input::input_class;
use crate::{Chip, Field, FieldState, Politeness, Tag, class, dom, use_announcer};
use logic::Act;

/// Several words that people make up: tags, addresses, names of topics.
///
/// Words of a known set are chosen in a `SelectPanel` or a `CheckboxGroup`. No word is there twice.
/// What was typed is added with Enter, with a comma, and when the field is left; a pasted list with
/// commas or line ends becomes several words at once.
///
/// Keyboard: one stop for Tab. In the empty text, Backspace and ← go to the last word. On a word,
/// ← and →, Home and End move, Backspace, Delete, Enter and Space remove it, Escape and → after the
/// last one go back to the text.
#[component]
pub fn TagInput(
    /// What goes in.
    #[prop(into)]
    label: Signal<String>,
    /// Whether the label is only read aloud.
    #[prop(optional)]
    hide_label: bool,
    /// The words.
    #[prop(into)]
    value: Signal<Vec<String>>,
    /// Called with all words when one came or went.
    #[prop(into)]
    on_change: Callback<Vec<String>>,
    /// An example in place of an empty text.
    #[prop(optional, into)]
    placeholder: String,
    /// What happens with them, or how they are written.
    #[prop(optional, into)]
    help: Signal<Option<String>>,
    /// What to change; none when all is well.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Why it cannot be changed now; none when it can.
    #[prop(optional, into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/tag_input/tag_input.css");
    let state = FieldState::new(help, error);
    let announcer = use_announcer();
    let text = RwSignal::new(String::new());
    let input = NodeRef::<html::Input>::new();
    let list = NodeRef::<html::Ul>::new();
    let disabled = move || disabled_reason.with(Option::is_some);

    let focus = move |at: Option<usize>| {
        let list = list.try_get_untracked().flatten();
        let tags = list.map(|list| dom::find_all(&list, "button")).unwrap_or_default();
        let text = input.try_get_untracked().flatten().map(Into::into);
        dom::focus_later(at.and_then(|at| tags.into_iter().nth(at)).or(text));
    };
    let add = move |words: Vec<String>| {
        let wanted = words.len();
        let Some(mut tags) = value.try_get_untracked().filter(|_| wanted > 0) else { return };
        let added = logic::add(&mut tags, words);
        announcer.say(&logic::said(&added, wanted), Politeness::Polite);
        if !added.is_empty() {
            on_change.try_run(tags);
        }
    };
    let add_text = move || {
        let words = text.try_with_untracked(|text| logic::split(text)).unwrap_or_default();
        let _ = text.try_set(String::new());
        add(words);
    };
    let remove = move |at: usize| {
        let Some(mut tags) = value.try_get_untracked().filter(|tags| at < tags.len()) else {
            return;
        };
        let removed = tags.remove(at);
        let next = logic::after_removal(at, tags.len());
        announcer.say(&["Removed ", &removed].concat(), Politeness::Polite);
        on_change.try_run(tags);
        // The words are drawn anew; only then the next one can have the focus.
        request_animation_frame(move || focus(next));
    };
    let last = move || value.with_untracked(Vec::len).checked_sub(1);
    let on_text_key = move |event: ev::KeyboardEvent| {
        if untrack(disabled) || dom::is_chord(&event) || event.is_composing() {
            return;
        }
        let empty = text.with_untracked(String::is_empty);
        let back = match event.key().as_str() {
            "Enter" if !empty => {
                // It was meant for the word, not for the form.
                event.prevent_default();
                return add_text();
            }
            "Backspace" => true,
            "ArrowLeft" => !dom::target(&event).is_some_and(|field| dom::is_rtl(&field)),
            "ArrowRight" => dom::target(&event).is_some_and(|field| dom::is_rtl(&field)),
            _ => false,
        };
        if back
            && empty
            && let Some(last) = last()
        {
            event.prevent_default();
            focus(Some(last));
        }
    };
    let on_tag_key = move |event: ev::KeyboardEvent| {
        let Some(tag) = dom::target(&event).filter(|_| !dom::is_chord(&event)) else { return };
        let Some(at) = dom::row_at(&event) else { return };
        let count = value.with_untracked(Vec::len);
        let Some(act) = logic::press(&event.key(), dom::is_rtl(&tag), at, count) else { return };
        event.prevent_default();
        event.stop_propagation();
        match act {
            Act::Tag(at) => focus(Some(at)),
            Act::Text => focus(None),
            Act::Remove => queue_microtask(move || remove(at)),
        }
    };
    let on_paste = move |event: ev::ClipboardEvent| {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text").ok());
        // One word is left to the browser, which puts it where the caret is.
        if let Some(pasted) = pasted.filter(|pasted| logic::is_list(pasted) && !untrack(disabled)) {
            event.prevent_default();
            add(logic::split(&pasted));
        }
    };
    let tags = move || {
        let fixed = disabled();
        let tags = value.get().into_iter().enumerate();
        tags.map(|(at, tag)| {
            let chip = if fixed {
                view! { <Tag label=tag /> }.into_any()
            } else {
                view! { <Chip value=tag roving=true on_remove=move |()| remove(at) /> }.into_any()
            };
            view! { <li data-at=at.to_string()>{chip}</li> }.into_any()
        })
        .collect::<Vec<_>>()
    };
    let placeholder = move || {
        Some(placeholder.clone()).filter(|text| !text.is_empty() && value.with(Vec::is_empty))
    };
    view! {
        <Field state label hide_label optional>
            <div class=input_class()>
                <div
                    class=class(scope, "pk-tag-input")
                    on:click=move |event| {
                        // A press beside the words is meant for the text.
                        if dom::target(&event).is_some_and(|on| on.closest("li").ok().flatten().is_none()) {
                            focus(None);
                        }
                    }
                >
                    <ul
                        role="list"
                        node_ref=list
                        aria-label=move || label.get()
                        hidden=move || value.with(Vec::is_empty)
                        // A press keeps the focus in the text: leaving it would add a word and
                        // draw the list anew before the press has ended.
                        on:mousedown=move |event| event.prevent_default()
                        on:keydown=on_tag_key
                    >
                        {tags}
                    </ul>
                    <input
                        data-entry=""
                        id=state.id()
                        node_ref=input
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        enterkeyhint="done"
                        placeholder=placeholder
                        prop:value=move || text.get()
                        readonly=disabled
                        aria-invalid=move || state.invalid()
                        aria-describedby=move || state.described_by()
                        aria-disabled=move || disabled().then_some("true")
                        aria-description=move || {
                            disabled_reason.get().unwrap_or_else(|| "Add with Enter. Backspace goes to the last one.".to_owned())
                        }
                        data-tooltip=move || disabled_reason.get()
                        on:input=move |event| {
                            text.set(event_target_value(&event));
                            if text.with_untracked(|text| logic::is_list(text)) {
                                add_text();
                            }
                        }
                        on:keydown=on_text_key
                        on:paste=on_paste
                        on:blur=move |_| queue_microtask(add_text)
                    />
                </div>
            </div>
        </Field>
    }
    .into_any()
}
