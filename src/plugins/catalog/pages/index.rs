//! The list of all entities: kinds, filters, columns, order, all of it in the address.

use super::super::asked::{ALL_KINDS, Asked};
use super::super::columns::{Choice, choices, columns};
use super::super::links::{counted, grouped, owner, plural};
use crate::plugin::prelude::*;
use crate::plugin::stars::use_stars;
use leptos::prelude::*;
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::{Answer, Sort, SortBy};
use portico_components::{
    Align, Banner, Button, Card, Chip, Column, DataTable, EmptyKind, EmptyState,
    Facet as FacetPanel, FilterBar, ItemRow, KindIcon, Level, LifecycleBadge, Menu, MenuGroup,
    MenuItem, PageHeader, PanelOption, RelativeTime, ResourceList, RoutedTab, RoutedTabs, Rows,
    RowsState, SearchField, Stack, Tone, Variant, relative, use_minute,
};
use std::sync::Arc;
use std::time::Duration;

/// Below this width the list takes the place of the table.
const NARROW: &str = "(max-width: 767px)";

/// The facets of the filter bar.
const FACETS: [(Facet, &str, &str); 5] = [
    (Facet::Owner, "Owner", "No owner"),
    (Facet::Type, "Type", "No type"),
    (Facet::Lifecycle, "Lifecycle", "No lifecycle"),
    (Facet::Tag, "Tag", "No tags"),
    (Facet::System, "System", "No system"),
];

/// What the page is made of: one state, from which everything is drawn.
#[derive(Clone, Copy)]
struct Page {
    asked: RwSignal<Asked>,
    catalog: Signal<Option<Arc<Catalog>>>,
    rows: Memo<Rows>,
    query: Query,
}

impl Page {
    fn start() -> Self {
        let query = use_query();
        let stars = use_stars();
        let catalog = use_sources().catalog();
        let asked = RwSignal::new(query.pairs().with_untracked(|pairs| Asked::read(pairs)));
        // Back and forward, and links to another list.
        Effect::new(move |_| {
            let from_address = query.pairs().with(|pairs| Asked::read(pairs));
            if asked.with_untracked(|asked| asked.pairs()) != from_address.pairs() {
                asked.set(from_address);
            }
        });
        let answer = StoredValue::new(Answer::default());
        let rows = Memo::new(move |_| {
            let Some(catalog) = catalog.get() else { return Rows::from([]) };
            asked.with(|asked| {
                let filter = if asked.starred {
                    asked.filter.clone().among(stars.all())
                } else {
                    asked.filter.clone()
                };
                answer
                    .try_update_value(|answer| {
                        answer.update(&catalog, &filter, asked.sort);
                        answer.rows().iter().map(|ix| u64::from(ix.0)).collect()
                    })
                    .unwrap_or_else(|| Rows::from([]))
            })
        });
        Self { asked, catalog, rows, query }
    }

    /// A choice: the address changes at once, and Back undoes it.
    fn choose(self, change: impl FnOnce(&mut Asked)) {
        let Some(mut asked) = self.asked.try_get_untracked() else { return };
        change(&mut asked);
        let pairs = asked.pairs();
        self.asked.set(asked);
        self.query.set(pairs, true);
    }
}

/// Draws the page.
pub fn draw(_: PageInput) -> AnyView {
    let registry = use_registry();
    let page = Page::start();
    let sources = use_sources();

    let columns = columns(&registry, page.catalog);
    // Not of everything that is asked: a letter in the filter does not count the kinds.
    let kind = Memo::new(move |_| page.asked.with(|asked| asked.kind().to_owned()));
    let title = Memo::new(move |_| {
        page.catalog.with(|catalog| kind.with(|kind| kind_title(catalog.as_deref(), kind)))
    });
    let frame = use_page();
    let sources_age = sources.read_at();
    Effect::new(move |_| frame.set(vec![Crumb::here(title.get())]));
    let minute = use_minute();
    let subtitle = Memo::new(move |_| {
        page.catalog.with(|catalog| match catalog {
            Some(catalog) => {
                let summary = catalog.summary();
                let when = sources_age
                    .get()
                    .map(|at| format!(" · read {}", relative(at as i64, minute.get(), 0)));
                format!(
                    "{} · {}{}",
                    counted(summary.entities, "entity", "entities"),
                    counted(summary.teams, "team", "teams"),
                    when.unwrap_or_default()
                )
            }
            None => "Reading the catalog…".to_owned(),
        })
    });
    let kinds = kinds(&registry, page);
    let summary = summary(page);
    let filters = filters(page, choices(&columns), summary);
    let list = list(&registry, page, columns, title, summary);
    view! {
        <Stack>
            <PageHeader
                title=title
                subtitle=subtitle
                actions=ViewFn::from(move || refresh_button(sources))
            />
            {kinds}
            {filters}
            {list}
        </Stack>
    }
    .into_any()
}

