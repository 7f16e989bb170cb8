//! Guest tokens: made up, but refused once they are too old.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Seconds a token is good for, unless a test says otherwise; an hour in the recording.
const LIFE: u64 = 3600;

/// The tokens handed out so far.
#[derive(Default)]
pub struct Tokens(Mutex<Issued>);

#[derive(Default)]
struct Issued {
    life: Option<u64>,
    good_until: HashMap<String, Instant>,
}

impl Tokens {
    /// A new token and how many seconds it is good for.
    pub fn issue(&self) -> (String, u64) {
        let mut issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let life = issued.life.unwrap_or(LIFE);
        // As long as a recorded one, so that a limit on the length of headers would show.
        let token = format!("guest-{}.{}", issued.good_until.len() + 1, "t".repeat(540));
        issued.good_until.insert(token.clone(), Instant::now() + Duration::from_secs(life));
        (token, life)
    }

    /// Whether this token was handed out here and is not too old.
    pub fn is_good(&self, token: &str) -> bool {
        let issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        issued.good_until.get(token).is_some_and(|until| Instant::now() < *until)
    }

    /// Refuses every token handed out so far, as after a restart of the backend.
    pub fn revoke(&self) {
        let mut issued = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        issued.good_until.values_mut().for_each(|until| *until = Instant::now());
    }

    /// How many seconds the next tokens are good for; `None` is as recorded.
    pub fn set_life(&self, seconds: Option<u64>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).life = seconds;
    }
}
