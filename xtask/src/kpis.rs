//! `cargo xtask kpis`: exports of pull requests, deploys, incidents and so on, named in
//! `portal.json` with the names of their columns, or asked of an API, made into the file that the
//! page of delivery opens. The same rows give the same bytes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use portico_insights::aggregate::Aggregate;
use portico_insights::kpi::{Given, Inputs, Report, Settings, compute};
use portico_insights::rows::{self, Mapping, Row};
use portico_insights::{Day, Weekday, Zone};
use serde::Deserialize;
use serde_json::Value;

use crate::args::Args;
use crate::repo;

mod ask;
mod outcome;
#[cfg(test)]
mod tests;

/// `exports` in the `config` of the plugin `insights`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Exports {
    pull_requests: Option<Export>,
    deploys: Option<Export>,
    incidents: Option<Export>,
    survey_answers: Option<Export>,
    joiners: Option<Export>,
    journeys: Option<Export>,
    components: Option<Export>,
    contributions: Option<Export>,
    /// The owner of each plugin.
    plugins: BTreeMap<String, String>,
    /// All teams.
    teams: Vec<String>,
    /// The team that owns the portal.
    central: String,
    engineers: u32,
    /// The zone whose days are counted: `+01:00`.
    zone: String,
    week: Weekday,
    k: Option<u32>,
    months: Option<u32>,
}

/// Where rows are, and how their columns are called: a file, or an API that is asked.
#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Export {
    file: Option<PathBuf>,
    /// The address of an API. `{page}` in it becomes 1, 2, … until a page has no rows; without it
    /// the header `Link`, or `more` and `offset`, say where the next page is.
    url: Option<String>,
    /// What `{component}` in the address becomes, one after the other.
    components: Vec<String>,
    /// The variable of the environment that holds the token of that API. No token stands in
    /// `portal.json`, which everybody reads.
    token_from: Option<String>,
    /// How that token is named; the kind knows it.
    scheme: Option<ask::Scheme>,
    #[serde(flatten)]
    mapping: Mapping,
}

/// `cargo xtask kpis [--portal public/portal.json] [--from folder] [--events file.json] --out
/// kpis.json [--to 2026-11-16]`.
pub fn run(mut args: Args) -> Result<()> {
    let portal = args
        .option("--portal")?
        .map_or_else(|| repo::root().join("public/portal.json"), PathBuf::from);
    let from = args.option("--from")?.map(PathBuf::from);
    let events = args.option("--events")?.map(PathBuf::from);
    let out = args.option("--out")?.map(PathBuf::from);
    let to = args.option("--to")?;
    args.finish()?;
    let Some(out) = out else { bail!("say what to write: --out kpis.json") };
    let exports = exports(&repo::read(&portal)?).with_context(|| portal.display().to_string())?;
    let folder = from.or_else(|| portal.parent().map(Path::to_path_buf)).unwrap_or_default();
    let events = match events {
        Some(path) => Some(Aggregate::read(&repo::read(&path)?).map_err(anyhow::Error::msg)?),
        None => None,
    };
    let to = match to {
        Some(text) => Some(
            Day::read(&text)
                .with_context(|| format!("--to {text} is no date such as 2026-11-16"))?,
        ),
        None => None,
    };
    let report = report(&exports, &folder, events.as_ref(), to)?;
    let text = report.write() + "\n";
    repo::write(&out, &text)?;
    println!("{}: {} bytes", out.display(), text.len());
    Ok(())
}

/// Reads `exports` of the plugin's entry.
fn exports(portal: &str) -> Result<Exports> {
    let portal: Value = serde_json::from_str(portal)?;
    let entries = portal.get("plugins").and_then(Value::as_array);
    let entry = entries
        .into_iter()
        .flatten()
        .find(|entry| entry.get("id").and_then(Value::as_str) == Some("insights"));
    let Some(exports) = entry.and_then(|entry| entry.pointer("/config/exports")) else {
        bail!("the plugin `insights` names no `exports` in its config (docs/insights.md)");
    };
    serde_json::from_value(exports.clone()).context("exports")
}

