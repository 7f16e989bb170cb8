//! Following a run: the stream of its events, opened again when it breaks, and asked for from time
//! to time where streams do not get through.

use super::super::api::{self, Task};
use super::model::Run;
use crate::net::stream::{Again, Reconnect};
use crate::net::{NetClient, NetError};
use futures_util::FutureExt;
use futures_util::future::{AbortHandle, abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// So often what has arrived is shown, at most: once per frame.
const FRAME: Duration = Duration::from_millis(16);
/// So often the events are asked for where streams do not get through.
const POLL: Duration = Duration::from_secs(2);

/// How the events come.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Link {
    /// The stream is being opened.
    #[default]
    Opening,
    /// As they happen.
    Live,
    /// The connection broke and is made again.
    Again,
    /// By asking every two seconds.
    Polling,
    /// They have all come.
    Over,
    /// Not at all.
    Broken(NetError),
}

/// A run that is followed.
#[derive(Clone, Copy)]
pub struct Following {
    /// The run, as far as is known.
    pub run: RwSignal<Run>,
    /// Its log.
    pub lines: RwSignal<Vec<String>>,
    /// How the events come.
    pub link: RwSignal<Link>,
    inner: StoredValue<Inner>,
    task: StoredValue<Option<AbortHandle>>,
    client: StoredValue<Option<NetClient>>,
    place: StoredValue<(String, String)>,
}

/// What has arrived and is not shown yet.
struct Inner {
    run: Run,
    lines: Vec<String>,
    waiting: bool,
}

impl Following {
    /// Follows a run until the view around the caller goes.
    #[must_use]
    pub fn start(origin: &str, task: &Task) -> Self {
        let run = Run::start(task);
        let inner = Inner { run: run.clone(), lines: Vec::new(), waiting: false };
        let following = Self {
            run: RwSignal::new(run),
            lines: RwSignal::default(),
            link: RwSignal::default(),
            inner: StoredValue::new(inner),
            task: StoredValue::new(None),
            client: StoredValue::new(crate::plugin::scope::use_net()),
            place: StoredValue::new((origin.to_owned(), task.id.clone())),
        };
        following.resume();
        let stop = following.task;
        on_cleanup(move || {
            if let Some(Some(task)) = stop.try_get_value() {
                task.abort();
            }
        });
        following
    }

    /// Goes on after the end of a token, or from a broken connection.
    pub fn resume(self) {
        let Some(Some(client)) = self.client.try_get_value() else { return };
        let Some((origin, id)) = self.place.try_get_value() else { return };
        self.link.try_set(Link::Opening);
        let (work, handle) = abortable(self.follow(client, origin, id));
        if let Some(Some(before)) = self.task.try_get_value() {
            before.abort();
        }
        self.task.try_set_value(Some(handle));
        spawn_local(work.map(drop));
    }

    /// Goes on with a run that is tried again.
    pub fn again(self) {
        self.change(Run::restart);
        self.resume();
    }

    /// Changes what is known of the run.
    pub fn change(self, change: impl FnOnce(&mut Run)) {
        self.inner.try_update_value(|inner| change(&mut inner.run));
        self.show();
    }

    async fn follow(self, client: NetClient, origin: String, id: String) {
        let mut reconnect = Reconnect::default();
        loop {
            let before = self.last();
            let error = self.listen(&client, &origin, &id).await.err();
            if self.is_over() {
                self.link.try_set(Link::Over);
                return;
            }
            match reconnect.after(self.last() != before, error.as_ref(), client.random()) {
                Again::After(time) => {
                    self.link.try_set(Link::Again);
                    client.pause(time).await;
                }
                Again::Poll => return self.poll(&client, &origin, &id).await,
                Again::Stop => {
                    let unknown = || NetError::refused("The stream of events ended.");
                    self.link.try_set(Link::Broken(error.unwrap_or_else(unknown)));
                    return;
                }
            }
        }
    }

    async fn listen(self, client: &NetClient, origin: &str, id: &str) -> Result<(), NetError> {
        let mut stream = client.stream(&api::stream(origin, id, self.last())).await?;
        self.link.try_set(Link::Live);
        let mut dropped = 0;
        while let Some(event) = stream.next().await? {
            let lost = stream.dropped() - std::mem::replace(&mut dropped, stream.dropped());
            self.inner.try_update_value(|inner| {
                let lines = inner.run.take_text(&event.data);
                inner.lines.extend(lines);
                inner.run.broken += lost;
            });
            self.show_soon();
            if self.is_over() {
                return Ok(());
            }
        }
        Ok(())
    }

    async fn poll(self, client: &NetClient, origin: &str, id: &str) {
        self.link.try_set(Link::Polling);
        let mut failures = 0;
        loop {
            match client.get_anew(&api::events(origin, id, self.last())).await {
                Ok(answer) => {
                    failures = 0;
                    self.inner.try_update_value(|inner| {
                        // It ended, and its events are kept no longer.
                        if answer.value.items.is_empty() && inner.run.state.is_over() {
                            inner.run.complete = true;
                        }
                        for event in &answer.value.items {
                            let lines = inner.run.take(event);
                            inner.lines.extend(lines);
                        }
                    });
                    self.show_soon();
                }
                Err(error) => {
                    failures += 1;
                    let refused = error.sign_in_at().is_some();
                    if refused || failures >= 5 {
                        self.link.try_set(Link::Broken(error));
                        return;
                    }
                }
            }
            if self.is_over() {
                self.link.try_set(Link::Over);
                return;
            }
            client.pause(POLL).await;
        }
    }

    fn last(self) -> Option<u64> {
        self.inner.try_with_value(|inner| inner.run.last).flatten()
    }

    fn is_over(self) -> bool {
        self.inner.try_with_value(|inner| inner.run.complete).unwrap_or(true)
    }

    /// Shows what has arrived with the next frame. A timer and no frame, so that a page in the
    /// background learns the end as well.
    fn show_soon(self) {
        let waits =
            self.inner.try_update_value(|inner| std::mem::replace(&mut inner.waiting, true));
        if waits == Some(false) {
            set_timeout(move || self.show(), FRAME);
        }
    }

    fn show(self) {
        let Some((run, lines)) = self.inner.try_update_value(|inner| {
            inner.waiting = false;
            (inner.run.clone(), std::mem::take(&mut inner.lines))
        }) else {
            return;
        };
        if !lines.is_empty() {
            self.lines.try_update(|all| all.extend(lines));
        }
        if self.run.try_with_untracked(|shown| *shown != run) == Some(true) {
            self.run.try_set(run);
        }
    }
}
