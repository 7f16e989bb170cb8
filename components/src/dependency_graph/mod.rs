//! How things hang together, as a drawing.

pub mod gallery;
mod layout;

use crate::kept_rows::{RowKey, keep_rows};
use crate::observe::{listen, watch_size};
use crate::{Icon, IconButton, KindIcon, Size, Variant, class, dom, number::pixels, unique_id};
use layout::{HEIGHT, Layout, Spot, WIDTH, layout, line, step};
use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};
use leptos::html::{Div, Ul};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use stylers_macro::style_sheet;
use web_sys::HtmlDivElement;

/// One box of a [`DependencyGraph`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GraphNode {
    /// Its name.
    pub name: String,
    /// What else there is to say about it, in a few words: its owner, a number of parts.
    pub hint: String,
    /// The kind of the entity, for its drawing.
    pub kind: String,
    /// Where the box leads: the same page with this one chosen.
    pub href: String,
    /// Steps from the middle of the graph: below zero for what needs it.
    pub column: i32,
    /// Whether it stands for several.
    pub several: bool,
    /// Whether the page is about it.
    pub here: bool,
}

/// One line of a [`DependencyGraph`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GraphEdge {
    /// Place of the box that needs.
    pub from: usize,
    /// Place of the box that is needed.
    pub to: usize,
    /// Whether it is drawn with dashes; the legend says what that means.
    pub dashed: bool,
}

/// Sizes of the drawing, in percent.
const ZOOMS: [usize; 8] = [25, 40, 60, 80, 100, 125, 150, 200];
/// Fewer boxes than this are always in the page.
const FEW: usize = 200;
/// Boxes are drawn this far around what is seen, in px; the next ones are drawn when half of it was
/// scrolled away.
const AROUND: i32 = 600;

/// What is drawn.
struct Model {
    nodes: Vec<GraphNode>,
    edges: Vec<GraphEdge>,
    ends: Vec<(usize, usize)>,
    layout: Layout,
}

impl Model {
    fn spot(&self, at: usize) -> Spot {
        self.layout.spots.get(at).copied().unwrap_or_default()
    }

    /// The lines that satisfy a condition, as one path, and their arrows as another one.
    fn lines(&self, wanted: impl Fn(&GraphEdge) -> bool) -> (String, String) {
        let mut all = (String::new(), String::new());
        for edge in self.edges.iter().filter(|edge| wanted(edge)) {
            let (curve, arrow) = line(self.spot(edge.from), self.spot(edge.to));
            all.0.push_str(&curve);
            all.1.push_str(&arrow);
        }
        all
    }

    /// What the lines of a box say: ", needs 2, needed by 3".
    fn words(&self, at: usize) -> String {
        let count = |end: fn(&(usize, usize)) -> usize| {
            self.ends.iter().filter(|ends| end(ends) == at).count().to_string()
        };
        [", needs ", &count(|ends| ends.0), ", needed by ", &count(|ends| ends.1)].concat()
    }
}

/// The part of the drawing that is seen, in its own px.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct View {
    left: i32,
    top: i32,
    right: i32,
    bottom: i32,
}

impl View {
    /// Whether something of a box is in it.
    fn has(self, spot: Spot) -> bool {
        spot.x + WIDTH > self.left
            && spot.x < self.right
            && spot.y + HEIGHT > self.top
            && spot.y < self.bottom
    }
}

