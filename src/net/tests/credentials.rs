//! Who gets which credential, and what happens when it is not good any more.

use super::world::*;
use crate::{
    config::{Auth, WebUrl},
    net::{Bytes, ErrorKind, Get, Post, transport::Outgoing},
};

/// The shape recorded from a Backstage backend, with a token that tells how often it was asked for.
fn guest_session(nth: usize) -> Reaction {
    json(&format!(
        r#"{{"profile": {{}}, "backstageIdentity": {{"token": "guest-{nth}", "identity": {{
        "type": "user", "userEntityRef": "user:default/guest", "ownershipEntityRefs": []}},
        "expiresInSeconds": 3600}}}}"#
    ))
}

fn is_refresh(request: &Outgoing) -> bool {
    request.url == "https://backstage.example.com/api/auth/guest/refresh"
}

fn header<'a>(request: &'a Outgoing, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn entities() -> Get<Vec<u32>> {
    Get::new("backstage").path(["api", "catalog", "entities"])
}

fn backstage(accepts: fn(&str) -> bool) -> World {
    World::new(move |request, before| match is_refresh(request) {
        true => after(50.0, guest_session(before)),
        false if header(request, "Authorization").is_some_and(accepts) => json("[1]"),
        false => status(401),
    })
}

fn load(world: &World) -> impl Future<Output = Result<usize, crate::net::NetError>> + 'static {
    let client = world.client.clone();
    async move { client.get(&entities()).await.map(|answer| answer.value.len()) }
}

#[test]
fn a_guest_token_is_fetched_once_for_all_who_need_it() {
    let world = backstage(|_| true);
    let client = world.client.clone();
    let other = world.start(async move {
        client.get(&Get::<Vec<u32>>::new("backstage").path(["api", "search"])).await.is_ok()
    });
    assert!(world.finish(load(&world)).0.is_ok());
    assert_eq!(other.take(), Some(true));
    assert_eq!(world.sent().iter().filter(|sent| is_refresh(sent)).count(), 1);
    assert!(world.finish(load(&world)).0.is_ok());
    let sent = world.sent();
    assert_eq!(sent.iter().filter(|sent| is_refresh(sent)).count(), 1);
    assert_eq!(header(&sent[3], "Authorization"), Some("Bearer guest-0"));
    assert!(sent[3].refuse_redirects && !sent[3].cookies);
    assert_eq!(header(&sent[0], "Authorization"), None);
}

#[test]
fn a_rejected_token_is_renewed_once_and_the_request_replayed() {
    let world = backstage(|token| token != "Bearer guest-0");
    assert_eq!(world.finish(load(&world)).0.ok(), Some(1));
    let refreshes: Vec<_> = world.sent().iter().map(is_refresh).collect();
    assert_eq!(refreshes, [true, false, true, false]);
}

#[test]
fn a_backend_that_rejects_every_token_is_not_asked_for_ever() {
    let world = backstage(|_| false);
    let (error, _) = world.fails(load(&world));
    assert_eq!(error.kind, ErrorKind::Unauthorised { auth: Auth::Guest });
    assert_eq!(world.sent().len(), 4);
}

#[test]
fn many_rejected_requests_share_one_renewal() {
    let world = backstage(|token| token != "Bearer guest-0");
    let loads: Vec<_> = (0..4)
        .map(|n: u32| {
            let client = world.client.clone();
            let get = entities().query("page", n);
            world.start(async move { client.get(&get).await.is_ok() })
        })
        .collect();
    world.pass(1_000.0);
    assert!(loads.iter().all(|load| load.take() == Some(true)));
    assert_eq!(world.sent().iter().filter(|sent| is_refresh(sent)).count(), 2);
}

