//! The form of one template, its draft, and sending it.

use super::super::dispatch;
use super::desk::Desk;
use super::draft::{self, Draft};
use super::draw::{fields, id_of};
use super::found::Found;
use super::preview::PreviewInput;
use super::{files, header, leaf, pickers, review, share};
use crate::plugin::prelude::*;
use leptos::ev;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use portico_components::{
    Banner, Button, Card, FieldError, Live, Skeleton, SkeletonKind, Tone, Wizard, WizardStep,
};
use portico_templates::form::Form;
use serde_json::Value;
use std::sync::Arc;

/// Key of the query: number of the step, from 1 on.
const STEP: &str = "step";
/// So many fields are a long form: what is out of sight is not laid out.
const MANY: usize = 40;

fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// What names what is made: the answer that is called so.
fn title_of(found: &Found, answers: &Value) -> String {
    let named = ["/name", "/component_id", "/title"].into_iter();
    let mut named = named.filter_map(|at| answers.pointer(at)?.as_str());
    named.find(|name| !name.is_empty()).unwrap_or(&found.title).to_owned()
}

/// Draws the form of a template.
pub fn draw(found: &Arc<Found>) -> AnyView {
    let found = found.clone();
    let query = use_query();
    let parameters = found.descriptor.pointer("/spec/parameters").unwrap_or(&Value::Null);
    let form = Form::from_parameters(parameters);
    let defaults = pickers::beginning(&form, use_sources());
    let given = query.pairs().with_untracked(|pairs| share::read(pairs));
    let kept = draft::find(&found.reference);
    let restored = RwSignal::new(given.is_none() && kept.is_some());
    let from_link = given.is_some();
    let start = given.as_ref().or(kept.as_ref().map(|draft| &draft.answers));
    let start =
        start.map_or_else(|| defaults.clone(), |given| share::over(defaults.clone(), given));
    let current = Signal::derive(move || {
        query.pairs().with(|pairs| {
            let step = pairs.iter().find(|(key, _)| key == STEP);
            let step = step.and_then(|(_, step)| step.parse::<usize>().ok());
            step.unwrap_or(1).saturating_sub(1)
        })
    });
    let desk = Desk::new(form, start, current);
    let go = Callback::new(move |at: usize| {
        let Some(mut pairs) = query.pairs().try_get_untracked() else { return };
        pairs.retain(|(key, _)| key != STEP && key != share::KEY);
        pairs.push((STEP.to_owned(), (at + 1).to_string()));
        desk.arrive();
        query.set(pairs, true);
    });
    let sent = RwSignal::new(false);
    keep_draft(desk, &found, defaults.clone(), current, sent);
    warn_on_leave(desk, sent);

    let steps = steps(desk);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<(&str, String)>);
    let nonce = format!("{}-{}", now(), js_sys::Math::random());
    let (way, starter) = dispatch::offer(&found);
    let starter = send_wrapper::SendWrapper::new(starter);
    let (registry, navigate) = (use_registry(), use_navigate());
    let send = {
        let found = found.clone();
        let navigate = send_wrapper::SendWrapper::new(navigate);
        Callback::new(move |()| {
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            failed.set(None);
            let (values, secrets) = desk.submission();
            let kept = untrack(|| desk.public());
            let reference = found.reference.clone();
            let start = starter.start(&reference, &values, secrets, &nonce);
            let (registry, navigate) = (registry.clone(), navigate.clone());
            spawn_local(async move {
                match start.await {
                    Ok(path) => {
                        sent.try_set(true);
                        draft::sent(&reference, now(), &kept);
                        draft::forget(&reference);
                        navigate(&registry.url(&path), Default::default());
                    }
                    Err(error) => {
                        failed.try_set(Some((error.title(), error.text())));
                    }
                }
                busy.try_set(false);
            });
        })
    };
    let not_sent = move || {
        failed.get().map(|(title, why)| {
            view! {
                <Banner
                    tone=Tone::Danger
                    title=title
                    live=Live::Alert
                    actions=move || {
                        view! { <Button on_click=move |_| queue_microtask(move || { send.try_run(()); })>"Try again"</Button> }
                    }
                >
                    {why}
                    " Nothing you typed is lost."
                </Banner>
            }
        })
    };
    let look = move || {
        // All of it is to be read before it is sent: the heading keeps the focus.
        desk.has_arrived();
        review::draw(desk, go)
    };
    let header = header::draw(desk, &found, &defaults, restored, from_link);
    let preview = preview(desk, &found);
    let name = found.title.clone();
    let inside = view! {
        {header}
        {way}
        {not_sent}
        <div data-columns="">
            <Wizard
                label=name
                steps
                review=look
                current
                on_go=go
                on_finish=send
                finish="Create"
                busy
            />
            <div data-aside="">{preview}</div>
        </div>
    }
    .into_any();
    super::styled(inside)
}

