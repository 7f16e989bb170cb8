//! The drawing of an entity's kind.

pub mod gallery;
mod logic;

use crate::{Icon, IconSize, class};
use leptos::prelude::*;
pub use logic::kind_icon;
use stylers_macro::style_sheet;

/// The drawing of an entity's kind in the kind's own colour.
///
/// It is decoration: the name of the entity or of the kind stands beside it, as in
/// [`RefLink`](crate::RefLink).
#[component]
pub fn KindIcon(
    /// The kind, in any case: "Component", "api". A kind it does not know gets a drawing that
    /// says so.
    #[prop(into)]
    kind: String,
    /// 16 px in rows, 24 px before the heading of a page.
    #[prop(optional)]
    size: IconSize,
) -> impl IntoView {
    let scope = style_sheet!("components/src/kind_icon/kind_icon.css");
    let (icon, kind) = kind_icon(&kind);
    view! {
        <span class=class(scope, "pk-kind-icon") data-kind=kind><Icon name=icon size /></span>
    }
    .into_any()
}
