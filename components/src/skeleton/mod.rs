//! The shape of what is still on its way.

pub mod gallery;

use crate::{VisuallyHidden, class};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// What is on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkeletonKind {
    /// One bar in the line of text it stands in, such as a table cell.
    Inline,
    /// So many lines of text.
    Text(usize),
    /// So many rows of a list: an icon and a name.
    Rows(usize),
    /// The inside of a card: a large figure and two lines.
    Card,
    /// A table: rows, columns.
    Table(usize, usize),
}

impl SkeletonKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Text(_) => "text",
            Self::Rows(_) => "rows",
            Self::Card => "card",
            Self::Table(..) => "table",
        }
    }

    /// How many lines, and how many bars in each.
    const fn size(self) -> (usize, usize) {
        match self {
            Self::Inline => (1, 1),
            Self::Text(lines) => (lines, 1),
            Self::Rows(rows) => (rows, 2),
            Self::Card => (3, 1),
            Self::Table(rows, columns) => (rows, columns),
        }
    }
}

/// Grey bars of the size of what will stand there, so that nothing moves when it comes.
///
/// It appears after 200 ms, so that a quick answer does not flicker, and it stands still. Put
/// `aria-busy="true"` on the region it fills. For work on data that is already shown take the
/// region bar of [`ProgressBar`](crate::ProgressBar); inside a button, [`Spinner`](crate::Spinner).
#[component]
pub fn Skeleton(
    /// What is on its way.
    kind: SkeletonKind,
    /// Said once to those who listen: "Loading builds". Leave it out for all but one skeleton of
    /// a page.
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    let scope = style_sheet!("components/src/skeleton/skeleton.css");
    let (lines, bars) = kind.size();
    let lines: Vec<_> = (0..lines)
        .map(|_| {
            let bars: Vec<_> =
                (0..bars).map(|_| view! { <i class="pk-skeleton-bar"></i> }).collect();
            view! { <span class="pk-skeleton-line">{bars}</span> }
        })
        .collect();
    let label = (!label.is_empty())
        .then(|| view! { <VisuallyHidden><span role="status">{label}</span></VisuallyHidden> });
    view! {
        <span class=class(scope, "pk-skeleton") data-kind=kind.name()>
            <span class="pk-skeleton-lines" aria-hidden="true">{lines}</span>
            {label}
        </span>
    }
    .into_any()
}
