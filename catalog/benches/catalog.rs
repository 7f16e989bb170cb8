//! What the questions of the pages cost in a small, a big and a very big organisation.
//!
//! `cargo bench -p portico-catalog`; the first lines are the size of the index.
#![allow(missing_docs, reason = "criterion's macros make public functions without words")]

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use portico_catalog::catalog::{Catalog, Ix};
use portico_catalog::filter::{Facet, Filter};
use portico_catalog::query::{Answer, Sort, SortBy};
use portico_catalog::{past, snapshot};
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
        // Of those that are looked at first, what most stands on.
        let some = catalog.all().flat_map(|ix| catalog.parts(ix)).take(200);
        if let Some(root) = some.max_by_key(|target| catalog.dependents(*target).len()) {
            println!("{} stand on one", catalog.dependents(root).len());
            bench("all that stand on one", &mut || {
                black_box(catalog.dependents(black_box(root)));
            });
        }
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
        let Year { past, moments, whole, since } = year(&catalog);
        let bytes = |files: &[String]| files.iter().map(String::len).sum::<usize>();
        println!(
            "{count} entities, {} moments: {} bytes in memory, {} bytes of files, {} if each stood alone",
            moments.len(),
            past.memory(),
            bytes(&since),
            bytes(&whole)
        );
        bench("changes between two of 52", &mut || {
            black_box(past.changes("0", "51"));
        });
        let name = catalog.entry(Ix(0)).entity_ref().to_string();
        bench("history over 52", &mut || {
            black_box(past.history(&name, &moments));
        });
        for (what, files) in [("reading 52", &since), ("reading 52 that stand alone", &whole)] {
            bench(what, &mut || {
                let mut past = past::Past::default();
                for (moment, text) in moments.iter().zip(files) {
                    black_box(past.add(moment, text).is_ok());
                }
            });
        }
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

/// A year of kept catalogs: each read, as files that stand alone, and as they are kept.
struct Year {
    past: past::Past,
    moments: Vec<String>,
    whole: Vec<String>,
    since: Vec<String>,
}

/// Every week one of fifty entities is different; one file in thirteen stands alone.
fn year(catalog: &Catalog) -> Year {
    let mut lines: Vec<String> = catalog.all().map(|ix| past::line(catalog, ix)).collect();
    let mut year = Year {
        past: past::Past::default(),
        moments: Vec::new(),
        whole: Vec::new(),
        since: Vec::new(),
    };
    for week in 0..52_usize {
        for line in lines.iter_mut().skip(week % 50).step_by(50) {
            line.push_str(&format!("\tdependsOn resource:default/of-week-{week}"));
        }
        let text = [past::FIRST, "\n", &lines.join("\n"), "\n"].concat();
        let moment = week.to_string();
        assert!(year.past.add(&moment, &text).is_ok(), "the text is what the library writes");
        let base = week.checked_sub(1).filter(|_| week % past::CHAIN != 0);
        let since = base.and_then(|base| year.past.since(&base.to_string(), &moment));
        year.since.push(since.unwrap_or_else(|| text.clone()));
        year.whole.push(text);
        year.moments.push(moment);
    }
    year
}

criterion_group!(benches, measure);
criterion_main!(benches);
