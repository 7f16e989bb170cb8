//! Domains, systems and their parts: as a map of nested boxes, and as a tree.

use super::super::walk::walk;
use crate::plugin::entities::{counted, entity_href, owner};
use crate::plugin::list_state::{ListState, VIEW};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix, Target};
use portico_catalog::landscape::{DomainArea, Landscape, SystemArea};
use portico_components::{
    Banner, Card, Choice, Cluster, CodeBlock, CodeLanguage, EmptyKind, EmptyState, Gap, Grid,
    Justify, Level, Link, RefLink, SegmentedControl, ShowMore, Skeleton, SkeletonKind, Stack, Tone,
    TreeNode, TreeView, kind_icon,
};
use std::sync::Arc;

/// Parts drawn in one box; the others are one link further.
const PARTS: usize = 24;
/// Boxes drawn at first, and more at each wish, so that thousands do not stop the page.
const BOXES: usize = 30;

const LIST: &str = "list";

/// Draws the section.
pub fn draw() -> AnyView {
    let catalog = use_sources().catalog();
    let registry = use_registry();
    let state = ListState::start();
    let view = state.signal(VIEW);
    let body = move || {
        let Some(catalog) = catalog.get() else {
            return view! { <Skeleton kind=SkeletonKind::Card label="Loading the catalog" /> }
                .into_any();
        };
        let landscape = catalog.landscape();
        let place = Place { registry: registry.clone(), catalog };
        if landscape.is_empty() {
            return nothing();
        }
        let hint = landscape.domains.is_empty().then(no_domains);
        let drawn =
            if view.get() == LIST { tree(&place, &landscape) } else { map(place, landscape) };
        view! {
            <Stack gap=Gap::Lg>
                {hint}
                {drawn}
            </Stack>
        }
        .into_any()
    };
    let choices = vec![
        Choice::new("", "Map").icon(Icon::Domain),
        Choice::new(LIST, "List").icon(Icon::Table),
    ];
    view! {
        <Stack>
            <Cluster justify=Justify::Between>
                <span>"Domains hold systems, systems hold components, APIs and resources."</span>
                <SegmentedControl
                    label="View as"
                    choices=choices
                    value=view
                    on_change=Callback::new(move |view: String| state.set(VIEW, &[view], true))
                />
            </Cluster>
            {body}
        </Stack>
    }
    .into_any()
}

const DESCRIPTOR: &str = "\
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: payments
spec:
  owner: group:default/payments-unit
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: ledger
spec:
  owner: group:default/payments-core
  domain: payments
";

/// What to write so that there is something.
fn snippet() -> AnyView {
    view! {
        <CodeBlock
            code=DESCRIPTOR
            label="A domain and a system in catalog-info.yaml"
            language=CodeLanguage::Yaml
        />
    }
    .into_any()
}

fn nothing() -> AnyView {
    view! {
        <EmptyState
            kind=EmptyKind::FirstUse
            title="No domains and no systems yet"
            level=Level::H2
            snippet=ViewFn::from(snippet)>"They come from catalog-info.yaml files: a domain, the systems in it, and spec.system in each component."</EmptyState>
    }
    .into_any()
}

fn no_domains() -> AnyView {
    view! {
        <Banner tone=Tone::Info title="There are no domains yet">
            <p>"Write one into a catalog-info.yaml, and name it in the systems that are in it:"</p>
            {snippet()}
        </Banner>
    }
    .into_any()
}

/// Where links lead.
#[derive(Clone)]
struct Place {
    registry: Arc<Registry>,
    catalog: Arc<Catalog>,
}

impl Place {
    fn href(&self, target: Target) -> Option<String> {
        let ix = self.catalog.target(target).entity()?;
        entity_href(&self.registry, &self.catalog, ix)
    }

    fn link(&self, ix: Ix) -> AnyView {
        let entry = self.catalog.entry(ix);
        view! {
            <RefLink
                kind=entry.kind()
                label=entry.display_name()
                href=entity_href(&self.registry, &self.catalog, ix)
            />
        }
        .into_any()
    }

    /// Parts as links in a row, and a link to what does not fit.
    fn parts(&self, parts: &[Ix], rest: Option<String>) -> AnyView {
        let more = parts.len().saturating_sub(PARTS);
        let links = parts.iter().take(PARTS).map(|ix| self.link(*ix)).collect_view();
        let rest = (more > 0).then(|| {
            let text = format!("and {more} more");
            match rest {
                Some(href) => view! { <Link href=href>{text}</Link> }.into_any(),
                None => text.into_any(),
            }
        });
        view! { <Cluster gap=Gap::Md>{links}{rest}</Cluster> }.into_any()
    }

