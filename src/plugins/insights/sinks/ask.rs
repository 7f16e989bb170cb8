//! When the question of the survey is put: to whom is due, after some use, in a quiet moment. It
//! goes to nobody who has refused to be recorded, and to no browser that cannot remember a “never”.

use super::now;
use super::settings::Survey;
use crate::plugin::analytics::{Action, Analytics};
use crate::plugin::keys::in_dialog;
use crate::plugin::prelude::*;
use crate::plugins::insights::survey::{self, Asked, card};
use leptos::leptos_dom::helpers::IntervalHandle;
use leptos::prelude::*;
use portico_components::use_announcer;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

/// It is looked so often whether the moment has come.
const LOOK: Duration = Duration::from_millis(500);

/// What says that somebody is busy.
const BUSY: [&str; 5] = ["keydown", "pointerdown", "pointermove", "wheel", "scroll"];

/// Where letters go: whoever has begun to write is not asked.
const WRITES: &str = "input, textarea, select, [contenteditable]";

/// Watches for a quiet moment, if the reader is due at all.
pub fn start(config: Survey, analytics: Analytics) {
    if super::is_refused() {
        return;
    }
    let rhythm = config.rhythm();
    let mut memory = survey::memory(rhythm);
    memory.used(now(), survey::zone());
    if !survey::keep(&memory) || !memory.may_ask(now(), rhythm) {
        return;
    }
    let input = Asked { config, registry: use_registry(), announcer: use_announcer() };
    let last = Rc::new(Cell::new(now()));
    for name in BUSY {
        let last = last.clone();
        // They live as long as the page: to move a pointer costs one number.
        let _ = window_event_listener_untyped(name, move |_| last.set(now()));
    }
    let owner = Owner::current().unwrap_or_default();
    let handle: Rc<Cell<Option<IntervalHandle>>> = Rc::default();
    let mine = handle.clone();
    let look = move || {
        let quiet = now() - last.get() >= i64::from(config.quiet_seconds) * 1000;
        if !quiet || !is_calm() || pages(&analytics) < usize::from(config.after_pages) {
            return;
        }
        // Another tab may have asked meanwhile.
        let due = survey::memory(rhythm).may_ask(now(), rhythm) && !super::is_refused();
        if let Some(handle) = mine.take() {
            handle.clear();
        }
        if due {
            owner.with(|| card::show(input.clone()));
        }
    };
    handle.set(set_interval_with_handle(look, LOOK).ok());
}

/// Nobody writes, no dialog or menu is open, the page is seen, and it is not that of the survey.
fn is_calm() -> bool {
    let page = document();
    let active = page.active_element();
    let writes = active.is_some_and(|active| matches!(active.closest(WRITES), Ok(Some(_))));
    let open = page.query_selector(":popover-open:not([role=tooltip])").ok().flatten().is_some();
    let answers = page.query_selector("[data-survey]").ok().flatten().is_some();
    !(page.hidden() || writes || open || answers || in_dialog())
}

/// How many pages were opened in this visit, as far as it is known.
fn pages(analytics: &Analytics) -> usize {
    let (events, _) = analytics.since(0);
    events.iter().filter(|one| one.action == Action::Navigate).count()
}
