//! What the gallery shows of the plugin: its card in all of its states.

use super::cards::greet;
use portico_components::gallery::{Entry, Example, Scope, Status};
use portico_components::shelves::Shown;

/// The gallery's entry.
pub const ENTRY: Entry = Entry {
    id: "{{id}}-greeting",
    name: "{{title}}: greeting",
    scope: Scope::Plugins,
    status: Status::Experimental,
    since: "{{version}}",
    owner: "group:default/your-team",
    summary: "Greets a component by its name.",
    when_not: "What has nothing to say to one component: a page of its own.",
};

/// The entry's examples.
pub const SHOWN: &[Shown] = &[Shown { id: ENTRY.id, examples: EXAMPLES, playground: None }];

const EXAMPLES: &[Example] = &[
    Example { id: "usual", title: "Usual", view: || greet("payments-ledger") },
    Example {
        id: "long",
        title: "Long name",
        view: || greet("ledger-reconciliation-eu-west-nightly-settlement-file-comparer"),
    },
];
