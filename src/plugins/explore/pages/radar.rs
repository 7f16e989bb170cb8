//! The tech radar: the drawing, its twin as a table, and what is said of one technology.

use super::super::config::{ExploreConfig, file, not_configured, with_config};
use super::super::radar::{Radar, RadarFile, Technology};
use super::teams::no_match;
use crate::plugin::entities::counted;
use crate::plugin::list_state::{ListState, VIEW, tally};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Banner, Button, Card, Choice, Cluster, Column, DataTable, Day, Description, DescriptionList,
    EmptyKind, EmptyState, ExternalLink, Facet, FilterBar, Gap, Grid, GridLayout, Level, List,
    Markdown, PanelOption, RadarBlip, RadarChart, RadarMove, Rows, SafeUrl, SegmentedControl,
    SkeletonKind, Stack, Status, TagList, Tone, Variant,
};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const TABLE: &str = "table";
const QUADRANT: &str = "quadrant";
const RING: &str = "ring";
const TAG: &str = "tag";
const DETAILS: &str = "explore-technologies";
/// Key of the technology that is chosen.
const CHOSEN: &str = "blip";

/// Draws the section.
pub fn draw() -> AnyView {
    with_config(radar)
}

fn radar(config: ExploreConfig) -> AnyView {
    let Some(path) = config.radar else {
        return not_configured(
            "No tech radar yet",
            "A tech radar says which technologies to take and which to leave. Write it as JSON, in the format of Backstage's or Zalando's tech radar, and name the file in portal.json.",
            "radar",
        );
    };
    let state = ListState::start();
    let asked = path.clone();
    let load = use_load(move || file::<RadarFile>(&asked));
    let draw = move |found: &RadarFile| shown(state, Radar::of(found), &path);
    view! { <Loaded load=load title="The tech radar" skeleton=SkeletonKind::Card view=Arc::new(draw) /> }
        .into_any()
}

fn problems(radar: &Radar, path: &str) -> Option<AnyView> {
    (!radar.problems.is_empty()).then(|| {
        let title =
            counted(radar.problems.len(), "entry could not be read", "entries could not be read");
        let text = format!("{path}, {}", radar.problems.join("; "));
        view! { <Banner tone=Tone::Warning title=title>{text}</Banner> }.into_any()
    })
}

fn shown(state: ListState, radar: Radar, path: &str) -> AnyView {
    let problems = problems(&radar, path);
    if radar.technologies.is_empty() {
        return view! {
            {problems}
            <EmptyState
                kind=EmptyKind::FirstUse
                level=Level::H2
                title="Nothing is on the radar yet">"The file is there, but it has no entries."</EmptyState>
        }
        .into_any();
    }
    let radar = Arc::new(radar);
    let view = state.signal(VIEW);
    let text = state.text();
    let chosen = move |key: &'static str| Memo::new(move |_| state.all(key));
    let (quadrants, rings, tags) = (chosen(QUADRANT), chosen(RING), chosen(TAG));
    let rows = {
        let radar = radar.clone();
        Memo::new(move |_| {
            let all = radar.technologies.iter().enumerate();
            let fits = |one: &Technology| {
                let quadrant = radar.quadrants.get(one.quadrant).map_or("", String::as_str);
                let ring = radar.rings.get(one.ring).map_or("", |ring| ring.0.as_str());
                let has = |wanted: Memo<Vec<String>>, value: &str| {
                    wanted.with(|wanted| wanted.is_empty() || wanted.iter().any(|one| one == value))
                };
                has(quadrants, quadrant)
                    && has(rings, ring)
                    && tags.with(|tags| tags.iter().all(|tag| one.tags.contains(tag)))
                    && text.with(|text| {
                        crate::plugin::list_state::matches(
                            text,
                            [one.title.as_str(), &one.description],
                        )
                    })
            };
            all.filter(|(_, one)| fits(one)).map(|(at, _)| at).collect::<Vec<usize>>()
        })
    };
    let filters = filters(state, &radar, rows, [quadrants, rings, tags]);
    let current = state.signal(CHOSEN);
    let body = {
        let radar = radar.clone();
        move || {
            if rows.with(Vec::is_empty) {
                return no_match(state);
            }
            if view.get() == TABLE {
                let table = table(state, &radar, rows);
                return view! { <Card flush=true>{table}</Card> }.into_any();
            }
            let detail = radar.clone();
            let chart = chart(state, &radar, rows, current);
            view! {
                <Grid layout=GridLayout::Aside>
                    <Card>
                        {chart}
                        {legend()}
                    </Card>
                    {details(move || current.with(|id| about(state, &detail, id)))}
                </Grid>
            }
            .into_any()
        }
    };
    // Under the table the details of one stand alone.
    let below = move || {
        let radar = radar.clone();
        (view.get() == TABLE).then(|| {
            details(move || {
                let id = current.get();
                if id.is_empty() { ().into_any() } else { about(state, &radar, &id) }
            })
        })
    };
    view! {
        <Stack>
            {problems}
            {filters}
            {body}
            {below}
        </Stack>
    }
    .into_any()
}

