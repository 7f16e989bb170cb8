//! Real servers for the tests of plugins: endpoints go through the whole client, and what it sends
//! goes over a socket to a server that `cargo xtask test` has started.

use std::{
    env,
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;

use super::world::{Reaction, World, answer};
use crate::net::{Get, NetError, Post, transport::Fault};

/// The origin that endpoints have to name: the server is below it.
pub(crate) const ORIGIN: &str = "ci";
/// Where the tests' configuration has that origin.
const BASE: &str = "https://ci.example.com/api";
/// So long a server may take for one answer, and so often [`until`] asks in all.
const PATIENCE: Duration = Duration::from_secs(60);

/// The address that a variable of the environment says; `None` when no server was started, and then
/// there is nothing to test.
pub(crate) fn server(variable: &str) -> Option<String> {
    let address = env::var(variable).ok().filter(|address| !address.is_empty());
    if address.is_none() {
        println!("{variable} is not set: left out. `cargo xtask test --only servers` sets it.");
    }
    address
}

/// Asks a real server.
pub(crate) fn ask<T>(server: &str, get: Get<T>) -> Result<Arc<T>, NetError>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let world = world(server);
    let client = world.client.clone();
    world.finish(async move { client.get(&get).await.map(|answer| answer.value) }).0
}

/// Changes something on a real server.
pub(crate) fn tell<T>(server: &str, post: Post<T>) -> Result<Arc<T>, NetError>
where
    T: DeserializeOwned + Send + Sync + 'static,
{
    let world = world(server);
    let client = world.client.clone();
    world.finish(async move { client.send(&post).await.map(|answer| answer.value) }).0
}

/// Looks again and again until there is something to see.
///
/// # Panics
/// When nothing is to be seen for a minute.
pub(crate) fn until<T>(what: &str, look: impl Fn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < PATIENCE, "no {what} within {} s", PATIENCE.as_secs());
        thread::sleep(Duration::from_millis(200));
    }
}

fn world(server: &str) -> World {
    let server = server.trim_end_matches('/').to_owned();
    World::new(move |request, _| {
        let url = request.url.replacen(BASE, &server, 1);
        fetch(request.method, &url, request.body.as_deref())
            .unwrap_or(Reaction::Fail(Fault::Network))
    })
}

/// One request by HTTP/1.0, so that the body ends where the connection does.
fn fetch(method: &str, url: &str, body: Option<&str>) -> Option<Reaction> {
    let rest = url.strip_prefix("http://")?;
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let mut stream = TcpStream::connect(host).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    let body = body.unwrap_or_default();
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: {host}\r\nAccept: application/json, text/plain\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    let mut all = Vec::new();
    stream.read_to_end(&mut all).ok()?;
    let all = String::from_utf8_lossy(&all);
    let (head, body) = all.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let header = |name: &str| {
        head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    Some(answer(status, &header("content-type").unwrap_or_default(), body))
}
