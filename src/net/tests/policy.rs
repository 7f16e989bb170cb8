//! Deadlines, retries, sizes, breaker, and what an answer is taken for.

use std::{cell::Cell, sync::Arc, time::Duration};

use super::world::*;
use crate::net::{
    Answer, Bytes, ErrorKind, Get, Items, NetError, Phase, Post,
    transport::{Fault, Headers},
};

type Numbers = Result<Answer<Arc<Vec<u32>>>, NetError>;

fn load(world: &World, origin: &str, path: &str) -> impl Future<Output = Numbers> + 'static {
    let (client, get) = (world.client.clone(), Get::new(origin).path([path]));
    async move { client.get(&get).await }
}

#[test]
fn an_answer_arrives_with_its_age_and_source() {
    let world = World::new(|_, _| after(250.0, json("[1, 2]")));
    let (answer, time) = world.finish(load(&world, "ci", "runs"));
    let answer = answer.unwrap();
    assert_eq!((&*answer.value, time), (&vec![1, 2], 250.0));
    assert_eq!((answer.call.origin.as_str(), answer.call.host.as_str()), ("ci", "ci.example.com"));
    let [sent] = &world.sent()[..] else { panic!("one request") };
    assert_eq!((sent.method, sent.url.as_str()), ("GET", "https://ci.example.com/api/runs"));
    assert!(!sent.cookies && !sent.refuse_redirects);
    assert_eq!(sent.headers, [("Accept".to_owned(), "application/json".to_owned())]);
}

#[test]
fn a_host_that_says_nothing_is_given_up_after_ten_seconds() {
    let world = World::new(|_, _| Reaction::Hang);
    let (error, time) = world.fails(load(&world, "ci", "runs"));
    let after = Duration::from_secs(10);
    assert_eq!(error.kind, ErrorKind::Timeout { phase: Phase::Headers, after });
    assert_eq!((time, error.attempts), (10_000.0, 1));
    assert_eq!((world.open(), world.aborted()), (0, 1), "the request is aborted");
}

#[test]
fn a_body_that_stops_is_given_up_ten_seconds_after_its_last_byte() {
    let stops = || pieces(vec![Piece::Wait(4_000.0), Piece::Chunk(b"[1".to_vec()), Piece::Hang]);
    let world = World::new(move |_, _| stops());
    let (error, time) = world.fails(load(&world, "ci", "runs"));
    assert!(matches!(error.kind, ErrorKind::Timeout { phase: Phase::Body, .. }), "{error}");
    assert_eq!((time, world.aborted()), (14_000.0, 1));
}

#[test]
fn a_body_that_drips_is_given_up_after_thirty_seconds() {
    let drip =
        || (0..100).flat_map(|_| [Piece::Wait(1_000.0), Piece::Chunk(b" ".to_vec())]).collect();
    let world = World::new(move |_, _| pieces(drip()));
    let (error, time) = world.fails(load(&world, "ci", "runs"));
    let after = Duration::from_secs(30);
    assert_eq!(error.kind, ErrorKind::Timeout { phase: Phase::Total, after });
    assert_eq!((time, world.aborted(), error.attempts), (30_000.0, 1, 1));
}

#[test]
fn deadlines_follow_the_origin_and_the_time_scale() {
    let world = World::new(|_, _| Reaction::Hang);
    assert_eq!(world.fails(load(&world, "quick", "x")).1, 2_000.0);
    let world = World::scaled(0.1, |_, _| Reaction::Hang);
    assert_eq!(world.fails(load(&world, "ci", "x")).1, 1_000.0);
    assert_eq!(world.fails(load(&world, "quick", "x")).1, 200.0);
}

#[test]
fn a_broken_connection_is_tried_three_times() {
    let world = World::new(|_, before| match before {
        0 => pieces(vec![Piece::Chunk(b"[1".to_vec()), Piece::Break]),
        1 => Reaction::Fail(Fault::Network),
        _ => json("[1]"),
    });
    let (answer, _) = world.finish(load(&world, "ci", "runs"));
    assert_eq!(*answer.unwrap().value, [1]);
    assert_eq!(world.times(), [0.0, 250.0, 750.0]);
}

#[test]
fn after_three_attempts_the_last_error_counts() {
    let world = World::new(|_, _| pieces(vec![Piece::Break]));
    let (error, _) = world.fails(load(&world, "ci", "runs"));
    assert_eq!((error.kind, error.attempts), (ErrorKind::CutOff, 3));
}

#[test]
fn a_host_that_never_answered_is_asked_once() {
    let world = World::new(|_, _| Reaction::Fail(Fault::Network));
    let (error, time) = world.fails(load(&world, "ci", "runs"));
    assert_eq!(error.kind, ErrorKind::Unreachable { policy: false });
    assert_eq!((error.attempts, time), (1, 0.0));
    let (error, _) = world.fails(load(&world, "demo", "runs"));
    assert_eq!(error.attempts, 3, "the portal's own host has answered before");
}

