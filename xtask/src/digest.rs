//! `cargo xtask digest`: events from NDJSON made into a weekly digest, for the portal and for each
//! plugin, and into the file that the dashboard opens. Runs in any CI; the same events give the
//! same bytes.

mod doc;
mod figures;
mod journeys;
mod render;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use portico_insights::aggregate::{Collected, Collector, Settings};
use portico_insights::event::{Event, Reader, Seen};
use portico_insights::{Day, Weekday, Zone, survey};

use crate::args::Args;
use crate::repo;
use journeys::Journeys;

/// How much of a file is read at once.
const PART: usize = 1 << 18;

/// `cargo xtask digest --from events.ndjson … [--out folder] [--aggregate file.json] [--answers
/// file.ndjson] [--journeys file.ndjson]`.
pub fn run(mut args: Args) -> Result<()> {
    let began = Instant::now();
    let mut from = Vec::new();
    while let Some(path) = args.option("--from")? {
        from.push(PathBuf::from(path));
    }
    let out = args.option("--out")?.map(PathBuf::from);
    let aggregate = args.option("--aggregate")?.map(PathBuf::from);
    let answers = args.option("--answers")?.map(PathBuf::from);
    let journeys = args.option("--journeys")?.map(PathBuf::from);
    let week = args.option("--week")?;
    let settings = settings(&mut args)?;
    while let Some(path) = args.word() {
        from.push(PathBuf::from(path));
    }
    args.finish()?;
    if from.is_empty() {
        bail!("say where the events are: --from events.ndjson");
    }
    if [&out, &aggregate, &answers, &journeys].into_iter().all(Option::is_none) {
        bail!(
            "say what to write: --out folder, --aggregate file.json, --answers file.ndjson, \
             --journeys file.ndjson"
        );
    }
    let mut said = String::new();
    let mut visits = journeys.is_some().then(Journeys::default);
    let (collected, readers) = collect(&from, settings, &mut |event| {
        if let Some(visits) = &mut visits {
            visits.take(event);
        }
        if let Some(row) = survey::row(event) {
            said.push_str(&survey::row_line(&row));
            said.push('\n');
        }
    })?;
    for (path, reader) in from.iter().zip(&readers) {
        println!("{}: {} events, {} broken lines", path.display(), reader.events, reader.broken);
        for broken in &reader.named {
            println!("  line {}: {}", broken.line, broken.what);
        }
    }
    let repeated = collected.source().repeated;
    if repeated > 0 {
        println!("{repeated} events were there more than once and count once");
    }
    if readers.iter().all(|reader| reader.events == 0) {
        bail!("there is no event in what was read");
    }
    if let Some(path) = aggregate {
        let text = collected.aggregate().write();
        repo::write(&path, &text)?;
        println!("{}: {} bytes", path.display(), text.len());
    }
    if let Some(path) = answers {
        repo::write(&path, &said)?;
        println!("{}: {} answers", path.display(), said.lines().count());
    }
    if let (Some(path), Some(visits)) = (journeys, visits) {
        repo::write(&path, visits.write())?;
        println!("{}: {} visits", path.display(), visits.visits());
    }
    if let Some(folder) = out {
        let written = digests(&collected, week.as_deref(), &folder)?;
        println!("{}: {written} files", folder.display());
    }
    let seconds = began.elapsed().as_millis();
    println!("{}.{:03} s, {}", seconds / 1000, seconds % 1000, peak_memory());
    Ok(())
}

fn settings(args: &mut Args) -> Result<Settings> {
    let mut settings = Settings::default();
    if let Some(zone) = args.option("--zone")? {
        settings.zone = Zone::read(&zone)
            .with_context(|| format!("--zone {zone} is no offset such as +01:00"))?;
    }
    if let Some(day) = args.option("--week-starts")? {
        settings.week = match day.as_str() {
            "monday" => Weekday::Monday,
            "sunday" => Weekday::Sunday,
            "saturday" => Weekday::Saturday,
            other => bail!("--week-starts is monday, sunday or saturday, not {other}"),
        };
    }
    let number = |text: Option<String>, name: &str, default: u32| match text {
        Some(text) => text.parse().with_context(|| format!("{name} {text} is no number")),
        None => Ok(default),
    };
    settings.k = number(args.option("--k")?, "--k", settings.k)?;
    settings.engineers = number(args.option("--engineers")?, "--engineers", settings.engineers)?;
    Ok(settings)
}