    /// The catalog's list of what is in a system.
    fn list_of(&self, system: Target) -> Option<String> {
        let list = self.registry.href(routes::CATALOG, &())?;
        let name = self.catalog.target(system).entity_ref().to_string();
        let pairs = [
            ("kind".to_owned(), "all".to_owned()),
            ("system".to_owned(), portico_components::lower(&name)),
        ];
        Some(format!("{list}{}", crate::plugin::query::written(&pairs)))
    }
}

/// A box of the outermost level.
enum Area {
    Domain(DomainArea),
    Systems(Vec<SystemArea>),
    Parts(Vec<Ix>),
}

fn map(place: Place, landscape: Landscape) -> AnyView {
    let Landscape { domains, systems, parts } = landscape;
    let mut areas: Vec<Area> = domains.into_iter().map(Area::Domain).collect();
    areas.extend((!systems.is_empty()).then_some(Area::Systems(systems)));
    areas.extend((!parts.is_empty()).then_some(Area::Parts(parts)));
    let count = areas.len();
    let areas = Arc::new(areas);
    let shown = RwSignal::new(BOXES);
    let drawn = move || {
        areas
            .iter()
            .take(shown.get())
            .map(|area| match area {
                Area::Domain(domain) => domain_box(&place, domain, Level::H2),
                Area::Systems(systems) => loose_systems(&place, systems),
                Area::Parts(parts) => loose_parts(&place, parts),
            })
            .collect_view()
    };
    view! {
        <div role="group" aria-label="Map of domains and systems" on:keydown=move |event| walk(&event)>
            <Stack gap=Gap::Lg>
                {drawn}
                <ShowMore total=Signal::stored(count) shown step=BOXES />
            </Stack>
        </div>
    }
    .into_any()
}

fn about(name: &str) -> String {
    format!("About {name}")
}

fn domain_box(place: &Place, area: &DomainArea, level: Level) -> AnyView {
    let view = place.catalog.target(area.domain);
    let name = view.display_name().to_owned();
    let (systems, parts) = area.size();
    let hint = match view.entity() {
        Some(_) => format!(
            "Domain · {} · {}",
            counted(systems, "system", "systems"),
            counted(parts, "part", "parts")
        ),
        None => "This domain is named, but not in the catalog".to_owned(),
    };
    let inner = if level == Level::H2 { Level::H3 } else { Level::H4 };
    let words = view.entity().and_then(|ix| place.catalog.entry(ix).description());
    let words = words.map(|words| view! { <p>{first_line(words)}</p> });
    let below = area.domains.iter().map(|area| domain_box(place, area, inner)).collect_view();
    let boxes = systems_grid(place, &area.systems, inner);
    let direct = (!area.parts.is_empty()).then(|| {
        let parts = place.parts(&area.parts, None);
        view! { <Card title="In no system of this domain" level=inner>{parts}</Card> }
    });
    let empty = (area.systems.is_empty() && area.parts.is_empty() && area.domains.is_empty())
        .then(|| view! { <p class="u-note">"Nothing names this domain yet."</p> });
    let body = view! {
        <Stack>
            {words}
            {boxes}
            {direct}
            {below}
            {empty}
        </Stack>
    };
    match place.href(area.domain) {
        Some(href) => view! {
            <Card title=name.clone() level=level hint=hint more=about(&name) more_href=href>
                {body}
            </Card>
        }
        .into_any(),
        None => view! { <Card title=name level=level hint=hint>{body}</Card> }.into_any(),
    }
}

/// The first paragraph of a description.
fn first_line(words: &str) -> String {
    words.trim().split("\n\n").next().unwrap_or_default().to_owned()
}

fn systems_grid(place: &Place, systems: &[SystemArea], level: Level) -> Option<AnyView> {
    if systems.is_empty() {
        return None;
    }
    let systems: Arc<[SystemArea]> = systems.into();
    let count = systems.len();
    let place = place.clone();
    let shown = RwSignal::new(BOXES);
    let boxes = move || {
        let boxes = systems.iter().take(shown.get());
        boxes.map(|area| system_box(&place, area, level)).collect_view()
    };
    Some(
        view! {
            <Grid>{boxes}</Grid>
            <ShowMore total=Signal::stored(count) shown step=BOXES />
        }
        .into_any(),
    )
}