fn refresh_button(sources: Sources) -> AnyView {
    view! {
        <Button
            icon=Icon::Refresh
            loading=sources.refreshing()
            on_click=Callback::new(move |_| sources.refresh())
        >
            "Refresh"
        </Button>
    }
    .into_any()
}

fn kind_title(catalog: Option<&Catalog>, kind: &str) -> String {
    if kind == ALL_KINDS {
        return "All kinds".to_owned();
    }
    let label = catalog
        .and_then(|catalog| {
            let summary = catalog.summary();
            summary
                .kinds
                .iter()
                .find(|known| known.kind == kind)
                .map(|known| known.label.to_owned())
        })
        .unwrap_or_else(|| kind.to_owned());
    plural(kind, &label)
}

/// Tabs of the kinds there are, most used kinds first.
fn kinds(registry: &Arc<Registry>, page: Page) -> AnyView {
    const ORDER: [&str; 9] = [
        "component",
        "api",
        "resource",
        "system",
        "domain",
        "group",
        "user",
        "template",
        "location",
    ];
    let list = registry.href(routes::CATALOG, &()).unwrap_or_default();
    let tabs = Memo::new(move |_| {
        page.catalog.with(|catalog| {
            let Some(catalog) = catalog else { return Vec::new() };
            let mut kinds: Vec<(String, String, usize)> = catalog
                .summary()
                .kinds
                .iter()
                .map(|kind| (kind.kind.to_owned(), plural(kind.kind, kind.label), kind.entities))
                .collect();
            kinds.sort_by_key(|(kind, title, _)| {
                let place = ORDER.iter().position(|known| known == kind).unwrap_or(ORDER.len());
                (place, title.clone())
            });
            kinds.push((ALL_KINDS.to_owned(), "All".to_owned(), catalog.len()));
            kinds
        })
    });
    let current = Signal::derive(move || page.asked.with(|asked| asked.kind().to_owned()));
    // What every tab takes along. What is filtered changes where a tab leads, not the tab: it
    // keeps its width and the focus.
    let along = Memo::new(move |_| page.asked.with(|asked| asked.of_kind(ALL_KINDS)));
    let tabs = move || {
        let tabs: Vec<RoutedTab> = tabs.with(|kinds| {
            kinds
                .iter()
                .map(|(kind, title, count)| {
                    let (id, list) = (kind.clone(), list.clone());
                    let href = Signal::derive(move || {
                        let pairs = along.with(|asked| asked.of_kind(&id).pairs());
                        format!("{list}{}", crate::plugin::query::written(&pairs))
                    });
                    RoutedTab::new(kind.clone(), title.clone(), href)
                        .count(Signal::stored(Some(*count)))
                })
                .collect()
        });
        view! { <RoutedTabs label="Kinds" tabs=tabs current=current /> }
    };
    tabs.into_any()
}

/// How many entities are left, of how many.
fn summary(page: Page) -> Signal<String> {
    let all = Memo::new(move |_| page.asked.with(|asked| asked.cleared().filter));
    let total = Memo::new(move |_| {
        page.catalog.with(|catalog| {
            let Some(catalog) = catalog else { return 0 };
            all.with(|all| catalog.count(all))
        })
    });
    Signal::derive(move || {
        let (count, total) = (page.rows.with(|rows| rows.len()), total.get());
        let all = counted(total, "entity", "entities");
        if count == total { all } else { [&grouped(count), " of ", &all].concat() }
    })
}

fn filters(page: Page, choices: Vec<Choice>, summary: Signal<String>) -> AnyView {
    // What is typed is shown at once and written to the address when the typing pauses.
    let text = Memo::new(move |_| page.asked.with(|asked| asked.filter.text().to_owned()));
    let typed = Callback::new(move |text: String| {
        page.asked.update(|asked| {
            asked.filter = std::mem::take(&mut asked.filter).with_text(text);
        });
    });
    let paused = Callback::new(move |_: String| {
        if let Some(asked) = page.asked.try_get_untracked() {
            page.query.set(asked.pairs(), false);
        }
    });
    let facets = FACETS
        .into_iter()
        .map(|(facet, label, none)| {
            let options = Memo::new(move |_| {
                let Some(catalog) = page.catalog.get() else { return Vec::new() };
                page.asked.with(|asked| options(&catalog, &asked.filter, facet, none))
            });
            let chosen =
                Memo::new(move |_| page.asked.with(|asked| asked.filter.values(facet).to_vec()));
            FacetPanel::new(label, options, chosen, move |values: Vec<String>| {
                page.choose(|asked| {
                    asked.filter.clear(facet);
                    let filter = std::mem::take(&mut asked.filter);
                    asked.filter =
                        values.iter().fold(filter, |filter, value| filter.with(facet, value));
                });
            })
        })
        .collect();
    let count = Memo::new(move |_| page.rows.with(|rows| rows.len()));
    let show =
        Signal::derive(move || format!("Show {}", counted(count.get(), "entity", "entities")));
    let other = Signal::derive(move || {
        page.asked.with(|asked| {
            asked.starred || !asked.filter.text().is_empty() || asked.filter.only_with_issues()
        })
    });
    let end = StoredValue::new(choices);
    view! {
        <FilterBar
            search=ViewFn::from(move || {
                view! {
                    <SearchField
                        label="Filter by name"
                        value=text
                        on_input=typed
                        on_search=paused
                        pause=Duration::from_millis(300)
                        shortcut="/"
                    />
                }
                .into_any()
            })
            facets=facets
            chips=ViewFn::from(move || (move || other_chips(page)).into_any())
            end=ViewFn::from(move || view_menu(page, end.get_value()))
            summary=summary
            show=show
            on_clear=Callback::new(move |()| page.choose(|asked| *asked = asked.cleared()))
            active=other
        />
    }
    .into_any()
}

