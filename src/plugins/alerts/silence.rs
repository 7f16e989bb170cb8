//! The form that makes a silence.

use super::api::alertmanager::{self, NewSilence};
use super::api::{Matcher, Silence};
use super::wanted::ManagerConfig;
use crate::net::{ErrorKind, Stamp};
pub use crate::plugin::access::{Access, access};
use crate::plugin::prelude::*;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use portico_components::{
    Banner, Button, Choice, Dialog, Live, Select, Stack, TextArea, TextField, Tone, Variant,
    rfc3339, use_toaster,
};
use std::sync::Arc;

/// The choice of all alerts; an alert is a choice by its name.
const ALL: &str = "*";
const HOUR: i64 = 3_600_000;
/// How long a silence may last: hours, and in words.
const LENGTHS: [(i64, &str); 7] = [
    (1, "1 hour"),
    (2, "2 hours"),
    (4, "4 hours"),
    (8, "8 hours"),
    (24, "1 day"),
    (72, "3 days"),
    (168, "1 week"),
];
/// Letters that a reason has at least: what nobody understands tomorrow is no reason.
const SHORTEST: usize = 8;

/// What has been typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// Name of the alert, or [`ALL`] of the service.
    pub alert: String,
    /// How long.
    pub hours: i64,
    /// Why.
    pub reason: String,
    /// Who.
    pub author: String,
}

impl Draft {
    /// What to change about the reason.
    #[must_use]
    pub fn reason_problem(&self) -> Option<String> {
        match self.reason.trim().chars().count() {
            0 => Some("Say why, so that others know when it may end.".to_owned()),
            1..SHORTEST => Some("Say a little more: a ticket, what is being done.".to_owned()),
            _ => None,
        }
    }

    /// What to change about the author.
    #[must_use]
    pub fn author_problem(&self) -> Option<String> {
        self.author.trim().is_empty().then(|| "Say who silences it.".to_owned())
    }

    /// The silence, if all is well.
    #[must_use]
    pub fn silence(&self, wanted: &[Matcher], now: i64) -> Option<NewSilence> {
        if self.reason_problem().is_some() || self.author_problem().is_some() {
            return None;
        }
        let mut matchers = wanted.to_vec();
        if self.alert != ALL {
            matchers.retain(|one| one.name != "alertname");
            matchers.push(Matcher::equal("alertname", &self.alert));
        }
        Some(NewSilence {
            id: None,
            matchers,
            starts_at: rfc3339(now),
            ends_at: rfc3339(now + self.hours * HOUR),
            created_by: self.author.trim().to_owned(),
            comment: self.reason.trim().to_owned(),
        })
    }
}

/// Sends silences, one at a time: while one is under way, another press does nothing.
#[derive(Clone)]
pub struct Sender {
    client: Option<NetClient>,
    origin: Arc<str>,
    /// Something is under way.
    pub busy: RwSignal<bool>,
    /// What went wrong at last.
    pub error: RwSignal<Option<NetError>>,
}

/// The way to write silences to an origin.
#[must_use]
pub fn use_sender(config: &ManagerConfig) -> Sender {
    Sender {
        client: use_net(),
        origin: config.writes().into(),
        busy: RwSignal::new(false),
        error: RwSignal::new(None),
    }
}

impl Sender {
    /// Sends a silence and says when it is there.
    pub fn send(&self, silence: &NewSilence, done: impl FnOnce() + 'static) {
        let Some(client) = self.client.clone() else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        let (busy, error) = (self.busy, self.error);
        let post = alertmanager::silence(&self.origin, silence);
        spawn_local(async move {
            let result = client.send(&post).await;
            let _ = busy.try_set(false);
            match result {
                Ok(_) => done(),
                Err(why) => {
                    let _ = error.try_set(Some(why));
                }
            }
        });
    }
}

/// Whether nobody knows if the request did what it was meant to.
fn unclear(error: &NetError) -> bool {
    matches!(
        error.kind,
        ErrorKind::Timeout { .. }
            | ErrorKind::Unreachable { .. }
            | ErrorKind::CutOff
            | ErrorKind::Malformed { .. }
            | ErrorKind::Server { .. }
    )
}

/// What went wrong, where it was tried.
pub fn problem(error: &NetError) -> AnyView {
    let mut text = [&*error.title(), ". ", &*error.cause(), " "].concat();
    match unclear(error) {
        true => text.push_str("It may have been done all the same: look at the silences first."),
        false => text.push_str(&error.next_step()),
    }
    if let Some(detail) = &error.detail {
        text.push_str(" Alertmanager said: ");
        text.push_str(detail);
    }
    view! {
        <Banner tone=Tone::Danger title="The silence was not accepted" live=Live::Alert>{text}</Banner>
    }
    .into_any()
}

