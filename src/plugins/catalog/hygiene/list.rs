//! The findings as a table.

use super::super::links::{counted, entity_href, grouped, no_owner, owner};
use super::found::Found;
use super::{FINDING, OWNER, all_well, fix, words};
use crate::plugin::list_state::ListState;
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Target;
use portico_catalog::filter::Filter;
use portico_catalog::hygiene::{Finding, Kind};
use portico_components::{
    Button, Card, Column, DataTable, ExportColumn, ExportMenu, Facet, FilterBar, ItemRow,
    PanelOption, RefLink, RefWeight, ResourceList, Rows, Size, Stack, Status, Variant,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Key of the finding that is open.
pub const FIX: &str = "fix";
/// Key of the order.
const SORT: &str = "sort";
/// Below this width a list takes the place of the table.
const NARROW: &str = "(max-width: 767px)";
/// In the place of owners: those of the person who looks.
const MINE: &str = "mine";

/// Which findings are shown.
#[derive(Clone, Debug, Default, PartialEq)]
struct Asked {
    kinds: Vec<String>,
    owners: Vec<String>,
    text: String,
}

impl Asked {
    /// The rows that fit, without the choice of one facet if its options are counted.
    fn rows(&self, found: &Found, mine: &BTreeSet<Target>, without: &str) -> Vec<u64> {
        let kinds: Vec<Kind> = self.kinds.iter().filter_map(|key| Kind::of_key(key)).collect();
        let any_kind = kinds.is_empty() || without == FINDING;
        let any_owner = self.owners.is_empty() || without == OWNER;
        let is_mine = self.owners.iter().any(|owner| owner == MINE);
        let owners: BTreeSet<Option<Target>> = self
            .owners
            .iter()
            .filter(|owner| *owner != MINE)
            .filter_map(|owner| match owner.as_str() {
                super::NOBODY => Some(None),
                name => {
                    let name: EntityRef = name.parse().ok()?;
                    let target =
                        found.catalog.target_parts(&name.kind, &name.namespace, &name.name);
                    target.map(Some)
                }
            })
            .collect();
        let named = (!self.text.trim().is_empty()).then(|| {
            let mut named = vec![false; found.catalog.len()];
            let filter = Filter::new().with_text(self.text.as_str());
            for ix in found.catalog.query(&filter, Default::default()) {
                if let Some(is_named) = named.get_mut(ix.0 as usize) {
                    *is_named = true;
                }
            }
            named
        });
        let fits_owner: Vec<bool> = found
            .owners
            .iter()
            .map(|owner| {
                owners.contains(owner) || (is_mine && owner.is_some_and(|one| mine.contains(&one)))
            })
            .collect();
        let fits = |row: usize, finding: &Finding| {
            (any_kind || kinds.contains(&finding.what.kind()))
                && named.as_ref().is_none_or(|named| {
                    finding.entity.is_some_and(|ix| named.get(ix.0 as usize) == Some(&true))
                })
                && (any_owner || {
                    let place = found.owner_of.get(row);
                    place.and_then(|place| fits_owner.get(*place)) == Some(&true)
                })
        };
        let all = found.findings.iter().enumerate();
        all.filter(|(row, finding)| fits(*row, finding)).map(|(row, _)| row as u64).collect()
    }
}

/// Draws the table with its filters.
pub fn draw(found: &Arc<Found>, state: ListState) -> AnyView {
    if found.findings.is_empty() {
        return all_well();
    }
    let registry = use_registry();
    let mine = Arc::new(super::super::links::mine(&found.catalog, use_sources().user().as_deref()));
    let text = state.text();
    let asked = Memo::new(move |_| Asked {
        kinds: state.all(FINDING),
        owners: state.all(OWNER),
        text: text.get(),
    });
    let sort = state.signal(SORT);
    let rows = {
        let (found, mine) = (found.clone(), mine.clone());
        Memo::new(move |_| {
            let mut rows = asked.with(|asked| asked.rows(&found, &mine, ""));
            order(&found, &mut rows, &sort.get());
            Rows::from(rows)
        })
    };
    let count = Memo::new(move |_| rows.with(|rows| rows.len()));
    let total = found.findings.len();
    let summary = Signal::derive(move || {
        let all = counted(total, "finding", "findings");
        if count.get() == total { all } else { [&grouped(count.get()), " of ", &all].concat() }
    });
    let columns = StoredValue::new(columns(&registry, found, state));
    let narrow = crate::plugin::media::matches(NARROW);
    let item = {
        let (registry, found) = (registry.clone(), found.clone());
        Arc::new(move |row| item(&registry, &found, row, state))
    };
    let sorted = Memo::new(move |_| {
        let sort = sort.get();
        let (descending, id) = sort.strip_prefix('-').map_or((false, &*sort), |id| (true, id));
        let column = ["entity", "owner"].into_iter().find(|column| *column == id)?;
        Some(portico_components::Sort { column, descending })
    });
    let on_sort = Callback::new(move |sort: Option<portico_components::Sort>| {
        let sort = sort.map(|sort| [if sort.descending { "-" } else { "" }, sort.column].concat());
        state.set(SORT, &[sort.unwrap_or_default()], true);
    });
    let export = exported(found);
    let facets = facets(found, mine, asked, state);
    let drawer = fix::drawer(found, state);
    let table = move || {
        if narrow.get() {
            return view! {
                <ResourceList
                    label="Findings"
                    rows=rows
                    item=item.clone()
                    summary=summary
                    empty=ViewFn::from(move || state.nothing_left("No findings match", "Fewer filters may find some."))
                />
            }
            .into_any();
        }
        view! {
            <DataTable
                caption="Findings"
                rows=rows
                columns=columns.get_value()
                sort=sorted
                on_sort=on_sort
                summary=summary
                empty=ViewFn::from(move || state.nothing_left("No findings match", "Fewer filters may find some."))
            />
        }
        .into_any()
    };
    view! {
        <Stack>
            <FilterBar
                search=state.search("Filter by name")
                facets=facets
                end=ViewFn::from(move || {
                    view! {
                        <ExportMenu file="findings" rows=rows columns=Signal::stored(export.clone()) />
                    }
                    .into_any()
                })
                summary=summary
                show=Signal::derive(move || {
                    format!("Show {}", counted(count.get(), "finding", "findings"))
                })
                on_clear=Callback::new(move |()| state.clear())
                active=Signal::derive(move || !text.with(String::is_empty))
            />
            <Card flush=true>{table}</Card>
        </Stack>
        {drawer}
    }
    .into_any()
}

/// Puts rows in the order that the address asks for; without one they are by kind.
fn order(found: &Found, rows: &mut [u64], sort: &str) {
    let entity =
        |row: &u64| found.at(*row).and_then(|finding| finding.entity).map_or(u32::MAX, |ix| ix.0);
    let (descending, by) = sort.strip_prefix('-').map_or((false, sort), |by| (true, by));
    match by {
        "entity" => rows.sort_by_cached_key(entity),
        "owner" => {
            let mut names: BTreeMap<Target, String> = BTreeMap::new();
            rows.sort_by_cached_key(|row| {
                let owner = found.owner(*row)?;
                let name = names.entry(owner).or_insert_with(|| {
                    portico_components::lower(found.catalog.target(owner).display_name())
                });
                Some(name.clone())
            });
        }
        _ => return,
    }
    if descending {
        rows.reverse();
    }
}

fn facets(
    found: &Arc<Found>,
    mine: Arc<BTreeSet<Target>>,
    asked: Memo<Asked>,
    state: ListState,
) -> Vec<Facet> {
    let kinds = {
        let (found, mine) = (found.clone(), mine.clone());
        Memo::new(move |_| {
            let rows = asked.with(|asked| asked.rows(&found, &mine, FINDING));
            let mut counts = [0_usize; Kind::ALL.len()];
            for finding in rows.into_iter().filter_map(|row| found.at(row)) {
                if let Some(count) = counts.get_mut(finding.what.kind() as usize) {
                    *count += 1;
                }
            }
            let options = Kind::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0);
            options
                .map(|(kind, count)| PanelOption::new(kind.key(), words::title(kind)).count(count))
                .collect::<Vec<_>>()
        })
    };
    let owners = {
        let found = found.clone();
        Memo::new(move |_| {
            let rows = asked.with(|asked| asked.rows(&found, &mine, OWNER));
            let mut tally = vec![0_usize; found.owners.len()];
            for row in rows {
                let place = usize::try_from(row).ok().and_then(|row| found.owner_of.get(row));
                if let Some(count) = place.and_then(|place| tally.get_mut(*place)) {
                    *count += 1;
                }
            }
            let mut counts: Vec<(Option<Target>, usize)> =
                found.owners.iter().copied().zip(tally).filter(|(_, count)| *count > 0).collect();
            let own =
                counts.iter().filter(|(owner, _)| owner.is_some_and(|one| mine.contains(&one)));
            let own: usize = own.map(|(_, count)| count).sum();
            let mut options = Vec::new();
            if !mine.is_empty() {
                let mut preset = PanelOption::new(MINE, "My teams").count(own);
                preset.preset = true;
                options.push(preset);
            }
            counts.sort_by_key(|(_, count)| usize::MAX - count);
            options.extend(counts.into_iter().map(|(owner, count)| {
                let label = match owner {
                    Some(owner) => found.catalog.target(owner).display_name().to_owned(),
                    None => "No owner".to_owned(),
                };
                PanelOption::new(found.owner_key(owner), label).count(count)
            }));
            options
        })
    };
    let facet = |label: &'static str, key: &'static str, options: Memo<Vec<PanelOption>>| {
        let chosen = Memo::new(move |_| state.all(key));
        Facet::new(label, options, chosen, move |values: Vec<String>| state.set(key, &values, true))
    };
    vec![facet("Finding", FINDING, kinds), facet("Team", OWNER, owners)]
}

