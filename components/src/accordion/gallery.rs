//! Examples of `Accordion`.

use super::{Accordion, AccordionItem};
use crate::Level;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Link, Skeleton, SkeletonKind, Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// Three questions about a subject; parts have different names on the page of all examples.
fn questions(subject: &str) -> Vec<AccordionItem> {
    let ask = |before: &str, after: &str| [before, subject, after].concat();
    vec![
        AccordionItem::new(
            "owner",
            ask("Who owns ", "?"),
            || "The group in spec.owner of its descriptor.",
        ),
        AccordionItem::new("stale", ask("Why is the page of ", " out of date?"), || {
            view! { "Its source was not read since. " <Link href="#locations">"See locations"</Link> }
        }),
        AccordionItem::new(
            "remove",
            ask("How is ", " removed?"),
            || "Delete its descriptor, and the next reading drops it.",
        ),
    ]
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "accordion",
    name: "Accordion",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Parts of a page, each behind a header that opens and closes it.",
    when_not: "Views of one thing: Tabs. What everybody needs: show it.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "rest",
        title: "All closed",
        view: || view! { <Accordion items=questions("a component") /> }.into_any(),
    },
    Example {
        id: "open",
        title: "Open at the start, with hints",
        view: || {
            let items = vec![
                AccordionItem::new("docs", "Documentation", || "The runbook is missing.")
                    .hint("3 of 4 passed")
                    .open(),
                AccordionItem::new("security", "Security", || "Nothing to do.")
                    .hint("5 of 5 passed"),
            ];
            view! { <Accordion items /> }.into_any()
        },
    },
    Example {
        id: "states",
        title: "States at the end of the headers",
        view: || {
            let items = vec![
                AccordionItem::new("ledger", "ledger", || "All pods are ready.")
                    .hint("6 of 6 ready")
                    .state(Tone::Success, "Healthy"),
                AccordionItem::new("gateway", "gateway", || "A pod is out of memory.")
                    .hint("7 of 8 ready")
                    .state(Tone::Danger, "Rollout stuck"),
            ];
            view! { <Accordion items /> }.into_any()
        },
    },
    Example {
        id: "single",
        title: "One at a time",
        view: || view! { <Accordion items=questions("a system") single=true /> }.into_any(),
    },
    Example {
        id: "outside",
        title: "State kept outside",
        view: || {
            let open = RwSignal::new(vec!["stale".to_owned()]);
            let on_change = Callback::new(move |next: Vec<String>| open.set(next));
            view! { <Accordion items=questions("a group") open on_change /> }.into_any()
        },
    },
    Example {
        id: "disabled",
        title: "Not available, with a reason",
        view: || {
            let items = vec![
                AccordionItem::new("logs", "Logs of the last run", || "")
                    .disabled("The run has not started yet"),
                AccordionItem::new("config", "Configuration", || "Three replicas."),
            ];
            view! { <Accordion items /> }.into_any()
        },
    },
    Example {
        id: "loading",
        title: "Body on its way",
        view: || {
            let items = vec![
                AccordionItem::new("checks", "Checks", || {
                    view! { <div aria-busy="true"><Skeleton kind=SkeletonKind::Text(3) /></div> }
                })
                .open(),
            ];
            view! { <Accordion items /> }.into_any()
        },
    },
    Example {
        id: "long",
        title: "Long words",
        view: || {
            let items = vec![
                    AccordionItem::new(
                        "long",
                        "What happens to a component whose owner has left the organisation-wide-directory-of-groups?",
                        || "It is listed under components without an owner until somebody takes it over.",
                    )
                    .hint("asked by four teams in October")
                    .open(),
                ];
            view! { <Accordion items /> }.into_any()
        },
    },
    Example {
        id: "many",
        title: "Many parts",
        view: || {
            let items = (1..=8_usize)
                .map(|number| {
                    let number = number.to_string();
                    AccordionItem::new(number.clone(), ["Step ", &number].concat(), || "Done.")
                })
                .collect();
            view! { <Accordion items /> }.into_any()
        },
    },
    Example {
        id: "rtl",
        title: "Right to left",
        view: || {
            let items = vec![
                AccordionItem::new("one", "מי הבעלים של רכיב?", || "הקבוצה שבתיאור.")
                    .hint("3 / 4")
                    .open(),
                AccordionItem::new("two", "איך מסירים רכיב?", || "מוחקים את התיאור."),
            ];
            view! { <div dir="rtl"><Accordion items /></div> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Accordion {
        level: choice Level [H2, H3, H4],
        single: flag,
        items: code (vec![AccordionItem::new("owner", "Who owns it?", || "The group in spec.owner."), AccordionItem::new("remove", "How is it removed?", || "Delete its descriptor.")]),
    }
};
