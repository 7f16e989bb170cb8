//! Examples of `Markdown`.

use super::Markdown;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use crate::{EmptyKind, EmptyState, Level, Skeleton, SkeletonKind};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "markdown",
    name: "Markdown",
    scope: Scope::Text,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A short text that somebody wrote in Markdown, safe to show.",
    when_not: "Code alone: CodeBlock. Words of the portal itself are plain views.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "A release note", view: || text(NOTE) },
    Example { id: "lists", title: "Lists and tasks", view: || text(LISTS) },
    Example { id: "table", title: "A table and code", view: || text(TABLE) },
    Example { id: "hostile", title: "What it does not do", view: || text(HOSTILE) },
    Example { id: "long", title: "Long words", view: || text(LONG) },
    Example { id: "loading", title: "Loading", view: loading },
    Example { id: "empty", title: "No text", view: empty },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

const NOTE: &str = "\
# Ledger 1.8

Entries now arrive **in the order** of their sequence numbers, *even after* a restart. See the
[design note](https://ledger.example/notes/order), or ask <ledger@example.com>.

> Nothing changes for those who read through the API.
";

const LISTS: &str = "\
1. Close the old ledger.
2. Open the new one:
   - replay the entries,
   - compare the sums.

Before you go:

- [x] Tell Payments core
- [ ] Remove the ~~flag~~ `ordered-entries`
";

const TABLE: &str = "\
| Region | Entries per second | Longest delay |
|---|---|---|
| eu-west | 1,200 | 40 ms |
| us-east | 900 | 65 ms |

```yaml
ordered: true   # the default
```
";

const HOSTILE: &str = "\
<script>alert(1)</script>

A [link](javascript:alert(1)) that leads nowhere, a <b>tag</b> that is text, and a picture that
is a link: ![The diagram](https://ledger.example/diagram.png).
";

const LONG: &str = "\
ledger-reconciliation-eu-west-settlement-batch-exporter-with-a-name-that-goes-on-and-on writes to
https://ledger.example/v1/entries?from=2026-01-01&to=2026-12-31&currency=EUR&include=reversals.
";

fn text(text: &'static str) -> AnyView {
    view! { <Markdown text level=Level::H3 /> }.into_any()
}

fn loading() -> AnyView {
    view! { <div aria-busy="true"><Skeleton kind=SkeletonKind::Text(3) /></div> }.into_any()
}

fn empty() -> AnyView {
    view! { <EmptyState kind=EmptyKind::FirstUse title="No description yet" /> }.into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl" lang="ar">
            <Markdown text="#### الإصدار\n\nتصل القيود **بالترتيب**.\n\n- أولًا\n- ثانيًا" level=Level::H3 />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Markdown {
        text: text "Keeps the **ledger**. See the [runbook](https://example.com).",
        level: choice Level [H2, H3, H4],
    }
};
