//! Reads server-sent events from pieces of text. Source: WHATWG HTML, 9.2.6.

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Its type; empty for the ordinary one.
    pub name: String,
    /// Its lines, joined.
    pub data: String,
    /// The last id that the stream gave, if it gave any.
    pub id: Option<String>,
}

/// Bytes of one event that are kept; what is longer is dropped and counted.
const LONGEST: usize = 4 * 1024 * 1024;

/// What has arrived and is no whole event yet.
#[derive(Debug, Default)]
pub struct EventReader {
    line: Vec<u8>,
    after_return: bool,
    event: Event,
    has_data: bool,
    size: usize,
    dropped: usize,
    begun: bool,
}

impl EventReader {
    /// How many events were too long to be kept.
    #[must_use]
    pub const fn dropped(&self) -> usize {
        self.dropped
    }

    /// Takes a piece of the stream and gives the events that it completes. Where it was cut does not
    /// matter: in the middle of a line, of a letter, or between the two ends of one line.
    pub fn read(&mut self, piece: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        for &byte in piece {
            let ends = match byte {
                b'\n' if self.after_return => {
                    self.after_return = false;
                    continue;
                }
                b'\n' | b'\r' => true,
                _ => false,
            };
            self.after_return = byte == b'\r';
            if ends {
                events.extend(self.end_of_line());
            } else if self.line.len() < LONGEST {
                self.line.push(byte);
            } else {
                self.size = LONGEST + 1;
            }
        }
        events
    }

    fn end_of_line(&mut self) -> Option<Event> {
        let bytes = std::mem::take(&mut self.line);
        let line = String::from_utf8_lossy(&bytes);
        // A byte order mark before everything is none of the stream.
        let line = match std::mem::replace(&mut self.begun, true) {
            true => &*line,
            false => line.strip_prefix('\u{feff}').unwrap_or(&line),
        };
        if line.is_empty() {
            return self.end_of_event();
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                self.size += value.len();
                if std::mem::replace(&mut self.has_data, true) {
                    self.event.data.push('\n');
                }
                if self.size <= LONGEST {
                    self.event.data.push_str(value);
                }
            }
            "event" => value.clone_into(&mut self.event.name),
            "id" if !value.contains('\0') => self.event.id = Some(value.to_owned()),
            // A comment has no field, `retry` is the caller's to decide, and others are to be skipped.
            _ => {}
        }
        None
    }

    fn end_of_event(&mut self) -> Option<Event> {
        let next = Event { id: self.event.id.clone(), ..Event::default() };
        let event = std::mem::replace(&mut self.event, next);
        let size = std::mem::take(&mut self.size);
        if !std::mem::take(&mut self.has_data) {
            return None;
        }
        if size > LONGEST {
            self.dropped += 1;
            return None;
        }
        Some(event)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn all(text: &str) -> Vec<Event> {
        EventReader::default().read(text.as_bytes())
    }

    fn event(name: &str, data: &str) -> Event {
        Event { name: name.into(), data: data.into(), id: None }
    }

    #[test]
    fn lines_of_data_comments_and_all_ends_of_lines() {
        assert_eq!(all("\u{feff}: hello\ndata: a\ndata:b\n\n"), [event("", "a\nb")]);
        assert_eq!(
            all("event: log\r\ndata: x\r\n\r\ndata:  y\r\r"),
            [event("log", "x"), event("", " y")]
        );
        assert_eq!(
            all("event: log\n\ndata\n\n"),
            [event("", "")],
            "without data there is no event"
        );
        assert_eq!(all("data: cut off"), [], "what has no end never happened");
        assert_eq!(all("retry: 10\nnonsense\ndata: a\n\n"), [event("", "a")]);
    }

    #[test]
    fn an_id_stays_until_another_comes() {
        let ids: Vec<_> =
            all("id: 7\ndata: a\n\ndata: b\n\nid\ndata: c\n\n").into_iter().map(|e| e.id).collect();
        assert_eq!(ids, [Some("7".into()), Some("7".into()), Some(String::new())]);
    }

    #[test]
    fn what_is_too_long_is_dropped_and_the_next_is_read() {
        let mut reader = EventReader::default();
        let long = ["data: ", &"x".repeat(LONGEST + 1), "\n\ndata: next\n\n"].concat();
        assert_eq!(reader.read(long.as_bytes()), [event("", "next")]);
        assert_eq!(reader.dropped(), 1);
    }

    #[test]
    fn the_recorded_streams_are_read_whole() {
        macro_rules! recording {
            ($name:literal) => {
                include_str!(concat!(
                    "../../tests/contract/scaffolder/scaffolder-",
                    $name,
                    ".sse.txt"
                ))
            };
        }
        for (text, count) in [
            (recording!("task-eventstream"), 27),
            (recording!("failed-task-eventstream"), 9),
            (recording!("cancelled-task-eventstream"), 9),
        ] {
            let events = all(text);
            assert_eq!(events.len(), count);
            assert_eq!(events.last().unwrap().name, "completion");
            for event in events {
                serde_json::from_str::<serde_json::Value>(&event.data).unwrap();
            }
        }
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_a_stream_is_cut(
            text in "(data: [a-zé]{0,3}|id: 1|event: x|:|\r\n|\n|\r){0,12}",
            cuts in prop::collection::vec(0_usize..80, 0..6),
        ) {
            let mut reader = EventReader::default();
            let mut events = Vec::new();
            let bytes = text.as_bytes();
            let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
            cuts.extend([0, bytes.len()]);
            cuts.sort_unstable();
            for pair in cuts.windows(2) {
                events.extend(reader.read(&bytes[pair[0]..pair[1]]));
            }
            prop_assert_eq!(events, all(&text));
        }
    }
}
