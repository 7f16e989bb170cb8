//! Lines of events made into the file in one go, for a worker of the portal: what `cargo xtask
//! digest --aggregate` does with files of any length.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{Aggregate, Collector, Settings};
use crate::Day;
use crate::event::{Event, Reader, UserHash};

/// What lines of events are counted by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What the events are from, in words.
    pub name: String,
    /// Whether all events that say no person are those of one.
    pub alone: bool,
    /// How to count.
    pub settings: Settings,
}

impl Order {
    /// Everything in the lines. Lines that are no event of this century are counted as such.
    #[must_use]
    pub fn count(&self, lines: &[u8]) -> Aggregate {
        let mut collector = Collector::new(self.settings.clone());
        let mut reader = Reader::default();
        let nobody = UserHash::of("nobody");
        // A clock that is wrong by a thousand years would make a row for each day of them.
        let zone = self.settings.zone;
        let (first, last) = (zone.start(Day::of(2000, 1, 1)), zone.start(Day::of(2100, 1, 1)));
        let mut lost = 0;
        let mut take = |event: &Event<'_>| match event.context.user {
            _ if !(first..last).contains(&event.at) => lost += 1,
            None if self.alone => {
                let mut event = event.clone();
                event.context.user = Some(nobody);
                collector.take(&event);
            }
            _ => collector.take(event),
        };
        reader.feed(lines, &mut take);
        reader.end(&mut take);
        collector.source(&self.name, reader.broken + lost);
        collector.finish().aggregate()
    }

    /// What stands before the lines in a message to whoever counts.
    #[must_use]
    pub fn head(&self) -> String {
        let head = serde_json::to_string(self).unwrap_or_default();
        [&*head, "\n"].concat()
    }

    /// What stands in the answer to a message: the file. Nothing where there is no order in it.
    #[must_use]
    pub fn answer(message: &[u8]) -> String {
        let end = message.iter().position(|byte| *byte == b'\n').unwrap_or(message.len());
        let (head, rest) = message.split_at_checked(end).unwrap_or((message, &[]));
        let order = serde_json::from_slice::<Self>(head);
        order.map_or_else(|_| String::new(), |order| order.count(rest).write())
    }
}

/// Whether a text is lines of events rather than the file made of them. An empty one is: nobody
/// did anything yet.
#[must_use]
pub fn is_lines(text: &str) -> bool {
    // A few lines may be broken, and whoever writes the file by hand may indent it.
    let looks = |line: &str| line.starts_with('{') && line.contains("\"action\"");
    let text = text.trim_start();
    text.is_empty()
        || !text.starts_with("{\"version\"")
            && text.lines().take(20).any(|line| looks(line.trim_start()))
}

/// The last part of a path, for people.
#[must_use]
pub fn file_name(path: &str) -> Cow<'_, str> {
    path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(path).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Action;

    fn order(k: u32, alone: bool) -> Order {
        let settings = Settings { k, ..Settings::default() };
        Order { name: "events.ndjson".to_owned(), alone, settings }
    }

    fn lines() -> String {
        let line = |at: i64, user: Option<u64>| {
            let mut event = Event::new(at, Action::Navigate, "/catalog");
            event.context.plugin = "catalog".into();
            event.context.user = user.map(UserHash);
            event.line()
        };
        let (one, next) = (20_000 * 86_400_000, 20_001 * 86_400_000);
        // The last line has no end.
        [line(one, Some(1)), line(one, Some(2)), "{\"action\":".to_owned(), line(next, None)]
            .join("\n")
    }

    #[test]
    fn lines_are_counted_and_broken_ones_too() {
        let file = order(1, false).count(lines().as_bytes());
        assert_eq!((file.source.events, file.source.broken, file.source.anonymous), (3, 1, 1));
        assert_eq!(file.source.name, "events.ndjson");
        assert_eq!(file.all.mau.last().and_then(|cell| cell.get()), Some(2));
        let withheld = order(5, false).count(lines().as_bytes());
        assert_eq!(withheld.all.mau.last().and_then(|cell| cell.get()), None);
    }

    #[test]
    fn who_is_alone_is_one_person_whoever_the_events_say() {
        let file = order(1, true).count(lines().as_bytes());
        assert_eq!(file.source.anonymous, 0);
        assert_eq!(file.all.mau.last().and_then(|cell| cell.get()), Some(3));
        let nobody = Event::new(1_700_000_000_000, Action::Navigate, "/").line();
        let file = order(1, true).count(nobody.as_bytes());
        assert_eq!(file.all.mau.last().and_then(|cell| cell.get()), Some(1));
    }

    #[test]
    fn a_clock_that_is_wrong_by_far_makes_no_days() {
        let event = |at| Event::new(at, Action::Navigate, "/").line();
        let text = [event(1), event(1_700_000_000_000), event(9_000_000_000_000_000)].join("\n");
        let file = order(1, false).count(text.as_bytes());
        assert_eq!((file.source.events, file.source.broken), (1, 2));
        assert_eq!(file.from, file.to);
    }

    #[test]
    fn a_message_is_answered_with_the_file() {
        let order = order(1, false);
        let answer = Order::answer([order.head(), lines()].concat().as_bytes());
        assert_eq!(Aggregate::read(&answer), Ok(order.count(lines().as_bytes())));
        assert_eq!(Order::answer(b"lines without an order\n"), "");
        let none = Aggregate::read(&Order::answer(order.head().as_bytes())).unwrap();
        assert_eq!(none.source.events, 0);
    }

    #[test]
    fn lines_are_told_from_the_file_made_of_them() {
        let file = order(1, false).count(lines().as_bytes()).write();
        for text in [&*lines(), "", "\n", "broken\n{\"at\":5,\"action\":\"navigate\"}\n"] {
            assert!(is_lines(text), "{text}");
        }
        for text in [&*file, "{\"version\":1,", "{\n \"version\": 1\n}", "<html>\n\"action\"", "[]"]
        {
            assert!(!is_lines(text), "{text}");
        }
    }

    #[test]
    fn a_file_is_called_by_its_last_part() {
        assert_eq!(file_name("insights/events.ndjson"), "events.ndjson");
        assert_eq!(file_name("events/"), "events");
        assert_eq!(file_name(""), "");
    }
}
