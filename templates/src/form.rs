//! The form of a template: steps, the fields that are asked for now, what is wrong with the
//! answers, and what is posted.

use serde_json::{Map, Value};

mod ask;
mod ask_list;
mod ask_object;
mod ask_value;
mod choice;
mod place;
mod problems;
mod read;
mod resolve;
mod settle;
mod ui;

/// The steps of a template, from `spec.parameters` or from a scaffolder's answer about them.
#[derive(Clone, Debug, Default)]
pub struct Form {
    steps: Vec<Step>,
    /// What is wrong with the schema itself: nothing else is lost by it.
    faults: Vec<SchemaFault>,
}

/// One step: a JSON Schema with `ui:*` keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// `title`, or "Step 2".
    pub title: String,
    /// `description`: Markdown.
    pub description: Option<String>,
    /// The schema as it was written.
    pub schema: Value,
}

/// What is wrong with a schema, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SchemaFault {
    /// Index of the step.
    pub step: usize,
    /// A JSON pointer into the schema of the step.
    pub at: String,
    /// A sentence that says what is wrong.
    pub text: String,
}

/// What the answers are measured against besides the schema.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Whether a `backstage:featureFlag` is on.
    pub flag: &'a dyn Fn(&str) -> bool,
}

/// A field as it is asked for with the answers given so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Where its answer is: a JSON pointer from the answers of the template on.
    pub pointer: String,
    /// Its name in the object, or its number in the list.
    pub name: String,
    /// `ui:title`, `title`, or its name in words.
    pub title: String,
    /// `ui:description` or `description`: Markdown.
    pub description: Option<String>,
    /// Whether an answer is needed.
    pub required: bool,
    /// `default`, also where an object above it gives it.
    pub default: Option<Value>,
    /// What it takes.
    pub kind: Kind,
    /// How it is drawn.
    pub ui: Ui,
    /// What the last step shows of it.
    pub review: Review,
    /// Its answer goes into `secrets`, never into a store, an address or a log: `ui:field: Secret`.
    pub secret: bool,
}

/// What a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// `string`.
    Text {
        /// `minLength`, in characters.
        min: Option<u64>,
        /// `maxLength`, in characters.
        max: Option<u64>,
        /// `format`: "email", "uri", "date", "date-time", "data-url" …
        format: Option<String>,
        /// `examples`: suggestions.
        examples: Vec<String>,
    },
    /// `integer` or `number`.
    Number {
        /// Whether it is an `integer`.
        whole: bool,
        /// `minimum`, as it was written.
        min: Option<serde_json::Number>,
        /// `maximum`, as it was written.
        max: Option<serde_json::Number>,
        /// `multipleOf`, as it was written.
        step: Option<serde_json::Number>,
    },
    /// `boolean`.
    Flag,
    /// One of `enum`, or of a `oneOf` of constants.
    Choice(Vec<Choice>),
    /// Several of them: an `array` with `uniqueItems` whose items are choices.
    Choices(Vec<Choice>),
    /// `array` whose items are drawn one by one.
    List {
        /// The items that are there, each a field.
        items: Vec<Field>,
        /// What a new item starts with.
        fresh: Value,
        /// What an item is called: "Port".
        item_title: String,
        /// `minItems`.
        min: Option<u64>,
        /// `maxItems`.
        max: Option<u64>,
        /// `ui:options.addable`, `removable`, `orderable`: true unless switched off.
        addable: bool,
        /// See `addable`.
        removable: bool,
        /// See `addable`.
        orderable: bool,
    },
    /// `object` with its fields in `ui:order`.
    Object {
        /// Its fields.
        fields: Vec<Field>,
        /// Its keys beyond those, where `additionalProperties` allows any; each a field.
        others: Vec<Field>,
        /// What another key starts with; `None` where none may be added.
        fresh: Option<Value>,
    },
    /// `oneOf` or `anyOf` of schemas that are no constants: a choice of what is asked further.
    Variants {
        /// What the choices are called.
        titles: Vec<String>,
        /// The one that the answers fit, or that was chosen.
        chosen: usize,
        /// What the chosen one asks; drawn in place of the field.
        inner: Box<Field>,
    },
    /// `null` or a `const`: nothing to ask; the value that is posted.
    Fixed(Value),
    /// A schema that no field draws: any JSON.
    Any,
}

/// One of a list of values.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is posted.
    pub value: Value,
    /// `enumNames`, `ui:enumNames`, `title`, or the value in words.
    pub title: String,
    /// `description` of a constant.
    pub description: Option<String>,
    /// In `ui:enumDisabled`.
    pub disabled: bool,
}

