//! A frame around one thing.

pub mod gallery;

use crate::{Level, Link, LinkStyle, class, heading::heading, unique_id};
use leptos::prelude::*;
use stylers_macro::style_sheet;

/// How tall a [`Card`] is at least, so that neighbours and late data do not jump.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CardHeight {
    /// As tall as its content.
    #[default]
    Auto,
    /// At least 160 px: a figure and a few lines.
    Small,
    /// At least 240 px: a short list.
    Medium,
    /// At least 360 px: a graph.
    Large,
}

impl CardHeight {
    const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }
}

/// A frame around one thing: a heading, what belongs to it, and at most one level of nesting.
///
/// Use it for the parts of an overview and as the frame of a table. Inside a card, part with
/// [`Divider`](crate::Divider), not with another card. Without a `title` it is a bare frame: then
/// what it holds has to have a name of its own, such as a table's caption.
#[component]
pub fn Card(
    /// Heading of the card; it names the region.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
    /// Level of the heading.
    #[prop(optional)]
    level: Level,
    /// Quiet words beside the heading: "2 firing, 2 resolved today".
    #[prop(optional, into)]
    hint: MaybeProp<String>,
    /// Controls at the end of the heading's line: icon buttons, a badge.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    /// Words of the one link that leads on, at the end of the heading's line: "All builds".
    #[prop(optional, into)]
    more: Option<String>,
    /// Where `more` leads.
    #[prop(optional, into)]
    more_href: String,
    /// A line below the body, parted by a rule: paging, "as of 10:42".
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    /// The body touches the frame: tables and lists bring their own padding.
    #[prop(optional)]
    flush: bool,
    /// Least height.
    #[prop(optional)]
    height: CardHeight,
    /// New data are on their way; what is shown stays.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// The body.
    children: Children,
) -> impl IntoView {
    let scope = style_sheet!("components/src/card/card.css");
    let more = more.map(|words| {
        view! { <Link href=more_href look=LinkStyle::Arrow>{words}</Link> }
    });
    let id = title.is_some().then(|| unique_id("pk-card"));
    let head = title.map(|title| {
        view! {
            <div class="pk-card-head">
                {heading(level, "pk-card-title", id.clone(), title.into_any())}
                <span class="pk-card-hint">{move || hint.get()}</span>
                <div class="pk-card-end">{actions.map(|actions| actions.run())}{more}</div>
            </div>
        }
    });
    let has_head = head.is_some().to_string();
    let footer = footer.map(|footer| view! { <div class="pk-card-foot">{footer.run()}</div> });
    view! {
        <section
            class=class(scope, "pk-card")
            data-flush=flush.to_string()
            data-height=height.name()
            data-head=has_head
            aria-labelledby=id
            aria-busy=move || busy.get().to_string()
        >
            {head}
            <div class="pk-card-body">{children()}</div>
            {footer}
        </section>
    }
    .into_any()
}
