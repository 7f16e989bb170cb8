//! Parts that open and close.

pub mod gallery;
mod logic;

use crate::{Icon, Level, Status, Tone, class, heading::heading, unique_id};
use leptos::{ev::Event, prelude::*};
use stylers_macro::style_sheet;

/// More parts than this are not landmarks, because a long list of regions helps nobody.
const REGIONS: usize = 6;

/// One part of an [`Accordion`].
#[derive(Clone)]
pub struct AccordionItem {
    id: String,
    title: String,
    hint: String,
    state: Option<(Tone, String)>,
    open: bool,
    disabled_reason: Option<String>,
    body: ViewFn,
}

impl AccordionItem {
    /// A part. `id` tells it from the others of the same accordion.
    pub fn new(id: impl Into<String>, title: impl Into<String>, body: impl Into<ViewFn>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            hint: String::new(),
            state: None,
            open: false,
            disabled_reason: None,
            body: body.into(),
        }
    }

    /// Quiet words at the end of the header: "3 of 5 passed".
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// How it is, at the end of the header: a shape and a word.
    #[must_use]
    pub fn state(mut self, tone: Tone, word: impl Into<String>) -> Self {
        self.state = Some((tone, word.into()));
        self
    }

    /// Is open at the start. Not used by an accordion whose state is kept outside.
    #[must_use]
    pub fn open(mut self) -> Self {
        self.open = true;
        self
    }

    /// Cannot be opened or closed now, and why.
    #[must_use]
    pub fn disabled(mut self, reason: impl Into<String>) -> Self {
        self.disabled_reason = Some(reason.into());
        self
    }
}

/// Parts of a page, each behind a header that opens and closes it.
///
/// Use it for parts that most readers skip: questions and answers, the checks of a scorecard. Not
/// for what everybody needs: that is shown. Views of one thing are [`Tabs`](crate::Tabs); one
/// thing per page of its own is a list of links.
///
/// What is closed stays in the page: the browser's search finds it and opens it. It is drawn
/// together with the page, so keep it light.
///
/// Keyboard: every header is a stop for Tab; Enter and Space open and close it.
///
/// Pattern: APG "Accordion".
#[component]
pub fn Accordion(
    /// The parts.
    items: Vec<AccordionItem>,
    /// Level of the headers.
    #[prop(optional)]
    level: Level,
    /// Opening one closes the others.
    #[prop(optional)]
    single: bool,
    /// Ids of the parts that are open, for those who keep them outside.
    #[prop(optional, into)]
    open: Option<Signal<Vec<String>>>,
    /// Called with the ids that are to be open. Needed together with `open`.
    #[prop(optional, into)]
    on_change: Option<Callback<Vec<String>>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/accordion/accordion.css");
    let mut first: Vec<String> =
        items.iter().filter(|item| item.open).map(|item| item.id.clone()).collect();
    if single {
        first.truncate(1);
    }
    let own = RwSignal::new(first);
    let open = open.unwrap_or_else(|| own.into());
    let toggle = Callback::new(move |id: String| {
        let Some(next) = open.try_with_untracked(|open| logic::toggled(open, &id, single)) else {
            return;
        };
        if let Some(on_change) = on_change {
            on_change.try_run(next.clone());
        }
        own.try_set(next);
    });
    let regions = items.len() <= REGIONS;
    let parts: Vec<_> =
        items.into_iter().map(|item| part(item, level, regions, open, toggle)).collect();
    view! { <div class=class(scope, "pk-accordion")>{parts}</div> }.into_any()
}

/// A header and what it opens.
fn part(
    item: AccordionItem,
    level: Level,
    region: bool,
    open: Signal<Vec<String>>,
    toggle: Callback<String>,
) -> AnyView {
    let button_id = unique_id("pk-accordion");
    let panel_id = [&button_id, "-panel"].concat();
    let disabled = item.disabled_reason.is_some();
    let id = StoredValue::new(item.id);
    let is_open =
        Signal::derive(move || id.with_value(|id| open.with(|open| open.iter().any(|o| o == id))));
    let press = move || {
        if !disabled && let Some(id) = id.try_get_value() {
            toggle.try_run(id);
        }
    };
    // The browser is about to show what its search has found.
    let found = move |_: Event| {
        if !is_open.try_get_untracked().unwrap_or(true) {
            press();
        }
    };
    let hidden = if disabled { "" } else { "until-found" };
    let state = item.state.map(|(tone, label)| view! { <Status tone=tone label=label /> });
    let button = view! {
        <button
            class="pk-accordion-button"
            type="button"
            id=button_id.clone()
            aria-expanded=move || is_open.get().to_string()
            aria-controls=panel_id.clone()
            aria-disabled=disabled.then_some("true")
            aria-description=item.disabled_reason.clone()
            data-tooltip=item.disabled_reason
            on:click=move |_| press()
        >
            <Icon name=Icon::ChevronDown />
            <span class="pk-accordion-words">{item.title}</span>
            <span class="pk-accordion-hint">{item.hint}</span>
            {state}
        </button>
    };
    view! {
        <div class="pk-accordion-part">
            {heading(level, "pk-accordion-heading", None, button.into_any())}
            <div
                id=panel_id
                // What is folded away is still found by the browser, but is no region yet.
                role=move || (region && is_open.get()).then_some("region")
                aria-labelledby=move || (region && is_open.get()).then(|| button_id.clone())
                hidden=move || (!is_open.get()).then_some(hidden)
                on:beforematch=found
            >
                <div class="pk-accordion-body">{item.body.run()}</div>
            </div>
        </div>
    }
    .into_any()
}
