//! The page: a field, facets, results, all of it in the address.

use super::asked::Asked;
use super::empty::{nothing_asked, nothing_found};
use super::merge::{Row, merged};
use super::result::{self, Around, Shown, sort_id};
use super::{other, place};
use crate::plugin::analytics::Action;
use crate::plugin::prelude::*;
use crate::plugin::search::misses::{self, What};
use crate::plugin::search::remote::RemoteResult;
use crate::plugin::search::{Gap, Named, Progress, Search, use_search};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use portico_catalog::search::{Answer, Choice, Choices, Item};
use portico_components::{
    Banner, Card, Facet as FacetPanel, FilterBar, PageHeader, Pagination, PanelOption, Pause,
    SearchField, Skeleton, SkeletonKind, Stack, Tone, class,
};
use std::sync::Arc;
use std::time::Duration;
use stylers_macro::style_sheet;

/// Results on one page.
const PAGE: usize = 20;
/// What stands above the results and the height of one of them, in pixels, at least: what is not in
/// sight can wait.
const ABOVE: usize = 200;
const HEIGHT: usize = 108;
/// A text that stays this long has all its results drawn, and is in the title.
const PAUSE: Duration = Duration::from_millis(120);
/// A text that stays this long without results was meant.
const MEANT: Duration = Duration::from_millis(1200);

/// What the place of the results shows.
#[derive(Clone, PartialEq)]
enum Stage {
    /// Nothing was asked.
    Nothing,
    /// Nothing was found so far.
    Searching,
    /// Nothing was found.
    Missing { text: String, narrowed: bool },
    /// Results.
    Rows,
}

/// Everything the page is drawn from.
#[derive(Clone, Copy)]
pub(super) struct State {
    asked: RwSignal<Asked>,
    /// What is asked for, without the filters.
    text: Memo<String>,
    pub(super) query: Query,
    pub(super) search: Search,
    answer: Memo<Answer>,
    /// Places in the answer that the facets let through.
    places: Memo<Vec<usize>>,
    /// What the facets offer, of the text that was asked last and stayed for a moment.
    choices: Memo<Choices>,
    /// What the other search found.
    pub(super) theirs: RwSignal<Vec<Arc<RemoteResult>>>,
    /// The text that was asked last and stayed for a moment.
    paused: RwSignal<String>,
}

