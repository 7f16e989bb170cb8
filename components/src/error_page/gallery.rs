//! Examples of `ErrorPage`.

use super::ErrorPage;
use crate::gallery::Playground;
use crate::playground;
use crate::{
    ButtonLink, Icon, Link,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "error-page",
    name: "ErrorPage",
    scope: Scope::Feedback,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A page in place of one that cannot be shown: what happened, why, how to go on.",
    when_not: "For a part of a page take an ErrorPanel, for a page that is empty an EmptyState.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "failed", title: "It failed", view: failed },
    Example { id: "missing", title: "It is not there", view: missing },
    Example { id: "forbidden", title: "The reader may not see it", view: forbidden },
];

fn failed() -> AnyView {
    let on_retry = Callback::new(|()| ());
    let details = [("Code", "CATALOG_TIMEOUT"), ("Request", "01J9Z4QK7M3T8KQ2")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .to_vec();
    view! {
        <ErrorPage
            title="The catalog could not be loaded"
            cause="It did not answer in 10 s. Documentation and what you starred still work."
            on_retry
            details
            actions=|| view! { <ButtonLink href="#status">"Status page"</ButtonLink> }
        />
    }
    .into_any()
}

fn missing() -> AnyView {
    view! {
        <ErrorPage
            title="There is no component “payments-legder”"
            cause="It was removed, renamed, or the address has a slip."
            icon=Icon::Search
            actions=|| view! { <ButtonLink href="#catalog">"Search the catalog"</ButtonLink> }
        >
            <p>"Did you mean " <Link href="#ledger">"payments-ledger"</Link> "?"</p>
        </ErrorPage>
    }
    .into_any()
}

fn forbidden() -> AnyView {
    view! {
        <ErrorPage
            title="You may not see the costs of Payments"
            cause="Costs are shown to the members of a domain and to finance."
            icon=Icon::Lock
        >
            <p>"An owner of " <Link href="#payments">"Payments"</Link> " can add you: Amara Osei, Jun Watanabe."</p>
        </ErrorPage>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    ErrorPage {
        title: text "The catalog could not be loaded",
        cause: text "It did not answer in 10 s.",
        icon: choice Icon [Danger, Warning, Search],
        retrying: flag,
        on_retry: code (Callback::new(|()| ())),
    }
};
