//! Connections, flights and last good answers: what several loads share.

use super::world::*;
use crate::net::{Bytes, Get, NetClient};

fn get(path: &str) -> Get<u32> {
    Get::new("ci").path([path])
}

async fn load(client: NetClient, get: Get<u32>) -> Option<u32> {
    client.get(&get).await.ok().map(|answer| *answer.value)
}

#[test]
fn four_at_a_time_and_the_page_first() {
    let world = World::new(|_, _| after(1_000.0, json("1")));
    let cards: Vec<_> = (0..10)
        .map(|n| world.start(load(world.client.clone(), get(&format!("card-{n}")))))
        .collect();
    assert_eq!(world.open(), 4);
    let page = world.start(load(world.client.clone(), get("page").for_navigation()));
    assert_eq!(world.open(), 5);
    let elsewhere = world.start(load(world.client.clone(), Get::new("quick").path(["x"])));
    assert_eq!(world.open(), 6, "another host has its own four");
    world.pass(1_000.0);
    assert_eq!((page.take(), elsewhere.take()), (Some(Some(1)), Some(Some(1))));
    world.pass(2_000.0);
    assert!(cards.iter().all(|card| card.take() == Some(Some(1))));
    assert_eq!(world.most_open(), 6);
}

#[test]
fn origins_on_one_host_share_its_connections() {
    let world = World::new(|_, _| Reaction::Hang);
    let _loads: Vec<_> = (0..8)
        .map(|n| {
            let origin = if n % 2 == 0 { "ci" } else { "ci-again" };
            world.start(load(world.client.clone(), Get::new(origin).path([n.to_string()])))
        })
        .collect();
    assert_eq!(world.open(), 4);
}

#[test]
fn hung_cards_do_not_starve_the_good_ones() {
    let world = World::scaled(0.1, |request, _| match request.url.contains("hung") {
        true => Reaction::Hang,
        false => json("1"),
    });
    let hung: Vec<_> = (0..6)
        .map(|n| world.start(load(world.client.clone(), get(&format!("hung-{n}")))))
        .collect();
    let good: Vec<_> = (0..4)
        .map(|n| world.start(load(world.client.clone(), get(&format!("good-{n}")))))
        .collect();
    world.pass(2_000.0);
    assert!(good.iter().all(|card| card.take() == Some(Some(1))));
    assert!(hung.iter().all(|card| card.take() == Some(None)));
}

#[test]
fn waiting_for_a_connection_counts_as_waiting() {
    let world = World::new(|_, _| {
        pieces((0..99).flat_map(|_| [Piece::Wait(9_000.0), Piece::Chunk(vec![b' '])]).collect())
    });
    let client = world.client.clone();
    let _busy: Vec<_> =
        (0..8).map(|n| world.start(load(client.clone(), get(&n.to_string())))).collect();
    let (_, time) = world.fails(async move { client.get(&get("late")).await });
    assert_eq!(time, 30_000.0);
}

fn files(world: &World, count: usize) -> Vec<Outcome<bool>> {
    let file = |n: usize| Get::<Bytes>::bytes("ci").below(&format!("{n}.yaml"));
    let load = |n: usize| {
        let (client, get) = (world.client.clone(), file(n));
        world.start(async move { client.bytes(&get).await.is_ok() })
    };
    (0..count).map(load).collect()
}

#[test]
fn a_long_list_of_files_waits_its_turn() {
    let world = World::new(|_, _| after(1_000.0, json("a: 1")));
    let files = files(&world, 400);
    world.pass(100_000.0);
    assert!(files.iter().all(|file| file.take() == Some(true)));
    assert_eq!(world.most_open(), 4);
}

#[test]
fn a_long_list_of_files_on_a_dead_host_is_given_up_soon() {
    let world = World::new(|_, _| Reaction::Hang);
    let files = files(&world, 400);
    world.pass(20_000.0);
    assert!(files.iter().all(|file| file.take() == Some(false)));
    assert_eq!(world.sent().len(), 8);
}

