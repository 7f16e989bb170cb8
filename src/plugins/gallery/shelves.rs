//! The examples of each group, and what plugins add to them. They are a few chunks: whoever looks at
//! a button does not wait for the tables, and more chunks would share more fragments.

use super::frame::Entries;
use crate::plugin::chunk::{ChunkError, Examples, Showing};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::gallery::{Entry, Scope, registry as components};
use portico_components::shelves::Shown;
use portico_components::{ErrorPanel, Skeleton, SkeletonKind, shelves};
use std::sync::Arc;

examples!(gallery_parts, layout => shelves::layout::EXAMPLES);
examples!(gallery_parts, actions => shelves::actions::EXAMPLES);
examples!(gallery_forms, forms => shelves::forms::EXAMPLES);
examples!(gallery_parts, overlays => shelves::overlays::EXAMPLES);
examples!(gallery_data, data => shelves::data::EXAMPLES);
examples!(gallery_text, text => shelves::text::EXAMPLES);
examples!(gallery_parts, feedback => shelves::feedback::EXAMPLES);
examples!(gallery_parts, foundations => shelves::foundations::EXAMPLES);

/// All components: the library's, then those of plugins.
pub fn all_entries(registry: &Registry) -> Entries {
    let own = registry.exhibits().map(|(_, exhibit)| exhibit.entry);
    components().into_iter().chain(own).collect()
}

/// Loads the examples of a component. Those of its group come along.
async fn load(registry: &Registry, scope: Scope, id: &str) -> Result<Examples, ChunkError> {
    let showing: Showing = match scope {
        Scope::Layout => layout::load(),
        Scope::Actions => actions::load(),
        Scope::Forms => forms::load(),
        Scope::Overlays => overlays::load(),
        Scope::Data => data::load(),
        Scope::Text => text::load(),
        Scope::Feedback => feedback::load(),
        Scope::Foundations => foundations::load(),
        Scope::Plugins => match registry.exhibits().find(|(_, exhibit)| exhibit.entry.id == id) {
            Some((_, exhibit)) => (exhibit.examples)(),
            None => return Ok(&[]),
        },
    };
    showing.await
}

/// Draws what is shown of a component.
pub type Draw = Arc<dyn Fn(&'static Shown) -> AnyView + Send + Sync>;

/// The examples of a component, as soon as their code is here; until then what is expected, and
/// what went wrong when it does not come.
pub fn shelf(registry: &Arc<Registry>, entry: &Entry, draw: Draw) -> AnyView {
    let (scope, id) = (entry.scope, entry.id);
    let found = RwSignal::new_local(None::<Result<&'static Shown, String>>);
    let ask = {
        let registry = registry.clone();
        Callback::new(move |()| {
            let registry = registry.clone();
            spawn_local(async move {
                let answer = load(&registry, scope, id).await;
                let answer = answer.map_err(|error| error.cause).and_then(|shown| {
                    let own = shown.iter().find(|shown| shown.id == id);
                    own.ok_or_else(|| ["The plugin shows nothing named ", id].concat())
                });
                found.try_set(Some(answer));
            });
        })
    };
    ask.run(());
    let content = move || {
        found.with(|found| match found {
            None => view! { <Skeleton kind=SkeletonKind::Card /> }.into_any(),
            Some(Ok(shown)) => draw(shown),
            Some(Err(cause)) => view! {
                <ErrorPanel
                    title="The examples could not be loaded"
                    cause="Their code did not arrive. Everything else in the gallery works."
                    on_retry=ask
                    details=vec![("Error".to_owned(), cause.clone())]
                />
            }
            .into_any(),
        })
    };
    content.into_any()
}