/// Reads files part by part; memory grows by a few bytes for each event. `also` sees each event.
/// An event that is there twice, in one file or in two, counts once.
pub fn collect(
    paths: &[PathBuf],
    settings: Settings,
    also: &mut dyn FnMut(&Event<'_>),
) -> Result<(Collected, Vec<Reader>)> {
    let mut collector = Collector::new(settings);
    let mut readers = Vec::new();
    let mut seen = Seen::default();
    for path in paths {
        readers.push(read(path, &mut |event| {
            if seen.is_new(event) {
                collector.take(event);
                also(event);
            }
        })?);
    }
    collector.repeated(seen.repeated);
    let name = match paths {
        [one] => one.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        many => format!("{} files", many.len()),
    };
    collector.source(&name, readers.iter().map(|reader| reader.broken).sum());
    Ok((collector.finish(), readers))
}

fn read(path: &Path, take: &mut dyn FnMut(&Event<'_>)) -> Result<Reader> {
    let named = || format!("cannot read {}", path.display());
    let mut file = File::open(path).with_context(named)?;
    let mut reader = Reader::default();
    let mut buffer = vec![0; PART];
    loop {
        let length = file.read(&mut buffer).with_context(named)?;
        if length == 0 {
            break;
        }
        let part = buffer.get(..length).unwrap_or_default();
        reader.feed(part, take);
    }
    reader.end(take);
    Ok(reader)
}

/// Writes the digests of a week: that of the day that `week` names, or the last whole one.
fn digests(collected: &Collected, week: Option<&str>, folder: &Path) -> Result<usize> {
    let starts = collected.settings().week;
    let (_, last) = collected.span();
    let monday = match week {
        Some(text) => Day::read(text)
            .with_context(|| format!("--week {text} is no date such as 2026-11-16"))?
            .week(starts),
        // A week that has only begun would look like a loss.
        None if last.plus(1).week(starts) == last.plus(1) => last.week(starts),
        None => last.week(starts).plus(-7),
    };
    let digests = figures::digests(collected, monday);
    for (name, document) in &digests {
        repo::write(folder.join(format!("{name}.md")), render::markdown(document))?;
        repo::write(folder.join(format!("{name}.html")), render::html(document))?;
    }
    Ok(digests.len() * 2)
}

/// The most memory that this process had, where the system says it.
pub fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next());
    match peak.and_then(|kilobytes| kilobytes.parse::<u64>().ok()) {
        Some(kilobytes) => format!("{} MB at most", kilobytes.div_ceil(1024)),
        None => "memory not known on this system".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_that_are_there_twice_count_once_and_are_told() {
        let folder = std::env::temp_dir().join(format!("portico-digest-{}", std::process::id()));
        let line = |at: u32| {
            let at = 1_795_003_200_000_i64 + i64::from(at);
            let context = r#"{"pluginId":"ci","sessionId":"s1","userId":"00000000000000a1"}"#;
            format!(
                "{{\"action\":\"navigate\",\"subject\":\"/ci\",\"at\":{at},\"context\":{context}}}\n"
            )
        };
        let (first, second) = (folder.join("a.ndjson"), folder.join("b.ndjson"));
        repo::write(&first, [line(1), line(2), line(1)].concat()).unwrap();
        repo::write(&second, [line(2), line(3)].concat()).unwrap();
        let settings = Settings { k: 1, ..Settings::default() };
        let mut seen = 0;
        let both = [first, second];
        let (collected, readers) = collect(&both, settings, &mut |_| seen += 1).unwrap();
        let source = collected.source();
        assert_eq!((source.events, source.repeated, seen), (3, 2, 3));
        assert_eq!(readers.iter().map(|reader| reader.events).sum::<u64>(), 5);
        let out = folder.join("out");
        digests(&collected, Some("2026-11-16"), &out).unwrap();
        let text = repo::read(out.join("portal.md")).unwrap();
        assert!(text.contains("2 events were there more than once and count once."), "{text}");
        let file = collected.aggregate().write();
        assert!(file.contains("\"repeated\":2"), "{file}");
        std::fs::remove_dir_all(folder).unwrap();
    }
}
