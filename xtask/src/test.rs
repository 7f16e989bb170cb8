//! `cargo xtask test`: everything that has to hold, in one command. Every stage runs, whatever
//! the one before says, and the last line is the sum: `N passed, N failed`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::args::Args;
use crate::check::{self, QUICK, STYLES};
use crate::pack::{self, Build};
use crate::setup::{self, Needs};
use crate::wasm::Profile;
use crate::{repo, run, scaffold, servers};

/// What a stage says: how many of its checks hold and how many do not.
#[derive(Clone, Copy, Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl std::ops::AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The stages that ran.
struct Report {
    /// A part of the names of the stages that are asked for; all of them without it.
    only: Option<String>,
    rows: Vec<(String, Tally, Duration)>,
}

impl Report {
    /// Whether a stage is asked for.
    fn wants(&self, name: &str) -> bool {
        self.only.as_ref().is_none_or(|only| name.contains(only.as_str()))
    }

    /// Runs a stage if it is asked for, and says whether nothing in it failed. A stage that cannot
    /// count its checks is one check.
    fn stage(&mut self, name: &str, work: impl FnOnce() -> Result<Tally>) -> bool {
        if !self.wants(name) {
            return true;
        }
        println!("\n── {name}");
        let start = Instant::now();
        let tally = work().unwrap_or_else(|error| {
            println!("{error:#}");
            Tally { passed: 0, failed: 1 }
        });
        let took = start.elapsed();
        println!("── {name}: {}", run::seconds(took));
        self.rows.push((name.to_owned(), tally, took));
        tally.failed == 0
    }

    /// The table, and the line that everything ends with.
    fn end(self, took: Duration) -> Result<()> {
        if self.rows.is_empty() {
            bail!("no stage is called `{}`", self.only.unwrap_or_default());
        }
        println!("\n{:<52}{:>8}{:>8}{:>14}", "stage", "passed", "failed", "time");
        let mut sum = Tally::default();
        for (name, tally, took) in self.rows {
            println!("{name:<52}{:>8}{:>8}{:>14}", tally.passed, tally.failed, run::seconds(took));
            sum += tally;
        }
        println!("{:<52}{:>8}{:>8}{:>14}\n", "all", sum.passed, sum.failed, run::seconds(took));
        println!("{} passed, {} failed", sum.passed, sum.failed);
        if sum.failed > 0 {
            // The line above is the last one, so nothing is said about it here.
            std::process::exit(1);
        }
        Ok(())
    }
}

/// One check that holds.
const HOLDS: Tally = Tally { passed: 1, failed: 0 };

/// `cargo xtask test [--only <stage>] [--renew-aria]`.
pub fn run(mut args: Args) -> Result<()> {
    if args.flag("--renew-aria") {
        args.finish()?;
        return renew_aria();
    }
    let only = args.option("--only")?;
    args.finish()?;
    let start = Instant::now();
    let mut report = Report { only, rows: Vec::new() };
    report.stage("setup", || setup::ensure(Needs::Test).map(|()| HOLDS));
    // A release build keeps one core busy; the native stages need the other.
    let building = match report.wants(RELEASE) {
        true => Some(Building::start()?),
        false => None,
    };
    for (name, check) in QUICK {
        report.stage(name, || check().map(|()| HOLDS));
    }
    // Where something is denied, nothing is compiled; what the tests say is worth knowing too.
    let cargo = match report.stage("clippy, and tests compiled", || compile_tests().map(|()| HOLDS))
    {
        true => check::linting,
        false => run::cargo,
    };
    report.stage(STYLES.0, || STYLES.1().map(|()| HOLDS));
    report.stage("cargo test", || cargo_test(cargo()));
    report.stage("real servers", || servers::check(cargo()).map(|()| HOLDS));
    report.stage("clippy for the browser, a new plugin, playgrounds", || {
        scaffold::prove(cargo).map(|()| HOLDS)
    });
    let built = report.stage(RELEASE, || match building {
        Some(building) => building.end().map(|()| HOLDS),
        None => Ok(HOLDS),
    });
    report.stage("end to end", || match built {
        true => end_to_end(cargo()),
        false => bail!("not run, because there is no build to run it on"),
    });
    report.end(start.elapsed())
}

/// The stage of the portal that the browser tests run on.
const RELEASE: &str = "release build and budgets";

