//! Who reads the signals that last as long as the portal.
//!
//! A signal of Leptos remembers an effect or a memo that has read it until that reads again; of
//! one that was dropped it keeps the memory. What pages read from a signal that outlives them would
//! add up, page by page. So the readers of such signals are written down, and those that are
//! gone are taken out from time to time.

use leptos::prelude::*;
use leptos::reactive::graph::{AnySource, AnySubscriber, Observer, Source, ToAnySource};
use std::cell::RefCell;

/// Fewer readers than this are not looked through.
const FEW: usize = 128;

struct Readers {
    source: AnySource,
    /// In the order in which they read, some of them more than once.
    all: Vec<AnySubscriber>,
    /// So many, and it is looked through.
    full: usize,
}

thread_local! {
    static LASTING: RefCell<Vec<Readers>> = const { RefCell::new(Vec::new()) };
}

/// To be called where a signal that lasts is read for somebody else, as in `Stars::has`.
pub fn note(source: &impl ToAnySource) {
    let Some(reader) = Observer::get() else { return };
    let source = source.to_any_source();
    LASTING.with_borrow_mut(|lasting| {
        let at = lasting.iter().position(|readers| readers.source == source);
        let at = at.unwrap_or_else(|| {
            lasting.push(Readers { source, all: Vec::new(), full: FEW });
            lasting.len() - 1
        });
        if let Some(readers) = lasting.get_mut(at) {
            readers.all.push(reader);
            if readers.all.len() >= readers.full {
                readers.look_through();
            }
        }
    });
}

/// A signal that lasts, for readers that do not.
pub fn lasting<S, T>(source: S) -> Signal<T>
where
    S: ToAnySource + Get<Value = T> + Send + Sync + 'static,
    T: Send + Sync + 'static,
{
    Signal::derive(move || {
        note(&source);
        source.get()
    })
}

impl Readers {
    fn look_through(&mut self) {
        let Self { source, all, full } = self;
        let mut kept = Vec::<AnySubscriber>::new();
        for reader in all.drain(..) {
            if reader.1.strong_count() == 0 {
                source.remove_subscriber(&reader);
            } else if kept.iter().all(|other| other.0 != reader.0) {
                kept.push(reader);
            }
        }
        *all = kept;
        *full = FEW.max(2 * all.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_that_are_gone_are_forgotten_and_those_that_stay_are_told() {
        let portal = Owner::new();
        portal.set();
        let source = RwSignal::new(1);
        let shared = lasting(source);
        let stays = Memo::new(move |_| shared.get() * 10);
        assert_eq!(stays.get(), 10);
        for _ in 0..10 * FEW {
            let page = Owner::new();
            let seen = page.with(|| Memo::new(move |_| shared.get()).get());
            assert_eq!(seen, 1);
            page.cleanup();
        }
        let written = LASTING.with_borrow(|all| all.iter().map(|one| one.all.len()).sum::<usize>());
        assert!(written <= FEW, "{written} readers are still written down");
        source.set(2);
        assert_eq!(stays.get(), 20);
    }
}
