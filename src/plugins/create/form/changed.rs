//! What the answer that is being given changes in the files: compared with how they were before
//! it was touched, so that a word typed letter by letter is one change.

use portico_catalog::diff::unified;
use portico_templates::render::File;
use serde_json::Value;
use std::collections::BTreeSet;

/// The files as they are now, and as they were before the last answer was touched.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changed {
    now: Vec<File>,
    before: Vec<File>,
    answers: Value,
    /// The answers that the last change was in.
    touched: BTreeSet<String>,
}

/// How a file differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It was not there.
    New,
    /// It says something else.
    Other,
}

impl Way {
    /// As it is said behind the name of the file.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Other => "changed",
        }
    }
}

impl Changed {
    /// What follows when these answers give these files.
    pub fn next(self, answers: Value, now: Vec<File>) -> Self {
        if self.now.is_empty() {
            // The first files are no change.
            return Self { before: now.clone(), now, answers, touched: BTreeSet::new() };
        }
        let mut touched = differing(&self.answers, &answers);
        // An answer may bring others with it, and take them away again.
        if touched.is_empty() || !touched.is_disjoint(&self.touched) {
            touched.extend(self.touched);
            return Self { now, answers, touched, before: self.before };
        }
        Self { before: self.now, now, answers, touched }
    }

    /// How a file of now differs from how it was.
    pub fn way(&self, file: &File) -> Option<Way> {
        match self.before.iter().find(|old| old.path == file.path) {
            None => Some(Way::New),
            Some(old) => (old != file).then_some(Way::Other),
        }
    }

    /// What changed in a file that was there before, as a unified diff; none when it is no text.
    pub fn diff(&self, file: &File) -> Option<String> {
        let old = self.before.iter().find(|old| old.path == file.path)?;
        let (old, new) = (str::from_utf8(&old.bytes).ok()?, str::from_utf8(&file.bytes).ok()?);
        Some(unified(old, new, &file.path)).filter(|diff| !diff.is_empty())
    }

    /// How many files there are and what happened to them: `8 files, 1 new, 2 changed, 1 gone`.
    pub fn words(&self) -> String {
        let count = |way: Way| self.now.iter().filter(|file| self.way(file) == Some(way)).count();
        let is_gone = |old: &&File| !self.now.iter().any(|file| file.path == old.path);
        let gone = self.before.iter().filter(is_gone).count();
        let mut words = crate::plugin::entities::counted(self.now.len(), "file", "files");
        for (count, word) in
            [(count(Way::New), "new"), (count(Way::Other), "changed"), (gone, "gone")]
        {
            if count > 0 {
                words.push_str(&[", ", &count.to_string(), " ", word].concat());
            }
        }
        words
    }
}

/// Names of the answers that are not the same in both.
fn differing(one: &Value, other: &Value) -> BTreeSet<String> {
    let (Some(one), Some(other)) = (one.as_object(), other.as_object()) else {
        return BTreeSet::new();
    };
    let names = one.keys().chain(other.keys());
    names.filter(|name| one.get(*name) != other.get(*name)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn file(path: &str, text: &str) -> File {
        File { path: path.to_owned(), bytes: text.as_bytes().to_vec(), executable: false }
    }

    fn named(name: &str) -> (Value, Vec<File>) {
        (json!({ "name": name, "db": false }), vec![file("README", &format!("# {name}\n"))])
    }

    fn after(steps: &[(Value, Vec<File>)]) -> Changed {
        let steps = steps.iter().cloned();
        steps.fold(Changed::default(), |at, (answers, files)| at.next(answers, files))
    }

    #[test]
    fn the_first_files_are_no_change() {
        let changed = after(&[(json!({}), Vec::new()), named("")]);
        assert_eq!(changed.words(), "1 file");
        assert_eq!(changed.way(&changed.now[0]), None);
    }

    #[test]
    fn a_word_typed_letter_by_letter_is_one_change() {
        let changed = after(&[named(""), named("l"), named("le"), named("led")]);
        assert_eq!(changed.words(), "1 file, 1 changed");
        let diff = changed.diff(&changed.now[0]).unwrap();
        assert!(diff.contains("-# \n+# led\n"), "{diff}");
    }

    #[test]
    fn another_answer_is_another_change() {
        let (_, files) = named("led");
        let more = (json!({ "name": "led", "db": true }), {
            let mut more = files.clone();
            more.push(file("db.sql", "create"));
            more
        });
        let changed = after(&[named(""), named("led"), more.clone()]);
        assert_eq!(changed.words(), "2 files, 1 new");
        assert_eq!(changed.way(&changed.now[1]), Some(Way::New));
        assert_eq!(changed.diff(&changed.now[1]), None);
        // Taking it back: the same answer again, and so compared with before it was touched.
        let back = changed.next(json!({ "name": "led", "db": false }), files.clone());
        assert_eq!(back.words(), "1 file");
        // And one that was there from the start is gone.
        let gone = after(&[more, (json!({ "name": "led", "db": false }), files)]);
        assert_eq!(gone.words(), "1 file, 1 gone");
    }
}