impl State {
    fn start() -> Self {
        let query = use_query();
        let search = use_search();
        let asked = RwSignal::new(query.pairs().with_untracked(Asked::read));
        Effect::new(move |_| {
            let from_address = query.pairs().with(Asked::read);
            if asked.with_untracked(|asked| *asked != from_address) {
                asked.set(from_address);
            }
        });
        let text = Memo::new(move |_| asked.with(|asked| asked.text.clone()));
        let answer = search.answers(text.into());
        let sorts: Vec<Named> = search.sorts();
        let scope = Memo::new(move |_| asked.with(|asked| asked.scope(&sorts)));
        let places = Memo::new(move |_| {
            answer
                .with(|answer| scope.with(|scope| search.with(|index| index.places(answer, scope))))
                .unwrap_or_default()
        });
        let paused = paused(text);
        let choices = Memo::new_owning(move |before: Option<Choices>| {
            let is_typing = paused.with(|paused| text.with(|text| paused != text));
            match before {
                Some(before) if is_typing => (before, false),
                before => {
                    let now = answer.with(|answer| {
                        scope.with(|scope| search.with(|index| index.choices(answer, scope)))
                    });
                    let now = now.unwrap_or_default();
                    let other = before.is_none_or(|before| before != now);
                    (now, other)
                }
            }
        });
        let theirs = RwSignal::new(Vec::new());
        Self { asked, text, query, search, answer, places, choices, theirs, paused }
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
pub(super) fn draw(_: PageInput) -> AnyView {
    let state = State::start();
    let frame = use_page();
    Effect::new(move |_| {
        let text = state.paused.get();
        let title =
            if text.is_empty() { "Search".to_owned() } else { format!("{text} – search") };
        frame.set(vec![Crumb::here(title)]);
    });
    note_searches(state);
    let other = other::draw(state);
    let filters = filters(state);
    let gaps = move || gaps(state.search);
    let list = results(state);
    view! {
        <div on:keydown=move |event| step(&event)>
            <Stack>
                <PageHeader title="Search" />
                {filters}
                {gaps}
                {other}
                {list}
            </Stack>
        </div>
    }
    .into_any()
}

/// ↓ leads from the field into the results, ↓ and ↑ from one to the next.
fn step(event: &KeyboardEvent) {
    let forward = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    let Ok(links) = document().query_selector_all("[data-results]:not([data-idle]) [data-result]")
    else {
        return;
    };
    let link = |number: u32| {
        links.item(number).and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok())
    };
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(target) = target else { return };
    let at = (0..links.length())
        .find(|number| link(*number).is_some_and(|link| link.is_same_node(Some(&target))));
    let is_field =
        target.tag_name() == "INPUT" && target.get_attribute("type").as_deref() == Some("search");
    let next = match (at, forward) {
        (None, true) if is_field => link(0),
        (Some(at), true) => link(at + 1),
        (Some(0), false) => field(),
        (Some(at), false) => link(at - 1),
        (None, _) => return,
    };
    if let Some(next) = next {
        event.prevent_default();
        let _ = next.focus();
    }
}

fn field() -> Option<web_sys::HtmlElement> {
    let field = document().query_selector("main input[type=search]").ok().flatten()?;
    field.dyn_into().ok()
}

/// A search that stays is noted with the number of its results; one without any is also kept for
/// whoever wants to mend that.
fn note_searches(state: State) {
    let analytics = use_analytics();
    let last = StoredValue::new(String::new());
    Effect::new(move |_| {
        let ready = state.search.progress().get() == Progress::Ready;
        // Not of each letter: what is typed over is no search.
        state.paused.track();
        let (text, missed) =
            state.answer.with_untracked(|answer| (answer.text().to_owned(), answer.is_empty()));
        if !ready || text.trim().is_empty() {
            return;
        }
        let count = state.places.with_untracked(Vec::len);
        let analytics = analytics.clone();
        set_timeout(
            move || {
                let still =
                    state.asked.try_with_untracked(|asked| asked.text == text) == Some(true);
                if !still || last.try_get_value().as_ref() == Some(&text) {
                    return;
                }
                last.set_value(text.clone());
                if missed {
                    misses::note(What::Search, &text);
                }
                if let Some(analytics) = analytics {
                    let found = if missed { 0 } else { count.max(1) };
                    analytics.emit_value(Action::Own("search"), text, Some(found as f64));
                }
            },
            MEANT,
        );
    });
}

/// One banner for each source, whatever number of its parts is missing.
fn gaps(search: Search) -> AnyView {
    let drawn: Vec<_> = search.gaps().with(|gaps| {
        let sources = gaps.chunk_by(|one, next| one.source == next.source);
        sources.filter_map(|gaps| Some(banner(gaps.first()?, gaps))).collect()
    });
    drawn.into_any()
}

fn banner(first: &Gap, gaps: &[Gap]) -> AnyView {
    let title = match gaps.len() {
        1 => format!("Results of {} are missing", first.source),
        _ => format!("Some results of {} are missing", first.source),
    };
    let causes: Vec<_> = gaps.iter().map(|gap| view! { <p>{gap.cause.clone()}</p> }).collect();
    view! {
        <Banner tone=Tone::Warning title=title>
            {causes}
        </Banner>
    }
    .into_any()
}

fn options(choices: &[Choice]) -> Vec<PanelOption> {
    choices
        .iter()
        .map(|choice| {
            PanelOption::new(choice.value.clone(), choice.label.clone()).count(choice.count)
        })
        .collect()
}

fn filters(state: State) -> AnyView {
    let State { asked, text, search, places, choices, .. } = state;
    let typed = Callback::new(move |text: String| {
        asked.update(|asked| {
            asked.text = text;
            asked.page = 1;
        });
    });
    let paused = Callback::new(move |_: String| {
        if let Some(asked) = asked.try_get_untracked() {
            state.query.set(asked.pairs(), false);
        }
    });
    type List = fn(&mut Asked) -> &mut Vec<String>;
    let facet = move |label: &str, options: Signal<Vec<PanelOption>>, list: List| {
        let chosen = Memo::new(move |_| asked.with(|asked| list(&mut asked.clone()).clone()));
        FacetPanel::new(label, options, chosen, move |values: Vec<String>| {
            state.choose(|asked| {
                *list(asked) = values;
                asked.page = 1;
            });
        })
    };
    let sorts = Signal::derive(move || {
        let counted = choices.with(|choices| choices.sorts.clone());
        let option = |(sort, count)| {
            let (id, title) = sort_id(search, sort)?;
            Some(PanelOption::new(id, title).count(count))
        };
        counted.into_iter().filter_map(option).collect()
    });
    let of = move |list: fn(&Choices) -> &[Choice]| {
        Signal::derive(move || choices.with(|choices| options(list(choices))))
    };
    let facets = vec![
        facet("Type", sorts, |asked| &mut asked.types),
        facet("Kind", of(|choices| &choices.kinds), |asked| &mut asked.kinds),
        facet("Owner", of(|choices| &choices.owners), |asked| &mut asked.owners),
        facet("Lifecycle", of(|choices| &choices.lifecycles), |asked| &mut asked.lifecycles),
    ];
    let count = Memo::new(move |_| places.with(Vec::len) + state.theirs.with(Vec::len));
    let summary = Signal::derive(move || {
        if asked.with(|asked| asked.text.trim().is_empty()) {
            return String::new();
        }
        match (count.get(), search.progress().get()) {
            (_, Progress::Waiting) => "Reading the catalog…".to_owned(),
            (count, Progress::Reading) => {
                let so_far = results_in_words(count);
                format!("{so_far} so far, still reading {}…", search.reading())
            }
            (count, Progress::Ready) => results_in_words(count),
        }
    });
    let show = Signal::derive(move || format!("Show {}", results_in_words(count.get())));
    view! {
        <FilterBar
            search=ViewFn::from(move || {
                view! {
                    <SearchField
                        label="Search everything"
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
            summary=summary
            show=show
            on_clear=Callback::new(move |()| state.choose(|asked| *asked = asked.widened()))
        />
    }
    .into_any()
}

fn results_in_words(count: usize) -> String {
    match count {
        0 => "No results".to_owned(),
        1 => "1 result".to_owned(),
        count => format!("{count} results"),
    }
}

fn results(state: State) -> AnyView {
    let scope = style_sheet!("src/plugins/search/search.css");
    let State { asked, text, search, answer, places, theirs, paused, .. } = state;
    let around = Around {
        registry: use_registry(),
        search,
        answer,
        remote: search.remote().map(|(title, _)| title),
    };
    let widen = Callback::new(move |()| state.choose(|asked| *asked = asked.widened()));
    let total = Memo::new(move |_| places.with(Vec::len));
    let page =
        Memo::new(move |_| asked.with(|asked| asked.page).min(total.get().div_ceil(PAGE).max(1)));
    let rows = {
        let around = around.clone();
        let rows = move |_: Option<&Vec<Row>>| {
            let page = page.get();
            let hits = answer.with(|answer| {
                places.with(|places| {
                    let places = places.iter().skip((page - 1) * PAGE).take(PAGE).copied();
                    search.with(|index| index.hits(answer, places)).unwrap_or_default()
                })
            });
            // What the other search has stands on the first page.
            let theirs = if page == 1 { theirs.get() } else { Vec::new() };
            let ours: Vec<String> = if theirs.is_empty() {
                Vec::new()
            } else {
                search
                    .with(|index| answer.with(|answer| addresses(&around, index, answer)))
                    .unwrap_or_default()
            };
            merged(hits, &theirs, &|path| ours.iter().any(|ours| ours == path))
        };
        Memo::new_with_compare(rows, |_, _| true)
    };
    let stage = Memo::new(move |_| {
        let text = text.get();
        let progress = search.progress().get();
        match rows.with(Vec::is_empty) {
            _ if text.trim().is_empty() => Stage::Nothing,
            false => Stage::Rows,
            true if progress == Progress::Ready => {
                Stage::Missing { narrowed: asked.with(Asked::is_narrowed), text }
            }
            true => Stage::Searching,
        }
    });
    let settled = Memo::new(move |_| paused.with(|paused| text.with(|text| paused == text)));
    // What nobody sees waits until typing does, and is not even asked before.
    let late = RwSignal::new(0_u32);
    Effect::new(move |_| {
        rows.track();
        if settled.get() {
            late.update(|late| *late += 1);
        }
    });
    let place = {
        let around = around.clone();
        move |at: usize| {
            let (around, drawn_with) = (around.clone(), around.clone());
            let is_late = at >= in_sight();
            let place = Memo::new(move |before: Option<&Option<Arc<Shown>>>| {
                let look = |rows: &Vec<Row>| {
                    // The list is out of sight then, and what it shows next is drawn into it.
                    if rows.is_empty() {
                        return before.cloned().flatten();
                    }
                    let row = rows.get(at)?;
                    let shown = |answer: &Answer| result::shown(&around, answer, row);
                    answer.with_untracked(shown).map(Arc::new)
                };
                if is_late {
                    late.track();
                    rows.with_untracked(look)
                } else {
                    rows.with(look)
                }
            });
            place::draw(drawn_with, place)
        }
    };
    // The other search may give more of them.
    let most = Memo::new(move |_| rows.with(|rows| rows.len().max(1)).next_multiple_of(PAGE));
    let instead = move || match stage.get() {
        Stage::Nothing => nothing_asked(),
        Stage::Missing { text, narrowed } => nothing_found(search, &text, paused, narrowed, widen),
        Stage::Searching => {
            view! { <Skeleton kind=SkeletonKind::Text(6) label="Searching" /> }.into_any()
        }
        Stage::Rows => ().into_any(),
    };
    let shown = Memo::new(move |_| stage.with(|stage| *stage == Stage::Rows));
    let drawn = Memo::new(move |before| before == Some(&true) || shown.get());
    // The pages stand below the results: their buttons wait for a pause, too.
    let counted = Memo::new(move |before: Option<&usize>| match before {
        Some(before) if !settled.get() => *before,
        _ => total.get(),
    });
    let many = Memo::new(move |_| counted.get() > PAGE);
    let pages = move || {
        many.get().then(|| {
            view! {
                <Pagination
                    page=page
                    total=counted
                    per_page=PAGE
                    on_page=Callback::new(move |page| state.choose(|asked| asked.page = page))
                    noun="results"
                />
            }
        })
    };
    // What was drawn once stays, out of sight while there is nothing to show: the next letter finds
    // it, with its styles and places.
    let list = move || {
        let place = place.clone();
        let places = move || (0..most.get()).map(&place).collect::<Vec<_>>();
        drawn.get().then(|| {
            view! {
                <div
                    class=class(scope, "search")
                    data-results=""
                    data-idle=move || (!shown.get()).then_some("")
                >
                    <Stack>
                        <Card>
                            <ol class="search-rows" aria-label="Results">
                                {places}
                            </ol>
                        </Card>
                        {pages}
                    </Stack>
                </div>
            }
            .into_any()
        })
    };
    view! {
        <h2 class="u-visually-hidden">"Results"</h2>
        {instead}
        {list}
    }
    .into_any()
}

/// The last text that stayed for a moment. What nobody looks at while typing follows it.
fn paused(text: Memo<String>) -> RwSignal<String> {
    let paused = RwSignal::new(text.get_untracked());
    let pause = Pause::new(PAUSE, move || {
        if let Some(text) = text.try_get_untracked() {
            paused.set(text);
        }
    });
    Effect::new(move |_| {
        text.track();
        pause.restart();
    });
    paused
}

/// How many results have room on the screen.
fn in_sight() -> usize {
    let height = window().inner_height().ok().and_then(|height| height.as_f64());
    let rows = |height: f64| (height as usize).saturating_sub(ABOVE).div_ceil(HEIGHT);
    height.map_or(PAGE, rows).max(1)
}

/// Addresses of our best results, below the portal's base.
fn addresses(
    around: &Around,
    index: &portico_catalog::search::Index,
    answer: &Answer,
) -> Vec<String> {
    let hits = index.hits(answer, 0..200);
    let of = |item: Item| {
        let href = result::address(&around.registry, index, item)?;
        Some(around.registry.below(&href).to_owned())
    };
    hits.into_iter().filter_map(|hit| of(hit.item)).collect()
}