#[test]
fn the_same_question_is_asked_once() {
    let world = World::new(|_, _| after(100.0, json("1")));
    let asking: Vec<_> =
        (0..5).map(|_| world.start(load(world.client.clone(), get("runs")))).collect();
    world.pass(100.0);
    assert!(asking.iter().all(|one| one.take() == Some(Some(1))));
    assert_eq!(world.sent().len(), 1);
    world.finish(load(world.client.clone(), get("runs")));
    assert_eq!(world.sent().len(), 2, "an answer is not a flight");
}

#[test]
fn the_query_belongs_to_the_question() {
    let world = World::new(|_, _| after(100.0, json("1")));
    let _a = world.start(load(world.client.clone(), get("runs").query("page", 1_u32)));
    let _b = world.start(load(world.client.clone(), get("runs").query("page", 2_u32)));
    let other_type = Get::<u64>::new("ci").path(["runs"]).query("page", 1_u32);
    let client = world.client.clone();
    let _c = world.start(async move { client.get(&other_type).await });
    assert_eq!(world.sent().len(), 3);
}

#[test]
fn a_flight_ends_when_the_last_one_leaves() {
    let world = World::new(|_, _| Reaction::Hang);
    let first = world.start(load(world.client.clone(), get("runs")));
    let second = world.start(load(world.client.clone(), get("runs")));
    first.leave();
    assert_eq!((world.open(), world.aborted()), (1, 0));
    second.leave();
    assert_eq!((world.open(), world.aborted()), (0, 1));
    let third = world.start(load(world.client.clone(), get("runs")));
    assert_eq!((world.sent().len(), third.take()), (2, None), "a dead flight is not joined");
}

#[test]
fn flights_that_are_over_are_not_kept() {
    let world = World::new(|_, _| json("1"));
    for n in 0..100 {
        world.finish(load(world.client.clone(), get(&n.to_string())));
    }
    assert_eq!(world.net.state().flights.listed(), 1, "the last one is dropped with the next");
}

#[test]
fn who_leaves_the_queue_is_never_sent() {
    let world = World::new(|_, _| after(1_000.0, json("1")));
    let running: Vec<_> =
        (0..4).map(|n| world.start(load(world.client.clone(), get(&n.to_string())))).collect();
    let waiting = world.start(load(world.client.clone(), get("waiting")));
    waiting.leave();
    world.pass(5_000.0);
    assert!(running.iter().all(|one| one.take().is_some()));
    assert_eq!(world.sent().len(), 4);
}

#[test]
fn an_older_answer_never_wins() {
    let world = World::new(|_, before| match before {
        0 => after(2_000.0, json("1")),
        _ => after(10.0, json("2")),
    });
    let older = world.start(load(world.client.clone(), get("runs")));
    let client = world.client.clone();
    let newer =
        world.start(async move { client.get_anew(&get("runs")).await.ok().map(|a| *a.value) });
    world.pass(3_000.0);
    assert_eq!((older.take(), newer.take()), (Some(Some(1)), Some(Some(2))));
    assert_eq!(*world.client.last_good(&get("runs")).unwrap().value, 2);
}

#[test]
fn a_failure_leaves_the_last_good_answer() {
    let world = World::new(|_, before| if before == 0 { json("1") } else { status(404) });
    assert!(world.client.last_good(&get("runs")).is_none());
    world.finish(load(world.client.clone(), get("runs")));
    world.pass(5_000.0);
    assert_eq!(world.finish(load(world.client.clone(), get("runs"))).0, None);
    let kept = world.client.last_good(&get("runs")).unwrap();
    assert_eq!(*kept.value, 1);
    let stranger = world.net.client("stranger", &["metrics"]);
    assert!(stranger.last_good(&get("runs")).is_none(), "not for those who may not ask");
}
