//! Values over points, as a drawing and as a table.

pub mod gallery;
pub(crate) mod logic;

use crate::{
    Icon, Size, ToggleButton, Variant, VisuallyHidden, class, counter::group_fixed, dom,
    number::decimal, unique_id,
};
use leptos::{
    ev::{KeyboardEvent, PointerEvent},
    prelude::*,
};
use logic::{Data, HEIGHT, WIDTH};
use std::sync::Arc;
use stylers_macro::style_sheet;

/// How a [`Chart`] draws its values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// A line per series: how something changes.
    #[default]
    Line,
    /// A line per series with the space below it filled: one or two series of an amount.
    Area,
    /// Bars side by side: amounts of a few points to compare.
    Bar,
    /// Bars on top of each other: parts of a whole.
    StackedBar,
}

impl ChartKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Area => "area",
            Self::Bar | Self::StackedBar => "bar",
        }
    }

    const fn has_bars(self) -> bool {
        matches!(self, Self::Bar | Self::StackedBar)
    }
}

/// One series of a [`Chart`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChartSeries {
    name: String,
    values: Vec<Option<i64>>,
}

impl ChartSeries {
    /// A series with a value at every point.
    pub fn new(name: impl Into<String>, values: Vec<i64>) -> Self {
        Self::with_gaps(name, values.into_iter().map(Some).collect())
    }

    /// A series with points where nothing is known. They are gaps, never zeros.
    pub fn with_gaps(name: impl Into<String>, values: Vec<Option<i64>>) -> Self {
        Self { name: name.into(), values }
    }

    fn value(&self, at: usize) -> Option<i64> {
        self.values.get(at).copied().flatten()
    }
}

/// What is drawn.
struct Model {
    kind: ChartKind,
    points: String,
    unit: String,
    decimals: u32,
    labels: Vec<String>,
    series: Vec<ChartSeries>,
}

impl Model {
    fn data(&self, hidden: usize) -> Data<'_> {
        Data { kind: self.kind, count: self.labels.len(), series: &self.series, hidden }
    }

    fn is_empty(&self) -> bool {
        self.labels.is_empty()
            || self.series.iter().all(|series| series.values.iter().all(Option::is_none))
    }

    fn label(&self, at: usize) -> String {
        self.labels.get(at).cloned().unwrap_or_default()
    }

    /// A value with its unit.
    fn value(&self, value: Option<i64>) -> String {
        match value {
            None => "no value".to_owned(),
            Some(value) if self.unit.is_empty() => group_fixed(value, self.decimals),
            Some(value) => [&group_fixed(value, self.decimals), "\u{a0}", &self.unit].concat(),
        }
    }

    /// All of a point in words: "Mon: Passed 12, Failed 3".
    fn words(&self, at: usize, hidden: usize) -> String {
        let mut words = self.label(at);
        let mut mark = ": ";
        for (index, series) in self.series.iter().enumerate() {
            if !logic::has_bit(hidden, index) {
                words.extend([mark, &series.name, " ", &self.value(series.value(at))]);
                mark = ", ";
            }
        }
        words
    }
}

