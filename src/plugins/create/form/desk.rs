//! The answers of a form, and what follows from them. Every field reads its own answer, so that a
//! letter that is typed draws nothing but its field.

use super::super::flags;
use leptos::prelude::*;
use portico_templates::form::{Context, Field, Form, Kind, Problem, set};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::time::Duration;

/// Which feature flags are on: those of `portal.json` and of this browser.
pub const CONTEXT: Context<'static> = Context { flag: &flags::is_on };

/// Most changes that can be undone.
const MOST_UNDONE: usize = 20;

/// A form that is being filled in.
#[derive(Clone, Copy)]
pub struct Desk {
    form: StoredValue<Form>,
    answers: RwSignal<Value>,
    /// Which of several variants was picked, by pointer.
    chosen: RwSignal<Vec<(String, usize)>>,
    /// Steps that somebody wanted to go on from: only then something is said against answers.
    asked: RwSignal<Vec<usize>>,
    problems: Memo<Vec<Problem>>,
    /// Tokens that were typed for the session, by the name of the secret.
    tokens: RwSignal<Vec<(String, String)>>,
    /// Where secrets are, with `*` for numbers.
    concealed: StoredValue<BTreeSet<String>>,
    /// What big changes replaced.
    before: RwSignal<Vec<Value>>,
    /// Counts the frames in which other answers were painted.
    painted: RwSignal<u32>,
    /// Whether a field has taken the focus that it asks for.
    focused: StoredValue<bool>,
    /// Whether somebody has just gone to another step.
    arrived: StoredValue<bool>,
}

impl Desk {
    /// A form with these answers, at the step of this number.
    pub fn new(form: Form, answers: Value, step: Signal<usize>) -> Self {
        let form = StoredValue::new(form);
        let answers = RwSignal::new(answers);
        let chosen = RwSignal::new(Vec::new());
        let asked = RwSignal::new(Vec::new());
        let problems = Memo::new(move |_| {
            let step = step.get();
            if !asked.with(|asked: &Vec<usize>| asked.contains(&step)) {
                return Vec::new();
            }
            found(form, answers, chosen, step)
        });
        let desk = Self {
            form,
            answers,
            chosen,
            asked,
            problems,
            tokens: RwSignal::new(Vec::new()),
            concealed: StoredValue::new(BTreeSet::new()),
            before: RwSignal::new(Vec::new()),
            painted: follow(answers, chosen),
            focused: StoredValue::new(false),
            arrived: StoredValue::new(false),
        };
        desk.conceal_all();
        desk
    }

    /// Numbers of the steps that are asked, with their titles and descriptions.
    pub fn steps(self) -> Vec<(usize, String, Option<String>)> {
        self.form.with_value(|form| {
            let steps = form.steps(CONTEXT);
            steps.map(|(at, step)| (at, step.title.clone(), step.description.clone())).collect()
        })
    }

    /// What is wrong with the schema itself: the step and a sentence.
    pub fn faults(self) -> Vec<(usize, String)> {
        self.form.with_value(|form| {
            let faults = form.faults().iter();
            faults.map(|fault| (fault.step, format!("{} ({})", fault.text, fault.at))).collect()
        })
    }

    /// The fields of a step as it is asked now.
    pub fn fields(self, step: usize) -> Memo<Vec<Field>> {
        // Where no answer decides what is asked, a letter need not ask for it.
        let fixed = self.form.with_value(|form| form.is_fixed(step));
        Memo::new(
            move |_| {
                if fixed { untrack(|| self.fields_now(step)) } else { self.fields_now(step) }
            },
        )
    }

    /// The same, once. Tracked.
    pub fn fields_now(self, step: usize) -> Vec<Field> {
        self.answers.with(|answers| {
            self.chosen.with(|chosen| {
                self.form.with_value(|form| form.fields(step, answers, &pick(chosen), CONTEXT))
            })
        })
    }

    /// All answers. Tracked.
    pub fn answers(self) -> Value {
        self.answers.get()
    }

    /// What is read of the answers by what is not typed into: the summary, the draft, the preview. It
    /// follows once the letter that was typed is on the screen. Tracked.
    pub fn after_paint<T>(self, read: impl FnOnce(Self) -> T) -> T {
        self.painted.track();
        untrack(|| read(self))
    }

    /// The answer at a place.
    pub fn answer(self, pointer: &str) -> Memo<Option<Value>> {
        let pointer = pointer.to_owned();
        Memo::new(move |_| self.answers.with(|answers| answers.pointer(&pointer).cloned()))
    }

