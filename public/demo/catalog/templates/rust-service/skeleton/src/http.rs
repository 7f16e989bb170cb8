//! As much HTTP as a health check needs.

use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

use crate::routes;

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub body: String,
}

/// Answers one request and closes the connection.
pub fn serve(stream: TcpStream) -> io::Result<()> {
    let mut line = String::new();
    BufReader::new(&stream).read_line(&mut line)?;
    let answer = match path(&line) {
        Some(path) => routes::answer(path),
        None => Answer { status: 400, body: "{\"error\":\"only GET is understood\"}".into() },
    };
    write(&stream, &answer)
}

/// The path of a request line such as `GET /healthz HTTP/1.1`.
pub fn path(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace();
    match (words.next(), words.next()) {
        (Some("GET"), Some(path)) => Some(path),
        _ => None,
    }
}

fn write(mut stream: &TcpStream, answer: &Answer) -> io::Result<()> {
    let Answer { status, body } = answer;
    write!(
        stream,
        "HTTP/1.1 {status} \r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         connection: close\r\n\r\n{body}",
        body.len()
    )
}
