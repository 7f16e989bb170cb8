//! Reading events from NDJSON: one event per line, broken lines counted and named.

use std::borrow::Cow;

use super::{Action, Context, Event, UserHash};
use crate::json::{Fault, Scan, Value};
use crate::{Milli, Zone, time};

/// How many broken lines are kept with their place; all are counted.
const NAMED: usize = 20;

/// The longest line that is read, in bytes: an event is a few hundred.
const LINE: usize = 64 * 1024;

/// A line that is no event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Number of the line in its file, from 1.
    pub line: u64,
    /// What is wrong, as a clause: `a colon was expected at column 17`.
    pub what: String,
}

/// Counts lines and remembers what was wrong with them. One reader per file.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// Lines seen, empty ones included.
    pub lines: u64,
    /// Events read.
    pub events: u64,
    /// Lines that were no event.
    pub broken: u64,
    /// The first of them.
    pub named: Vec<Broken>,
    /// The beginning of a line whose end has not come yet.
    rest: Vec<u8>,
}

impl Reader {
    /// Reads one line, with or without its end. `None` for an empty line and for a broken one,
    /// which is counted.
    pub fn line<'a>(&mut self, line: &'a [u8]) -> Option<Event<'a>> {
        self.lines += 1;
        let read = if line.len() > LINE {
            Err(format!("the line is longer than {LINE} bytes"))
        } else {
            match std::str::from_utf8(line).map(str::trim) {
                Ok("") => return None,
                Ok(text) => read_line(text),
                Err(error) => Err(format!("no UTF-8 at byte {}", error.valid_up_to() + 1)),
            }
        };
        match read {
            Ok(event) => {
                self.events += 1;
                Some(event)
            }
            Err(what) => {
                self.broken += 1;
                if self.named.len() < NAMED {
                    self.named.push(Broken { line: self.lines, what });
                }
                None
            }
        }
    }

    /// Reads the next part of a file, wherever it was cut: `take` gets each event whose line has
    /// ended. Of a line that is too long only its beginning is kept. [`Reader::end`] ends the file.
    pub fn feed(&mut self, part: &[u8], take: &mut dyn FnMut(&Event<'_>)) {
        for piece in part.split_inclusive(|byte| *byte == b'\n') {
            let ended = piece.last() == Some(&b'\n');
            if ended && self.rest.is_empty() {
                if let Some(event) = self.line(piece) {
                    take(&event);
                }
                continue;
            }
            let room = (LINE + 1).saturating_sub(self.rest.len()).min(piece.len());
            self.rest.extend_from_slice(piece.get(..room).unwrap_or_default());
            if ended {
                self.end(take);
            }
        }
    }

    /// Reads the line that has no end, if there is one.
    pub fn end(&mut self, take: &mut dyn FnMut(&Event<'_>)) {
        let mut line = std::mem::take(&mut self.rest);
        if !line.is_empty()
            && let Some(event) = self.line(&line)
        {
            take(&event);
        }
        // The room is used again for the next cut line.
        line.clear();
        self.rest = line;
    }

    /// Reads a whole text.
    pub fn all<'a>(&mut self, text: &'a str) -> Vec<Event<'a>> {
        text.split('\n').filter_map(|line| self.line(line.as_bytes())).collect()
    }
}

/// Reads one event from a JSON object, in the shape that [`Event::line`] writes or in that of
/// the field's analytics API. Members that nobody knows are passed over.
///
/// # Errors
/// Says what is wrong, as a clause with the column.
pub fn read_line(text: &str) -> Result<Event<'_>, String> {
    let mut event = Event::new(i64::MIN, Action::Navigate, "");
    let mut action = None;
    let mut scan = Scan::new(text);
    let read = scan.object(&mut |scan, key| {
        match &*key {
            "action" | "name" => {
                if let Value::Text(name) = scan.value()? {
                    action = Some(Action::of(name));
                }
            }
            "id" | "eventId" => event.id = plain(scan.value()?),
            "subject" => event.subject = plain(scan.value()?),
            "value" => event.value = milli(scan.value()?),
            "at" | "timestamp" => moment(&scan.value()?, &mut event.at),
            "attributes" if scan.at_object() => {
                let attributes = &mut event.attributes;
                scan.object(&mut |scan, key| {
                    let value = scan.value()?;
                    if !matches!(value, Value::Null | Value::Nested) {
                        attributes.push((key, plain(value)));
                    }
                    Ok(())
                })?;
            }
            "context" if scan.at_object() => context(scan, &mut event)?,
            _ => drop(scan.value()?),
        }
        Ok(())
    });
    let column = |fault: Fault| format!("{} at column {}", fault.what, fault.at + 1);
    read.map_err(column)?;
    if !scan.is_done() {
        return Err("something stands behind the event".to_owned());
    }
    event.action = action.ok_or("no action")?;
    if event.action.name().is_empty() {
        return Err("an empty action".to_owned());
    }
    if event.at == i64::MIN {
        return Err("no time".to_owned());
    }
    Ok(event)
}

