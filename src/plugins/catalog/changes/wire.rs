//! What the page asks the worker, and what it answers.

use portico_catalog::catalog::Catalog;
use portico_catalog::past::{self, Changed, Past, Turn};
use portico_catalog::shipped::{HEADER, Header};
use serde::{Deserialize, Serialize};

/// Name of the moment that is now.
pub const NOW: &str = "now";

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Keep what follows under a name: a kept catalog, a `catalog.bin`, or the index in one.
    Keep(String),
    /// What is different from one moment to another.
    Changes(String, String),
    /// When an entity changed, among these moments in their order.
    History(String, Vec<String>),
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is kept: so many entities.
    Kept(usize),
    /// It makes no sense: why.
    Broken(String),
    /// What is different.
    Changes(Vec<Changed>),
    /// When.
    History(Vec<Turn>),
}

/// Writes a question; what is kept follows a line end.
pub fn asked(question: &Question) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(question).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Answers a message.
pub fn answer(past: &mut Past, message: &[u8]) -> Vec<u8> {
    let answer = reply(past, message).unwrap_or_else(Answer::Broken);
    serde_json::to_vec(&answer).unwrap_or_default()
}

fn reply(past: &mut Past, message: &[u8]) -> Result<Answer, String> {
    let end = message.iter().position(|byte| *byte == b'\n').unwrap_or(message.len());
    let (head, rest) = message.split_at_checked(end).unwrap_or((message, &[]));
    let question = serde_json::from_slice(head).map_err(|error| error.to_string())?;
    match question {
        Question::Keep(moment) => {
            let file = rest.get(1..).unwrap_or_default();
            let written: String;
            let text = match catalog_of(file).filter(|_| !past::is_kept(file)) {
                Some(catalog) if catalog.is_empty() => {
                    return Err("there is no entity in it.".to_owned());
                }
                Some(catalog) => {
                    written = past::write(&catalog);
                    written.as_str()
                }
                None => {
                    std::str::from_utf8(file).map_err(|_| "it is not UTF-8 text.".to_owned())?
                }
            };
            past.add(&moment, text).map(Answer::Kept).map_err(|error| error.to_string())
        }
        Question::Changes(from, to) => past
            .changes(&from, &to)
            .map(Answer::Changes)
            .ok_or_else(|| "one of the two was not read.".to_owned()),
        Question::History(entity, moments) => Ok(Answer::History(past.history(&entity, &moments))),
    }
}

/// The catalog in a file that the portal reads: the one beside it, or the index of one.
fn catalog_of(file: &[u8]) -> Option<Catalog> {
    let within = Header::read(file)
        .and_then(|header| file.get(HEADER..)?.get(..usize::try_from(header.index).ok()?));
    within.into_iter().chain([file]).find_map(|index| Catalog::from_bytes(index).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(past: &mut Past, question: &Question, file: &str) -> Answer {
        let message = [asked(question), file.as_bytes().to_vec()].concat();
        serde_json::from_slice(&answer(past, &message)).unwrap()
    }

    #[test]
    fn files_are_kept_and_compared() {
        let mut past = Past::default();
        let one = "portico-snapshot 1\ncomponent:default/a\t\t\t00000000\t00000000\n";
        let keep = |moment: &str| Question::Keep(moment.to_owned());
        assert_eq!(ask(&mut past, &keep("1"), one), Answer::Kept(1));
        assert_eq!(ask(&mut past, &keep("2"), "portico-snapshot 1\n"), Answer::Kept(0));
        let Answer::Broken(why) = ask(&mut past, &keep("3"), "<html>\n") else { panic!("kept") };
        assert!(why.starts_with("line 1: "), "{why}");
        let since = "portico-snapshot 2\t1\n-\tcomponent:default/a\n";
        assert_eq!(ask(&mut past, &keep("since"), since), Answer::Kept(0));
        let changes = Question::Changes("1".to_owned(), "2".to_owned());
        let Answer::Changes(list) = ask(&mut past, &changes, "") else { panic!("no changes") };
        assert_eq!(list[0].entity, "component:default/a");
        let history = Question::History(list[0].entity.clone(), vec!["1".into(), "2".into()]);
        let Answer::History(turns) = ask(&mut past, &history, "") else { panic!("no history") };
        assert_eq!(turns.len(), 2);
    }

    #[test]
    fn a_catalog_is_kept_as_it_lies_beside_a_portal() {
        let mut assembler = portico_catalog::assemble::Assembler::new();
        let source = portico_catalog::record::SourceId(0);
        let file = b"kind: Component\nmetadata: { name: a }\nspec: { type: service, lifecycle: beta, owner: crew }\n";
        assembler.add_file(source, "a.yaml", file);
        let read = assembler.finish();
        let built = portico_catalog::snapshot::build(read.records, read.issues);
        let mut past = Past::default();
        let bundle = portico_catalog::shipped::write(1, 2, &built);
        for (moment, bytes) in [("1", &built.index), ("2", &bundle)] {
            let question = asked(&Question::Keep(moment.to_owned()));
            let answer = answer(&mut past, &[question, bytes.clone()].concat());
            assert_eq!(serde_json::from_slice::<Answer>(&answer).unwrap(), Answer::Kept(1));
        }
        assert_eq!(past.changes("1", "2"), Some(Vec::new()));
        let none = portico_catalog::snapshot::build(Vec::new(), Vec::new()).index;
        let message = [asked(&Question::Keep("3".to_owned())), none].concat();
        let Answer::Broken(why) = serde_json::from_slice(&answer(&mut past, &message)).unwrap()
        else {
            panic!("kept")
        };
        assert_eq!(why, "there is no entity in it.");
    }
}