/// Rows of an export, with the name of its file or of the host that was asked.
fn read<R: Row>(export: Option<&Export>, folder: &Path) -> Result<Option<(rows::Read<R>, String)>> {
    let Some(export) = export else { return Ok(None) };
    if let Some(kind) = export.mapping.kind
        && kind.of() != R::NAME
    {
        bail!("exports, {}: {kind:?} has {}", R::NAME, kind.of());
    }
    let (read, name) = match (&export.file, &export.url) {
        (Some(file), None) => {
            let read = rows::read::<R>(&repo::read(folder.join(file))?, None, &export.mapping);
            (read, file.file_name().unwrap_or_default().to_string_lossy().into_owned())
        }
        (None, Some(url)) => (ask::rows(url, export)?, ask::host(url).to_owned()),
        _ => bail!("exports, {}: name either a file or a url", R::NAME),
    };
    let left_out = match read.left_out {
        0 => String::new(),
        some => format!(", {some} left out"),
    };
    println!("{name}: {} {}, {} broken{left_out}", read.rows.len(), R::NAME, read.broken);
    for broken in &read.named {
        println!("  {}: {}", broken.line, broken.what);
    }
    for column in &read.unknown {
        println!("  no row has the column “{column}”");
    }
    Ok(Some((read, name)))
}

fn given<R>(read: &Option<(rows::Read<R>, String)>) -> Option<Given<'_, R>> {
    read.as_ref().map(|(read, name)| Given { rows: &read.rows, name, broken: read.broken })
}

fn report(
    exports: &Exports,
    folder: &Path,
    events: Option<&Aggregate>,
    to: Option<Day>,
) -> Result<Report> {
    let zone = match exports.zone.as_str() {
        "" => Zone::default(),
        text => Zone::read(text)
            .with_context(|| format!("exports.zone: {text} is no offset such as +01:00"))?,
    };
    let pulls = read(exports.pull_requests.as_ref(), folder)?;
    let deploys = read(exports.deploys.as_ref(), folder)?;
    let incidents = read(exports.incidents.as_ref(), folder)?;
    let answers = read(exports.survey_answers.as_ref(), folder)?;
    let joiners = read(exports.joiners.as_ref(), folder)?;
    let journeys = read(exports.journeys.as_ref(), folder)?;
    let components = read(exports.components.as_ref(), folder)?;
    let contributions = read(exports.contributions.as_ref(), folder)?;
    let plugins: Vec<(String, String)> = exports.plugins.clone().into_iter().collect();
    let inputs = Inputs {
        pull_requests: given(&pulls),
        deploys: given(&deploys),
        incidents: given(&incidents),
        answers: given(&answers),
        joiners: given(&joiners),
        journeys: given(&journeys),
        components: given(&components),
        contributions: given(&contributions),
        plugins: (!plugins.is_empty()).then_some(&plugins),
        events,
    };
    let to =
        to.or_else(|| last(&inputs, zone)).context("there is no row that says when: give --to")?;
    let settings = Settings {
        zone,
        week: exports.week,
        k: exports.k.unwrap_or(5),
        to,
        months: exports.months.unwrap_or(18),
        central: exports.central.clone(),
        teams: exports.teams.clone(),
        engineers: exports.engineers,
    };
    Ok(compute(&inputs, &settings))
}

/// The last day that any row knows: the clock of the machine does not decide figures.
fn last(inputs: &Inputs<'_>, zone: Zone) -> Option<Day> {
    fn of<R>(given: Option<Given<'_, R>>, at: fn(&R) -> Option<i64>) -> Option<i64> {
        given?.rows.iter().filter_map(at).max()
    }
    let moments = [
        of(inputs.pull_requests, |row| row.merged.or(row.opened)),
        of(inputs.deploys, |row| Some(row.at)),
        of(inputs.incidents, |row| Some(row.resolved.unwrap_or(row.opened))),
        of(inputs.answers, |row| Some(row.at)),
        of(inputs.journeys, |row| Some(row.at)),
        of(inputs.contributions, |row| Some(row.at)),
    ];
    let day = moments.into_iter().flatten().max().map(|at| zone.day(at));
    day.max(inputs.events.map(|events| events.to))
}
