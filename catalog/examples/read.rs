//! Reads descriptors from disk as the portal would and says what it found, and how fast.
//!
//! `cargo run --release -p portico-catalog --example read -- catalog/all.yaml`

use portico_catalog::assemble::Assembler;
use portico_catalog::record::SourceId;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let entry = std::env::args().nth(1).ok_or("name an entry file")?;
    let source = SourceId(0);
    let mut assembler = Assembler::new();
    assembler.add_entry(source, &entry);
    let mut reading = std::time::Duration::ZERO;
    let mut bytes = 0;
    loop {
        let wanted = assembler.wanted();
        if wanted.is_empty() {
            break;
        }
        for wanted in wanted {
            let loaded = std::fs::read(&wanted.url).map_err(|error| error.to_string());
            bytes += loaded.as_ref().map_or(0, Vec::len);
            let started = Instant::now();
            assembler.give(source, &wanted.url, loaded.as_deref().map_err(Clone::clone));
            reading += started.elapsed();
        }
    }
    let started = Instant::now();
    let assembled = assembler.finish();
    reading += started.elapsed();
    for issue in &assembled.issues {
        let place = &issue.place;
        println!(
            "{}:{}:{}: {:?} {}",
            place.file, place.line, place.column, issue.severity, issue.rule
        );
        println!("  {} {}", issue.message, issue.help);
    }
    println!(
        "{} entities and {} issues in {bytes} bytes, read in {reading:?}",
        assembled.records.len(),
        assembled.issues.len(),
    );
    Ok(())
}
