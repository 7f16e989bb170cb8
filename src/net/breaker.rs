//! Leaving a failing host alone: after five failures in a row it is asked once in half a minute,
//! until an answer comes. What counts is the end of a load, after its retries.

/// Failures in a row that open the breaker.
const FAILURES: u32 = 5;
/// Milliseconds that it stays open.
const PAUSE: f64 = 30_000.0;

/// The breaker of one host.
#[derive(Debug, Default)]
pub(super) struct Breaker {
    failures: u32,
    open_until: Option<f64>,
    probing: bool,
}

/// What a load was good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The host answered, whatever it said.
    Alive,
    /// The host is in trouble.
    Failing,
    /// The load was withdrawn before anybody could tell.
    Unknown,
}

impl Breaker {
    /// Asks to start a load. `by_hand` is a person who insists.
    ///
    /// # Errors
    /// Milliseconds until the next try.
    pub fn enter(&mut self, now: f64, by_hand: bool) -> Result<(), f64> {
        match self.open_until {
            Some(until) if !by_hand && (now < until || self.probing) => Err((until - now).max(0.0)),
            Some(_) => {
                self.probing = true;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Milliseconds until the next try, while it is open: for loads that entered before it opened
    /// and have not been sent yet.
    pub fn pause(&self, now: f64) -> Option<f64> {
        self.open_until.map(|until| until - now).filter(|left| *left > 0.0)
    }

    /// Tells how the load ended.
    pub fn leave(&mut self, verdict: Verdict, now: f64, time_scale: f64) {
        match verdict {
            Verdict::Alive => *self = Self::default(),
            Verdict::Unknown => self.probing = false,
            Verdict::Failing => {
                self.failures += 1;
                self.probing = false;
                if self.failures >= FAILURES {
                    self.open_until = Some(now + PAUSE * time_scale);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open_at(now: f64) -> Breaker {
        let mut breaker = Breaker::default();
        for _ in 0..FAILURES {
            assert_eq!(breaker.enter(now, false), Ok(()));
            breaker.leave(Verdict::Failing, now, 1.0);
        }
        breaker
    }

    #[test]
    fn five_failures_in_a_row_open_it_for_half_a_minute() {
        let mut breaker = open_at(1_000.0);
        assert_eq!(breaker.enter(1_000.0, false), Err(30_000.0));
        assert_eq!((breaker.pause(1_000.0), breaker.pause(31_000.0)), (Some(30_000.0), None));
        assert_eq!(breaker.enter(11_000.0, false), Err(20_000.0));
        assert_eq!(breaker.enter(31_000.0, false), Ok(()));
    }

    #[test]
    fn an_answer_in_between_starts_the_count_anew() {
        let mut breaker = Breaker::default();
        for _ in 0..10 {
            for _ in 0..FAILURES - 1 {
                breaker.leave(Verdict::Failing, 0.0, 1.0);
            }
            breaker.leave(Verdict::Alive, 0.0, 1.0);
            assert_eq!(breaker.enter(0.0, false), Ok(()));
        }
    }

    #[test]
    fn one_probe_decides() {
        let mut breaker = open_at(0.0);
        assert_eq!(breaker.enter(30_000.0, false), Ok(()));
        assert!(breaker.enter(30_000.0, false).is_err(), "one probe at a time");
        breaker.leave(Verdict::Unknown, 30_001.0, 1.0);
        assert_eq!(breaker.enter(30_001.0, false), Ok(()), "a withdrawn probe decides nothing");
        breaker.leave(Verdict::Failing, 30_002.0, 1.0);
        assert_eq!(breaker.enter(30_002.0, false), Err(30_000.0));
        assert_eq!(breaker.enter(60_002.0, false), Ok(()));
        breaker.leave(Verdict::Alive, 60_003.0, 1.0);
        assert_eq!((0..9).filter(|_| breaker.enter(60_003.0, false).is_ok()).count(), 9);
    }

    #[test]
    fn a_person_may_always_try() {
        assert_eq!(open_at(0.0).enter(1.0, true), Ok(()));
    }
}
