//! The hook that pages load with.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::prelude::{Get as _, *};

use super::world::*;
use crate::net::{Get, Load, LoadState, NetError, transport::Fault, use_load, use_online};

/// A page that is there until it is dropped.
struct Page<T: Send + Sync + 'static> {
    owner: Owner,
    load: Load<T>,
}

/// Opens a page that loads `/api/<path>` of the builds.
fn open(world: &World, path: RwSignal<String>) -> Page<u32> {
    open_with(world, move || use_load(move || Get::<u32>::new("ci").path([path.get()])))
}

fn open_with<T: Send + Sync + 'static>(world: &World, hook: impl FnOnce() -> Load<T>) -> Page<T> {
    let owner = Owner::new();
    let client = world.client.clone();
    let load = owner.with(|| {
        provide_context(client);
        hook()
    });
    world.pass(0.0);
    Page { owner, load }
}

impl Page<u32> {
    /// What the page would show, in short.
    fn shows(&self) -> String {
        match self.load.state.get_untracked() {
            LoadState::Loading => "loading".into(),
            LoadState::Ready { value, refreshing: false, .. } => format!("{value}"),
            LoadState::Ready { value, refreshing: true, .. } => format!("{value}, refreshing"),
            LoadState::Failed { error, stale: None } => error.title(),
            LoadState::Failed { error, stale: Some((value, _)) } => {
                format!("{}, had {value}", error.title())
            }
        }
    }
}

fn path(text: &str) -> RwSignal<String> {
    RwSignal::new(text.to_owned())
}

#[test]
fn a_page_waits_is_told_when_it_takes_long_and_shows() {
    let world = World::new(|_, _| after(5_000.0, json("7")));
    let page = open(&world, path("runs"));
    assert_eq!((page.shows().as_str(), page.load.slow.get_untracked()), ("loading", false));
    world.pass(2_999.0);
    assert!(!page.load.slow.get_untracked());
    world.pass(1.0);
    assert!(page.load.slow.get_untracked());
    world.pass(2_000.0);
    assert_eq!((page.shows().as_str(), page.load.slow.get_untracked()), ("7", false));
    assert_eq!(page.load.source.get_untracked().unwrap().host, "ci.example.com");
}

#[test]
fn leaving_the_page_aborts_its_request() {
    let world = World::new(|_, _| Reaction::Hang);
    let page = open(&world, path("runs"));
    assert_eq!(world.open(), 1);
    page.owner.cleanup();
    world.pass(0.0);
    assert_eq!((world.open(), world.aborted()), (0, 1));
}

#[test]
fn asking_again_in_one_place_heals_what_failed_at_the_same_origin() {
    let sick = Rc::new(Cell::new(true));
    let is_sick = sick.clone();
    let world = World::new(move |_, _| if is_sick.get() { status(404) } else { json("7") });
    let (one, other) = (open(&world, path("runs")), open(&world, path("jobs")));
    world.pass(60_000.0);
    let failed = one.shows();
    assert!(!failed.starts_with('7'), "{failed}");
    assert_eq!(other.shows(), failed);
    let before = world.sent().len();
    sick.set(false);
    one.load.reload();
    world.pass(100.0);
    assert_eq!((one.shows().as_str(), other.shows().as_str()), ("7", "7"));
    // Nothing goes round in a circle: one request each.
    world.pass(60_000.0);
    assert_eq!(world.sent().len(), before + 2);
}

#[test]
fn what_fails_while_its_neighbours_are_refreshed_says_so() {
    let sick = Rc::new(Cell::new(false));
    let is_sick = sick.clone();
    let world =
        World::new(move |request, _| match is_sick.get() && request.url.ends_with("/runs") {
            true => status(404),
            false => json("7"),
        });
    let (one, other) = (open(&world, path("runs")), open(&world, path("jobs")));
    assert_eq!((one.shows().as_str(), other.shows().as_str()), ("7", "7"));
    // A button that refreshes all of a page: the one that answers does not hide the one that fails.
    sick.set(true);
    one.load.reload();
    world.pass(100.0);
    other.load.reload();
    world.pass(100.0);
    assert_eq!(other.shows(), "7");
    assert_eq!(one.shows(), "ci.example.com does not have this, had 7");
}

