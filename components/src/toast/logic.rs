//! Which toasts are seen, and for how long.

use crate::Tone;

/// How long a toast is seen, in milliseconds.
pub(super) const SEEN: u32 = 6_000;

/// Most toasts seen at once; more wait for their turn.
const MOST: usize = 3;

/// One toast, without its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    /// Its number, never used twice.
    pub id: u32,
    /// How long it is still seen, in milliseconds; none when it stays until it is dismissed.
    pub left: Option<u32>,
}

/// The toasts of the page, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Queue {
    slots: Vec<Slot>,
    next: u32,
}

impl Queue {
    /// Adds a toast and returns its number. A failure stays until somebody dismisses it.
    pub fn push(&mut self, tone: Tone) -> u32 {
        let id = self.next;
        self.next = self.next.wrapping_add(1);
        let left = (!is_urgent(tone)).then_some(SEEN);
        self.slots.push(Slot { id, left });
        id
    }

    /// Takes a toast away.
    pub fn remove(&mut self, id: u32) {
        self.slots.retain(|slot| slot.id != id);
    }

    /// Numbers of the toasts that are seen, oldest first.
    pub fn seen(&self) -> impl Iterator<Item = u32> {
        self.slots.iter().take(MOST).map(|slot| slot.id)
    }

    /// Whether the time of a seen toast runs.
    pub fn is_running(&self) -> bool {
        self.slots.iter().take(MOST).any(|slot| slot.left.is_some())
    }

    /// Lets time pass for the toasts that are seen. Returns the numbers of those that go.
    pub fn pass(&mut self, time: u32) -> Vec<u32> {
        let mut gone = Vec::new();
        for slot in self.slots.iter_mut().take(MOST) {
            if let Some(left) = &mut slot.left {
                *left = left.saturating_sub(time);
                if *left == 0 {
                    gone.push(slot.id);
                }
            }
        }
        self.slots.retain(|slot| !gone.contains(&slot.id));
        gone
    }
}

/// Whether a toast interrupts, and stays until it is dismissed.
pub(super) fn is_urgent(tone: Tone) -> bool {
    tone == Tone::Danger
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_seconds() {
        let mut queue = Queue::default();
        let id = queue.push(Tone::Success);
        assert!(queue.pass(5_999).is_empty());
        assert_eq!(queue.seen().collect::<Vec<_>>(), [id]);
        assert_eq!(queue.pass(1), [id]);
        assert!(!queue.is_running());
    }

    #[test]
    fn a_failure_stays() {
        let mut queue = Queue::default();
        let id = queue.push(Tone::Danger);
        assert!(!queue.is_running());
        assert!(queue.pass(600_000).is_empty());
        queue.remove(id);
        assert_eq!(queue.seen().count(), 0);
    }

    #[test]
    fn three_at_once_and_the_fourth_has_its_full_time() {
        let mut queue = Queue::default();
        let ids: Vec<u32> = (0..4).map(|_| queue.push(Tone::Info)).collect();
        assert_eq!(queue.seen().collect::<Vec<_>>(), ids[..3]);
        assert_eq!(queue.pass(SEEN), ids[..3]);
        assert!(queue.pass(SEEN - 1).is_empty());
        assert_eq!(queue.pass(1), ids[3..]);
    }
}
