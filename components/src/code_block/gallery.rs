//! Examples of `CodeBlock`.

use super::{CodeBlock, CodeLanguage, CodeLine, CodeToken, LineNote};
use crate::gallery::Playground;
use crate::playground;
use crate::{
    Tone,
    gallery::{Entry, Example, Scope, Status},
};
use leptos::prelude::*;

const DESCRIPTOR: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments-ledger   # never renamed
  tags: [tier-1, pci]
  annotations:
    sentry.io/project-slug: ledger
spec:
  type: service
  lifecycle: 'production'
  replicas: 3
  owner: payments
";

const QUERY: &str = "select day, amount\nfrom   postings\nwhere  currency = 'EUR'\n";

/// Takes the first word of each line for one of the language.
fn coloured((_, code): (String, String)) -> Vec<CodeLine> {
    let line = |line: &str| {
        let (first, rest) = line.split_at(line.find(' ').unwrap_or(line.len()));
        vec![(CodeToken::Keyword, first.to_owned()), (CodeToken::Plain, rest.to_owned())]
    };
    code.lines().map(line).collect()
}

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "code-block",
    name: "CodeBlock",
    scope: Scope::Data,
    status: Status::Beta,
    since: "0.1",
    owner: "group:default/portal",
    summary: "Code to read and copy, with what is wrong beside its lines.",
    when_not: "A few words in a sentence: code. Output of a run: a log.",
};

/// Its states.
pub const EXAMPLES: &[Example] = &[
    Example {
        id: "command",
        title: "Command",
        view: || {
            view! { <CodeBlock label="Command to run" code="cargo xtask new-plugin builds" /> }
                .into_any()
        },
    },
    Example {
        id: "yaml",
        title: "YAML with numbers and a head",
        view: || {
            view! {
                <CodeBlock
                    label="catalog-info.yaml"
                    code=DESCRIPTOR
                    language=CodeLanguage::Yaml
                    head=true
                    numbers=true
                />
            }
            .into_any()
        },
    },
    Example {
        id: "highlight",
        title: "A language that is coloured by a function of the page",
        view: || {
            let highlight = Some((Callback::new(coloured), "sql".to_owned()));
            view! { <CodeBlock label="Query" code=QUERY highlight=highlight /> }.into_any()
        },
    },
    Example {
        id: "notes",
        title: "What is wrong, beside its line",
        view: || {
            let notes = vec![
                LineNote {
                    line: 11,
                    tone: Tone::Warning,
                    text: "“replicas” is not part of a component’s spec and is ignored.".to_owned(),
                },
                LineNote {
                    line: 12,
                    tone: Tone::Danger,
                    text: "There is no group “payments”. Did you mean “payments-core”?".to_owned(),
                },
            ];
            view! {
                <CodeBlock
                    label="catalog-info.yaml"
                    code=DESCRIPTOR
                    language=CodeLanguage::Yaml
                    numbers=true
                    marked=vec![11, 12]
                    notes
                />
            }
            .into_any()
        },
    },
    Example {
        id: "added",
        title: "Lines to add",
        view: || {
            let code = "metadata:\n  annotations:\n    sentry.io/project-slug: ledger";
            view! {
                <CodeBlock label="Lines to add" code language=CodeLanguage::Yaml added=vec![3] />
            }
            .into_any()
        },
    },
    Example {
        id: "long",
        title: "Long line",
        view: || {
            let code = "curl --fail --silent --show-error --header \"Accept: application/json\" https://ledger.example/v1/entries?from=2026-01-01&to=2026-12-31&currency=EUR&include=reversals";
            view! { <CodeBlock label="Long command" code head=true /> }.into_any()
        },
    },
];

/// The component with its props on controls.
pub const PLAYGROUND: Playground = playground! {
    CodeBlock {
        label: text "catalog-info.yaml",
        code: text "kind: Component\nmetadata:\n  name: payments-ledger",
        language: choice CodeLanguage [Plain, Yaml],
        head: flag,
        numbers: flag,
    }
};
