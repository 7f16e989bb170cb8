//! A place in the list of results. With each letter something else stands in it; the place itself
//! stays, and so does whatever of it is the same. Elements that are made anew, or only lose an
//! attribute and get it back, are styled anew, and that took longer than finding the results.

use super::result::{Around, Marked, Shown, own, reasons};
use leptos::ev;
use leptos::prelude::*;
use portico_catalog::search::Item;
use portico_components::{Badge, Icon, Tone, living_icon};
use std::sync::Arc;

/// What stands at a place, if anything does.
pub(super) type Place = Memo<Option<Arc<Shown>>>;

/// What of a row is drawn below its facts.
#[derive(Clone, Copy, PartialEq)]
enum Body {
    Nothing,
    Text,
    /// By a plugin.
    Own,
}

/// Draws a place.
pub(super) fn draw(around: Around, place: Place) -> AnyView {
    let taken = Memo::new(move |_| place.with(Option::is_some));
    (move || taken.get().then(|| row(&around, place))).into_any()
}

/// Something of what stands there.
fn of<T: Default>(place: Place, look: impl Fn(&Shown) -> T) -> T {
    place.with(|shown| shown.as_deref().map(look)).unwrap_or_default()
}

fn marked(place: Place, part: fn(&Shown) -> &Marked) -> AnyView {
    let drawn = move || place.with(|shown| shown.as_deref().map(|shown| part(shown).draw()));
    drawn.into_any()
}

/// What decides which elements a row has. From one letter to the next it is nearly always the same,
/// and each thing that a row follows by itself takes time at every place.
#[derive(Clone, Default, PartialEq)]
struct Frame {
    linked: bool,
    source: Option<String>,
    ours: bool,
}

fn row(around: &Around, place: Place) -> AnyView {
    let picture = Memo::new(move |_| {
        place.with(|shown| shown.as_deref().map_or(Icon::Docs, |shown| shown.picture))
    });
    let frame = Memo::new(move |_| {
        of(place, |shown| Frame {
            linked: !shown.href.is_empty(),
            source: shown.source.clone(),
            ours: shown.hit.is_some(),
        })
    });
    let title = move || match frame.with(|frame| frame.linked) {
        true => {
            let href = move || of(place, |shown| shown.href.clone());
            view! { <a href=href data-result="">{marked(place, |shown| &shown.title)}</a> }
                .into_any()
        }
        false => marked(place, |shown| &shown.title),
    };
    let source = move || {
        let source = frame.with(|frame| frame.source.clone())?;
        Some(view! { <Badge tone=Tone::Neutral label=source /> }.into_any())
    };
    let why = {
        let around = around.clone();
        move || frame.with(|frame| frame.ours).then(|| why(around.clone(), place))
    };
    view! {
        <li class="search-result">
            <div class="search-icon">{living_icon(picture.into())}</div>
            <div class="search-body">
                <h3 class="search-title">{title} {source}</h3>
                <p class="u-note">{move || of(place, |shown| shown.place.clone())}</p>
                {body(around.clone(), place)}
                {why}
            </div>
        </li>
    }
    .into_any()
}

fn body(around: Around, place: Place) -> AnyView {
    let body = Memo::new(move |_| {
        let of = place.with(|shown| {
            let shown = shown.as_deref()?;
            Some((shown.drawn_as.is_some(), shown.text.text.is_empty()))
        });
        match of {
            Some((true, _)) => Body::Own,
            Some((false, false)) => Body::Text,
            _ => Body::Nothing,
        }
    });
    let drawn = move || match body.get() {
        Body::Own => {
            let around = around.clone();
            let drawn =
                move || place.with(|shown| shown.as_deref().and_then(|shown| own(&around, shown)));
            drawn.into_any()
        }
        Body::Text => {
            view! { <p class="search-text">{marked(place, |shown| &shown.text)}</p> }.into_any()
        }
        Body::Nothing => ().into_any(),
    };
    drawn.into_any()
}

/// Why it stands here, folded away. Finding it out takes longer than finding the result, so it
/// waits until somebody asks, and is folded again when something else stands here.
fn why(around: Around, place: Place) -> AnyView {
    let item = move || place.with(|shown| Some(shown.as_deref()?.hit.as_ref()?.item));
    let open = RwSignal::new(false);
    Effect::new(move |before: Option<Option<Item>>| {
        let now = item();
        if before != Some(now) && open.get_untracked() {
            open.set(false);
        }
        now
    });
    let toggled = move |event: ev::Event| {
        let details: web_sys::Element = event_target(&event);
        open.set(details.has_attribute("open"));
    };
    let said = move || {
        let hit = open.get().then(|| of(place, |shown| shown.hit.clone())).flatten()?;
        untrack(|| reasons(&around, &hit))
    };
    view! {
        <details class="search-why" prop:open=open on:toggle=toggled>
            <summary class="u-note">"Why it ranks here"</summary>
            {said}
        </details>
    }
    .into_any()
}