/// Every token ends while the requests that were sent with it are under way, so those that come
/// next hold all connections when they find that they need a new one.
#[test]
fn a_renewal_does_not_wait_behind_those_who_need_it() {
    let world = World::new(|request, _| match is_refresh(request) {
        true => json(r#"{"backstageIdentity": {"token": "short", "expiresInSeconds": 2}}"#),
        false => after(2_000.0, json("[]")),
    });
    let loads: Vec<_> = (0..18)
        .map(|n| {
            let client = world.client.clone();
            let get = Get::<Bytes>::bytes("backstage").path([n.to_string()]).for_navigation();
            world.start(async move { client.bytes(&get).await.is_ok() })
        })
        .collect();
    world.pass(6_000.0);
    assert!(loads.iter().all(|load| load.take() == Some(true)));
    assert_eq!(world.sent().iter().filter(|sent| is_refresh(sent)).count(), 3);
}

#[test]
fn a_token_is_renewed_before_it_ends() {
    let world = backstage(|_| true);
    world.finish(load(&world)).0.unwrap();
    world.pass(3_500_000.0);
    world.finish(load(&world)).0.unwrap();
    world.pass(60_000.0);
    world.finish(load(&world)).0.unwrap();
    let refreshes: Vec<_> = world.sent().iter().map(is_refresh).collect();
    assert_eq!(refreshes, [true, false, false, true, false]);
}

#[test]
fn where_guests_are_not_welcome_that_is_said() {
    let body =
        r#"{"error": {"name": "NotFoundError", "message": "Unknown auth provider 'guest'"}}"#;
    let world = World::new(move |_, _| answer(404, "application/json", body));
    let (error, _) = world.fails(load(&world));
    assert_eq!(error.kind, ErrorKind::Unauthorised { auth: Auth::Guest });
    assert_eq!(error.detail.as_deref(), Some("Unknown auth provider 'guest'"));
    assert_eq!(world.sent().len(), 1);
    let world = World::new(|_, _| status(500));
    let (error, _) = world.fails(load(&world));
    assert_eq!(error.kind, ErrorKind::Server { status: 500 }, "trouble is not a refusal");
}

#[test]
fn a_refresh_that_hangs_ends_with_the_deadline() {
    let world = World::new(|_, _| Reaction::Hang);
    let (error, time) = world.fails(load(&world));
    assert!(matches!(error.kind, ErrorKind::Timeout { .. }), "{error}");
    assert_eq!((time, world.open()), (10_000.0, 0));
}

#[test]
fn without_a_typed_credential_nothing_is_sent() {
    let world = World::new(|_, _| json("[]"));
    for (origin, header_name, expected) in
        [("tickets", "Authorization", "Bearer s3cret"), ("metrics", "X-Api-Key", "s3cret")]
    {
        let get = move || Get::<Vec<u32>>::new(origin).path(["x"]);
        let client = world.client.clone();
        let (error, _) = world.fails(async move { client.get(&get()).await });
        assert_eq!((error.sign_in_at(), error.attempts), (Some(origin), 0));
        let before = world.sent().len();
        assert!(!world.net.is_signed_in(origin));
        world.net.sign_in(origin, " s3cret\n").unwrap();
        assert!(world.net.is_signed_in(origin));
        let client = world.client.clone();
        world.finish(async move { client.get(&get()).await }).0.unwrap();
        let sent = world.sent();
        assert_eq!(sent.len(), before + 1);
        assert_eq!(header(&sent[before], header_name), Some(expected));
        assert!(sent[before].refuse_redirects);
        world.net.sign_out(origin);
        let client = world.client.clone();
        world.fails(async move { client.get(&get()).await });
        assert_eq!(world.sent().len(), before + 1);
    }
    assert!(world.net.sign_in("tickets", "a\nb").is_err());
}

#[test]
fn a_credential_goes_to_its_own_origin_only() {
    let world = World::new(|_, _| json("[]"));
    world.net.sign_in("tickets", "s3cret").unwrap();
    world.net.sign_in("metrics", "s3cret").unwrap();
    for origin in ["ci", "quick", "demo", "intranet", "files"] {
        let (client, get) = (world.client.clone(), Get::<Vec<u32>>::new(origin).path(["x"]));
        world.finish(async move { client.get(&get).await }).0.unwrap();
    }
    // The same host, at an address that data named.
    let url = WebUrl::parse("https://tickets.example.com/attached.yaml").unwrap();
    let client = world.client.clone();
    world.finish(async move { client.bytes(&Get::<Bytes>::at(url)).await }).0.unwrap();
    for sent in world.sent() {
        let text = format!("{sent:?}");
        assert!(!text.contains("s3cret"), "{text}");
    }
}

#[test]
fn cookies_go_where_the_file_says_so() {
    let world = World::new(|_, _| json("[]"));
    let client = world.client.clone();
    let get = Get::<Vec<u32>>::new("intranet").path(["x"]);
    let post = Post::<Vec<u32>>::new("intranet").path(["x"]);
    world.finish(async move { (client.get(&get).await.is_ok(), client.send(&post).await.is_ok()) });
    let sent = world.sent();
    assert!(sent.iter().all(|sent| sent.cookies && sent.refuse_redirects));
    assert_eq!(header(&sent[0], "X-Requested-With"), None);
    assert_eq!(header(&sent[1], "X-Requested-With"), Some("portal"));
}

#[test]
fn signing_out_forgets_the_answers_even_those_on_their_way() {
    let world = World::new(|_, _| after(100.0, json("[1]")));
    world.net.sign_in("tickets", "s3cret").unwrap();
    let get = || Get::<Vec<u32>>::new("tickets").path(["x"]);
    let client = world.client.clone();
    world.finish(async move { client.get(&get()).await }).0.unwrap();
    assert!(world.client.last_good(&get()).is_some());
    let client = world.client.clone();
    let late = world.start(async move { client.get(&get()).await.is_ok() });
    world.net.sign_out("tickets");
    assert!(world.client.last_good(&get()).is_none());
    world.pass(1_000.0);
    assert_eq!(late.take(), Some(true));
    assert!(world.client.last_good(&get()).is_none());
}

#[test]
fn a_new_credential_does_not_join_the_requests_of_the_old_one() {
    let world = World::new(|_, _| after(100.0, json("[1]")));
    let get = || Get::<Vec<u32>>::new("tickets").path(["x"]);
    let load = || {
        let client = world.client.clone();
        world.start(async move { client.get(&get()).await.is_ok() })
    };
    world.net.sign_in("tickets", "old").unwrap();
    let _before = load();
    world.net.sign_in("tickets", "new").unwrap();
    let _after = load();
    let used: Vec<_> =
        world.sent().iter().map(|sent| header(sent, "Authorization").map(str::to_owned)).collect();
    assert_eq!(used, [Some("Bearer old".to_owned()), Some("Bearer new".to_owned())]);
}

#[test]
fn no_error_shows_a_credential_or_a_query() {
    let world = World::new(|_, _| status(422));
    world.net.sign_in("tickets", "s3cret").unwrap();
    let get = Get::<Vec<u32>>::new("tickets").path(["x"]).query("key", "s3cret");
    let client = world.client.clone();
    let (error, _) = world.fails(async move { client.get(&get).await });
    let all = format!("{error:?} {error} {} {}", error.cause(), error.next_step());
    assert!(!all.contains("s3cret") && all.contains("/x"), "{all}");
}
