//! The state of the form: what it says, what comes of it, and the draft that this tab keeps.

use super::fields::{self, Field, Said, Saying};
use crate::plugin::kept;
use leptos::prelude::*;
use portico_catalog::assemble::Assembler;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::edit::{self, Refusal, revise};
use portico_catalog::record::{Place, Severity, SourceId};
use portico_catalog::reference::EntityRef;
use std::sync::Arc;

/// What comes of the form.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It says what the descriptor says.
    Same,
    /// The new text of the file.
    New(Arc<str>),
    /// The descriptor cannot be changed like this.
    Refused(Refusal),
}

/// One entity and the text of its file.
pub struct Subject {
    /// The catalog on the screen.
    pub catalog: Arc<Catalog>,
    /// The entity.
    pub ix: Ix,
    /// Its full name.
    pub entity: EntityRef,
    /// Where its document starts.
    pub place: Place,
    /// The text of its file.
    pub text: String,
    /// The fields of its kind.
    pub fields: Vec<Field>,
    /// What they say in the file.
    pub before: Saying,
    /// Fields that cannot be changed here, and why.
    pub fixed: Vec<(String, String)>,
    /// What was wrong with the descriptor before, as lines for comparison.
    known: Vec<(String, String)>,
}

impl Subject {
    /// Reads what the form begins with.
    ///
    /// # Errors
    /// Why there is no form.
    pub fn read(catalog: Arc<Catalog>, ix: Ix, text: &str) -> Result<Self, Refusal> {
        let entry = catalog.entry(ix);
        let (entity, place) = (entry.entity_ref(), entry.place());
        let root = edit::read(text, &entity, place.line)?;
        let fields = fields::of_kind(entry.kind());
        let (mut before, mut fixed) = (Saying::new(), Vec::new());
        for field in &fields {
            match fields::read(&root, field) {
                Ok(said) => drop(before.insert(field.key(), said)),
                Err(why) => fixed.push((field.key(), why)),
            }
        }
        let known = problems(text, &entity, &place);
        let text = text.to_owned();
        Ok(Self { catalog, ix, entity, place, text, fields, before, fixed, known })
    }

    /// What would be wrong with a field: by the rules for descriptors, and by the catalog.
    fn faults(&self, now: &Saying, outcome: &Outcome) -> Vec<(String, String)> {
        let mut found = match outcome {
            Outcome::New(text) => problems(text, &self.entity, &self.place),
            Outcome::Same => self.known.clone(),
            Outcome::Refused(refusal) if !refusal.path.is_empty() => {
                vec![(refusal.path.clone(), refusal.reason.clone())]
            }
            Outcome::Refused(_) => Vec::new(),
        };
        for field in &self.fields {
            let said = now.get(&field.key());
            let lost = said
                .and_then(|said| fields::lost(field, &self.catalog, &self.entity.namespace, said));
            found.extend(lost.map(|lost| (field.key(), lost)));
        }
        found
    }
}

/// What the rules for descriptors say of an entity in a text: paths and sentences.
fn problems(text: &str, entity: &EntityRef, place: &Place) -> Vec<(String, String)> {
    let mut assembler = Assembler::new();
    assembler.add_file(SourceId(0), &place.file, text.as_bytes());
    let name = entity.to_string();
    let issues = assembler.finish().issues.into_iter();
    issues
        .filter(|issue| issue.severity != Severity::Info && !issue.path.is_empty())
        .filter(|issue| issue.entity.as_deref() == Some(&name))
        // Files that this one names are not read here.
        .filter(|issue| !issue.rule.starts_with("target-"))
        .map(|issue| (issue.path, [&*issue.message, " ", &*issue.help].concat()))
        .collect()
}

/// The form of one entity.
#[derive(Clone, Copy)]
pub struct Desk {
    subject: StoredValue<Arc<Subject>>,
    now: RwSignal<Saying>,
    outcome: Memo<Outcome>,
    faults: Memo<Vec<(String, String)>>,
    /// Whether it began with a draft.
    drafted: RwSignal<bool>,
}