/// Things and what they need, in columns: what needs a thing to its left, what it needs to its right.
///
/// It is for some hundred boxes; of thousands, those around the part that is seen are in the page.
/// Nobody reads a drawing alone: show a table of the same beside it or behind a switch. For the parts
/// of a whole take a [`TreeView`](crate::TreeView), for one step a list.
///
/// Keyboard: each box is a link. Right and left follow the lines, up and down lead along the column;
/// + and − change the size, 0 shows all of it.
///
/// Pattern: a figure with links, and a group of buttons for its size.
#[component]
pub fn DependencyGraph(
    /// What is shown: "Relations of payments-ledger, two steps".
    #[prop(into)]
    label: String,
    /// The boxes, in the order in which Tab leads through them.
    nodes: Vec<GraphNode>,
    /// The lines.
    edges: Vec<GraphEdge>,
    /// What stands above the columns, by their numbers.
    #[prop(optional)]
    heads: Vec<(i32, String)>,
    /// Name of the box that is chosen, as its address; empty for none.
    #[prop(optional, into)]
    chosen: Signal<String>,
    /// Called with the place of a box that was pressed, instead of following its link.
    #[prop(optional, into)]
    on_choose: Option<Callback<usize>>,
    /// What lines without and with dashes mean.
    #[prop(default = ("Needs", "Implied"))]
    legend: (&'static str, &'static str),
    /// Its size in percent, when the page keeps it.
    #[prop(optional)]
    zoom: Option<RwSignal<usize>>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/dependency_graph/dependency_graph.css");
    let prefix = unique_id("pk-dependency-graph");
    let zoom = zoom.unwrap_or_else(|| RwSignal::new(100));
    let columns: Vec<i32> = nodes.iter().map(|node| node.column).collect();
    let ends: Vec<(usize, usize)> = edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let drawn = layout(&columns, &ends);
    let model = Arc::new(Model { nodes, edges, ends, layout: drawn });
    let middle = model.nodes.iter().position(|node| node.here).unwrap_or_default();

    let frame = NodeRef::<Div>::new();
    // What is drawn, and which of it keeps the focus or is pointed at.
    let view = RwSignal::new(View::default());
    let mark = RwSignal::new(middle);
    let named = RwSignal::new(None::<usize>);

    let look = move || {
        let (Some(frame), Some(zoom)) = (seen(frame), zoom.try_get_untracked()) else { return };
        let own = |px: i32| px * 100 / i32::try_from(zoom.max(1)).unwrap_or(100);
        let (left, top) = (own(frame.scroll_left()), own(frame.scroll_top()));
        let (right, bottom) = (left + own(frame.client_width()), top + own(frame.client_height()));
        let near = |one: i32, other: i32| (one - other).abs() <= AROUND / 2;
        let now = View {
            left: left - AROUND,
            top: top - AROUND,
            right: right + AROUND,
            bottom: bottom + AROUND,
        };
        let stays = view.try_with_untracked(|seen| {
            near(seen.left, now.left)
                && near(seen.top, now.top)
                && near(seen.right, now.right)
                && near(seen.bottom, now.bottom)
        });
        if stays == Some(false) {
            view.try_set(now);
        }
    };
    let centre = {
        let model = model.clone();
        move |at: usize| {
            let (Some(frame), Some(zoom)) = (seen(frame), zoom.try_get_untracked()) else { return };
            let zoom = i32::try_from(zoom).unwrap_or(100);
            let spot = model.spot(at);
            frame.set_scroll_left((spot.x + WIDTH / 2) * zoom / 100 - frame.client_width() / 2);
            frame.set_scroll_top((spot.y + HEIGHT / 2) * zoom / 100 - frame.client_height() / 2);
        }
    };
    {
        let centre = centre.clone();
        frame.on_load(move |element| {
            request_animation_frame(move || {
                centre(middle);
                look();
            });
            listen(&element, "scroll", false, look);
            watch_size(&[&element], look);
        });
    }
    // The middle of what is seen stays in the middle.
    let resize = move |to: usize| {
        let before = zoom.get_untracked();
        let Some(frame) = frame.get_untracked().filter(|_| to != before) else { return };
        let (half, tall) = (frame.client_width() / 2, frame.client_height() / 2);
        let at = (frame.scroll_left() + half, frame.scroll_top() + tall);
        zoom.set(to);
        let grown = move |px: i32| {
            let grown = i64::from(px) * to as i64 / before.max(1) as i64;
            i32::try_from(grown).unwrap_or_default()
        };
        request_animation_frame(move || {
            frame.set_scroll_left(grown(at.0) - half);
            frame.set_scroll_top(grown(at.1) - tall);
            look();
        });
    };
    let larger = move || {
        let now = zoom.get_untracked();
        resize(ZOOMS.into_iter().find(|zoom| *zoom > now).unwrap_or(now));
    };
    let smaller = move || {
        let now = zoom.get_untracked();
        resize(ZOOMS.into_iter().rev().find(|zoom| *zoom < now).unwrap_or(now));
    };
    let (width, height) = (model.layout.width, model.layout.height);
    let whole = move || {
        let Some(frame) = frame.get_untracked() else { return };
        let share =
            |room: i32, need: i32| usize::try_from(room * 100 / need.max(1)).unwrap_or_default();
        let fits = share(frame.client_width(), width).min(share(frame.client_height(), height));
        let size = ZOOMS.into_iter().rev().find(|zoom| *zoom <= fits.min(100));
        resize(size.unwrap_or(25));
    };

    let move_on = {
        let (model, prefix) = (model.clone(), prefix.clone());
        move |event: KeyboardEvent| {
            if dom::is_chord(&event) {
                return;
            }
            match event.key().as_str() {
                "+" | "=" => larger(),
                "-" | "−" => smaller(),
                "0" => whole(),
                key => {
                    let Some(at) = mark.try_get_untracked() else { return };
                    let Some(next) = step(key, at, &model.layout.spots, &model.ends) else {
                        return;
                    };
                    mark.set(next);
                    let id = part(&prefix, next);
                    // It may be drawn only now.
                    request_animation_frame(move || {
                        if let Some(element) = dom::by_id(&id) {
                            let _ = element.focus();
                            dom::reveal_element(&element);
                        }
                    });
                }
            }
            event.prevent_default();
        }
    };

    // Dragging what is between the boxes moves the drawing; a finger scrolls it.
    let held = RwSignal::new(None::<(i32, i32)>);
    let take = move |event: PointerEvent| {
        let on_box = dom::target(&event)
            .is_some_and(|target| target.closest("a, button").ok().flatten().is_some());
        if event.button() != 0 || event.pointer_type() == "touch" || on_box {
            return;
        }
        let Some(frame) = frame.get_untracked() else { return };
        let _ = frame.set_pointer_capture(event.pointer_id());
        held.set(Some((
            frame.scroll_left() + event.client_x(),
            frame.scroll_top() + event.client_y(),
        )));
    };
    let drag = move |event: PointerEvent| {
        let (Some((x, y)), Some(frame)) = (held.get_untracked(), frame.get_untracked()) else {
            return;
        };
        frame.set_scroll_left(x - event.client_x());
        frame.set_scroll_top(y - event.client_y());
    };
    let turn = move |event: WheelEvent| {
        if event.ctrl_key() {
            event.prevent_default();
            if event.delta_y() < 0.0 { larger() } else { smaller() }
        }
    };

    // Far away only the frames can be made out; those are one path.
    let far = {
        let model = model.clone();
        Memo::new(move |_| model.nodes.len() > FEW && zoom.get() < 60)
    };
    let inside = {
        let model = model.clone();
        Memo::new(move |_| {
            let view = view.get();
            let (mark, far) = (mark.get(), far.get());
            let all = model.nodes.len() <= FEW;
            (0..model.nodes.len())
                .filter(|at| {
                    *at == mark || *at == middle || all || (!far && view.has(model.spot(*at)))
                })
                .collect::<BTreeSet<usize>>()
        })
    };
    // A box that stays in sight keeps its element, and with it the focus.
    let list = NodeRef::<Ul>::new();
    let boxes =
        Place { model: model.clone(), prefix: prefix.clone(), chosen, on_choose, mark, named };
    let keys = move || {
        let key = |at: &usize| RowKey { id: *at as u64, occurrence: 0, revision: 0, variant: 0 };
        inside.with(|inside| inside.iter().map(key).collect())
    };
    let one = move |_, key: RowKey| boxes.draw(usize::try_from(key.id).unwrap_or_default());
    keep_rows(move || Some((list.get()?.into(), None)), keys, one);
    let frames = {
        let model = model.clone();
        move || {
            far.get().then(|| {
                let all: String = model.layout.spots.iter().map(|spot| outline(*spot)).collect();
                view! { <path class="pk-dependency-graph-far" d=all></path> }
            })
        }
    };
    let (solid, solid_ends) = model.lines(|edge| !edge.dashed);
    let (dashed, dashed_ends) = model.lines(|edge| edge.dashed);
    let has_dashes = !dashed.is_empty();
    let marked = {
        let model = model.clone();
        move || {
            let at = named.get().or_else(|| {
                chosen.with(|chosen| {
                    model.nodes.iter().position(|node| !chosen.is_empty() && node.href == *chosen)
                })
            })?;
            let (lines, ends) = model.lines(|edge| edge.from == at || edge.to == at);
            Some(view! {
                <path class="pk-dependency-graph-marked" d=lines></path>
                <path class="pk-dependency-graph-marked" d=ends></path>
            })
        }
    };
    let heads: Vec<AnyView> = model
        .layout
        .columns
        .iter()
        .filter_map(|(column, x)| {
            let (_, head) = heads.iter().find(|(number, _)| number == column)?;
            let head = head.clone();
            let x = pixels(f64::from(*x));
            Some(
                view! { <span class="pk-dependency-graph-head" style:left=x>{head}</span> }
                    .into_any(),
            )
        })
        .collect();
    let at_limit = move |limit: Option<&usize>, reason: &'static str| {
        let limit = limit.copied().unwrap_or(100);
        Signal::derive(move || (zoom.get() == limit).then(|| reason.to_owned()))
    };
    let (tall, wide) = (pixels(f64::from(height)), pixels(f64::from(width)));
    view! {
        <figure class=class(scope, "pk-dependency-graph") aria-label=label>
            <div
                class="pk-dependency-graph-frame"
                node_ref=frame
                dir="ltr"
                data-held=move || held.get().map(|_| "")
                on:keydown=move_on
                on:pointerdown=take
                on:pointermove=drag
                on:pointerup=move |_| held.set(None)
                on:pointercancel=move |_| held.set(None)
                on:lostpointercapture=move |_| held.set(None)
                on:wheel=turn
            >
                <div
                    class="pk-dependency-graph-canvas"
                    style:inline-size=wide.clone()
                    style:block-size=tall.clone()
                    style:zoom=move || [&zoom.get().to_string(), "%"].concat()
                >
                    <svg aria-hidden="true" width=width.to_string() height=height.to_string()>
                        <path class="pk-dependency-graph-line" d=solid></path>
                        <path class="pk-dependency-graph-line" d=solid_ends></path>
                        <path class="pk-dependency-graph-line" data-dashed="" d=dashed></path>
                        <path class="pk-dependency-graph-line" d=dashed_ends></path>
                        {marked}
                        {frames}
                    </svg>
                    {heads}
                    <ul node_ref=list></ul>
                </div>
            </div>
            <div class="pk-dependency-graph-tools" role="group" aria-label="Size of the graph">
                <IconButton
                    icon=Icon::Minus
                    label="Smaller"
                    size=Size::Sm
                    variant=Variant::Ghost
                    disabled_reason=at_limit(ZOOMS.first(), "It is as small as it gets")
                    on_click=move |_| smaller()
                />
                <output>{move || zoom.get()} " %"</output>
                <IconButton
                    icon=Icon::Plus
                    label="Larger"
                    size=Size::Sm
                    variant=Variant::Ghost
                    disabled_reason=at_limit(ZOOMS.last(), "It is as large as it gets")
                    on_click=move |_| larger()
                />
                <IconButton
                    icon=Icon::Expand
                    label="Show all of it"
                    size=Size::Sm
                    variant=Variant::Ghost
                    on_click=move |_| whole()
                />
                <IconButton
                    icon=Icon::Target
                    label="Back to the middle"
                    size=Size::Sm
                    variant=Variant::Ghost
                    on_click=move |_| centre(middle)
                />
            </div>
            <figcaption>
                <span data-line="">{legend.0}</span>
                {has_dashes.then(|| view! { <span data-line="dashed">{legend.1}</span> })}
            </figcaption>
        </figure>
    }
    .into_any()
}