#[test]
fn what_the_browser_knows_is_told() {
    for (fault, kind) in [
        (Fault::Policy, ErrorKind::Unreachable { policy: true }),
        (Fault::Offline, ErrorKind::Offline),
        (Fault::Aborted, ErrorKind::Cancelled),
    ] {
        let world = World::new(move |_, _| Reaction::Fail(fault));
        let (error, _) = world.fails(load(&world, "demo", "runs"));
        assert_eq!((error.kind, error.attempts), (kind, 1));
    }
    let world = World::new(|_, _| Reaction::Fail(Fault::Address));
    let (error, _) = world.fails(load(&world, "demo", "runs"));
    assert!(matches!(error.kind, ErrorKind::Refused { .. }), "{error}");
}

#[test]
fn retry_after_is_waited_for_if_there_is_time() {
    let limited = |seconds: &str| {
        let headers = Headers { retry_after: Some(seconds.into()), ..Headers::default() };
        Reaction::Answer(429, headers, Vec::new())
    };
    let world = World::new(move |_, before| if before == 0 { limited("2") } else { json("[]") });
    assert_eq!(world.finish(load(&world, "ci", "runs")).1, 2_000.0);
    let world = World::new(move |_, _| limited("60"));
    let (error, time) = world.fails(load(&world, "ci", "runs"));
    let retry_after = Some(Duration::from_secs(60));
    assert_eq!((error.kind, time), (ErrorKind::RateLimited { retry_after }, 0.0));
    assert_eq!(world.sent().len(), 1);
}

#[test]
fn a_rate_limit_without_a_time_is_not_stormed() {
    let world = World::new(|_, _| status(429));
    world.set_random(0.0);
    world.fails(load(&world, "ci", "runs"));
    assert_eq!(world.times(), [0.0, 500.0, 1_000.0]);
}

#[test]
fn refusals_are_not_repeated_and_keep_the_words_of_the_api() {
    for (code, kind) in [
        (400, ErrorKind::Client { status: 400 }),
        (403, ErrorKind::Forbidden),
        (404, ErrorKind::NotFound),
        (409, ErrorKind::Client { status: 409 }),
        (410, ErrorKind::NotFound),
        (422, ErrorKind::Client { status: 422 }),
    ] {
        let headers = Headers { request_id: Some("r-1".into()), ..Headers::default() };
        let body = br#"{"message": "No such run"}"#.to_vec();
        let reaction =
            move || Reaction::Answer(code, headers.clone(), vec![Piece::Chunk(body.clone())]);
        let world = World::new(move |_, _| reaction());
        let (error, _) = world.fails(load(&world, "ci", "runs"));
        assert_eq!((error.kind, error.attempts), (kind, 1));
        assert_eq!(
            (error.detail.as_deref(), error.request_id.as_deref()),
            (Some("No such run"), Some("r-1"))
        );
    }
}

#[test]
fn a_flaky_host_is_good_enough() {
    let seed = Cell::new(7_u64);
    let coin = move || {
        seed.set(
            seed.get()
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407),
        );
        seed.get() >> 63 == 0
    };
    let world = World::new(move |_, _| if coin() { json("[]") } else { status(503) });
    let fresh = (0..1_000).filter(|_| world.finish(load(&world, "ci", "runs")).0.is_ok()).count();
    assert!(fresh >= 850, "{fresh} of 1,000");
    assert!(world.sent().len() <= 3_000);
}

#[test]
fn five_failed_loads_pause_a_host_for_all_its_origins() {
    let healthy = std::rc::Rc::new(Cell::new(false));
    let now_healthy = healthy.clone();
    let world = World::new(move |_, _| if healthy.get() { json("[]") } else { status(500) });
    for _ in 0..5 {
        world.fails(load(&world, "ci", "runs"));
    }
    let sent = world.sent().len();
    for origin in ["ci", "ci-again"] {
        let (error, _) = world.fails(load(&world, origin, "runs"));
        assert!(matches!(error.kind, ErrorKind::Paused { .. }), "{error}");
        assert!(error.next_step().contains("30 s"), "{}", error.next_step());
    }
    assert_eq!(world.sent().len(), sent, "nothing is sent while it is paused");
    now_healthy.set(true);
    let (client, get) = (world.client.clone(), Get::<Vec<u32>>::new("ci").path(["runs"]));
    world.finish(async move { client.get_anew(&get).await }).0.unwrap();
    world.finish(load(&world, "ci-again", "runs")).0.unwrap();
}

#[test]
fn a_paused_host_is_tried_again_by_itself() {
    let world = World::new(|_, before| if before < 15 { status(500) } else { json("[]") });
    for _ in 0..5 {
        world.fails(load(&world, "ci", "runs"));
    }
    world.pass(29_000.0);
    assert!(matches!(world.fails(load(&world, "ci", "x")).0.kind, ErrorKind::Paused { .. }));
    world.pass(1_000.0);
    world.finish(load(&world, "ci", "x")).0.unwrap();
}

