//! Parts of pages whose code is loaded when one of them is first shown.

use super::asked::State;
use super::{keys, measure, part_of, views};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use portico_components::{ErrorPanel, Skeleton, SkeletonKind};

/// A part, and what it is drawn from.
#[derive(Clone)]
pub enum Part {
    /// A view of a component.
    View(views::Input),
    /// The panel that measures.
    Measure(State),
    /// The list of keys; whether it is open.
    Keys(RwSignal<bool>),
}

/// Draws a part, in its own chunk.
pub fn draw(part: Part) -> AnyView {
    match part {
        Part::View(input) => views::draw(input),
        Part::Measure(state) => measure::panel(state),
        Part::Keys(open) => keys::help(open),
    }
}

/// Draws a part when its code is here; until then `waiting`, and what went wrong when it does not
/// come. `name` is what it is called in an error.
pub fn later(name: &'static str, part: Part, waiting: Option<SkeletonKind>) -> AnyView {
    let place = StoredValue::new_local(None::<AnyView>);
    let done = RwSignal::new(None::<Result<(), String>>);
    let owner = Owner::current().unwrap_or_default();
    let ask = Callback::new(move |()| {
        done.set(None);
        let drawing = part_of::loader().draw(part.clone());
        let drawing = async move {
            match drawing.await {
                Ok(view) => {
                    place.try_update_value(|place| *place = Some(view));
                    done.try_set(Some(Ok(())));
                }
                Err(error) => {
                    done.try_set(Some(Err(error.cause)));
                }
            }
        };
        spawn_local(owner.with(|| ScopedFuture::new_untracked(drawing)));
    });
    ask.run(());
    let content = move || {
        done.with(|done| match done {
            None => waiting.map(|kind| view! { <Skeleton kind=kind /> }).into_any(),
            Some(Ok(())) => place.try_update_value(Option::take).flatten().into_any(),
            Some(Err(cause)) => view! {
                <ErrorPanel
                    title=[name, " could not be loaded"].concat()
                    cause="Its code did not arrive. Everything else in the gallery works."
                    on_retry=ask
                    details=vec![("Error".to_owned(), cause.clone())]
                />
            }
            .into_any(),
        })
    };
    content.into_any()
}
