//! A part of a page whose code is loaded when it is first shown.

use crate::plugin::chunk::Loader;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::task::spawn_local;
use portico_components::{ErrorPanel, Skeleton, SkeletonKind};

/// Draws what `loader` loads; until then `waiting`, and what went wrong when it does not come.
/// `name` is what the part is called in an error.
pub fn later<I: Clone + Send + Sync + 'static>(
    name: &'static str,
    loader: Loader<I>,
    input: I,
    waiting: Option<SkeletonKind>,
) -> AnyView {
    let place = StoredValue::new_local(None::<AnyView>);
    let done = RwSignal::new(None::<Result<(), String>>);
    let owner = Owner::current().unwrap_or_default();
    let ask = Callback::new(move |()| {
        done.set(None);
        let drawing = loader.draw(input.clone());
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
