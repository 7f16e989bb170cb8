//! Outside a browser: the native build exists for tests and tools. It has time, and no network.

use std::{
    sync::OnceLock,
    task::{Poll, Waker},
    time::{Duration, Instant, SystemTime},
};

use futures_util::future::{LocalBoxFuture, poll_fn};

use super::{
    clock::Clock,
    transport::{Fault, Incoming, Outgoing, Transport},
};

/// Time of the operating system.
pub(super) struct SystemClock;

/// The clock of this platform.
pub(super) fn clock() -> SystemClock {
    SystemClock
}

/// A network that nobody is connected to.
pub(super) struct NoNetwork;

/// The network of this platform.
pub(super) fn transport() -> NoNetwork {
    NoNetwork
}

impl Transport for NoNetwork {
    fn send(&self, _: Outgoing) -> LocalBoxFuture<'static, Result<Incoming, Fault>> {
        Box::pin(async { Err(Fault::Offline) })
    }
}

impl Clock for SystemClock {
    fn now(&self) -> f64 {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
    }

    fn wall(&self) -> f64 {
        let since_1970 = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        since_1970.unwrap_or_default().as_secs_f64() * 1000.0
    }

    fn sleep(&self, milliseconds: f64) -> LocalBoxFuture<'static, ()> {
        let end = Instant::now() + Duration::from_secs_f64(milliseconds.max(0.0) / 1000.0);
        Box::pin(poll_fn(move |context| match end.checked_duration_since(Instant::now()) {
            None | Some(Duration::ZERO) => Poll::Ready(()),
            Some(left) => {
                wake_after(left, context.waker().clone());
                Poll::Pending
            }
        }))
    }

    fn random(&self) -> f64 {
        // Good enough to spread retries: the low digits of the clock.
        f64::from(
            SystemTime::now()
                .duration_since(SystemTime::UNIX_EPOCH)
                .unwrap_or_default()
                .subsec_nanos()
                % 1000,
        ) / 1000.0
    }
}

fn wake_after(left: Duration, waker: Waker) {
    std::thread::spawn(move || {
        std::thread::sleep(left);
        waker.wake();
    });
}

/// Whether there is a network: nobody says otherwise.
pub(super) fn is_online() -> bool {
    true
}

/// Outside a browser nothing happens to a page.
pub(super) fn watch(_: &super::state::Events) {}

/// Nothing can be seen where there is no network.
pub(super) async fn look(_: super::probe::Glance) -> super::probe::Seen {
    super::probe::Seen::Failed(super::probe::Broken::Offline)
}
