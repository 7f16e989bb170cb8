//! Where events go: read from the ring in memory every few seconds, made into events, and handed to
//! each sink of the configuration. Begins when nobody waits, and only where something is
//! configured.

mod ask;
pub mod event;
mod perf;
mod send;
pub mod settings;

use super::config::InsightsConfig;
use super::survey;
use crate::net::NetClient;
use crate::plugin::analytics::{Action, Analytics};
use crate::plugin::kept;
use crate::plugin::prelude::*;
use event::Visit;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_insights::event::batch::{self, Batch, LEAVING, Limits, Parcel};
use portico_insights::event::{CLICK_OUT, Event};
use settings::Sink;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Events that are kept in this browser, as lines of JSON.
pub const STORE: &str = "portico.events.v1";
/// There when the reader does not want to be recorded.
pub const REFUSED: &str = "portico.events.refused.v1";
/// The ring is read so often.
const TICK: Duration = Duration::from_secs(2);
/// Bytes that the store takes at most.
const STORE_BYTES: usize = 200_000;
/// Longer texts of links and buttons are cut.
const LONGEST: usize = 80;

/// Everything that runs.
struct Pump {
    analytics: Analytics,
    net: Option<NetClient>,
    config: settings::Analytics,
    visit: Visit,
    /// How many events were read from the ring.
    read: usize,
    /// One per sink; those that send nothing keep it empty.
    batches: Vec<Batch>,
}

/// Starts the sinks of the configuration, and the question now and then. A mistake in it is said
/// on the page of privacy.
pub fn start((): ()) -> AnyView {
    if let (Ok(config), Some(analytics)) = (read_config::<InsightsConfig>(), use_analytics()) {
        if let Some(survey) = config.analytics.survey {
            ask::start(survey, analytics.clone());
        }
        if !config.analytics.sinks.is_empty() {
            run(config.analytics, analytics);
        }
    }
    ().into_any()
}

fn run(config: settings::Analytics, analytics: Analytics) {
    let session = format!("{:x}-{:x}", now(), (js_sys::Math::random() * 1e9) as u32);
    let person = use_sources().user();
    let pump = Pump {
        visit: Visit::new(&config, session, person.as_deref()),
        batches: config.sinks.iter().map(|_| Batch::new(Limits::default())).collect(),
        net: use_net(),
        read: 0,
        analytics: analytics.clone(),
        config,
    };
    perf::watch(analytics.clone());
    let pump = Rc::new(RefCell::new(pump));
    let ticking = pump.clone();
    // It runs as long as the portal does.
    let _ = set_interval_with_handle(move || tick(&ticking), TICK);
    let (hiding, going) = (pump.clone(), pump);
    // A phone ends a page that is hidden, and says nothing any more.
    let hidden = window_event_listener_untyped("visibilitychange", move |_| {
        if document().hidden() {
            leave(&hiding);
        }
    });
    let gone = window_event_listener_untyped("pagehide", move |_| leave(&going));
    let registry = use_registry();
    // On the way down: a link that leads on has not led on yet, so the click is of its own page.
    let click = Closure::<dyn Fn(web_sys::Event)>::new(move |event: web_sys::Event| {
        clicked(&analytics, &registry, &event);
    });
    let hears = click.as_ref().unchecked_ref();
    let _ = window().add_event_listener_with_callback_and_bool("click", hears, true);
    click.forget();
    let _ = (hidden, gone);
}

/// Whether the reader does not want to be recorded.
pub fn is_refused() -> bool {
    kept::read(REFUSED).is_some_and(|text| !text.is_empty())
}

pub fn now() -> i64 {
    js_sys::Date::now() as i64
}

/// A link, a button, a tab or a menu item was used. `data-no-track` on it, or around it, keeps it
/// out. It is an event of the plugin whose extension it is in.
fn clicked(analytics: &Analytics, registry: &Registry, event: &web_sys::Event) {
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(target) = target else { return };
    let used = target.closest("a[href], button, [role=tab], [role=menuitem], [role=row]");
    let Some(used) = used.ok().flatten() else { return };
    if used.closest("[data-no-track]").ok().flatten().is_some() {
        return;
    }
    let text = used.get_attribute("aria-label").or_else(|| used.text_content());
    let text: String = text.unwrap_or_default().trim().chars().take(LONGEST).collect();
    if text.is_empty() {
        return;
    }
    let (plugin, extension) = scope(registry, &used);
    let note = |action, subject, value| {
        analytics.emit_from(plugin, extension.clone().into(), action, subject, value);
    };
    if let Some(rank) = rank(&used) {
        note(Action::Own("discover"), text.clone(), Some(rank));
    }
    note(Action::Click, text, None);
    if let Some(host) = outside(&used) {
        note(Action::Own(CLICK_OUT), host, None);
    }
}

