//! A run on the screen: what its parts share, and how they stand.

use super::super::TASKS;
use super::super::api::Task;
use super::super::config::CreateConfig;
use super::follow::Following;
use super::model::RunState;
use super::page::styled;
use super::{answers, result, words};
use crate::net::NetError;
use crate::plugin::analytics::Action;
use crate::plugin::prelude::*;
use crate::plugin::time::instant;
use leptos::prelude::*;
use portico_components::{Badge, Gap, LogViewer, PageHeader, Stack, Tone, use_toaster};
use std::sync::Arc;
use std::time::Duration;

/// A run on the screen.
#[derive(Clone)]
pub struct Board {
    /// What portal.json says.
    pub config: Arc<CreateConfig>,
    /// The run as it was read first.
    pub task: Arc<Task>,
    /// Where links lead.
    pub registry: Arc<Registry>,
    /// What has happened since.
    pub following: Following,
    /// What sends requests.
    pub(super) client: Option<NetClient>,
    /// The step whose lines are pointed out.
    pub(super) chosen: RwSignal<Option<usize>>,
    /// Whether something about it is being sent.
    pub(super) busy: RwSignal<bool>,
    /// Why what was sent was refused.
    pub(super) error: RwSignal<Option<NetError>>,
    /// What time it is, by the second.
    pub(super) now: RwSignal<i64>,
}

impl Board {
    /// Follows a run from now on.
    pub(super) fn start(config: &Arc<CreateConfig>, task: Arc<Task>) -> Self {
        let now = RwSignal::new(js_sys::Date::now() as i64);
        let clock = set_interval_with_handle(
            move || {
                now.try_set(js_sys::Date::now() as i64);
            },
            Duration::from_secs(1),
        );
        on_cleanup(move || {
            if let Ok(clock) = clock {
                clock.clear();
            }
        });
        Self {
            config: config.clone(),
            registry: use_registry(),
            following: Following::start(&config.scaffolder, &task),
            task,
            client: use_net(),
            chosen: RwSignal::new(None),
            busy: RwSignal::new(false),
            error: RwSignal::new(None),
            now,
        }
    }

    /// State of the run, as a signal of its own: it changes much less often than the log.
    pub fn state(&self) -> Memo<RunState> {
        let run = self.following.run;
        Memo::new(move |_| run.with(|run| run.state))
    }

    /// Draws all of it.
    pub(super) fn draw(&self) -> AnyView {
        let state = self.state();
        self.name_the_page(state);
        let title = self.task.title();
        let board = self.clone();
        let actions = ViewFn::from(move || board.actions(state));
        let (banners, steps) = (self.banners(state), self.steps());
        let (answers, log, subtitle) = (answers::draw(self), self.log(), self.subtitle());
        let badge = ViewFn::from(move || {
            view! {
                {move || {
                    let (word, tone, icon) = words::run(state.get());
                    view! { <Badge tone=tone label=word icon=icon /> }
                }}
            }
            .into_any()
        });
        let board = self.clone();
        let run = self.following.run;
        let complete = Memo::new(move |_| run.with(|run| run.complete));
        let result =
            move || (state.get() == RunState::Done && complete.get()).then(|| result::draw(&board));
        let inside = view! {
                <PageHeader title=title subtitle=subtitle star=badge actions=actions />
                <Stack gap=Gap::Lg>
                    {banners}
                    {result}
                    <div class="run-columns">
                        <div class="run-side">
                            {steps}
                            {answers}
                        </div>
                        <div class="run-log">{log}</div>
                    </div>
                </Stack>
        }
        .into_any();
        styled(inside)
    }

    fn name_the_page(&self, state: Memo<RunState>) {
        let frame = use_page();
        let list = self.registry.href(routes::CREATE, &());
        let runs = self.registry.href(TASKS, &());
        let (title, toaster) = (self.task.title(), use_toaster());
        let (task, run, analytics) = (self.task.clone(), self.following.run, use_analytics());
        Effect::new(move |before: Option<RunState>| {
            let state = state.get();
            let word = words::run(state).0;
            frame.set(vec![
                Crumb::link("Create", list.clone()),
                Crumb::link("Runs", runs.clone()),
                Crumb::here([&title, ", ", &portico_components::lower(word)].concat()),
            ]);
            if before.is_some_and(|before| !before.is_over()) && state.is_over() {
                let tone =
                    if state == RunState::Failed { Tone::Warning } else { words::run(state).1 };
                toaster.push(tone, [&title, ": ", word].concat(), None);
                if let Some(analytics) = &analytics {
                    note(analytics, &task, state, run.with_untracked(|run| run.ended));
                }
            }
            state
        });
    }

    fn subtitle(&self) -> Signal<Option<String>> {
        let (run, now) = (self.following.run, self.now);
        let template = self.task.template_title();
        let (person, catalog) = (self.task.created_by.clone(), use_sources().catalog());
        let by = Memo::new(move |_| {
            let known = person.parse::<EntityRef>().ok().zip(catalog.get());
            let title = known.and_then(|(person, catalog)| {
                Some(catalog.entry(catalog.lookup(&person)?).display_name().to_owned())
            });
            let name = person.rsplit(['/', ':']).next().unwrap_or_default();
            match title.as_deref().unwrap_or(name) {
                "" => String::new(),
                name => [" · started by ", name].concat(),
            }
        });
        let began = instant(&self.task.created_at);
        Signal::derive(move || {
            let (over, ended) = run.with(|run| (run.state.is_over(), run.ended));
            let time = match over {
                true => words::between(began, ended),
                false => words::between(began, Some(now.get())),
            };
            let time = match (time.is_empty(), over) {
                (true, _) => String::new(),
                (false, true) => [" · took ", &time].concat(),
                (false, false) => [" · for ", &time].concat(),
            };
            Some([&*template, &*by.get(), &*time].concat())
        })
    }

    fn log(&self) -> AnyView {
        let (lines, run, chosen) = (self.following.lines, self.following.run, self.chosen);
        let label = ["Log of ", &self.task.title()].concat();
        let line = Signal::derive(move || {
            let at = chosen.get()?;
            run.with(|run| run.steps.get(at)?.line)
        });
        let over = RunState::of(&self.task.status).is_over();
        let file = ["run-", &self.task.id.chars().take(8).collect::<String>(), ".txt"].concat();
        view! {
            <LogViewer
                label=label
                lines=lines
                following=!over
                line=line
                visible=26
                file=file
                empty=ViewFn::from(|| view! { <p class="u-note">"No lines yet."</p> }.into_any())
            />
        }
        .into_any()
    }
}

/// Notes how a run ended that was followed to its end, and how long it took. One that was stopped
/// is neither done nor failed.
fn note(analytics: &Analytics, task: &Task, state: RunState, ended: Option<i64>) {
    let action = match state {
        RunState::Done => "task-done",
        RunState::Failed => "task-failed",
        _ => return,
    };
    let ended = ended.unwrap_or_else(|| js_sys::Date::now() as i64);
    let took = instant(&task.created_at).map(|began| (ended - began).max(0) as f64);
    analytics.emit_value(Action::Own(action), task.template(), took);
}
