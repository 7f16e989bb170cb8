//! Examples of links.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Cluster, ExternalLink, Link, LinkStyle, SafeUrl, Stack};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "link",
    name: "Link",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Leads to another page, or out of the portal.",
    when_not: "What starts an action is a Button.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "looks", title: "Looks", view: looks },
    Example { id: "external", title: "External", view: external },
    Example { id: "refused", title: "An address that is refused", view: refused },
    Example { id: "current", title: "Current page", view: current },
    Example { id: "long", title: "Long and right to left", view: long },
];

fn looks() -> AnyView {
    view! {
        <Cluster>
            <Link href="#text">"Money path"</Link>
            <Link href="#quiet" look=LinkStyle::Quiet>"payments-ledger"</Link>
            <Link href="#arrow" look=LinkStyle::Arrow>"View all"</Link>
        </Cluster>
    }
    .into_any()
}

fn external() -> AnyView {
    let url = SafeUrl::parse("https://status.example.com/");
    view! {
        <Cluster>
            {url.clone().map(|url| view! { <ExternalLink url=url>"Status page"</ExternalLink> })}
            {url.map(|url| {
                view! { <ExternalLink url=url look=LinkStyle::Arrow>"Dashboard"</ExternalLink> }
            })}
        </Cluster>
    }
    .into_any()
}

fn refused() -> AnyView {
    let address = "javascript:alert(1)";
    match SafeUrl::parse(address) {
        Some(url) => view! { <ExternalLink url=url>{address}</ExternalLink> }.into_any(),
        None => view! { <code>{address}</code> }.into_any(),
    }
}

fn current() -> AnyView {
    view! { <Link href="#here" current=true>"Overview"</Link> }.into_any()
}

fn long() -> AnyView {
    view! {
        <Stack>
            <Link href="#long">
                "ledger-reconciliation-eu-west-settlement-batch-exporter-with-a-name-that-does-not-end"
            </Link>
            <div dir="rtl">
                <Link href="#rtl" look=LinkStyle::Arrow>"عرض الكل"</Link>
            </div>
        </Stack>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Link {
        href: text "#ledger",
        look: choice LinkStyle [Text, Quiet, Arrow],
        current: flag,
    }
    text "payments-ledger"
};
