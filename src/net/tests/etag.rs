//! What is here already is not sent again: its host is asked whether it is still the same.

use std::sync::Arc;

use super::world::{Reaction, World, json, status};
use crate::net::{Answer, Get, NetError, transport::Headers};

/// An answer with a name of its own.
fn tagged(body: &str, etag: &str) -> Reaction {
    match json(body) {
        Reaction::Answer(status, headers, pieces) => {
            Reaction::Answer(status, Headers { etag: Some(etag.to_owned()), ..headers }, pieces)
        }
        other => other,
    }
}

/// With what the request at this place asked whether anything has changed.
fn asked(world: &World, at: usize) -> Option<String> {
    let headers = world.sent()[at].headers.clone().into_iter();
    headers.filter(|(name, _)| name == "If-None-Match").map(|(_, value)| value).next()
}

fn ask(world: &World, origin: &'static str) -> Result<Answer<Arc<u32>>, NetError> {
    let client = world.client.clone();
    let get = Get::<u32>::new(origin).path(["runs"]);
    world.finish(async move { client.get_anew(&get).await }).0
}

#[test]
fn what_has_not_changed_stays_and_is_as_good_as_new() {
    let world = World::new(|_, before| match before {
        0 => tagged("1", "\"a\""),
        1 => status(304),
        2 => tagged("2", "\"b\""),
        _ => status(304),
    });
    let first = ask(&world, "portal").unwrap();
    assert_eq!((*first.value, asked(&world, 0)), (1, None));
    world.pass(5_000.0);
    let same = ask(&world, "portal").unwrap();
    assert_eq!((*same.value, asked(&world, 1).as_deref()), (1, Some("\"a\"")));
    assert!(first.fetched_at.until(same.fetched_at).as_secs() >= 5, "it is known to be of now");
    assert_eq!(*ask(&world, "portal").unwrap().value, 2);
    assert_eq!(*ask(&world, "portal").unwrap().value, 2);
    assert_eq!(asked(&world, 3).as_deref(), Some("\"b\""));
}

#[test]
fn another_host_is_asked_only_where_the_configuration_says_so() {
    let world = World::new(|_, _| tagged("1", "\"a\""));
    for origin in ["ci", "tagged"] {
        ask(&world, origin).unwrap();
        ask(&world, origin).unwrap();
    }
    let all: Vec<_> = (0..4).map(|at| asked(&world, at).is_some()).collect();
    assert_eq!(all, [false, false, false, true]);
}

#[test]
fn nothing_new_for_somebody_who_has_nothing_is_an_error() {
    let world = World::new(|_, _| status(304));
    assert!(ask(&world, "portal").is_err());
}