    /// The answer at a place as a text.
    pub fn text(self, pointer: &str) -> Signal<String> {
        let pointer = pointer.to_owned();
        let memo = Memo::new(move |_| {
            self.answers.with(|answers| match answers.pointer(&pointer) {
                Some(Value::String(text)) => text.clone(),
                None | Some(Value::Null) => String::new(),
                Some(other) => other.to_string(),
            })
        });
        memo.into()
    }

    /// The answer at a place now.
    pub fn now(self, pointer: &str) -> Option<Value> {
        self.answers.with_untracked(|answers| answers.pointer(pointer).cloned())
    }

    /// Sets an answer. `Null` is an answer that was taken away, whose default does not come back.
    pub fn set(self, pointer: &str, value: Value) {
        self.answers.try_update(|answers| set(answers, pointer, Some(value)));
    }

    /// Takes an answer away as if it had never been.
    pub fn forget(self, pointer: &str) {
        self.remember();
        self.answers.try_update(|answers| set(answers, pointer, None));
    }

    /// Sets a text; an empty one is an answer that was taken away.
    pub fn set_text(self, pointer: &str, text: String) {
        let value = if text.is_empty() { Value::Null } else { Value::String(text) };
        self.set(pointer, value);
    }

    /// Replaces all answers.
    pub fn replace(self, answers: Value) {
        self.remember();
        self.asked.set(Vec::new());
        self.answers.set(answers);
    }

    /// Keeps what is there for [`Self::undo`].
    pub fn remember(self) {
        let Some(now) = self.answers.try_get_untracked() else { return };
        self.before.try_update(|before| {
            if before.len() == MOST_UNDONE {
                before.remove(0);
            }
            before.push(now);
        });
    }

    /// Whether there is something to undo. Tracked.
    pub fn can_undo(self) -> bool {
        self.before.with(|before| !before.is_empty())
    }

    /// Takes the last big change back.
    pub fn undo(self) {
        if let Some(before) = self.before.try_update(Vec::pop).flatten() {
            self.answers.set(before);
        }
    }

    /// Picks a variant.
    pub fn choose(self, pointer: &str, variant: usize) {
        self.chosen.update(|chosen| {
            chosen.retain(|(at, _)| at != pointer);
            chosen.push((pointer.to_owned(), variant));
        });
    }

    /// What has to change at a place, once somebody wanted to go on.
    pub fn error(self, pointer: &str) -> Signal<Option<String>> {
        let pointer = pointer.to_owned();
        let memo = Memo::new(move |_| {
            self.problems.with(|problems| {
                let found = problems.iter().find(|problem| problem.pointer == pointer);
                found.map(|problem| problem.text.clone())
            })
        });
        memo.into()
    }

    /// What has to change in a step before one goes on; from now on its fields say so.
    pub fn check(self, step: usize) -> Vec<Problem> {
        self.asked.update(|asked| {
            if !asked.contains(&step) {
                asked.push(step);
            }
        });
        untrack(|| found(self.form, self.answers, self.chosen, step))
    }

    /// A field takes the focus, but only the first that wants it.
    pub fn may_focus(self) -> bool {
        self.focused.try_update_value(|focused| !std::mem::replace(focused, true)) == Some(true)
    }

    /// Somebody goes to another step.
    pub fn arrive(self) {
        self.arrived.set_value(true);
    }

    /// Whether somebody has gone to this step; says so once.
    pub fn has_arrived(self) -> bool {
        self.arrived.try_update_value(std::mem::take) == Some(true)
    }

    /// Keeps a token for the session.
    pub fn set_token(self, name: &str, token: String) {
        self.tokens.update(|tokens| {
            tokens.retain(|(of, _)| of != name);
            if !token.is_empty() {
                tokens.push((name.to_owned(), token));
            }
        });
    }

    /// The token of this name.
    pub fn token(self, name: &str) -> Signal<String> {
        let name = name.to_owned();
        let memo = Memo::new(move |_| {
            self.tokens.with(|tokens| {
                let found = tokens.iter().find(|(of, _)| *of == name);
                found.map(|(_, token)| token.clone()).unwrap_or_default()
            })
        });
        memo.into()
    }

    /// What is posted.
    pub fn submission(self) -> (Value, Map<String, Value>) {
        let (values, mut secrets) = self.answers.with_untracked(|answers| {
            self.chosen.with_untracked(|chosen| {
                self.form.with_value(|form| form.submission_of(answers, &pick(chosen), CONTEXT))
            })
        });
        self.tokens.with_untracked(|tokens| {
            for (name, token) in tokens {
                secrets.insert(name.clone(), Value::String(token.clone()));
            }
        });
        (values, secrets)
    }

    /// What is posted, without what nobody may see. Tracked.
    pub fn shown(self) -> Value {
        let answers = self.public();
        self.chosen.with(|chosen| {
            self.form.with_value(|form| form.submission_of(&answers, &pick(chosen), CONTEXT)).0
        })
    }

