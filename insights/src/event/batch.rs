//! Events on their way to a receiver: gathered, sent together, kept while the receiver is away, and
//! dropped, oldest first, before they fill the memory.

use std::collections::VecDeque;

use super::Event;

/// How events are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// So many are sent at once, at most.
    pub size: usize,
    /// So many bytes of them, as lines, are sent at once, at most. An event that is larger goes
    /// alone.
    pub bytes: usize,
    /// The longest that an event waits for others, in milliseconds.
    pub every: i64,
    /// So many wait at most; the oldest go.
    pub most: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { size: 20, bytes: 24_000, every: 5_000, most: 500 }
    }
}

/// The longest pause after failures, in milliseconds.
const LONGEST: i64 = 300_000;

/// Bytes of requests that a browser carries on with when their page goes: 64 KiB for all of them
/// together, less what stands around events.
pub const LEAVING: usize = 60_000;

/// Events that are sent together.
#[derive(Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Its number, never used twice.
    pub number: u32,
    /// The events, oldest first.
    pub events: Vec<Event<'static>>,
}

/// How a parcel fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The receiver has it, or has said that it will never take it.
    Arrived,
    /// It has not been taken.
    Failed,
    /// It may have arrived: there was no answer.
    Unknown,
}

/// One event, as it waits.
#[derive(Debug)]
struct Waiting {
    event: Event<'static>,
    bytes: usize,
    /// The parcel in which it is on its way.
    parcel: Option<u32>,
}

/// Events that wait for a receiver. It has no clock and sends nothing: who holds it does.
#[derive(Debug)]
pub struct Batch {
    limits: Limits,
    waiting: VecDeque<Waiting>,
    parcels: u32,
    failures: u32,
    /// No sooner than this.
    next: i64,
    dropped: u64,
}

impl Batch {
    /// An empty one.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, waiting: VecDeque::new(), parcels: 0, failures: 0, next: 0, dropped: 0 }
    }

    /// Takes an event. When too many wait, the oldest that is not on its way is dropped.
    pub fn push(&mut self, event: Event<'static>, now: i64) {
        if self.waiting.iter().all(|one| one.parcel.is_some()) {
            self.next = self.next.max(now.saturating_add(self.limits.every));
        }
        let bytes = event.line().len() + 1;
        self.waiting.push_back(Waiting { event, bytes, parcel: None });
        // What has just come is not what goes.
        let older = self.waiting.len() - 1;
        if older >= self.limits.most
            && let Some(at) = self.waiting.iter().take(older).position(|one| one.parcel.is_none())
        {
            self.waiting.remove(at);
            self.dropped += 1;
        }
    }

    /// What is to be sent now: nothing while something is on its way, before the time, or during
    /// the pause after a failure.
    pub fn due(&mut self, now: i64) -> Option<Parcel> {
        let full = self.waiting.len() >= self.limits.size && self.failures == 0;
        let is_free = self.waiting.iter().all(|one| one.parcel.is_none());
        (is_free && (full || now >= self.next)).then(|| self.pack(self.limits.bytes)).flatten()
    }

    /// What is to be sent because the page goes: whatever is not on its way, without waiting, as
    /// long as it fits into `room` bytes. Called again until there is nothing.
    pub fn leaving(&mut self, room: usize) -> Option<Parcel> {
        let first = self.waiting.iter().find(|one| one.parcel.is_none())?;
        if first.bytes > room {
            return None;
        }
        self.pack(self.limits.bytes.min(room))
    }

    fn pack(&mut self, bytes: usize) -> Option<Parcel> {
        let number = self.parcels;
        let (mut sum, mut events) = (0, Vec::new());
        let free = self.waiting.iter_mut().filter(|one| one.parcel.is_none());
        for one in free.take(self.limits.size) {
            sum += one.bytes;
            if sum > bytes && !events.is_empty() {
                break;
            }
            one.parcel = Some(number);
            events.push(one.event.clone());
        }
        if events.is_empty() {
            return None;
        }
        self.parcels = self.parcels.wrapping_add(1);
        Some(Parcel { number, events })
    }

    /// Says how a parcel fared. Without success the pause doubles each time, up to five minutes.
    /// What failed waits in its old place; what may have arrived is not sent again, because an
    /// event that is missing does less harm than one that is counted twice.
    pub fn done(&mut self, number: u32, fate: Fate, now: i64) {
        match fate {
            Fate::Failed => {
                for one in &mut self.waiting {
                    one.parcel = one.parcel.filter(|parcel| *parcel != number);
                }
            }
            Fate::Arrived | Fate::Unknown => {
                self.waiting.retain(|one| one.parcel != Some(number));
            }
        }
        let mut pause = self.limits.every;
        if fate == Fate::Arrived {
            self.failures = 0;
        } else {
            pause = pause.saturating_mul(1 << self.failures.min(16)).min(LONGEST);
            self.failures += 1;
        }
        self.next = now.saturating_add(pause);
    }

    /// The receiver asked for a pause until then. It is not believed for more than an hour.
    pub fn hold(&mut self, until: i64, now: i64) {
        self.failures = self.failures.max(1);
        self.next = self.next.max(until.min(now.saturating_add(3_600_000)));
    }

    /// How many bytes are on their way.
    #[must_use]
    pub fn flying(&self) -> usize {
        self.waiting.iter().filter(|one| one.parcel.is_some()).map(|one| one.bytes).sum()
    }

    /// How many wait, those on their way included.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// How many were dropped.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.dropped
    }
}

