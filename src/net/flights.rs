//! One flight per identical request: who asks while it is under way shares its answer, and it is
//! aborted when the last of them goes.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use futures_util::FutureExt;

use super::{
    ErrorKind, NetError, classify,
    endpoint::{Decode, Format},
    exchange::Reply,
    prepare::Prepared,
    stale::{Key, Landed},
    state::{Flight, State, WeakFlight},
    table::Table,
};

/// The flights under way.
#[derive(Default)]
pub(super) struct Flights(RefCell<Table<Key, UnderWay>>);

struct UnderWay {
    origin: String,
    flight: WeakFlight<Landed>,
}

impl Flights {
    fn find(&self, key: &Key) -> Option<Flight<Landed>> {
        self.0.borrow().get(key).and_then(|under_way| under_way.flight.upgrade())
    }

    fn add(&self, key: Key, under_way: UnderWay) {
        let mut all = self.0.borrow_mut();
        // Those that everybody has left, landed or not, are still listed.
        all.retain(|other| other.flight.upgrade().is_some());
        all.insert(key, under_way);
    }

    /// Lets nobody else join the flights to an origin: its credential has changed.
    pub fn close(&self, origin: &str) {
        self.0.borrow_mut().retain(|under_way| under_way.origin != origin);
    }

    #[cfg(test)]
    pub fn listed(&self) -> usize {
        self.0.borrow().iter().count()
    }
}

impl State {
    /// The flight for this request: the one under way, or a new one. `by_hand` is a person who asks
    /// again, and never gets an answer to an earlier question.
    pub fn flight(self: &Rc<Self>, prepared: Prepared, by_hand: bool) -> Flight<Landed> {
        let key = prepared.key();
        if !by_hand && let Some(flight) = self.flights.find(&key) {
            return flight;
        }
        let generation = self.next_generation();
        let origin = prepared.call.origin.clone();
        let flight = fly(self.clone(), prepared, by_hand, generation).boxed_local().shared();
        if let Some(weak) = flight.downgrade() {
            self.flights.add(key, UnderWay { origin, flight: weak });
        }
        flight
    }
}

async fn fly(
    state: Rc<State>,
    mut prepared: Prepared,
    by_hand: bool,
    generation: u64,
) -> Result<Landed, NetError> {
    let known = state.last_good.borrow_mut().get(&prepared.key());
    let known = known.filter(|known| prepared.revalidates && known.etag.is_some());
    prepared.etag = known.as_ref().and_then(|known| known.etag.clone());
    let result = state.load(&prepared, by_hand).await;
    let result = result.and_then(|reply| match (known, reply.unchanged) {
        (Some(known), true) => Ok(Landed { at: state.clock.stamp(), ..known }),
        _ => land(&state, &prepared, reply),
    });
    if let Ok(landed) = &result {
        let origin = &prepared.call.origin;
        state.last_good.borrow_mut().put(prepared.key(), origin, generation, landed.clone());
    }
    result
}

/// Makes a value of a reply.
pub(super) fn land(state: &State, prepared: &Prepared, reply: Reply) -> Result<Landed, NetError> {
    let error = |kind| NetError {
        attempts: reply.attempts,
        request_id: reply.request_id.clone().map(Into::into),
        ..prepared.error(kind)
    };
    let Some(decode): Option<Decode> = prepared.request.decode else {
        return Err(error(ErrorKind::Refused { why: "Bytes have no value.".into() }));
    };
    let body = reply.body.to_vec();
    if prepared.request.format == Format::Json && classify::looks_like_page(&body) {
        return Err(error(ErrorKind::NotData { content_type: "text/html".into() }));
    }
    match decode(&body) {
        Ok(value) => {
            let (at, etag) = (state.clock.stamp(), reply.etag.as_deref().map(Arc::from));
            Ok(Landed { value, at, bytes: body.len(), etag })
        }
        Err(e) => Err(error(ErrorKind::Malformed { path: e.path, message: e.message })),
    }
}