fn filters(
    state: ListState,
    radar: &Arc<Radar>,
    rows: Memo<Vec<usize>>,
    [quadrants, rings, tags]: [Memo<Vec<String>>; 3],
) -> AnyView {
    let text = state.text();
    let facet =
        |label: &str, key: &'static str, chosen: Memo<Vec<String>>, values: Vec<PanelOption>| {
            Facet::new(label, Signal::stored(values), chosen, move |values: Vec<String>| {
                state.set(key, &values, true)
            })
        };
    let option = |name: &str, count: usize| PanelOption::new(name, name).count(count);
    let all = &radar.technologies;
    let names = radar.quadrants.iter().enumerate();
    let of_quadrants = names
        .map(|(at, name)| option(name, all.iter().filter(|one| one.quadrant == at).count()))
        .collect();
    let names = radar.rings.iter().enumerate();
    let of_rings = names
        .map(|(at, (name, _))| option(name, all.iter().filter(|one| one.ring == at).count()))
        .collect();
    let of_tags = tally(all.iter().flat_map(|one| &one.tags).map(String::as_str))
        .into_iter()
        .map(|(name, count)| option(&name, count))
        .collect();
    let facets = vec![
        facet("Quadrant", QUADRANT, quadrants, of_quadrants),
        facet("Ring", RING, rings, of_rings),
        facet("Tag", TAG, tags, of_tags),
    ];
    let total = all.len();
    let count = Memo::new(move |_| rows.with(Vec::len));
    let edition = radar.title.clone();
    let summary = Signal::derive(move || {
        let all = counted(total, "technology", "technologies");
        let shown = if count.get() == total { all } else { format!("{} of {all}", count.get()) };
        if edition.is_empty() { shown } else { format!("{shown} · {edition}") }
    });
    let view = state.signal(VIEW);
    let switch = move || {
        let choices = vec![
            Choice::new("", "Radar").icon(Icon::Gauge),
            Choice::new(TABLE, "Table").icon(Icon::Table),
        ];
        view! {
            <SegmentedControl
                label="View as"
                choices=choices
                value=view
                on_change=Callback::new(move |view: String| state.set(VIEW, &[view], true))
            />
        }
        .into_any()
    };
    view! {
        <FilterBar
            search=state.search("Filter technologies")
            facets=facets
            summary=summary
            show=Signal::derive(move || {
                format!("Show {}", counted(count.get(), "technology", "technologies"))
            })
            on_clear=Callback::new(move |()| state.clear())
            active=Signal::derive(move || !text.with(String::is_empty))
        />
        <Cluster justify=portico_components::Justify::End>{switch()}</Cluster>
    }
    .into_any()
}

/// The place of what is said: it stays when its content changes, so that the focus can go there.
fn details(content: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    view! {
        <div id=DETAILS role="region" aria-label="Technologies in words" tabindex="-1">
            <Stack>{content}</Stack>
        </div>
    }
    .into_any()
}

fn choose(state: ListState, id: &str) {
    state.set(CHOSEN, &[id.to_owned()], false);
}