#[test]
fn a_large_answer_is_stopped_while_it_arrives() {
    let endless = || pieces((0..100).map(|_| Piece::Chunk(vec![b' '; 1 << 20])).collect());
    let world = World::new(move |_, _| endless());
    let (error, _) = world.fails(load(&world, "ci", "runs"));
    assert_eq!((error.kind, error.attempts), (ErrorKind::TooLarge { limit: 16 << 20 }, 1));
    assert_eq!(world.aborted(), 1);
    let announced = || {
        let headers = Headers { content_length: Some(65_537.0), ..Headers::default() };
        Reaction::Answer(200, headers, vec![Piece::Hang])
    };
    let world = World::new(move |_, _| announced());
    let (client, get) = (world.client.clone(), Get::text("ci").path(["log"]).max_bytes(65_536));
    let (error, time) = world.fails(async move { client.get(&get).await });
    assert_eq!((error.kind, time), (ErrorKind::TooLarge { limit: 65_536 }, 0.0));
}

#[test]
fn an_answer_of_exactly_the_limit_is_fine() {
    let world = World::new(|_, _| answer(200, "text/plain", "12345678"));
    let (client, get) = (world.client.clone(), Get::text("ci").path(["log"]).max_bytes(8));
    let (answer, _) = world.finish(async move { client.get(&get).await });
    assert_eq!(*answer.unwrap().value, "12345678");
}

#[test]
fn a_web_page_is_not_data() {
    for content_type in ["text/html; charset=utf-8", "text/plain"] {
        let world =
            World::new(move |_, _| answer(200, content_type, " <!doctype html><title>Sign in"));
        let (error, _) = world.fails(load(&world, "ci", "runs"));
        assert_eq!(
            (error.kind, error.attempts),
            (ErrorKind::NotData { content_type: "text/html".into() }, 1)
        );
    }
}

#[test]
fn an_answer_of_the_wrong_shape_says_where() {
    let world = World::new(|_, _| json(r#"[1, "two"]"#));
    let (error, _) = world.fails(load(&world, "ci", "runs"));
    let ErrorKind::Malformed { path, .. } = &error.kind else { panic!("{error}") };
    assert_eq!((path.as_str(), error.attempts), ("[1]", 1));
    for body in ["", "null", "{}", "0", "\"ok\"", "[1", "[1]]"] {
        let world = World::new(move |_, _| json(body));
        let (error, _) = world.fails(load(&world, "ci", "runs"));
        assert!(matches!(error.kind, ErrorKind::Malformed { .. }), "{body}: {error}");
    }
}

#[test]
fn one_bad_item_does_not_spoil_the_answer() {
    let world = World::new(|_, _| json(r#"[1, -2, 3]"#));
    let (client, get) = (world.client.clone(), Get::<Items<u32>>::new("ci").path(["runs"]));
    let answer = world.finish(async move { client.get(&get).await }).0.unwrap();
    assert_eq!((answer.value.items.as_slice(), answer.value.broken.len()), (&[1, 3][..], 1));
}

#[test]
fn what_changes_something_is_sent_once() {
    for reaction in [500, 503, 429] {
        let world = World::new(move |_, _| status(reaction));
        let (client, post) =
            (world.client.clone(), Post::<()>::new("ci").path(["rerun"]).json(&[1]));
        let (error, _) = world.fails(async move { client.send(&post).await });
        assert_eq!(error.attempts, 1, "{reaction}");
        let [sent] = &world.sent()[..] else { panic!("one request") };
        assert_eq!((sent.method, sent.body.as_deref()), ("POST", Some("[1]")));
    }
    let world = World::new(|_, _| Reaction::Answer(204, Headers::default(), Vec::new()));
    let (client, post) = (world.client.clone(), Post::<()>::new("ci").path(["rerun"]));
    world.finish(async move { client.send(&post).await }).0.unwrap();
}

#[test]
fn bytes_arrive_as_they_are() {
    let world = World::new(|_, _| {
        pieces(vec![Piece::Chunk(b"kind: ".to_vec()), Piece::Wait(10.0), Piece::Chunk(vec![0xff])])
    });
    let (client, get) = (world.client.clone(), Get::<Bytes>::bytes("files").below("demo/all.yaml"));
    let answer = world.finish(async move { client.bytes(&get).await }).0.unwrap();
    assert_eq!((answer.value.to_vec(), answer.bytes), (b"kind: \xff".to_vec(), 7));
    assert_eq!(world.sent()[0].url, "https://portal.example.com/p/demo/all.yaml");
}

#[test]
fn an_endpoint_that_cannot_be_called_sends_nothing() {
    let world = World::new(|_, _| json("[]"));
    let (error, _) = world.fails(load(&world, "ci", ".."));
    assert!(matches!(error.kind, ErrorKind::Refused { .. }), "{error}");
    let stranger = world.net.client("stranger", &["metrics"]);
    let get = Get::<Vec<u32>>::new("ci").path(["runs"]);
    let (error, _) = world.fails(async move { stranger.get(&get).await });
    assert_eq!(error.kind, ErrorKind::OriginNotDeclared { plugin: "stranger".into() });
    assert_eq!((world.sent().len(), error.attempts), (0, 0));
}
