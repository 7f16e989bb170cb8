//! Examples of `Banner`.

use super::{Banner, Live};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Button, Size, Stack, Tone, Variant,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "banner",
    name: "Banner",
    scope: Scope::Feedback,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A message about the page that stays until it no longer holds.",
    when_not: "Outcome of an action: a toast. Could not be loaded: ErrorPanel.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "tones",
        title: "Tones",
        view: || {
            view! {
                    <Stack>
                        <Banner tone=Tone::Info>"The catalog is read from three sources."</Banner>
                        <Banner tone=Tone::Success>"All sources answer again."</Banner>
                        <Banner tone=Tone::Warning>
                            "GitHub provider is stale since 10:42. 31 of 128 components may be out of date."
                        </Banner>
                        <Banner tone=Tone::Danger>"The descriptor has 2 errors and is not used."</Banner>
                    </Stack>
                }
                .into_any()
        },
    },
    Example {
        id: "action",
        title: "Title and next step",
        view: || {
            view! {
                <Banner
                    tone=Tone::Warning
                    title="This component has no owner"
                    actions=|| view! {
                        <Button variant=Variant::Outline size=Size::Sm>"Suggest an owner…"</Button>
                    }
                >
                    "Nobody is told when it fails."
                </Banner>
            }
            .into_any()
        },
    },
    Example {
        id: "dismissable",
        title: "Dismissable",
        view: || {
            let shown = RwSignal::new(true);
            let on_dismiss = Callback::new(move |()| shown.set(false));
            let banner = move || {
                shown.get().then(|| view! { <Banner on_dismiss>"Press the cross."</Banner> })
            };
            view! { <div><h3>"Heading before"</h3>{banner}<h3>"Heading after"</h3></div> }
                .into_any()
        },
    },
    Example {
        id: "alert",
        title: "Read out at once",
        view: || {
            view! {
                    <Banner tone=Tone::Danger live=Live::Alert>"You are offline. Your text is kept."</Banner>
                }
                .into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            view! { <div dir="rtl"><Banner tone=Tone::Warning>"המקור אינו עונה"</Banner></div> }
                .into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Banner {
        tone: choice Tone [Info, Success, Warning, Danger, Neutral, Accent, Done],
        title: maybe "One source cannot be read",
        live: choice Live [Off, Status, Alert],
        on_dismiss: code (Callback::new(|()| ())),
    }
    text "The catalog shows what was read an hour ago."
};
