//! Parts of a long list, one at a time.

pub mod gallery;
mod logic;

use leptos::{html, prelude::*};
use stylers_macro::style_sheet;

use crate::{Icon, IconButton, Politeness, class, dom, use_announcer};

fn pagination_class() -> String {
    let scope = style_sheet!("components/src/pagination/pagination.css");
    class(scope, "pk-pagination")
}

/// The button to the part before or after.
fn turn(
    icon: Icon,
    label: &'static str,
    end: &'static str,
    possible: Signal<bool>,
    on_click: Callback<()>,
) -> AnyView {
    let disabled_reason = Signal::derive(move || (!possible.get()).then(|| end.to_owned()));
    view! {
        <span data-turn="">
            <IconButton
                icon
                label
                disabled_reason
                on_click=move |_| {
                    on_click.try_run(());
                }
            />
        </span>
    }
    .into_any()
}

/// The pages of a list whose length is known: previous, numbers, next, and what is shown.
///
/// Where only the part before and after are known (an API with cursors) take
/// [`CursorPagination`]. A list of a few hundred things that is there anyway is better shown
/// whole, with a filter. The number of the page belongs into the address.
///
/// The focus stays where it was, and the new range is announced. At the ends, the button that
/// leads nowhere stays and says why.
///
/// Keyboard: Tab to the buttons, Enter and Space.
///
/// Pattern: a `nav` with buttons, the shown page with `aria-current="page"`.
#[component]
pub fn Pagination(
    /// The page that is shown, from 1 on.
    #[prop(into)]
    page: Signal<usize>,
    /// How many things there are in all.
    #[prop(into)]
    total: Signal<usize>,
    /// How many things a page has.
    #[prop(into)]
    per_page: Signal<usize>,
    /// Called with the number of another page.
    #[prop(into)]
    on_page: Callback<usize>,
    /// What the things are, in the plural: "builds".
    #[prop(optional, into)]
    noun: Signal<String>,
    /// Name of the landmark; another one where a page of the portal has several.
    #[prop(default = "Pagination".into(), into)]
    label: Signal<String>,
) -> impl IntoView {
    let announcer = use_announcer();
    let whole = NodeRef::<html::Nav>::new();
    let pressed = StoredValue::new(false);
    let pages = Memo::new(move |_| logic::pages(total.get(), per_page.get()));
    let shown = Memo::new(move |_| page.get().clamp(1, pages.get()));
    let range = move |dash: bool| {
        noun.with(|noun| logic::range(page.get(), per_page.get(), total.get(), noun, dash))
    };
    Effect::new(move |before: Option<usize>| {
        let now = shown.get();
        if before.is_some_and(|before| before != now) {
            announcer.say(&untrack(|| range(false)), Politeness::Polite);
            // The numbers are drawn anew; the one that was pressed is the one that is shown now.
            request_animation_frame(move || {
                let pressed = pressed.try_update_value(std::mem::take) == Some(true);
                if pressed && dom::focused().is_none() {
                    let nav = whole.try_get_untracked().flatten();
                    dom::focus_later(nav.and_then(|nav| dom::find(&nav, "[aria-current]")));
                }
            });
        }
        now
    });
    let go = move |to: usize| {
        // A press on what is shown already does nothing.
        if shown.try_get_untracked().is_some_and(|shown| shown != to) {
            on_page.try_run(to);
        }
    };
    let numbers = move || {
        let current = shown.get();
        let slots = logic::slots(current, pages.get()).into_iter();
        slots
            .map(|number| {
                if number == logic::GAP {
                    return view! { <li data-gap="" aria-hidden="true">"…"</li> }.into_any();
                }
                let text = crate::group_digits(number);
                let name = ["Page ", &text].concat();
                view! {
                    <li>
                        <button
                            type="button"
                            data-at=number.to_string()
                            aria-label=name
                            aria-current=(number == current).then_some("page")
                        >
                            {text}
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
    };
    let back = turn(
        Icon::ChevronLeft,
        "Previous page",
        "This is the first page",
        Signal::derive(move || shown.get() > 1),
        Callback::new(move |()| go(shown.get_untracked().saturating_sub(1))),
    );
    let on = turn(
        Icon::ChevronRight,
        "Next page",
        "This is the last page",
        Signal::derive(move || shown.get() < pages.get()),
        Callback::new(move |()| go(shown.get_untracked() + 1)),
    );
    view! {
        <nav class=pagination_class() node_ref=whole aria-label=move || label.get()>
            <p>{move || range(true)}</p>
            <div>
                {back}
                <ol
                    role="list"
                    on:click=move |event| {
                        if let Some(to) = dom::row_at(&event) {
                            pressed.set_value(true);
                            queue_microtask(move || go(to));
                        }
                    }
                >
                    {numbers}
                </ol>
                {on}
            </div>
        </nav>
    }
    .into_any()
}

/// The parts of a list of unknown length: only the one before and the one after.
///
/// For answers with a cursor, which cannot say how many pages there are. With a known length take
/// [`Pagination`].
///
/// The focus stays where it was, and the new range is announced.
///
/// Keyboard: Tab to the buttons, Enter and Space.
#[component]
pub fn CursorPagination(
    /// What is shown, as far as it is known: "Builds 51 to 100", "Page 3".
    #[prop(into)]
    range: Signal<String>,
    /// Whether there is a part before.
    #[prop(into)]
    has_previous: Signal<bool>,
    /// Whether there is a part after.
    #[prop(into)]
    has_next: Signal<bool>,
    /// Called for the part before.
    #[prop(into)]
    on_previous: Callback<()>,
    /// Called for the part after.
    #[prop(into)]
    on_next: Callback<()>,
    /// Name of the landmark; another one where a page of the portal has several.
    #[prop(default = "Pagination".into(), into)]
    label: Signal<String>,
) -> impl IntoView {
    let announcer = use_announcer();
    Effect::new(move |before: Option<String>| {
        let now = range.get();
        if before.is_some_and(|before| before != now) {
            announcer.say(&now, Politeness::Polite);
        }
        now
    });
    view! {
        <nav class=pagination_class() aria-label=move || label.get()>
            <p>{move || range.get()}</p>
            <div>
                {turn(Icon::ChevronLeft, "Previous page", "This is the first page", has_previous, on_previous)}
                {turn(Icon::ChevronRight, "Next page", "This is the last page", has_next, on_next)}
            </div>
        </nav>
    }
    .into_any()
}
