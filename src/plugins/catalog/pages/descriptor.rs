//! The raw descriptor with its place, and what is wrong with it beside it.

use super::super::links::entity_href;
use super::super::where_written;
use super::inspect;
use crate::plugin::package;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::entity::descriptor_yaml;
use portico_catalog::long::without_long_definition;
use portico_catalog::record::{Place, Severity};
use portico_components::{
    Card, Choice, CodeBlock, CodeLanguage, ExternalLink, Gap, LineNote, List, RefLink,
    RelativeTime, SafeUrl, SegmentedControl, Size, SkeletonKind, Stack, Status, Tone,
};
use std::sync::Arc;

/// The two ways to write a descriptor, and where each value of it is from.
const YAML: &str = "yaml";
const JSON: &str = "json";
const LINES: &str = "lines";
/// Where Backstage read an entity, and where it began to look.
const LOCATION: &str = "backstage.io/managed-by-location";
const ORIGIN: &str = "backstage.io/managed-by-origin-location";

/// Draws the tab.
pub fn draw(input: EntityInput) -> AnyView {
    let EntityInput { catalog, ix, .. } = input;
    let sources = use_sources();
    let entry = catalog.entry(ix);
    let yaml = sources
        .detail(&catalog, ix)
        .and_then(|detail| descriptor_yaml(&without_long_definition(detail)).ok())
        .unwrap_or_default();
    let notes = notes(&catalog, ix, &yaml);
    let place = entry.place();
    let source = sources.title(entry.source());
    let where_from = view! {
        <p>
            "From " <strong>{source}</strong> ", " {file(&place)}
            {(place.line > 0).then(|| format!(", line {}", place.line))}
            {move || {
                sources.read_at().get().map(|at| view! { ", read " <RelativeTime time=at as i64 /> })
            }}
        </p>
    };
    let name = entry.display_name().to_owned();
    let json = {
        let catalog = catalog.clone();
        move || {
            let detail = sources.detail(&catalog, ix).map(without_long_definition)?;
            String::from_utf8(detail).ok().map(|json| inspect::indented(&json))
        }
    };
    let form = RwSignal::new(YAML.to_owned());
    let choose = Callback::new(move |chosen| form.set(chosen));
    let switch = move || {
        let choices = vec![
            Choice::new(YAML, "YAML"),
            Choice::new(JSON, "JSON"),
            Choice::new(LINES, "Where from"),
        ];
        view! {
            <SegmentedControl
                label="Written as"
                choices=choices
                value=form
                on_change=choose
                size=Size::Sm
            />
        }
        .into_any()
    };
    let shown = catalog.clone();
    let code = move || {
        let label = format!("Descriptor of {name}");
        match form.get().as_str() {
            LINES => lines(&shown, ix),
            JSON => view! {
                <CodeBlock
                    code=json().unwrap_or_default()
                    label=label
                    numbers=true
                />
            }
            .into_any(),
            _ => view! {
                <CodeBlock
                    code=yaml.clone()
                    label=label
                    language=CodeLanguage::Yaml
                    numbers=true
                    notes=notes.clone()
                />
            }
            .into_any(),
        }
    };
    view! {
        <Stack>
            {issues(&catalog, ix)}
            <Card title="Descriptor" actions=ViewFn::from(switch)>
                <Stack>
                {where_from}
                {named_by(&catalog, ix, sources)}
                {code}
                </Stack>
            </Card>
        </Stack>
    }
    .into_any()
}

/// Where each value is written: the code that reads files for it comes when it is asked for.
fn lines(catalog: &Arc<Catalog>, ix: Ix) -> AnyView {
    let input = EntityInput { catalog: catalog.clone(), ix, rest: String::new() };
    let skeleton = SkeletonKind::Table(8, 3);
    later("values", "Where the values are from", skeleton, where_written::loader(), input)
}

/// The Locations that led here, the first one first; for what an API gave, what it says of itself.
fn named_by(catalog: &Arc<Catalog>, ix: Ix, sources: Sources) -> Option<AnyView> {
    let registry = use_registry();
    let mut chain = inspect::ancestry(catalog, ix, |ix| sources.detail(catalog, ix));
    chain.reverse();
    if !chain.is_empty() {
        let links: Vec<AnyView> = chain
            .into_iter()
            .map(|ix| {
                let entry = catalog.entry(ix);
                let (label, kind) = (entry.display_name().to_owned(), entry.kind().to_owned());
                let reference = entry.entity_ref().to_string();
                let href = entity_href(&registry, catalog, ix);
                view! { <RefLink kind=kind label=label href=href reference=reference /> " → " }
                    .into_any()
            })
            .collect();
        return Some(view! { <p>"Found by " {links} "this file"</p> }.into_any());
    }
    let entry = catalog.entry(ix);
    let said = |key: &str| {
        entry.annotations().find(|(name, _)| *name == key).map(|(_, value)| value.to_owned())
    };
    let at = said(LOCATION)?;
    let from = said(ORIGIN).filter(|from| *from != at);
    Some(
        view! {
            <p>
                "There from " <code>{at}</code>
                {from.map(|from| view! { ", found by " <code>{from}</code> })}
            </p>
        }
        .into_any(),
    )
}

