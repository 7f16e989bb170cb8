//! Two to four entities beside each other: `?entity=component:default/a&entity=component:default/b`.

use super::links::{entity_href, owner, reference, relation_title};
use crate::plugin::prelude::*;
use crate::plugin::query::written;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::reference::RefDefaults;
use portico_components::{
    Banner, Choice, Cluster, Combobox, CopyButton, EmptyKind, EmptyState, Gap, IconButton, Justify,
    Level, LifecycleBadge, List, PageHeader, RefLink, RefWeight, Size, Stack, Switch, TagList,
    Tone,
};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// Where they are compared.
pub const COMPARE: RouteRef<()> = RouteRef::new("catalog.compare", "/compare");

const ENTITY: &str = "entity";
const DIFFERENT: &str = "different";
/// More do not fit beside each other.
const MOST: usize = 4;
/// Entities that the field offers for one text.
const OFFERED: usize = 50;

/// Address of a comparison that begins with one entity.
pub fn compare_href(registry: &Registry, catalog: &Catalog, ix: Ix) -> Option<String> {
    let path = registry.href(COMPARE, &())?;
    let reference = catalog.entry(ix).entity_ref().to_string();
    Some([path, written(&[(ENTITY.to_owned(), reference)])].concat())
}

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    /// What is compared.
    what: String,
    sort: Sort,
    /// In words, an entity each; lines with the same words everywhere are no difference.
    words: Vec<String>,
}

/// How the cells of a line are drawn.
#[derive(Clone, Debug, PartialEq)]
enum Sort {
    Words,
    Owner,
    Lifecycle,
    Tags,
    /// Targets of this relation.
    Relation(String),
}

impl Line {
    fn differs(&self) -> bool {
        self.words.windows(2).any(|pair| pair.first() != pair.last())
    }
}