    /// The answer at this place is a secret: it is never kept.
    pub fn conceal(self, pointer: &str) {
        let place = starred(pointer);
        self.concealed.try_update_value(|all| all.insert(place));
    }

    /// All answers that may be kept and shared. Tracked.
    pub fn public(self) -> Value {
        let mut answers = self.answers.get();
        self.concealed.with_value(|all| {
            if !all.is_empty() {
                strip(&mut answers, "", all);
            }
        });
        answers
    }

    /// Whether there is something that no draft holds. Tracked.
    pub fn has_secrets(self) -> bool {
        let typed = self.tokens.with(|tokens| !tokens.is_empty());
        typed || self.concealed.with_value(|all| !all.is_empty()) && self.public() != self.answers()
    }

    fn conceal_all(self) {
        for (step, ..) in self.steps() {
            untrack(|| self.fields_now(step)).iter().for_each(|field| self.conceal_in(field));
        }
    }

    /// Whether nothing is missing and nothing has to change, in any step. Tracked.
    pub fn is_complete(self) -> bool {
        let steps = self.steps();
        steps.iter().all(|(step, ..)| found(self.form, self.answers, self.chosen, *step).is_empty())
    }

    /// Whether the form is not on the screen any more, so that nothing of it can be read.
    pub fn is_gone(self) -> bool {
        self.answers.is_disposed()
    }

    /// Notes the secrets in a field and below it.
    pub fn conceal_in(self, field: &Field) {
        if field.secret || field.ui.widget.as_deref() == Some("password") {
            self.conceal(&field.pointer);
        }
        match &field.kind {
            Kind::Object { fields, others, .. } => {
                fields.iter().chain(others).for_each(|field| self.conceal_in(field));
            }
            Kind::List { items, .. } => items.iter().for_each(|field| self.conceal_in(field)),
            Kind::Variants { inner, .. } => self.conceal_in(inner),
            _ => {}
        }
    }
}

/// Counts up after each frame in which other answers were painted.
fn follow(answers: RwSignal<Value>, chosen: RwSignal<Vec<(String, usize)>>) -> RwSignal<u32> {
    let painted = RwSignal::new(0_u32);
    let waits = StoredValue::new(false);
    Effect::new(move |before: Option<()>| {
        answers.track();
        chosen.track();
        // What the form begins with is painted with the form.
        let Some(()) = before else { return };
        if waits.try_update_value(|waits| std::mem::replace(waits, true)) != Some(false) {
            return;
        }
        let tell = move || {
            waits.try_set_value(false);
            painted.try_update(|painted| *painted = painted.wrapping_add(1));
        };
        request_animation_frame(move || set_timeout(tell, Duration::ZERO));
    });
    painted
}

fn pick(chosen: &[(String, usize)]) -> impl Fn(&str) -> Option<usize> {
    |pointer| chosen.iter().find(|(at, _)| at == pointer).map(|(_, variant)| *variant)
}

fn found(
    form: StoredValue<Form>,
    answers: RwSignal<Value>,
    chosen: RwSignal<Vec<(String, usize)>>,
    step: usize,
) -> Vec<Problem> {
    answers.with(|answers| {
        chosen.with(|chosen| {
            form.with_value(|form| form.problems_of(step, answers, &pick(chosen), CONTEXT))
        })
    })
}

/// A pointer with `*` in the place of numbers: items of a list move.
fn starred(pointer: &str) -> String {
    let parts = pointer.split('/').map(|part| {
        let number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if number { "*" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Takes away what is at these places.
fn strip(value: &mut Value, at: &str, places: &BTreeSet<String>) {
    let below = |key: &str| starred(&[at, "/", &escaped(key)].concat());
    match value {
        Value::Object(map) => {
            map.retain(|key, _| !places.contains(&below(key)));
            for (key, value) in map {
                strip(value, &below(key), places);
            }
        }
        Value::Array(items) => {
            let place = [at, "/*"].concat();
            if places.contains(&place) {
                items.clear();
            }
            items.iter_mut().for_each(|item| strip(item, &place, places));
        }
        _ => {}
    }
}

/// A key as a part of a pointer.
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A part of a pointer as a key.
pub fn unescaped(part: &str) -> String {
    part.replace("~1", "/").replace("~0", "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_are_taken_away_wherever_their_item_has_moved_to() {
        let places = BTreeSet::from(["/token".to_owned(), starred("/list/0/key")]);
        let mut value = json!({"token": "a", "list": [{"key": "b", "n": 1}, {"key": "c"}], "x": 1});
        strip(&mut value, "", &places);
        assert_eq!(value, json!({"list": [{"n": 1}, {}], "x": 1}));
    }
}