/// Values over points, mostly over time: a drawing, one sentence about it, and a table of the
/// same values behind a switch.
///
/// Use it where the course or the comparison matters. One number is a [`Stat`](crate::Stat), a
/// share of a limit a [`Gauge`](crate::Gauge), a course inside a line or a card a
/// [`Sparkline`](crate::Sparkline).
///
/// Values are whole numbers: milliseconds rather than seconds, or hundredths with two `decimals`.
/// Bars and areas start at zero. At most eight series can be told apart (from the fifth on by dashes too): sum up the rest
/// as "Other" before. Points run from left to right in every language, as clocks and formulas do.
/// A chart of other data is another chart, so draw it inside of what loads them.
///
/// Keyboard: every series of the legend is a button that hides and shows it. The drawing is one
/// stop for Tab: the arrow keys read the point before and after, Home and End the first and last,
/// Escape takes the reading away.
///
/// Pattern: `figure` with a named `img`; the reading is an APG "Slider" over the points.
#[component]
pub fn Chart(
    /// What is shown: "Builds per day".
    #[prop(into)]
    label: String,
    /// What it says, in one sentence: "Twice as many builds as last week, and no more failures."
    #[prop(into)]
    summary: String,
    /// How it is drawn.
    #[prop(optional)]
    kind: ChartKind,
    /// What one point is: "Day".
    #[prop(into)]
    points: String,
    /// Names of the points, in order. Those of the axis are as many as there is room for.
    labels: Vec<String>,
    /// The series, each with one value per point.
    series: Vec<ChartSeries>,
    /// Unit of the values: "ms". Not needed where the label says it.
    #[prop(optional, into)]
    unit: String,
    /// Digits of the values that stand behind the point: with 2, a value of 1234 is "12.34".
    #[prop(optional)]
    decimals: u32,
    /// Draws a grey shape of the same size, because the values are on their way.
    #[prop(optional)]
    loading: bool,
    /// What stands in the drawing when there are no values.
    #[prop(default = "No data in this range.".into(), into)]
    empty: String,
) -> impl IntoView {
    let scope = style_sheet!("components/src/chart/chart.css");
    let title_id = unique_id("pk-chart");
    let model = Arc::new(Model { kind, points, unit, decimals, labels, series });
    let has_values = !loading && !model.is_empty();
    let table = RwSignal::new(false);
    let hidden = RwSignal::new(0_usize);
    let switch = has_values.then(|| {
        view! {
            <ToggleButton
                pressed=table
                on_toggle=move |wanted: bool| {
                    table.try_set(wanted);
                }
                variant=Variant::Ghost
                size=Size::Sm
                icon=Icon::Table
            >
                "Table"
            </ToggleButton>
        }
    });
    let body = if loading {
        view! {
            <div class="pk-chart-blank" data-loading="">
                <VisuallyHidden>"Loading"</VisuallyHidden>
            </div>
        }
        .into_any()
    } else if has_values {
        let title_id = title_id.clone();
        (move || {
            if table.get() {
                twin(&model, title_id.clone())
            } else {
                drawing(&model, title_id.clone(), hidden)
            }
        })
        .into_any()
    } else {
        view! { <p class="pk-chart-blank">{empty}</p> }.into_any()
    };
    view! {
        <figure
            class=class(scope, "pk-chart")
            data-kind=kind.name()
            aria-labelledby=title_id
            aria-busy=loading.then_some("true")
        >
            <figcaption class="pk-chart-head">
                <span class="pk-chart-words">
                    <span class="pk-chart-title" id=title_id.clone()>{label}</span>
                    <span class="pk-chart-summary">{summary}</span>
                </span>
                {switch}
            </figcaption>
            {body}
        </figure>
    }
    .into_any()
}

/// Number of the colour and the dashes of a series.
fn slot(index: usize) -> String {
    (index + 1).min(9).to_string()
}

/// A share of the width, for the style of something that stands above or below the drawing.
fn percent(x: i64) -> String {
    decimal(x as f64 * 100.0 / WIDTH as f64) + "%"
}

/// A piece of a series' line or bar, beside its name.
fn swatch(index: usize) -> AnyView {
    view! {
        <svg class="pk-chart-swatch" viewBox="0 0 20 10" aria-hidden="true" data-series=slot(index)>
            <path class="pk-chart-mark" d="M1 5H19" data-shape="line"></path>
            <path class="pk-chart-mark" d="M5 1H15V9H5z" data-shape="bar"></path>
        </svg>
    }
    .into_any()
}