impl Desk {
    /// Opens the form, with the draft that this tab has of it.
    pub fn open(subject: Subject) -> Self {
        let key = draft_key(&subject.entity);
        let mut now = subject.before.clone();
        let draft =
            kept::read_here(&key).and_then(|text| serde_json::from_str::<Saying>(&text).ok());
        let drafted = draft.is_some();
        now.extend(draft.unwrap_or_default().into_iter().filter(|(path, said)| {
            let before = subject.before.get(path);
            before.is_some_and(|before| {
                std::mem::discriminant(before) == std::mem::discriminant(said)
            })
        }));
        let subject = StoredValue::new(Arc::new(subject));
        let now = RwSignal::new(now);
        let outcome = Memo::new(move |_| {
            let Some(subject) = subject.try_get_value() else { return Outcome::Same };
            let changes = now.with(|now| fields::changes(&subject.fields, &subject.before, now));
            match revise(&subject.text, &subject.entity, subject.place.line, &changes) {
                Ok(text) if text == subject.text => Outcome::Same,
                Ok(text) => Outcome::New(text.into()),
                Err(refusal) => Outcome::Refused(refusal),
            }
        });
        let faults = Memo::new(move |_| {
            let Some(subject) = subject.try_get_value() else { return Vec::new() };
            now.with(|now| outcome.with(|outcome| subject.faults(now, outcome)))
        });
        let desk = Self { subject, now, outcome, faults, drafted: RwSignal::new(drafted) };
        desk.keep_draft(key);
        desk
    }

    fn keep_draft(self, key: String) {
        Effect::new(move |_| {
            let changed: Saying = self.now.with(|now| {
                let subject = self.subject();
                let is_new =
                    |(path, said): &(&String, &Said)| subject.before.get(*path) != Some(*said);
                now.iter().filter(is_new).map(|(path, said)| (path.clone(), said.clone())).collect()
            });
            let text = if changed.is_empty() {
                String::new()
            } else {
                serde_json::to_string(&changed).unwrap_or_default()
            };
            kept::write_here(&key, &text);
        });
    }

    /// What the form is about.
    pub fn subject(self) -> Arc<Subject> {
        self.subject.get_value()
    }

    /// What comes of it. Tracked.
    pub fn outcome(self) -> Memo<Outcome> {
        self.outcome
    }

    /// Whether it was opened with a draft that was not thrown away since.
    pub fn drafted(self) -> Signal<bool> {
        self.drafted.into()
    }

    /// Takes everything back to what the file says.
    pub fn reset(self) {
        let before = self.subject().before.clone();
        self.drafted.set(false);
        self.now.set(before);
    }

    /// What a field says. Tracked.
    pub fn said(self, key: &str) -> Option<Said> {
        self.now.with(|now| now.get(key).cloned())
    }

    /// The same, once.
    pub fn now(self, key: &str) -> Option<Said> {
        self.now.with_untracked(|now| now.get(key).cloned())
    }

    /// Says something else.
    pub fn say(self, key: &str, said: Said) {
        self.now.try_update(|now| now.insert(key.to_owned(), said));
    }

    /// What to change in a field; none when all is well.
    pub fn error(self, key: String) -> Signal<Option<String>> {
        let memo = Memo::new(move |_| {
            self.faults.with(|faults| {
                let of_it = |path: &str| {
                    let rest = path.strip_prefix(key.as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                };
                let texts: Vec<&str> = faults
                    .iter()
                    .filter(|(path, _)| of_it(path))
                    .map(|(_, text)| text.as_str())
                    .collect();
                (!texts.is_empty()).then(|| texts.join(" "))
            })
        });
        memo.into()
    }

    /// What is wrong, as many things as there are. Tracked.
    pub fn fault_count(self) -> usize {
        self.faults.with(Vec::len)
    }
}

fn draft_key(entity: &EntityRef) -> String {
    ["portico.catalog.edit.", &entity.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::snapshot;

    const FILE: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: { name: crew }
spec: { type: team, children: [] }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
spec:
  type: service
  lifecycle: production
  owner: crew
";

    fn subject() -> Subject {
        let mut assembler = Assembler::new();
        assembler.add_file(SourceId(0), "a.yaml", FILE.as_bytes());
        let read = assembler.finish();
        let built = snapshot::build(read.records, read.issues);
        let catalog = Arc::new(Catalog::from_bytes(&built.index).unwrap());
        let ix = catalog.lookup_parts("component", "default", "ledger").unwrap();
        Subject::read(catalog, ix, FILE).unwrap()
    }

    #[test]
    fn a_mistake_is_told_on_its_field() {
        let subject = subject();
        assert_eq!(subject.faults(&subject.before, &Outcome::Same), []);
        let mut now = subject.before.clone();
        now.insert("spec.owner".to_owned(), Said::Text("crwe".to_owned()));
        now.insert("metadata.tags".to_owned(), Said::Texts(vec!["Not a tag!".to_owned()]));
        let changes = fields::changes(&subject.fields, &subject.before, &now);
        let text = revise(FILE, &subject.entity, subject.place.line, &changes).unwrap();
        let faults = subject.faults(&now, &Outcome::New(text.into()));
        let paths: Vec<&str> = faults.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["metadata.tags[0]", "spec.owner"]);
        assert!(faults[1].1.contains("“crwe”"), "{faults:?}");
    }
}