/// The `ui:*` keys of a field, from the schema and its `ui:options`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ui {
    /// `ui:field`: "EntityPicker", or somebody's own.
    pub field: Option<String>,
    /// `ui:widget`: "password", "textarea", "radio", "checkboxes", "select", "hidden", "updown" …
    pub widget: Option<String>,
    /// `ui:options`, and every other `ui:` key under its name without `ui:`.
    pub options: Map<String, Value>,
    /// `ui:help`.
    pub help: Option<String>,
    /// `ui:placeholder`.
    pub placeholder: Option<String>,
    /// `ui:autocomplete`.
    pub autocomplete: Option<String>,
    /// `ui:autofocus`.
    pub autofocus: bool,
    /// `ui:readonly` or `readOnly`.
    pub readonly: bool,
    /// `ui:disabled`.
    pub disabled: bool,
    /// `ui:emptyValue`: what an emptied field answers.
    pub empty_value: Option<Value>,
}

/// What the last step shows of an answer: `ui:backstage.review`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// The answer.
    #[default]
    Shown,
    /// Nothing: `show: false`.
    Hidden,
    /// This instead: `mask`, or dots for a password.
    Masked(String),
}

/// Something about an answer that has to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A JSON pointer to the answer.
    pub pointer: String,
    /// The keyword that it does not keep: "pattern".
    pub keyword: String,
    /// What to do, in words: "Use lowercase letters, digits and hyphens".
    pub text: String,
}

/// Nobody chose a variant.
const NOBODY: &dyn Fn(&str) -> Option<usize> = &|_| None;

impl Form {
    /// The steps of `spec.parameters`: one schema, or a list of them.
    #[must_use]
    pub fn from_parameters(parameters: &Value) -> Self {
        Self::read_parameters(parameters)
    }

    /// The steps as a scaffolder's `parameter-schema` answers them.
    #[must_use]
    pub fn from_parameter_schema(answer: &Value) -> Self {
        Self::read_answer(answer)
    }

    /// The steps, without those whose feature flag is off.
    pub fn steps(&self, context: Context<'_>) -> impl Iterator<Item = (usize, &Step)> {
        self.steps.iter().enumerate().filter(move |(_, step)| step.is_on(context))
    }

    /// What is wrong with the schema itself.
    #[must_use]
    pub fn faults(&self) -> &[SchemaFault] {
        &self.faults
    }

    /// The answers that the schema gives before anybody typed.
    #[must_use]
    pub fn defaults(&self, context: Context<'_>) -> Value {
        Value::Object(self.settle(usize::MAX, &Value::Null, NOBODY, context).values)
    }

    /// What a step asks now: `dependencies`, `if`, `oneOf` and feature flags are decided by the
    /// answers. `chosen` says which of several variants somebody picked, by pointer.
    ///
    /// An answer of `null` where the field takes none is one that was taken away: its default does
    /// not come back, as it does for an answer that is not there.
    #[must_use]
    pub fn fields(
        &self,
        step: usize,
        answers: &Value,
        chosen: &dyn Fn(&str) -> Option<usize>,
        context: Context<'_>,
    ) -> Vec<Field> {
        if !self.asks(step, context) {
            return Vec::new();
        }
        self.settle(step, answers, chosen, context).fields
    }

    /// Whether a step asks the same whatever the answers are: of each of its fields one value, on
    /// no condition. Its [`Self::fields`] need not be asked for again when an answer changes.
    #[must_use]
    pub fn is_fixed(&self, step: usize) -> bool {
        self.steps.get(step).is_some_and(Step::is_fixed)
    }

    /// What has to change in the answers of a step, in the order of its fields.
    #[must_use]
    pub fn problems(&self, step: usize, answers: &Value, context: Context<'_>) -> Vec<Problem> {
        self.problems_of(step, answers, NOBODY, context)
    }

    /// The same, where somebody picked variants: see [`Self::fields`].
    #[must_use]
    pub fn problems_of(
        &self,
        step: usize,
        answers: &Value,
        chosen: &dyn Fn(&str) -> Option<usize>,
        context: Context<'_>,
    ) -> Vec<Problem> {
        if !self.asks(step, context) {
            return Vec::new();
        }
        self.settle(step, answers, chosen, context).problems()
    }

    /// The answers that are posted as `values`: what was asked, without secrets, without what is
    /// no longer asked; and the `secrets`. Stars stand in `values` for a secret, as many as it has
    /// letters, as a scaffolder expects them.
    #[must_use]
    pub fn submission(&self, answers: &Value, context: Context<'_>) -> (Value, Map<String, Value>) {
        self.submission_of(answers, NOBODY, context)
    }

    /// The same, where somebody picked variants: see [`Self::fields`].
    #[must_use]
    pub fn submission_of(
        &self,
        answers: &Value,
        chosen: &dyn Fn(&str) -> Option<usize>,
        context: Context<'_>,
    ) -> (Value, Map<String, Value>) {
        self.settle(usize::MAX, answers, chosen, context).apart()
    }

    /// Whether there is such a step with these flags.
    fn asks(&self, step: usize, context: Context<'_>) -> bool {
        self.steps.get(step).is_some_and(|step| step.is_on(context))
    }
}

/// Sets the answer at a pointer; objects and lists on the way are made. `None` takes it away.
pub fn set(answers: &mut Value, pointer: &str, value: Option<Value>) {
    place::set(answers, pointer, value);
}

#[cfg(test)]
mod tests;
