//! Reads a definition and says what is in it and how long that took:
//! `cargo run --release -p portico-definitions --example read_definition -- openapi.json`.

use portico_definitions::wire::Wire;
use portico_definitions::{Block, Definition};
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("the path of a file is missing")?;
    let named = arguments.next().unwrap_or_else(|| "openapi".to_owned());
    let text = std::fs::read_to_string(path)?;
    let start = Instant::now();
    let definition = Definition::read(&named, &text);
    println!("read in {:?}", start.elapsed());
    let start = Instant::now();
    let outline = definition.outline();
    let bytes = outline.to_bytes().len();
    println!("outline of {bytes} bytes in {:?}", start.elapsed());
    let start = Instant::now();
    let (mut longest, mut largest, mut fields) = (Duration::ZERO, 0, 0);
    for item in &outline.items {
        let start = Instant::now();
        let blocks = definition.item(&item.id);
        largest = largest.max(blocks.to_bytes().len());
        longest = longest.max(start.elapsed());
        let rows = |block: &Block| if let Block::Fields(fields) = block { fields.len() } else { 0 };
        fields += blocks.iter().map(rows).sum::<usize>();
    }
    println!(
        "{}: {} items with {fields} fields in {:?}; the longest {longest:?}, the largest {largest} bytes",
        outline.format,
        outline.items.len(),
        start.elapsed()
    );
    for problem in &outline.problems {
        println!("line {}: {}", problem.line, problem.text);
    }
    Ok(())
}
