//! Examples of the side panel.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, SidePanel, Stack, TextField};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "side-panel",
    name: "SidePanel",
    scope: Scope::Overlays,
    status: Status::Experimental,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Details beside the page, which stays usable.",
    when_not: "What has to be finished first is a Drawer or a Dialog.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Beside a form", view: rest },
    Example { id: "long", title: "Long content", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn rest() -> AnyView {
    let open = RwSignal::new(false);
    let text = RwSignal::new(String::new());
    view! {
        // As high as a small window.
        <div style:min-block-size="20rem">
            <Stack>
                <Button on_click=move |_| open.set(true)>"How names are chosen"</Button>
                <TextField label="Name" value=text on_input=move |typed| text.set(typed) />
                <SidePanel open title="Names">
                    <p>"Lowercase letters, digits and hyphens. "<a href="#names">"More about names"</a></p>
                </SidePanel>
            </Stack>
        </div>
    }
    .into_any()
}

fn long() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <div style:min-block-size="20rem">
            <Button on_click=move |_| open.set(true)>"Changes"</Button>
            <SidePanel open title="All changes of ledger-reconciliation-eu-west-settlement-batch-exporter">
                <Stack>
                    {(1..40)
                        .map(|line| {
                            let change = ["Change ", &line.to_string()].concat();
                            view! { <a href="#change">{change}</a> }.into_any()
                        })
                        .collect_view()}
                </Stack>
            </SidePanel>
        </div>
    }
    .into_any()
}

fn rtl() -> AnyView {
    let open = RwSignal::new(false);
    view! {
        <div dir="rtl" style:min-block-size="20rem">
            <Button on_click=move |_| open.set(true)>"التفاصيل"</Button>
            <SidePanel open title="خدمة المدفوعات">
                <p>"تملكها المدفوعات."</p>
            </SidePanel>
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    SidePanel with { let open = RwSignal::new(false); } beside { <Button on_click=move |_| open.set(true)>"Details"</Button> } {
        title: text "payments-ledger",
        open: code (open),
    }
    { <p>"Owned by Payments core."</p> }
};
