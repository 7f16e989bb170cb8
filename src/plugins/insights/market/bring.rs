//! For a team that has no plugin yet: fifteen minutes, step by step.

use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{Card, CodeBlock, CodeLanguage, Gap, ItemRow, List, Stack};

/// A step of the tutorial.
struct Step {
    /// When it is done, counted from the start.
    until: &'static str,
    /// What is done.
    title: &'static str,
    /// What is seen then.
    seen: &'static str,
    /// What is typed or written; empty for nothing.
    code: &'static str,
}

/// The steps. The text with all of the code is docs/plugins.md; the minutes are those of the table
/// in it.
const STEPS: [Step; 6] = [
    Step {
        until: "Minute 2",
        title: "Make the plugin",
        seen: "A folder src/plugins/hello with a page, a card, a test, and an entry in the gallery.",
        code: "cargo xtask new-plugin hello\n",
    },
    Step {
        until: "Minute 5",
        title: "Look at it",
        seen: "The page “Hello” is in the navigation. The first build takes most of this time.",
        code: "cargo xtask serve --dev\n",
    },
    Step {
        until: "Minute 7",
        title: "Say where your API is",
        seen: "The page asks it, and says so when it does not answer.",
        code: "\"origins\": { \"greetings\": { \"url\": \"https://greetings.example.com\" } }      # in public/portal.json\n",
    },
    Step {
        until: "Minute 11",
        title: "Show an answer",
        seen: "What your API says, with loading, empty, slow and failed already drawn.",
        code: "Get::new(\"greetings\").path([\"people\", name, \"greeting\"])      // in src/plugins/hello/api.rs\n",
    },
    Step {
        until: "Minute 13",
        title: "Put it on the page of a component",
        seen: "A card beside what everybody looks at already.",
        code: ".extend(EntityCard { id: \"greeting\", … })      // in src/plugins/hello/mod.rs\n",
    },
    Step {
        until: "Minute 15",
        title: "Check it and open a pull request",
        seen: "The guards say what is missing, and where. Your team is the owner that the manifest names.",
        code: "cargo xtask check\n",
    },
];

/// Where the whole tutorial is.
const TUTORIAL: &str = "docs/plugins.md";

/// Draws it.
pub fn draw() -> AnyView {
    let items = STEPS.iter().map(step).collect();
    view! {
        <Card title="Bring yours" hint="15 minutes">
            <Stack>
                <p>
                    "A plugin is a folder with a manifest of one screen. It calls the API that your team has already, from the browser. Its code is loaded when somebody opens it."
                </p>
                <List items=items ordered=true />
                <p class="u-note">
                    "The tutorial with all of the code is " <code>{TUTORIAL}</code>
                    " in the repository of the portal."
                </p>
            </Stack>
        </Card>
    }
    .into_any()
}

fn step(step: &'static Step) -> AnyView {
    let code = (!step.code.is_empty()).then(|| {
        view! { <CodeBlock code=step.code label=step.title language=CodeLanguage::Plain /> }
    });
    view! {
        <Stack gap=Gap::Sm>
            <ItemRow
                title=step.title
                detail=ViewFn::from(move || view! { <span>{step.seen}</span> }.into_any())
                side=ViewFn::from(move || step.until.into_any())
            />
            <div class="u-inset">{code}</div>
        </Stack>
    }
    .into_any()
}
