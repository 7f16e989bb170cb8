//! Figures of use from what the configuration names: a file that was made of events, or the events
//! themselves, which a worker counts.

use super::config::InsightsConfig;
use crate::net::{Load, MAX_BYTES};
use crate::plugin::loaded::good;
use crate::plugin::prelude::*;
use crate::plugin::work::Helper;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_insights::aggregate::{Aggregate, Order, file_name, is_lines};
use serde::Deserialize;
use std::cell::RefCell;
use std::sync::Arc;

/// Largest file of events that a browser reads, in bytes: some 80,000 events.
pub const LARGEST: usize = MAX_BYTES;

/// Said of a file that is larger.
pub const TOO_LARGE: &str = "The file is larger than 16 MB, which is more than a browser should read. Whoever runs the portal counts the events once, with `cargo xtask digest --from events.ndjson --aggregate insights/events.json`, and names that file in portal.json.";

/// A file of events as it was read: once, however many pages ask for it.
#[derive(Clone, Deserialize)]
#[serde(from = "String")]
pub enum Events {
    /// Counted before.
    Counted(Arc<Aggregate>),
    /// One event in each line, to be counted.
    Lines(Arc<str>),
    /// Neither; what is wrong with it.
    Broken(String),
}

impl From<String> for Events {
    fn from(text: String) -> Self {
        if is_lines(&text) {
            return Self::Lines(text.into());
        }
        Aggregate::read(&text).map_or_else(Self::Broken, |file| Self::Counted(Arc::new(file)))
    }
}

/// What counting has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A worker counts, or there is nothing to count yet.
    Waiting,
    /// The figures.
    Ready(Arc<Aggregate>),
    /// There are none: what happened, and what to do.
    Failed(String),
}

/// Lines of events, and how to count them.
type Task = (Order, Arc<str>);

thread_local! {
    // The next page asks for the same figures.
    static LAST: RefCell<Option<(Task, Arc<Aggregate>)>> = const { RefCell::new(None) };
}

/// The worker's side. Its code is a chunk that no page loads.
pub fn answer(message: Uint8Array) -> Uint8Array {
    Uint8Array::from(Order::answer(&message.to_vec()).as_bytes())
}

/// Has lines counted by a worker, which ends with its answer: memory that it needed is given back.
async fn count((order, lines): &Task) -> Result<Aggregate, String> {
    let died = |reason: String| {
        format!("The worker that counts events ended: {reason}. Try again, or reload the page.")
    };
    let helper = Helper::start(super::ID).await.map_err(|error| died(error.0))?;
    let (head, body) =
        (Uint8Array::from(order.head().as_bytes()), Uint8Array::from(lines.as_bytes()));
    let message = Uint8Array::new_with_length(head.length() + body.length());
    message.set(&head, 0);
    message.set(&body, head.length());
    let answer = helper.ask(&message).await.map_err(|error| died(error.0))?;
    Aggregate::read(&String::from_utf8_lossy(&answer)).map_err(died)
}

/// Counts what `task` gives, again when that changes or `again` is told to.
pub fn use_count(task: Memo<Option<Task>>, again: RwSignal<u32>) -> RwSignal<Counted> {
    let state = RwSignal::new(Counted::Waiting);
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        again.track();
        let number = turn.try_get_value().unwrap_or_default().wrapping_add(1);
        turn.try_set_value(number);
        let Some(task) = task.get() else {
            state.set(Counted::Waiting);
            return;
        };
        let last = LAST.with_borrow(|last| {
            last.as_ref().filter(|(known, _)| *known == task).map(|(_, file)| file.clone())
        });
        if let Some(file) = last {
            state.set(Counted::Ready(file));
            return;
        }
        state.set(Counted::Waiting);
        spawn_local(async move {
            let counted = match count(&task).await {
                Ok(file) => {
                    let file = Arc::new(file);
                    LAST.set(Some((task, file.clone())));
                    Counted::Ready(file)
                }
                Err(cause) => Counted::Failed(cause),
            };
            // The page may show something else by now, or be gone.
            if turn.try_get_value() == Some(number) {
                state.try_set(counted);
            }
        });
    });
    state
}

/// The figures of use of everybody.
#[derive(Clone, Copy)]
pub struct Figures {
    /// The file.
    pub load: Load<Events>,
    /// What its lines come to, where it has lines.
    pub lines: RwSignal<Counted>,
    /// Counts the lines once more.
    pub again: RwSignal<u32>,
}

/// Begins to read the file of events that the configuration names.
pub fn use_figures(config: &InsightsConfig) -> Figures {
    let path = config.events.clone();
    let order = Order {
        name: path.as_deref().map(file_name).unwrap_or_default().into_owned(),
        alone: false,
        settings: config.counting.settings(),
    };
    let get = path.map(|path| config.text::<Events>(&path).max_bytes(LARGEST).for_navigation());
    let load = use_load(move || get.clone());
    let again = RwSignal::new(0);
    let task = Memo::new(move |_| {
        load.state.with(|state| match good(state).map(|events| &**events) {
            Some(Events::Lines(lines)) => Some((order.clone(), lines.clone())),
            _ => None,
        })
    });
    Figures { load, lines: use_count(task, again), again }
}

impl Figures {
    /// The figures, as soon as they are there. Tracked.
    pub fn good(self) -> Option<Arc<Aggregate>> {
        let read = self.load.state.with(|state| good(state).map(|events| (**events).clone()))?;
        match (read, self.lines.get()) {
            (Events::Counted(file), _) | (Events::Lines(_), Counted::Ready(file)) => Some(file),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_counted_before_or_lines_or_neither() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/demo/insights/events.json");
        let demo = std::fs::read_to_string(path).unwrap();
        assert!(matches!(Events::from(demo), Events::Counted(_)));
        let line = "{\"at\":1,\"action\":\"navigate\"}\n".to_owned();
        assert!(matches!(Events::from(line), Events::Lines(_)));
        assert!(matches!(Events::from(String::new()), Events::Lines(_)));
        for text in ["<html>", "{\"version\":1,", "{\"version\":7}"] {
            let Events::Broken(why) = Events::from(text.to_owned()) else { panic!("{text}") };
            assert!(why.starts_with("This"), "{why}");
        }
    }

    #[test]
    fn what_is_too_large_names_the_command_and_the_limit() {
        assert!(TOO_LARGE.contains("cargo xtask digest") && TOO_LARGE.contains("--aggregate"));
        assert_eq!(LARGEST, 16 << 20, "the sentence says 16 MB");
    }
}