#[test]
fn two_cards_that_ask_the_same_share_a_request() {
    let world = World::new(|_, _| after(100.0, json("7")));
    let (one, other) = (open(&world, path("runs")), open(&world, path("runs")));
    one.owner.cleanup();
    world.pass(100.0);
    assert_eq!((other.shows().as_str(), world.sent().len()), ("7", 1));
}

#[test]
fn the_last_question_is_the_one_that_is_answered() {
    let world = World::new(|request, _| match request.url.ends_with("/a") {
        true => after(2_000.0, json("1")),
        false => json("2"),
    });
    let question = path("a");
    let page = open(&world, question);
    question.set("b".into());
    world.pass(0.0);
    assert_eq!(page.shows(), "2");
    world.pass(5_000.0);
    assert_eq!((page.shows().as_str(), world.aborted()), ("2", 1));
}

#[test]
fn another_question_does_not_show_the_old_answer() {
    let world = World::new(|request, _| match request.url.ends_with("/a") {
        true => json("1"),
        false => after(100.0, json("2")),
    });
    let question = path("a");
    let page = open(&world, question);
    assert_eq!(page.shows(), "1");
    question.set("b".into());
    world.pass(50.0);
    assert_eq!(page.shows(), "loading");
    question.set("b".into());
    world.pass(50.0);
    assert_eq!(
        (page.shows().as_str(), world.sent().len()),
        ("2", 2),
        "the same question is not asked again"
    );
}

#[test]
fn a_failure_keeps_what_was_there_and_a_retry_heals() {
    let world = World::new(|_, before| match before {
        0 => json("1"),
        1 => status(404),
        _ => after(100.0, json("2")),
    });
    let page = open(&world, path("runs"));
    page.load.reload();
    world.pass(0.0);
    assert_eq!(page.shows(), "ci.example.com does not have this, had 1");
    page.load.reload();
    world.pass(50.0);
    assert_eq!(page.shows(), "1, refreshing");
    world.pass(50.0);
    assert_eq!(page.shows(), "2");
}

#[test]
fn a_person_may_stop_waiting() {
    let world = World::new(|_, before| if before == 0 { json("1") } else { Reaction::Hang });
    let page = open(&world, path("runs"));
    page.load.cancel();
    assert_eq!(page.shows(), "1", "there is nothing to stop");
    page.load.reload();
    world.pass(4_000.0);
    assert_eq!((page.shows().as_str(), page.load.slow.get_untracked()), ("1, refreshing", true));
    page.load.cancel();
    world.pass(0.0);
    assert_eq!(page.shows(), "Loading was stopped, had 1");
    assert_eq!((page.load.slow.get_untracked(), world.open(), world.aborted()), (false, 0, 1));
}

#[test]
fn a_retry_goes_through_while_the_host_is_paused() {
    let world = World::new(|_, before| if before < 15 { status(500) } else { json("1") });
    let page = open(&world, path("runs"));
    world.pass(5_000.0);
    for _ in 0..4 {
        page.load.reload();
        world.pass(5_000.0);
    }
    assert_eq!((page.shows().as_str(), world.sent().len()), ("ci.example.com failed (500)", 15));
    let other = open(&world, path("other"));
    assert_eq!(other.shows(), "ci.example.com is paused");
    page.load.reload();
    world.pass(0.0);
    assert_eq!(page.shows(), "1");
}

#[test]
fn coming_back_shows_the_last_answer_at_once() {
    let world = World::new(|_, before| after(100.0, json(&before.to_string())));
    let page = open(&world, path("runs"));
    world.pass(100.0);
    page.owner.cleanup();
    world.pass(14_000.0);
    assert_eq!((open(&world, path("runs")).shows().as_str(), world.sent().len()), ("0", 1));
    world.pass(1_000.0);
    let page = open(&world, path("runs"));
    assert_eq!((page.shows().as_str(), world.sent().len()), ("0, refreshing", 2));
    world.pass(100.0);
    assert_eq!(page.shows(), "1");
    let LoadState::Ready { fetched_at, .. } = page.load.state.get_untracked() else { panic!() };
    world.pass(5_000.0);
    let now = crate::net::clock::Clock::stamp(&*world.net.state().clock);
    assert_eq!(fetched_at.until(now), Duration::from_secs(5));
}

