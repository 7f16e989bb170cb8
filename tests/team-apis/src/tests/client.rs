//! A client that believes nothing: it speaks HTTP over a plain socket, so that it sees what is on
//! the wire and not what a library makes of it.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// How an answer ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With the last byte that was announced.
    Complete,
    /// The server closed the connection too early.
    Closed,
    /// The server reset the connection.
    Reset,
    /// Nothing came for as long as the client waits.
    Silent,
}

#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub end: End,
    /// From the request to the first byte.
    pub first_byte: Duration,
    /// From the request to the last byte.
    pub last_byte: Duration,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Gets an address.
pub fn get(url: &str) -> Reply {
    send("GET", url, &[], "")
}

/// Sends a request and reads until the end, or until nothing came for three seconds: a machine that
/// builds beside the tests takes its time, too.
pub fn send(method: &str, url: &str, headers: &[(&str, &str)], body: &str) -> Reply {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let mut request = format!("{method} /{path} HTTP/1.1\r\nhost: {host}\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    request += &format!("connection: close\r\ncontent-length: {}\r\n\r\n{body}", body.len());
    let start = Instant::now();
    stream.write_all(request.as_bytes()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(3))).unwrap();

    let mut bytes = Vec::new();
    let mut buffer = [0; 65536];
    let mut first_byte = None;
    let mut last_byte = Duration::ZERO;
    let end = loop {
        match stream.read(&mut buffer) {
            Ok(0) => break End::Closed,
            Ok(count) => {
                last_byte = start.elapsed();
                first_byte.get_or_insert(last_byte);
                bytes.extend_from_slice(&buffer[..count]);
            }
            Err(error) if error.kind() == ErrorKind::ConnectionReset => break End::Reset,
            Err(_) => break End::Silent,
        }
    };
    let reply = read(&bytes, end);
    Reply { first_byte: first_byte.unwrap_or_default(), last_byte, ..reply }
}

/// Takes an answer apart; its times are the reader's.
fn read(bytes: &[u8], end: End) -> Reply {
    let (first_byte, last_byte) = (Duration::ZERO, Duration::ZERO);
    let Some(split) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else {
        let (headers, body) = (Vec::new(), bytes.to_vec());
        return Reply { status: 0, headers, body, end, first_byte, last_byte };
    };
    let head = std::str::from_utf8(&bytes[..split]).unwrap();
    let body = bytes[split + 4..].to_vec();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").unwrap())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let mut reply = Reply { status, headers, body, end, first_byte, last_byte };
    // The server always announces the length, so that a short body can be told from a whole one.
    let announced = reply.header("content-length").map(|length| length.parse::<usize>().unwrap());
    if end == End::Closed && announced.unwrap_or(0) == reply.body.len() {
        reply.end = End::Complete;
    }
    reply
}