fn context<'a>(scan: &mut Scan<'a>, event: &mut Event<'a>) -> Result<(), Fault> {
    let Event { context, at, attributes, .. } = event;
    scan.object(&mut |scan, key| {
        let value = scan.value()?;
        let Context { plugin, extension, route, entity, session, user, team, build } =
            &mut *context;
        match &*key {
            "pluginId" => *plugin = plain(value),
            // The first name is that of the new frontend system, the second that of the old one.
            "extensionId" => *extension = plain(value),
            "extension" if extension.is_empty() => *extension = plain(value),
            "routeRef" => *route = plain(value),
            "entityRef" => *entity = plain(value),
            "sessionId" => *session = plain(value),
            "userId" => {
                let text = plain(value);
                *user = (!text.is_empty()).then(|| UserHash::of(&text));
            }
            "team" => *team = plain(value),
            "buildId" => *build = plain(value),
            "timestamp" if *at == i64::MIN => moment(&value, at),
            // Names of people are not wanted here at all.
            "userName" | "timestamp" | "extension" => {}
            // A context of a plugin's own, such as the types of a search.
            _ => {
                if !matches!(value, Value::Null | Value::Nested) {
                    attributes.push((key, plain(value)));
                }
            }
        }
        Ok(())
    })
}

fn plain(value: Value<'_>) -> Cow<'_, str> {
    match value {
        Value::Text(text) => text,
        Value::Number(number) => Cow::Borrowed(number),
        Value::Bool(true) => Cow::Borrowed("true"),
        Value::Bool(false) => Cow::Borrowed("false"),
        Value::Null | Value::Nested => Cow::Borrowed(""),
    }
}

fn milli(value: Value<'_>) -> Option<Milli> {
    match value {
        Value::Number(number) => Milli::read(number),
        Value::Text(text) => Milli::read(&text),
        _ => None,
    }
}

fn moment(value: &Value<'_>, at: &mut i64) {
    let found = match value {
        Value::Number(number) => number.split('.').next().and_then(|whole| whole.parse().ok()),
        Value::Text(text) => time::instant(text, Zone(0)),
        _ => None,
    };
    // Years before 1970 and after 9999 are mistakes, and sums with them might overflow.
    if let Some(found) = found.filter(|found| (0..253_402_300_800_000).contains(found)) {
        *at = found;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_the_fields_api() {
        let line = r#"{"action":"search","subject":"checkout","value":3,"context":{
            "pluginId":"search","extension":"SearchPage","routeRef":"search","searchTypes":"docs",
            "userId":"user:default/jdoe","userName":"Jo Doe",
            "timestamp":"2026-03-02T09:00:00.000Z"},"more":[{"x":1}]}"#;
        let event = read_line(line).unwrap();
        assert_eq!(event.action, Action::Search);
        assert_eq!(event.value, Some(Milli::whole(3)));
        assert_eq!(event.at, 1_772_442_000_000);
        assert_eq!(event.context.user, Some(UserHash::of("user:default/jdoe")));
        assert_eq!(event.attribute("searchTypes"), Some("docs"));
        assert!(!event.line().contains("Jo Doe"));
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut event = Event::new(1_772_442_000_123, Action::Own("re\"run".into()), "<b>é\n")
            .value(Milli(1500))
            .with("to", "/x?a=1&b=\"2\"");
        event.context = Context {
            plugin: "ci".into(),
            extension: "builds".into(),
            route: "ci:builds".into(),
            entity: "component:default/checkout".into(),
            session: "s1".into(),
            user: Some(UserHash(7)),
            team: "checkout".into(),
            build: "b1".into(),
        };
        let line = event.line();
        assert!(!line.contains('\n'));
        assert_eq!(read_line(&line).unwrap(), event);
        let _: serde_json::Value = serde_json::from_str(&line).unwrap();
    }

    #[test]
    fn broken_lines_are_counted_and_named_and_the_rest_is_read() {
        let text = concat!(
            "{\"action\":\"navigate\",\"subject\":\"/\",\"at\":1}\n",
            "\n",
            "{\"action\":\"navigate\"\n",
            "{\"subject\":\"/\",\"at\":1}\n",
            "{\"action\":\"click\",\"subject\":\"/\"}\n",
            "{\"action\":\"click\",\"at\":-5}\n",
            "[1]\n",
            "{\"action\":\"click\",\"subject\":null,\"at\":\"2026-03-02T09:00:00Z\"}\r\n",
        );
        let mut reader = Reader::default();
        let events = reader.all(text);
        assert_eq!(events.len(), 2);
        assert_eq!((reader.events, reader.broken), (2, 5));
        let named: Vec<(u64, &str)> =
            reader.named.iter().map(|broken| (broken.line, &*broken.what)).collect();
        assert_eq!(
            named,
            [
                (3, "a comma or a closing brace was expected at column 21"),
                (4, "no action"),
                (5, "no time"),
                (6, "no time"),
                (7, "an object was expected at column 1"),
            ]
        );
        assert!(reader.line(&[0xff, 0xfe]).is_none());
        assert!(reader.line(&vec![b'{'; LINE + 1]).is_none());
        assert_eq!(reader.broken, 7);
    }

    #[test]
    fn a_file_may_be_cut_anywhere() {
        let line = "{\"action\":\"click\",\"subject\":\"é\",\"at\":1}";
        let text = format!("{line}\n{}\n\n{line}\nbroken\n{line}", "x".repeat(LINE + 9));
        for size in [1, 7, 64, 100_000] {
            let (mut reader, mut subjects) = (Reader::default(), Vec::new());
            let mut take = |event: &Event<'_>| subjects.push(event.subject.to_string());
            for part in text.as_bytes().chunks(size) {
                reader.feed(part, &mut take);
            }
            reader.end(&mut take);
            assert_eq!(subjects, ["é"; 3], "{size}");
            assert_eq!((reader.lines, reader.broken), (6, 2), "{size}");
            let lines: Vec<u64> = reader.named.iter().map(|broken| broken.line).collect();
            assert_eq!(lines, [2, 5], "{size}");
        }
    }
}
