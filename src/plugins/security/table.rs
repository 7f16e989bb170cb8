//! The findings as a table, and the filters above it.

use super::cards::off_words;
use super::model::{Finding, Kind, Severity};
use super::parts::none_open;
use crate::plugin::list_state::{ListState, matches, tally};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Button, Column, Cut, DataTable, EmptyKind, EmptyState, ExternalLink, Facet, FilterBar, ItemRow,
    PanelOption, RelativeTime, ResourceList, Rows, SafeUrl, Sort, Status, Truncate, Variant,
};
use std::sync::Arc;

const SEVERITY: &str = "severity";
const KIND: &str = "kind";
const TOOL: &str = "tool";
const FIX: &str = "fix";
const SORT: &str = "sort";
const AGE: &str = "age";
const PLACE: &str = "place";
/// Below this width a list takes the place of the table.
const NARROW: &str = "(max-width: 767px)";

/// What is shown of the findings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// These severities; all, if empty.
    pub severities: Vec<String>,
    /// These kinds.
    pub kinds: Vec<String>,
    /// Of these scanners.
    pub tools: Vec<String>,
    /// With a fix (`yes`), without (`no`), or both.
    pub fix: Vec<String>,
    /// With all of these words.
    pub text: String,
}

impl Filter {
    /// Whether a finding is shown.
    #[must_use]
    pub fn shows(&self, one: &Finding) -> bool {
        let is = |chosen: &[String], value: &str| {
            chosen.is_empty() || chosen.iter().any(|chosen| chosen == value)
        };
        is(&self.severities, one.severity.key())
            && is(&self.kinds, one.kind.word())
            && (self.tools.is_empty() || one.tools.iter().any(|tool| self.tools.contains(tool)))
            && is(&self.fix, fixable(one))
            && (self.text.is_empty() || matches(&self.text, words(one)))
    }
}

fn fixable(one: &Finding) -> &'static str {
    if one.fix.is_empty() { "no" } else { "yes" }
}

fn words(one: &Finding) -> impl Iterator<Item = &str> {
    let lists = one.ids.iter().chain(&one.places).map(String::as_str);
    [one.title.as_str(), &one.fix].into_iter().chain(lists)
}

/// The rows that are shown, in order.
#[must_use]
pub fn rows(all: &[Finding], filter: &Filter, sort: Option<Sort>) -> Vec<u64> {
    let numbered = (0..).zip(all).filter(|(_, one)| filter.shows(one));
    let mut shown: Vec<(u64, &Finding)> = numbered.collect();
    match sort.map(|sort| sort.column) {
        Some(AGE) => shown.sort_by_key(|(_, one)| one.since.unwrap_or(i64::MAX)),
        Some(PLACE) => shown.sort_by(|(_, one), (_, other)| one.places.cmp(&other.places)),
        // They come by severity.
        _ => {}
    }
    if sort.is_some_and(|sort| sort.descending) {
        shown.reverse();
    }
    shown.into_iter().map(|(at, _)| at).collect()
}

/// `-age` is the newest first.
fn read_sort(written: &str) -> Option<Sort> {
    let name = written.trim_start_matches('-');
    let column = [SEVERITY, AGE, PLACE].into_iter().find(|column| *column == name)?;
    Some(Sort { column, descending: written.starts_with('-') })
}

fn written(sort: Option<Sort>) -> String {
    let sign = |sort: Sort| if sort.descending { "-" } else { "" };
    sort.map(|sort| [sign(sort), sort.column].concat()).unwrap_or_default()
}

