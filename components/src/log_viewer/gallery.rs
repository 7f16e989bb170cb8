//! Examples of `LogViewer`.

use crate::gallery::Playground;
use crate::playground;
use std::sync::Arc;

use super::{LineHref, LogViewer};
use crate::gallery::{Entry, Example, Scope, Status};
use crate::{Button, EmptyKind, EmptyState, Stack};
use leptos::prelude::*;

/// Entry of the gallery.
pub const ENTRY: Entry = Entry {
    id: "log-viewer",
    name: "LogViewer",
    scope: Scope::Text,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "The output of a run, with the colours of a terminal, to search and to follow.",
    when_not: "A snippet to copy: CodeBlock. Events with facts: DataTable.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example { id: "rest", title: "A build", view: build },
    Example { id: "colours", title: "Colours", view: colours },
    Example { id: "links", title: "Lines with addresses", view: links },
    Example { id: "many", title: "100,000 lines", view: many },
    Example { id: "follow", title: "Lines that come", view: follow },
    Example { id: "empty", title: "No lines", view: empty },
    Example { id: "rtl", title: "Right to left", view: rtl },
];

const BUILD: &str = "\
\u{1b}[1m$ cargo test --workspace\u{1b}[0m
\u{1b}[32m   Compiling\u{1b}[0m ledger v1.8.0
\u{1b}[32m   Compiling\u{1b}[0m ledger-api v1.8.0
\u{1b}[33mwarning\u{1b}[0m: unused import: `std::fmt`
\u{1b}[2m --> src/entry.rs:4:5\u{1b}[0m
\u{1b}[32m    Finished\u{1b}[0m test profile in 41 s
running 3 tests
test replay::empty ... \u{1b}[32mok\u{1b}[0m
test replay::twice ... \u{1b}[32mok\u{1b}[0m
test replay::out_of_order ... \u{1b}[31mFAILED\u{1b}[0m
\u{1b}[1;31merror\u{1b}[0m: assertion failed: entries arrive in the order of their sequence numbers, left: [1, 3, 2], right: [1, 2, 3]
test result: \u{1b}[31mFAILED\u{1b}[0m. 2 passed; 1 failed";

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn build() -> AnyView {
    view! { <LogViewer label="Log of build 1,204" lines=lines(BUILD) file="build-1204.txt" /> }
        .into_any()
}

fn colours() -> AnyView {
    let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
    let mut lines = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let at = at.to_string();
        lines.push(
            [
                "\u{1b}[3",
                &at,
                "m",
                name,
                "\u{1b}[0m \u{1b}[9",
                &at,
                "mbright\u{1b}[0m \u{1b}[4",
                &at,
                "mbehind\u{1b}[0m",
            ]
            .concat(),
        );
    }
    lines.push(
        "\u{1b}[38;2;240;90;30mtrue colour\u{1b}[0m \u{1b}[38;5;38mone of 256\u{1b}[0m".to_owned(),
    );
    lines.push("\u{1b}[1mbold\u{1b}[0m \u{1b}[2mdim\u{1b}[0m \u{1b}[4munderlined\u{1b}[0m \u{1b}[7minverse\u{1b}[0m".to_owned());
    lines.push(
        "\u{1b}]0;a title\u{7}\u{1b}[2JWhat else a terminal would obey is dropped.".to_owned(),
    );
    view! { <LogViewer label="Colours of a log" lines=lines /> }.into_any()
}

fn links() -> AnyView {
    let href: LineHref = Arc::new(|line| ["#L", &line.to_string()].concat());
    view! {
        <LogViewer label="Log with addresses" lines=lines(BUILD) line_href=href line=Some(10) visible=8 />
    }
    .into_any()
}

fn many() -> AnyView {
    let lines: Vec<String> = (0..100_000_u32)
        .map(|at| {
            let level = match at % 97 {
                0 => "\u{1b}[31mERROR\u{1b}[0m",
                1..8 => "\u{1b}[33mWARN\u{1b}[0m",
                _ => "\u{1b}[32mINFO\u{1b}[0m",
            };
            [level, " request ", &at.to_string(), " took ", &(at % 340).to_string(), " ms"].concat()
        })
        .collect();
    view! { <LogViewer label="Log of the gateway" lines=lines visible=12 /> }.into_any()
}

fn follow() -> AnyView {
    let all = RwSignal::new(lines(BUILD));
    let more = move |_| {
        all.update(|lines| {
            let number = lines.len() + 1;
            lines.push(["line ", &number.to_string()].concat());
        });
    };
    view! {
        <Stack>
            <Button on_click=more>"Another line"</Button>
            <LogViewer label="Log of a running build" lines=all following=true visible=6 />
        </Stack>
    }
    .into_any()
}

fn empty() -> AnyView {
    let empty =
        || view! { <EmptyState kind=EmptyKind::FirstUse title="The build has not started" /> };
    view! { <LogViewer label="Log of a queued build" lines=Vec::new() empty /> }.into_any()
}

fn rtl() -> AnyView {
    view! {
        <div dir="rtl" lang="ar">
            <LogViewer label="سجل البناء" lines=lines(BUILD) visible=5 />
        </div>
    }
    .into_any()
}

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    LogViewer {
        label: text "Log of build 1,204",
        following: flag,
        visible: number? 20,
        file: text "log.txt",
        lines: code ((1..=200).map(|line| ["step ", &line.to_string(), " done"].concat()).collect::<Vec<_>>()),
    }
};
