//! Children in a row that wraps.

pub mod gallery;

use crate::{Gap, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// Where the children of a [`Cluster`] go when there is room left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Justify {
    /// To the beginning of the line.
    #[default]
    Start,
    /// The first to the beginning, the last to the end.
    Between,
    /// To the end of the line.
    End,
}

impl Justify {
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Between => "between",
            Self::End => "end",
        }
    }
}

/// Children in a row, centred on one line, that wraps when it is full.
///
/// Use it for bars of controls, tags, people. For a menu of actions take a toolbar.
#[component]
pub fn Cluster(
    /// Distance between neighbours, in both directions.
    #[prop(default = Gap::Sm)]
    gap: Gap,
    /// Where spare room goes.
    #[prop(optional)]
    justify: Justify,
    /// What stands in the row.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/cluster/cluster.css");
    view! {
        <div class=class(scope, "pk-cluster") data-gap=gap.name() data-justify=justify.name()>
            {children()}
        </div>
    }
}