/// Draws filters and table. `is_known` tells whether an empty list is an answer.
pub fn draw(all: Memo<Arc<[Finding]>>, is_known: Signal<bool>) -> AnyView {
    let state = ListState::start();
    let text = state.text();
    let filter = Memo::new(move |_| Filter {
        severities: state.all(SEVERITY),
        kinds: state.all(KIND),
        tools: state.all(TOOL),
        fix: state.all(FIX),
        text: text.get(),
    });
    let sort = Memo::new(move |_| read_sort(&state.get(SORT)));
    let shown: Memo<Rows> = Memo::new(move |_| {
        all.with(|all| filter.with(|filter| rows(all, filter, sort.get()))).into()
    });
    let revision = Memo::new(move |before: Option<&u64>| {
        all.track();
        before.map_or(0, |before| before + 1)
    });
    let summary = Signal::derive(move || {
        let (left, whole) = (shown.with(|rows| rows.len()), all.with(|all| all.len()));
        let word = if whole == 1 { "finding" } else { "findings" };
        if left == whole { format!("{whole} {word}") } else { format!("{left} of {whole} {word}") }
    });
    let on_sort = Callback::new(move |sort| state.set(SORT, &[written(sort)], true));
    let empty = move || {
        if all.with(|all| all.is_empty()) {
            return if is_known.get() { none_open() } else { off_words() };
        }
        view! {
            <EmptyState
                kind=EmptyKind::NoMatch
                title="No finding is left"
                actions=ViewFn::from(move || {
                    let clear = Callback::new(move |_| state.clear());
                    view! { <Button variant=Variant::Outline on_click=clear>"Clear all filters"</Button> }
                        .into_any()
                })
            >
                "None of them fits all of the filters."
            </EmptyState>
        }
        .into_any()
    };
    let empty = ViewFn::from(empty);
    let narrow = crate::plugin::media::matches(NARROW);
    let item =
        Arc::new(move |at: u64| found(all, at).map_or_else(|| ().into_any(), |one| item(&one)));
    let table = move || {
        if narrow.get() {
            return view! {
                <ResourceList
                    label="Findings"
                    rows=shown
                    item=item.clone()
                    revision=revision
                    summary=summary
                    empty=empty.clone()
                />
            }
            .into_any();
        }
        view! {
            <DataTable
                caption="Findings"
                rows=shown
                columns=columns(all)
                revision=revision
                sort=sort
                on_sort=on_sort
                summary=summary
                empty=empty.clone()
            />
        }
        .into_any()
    };
    view! {
        <FilterBar
            search=state.search("Filter findings")
            facets=facets(state, all)
            summary=summary
            show=Signal::derive(move || format!("Show {}", summary.get()))
            on_clear=Callback::new(move |()| state.clear())
            active=Signal::derive(move || !text.with(String::is_empty))
        />
        {table}
    }
    .into_any()
}

/// A finding on a narrow screen.
fn item(one: &Finding) -> AnyView {
    let (tone, word) = (one.severity.tone(), one.severity.word());
    let (url, place) = (page(one), one.places.first().cloned().unwrap_or_default());
    let id = one.id().to_owned();
    let detail = move || match url.clone() {
        Some(url) => {
            let about = if id.is_empty() { "More about it" } else { &id }.to_owned();
            view! { <ExternalLink url=url>{about}</ExternalLink> }.into_any()
        }
        None if id.is_empty() || place.is_empty() => [&*id, &*place].concat().into_any(),
        None => [&*id, ", ", &*place].concat().into_any(),
    };
    view! {
        <ItemRow
            title=said(one)
            detail=ViewFn::from(detail)
            side=ViewFn::from(move || view! { <Status tone=tone label=word /> }.into_any())
        />
    }
    .into_any()
}

fn facets(state: ListState, all: Memo<Arc<[Finding]>>) -> Vec<Facet> {
    let facet =
        |label: &'static str, key: &'static str, options: fn(&[Finding]) -> Vec<PanelOption>| {
            let options = Memo::new(move |_| all.with(|all| options(all)));
            let chosen = Memo::new(move |_| state.all(key));
            Facet::new(label, options, chosen, move |values: Vec<String>| {
                state.set(key, &values, true);
            })
        };
    vec![
        facet("Severity", SEVERITY, |all| {
            let counts = Severity::ALL.into_iter().zip(super::model::counts(all));
            let some = counts.filter(|(_, count)| *count > 0);
            some.map(|(one, count)| PanelOption::new(one.key(), one.word()).count(count)).collect()
        }),
        facet("Fix", FIX, |all| {
            let count = |wanted: &str| all.iter().filter(|one| fixable(one) == wanted).count();
            vec![
                PanelOption::new("yes", "There is a fix").count(count("yes")),
                PanelOption::new("no", "No fix is known").count(count("no")),
            ]
        }),
        facet("Kind", KIND, |all| named(all.iter().map(|one| Kind::word(one.kind)))),
        facet("Found by", TOOL, |all| {
            named(all.iter().flat_map(|one| one.tools.iter().map(String::as_str)))
        }),
    ]
}

fn named<'a>(names: impl Iterator<Item = &'a str>) -> Vec<PanelOption> {
    let all = tally(names).into_iter();
    all.map(|(name, count)| PanelOption::new(name.clone(), name).count(count)).collect()
}

/// The finding of a row.
fn found(all: Memo<Arc<[Finding]>>, at: u64) -> Option<Finding> {
    all.with_untracked(|all| usize::try_from(at).ok().and_then(|at| all.get(at).cloned()))
}