/// Everything that is known of the entities, one line each.
fn lines(catalog: &Catalog, entities: &[Ix]) -> Vec<Line> {
    let line = |what: &str, sort: Sort, words: &dyn Fn(Ix) -> String| Line {
        what: what.to_owned(),
        sort,
        words: entities.iter().map(|ix| words(*ix)).collect(),
    };
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let mut all = vec![
        line("Kind", Sort::Words, &|ix| catalog.entry(ix).kind_label().to_owned()),
        line("Type", Sort::Words, &|ix| text(catalog.entry(ix).spec_type())),
        line("Description", Sort::Words, &|ix| text(catalog.entry(ix).description())),
        line("Owner", Sort::Owner, &|ix| {
            let owner = catalog.entry(ix).owner();
            owner.map(|owner| owner.entity_ref().to_string()).unwrap_or_default()
        }),
        line("Lifecycle", Sort::Lifecycle, &|ix| text(catalog.entry(ix).lifecycle())),
        line("Tags", Sort::Tags, &|ix| catalog.entry(ix).tags().collect::<Vec<_>>().join(", ")),
    ];
    let mut relations: Vec<&str> = Vec::new();
    let mut annotations: Vec<&str> = Vec::new();
    for ix in entities {
        let named = catalog.related(*ix).map(|group| group.relation);
        relations.extend(named.filter(|name| *name != "ownedBy"));
        annotations.extend(catalog.entry(*ix).annotations().map(|(key, _)| key));
    }
    for list in [&mut relations, &mut annotations] {
        list.sort_unstable();
        list.dedup();
    }
    all.extend(relations.into_iter().map(|relation| {
        line(&relation_title(relation), Sort::Relation(relation.to_owned()), &|ix| {
            let targets = catalog.targets(catalog.entry(ix).target().target(), relation);
            let names = targets.map(|target| catalog.target(target).entity_ref().to_string());
            names.collect::<Vec<_>>().join(", ")
        })
    }));
    all.extend(
        annotations
            .into_iter()
            .map(|key| line(key, Sort::Words, &|ix| text(catalog.entry(ix).annotation(key)))),
    );
    all.retain(|line| line.words.iter().any(|words| !words.is_empty()));
    all
}

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let catalog = use_sources().catalog();
    let registry = use_registry();
    let query = use_query();
    let asked = Memo::new(move |_| {
        query.pairs().with(|pairs| {
            let mut asked: Vec<String> = Vec::new();
            for (_, value) in pairs.iter().filter(|(key, value)| key == ENTITY && !value.is_empty())
            {
                if !asked.contains(value) {
                    asked.push(value.clone());
                }
            }
            asked.truncate(MOST);
            asked
        })
    });
    let different = Memo::new(move |_| {
        query.pairs().with(|pairs| pairs.iter().any(|(key, _)| key == DIFFERENT))
    });
    let write = move |entities: Vec<String>, different: bool| {
        let mut pairs: Vec<(String, String)> =
            entities.into_iter().map(|entity| (ENTITY.to_owned(), entity)).collect();
        if different {
            pairs.push((DIFFERENT.to_owned(), "1".to_owned()));
        }
        query.set(pairs, true);
    };
    let without = Callback::new(move |gone: String| {
        let mut left = asked.get_untracked();
        left.retain(|entity| *entity != gone);
        write(left, different.get_untracked());
    });
    let add = Callback::new(move |entity: Option<String>| {
        if let Some(entity) = entity {
            let mut all = asked.get_untracked();
            all.push(entity);
            write(all, different.get_untracked());
        }
    });
    let table = move || {
        let catalog = catalog.get()?;
        let asked = asked.get();
        let find = |text: &String| {
            let reference = EntityRef::parse(text, RefDefaults::default()).ok()?;
            catalog.lookup(&reference)
        };
        let missing: Vec<String> =
            asked.iter().filter(|text| find(text).is_none()).cloned().collect();
        let entities: Vec<Ix> = asked.iter().filter_map(find).collect();
        let gone = (!missing.is_empty()).then(|| {
            let names = missing.join(", ");
            view! { <Banner tone=Tone::Warning title="Not in the catalog">{names}</Banner> }
        });
        let drawn = match entities.len() {
            0 => nothing(
                "Nothing to compare yet",
                "Add two entities, or open “Compare” on the page of one.",
            ),
            1 => view! {
                {compared(&registry, &catalog, &entities, false, without)}
                {nothing("One more", "Add another entity to see what is different.")}
            }
            .into_any(),
            _ => compared(&registry, &catalog, &entities, different.get(), without),
        };
        Some(view! { <Stack>{gone}{drawn}</Stack> })
    };
    let full = Memo::new(move |_| asked.with(Vec::len) >= MOST);
    let several = Memo::new(move |_| asked.with(Vec::len) > 1);
    let field = move || (!full.get()).then(|| picker(catalog, asked, add));
    let switch = move || {
        several.get().then(|| {
            view! {
                <Switch
                    label="Only differences"
                    on=different
                    on_change=move |only: bool| write(asked.get_untracked(), only)
                />
            }
        })
    };
    let address = Signal::derive(move || {
        asked.track();
        window().location().href().unwrap_or_default()
    });
    view! {
        <Stack gap=Gap::Lg>
            <PageHeader
                title="Compare"
                subtitle="Two to four entities beside each other. The address keeps them."
                actions=ViewFn::from(move || {
                    view! { <CopyButton text=address label="Copy the address" /> }.into_any()
                })
            />
            <Cluster justify=Justify::Between>{field}{switch}</Cluster>
            {table}
        </Stack>
    }
    .into_any()
}

fn nothing(title: &'static str, text: &'static str) -> AnyView {
    view! {
        <EmptyState kind=EmptyKind::FirstUse level=Level::H2 title=title>{text}</EmptyState>
    }
    .into_any()
}

/// A field that offers the entities whose names have the text.
fn picker(
    catalog: Signal<Option<Arc<Catalog>>>,
    asked: Memo<Vec<String>>,
    add: Callback<Option<String>>,
) -> AnyView {
    let typed = RwSignal::new(String::new());
    let choices = Memo::new(move |_| {
        let Some(catalog) = catalog.get() else { return Vec::new() };
        let text = portico_components::lower(&typed.get());
        let fits = |ix: &Ix| {
            let entry = catalog.entry(*ix);
            let named = |name: &str| portico_components::lower(name).contains(&text);
            named(entry.display_name()) || named(entry.name())
        };
        let free = |key: &String| asked.with(|asked| !asked.contains(key));
        catalog
            .all()
            .filter(fits)
            .map(|ix| (catalog.entry(ix).entity_ref().to_string(), ix))
            .filter(|(key, _)| free(key))
            .take(OFFERED)
            .map(|(key, ix)| {
                let entry = catalog.entry(ix);
                Choice::new(key, entry.display_name()).help(entry.kind_label())
            })
            .collect::<Vec<_>>()
    });
    view! {
        <Combobox
            label="Add an entity"
            choices=choices
            value=Signal::stored(None::<String>)
            on_change=add
            on_query=Callback::new(move |text: String| {
                typed.try_set(text);
            })
            placeholder="Name"
            optional=true
        />
    }
    .into_any()
}

