//! What the search costs in a very big organisation: building its index, a piece of that work, and
//! each letter typed.
//!
//! `cargo bench -p portico-catalog --bench search`; the first lines are the memory it takes.
#![allow(missing_docs, reason = "criterion's macros make public functions without words")]

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::search::{Document, Index, Scope, Weights, excerpt};
use portico_catalog::snapshot;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "../tests/index/synthetic.rs"]
#[allow(dead_code, reason = "the other benchmark needs more of it")]
mod synthetic;

const ENTITIES: usize = 25_000;
const DOCUMENTS: usize = 2_000;
/// Entities read between two looks at the clock (`src/plugin/search/build.rs`).
const STEP: u32 = 50;
/// Entities or documents in one piece of work on the main thread of a browser.
const PIECE: u32 = 250;

/// Documents of 200 words, which share their words as those of an organisation do.
fn documents(catalog: &Catalog) -> Vec<Document> {
    let words: Vec<&str> = "the service retries payments until ledger entries settle and every \
        operator who opens this runbook rotates keys checks consumer lag replays letters then \
        tells finance what happened before deploying another version of gateway or worker in \
        region cluster with database migration schema topic partition alert dashboard budget"
        .split_whitespace()
        .collect();
    let word = |number: usize| words.get(number % words.len()).copied().unwrap_or_default();
    let document = |number: usize| {
        let text: Vec<&str> =
            (0..200).map(|place| word(number * 7 + place * place + place / 3)).collect();
        let entity = catalog.all().nth(number * 5 % catalog.len().max(1));
        Document {
            title: format!("{} {} {number}", word(number), word(number * 3 + 1)),
            breadcrumb: vec![word(number * 11).to_owned()],
            heading: Some(format!("{} the {}", word(number * 5), word(number * 13 + 2))),
            href: format!("/docs/{number}"),
            anchor: "heading".to_owned(),
            text: text.join(" "),
            entity: entity.map(|ix| catalog.entry(ix).entity_ref()),
        }
    };
    (0..DOCUMENTS).map(document).collect()
}

/// Prints the longest pieces of work that the browser does at once, as the portal cuts them.
fn longest(
    mut index: Index,
    documents: &[Document],
    detail: &mut dyn FnMut(Ix) -> Option<Vec<u8>>,
) {
    let mut worst = [Duration::ZERO; 3];
    let mut note = |sort: usize, start: Instant| {
        if let Some(worst) = worst.get_mut(sort) {
            *worst = start.elapsed().max(*worst);
        }
    };
    let all = Instant::now();
    loop {
        let start = Instant::now();
        let more = index.read(STEP, detail);
        note(0, start);
        if !more {
            break;
        }
    }
    for document in documents.iter().cloned() {
        let start = Instant::now();
        index.add(0, document);
        note(1, start);
    }
    loop {
        let start = Instant::now();
        let more = index.settle_some();
        note(2, start);
        if !more {
            break;
        }
    }
    let [entities, document, step] = worst;
    println!(
        "in {:?}; longest: {STEP} entities or a step of settling them {entities:?}, \
         a document {document:?}, a step of settling documents {step:?}",
        all.elapsed()
    );
}

fn measure(criterion: &mut Criterion) {
    let built = snapshot::build(synthetic::records(ENTITIES), Vec::new());
    let Ok(catalog) = Catalog::from_bytes(&built.index) else { return };
    let catalog = Arc::new(catalog);
    let documents = documents(&catalog);
    let ranges = catalog.clone();
    let mut detail = |ix| built.details.get(ranges.detail_range(ix)).map(<[u8]>::to_vec);
    let start = || Index::new(catalog.clone(), Weights::default());
    longest(start(), &documents, &mut detail);
    let mut build = || {
        let mut index = start();
        while index.read(PIECE, &mut detail) {}
        for document in documents.clone() {
            index.add(0, document);
        }
        index.settle();
        index
    };
    let index = build();
    let mut entities = start();
    while entities.read(PIECE, &mut |_| None) {}
    println!(
        "{ENTITIES} entities: {} bytes of search index each; {DOCUMENTS} documents: {} bytes each",
        entities.memory() / ENTITIES,
        (index.memory() - entities.memory()) / DOCUMENTS
    );

    let mut group = criterion.benchmark_group("search");
    group.sample_size(10);
    group.bench_function("build, 25000 entities and 2000 documents", |bencher| {
        bencher.iter_batched(|| (), |()| build(), BatchSize::PerIteration);
    });
    group.bench_function("longest piece: 250 entities", |bencher| {
        let texts = |mut index: Index| {
            index.read(PIECE, &mut |_| None);
            index
        };
        bencher.iter_batched(start, texts, BatchSize::PerIteration);
    });
    for text in ["payment", "rotates", "led ger", "paymnet", "zzzzzzz"] {
        group.bench_function(format!("seven keystrokes {text:?}"), |bencher| {
            bencher.iter(|| {
                let mut last = None;
                for end in 1..=text.len() {
                    let typed = text.get(..end).unwrap_or_default();
                    let answer = index.ask(typed, last.as_ref());
                    black_box(index.hits(&answer, 0..20));
                    last = Some(answer);
                }
            });
        });
    }
    for text in ["p", "pa", "th", "rot", "the ser", "payment", "the service retries"] {
        group.bench_function(format!("ask {text:?}"), |bencher| {
            bencher.iter(|| black_box(index.ask(text, None)));
        });
    }
    let words =
        "the service retries payments until ledger entries settle and every operator who opens \
                 this runbook rotates keys checks consumer lag replays letters "
            .repeat(10);
    for text in ["th", "the service retries", "reconsile"] {
        group.bench_function(format!("excerpt for {text:?}"), |bencher| {
            bencher.iter(|| black_box(excerpt(&words, text, 220)));
        });
    }
    let answer = index.ask("p", None);
    group.bench_function("facets of \"p\"", |bencher| {
        bencher.iter(|| black_box(index.choices(&answer, &Scope::default())));
    });
    group.finish();
}

criterion_group!(benches, measure);
criterion_main!(benches);
