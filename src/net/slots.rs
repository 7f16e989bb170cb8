//! How many requests may be under way at one host: four, and two more that only the page itself may
//! use. Browsers open six connections to an HTTP/1.1 host, and six hung cards would starve the rest.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

use super::{endpoint::Priority, table::Table};

/// Cards and refreshes under way at one host.
const BACKGROUND: usize = 4;
/// All requests under way at one host.
const TOTAL: usize = 6;

/// The queue of every host.
#[derive(Clone, Default)]
pub(super) struct Slots(Rc<RefCell<Table<String, Lane>>>);

#[derive(Default)]
struct Lane {
    background: usize,
    navigation: usize,
    waiting: VecDeque<Rc<Ticket>>,
}

struct Ticket {
    priority: Priority,
    granted: Cell<bool>,
    waker: RefCell<Option<Waker>>,
}

/// The right to have one request under way; given back when dropped.
pub(super) struct Slot {
    slots: Slots,
    host: String,
    ticket: Rc<Ticket>,
}

impl Slots {
    /// Waits for a free place, in the order of asking within a priority.
    pub async fn acquire(&self, host: &str, priority: Priority) -> Slot {
        let ticket =
            Rc::new(Ticket { priority, granted: Cell::new(false), waker: RefCell::default() });
        let slot = Slot { slots: self.clone(), host: host.to_owned(), ticket: ticket.clone() };
        self.with_lane(host, |lane| lane.waiting.push_back(ticket.clone()));
        poll_fn(|context| match ticket.granted.get() {
            true => Poll::Ready(()),
            false => {
                *ticket.waker.borrow_mut() = Some(context.waker().clone());
                Poll::Pending
            }
        })
        .await;
        slot
    }

    /// Changes a lane, lets in whoever may go now, and wakes them.
    fn with_lane(&self, host: &str, change: impl FnOnce(&mut Lane)) {
        let mut lanes = self.0.borrow_mut();
        let admitted = lanes.change(host, |lane| {
            change(lane);
            lane.admit()
        });
        drop(lanes);
        for waker in admitted.iter().filter_map(|ticket| ticket.waker.take()) {
            waker.wake();
        }
    }
}

impl Lane {
    fn admit(&mut self) -> Vec<Rc<Ticket>> {
        let mut admitted = Vec::new();
        while let Some(ticket) = self.next() {
            match ticket.priority {
                Priority::Credential => {}
                Priority::Navigation => self.navigation += 1,
                Priority::Background => self.background += 1,
            }
            ticket.granted.set(true);
            admitted.push(ticket);
        }
        admitted
    }

    fn next(&mut self) -> Option<Rc<Ticket>> {
        let first = |priority: Priority| self.waiting.iter().position(|t| t.priority == priority);
        if let Some(index) = first(Priority::Credential) {
            return self.waiting.remove(index);
        }
        if self.background + self.navigation >= TOTAL {
            return None;
        }
        let background = || first(Priority::Background).filter(|_| self.background < BACKGROUND);
        let index = first(Priority::Navigation).or_else(background)?;
        self.waiting.remove(index)
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let ticket = &self.ticket;
        self.slots.with_lane(&self.host, |lane| match (ticket.granted.get(), ticket.priority) {
            (false, _) => lane.waiting.retain(|other| !Rc::ptr_eq(other, ticket)),
            (true, Priority::Credential) => {}
            (true, Priority::Navigation) => lane.navigation -= 1,
            (true, Priority::Background) => lane.background -= 1,
        });
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    fn enter(slots: &Slots, priority: Priority) -> Option<Slot> {
        slots.acquire("h", priority).now_or_never()
    }

    #[test]
    fn four_cards_and_two_pages_are_under_way_at_most() {
        let slots = Slots::default();
        let cards: Vec<_> = (0..5).filter_map(|_| enter(&slots, Priority::Background)).collect();
        assert_eq!(cards.len(), 4);
        let pages: Vec<_> = (0..3).filter_map(|_| enter(&slots, Priority::Navigation)).collect();
        assert_eq!(pages.len(), 2);
        assert!(slots.acquire("other", Priority::Background).now_or_never().is_some());
        drop(cards);
        let pages_more = (0..5).filter_map(|_| enter(&slots, Priority::Navigation)).count();
        assert_eq!(pages_more, 4 + 1, "a dropped slot is free again at once");
    }

    #[test]
    fn the_one_who_waits_longest_goes_next_and_pages_go_first() {
        let slots = Slots::default();
        let mut running: Vec<_> =
            (0..4).filter_map(|_| enter(&slots, Priority::Background)).collect();
        let pages: Vec<_> = (0..2).filter_map(|_| enter(&slots, Priority::Navigation)).collect();
        let mut first = Box::pin(slots.acquire("h", Priority::Background));
        let mut second = Box::pin(slots.acquire("h", Priority::Background));
        let mut page = Box::pin(slots.acquire("h", Priority::Navigation));
        assert!((&mut first).now_or_never().is_none());
        assert!((&mut second).now_or_never().is_none());
        assert!((&mut page).now_or_never().is_none());
        running.pop();
        assert!((&mut first).now_or_never().is_none());
        let page = page.now_or_never().unwrap();
        drop(pages);
        assert!((&mut second).now_or_never().is_none(), "four cards at most");
        drop((page, first.now_or_never().unwrap()));
        assert!(second.now_or_never().is_some());
    }

    #[test]
    fn who_stops_waiting_leaves_the_queue() {
        let slots = Slots::default();
        let mut running: Vec<_> =
            (0..4).filter_map(|_| enter(&slots, Priority::Background)).collect();
        let mut gone = Box::pin(slots.acquire("h", Priority::Background));
        let mut next = Box::pin(slots.acquire("h", Priority::Background));
        assert!((&mut gone).now_or_never().is_none() && (&mut next).now_or_never().is_none());
        drop(gone);
        running.pop();
        assert!(next.now_or_never().is_some());
    }
}
