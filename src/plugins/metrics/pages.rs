//! All panels of an entity, with the range and the step in the address.

use super::panel;
use super::parts::asked;
use super::range::{CHOICES, DEFAULT_RANGE, RANGES, seconds};
use super::reading::Window;
use crate::net::Stamp;
use crate::plugin::prelude::*;
use leptos::html;
use leptos::prelude::*;
use portico_components::{
    Card, Choice, Cluster, Grid, GridLayout, Icon, IconButton, Justify, SegmentedControl, Select,
    Size, Stack, ToggleButton, use_minute,
};
use std::sync::Arc;

/// Keys of the query.
const RANGE: &str = "range";
const STEP: &str = "step";
/// The choice of no step, which has no place in the address.
const AUTOMATIC: &str = "auto";

/// Draws the tab.
pub fn panels(input: EntityInput) -> AnyView {
    let asked = match asked(&input) {
        Ok(asked) => Arc::new(asked),
        Err(said) => return view! { <Card title="Metrics">{said}</Card> }.into_any(),
    };
    let query = use_query();
    let now = RwSignal::new(wall());
    let range = Memo::new(move |_| chosen(query, RANGE).filter(|key| in_ranges(key)));
    let step = Memo::new(move |_| chosen(query, STEP).filter(|key| seconds(key).is_some()));
    let window = Memo::new(move |_| Window {
        now: now.get(),
        range: range.with(|key| length(key.as_deref().unwrap_or(DEFAULT_RANGE))),
        step: step.with(|key| key.as_deref().and_then(seconds)),
    });
    let (views, retries): (Vec<AnyView>, Vec<Option<Callback<()>>>) =
        asked.wanted.panels.iter().map(|panel| panel::draw(&asked, panel, window.into())).unzip();
    let refresh = Callback::new(move |()| {
        now.set(wall());
        // The question may be the same, and a person wants to see it asked.
        retries.iter().flatten().for_each(|retry| retry.run(()));
    });
    let frame = NodeRef::<html::Div>::new();
    let automatic = RwSignal::new(true);
    let minute = use_minute();
    Effect::new(move |before: Option<()>| {
        minute.track();
        let wanted = before.is_some() && automatic.get_untracked();
        if wanted && !document().hidden() && !is_used(frame) {
            // Where no new point is due, this asks for nothing but the value of now.
            now.set(wall());
        }
    });
    let bar = bar(query, range, step, automatic, refresh);
    view! {
        <Stack>
            {bar}
            <div node_ref=frame>
                <Grid layout=GridLayout::Halves>{views}</Grid>
            </div>
        </Stack>
    }
    .into_any()
}

/// What is looked at, and when it is asked for again.
fn bar(
    query: Query,
    range: Memo<Option<String>>,
    step: Memo<Option<String>>,
    automatic: RwSignal<bool>,
    refresh: Callback<()>,
) -> AnyView {
    let ranges = RANGES.map(|(key, words, _)| Choice::new(key, words)).to_vec();
    let range = Signal::derive(move || range.get().unwrap_or_else(|| DEFAULT_RANGE.to_owned()));
    let choose_range = Callback::new(move |key: String| {
        choose(query, RANGE, (key != DEFAULT_RANGE).then_some(key));
    });
    let steps = Signal::derive(move || {
        let mut all = vec![Choice::new(AUTOMATIC, "Automatic")];
        all.extend(CHOICES.map(|(key, words)| Choice::new(key, words)));
        // A link may say another.
        let other = step.get().filter(|key| CHOICES.iter().all(|(one, _)| one != key));
        all.extend(other.map(|key| Choice::new(key.clone(), key)));
        all
    });
    let value = Signal::derive(move || Some(step.get().unwrap_or_else(|| AUTOMATIC.to_owned())));
    let choose_step = Callback::new(move |key: String| {
        choose(query, STEP, (key != AUTOMATIC).then_some(key));
    });
    view! {
        <Cluster justify=Justify::Between>
            <Cluster>
                <SegmentedControl
                    label="Range"
                    choices=ranges
                    value=range
                    on_change=choose_range
                    size=Size::Sm
                />
                <Select
                    label="Step"
                    hide_label=true
                    choices=steps
                    value=value
                    on_change=choose_step
                    size=Size::Sm
                />
            </Cluster>
            <Cluster>
                <ToggleButton
                    pressed=automatic
                    on_toggle=Callback::new(move |wanted| automatic.set(wanted))
                    size=Size::Sm
                >
                    "Every minute"
                </ToggleButton>
                <IconButton
                    icon=Icon::Refresh
                    label="Refresh the metrics"
                    size=Size::Sm
                    on_click=move |_| refresh.run(())
                />
            </Cluster>
        </Cluster>
    }
    .into_any()
}

/// Now, in seconds since 1970.
fn wall() -> i64 {
    Stamp::now().unix_milliseconds() as i64 / 1000
}

fn chosen(query: Query, key: &str) -> Option<String> {
    let value = |(name, value): &(String, String)| (name == key).then(|| value.clone());
    query.pairs().with(|pairs| pairs.iter().find_map(value))
}

fn choose(query: Query, key: &str, value: Option<String>) {
    let Some(mut pairs) = query.pairs().try_get_untracked() else { return };
    pairs.retain(|(name, _)| name != key);
    pairs.extend(value.map(|value| (key.to_owned(), value)));
    query.set(pairs, true);
}

fn in_ranges(key: &str) -> bool {
    RANGES.iter().any(|(one, ..)| *one == key)
}

fn length(key: &str) -> i64 {
    RANGES.iter().find(|(one, ..)| *one == key).map_or(3600, |(.., length)| *length)
}

/// Whether the keyboard is in a chart: a new chart would take its place away.
fn is_used(frame: NodeRef<html::Div>) -> bool {
    let active = document().active_element();
    frame.get_untracked().is_some_and(|frame| frame.contains(active.as_deref()))
}
