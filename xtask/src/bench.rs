//! `cargo xtask bench`: the figures of docs/performance.md. Natively with criterion, in a real
//! browser with Playwright on a release build.

mod insights;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::args::Args;
use crate::pack::{self, Build};
use crate::setup::{self, Needs};
use crate::wasm::Profile;
use crate::{budget, repo, run, test};

const PAGE: &str = "docs/performance.md";

/// What the browser measured; `tests/e2e/bench.ts` writes it.
#[derive(Deserialize)]
struct Measured {
    /// ISO 8601, UTC.
    date: String,
    machine: Machine,
    browser: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Machine {
    processor: String,
    cores: u64,
}

/// Medians for one size of the catalog.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Case {
    entities: u64,
    runs: u64,
    code_bytes: f64,
    data_bytes: f64,
    rows_ms: f64,
    work_ms: f64,
    read_code_bytes: f64,
    read_rows_ms: f64,
    read_work_ms: f64,
    js_heap_bytes: f64,
    wasm_bytes: f64,
    keystroke_ms: f64,
    facet_ms: f64,
    entity_ms: f64,
    entity_quiet_ms: f64,
    back_ms: f64,
    back_quiet_ms: f64,
}

/// A row of the table: what is measured, how it is read from a case, and what it should be.
struct Row {
    what: &'static str,
    read: fn(&Case) -> f64,
    unit: Unit,
    goal: &'static str,
}

#[derive(Clone, Copy)]
enum Unit {
    Kilobytes,
    Megabytes,
    Milliseconds,
}

/// The goals are set against a stock Backstage on the same machine: a quarter of its time and
/// work to rows, half of its heap.
const ROWS: [Row; 14] = [
    Row {
        what: "code moved to the first view",
        read: |case| case.code_bytes,
        unit: Unit::Kilobytes,
        goal: "250 kB",
    },
    Row { what: "data moved", read: |case| case.data_bytes, unit: Unit::Kilobytes, goal: "" },
    Row {
        what: "time to visible rows",
        read: |case| case.rows_ms,
        unit: Unit::Milliseconds,
        goal: "550 ms at 200",
    },
    Row {
        what: "main-thread work to rows",
        read: |case| case.work_ms,
        unit: Unit::Milliseconds,
        goal: "750 ms at 200",
    },
    Row {
        what: "descriptors read by the browser: code moved",
        read: |case| case.read_code_bytes,
        unit: Unit::Kilobytes,
        goal: "",
    },
    Row {
        what: "descriptors read by the browser: time to visible rows",
        read: |case| case.read_rows_ms,
        unit: Unit::Milliseconds,
        goal: "550 ms at 200",
    },
    Row {
        what: "descriptors read by the browser: main-thread work",
        read: |case| case.read_work_ms,
        unit: Unit::Milliseconds,
        goal: "750 ms at 200",
    },
    Row {
        what: "heap, scripts and WebAssembly",
        read: |case| case.js_heap_bytes + case.wasm_bytes,
        unit: Unit::Megabytes,
        goal: "11.5 MB at 200",
    },
    Row {
        what: "keystroke in the filter to painted rows",
        read: |case| case.keystroke_ms,
        unit: Unit::Milliseconds,
        goal: "50 ms",
    },
    Row {
        what: "click on a facet to painted rows",
        read: |case| case.facet_ms,
        unit: Unit::Milliseconds,
        goal: "50 ms",
    },
    Row {
        what: "catalog to entity, all that the catalog knows",
        read: |case| case.entity_ms,
        unit: Unit::Milliseconds,
        goal: "100 ms",
    },
    Row {
        what: "the same with the answers of the APIs",
        read: |case| case.entity_quiet_ms,
        unit: Unit::Milliseconds,
        goal: "",
    },
    Row {
        what: "entity back to catalog, rows",
        read: |case| case.back_ms,
        unit: Unit::Milliseconds,
        goal: "100 ms",
    },
    Row {
        what: "the same until nothing changes any more",
        read: |case| case.back_quiet_ms,
        unit: Unit::Milliseconds,
        goal: "",
    },
];

