//! Announcements, and what is new in the catalog.

use super::super::EXPLORE;
use super::super::announcement::{Announcement, Index, MOST};
use super::super::config::{ExploreConfig, file, not_configured, with_config};
use super::super::fresh::{Seen, is_recent, number};
use super::super::section::Section;
use crate::net::{Get, LoadState};
use crate::plugin::entities::{counted, entity_href, owner};
use crate::plugin::kept::{self, Kept};
use crate::plugin::prelude::*;
use leptos::prelude::{Get as _, *};
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::reference::RefDefaults;
use portico_components::{
    Banner, Button, Card, Cluster, Day, EmptyKind, EmptyState, Gap, Grid, GridLayout, ItemRow,
    KindIcon, Level, Link, List, Markdown, RefLink, Skeleton, SkeletonKind, Stack, Tone, Variant,
    class,
};
use std::sync::Arc;
use stylers_macro::style_sheet;

const AWAY: &str = "portico.announcements.v1";
const SEEN: &str = "portico.seen.v1";
/// New entities in the list.
const SHOWN: usize = 20;

/// Draws the section.
pub fn draw() -> AnyView {
    with_config(|config| {
        let fresh = fresh(config.created_annotation.clone());
        view! {
            <Grid layout=GridLayout::Aside>
                <Stack>{announcements(config, card)}</Stack>
                <Stack>{fresh}</Stack>
            </Grid>
        }
        .into_any()
    })
}

/// How one announcement is drawn: its name, what it says, and what was put away.
type DrawOne = fn(&str, &Announcement, Kept) -> AnyView;

/// The announcements whose days have come.
pub fn announcements(config: ExploreConfig, one: DrawOne) -> AnyView {
    let Some(path) = config.announcements else {
        return not_configured(
            "No announcements yet",
            "Announcements are Markdown files with the days on which they are shown. A JSON file lists them.",
            "announcements",
        );
    };
    let asked = path.clone();
    let load = use_load(move || file::<Index>(&asked));
    let draw = move |index: &Index| feed(index, &path, one);
    view! {
        <Loaded load=load title="The announcements" skeleton=SkeletonKind::Text(6) view=Arc::new(draw) />
    }
    .into_any()
}

/// Reads the files that are listed and shows those whose days have come.
fn feed(index: &Index, path: &str, one: DrawOne) -> AnyView {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let files: Vec<String> = index.announcements.iter().take(MOST).cloned().collect();
    let loads: Vec<_> = files
        .into_iter()
        .map(|name| {
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            (name, use_load(move || Get::text("portal").below(&path)))
        })
        .collect();
    let retry: Vec<_> = loads.iter().map(|(_, load)| *load).collect();
    let away = Kept::start(AWAY);
    let today = Day::today();
    let read = Memo::new(move |_| {
        let mut feed = Feed::default();
        for (name, load) in &loads {
            load.state.with(|state| match state {
                LoadState::Loading => feed.waits = true,
                LoadState::Ready { value, .. }
                | LoadState::Failed { stale: Some((value, _)), .. } => {
                    match Announcement::read(name, value) {
                        Ok(found) if found.is_current(today) => {
                            feed.shown.push((name.clone(), found));
                        }
                        Ok(_) => {}
                        Err(problem) => feed.problems.push(problem),
                    }
                }
                LoadState::Failed { error, stale: None } => {
                    feed.failed.push(format!("{name}: {}", error.title()));
                }
            });
        }
        let day = |one: &Announcement| one.start.map(|start| today.days_after(start));
        feed.shown.sort_by_key(|(_, one)| day(one).unwrap_or(i64::MAX));
        feed
    });
    let again = Callback::new(move |_| {
        for load in &retry {
            load.reload();
        }
    });
    (move || read.with(|feed| feed.draw(away, again, one))).into_any()
}

/// What the files have come to.
#[derive(Clone, Debug, Default, PartialEq)]
struct Feed {
    waits: bool,
    shown: Vec<(String, Announcement)>,
    problems: Vec<String>,
    failed: Vec<String>,
}