#[test]
fn a_page_that_comes_into_view_refreshes_what_is_old() {
    let world = World::new(|_, before| json(&before.to_string()));
    let page = open(&world, path("runs"));
    let come_back = || {
        world.events.shown.update(|count| *count += 1);
        world.pass(0.0);
    };
    world.pass(59_000.0);
    come_back();
    assert_eq!(page.shows(), "0");
    world.pass(1_000.0);
    come_back();
    assert_eq!(page.shows(), "1");
    come_back();
    assert_eq!(page.shows(), "1");
}

#[test]
fn when_the_network_is_back_it_loads_by_itself() {
    let world = World::new(|_, before| match before {
        0 => Reaction::Fail(Fault::Offline),
        _ => json("1"),
    });
    world.events.online.set(false);
    let page = open(&world, path("runs"));
    assert_eq!(page.shows(), "You are offline");
    world.events.online.set(true);
    world.pass(2_499.0);
    assert_eq!(page.shows(), "You are offline");
    world.pass(1.0);
    assert_eq!(page.shows(), "1", "at random within five seconds");
}

#[test]
fn signing_in_heals_the_cards_of_that_origin() {
    let world = World::new(|_, _| json("1"));
    let tickets = open_with(&world, || use_load(|| Get::<u32>::new("tickets").path(["x"])));
    let metrics = open_with(&world, || use_load(|| Get::<u32>::new("metrics").path(["x"])));
    assert_eq!(tickets.shows(), "Sign in to tickets");
    world.net.sign_in("tickets", "s3cret").unwrap();
    world.pass(0.0);
    assert_eq!((tickets.shows().as_str(), metrics.shows().as_str()), ("1", "Sign in to metrics"));
    world.net.sign_out("tickets");
    world.pass(0.0);
    assert_eq!(tickets.shows(), "Sign in to tickets", "and nothing of before is left");
}

fn slug(text: &str) -> Result<(&str, &str), NetError> {
    text.split_once('/').ok_or_else(|| NetError::refused(format!("“{text}” is not owner/repo.")))
}

#[test]
fn what_cannot_be_asked_is_an_error_and_what_is_not_known_yet_waits() {
    let world = World::new(|_, _| json("1"));
    let name = path("nonsense");
    let page = open_with(&world, move || {
        use_load(move || {
            let name = name.get();
            let (owner, repo) = slug(&name)?;
            Ok(Get::<u32>::new("ci").path([owner, repo]))
        })
    });
    assert_eq!(page.shows(), "This cannot be loaded");
    name.set("a/b".into());
    world.pass(0.0);
    assert_eq!((page.shows().as_str(), world.paths()), ("1", vec!["/api/a/b".to_owned()]));
    let known = RwSignal::new(None::<u32>);
    let page = open_with(&world, move || {
        use_load(move || known.get().map(|id| Get::<u32>::new("ci").path([id.to_string()])))
    });
    assert_eq!((page.shows().as_str(), world.sent().len()), ("loading", 1));
    known.set(Some(3));
    world.pass(0.0);
    assert_eq!(page.shows(), "1");
}

#[test]
fn without_a_network_there_is_an_error_and_no_panic() {
    let world = World::new(|_, _| json("1"));
    let owner = Owner::new();
    let load = owner.with(|| use_load(|| Get::<u32>::new("ci").path(["x"])));
    world.pass(0.0);
    assert!(matches!(load.state.get_untracked(), LoadState::Failed { .. }));
}

#[test]
fn online_is_a_signal_wherever_there_is_a_net() {
    let world = World::new(|_, _| json("1"));
    let net = world.net.clone();
    let owner = Owner::new();
    let online = owner.with(|| {
        provide_context(net);
        use_online()
    });
    assert!(online.get_untracked());
    world.events.online.set(false);
    assert!(!online.get_untracked());
}