/// A release build beside the other stages. What it says is kept until somebody waits for it.
struct Building {
    child: Child,
    log: PathBuf,
}

impl Building {
    fn start() -> Result<Self> {
        let log = repo::target().join("portico/release-build.log");
        repo::write(&log, "")?;
        let file = fs::File::options().append(true).open(&log)?;
        let mut command = run::program(std::env::current_exe()?);
        command.arg("build").stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
        let child = command.spawn().context("the release build does not start")?;
        println!("the release build goes on beside what follows: {}", log.display());
        Ok(Self { child, log })
    }

    /// Waits for it and prints what it said.
    fn end(mut self) -> Result<()> {
        let status = self.child.wait()?;
        print!("{}", repo::read(&self.log)?);
        anyhow::ensure!(status.success(), "the release build failed ({status})");
        Ok(())
    }
}

/// Writes what `tests/e2e/aria` keeps anew, from what the gallery draws now.
fn renew_aria() -> Result<()> {
    setup::ensure(Needs::Test)?;
    let (base, out) = ("/".to_owned(), repo::root().join("dist"));
    pack::build(&Build { profile: Profile::Debug, base, out, reload: false })?;
    run::run(run::cargo().args(["build", "--quiet", "--package", "team-apis"]))?;
    run::run(playwright("test")?.arg("gallery.spec").env("PORTICO_RENEW_ARIA", "1"))
}

/// Compiles all native tests, and what is measured, with clippy.
fn compile_tests() -> Result<()> {
    let mut cargo = check::linting();
    run::run(cargo.args(["test", "--workspace", "--all-targets", "--no-run", "--quiet"]))
}

/// What property tests roll their dice with, unless somebody says otherwise: two runs of one tree
/// say the same. `cargo test` alone rolls anew each time.
const SEED: (&str, &str) = ("PROPTEST_RNG_SEED", "20260214");

/// All native tests. Tests that hold are counted, not named.
fn cargo_test(mut cargo: Command) -> Result<Tally> {
    cargo.args(["test", "--workspace", "--no-fail-fast"]).stdout(Stdio::piped());
    if std::env::var_os(SEED.0).is_none() {
        cargo.env(SEED.0, SEED.1);
    }
    let mut child = cargo.spawn().context("cannot start cargo")?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line?;
            if let Some(found) = tally_of(&line) {
                tally += found;
            }
            let holds = line.starts_with("test ") && line.ends_with(" ... ok");
            if !holds && !line.trim().is_empty() {
                println!("{line}");
            }
        }
    }
    if !child.wait()?.success() && tally.failed == 0 {
        // It did not compile, or a test ended the whole process.
        tally.failed = 1;
    }
    Ok(tally)
}

/// Reads `test result: ok. 42 passed; 0 failed; 1 ignored; …`.
fn tally_of(line: &str) -> Option<Tally> {
    let counts = line.strip_prefix("test result: ")?;
    let count = |what: &str| {
        let part = counts.split([';', '.']).find(|part| part.trim().ends_with(what))?;
        part.trim().strip_suffix(what)?.trim().parse().ok()
    };
    Some(Tally { passed: count("passed")?, failed: count("failed")? })
}

/// The tests in a real browser, on the release build.
fn end_to_end(mut cargo: Command) -> Result<Tally> {
    run::run(cargo.args(["build", "--quiet", "--package", "team-apis"]))?;
    let results = results("test");
    if results.exists() {
        fs::remove_file(&results)?;
    }
    // Pages are tested against them as well. Where they do not start, the stage of their own has
    // said so, and the tests that need them are skipped.
    let servers = servers::Running::all()
        .inspect_err(|error| println!("without real servers: {error:#}"))
        .unwrap_or_default();
    let mut playwright = playwright("test")?;
    servers.tell(&mut playwright);
    let status = playwright.status().context("cannot start Playwright")?;
    drop(servers);
    let text = repo::read(&results).context("Playwright wrote no results")?;
    let tally = playwright_tally(&text)?;
    if !status.success() && tally.failed == 0 {
        bail!("Playwright failed ({status})");
    }
    Ok(tally)
}

/// Where Playwright leaves the results of a run.
pub fn results(run: &str) -> PathBuf {
    repo::root().join("tests/e2e/results").join(format!("{run}.json"))
}

