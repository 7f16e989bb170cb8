//! Whether a page helped: a yes or a no, as an event of the page. No text is asked for, because
//! nobody could say what would be in it; what is missing is told where the page is kept.

use super::reader::Doc;
use crate::plugin::analytics::Action;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Button, Cluster, Size};

/// Asks below the text, once for each page of the entity with this reference.
pub fn ask(doc: Memo<Option<Doc>>, reference: String) -> AnyView {
    let analytics = use_analytics();
    let path = Memo::new(move |_| doc.with(|doc| doc.as_ref().map(|doc| doc.path.clone())));
    let question = move || {
        let path = path.get()?;
        let answer = RwSignal::new(None::<bool>);
        let subject = [&*reference, "/", &path].concat();
        let analytics = analytics.clone();
        let say = move |helped: bool| {
            answer.set(Some(helped));
            if let Some(analytics) = &analytics {
                let value = if helped { 1.0 } else { 0.0 };
                analytics.emit_value(Action::Own("feedback"), subject.clone(), Some(value));
            }
        };
        let no = say.clone();
        // The buttons stay: who answered keeps the place, and may think better of it.
        let pressed = move |helped: bool| Signal::derive(move || answer.get() == Some(helped));
        let thanks = move || match answer.get() {
            None => "",
            Some(true) => "Thank you.",
            Some(false) => "Thank you. Report what is missing, and its owner can mend it.",
        };
        Some(view! {
            <section class="docs-helpful" aria-label="Feedback">
                <Cluster>
                    <span>"Did this page help?"</span>
                    <Button size=Size::Sm pressed=pressed(true) on_click=move |_| say(true)>"Yes"</Button>
                    <Button size=Size::Sm pressed=pressed(false) on_click=move |_| no(false)>"No"</Button>
                    <span role="status">{thanks}</span>
                </Cluster>
            </section>
        })
    };
    question.into_any()
}
