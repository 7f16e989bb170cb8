//! A form that is tried and never sent: for those who write its template.

use super::desk::{CONTEXT, Desk};
use super::found::Found;
use super::{review, share, wizard};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Banner, Tone, Wizard, use_toaster};
use portico_templates::form::Form;
use serde_json::{Map, Value};
use std::sync::Arc;

/// What is tried.
#[derive(Clone, Copy)]
pub struct TrialInput {
    /// The template as it is written now.
    pub found: Signal<Option<Arc<Found>>>,
    /// What was typed so far; it stays while the template changes.
    pub typed: RwSignal<Value>,
    /// What would be posted, without secrets.
    pub values: RwSignal<Value>,
    /// Whether the files that come of it are shown, too.
    pub preview: bool,
}

/// Draws the form anew for each change of the template.
pub fn draw(input: TrialInput) -> AnyView {
    let step = RwSignal::new(0_usize);
    let inside = move || input.found.get().map(|found| form(input, step, &found));
    super::styled(inside.into_any())
}

fn form(input: TrialInput, step: RwSignal<usize>, found: &Arc<Found>) -> AnyView {
    let parameters = found.descriptor.pointer("/spec/parameters").unwrap_or(&Value::Null);
    let form = Form::from_parameters(parameters);
    let defaults = form.defaults(CONTEXT);
    let typed = input.typed.get_untracked();
    let desk = Desk::new(form, share::over(defaults.clone(), &typed), step.into());
    Effect::new(move |_| {
        input.typed.set(apart(&defaults, desk.public()));
        input.values.set(desk.shown());
    });
    let steps = wizard::steps(desk);
    if steps.is_empty() {
        return view! {
            <Banner tone=Tone::Info title="This template asks for nothing">
                "Write the fields of its form into spec.parameters. The tab “Fields” has an example of each."
            </Banner>
        }
        .into_any();
    }
    let toaster = use_toaster();
    let go = Callback::new(move |at: usize| step.set(at));
    let finish = move |()| {
        toaster.push(Tone::Success, "All answers are good. Nothing was sent.", None);
    };
    let look = move || review::draw(desk, go);
    let name = ["Trial of ", &*found.title].concat();
    let preview = input.preview.then(|| {
        let preview = wizard::preview(desk, found);
        view! { <div data-aside="">{preview}</div> }
    });
    view! {
        <Wizard
            label=name
            steps
            review=look
            current=step
            on_go=go
            on_finish=finish
            finish="Check all answers"
        />
        {preview}
    }
    .into_any()
}

/// The answers that differ from what the schema gives: the others follow the schema as it changes.
fn apart(defaults: &Value, answers: Value) -> Value {
    let Value::Object(answers) = answers else { return Value::Object(Map::new()) };
    let own = |(key, value): &(String, Value)| defaults.get(key) != Some(value);
    Value::Object(answers.into_iter().filter(own).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_what_was_typed_stays_when_the_schema_changes() {
        let (defaults, answers) =
            (json!({"a": 1, "b": {"c": 2}}), json!({"a": 1, "b": {"c": 3}, "d": "x"}));
        assert_eq!(apart(&defaults, answers), json!({"b": {"c": 3}, "d": "x"}));
        assert_eq!(apart(&defaults, Value::Null), json!({}));
    }
}