/// The plugin and the extension around an element; nothing where that is the portal's own frame.
fn scope(registry: &Registry, used: &web_sys::Element) -> (&'static str, String) {
    let around = used.closest("[data-plugin]").ok().flatten();
    let read = |name: &str| around.as_ref().and_then(|around| around.get_attribute(name));
    let id = read("data-plugin").unwrap_or_default();
    let mut plugins = registry.plugins().iter().map(|by| by.plugin.id());
    let known = plugins.find(|known| *known == id);
    known.map_or_else(Default::default, |id| (id, read("data-extension").unwrap_or_default()))
}

/// The host that a link leads to, when it is not that of the portal. Nothing else of its address
/// is noted.
fn outside(used: &web_sys::Element) -> Option<String> {
    let of = |name: &str| js_sys::Reflect::get(used, &name.into()).ok()?.as_string();
    let host = of("host").filter(|host| !host.is_empty())?;
    let is_web = matches!(of("protocol").as_deref(), Some("http:" | "https:"));
    let here = window().location().host().unwrap_or_default();
    (is_web && host != here).then_some(host)
}

/// The rank of a result of the search, from 1, when that is what was opened.
fn rank(used: &web_sys::Element) -> Option<f64> {
    let row = used.has_attribute("data-result").then(|| used.closest("li").ok().flatten())??;
    let mut rank = 1.0;
    let mut before = row.previous_element_sibling();
    while let Some(other) = before {
        rank += 1.0;
        before = other.previous_element_sibling();
    }
    Some(rank)
}

/// Reads what is new and sends what is due.
fn tick(pump: &Rc<RefCell<Pump>>) {
    let Ok(mut all) = pump.try_borrow_mut() else { return };
    all.read_news();
    let now = now();
    let due: Vec<_> = all.batches.iter_mut().map(|batch| batch.due(now)).collect();
    for (at, parcel) in due.into_iter().enumerate() {
        if let Some(parcel) = parcel {
            all.post(pump, at, parcel);
        }
    }
}

/// The page goes, or is hidden and may never come back: sends all that is not on its way, as far
/// as the browser carries on with it. The sinks take turns, so that one alone does not fill the
/// room.
fn leave(pump: &Rc<RefCell<Pump>>) {
    let Ok(mut all) = pump.try_borrow_mut() else { return };
    all.read_news();
    loop {
        let mut sent = false;
        for at in 0..all.batches.len() {
            let flying: usize = all.batches.iter().map(Batch::flying).sum();
            let room = LEAVING.saturating_sub(flying);
            let parcel = all.batches.get_mut(at).and_then(|batch| batch.leaving(room));
            if let Some(parcel) = parcel {
                sent = true;
                all.post(pump, at, parcel);
            }
        }
        if !sent {
            return;
        }
    }
}

impl Pump {
    /// Takes what the ring has, and answers to the survey.
    fn read_news(&mut self) {
        let (news, count) = self.analytics.since(self.read);
        self.read = count;
        if is_refused() {
            return;
        }
        for noted in &news {
            self.visit.follow(noted);
            self.take(&|visit, config, _| event::event(noted, visit, config));
        }
        for answer in survey::unsent() {
            self.take(&|visit, _, sink| event::answer(&answer, visit, sink));
        }
    }

    /// Hands an event to each sink.
    fn take(&mut self, made: &dyn Fn(&Visit, &settings::Analytics, &Sink) -> Event<'static>) {
        let now = now();
        for (sink, batch) in self.config.sinks.iter().zip(&mut self.batches) {
            let event = made(&self.visit, &self.config, sink);
            match sink {
                Sink::Console {} => leptos::logging::log!("{}", event.line()),
                Sink::Store { events } => store(&event, *events),
                _ => batch.push(event, now),
            }
        }
    }

    /// Sends a parcel of the batch at a place.
    fn post(&self, pump: &Rc<RefCell<Self>>, at: usize, parcel: Parcel) {
        let (Some(net), Some(sink)) = (self.net.clone(), self.config.sinks.get(at)) else { return };
        let (sink, pump) = (sink.clone(), pump.clone());
        spawn_local(async move {
            let sent = send::send(&net, &sink, &parcel.events).await;
            if let Ok(mut all) = pump.try_borrow_mut()
                && let Some(batch) = all.batches.get_mut(at)
            {
                let now = now();
                batch.done(parcel.number, sent.fate, now);
                if let Some(pause) = sent.pause {
                    let pause = i64::try_from(pause.as_millis()).unwrap_or(i64::MAX);
                    batch.hold(now.saturating_add(pause), now);
                }
            }
        });
    }
}

fn store(event: &Event<'_>, most: usize) {
    let before = kept::read(STORE).unwrap_or_default();
    kept::write(STORE, &batch::kept(&before, &event.line(), most, STORE_BYTES));
}
