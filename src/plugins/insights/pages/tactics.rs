//! Templates for the tactics of the adoption guide, as documents: read here, saved, and changed for
//! one's own company. They are files of the build, fetched when somebody opens one.

use super::super::section::Section;
use super::address;
use crate::net::Get;
use crate::plugin::package;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Card, EmptyKind, EmptyState, ItemRow, Level, Link, List, Markdown, SkeletonKind, Stack,
    Variant, save,
};
use std::sync::Arc;

/// Key of the document that is open.
pub const TACTIC: &str = "tactic";

/// A document.
#[derive(Debug)]
struct Tactic {
    /// Its file in `docs/tactics`, without the ending.
    slug: &'static str,
    title: &'static str,
    /// What it is for, in a line.
    line: &'static str,
    /// The step of the checklist that it belongs to.
    step: &'static str,
}

const TACTICS: [Tactic; 4] = [
    Tactic {
        slug: "lunch-and-learn",
        title: "Lunch and learn",
        line: "45 minutes in which one department answers its own questions in the portal",
        step: "talk",
    },
    Tactic {
        slug: "embedding",
        title: "Embedding",
        line: "A week in another team, with one of its tasks and one thing of it in the portal",
        step: "embedded",
    },
    Tactic {
        slug: "hack-day",
        title: "Hack day",
        line: "A day in which other teams bring a plugin and keep it",
        step: "outside-plugin",
    },
    Tactic {
        slug: "show-and-tell",
        title: "Show and tell",
        line: "20 minutes every second week, never by the central team",
        step: "talk",
    },
];

/// Address of a document.
fn href(registry: &Registry, tactic: &Tactic) -> String {
    address(registry, Section::Start, &[(TACTIC, tactic.slug)])
}

/// The documents that help with a step of the checklist, as links.
pub fn links(registry: &Registry, step: &str) -> Vec<AnyView> {
    let of_it = TACTICS.iter().filter(|tactic| tactic.step == step);
    of_it
        .map(|tactic| {
            let href = href(registry, tactic);
            view! { <Link href=href>{tactic.title}</Link> }.into_any()
        })
        .collect()
}

/// Lists all of them.
pub fn all(registry: &Registry) -> AnyView {
    let items = TACTICS
        .iter()
        .map(|tactic| {
            let line = tactic.line;
            view! {
                <ItemRow
                    title=tactic.title
                    href=href(registry, tactic)
                    detail=ViewFn::from(move || view! { <span>{line}</span> }.into_any())
                />
            }
            .into_any()
        })
        .collect();
    view! {
        <Card title="Tactics" hint="templates, to be changed" flush=true>
            <List items=items />
        </Card>
    }
    .into_any()
}

/// Draws one document.
pub fn draw(registry: &Registry, slug: &str) -> AnyView {
    let back = address(registry, Section::Start, &[]);
    let Some(tactic) = TACTICS.iter().find(|tactic| tactic.slug == slug) else {
        return view! {
            <EmptyState
                kind=EmptyKind::NoMatch
                level=Level::H2
                title="There is no such document"
                actions=ViewFn::from(move || {
                    view! { <Link href=back.clone()>"Where to start"</Link> }.into_any()
                })
            >
                "There are lunch and learn, embedding, hack day, and show and tell."
            </EmptyState>
        }
        .into_any();
    };
    let file = [tactic.slug, ".md"].concat();
    let name = file.clone();
    let load =
        use_load(move || Some(Get::text("portal").path([&*package::folder()?, "tactics", &file])));
    let view = Arc::new(move |text: &String| {
        let (name, whole) = (name.clone(), text.clone());
        let keep = Callback::new(move |_| save(&name, "text/markdown", &whole));
        // The heading of the document is that of the card, those below it follow it.
        let body = text.split_once('\n').map_or("", |(_, rest)| rest).to_owned();
        let body = body.replace("\n## ", "\n# ");
        view! {
            <Stack>
                <Markdown text=body level=Level::H3 />
                <div>
                    <Button variant=Variant::Outline on_click=keep>"Save as Markdown"</Button>
                </div>
            </Stack>
        }
        .into_any()
    });
    view! {
        <Stack>
            <Link href=back>"Where to start"</Link>
            <Card title=tactic.title hint=tactic.line>
                <Loaded load=load title="The document" skeleton=SkeletonKind::Text(12) view=view />
            </Card>
        </Stack>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_insights::checklist::steps;
    use portico_insights::starting::STARTS;

    #[test]
    fn every_document_is_there_and_belongs_to_a_step_of_every_checklist() {
        for tactic in &TACTICS {
            let path = format!("{}/docs/tactics/{}.md", env!("CARGO_MANIFEST_DIR"), tactic.slug);
            let text = std::fs::read_to_string(path).unwrap();
            assert!(text.starts_with(&format!("# {}\n", tactic.title)), "{}", tactic.slug);
            for part in ["Done when", "## After", "## Does not work when"] {
                assert!(text.contains(part) || tactic.slug == "show-and-tell", "{part}");
            }
            for start in &STARTS {
                assert!(steps(start).iter().any(|step| step.id == tactic.step), "{tactic:?}");
            }
        }
    }
}
