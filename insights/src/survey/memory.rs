//! When somebody may be asked. It has no clock and no store: who holds it does.

use crate::json::{Object, Scan, Value};
use crate::time::DAY_MS;
use crate::{Day, Zone};

/// More often than this nobody is asked, whatever is configured.
const LEAST_DAYS: u16 = 28;

/// "Later" is respected so often before it counts as an answer of its own.
const LATERS: u8 = 2;

/// How often somebody is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Days between two questions.
    pub every: u16,
    /// Days until somebody who said "later" is asked again.
    pub later: u16,
    /// On so many different days the portal was used before anybody is asked.
    pub after: u16,
}

impl Default for Rhythm {
    fn default() -> Self {
        Self { every: 91, later: 7, after: 3 }
    }
}

impl Rhythm {
    fn every(self) -> i64 {
        i64::from(self.every.max(LEAST_DAYS)) * DAY_MS
    }

    fn later(self) -> i64 {
        (i64::from(self.later.max(1)) * DAY_MS).min(self.every())
    }
}

/// What is remembered of one person in one browser: no answer, only when the next question may
/// come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// On how many different days the portal was used.
    days: u16,
    /// The last of them, where the person was then.
    last: Option<Day>,
    /// No sooner than this, in milliseconds since 1970.
    next: i64,
    /// How often "later" was said to this question.
    laters: u8,
    /// Whether the person does not want to be asked at all.
    never: bool,
}

impl Memory {
    /// What was remembered as a text; nothing when nobody was ever here. What cannot be read may
    /// have been a "never", so nobody is asked for a whole round.
    #[must_use]
    pub fn read(text: &str, now: i64, rhythm: Rhythm) -> Self {
        if text.is_empty() {
            return Self::default();
        }
        let mut memory = Self::parse(text).unwrap_or(Self { next: i64::MAX, ..Self::default() });
        // A clock that went back would put the next question off for years; and a question may
        // come no sooner than a whole round from now.
        memory.next = memory.next.min(now.saturating_add(rhythm.every()));
        memory
    }

    fn parse(text: &str) -> Option<Self> {
        let mut memory = Self { next: -1, ..Self::default() };
        let mut scan = Scan::new(text);
        let read = scan.object(&mut |scan, key| {
            match (&*key, scan.value()?) {
                ("days", Value::Number(number)) => memory.days = number.parse().unwrap_or(0),
                ("last", Value::Text(day)) => memory.last = Day::read(&day),
                ("next", Value::Number(number)) => memory.next = number.parse().unwrap_or(-1),
                ("laters", Value::Number(number)) => {
                    memory.laters = number.parse().unwrap_or(LATERS)
                }
                ("never", Value::Bool(never)) => memory.never = never,
                _ => {}
            }
            Ok(())
        });
        (read.is_ok() && scan.is_done() && memory.next >= 0).then_some(memory)
    }