/// The problems beside the lines that they are about.
fn notes(catalog: &Catalog, ix: Ix, yaml: &str) -> Vec<LineNote> {
    catalog
        .issues(ix)
        .filter_map(|issue| {
            let tone =
                if issue.severity() == Severity::Error { Tone::Danger } else { Tone::Warning };
            let line = line_of(yaml, issue.path())?;
            Some(LineNote { line, tone, text: issue.message().to_owned() })
        })
        .collect()
}

/// The line, from 1, of the value at `path` (`metadata.tags[2]`) in YAML as we print it: two
/// spaces per level, and lists as deep as their key. A value that is missing is noted at its
/// nearest parent.
fn line_of(yaml: &str, path: &str) -> Option<usize> {
    let lines: Vec<&str> = yaml.lines().collect();
    let steps = path.split(['.', '[']).map(|step| step.trim_end_matches(']'));
    let (mut found, mut indent) = (None, 0);
    for step in steps.filter(|step| !step.is_empty()) {
        let from = found.map_or(0, |at: usize| at + 1);
        let inside = lines.iter().enumerate().skip(from).take_while(|(_, line)| {
            line.len() - line.trim_start().len() >= indent || line.trim().is_empty()
        });
        let at = match step.parse::<usize>() {
            Ok(index) => inside
                .filter(|(_, line)| line.trim_start().starts_with("- "))
                .nth(index)
                .map(|(at, _)| at),
            Err(_) => inside
                .filter(|(_, line)| line.len() - line.trim_start().len() == indent)
                .find(|(_, line)| {
                    line.trim_start().strip_prefix(step).is_some_and(|rest| rest.starts_with(':'))
                })
                .map(|(at, _)| at),
        };
        let Some(at) = at else { break };
        found = Some(at);
        indent += 2;
    }
    found.map(|at| at + 1)
}

fn issues(catalog: &Catalog, ix: Ix) -> AnyView {
    let items: Vec<AnyView> = catalog
        .issues(ix)
        .map(|issue| {
            let (tone, word) = match issue.severity() {
                Severity::Error => (Tone::Danger, "Error"),
                Severity::Warning => (Tone::Warning, "Warning"),
                Severity::Info => (Tone::Info, "Note"),
            };
            let place = issue.place();
            let at = match (place.line, place.column) {
                (0, _) => issue.path().to_owned(),
                (line, column) => format!("{} – line {line}, column {column}", issue.path()),
            };
            let file = file(&place);
            let (message, help) = (issue.message().to_owned(), issue.help().to_owned());
            view! {
                <Stack gap=Gap::Xs>
                    <Status tone=tone label=word />
                    <strong>{message}</strong>
                    <span>{help}</span>
                    <span><code>{at}</code> " in " {file}</span>
                </Stack>
            }
            .into_any()
        })
        .collect();
    if items.is_empty() {
        return ().into_any();
    }
    let count = items.len();
    view! { <Card title="Problems" hint=count.to_string()><List items=items /></Card> }.into_any()
}

/// The file a value stands in: a link when it can be opened.
fn file(place: &Place) -> AnyView {
    let text = place.file.clone();
    // A file of the portal is named by its path below it.
    let url = SafeUrl::parse(&text).or_else(|| SafeUrl::parse(&package::portal_address(&text)?));
    match url {
        Some(url) => {
            let short = text.rsplit('/').next().unwrap_or(&text).to_owned();
            view! { <ExternalLink url=url>{short}</ExternalLink> }.into_any()
        }
        None => view! { <code>{text}</code> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "kind: Component\nmetadata:\n  name: ledger\n  tags:\n    - pci\n    - Last Mile\nspec:\n  type: service\n";

    #[test]
    fn a_problem_is_noted_at_its_line() {
        assert_eq!(line_of(TEXT, "metadata.name"), Some(3));
        assert_eq!(line_of(TEXT, "metadata.tags[1]"), Some(6));
        assert_eq!(line_of(TEXT, "spec.type"), Some(8));
    }

    #[test]
    fn what_is_missing_is_noted_at_its_parent() {
        assert_eq!(line_of(TEXT, "spec.owner"), Some(7));
        assert_eq!(line_of(TEXT, ""), None);
    }
}