/// The same from a button that goes away with it, or that stands far from what is said.
fn choose_and_look(state: ListState, id: &str) {
    choose(state, id);
    request_animation_frame(|| {
        let place = document().get_element_by_id(DETAILS);
        if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
            let _ = place.focus();
        }
    });
}

fn chart(
    state: ListState,
    radar: &Arc<Radar>,
    rows: Memo<Vec<usize>>,
    current: Memo<String>,
) -> AnyView {
    let blips = radar
        .technologies
        .iter()
        .map(|one| RadarBlip {
            id: one.id.clone(),
            name: one.title.clone(),
            quadrant: one.quadrant,
            ring: one.ring,
            moved: one.moved,
        })
        .collect();
    let names = radar.clone();
    let shown = Memo::new(move |_| {
        let id = |at: &usize| names.technologies.get(*at).map(|one| one.id.clone());
        rows.with(|rows| rows.iter().filter_map(id).collect::<Vec<String>>())
    });
    let label = if radar.title.is_empty() {
        "Tech radar".to_owned()
    } else {
        format!("Tech radar, {}", radar.title)
    };
    view! {
        <RadarChart
            label=label
            quadrants=radar.quadrants.clone()
            rings=radar.rings.iter().map(|(name, _)| name.clone()).collect()
            blips=blips
            shown=shown
            chosen=current
            on_choose=Callback::new(move |id: String| choose(state, &id))
        />
    }
    .into_any()
}

/// What the shapes say.
fn legend() -> AnyView {
    view! {
        <p class="u-note">
            "▲ moved in · ▼ moved out · ◆ new · ● where it was. Tab leads to the radar, the arrow keys from blip to blip."
        </p>
    }
    .into_any()
}

/// What is said of the chosen technology; without one, all of them by quadrant.
fn about(state: ListState, radar: &Arc<Radar>, id: &str) -> AnyView {
    match radar.technologies.iter().position(|one| one.id == id) {
        Some(at) => detail(state, radar, at),
        None => index(state, radar),
    }
}

fn detail(state: ListState, radar: &Radar, at: usize) -> AnyView {
    let Some(one) = radar.technologies.get(at) else { return ().into_any() };
    let ring = radar.rings.get(one.ring).cloned().unwrap_or_default();
    let quadrant = radar.quadrants.get(one.quadrant).cloned().unwrap_or_default();
    let description = one.description.clone();
    let links: Vec<AnyView> = one
        .links
        .iter()
        .map(|link| match SafeUrl::parse(&link.url) {
            Some(url) => {
                let title = link.title.clone();
                view! { <ExternalLink url=url>{title}</ExternalLink> }.into_any()
            }
            None => view! {
                <span>{link.title.clone()} " "</span>
                <code>{link.url.clone()}</code>
                <Status tone=Tone::Warning label="Not a web address" />
            }
            .into_any(),
        })
        .collect();
    let history: Vec<AnyView> = one
        .history
        .iter()
        .map(|(date, ring, reason)| {
            let ring = radar.rings.get(*ring).map(|ring| ring.0.clone()).unwrap_or_default();
            let date = Day::parse(date).map_or_else(|| date.clone(), Day::in_words);
            let reason = (!reason.is_empty()).then(|| format!(": {reason}"));
            view! { <span>{date} ", " <strong>{ring}</strong> {reason}</span> }.into_any()
        })
        .collect();
    let close = Callback::new(move |_| choose_and_look(state, ""));
    let moved = one.moved;
    let moved = (moved != RadarMove::None)
        .then(|| view! { <Description term="Since last time">{moved.word()}</Description> });
    let tags = (!one.tags.is_empty()).then(|| {
        let tags = one.tags.clone();
        view! { <Description term="Tags"><TagList tags=tags /></Description> }
    });
    let links = (!links.is_empty()).then(|| view! { <List items=links plain=true /> });
    let history = (!history.is_empty()).then(|| {
        view! { <Description term="History"><List items=history plain=true /></Description> }
    });
    let meaning = (!ring.1.is_empty()).then(|| format!(": {}", ring.1));
    view! {
        <Card
            title=format!("{}. {}", at + 1, one.title)
            level=Level::H2
            actions=ViewFn::from(move || {
                view! { <Button variant=Variant::Ghost on_click=close>"Show all"</Button> }.into_any()
            })
        >
            <Stack>
                <Markdown text=description level=Level::H3 />
                <DescriptionList>
                    <Description term="Ring"><strong>{ring.0}</strong> {meaning}</Description>
                    <Description term="Quadrant">{quadrant}</Description>
                    {moved}
                    {tags}
                    {history}
                </DescriptionList>
                {links}
            </Stack>
        </Card>
    }
    .into_any()
}

