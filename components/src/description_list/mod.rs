//! Facts about one thing.

pub mod gallery;

use crate::class;
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// How a [`DescriptionList`] arranges its facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DescriptionLayout {
    /// One fact per line, its name to the left.
    #[default]
    Rows,
    /// Facts side by side, the name above; two columns below 768 px.
    Columns,
    /// One fact below the other, the name above: for a narrow column and long values.
    Stacked,
}

impl DescriptionLayout {
    const fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Columns => "columns",
            Self::Stacked => "stacked",
        }
    }
}

/// Facts about one thing: names and values.
///
/// Its children are [`Description`]s. For the same facts about many things take a
/// [`DataTable`](crate::DataTable).
#[component]
pub fn DescriptionList(
    /// How the facts are arranged.
    #[prop(optional)]
    layout: DescriptionLayout,
    /// [`Description`]s.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/description_list/description_list.css");
    view! {
        <dl class=class(scope, "pk-description-list") data-layout=layout.name()>{children()}</dl>
    }
}

/// One fact of a [`DescriptionList`].
///
/// A value that is missing is "—" with a word for those who listen: set `missing` and say why.
#[component]
pub fn Description(
    /// Name of the fact.
    #[prop(into)]
    term: String,
    /// Why there is no value, such as "not set"; the children are ignored then.
    #[prop(optional, into)]
    missing: Option<String>,
    /// The value.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let value = match (missing, children) {
        (Some(reason), _) => view! {
            <span aria-hidden="true">"—"</span>
            <crate::VisuallyHidden>{reason}</crate::VisuallyHidden>
        }
        .into_any(),
        (None, Some(children)) => children(),
        (None, None) => ().into_any(),
    };
    view! {
        <div class="pk-description-list-fact">
            <dt>{term}</dt>
            <dd>{value}</dd>
        </div>
    }
    .into_any()
}