/// Playwright for one kind of run: `test`, `bench`, `shots`.
pub fn playwright(kind: &str) -> Result<Command> {
    let mut command = setup::npx();
    command.args(["playwright", "test", "--config", "tests/e2e/playwright.config.ts"]);
    command.env("PORTICO_RUN", kind);
    command.env("PORTICO_TEAM_APIS", repo::target().join("debug/team-apis"));
    command.env("PORTICO_MKDOCS", repo::target().join("mkdocs/bin/mkdocs"));
    if let Some(browser) = setup::browser()? {
        command.env("CHROME", browser);
    }
    Ok(command)
}

/// So many tests may pass only the second time, before that is a failure of the tests.
const FLAKY: u64 = 5;

/// Sums up Playwright's JSON report. A test that passed the second time only is a flaky one: it
/// is named, and it fails once there are more of them than a bad minute of the machine explains.
fn playwright_tally(report: &str) -> Result<Tally> {
    let report: Value = serde_json::from_str(report).context("Playwright's results are no JSON")?;
    let stats = report.get("stats").context("Playwright's results have no `stats`")?;
    let count = |name: &str| stats.get(name).and_then(Value::as_u64).unwrap_or_default();
    let errors = report.get("errors").and_then(Value::as_array).map_or(0, Vec::len);
    let skipped = count("skipped");
    if skipped > 0 {
        println!("{skipped} skipped");
    }
    let flaky = count("flaky");
    if flaky > 0 {
        println!("passed only the second time, of which {FLAKY} are let through:");
        for title in titles(&report, "flaky") {
            println!("  {title}");
        }
    }
    let (passed, failed) = (count("expected"), count("unexpected") + errors as u64);
    Ok(match flaky > FLAKY {
        true => Tally { passed, failed: failed + flaky },
        false => Tally { passed: passed + flaky, failed },
    })
}

/// The titles of the tests with this outcome, wherever in Playwright's report they are.
fn titles(report: &Value, outcome: &str) -> Vec<String> {
    let list = |of: &Value, name: &str| of.get(name).and_then(Value::as_array).cloned();
    let mut found = Vec::new();
    let mut suites = list(report, "suites").unwrap_or_default();
    while let Some(suite) = suites.pop() {
        suites.extend(list(&suite, "suites").unwrap_or_default());
        for spec in list(&suite, "specs").unwrap_or_default() {
            let tests = list(&spec, "tests").unwrap_or_default();
            let is = |test: &Value| test.get("status").and_then(Value::as_str) == Some(outcome);
            let word = |name: &str| spec.get(name).and_then(Value::as_str).unwrap_or_default();
            if tests.iter().any(is) {
                found.push(format!("{}: {}", word("file"), word("title")));
            }
        }
    }
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn pair(tally: Tally) -> (u64, u64) {
        (tally.passed, tally.failed)
    }

    #[test]
    fn results_of_cargo_are_read() {
        let line =
            "test result: FAILED. 41 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out";
        assert_eq!(tally_of(line).map(pair), Some((41, 2)));
        assert!(tally_of("test x ... ok").is_none());
    }

    #[test]
    fn results_of_playwright_are_read() {
        let text = r#"{"stats": {"expected": 7, "unexpected": 1, "flaky": 1, "skipped": 2}}"#;
        assert_eq!(playwright_tally(text).map(pair).unwrap(), (8, 1));
        let text = r#"{"stats": {"expected": 7, "unexpected": 0, "flaky": 6}}"#;
        assert_eq!(playwright_tally(text).map(pair).unwrap(), (7, 6));
        // A file that does not even load is an error, not a test.
        let text = r#"{"errors": [{"message": "x"}], "stats": {"expected": 0, "unexpected": 0}}"#;
        assert_eq!(playwright_tally(text).map(pair).unwrap(), (0, 1));
        assert!(playwright_tally("{}").is_err());
    }

    #[test]
    fn tests_that_passed_the_second_time_are_named() {
        let test = |title: &str, status: &str| json!({ "file": "a.spec.ts", "title": title, "tests": [{ "status": status }] });
        let report = json!({ "suites": [
            { "specs": [test("one", "expected"), test("two", "flaky")], "suites": [{ "specs": [test("three", "flaky")] }] },
        ] });
        assert_eq!(titles(&report, "flaky"), ["a.spec.ts: three", "a.spec.ts: two"]);
    }
}