/// The names of all numbers, by quadrant.
fn index(state: ListState, radar: &Arc<Radar>) -> AnyView {
    radar
        .quadrants
        .iter()
        .enumerate()
        .map(|(quadrant, name)| {
            let items: Vec<AnyView> = radar
                .technologies
                .iter()
                .enumerate()
                .filter(|(_, one)| one.quadrant == quadrant)
                .map(|(at, one)| {
                    let (id, title) = (one.id.clone(), one.title.clone());
                    let ring = radar.rings.get(one.ring).map(|ring| ring.0.clone());
                    view! {
                        <Cluster gap=Gap::Xs>
                            <span class="u-numeric">{format!("{}.", at + 1)}</span>
                            <Button
                                variant=Variant::Link
                                on_click=Callback::new(move |_| choose_and_look(state, &id))
                            >
                                {title}
                            </Button>
                            <span>{ring}</span>
                        </Cluster>
                    }
                    .into_any()
                })
                .collect();
            view! { <Card title=name.clone() level=Level::H2><List items=items plain=true /></Card> }
        })
        .collect_view()
        .into_any()
}

fn table(state: ListState, radar: &Arc<Radar>, rows: Memo<Vec<usize>>) -> AnyView {
    let rows = Signal::derive(move || {
        rows.with(|rows| rows.iter().map(|at| *at as u64).collect::<Rows>())
    });
    let cell = |draw: fn(&Radar, &Technology) -> AnyView| {
        let radar = radar.clone();
        move |row: u64| {
            let one = usize::try_from(row).ok().and_then(|row| radar.technologies.get(row));
            one.map_or_else(|| ().into_any(), |one| draw(&radar, one))
        }
    };
    let named = {
        let radar = radar.clone();
        move |row: u64| {
            let one = usize::try_from(row).ok().and_then(|row| radar.technologies.get(row));
            let Some(one) = one else { return ().into_any() };
            let (id, title) = (one.id.clone(), one.title.clone());
            view! {
                <Button variant=Variant::Link on_click=Callback::new(move |_| choose_and_look(state, &id))>
                    {title}
                </Button>
            }
            .into_any()
        }
    };
    let number = |row: u64| (row + 1).to_string().into_any();
    let columns = vec![
        Column::new("number", "Number", number).width(80).end(),
        Column::new("name", "Technology", named).width(200).grow(),
        Column::new(
            "ring",
            "Ring",
            cell(|radar, one| {
                radar.rings.get(one.ring).map(|ring| ring.0.clone()).unwrap_or_default().into_any()
            }),
        )
        .width(120),
        Column::new(
            "quadrant",
            "Quadrant",
            cell(|radar, one| {
                radar.quadrants.get(one.quadrant).cloned().unwrap_or_default().into_any()
            }),
        )
        .width(160)
        .priority(1),
        Column::new(
            "moved",
            "Since last time",
            cell(|_, one| match one.moved {
                RadarMove::None => "—".into_any(),
                moved => moved.word().into_any(),
            }),
        )
        .width(136)
        .priority(2),
        Column::new(
            "tags",
            "Tags",
            cell(|_, one| view! { <TagList tags=one.tags.clone() most=3 /> }.into_any()),
        )
        .width(200)
        .priority(3),
    ];
    view! { <DataTable caption="Technologies" rows=rows columns=columns /> }.into_any()
}
