//! How far a task with several steps has come.

pub mod gallery;
mod logic;

use leptos::prelude::*;
use stylers_macro::style_sheet;

use crate::{Icon, IconSize, class, dom};

/// How one step of a [`Stepper`] stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StepState {
    /// Nothing was done yet.
    #[default]
    Open,
    /// It is complete.
    Done,
    /// Something in it has to be changed.
    Error,
}

impl StepState {
    const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Error => "error",
        }
    }
}

/// One step of a [`Stepper`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepItem {
    label: String,
    help: Option<String>,
    state: StepState,
    reachable: bool,
    href: Option<String>,
}

impl StepItem {
    /// A step that nobody can go to yet.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            help: None,
            state: StepState::Open,
            reachable: false,
            href: None,
        }
    }

    /// With a few words about it: what was chosen, or "Optional".
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How it stands.
    #[must_use]
    pub const fn state(mut self, state: StepState) -> Self {
        self.state = state;
        self
    }

    /// One can go there: a button, which calls `on_go` of the stepper.
    #[must_use]
    pub const fn reachable(mut self) -> Self {
        self.reachable = true;
        self
    }

    /// One can go there: a link to its own address in the portal.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// The steps of a task: which one it is, which are done, where something is wrong.
///
/// For a task of three to seven steps in an order. Parts that can be visited in any order are
/// `RoutedTabs`; how far something has come that runs by itself is a `ProgressBar`. The state of a
/// step is said in words too. When another step is shown, give the focus to its heading.
///
/// Keyboard: Tab to the steps that can be reached, Enter; Space for buttons.
///
/// Pattern: an ordered list with `aria-current="step"`.
#[component]
pub fn Stepper(
    /// Name of the task: "Create a component".
    #[prop(into)]
    label: Signal<String>,
    /// The steps in their order.
    #[prop(into)]
    steps: Signal<Vec<StepItem>>,
    /// Index of the step that is shown.
    #[prop(into)]
    current: Signal<usize>,
    /// Called with the index of a reachable step that was pressed.
    #[prop(optional, into)]
    on_go: Option<Callback<usize>>,
    /// Whether the steps stay below each other where there is room for a row.
    #[prop(optional)]
    vertical: bool,
) -> impl IntoView {
    let scope = style_sheet!("components/src/stepper/stepper.css");
    let item = move |at: usize, step: StepItem| {
        let StepItem { label, help, state, reachable, href } = step;
        let is_current = move || current.get() == at;
        let mark = match state {
            StepState::Open => (at + 1).to_string().into_any(),
            StepState::Done => view! { <Icon name=Icon::Check size=IconSize::Xs /> }.into_any(),
            StepState::Error => view! { <Icon name=Icon::Close size=IconSize::Xs /> }.into_any(),
        };
        let words = move || logic::state_in_words(state, is_current());
        let content = view! {
            <span data-mark="" aria-hidden="true">{mark}</span>
            <span data-words="">
                <span data-label="">{label}</span>
                {help.map(|help| view! { <small>{help}</small> })}
                <small data-state="">{words}</small>
            </span>
        };
        let marked = move || is_current().then_some("step");
        let inside = if let Some(href) = href {
            view! { <a data-step="" href=href aria-current=marked>{content}</a> }.into_any()
        } else if reachable && on_go.is_some() {
            view! { <button data-step="" type="button" data-at=at.to_string() aria-current=marked>{content}</button> }
                .into_any()
        } else {
            view! { <span data-step="" aria-current=marked>{content}</span> }.into_any()
        };
        view! { <li data-state=state.name()>{inside}</li> }.into_any()
    };
    let items = move || {
        let steps = steps.get().into_iter().enumerate();
        steps.map(|(at, step)| item(at, step)).collect::<Vec<_>>()
    };
    let progress = move || steps.with(|steps| logic::progress(current.get(), steps.len()));
    view! {
        <div class=class(scope, "pk-stepper") data-vertical=vertical.then_some("")>
            <p>{progress}</p>
            <ol
                role="list"
                aria-label=move || label.get()
                on:click=move |event| {
                    if let (Some(at), Some(on_go)) = (dom::row_at(&event), on_go) {
                        // The step pressed may be drawn anew by what this does.
                        queue_microtask(move || {
                            on_go.try_run(at);
                        });
                    }
                }
            >
                {items}
            </ol>
        </div>
    }
    .into_any()
}
