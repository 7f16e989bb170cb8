//! Examples of `DescriptionList`.

use super::{Description, DescriptionLayout, DescriptionList};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    OwnerBadge, TagList,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

fn facts(layout: DescriptionLayout) -> AnyView {
    let tags = ["tier-1", "pci", "kotlin"].map(str::to_owned).to_vec();
    view! {
        <DescriptionList layout>
            <Description term="Owner"><OwnerBadge name="Payments core" href="#".to_owned() /></Description>
            <Description term="Language">"Kotlin 2.2"</Description>
            <Description term="Regions">"eu-west-1, eu-north-1"</Description>
            <Description term="Tier" missing="not set" />
            <Description term="Tags"><TagList tags /></Description>
        </DescriptionList>
    }
    .into_any()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "description-list",
    name: "DescriptionList",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Facts about one thing: names and values.",
    when_not: "The same facts about many things: DataTable.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rows", title: "Rows", view: || facts(DescriptionLayout::Rows) },
    Example { id: "columns", title: "Columns", view: || facts(DescriptionLayout::Columns) },
    Example { id: "stacked", title: "Stacked", view: || facts(DescriptionLayout::Stacked) },
    Example {
        id: "long",
        title: "Long values",
        view: || {
            view! {
                <DescriptionList>
                    <Description term="Digest">
                        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                    </Description>
                    <Description term="A name that is itself rather long">"Value"</Description>
                </DescriptionList>
            }
            .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || view! { <div dir="rtl">{facts(DescriptionLayout::Rows)}</div> }.into_any(),
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    DescriptionList {
        layout: choice DescriptionLayout [Rows, Columns, Stacked],
    }
    { <Description term="Owner">"Payments core"</Description> <Description term="Lifecycle">"production"</Description> }
};
