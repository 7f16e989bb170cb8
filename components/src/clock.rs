//! One clock for every relative time on the page: it ticks once a minute while somebody looks.

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};
use std::{cell::RefCell, time::Duration};

/// The running clock and how many readers it has.
struct Clock {
    now: ArcRwSignal<i64>,
    readers: usize,
    timer: Option<IntervalHandle>,
}

thread_local! {
    static CLOCK: RefCell<Option<Clock>> = const { RefCell::new(None) };
}

/// Now in milliseconds since 1970, UTC; changes once a minute until the owner goes.
#[must_use]
pub fn use_minute() -> ArcReadSignal<i64> {
    let now = CLOCK.with_borrow_mut(|slot| {
        let clock = slot.get_or_insert_with(|| {
            let now = ArcRwSignal::new(wall_time());
            let ticking = now.clone();
            let tick = move || ticking.set(wall_time());
            let timer = set_interval_with_handle(tick, Duration::from_secs(60)).ok();
            Clock { now, readers: 0, timer }
        });
        clock.readers += 1;
        clock.now.clone()
    });
    on_cleanup(release);
    now.read_only()
}

/// One reader less; the last one stops the timer.
fn release() {
    CLOCK.with_borrow_mut(|slot| {
        let Some(clock) = slot else { return };
        clock.readers = clock.readers.saturating_sub(1);
        if clock.readers == 0 {
            if let Some(timer) = clock.timer.take() {
                timer.clear();
            }
            *slot = None;
        }
    });
}

/// Milliseconds since 1970 by the reader's clock.
fn wall_time() -> i64 {
    js_sys::Date::now() as i64
}
