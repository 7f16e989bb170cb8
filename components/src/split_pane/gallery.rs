//! Examples of `SplitPane`.

use super::SplitPane;
use crate::gallery::Playground;
use crate::gallery::{Entry, Example, Scope, Status};
use crate::playground;
use crate::{Button, CodeBlock, Stack, TreeNode, TreeView};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "split-pane",
    name: "SplitPane",
    scope: Scope::Layout,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Two panes beside each other, whose shares the reader chooses.",
    when_not: "Columns of a fixed share: Grid. The side bar of the page: AppShell.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "A tree and a file", view: rest },
    Example { id: "controlled", title: "Width kept outside", view: controlled },
    Example { id: "collapsed", title: "First pane hidden", view: collapsed },
    Example { id: "limits", title: "At its limit", view: limits },
    Example { id: "long", title: "Long text", view: long },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

fn files(label: &'static str) -> AnyView {
    let nodes = vec![
        TreeNode::new("src", None, "src"),
        TreeNode::new("src/main.rs", Some(0), "main.rs"),
        TreeNode::new("src/entry.rs", Some(0), "entry.rs"),
        TreeNode::new("README.md", None, "README.md"),
    ];
    view! { <TreeView label nodes=nodes default_expanded=vec!["src".to_owned()] /> }.into_any()
}

fn code() -> AnyView {
    let code = "fn main() {\n    ledger::serve();\n}";
    view! { <CodeBlock label="main.rs" code numbers=true /> }.into_any()
}

fn words(text: &'static str) -> AnyView {
    view! { <p>{text}</p> }.into_any()
}

fn rest() -> AnyView {
    view! { <SplitPane label="Files" start=files("Files of the ledger") end=code() default_size=220 /> }
        .into_any()
}

fn controlled() -> AnyView {
    let size = RwSignal::new(200);
    view! {
        <Stack>
            <Button on_click=move |_| size.set(200)>"Back to 200 px"</Button>
            <SplitPane
                label="Builds"
                start=words("Build 1,204 failed.")
                end=words("One of three tests failed.")
                size=size
                on_resize=move |to| size.set(to)
            />
        </Stack>
    }
    .into_any()
}

fn collapsed() -> AnyView {
    view! {
        <SplitPane
            label="Filters"
            start=words("Kind, owner and lifecycle.")
            end=words("128 components.")
            collapsed=RwSignal::new(true)
        />
    }
    .into_any()
}

fn limits() -> AnyView {
    view! {
        <SplitPane
            label="Notes"
            start=words("As narrow as it gets.")
            end=words("The rest.")
            default_size=160
        />
    }
    .into_any()
}

fn long() -> AnyView {
    view! {
        <SplitPane
            label="Exporters"
            start=view! { <p class="u-ellipsis">"ledger-reconciliation-eu-west-settlement-batch-exporter"</p> }
                .into_any()
            end=words(
                "Exports the settled entries of a day in batches, once the ledger has closed and every correction of the day before has been booked and confirmed by a second person.",
            )
        />
    }
    .into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl" lang="ar">
            <SplitPane label="الملفات" start=words("القائمة") end=words("المحتوى") />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    SplitPane {
        label: text "Width of the files",
        default_size: number? 280,
        min: number? 160,
        min_end: number? 240,
        start: code ("Files".into_any()),
        end: code ("The file".into_any()),
    }
};