/// Legend, axes and what is drawn between them.
fn drawing(model: &Arc<Model>, title_id: String, hidden: RwSignal<usize>) -> AnyView {
    let at = RwSignal::new(None::<usize>);
    let legend = (model.series.len() > 1).then(|| legend(model, hidden));
    let marks: Vec<_> = (0..model.series.len())
        .map(|index| {
            let area = (model.kind == ChartKind::Area).then(|| {
                let model = model.clone();
                let path = move || model.data(hidden.get()).area(index);
                view! { <path class="pk-chart-fill" d=path></path> }
            });
            let model = model.clone();
            let path = move || model.data(hidden.get()).path(index);
            view! {
                <g data-series=slot(index)>
                    {area}
                    <path class="pk-chart-mark" d=path></path>
                </g>
            }
            .into_any()
        })
        .collect();
    let ticks = {
        let model = model.clone();
        move || {
            let scale = model.data(hidden.get()).scale();
            let tick = |value: &i64| {
                view! { <span>{scale.tick(*value, model.decimals)}</span> }.into_any()
            };
            scale.ticks().iter().map(tick).collect::<Vec<_>>()
        }
    };
    let grid = {
        let model = model.clone();
        move || {
            let scale = model.data(hidden.get()).scale();
            let line = |value: &i64| {
                ["M0 ", &scale.y(*value).to_string(), "H", &WIDTH.to_string()].concat()
            };
            scale.ticks().iter().map(line).collect::<String>()
        }
    };
    let cursor = {
        let model = model.clone();
        move || {
            let x = at.get().map(|at| model.data(0).x(at).to_string());
            x.map(|x| ["M", &x, " 0V", &HEIGHT.to_string()].concat())
        }
    };
    let unit = (!model.unit.is_empty()).then(
        || view! { <span class="pk-chart-unit" aria-hidden="true">{model.unit.clone()}</span> },
    );
    // So few that all of them are written, however narrow the chart is.
    let few = model.labels.len() <= 3;
    let plot = view! {
        <div class="pk-chart-plot" dir="ltr">
            {unit}
            <div class="pk-chart-y" aria-hidden="true">{ticks}</div>
            <div class="pk-chart-area">
                <svg
                    viewBox=["0 0 ", &WIDTH.to_string(), " ", &HEIGHT.to_string()].concat()
                    preserveAspectRatio="none"
                    role="img"
                    aria-labelledby=title_id
                >
                    <path class="pk-chart-grid" d=grid></path>
                    {marks}
                    <path class="pk-chart-line" d=cursor></path>
                </svg>
                {reader(model, at, hidden)}
                {readout(model, at, hidden)}
            </div>
            <div class="pk-chart-x" aria-hidden="true" data-few=few.then_some("")>{axis(model)}</div>
        </div>
    };
    view! { {legend}{plot.into_any()} }.into_any()
}

/// A button per series.
fn legend(model: &Model, hidden: RwSignal<usize>) -> AnyView {
    let keys: Vec<_> = model
        .series
        .iter()
        .enumerate()
        .map(|(index, series)| {
            let shown = move || !logic::has_bit(hidden.get(), index);
            let toggle = move |_| {
                hidden.try_update(|hidden| *hidden ^= logic::bit(index));
            };
            view! {
                <button
                    class="pk-chart-key"
                    type="button"
                    aria-pressed=move || shown().to_string()
                    on:click=toggle
                >
                    {swatch(index)}
                    <span>{series.name.clone()}</span>
                </button>
            }
            .into_any()
        })
        .collect();
    view! { <div class="pk-chart-legend" role="group" aria-label="Series shown">{keys}</div> }
        .into_any()
}

/// Names below the drawing.
fn axis(model: &Model) -> Vec<AnyView> {
    let data = model.data(0);
    let labels = model.labels.iter().enumerate().step_by(data.label_every());
    labels
        .map(|(at, label)| {
            let x = data.x(at);
            let edge = match x * 20 / WIDTH {
                0 => Some("start"),
                19.. => Some("end"),
                _ => None,
            };
            view! {
                <span data-edge=edge style:inset-inline-start=percent(x)>{label.clone()}</span>
            }
            .into_any()
        })
        .collect()
}

