//! Widgets made of facts: what needs attention, and one fact of all that the reader owns.

use super::HomeInput;
use crate::plugin::board::{Board, BoardRow};
use crate::plugin::entities::{counted, entity_href, owned_through};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_catalog::catalog::Catalog;
use portico_components::{
    Banner, Card, Choice, EmptyKind, EmptyState, ItemRow, Link, LivingList, RelativeTime,
    SegmentedControl, ShowMore, Size, Skeleton, SkeletonKind, Status, Tone, VisuallyHidden,
};
use std::sync::Arc;

/// Lines of a widget at first, and the others at a wish.
const SHOWN: usize = 8;
/// Title of the widget of what is not well.
pub const TITLE: &str = "Needs attention";
const MINE: &str = "mine";
const ALL: &str = "all";

/// What of the reader's is not well, the worst first; or of everybody's.
pub fn needed(input: HomeInput) -> AnyView {
    let registry = use_registry();
    let HomeInput { catalog, me, .. } = input;
    let scope = RwSignal::new(if me.is_some() { MINE } else { ALL }.to_owned());
    let choose = Callback::new(move |chosen: String| {
        scope.try_set(chosen);
    });
    let switch = move || {
        if me.is_none() {
            return ().into_any();
        }
        let choices = vec![Choice::new(MINE, "Mine"), Choice::new(ALL, "Everybody’s")];
        view! {
            <SegmentedControl
                label="Whose is shown"
                choices=choices
                value=scope
                on_change=choose
                size=Size::Sm
            />
        }
        .into_any()
    };
    let body = move || {
        let entities = match me {
            Some(me) if scope.with(|scope| scope == MINE) => owned_through(&catalog, me).1,
            _ => catalog.all().collect(),
        };
        let board = Board::follow(&registry, &catalog, &entities, |_| true);
        let (registry, of) = (registry.clone(), catalog.clone());
        list(&catalog, board, (TITLE, "Nothing needs attention"), move |row| {
            whole(&registry, &of, row)
        })
    };
    view! {
        <Card title=TITLE flush=true actions=ViewFn::from(switch)>
            {body}
        </Card>
    }
    .into_any()
}

/// One fact of what the reader owns, as far as it is not well.
pub fn of_fact(input: HomeInput, id: &'static str, title: &'static str) -> AnyView {
    let Some(me) = input.me else { return super::nobody(title) };
    let registry = use_registry();
    let catalog = input.catalog;
    let (_, owned) = owned_through(&catalog, me);
    let board = Board::follow(&registry, &catalog, &owned, |fact| fact == id);
    let of = catalog.clone();
    let body = list(&catalog, board, (title, "Nothing is open"), move |row| one(&of, row));
    view! { <Card title=title flush=true>{body}</Card> }.into_any()
}

/// The rows that are not well, the worst first, and what is not known.
fn list(
    catalog: &Arc<Catalog>,
    board: Board,
    (title, none): (&'static str, &'static str),
    draw: impl Fn(&BoardRow) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    if board.rows.is_empty() {
        return view! {
            <div class="u-inset">
                <EmptyState kind=EmptyKind::NotConfigured title="Nothing to ask for" compact=true>
                    "Nothing here has the annotations that say whom to ask. The page of each service names them."
                </EmptyState>
            </div>
        }
        .into_any();
    }
    let note = (board.left > 0).then(|| {
        let text = [&*counted(board.left, "more is", "more are"), " not asked about."].concat();
        view! { <p class="u-note u-inset">{text}</p> }
    });
    let catalog = catalog.clone();
    let most = RwSignal::new(SHOWN);
    let places = {
        let board = board.clone();
        Memo::new(move |_| {
            let is_bad = |at: &usize| board.rows.get(*at).is_some_and(|row| row.weight() > 0);
            board.worst_first().into_iter().filter(is_bad).collect::<Vec<usize>>()
        })
    };
    // What comes in later changes a line, and what gets worse moves up: the focus stays where it is.
    let shown = Memo::new(move |_| {
        places
            .with(|places| places.iter().take(most.get()).map(|at| *at as u64).collect::<Vec<_>>())
    });
    let row = {
        let board = board.clone();
        let draw = move |at: u64| {
            let row = usize::try_from(at).ok().and_then(|at| board.rows.get(at));
            row.map_or_else(|| ().into_any(), &draw)
        };
        Arc::new(draw)
    };
    let is_empty = Memo::new(move |_| places.with(Vec::is_empty));
    let rows =
        move || (!is_empty.get()).then(|| view! { <LivingList items=shown item=row.clone() /> });
    let total = Signal::derive(move || places.with(Vec::len));
    let is_more = Memo::new(move |_| total.get() > most.get());
    let more = move || {
        is_more.get().then(|| {
            view! { <div class="u-inset"><ShowMore total=total shown=most /></div> }
        })
    };
    let rest = move || {
        let (waits, failed, why) = board.open(&catalog);
        let is_empty = is_empty.get();
        if is_empty && waits > 0 {
            return view! { <Skeleton kind=SkeletonKind::Rows(2) label="Loading facts" /> }
                .into_any();
        }
        if is_empty && failed == 0 {
            return view! {
                <div class="u-inset"><EmptyState kind=EmptyKind::Done title=none compact=true /></div>
            }
            .into_any();
        }
        trouble(title, failed, &why)
    };
    view! {
        {rows}
        {more}
        {rest}
        {note}
    }
    .into_any()
}

