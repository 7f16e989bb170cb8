//! Examples of the button.

use crate::gallery::Playground;
use crate::playground;
use leptos::prelude::*;

use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, ButtonLink, Cluster, Icon, Size, Tone, Variant};

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "button",
    name: "Button",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Starts an action on this page.",
    when_not: "To go somewhere else, take a Link or a ButtonLink.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "variants", title: "Variants", view: variants },
    Example { id: "sizes", title: "Sizes", view: sizes },
    Example { id: "icons", title: "With icon", view: icons },
    Example { id: "states", title: "States", view: states },
    Example { id: "loading", title: "Loading", view: loading },
    Example { id: "disabled", title: "Disabled, with reason", view: disabled },
    Example { id: "danger", title: "Dangerous", view: danger },
    Example { id: "as-link", title: "As link", view: as_link },
    Example { id: "long", title: "Long label", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn variants() -> AnyView {
    view! {
        <Cluster>
            <Button variant=Variant::Solid>"Create component"</Button>
            <Button>"Register existing"</Button>
            <Button variant=Variant::Ghost>"Clear all"</Button>
            <Button variant=Variant::Link>"Use payments.refunds.v1"</Button>
        </Cluster>
    }
    .into_any()
}

fn sizes() -> AnyView {
    view! {
        <Cluster>
            <Button size=Size::Sm>"Retry"</Button>
            <Button>"Retry"</Button>
            <Button size=Size::Lg>"Retry"</Button>
        </Cluster>
    }
    .into_any()
}

fn icons() -> AnyView {
    view! {
        <Cluster>
            <Button variant=Variant::Solid icon=Icon::Plus>"Create repository"</Button>
            <Button icon=Icon::Refresh>"Retry"</Button>
            <Button icon=Icon::Bookmark caret=true>"Money path"</Button>
            <Button variant=Variant::Ghost size=Size::Sm caret=true>"20 per page"</Button>
        </Cluster>
    }
    .into_any()
}

fn states() -> AnyView {
    view! {
        <Cluster>
            <Button>"Rest"</Button>
            <Button pressed=true>"Set"</Button>
            <Button pressed=false>"Not set"</Button>
        </Cluster>
    }
    .into_any()
}

fn loading() -> AnyView {
    let saving = RwSignal::new(true);
    view! {
        <Cluster>
            <Button
                variant=Variant::Solid
                icon=Icon::Plus
                loading=saving
                loading_text="Creating…"
                on_click=move |_| saving.set(true)
            >
                "Create repository"
            </Button>
            <Button loading=saving>"Save"</Button>
            <Button variant=Variant::Ghost on_click=move |_| saving.update(|on| *on = !*on)>
                "Switch loading"
            </Button>
        </Cluster>
    }
    .into_any()
}

fn disabled() -> AnyView {
    let reason = "Only members of Payments core may do this";
    view! {
        <Cluster>
            <Button variant=Variant::Solid disabled_reason=reason>"Deploy"</Button>
            <Button icon=Icon::Edit disabled_reason=reason>"Edit"</Button>
            <Button variant=Variant::Ghost disabled_reason=reason>"Clear"</Button>
        </Cluster>
    }
    .into_any()
}

fn danger() -> AnyView {
    view! {
        <Cluster>
            <Button variant=Variant::Solid tone=Tone::Danger>"Unregister"</Button>
            <Button tone=Tone::Danger icon=Icon::Trash>"Delete…"</Button>
            <Button variant=Variant::Ghost tone=Tone::Danger>"Remove"</Button>
        </Cluster>
    }
    .into_any()
}

fn as_link() -> AnyView {
    view! {
        <Cluster>
            <ButtonLink href="#create" variant=Variant::Solid>"Create component"</ButtonLink>
            <ButtonLink href="#docs" icon=Icon::Docs>"View docs"</ButtonLink>
        </Cluster>
    }
    .into_any()
}

fn long() -> AnyView {
    view! {
        <Cluster>
            <Button variant=Variant::Solid icon=Icon::Deploy>
                "Create repository and deploy ledger-reconciliation-eu-west-settlement-batch-exporter to staging"
            </Button>
            <Button>"A"</Button>
        </Cluster>
    }
    .into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl">
            <Cluster>
                <Button variant=Variant::Solid icon=Icon::Plus>"إنشاء مكوّن"</Button>
                <Button caret=true>"المالك"</Button>
            </Cluster>
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Button {
        variant: choice Variant [Outline, Solid, Ghost, Link],
        tone: choice Tone [Neutral, Accent, Info, Success, Warning, Danger, Done],
        size: choice Size [Md, Sm, Lg],
        icon: icon [Plus, Refresh, Search, Star, Trash],
        caret: flag,
        loading: flag,
        loading_text: text,
        disabled_reason: maybe "Only members of Payments core may do this",
        submit: flag,
        on_click: code (|_| ()),
    }
    text "Create component"
};