/// The steps of a form, each with what has to change before one goes on.
pub(super) fn steps(desk: Desk) -> Vec<WizardStep> {
    let steps = desk.steps().into_iter();
    steps
        .map(|(step, title, about)| {
            let name = title.clone();
            let view = move || step_view(desk, step, &name, about.clone());
            WizardStep::new(title, view).check(move || {
                let problems = desk.check(step).into_iter();
                problems
                    .map(|problem| FieldError::new(id_of(&problem.pointer), problem.text))
                    .collect()
            })
        })
        .collect()
}

/// One step: what it is about, what is wrong with its schema, its fields. Who has come to it by a
/// button can type at once: its first field has the focus, in a group that says the step's name.
pub(super) fn step_view(desk: Desk, step: usize, title: &str, about: Option<String>) -> AnyView {
    if desk.has_arrived() {
        leaf::focus_first();
    }
    let faults: Vec<AnyView> = desk
        .faults()
        .into_iter()
        .filter(|(at, _)| *at == step)
        .map(|(_, text)| {
            view! {
                <Banner tone=Tone::Warning title="The template has a mistake here">
                    {text}
                    " Its owner can mend it; the rest of the form works."
                </Banner>
            }
            .into_any()
        })
        .collect();
    let all = desk.fields(step);
    let none = move || {
        all.with(Vec::is_empty).then(|| view! { <p data-about="">"Nothing is asked here."</p> })
    };
    let drawn = fields(desk, all.into());
    let many = move || all.with(|all| all.len() >= MANY).then_some("");
    view! {
        <div role="group" aria-label=title.to_owned() data-fields="" data-many=many>
            {about.map(super::about::about)}
            {faults}
            {none}
            {drawn}
        </div>
    }
    .into_any()
}

/// Keeps a draft of what differs from the start.
fn keep_draft(
    desk: Desk,
    found: &Arc<Found>,
    defaults: Value,
    current: Signal<usize>,
    sent: RwSignal<bool>,
) {
    let found = found.clone();
    Effect::new(move |before: Option<Value>| {
        let (answers, step) = (desk.after_paint(Desk::public), current.get() + 1);
        if sent.get_untracked() {
            return answers;
        }
        if answers == defaults {
            // Only somebody who took everything back throws a draft away.
            if before.is_some_and(|before| before != answers) {
                draft::forget(&found.reference);
            }
            return answers;
        }
        let title = title_of(&found, &answers);
        let template = found.reference.clone();
        draft::keep(&Draft { template, title, at: now(), step, answers: answers.clone() });
        answers
    });
}

/// Asks before the page is left with something in it that no draft holds.
fn warn_on_leave(desk: Desk, sent: RwSignal<bool>) {
    let handle = window_event_listener(ev::beforeunload, move |event| {
        if sent.try_get_untracked() == Some(false) && untrack(|| desk.has_secrets()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || handle.remove());
}

/// The answers so far, and the files that come of them as soon as their code is here.
pub(super) fn preview(desk: Desk, found: &Arc<Found>) -> AnyView {
    let place = StoredValue::new_local(None::<AnyView>);
    let done = RwSignal::new(None::<bool>);
    let owner = Owner::current().unwrap_or_default();
    let input = PreviewInput { desk, found: found.clone() };
    let drawing = files::loader().draw(input);
    let drawing = async move {
        let drawn = drawing.await;
        let well = drawn.is_ok();
        place.try_update_value(|place| *place = drawn.ok());
        done.try_set(Some(well));
    };
    spawn_local(owner.with(|| ScopedFuture::new_untracked(drawing)));
    let below = move || match done.get() {
        None => {
            view! { <Skeleton kind=SkeletonKind::Text(4) label="Loading the preview" /> }.into_any()
        }
        Some(true) => place.try_update_value(Option::take).flatten().into_any(),
        Some(false) => view! {
            <Banner tone=Tone::Warning title="The preview could not be loaded">
                "The form works without it. Reload the page to see it."
            </Banner>
        }
        .into_any(),
    };
    let summary = review::summary(desk);
    view! {
        <Card title="Summary">{summary}</Card>
        {below}
    }
    .into_any()
}
