//! `cargo xtask demo-data`: eighteen months of the demo organisation, made up from a fixed seed.
//!
//! Three stories are hidden in it, for the dashboard to tell and for tests to find:
//! onboarding got shorter after templates arrived ([`org::TEMPLATES`]); the plugin `kubernetes`
//! lost its users after an error began ([`org::ERROR`]); the domain `logistics` merges much less.

mod delivery;
mod events;
mod org;
mod past;
mod scores;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use portico_insights::aggregate::{Collector, Settings as EventSettings};
use portico_insights::kpi::{Given, Inputs, Report, Settings, compute};
use portico_insights::rows::{self, Mapping, Row};
use portico_insights::{Weekday, Zone};

use crate::args::Args;
use crate::repo;

/// Where the files that the demo reads are.
const PUBLIC: &str = "public/demo/insights";

/// Where its kept catalogs are.
const PAST: &str = "public/demo/snapshots";

/// `cargo xtask demo-data [--million] [--write]`: raw rows into `target/demo-insights`; with
/// `--write` also the files of the demo; with `--million` a million events for measuring.
pub fn run(mut args: Args) -> Result<()> {
    let (million, write) = (args.flag("--million"), args.flag("--write"));
    args.finish()?;
    let folder = repo::target().join("demo-insights");
    std::fs::create_dir_all(&folder)?;
    if million {
        let path = folder.join("million.ndjson");
        let lines = events_into(&path, Some(1_000_000))?;
        println!("{}: {lines} events", path.display());
        return Ok(());
    }
    let lines = events_into(&folder.join("events.ndjson"), None)?;
    println!("{}: {lines} events", folder.join("events.ndjson").display());
    for (name, text) in delivery::exports() {
        repo::write(folder.join(&name), &text)?;
        println!("{}: {} bytes", folder.join(&name).display(), text.len());
    }
    if write {
        let mut sum = 0;
        for (name, text) in files()? {
            repo::write(repo::root().join(PUBLIC).join(name), &text)?;
            println!("{PUBLIC}/{name}: {} bytes", text.len());
            sum += text.len();
        }
        for (name, text) in past::files()? {
            repo::write(repo::root().join(PAST).join(&name), &text)?;
            println!("{PAST}/{name}: {} bytes", text.len());
            sum += text.len();
        }
        println!("{sum} bytes together");
    }
    Ok(())
}

/// Writes events as lines, all or so many; returns how many.
pub fn events_into(path: &Path, most: Option<usize>) -> Result<usize> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
    let mut file = BufWriter::new(file);
    let mut lines = 0;
    let mut failed = None;
    events::each(most, &mut |event| {
        lines += 1;
        if let Err(error) = writeln!(file, "{}", event.line()) {
            failed.get_or_insert(error);
        }
    });
    file.flush()?;
    match failed {
        Some(error) => Err(error).with_context(|| format!("cannot write {}", path.display())),
        None => Ok(lines),
    }
}

/// The files of the demo by name.
fn files() -> Result<Vec<(&'static str, String)>> {
    let events = aggregate();
    let report = report(&events)?;
    let mut files = vec![("events.json", events.write()), ("kpis.json", report.write())];
    files.extend(scores::files()?);
    for (_, text) in &mut files {
        text.push('\n');
    }
    Ok(files)
}

fn aggregate() -> portico_insights::aggregate::Aggregate {
    let settings = EventSettings {
        zone: Zone(60),
        engineers: org::ENGINEERS as u32,
        limit: 7,
        ..EventSettings::default()
    };
    let mut collector = Collector::new(settings);
    collector.source("Events of the demo", 0);
    events::each(None, &mut |event| collector.take(event));
    collector.finish().aggregate()
}

/// Computes the figures from the exports, read as anybody's exports are.
fn report(events: &portico_insights::aggregate::Aggregate) -> Result<Report> {
    let exports = delivery::exports();
    let text =
        |name: &str| exports.iter().find(|(file, _)| file == name).map(|(_, text)| text.as_str());
    let pulls = read(text("pull-requests.csv"))?;
    let deploys = read(text("deploys.csv"))?;
    let incidents = read(text("incidents.csv"))?;
    let answers = read(text("survey.ndjson"))?;
    let joiners = read(text("joiners.csv"))?;
    let journeys = read(text("journeys.csv"))?;
    let components = read(text("components.csv"))?;
    let contributions = read(text("contributions.csv"))?;
    let plugins: Vec<(String, String)> =
        org::PLUGINS.iter().map(|(id, team, _)| ((*id).to_owned(), (*team).to_owned())).collect();
    let inputs = Inputs {
        pull_requests: Some(given(&pulls, "pull-requests.csv")),
        deploys: Some(given(&deploys, "deploys.csv")),
        incidents: Some(given(&incidents, "incidents.csv")),
        answers: Some(given(&answers, "survey.ndjson")),
        joiners: Some(given(&joiners, "joiners.csv")),
        journeys: Some(given(&journeys, "journeys.csv")),
        components: Some(given(&components, "components.csv")),
        contributions: Some(given(&contributions, "contributions.csv")),
        plugins: Some(&plugins),
        events: Some(events),
    };
    let settings = Settings {
        zone: Zone(60),
        week: Weekday::Monday,
        k: 5,
        to: org::last(),
        months: 18,
        central: "developer-experience".to_owned(),
        teams: org::TEAMS.iter().map(|team| team.name.to_owned()).collect(),
        engineers: org::ENGINEERS as u32,
    };
    Ok(compute(&inputs, &settings))
}

fn read<R: Row>(text: Option<&str>) -> Result<rows::Read<R>> {
    let text = text.with_context(|| format!("there is no export of {}", R::NAME))?;
    Ok(rows::read(text, None, &Mapping::default()))
}

fn given<'r, R>(read: &'r rows::Read<R>, name: &'r str) -> Given<'r, R> {
    Given { rows: &read.rows, name, broken: read.broken }
}

#[cfg(test)]
mod tests;