fn compared(
    registry: &Arc<Registry>,
    catalog: &Arc<Catalog>,
    entities: &[Ix],
    only_different: bool,
    without: Callback<String>,
) -> AnyView {
    let all = lines(catalog, entities);
    let many = entities.len() > 1;
    let shown: Vec<Line> =
        all.into_iter().filter(|line| !only_different || line.differs()).collect();
    let heads: Vec<AnyView> = entities
        .iter()
        .map(|ix| {
            let entry = catalog.entry(*ix);
            let key = entry.entity_ref().to_string();
            let name = entry.display_name().to_owned();
            let href = entity_href(registry, catalog, *ix);
            let (kind, label) = (entry.kind().to_owned(), format!("Take {name} out"));
            view! {
                <Cluster>
                    <RefLink kind=kind label=name href=href weight=RefWeight::Name />
                    <IconButton
                        icon=Icon::Close
                        label=label
                        size=Size::Sm
                        on_click=move |_| {
                            without.try_run(key.clone());
                        }
                    />
                </Cluster>
            }
            .into_any()
        })
        .collect();
    if shown.is_empty() {
        let same = nothing("No differences", "All that the catalog knows of them is the same.");
        return view! { <Cluster gap=Gap::Lg>{heads}</Cluster> {same} }.into_any();
    }
    let scope = style_sheet!("src/plugins/catalog/compare.css");
    let heads: Vec<AnyView> =
        heads.into_iter().map(|head| view! { <th scope="col">{head}</th> }.into_any()).collect();
    let rows: Vec<AnyView> = shown
        .iter()
        .map(|line| {
            let mark =
                (many && line.differs()).then(|| view! { <div class="u-note">"different"</div> });
            let cells: Vec<AnyView> = (0..)
                .zip(entities)
                .map(|(at, ix)| {
                    let cell = cell(registry, catalog, *ix, line, at);
                    view! { <td>{cell}</td> }.into_any()
                })
                .collect();
            view! { <tr><th scope="row">{line.what.clone()}{mark}</th>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <div class=portico_components::class(scope, "compare")>
            <table>
                <caption class="u-visually-hidden">"Comparison"</caption>
                <thead><tr><th scope="col">"Fact"</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn cell(
    registry: &Arc<Registry>,
    catalog: &Arc<Catalog>,
    ix: Ix,
    line: &Line,
    at: usize,
) -> AnyView {
    let words = line.words.get(at).cloned().unwrap_or_default();
    if words.is_empty() {
        return "–".into_any();
    }
    match &line.sort {
        Sort::Words => words.into_any(),
        Sort::Owner => owner(registry, catalog, ix),
        Sort::Lifecycle => view! { <LifecycleBadge lifecycle=words /> }.into_any(),
        Sort::Tags => {
            let tags = catalog.entry(ix).tags().map(str::to_owned).collect();
            view! { <TagList tags=tags most=8 /> }.into_any()
        }
        Sort::Relation(relation) => {
            let targets = catalog.targets(catalog.entry(ix).target().target(), relation);
            let links: Vec<AnyView> =
                targets.map(|target| reference(registry, catalog, target)).collect();
            view! { <List items=links plain=true /> }.into_any()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use portico_catalog::assemble::Assembler;
    use portico_catalog::record::SourceId;
    use portico_catalog::snapshot;

    const TWO: &str = "
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: a, tags: [rust], annotations: { example.com/tier: '1' } }
spec: { type: service, lifecycle: production, owner: crew, dependsOn: ['component:b'] }
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: b, tags: [rust] }
spec: { type: service, lifecycle: deprecated, owner: crew }
";

    #[test]
    fn each_fact_is_a_line_and_the_different_ones_are_known() {
        let mut assembler = Assembler::new();
        assembler.add_file(SourceId(0), "two.yaml", TWO.as_bytes());
        let read = assembler.finish();
        let built = snapshot::build(read.records, read.issues);
        let catalog = Catalog::from_bytes(&built.index).unwrap();
        let two =
            ["a", "b"].map(|name| catalog.lookup_parts("component", "default", name).unwrap());
        let all = lines(&catalog, &two);
        let names = |wanted: bool| {
            let lines = all.iter().filter(|line| line.differs() == wanted);
            lines.map(|line| line.what.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(names(false), ["Kind", "Type", "Owner", "Tags"]);
        assert_eq!(names(true), ["Lifecycle", "Dependency of", "Depends on", "example.com/tier"]);
        let lifecycle = all.iter().find(|line| line.what == "Lifecycle").unwrap();
        assert_eq!(lifecycle.words, ["production", "deprecated"]);
    }
}