fn columns(registry: &Arc<Registry>, found: &Arc<Found>, state: ListState) -> Vec<Column> {
    let cell = |draw: fn(&Registry, &Found, &Finding) -> AnyView| {
        let (registry, found) = (registry.clone(), found.clone());
        move |row: u64| match found.at(row) {
            Some(finding) => draw(&registry, &found, finding),
            None => ().into_any(),
        }
    };
    let open = {
        let found = found.clone();
        move |row: u64| match found.at(row) {
            Some(finding) => open_button(&found, finding, state),
            None => ().into_any(),
        }
    };
    vec![
        Column::new("entity", "Entity", cell(entity)).width(200).grow().sortable(),
        Column::new("finding", "Finding", cell(kind)).width(192),
        Column::new("what", "What is wrong", cell(what)).width(280).grow().priority(2),
        Column::new("owner", "Team", cell(team)).width(168).priority(1).sortable(),
        Column::new("fix", "Fix", open).width(72).silent(),
    ]
}

/// The button that opens the sheet of a finding.
fn open_button(found: &Found, finding: &Finding, state: ListState) -> AnyView {
    let key = found.key(finding);
    let name = finding.entity.map(|ix| found.catalog.entry(ix).display_name().to_owned());
    let name = name.unwrap_or_else(|| "the file".to_owned());
    let on_click = Callback::new(move |_| state.set(FIX, std::slice::from_ref(&key), true));
    view! {
        <Button size=Size::Sm variant=Variant::Ghost on_click=on_click>
            "Fix" <span class="u-visually-hidden">" " {name}</span>
        </Button>
    }
    .into_any()
}