fn columns(all: Memo<Arc<[Finding]>>) -> Vec<Column> {
    let cell = |draw: fn(&Finding) -> AnyView| {
        move |at: u64| found(all, at).map_or_else(|| ().into_any(), |one| draw(&one))
    };
    vec![
        Column::new("finding", "Finding", cell(name)).width(240).grow(),
        Column::new(SEVERITY, "Severity", cell(severity)).width(120).sortable(),
        Column::new("id", "Name", cell(|one| cut(one.id()))).width(168).priority(4),
        Column::new(PLACE, "Place", cell(place)).width(232).grow().priority(1).sortable(),
        Column::new("fix", "Fix", cell(|one| cut(&one.fix))).width(200).priority(2),
        Column::new(TOOL, "Found by", cell(|one| cut(&one.tools.join(", "))))
            .width(136)
            .priority(5),
        Column::new(AGE, "Known since", cell(age)).width(128).priority(3).sortable(),
    ]
}

fn cut(words: &str) -> AnyView {
    match words.is_empty() {
        true => "—".into_any(),
        false => view! { <Truncate text=words.to_owned() /> }.into_any(),
    }
}

/// Where it is: the first place, whose end says the line, and how many more there are.
fn place(one: &Finding) -> AnyView {
    let Some(first) = one.places.first().filter(|first| !first.is_empty()) else {
        return "—".into_any();
    };
    let more = match one.places.len() {
        0 | 1 => String::new(),
        many => [" and ", &*(many - 1).to_string(), " more"].concat(),
    };
    view! { <Truncate text=[first, &*more].concat() cut=Cut::Middle /> }.into_any()
}

/// What the finding is, in words.
fn said(one: &Finding) -> String {
    if one.title.is_empty() { one.id() } else { &one.title }.to_owned()
}

/// The page with more about it, where that is safe. A page, and no mailbox: only that has a host.
fn page(one: &Finding) -> Option<SafeUrl> {
    SafeUrl::parse(&one.url).filter(|url| !url.host().is_empty())
}

/// What the finding is, as a link to more about it.
fn name(one: &Finding) -> AnyView {
    let title = said(one);
    match page(one) {
        Some(url) => view! { <ExternalLink url=url>{title}</ExternalLink> }.into_any(),
        None => cut(&title),
    }
}

fn severity(one: &Finding) -> AnyView {
    view! { <Status tone=one.severity.tone() label=one.severity.word() /> }.into_any()
}

fn age(one: &Finding) -> AnyView {
    match one.since {
        Some(at) => view! { <RelativeTime time=at /> }.into_any(),
        None => "—".into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(severity: Severity, title: &str, since: Option<i64>, fix: &str) -> Finding {
        Finding {
            severity,
            title: title.to_owned(),
            since,
            fix: fix.to_owned(),
            tools: vec!["Trivy".to_owned()],
            places: vec![title.to_owned()],
            ..Finding::default()
        }
    }

    #[test]
    fn filters_narrow_and_the_sort_orders() {
        let all = [
            finding(Severity::Critical, "b overflow", Some(20), "Update b"),
            finding(Severity::High, "a injection", Some(10), ""),
            finding(Severity::Low, "c", None, ""),
        ];
        let of = |filter: Filter, sort: &str| rows(&all, &filter, read_sort(sort));
        let list = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect();
        assert_eq!(of(Filter::default(), ""), [0, 1, 2]);
        assert_eq!(of(Filter::default(), "-severity"), [2, 1, 0]);
        assert_eq!(of(Filter::default(), "age"), [1, 0, 2]);
        assert_eq!(of(Filter::default(), "place"), [1, 0, 2]);
        let chosen = Filter { severities: list(&["critical", "low"]), ..Filter::default() };
        assert_eq!(of(chosen, ""), [0, 2]);
        assert_eq!(of(Filter { fix: list(&["yes"]), ..Filter::default() }, ""), [0]);
        assert_eq!(of(Filter { text: "INJ a".to_owned(), ..Filter::default() }, ""), [1]);
        assert!(of(Filter { tools: list(&["other"]), ..Filter::default() }, "").is_empty());
    }

    #[test]
    fn the_order_is_written_as_it_is_read() {
        for order in ["age", "-age", "-severity", "place"] {
            assert_eq!(written(read_sort(order)), order);
        }
        assert_eq!(read_sort("colour"), None);
    }
}
