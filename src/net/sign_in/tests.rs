//! Signing in against a scripted provider, with time that the tests turn.

use std::rc::Rc;

use super::{
    Said,
    claims::{self, to_base64},
    discovery::{self, Provider},
    failure, sessions,
    sessions::Signed,
    tokens,
    trip::{self, Trip},
};
use crate::{
    config::Auth,
    net::{ErrorKind, Get, Post, tests::world::*, transport::Outgoing},
};

const OIDC: &str = r#"{"issuer": "https://id.example.com/realms/acme", "clientId": "portico", "scopes": ["openid", "offline_access"]}"#;
const NOW: f64 = 1_800_000_000_000.0;

fn provider() -> Provider {
    Provider::read(OIDC).unwrap()
}

fn recorded(name: &str) -> String {
    let file = match name {
        "discovery" => include_str!("../../../tests/contract/oidc/discovery.json"),
        _ => include_str!("../../../tests/contract/oidc/token-error.json"),
    };
    let file: serde_json::Value = serde_json::from_str(file).unwrap();
    file["response"]["body"].to_string().replace("id.example.org", "id.example.com")
}

fn trip() -> Trip {
    Trip {
        origin: "builds".into(),
        from: "/p/catalog?x=1#y".into(),
        state: "s t".into(),
        nonce: "n".into(),
        verifier: "v".into(),
        began: NOW,
        form: Vec::new(),
    }
}

fn id_token(claims: &str) -> String {
    format!("{}.{}.{}", to_base64(b"{\"alg\":\"RS256\"}"), to_base64(claims.as_bytes()), "c2ln")
}

fn good_claims(change: &str) -> String {
    let mut claims: serde_json::Value = serde_json::from_str(
        r#"{"iss": "https://id.example.com/realms/acme", "aud": "portico", "nonce": "n", "sub": "7",
            "iat": 1800000000, "exp": 1800000300, "name": "Ines"}"#,
    )
    .unwrap();
    let change: serde_json::Value = serde_json::from_str(change).unwrap();
    for (key, value) in change.as_object().unwrap() {
        claims[key] = value.clone();
    }
    claims.to_string()
}

