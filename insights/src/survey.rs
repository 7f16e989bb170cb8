//! The question that the portal asks now and then: whether people would recommend this place for
//! building software, and one free text. What an answer is, how it travels as an event, and how
//! it becomes a row of the KPI; [`Memory`] says when somebody may be asked.

use std::borrow::Cow;

use crate::Milli;
use crate::event::{Action, Event, UserHash};
use crate::json::{Object, Scan, Value};
use crate::rows::SurveyAnswer;

mod memory;

pub use memory::{Memory, Rhythm};

/// The action of events that are answers.
pub const ACTION: &str = "survey";

/// The subject of such an event: which question it was.
pub const SUBJECT: &str = "enps";

/// The attribute with the free text.
pub const TEXT: &str = "text";

/// The question of the score.
pub const QUESTION: &str =
    "How likely are you to recommend this company to a friend as a place to build software?";

/// The question of the free text.
pub const MORE: &str = "What is the one thing that would help you most?";

/// A free text is cut after so many characters.
pub const LONGEST: usize = 1_000;

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// When it was given, in milliseconds since 1970.
    pub at: i64,
    /// 0 to 10.
    pub recommend: u8,
    /// The free text; empty when nothing was said.
    pub text: String,
    /// A number of the browser that says nothing about the person: in a file it keeps the answers
    /// of several people apart.
    pub person: Option<UserHash>,
}

impl Answer {
    /// An answer, if the number is one from 0 to 10. The text loses its outer space and what is
    /// too long.
    #[must_use]
    pub fn new(at: i64, recommend: u8, text: &str) -> Option<Self> {
        let text = text.trim().chars().take(LONGEST).collect();
        (recommend <= 10).then_some(Self { at, recommend, text, person: None })
    }

    /// One line of NDJSON without its end. The reader of exports takes it as a row of
    /// [`SurveyAnswer`].
    #[must_use]
    pub fn line(&self) -> String {
        let mut out = String::new();
        let mut object = Object::new(&mut out);
        object.number("at", &self.at.to_string());
        object.number("recommend", &self.recommend.to_string());
        object.text("text", &self.text);
        object.text("person", &self.person.map(|person| person.to_string()).unwrap_or_default());
        object.end();
        out
    }

    /// Reads such a line.
    #[must_use]
    pub fn read(line: &str) -> Option<Self> {
        let (mut at, mut recommend, mut person) = (None, None, None);
        let mut said = Cow::Borrowed("");
        let mut scan = Scan::new(line);
        let read = scan.object(&mut |scan, key| {
            match (&*key, scan.value()?) {
                ("at", Value::Number(number)) => at = number.parse().ok(),
                ("recommend", Value::Number(number)) => recommend = number.parse().ok(),
                ("text", Value::Text(text)) => said = text,
                ("person", Value::Text(text)) => person = UserHash::read(&text),
                _ => {}
            }
            Ok(())
        });
        read.ok().filter(|()| scan.is_done())?;
        Some(Self { person, ..Self::new(at?, recommend?, &said)? })
    }

    /// The event of it, without its context. `text` says whether the receiver gets the free text.
    #[must_use]
    pub fn event(&self, text: bool) -> Event<'static> {
        let event = Event::new(self.at, Action::Own(ACTION.into()), SUBJECT);
        let event = event.value(Milli::whole(i64::from(self.recommend)));
        match text && !self.text.is_empty() {
            true => event.with(TEXT, self.text.clone()),
            false => event,
        }
    }
}

/// The row that an event is, when it is an answer. The free text is not part of it. Where events say
/// no person the visit stands in, so that people can be counted and few of them withheld.
#[must_use]
pub fn row(event: &Event<'_>) -> Option<SurveyAnswer> {
    if event.action.name() != ACTION || event.subject != SUBJECT {
        return None;
    }
    let Milli(value) = event.value?;
    let recommend = u8::try_from(value / 1000).ok().filter(|value| *value <= 10)?;
    let visit =
        || (!event.context.session.is_empty()).then(|| UserHash::of(&event.context.session));
    (value % 1000 == 0).then(|| SurveyAnswer {
        person: event.context.user.or_else(visit),
        team: event.context.team.to_string(),
        at: event.at,
        recommend,
        ..SurveyAnswer::default()
    })
}

/// One line of NDJSON of a row, as the reader of exports takes it.
#[must_use]
pub fn row_line(row: &SurveyAnswer) -> String {
    let mut out = String::new();
    let mut object = Object::new(&mut out);
    object.number("at", &row.at.to_string());
    object.text("person", &row.person.map(|person| person.to_string()).unwrap_or_default());
    object.text("team", &row.team);
    object.number("recommend", &row.recommend.to_string());
    object.end();
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::read_line;
    use crate::rows::{Format, Mapping, read};

    #[test]
    fn what_is_written_is_read_back_and_is_a_row_of_the_kpi() {
        let answer =
            Answer::new(1_772_442_000_000, 9, " Faster <b>builds</b>\n\"please\" ").unwrap();
        assert_eq!(Answer::read(&answer.line()), Some(answer.clone()));
        let rows = read::<SurveyAnswer>(&answer.line(), Some(Format::NdJson), &Mapping::default());
        assert_eq!((rows.broken, rows.rows.len()), (0, 1));
        let row = &rows.rows[0];
        assert_eq!((row.at, row.recommend, row.person), (answer.at, 9, answer.person));
        assert!(Answer::new(1, 11, "").is_none());
        assert_eq!(Answer::new(1, 0, &"é".repeat(2_000)).unwrap().text.chars().count(), LONGEST);
        for broken in
            ["", "{}", "{\"at\":1}", "{\"at\":1,\"recommend\":11}", "{\"at\":1,\"recommend\":1}x"]
        {
            assert_eq!(Answer::read(broken), None, "{broken}");
        }
    }

    #[test]
    fn an_event_of_an_answer_comes_back_as_a_row() {
        let answer = Answer::new(1_772_442_000_000, 3, "slow tests").unwrap();
        let mut event = answer.event(true);
        event.context.user = Some(UserHash(7));
        event.context.team = "checkout".into();
        let line = event.line();
        assert!(line.contains("slow tests"), "{line}");
        let found = row(&read_line(&line).unwrap()).unwrap();
        assert_eq!((found.at, found.recommend, found.person), (answer.at, 3, Some(UserHash(7))));
        let rows =
            read::<SurveyAnswer>(&row_line(&found), Some(Format::NdJson), &Mapping::default());
        assert_eq!(rows.rows, [found]);
        assert!(!answer.event(false).line().contains("slow"));
        let mut nobody = answer.event(true);
        assert_eq!(row(&nobody).unwrap().person, None);
        nobody.context.session = "s1".into();
        let first = row(&nobody).unwrap().person;
        nobody.context.session = "s2".into();
        assert!(first.is_some() && first != row(&nobody).unwrap().person);
    }

    #[test]
    fn other_events_are_no_answers() {
        let answer = Answer::new(5, 9, "").unwrap().event(true);
        for other in [
            Event { action: Action::Search, ..answer.clone() },
            Event { subject: "lunch".into(), ..answer.clone() },
            Event { value: None, ..answer.clone() },
            Event { value: Some(Milli(9_500)), ..answer.clone() },
            Event { value: Some(Milli(11_000)), ..answer.clone() },
            Event { value: Some(Milli(-1_000)), ..answer.clone() },
        ] {
            assert_eq!(row(&other), None, "{other:?}");
        }
    }
}
