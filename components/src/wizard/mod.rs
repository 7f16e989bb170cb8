//! A task in several steps.

pub mod gallery;
mod logic;

use leptos::{html, prelude::*};
use stylers_macro::style_sheet;

use crate::{Button, ErrorSummary, FieldError, StepItem, StepState, Stepper, Variant, class, dom};

/// One step of a [`Wizard`].
#[derive(Clone)]
pub struct WizardStep {
    title: String,
    optional: bool,
    view: ViewFn,
    check: Option<Callback<(), Vec<FieldError>>>,
}

impl WizardStep {
    /// A step with its fields. Their values belong to the page: a step is drawn anew whenever one
    /// comes to it.
    pub fn new(title: impl Into<String>, view: impl Into<ViewFn>) -> Self {
        Self { title: title.into(), optional: false, view: view.into(), check: None }
    }

    /// Everything in it may stay empty.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// What has to be changed before one goes on. Called when somebody wants to; the fields say
    /// the same.
    #[must_use]
    pub fn check(mut self, check: impl Fn() -> Vec<FieldError> + Send + Sync + 'static) -> Self {
        self.check = Some(Callback::new(move |()| untrack(&check)));
        self
    }

    fn errors(&self) -> Vec<FieldError> {
        self.check.and_then(|check| check.try_run(())).unwrap_or_default()
    }
}

/// A task in three to seven steps that are done in an order (APG has none; see
/// [`Stepper`](crate::Stepper)).
///
/// Fewer fields are one form, parts in any order are `RoutedTabs`. The page has the index of the
/// step and may keep it in its address: whoever comes to a step further on than the answers allow
/// is led to the first one that needs changes. "Next" is never switched off, it says what is
/// missing.
///
/// Keyboard: Enter in a field goes on. The focus goes to the heading of the new step, or to the
/// list of what has to be changed.
#[component]
pub fn Wizard(
    /// Name of the task: "Create a component".
    #[prop(into)]
    label: Signal<String>,
    /// The steps in their order.
    steps: Vec<WizardStep>,
    /// A last step that shows all answers before they are sent.
    #[prop(optional, into)]
    review: Option<ViewFn>,
    /// Index of the step that is shown.
    #[prop(into)]
    current: Signal<usize>,
    /// Called with the index of the step to show.
    #[prop(into)]
    on_go: Callback<usize>,
    /// Called when all is complete and the last button was pressed.
    #[prop(into)]
    on_finish: Callback<()>,
    /// What the last button does: "Create repository".
    #[prop(into)]
    finish: String,
    /// Whether it is being done.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// More buttons: "Save draft".
    #[prop(optional, into)]
    actions: Option<ViewFn>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/wizard/wizard.css");
    let mut steps = steps;
    steps.extend(review.map(|view| WizardStep::new("Review", view)));
    let last = steps.len().saturating_sub(1);
    let steps = StoredValue::new(steps);
    let shown = Memo::new(move |_| current.get().min(last));
    // The furthest step one has come to, and what has to be changed in the one shown.
    let reached = RwSignal::new(0);
    let problems = RwSignal::new(Vec::new());
    let title = NodeRef::<html::H2>::new();
    let moved = StoredValue::new(false);

    let errors_of = move |at: usize| {
        let step = steps.try_with_value(|steps| steps.get(at).cloned()).flatten();
        step.map(|step| step.errors()).unwrap_or_default()
    };
    // Goes as far towards `to` as the answers from `from` on allow. Returns whether it is there.
    let travel = move |from: usize, to: usize| {
        let target = logic::admitted(from, to, |at| !errors_of(at).is_empty());
        let arrived = target == to;
        problems.set(if arrived { Vec::new() } else { errors_of(target) });
        if Some(target) != shown.try_get_untracked() {
            moved.set_value(arrived);
            on_go.try_run(target);
        }
        arrived
    };
    let go = move |to: usize| {
        travel(shown.get_untracked(), to);
    };
    let submit = move |_| {
        let at = shown.get_untracked();
        if busy.get_untracked() {
            return;
        }
        if at < last {
            go(at + 1);
        } else if travel(0, last) {
            // The last step is the target of no other.
            let errors = errors_of(last);
            let well = errors.is_empty();
            problems.set(errors);
            if well {
                on_finish.try_run(());
            }
        }
    };
    Effect::new(move || {
        let at = shown.get();
        let before = reached.get_untracked();
        if at > before {
            let admitted = logic::admitted(before, at, |at| !errors_of(at).is_empty());
            reached.set(admitted);
            if admitted < at {
                travel(before, at);
                return;
            }
        }
        if moved.try_update_value(std::mem::take) == Some(true) {
            request_animation_frame(move || {
                dom::focus_later(title.try_get_untracked().flatten().map(Into::into));
            });
        }
    });

    let items = Signal::derive(move || {
        let (shown, reached) = (shown.get(), reached.get());
        let failed = problems.with(|problems| !problems.is_empty());
        steps.with_value(|steps| {
            let items = steps.iter().enumerate().map(|(at, step)| {
                let state = match at {
                    _ if at == shown && failed => StepState::Error,
                    _ if at < reached => StepState::Done,
                    _ => StepState::Open,
                };
                let item = StepItem::new(step.title.clone()).state(state);
                let item = if step.optional { item.help("Optional") } else { item };
                if at <= reached { item.reachable() } else { item }
            });
            items.collect::<Vec<_>>()
        })
    });
    let heading =
        move || steps.with_value(|steps| steps.get(shown.get()).map(|step| step.title.clone()));
    let view = move || {
        let step = steps.with_value(|steps| steps.get(shown.get()).cloned());
        step.map(|step| untrack(|| step.view.run()))
    };
    let back = move || {
        (shown.get() > 0).then(|| {
            let press = move |_| go(shown.get_untracked().saturating_sub(1));
            // The button is gone once this is the first step.
            view! { <Button on_click=move |event| queue_microtask(move || press(event))>"Back"</Button> }
        })
    };
    let next = move || {
        if shown.get() < last {
            view! { <Button variant=Variant::Solid submit=true>"Next"</Button> }.into_any()
        } else {
            let finish = finish.clone();
            view! {
                <Button variant=Variant::Solid submit=true loading=busy>
                    {finish}
                </Button>
            }
            .into_any()
        }
    };
    view! {
        <div class=class(scope, "pk-wizard")>
            <div data-frame="">
                <Stepper label steps=items current=shown on_go=go />
                <form
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        queue_microtask(move || submit(()));
                    }
                >
                    <h2 tabindex="-1" node_ref=title>{heading}</h2>
                    <ErrorSummary errors=problems />
                    <div data-step-view="">{view}</div>
                    <footer>
                        {back}
                        {actions.map(|actions| actions.run())}
                        <span></span>
                        {next}
                    </footer>
                </form>
            </div>
        </div>
    }
    .into_any()
}