/// What the files `bench-….ts` beside the first one measure, with their titles on the page.
const REPORTS: [(&str, &str); 7] = [
    ("Search, 25,000 entities and 2,000 documents", "search"),
    ("Documentation", "docs"),
    ("Forms of templates, and runs", "create"),
    ("Insights in the browser", "insights"),
    ("Relations", "relations"),
    ("The past of 25,000 entities, 52 weeks", "past"),
    ("Parts of the library", "parts"),
];

/// Title of what insights cost natively.
const INSIGHTS: &str = "Insights";

/// `cargo xtask bench [--insights]`: with `--insights` only what they cost natively, printed.
pub fn run(mut args: Args) -> Result<()> {
    let few = args.flag("--insights");
    args.finish()?;
    if few {
        print!("{}", table(INSIGHTS, &run::step("insights", insights::measure)?));
        return Ok(());
    }
    setup::ensure(Needs::Test)?;
    let native = run::step("native", native)?;
    let counted = run::step("insights", insights::measure)?;
    run::step("release build", || {
        let (base, out) = ("/".to_owned(), repo::root().join("dist"));
        pack::build(&Build { profile: Profile::Release, base, out, reload: false })
    })?;
    let measured = run::step("browser", browser)?;
    let mut page = page(&measured, &native);
    page.push_str(&table(INSIGHTS, &counted));
    for (title, report) in REPORTS {
        page.push_str(&figures(title, &test::results(report))?);
    }
    page.push_str(&bytes(&repo::read(budget::report_file())?));
    println!("\n{page}");
    repo::write(repo::root().join(PAGE), page)?;
    println!("written: {PAGE}");
    Ok(())
}

/// Runs criterion and reads the medians it leaves, in nanoseconds by name.
fn native() -> Result<BTreeMap<String, f64>> {
    let folder = repo::target().join("criterion");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut cargo = run::cargo();
    cargo.args(["bench", "--package", "portico-catalog"]).env("CRITERION_HOME", &folder);
    run::run(&mut cargo)?;

    #[derive(Deserialize)]
    struct Benchmark {
        full_id: String,
    }
    #[derive(Deserialize)]
    struct Estimates {
        median: Estimate,
    }
    #[derive(Deserialize)]
    struct Estimate {
        point_estimate: f64,
    }
    let mut medians = BTreeMap::new();
    for path in repo::files(&folder)? {
        if !path.ends_with("new/benchmark.json") {
            continue;
        }
        let benchmark: Benchmark = serde_json::from_str(&repo::read(&path)?)?;
        let estimates: Estimates =
            serde_json::from_str(&repo::read(path.with_file_name("estimates.json"))?)?;
        medians.insert(benchmark.full_id, estimates.median.point_estimate);
    }
    Ok(medians)
}

fn browser() -> Result<Measured> {
    run::run(run::cargo().args(["build", "--quiet", "--package", "team-apis"]))?;
    let path = test::results("performance");
    let reports = REPORTS.map(|(_, report)| test::results(report));
    for path in [&path].into_iter().chain(&reports) {
        if path.exists() {
            fs::remove_file(path)?;
        }
    }
    // The measured deployments are made of the build's own.
    let own = std::env::current_exe().context("where is this program?")?;
    run::run(test::playwright("bench")?.env("XTASK", own))?;
    let text = repo::read(&path).context("the browser measured nothing")?;
    serde_json::from_str(&text).with_context(|| repo::shown(&path))
}

fn page(measured: &Measured, native: &BTreeMap<String, f64>) -> String {
    let Measured { date, machine, browser, cases } = measured;
    let day = date.split('T').next().unwrap_or_default();
    let runs = cases.iter().map(|case| case.runs).max().unwrap_or_default();
    let mut text = format!(
        "# Performance\n\nMeasured by `cargo xtask bench` on {day}: {}, {} cores, {browser}. \
         Release build, empty cache, medians of {runs} runs. A first visit shows the catalog that was \
         written beside the portal; the rows “descriptors read by the browser” are what it takes \
         without one ([decision 10](decisions/0010-a-catalog-beside-the-portal.md)).\n\n",
        machine.processor.trim(),
        machine.cores
    );
    let heads: Vec<String> =
        cases.iter().map(|case| format!("{} entities", grouped(case.entities))).collect();
    text.push_str(&format!("| | {} | goal |\n", heads.join(" | ")));
    text.push_str(&format!("|---|{}---|\n", "---:|".repeat(cases.len())));
    for Row { what, read, unit, goal } in ROWS {
        let values: Vec<String> = cases.iter().map(|case| shown(read(case), unit)).collect();
        text.push_str(&format!("| {what} | {} | {goal} |\n", values.join(" | ")));
    }
    if native.is_empty() {
        return text;
    }
    text.push_str("\n## The index of the catalog\n\n");
    text.push_str("The same questions without a browser (criterion, medians):\n\n");
    text.push_str("| | time |\n|---|---:|\n");
    for (name, nanoseconds) in native {
        text.push_str(&format!("| {name} | {} |\n", duration(*nanoseconds)));
    }
    text
}

