//! What insights cost natively: a million events made into the file of the dashboard and the
//! digests, and a scorecard over a large catalog.

use anyhow::{Context, Result};
use std::process::Command;

use super::Figure;
use crate::{demo, repo, run};

const EVENTS: usize = 1_000_000;

/// Measures all of it, as people would run it.
pub fn measure() -> Result<Vec<Figure>> {
    let folder = repo::target().join("demo-insights");
    let events = folder.join("million.ndjson");
    demo::events_into(&events, Some(EVENTS))?;
    let megabytes = std::fs::metadata(&events)?.len() / 1_000_000;
    // A process of its own, whose memory is that of the digest alone.
    let own = std::env::current_exe().context("where is this program?")?;
    let mut digest = Command::new(own);
    digest.arg("digest").arg("--from").arg(&events);
    digest.arg("--out").arg(folder.join("digest"));
    digest.arg("--aggregate").arg(folder.join("million.json"));
    let (seconds, memory) = spent(&run::read(&mut digest)?)?;
    let mut cargo = run::cargo();
    cargo.args(["run", "--quiet", "--package", "portico-insights", "--example", "scorecard"]);
    let card = checked(&run::read(&mut cargo)?)?;
    let figure = |what: String, value: f64, unit: &str, goal: &str| Figure {
        what,
        value,
        unit: unit.to_owned(),
        goal: goal.to_owned(),
    };
    Ok(vec![
        figure(
            format!("`cargo xtask digest` of a million events ({megabytes} MB), with all files"),
            seconds * 1e3,
            "ms",
            "10,000 ms",
        ),
        figure("the most memory that it had".to_owned(), memory, "MB", "300 MB"),
        figure(
            "a scorecard of 20 checks over 25,000 entities, natively".to_owned(),
            card,
            "ms",
            "1000 ms",
        ),
    ])
}

/// Seconds and megabytes, from the last line of the digest: `2.417 s, 65 MB at most`.
fn spent(said: &str) -> Result<(f64, f64)> {
    let line = said.lines().last().unwrap_or_default();
    let (seconds, memory) = line.split_once(" s, ").context("the digest does not say its time")?;
    let memory = memory.split(' ').next().unwrap_or_default();
    // Only Linux says how much memory it was.
    Ok((seconds.parse()?, memory.parse().unwrap_or(0.0)))
}

/// Milliseconds of the example: `25000 entities x 20 checks: 213 ms; …`.
fn checked(said: &str) -> Result<f64> {
    let found = said.split_once("checks: ").and_then(|(_, rest)| rest.split_once(" ms"));
    let (milliseconds, _) = found.context("the example does not say its time")?;
    Ok(milliseconds.parse()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_read_from_what_is_printed() {
        let said = "a.ndjson: 5 events, 0 broken lines\n2.417 s, 65 MB at most\n";
        assert_eq!(spent(said).unwrap(), (2.417, 65.0));
        assert_eq!(spent("0.004 s, memory not known on this system").unwrap(), (0.004, 0.0));
        assert!(spent("").is_err());
        let said = "25000 entities x 20 checks: 213 ms; by 400 teams: 7 ms\n";
        assert_eq!(checked(said).unwrap(), 213.0);
    }
}