#[test]
fn what_portal_json_says_is_checked() {
    let provider = provider();
    assert_eq!((provider.host().as_str(), provider.scopes.len()), ("id.example.com", 2));
    for (text, says) in [
        ("{}", "issuer"),
        (r#"{"issuer": "http://id.example.com", "clientId": "x"}"#, "https"),
        (r#"{"issuer": "javascript:alert(1)", "clientId": "x"}"#, "issuer"),
        (r#"{"issuer": "https://id.example.com"}"#, "clientId"),
        (
            r#"{"issuer": "https://id.example.com", "clientId": "x", "scope": "y"}"#,
            "no key `scope`",
        ),
        (r#"{"issuer": "https://id.example.com", "clientId": "x", "scopes": ["a b"]}"#, "scopes"),
        ("[]", "object"),
    ] {
        assert!(Provider::read(text).unwrap_err().contains(says), "{text}");
    }
    let plain = Provider::read(r#"{"issuer": "http://127.0.0.1:1", "clientId": "x"}"#).unwrap();
    assert_eq!(plain.scopes, ["openid"]);
    assert!(!plain.shares(&provider) && plain.shares(&plain));
}

#[test]
fn the_description_of_a_provider_is_checked() {
    let good = recorded("discovery");
    let endpoints = discovery::endpoints(&provider(), good.as_bytes()).unwrap();
    assert_eq!(endpoints.token.to_string(), "https://id.example.com/realms/acme/token");
    for (from, to, says) in [
        ("/realms/acme\"", "/realms/evil\"", "calls itself otherwise"),
        ("\"S256\"", "\"plain\"", "PKCE"),
        ("https://id.example.com/realms/acme/token\"", "https://evil.example/token\"", "tokenUrl"),
        ("https://id.example.com/realms/acme/token\"", "http://id.example.com/token\"", "https"),
        ("https://id.example.com/realms/acme/auth\"", "javascript:alert(1)\"", "authorization"),
    ] {
        let bad = good.replace(from, to);
        assert_ne!(bad, good, "{from}");
        let failure = discovery::endpoints(&provider(), bad.as_bytes()).unwrap_err();
        assert!(failure.cause.contains(says), "{says}: {}", failure.cause);
    }
    let elsewhere = good.replace(
        "https://id.example.com/realms/acme/token\"",
        "https://tokens.example.com/token\"",
    );
    let named = OIDC.replace("}", r#", "tokenUrl": "https://tokens.example.com/token"}"#);
    let named = Provider::read(&named).unwrap();
    assert!(discovery::endpoints(&named, elsewhere.as_bytes()).is_ok());
}

#[test]
fn the_way_there_names_everything_and_nothing_can_be_added() {
    let endpoints = discovery::endpoints(&provider(), recorded("discovery").as_bytes()).unwrap();
    let back = "https://portal.example.com/p/signed-in";
    let address = trip::address(&provider(), &endpoints, &trip(), "c&x=1", back);
    let url = url::Url::parse(&address).unwrap();
    let query: Vec<(String, String)> = url.query_pairs().into_owned().collect();
    let has = |name: &str, value: &str| query.contains(&(name.into(), value.into()));
    assert!(
        has("response_type", "code") && has("client_id", "portico") && has("redirect_uri", back)
    );
    assert!(has("scope", "openid offline_access") && has("state", "s t") && has("nonce", "n"));
    assert!(has("code_challenge", "c&x=1") && has("code_challenge_method", "S256"));
    assert!(!address.contains("verifier"));
}

#[test]
fn the_way_back_belongs_to_the_way_there() {
    let kept = trip().write();
    let arrived = |query: &str, wall: f64| trip::arrived(Some(&kept), query, wall);
    let (trip, code) = arrived("?code=a%2Fb+c&state=s%20t", NOW + 1_000.0).unwrap();
    assert_eq!((trip.from.as_str(), code.as_str()), ("/p/catalog?x=1#y", "a/b c"));
    let unknown = failure::unknown().title;
    for (query, wall) in [
        ("?code=a&state=other", NOW),
        ("?code=a", NOW),
        ("?code=a&state=s+t&state=s+t", NOW),
        ("?code=a&state=s+t", NOW + 700_000.0),
        ("", NOW),
    ] {
        assert_eq!(arrived(query, wall).unwrap_err().title, unknown, "{query}");
    }
    assert_eq!(trip::arrived(None, "?code=a&state=s+t", NOW).unwrap_err().title, unknown);
    assert!(arrived("?code=a&state=s+t", NOW - 5_000.0).is_ok(), "the clock was set back");
    let outside = kept.replace("/p/catalog", "//evil.example");
    assert!(trip::arrived(Some(&outside), "?code=a&state=s+t", NOW).is_err());
}

#[test]
fn what_a_provider_says_is_a_short_plain_text() {
    let kept = trip().write();
    let said = "%3Cimg+src=x+onerror=alert(1)%3E%0A%E2%80%AEevil";
    let query = format!("?error=access_denied&error_description={said}&state=s+t");
    let failure = trip::arrived(Some(&kept), &query, NOW).unwrap_err();
    assert_eq!(failure.title, "The sign-in was cancelled");
    let words = failure.said.unwrap();
    assert_eq!(words, "<img src=x onerror=alert(1)>evil (access_denied)");
    assert_eq!(failure.origin.as_deref(), Some("builds"));
    // Without the state nothing of it is repeated.
    let stranger =
        trip::arrived(Some(&kept), "?error=x&error_description=Call+us", NOW).unwrap_err();
    assert_eq!(stranger.said, None);
    let long = failure::refused("x", &"y".repeat(9_000)).said.unwrap();
    assert!(long.len() < 400);
}

#[test]
fn an_id_token_of_somebody_else_is_refused() {
    let check = |change: &str, wall: f64| {
        claims::check(&id_token(&good_claims(change)), &provider(), Some("n"), wall)
    };
    let claims = check("{}", NOW).unwrap();
    assert_eq!((claims.subject.as_str(), claims.name.as_deref()), ("7", Some("Ines")));
    assert!(check(r#"{"aud": ["portico", "other"], "azp": "portico"}"#, NOW).is_ok());
    for (change, says) in [
        (r#"{"iss": "https://evil.example"}"#, "issuer"),
        (r#"{"aud": "other"}"#, "client"),
        (r#"{"aud": ["portico", "other"]}"#, "client"),
        (r#"{"aud": ["portico"], "azp": "other"}"#, "client"),
        (r#"{"aud": null}"#, "client"),
        (r#"{"nonce": "x"}"#, "another sign-in"),
        (r#"{"nonce": null}"#, "another sign-in"),
        (r#"{"sub": ""}"#, "who"),
        (r#"{"exp": "soon"}"#, "when"),
        (r#"{"exp": 1799999999}"#, "ended"),
    ] {
        let failure = check(change, NOW).unwrap_err();
        assert!(failure.cause.contains(says), "{change}: {}", failure.cause);
    }
    assert!(check("{}", NOW + 300_000.0).is_ok() && check("{}", NOW - 300_000.0).is_ok());
    let wrong = check("{}", NOW + 7_200_000.0).unwrap_err();
    assert!(wrong.cause.contains("120 minutes"), "{}", wrong.cause);
    for text in ["", "a.b", "a.b.c.d", "a.!!.c", "a.bm90IGpzb24.c"] {
        assert!(claims::check(text, &provider(), None, NOW).is_err(), "{text}");
    }
}

#[test]
fn answers_of_the_token_endpoint_are_read() {
    let read = |status, body: &str| tokens::read(&Said { status, body: body.into() });
    let refused = read(400, &recorded("error")).unwrap_err();
    assert_eq!(refused.said.as_deref(), Some("Code not valid (invalid_grant)"));
    let text = read(200, r#"{"access_token": "a", "expires_in": "300"}"#).unwrap();
    assert_eq!((text.life, text.refresh.is_none()), (300.0, true));
    for body in [
        "{}",
        "<html>",
        "[]",
        r#"{"access_token": "a\nb"}"#,
        r#"{"access_token": 7}"#,
        r#"{"access_token": "a", "token_type": "DPoP"}"#,
    ] {
        assert!(read(200, body).is_err(), "{body}");
    }
    assert_eq!(read(503, "").unwrap_err().title, "The sign-in provider failed");
}

fn header<'a>(request: &'a Outgoing, name: &str) -> Option<&'a str> {
    request.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}

fn is_token(request: &Outgoing) -> bool {
    request.url.ends_with("/token")
}

fn answer_of(nth: usize, rotates: bool) -> String {
    let refresh = if rotates { format!(r#", "refresh_token": "r{nth}""#) } else { String::new() };
    format!(r#"{{"access_token": "a{nth}", "token_type": "Bearer", "expires_in": 300{refresh}}}"#)
}

/// Somebody is signed in, for two origins that share it.
fn signed_in(world: &World) {
    let endpoints = discovery::endpoints(&provider(), recorded("discovery").as_bytes()).unwrap();
    let first = tokens::read(&Said { status: 200, body: answer_of(0, true).into() }).unwrap();
    let claims = claims::check(&id_token(&good_claims("{}")), &provider(), Some("n"), NOW).unwrap();
    let signed = Signed::new(provider(), endpoints, first, claims, world.now());
    let state: &Rc<_> = world.net.state();
    sessions::of(state).keep(state, signed, super::sharing(state, &provider()));
}

fn load(
    world: &World,
    origin: &str,
) -> impl Future<Output = Result<u32, crate::net::NetError>> + 'static {
    let (client, origin) = (world.client.clone(), origin.to_owned());
    async move { client.get(&Get::<u32>::new(origin).path(["x"])).await.map(|answer| *answer.value) }
}

#[test]
fn nobody_is_asked_before_somebody_signs_in() {
    let world = World::new(|_, _| json("1"));
    let (error, _) = world.fails(load(&world, "builds"));
    assert_eq!(error.signs_in_at(), Some("builds"));
    assert_eq!(world.sent().len(), 0);
}

#[test]
fn the_token_goes_to_the_origins_that_declare_it_and_nowhere_else() {
    let world = World::new(|_, _| json("1"));
    signed_in(&world);
    for origin in ["builds", "deploys", "ci", "other-scope"] {
        let _ = world.finish(load(&world, origin));
    }
    let sent = world.sent();
    let with: Vec<_> = sent.iter().map(|sent| header(sent, "Authorization").is_some()).collect();
    assert_eq!(with, [true, true, false], "the one with other scopes is another sign-in");
    assert_eq!(header(&sent[0], "Authorization"), Some("Bearer a0"));
    assert!(sent[0].refuse_redirects && !sent[0].cookies);
    assert_eq!(super::who(&world.net, "deploys").as_deref(), Some("Ines"));
    assert_eq!(super::who(&world.net, "ci"), None);
}

#[test]
fn a_token_is_renewed_before_its_end_once_for_all_and_rotates() {
    let world = World::new(|request, before| match is_token(request) {
        true => after(50.0, json(&answer_of(before, true))),
        false => json("1"),
    });
    signed_in(&world);
    world.pass(239_000.0);
    world.finish(load(&world, "builds")).0.unwrap();
    assert_eq!(world.sent().len(), 1, "not yet");
    world.pass(2_000.0);
    let (one, two) = (world.start(load(&world, "builds")), world.start(load(&world, "deploys")));
    world.pass(1_000.0);
    assert!(one.take().unwrap().is_ok() && two.take().unwrap().is_ok());
    let renewals: Vec<_> = world.sent().into_iter().filter(is_token).collect();
    assert_eq!(renewals.len(), 1);
    let body = renewals[0].body.clone().unwrap();
    assert_eq!(body, "grant_type=refresh_token&client_id=portico&refresh_token=r0");
    assert_eq!(header(&renewals[0], "Content-Type"), Some("application/x-www-form-urlencoded"));
    world.pass(241_000.0);
    world.finish(load(&world, "builds")).0.unwrap();
    let last = world.sent().into_iter().rfind(is_token).unwrap();
    assert!(last.body.unwrap().ends_with("refresh_token=r1"), "the old one is used up");
}

#[test]
fn a_rejected_token_is_renewed_and_the_request_replayed_once() {
    let world = World::new(|request, before| match is_token(request) {
        true => json(&answer_of(before, false)),
        false if header(request, "Authorization") == Some("Bearer a0") => status(401),
        false => json("1"),
    });
    signed_in(&world);
    assert!(world.finish(load(&world, "builds")).0.is_ok());
    assert_eq!(world.sent().len(), 3);
    let client = world.client.clone();
    let post = world.finish(async move { client.send(&Post::<u32>::new("builds")).await.is_ok() });
    assert!(post.0);
}

#[test]
fn a_refused_renewal_signs_out_everywhere_and_asks_no_more() {
    let world = World::new(|request, _| match is_token(request) {
        true => answer(400, "application/json", &recorded("error")),
        false => json("1"),
    });
    signed_in(&world);
    world.pass(400_000.0);
    for origin in ["builds", "deploys", "builds"] {
        let (error, _) = world.fails(load(&world, origin));
        assert!(matches!(error.kind, ErrorKind::Unauthorised { auth: Auth::Oidc(_) }));
    }
    assert_eq!(world.sent().len(), 1);
    assert_eq!(super::who(&world.net, "builds"), None);
}

#[test]
fn a_provider_with_a_bad_moment_signs_nobody_out() {
    let world = World::new(|request, before| match is_token(request) {
        true if before < 3 => status(503),
        true => json(&answer_of(before, true)),
        false => json("1"),
    });
    signed_in(&world);
    // The token is still good for a while.
    world.pass(250_000.0);
    assert!(world.finish(load(&world, "builds")).0.is_ok());
    world.pass(60_000.0);
    let (error, _) = world.fails(load(&world, "builds"));
    assert_eq!(error.kind, ErrorKind::Server { status: 503 });
    assert!(world.finish(load(&world, "builds")).0.is_ok());
}

#[test]
fn signing_out_forgets_and_tells_the_provider() {
    let world = World::new(|_, _| json("1"));
    signed_in(&world);
    let state = world.net.state();
    let sessions = state.sessions.borrow().clone().unwrap();
    assert_eq!(sessions.leave(state, "deploys"), ["builds", "deploys"]);
    world.pass(10.0);
    let told = world.sent().pop().unwrap();
    assert!(told.url.ends_with("/revoke"));
    assert!(told.body.unwrap().starts_with("token=r0&"));
    assert!(world.finish(load(&world, "builds")).0.is_err());
    assert!(!world.net.is_signed_in("builds"));
}
