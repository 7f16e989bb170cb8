//! The survey: a quiet card that asks now and then, and a page where anybody can answer at any
//! time. Answers are kept in this browser, for whoever gave them, and go to the sinks.

pub mod card;
pub mod page;

use super::sinks::settings::Survey;
use crate::plugin::kept;
use crate::plugin::prelude::*;
use portico_components::Announcer;
use portico_insights::Zone;
use portico_insights::event::{UserHash, batch};
use portico_insights::survey::{Answer, Memory, Rhythm};
use std::sync::Arc;

/// When the reader was asked.
pub const MEMORY: &str = "portico.survey.v1";
/// The reader's own answers, as lines of JSON.
pub const ANSWERS: &str = "portico.survey.answers.v1";
/// Answers that no sink has got yet.
const UNSENT: &str = "portico.survey.unsent.v1";
/// So many of the reader's answers are kept: five years of them.
const MOST: usize = 20;
/// And so many bytes.
const BYTES: usize = 40_000;

/// What the card is told.
#[derive(Clone)]
pub struct Asked {
    /// How the portal asks.
    pub config: Survey,
    /// Its pages.
    pub registry: Arc<Registry>,
    /// Who tells those who listen.
    pub announcer: Announcer,
}

/// What is remembered of the reader.
pub fn memory(rhythm: Rhythm) -> Memory {
    Memory::read(&kept::read(MEMORY).unwrap_or_default(), now(), rhythm)
}

/// Remembers it; whether the browser does.
pub fn keep(memory: &Memory) -> bool {
    let text = memory.text();
    kept::write(MEMORY, &text);
    kept::read(MEMORY) == Some(text)
}

/// Keeps an answer, and hands it to the sinks if there are any; whether the browser has kept it.
pub fn add(mut answer: Answer, goes: bool, rhythm: Rhythm) -> bool {
    let before = answers().lines().rev().find_map(Answer::read).and_then(|last| last.person);
    answer.person = before.or_else(|| Some(UserHash((js_sys::Math::random() * 1e18) as u64)));
    let line = answer.line();
    if goes {
        kept::write(
            UNSENT,
            &batch::kept(&kept::read(UNSENT).unwrap_or_default(), &line, MOST, BYTES),
        );
    }
    kept::write(ANSWERS, &batch::kept(&answers(), &line, MOST, BYTES));
    let mut memory = memory(rhythm);
    memory.answered(now(), rhythm);
    keep(&memory) && answers().ends_with(&line)
}

/// The reader's answers, one per line.
pub fn answers() -> String {
    kept::read(ANSWERS).unwrap_or_default()
}

/// Takes the answers that no sink has got yet: each is handed out once.
pub fn unsent() -> Vec<Answer> {
    let text = kept::read(UNSENT).unwrap_or_default();
    if text.is_empty() {
        return Vec::new();
    }
    kept::write(UNSENT, "");
    text.lines().filter_map(Answer::read).collect()
}

/// The zone of the reader, now.
pub fn zone() -> Zone {
    let minutes = js_sys::Date::new_0().get_timezone_offset();
    Zone(-(minutes as i16))
}

/// Milliseconds since 1970.
pub fn now() -> i64 {
    js_sys::Date::now() as i64
}