/// One measured figure.
#[derive(Deserialize)]
pub(crate) struct Figure {
    what: String,
    value: f64,
    unit: String,
    goal: String,
}

/// What one of the [`REPORTS`] found; nothing where it had nothing to measure with.
fn figures(title: &str, report: &Path) -> Result<String> {
    if !report.exists() {
        return Ok(String::new());
    }
    let figures: Vec<Figure> = serde_json::from_str(&repo::read(report)?)?;
    Ok(table(title, &figures))
}

/// A table of figures below its title.
fn table(title: &str, figures: &[Figure]) -> String {
    let mut text = format!("\n## {title}\n\n| | measured | goal |\n|---|---:|---|\n");
    for Figure { what, value, unit, goal } in figures {
        text.push_str(&format!("| {what} | {value:.0} {unit} | {goal} |\n"));
    }
    text
}

/// What a build weighs, as it is printed.
fn bytes(report: &str) -> String {
    format!(
        "\n## Bytes\n\nWhat is loaded together, and what `budgets.json` allows in brotli. The goal of \
         the first view is 250 kB; how it got smaller and what is left is in \
         [decision 8](decisions/0008-the-size-of-the-first-view.md).\n\n```text\n{}\n```\n",
        report.trim_end()
    )
}

fn shown(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Kilobytes => format!("{:.0} kB", value / 1e3),
        Unit::Megabytes => format!("{:.1} MB", value / 1e6),
        Unit::Milliseconds => format!("{value:.0} ms"),
    }
}

fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        small if small < 1e3 => format!("{small:.0} ns"),
        middle if middle < 1e6 => format!("{:.1} µs", middle / 1e3),
        large => format!("{:.2} ms", large / 1e6),
    }
}

/// `25000` as `25,000`.
fn grouped(number: u64) -> String {
    if number < 1000 {
        return number.to_string();
    }
    format!("{},{:03}", grouped(number / 1000), number % 1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_has_a_row_per_figure_and_a_column_per_size() {
        let case = |entities: u64| {
            format!(
                r#"{{"entities": {entities}, "runs": 7, "codeBytes": 198400, "dataBytes": 31000,
                "rowsMs": 312.4, "workMs": 401, "readCodeBytes": 310000, "readRowsMs": 548.2,
                "readWorkMs": 415, "jsHeapBytes": 3100000, "wasmBytes": 4000000,
                "keystrokeMs": 9.1, "facetMs": 12, "entityMs": 31,
                "entityQuietMs": 90, "backMs": 28, "backQuietMs": 30, "samples": []}}"#
            )
        };
        let text = format!(
            r#"{{"date": "2026-11-21T10:00:00.000Z", "browser": "Chromium 1",
            "machine": {{"processor": "A processor", "cores": 2}}, "cases": [{}, {}]}}"#,
            case(200),
            case(25_000)
        );
        let measured: Measured = serde_json::from_str(&text).unwrap();
        let native = BTreeMap::from([("catalog/facets/200".to_owned(), 1234.0)]);
        let page = page(&measured, &native);
        for line in [
            "| | 200 entities | 25,000 entities | goal |",
            "| code moved to the first view | 198 kB | 198 kB | 250 kB |",
            "| time to visible rows | 312 ms | 312 ms | 550 ms at 200 |",
            "| descriptors read by the browser: time to visible rows | 548 ms | 548 ms | 550 ms at 200 |",
            "| heap, scripts and WebAssembly | 7.1 MB | 7.1 MB | 11.5 MB at 200 |",
            "| catalog/facets/200 | 1.2 µs |",
        ] {
            assert!(page.contains(line), "{line}\n{page}");
        }
    }
}