    /// The text that is kept.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        let mut object = Object::new(&mut out);
        object.number("days", &self.days.to_string());
        object.text("last", &self.last.map(Day::iso).unwrap_or_default());
        object.number("next", &self.next.to_string());
        object.number("laters", &self.laters.to_string());
        object.number("never", if self.never { "true" } else { "false" });
        object.end();
        out
    }

    /// The portal is used now. A day counts once, wherever the person travels; a last day that
    /// lies in the future is the mistake of a clock, and is taken back.
    pub fn used(&mut self, now: i64, zone: Zone) {
        let today = zone.day(now);
        match self.last {
            // Flying west, the same day may come twice.
            Some(last) if today <= last && last <= today.plus(1) => return,
            Some(last) if last > today => {}
            _ => self.days = self.days.saturating_add(1),
        }
        self.last = Some(today);
    }

    /// Whether the question may be shown.
    #[must_use]
    pub fn may_ask(&self, now: i64, rhythm: Rhythm) -> bool {
        !self.never && self.days >= rhythm.after.max(1) && now >= self.next
    }

    /// The question is shown. Whoever does nothing about it is not asked again in this round.
    pub fn asked(&mut self, now: i64, rhythm: Rhythm) {
        self.next = now.saturating_add(rhythm.every());
    }

    /// "Later" was said. Who says it again and again means no.
    pub fn later(&mut self, now: i64, rhythm: Rhythm) {
        if self.laters < LATERS {
            self.laters += 1;
            self.next = now.saturating_add(rhythm.later());
        } else {
            self.answered(now, rhythm);
        }
    }

    /// It was answered, here or on its page.
    pub fn answered(&mut self, now: i64, rhythm: Rhythm) {
        self.laters = 0;
        self.next = now.saturating_add(rhythm.every());
    }

    /// Whether to be asked at all.
    pub fn set_never(&mut self, never: bool) {
        self.never = never;
    }

    /// Whether the person does not want to be asked.
    #[must_use]
    pub fn never(&self) -> bool {
        self.never
    }

    /// When the next question may come; `None` while nothing is in its way or it never comes.
    #[must_use]
    pub fn next(&self, now: i64) -> Option<i64> {
        (!self.never && self.next > now).then_some(self.next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const R: Rhythm = Rhythm { every: 91, later: 7, after: 3 };
    /// 2026-03-02 09:00 UTC.
    const NOW: i64 = 1_772_442_000_000;
    const UTC: Zone = Zone(0);

    fn regular() -> Memory {
        let mut memory = Memory::default();
        for day in 0..3 {
            memory.used(NOW + day * DAY_MS, UTC);
        }
        memory
    }

    /// As it is the next time that the browser is opened.
    fn reopened(memory: Memory, now: i64) -> Memory {
        let again = Memory::read(&memory.text(), now, R);
        assert_eq!(again, memory);
        again
    }

    #[test]
    fn nobody_is_asked_before_the_third_day() {
        let mut memory = Memory::default();
        for hour in 0..30 {
            memory.used(NOW + hour * 3_600_000, UTC);
        }
        assert!(!memory.may_ask(NOW + DAY_MS, R), "two days, however long");
        memory.used(NOW + 2 * DAY_MS, UTC);
        assert!(memory.may_ask(NOW + 2 * DAY_MS, R));
    }

    #[test]
    fn once_a_quarter_whatever_was_done_about_it() {
        let mut ignored = regular();
        let mut now = NOW + 3 * DAY_MS;
        ignored.asked(now, R);
        ignored = reopened(ignored, now);
        assert!(!ignored.may_ask(now + 91 * DAY_MS - 1, R));
        now += 91 * DAY_MS;
        assert!(ignored.may_ask(now, R));
        ignored.answered(now, R);
        assert_eq!(reopened(ignored, now).next(now), Some(now + 91 * DAY_MS));
    }

    #[test]
    fn later_is_a_week_and_the_third_later_is_a_quarter() {
        let mut memory = regular();
        let mut now = NOW + 3 * DAY_MS;
        for _ in 0..2 {
            memory.asked(now, R);
            memory.later(now, R);
            memory = reopened(memory, now);
            assert!(!memory.may_ask(now + 7 * DAY_MS - 1, R));
            now += 7 * DAY_MS;
            assert!(memory.may_ask(now, R));
        }
        memory.asked(now, R);
        memory.later(now, R);
        assert!(!memory.may_ask(now + 90 * DAY_MS, R));
        assert!(memory.may_ask(now + 91 * DAY_MS, R));
    }

    #[test]
    fn never_is_never_until_it_is_taken_back() {
        let mut memory = regular();
        memory.set_never(true);
        memory = reopened(memory, NOW);
        assert!(!memory.may_ask(NOW + 5_000 * DAY_MS, R));
        assert_eq!(memory.next(NOW), None);
        memory.set_never(false);
        assert!(memory.may_ask(NOW + 3 * DAY_MS, R));
    }

    #[test]
    fn travelling_makes_no_day_and_loses_none() {
        let (tokyo, honolulu) = (Zone(540), Zone(-600));
        let mut memory = Memory::default();
        memory.used(NOW, tokyo);
        // Half an hour later it is the day before, at the other end of a call.
        memory.used(NOW + 1_800_000, honolulu);
        memory.used(NOW + 12 * 3_600_000, tokyo);
        assert_eq!(memory.days, 2, "the second of March, and the third in Tokyo");
        assert_eq!(memory.last, Some(tokyo.day(NOW).plus(1)));
        // Rounds are spans of time, so no zone shortens them.
        memory.asked(NOW, R);
        assert!(!memory.may_ask(NOW + 91 * DAY_MS - 1, R));
    }

    #[test]
    fn a_clock_that_went_back_neither_asks_sooner_nor_puts_it_off_for_years() {
        let wrong = NOW + 3_000 * DAY_MS;
        let mut memory = regular();
        memory.used(wrong, UTC);
        memory.asked(wrong, R);
        let mut mended = Memory::read(&memory.text(), NOW, R);
        assert!(!mended.may_ask(NOW, R));
        assert_eq!(mended.next(NOW), Some(NOW + 91 * DAY_MS));
        let days = mended.days;
        mended.used(NOW, UTC);
        assert_eq!((mended.days, mended.last), (days, Some(UTC.day(NOW))), "no day was won");
        mended.used(NOW + DAY_MS, UTC);
        assert_eq!(mended.days, days + 1);
    }

    #[test]
    fn what_is_broken_asks_nobody_for_a_round() {
        for text in ["{", "never", "[1]", "{\"days\":9}", "{\"days\":9,\"next\":\"x\"}", "{}x"] {
            let mut memory = Memory::read(text, NOW, R);
            for day in 0..9 {
                memory.used(NOW + day * DAY_MS, UTC);
            }
            assert!(!memory.may_ask(NOW + 90 * DAY_MS, R), "{text}");
            assert!(memory.may_ask(NOW + 91 * DAY_MS, R), "{text}");
        }
    }

    #[test]
    fn no_configuration_asks_more_often_than_every_four_weeks() {
        let often = Rhythm { every: 1, later: 0, after: 0 };
        let mut memory = Memory::default();
        assert!(!memory.may_ask(NOW, often), "who has not been here is not asked");
        memory.used(NOW, UTC);
        assert!(memory.may_ask(NOW, often));
        memory.asked(NOW, often);
        assert!(!memory.may_ask(NOW + 28 * DAY_MS - 1, often));
        memory.later(NOW, often);
        assert!(!memory.may_ask(NOW + DAY_MS - 1, often));
    }
}