/// What the pointer and the keyboard move over the drawing.
fn reader(model: &Arc<Model>, at: RwSignal<Option<usize>>, hidden: RwSignal<usize>) -> AnyView {
    let count = model.labels.len();
    let last = count.saturating_sub(1);
    let now = move || at.get().unwrap_or(last);
    let words = {
        let model = model.clone();
        move || model.words(now(), hidden.get())
    };
    let point = {
        let model = model.clone();
        move |event: PointerEvent| {
            let Some(area) = dom::target(&event) else { return };
            let area = dom::rect(&area);
            let share = (f64::from(event.client_x()) - area.x) / area.width.max(1.0);
            let next = model.data(0).nearest(share);
            if at.try_get_untracked() != Some(next) {
                at.try_set(next);
            }
        }
    };
    let press = point.clone();
    let keys = move |event: KeyboardEvent| {
        if dom::is_chord(&event) {
            return;
        }
        let Some(current) = at.try_get_untracked() else { return };
        let next = if event.key() == "Escape" {
            if current.is_none() {
                return;
            }
            event.stop_propagation();
            None
        } else {
            let Some(next) = logic::moved(&event.key(), current, count) else { return };
            Some(next)
        };
        event.prevent_default();
        at.try_set(next);
    };
    view! {
        <div
            class="pk-chart-reader"
            role="slider"
            tabindex="0"
            aria-label=model.points.clone()
            aria-valuemin="1"
            aria-valuemax=count.to_string()
            aria-valuenow=move || (now() + 1).to_string()
            aria-valuetext=words
            on:keydown=keys
            on:pointermove=point
            on:pointerdown=press
            on:pointerleave=move |event: PointerEvent| {
                // A finger leaves as soon as it is lifted; what it has read stays.
                if event.pointer_type() != "touch" {
                    at.try_set(None);
                }
            }
            on:focus=move |_| {
                if at.try_get_untracked() == Some(None) {
                    at.try_set(Some(last));
                }
            }
            on:blur=move |_| {
                at.try_set(None);
            }
        ></div>
    }
    .into_any()
}

/// The values of the point that is read, at the side where they hide less.
fn readout(model: &Arc<Model>, at: RwSignal<Option<usize>>, hidden: RwSignal<usize>) -> AnyView {
    let model = model.clone();
    (move || {
        let at = at.get()?;
        let hidden = hidden.get();
        let rows: Vec<_> = model
            .series
            .iter()
            .enumerate()
            .filter(|(index, _)| !logic::has_bit(hidden, *index))
            .map(|(index, series)| {
                view! {
                    <span class="pk-chart-value">
                        {swatch(index)}
                        <span>{series.name.clone()}</span>
                        <b>{model.value(series.value(at))}</b>
                    </span>
                }
                .into_any()
            })
            .collect();
        let side = if at * 2 < model.labels.len() { "end" } else { "start" };
        let readout = view! {
            <div class="pk-chart-readout" aria-hidden="true" data-side=side>
                <span class="pk-chart-point">{model.label(at)}</span>
                {rows}
            </div>
        };
        Some(readout.into_any())
    })
    .into_any()
}

/// The same values as a table.
fn twin(model: &Model, title_id: String) -> AnyView {
    let head: Vec<_> = model
        .series
        .iter()
        .map(|series| view! { <th scope="col">{series.name.clone()}</th> }.into_any())
        .collect();
    let rows: Vec<_> = model
        .labels
        .iter()
        .enumerate()
        .map(|(at, label)| {
            let cell = |series: &ChartSeries| {
                view! { <td>{model.value(series.value(at))}</td> }.into_any()
            };
            let cells: Vec<_> = model.series.iter().map(cell).collect();
            view! { <tr><th scope="row">{label.clone()}</th>{cells}</tr> }.into_any()
        })
        .collect();
    view! {
        <div class="pk-chart-table" role="group" tabindex="0" aria-labelledby=title_id>
            <table aria-labelledby=title_id.clone()>
                <thead>
                    <tr><th scope="col">{model.points.clone()}</th>{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
