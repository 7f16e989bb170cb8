//! A template among the results of the search: what it is for, and the way to its form.

use super::{TEMPLATE, TemplatePath};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Link, Stack, VisuallyHidden, highlighted};

/// Draws what stands below its title.
pub fn draw(input: ResultInput) -> AnyView {
    let text = highlighted(&input.excerpt, &input.matches);
    let FoundItem::Entity(EntityInput { catalog, ix, .. }) = input.found else { return text };
    let entry = catalog.entry(ix);
    let path = TemplatePath { namespace: entry.namespace().into(), name: entry.name().into() };
    let name = entry.display_name().to_owned();
    let start = use_registry().href(TEMPLATE, &path).map(|href| {
        view! {
            <p>
                <Link href=href>"Use this template" <VisuallyHidden>": " {name}</VisuallyHidden></Link>
            </p>
        }
    });
    view! {
        <Stack>
            <p>{text}</p>
            {start}
        </Stack>
    }
    .into_any()
}
