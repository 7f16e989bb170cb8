//! When a failed request is sent again, and how long that waits.

use super::ErrorKind;

/// A request is sent at most so often.
pub(super) const ATTEMPTS: u32 = 3;
/// Milliseconds: the first retry comes at random within this time, the next within twice of it …
const STEP: f64 = 500.0;
/// … and none within more than this.
const CAP: f64 = 8_000.0;

/// Milliseconds until the request is sent again; `None` when it is not.
///
/// `attempts` counts those already made; `met` says whether the host has ever answered this page:
/// a host that never did probably forbids it (CORS), and that does not change by asking again.
pub(super) fn delay(
    kind: &ErrorKind,
    status: u16,
    attempts: u32,
    met: bool,
    random: f64,
    time_scale: f64,
) -> Option<f64> {
    let backoff = (STEP * f64::from(1_u32 << attempts.min(8).saturating_sub(1))).min(CAP);
    let asked_to_wait = matches!(status, 408 | 425 | 429);
    let retry_after = match kind {
        ErrorKind::RateLimited { retry_after } => {
            retry_after.map(|time| time.as_secs_f64() * 1000.0)
        }
        _ => None,
    };
    let again = match kind {
        ErrorKind::Unreachable { policy } => met && !policy,
        ErrorKind::CutOff | ErrorKind::RateLimited { .. } => true,
        ErrorKind::Server { status } => matches!(status, 500 | 502 | 503 | 504),
        ErrorKind::Client { .. } => asked_to_wait,
        _ => false,
    };
    let least = if asked_to_wait { STEP } else { 0.0 };
    let waiting = (least + random * backoff) * time_scale;
    (again && attempts < ATTEMPTS).then(|| retry_after.unwrap_or_default().max(waiting))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn first(kind: ErrorKind, status: u16) -> Option<f64> {
        delay(&kind, status, 1, true, 0.5, 1.0)
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        for status in [500, 502, 503, 504] {
            assert_eq!(first(ErrorKind::Server { status }, status), Some(250.0), "{status}");
        }
        for status in [408, 425] {
            assert_eq!(first(ErrorKind::Client { status }, status), Some(750.0), "{status}");
        }
        assert_eq!(first(ErrorKind::Unreachable { policy: false }, 0), Some(250.0));
        assert_eq!(first(ErrorKind::CutOff, 200), Some(250.0));
        for kind in [
            ErrorKind::NotFound,
            ErrorKind::Forbidden,
            ErrorKind::Offline,
            ErrorKind::Cancelled,
            ErrorKind::Unreachable { policy: true },
            ErrorKind::Client { status: 422 },
            ErrorKind::Server { status: 501 },
            ErrorKind::NotData { content_type: "text/html".into() },
            ErrorKind::Malformed { path: String::new(), message: String::new() },
            ErrorKind::TooLarge { limit: 1 },
            ErrorKind::Timeout {
                phase: crate::net::Phase::Headers,
                after: Duration::from_secs(10),
            },
        ] {
            assert_eq!(first(kind.clone(), 0), None, "{kind:?}");
        }
    }

    #[test]
    fn a_host_that_never_answered_is_not_pestered() {
        let kind = ErrorKind::Unreachable { policy: false };
        assert_eq!(delay(&kind, 0, 1, false, 0.5, 1.0), None);
    }

    #[test]
    fn delays_double_are_random_and_end() {
        let kind = ErrorKind::Server { status: 503 };
        let at = |attempts, random| delay(&kind, 503, attempts, true, random, 1.0);
        assert_eq!((at(1, 0.0), at(1, 1.0)), (Some(0.0), Some(500.0)));
        assert_eq!((at(2, 0.0), at(2, 1.0)), (Some(0.0), Some(1000.0)));
        assert_eq!(at(3, 0.0), None);
        assert_eq!(delay(&kind, 503, 1, true, 1.0, 0.1), Some(50.0));
    }

    #[test]
    fn the_wish_of_the_api_is_honoured() {
        let wish =
            |seconds| ErrorKind::RateLimited { retry_after: Some(Duration::from_secs(seconds)) };
        assert_eq!(first(wish(7), 429), Some(7_000.0));
        assert_eq!(first(wish(0), 429), Some(750.0));
        assert_eq!(first(ErrorKind::RateLimited { retry_after: None }, 429), Some(750.0));
    }
}
