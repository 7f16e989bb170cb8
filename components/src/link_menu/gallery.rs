//! Examples of `LinkMenu`.

use super::{LinkMenu, MenuLink};
use crate::Align;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use leptos::prelude::*;
use std::sync::Arc;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "link-menu",
    name: "LinkMenu",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A button that shows a list of links.",
    when_not: "Actions: Menu. A handful of links with room: List.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "links",
        title: "Links of an entity",
        view: || {
            let links = || {
                vec![
                    MenuLink::new("Service dashboard", "#dashboard"),
                    MenuLink::new("Runbook", "#runbook"),
                    MenuLink::new("A link whose words somebody did not want to shorten", "#long"),
                ]
            };
            view! { <LinkMenu label="Links" links=Arc::new(links) /> }.into_any()
        },
    },
    Example {
        id: "counts",
        title: "With numbers",
        view: || {
            let links = || {
                vec![
                    MenuLink { count: Some(12), ..MenuLink::new("Builds", "#builds") },
                    MenuLink { count: Some(3), ..MenuLink::new("Alerts", "#alerts") },
                ]
            };
            view! { <LinkMenu label="More" name="More, 2 tabs" links=Arc::new(links) /> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    LinkMenu {
        label: text "More, 2 tabs",
        name: maybe "More parts",
        align: choice Align [Start, Centre, End],
        links: code (Arc::new(|| vec![MenuLink::new("Docs", "#docs"), MenuLink::new("Logs", "#logs")])),
    }
};
