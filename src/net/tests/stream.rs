//! Streams of events: what opens them, what ends them, and what their owner should do then.

use super::world::*;
use crate::net::{
    ErrorKind, Get, NetError, Phase,
    stream::{Again, Reconnect},
    transport::{Headers, Outgoing},
};

const KIND: &str = "text/event-stream; charset=utf-8";

fn events(origin: &str) -> Get<String> {
    Get::text(origin).path(["tasks", "1", "eventstream"]).query("after", 7_u32)
}

fn stream(mut pieces: Vec<Piece>, text: &str) -> Reaction {
    let headers = Headers { content_type: Some(KIND.into()), ..Headers::default() };
    pieces.insert(0, Piece::Chunk(text.as_bytes().to_vec()));
    Reaction::Answer(200, headers, pieces)
}

/// What was said until it ended, and how it ended.
fn listen(world: &World, origin: &'static str) -> (Vec<String>, Option<ErrorKind>) {
    let client = world.client.clone();
    let (said, _) = world.finish(async move {
        let mut said = Vec::new();
        let mut stream = match client.stream(&events(origin)).await {
            Ok(stream) => stream,
            Err(error) => return (said, Some(error.kind)),
        };
        loop {
            match stream.next().await {
                Ok(Some(event)) => said.push(event.data),
                Ok(None) => return (said, None),
                Err(error) => return (said, Some(error.kind)),
            }
        }
    });
    said
}

fn header<'a>(request: &'a Outgoing, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

#[test]
fn a_stream_is_asked_for_as_one_with_the_credential_of_its_origin() {
    let world = World::new(|_, _| stream(Vec::new(), "data: a\n\ndata: b\n\n"));
    world.net.sign_in("tickets", "secret").unwrap();
    assert_eq!(listen(&world, "tickets"), (vec!["a".into(), "b".into()], None));
    let sent = world.sent();
    assert_eq!(header(&sent[0], "Accept"), Some("text/event-stream"));
    assert_eq!(header(&sent[0], "Authorization"), Some("Bearer secret"));
    assert!(sent[0].url.ends_with("/tasks/1/eventstream?after=7"));
}

#[test]
fn silence_for_a_minute_and_a_broken_connection_end_it() {
    let world = World::new(|_, _| stream(vec![Piece::Break], "data: a\n\ndata: half"));
    assert_eq!(listen(&world, "ci"), (vec!["a".into()], Some(ErrorKind::CutOff)));
    let world = World::new(|_, _| stream(vec![Piece::Hang], ":\n\n"));
    let (said, end) = listen(&world, "ci");
    assert_eq!(said, Vec::<String>::new());
    assert!(matches!(end, Some(ErrorKind::Timeout { phase: Phase::Body, .. })), "{end:?}");
}

#[test]
fn a_page_or_an_error_is_no_stream() {
    let world = World::new(|_, _| answer(200, "text/html", "<p>Sign in</p>"));
    assert!(matches!(listen(&world, "ci").1, Some(ErrorKind::NotData { .. })));
    let world = World::new(|_, _| status(404));
    assert_eq!(listen(&world, "ci").1, Some(ErrorKind::NotFound));
}

#[test]
fn a_guest_whose_token_ended_gets_one_new_token() {
    let world = World::new(|request, before| {
        if request.url.ends_with("/api/auth/guest/refresh") {
            return json(&format!(
                r#"{{"backstageIdentity": {{"token": "guest-{before}", "expiresInSeconds": 3600}}}}"#
            ));
        }
        match header(request, "Authorization") {
            Some("Bearer guest-2") => stream(Vec::new(), "data: a\n\n"),
            _ => status(401),
        }
    });
    assert_eq!(listen(&world, "backstage"), (vec!["a".into()], None));
    let world = World::new(|request, _| match request.url.ends_with("/refresh") {
        true => json(r#"{"backstageIdentity": {"token": "guest", "expiresInSeconds": 3600}}"#),
        false => status(401),
    });
    assert!(matches!(listen(&world, "backstage").1, Some(ErrorKind::Unauthorised { .. })));
    assert_eq!(world.paths().len(), 4, "one new token, one more try");
}

fn error(kind: ErrorKind) -> NetError {
    NetError { kind, ..NetError::refused("") }
}

#[test]
fn a_stream_that_brings_news_is_opened_again_however_often_it_is_cut() {
    let mut reconnect = Reconnect::default();
    for _ in 0..10 {
        let again = reconnect.after(true, Some(&error(ErrorKind::CutOff)), 1.0);
        assert!(matches!(again, Again::After(time) if time.as_millis() == 500));
    }
}

#[test]
fn streams_that_bring_nothing_are_given_up_and_refusals_at_once() {
    let mut reconnect = Reconnect::default();
    assert!(matches!(reconnect.after(false, None, 0.0), Again::After(_)));
    assert!(matches!(reconnect.after(false, None, 0.0), Again::After(_)));
    assert_eq!(reconnect.after(false, None, 0.0), Again::Poll);
    for kind in [ErrorKind::NotFound, ErrorKind::Forbidden] {
        assert_eq!(Reconnect::default().after(true, Some(&error(kind)), 0.0), Again::Stop);
    }
    let page = error(ErrorKind::NotData { content_type: "text/html".into() });
    assert_eq!(Reconnect::default().after(false, Some(&page), 0.0), Again::Poll);
}
