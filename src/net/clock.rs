//! Time, as the net client sees it: one trait, so that tests turn the hands themselves.

use std::time::Duration;

use futures_util::future::LocalBoxFuture;

use super::platform;

/// Where time, delays and chance come from.
pub(super) trait Clock {
    /// Milliseconds since some moment; never goes back and ignores the clock on the wall.
    fn now(&self) -> f64;
    /// Milliseconds since 1970, as the computer believes.
    fn wall(&self) -> f64;
    /// Ends after so many milliseconds. Dropping it takes the timer away.
    fn sleep(&self, milliseconds: f64) -> LocalBoxFuture<'static, ()>;
    /// From 0 up to, not including, 1.
    fn random(&self) -> f64;

    /// This moment.
    fn stamp(&self) -> Stamp {
        Stamp { steady: self.now(), wall: self.wall() }
    }
}

/// A moment, such as the one an answer arrived at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stamp {
    steady: f64,
    wall: f64,
}

impl Stamp {
    /// This moment.
    pub fn now() -> Self {
        platform::clock().stamp()
    }

    /// The time from this moment to a later one.
    ///
    /// The steady clock stands still while a computer sleeps and the wall clock may be set back, so
    /// the longer of the two differences counts: data never looks fresher than it is.
    pub fn until(self, later: Self) -> Duration {
        let longer = (later.steady - self.steady).max(later.wall - self.wall).max(0.0);
        Duration::from_secs_f64(longer / 1000.0)
    }

    /// How long ago this was.
    pub fn age(self) -> Duration {
        self.until(Self::now())
    }

    /// Milliseconds since 1970, for showing the time of day.
    pub fn unix_milliseconds(self) -> f64 {
        self.wall
    }
}

/// Ends after `duration`. Dropping it takes the timer away.
pub async fn wait(duration: Duration) {
    platform::clock().sleep(duration.as_secs_f64() * 1000.0).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_never_looks_fresher_than_it_is() {
        let fetched = Stamp { steady: 1_000.0, wall: 50_000.0 };
        let after = |steady: f64, wall: f64| fetched.until(Stamp { steady, wall }).as_millis();
        assert_eq!(after(4_000.0, 53_000.0), 3_000);
        assert_eq!(after(4_000.0, 3_653_000.0), 3_603_000, "the computer slept for an hour");
        assert_eq!(after(4_000.0, 0.0), 3_000, "the wall clock was set back");
        assert_eq!(after(0.0, 0.0), 0);
    }
}
