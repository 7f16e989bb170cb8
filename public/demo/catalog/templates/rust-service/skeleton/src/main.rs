//! ${{ values.description }}

use std::env;
use std::io;
use std::net::TcpListener;
use std::thread;

use ${{ values.name | replace("-", "_") }}::http;

fn main() -> io::Result<()> {
    let port = env::var("PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(8080);
    let listener = TcpListener::bind(("0.0.0.0", port))?;
    println!("${{ values.name }} listens on {}", listener.local_addr()?);
    for stream in listener.incoming() {
        // One thread for each connection will do until the first load test says otherwise.
        thread::spawn(move || match stream.and_then(http::serve) {
            Ok(()) => {}
            Err(error) => eprintln!("connection: {error}"),
        });
    }
    Ok(())
}
