//! What a company thinks of technologies, as a radar.

pub mod gallery;
mod layout;

use crate::{class, dom, number::pixels, unique_id};
use layout::{RADIUS, layout, step};
use leptos::{ev::KeyboardEvent, prelude::*};
use std::sync::Arc;
use stylers_macro::style_sheet;
use wasm_bindgen::JsCast;

/// How much the drawing may shrink.
const SMALLEST: f64 = 0.85;

/// Which way a blip has moved since the last edition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RadarMove {
    /// It is where it was.
    #[default]
    None,
    /// To a ring further inside.
    In,
    /// To a ring further outside.
    Out,
    /// It was not there before.
    New,
}

impl RadarMove {
    /// The word for it; empty where nothing moved.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::In => "moved in",
            Self::Out => "moved out",
            Self::New => "new",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::In => "in",
            Self::Out => "out",
            Self::New => "new",
        }
    }
}

/// One technology of a [`RadarChart`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RadarBlip {
    /// Names it in `chosen` and `shown`. No two are the same.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Which of the quadrants it is in, from 0.
    pub quadrant: usize,
    /// Which of the rings it is in, from 0 for the innermost.
    pub ring: usize,
    /// Which way it has moved.
    pub moved: RadarMove,
}

/// What is drawn.
struct Model {
    quadrants: Vec<String>,
    rings: Vec<String>,
    blips: Vec<RadarBlip>,
}

impl Model {
    /// All of a blip in words: "12. Kotlin, Adopt, Languages, moved in".
    fn words(&self, at: usize) -> String {
        let Some(blip) = self.blips.get(at) else { return String::new() };
        let name = |list: &[String], at: usize| list.get(at).cloned().unwrap_or_default();
        let mut words = [
            &(at + 1).to_string(),
            ". ",
            &blip.name,
            ", ",
            &name(&self.rings, blip.ring),
            ", ",
            &name(&self.quadrants, blip.quadrant),
        ]
        .concat();
        if blip.moved != RadarMove::None {
            words.extend([", ", blip.moved.word()]);
        }
        words
    }
}

/// Technologies in rings by how much a company recommends them, and in quadrants by what they are.
///
/// The numbers are the places of the blips in the list, counted from 1, so that a table beside it
/// can carry the same ones. It needs such a table: nobody reads a radar by numbers alone. The
/// drawing grows with the list, so that blips never touch; a place that is too narrow scrolls
/// sideways. For amounts take a [`Chart`](crate::Chart).
///
/// Keyboard: the drawing is one stop for Tab. Left and right lead round the ring, up and down to
/// the ring inside and outside in the same quadrant, Home and End to the first and last blip;
/// Enter and Space choose.
///
/// Pattern: APG "Toolbar" for the keys, a toggle button per blip.
#[component]
pub fn RadarChart(
    /// What is shown: "Tech radar, November 2026".
    #[prop(into)]
    label: String,
    /// Names of the quadrants, clockwise from the upper right; four fit best.
    quadrants: Vec<String>,
    /// Names of the rings, the innermost first.
    rings: Vec<String>,
    /// The technologies, in the order of their numbers.
    blips: Vec<RadarBlip>,
    /// Ids of those that are shown; the others keep their places and numbers.
    #[prop(into)]
    shown: Signal<Vec<String>>,
    /// Id of the one that is chosen; empty for none.
    #[prop(into)]
    chosen: Signal<String>,
    /// Called with the id of another one, or with nothing to let go of it.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let scope = style_sheet!("components/src/radar_chart/radar_chart.css");
    let places: Vec<(usize, usize)> = blips.iter().map(|blip| (blip.quadrant, blip.ring)).collect();
    let drawn = layout(quadrants.len(), rings.len(), &places);
    let model = Arc::new(Model { quadrants, rings, blips });
    let count = model.blips.len();
    let prefix = unique_id("pk-radar");
    let visible = {
        let model = model.clone();
        Memo::new(move |_| {
            shown.with(|shown| {
                model.blips.iter().map(|blip| shown.contains(&blip.id)).collect::<Vec<bool>>()
            })
        })
    };
    let wanted = {
        let model = model.clone();
        chosen
            .with_untracked(|chosen| model.blips.iter().position(|blip| blip.id == *chosen))
            .unwrap_or_default()
    };
    // Where Tab leads; the first that is shown when that one is hidden.
    let mark = RwSignal::new(wanted);
    let stop = Memo::new(move |_| {
        let mark = mark.get();
        visible.with(|shown| match shown.get(mark) {
            Some(true) => mark,
            _ => shown.iter().position(|shown| *shown).unwrap_or_default(),
        })
    });
    let named = RwSignal::new(None::<usize>);
    let spots = drawn.spots.clone();
    let move_on = {
        let prefix = prefix.clone();
        move |event: KeyboardEvent| {
            if dom::is_chord(&event) {
                return;
            }
            let (Some(at), Some(shown)) = (stop.try_get_untracked(), visible.try_get_untracked())
            else {
                return;
            };
            let Some(next) = step(&event.key(), at, &places, &spots, &shown) else { return };
            event.prevent_default();
            mark.try_set(next);
            if let Some(element) = document().get_element_by_id(&part(&prefix, next)) {
                // A part of a drawing takes the focus like an element of the page.
                let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
            }
        }
    };
    let marks: Vec<AnyView> = (0..count)
        .map(|at| {
            let Some(blip) = model.blips.get(at) else { return ().into_any() };
            let spot = drawn.spots.get(at).copied().unwrap_or_default();
            let (x, y) = (spot.x.to_string(), spot.y.to_string());
            let id = blip.id.clone();
            let is_chosen = move || chosen.with(|chosen| *chosen == id);
            let choose = {
                let id = blip.id.clone();
                move || {
                    mark.try_set(at);
                    let now = chosen.try_get_untracked().unwrap_or_default();
                    on_choose.try_run(if now == id { String::new() } else { id.clone() });
                }
            };
            let press = choose.clone();
            let hidden = move || visible.with(|shown| shown.get(at) != Some(&true));
            view! {
                <g
                    id=part(&prefix, at)
                    class="pk-radar-chart-blip"
                    role="button"
                    tabindex=move || if stop.get() == at { "0" } else { "-1" }
                    aria-label=model.words(at)
                    aria-pressed=move || is_chosen().to_string()
                    data-moved=blip.moved.name()
                    data-ring=(blip.ring + 1).min(5).to_string()
                    display=move || hidden().then_some("none")
                    transform=["translate(", &x, " ", &y, ")"].concat()
                    on:click=move |_| choose()
                    on:keydown=move |event: KeyboardEvent| {
                        if matches!(event.key().as_str(), "Enter" | " ") {
                            event.prevent_default();
                            press();
                        }
                    }
                    on:focus=move |_| {
                        named.try_set(Some(at));
                    }
                    on:blur=move |_| {
                        named.try_set(None);
                    }
                    on:pointerenter=move |_| {
                        named.try_set(Some(at));
                    }
                    on:pointerleave=move |_| {
                        named.try_set(None);
                    }
                >
                    <path class="pk-radar-chart-shape" d=shape(blip.moved)></path>
                    <text class="pk-radar-chart-number" text-anchor="middle" dy="0.35em">
                        {(at + 1).to_string()}
                    </text>
                </g>
            }
            .into_any()
        })
        .collect();
    let radius = drawn.radius();
    let side = (2 * radius).to_string();
    let name = {
        let model = model.clone();
        let spots = drawn.spots.clone();
        move || {
            let at = named.get()?;
            let (blip, spot) = (model.blips.get(at)?, spots.get(at)?);
            // Beside the edges the words run inwards.
            let anchor = match spot.x {
                x if x < radius / 2 => "start",
                x if x > radius * 3 / 2 => "end",
                _ => "middle",
            };
            let above = if spot.y > 3 * RADIUS { -RADIUS - 8 } else { RADIUS + 18 };
            Some(view! {
                <text
                    class="pk-radar-chart-name"
                    aria-hidden="true"
                    text-anchor=anchor
                    x=spot.x.to_string()
                    y=(spot.y + above).to_string()
                >
                    {blip.name.clone()}
                </text>
            })
        }
    };
    let frame = frame(&model, &drawn.rings, radius);
    // Smaller than this, the numbers cannot be read and the blips not be hit.
    let least = pixels(f64::from(radius) * 2.0 * SMALLEST);
    view! {
        <div
            class=class(scope, "pk-radar-chart")
            dir="ltr"
            tabindex="-1"
        >
            <svg
                viewBox=["0 0 ", &side, " ", &side].concat()
                role="group"
                aria-label=label
                style:min-inline-size=least
                on:keydown=move_on
            >
                {frame}
                {marks}
                {name}
            </svg>
        </div>
    }
    .into_any()
}