fn system_box(place: &Place, area: &SystemArea, level: Level) -> AnyView {
    let view = place.catalog.target(area.system);
    let name = view.display_name().to_owned();
    let body = if area.parts.is_empty() {
        view! { <p class="u-note">"No parts yet."</p> }.into_any()
    } else {
        place.parts(&area.parts, place.list_of(area.system))
    };
    let count = counted(area.parts.len(), "part", "parts");
    match (view.entity(), place.href(area.system)) {
        (Some(ix), Some(href)) => {
            let by = owner(&place.registry, &place.catalog, ix);
            view! {
                <Card title=name.clone() level=level hint=count more=about(&name) more_href=href>
                    <Stack>{by}{body}</Stack>
                </Card>
            }
            .into_any()
        }
        _ => view! {
            <Card title=name level=level hint="Not in the catalog">{body}</Card>
        }
        .into_any(),
    }
}

fn loose_systems(place: &Place, systems: &[SystemArea]) -> AnyView {
    let hint = counted(systems.len(), "system", "systems");
    let boxes = systems_grid(place, systems, Level::H3);
    view! { <Card title="In no domain" level=Level::H2 hint=hint>{boxes}</Card> }.into_any()
}

fn loose_parts(place: &Place, parts: &[Ix]) -> AnyView {
    let hint = counted(parts.len(), "part", "parts");
    let all = RwSignal::new(PARTS * 4);
    let count = parts.len();
    let parts: Arc<[Ix]> = parts.into();
    let place = place.clone();
    let links = move || parts.iter().take(all.get()).map(|ix| place.link(*ix)).collect_view();
    view! {
        <Card title="In no system" level=Level::H2 hint=hint>
            <Stack>
                <p>"Name a system under spec.system in their descriptors, and they get a place on the map."</p>
                <Cluster gap=Gap::Md>{links}</Cluster>
                <ShowMore total=Signal::stored(count) shown=all step=BOXES />
            </Stack>
        </Card>
    }
    .into_any()
}

fn tree(place: &Place, landscape: &Landscape) -> AnyView {
    let mut nodes = Vec::new();
    for area in &landscape.domains {
        push_domain(place, area, None, &mut nodes);
    }
    if !landscape.systems.is_empty() {
        let at = group(&mut nodes, "no-domain", "In no domain");
        for area in &landscape.systems {
            push_system(place, area, Some(at), &mut nodes);
        }
    }
    if !landscape.parts.is_empty() {
        let at = group(&mut nodes, "no-system", "In no system");
        push_parts(place, &landscape.parts, at, &mut nodes);
    }
    let open = nodes.iter().filter(|node| node.parent.is_none()).map(|node| node.id.clone());
    let open: Vec<String> = open.take(BOXES).collect();
    view! {
        <Card>
            <TreeView label="Domains and systems" nodes=Signal::stored(nodes) default_expanded=open />
        </Card>
    }
    .into_any()
}

fn group(nodes: &mut Vec<TreeNode>, id: &str, label: &str) -> usize {
    nodes.push(TreeNode {
        id: id.to_owned(),
        parent: None,
        label: label.to_owned(),
        icon: Some(Icon::Warning),
        href: None,
    });
    nodes.len() - 1
}

fn push(place: &Place, target: Target, parent: Option<usize>, nodes: &mut Vec<TreeNode>) -> usize {
    let view = place.catalog.target(target);
    let missing = if view.entity().is_none() { " (not in the catalog)" } else { "" };
    nodes.push(TreeNode {
        id: view.entity_ref().to_string(),
        parent,
        label: [view.display_name(), missing].concat(),
        icon: Some(kind_icon(view.kind()).0),
        href: place.href(target),
    });
    nodes.len() - 1
}

fn push_domain(place: &Place, area: &DomainArea, parent: Option<usize>, nodes: &mut Vec<TreeNode>) {
    let at = push(place, area.domain, parent, nodes);
    for system in &area.systems {
        push_system(place, system, Some(at), nodes);
    }
    push_parts(place, &area.parts, at, nodes);
    for below in &area.domains {
        push_domain(place, below, Some(at), nodes);
    }
}

fn push_system(place: &Place, area: &SystemArea, parent: Option<usize>, nodes: &mut Vec<TreeNode>) {
    let at = push(place, area.system, parent, nodes);
    push_parts(place, &area.parts, at, nodes);
}

fn push_parts(place: &Place, parts: &[Ix], parent: usize, nodes: &mut Vec<TreeNode>) {
    for ix in parts {
        push(place, place.catalog.entry(*ix).target().target(), Some(parent), nodes);
    }
}
