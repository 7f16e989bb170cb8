//! What the questions of the pages cost in a small, a big and a very big organisation.
//!
//! `cargo bench -p portico-catalog`; the first lines are the size of the index.
#![allow(missing_docs, reason = "criterion's macros make public functions without words")]

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use portico_catalog::catalog::Catalog;
use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::{Answer, Sort, SortBy};
use portico_catalog::snapshot;
use std::hint::black_box;

#[path = "../tests/index/synthetic.rs"]
mod synthetic;

const FILTERS: [Facet; 6] =
    [Facet::Kind, Facet::Owner, Facet::Type, Facet::Lifecycle, Facet::Tag, Facet::System];

fn measure(criterion: &mut Criterion) {
    for count in [200, 10_000, 25_000] {
        let records = synthetic::records(count);
        let written: usize = records.iter().map(synthetic::written).sum();
        let index = snapshot::build(records.clone(), Vec::new()).index;
        println!(
            "{count} entities: {} bytes of index each, for {} bytes of text each",
            index.len() / count,
            written / count
        );
        let Ok(catalog) = Catalog::from_bytes(&index) else { continue };
        let mut group = criterion.benchmark_group("catalog");
        group.sample_size(20);
        let mut bench = |name: &str, run: &mut dyn FnMut()| {
            group.bench_function(BenchmarkId::new(name, count), |bencher| bencher.iter(&mut *run));
        };
        bench("from_bytes", &mut || {
            black_box(Catalog::from_bytes(black_box(&index)).is_ok());
        });
        let components = Filter::of_kind("component");
        bench("first keystroke", &mut || {
            let filter = components.clone().with_text("p");
            black_box(catalog.query(&filter, Sort::default()));
        });
        bench("rare text", &mut || {
            let filter = components.clone().with_text("zebra crossing");
            black_box(catalog.query(&filter, Sort::default()));
        });
        let mut answer = Answer::default();
        bench("seven keystrokes", &mut || {
            for end in 1..=7 {
                let text = "payment".get(..end).unwrap_or_default();
                answer.update(&catalog, &components.clone().with_text(text), Sort::default());
            }
            answer.update(&catalog, &Filter::new(), Sort::default());
        });
        let chosen = components
            .clone()
            .with(Facet::Lifecycle, "production")
            .with(Facet::Type, "service")
            .with(Facet::Tag, "java");
        bench("facets", &mut || {
            black_box(catalog.facets(&chosen, &FILTERS));
        });
        let typed = chosen.clone().with_text("pay");
        bench("facets with text", &mut || {
            black_box(catalog.facets(&typed, &FILTERS));
        });
        bench("sort by owner", &mut || {
            black_box(catalog.query(&Filter::new(), Sort::down(SortBy::Owner)));
        });
        bench("near", &mut || {
            black_box(catalog.near(Some("component"), None, "payment-servcie-12345", 5));
        });
        bench("summary", &mut || {
            black_box(catalog.summary());
        });
        group.sample_size(10);
        group.bench_function(BenchmarkId::new("build", count), |bencher| {
            bencher.iter_batched(
                || records.clone(),
                |records| snapshot::build(records, Vec::new()),
                BatchSize::PerIteration,
            );
        });
        group.finish();
    }
}

criterion_group!(benches, measure);
criterion_main!(benches);