/// Says that facts are not known, and why.
fn trouble(of: &str, count: usize, why: &[String]) -> AnyView {
    if count == 0 {
        return ().into_any();
    }
    // Several widgets may say the same; each names itself.
    let title = [of, ": ", &*counted(count, "fact is not known", "facts are not known")].concat();
    let text = why.join(" ");
    view! {
        <div class="u-inset"><Banner tone=Tone::Warning title=title>{text}</Banner></div>
    }
    .into_any()
}

/// An entity with all that is not well, each a link to where more is said.
fn whole(registry: &Registry, catalog: &Catalog, row: &BoardRow) -> AnyView {
    let (said, state) = (row.clone(), row.clone());
    let name = catalog.entry(row.ix).display_name().to_owned();
    let of: Arc<str> = [" of ", &*name].concat().into();
    let detail = move || links(said.clone(), of.clone());
    let side = move || {
        let state = state.clone();
        let status = move || {
            let (tone, word) = state.state();
            view! { <Status tone=tone label=word /> }
        };
        status.into_any()
    };
    view! {
        <ItemRow
            title=name
            href=entity_href(registry, catalog, row.ix)
            detail=ViewFn::from(detail)
            side=ViewFn::from(side)
        />
    }
    .into_any()
}

/// One trouble: what is said of it, and where more is.
type Trouble = (String, Option<String>);

/// What is not well, drawn anew only where something else is said: the focus may be in it.
fn links(row: BoardRow, of: Arc<str>) -> AnyView {
    let troubles = Memo::new(move |_| {
        let said = row.troubles().into_iter();
        let said = said.map(|(title, href, fact)| ([title, ": ", &*fact.value].concat(), href));
        said.collect::<Vec<Trouble>>()
    });
    let link = move |(words, href): Trouble| match href {
        Some(href) => {
            let of = of.to_string();
            let link =
                view! { <Link href=href>{words}<VisuallyHidden>{of}</VisuallyHidden></Link> };
            view! { <span class="home-trouble">{link}</span> }.into_any()
        }
        None => view! { <span>{words}</span> }.into_any(),
    };
    view! { <For each=move || troubles.get() key=Trouble::clone children=link /> }.into_any()
}

/// An entity with its one fact.
fn one(catalog: &Catalog, row: &BoardRow) -> AnyView {
    let Some(followed) = row.facts.iter().flatten().next() else { return ().into_any() };
    let state = followed.state;
    let fact = Memo::new(move |_| state.with(|state| state.known().cloned()));
    let part =
        |draw: fn(Fact) -> AnyView| ViewFn::from(move || (move || fact.get().map(draw)).into_any());
    view! {
        <ItemRow
            title=catalog.entry(row.ix).display_name()
            href=followed.href.clone()
            detail=part(|fact| fact.detail.into_any())
            side=part(|fact| view! { <Status tone=fact.tone label=fact.value /> }.into_any())
            side_detail=part(|fact| fact.at.map(|at| view! { <RelativeTime time=at /> }).into_any())
        />
    }
    .into_any()
}