/// Chips of the filters that are no facet.
fn other_chips(page: Page) -> AnyView {
    let (starred, issues) =
        page.asked.with(|asked| (asked.starred, asked.filter.only_with_issues()));
    let unstar = Callback::new(move |()| page.choose(|asked| asked.starred = false));
    let all = Callback::new(move |()| {
        page.choose(|asked| {
            asked.filter = std::mem::take(&mut asked.filter).with_issues(false);
        });
    });
    view! {
        {starred.then(|| view! { <Chip value="Starred" on_remove=unstar /> })}
        {issues.then(|| view! { <Chip value="With problems" on_remove=all /> })}
    }
    .into_any()
}

fn options(catalog: &Catalog, filter: &Filter, facet: Facet, none: &str) -> Vec<PanelOption> {
    catalog
        .facets(filter, &[facet])
        .into_iter()
        .flat_map(|counts| counts.values)
        .map(|value| {
            let label = if value.label.is_empty() { none } else { value.label };
            PanelOption::new(value.value, label).count(value.count)
        })
        .collect()
}

fn list(
    registry: &Arc<Registry>,
    page: Page,
    columns: Vec<Column>,
    caption: Memo<String>,
    summary: Signal<String>,
) -> AnyView {
    let sources = use_sources();
    let state = Memo::new(move |_| {
        if page.catalog.with(Option::is_none) {
            RowsState::Loading(8)
        } else if sources.refreshing().get() {
            RowsState::Refreshing
        } else {
            RowsState::Ready
        }
    });
    // Rows are numbers; another catalog gives them other meanings.
    let revision = Memo::new(move |_| {
        page.catalog.with(|catalog| catalog.as_ref().map_or(0, |catalog| catalog.stamp()))
    });
    let narrow = crate::plugin::media::matches(NARROW);
    let columns = StoredValue::new(columns);
    let registry = StoredValue::new(registry.clone());
    let hidden = Memo::new(move |_| page.asked.with(|asked| asked.hidden.clone()));
    let sort = Memo::new(move |_| {
        page.asked.with(|asked| {
            Some(portico_components::Sort {
                column: asked.sort.by.key(),
                descending: asked.sort.descending,
            })
        })
    });
    let sorted = Callback::new(move |sort: Option<portico_components::Sort>| {
        let by = sort.and_then(|sort| {
            let by = SortBy::ALL.into_iter().find(|by| by.key() == sort.column)?;
            Some(Sort { by, descending: sort.descending })
        });
        page.choose(|asked| asked.sort = by.unwrap_or_default());
    });
    let table = move || {
        if narrow.get() {
            let registry = registry.get_value();
            view! {
                <ResourceList
                    label=caption
                    rows=page.rows
                    item=Arc::new(move |row| item(&registry, page.catalog, row))
                    revision=revision
                    state=state
                    summary=summary
                    empty=ViewFn::from(move || empty(page))
                />
            }
            .into_any()
        } else {
            view! {
                <DataTable
                    caption=caption
                    rows=page.rows
                    columns=columns.get_value()
                    revision=revision
                    hidden=hidden
                    sort=sort
                    on_sort=sorted
                    state=state
                    summary=summary
                    empty=ViewFn::from(move || empty(page))
                />
            }
            .into_any()
        }
    };
    view! {
        {move || source_problems(sources)}
        <Card flush=true>{table}</Card>
    }
    .into_any()
}

