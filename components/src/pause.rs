//! What is done when nothing has happened for a moment.

use crate::dom::now;
use leptos::prelude::*;
use std::time::Duration;

/// Does something when what it hears of has stopped for a moment: typing, or results that come in.
///
/// However often something happens, one timer runs: when it ends too early, it waits for what is
/// left. A timer that is stopped and started with each letter costs more than what most letters do.
/// When the owner goes, nothing is done any more.
#[derive(Clone, Copy)]
pub struct Pause {
    length: Duration,
    state: StoredValue<State>,
    act: Callback<()>,
}

/// When it is over, and whether a timer runs. A pause that was stopped may still have its timer.
#[derive(Default)]
struct State {
    /// In milliseconds of the page's own clock.
    over: Option<f64>,
    timed: bool,
}

impl Pause {
    /// One of this length, after which `act` is called.
    #[must_use]
    pub fn new(length: Duration, act: impl Fn() + Send + Sync + 'static) -> Self {
        let act = Callback::new(move |()| act());
        Self { length, state: StoredValue::new(State::default()), act }
    }

    /// Something has happened: the pause begins anew.
    pub fn restart(self) {
        let over = now() + self.length.as_secs_f64() * 1000.0;
        let start = self.state.try_update_value(|state| {
            state.over = Some(over);
            !std::mem::replace(&mut state.timed, true)
        });
        if start == Some(true) {
            self.wait(self.length);
        }
    }

    /// Nothing is waited for any more.
    pub fn stop(self) {
        self.state.try_update_value(|state| state.over = None);
    }

    fn wait(self, time: Duration) {
        set_timeout(move || self.woken(), time);
    }

    fn woken(self) {
        // A timer may be early by what the clock is rounded to.
        let left = self.state.try_update_value(|state| {
            let left = state.over.map(|over| (over - now()) as u64);
            state.timed = left.is_some_and(|left| left > 0);
            left
        });
        match left.flatten() {
            Some(0) => {
                self.act.try_run(());
            }
            Some(left) => self.wait(Duration::from_millis(left)),
            None => {}
        }
    }
}
