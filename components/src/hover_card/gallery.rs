//! Examples of `HoverCard`.

use crate::gallery::Playground;
use crate::playground;
use std::time::Duration;

use super::HoverCard;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Avatar, Cluster, Link, Side, Stack, Status as State, Tone};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "hover-card",
    name: "HoverCard",
    scope: Scope::Overlays,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A card with a few facts beside a link that is pointed at.",
    when_not: "One sentence: a tooltip. Controls: Popover. What is needed to go on stands on the page.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "A person", view: person },
    Example { id: "sentence", title: "In a sentence", view: sentence },
    Example { id: "links", title: "With a link in it", view: links },
    Example { id: "above", title: "Above, at once", view: above },
    Example { id: "long", title: "Long text", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn link(name: &'static str) -> AnyView {
    view! { <Link href="#person">{name}</Link> }.into_any()
}

fn facts() -> AnyView {
    view! {
        <Stack>
            <Cluster>
                <Avatar name="Mira Okonkwo" />
                <strong>"Mira Okonkwo"</strong>
            </Cluster>
            <p>"Payments core, Lisbon. On call until Friday."</p>
        </Stack>
    }
    .into_any()
}

fn person() -> AnyView {
    view! { <HoverCard label="About Mira Okonkwo" trigger=link("Mira Okonkwo")>{facts()}</HoverCard> }
        .into_any()
}

fn sentence() -> AnyView {
    let trigger = view! { <Link href="#component">"payments-ledger"</Link> }.into_any();
    view! {
        <p>
            "The failure began in "
            <HoverCard label="About payments-ledger" trigger>
                <Stack>
                    <strong>"payments-ledger"</strong>
                    <State tone=Tone::Danger label="Failing" />
                </Stack>
            </HoverCard>
            " an hour ago."
        </p>
    }
    .into_any()
}

fn links() -> AnyView {
    let trigger = view! { <Link href="#group">"Payments core"</Link> }.into_any();
    view! {
        <HoverCard label="About Payments core" trigger>
            <Stack>
                <p>"Six people, fourteen components."</p>
                <Link href="#on-call">"Who is on call"</Link>
            </Stack>
        </HoverCard>
    }
    .into_any()
}

fn above() -> AnyView {
    view! {
        <HoverCard
            label="About Ravi Menon"
            trigger=link("Ravi Menon")
            delay=Duration::ZERO
            side=Side::Above
        >
            "Freight routing, Pune."
        </HoverCard>
    }
    .into_any()
}

fn long() -> AnyView {
    view! {
        <HoverCard label="About the exporter" trigger=link("The exporter")>
            <p>
                "ledger-reconciliation-eu-west-settlement-batch-exporter writes the settled entries of a day, once the ledger has closed and every correction of the day before has been booked and confirmed."
            </p>
        </HoverCard>
    }
    .into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl" lang="ar">
            <HoverCard label="عن ليلى حداد" trigger=link("ليلى حداد")>"فريق المدفوعات"</HoverCard>
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    HoverCard {
        label: text "About Mira Okonkwo",
        side: choice Side [Below, Above, After],
        trigger: code (view! { <Link href="#person">"Mira Okonkwo"</Link> }.into_any()),
    }
    { <p>"Payments core, Lisbon."</p> }
};
