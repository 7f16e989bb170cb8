//! {{title}}: what it is for.

pub mod gallery;

use crate::class;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// What it shows, when to use it, and when another component is the better one.
#[component]
pub fn {{type}}(
    /// What it says, in the reader's terms.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/{{ident}}/{{ident}}.css");
    view! { <span class=class(scope, "pk-{{id}}")>{label}</span> }.into_any()
}
