//! Examples of documents that others wrote in HTML.

use crate::gallery::{Entry, Example, Playground, Scope, Status};
use crate::playground;
use crate::{EmptyKind, EmptyState, Rules, SafeHtml, Sanitised, Skeleton, SkeletonKind};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "safe-html",
    name: "SafeHtml",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "A document that others wrote in HTML, cleaned and made anew.",
    when_not: "Text in Markdown has a component of its own.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "blocks", title: "Notes, code, tabs, tasks", view: || shown(BLOCKS) },
    Example { id: "table", title: "Table", view: || shown(TABLE) },
    Example { id: "hostile", title: "What is not taken over", view: || shown(HOSTILE) },
    Example { id: "long", title: "Long words", view: || shown(LONG) },
    Example { id: "loading", title: "Loading", view: loading },
    Example { id: "empty", title: "Nothing written", view: empty },
    Example { id: "rtl", title: "From right to left", view: rtl },
];

const BLOCKS: &str = r##"
<p>Every write endpoint takes an <code>Idempotency-Key</code> header.</p>
<div class="admonition warning"><p class="admonition-title">Do not derive the key from the amount</p>
<p>Two parcels with the same charge would share a key.</p></div>
<div class="highlight"><pre><code><span class="k">def</span> <span class="nf">claim</span><span class="p">(</span>key<span class="p">):</span>
    <span class="k">return</span> store<span class="o">.</span>claim<span class="p">(</span>key<span class="p">)</span>  <span class="c1"># the first caller wins</span>
</code></pre></div>
<div class="tabbed-set tabbed-alternate"><div class="tabbed-labels"><label>Rust</label><label>Python</label></div>
<div class="tabbed-content"><div class="tabbed-block"><p>Add <code>halyard-money</code> to the manifest.</p></div>
<div class="tabbed-block"><p>Install <code>halyard-money</code>.</p></div></div></div>
<ul class="task-list"><li class="task-list-item"><input type="checkbox" checked>Set a limit</li>
<li class="task-list-item"><input type="checkbox">Set an alarm</li></ul>
<pre class="mermaid"><code>graph LR; a --&gt; b</code></pre>
"##;

const TABLE: &str = include_str!("table.html");

const HOSTILE: &str = include_str!("hostile.html");

const LONG: &str = r##"<p>ledger-reconciliation-eu-west-settlement-batch-exporter-with-a-name-that-goes-on-and-on</p>
<pre><code>curl https://ledger.example/v1/entries?from=2026-01-01&amp;to=2026-12-31&amp;currency=EUR&amp;include=reversals</code></pre>"##;

fn shown(html: &str) -> AnyView {
    let html = Sanitised::read(html, Rules::default());
    view! { <SafeHtml html=Signal::stored(html) /> }.into_any()
}

fn loading() -> AnyView {
    view! { <div aria-busy="true"><Skeleton kind=SkeletonKind::Text(3) /></div> }.into_any()
}

fn empty() -> AnyView {
    view! { <EmptyState kind=EmptyKind::FirstUse title="This page is empty" /> }.into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl" lang="ar">
            {shown("<h3>الإصدار</h3><p>تصل القيود <strong>بالترتيب</strong>.</p><ul><li>أولًا</li><li>ثانيًا</li></ul>")}
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    SafeHtml {
        html: code (Signal::stored(Sanitised::read("<p>Keeps the <strong>ledger</strong>.</p>", Rules::default()))),
    }
};