fn part(prefix: &str, at: usize) -> String {
    [prefix, "-", &at.to_string()].concat()
}

/// A disc; a triangle that points to where it moved, in or out; a star for what is new.
fn shape(moved: RadarMove) -> &'static str {
    match moved {
        RadarMove::None => "M-12 0a12 12 0 1 0 24 0a12 12 0 1 0 -24 0z",
        RadarMove::In => "M0 -13L13 9.5H-13z",
        RadarMove::Out => "M0 13L13 -9.5H-13z",
        RadarMove::New => "M0 -13L9.2 -9.2L13 0L9.2 9.2L0 13L-9.2 9.2L-13 0L-9.2 -9.2z",
    }
}

/// Rings, the lines between the quadrants, and their names.
fn frame(model: &Model, rings: &[i32], radius: i32) -> AnyView {
    let centre = radius.to_string();
    let circles: Vec<AnyView> = rings
        .iter()
        .rev()
        .map(|ring| {
            let (cx, cy) = (centre.clone(), centre.clone());
            view! { <circle class="pk-radar-chart-ring" cx=cx cy=cy r=(ring - 1).to_string()></circle> }
                .into_any()
        })
        .collect();
    let count = model.quadrants.len().max(1);
    let turn = |at: usize, share: f64| {
        (at as f64 + share) * 2.0 * std::f64::consts::PI / count as f64
            - std::f64::consts::FRAC_PI_2
    };
    let point = |angle: f64, length: f64| {
        let at = |share: f64| (f64::from(radius) + length * share).round() as i32;
        (at(angle.cos()), at(angle.sin()))
    };
    let lines: String = (0..count)
        .map(|at| {
            let (x, y) = point(turn(at, 0.0), f64::from(radius));
            ["M", &centre, " ", &centre, "L", &x.to_string(), " ", &y.to_string()].concat()
        })
        .collect();
    // On the line that goes up, where no blip comes near.
    let mut inner = 0;
    let names: Vec<AnyView> = rings
        .iter()
        .zip(&model.rings)
        .map(|(ring, name)| {
            let y = radius - (inner + ring) / 2;
            inner = *ring;
            view! {
                <text
                    class="pk-radar-chart-label"
                    aria-hidden="true"
                    text-anchor="middle"
                    dy="0.35em"
                    x=centre.clone()
                    y=y.to_string()
                >
                    {name.clone()}
                </text>
            }
            .into_any()
        })
        .collect();
    view! {
        {circles}
        <path class="pk-radar-chart-line" d=lines></path>
        {names}
    }
    .into_any()
}