/// What every box needs to be drawn.
struct Place {
    model: Arc<Model>,
    prefix: String,
    chosen: Signal<String>,
    on_choose: Option<Callback<usize>>,
    mark: RwSignal<usize>,
    named: RwSignal<Option<usize>>,
}

impl Place {
    fn draw(&self, at: usize) -> AnyView {
        let Some(node) = self.model.nodes.get(at).cloned() else { return ().into_any() };
        let (chosen, on_choose) = (self.chosen, self.on_choose);
        let (mark, named) = (self.mark, self.named);
        let spot = self.model.spot(at);
        let href = node.href.clone();
        let is_chosen = move || chosen.with(|chosen| *chosen == href).then_some("true");
        let point = move |to: Option<usize>| {
            named.try_set(to);
        };
        view! {
            <li
                data-several=node.several.then_some("")
                data-here=node.here.then_some("")
                style:left=pixels(f64::from(spot.x))
                style:top=pixels(f64::from(spot.y))
            >
                <a
                    id=part(&self.prefix, at)
                    href=node.href.clone()
                    aria-current=is_chosen
                    on:click=move |event: MouseEvent| {
                        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
                        if let Some(on_choose) = on_choose.filter(|_| !elsewhere) {
                            event.prevent_default();
                            on_choose.try_run(at);
                        }
                    }
                    on:focus=move |_| {
                        mark.try_set(at);
                        point(Some(at));
                    }
                    on:blur=move |_| point(None)
                    on:pointerenter=move |_| point(Some(at))
                    on:pointerleave=move |_| point(None)
                >
                    <KindIcon kind=node.kind.clone() />
                    <span dir="auto">{node.name.clone()}</span>
                    <i class="u-visually-hidden">{[", ", &node.kind].concat()}</i>
                    <small dir="auto">{node.hint.clone()}</small>
                    <i class="u-visually-hidden">{self.model.words(at)}</i>
                </a>
            </li>
        }
        .into_any()
    }
}

/// The element, as long as it is there: frames of the browser come when it may be gone.
fn seen(frame: NodeRef<Div>) -> Option<HtmlDivElement> {
    frame.try_get_untracked().flatten()
}

fn part(prefix: &str, at: usize) -> String {
    [prefix, "-", &at.to_string()].concat()
}

/// The frame of a box.
fn outline(spot: Spot) -> String {
    let (width, height) = (WIDTH.to_string(), HEIGHT.to_string());
    [
        "M",
        &spot.x.to_string(),
        " ",
        &spot.y.to_string(),
        "h",
        &width,
        "v",
        &height,
        "h-",
        &width,
        "z",
    ]
    .concat()
}