/// A finding on a narrow screen.
fn item(registry: &Arc<Registry>, found: &Arc<Found>, row: u64, state: ListState) -> AnyView {
    let Some(finding) = found.at(row).cloned() else { return ().into_any() };
    let title = match finding.entity {
        Some(ix) => found.catalog.entry(ix).display_name().to_owned(),
        None => refused(found, &finding),
    };
    let href = finding.entity.and_then(|ix| entity_href(registry, &found.catalog, ix));
    let kind = finding.what.kind();
    let found = found.clone();
    view! {
        <ItemRow
            title=title
            href=href
            detail=ViewFn::from(move || {
                view! { <Status tone=words::tone(kind) label=words::title(kind) /> }.into_any()
            })
            side=ViewFn::from(move || open_button(&found, &finding, state))
        />
    }
    .into_any()
}

fn entity(registry: &Registry, found: &Found, finding: &Finding) -> AnyView {
    let Some(ix) = finding.entity else {
        let name = refused(found, finding);
        return view! { <code>{name}</code> }.into_any();
    };
    let entry = found.catalog.entry(ix);
    view! {
        <RefLink
            kind=entry.kind()
            label=entry.display_name()
            href=entity_href(registry, &found.catalog, ix)
            weight=RefWeight::Name
            reference=entry.entity_ref().to_string()
        />
    }
    .into_any()
}

/// The name of a document that is no entity of the catalog: its own, or its file's.
fn refused(found: &Found, finding: &Finding) -> String {
    use portico_catalog::hygiene::What;
    let (What::Duplicate(issue) | What::Descriptor(issue)) = &finding.what else {
        return String::new();
    };
    let issue = found.catalog.issue(*issue);
    let file = issue.place().file;
    let short = file.rsplit('/').next().unwrap_or_default();
    issue.entity_name().unwrap_or(short).to_owned()
}

fn kind(_: &Registry, _: &Found, finding: &Finding) -> AnyView {
    let kind = finding.what.kind();
    view! { <Status tone=words::tone(kind) label=words::title(kind) /> }.into_any()
}

fn what(_: &Registry, found: &Found, finding: &Finding) -> AnyView {
    let text = words::sentence(&found.catalog, &found.annotations, finding);
    let whole = text.clone();
    view! { <span class="u-ellipsis" title=whole>{text}</span> }.into_any()
}

fn team(registry: &Registry, found: &Found, finding: &Finding) -> AnyView {
    match finding.entity {
        Some(ix) if found.catalog.entry(ix).owner().is_some() => {
            owner(registry, &found.catalog, ix)
        }
        Some(ix) if super::super::links::needs_owner(found.catalog.entry(ix).kind()) => no_owner(),
        _ => "–".into_any(),
    }
}

fn exported(found: &Arc<Found>) -> Vec<ExportColumn> {
    let text = |draw: fn(&Found, &Finding) -> String| {
        let found = found.clone();
        move |row: u64| found.at(row).map(|finding| draw(&found, finding)).unwrap_or_default()
    };
    vec![
        ExportColumn::new(
            "Entity",
            text(|found, finding| match finding.entity {
                Some(ix) => found.catalog.entry(ix).entity_ref().to_string(),
                None => refused(found, finding),
            }),
        ),
        ExportColumn::new(
            "Finding",
            text(|_, finding| words::title(finding.what.kind()).to_owned()),
        ),
        ExportColumn::new(
            "What is wrong",
            text(|found, finding| words::sentence(&found.catalog, &found.annotations, finding)),
        ),
        ExportColumn::new("Team", {
            let found = found.clone();
            move |row| found.owner_key(found.owner(row))
        }),
    ]
}
