//! The page's side of the worker: asks, and shows what comes back as signals.

use crate::plugin::prelude::*;
use crate::plugin::work::Helper;
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_definitions::wire::Wire;
use portico_definitions::{Ask, Outline};
use std::rc::Rc;
use std::sync::Arc;

/// What the reading has come to.
#[derive(Clone)]
pub enum Opened {
    /// The worker reads.
    Reading,
    /// It was read, as far as that is possible.
    Ready(Arc<Outline>),
    /// There is no worker, or it died; the reason.
    Failed(String),
}

/// The definition of one entity, in a worker. The worker ends with the view.
#[derive(Clone, Copy)]
pub struct Desk {
    helper: StoredValue<Option<Rc<Helper>>, LocalStorage>,
    input: StoredValue<EntityInput>,
    sources: Sources,
    opened: RwSignal<Opened>,
}

impl Desk {
    /// Has the definition read.
    pub fn open(input: EntityInput) -> Self {
        let desk = Self {
            helper: StoredValue::new_local(None),
            input: StoredValue::new(input),
            sources: use_sources(),
            opened: RwSignal::new(Opened::Reading),
        };
        desk.read();
        desk
    }

    /// Reads it, once more if that failed.
    pub fn read(self) {
        self.opened.set(Opened::Reading);
        let Some(input) = self.input.try_get_value() else { return };
        let Some(bytes) = self.sources.detail_to_send(&input.catalog, input.ix) else {
            self.opened.set(Opened::Failed("The catalog has changed meanwhile.".to_owned()));
            return;
        };
        spawn_local(async move {
            let opened = match self.start(&bytes).await {
                Ok(outline) => Opened::Ready(Arc::new(outline)),
                Err(reason) => Opened::Failed(reason),
            };
            self.opened.try_set(opened);
        });
    }

    async fn start(self, bytes: &Uint8Array) -> Result<Outline, String> {
        let helper = Helper::start(super::ID).await.map_err(|error| error.0)?;
        let answer = helper.ask(bytes).await.map_err(|error| error.0)?;
        self.helper.try_set_value(Some(Rc::new(helper)));
        Outline::from_bytes(&answer).ok_or_else(|| "Its answer makes no sense.".to_owned())
    }

    /// What the reading has come to.
    pub fn opened(self) -> Signal<Opened> {
        self.opened.into()
    }

    /// Asks the worker; nothing comes back when it died or the view is gone.
    pub fn ask<T: Wire + 'static>(self, ask: &Ask, then: impl FnOnce(T) + 'static) {
        let Some(helper) = self.helper.try_get_value().flatten() else { return };
        let bytes = Uint8Array::from(ask.to_bytes().as_slice());
        spawn_local(async move {
            match helper.ask(&bytes).await {
                Ok(answer) => {
                    if let Some(answer) = T::from_bytes(&answer) {
                        then(answer);
                    }
                }
                Err(error) => {
                    self.opened.try_set(Opened::Failed(error.0));
                }
            }
        });
    }
}
