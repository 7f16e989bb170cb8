//! One panel of the tab: chart, value of now, and the ways on.

use super::api::{Answer, Exemplar, Exemplars};
use super::model::{self, Table, reached};
use super::parts::{Asked, failed, needs_namespace};
use super::range::{Span, label, words, zone};
use super::reading::{Drawn, Reading, Shown, Window, use_panel};
use super::settings::{Panel, Threshold};
use super::unit::Unit;
use crate::net::{Load, NetError, use_load};
use crate::plugin::loaded::{good, outdated};
use crate::plugin::prelude::*;
use leptos::prelude::*;
use portico_components::{
    Banner, Card, Chart, ExternalLink, ItemRow, List, RelativeTime, Stack, Status, Tone, utc_offset,
};
use std::sync::Arc;

/// Exemplars that are listed.
const MOST_EXEMPLARS: usize = 5;

/// Draws a panel; what it returns beside that asks again.
pub fn draw(
    asked: &Arc<Asked>,
    panel: &Panel,
    window: Signal<Window>,
) -> (AnyView, Option<Callback<()>>) {
    if asked.lacks_namespace(panel) {
        let title = panel.title.clone();
        let body = needs_namespace(&title);
        return (view! { <Card title=title>{body}</Card> }.into_any(), None);
    }
    let panel = Arc::new(panel.clone());
    let reading = use_panel(asked, &panel, window);
    let instant = use_instant(asked, &panel, window);
    let traces = (!panel.exemplars.is_empty()).then(|| use_exemplars(asked, &panel, window));
    let now = {
        let panel = panel.clone();
        // The last one stays until the next is there.
        Memo::new(move |before: Option<&Option<f64>>| {
            match instant.state.with(|state| good(state).cloned()) {
                Some(answer) => model::instant(answer.series().ok()?, &panel),
                None => before.copied().flatten(),
            }
        })
    };
    let retry = Callback::new(move |()| {
        reading.retry.run(());
        instant.reload();
        if let Some(traces) = traces {
            traces.reload();
        }
    });
    let (title, unit) = (panel.title.clone(), panel.unit);
    let hint = MaybeProp::derive(move || now.get().map(|now| ["Now ", &*unit.text(now)].concat()));
    let state = {
        let panel = panel.clone();
        move || {
            let panel = panel.clone();
            let worst = move || Some(above(reached(now.get()?, &panel.thresholds)?, panel.unit));
            worst.into_any()
        }
    };
    let footer = {
        let (asked, panel) = (asked.clone(), panel.clone());
        move || {
            let (asked, panel) = (asked.clone(), panel.clone());
            (move || foot(&asked, &panel, reading.shown)).into_any()
        }
    };
    let body = body(panel.clone(), reading);
    let traces = traces.map(|load| exemplars(asked.clone(), unit, load));
    let view = view! {
        <Card
            title=title
            hint=hint
            actions=ViewFn::from(state)
            footer=ViewFn::from(footer)
            busy=reading.busy
        >
            <Stack>
                {body}
                {traces}
            </Stack>
        </Card>
    };
    (view.into_any(), Some(retry))
}

/// Said of a value that has reached a threshold.
pub fn above(worst: &Threshold, unit: Unit) -> AnyView {
    let start = if worst.danger { "Above the limit of " } else { "Above " };
    let words = [start, &*unit.text(worst.above)].concat();
    view! { <Status tone=worst.tone() label=words /> }.into_any()
}

fn use_instant(asked: &Arc<Asked>, panel: &Panel, window: Signal<Window>) -> Load<Answer> {
    let (asked, source, query) = (asked.clone(), asked.source(panel), panel.query.clone());
    use_load(move || {
        let window = window.get();
        let span = window.span(window.now, &asked);
        let query = asked.fill(&query, span).map_err(NetError::refused)?;
        Ok::<_, NetError>(source.query(&query, window.now))
    })
}

fn use_exemplars(asked: &Arc<Asked>, panel: &Panel, window: Signal<Window>) -> Load<Exemplars> {
    let (asked, source, query) = (asked.clone(), asked.source(panel), panel.exemplars.clone());
    use_load(move || {
        let window = window.get();
        let span = window.span(window.now, &asked);
        let query = asked.fill(&query, span).map_err(NetError::refused)?;
        Ok::<_, NetError>(source.query_exemplars(&query, span))
    })
}

fn body(panel: Arc<Panel>, reading: Reading) -> AnyView {
    (move || match reading.shown.get() {
        Shown::Waiting => view! {
            <Chart
                label=panel.title.clone()
                summary="Loading…"
                points="Time"
                labels=Vec::new()
                series=Vec::new()
                loading=true
            />
            {move || reading.slow_note()}
        }
        .into_any(),
        Shown::Failed(error) => failed(&panel.title, &error, reading.retry),
        Shown::Ready(drawn) => ready(&panel, &drawn, reading.retry),
    })
    .into_any()
}