impl Feed {
    fn draw(&self, away: Kept, again: Callback<leptos::ev::MouseEvent>, draw: DrawOne) -> AnyView {
        let failed = (!self.failed.is_empty()).then(|| {
            let title = counted(
                self.failed.len(),
                "announcement could not be loaded",
                "announcements could not be loaded",
            );
            let text = self.failed.join("; ");
            view! {
                <Banner tone=Tone::Warning title=title>
                    {text} " " <Button variant=Variant::Link on_click=again>"Try again"</Button>
                </Banner>
            }
        });
        let problems = (!self.problems.is_empty()).then(|| {
            let text = self.problems.join("; ");
            view! { <Banner tone=Tone::Warning title="An announcement cannot be used">{text}</Banner> }
        });
        let waits = self.waits.then(|| {
            view! { <Skeleton kind=SkeletonKind::Text(3) label="Loading announcements" /> }
        });
        let shown = self.shown.clone();
        let is_quiet = !self.waits && self.failed.is_empty();
        let list = move || {
            let (gone, here): (Vec<_>, Vec<_>) = shown.iter().partition(|(name, _)| away.has(name));
            let none = (here.is_empty() && is_quiet).then(|| {
                view! {
                    <EmptyState
                        kind=EmptyKind::Done
                        level=Level::H2
                        title="No announcements">"Nothing is announced for these days."</EmptyState>
                }
            });
            let cards = here.iter().map(|(name, one)| draw(name, one, away)).collect_view();
            let back = (!gone.is_empty()).then(|| {
                let names: Vec<String> = gone.iter().map(|(name, _)| name.clone()).collect();
                let text = format!(
                    "Show {} again",
                    counted(names.len(), "dismissed one", "dismissed ones")
                );
                let on_click =
                    Callback::new(move |_| away.forget(names.iter().map(String::as_str)));
                view! { <Button variant=Variant::Link on_click=on_click>{text}</Button> }
            });
            view! { {cards}{none}{back} }
        };
        view! {
            <Stack>
                {failed}
                {problems}
                {waits}
                {list}
            </Stack>
        }
        .into_any()
    }
}

/// On which days it is shown.
fn days(one: &Announcement) -> String {
    match (one.start, one.end) {
        (Some(start), Some(end)) => format!("{} to {}", start.in_words(), end.in_words()),
        (Some(start), None) => format!("since {}", start.in_words()),
        (None, Some(end)) => format!("until {}", end.in_words()),
        (None, None) => String::new(),
    }
}

/// The button that puts it away.
fn dismiss(name: &str, one: &Announcement, away: Kept) -> ViewFn {
    let (id, label) = (name.to_owned(), ["Dismiss ", &*one.plain_title()].concat());
    ViewFn::from(move || {
        let id = id.clone();
        view! {
            <portico_components::IconButton
                icon=Icon::Close
                label=label.clone()
                on_click=Callback::new(move |_| away.set(&id, true))
            />
        }
        .into_any()
    })
}

/// One announcement as a line that leads to its text.
pub fn brief(name: &str, one: &Announcement, away: Kept) -> AnyView {
    let href = use_registry().href(EXPLORE, &Section::News).unwrap_or_default();
    let (title, when) = (one.titled(), days(one));
    let dismiss = dismiss(name, one, away);
    let scope = style_sheet!("src/plugins/explore/pages/news.css");
    view! {
        <div class=class(scope, "news-brief")>
            <Stack gap=Gap::Xs>
                <Link href=href>{title}</Link>
                <span class="u-note">{when}</span>
            </Stack>
            {dismiss.run()}
        </div>
    }
    .into_any()
}

fn card(name: &str, one: &Announcement, away: Kept) -> AnyView {
    let when = days(one);
    let title = one.plain_title();
    let actions = dismiss(name, one, away);
    let (registry, catalog) = (use_registry(), use_sources().catalog());
    let by = one.by.clone();
    let by = (!by.is_empty()).then(|| (move || author(&registry, catalog, &by)).into_any());
    let text = one.text.clone();
    view! {
        <Card title=title level=Level::H2 hint=when actions=actions>
            <Stack gap=Gap::Sm>
                <Markdown text=text level=Level::H3 />
                {by}
            </Stack>
        </Card>
    }
    .into_any()
}

/// Who says it: a link if the catalog has them.
fn author(registry: &Registry, catalog: Signal<Option<Arc<Catalog>>>, by: &str) -> AnyView {
    let found = catalog.with(|catalog| {
        let catalog = catalog.as_ref()?;
        let name =
            EntityRef::parse(by, RefDefaults { kind: Some("group"), ..RefDefaults::default() });
        let ix = catalog.lookup(&name.ok()?)?;
        let entry = catalog.entry(ix);
        Some((entry.kind(), entry.display_name(), entity_href(registry, catalog, ix))).map(
            |(kind, label, href)| view! { <RefLink kind=kind label=label href=href /> }.into_any(),
        )
    });
    let who = found.unwrap_or_else(|| by.to_owned().into_any());
    view! { <Cluster>"From " {who}</Cluster> }.into_any()
}