/// Columns, and the lists that are one press away.
fn view_menu(page: Page, choices: Vec<Choice>) -> AnyView {
    let starred = Signal::derive(move || page.asked.with(|asked| asked.starred));
    let problems = Signal::derive(move || page.asked.with(|asked| asked.filter.only_with_issues()));
    let columns = StoredValue::new(choices);
    let items = Signal::derive(move || {
        let lists = [
            MenuItem::check("Starred only", starred, move |on| {
                page.choose(|asked| asked.starred = on);
            }),
            MenuItem::check("With problems only", problems, move |on| {
                page.choose(|asked| {
                    asked.filter = std::mem::take(&mut asked.filter).with_issues(on);
                });
            }),
        ];
        let columns = columns.get_value().into_iter().map(|choice| {
            let id = choice.id;
            let shown = Signal::derive(move || {
                page.asked.with(|asked| !asked.hidden.iter().any(|hidden| hidden == id))
            });
            MenuItem::check(choice.header, shown, move |shown| {
                page.choose(|asked| {
                    asked.hidden.retain(|hidden| hidden != id);
                    if !shown {
                        asked.hidden.push(id.to_owned());
                        asked.hidden.sort();
                    }
                });
            })
        });
        vec![MenuGroup::titled("Show", lists), MenuGroup::titled("Columns", columns)]
    });
    view! {
        <Menu
            label="Columns and view"
            icon=Icon::Columns
            icon_only=true
            items=items
            align=Align::End
        />
    }
    .into_any()
}

/// One entity on a narrow screen.
fn item(registry: &Arc<Registry>, catalog: Signal<Option<Arc<Catalog>>>, row: u64) -> AnyView {
    let Some(catalog) = catalog.get_untracked() else { return ().into_any() };
    let ix = Ix(u32::try_from(row).unwrap_or(u32::MAX));
    let entry = catalog.entry(ix);
    let kind = entry.kind().to_owned();
    let lifecycle = entry.lifecycle().map(str::to_owned);
    let (for_owner, names) = (catalog.clone(), registry.clone());
    view! {
        <ItemRow
            title=entry.display_name()
            href=super::super::links::entity_href(registry, &catalog, ix)
            leading=ViewFn::from(move || view! { <KindIcon kind=kind.clone() /> }.into_any())
            detail=ViewFn::from(move || owner(&names, &for_owner, ix))
            side=ViewFn::from(move || {
                lifecycle
                    .clone()
                    .map(|lifecycle| view! { <LifecycleBadge lifecycle=lifecycle /> })
                    .into_any()
            })
        />
    }
    .into_any()
}

fn empty(page: Page) -> AnyView {
    let narrowed = page.asked.with(Asked::is_narrowed);
    if !narrowed {
        return view! {
            <EmptyState
                kind=EmptyKind::FirstUse
                level=Level::H2
                title="There is nothing of this kind yet">"Descriptors of this kind appear here as soon as one of the sources in portal.json lists them."</EmptyState>
        }
        .into_any();
    }
    let text = page.asked.with(|asked| asked.filter.text().trim().to_owned());
    let message = if text.is_empty() {
        "Nothing has everything that the filters ask for.".to_owned()
    } else {
        format!(
            "Nothing that the filters let through has “{text}” in its name, title, tags or description."
        )
    };
    view! {
        <EmptyState
            kind=EmptyKind::NoMatch
            level=Level::H2
            title="No match"
            actions=ViewFn::from(move || {
                view! {
                    <Button on_click=Callback::new(move |_| {
                        page.choose(|asked| *asked = asked.cleared());
                    })>"Clear filters"</Button>
                }
                .into_any()
            })>{message}</EmptyState>
    }
    .into_any()
}

/// One banner for each source that failed, and one for a catalog that was read earlier.
fn source_problems(sources: Sources) -> AnyView {
    let kept = sources.is_kept().get() && !sources.refreshing().get();
    let failed: Vec<AnyView> = sources
        .states()
        .get()
        .into_iter()
        .filter_map(|state| match state.health {
            Health::Failed { title, cause, next_step } => Some(
                view! {
                    <Banner tone=Tone::Warning title=format!("{} could not be read", state.title)>
                        {format!("{title}. {cause} {next_step}")} " "
                        {state
                            .kept_from
                            .map(|at| {
                                view! { "What is shown of it was read " <RelativeTime time=at /> ". " }
                            })}
                        <Button
                            variant=Variant::Link
                            on_click=Callback::new(move |_| sources.refresh())
                        >
                            "Try again"
                        </Button>
                    </Banner>
                }
                .into_any(),
            ),
            Health::Reading | Health::Good => None,
        })
        .collect();
    let read_at = sources.read_at().get();
    view! {
        {failed}
        {(kept && read_at.is_some())
            .then(|| {
                let at = read_at.unwrap_or_default() as i64;
                view! {
                    <Banner tone=Tone::Info title="Not up to date">
                        "No source answered, so this is the catalog as it was read " <RelativeTime time=at />
                        "."
                    </Banner>
                }
            })}
    }
    .into_any()
}