/// An answer, whether new or old.
pub fn ready(panel: &Panel, drawn: &Drawn, retry: Callback<()>) -> AnyView {
    let stale = drawn.error.as_ref().map(|error| outdated(error, drawn.at, retry));
    let mut notes = drawn.warnings.clone();
    if drawn.unread > 0 {
        notes.push(["Series that could not be read: ", &drawn.unread.to_string()].concat());
    }
    let inside = match &drawn.table {
        Ok(table) => {
            if table.infinite > 0 {
                let count = table.infinite.to_string();
                notes.push(["Infinite values, shown as gaps: ", &count].concat());
            }
            chart(panel, table, drawn.range)
        }
        Err(why) => {
            let why = why.clone();
            view! { <Banner tone=Tone::Danger title="There is nothing to draw">{why}</Banner> }
                .into_any()
        }
    };
    let notes = (!notes.is_empty()).then(|| {
        let text = notes.join(". ");
        view! { <Banner tone=Tone::Warning title="This may be incomplete">{text}</Banner> }
    });
    view! {
        {stale}
        {notes}
        {inside}
    }
    .into_any()
}

fn chart(panel: &Panel, table: &Table, range: i64) -> AnyView {
    let scale = table.scale(panel);
    let offset = utc_offset(table.span.end * 1000);
    let span = table.span;
    let labels: Vec<String> =
        (0..span.count()).map(|index| label(span.at(index), offset, span)).collect();
    view! {
        <Chart
            label=[&*panel.title, ", last ", &*words(range)].concat()
            summary=table.summary(panel, scale)
            kind=panel.chart.chart()
            points="Time"
            labels=labels
            series=table.drawn(panel, scale)
            unit=scale.unit
            decimals=scale.decimals
            empty="Nothing is known in this range."
        />
    }
    .into_any()
}

/// Age, step and time zone of what is shown, and the query in Prometheus.
fn foot(asked: &Asked, panel: &Panel, shown: Memo<Shown>) -> AnyView {
    let drawn = match shown.get() {
        Shown::Ready(drawn) => drawn,
        Shown::Waiting | Shown::Failed(_) => return ().into_any(),
    };
    let at = drawn.at.unix_milliseconds() as i64;
    let about = drawn.table.as_ref().ok().map(|table| {
        let Span { end, step, .. } = table.span;
        [", every ", &*words(step), ", ", &zone(utc_offset(end * 1000))].concat()
    });
    let link = drawn.table.as_ref().ok().and_then(|table| {
        let range = super::range::duration(drawn.range);
        asked.in_prometheus(&panel.query, table.span, &range)
    });
    let link =
        link.map(|url| view! { " " <ExternalLink url=url>"Open in Prometheus"</ExternalLink> });
    view! {
        <span>"As of " <RelativeTime time=at focusable=true />{about} "."</span>
        {link}
    }
    .into_any()
}

/// The slowest of what is measured one by one, each with its trace.
fn exemplars(asked: Arc<Asked>, unit: Unit, load: Load<Exemplars>) -> AnyView {
    // The last ones stay until the next are there.
    let all = Memo::new(move |before: Option<&Vec<Exemplar>>| {
        match load.state.with(|state| good(state).cloned()) {
            Some(found) => found.highest(MOST_EXEMPLARS),
            None => before.cloned().unwrap_or_default(),
        }
    });
    (move || {
        let all = all.get();
        (!all.is_empty()).then(|| list(&asked, unit, &all))
    })
    .into_any()
}

fn list(asked: &Asked, unit: Unit, all: &[Exemplar]) -> AnyView {
    let row = |one: &Exemplar| {
        let at = one.at;
        let trace = asked.trace(&one.trace);
        let id = one.trace.clone();
        let side = move || match trace.clone() {
            Some(url) => {
                let id: String = id.chars().take(8).collect();
                view! { <ExternalLink url=url>"Trace " {id}</ExternalLink> }.into_any()
            }
            None => view! { <code>{id.clone()}</code> }.into_any(),
        };
        view! {
            <ItemRow
                title=unit.text(one.value)
                detail=ViewFn::from(move || view! { <RelativeTime time=at /> }.into_any())
                side=ViewFn::from(side)
            />
        }
        .into_any()
    };
    let rows: Vec<AnyView> = all.iter().map(row).collect();
    view! { <List items=rows label="The highest values with a trace" /> }.into_any()
}