/// Adds a line to lines that are kept, and drops the oldest so that at most `most` lines and
/// `bytes` bytes are left.
#[must_use]
pub fn kept(lines: &str, line: &str, most: usize, bytes: usize) -> String {
    let mut all: Vec<&str> = lines.lines().filter(|line| !line.is_empty()).collect();
    all.push(line);
    let mut size: usize = all.iter().map(|line| line.len() + 1).sum();
    let mut first = all.len().saturating_sub(most);
    size -= all.iter().take(first).map(|line| line.len() + 1).sum::<usize>();
    for line in all.iter().skip(first) {
        if size <= bytes {
            break;
        }
        size -= line.len() + 1;
        first += 1;
    }
    all.into_iter().skip(first).collect::<Vec<&str>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::*;

    const LIMITS: Limits = Limits { size: 2, bytes: 1_000, every: 100, most: 4 };

    fn event(at: i64) -> Event<'static> {
        Event::new(at, Action::Navigate, "/")
    }

    fn times(parcel: &Option<Parcel>) -> Vec<i64> {
        parcel.iter().flat_map(|parcel| &parcel.events).map(|event| event.at).collect()
    }

    #[test]
    fn events_go_together_when_they_are_many_or_old() {
        let mut batch = Batch::new(LIMITS);
        batch.push(event(1), 1);
        assert_eq!(batch.due(50), None);
        let first = batch.due(101);
        assert_eq!(times(&first), [1]);
        assert_eq!(batch.due(500), None, "one request at a time");
        batch.push(event(2), 102);
        batch.done(first.unwrap().number, Fate::Arrived, 103);
        assert_eq!(batch.waiting(), 1);
        batch.push(event(3), 104);
        assert_eq!(times(&batch.due(104)), [2, 3], "two are enough");
    }

    #[test]
    fn a_receiver_that_is_away_is_asked_less_and_less_often() {
        let mut batch = Batch::new(LIMITS);
        batch.push(event(1), 0);
        for (now, pause) in [(100, 100), (200, 200), (400, 400)] {
            let parcel = batch.due(now).unwrap();
            assert_eq!(parcel.events.len(), 1);
            batch.done(parcel.number, Fate::Failed, now);
            assert_eq!(batch.due(now + pause - 1), None);
        }
        assert_eq!(
            times(&batch.leaving(LEAVING)),
            [1],
            "when the page goes, it is tried once more"
        );
    }

    #[test]
    fn what_nobody_takes_does_not_fill_the_memory() {
        let mut batch = Batch::new(LIMITS);
        for at in 0..3 {
            batch.push(event(at), 0);
        }
        let flying = batch.due(0);
        assert_eq!(times(&flying), [0, 1]);
        for at in 3..9 {
            batch.push(event(at), 0);
        }
        assert_eq!((batch.waiting(), batch.dropped()), (4, 5));
        batch.done(flying.unwrap().number, Fate::Arrived, 10);
        assert_eq!(times(&batch.due(110)), [7, 8], "those on their way are not dropped");
    }

    #[test]
    fn when_the_page_goes_each_event_goes_once() {
        let mut batch = Batch::new(Limits { most: 100, ..LIMITS });
        for at in 0..7 {
            batch.push(event(at), 0);
        }
        let ordinary = batch.due(0).unwrap();
        let mut seen = times(&Some(ordinary));
        // The page is hidden, and then it goes.
        for _ in 0..2 {
            while let Some(parcel) = batch.leaving(LEAVING) {
                seen.extend(times(&Some(parcel)));
            }
        }
        assert_eq!(seen, [0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(batch.due(1_000_000), None, "all of it is on its way");
    }

    #[test]
    fn when_the_page_stays_after_all_only_what_failed_for_certain_goes_again() {
        let mut batch = Batch::new(Limits { size: 1, most: 100, ..LIMITS });
        for at in 0..3 {
            batch.push(event(at), 0);
        }
        for fate in [Fate::Arrived, Fate::Unknown, Fate::Failed] {
            let parcel = batch.leaving(LEAVING).unwrap();
            batch.done(parcel.number, fate, 10);
            if fate == Fate::Failed {
                assert_eq!(times(&Some(parcel)), [2]);
            }
        }
        assert_eq!(times(&batch.due(1_000)), [2]);
    }

    #[test]
    fn a_receiver_that_asks_for_a_pause_gets_one() {
        let mut batch = Batch::new(LIMITS);
        batch.push(event(1), 0);
        let parcel = batch.due(100).unwrap();
        batch.done(parcel.number, Fate::Failed, 100);
        batch.hold(60_100, 100);
        for at in 2..5 {
            batch.push(event(at), 200);
        }
        assert_eq!(batch.due(60_099), None, "many are no reason");
        assert_eq!(times(&batch.due(60_100)), [1, 2]);
        batch.hold(i64::MAX, 100);
        assert!(batch.next <= 3_600_100);
    }

    #[test]
    fn a_failure_in_the_middle_keeps_the_order() {
        let mut batch = Batch::new(Limits { most: 100, ..LIMITS });
        for at in 0..4 {
            batch.push(event(at), 0);
        }
        let (first, second) = (batch.leaving(LEAVING).unwrap(), batch.leaving(LEAVING).unwrap());
        batch.done(second.number, Fate::Arrived, 5);
        batch.push(event(4), 6);
        batch.done(first.number, Fate::Failed, 7);
        assert_eq!(times(&batch.due(1_000)), [0, 1]);
    }

    #[test]
    fn no_more_bytes_than_there_is_room_for() {
        let long = |at| Event::new(at, Action::Error, "x".repeat(400));
        let mut batch = Batch::new(Limits { size: 20, most: 100, ..LIMITS });
        for at in 0..5 {
            batch.push(long(at), 0);
        }
        assert_eq!(batch.leaving(300), None, "not even one");
        let parcel = batch.leaving(LEAVING);
        assert_eq!(times(&parcel), [0, 1], "a thousand bytes at once");
        assert!((800..1_000).contains(&batch.flying()), "{}", batch.flying());
        batch.done(parcel.unwrap().number, Fate::Arrived, 0);
        assert_eq!(batch.flying(), 0);
        batch.push(Event::new(5, Action::Error, "x".repeat(5_000)), 0);
        for wanted in [vec![2, 3], vec![4], vec![5]] {
            let parcel = batch.due(1_000_000).unwrap();
            assert_eq!(parcel.events.iter().map(|one| one.at).collect::<Vec<_>>(), wanted);
            batch.done(parcel.number, Fate::Arrived, 0);
        }
    }

    #[test]
    fn lines_are_kept_up_to_a_number_and_a_size() {
        assert_eq!(kept("", "a", 2, 100), "a");
        assert_eq!(kept("a\nb", "c", 2, 100), "b\nc");
        assert_eq!(kept("aaaa\nbb", "cc", 9, 6), "bb\ncc");
        assert_eq!(kept("", "too long", 9, 3), "");
    }
}
