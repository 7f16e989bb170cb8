//! Children side by side.

pub mod gallery;

use crate::{Gap, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// How the columns of a [`Grid`] are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GridLayout {
    /// As many equal columns of at least 280 px as fit.
    #[default]
    Cards,
    /// As many equal columns of at least 208 px as fit: figures.
    Tiles,
    /// Main column and a side column of 320 px; below 1024 px one column, main first.
    Aside,
    /// Two equal columns; one below 768 px.
    Halves,
}

impl GridLayout {
    const fn name(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Tiles => "tiles",
            Self::Aside => "aside",
            Self::Halves => "halves",
        }
    }
}

/// Children side by side, one gap of 16 px, natural heights.
///
/// Use it for cards and for the main and side column of a page. Tabular data belongs in a
/// [`DataTable`](crate::DataTable).
#[component]
pub fn Grid(
    /// How the columns are cut.
    #[prop(optional)]
    layout: GridLayout,
    /// Distance between neighbours, in both directions.
    #[prop(default = Gap::Lg)]
    gap: Gap,
    /// One child per cell; for `Aside`, exactly two.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/grid/grid.css");
    view! {
        <div class=class(scope, "pk-grid") data-layout=layout.name() data-gap=gap.name()>
            {children()}
        </div>
    }
}
