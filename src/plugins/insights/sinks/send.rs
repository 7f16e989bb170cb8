//! Sending events to an API, in the form that it takes.

use super::settings::Sink;
use crate::net::{ErrorKind, NetClient, Post};
use portico_insights::event::batch::Fate;
use portico_insights::event::{Event, wire};
use serde_json::Value;
use serde_json::value::RawValue;
use std::time::Duration;

/// How events fared, and how long their receiver wants to be left alone.
pub struct Sent {
    pub fate: Fate,
    pub pause: Option<Duration>,
}

/// Sends events. The browser carries on with it when the page goes.
pub async fn send(net: &NetClient, sink: &Sink, events: &[Event<'static>]) -> Sent {
    let arrived = Sent { fate: Fate::Arrived, pause: None };
    let Some((post, body)) = request(sink, events) else { return arrived };
    let Ok(body) = RawValue::from_string(body) else { return arrived };
    match net.send(&post.json(&body).outlives_page()).await {
        Ok(_) => arrived,
        Err(error) => told(&error.kind),
    }
}

/// What an error says about events.
fn told(kind: &ErrorKind) -> Sent {
    let fate = match kind {
        // Whoever takes events need not answer with anything.
        ErrorKind::NotData { .. }
        | ErrorKind::Malformed { .. }
        | ErrorKind::TooLarge { .. }
        | ErrorKind::CutOff
        // What is wrong with them now will be wrong the next time too.
        | ErrorKind::Client { .. } => Fate::Arrived,
        ErrorKind::Timeout { .. } | ErrorKind::Cancelled => Fate::Unknown,
        _ => Fate::Failed,
    };
    let pause = match kind {
        ErrorKind::RateLimited { retry_after } => *retry_after,
        ErrorKind::Paused { retry_after } => Some(*retry_after),
        _ => None,
    };
    Sent { fate, pause }
}

/// The request for events, and its body as JSON; nothing for sinks that send none.
fn request(sink: &Sink, events: &[Event<'static>]) -> Option<(Post<Value>, String)> {
    Some(match sink {
        Sink::Console {} | Sink::Store { .. } => return None,
        Sink::Http { origin, path } => {
            let segments = path.split('/').filter(|segment| !segment.is_empty());
            let lines: Vec<String> = events.iter().map(Event::line).collect();
            (Post::new(origin.as_str()).path(segments), format!("[{}]", lines.join(",")))
        }
        Sink::AdoptionInsights { origin } => {
            let post = Post::new(origin.as_str()).path(["api", "adoption-insights", "events"]);
            (post, wire::adoption_insights(events))
        }
        Sink::Ga4 { origin, measurement } => {
            let post = Post::new(origin.as_str()).path(["mp", "collect"]);
            (post.query("measurement_id", measurement.as_str()), wire::ga4(events))
        }
        Sink::Matomo { origin, site } => {
            (Post::new(origin.as_str()).path(["matomo.php"]), wire::matomo_bulk(events, *site, ""))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::Phase;

    #[test]
    fn what_may_have_arrived_is_not_sent_again_and_a_pause_is_kept() {
        let after = Duration::from_secs(10);
        for (kind, fate) in [
            (ErrorKind::Timeout { phase: Phase::Headers, after }, Fate::Unknown),
            (ErrorKind::Cancelled, Fate::Unknown),
            (ErrorKind::CutOff, Fate::Arrived),
            (ErrorKind::Client { status: 400 }, Fate::Arrived),
            (ErrorKind::NotData { content_type: "text/plain".to_owned() }, Fate::Arrived),
            (ErrorKind::Server { status: 503 }, Fate::Failed),
            (ErrorKind::Offline, Fate::Failed),
            (ErrorKind::NotFound, Fate::Failed),
        ] {
            let sent = told(&kind);
            assert_eq!((sent.fate, sent.pause), (fate, None), "{kind:?}");
        }
        let busy = told(&ErrorKind::RateLimited { retry_after: Some(after) });
        assert_eq!((busy.fate, busy.pause), (Fate::Failed, Some(after)));
    }
}
