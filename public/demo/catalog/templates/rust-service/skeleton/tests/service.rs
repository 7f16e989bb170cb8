//! The service as its clients see it: over a socket.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

use ${{ values.name | replace("-", "_") }}::http;

fn get(path: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let server = thread::spawn(move || http::serve(listener.accept().unwrap().0).unwrap());
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    server.join().unwrap();
    answer
}

#[test]
fn it_is_healthy() {
    let answer = get("/healthz");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.ends_with("{\"status\":\"ok\"}"), "{answer}");
}

#[test]
fn it_says_who_it_is() {
    assert!(get("/").contains("\"service\":\"${{ values.name }}\""));
}

#[test]
fn what_is_not_there_is_not_found() {
    assert!(get("/nothing").starts_with("HTTP/1.1 404"));
}