/// The form, in a dialog.
pub fn form(
    open: RwSignal<bool>,
    config: &ManagerConfig,
    wanted: Arc<[Matcher]>,
    alerts: Signal<Vec<String>>,
    done: Callback<()>,
) -> AnyView {
    let user = use_sources().user().unwrap_or_default();
    let author = user.rsplit('/').next().unwrap_or_default().to_owned();
    let empty = Draft { alert: ALL.to_owned(), hours: 2, reason: String::new(), author };
    let draft = RwSignal::new(empty.clone());
    let tried = RwSignal::new(false);
    let toaster = use_toaster();
    let sender = use_sender(config);
    let (busy, error) = (sender.busy, sender.error);
    let which = Signal::derive(move || {
        let all = Choice::new(ALL, "All alerts of this service");
        let each = alerts.get().into_iter().map(|name| Choice::new(name.clone(), name));
        std::iter::once(all).chain(each).collect::<Vec<_>>()
    });
    let lengths = LENGTHS.iter().map(|(hours, words)| Choice::new(hours.to_string(), *words));
    let lengths = Signal::stored(lengths.collect::<Vec<_>>());
    let (reason, name) = (NodeRef::<html::Textarea>::new(), NodeRef::<html::Input>::new());
    let submit = Callback::new(move |()| {
        tried.set(true);
        let now = Stamp::now().unix_milliseconds() as i64;
        let Some(silence) = draft.with_untracked(|draft| draft.silence(&wanted, now)) else {
            // The keyboard goes to the first thing to change.
            if draft.with_untracked(Draft::reason_problem).is_some() {
                if let Some(field) = reason.get_untracked() {
                    let _ = field.focus();
                }
            } else if let Some(field) = name.get_untracked() {
                let _ = field.focus();
            }
            return;
        };
        let empty = empty.clone();
        sender.send(&silence, move || {
            toaster.push(Tone::Success, "The alerts are silenced.", None);
            let _ = tried.try_set(false);
            let _ = draft.try_set(empty);
            let _ = open.try_set(false);
            let _ = done.try_run(());
        });
    });
    let actions = move || {
        view! {
            <Button on_click=move |_| open.set(false)>"Cancel"</Button>
            <Button
                variant=Variant::Solid
                loading=busy
                loading_text="Silencing…"
                on_click=move |_| submit.run(())
            >
                "Silence"
            </Button>
        }
        .into_any()
    };
    let told = move |problem: fn(&Draft) -> Option<String>| {
        Signal::derive(move || if tried.get() { draft.with(problem) } else { None })
    };
    view! {
        <Dialog
            open=open
            title=["Silence alerts of ", config.label()].concat()
            description="They go on firing, and nobody is told until the silence ends."
            busy=busy
            actions=ViewFn::from(actions)
        >
            <Stack>
                <Select
                    label="Which alerts"
                    choices=which
                    value=Signal::derive(move || Some(draft.with(|draft| draft.alert.clone())))
                    on_change=Callback::new(move |alert| draft.update(|draft| draft.alert = alert))
                />
                <Select
                    label="For how long"
                    choices=lengths
                    value=Signal::derive(move || Some(draft.with(|draft| draft.hours.to_string())))
                    on_change=Callback::new(move |hours: String| {
                        if let Ok(hours) = hours.parse() {
                            draft.update(|draft| draft.hours = hours);
                        }
                    })
                />
                <TextArea
                    label="Reason"
                    value=Signal::derive(move || draft.with(|draft| draft.reason.clone()))
                    on_input=Callback::new(move |reason| draft.update(|draft| draft.reason = reason))
                    help=Signal::stored(Some("Everybody who sees the silence reads it.".to_owned()))
                    error=told(Draft::reason_problem)
                    node_ref=reason
                />
                <TextField
                    label="Author"
                    value=Signal::derive(move || draft.with(|draft| draft.author.clone()))
                    on_input=Callback::new(move |author| draft.update(|draft| draft.author = author))
                    error=told(Draft::author_problem)
                    required=true
                    node_ref=name
                />
                {move || error.with(|error| error.as_ref().map(problem))}
            </Stack>
        </Dialog>
    }
    .into_any()
}

/// A silence that ends now. Alertmanager takes no end in the past, so it is two seconds away.
#[must_use]
pub fn ending_now(silence: &Silence, now: i64) -> NewSilence {
    NewSilence::ending(silence, rfc3339(now + 2000))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(reason: &str, author: &str) -> Draft {
        Draft { alert: ALL.to_owned(), hours: 4, reason: reason.into(), author: author.into() }
    }

    #[test]
    fn a_silence_says_why_and_who() {
        let wanted = Matcher::parse("service=checkout").unwrap();
        for (reason, author) in [("", "ines"), ("  short ", "ines"), ("OPS-12: rollback", " ")] {
            assert_eq!(draft(reason, author).silence(&wanted, 0), None, "{reason}, {author}");
        }
        let silence = draft(" OPS-12: rollback ", "ines ").silence(&wanted, 0).unwrap();
        assert_eq!(
            (silence.comment.as_str(), silence.created_by.as_str()),
            ("OPS-12: rollback", "ines")
        );
        assert_eq!((silence.id, silence.matchers), (None, wanted.clone()));
        assert_eq!(silence.starts_at, "1970-01-01T00:00:00Z");
        assert_eq!(silence.ends_at, "1970-01-01T04:00:00Z");
    }

    #[test]
    fn one_alert_is_silenced_within_the_service() {
        let wanted = Matcher::parse("service=checkout,alertname=~\"Pod.*\"").unwrap();
        let one = Draft { alert: "PodCrashLooping".into(), ..draft("OPS-12: rollback", "ines") };
        let texts: Vec<String> =
            one.silence(&wanted, 0).unwrap().matchers.iter().map(Matcher::text).collect();
        assert_eq!(texts, [r#"service="checkout""#, r#"alertname="PodCrashLooping""#]);
    }
}
