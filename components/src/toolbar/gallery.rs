//! Examples of `Toolbar`.

use super::Toolbar;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use crate::{Button, Icon, IconButton, Menu, MenuGroup, MenuItem, ToggleButton, Variant};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "toolbar",
    name: "Toolbar",
    scope: Scope::Actions,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Controls for one thing in a row, one stop for Tab.",
    when_not: "One or two buttons: Cluster. For what is selected: BulkActionBar.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "Buttons, a switch that stays down, a menu", view: rest },
    Example { id: "icons", title: "Icons only", view: icons },
    Example { id: "disabled", title: "Not available", view: disabled },
    Example { id: "changing", title: "Controls that come and go", view: changing },
    Example { id: "wrap", title: "Wraps", view: wrap },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn more() -> AnyView {
    let items = || {
        vec![MenuGroup::new([
            MenuItem::action("Copy reference", || ()),
            MenuItem::action("Inspect descriptor…", || ()),
        ])]
    };
    view! {
        <Menu label="More" icon=Icon::More icon_only=true variant=Variant::Ghost items=items />
    }
    .into_any()
}

fn rest() -> AnyView {
    let follows = RwSignal::new(true);
    view! {
        <Toolbar label="Log of the build">
            <ToggleButton
                icon=Icon::Follow
                pressed=follows
                on_toggle=move |on| follows.set(on)
            >
                "Follow"
            </ToggleButton>
            <Button icon=Icon::Download>"Download"</Button>
            <Button icon=Icon::Refresh>"Run again"</Button>
            {more()}
        </Toolbar>
    }
    .into_any()
}

fn icons() -> AnyView {
    view! {
        <Toolbar label="Graph">
            <IconButton icon=Icon::Plus label="Zoom in" />
            <IconButton icon=Icon::Minus label="Zoom out" />
            <IconButton icon=Icon::Fit label="Fit to the page" />
        </Toolbar>
    }
    .into_any()
}

fn disabled() -> AnyView {
    let reason = || Some("Only the owner can run it again.".to_owned());
    view! {
        <Toolbar label="Build 1,204">
            <Button icon=Icon::Refresh disabled_reason=Signal::derive(reason)>"Run again"</Button>
            <Button icon=Icon::Download>"Download"</Button>
            <Button icon=Icon::Copy>"Copy link"</Button>
        </Toolbar>
    }
    .into_any()
}

fn changing() -> AnyView {
    let edits = RwSignal::new(false);
    let inside = move || {
        if edits.get() {
            view! {
                <Button on_click=move |_| edits.set(false)>"Done"</Button>
                <Button icon=Icon::Undo>"Undo"</Button>
            }
            .into_any()
        } else {
            view! { <Button icon=Icon::Edit on_click=move |_| edits.set(true)>"Edit"</Button> }
                .into_any()
        }
    };
    view! {
        <Toolbar label="Note">
            <Button icon=Icon::Copy>"Copy"</Button>
            {inside}
        </Toolbar>
    }
    .into_any()
}

fn wrap() -> AnyView {
    view! {
        <div style:max-inline-size="20rem">
            <Toolbar label="Descriptor">
                <Button icon=Icon::Copy>"Copy the whole descriptor"</Button>
                <Button icon=Icon::External>"Open in the repository"</Button>
                <Button icon=Icon::Refresh>"Read it again"</Button>
            </Toolbar>
        </div>
    }
    .into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl" lang="ar">
            <Toolbar label="السجل">
                <Button icon=Icon::Download>"تنزيل"</Button>
                <Button icon=Icon::Copy>"نسخ"</Button>
                <Button icon=Icon::Refresh>"إعادة"</Button>
            </Toolbar>
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    Toolbar {
        label: text "Text",
    }
    { <Button>"Cut"</Button> <Button>"Copy"</Button> <Button>"Paste"</Button> }
};