/// What came into the catalog within a week.
fn fresh(annotation: Option<String>) -> AnyView {
    let sources = use_sources();
    let catalog = sources.catalog();
    let registry = use_registry();
    let today = Day::today();
    let seen = StoredValue::new(Seen::read(&kept::read(SEEN).unwrap_or_default()));
    let found = Memo::new(move |_| {
        let catalog = catalog.get()?;
        // A source that failed would make everything in it new the next time.
        let whole =
            sources.states().with(|states| states.iter().all(|state| state.health == Health::Good));
        let names = || catalog.all().map(|ix| number(&catalog.entry(ix).entity_ref().to_string()));
        let kept = seen.try_update_value(|seen| {
            if whole && seen.note(names(), today) {
                kept::write(SEEN, &seen.write());
            }
            let since = |ix: Ix, number: u32| {
                let entry = catalog.entry(ix);
                let said = annotation.as_deref().and_then(|key| entry.annotation(key));
                match said.and_then(|text| Day::parse(text.split('T').next()?)) {
                    Some(day) => is_recent(day, today).then_some(day),
                    None => seen.new_since(number, today),
                }
            };
            let mut new: Vec<(Day, Ix)> = catalog
                .all()
                .zip(names())
                .filter_map(|(ix, number)| Some((since(ix, number)?, ix)))
                .collect();
            new.sort_by_key(|(day, ix)| (today.days_after(*day), *ix));
            (new, seen.begun())
        });
        kept.map(|(new, begun)| Fresh { catalog: Same(catalog.clone()), new, begun })
    });
    let body = move || {
        found.with(|found| match found {
            None => view! { <Skeleton kind=SkeletonKind::Rows(4) label="Loading the catalog" /> }
                .into_any(),
            Some(fresh) => fresh.draw(&registry, today),
        })
    };
    view! { <Card title="New in the catalog this week" level=Level::H2 flush=true>{body}</Card> }
        .into_any()
}

/// A catalog, equal to itself and to those with the same content.
#[derive(Clone)]
struct Same(Arc<Catalog>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        self.0.stamp() == other.0.stamp()
    }
}

/// What is new, and since when this browser knows.
#[derive(Clone, PartialEq)]
struct Fresh {
    catalog: Same,
    new: Vec<(Day, Ix)>,
    begun: Option<Day>,
}

impl Fresh {
    fn draw(&self, registry: &Arc<Registry>, today: Day) -> AnyView {
        let catalog = &self.catalog.0;
        let begun = match self.begun {
            Some(begun) if begun == today => {
                "This browser notes from today on what comes into the catalog.".to_owned()
            }
            Some(begun) if is_recent(begun, today) => {
                format!("Compared with what this browser saw on {}.", begun.in_words())
            }
            Some(_) => "Compared with what this browser has seen before.".to_owned(),
            None => "A source could not be read, so nothing is compared.".to_owned(),
        };
        if self.new.is_empty() {
            let title = match self.begun {
                Some(begun) if begun != today => "Nothing new",
                _ => "Nothing is known yet",
            };
            return view! {
                <div class="u-inset">
                    <EmptyState kind=EmptyKind::Done title=title compact=true>{begun}</EmptyState>
                </div>
            }
            .into_any();
        }
        let rows = self.new.iter().take(SHOWN).map(|(day, ix)| row(registry, catalog, *ix, *day));
        let rows = rows.collect();
        let more = self.new.len().saturating_sub(SHOWN);
        let more = (more > 0).then(|| view! { <p class="u-note">{format!("and {more} more")}</p> });
        view! {
            <List items=rows />
            {more}
            <p class="u-note">{begun}</p>
        }
        .into_any()
    }
}

fn row(registry: &Arc<Registry>, catalog: &Arc<Catalog>, ix: Ix, day: Day) -> AnyView {
    let entry = catalog.entry(ix);
    let kind = entry.kind().to_owned();
    let by = (registry.clone(), catalog.clone());
    let since = day.in_words();
    view! {
        <ItemRow
            title=entry.display_name()
            href=entity_href(registry, catalog, ix)
            leading=ViewFn::from(move || view! { <KindIcon kind=kind.clone() /> }.into_any())
            detail=ViewFn::from(move || since.clone().into_any())
            side=ViewFn::from(move || owner(&by.0, &by.1, ix))
        />
    }
    .into_any()
}
